"""A region of fixed-width text as a table: columns, rows, head, caption and notes put together, or the region refused.

In: a region and the lines around it. Out: a finished table with the lines it took, or nothing where the region is no
table.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.documents.spec import TableSpec
from pipelines.extraction.model import Box, Cell, Note, Table
from pipelines.extraction.text.captions import read_notes, spec_for
from pipelines.extraction.text.draft import Found, Heads, Row, Value
from pipelines.extraction.text.fixed.chunks import Chunk, Strip
from pipelines.extraction.text.fixed.columns import Column, align, merged, part_chunks
from pipelines.extraction.text.fixed.heads import read_heads
from pipelines.extraction.text.fixed.judge import is_table
from pipelines.extraction.text.fixed.naming import NEAR_EDGE, Naming, find_naming
from pipelines.extraction.text.fixed.nesting import paths_by_indent, round_of
from pipelines.extraction.text.fixed.regions import Region
from pipelines.extraction.text.fixed.rows import Grouped, Printed, group
from pipelines.extraction.text.fixed.torn import Extent
from pipelines.extraction.text.grid import parts
from pipelines.extraction.text.lines import MOST_ROWS, Line, Piece, joined
from pipelines.extraction.text.stubs import row_paths, unmarked
from pipelines.extraction.text.values import cell_value

MOST_COLUMNS = 60
"""No printed table has more columns."""
FIRST_ROWS = 6
"""Rows near the head: prints drift as they go down a page."""
MOST_HEAD = 8
"""Lines of the head of a table of words."""


def read_region(
    lines: Sequence[Line], strips: Sequence[Strip], region: Region, done: int, expected: Sequence[TableSpec]
) -> Found | None:
    """The table of a region, with the lines it took counted as the region counts them."""
    naming = find_naming(lines, strips, region, done)
    if naming is None or region.end - region.start > MOST_ROWS:
        return None
    head_end = _words_head(strips, region) if region.words_only else region.body
    body = range(head_end, region.end)
    rows = [strips[at].chunks for at in body if len(strips[at].chunks) > 1]
    if len(rows) < (1 if naming.named else 2) or max(len(r) for r in rows) > MOST_COLUMNS:
        return None
    columns, _ = align(rows)
    columns, laid = merged(*align(part_chunks(rows, columns)))
    if not 2 <= len(columns) <= MOST_COLUMNS:
        return None
    printed = _printed(strips, body, columns, laid)
    grouped = group(printed, region.words_only)
    for row in grouped:
        row.over = row.section and row.indent >= columns[0].right
    head = _head_lines(strips, region.start, head_end)
    if not is_table(lines, region, columns, laid, grouped, head, naming):
        return None
    heads = read_heads(head, [_extent(c, FIRST_ROWS) for c in columns], [_extent(c) for c in columns])
    notes, end = read_notes(lines, region.end)
    spec = spec_for(naming.label.text, expected) if naming.label.text else None
    spec = spec if spec and spec.kind == "table" else None
    table = _table(naming, heads, grouped, notes, spec)
    return Found(table, (min(naming.first, region.start), max(end, region.end)))


def _words_head(strips: Sequence[Strip], region: Region) -> int:
    """Where the rows of a table of words begin: after its head, which is parted from them or is one line."""
    at = region.start
    while at < region.end and strips[at].chunks:
        at += 1
    chunked = [i for i in range(region.start, region.end) if len(strips[i].chunks) > 1]
    if at < region.end and at - region.start <= MOST_HEAD and any(i > at for i in chunked):
        return at
    edge = min(c.left for i in range(region.start, region.end) for c in strips[i].chunks)
    first = next((i for i in chunked if strips[i].chunks[0].left <= edge + NEAR_EDGE), chunked[0])
    return first if chunked[0] < first <= region.start + MOST_HEAD else chunked[0] + 1


def _head_lines(strips: Sequence[Strip], start: int, end: int) -> list[Strip]:
    return [s for s in strips[start:end] if not s.blank]


def _extent(column: Column, rows: int | None = None) -> Extent:
    """Where a column stands in its first rows, or in all."""
    chunks = sorted(column.chunks, key=lambda c: c.line.top)[:rows]
    return Extent(min(c.left for c in chunks), max(c.right for c in chunks))


def _printed(
    strips: Sequence[Strip], body: range, columns: Sequence[Column], laid: Sequence[list[Chunk | None]]
) -> list[Printed]:
    """The lines of the body by column; a chunk alone on its line goes where it stands, or to the labels."""
    printed: list[Printed] = []
    rows = iter(laid)
    apart = False
    for at in body:
        strip = strips[at]
        if not strip.chunks:
            apart = apart or not strip.bullets
            continue
        if len(strip.chunks) > 1:
            cells = next(rows)
        else:
            cells = [None] * len(columns)
            cells[_place(strip.chunks[0], columns)] = strip.chunks[0]
        printed.append(Printed(list(cells), apart))
        apart = False
    return printed


def _place(chunk: Chunk, columns: Sequence[Column]) -> int:
    """The column of a chunk that stands alone on its line."""
    fits = [(c.misfit(chunk), n) for n, c in enumerate(columns)]
    over = [n for n, c in enumerate(columns) if chunk.left < c.right and c.left < chunk.right]
    if len(over) > 1 or (over and over[0] == 0):
        return 0
    near = [(fit, n) for fit, n in fits if fit is not None]
    return min(near)[1] if near else 0


def _table(
    naming: Naming, heads: Heads, grouped: Sequence[Grouped], notes: Sequence[Note], spec: TableSpec | None
) -> Table:
    top, width = heads.rows, len(heads.paths)
    size = round_of(grouped)
    if size:
        _gather(grouped, size)
    rows = [_row(r) for r in grouped]
    marks = [n.marker for n in notes if n.marker]
    rows = unmarked(rows, spec, marks)
    paths = row_paths(rows, spec)
    if spec is None and (nested := paths_by_indent(grouped, rows)):
        paths = nested
    if size:
        paths = [(rows[n - n % size].label.text, row.text(1)) for n, row in enumerate(grouped)]
    cells = [
        Cell(h.row_start, h.row_end, h.col_start, h.col_end, h.text, h.box, "head", h.markers) for h in heads.cells
    ]
    for number, row in enumerate(rows, start=top):
        if row.section:
            last = width - 1 if grouped[number - top].over else 0
            cells.append(Cell(number, number, 0, last, row.label.text, row.label.box, "section", row.markers))
            continue
        if row.label.text:
            end = number + max(size - 1, 0)
            cells.append(Cell(number, end, 0, 0, row.label.text, row.label.box, "stub", row.markers))
        cells.extend(
            Cell(number, number, c, c, v.piece.text, v.piece.box, "stub" if size and c == 1 else "body", v.markers)
            for c, v in enumerate(row.values, start=1)
            if v is not None
        )
    boxes = [naming.label.box, *(p.box for p in naming.title), *(c.box for c in cells), *(n.box for n in notes)]
    return Table(
        label=naming.label.text,
        title=joined(p.text for p in naming.title),
        kind="table",
        parts=parts(boxes),
        header_rows=top,
        stub_columns=2 if size else 1,
        cells=tuple(sorted(cells, key=lambda c: (c.row_start, c.col_start))),
        row_paths=((),) * top + tuple(paths),
        column_paths=heads.paths,
        notes=tuple(notes),
        source=" ".join(n.text for n in notes if n.kind == "source"),
        remarks=heads.remarks,
    )


def _gather(grouped: Sequence[Grouped], size: int) -> None:
    """Puts the lines of each label that stands beside several rows into the first of them."""
    for n, row in enumerate(grouped):
        if n % size:
            grouped[n - n % size].cells[0].extend(row.cells[0])
            row.cells[0].clear()


def _row(row: Grouped) -> Row:
    label = row.piece(0)
    if row.section and label is not None:
        return Row(label)
    values: list[Value | None] = []
    for column in range(1, len(row.cells)):
        piece = row.piece(column)
        values.append((cell_value(piece) or Value(piece)) if piece else None)
    if label is None:
        first = next(v.piece.box for v in values if v)
        label = Piece("", Box(first.page, first.x0, first.top, first.x0, first.bottom))
    return Row(label, tuple(values))
