"""Rows of school and fiscal years printed with a slash: they are rows, whatever footnote marks look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.drawn import DrawnRow, DrawnTable, Look
from tests.documents.reading_helpers import printed
from tests.documents.test_pdf_drawn import draw

PUPILS = (("4,311", "1,204"), ("4,412", "1,213"), ("4,502", "1,222"), ("4,598", "1,246"))
SHORT = ("98/99", "99/00", "00/01", "01/02")
LONG = ("2008/09", "2009/10", "2010/11", "2011/12")
FULL = ("2008/2009", "2009/2010", "2010/2011", "2011/2012")


@pytest.mark.parametrize("years", [SHORT, LONG, FULL])
@pytest.mark.parametrize("rules", ["three", "rows", "grid", "none"])
def test_years_with_a_slash_are_rows(tmp_path: Path, years: tuple[str, ...], rules: str) -> None:
    rows = tuple(DrawnRow(year, values) for year, values in zip(years, PUPILS, strict=True))
    look = Look(rules=rules)  # type: ignore[arg-type]
    heads = (("Public",), ("Private",))
    (table,) = draw(tmp_path / "t.pdf", DrawnTable("Table 5", "Pupils", "School year", heads, rows, look=look))
    assert printed(table) == {(year,): list(values) for year, values in zip(years, PUPILS, strict=True)}


def test_footnotes_marked_with_a_slash_stay_notes(tmp_path: Path) -> None:
    rows = tuple(DrawnRow(year, values) for year, values in zip(LONG, PUPILS, strict=True))
    notes = ("1/ Includes 2008/09 in part.", "2/Without evening schools.", "2008/09 was a year of two counts.")
    heads = (("Public 1/",), ("Private 2/",))
    (table,) = draw(tmp_path / "t.pdf", DrawnTable("Table 5", "Pupils", "School year", heads, rows, notes))
    assert printed(table) == {(year,): list(values) for year, values in zip(LONG, PUPILS, strict=True)}
    assert [(n.marker, n.text) for n in table.notes] == [
        ("1", "Includes 2008/09 in part."),
        ("2", "Without evening schools. 2008/09 was a year of two counts."),
    ]
