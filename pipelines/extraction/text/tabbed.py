"""Tables whose cells are parted by tabs, and Markdown tables parted by bars."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.documents.spec import TableSpec
from pipelines.extraction.text.captions import caption, read_notes, read_title, spec_for
from pipelines.extraction.text.draft import Draft, Found, Heads, Node, Row, Value, heads_of
from pipelines.extraction.text.grid import build
from pipelines.extraction.text.lines import Line, Piece, together
from pipelines.extraction.text.values import cell_value, has_digit, is_years

_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_BAR = re.compile(r"(?<!\\)\|")
_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*")
_ABOVE = 6


def read_tabbed(lines: Sequence[Line], expected: Sequence[TableSpec]) -> list[Found]:
    """All tables on runs of lines with tabs or bars."""
    found: list[Found] = []
    at = 0
    while at < len(lines):
        end = at
        if _tabbed(lines[at]):
            while end < len(lines) and _tabbed(lines[end]) and lines[end].page == lines[at].page:
                end += 1
            grid = [_cells(line, re.compile("\t")) for line in lines[at:end]]
        elif _barred(lines, at):
            while end < len(lines) and "|" in lines[end].words and lines[end].page == lines[at].page:
                end += 1
            grid = [_cells(n, _BAR, trim=True) for n in lines[at:end] if not _RULE.fullmatch(n.words)]
        else:
            at += 1
            continue
        if table := _table(lines, at, end, grid, expected):
            found.append(table)
            end = table.span[1]
        at = max(end, at + 1)
    return found


def _tabbed(line: Line) -> bool:
    return "\t" in line.text.lstrip(" ") and bool(line.words)


def _barred(lines: Sequence[Line], at: int) -> bool:
    return "|" in lines[at].words and at + 1 < len(lines) and _RULE.fullmatch(lines[at + 1].words) is not None


def _cells(line: Line, gap: re.Pattern[str], trim: bool = False) -> list[Piece]:
    """The cells of a line; a bar at either end of the line is no border of an empty cell."""
    start, text = 0, line.text
    if trim:
        text = text.rstrip()
        text = text[:-1] if text.endswith("|") and not text.endswith("\\|") else text
        start = len(text) - len(text.lstrip())
        start += text[start : start + 1] == "|"
    cells = []
    for found in [*gap.finditer(text, start), None]:
        end = found.start() if found else len(text)
        cells.append(_plain(line.piece(start, end)))
        start = found.end() if found else end
    return cells


def _plain(piece: Piece) -> Piece:
    for mark in ("**", "__"):
        if piece.text.startswith(mark) and piece.text.endswith(mark) and len(piece.text) > 4:
            box = piece.box
            inner = type(box)(box.page, box.x0 + 2, box.top, box.x1 - 2, box.bottom)
            return Piece(piece.text[2:-2].strip(), inner)
    return piece


def _table(
    lines: Sequence[Line], at: int, end: int, grid: list[list[Piece]], expected: Sequence[TableSpec]
) -> Found | None:
    width = max((len(r) for r in grid), default=0)
    for row in grid:
        row.extend(lines_end(row) for _ in range(width - len(row)))
    head = _head_rows(grid)
    rows = [_row(cells) for cells in grid[head:] if any(c.text for c in cells)]
    values = [v for row in rows for v in row.values if v and cell_value(v.piece) and has_digit(v.piece.text)]
    if width < 2 or len(rows) < 2 or len(values) < 2:
        return None
    heads, stub = _heads(grid[:head], width)
    first, label, title = _naming(lines, at, expected)
    names = [label.text, *(p.text for p in title), stub.text if stub else ""]
    spec = next((s for name in names if name and (s := spec_for(name, expected))), None)
    notes, after = read_notes(lines, end)
    table = build(Draft(label, title, rows, heads, notes, spec=spec if spec and spec.kind == "table" else None))
    return Found(table, (first, max(after, end)))


def lines_end(row: Sequence[Piece]) -> Piece:
    """An empty cell at the end of a row that has fewer cells than others."""
    box = row[-1].box
    return Piece("", type(box)(box.page, box.x1, box.top, box.x1, box.bottom))


def _head_rows(grid: Sequence[Sequence[Piece]]) -> int:
    """How many rows stand before the first with values; a row of years over other values is a head too."""
    head = 0
    for at, cells in enumerate(grid[:-1]):
        texts = [c.text for c in cells[1:] if c.text]
        later = [c.text for row in grid[at + 1 :] for c in row[1:] if c.text and cell_value(c)]
        years = bool(texts) and all(is_years(t) or not cell_value(c) for t, c in zip(texts, cells[1:], strict=False))
        if not any(cell_value(c) for c in cells[1:]) or (years and any(not is_years(t) for t in later)):
            head = at + 1
        else:
            break
    while head > 1 and grid[head - 1][0].text and not any(c.text for c in grid[head - 1][1:]):
        head -= 1  # a line with nothing but a label, right above the values, is a section
    return head


def _row(cells: Sequence[Piece]) -> Row:
    if not any(c.text for c in cells[1:]):
        return Row(cells[0])
    return Row(cells[0], tuple((cell_value(c) or Value(c)) if c.text else None for c in cells[1:]))


def _heads(grid: Sequence[Sequence[Piece]], width: int) -> tuple[Heads, Piece | None]:
    stubs = [row[0] for row in grid if row[0].text]
    stub = together(stubs) if stubs else None
    levels = [list(row[1:]) for row in grid if any(c.text for c in row[1:])]
    if not levels:
        return Heads(0, (), ((),) * width), stub
    for level in levels[:-1]:
        for c in range(1, len(level)):
            if not level[c].text:
                level[c] = level[c - 1]
    return heads_of(_nodes(levels, 0, len(levels[0])), stub), stub


def _nodes(levels: Sequence[Sequence[Piece]], start: int, end: int) -> list[Node]:
    top, rest = levels[0], levels[1:]
    if not rest:
        return [Node(top[c]) for c in range(start, end)]
    nodes: list[Node] = []
    c = start
    while c < end:
        stop = c + 1
        while stop < end and top[stop] == top[c]:
            stop += 1
        below = _nodes(rest, c, stop)
        alone = len(below) == 1 and not below[0].piece.text and not below[0].under
        nodes.append(Node(top[c], () if alone else tuple(below)))
        c = stop
    return nodes


def _naming(lines: Sequence[Line], at: int, expected: Sequence[TableSpec]) -> tuple[int, Piece, tuple[Piece, ...]]:
    """First line, label and title: a caption a few lines above, else no label and a heading right above as title."""
    for start in range(at - 1, max(at - _ABOVE, -1), -1):
        if above := caption(lines, start):
            title, stop = read_title(lines, above, spec_for(above.label.text, expected), at)
            if not any(n.words for n in lines[stop:at]):
                return start, above.label, title
            break
    nothing = Piece("", lines[at].piece(0, 0).box)
    for start in range(at - 1, max(at - _ABOVE, -1), -1):
        if found := _HEADING.fullmatch(lines[start].words):
            left = lines[start].text.find(found["text"])
            return start, nothing, (_plain(lines[start].piece(left, left + len(found["text"]))),)
        if lines[start].words:
            break
    return at, nothing, ()
