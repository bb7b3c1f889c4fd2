"""Which table a section speaks of by its heading, where no sentence need cite it.

In: the tables and the statements of a document. Out: for each statement the name of that table, or nothing. Relies on
headings that say a table's title, but for its years, or a part of it that no other title says; a section that cites
other tables speaks of these as well, and of none surely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.audit.grids import Grid
from pipelines.audit.statements.citations import CITED
from pipelines.audit.statements.vocabulary import name_key, title_of
from pipelines.audit.statements.words import GENERIC, stems
from pipelines.extraction.model import Statement, Table

FEWEST = 2
"""So many telling words of a title say which one is meant."""


def placed_by(grids: Sequence[Grid], tables: Sequence[Table], statements: Sequence[Statement]) -> list[str]:
    """For each statement the table whose title its section's heading says."""
    titles = {g.index: _words(title_of(tables[g.index])) for g in grids if g.numbers and not g.callouts}
    titles_of = {name_key(g.label): tables[g.index] for g in grids}
    names = {g.index: name_key(g.label) for g in grids}
    sections = dict.fromkeys(s.section for s in statements if s.section)
    cites: dict[str, set[str]] = {section: set() for section in sections}
    for statement in statements:
        if statement.section:
            cites[statement.section].update(name_key(c) for c in CITED.findall(statement.text))
    found = {}
    for section in sections:
        meant = _meant(_words(section), titles)
        if meant is not None and cites[section] <= {names[meant]}:
            found[section] = names[meant]
    return [_unless_behind(s, found[s.section], titles_of) if s.section in found else "" for s in statements]


def _unless_behind(statement: Statement, name: str, titles: Mapping[str, Table]) -> str:
    """Nothing for a sentence behind a table whose title was read as the heading of what follows it."""
    table = titles[name]
    if " ".join(statement.section.split()).casefold() != " ".join(title_of(table).split()).casefold():
        return name
    one, other = statement.boxes[0], table.parts[0]
    return name if (one.page, one.top) < (other.page, other.top) else ""


def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in stems(text) if not w[0].isdigit())


def _meant(heading: frozenset[str], titles: dict[int, frozenset[str]]) -> int | None:
    """The one table whose title a heading says in full, else the one of whose title it is a part.

    >>> titles = {0: stems("Patients by age and sex, 2019"), 1: stems("Patients by region and sex"), 2: stems("Beds")}
    >>> [_meant(stems(h), titles) for h in ("Patients by age and sex", "Region and sex", "Sex", "Beds", "Costs")]
    [0, 1, None, 2, None]
    """
    same = [n for n, title in titles.items() if title - GENERIC and title == heading]
    part = [n for n, title in titles.items() if heading <= title and len(heading - GENERIC) >= FEWEST]
    wide = [n for n, title in titles.items() if len(title - GENERIC) >= FEWEST and title <= heading]
    for fitting in (same, wide, part):
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    return None
