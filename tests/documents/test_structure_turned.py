"""Heads set sideways over narrow columns are read as heads."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.model import Box
from pipelines.extraction.reader import read_file

HEADS = (("Number of", "cases"), ("Percent",), ("Mean sentence",))
ROWS = (("Circuit", "12", "80.0", "4.5"), ("District", "3", "20.0", "1.5"), ("Total", "15", "100.0", "3.9"))


def draw(path: Path, quarter: int) -> Path:
    canvas = Canvas(str(path), pagesize=(612, 792), invariant=1)
    canvas.setFont("Helvetica", 9)
    for y in (700, 620, 540):
        canvas.line(60, y, 400, y)
    for i, lines in enumerate(HEADS):
        for n, line in enumerate(lines):
            canvas.saveState()
            canvas.translate(222 + 60 * i + (11 * n if quarter == 90 else -11 * n), 624 if quarter == 90 else 696)
            canvas.rotate(quarter)
            canvas.drawString(0, 0, line)
            canvas.restoreState()
    canvas.drawString(62, 624, "Court")
    for r, (label, *values) in enumerate(ROWS):
        canvas.drawString(62, 605 - r * 20, label)
        for i, value in enumerate(values):
            canvas.drawRightString(230 + 60 * i, 605 - r * 20, value)
    canvas.save()
    return path


@pytest.mark.parametrize("quarter", [90, -90])
@pytest.mark.parametrize("given", [False, True])
def test_heads_set_sideways(tmp_path: Path, quarter: int, given: bool) -> None:
    regions = [Box(1, 58, 90, 402, 255)] if given else []
    (table,) = read_file(draw(tmp_path / "t.pdf", quarter), regions=regions).tables
    assert table.column_paths == (("Court",), ("Number of cases",), ("Percent",), ("Mean sentence",))
    assert [c.text for c in table.body()] == [v for _, *values in ROWS for v in values]
