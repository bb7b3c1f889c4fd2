"""Tables of words under a caption: heads, and below them lines that keep the white between the heads free.

In: the strips of a page, whole lines each. Out: the caption of each such table, its heads' first line and its last
line. Relies on a caption close above, on heads of a few words, and on no line running over the white between columns
(the lines of one cell need not stand at the heights of its neighbour's); running text over the whole width ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.captions import caption, figure, source
from pipelines.extraction.detect.strips import Strip

White = list[tuple[float, float]]
"""The white between columns: where each begins and ends."""


def headed_spans(strips: Sequence[Strip]) -> list[tuple[int, int, int]]:
    """Caption, first and last strip of each table of words that stands under a caption and heads."""
    found: list[tuple[int, int, int]] = []
    for i, strip in enumerate(strips):
        if (found and i <= found[-1][2]) or not caption(strip):
            continue
        for k in range(i + 1, min(i + 2 + t.CAPTION_LINES, len(strips))):
            if _is_head(strips[k]):
                last = _last(strips, k)
                if last is not None:
                    found.append((i, k, last))
                break
    return found


def _is_head(strip: Strip) -> bool:
    """A few words over each column, and no values."""
    return len(strip.pieces) > 1 and not strip.values and all(len(p.words) <= t.HEAD_PIECE for p in strip.pieces)


def _last(strips: Sequence[Strip], head: int) -> int | None:
    """The last line that keeps the white between the heads free, if columns of words stand there."""
    white: White = [(a.x1, b.x0) for a, b in pairwise(strips[head].pieces)]
    last = head
    for k in range(head + 1, len(strips)):
        strip = strips[k]
        far = strip.top - strips[last].bottom > t.WIDE_LINE_GAP * strip.size
        narrowed = _narrowed(white, strip)
        if far or narrowed is None or caption(strip) or figure(strip) or source(strip):
            break
        white, last = narrowed, k
    lines = strips[head + 1 : last + 1]
    columns = [sum(any(left <= p.centre <= right for p in s.pieces) for s in lines) for left, right in _columns(white)]
    return last if columns and min(columns) >= t.WORD_ROWS else None


def _narrowed(white: White, strip: Strip) -> White | None:
    """The white that is left beside one more line, or None where a line leaves too little of it."""
    left: White = []
    for start, end in white:
        middle = (start + end) / 2
        for piece in strip.pieces:
            if piece.x0 < end and piece.x1 > start:
                if piece.centre < middle:
                    start = piece.x1
                else:
                    end = piece.x0
        if end - start < t.LEAST_GUTTER * strip.size:
            return None
        left.append((start, end))
    return left


def _columns(white: White) -> list[tuple[float, float]]:
    edges = [float("-inf"), *(x for pair in white for x in pair), float("inf")]
    return list(zip(edges[::2], edges[1::2], strict=True))
