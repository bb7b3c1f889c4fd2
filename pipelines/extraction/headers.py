"""Column heads on several levels: which words make one head, which columns it stands over, what each column is called.

In: head lines, rules under spanners, and the columns' extents. Out: head cells with their span, and the path of
labels of
each column. Relies on a rule under a spanner where there is one, else on centring over the columns below.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.rules import Rule
from pipelines.extraction.words import Chunk, join_wrapped

STACK_REACH = 1.55
"""Lines of one head follow within this many font sizes, from middle to middle."""


@dataclass(frozen=True, slots=True)
class Span:
    """Left and right edge of a column, in points."""

    x0: float
    x1: float

    @property
    def centre(self) -> float:
        """The horizontal centre."""
        return (self.x0 + self.x1) / 2


@dataclass
class Head:
    """One head: its chunks from the top down and the columns it stands over (first and last, inclusive)."""

    chunks: list[Chunk]
    first: int = -1
    last: int = -1
    level: int = 0
    ruled: bool = False

    @property
    def x0(self) -> float:
        """Left edge of its words."""
        return min(c.box.x0 for c in self.chunks)

    @property
    def x1(self) -> float:
        """Right edge of its words."""
        return max(c.box.x1 for c in self.chunks)

    @property
    def top(self) -> float:
        """Top of its words."""
        return min(c.box.top for c in self.chunks)

    @property
    def bottom(self) -> float:
        """Bottom of its words."""
        return max(c.box.bottom for c in self.chunks)

    @property
    def centre(self) -> float:
        """Centre of its words."""
        return (self.x0 + self.x1) / 2

    def text(self, vocabulary: frozenset[str] = frozenset()) -> str:
        """Its label, broken lines joined, markers left out."""
        return join_wrapped(
            [c.text for c in sorted(self.chunks, key=lambda c: (round(c.middle), c.box.x0))], vocabulary
        )


def gather_heads(lines: Sequence[Sequence[Chunk]], rules: Sequence[Rule], columns: Sequence[Span]) -> list[Head]:
    """Chunks of the head lines gathered into heads: stacked chunks over the same columns with no rule between."""
    heads: list[Head] = []
    for line in lines:
        for chunk in line:
            below = [h for h in heads if _continues(h, chunk, rules, columns, line)]
            if len(below) == 1:
                below[0].chunks.append(chunk)
            else:
                heads.append(Head([chunk]))
    return heads


def _covered(x0: float, x1: float, columns: Sequence[Span]) -> list[int]:
    """Columns that an extent overlaps, or the nearest one."""
    hit = [i for i, c in enumerate(columns) if min(x1, c.x1) - max(x0, c.x0) > 0.15 * min(x1 - x0, c.x1 - c.x0)]
    if hit:
        return hit
    centre = (x0 + x1) / 2
    return [min(range(len(columns)), key=lambda i: abs(columns[i].centre - centre))]


def _continues(head: Head, chunk: Chunk, rules: Sequence[Rule], columns: Sequence[Span], line: Sequence[Chunk]) -> bool:
    """Whether a chunk is the next line of a head above it."""
    gap = chunk.middle - head.chunks[-1].middle
    if gap <= 0 or gap > STACK_REACH * max(chunk.size, head.chunks[-1].size):
        return False
    if min(chunk.box.x1, head.x1) - max(chunk.box.x0, head.x0) <= 0:
        return False
    centre = (max(chunk.box.x0, head.x0) + min(chunk.box.x1, head.x1)) / 2
    if any(head.chunks[-1].middle < r.at < chunk.middle and r.start <= centre <= r.end for r in rules):
        return False
    beside = [
        c for c in line if c is not chunk and min(c.box.x1, head.x1) - max(c.box.x0, head.x0) > 0
    ]  # two chunks under one head: they are heads of their own below a spanner
    if beside:
        return False
    if len(_covered(chunk.box.x0, chunk.box.x1, columns)) >= len(_covered(head.x0, head.x1, columns)):
        return True
    centred = abs(chunk.centre - head.centre) <= 0.6 * chunk.size  # a short last line of a broken spanner
    return centred and len(line) < len(columns)


def place_heads(heads: Sequence[Head], rules: Sequence[Rule], columns: Sequence[Span]) -> None:
    """Give each head the columns it stands over: by the rule under it, else by its words, widened to its centre."""
    for head in heads:
        rule = _rule_under(head, heads, rules)
        if rule is not None:
            under = [i for i, c in enumerate(columns) if rule.start - 1 <= c.centre <= rule.end + 1]
            if under:
                head.first, head.last, head.ruled = under[0], under[-1], True
                continue
        hit = _covered(head.x0, head.x1, columns)
        head.first, head.last = hit[0], hit[-1]
    for head in heads:
        if not head.ruled and any(_is_below(other, head) for other in heads):
            _widen(head, heads, columns)


def _rule_under(head: Head, heads: Sequence[Head], rules: Sequence[Rule]) -> Rule | None:
    """The rule right under a head that is its alone: no other head of the same height stands on it."""
    size = head.chunks[-1].size
    near = [r for r in rules if -0.3 * size <= r.at - head.bottom <= 0.9 * size and r.start <= head.centre <= r.end]
    for rule in sorted(near, key=lambda r: (r.at, r.length)):
        shared = [
            h
            for h in heads
            if h is not head
            and rule.start - 1 <= h.centre <= rule.end + 1
            and -0.3 * size <= rule.at - h.bottom <= 0.9 * size
        ]
        if not shared:
            return rule
    return None


def _is_below(other: Head, head: Head) -> bool:
    return other.top > head.bottom - 1 and other is not head


def _widen(head: Head, heads: Sequence[Head], columns: Sequence[Span]) -> None:
    """Widen a spanner without a rule to whole heads below it, as far as its centre asks and none beside claims."""
    below = [h for h in heads if _is_below(h, head)]
    beside = [h for h in heads if h is not head and h.top < head.bottom and h.bottom > head.top]
    taken = {i for h in beside for i in range(h.first, h.last + 1)}
    for child in below:
        if (
            child.first <= head.last
            and child.last >= head.first
            and not taken & set(range(child.first, child.last + 1))
        ):
            head.first, head.last = min(head.first, child.first), max(head.last, child.last)

    def off(first: int, last: int) -> float:
        return abs((columns[first].x0 + columns[last].x1) / 2 - head.centre)

    starts = {h.first for h in below if h.first <= head.first} | {head.first}
    ends = {h.last for h in below if h.last >= head.last} | {head.last}
    wider = sorted((j - i, i, j) for i in starts for j in ends if not taken & set(range(i, j + 1)))
    for _, i, j in wider:
        if off(i, j) < off(head.first, head.last) - 2:
            head.first, head.last = i, j


def level_heads(heads: Sequence[Head], columns: int) -> int:
    """Number the heads' levels from the leaf row up and return how many head rows there are.

    `level` 0 is the leaf row. A head stands one level over the highest head below it in any of its columns.
    """
    for head in sorted(heads, key=lambda h: -h.top):
        under = [
            h.level
            for h in heads
            if h is not head
            and h.top > head.top
            and _is_below(h, head)
            and h.first <= head.last
            and h.last >= head.first
        ]
        head.level = 1 + max(under) if under else 0
    return 1 + max((h.level for h in heads), default=-1)


def column_paths(
    heads: Sequence[Head], columns: int, vocabulary: frozenset[str] = frozenset()
) -> list[tuple[str, ...]]:
    """The labels over each column from the outermost to the innermost."""
    paths = []
    for i in range(columns):
        over = sorted((h for h in heads if h.first <= i <= h.last), key=lambda h: -h.level)
        paths.append(tuple(t for t in (h.text(vocabulary) for h in over) if t))
    return paths
