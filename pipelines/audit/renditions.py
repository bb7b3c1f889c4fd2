"""Two renditions of one document: the same cell, read from each by different code, must print the same.

In: the readings of the editions of one publication. Out: `Compared`: how many cells agree, and a `Finding` for each
that does not. Relies on the tables bound to the publication's, and on row and column labels for which cell is which;
what only one of the two has, or has twice under the same labels, is compared with nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from pipelines.audit.model import Finding
from pipelines.documents.spec import Edition, Publication, fold_label
from pipelines.extraction.confirm import Bound, bind
from pipelines.extraction.model import Cell, Reading, Table

Key = tuple[tuple[str, ...], tuple[str, ...]]
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Compared:
    """What holding two renditions against each other gives: their files, how many cells agree, and which do not."""

    files: tuple[str, str]
    agreeing: int
    findings: list[Finding]


def compare_renditions(publication: Publication, read: Sequence[tuple[Edition, Reading]]) -> list[Compared]:
    """Each two renditions of one release of a publication, cell by cell."""
    bound = [(edition, reading.file, bind(reading, publication, edition)) for edition, reading in read]
    return [
        _compare((file, other_file), first, second)
        for (edition, file, first), (other, other_file, second) in combinations(bound, 2)
        if edition.release == other.release and edition.rendition != other.rendition
    ]


def _compare(files: tuple[str, str], first: Bound, second: Bound) -> Compared:
    agreeing = 0
    found = []
    others = {t.table_id: t.table for t in second.tables}
    for table_id, table in ((t.table_id, t.table) for t in first.tables if t.table_id in others):
        theirs = _cells(others[table_id])
        for key, cell in _cells(table).items():
            other = theirs.get(key)
            if other is None:
                continue
            if _without_blanks(cell.text) == _without_blanks(other.text):
                agreeing += 1
            else:
                found.append(_finding(table, cell, other, files))
    return Compared(files, agreeing, found)


def _without_blanks(text: str) -> str:
    return _BLANKS.sub("", text)


def _cells(table: Table) -> dict[Key, Cell]:
    """The cells of data that one pair of labels names."""
    placed = [
        ((_folded(table.row_paths[c.row_start]), _folded(table.column_paths[c.col_start])), c) for c in table.body()
    ]
    counted = Counter(key for key, _ in placed)
    return {key: cell for key, cell in placed if counted[key] == 1}


def _folded(path: Iterable[str]) -> tuple[str, ...]:
    return tuple(fold_label(label) for label in path)


def _finding(table: Table, cell: Cell, other: Cell, files: tuple[str, str]) -> Finding:
    row, column = table.row_paths[cell.row_start], table.column_paths[cell.col_start]
    place = f"{table.label or table.title}: {' / '.join(row)}; {' / '.join(column)}"
    explanation = f"{place}: {files[0]} prints {cell.text}, {files[1]} prints {other.text}."
    return Finding("error", "rendition", None, cell.text, other.text, explanation, cell.box.page, place)
