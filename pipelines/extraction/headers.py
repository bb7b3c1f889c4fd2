"""Heads of columns as data: their words, the columns they stand over, their levels, and the path of each column.

In: heads with first and last column. Out: levels (0 is the leaf row) and the labels over each column from the outermost
to the innermost. Which words make a head, and what it stands over, is told by `structure.heads`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.words import Chunk, join_wrapped


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


def _is_below(other: Head, head: Head) -> bool:
    return other.top > head.bottom - 1 and other is not head


def level_heads(heads: Sequence[Head], columns: int) -> int:
    """Number the heads' levels from the leaf row up and return how many head rows there are.

    `level` 0 is the leaf row. A head stands one level over the highest head below it in any of its columns, and as high
    as the heads beside it: what is printed at one height is of one level, and the head below reaches up to it. A head
    with none below it reaches down to the leaf row.
    """
    for head in sorted(heads, key=lambda h: -h.top):
        under = [h.level for h in heads if h is not head and _is_below(h, head) and _shares_column(h, head)]
        head.level = 1 + max(under) if under else 0
    levels = 1 + max((h.level for h in heads), default=-1)
    for head in sorted((h for h in heads if h.level), key=lambda h: h.top):
        above = [h.level for h in heads if h is not head and _is_below(head, h) and _shares_column(h, head)]
        beside = [h.level for h in heads if abs(_middle(h) - _middle(head)) < 0.3 * (h.bottom - h.top)]
        head.level = max(head.level, min(max(beside, default=0), min(above, default=levels) - 1))
    return levels


def _shares_column(a: Head, b: Head) -> bool:
    return a.first <= b.last and a.last >= b.first


def _middle(head: Head) -> float:
    return (head.top + head.bottom) / 2


def column_paths(
    heads: Sequence[Head], columns: int, vocabulary: frozenset[str] = frozenset()
) -> list[tuple[str, ...]]:
    """The labels over each column from the outermost to the innermost."""
    paths = []
    for i in range(columns):
        over = sorted((h for h in heads if h.first <= i <= h.last), key=lambda h: -h.level)
        paths.append(tuple(t for t in (h.text(vocabulary) for h in over) if t))
    return paths
