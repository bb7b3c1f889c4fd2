"""What the tests of real documents share: reading a shipped file once, and looking a printed cell up by its labels."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pipelines.extraction.model import Cell, Reading, Table
from pipelines.extraction.reader import read_file

ROOT = Path(__file__).resolve().parents[2]
FILES = ROOT / "source_docs" / "files"


@cache
def read(name: str) -> Reading:
    """The reading of a shipped PDF, read once for all tests."""
    return read_file(FILES / name)


def table(reading: Reading, label: str, kind: str = "table") -> Table:
    """The one table (or call-out group) with this label, or with this head over its stub where it has no label."""
    found = [
        t
        for t in reading.tables
        if t.kind == kind and (t.label.casefold() or " ".join(t.column_paths[0]).casefold()) == label.casefold()
    ]
    assert len(found) == 1, f"{label}: {len(found)} found among {[t.label for t in reading.tables]}"
    return found[0]


def printed(t: Table) -> dict[tuple[str, ...], list[str]]:
    """The values of a table, row by row: row path to the printed cells from left to right."""
    rows: dict[tuple[str, ...], list[str]] = {}
    for cell in sorted(t.body(), key=lambda c: (c.row_start, c.col_start)):
        rows.setdefault(t.row_paths[cell.row_start], []).append(cell.text)
    return rows


def columns(t: Table) -> list[tuple[str, ...]]:
    """The paths of the columns that carry values, from left to right."""
    return [t.column_paths[c] for c in sorted({c.col_start for c in t.body()})]


def cell(t: Table, row: tuple[str, ...], column: tuple[str, ...]) -> Cell:
    """The cell at a row path and a column path."""
    found = [c for c in t.body() if t.row_paths[c.row_start] == row and t.column_paths[c.col_start] == column]
    assert len(found) == 1, (row, column, found)
    return found[0]
