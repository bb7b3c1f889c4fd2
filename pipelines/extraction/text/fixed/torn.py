"""Heads that stand so near to one another that one blank parts them: cut into one for each column.

In: the chunks of a line of a head, and where the columns stand. Out: the chunks, cut where the parts stand over columns
of their own. Relies on words that repeat from column to column, or on parts that fit their columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.text.fixed.chunks import Chunk

FIT = 2.0
"""Characters by which the parts of a torn head may miss their columns."""


@dataclass(frozen=True, slots=True)
class Extent:
    """The columns of print that a table's column stands in, near its head."""

    left: int
    right: int

    @property
    def centre(self) -> float:
        """The middle."""
        return (self.left + self.right) / 2


def torn(chunks: Sequence[Chunk], extents: Sequence[Extent], own: Sequence[Extent | None], lowest: bool) -> list[Chunk]:
    """Heads with one blank between them as chunks of their own, where each part stands over its own column."""
    result: list[Chunk] = []
    for chunk in chunks:
        covered = [
            (e, h or e)
            for e, h in list(zip(extents, own, strict=True))[1:]
            if chunk.left <= e.centre <= chunk.right or (h and chunk.left <= h.centre <= chunk.right)
        ]
        parts = None
        if len(covered) > 1:
            repeats = _repeated(chunk.text) > 1 or sum(chunk.text in c.text for c in chunks) > 1
            parts = _by_repeats(chunk, len(covered)) if repeats else None
            if parts is None and (repeats or (lowest and len(chunks) > 2)):
                parts = _parts(chunk, covered)
        result.extend(parts or [chunk])
    return result


def _repeated(text: str) -> int:
    """How often the same words come one after the other, as in `Percent of Percent of`."""
    words = text.split()
    sizes = (n for n in range(1, len(words) + 1) if len(words) % n == 0)
    return next(len(words) // n for n in sizes if words == words[:n] * (len(words) // n))


def _by_repeats(chunk: Chunk, count: int) -> list[Chunk] | None:
    """A chunk cut where its words begin again, or at each word, if that makes as many parts as it covers columns."""
    words = len(chunk.text.split())
    times = _repeated(chunk.text)
    if times < 2 or count not in (words, times):
        return None
    parts: list[Chunk] = []
    rest = chunk
    for _ in range(count - 1):
        spaces = [at for at, char in enumerate(rest.text) if char == " "]
        first, rest = rest.cut(rest.start + spaces[words // count - 1])
        parts.append(first)
    return [*parts, rest]


def _parts(chunk: Chunk, covered: Sequence[tuple[Extent, Extent]]) -> list[Chunk] | None:
    parts: list[Chunk] = []
    rest = chunk
    for extent, following in pairwise(covered):
        cuts = [
            rest.start + at
            for at, char in enumerate(rest.text)
            if char == " " and extent[0].centre < rest.left + at < max(following[0].centre, following[1].centre)
        ]
        if not cuts:
            return None
        first, rest = min((rest.cut(cut) for cut in cuts), key=lambda p: _off(p[0], extent) + _off(p[1], following))
        parts.append(first)
    parts.append(rest)
    if any(_off(p, e) > FIT for p, e in zip(parts, covered, strict=True)):
        return None
    return parts


def _off(chunk: Chunk, extents: tuple[Extent, Extent]) -> float:
    """How far a chunk stands off a column: its cells or the head below."""
    return min(min(abs(chunk.left - e.left), abs(chunk.right - e.right), abs(chunk.centre - e.centre)) for e in extents)
