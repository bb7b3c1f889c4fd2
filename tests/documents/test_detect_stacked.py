"""Section heads that part the upright rules of a table do not part the table; heads that come again do."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.model import Table
from pipelines.extraction.reader import read_file

XS = (60, 200, 270, 340)


def block(canvas: Canvas, top: float, lines: list[tuple[str, str, str]]) -> float:
    """Lines in a box with upright rules; gives where it ends."""
    bottom = top - 16 * len(lines)
    for x in XS:
        canvas.line(x, top, x, bottom)
    canvas.line(XS[0], top, XS[-1], top)
    canvas.line(XS[0], bottom, XS[-1], bottom)
    for n, line in enumerate(lines):
        canvas.drawString(XS[0] + 4, top - 12 - 16 * n, line[0])
        for x, text in zip(XS[2:], line[1:], strict=True):
            canvas.drawRightString(x - 4, top - 12 - 16 * n, text)
    return bottom


def read(path: Path, parts: list[tuple[str, list[tuple[str, str, str]]]]) -> list[Table]:
    canvas = Canvas(str(path), pagesize=letter, invariant=1)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 712, "Table 1. Cases by office")
    top = 700.0
    for head, lines in parts:
        if head:
            canvas.drawString(64, top - 12, head)
            top -= 18
        top = block(canvas, top, lines)
    canvas.save()
    return [t for t in read_file(path).tables if t.kind == "table"]


FIRST = [("Office", "2001", "2002"), ("Boston", "11", "12"), ("Denver", "21", "22")]
SECOND = [("Austin", "31", "32"), ("Tucson", "41", "42")]


def test_a_section_head_between_two_boxes_is_of_one_table(tmp_path: Path) -> None:
    (table,) = read(tmp_path / "t.pdf", [("", FIRST), ("Southern offices", SECOND)])
    rows = {path: [c.text for c in table.body() if c.row_start == r] for r, path in enumerate(table.row_paths) if path}
    assert rows[("Southern offices", "Tucson")] == ["41", "42"]
    assert [p[-1] for p in table.column_paths[1:]] == ["2001", "2002"]


@pytest.mark.parametrize("head", ["Table 2. Cases by court", "Note: Preliminary."])
def test_a_caption_or_a_note_parts_two_tables(tmp_path: Path, head: str) -> None:
    assert len(read(tmp_path / "t.pdf", [("", FIRST), (head, SECOND)])) == 2


def test_heads_that_come_again_begin_a_table_of_their_own(tmp_path: Path) -> None:
    assert len(read(tmp_path / "t.pdf", [("", FIRST), ("Southern offices", [FIRST[0], *SECOND])])) == 2
