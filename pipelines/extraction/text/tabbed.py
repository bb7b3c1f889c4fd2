"""Tables whose cells are parted by a sign: tabs, bars, commas; Markdown tables and drawn grids among them.

In: lines of a file. Out: tables with the lines they took. Relies on `delimited` for the cells; tells the head by what
its cells hold; a title in the first cell of the head is the title of a table that has none above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.documents.spec import TableSpec
from pipelines.extraction.text.above import find_above
from pipelines.extraction.text.captions import read_notes, spec_for
from pipelines.extraction.text.delimited import Run, find_run
from pipelines.extraction.text.draft import Draft, Found, Heads, Node, Row, Value, heads_of
from pipelines.extraction.text.grid import build
from pipelines.extraction.text.lines import Line, Piece, together
from pipelines.extraction.text.values import cell_value, has_digit, is_years
from pipelines.extraction.titles import is_full_title

_BELOW = re.compile(r"\s*(?:Table)?:\s+(?P<text>\S.*)")


def read_tabbed(lines: Sequence[Line], expected: Sequence[TableSpec]) -> list[Found]:
    """All tables on runs of lines whose cells are parted by a sign."""
    found: list[Found] = []
    at = 0
    while at < len(lines):
        run = find_run(lines, at)
        if run is None:
            at += 1
            continue
        end = run.end
        if table := _table(lines, run, found[-1].span[1] if found else 0, expected):
            found.append(table)
            end = table.span[1]
        at = max(end, at + 1)
    return found


def _table(lines: Sequence[Line], run: Run, floor: int, expected: Sequence[TableSpec]) -> Found | None:
    grid = run.rows
    if not grid:
        return None  # longer than any printed table
    width = max(len(r) for r in grid)
    for row in grid:
        row.extend(_lacking(row) for _ in range(width - len(row)))
    head = max(_head_rows(grid), run.head or 0)
    rows = [_row(cells) for cells in grid[head:] if any(c.piece.text for c in cells)]
    values = [v for row in rows for v in row.values if v and cell_value(v.piece) and has_digit(v.piece.text)]
    if width < 2 or not rows or (not run.sure and (len(rows) < 2 or len(values) < 2)):
        return None
    heads, stub = _heads(grid[:head], width)
    above = find_above(lines, run.start, floor, expected)
    first, label, title, after = above.first, above.label, above.title, run.end
    if (not title or above.loose) and (below := _title_below(lines, run.end)):
        title, after = (below[0],), below[1]
        first = run.start if above.loose else first
    elif not title and not label.text and stub and is_full_title(stub.text):
        title = (stub,)
    names = [label.text, *(p.text for p in title), stub.text if stub else ""]
    spec = next((s for name in names if name and (s := spec_for(name, expected))), None)
    notes, after = read_notes(lines, after)
    notes = [*above.units, *notes]
    table = build(Draft(label, title, rows, heads, notes, spec=spec if spec and spec.kind == "table" else None))
    return Found(table, (first, max(after, run.end)))


def _lacking(row: Sequence[Value]) -> Value:
    """An empty cell at the end of a row that has fewer cells than others."""
    box = row[-1].piece.box
    return Value(Piece("", type(box)(box.page, box.x1, box.top, box.x1, box.bottom)))


def _title_below(lines: Sequence[Line], at: int) -> tuple[Piece, int] | None:
    """A title under a table, as `Table: Cases by court`, and the line after it."""
    while at < len(lines) and lines[at].blank and lines[at - 1].words:
        at += 1
    if at < len(lines) and (found := _BELOW.fullmatch(lines[at].text.rstrip())):
        return lines[at].piece(*found.span("text")), at + 1
    return None


def _head_rows(grid: Sequence[Sequence[Value]]) -> int:
    """How many rows stand before the first with values; a row of years over other values is a head too."""
    head = 0
    later = [[c.piece.text for c in row[1:] if c.piece.text and cell_value(c.piece)] for row in grid]
    unlike = [any(not is_years(t) for t in texts) for texts in later]
    last = max((n for n, has in enumerate(unlike) if has), default=0)
    for at, cells in enumerate(grid[:-1]):
        texts = [c.piece.text for c in cells[1:] if c.piece.text]
        years = bool(texts) and all(is_years(c.piece.text) or not cell_value(c.piece) for c in cells[1:])
        if not any(cell_value(c.piece) for c in cells[1:]) or (years and last > at):
            head = at + 1
        else:
            break
    while head > 1 and grid[head - 1][0].piece.text and not any(c.piece.text for c in grid[head - 1][1:]):
        head -= 1  # a line with nothing but a label, right above the values, is a section
    return head


def _row(cells: Sequence[Value]) -> Row:
    label = cells[0]
    if not any(c.piece.text for c in cells[1:]) or all(c is label for c in cells[1:]):
        return Row(label.piece, (), label.markers)
    values: list[Value | None] = []
    for n, cell in enumerate(cells[1:], start=1):
        if not cell.piece.text or cell is cells[n - 1]:
            values.append(None)
            continue
        value = cell_value(cell.piece) or Value(cell.piece)
        values.append(Value(value.piece, (*value.markers, *cell.markers)))
    return Row(label.piece, tuple(values), label.markers)


def _heads(grid: Sequence[Sequence[Value]], width: int) -> tuple[Heads, Piece | None]:
    stubs = [row[0].piece for row in grid if row[0].piece.text]
    stub = together(stubs) if stubs else None
    levels = [list(row[1:]) for row in grid if any(c.piece.text for c in row[1:])]
    if not levels:
        return Heads(0, (), ((),) * width), stub
    for level in levels[:-1]:
        for c in range(1, len(level)):
            if not level[c].piece.text:
                level[c] = level[c - 1]
    return heads_of(_nodes(levels, 0, len(levels[0])), stub), stub


def _nodes(levels: Sequence[Sequence[Value]], start: int, end: int) -> list[Node]:
    top, rest = levels[0], levels[1:]
    if not rest:
        return [Node(top[c].piece, (), top[c].markers) for c in range(start, end)]
    nodes: list[Node] = []
    c = start
    while c < end:
        stop = c + 1
        while stop < end and top[stop] == top[c]:
            stop += 1
        below = _nodes(rest, c, stop)
        alone = len(below) == 1 and not below[0].piece.text and not below[0].under
        nodes.append(Node(top[c].piece, () if alone else tuple(below), top[c].markers))
        c = stop
    return nodes
