"""What tables state in words: their captions, the notes under them, and call-outs with their labels.

In: a table, and the lines of words inside its frame. Out: given statements in printed order, with the boxes of their
lines. The cells themselves are no statements.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.model import Box, Table
from pipelines.extraction.statements.prose import Given

_SLACK = 1.0
"""Boxes agree within this, in points or characters."""


def frame_of(table: Table, page: int) -> Box | None:
    """The part of a page that belongs to a table rather than to running text; of call-outs without their heading."""
    parts = [p for p in table.parts if p.page == page]
    if not parts:
        return None
    frame = Box.around(parts)
    if table.kind == "table":
        return frame
    inside = [c.box for c in table.cells if c.box.page == page] + [r.box for r in table.remarks if r.box.page == page]
    top = min((b.top for b in inside), default=frame.top)
    return Box(page, frame.x0, top, frame.x1, max([frame.bottom, *(b.bottom for b in inside)]))


def given_by(table: Table, page: int, lines: Sequence[Box]) -> list[Given]:
    """The statements of a table on one page; `lines` are the boxes of the printed lines inside its frame."""
    if table.kind == "callouts":
        return _callouts(table, page)
    found: list[Given] = []
    cells = [c.box.top for c in table.cells if c.box.page == page]
    top = min(cells, default=0.0)
    if page == table.parts[0].page and (table.label or table.title):
        over = [n.box for n in table.notes if n.box.page == page and n.box.bottom <= top + _SLACK]  # its units
        above = tuple(b for b in lines if b.bottom <= top + _SLACK and not any(_inside(b, o) for o in over))
        text = " ".join(t for t in (table.label, table.title) if t)
        found.append(Given("caption", text, above or (table.parts[0],)))
    for note in table.notes:
        if note.box.page == page:
            boxes = tuple(b for b in lines if _inside(b, note.box))
            found.append(Given("note", note.text, boxes or (note.box,)))
    return found


def _callouts(table: Table, page: int) -> list[Given]:
    labels = {c.row_start: c for c in table.cells if c.role == "stub" and c.box.page == page}
    found = []
    for cell in table.body():
        if cell.box.page != page:
            continue
        label = labels.get(cell.row_start)
        text = f"{label.text} {cell.text}" if label else cell.text
        boxes = (label.box, cell.box) if label else (cell.box,)
        found.append(Given("callout", text, boxes, (cell.text,), table.title))
    return found


def _inside(inner: Box, outer: Box) -> bool:
    middle = (inner.top + inner.bottom) / 2
    across = inner.x0 < outer.x1 + _SLACK and inner.x1 > outer.x0 - _SLACK
    return outer.top - _SLACK <= middle <= outer.bottom + _SLACK and across
