"""From a region to a table: columns from the values, rows from the lines, labels from head and stub.

In: a region of one page. Out: a Table with every cell in its row and column, and its place on the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from pipelines.extraction.captions import is_year
from pipelines.extraction.headers import Head, Span, column_paths, gather_heads, level_heads, place_heads
from pipelines.extraction.model import Box, Cell, Note, Role, Table
from pipelines.extraction.notes import read_notes, take_markers
from pipelines.extraction.regions import Region
from pipelines.extraction.rules import Rule, full_rules
from pipelines.extraction.stubs import Row, join_labels, row_paths, set_parents
from pipelines.extraction.values import is_value
from pipelines.extraction.words import Chunk, chunk_of, join_wrapped


@dataclass
class Grid:
    """A region's columns (the stub apart) and rows."""

    columns: list[Span]
    stub_edge: float
    rows: list[Row]
    has_stub: bool


def _merge_spans(chunks: Sequence[Chunk]) -> list[Span]:
    """Columns from chunks: those that overlap by a quarter of the narrower are one column."""
    columns: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: c.box.x0):
        for column in columns:
            x0, x1 = min(c.box.x0 for c in column), max(c.box.x1 for c in column)
            shared = min(chunk.box.x1, x1) - max(chunk.box.x0, x0)
            if shared > 0.25 * min(chunk.box.x1 - chunk.box.x0, x1 - x0):
                column.append(chunk)
                break
        else:
            columns.append([chunk])
    return [Span(min(c.box.x0 for c in col), max(c.box.x1 for c in col)) for col in columns]


def _column_of(chunk: Chunk, columns: Sequence[Span]) -> int | None:
    """The column that a chunk overlaps most, or None."""
    best = max(range(len(columns)), key=lambda i: min(chunk.box.x1, columns[i].x1) - max(chunk.box.x0, columns[i].x0))
    shared = min(chunk.box.x1, columns[best].x1) - max(chunk.box.x0, columns[best].x0)
    return best if shared > 0 else None


def find_columns(region: Region) -> tuple[list[Span], float, bool]:
    """The value columns, the right edge of the stub, and whether there is a stub at all.

    A first column of years with nothing in front of it is the stub of a time series.
    """
    values = region.core.chunks
    columns = sorted(_merge_spans(values), key=lambda s: s.x0)
    body = [c for line in region.body for c in line]
    front = [c for c in body if c.box.x1 <= columns[0].x0 + 1 and c not in values]
    has_stub = any(any(ch.isalpha() for ch in c.text) for c in front)
    if not has_stub and len(columns) > 1:
        first = [c for c in values if _column_of(c, columns) == 0]
        if all(is_year(c.text) for c in first) or _runs_up(first):
            return columns[1:], columns[0].x1, True
    stub_edge = columns[0].x0 - 0.5
    loose = [c for c in body if c.box.x0 > stub_edge and c not in values and _column_of(c, columns) is None]
    if loose:
        columns = sorted(columns + _merge_spans(loose), key=lambda s: s.x0)
    return columns, stub_edge, has_stub


def _runs_up(chunks: Sequence[Chunk]) -> bool:
    """Whether a column only counts its rows: 1, 2, 3 …"""
    texts = [c.text.rstrip(".") for c in sorted(chunks, key=lambda c: c.middle)]
    return (
        len(texts) > 2 and texts == [str(int(texts[0]) + i) for i in range(len(texts))] if texts[0].isdigit() else False
    )


def find_rows(region: Region, columns: Sequence[Span], stub_edge: float) -> list[Row]:
    """The rows of a region: bands where rules part the rows, else lines with their labels joined."""
    lines: list[Row] = []
    for line in region.body:
        label = [c for c in line if c.box.x1 <= stub_edge + 1 or (c.box.x0 < stub_edge and not _in_values(c, region))]
        lines.append(Row(label, [c for c in line if c not in label]))
    lines = [r for r in lines if r.label or r.values]
    bands = _bands(region, lines)
    if bands is not None:
        return bands
    return join_labels(lines)


def _in_values(chunk: Chunk, region: Region) -> bool:
    return any(chunk is c for column in region.core.columns for c in column)


def _bands(region: Region, lines: Sequence[Row]) -> list[Row] | None:
    """Rows as the rules between them part the body, or None where rules do not part every row."""
    inner = full_rules(region.rules, region.x0, region.x1, region.body_top, region.body_bottom)
    heights = sorted({round(r.at, 1) for r in inner})
    with_values = sum(bool(r.values) for r in lines)
    if len(heights) < max(2, 0.5 * (with_values - 1)):
        return None
    edges = [float("-inf"), *heights, float("inf")]
    rows: list[Row] = []
    for low, high in pairwise(edges):
        inside = [r for r in lines if low < (r.label or r.values)[0].middle <= high]
        if not inside:
            continue
        middles = [v.middle for r in inside for v in r.values]
        size = region.core.size
        if middles and max(middles) - min(middles) > 0.6 * size:
            return None
        rows.append(Row([c for r in inside for c in r.label], [c for r in inside for c in r.values]))
    return rows


def read_region(region: Region, page: int, vocabulary: frozenset[str]) -> Table:
    """The table of a region."""
    columns, stub_edge, has_stub = find_columns(region)
    rows = find_rows(region, columns, stub_edge)
    set_parents(rows)
    raised = frozenset(w.text for line in [*region.head, *region.body] for c in line for w in c.words if w.raised)
    notes = read_notes(region.notes, vocabulary, raised)
    known = frozenset(n.marker for n in notes if n.kind == "footnote")
    heads, levels, stub_head = _read_heads(region, columns, stub_edge, has_stub)
    cells = _head_cells(heads, levels, stub_head, has_stub, vocabulary, known)
    cells += _body_cells(rows, columns, levels, has_stub, vocabulary, known)
    rpaths = [tuple(take_markers(t, (), known)[0] for t in path) for path in row_paths(rows, vocabulary)]
    cpaths = [
        tuple(take_markers(t, (), known)[0] for t in path) for path in column_paths(heads, len(columns), vocabulary)
    ]
    stub_path = (take_markers(stub_head.text(vocabulary), (), known)[0],) if stub_head else ()
    boxes = [c.box for c in cells] + [n.box for n in notes]
    part = Box.around([*boxes, Box(page, region.x0, region.top, region.x1, region.body_bottom)])
    return Table(
        label=region.label,
        title=take_markers(join_wrapped(region.title_lines, vocabulary), (), known)[0],
        kind="table",
        parts=(part,),
        header_rows=levels,
        stub_columns=1 if has_stub else 0,
        cells=tuple(sorted(cells, key=lambda c: (c.row_start, c.col_start))),
        row_paths=((),) * levels + tuple(rpaths),
        column_paths=((stub_path,) if has_stub else ()) + tuple(cpaths),
        notes=notes,
        source=" ".join(n.text for n in notes if n.kind == "source"),
    )


def _read_heads(
    region: Region, columns: Sequence[Span], stub_edge: float, has_stub: bool
) -> tuple[list[Head], int, Head | None]:
    """Heads over the value columns, the number of head rows, and the head of the stub."""
    rules: list[Rule] = [r for r in region.rules if r.at <= region.body_top + 1]
    over: list[list[Chunk]] = []
    stub: list[Chunk] = []
    limit = stub_edge if has_stub else float("-inf")
    labels_end = max((c.box.x1 for line in region.body for c in line if c.box.x1 <= columns[0].x0 + 1), default=limit)
    for line in region.head:
        mine: list[Chunk] = []
        for chunk in line:
            (stub if has_stub and _heads_stub(chunk, columns, limit, labels_end) else mine).append(chunk)
        if mine:
            over.append(mine)
    spans = _head_spans(over, columns)
    heads = gather_heads(over, rules, spans)
    place_heads(heads, rules, spans)
    levels = level_heads(heads, len(columns))
    if stub:
        levels = max(levels, 1)
    return heads, levels, Head(stub) if stub else None


def _heads_stub(chunk: Chunk, columns: Sequence[Span], stub_edge: float, labels_end: float) -> bool:
    """Whether a head chunk stands over the stub: it begins before the row labels end, or far from the first column."""
    if chunk.box.x1 <= columns[0].x0:
        reach = columns[1].x0 - columns[0].x1 if len(columns) > 1 else 2 * chunk.size
        return columns[0].x0 - chunk.box.x1 > 0.6 * max(reach, chunk.size) or chunk.box.x0 < labels_end
    return chunk.box.x1 < stub_edge


def _head_spans(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span]) -> list[Span]:
    """Column extents widened by their leaf heads, which are often wider than the values or stand beside them.

    A head line with as many chunks as there are columns gives each column its own, in order; without such a line the
    lowest one widens the columns it overlaps.
    """
    spans = list(columns)
    if not lines:
        return spans
    whole = next((line for line in reversed(lines) if len(line) == len(columns)), None)
    if whole is not None:
        pairs = list(enumerate(sorted(whole, key=lambda c: c.box.x0)))
    else:
        pairs = []
        for chunk in lines[-1]:
            hit = [i for i, s in enumerate(columns) if chunk.box.x0 < s.x1 and chunk.box.x1 > s.x0]
            pairs += [(hit[0], chunk)] if len(hit) == 1 else []
    for i, chunk in pairs:
        x0, x1 = min(spans[i].x0, chunk.box.x0), max(spans[i].x1, chunk.box.x1)
        x0 = max(x0, spans[i - 1].x1 if i else x0)
        x1 = min(x1, columns[i + 1].x0 if i + 1 < len(columns) else x1)
        spans[i] = Span(min(x0, x1), max(x0, x1))
    return spans


def _head_cells(
    heads: Sequence[Head],
    levels: int,
    stub_head: Head | None,
    has_stub: bool,
    vocabulary: frozenset[str],
    known: frozenset[str],
) -> list[Cell]:
    shift = 1 if has_stub else 0
    cells = []
    for head in heads:
        text, markers = take_markers(head.text(vocabulary), head.chunks, known)
        above = [
            h for h in heads if h is not head and h.level > head.level and h.first <= head.last and h.last >= head.first
        ]
        top_row = levels - min((h.level for h in above), default=levels)
        box = Box.around(c.box for c in head.chunks)
        row_end = levels - 1 - head.level
        cells.append(
            Cell(min(top_row, row_end), row_end, head.first + shift, head.last + shift, text, box, "head", markers)
        )
    if stub_head is not None:
        text, markers = take_markers(stub_head.text(vocabulary), stub_head.chunks, known)
        cells.append(Cell(0, levels - 1, 0, 0, text, Box.around(c.box for c in stub_head.chunks), "head", markers))
    return cells


def _body_cells(
    rows: Sequence[Row],
    columns: Sequence[Span],
    levels: int,
    has_stub: bool,
    vocabulary: frozenset[str],
    known: frozenset[str],
) -> list[Cell]:
    shift = 1 if has_stub else 0
    cells = []
    for i, row in enumerate(rows):
        at = levels + i
        if row.label:
            text, markers = take_markers(row.text(vocabulary), row.label, known)
            role: Role = "section" if row.is_section else "stub"
            cells.append(Cell(at, at, 0, 0, text, Box.around(c.box for c in row.label), role, markers))
        by_column: dict[int, list[Chunk]] = {}
        for chunk in row.values:
            column = _column_of(chunk, columns)
            if column is not None:
                by_column.setdefault(column, []).append(chunk)
        for column, chunks in sorted(by_column.items()):
            whole = chunks[0] if len(chunks) == 1 else chunk_of([w for c in chunks for w in c.words])
            text, markers = take_markers(whole.text, [whole], known)
            plain = [w.box for w in whole.words if not w.raised] or [whole.box]
            cells.append(Cell(at, at, column + shift, column + shift, text, Box.around(plain), "body", markers))
    return cells


def continue_table(first: Table, second: Table) -> Table:
    """Two parts of one table on following pages as one: the second part's repeated head is dropped."""
    shift = len(first.row_paths) - second.header_rows
    cells = [
        Cell(c.row_start + shift, c.row_end + shift, c.col_start, c.col_end, c.text, c.box, c.role, c.markers)
        for c in second.cells
        if c.row_start >= second.header_rows
    ]
    seen: list[Note] = list(first.notes)
    seen += [n for n in second.notes if (n.kind, n.marker, n.text) not in {(m.kind, m.marker, m.text) for m in seen}]
    return Table(
        label=first.label,
        title=first.title,
        kind=first.kind,
        parts=first.parts + second.parts,
        header_rows=first.header_rows,
        stub_columns=first.stub_columns,
        cells=first.cells + tuple(cells),
        row_paths=first.row_paths + second.row_paths[second.header_rows :],
        column_paths=first.column_paths,
        notes=tuple(seen),
        source=first.source or second.source,
        remarks=first.remarks + second.remarks,
    )


def typical_size(chunks: Sequence[Chunk]) -> float:
    """The font size that most of a page is set in, in points (0 for an empty page)."""
    return median(c.size for c in chunks) if chunks else 0.0


def is_data(text: str) -> bool:
    """Whether a cell's characters are a value."""
    return is_value(text)
