"""A draft laid out as a table: grid positions, paths, parts, notes and remarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.model import Box, Cell, Remark, Table
from pipelines.extraction.text.draft import Draft, Row
from pipelines.extraction.text.lines import joined
from pipelines.extraction.text.stubs import row_paths, unmarked


def build(draft: Draft) -> Table:
    """The table of a draft."""
    marks = [n.marker for n in draft.notes if n.marker]
    rows = unmarked(draft.rows, draft.spec, marks)
    paths = row_paths(rows, draft.spec)
    top = draft.heads.rows
    cells = [
        Cell(h.row_start, h.row_end, h.col_start, h.col_end, h.text, h.box, "head", h.markers)
        for h in draft.heads.cells
    ]
    for number, row in enumerate(rows, start=top):
        cells.extend(_cells(row, number, len(draft.heads.paths)))
    boxes = [draft.label.box, *(p.box for p in draft.title), *(c.box for c in cells), *(n.box for n in draft.notes)]
    return Table(
        label=draft.label.text,
        title=joined(p.text for p in draft.title),
        kind="table",
        parts=parts(boxes),
        header_rows=top,
        stub_columns=1,
        cells=tuple(sorted(cells, key=lambda c: (c.row_start, c.col_start))),
        row_paths=((),) * top + tuple(paths),
        column_paths=draft.heads.paths,
        notes=tuple(draft.notes),
        source=" ".join(n.text for n in draft.notes if n.kind == "source"),
        remarks=(*draft.heads.remarks, *draft.remarks),
    )


def _cells(row: Row, number: int, columns: int) -> list[Cell]:
    if row.section:
        return [Cell(number, number, 0, columns - 1, row.label.text, row.label.box, "section", row.markers)]
    stub = Cell(number, number, 0, 0, row.label.text, row.label.box, "stub", row.markers)
    return [
        stub,
        *(
            Cell(number, number, column, column, value.piece.text, value.piece.box, "body", value.markers)
            for column, value in enumerate(row.values, start=1)
            if value is not None
        ),
    ]


def parts(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """One box around all boxes of each page, by page."""
    pages = sorted({b.page for b in boxes})
    return tuple(Box.around(b for b in boxes if b.page == page) for page in pages)


def continued(first: Table, second: Table) -> Table:
    """A table and its continuation under a repeated caption, as one table; the repeated head is dropped."""
    shift = len(first.row_paths) - second.header_rows
    body = [
        replace(c, row_start=c.row_start + shift, row_end=c.row_end + shift)
        for c in second.cells
        if c.row_start >= second.header_rows
    ]
    notes = (*first.notes, *(n for n in second.notes if n.text not in {m.text for m in first.notes}))
    remarks: tuple[Remark, ...] = (*first.remarks, *second.remarks)
    return replace(
        first,
        parts=tuple(sorted((*first.parts, *second.parts), key=lambda b: (b.page, b.top))),
        cells=(*first.cells, *body),
        row_paths=(*first.row_paths, *second.row_paths[second.header_rows :]),
        notes=notes,
        source=first.source or second.source,
        remarks=remarks,
    )
