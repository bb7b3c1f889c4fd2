"""Tables that are drawn as a grid of rules, whatever stands in their cells: words, numbers or nothing.

In: the rules and words of a page, and the areas where tables were found by their columns of values. Out: a Table for
each further grid. Relies on rules that cross; where the outer frame is not drawn, the ends of the crossing rules stand
for it. Cells that no rule parts are one cell. A grid with almost nothing in it is a chart or a form, not a table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.captions import caption_of
from pipelines.extraction.model import Box, Cell, Role, Table
from pipelines.extraction.rules import Area, Rule
from pipelines.extraction.values import is_value
from pipelines.extraction.words import Chunk, Word, chunks_of, join_wrapped, lines_of

CROSS_SLACK = 3.0
"""Rules cross if their ends pass, or miss, one another by at most this, in points."""
SAME_EDGE = 3.0
"""Rules closer than this, in points, are one edge of the grid."""
MIN_FILLED = 0.35
"""A table has words in at least this share of its cells; a chart's grid lines have not."""
MAX_CELL_WORDS = 60
"""Cells with more words on average are boxes of prose."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The edges of a grid in points, and for each place the first place (row, column) of the cell it belongs to."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[tuple[int, int], ...], ...]


def find_grids(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[Grid]:
    """The grids that crossing rules make: at least two rows and two columns each."""
    groups = _crossing(horizontal, vertical)
    grids = []
    for hs, vs in groups:
        xs = _edges([v.at for v in vs] + [min(h.start for h in hs), max(h.end for h in hs)])
        ys = _edges([h.at for h in hs] + [min(v.start for v in vs), max(v.end for v in vs)])
        if len(xs) >= 3 and len(ys) >= 3:
            grids.append(Grid(tuple(xs), tuple(ys), _owners(xs, ys, hs, vs)))
    return grids


def _crossing(horizontal: Sequence[Rule], vertical: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Groups of rules that cross one another, directly or over others."""
    rules = [(r, True) for r in horizontal] + [(r, False) for r in vertical]
    parent = list(range(len(rules)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical, len(horizontal)):
            inside_h = h.start - CROSS_SLACK <= v.at <= h.end + CROSS_SLACK
            if inside_h and v.start - CROSS_SLACK <= h.at <= v.end + CROSS_SLACK:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, (rule, is_horizontal) in enumerate(rules):
        groups.setdefault(root(i), ([], []))[0 if is_horizontal else 1].append(rule)
    return [(hs, vs) for hs, vs in groups.values() if len(hs) >= 2 and len(vs) >= 1]


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > SAME_EDGE:
            edges.append(value)
    return edges


def _owners(
    xs: Sequence[float], ys: Sequence[float], hs: Sequence[Rule], vs: Sequence[Rule]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """The first place of the cell that each place belongs to: places without a rule between them are one cell."""
    rows, columns = len(ys) - 1, len(xs) - 1

    def parted_right(r: int, c: int) -> bool:
        middle = (ys[r] + ys[r + 1]) / 2
        return any(abs(v.at - xs[c + 1]) <= SAME_EDGE and v.start <= middle <= v.end for v in vs)

    def parted_below(r: int, c: int) -> bool:
        middle = (xs[c] + xs[c + 1]) / 2
        return any(abs(h.at - ys[r + 1]) <= SAME_EDGE and h.start <= middle <= h.end for h in hs)

    owner = [[(r, c) for c in range(columns)] for r in range(rows)]
    for r in range(rows):
        for c in range(columns):
            if owner[r][c] != (r, c):
                continue
            last = c
            while last + 1 < columns and not parted_right(r, last) and owner[r][last + 1] == (r, last + 1):
                last += 1
            low = r
            while low + 1 < rows and not any(parted_below(low, k) for k in range(c, last + 1)):
                beside = any(not parted_right(low + 1, k) for k in (c - 1, last) if 0 <= k < columns - 1)
                inner = any(parted_right(low + 1, k) for k in range(c, last))
                if beside or inner:
                    break
                low += 1
            for i in range(r, low + 1):
                for k in range(c, last + 1):
                    owner[i][k] = (r, c)
    return tuple(tuple(row) for row in owner)


def read_grids(
    words: Sequence[Word],
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
    lines: Sequence[Sequence[Chunk]],
    taken: Sequence[Area],
    vocabulary: frozenset[str],
) -> list[Table]:
    """The tables that stand in grids of rules outside the areas that are taken already."""
    tables = []
    for grid in find_grids(horizontal, vertical):
        frame = Area(grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1], False)
        if any(_shared(frame, area) > 0.3 for area in taken):
            continue
        table = _table(grid, [w for w in words if _inside(w, frame)], lines, vocabulary)
        if table is not None:
            tables.append(table)
    return tables


def _inside(word: Word, frame: Area) -> bool:
    return frame.x0 - 1 <= (word.box.x0 + word.box.x1) / 2 <= frame.x1 + 1 and frame.top <= word.middle <= frame.bottom


def _shared(a: Area, b: Area) -> float:
    """The share of the smaller of two areas that lies in both."""
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    if width <= 0 or height <= 0:
        return 0.0
    return width * height / max(1.0, min(a.width * a.height, b.width * b.height))


def _place(edges: Sequence[float], at: float) -> int:
    for i, (low, high) in enumerate(pairwise(edges)):
        if low <= at <= high:
            return i
    return 0 if at < edges[0] else len(edges) - 2


def _table(
    grid: Grid, words: Sequence[Word], lines: Sequence[Sequence[Chunk]], vocabulary: frozenset[str]
) -> Table | None:
    inside: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        r, c = _place(grid.ys, word.middle), _place(grid.xs, (word.box.x0 + word.box.x1) / 2)
        inside.setdefault(grid.owner[r][c], []).append(word)
    owners = {o for row in grid.owner for o in row}
    filled = len(inside) / max(1, len(owners))
    if len(inside) < 4 or filled < MIN_FILLED or len(words) / len(inside) > MAX_CELL_WORDS:
        return None
    rows = sorted({r for r, _ in inside})
    columns = sorted({c for _, c in inside})
    if len(rows) < 2 or len(columns) < 2:
        return None
    texts = {owner: _text(found, vocabulary) for owner, found in inside.items()}
    heads = _head_rows(rows, columns, texts)
    stub = columns[0] if any(not is_value(texts[r, columns[0]]) for r in rows if (r, columns[0]) in texts) else None
    cells = [_cell(grid, owner, inside[owner], texts[owner], rows, columns, heads, stub) for owner in sorted(inside)]
    page = words[0].box.page
    caption = _caption(grid, lines)
    frame = Box(page, grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    return Table(
        label=caption[0],
        title=caption[1],
        kind="table",
        parts=(frame,),
        header_rows=heads,
        stub_columns=0 if stub is None else 1,
        cells=tuple(sorted(cells, key=lambda c: (c.row_start, c.col_start))),
        row_paths=tuple(_row_path(i, heads, stub, cells) for i in range(len(rows))),
        column_paths=tuple(_column_path(k, heads, cells) for k in range(len(columns))),
    )


def _text(words: Sequence[Word], vocabulary: frozenset[str]) -> str:
    return join_wrapped([" ".join(c.text for c in chunks_of(line)) for line in lines_of(words)], vocabulary)


def _head_rows(rows: Sequence[int], columns: Sequence[int], texts: dict[tuple[int, int], str]) -> int:
    """How many rows at the top hold no value outside the first column; one where no row holds any."""
    for i, r in enumerate(rows):
        if any((r, c) in texts and is_value(texts[r, c]) for c in columns[1:]):
            return min(i, len(rows) - 1)
    return 1


def _cell(
    grid: Grid,
    owner: tuple[int, int],
    words: Sequence[Word],
    text: str,
    rows: Sequence[int],
    columns: Sequence[int],
    heads: int,
    stub: int | None,
) -> Cell:
    """One cell, its rows and columns counted among those that hold words."""
    covered = [(r, c) for r, line in enumerate(grid.owner) for c, o in enumerate(line) if o == owner]
    at_rows = [i for i, r in enumerate(rows) if any(r == x for x, _ in covered)]
    at_columns = [k for k, c in enumerate(columns) if any(c == x for _, x in covered)]
    role: Role = "head" if at_rows[0] < heads else "stub" if owner[1] == stub else "body"
    box = Box.around(w.box for w in words)
    return Cell(at_rows[0], at_rows[-1], at_columns[0], at_columns[-1], text, box, role)


def _row_path(row: int, heads: int, stub: int | None, cells: Sequence[Cell]) -> tuple[str, ...]:
    if row < heads or stub is None:
        return ()
    return tuple(c.text for c in cells if c.role == "stub" and c.row_start <= row <= c.row_end)


def _column_path(column: int, heads: int, cells: Sequence[Cell]) -> tuple[str, ...]:
    over = [c for c in cells if c.role == "head" and c.col_start <= column <= c.col_end and c.row_start < heads]
    return tuple(c.text for c in sorted(over, key=lambda c: c.row_start))


def _caption(grid: Grid, lines: Sequence[Sequence[Chunk]]) -> tuple[str, str]:
    """Label and title from a caption line right above the grid, else empty."""
    above = [line for line in lines if line[0].box.bottom <= grid.ys[0] + 2 and line[0].box.x0 < grid.xs[-1]]
    titles: list[str] = []
    for line in reversed(above[-4:]):
        mine = [c for c in line if c.box.x1 > grid.xs[0] - 2 and c.box.x0 < grid.xs[-1]]
        if not mine or grid.ys[0] - mine[0].box.bottom > 5 * mine[0].size:
            break
        found = caption_of(mine)
        if found:
            return found[0], join_wrapped([found[1], *titles])
        titles.insert(0, " ".join(c.text for c in mine))
    return "", ""
