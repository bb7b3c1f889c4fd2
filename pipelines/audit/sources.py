"""The same series with two sources named: a figure that draws what a table counts, but names other records.

In: the tables and the running text of one document. Out: `Finding`s of kind `source_named`. Relies on a figure's title
being that of the table, word for word, and on its source line: it contradicts the table where it names none of the
records that the table names, and names those of another table of the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipelines.audit.model import Finding
from pipelines.extraction.model import Table, TextLine

LEAST_WORDS = 5
"""Titles of fewer words may head anything."""
LINES_TO_SOURCE = 60
"""A figure's source stands within so many lines below its title: the marks of its axes and its legend lie between."""
LINES_OF_SOURCE = 8
_WORD = re.compile(r"[^\W_]+")
_SOURCE = re.compile(r"\s*sources?\s*:\s*", re.IGNORECASE)
_NEXT = re.compile(r"\s*(?:table|figure|exhibit|chart|box)\s+\w+\W*$", re.IGNORECASE)
_YEARS = re.compile(r"\b(?:fiscal|calendar|years?|\d{4})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,]|\bbased on data from\b|\bfrom\b|\band\b", re.IGNORECASE)
_ARTICLES = frozenset({"a", "an", "the", "of", "for", "on", "in"})
Names = frozenset[tuple[str, ...]]


def audit_sources(tables: Sequence[Table], lines: Sequence[TextLine]) -> list[Finding]:
    """The figures whose source line contradicts that of the table which has their title."""
    named = {n: source_names(t.source) for n, t in enumerate(tables) if t.source}
    # Whoever all sources name is the publisher, and tells nothing.
    everywhere: Names = frozenset.intersection(*named.values()) if len(named) > 1 else frozenset()
    found = []
    for n, names in named.items():
        table = tables[n]
        for at, printed in _drawn_again(table, lines):
            other = source_names(printed) - everywhere
            own = names - everywhere
            shared = [k for k, known in named.items() if k != n and other & (known - everywhere)]
            if other and own and shared and not any(_same(a, b) for a in other for b in own):
                found.append(_finding(n, table, tables[shared[0]], printed, lines[at].box.page))
    return found


def source_names(source: str) -> Names:
    """The offices and records that a source line names, as the words of each, without articles and years.

    >>> sorted(source_names("Statistics Office, based on data from the Court Register, fiscal years 2004-2013."))
    [('court', 'register'), ('statistics', 'office')]
    """
    pieces = _BETWEEN.split(_YEARS.sub(" ", source))
    words = (tuple(w for w in _words(piece) if w not in _ARTICLES) for piece in pieces)
    return frozenset(w for w in words if w)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are the same, one of them perhaps by its initials (`FBI`), or a part of the other."""
    for a, b in ((one, other), (other, one)):
        initials = "".join(word[0] for word in b)
        if set(a) <= set(b) or (len(a) == 1 and len(a[0]) > 1 and initials.startswith(a[0])):
            return True
    return False


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _drawn_again(table: Table, lines: Sequence[TextLine]) -> Iterator[tuple[int, str]]:
    """Each place where running text prints a table's title on lines of its own above a source: its line, the source."""
    title = _words(table.title)
    if len(title) < LEAST_WORDS:
        return
    for start, line in enumerate(lines):
        first = _words(line.text)
        if not first or title[: len(first)] != first:
            continue
        end, seen = start + 1, first
        while len(seen) < len(title) and end < len(lines):
            seen += _words(lines[end].text)
            end += 1
        if seen == title and (source := _source_below(lines, end)):
            yield start, source


def _source_below(lines: Sequence[TextLine], start: int) -> str:
    """The source line that belongs to what begins above `start`, broken lines joined; nothing where another begins."""
    for at in range(start, min(start + LINES_TO_SOURCE, len(lines))):
        text = lines[at].text
        if lines[at].box.page != lines[start].box.page or _NEXT.match(text):
            return ""
        if match := _SOURCE.match(text):
            found = text[match.end() :]
            for line in lines[at + 1 : at + LINES_OF_SOURCE]:
                if found.rstrip().endswith(".") and not found.rstrip().endswith("U.S."):
                    break
                found = f"{found.rstrip()} {line.text.strip()}"
            return found.strip()
    return ""


def _finding(number: int, table: Table, other: Table, printed: str, page: int) -> Finding:
    label = table.label or table.title
    explanation = (
        f"The figure “{table.title}” draws what {label} counts, but names the source of {other.label or other.title}; "
        f"{label} names another."
    )
    named = (printed.rstrip(". "), table.source.rstrip(". "))
    return Finding("error", "source_named", number, *named, explanation, page, f"figure beside {label}")
