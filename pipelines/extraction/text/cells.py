"""Tables with one cell a line: row by row or column by column, worked out from which lines are values and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.documents.spec import TableSpec, label_key
from pipelines.extraction.text.captions import caption, is_figure, starts_note
from pipelines.extraction.text.draft import Heads, Node, Row, heads_of
from pipelines.extraction.text.expected import column_count
from pipelines.extraction.text.lines import Line, Piece, together
from pipelines.extraction.text.values import cell_value, has_digit, trailing_values
from pipelines.extraction.values import parse_value

_LONGEST_CELL = 80
_MOST_CELLS = 4000
_TRIES = 40
"""How many runs of words and values after a table are taken off before the search is given up."""


@dataclass(slots=True)
class CellTable:
    """The title lines that stood before the heads, the head, the rows, and the line after the last cell."""

    title: tuple[Piece, ...]
    heads: Heads
    rows: list[Row]
    end: int


@dataclass(frozen=True, slots=True)
class _Item:
    """A printed line as a cell: whether it is a value, and whether a blank line stands before it."""

    at: int
    piece: Piece
    value: bool
    apart: bool


def read_cell_lines(lines: Sequence[Line], start: int, spec: TableSpec | None) -> CellTable | None:
    """The table whose cells follow line by line from `start`; None where their kinds and numbers give no table."""
    items = _items(lines, start)
    for _ in range(_TRIES):
        if len(items) < 4 or not any(item.value for item in items):
            return None
        columns = column_count(spec)
        found = [t for read in (_by_rows, _by_columns) if (t := read(items, columns + 1 if columns else None))]
        if found:
            best = max(found, key=lambda t: _fit(t, spec, items))
            best.end = items[-1].at + 1
            return best
        items = _shorter(items)
    return None


def _fit(table: CellTable, spec: TableSpec | None, items: Sequence[_Item]) -> tuple[int, bool, bool]:
    """How well a reading fits: heads that are declared, blank lines just before its columns, values alike in a column.

    With words for labels, a table and the same table turned on its side give lines of the same kinds: only this tells.
    """
    declared = {label_key(label.label) for label in spec.columns} if spec else set()
    known = sum(label_key(path[-1]) in declared for path in table.heads.paths if path)
    gaps = {item.piece.box for item in items[1:] if item.apart}
    heads = {cell.box for cell in table.heads.cells if cell.col_start > 0}
    columns = list(zip(*(row.values for row in table.rows), strict=True))
    alike = all(len({_kind(v.piece.text) for v in column if v}) == 1 for column in columns)
    return known, bool(gaps) and gaps <= heads, alike


def _kind(text: str) -> tuple[str, int]:
    value = parse_value(text)
    return value.unit, value.decimals


def _items(lines: Sequence[Line], start: int) -> list[_Item]:
    items: list[_Item] = []
    apart = False
    for at in range(start, min(len(lines), start + _MOST_CELLS)):
        line = lines[at]
        if line.blank:
            apart = True
            continue
        words = line.words
        mixed = not cell_value(line.piece()) and len(trailing_values(line)) > 1
        over = not words or len(words) > _LONGEST_CELL or (starts_note(line) and len(words) > 2) or mixed
        if over or line.page != lines[start].page or caption(lines, at) or is_figure(line):
            break
        items.append(_Item(at, line.piece(), cell_value(line.piece()) is not None, apart))
        apart = False
    return items


def _shorter(items: Sequence[_Item]) -> list[_Item]:
    """The items without the last run of words, which may be text after the table."""
    end = len(items)
    while end and items[end - 1].value:
        end -= 1
    while end and not items[end - 1].value:
        end -= 1
    trimmed_values = [*items]
    while trimmed_values and not trimmed_values[-1].value:
        trimmed_values.pop()
    return trimmed_values if len(trimmed_values) < len(items) else list(items[:end])


def _runs(items: Sequence[_Item]) -> list[tuple[bool, int, int]]:
    """Runs of values and of words: (is value, first, past the last)."""
    runs: list[tuple[bool, int, int]] = []
    for i, item in enumerate(items):
        if runs and runs[-1][0] == item.value:
            runs[-1] = (item.value, runs[-1][1], i + 1)
        else:
            runs.append((item.value, i, i + 1))
    return runs


def _by_columns(items: Sequence[_Item], columns: int | None) -> CellTable | None:
    """Each column its head and then its cells; from the second on all have as many cells and heads of one line."""
    runs = _runs(items)
    if (len(runs) < 4 and not (len(runs) == 2 and not runs[0][0])) or runs[0][0] or not runs[-1][0]:
        return None
    height = runs[-1][2] - runs[-1][1]
    blocks = [(runs[i], runs[i + 1]) for i in range(0, len(runs) - 1, 2)]
    if len(runs) % 2 or height < 2 or any(v[2] - v[1] != height for _, v in blocks):
        return None
    heads = [[items[i].piece for i in range(w[1], w[2])] for w, _ in blocks]
    bodies = [[items[i].piece for i in range(v[1], v[2])] for _, v in blocks]
    first = heads[0]
    common = max((len(h) for h in heads[1:]), default=1)
    if columns == len(blocks) + 1 or (columns is None and len(first) > height + common - 1):
        if len(first) < height + 2:
            return None
        # The first column has words for cells: its head, its labels and the head of the second column make one run.
        labels = first[-1 - height : -1]
        rest = first[: -1 - height]
        heads = [rest[-1:], first[-1:], *heads[1:]]
        bodies = [labels, *bodies]
        title = rest[:-1]
    else:
        title = first[:-common]
        heads[0] = first[-common:]
    if len(bodies) < 2 or (columns is not None and len(bodies) != columns):
        return None
    if common > 1 and len({len(h) for h in heads[1:]}) > 1:
        return None
    return _table(title, [together(h) for h in heads], list(zip(*bodies, strict=True)))


def _by_rows(items: Sequence[_Item], columns: int | None) -> CellTable | None:
    """The heads one after the other, then row by row; a row's first cell is its label, words or a value."""
    runs = _runs(items)
    if runs[0][0] or not runs[-1][0]:
        return None
    if len(runs) == 2:
        return _by_rows_of_values(items, runs[0][2], columns)
    widths = {end - begin for value, begin, end in runs if value}
    if len(widths) != 1:
        return None
    width = widths.pop() + 1
    if columns is not None and width != columns:
        return None
    first = [items[i].piece for i in range(runs[0][1], runs[0][2])]
    if len(first) < width + 1:
        return None
    title, heads = first[: -width - 1], first[-width - 1 : -1]
    rows: list[tuple[Piece, ...]] = []
    label = [first[-1]]
    for value, begin, end in runs[1:]:
        pieces = [items[i].piece for i in range(begin, end)]
        if value:
            rows.append((together(label), *pieces))
        else:
            label = pieces
    return _table(title, heads, rows) if len(rows) >= 2 else None


def _by_rows_of_values(items: Sequence[_Item], words: int, columns: int | None) -> CellTable | None:
    """Rows that hold values only: as many heads as divide the values, all of them if they do."""
    values = [item.piece for item in items[words:]]
    heads = [item.piece for item in items[:words]]
    choices = [columns] if columns else [n for n in range(words, 1, -1) if len(values) % n == 0]
    for width in choices:
        if 2 <= width <= words and len(values) % width == 0 and len(values) // width >= 2:
            rows = [tuple(values[i : i + width]) for i in range(0, len(values), width)]
            return _table(heads[:-width], heads[-width:], rows)
    return None


def _table(title: Sequence[Piece], heads: Sequence[Piece], cells: Sequence[Sequence[Piece]]) -> CellTable | None:
    rows = []
    for label, *values in cells:
        found = [cell_value(v) for v in values]
        if any(v is None for v in found) or len({v.box.page for v in (label, *values)}) > 1:
            return None
        rows.append(Row(label, tuple(found)))
    if not any(has_digit(v.piece.text) for row in rows for v in row.values if v):
        return None
    return CellTable(tuple(title), heads_of([Node(h) for h in heads[1:]], heads[0]), rows, 0)
