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
