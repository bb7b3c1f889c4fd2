"""Which table a sentence cites, itself or by the sentences around it.

In: the statements of a document. Out: names of tables as they are cited. Relies on sections: within one, the last table
named is meant until another is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.audit.statements.vocabulary import name_key
from pipelines.extraction.model import Statement

CITED = re.compile(
    r"\b(?:see )?((?:table|exhibit|figure|chart|box)\s+[A-Z]?-?\d+(?:[.-]\d+){0,3}[a-z]?)\b", re.IGNORECASE
)
STILL_MEANT = 3
"""A table that a sentence cites is still meant in so many sentences after it."""


def just_cited(statements: Sequence[Statement], n: int, table: str) -> bool:
    """Whether one of the few sentences before, in the same section, cites this table and none after it another."""
    for before in reversed(statements[max(0, n - STILL_MEANT) : n]):
        if before.section != statements[n].section or not table:
            return False
        if named := [name_key(c) for c in CITED.findall(before.text)]:
            return named == [table]
    return False


def cited_beside_others(statements: Sequence[Statement]) -> set[str]:
    """Tables that are cited in a section which cites others too."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        found.setdefault(statement.section, set()).update(name_key(c) for c in CITED.findall(statement.text))
    tables = [{c for c in cited if not c.startswith(("figure", "chart"))} for cited in found.values()]
    return set().union(*(cited for cited in tables if len(cited) > 1))


def section_cites(statements: Sequence[Statement]) -> list[str]:
    """The table that each statement's section cites: the last one named before it, else the first one after it."""
    cites = [""] * len(statements)
    for order in (range(len(statements)), range(len(statements) - 1, -1, -1)):
        last, section = "", None
        for n in order:
            if statements[n].section != section:
                last, section = "", statements[n].section
            named = [c for c in CITED.findall(statements[n].text) if not c.casefold().startswith(("figure", "chart"))]
            if named:
                last = name_key(named[-1])
            cites[n] = cites[n] or last
    return cites
