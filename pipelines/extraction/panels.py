"""Call-out panels: a row of boxes, each with a big value and its label.

In: areas and words of a page. Out: a Table of kind `callouts` for each row of boxes, with the heading above it as
label.
Relies on boxes of one height side by side, on the value being a line of its own in the largest type of its box, and on
headings being bold or larger than the text. What has a label but no value, or a value but no label, is said, not
guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipelines.extraction.model import Box, Cell, Remark, Table
from pipelines.extraction.rules import Area
from pipelines.extraction.values import parse_value
from pipelines.extraction.words import Chunk, Word, chunks_of, join_wrapped, lines_of

MIN_SIDE = 24.0
"""A panel is at least this wide and high, in points."""
SAME_EDGE = 3.0
"""Boxes of one row of panels share their top and bottom within this, in points."""
MAX_LABEL_WORDS = 16
"""A label of more words is prose."""
HEADING_WORDS = 12


def panel_rows(areas: Sequence[Area]) -> list[list[Area]]:
    """Rows of at least two boxes of the same height that stand side by side without touching."""
    boxes = sorted({a for a in areas if a.width >= MIN_SIDE and a.height >= MIN_SIDE}, key=lambda a: (a.top, a.x0))
    rows: list[list[Area]] = []
    for box in boxes:
        for row in rows:
            same = abs(row[0].top - box.top) <= SAME_EDGE and abs(row[0].bottom - box.bottom) <= SAME_EDGE
            if same and all(box.x0 > other.x1 + 1 or box.x1 < other.x0 - 1 for other in row):
                row.append(box)
                break
        else:
            rows.append([box])
    return [sorted(row, key=lambda a: a.x0) for row in rows if len(row) >= 2]


def _split_box(words: Sequence[Word]) -> tuple[list[list[Chunk]], list[Chunk]] | None:
    """The label lines and the value line of one box; None where the box holds prose or a small table."""
    lines = [chunks_of(line) for line in lines_of(words)]
    values = [line for line in lines if len(line) == 1 and parse_value(line[0].text).kind in ("number", "range")]
    label = [line for line in lines if line not in values]
    if len(values) > 1:
        biggest = max(line[0].size for line in values)
        kept = [line for line in values if line[0].size == biggest]
        if len(kept) > 1:
            return None
        label = [line for line in lines if line is not kept[0]]
        values = kept
    if sum(len(c.words) for line in label for c in line) > MAX_LABEL_WORDS:
        return None
    value = values[0] if values else []
    if value and label and value[0].size < 1.05 * median(c.size for line in label for c in line):
        return None  # a value set like its label is a line of a table
    return label, value


def heading_above(
    box: Area, lines: Sequence[Sequence[Chunk]], body_size: float, panels: Sequence[Area]
) -> Chunk | None:
    """The nearest heading over a row of panels: a short bold or larger line that is not itself in a panel."""
    above = [
        c
        for line in lines
        for c in line[:1]
        if c.box.bottom <= box.top + 2 and c.box.x0 < box.x1 and c.box.x1 > box.x0
        and not any(p.holds(c.box.x0, c.box.top, c.box.x1, c.box.bottom) for p in panels)
    ]  # fmt: skip
    for chunk in sorted(above, key=lambda c: -c.box.bottom):
        heading = chunk.bold or chunk.size > 1.15 * body_size
        if heading and len(chunk.words) <= HEADING_WORDS and not chunk.text.endswith((".", ";", ",")):
            return chunk
    return None


def read_panels(
    words: Sequence[Word], areas: Sequence[Area], lines: Sequence[Sequence[Chunk]], page: int, body_size: float
) -> tuple[list[Table], list[Area]]:
    """The call-out tables of a page, and the areas they take."""
    tables: list[Table] = []
    taken: list[Area] = []
    rows = panel_rows(areas)
    every = [a for row in rows for a in row]
    for row in rows:
        boxes = []
        for area in row:
            inside = [w for w in words if area.holds(w.box.x0, w.box.top, w.box.x1, w.box.bottom)]
            boxes.append(_split_box(inside) if inside else ([], []))
        if any(b is None for b in boxes):
            continue
        read = [b for b in boxes if b is not None]
        if not any(value for _, value in read) or not any(label for label, _ in read):
            continue
        frame = Area(row[0].x0, row[0].top, row[-1].x1, row[0].bottom, True)
        heading = heading_above(frame, lines, body_size, every)
        tables.append(_panel_table(read, frame, heading, page))
        taken.extend(row)
    return tables, taken


def _panel_table(
    boxes: Sequence[tuple[list[list[Chunk]], list[Chunk]]], frame: Area, heading: Chunk | None, page: int
) -> Table:
    title = heading.text if heading else ""
    cells: list[Cell] = []
    paths: list[tuple[str, ...]] = []
    remarks: list[Remark] = []
    for label_lines, value in boxes:
        label = join_wrapped([" ".join(c.text for c in line) for line in label_lines])
        label_box = Box.around(c.box for line in label_lines for c in line) if label_lines else None
        if not value:
            if label_box is not None:
                remarks.append(Remark("label_without_value", label, label_box))
            continue
        at = len(paths)
        value_box = Box.around(c.box for c in value)
        if label_box is not None:
            cells.append(Cell(at, at, 0, 0, label, label_box, "stub"))
        else:
            remarks.append(Remark("value_without_label", value[0].text, value_box))
        cells.append(Cell(at, at, 1, 1, value[0].text, value_box, "body"))
        paths.append((title, label) if title else (label,))
    box = Box(page, frame.x0, frame.top, frame.x1, frame.bottom)
    return Table(
        label=title,
        title=title,
        kind="callouts",
        parts=(Box.around([box, heading.box]) if heading else box,),
        header_rows=0,
        stub_columns=1,
        cells=tuple(cells),
        row_paths=tuple(paths),
        column_paths=((), ("Value",)),
        remarks=tuple(remarks),
    )
