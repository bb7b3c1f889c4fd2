"""A report set anew with other numbers, years, type, rules and row order is read as well as the shipped one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipelines.extraction.model import Table
from pipelines.extraction.reader import read_file
from tests.documents.drawn import Rules
from tests.documents.reading_helpers import read
from tests.documents.retypeset import Change, retypeset

Cells = dict[tuple[tuple[str, ...], tuple[str, ...]], str]


def cells(t: Table, change: Change | None = None) -> Cells:
    """Row and column path to printed value, as the copy should have it."""
    found: Cells = {}
    for c in t.body():
        row, column, text = t.row_paths[c.row_start], t.column_paths[c.col_start], c.text
        if change:
            row, column = tuple(map(change.text, row)), tuple(map(change.text, column))
            text = change.value(text)
        found[row, column] = text
    return found


@pytest.mark.parametrize("rules", ["three", "rows", "grid", "none"])
def test_copies_in_other_looks_keep_every_cell(tmp_path: Path, rules: Rules) -> None:
    change = Change(rules=rules, font="Helvetica" if rules == "grid" else "Times-Roman")
    original = read("bjs_ncj250746.pdf")
    copy = read_file(retypeset(original, tmp_path / "copy.pdf", change))
    assert [t.label for t in copy.tables] == [t.label for t in original.tables]
    for before, after in zip(original.tables, copy.tables, strict=True):
        if rules == "none" and after.header_rows > 2:
            # a spanner over an odd number of heads stands right over the middle one: only a rule could tell them apart
            assert Counter(cells(after).values()) == Counter(cells(before, change).values())
            continue
        assert cells(after) == cells(before, change), before.label
        assert after.title == change.text(before.title)
        assert [n.marker for n in after.notes] == [n.marker for n in before.notes]


def test_the_exhibit_of_a_time_series_keeps_its_years_as_labels(tmp_path: Path) -> None:
    change = Change(reorder=False, rules="three")
    original = read("nij_ncj215733.pdf")
    (copy,) = read_file(retypeset(original, tmp_path / "copy.pdf", change)).tables
    assert cells(copy) == cells(original.tables[0], change)
