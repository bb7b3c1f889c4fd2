"""The core of a table: numbers that stand over one another in columns, and columns that share rows.

In: the chunks and rules of one page. Out: cores, each the value columns of one table. Relies on numbers that stand
alone
in their line, on values of one column overlapping, and on rules that run over one table but not over two side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from pipelines.extraction.captions import is_year
from pipelines.extraction.rules import Rule
from pipelines.extraction.values import is_value
from pipelines.extraction.words import Chunk

COLUMN_REACH = 5.0
"""Values of one column stand at most this many font sizes apart; a section head and white space fit between."""


SAME_ROW = 0.45
"""Values are in one row if their middles differ by less, in font sizes."""


@dataclass
class Core:
    """Value chunks of one table, as columns from left to right, before its head and stub are known."""

    columns: list[list[Chunk]]

    @property
    def chunks(self) -> list[Chunk]:
        """All value chunks."""
        return [c for column in self.columns for c in column]

    @property
    def x0(self) -> float:
        """Left edge of the leftmost value."""
        return min(c.box.x0 for c in self.chunks)

    @property
    def x1(self) -> float:
        """Right edge of the rightmost value."""
        return max(c.box.x1 for c in self.chunks)

    @property
    def top(self) -> float:
        """Top of the first value."""
        return min(c.box.top for c in self.chunks)

    @property
    def bottom(self) -> float:
        """Bottom of the last value."""
        return max(c.box.bottom for c in self.chunks)

    @property
    def size(self) -> float:
        """The font size of the values, in points."""
        return median(c.size for c in self.chunks)


def _overlap(a: Chunk, b: Chunk) -> float:
    """How far two chunks overlap horizontally, as a share of the narrower."""
    shared = min(a.box.x1, b.box.x1) - max(a.box.x0, b.box.x0)
    return shared / max(0.1, min(a.box.x1 - a.box.x0, b.box.x1 - b.box.x0))


def value_columns(lines: Sequence[Sequence[Chunk]]) -> list[list[Chunk]]:
    """Columns of at least two values that stand over one another with nothing else between them."""
    chunks = sorted((c for line in lines for c in line), key=lambda c: c.middle)
    values = [is_value(c.text) for c in chunks]
    parent = list(range(len(chunks)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, upper in enumerate(chunks):
        if not values[i]:
            continue
        for j in range(i + 1, len(chunks)):
            lower = chunks[j]
            if lower.middle - upper.middle > COLUMN_REACH * upper.size:
                break
            if lower.middle - upper.middle < SAME_ROW * upper.size or _overlap(upper, lower) < 0.25:
                continue
            if values[j] and abs(upper.size - lower.size) < 0.35 * upper.size:
                parent[root(j)] = root(i)
                break
            if not values[j]:
                wide = (lower.box.x1 - lower.box.x0) > 3 * (upper.box.x1 - upper.box.x0)
                section = lower.box.x1 < upper.box.x0 + 0.5 * (upper.box.x1 - upper.box.x0)
                if wide or not section:
                    break  # a label or sentence stands between: another block begins
    columns: dict[int, list[Chunk]] = {}
    for i, chunk in enumerate(chunks):
        if values[i]:
            columns.setdefault(root(i), []).append(chunk)
    return sorted((c for c in columns.values() if len(c) > 1), key=lambda c: (c[0].box.top, c[0].box.x0))


def _share_rows(a: Sequence[Chunk], b: Sequence[Chunk]) -> int:
    return sum(any(abs(x.middle - y.middle) <= SAME_ROW * x.size for y in b) for x in a)


def _one_frame(a: Sequence[Chunk], b: Sequence[Chunk], rules: Sequence[Rule]) -> bool:
    """Whether rules say that two value columns belong to one table: one runs over both, or none runs over either."""
    size = a[0].size
    top = max(min(c.box.top for c in a), min(c.box.top for c in b)) - 6 * size
    bottom = min(max(c.box.bottom for c in a), max(c.box.bottom for c in b)) + 3 * size
    over_a = over_b = 0
    for rule in rules:
        if top <= rule.at <= bottom:
            has_a = rule.start - 2 <= median(c.centre for c in a) <= rule.end + 2
            has_b = rule.start - 2 <= median(c.centre for c in b) <= rule.end + 2
            if has_a and has_b:
                return True
            over_a += has_a
            over_b += has_b
    return over_a < 2 or over_b < 2


def _text_between(a: Sequence[Chunk], b: Sequence[Chunk], lines: Sequence[Sequence[Chunk]]) -> float:
    """The share of shared rows in which long text stands between two value columns."""
    left, right = (a, b) if a[0].centre < b[0].centre else (b, a)
    x0, x1 = max(c.box.x1 for c in left), min(c.box.x0 for c in right)
    rows = [c for c in left if any(abs(c.middle - d.middle) <= SAME_ROW * c.size for d in right)]
    hits = 0
    for row in rows:
        for line in lines:
            if abs(line[0].middle - row.middle) > SAME_ROW * row.size:
                continue
            hits += any(
                c.box.x0 >= x0 - 1 and c.box.x1 <= x1 + 1 and len(c.text) > 24 and not is_value(c.text) for c in line
            )
    return hits / max(1, len(rows))


def cores(lines: Sequence[Sequence[Chunk]], rules: Sequence[Rule]) -> list[Core]:
    """Value columns gathered into the cores of tables, from the top of the page down."""
    columns = value_columns(lines)
    groups: list[list[list[Chunk]]] = []
    for column in columns:
        joined: list[list[list[Chunk]]] = []
        for group in groups:
            if any(
                _share_rows(other, column) >= min(2, len(other), len(column))
                and _one_frame(other, column, rules)
                and _text_between(other, column, lines) < 0.5
                for other in group
            ):
                joined.append(group)
        merged = [column] + [c for group in joined for c in group]
        groups = [g for g in groups if g not in joined] + [merged]
    found = [Core(sorted(g, key=lambda c: median(x.centre for x in c))) for g in groups]
    for core in found:
        while len(core.columns) > 1 and _is_labels(core.columns[0], core, lines):
            core.columns.pop(0)
    return sorted(found, key=lambda c: (c.top, c.x0))


def _is_labels(column: Sequence[Chunk], core: Core, lines: Sequence[Sequence[Chunk]]) -> bool:
    """Whether a first column of values is really labels (`21-30` years of age): other rows have words there."""
    edge = median(c.box.x0 for c in column)
    beside = [c for line in lines for c in line if core.top - 1 <= c.middle <= core.bottom + 1 and not is_value(c.text)]
    words = sum(abs(c.box.x0 - edge) <= 0.3 * core.size for c in beside)
    return words >= max(2, len(column) / 2)


def peel_year_rows(core: Core) -> None:
    """Take rows of years off the top of the values: they are heads, though they look like numbers."""
    while True:
        first = min(core.chunks, key=lambda c: c.middle)
        row = [c for c in core.chunks if abs(c.middle - first.middle) <= SAME_ROW * first.size]
        rest = [c for c in core.chunks if c not in row]
        if not rest or not all(is_year(c.text) for c in row):
            return
        if all(is_year(c.text) for column in core.columns for c in column if c in rest):
            return
        stub_years = [column for column in core.columns if all(is_year(c.text) for c in column)]
        if stub_years and len(row) == 1:
            return
        for column in core.columns:
            column[:] = [c for c in column if c not in row]
        core.columns[:] = [c for c in core.columns if c]
