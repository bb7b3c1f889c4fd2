"""Which chunk stands in which column: the rows of a table laid over one another.

In: the chunks of each row. Out: the columns, and for each row one chunk or none a column. Relies on cells of a column
overlapping, and on their left edges, right edges or middles agreeing with those of the rows nearest to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from pipelines.extraction.text.fixed.chunks import Chunk

NEAR = 2
"""Columns by which a cell may miss the others of its column and still belong to it."""
NEW = 7.0
"""What opening a column costs, in characters of misfit."""
FULL_ROWS = 0.6
"""Share of rows without an empty cell that settles the number of columns."""
PUSHED = 8
"""Columns by which long words push aside those of the next column."""
RECENT = 4
"""Rows that say where a column stands: prints drift as they go down a page."""


@dataclass(slots=True)
class Column:
    """A column in the making: the chunks that were laid into it, in order."""

    chunks: list[Chunk] = field(default_factory=list)
    left: int = 0
    right: int = 0

    def add(self, chunk: Chunk) -> None:
        """Lays a chunk into the column."""
        self.chunks.append(chunk)
        self.left = median_low(c.left for c in self.chunks[-9:])
        self.right = median_low(c.right for c in self.chunks[-9:])

    def misfit(self, chunk: Chunk) -> float | None:
        """How far the chunk is from where the column stands; None where it is not near it at all."""
        best: float | None = None
        for other in self.chunks[-RECENT:]:
            if chunk.left < other.right + NEAR - 1 and other.left < chunk.right + NEAR - 1:
                off = min(
                    abs(chunk.left - other.left), abs(chunk.right - other.right), abs(chunk.centre - other.centre)
                )
                best = off if best is None else min(best, off)
        return best


def align(rows: Sequence[Sequence[Chunk]]) -> tuple[list[Column], list[list[Chunk | None]]]:
    """The columns of the rows, and each row's chunks by column."""
    order = _order(rows)
    columns: list[Column] = []
    usual = _usual(rows)
    places: dict[int, list[tuple[Chunk, Column]]] = {}
    for number in order:
        places[number] = []
        row = rows[number]
        straight = len(row) == usual == len(columns)
        for chunk, column in zip(row, columns, strict=True) if straight else _match(row, columns):
            column.add(chunk)
            places[number].append((chunk, column))
    laid = []
    for number in range(len(rows)):
        by_column = {id(column): chunk for chunk, column in places[number]}
        laid.append([by_column.get(id(column)) for column in columns])
    return columns, laid


def _usual(rows: Sequence[Sequence[Chunk]]) -> int:
    """How many chunks most rows have, if none has more: such rows are laid in order, however their print drifts."""
    counts = Counter(len(row) for row in rows if any(c.numeric for c in row[1:]))
    most = max(counts, default=0)
    return most if counts[most] >= FULL_ROWS * sum(counts.values()) and counts[most] > 2 else 0


def _order(rows: Sequence[Sequence[Chunk]]) -> list[int]:
    """The fullest row first, then those below it and those above it, so that each has a near one before it."""
    if not rows:
        return []
    first = max(range(len(rows)), key=lambda i: (len(rows[i]), -i))
    return [*range(first, len(rows)), *range(first - 1, -1, -1)]


def _match(row: Sequence[Chunk], columns: list[Column]) -> list[tuple[Chunk, Column]]:
    """Lays the chunks of a row into columns in their order, at the least misfit; opens columns where there is none."""
    m, k = len(row), len(columns)
    # cost[i][j]: the first i chunks are laid, the first j columns used or passed.
    cost = [[0.0] * (k + 1) for _ in range(m + 1)]
    back: list[list[str]] = [["pass"] * (k + 1) for _ in range(m + 1)]
    for i in range(1, m + 1):
        cost[i][0], back[i][0] = cost[i - 1][0] + NEW, "new"
        for j in range(1, k + 1):
            options = [(cost[i][j - 1], "pass"), (cost[i - 1][j] + NEW, "new")]
            off = columns[j - 1].misfit(row[i - 1])
            if off is not None:
                options.append((cost[i - 1][j - 1] + min(off, NEW - 1) / 1.0 - 0.5, "lay"))
            cost[i][j], back[i][j] = min(options)
    result: list[tuple[Chunk, Column]] = []
    i, j = m, k
    while i > 0:
        step = back[i][j] if j else "new"
        if step == "pass":
            j -= 1
        elif step == "lay":
            result.append((row[i - 1], columns[j - 1]))
            i, j = i - 1, j - 1
        else:
            fresh = Column()
            columns.insert(j, fresh)
            result.append((row[i - 1], fresh))
            i -= 1
    return result[::-1]


def merged(columns: list[Column], laid: list[list[Chunk | None]]) -> tuple[list[Column], list[list[Chunk | None]]]:
    """The columns with those made one that stand over one another and are never both filled."""
    at = 1
    while at < len(columns):
        before, after = columns[at - 1], columns[at]
        over = min(_right(before), _right(after)) - max(_left(before), _left(after))
        words = not any(c.numeric for c in [*before.chunks, *after.chunks])
        beside = words and all(any(row[n] for n in range(at + 1, len(row))) for row in laid if row[at])
        if (over > 0 or (beside and at > 1)) and not any(row[at - 1] and row[at] for row in laid):
            both = Column()
            for chunk in sorted([*before.chunks, *after.chunks], key=lambda c: c.line.top):
                both.add(chunk)
            columns = [*columns[: at - 1], both, *columns[at + 1 :]]
            laid = [[*row[: at - 1], row[at - 1] or row[at], *row[at + 1 :]] for row in laid]
        else:
            at += 1
    return columns, laid


def _left(column: Column) -> int:
    return min(c.left for c in column.chunks)


def _right(column: Column) -> int:
    return max(c.right for c in column.chunks)


def part_chunks(rows: Sequence[Sequence[Chunk]], columns: Sequence[Column]) -> list[list[Chunk]]:
    """The rows with chunks parted that hold the cells of two columns with one blank between them."""
    return [_parted(row, columns) for row in rows]


def _parted(row: Sequence[Chunk], columns: Sequence[Column]) -> list[Chunk]:
    if len(row) < 2:
        return list(row)  # a heading over the whole table reaches over columns too
    result: list[Chunk] = []
    for n, chunk in enumerate(row):
        following = row[n + 1].left if n + 1 < len(row) else None
        rest = chunk
        if not chunk.numeric:
            for before, after in pairwise(columns):
                if len(after.chunks) < 2 or rest.left >= after.left - 1 or rest.right <= after.left + 1:
                    continue
                if following is not None and following <= after.left:
                    continue
                if (cut := _cut(rest, before, after)) is not None:
                    first, rest = rest.cut(cut)
                    result.append(first)
        result.append(rest)
    return result


def _cut(chunk: Chunk, before: Column, after: Column) -> int | None:
    """The blank of the chunk that lies between two columns, where words begin or end as in the second one."""
    text = chunk.text
    fresh: list[tuple[int, int]] = []
    for at in range(len(text)):
        if text[at] != " ":
            continue
        column = chunk.left + at + 1
        word_end = chunk.left + len(text)
        known = text[at + 1 :] in {c.text for c in after.chunks} and abs(column - after.left) <= NEAR
        ends_alike = before.left < column and before.right - 1 <= column and word_end == after.right
        if column == after.left or known or ends_alike:
            return chunk.start + at
        if text[at + 1].isupper() and text[at - 1].islower() and column > before.left:
            fresh.append((abs(column - after.left), chunk.start + at))
    # Words that reach far into the second column were pushed aside by those of the first.
    if fresh and 2 * chunk.right >= after.left + after.right and min(fresh)[0] <= PUSHED:
        return min(fresh)[1]
    return None
