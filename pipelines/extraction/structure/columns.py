"""The columns of a table: strips between the rivers of white that run down between its chunks.

In: lines of chunks and separators. Out: columns as spans from left to right. Relies on most lines keeping clear of a
river; lines of one chunk (section heads, last lines of wrapped cells) have no say, and a few heads that stand over
several columns may cross it.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipelines.extraction.headers import Span
from pipelines.extraction.structure.separators import Separators
from pipelines.extraction.values import is_value
from pipelines.extraction.words import Chunk

CROSSED = 0.5
"""A river may be crossed by this share of the lines that keep clear of it."""
ALONE = 0.6
"""What a line of one chunk weighs where it crosses a river: it may be a section head, which may cross."""
WORDY = 0.35
"""What a line without values weighs in a table of numbers: it may be a head over several columns."""
LEAST = 0.3
"""A river needs at least this much: one line of heads that keeps clear of it."""
RULED = 0.5
"""A vertical separator that runs along this share of a table's height parts columns whatever the words do."""

_RIGHT = attrgetter("x1")


@dataclass(frozen=True, slots=True)
class _Vote:
    """What the lines say about a strip from x0 to x1: how many keep clear of it, how many cross it."""

    x0: float
    x1: float
    clear: float
    crossed: float


def _votes(lines: Sequence[Sequence[Chunk]]) -> list[_Vote]:
    edges = sorted({round(x, 1) for line in lines for c in line for x in (c.box.x0, c.box.x1)})
    if len(edges) < 2:
        return []
    at = {x: i for i, x in enumerate(edges)}
    clear = [0.0] * len(edges)
    crossed = [0.0] * len(edges)
    valued = [sum(_has_digit(c.text) and is_value(c.text) for c in line) >= 2 for line in lines]
    numbers = sum(valued) >= 2
    for line, values in zip(lines, valued, strict=True):
        weight = 1.0 if len(line) > 1 else ALONE
        if numbers and not values:
            weight *= WORDY
        spans = sorted((round(c.box.x0, 1), round(c.box.x1, 1)) for c in line)
        for x0, x1 in spans:  # counted where they begin and end, and summed up from left to right below
            crossed[at[x0]] += weight
            crossed[at[x1]] -= weight
        end = spans[0][1]
        for x0, x1 in spans[1:]:
            if x0 > end:
                clear[at[end]] += weight
                clear[at[x0]] -= weight
            end = max(end, x1)
    free, over = (list(itertools.accumulate(counts)) for counts in (clear, crossed))
    return [_Vote(edges[i], edges[i + 1], free[i], over[i]) for i in range(len(edges) - 1)]


def _has_digit(text: str) -> bool:
    return any(ch.isdigit() for ch in text)


def find_columns(lines: Sequence[Sequence[Chunk]], parts: Separators, top: float, bottom: float) -> list[Span]:
    """The columns of a table, from left to right, each with chunks of its own."""
    chunks = [c for line in lines for c in line]
    if not chunks:
        return []
    left, right = min(c.box.x0 for c in chunks), max(c.box.x1 for c in chunks)
    ruled = _ruled(parts, top, bottom, left, right)
    rivers = _bridged(_rivers(_votes(lines), ruled), lines, left, right)
    strips: list[Span] = []
    start = left
    for x0, x1 in [*rivers, (right, right)]:
        if x0 > start + 0.05:
            strips.append(Span(start, x0))
        start = max(start, x1)
    strips = _under_heads(_joined(_with_chunks(strips, chunks), lines), lines)
    return _widened(strips, lines, parts)


def _under_heads(strips: Sequence[Span], lines: Sequence[Sequence[Chunk]]) -> list[Span]:
    """Strips that hold heads alone made one with the strip of values beside them that has no head: set off from it."""
    filled = [
        {i for i, line in enumerate(lines) if any(c.box.x0 < s.x1 and c.box.x1 > s.x0 for c in line)} for s in strips
    ]
    kept, held = [strips[0]] if strips else [], [filled[0]] if strips else []
    for strip, lines_of_strip in zip(strips[1:], filled[1:], strict=True):
        pair = (held[-1], lines_of_strip)
        apart = not (pair[0] & pair[1]) and len(kept) > 1
        if apart and any(upper and lower and max(upper) < min(lower) for upper, lower in (pair, pair[::-1])):
            kept[-1], held[-1] = Span(kept[-1].x0, strip.x1), pair[0] | pair[1]
        else:
            kept.append(strip)
            held.append(lines_of_strip)
    return kept


def _joined(strips: Sequence[Span], lines: Sequence[Sequence[Chunk]]) -> list[Span]:
    """Strips with neighbours made one that no line fills both of while a chunk reaches over both: heads set aside."""
    kept: list[Span] = []
    for strip in strips:
        if kept and _one_column(kept[-1], strip, lines):
            kept[-1] = Span(kept[-1].x0, strip.x1)
        else:
            kept.append(strip)
    return kept


def _one_column(a: Span, b: Span, lines: Sequence[Sequence[Chunk]]) -> bool:
    bridged = False
    for line in lines:
        in_a = [c for c in line if c.box.x0 < a.x1 and c.box.x1 > a.x0]
        in_b = [c for c in line if c.box.x0 < b.x1 and c.box.x1 > b.x0]
        if in_a and in_b:
            if in_a[-1] is not in_b[0]:
                return False
            bridged = True
    return bridged


def _widened(strips: Sequence[Span], lines: Sequence[Sequence[Chunk]], parts: Separators) -> list[Span]:
    """The strips as wide as the chunks that stand in them alone: long labels reach into the white beside them."""
    spans = list(strips)
    usual = [line for line in lines if len(line) >= 0.5 * len(strips)]
    for _ in range(2):
        for line in usual:
            for chunk in line:
                under = hit(spans, chunk.box.x0, chunk.box.x1)
                if len(under) != 1:
                    continue
                i = under[0]
                x0 = max(chunk.box.x0, spans[i - 1].x1 if i else chunk.box.x0)
                x1 = min(chunk.box.x1, spans[i + 1].x0 if i + 1 < len(spans) else chunk.box.x1)
                beyond = (spans[i].x1, x1) if x1 > spans[i].x1 else (x0, spans[i].x0)
                if beyond[0] >= beyond[1] or not parts.upright_within(*beyond):
                    spans[i] = Span(min(spans[i].x0, x0), max(spans[i].x1, x1))
    return spans


def _ruled(parts: Separators, top: float, bottom: float, left: float, right: float) -> list[float]:
    """Where vertical separators run along enough of the table's height."""
    heights: dict[float, float] = {}
    for v in parts.vertical:
        if left + 1 < v.at < right - 1:
            key = next((k for k in heights if abs(k - v.at) <= 2), v.at)
            heights[key] = heights.get(key, 0.0) + max(0.0, min(v.end, bottom) - max(v.start, top))
    return sorted(x for x, height in heights.items() if height >= RULED * (bottom - top))


def _rivers(votes: Sequence[_Vote], ruled: Sequence[float]) -> list[tuple[float, float]]:
    rivers: list[tuple[float, float]] = []
    for vote in votes:
        if vote.clear >= LEAST - 1e-9 and vote.crossed <= CROSSED * vote.clear + 1e-9:
            if rivers and vote.x0 <= rivers[-1][1]:
                rivers[-1] = (rivers[-1][0], vote.x1)
            else:
                rivers.append((vote.x0, vote.x1))
    for x in ruled:
        if not any(x0 - 2 <= x <= x1 + 2 for x0, x1 in rivers):
            rivers.append((x, x))
    return sorted(rivers)


def _bridged(
    rivers: Sequence[tuple[float, float]], lines: Sequence[Sequence[Chunk]], left: float, right: float
) -> list[tuple[float, float]]:
    """The rivers, parted where the head of an empty column stands in one, in a line with a head for each strip."""
    edges = [left, *(x for river in rivers for x in river), right]
    strips = [(x0, x1) for x0, x1 in zip(edges[::2], edges[1::2], strict=True) if x1 > x0]
    full = [line for line in lines if all(any(c.box.x0 < x1 and c.box.x1 > x0 for c in line) for x0, x1 in strips)]
    found: list[tuple[float, float]] = []
    for x0, x1 in rivers:
        heads = [c for line in full for c in line if x0 < c.box.x0 - 0.1 and c.box.x1 < x1 - 0.1]
        for chunk in sorted(heads, key=lambda c: c.box.x0):
            if chunk.box.x0 > x0:
                found.append((x0, chunk.box.x0))
                x0 = chunk.box.x1
        found.append((x0, x1))
    return found


def _with_chunks(strips: Sequence[Span], chunks: Sequence[Chunk]) -> list[Span]:
    """The strips that hold the centre of a chunk no wider than themselves (by half)."""
    kept = []
    for s in strips:
        own = [
            c
            for c in chunks
            if s.x0 - 0.5 <= c.centre <= s.x1 + 0.5 and (c.box.x1 - c.box.x0) <= 1.5 * (s.x1 - s.x0) + 2
        ]
        if own:
            kept.append(s)
    return kept


def hit(columns: Sequence[Span], x0: float, x1: float) -> range:
    """The columns, which stand from left to right, that share some width with a stretch from x0 to x1."""
    first = last = bisect_right(columns, x0, key=_RIGHT)
    while last < len(columns) and columns[last].x0 < x1:
        last += 1
    return range(first, last)


def columns_of(chunk: Chunk, columns: Sequence[Span], line: Sequence[Chunk] = ()) -> tuple[int, int]:
    """First and last column that a chunk stands over.

    It belongs to a column where it covers half of it, or most of itself lies in it; a column in which another chunk of
    its line stands is not its own.
    """
    x0, x1 = chunk.box.x0, chunk.box.x1
    under = hit(columns, x0, x1)
    if len(under) == 1:
        return under[0], under[0]
    if not under:  # beside all columns, or in the white between two: the nearer one
        near = max(0, under.start - 1), min(under.start, len(columns) - 1)
        best = min(
            near, key=lambda i: (max(columns[i].x0 - x1, x0 - columns[i].x1), abs(columns[i].centre - chunk.centre))
        )
        return best, best
    shares = {i: min(x1, columns[i].x1) - max(x0, columns[i].x0) for i in under}
    best = max(under, key=lambda i: (shares[i], -abs(columns[i].centre - chunk.centre)))

    def own(i: int) -> bool:
        covered = shares[i] > 0.5 * (columns[i].x1 - columns[i].x0) or shares[i] > 0.5 * (x1 - x0)
        return covered and not any(
            o is not chunk and min(o.box.x1, columns[i].x1) - max(o.box.x0, columns[i].x0) > shares[i] for o in line
        )

    first = last = best
    while first > under.start and own(first - 1):
        first -= 1
    while last + 1 < under.stop and own(last + 1):
        last += 1
    return first, last
