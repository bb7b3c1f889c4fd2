"""How far spanners without a rule or frame reach: the columns on whose middle they stand, shared out among neighbours.

In: heads that stand at one height, the columns each may have, and the heads below. Out: the heads with their first and
last column set. Relies on spanners standing centred over what they name, and on neighbours leaving no column between
them without need.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.headers import Head, Span
from pipelines.extraction.structure.columns import columns_of
from pipelines.extraction.words import Chunk

UNNAMED = 0.5
"""A column under no spanner costs as much as a spanner that stands off its middle by this many font sizes."""
STUB = 1.0
"""The first column holds labels: a spanner over it costs as much as one off its middle by this many font sizes."""
SINGLE = 0.5
"""A spanner names two columns or more: one over a single column costs as much as this many font sizes."""
FARTHEST = 4.0
"""A spanner stands at most this many font sizes off the middle of its columns."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """The best way to give columns to the first heads of a tier: its cost, its last column, and each head's columns."""

    cost: float
    end: int
    spans: tuple[tuple[int, int], ...]


def share_out(tier: Sequence[tuple[Head, tuple[int, int]]], heads: Sequence[Head], columns: Sequence[Span]) -> None:
    """Give the heads of one tier, from left to right with the room of each, the columns on whose middle they stand."""
    best: list[_Choice] = [_Choice(0.0, -1, ())]
    for head, room in tier:
        found: dict[int, _Choice] = {}
        for first, last, cost in _candidates(head, room, heads, columns):
            before = [c for c in best if c.end < first]
            if not before:
                continue
            least = min(before, key=lambda c: c.cost)
            total = least.cost + cost
            if last not in found or total < found[last].cost:
                found[last] = _Choice(total, last, (*least.spans, (first, last)))
        if not found:
            return
        best = list(found.values())
    chosen = min(best, key=lambda c: c.cost)
    for (head, _), (first, last) in zip(tier, chosen.spans, strict=True):
        head.first, head.last = first, last


def _candidates(
    head: Head, room: tuple[int, int], heads: Sequence[Head], columns: Sequence[Span]
) -> list[tuple[int, int, float]]:
    """First and last column that a head may have, and what each choice costs."""
    low, high = room
    size = head.chunks[0].size
    under = [h for h in heads if h.top >= head.bottom - 0.35 * size and low <= h.first and h.last <= high]
    leaf = {i for h in under for i in range(h.first, h.last + 1)}
    x0 = [min([c.x0, *(h.x0 for h in under if h.first == h.last == i)]) for i, c in enumerate(columns)]
    x1 = [max([c.x1, *(h.x1 for h in under if h.first == h.last == i)]) for i, c in enumerate(columns)]
    found = []
    for first in range(low, head.first + 1):
        for last in range(head.last, high + 1):
            own = (first, last) == (head.first, head.last)
            if not own and not all(i in leaf for i in range(first, last + 1)):
                continue
            off = abs((x0[first] + x1[last]) / 2 - head.centre) / size
            if not own and off > FARTHEST:
                continue
            cost = off - UNNAMED * (last - first)
            cost += STUB * (first == 0 < head.first) + SINGLE * (first == last)
            found.append((first, last, cost))
    return found


def repeats(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span]) -> dict[int, tuple[int, int]]:
    """The spanners (by identity of their chunk) that leaf heads tell which repeat: number, percent, number, percent.

    Relies on each repetition having one spanner of its own over it, and on no two of these being the same.
    """
    if len(lines) < 2:
        return {}
    leaves = {columns_of(c, columns, lines[-1]): c.text for c in lines[-1]}
    texts = [leaves.get((i, i), "") for i in range(1, len(columns))]
    period = next((p for p in range(2, len(texts) // 2 + 1) if _repeats(texts, p)), 0)
    if not period:
        return {}
    found: dict[int, tuple[int, int]] = {}
    for line in lines[:-1]:
        spanners = [c for c in line if c.centre > columns[0].x1]
        firsts = [1 + n * period for n in range(len(texts) // period)]
        ends = [(columns[f].x0, columns[f + period - 1].x1) for f in firsts]
        if len(spanners) == len(firsts) == len({c.text for c in spanners}) and all(
            x0 <= c.centre <= x1 for c, (x0, x1) in zip(spanners, ends, strict=True)
        ):
            found |= {id(c): (f, f + period - 1) for c, f in zip(spanners, firsts, strict=True)}
    return found


def _repeats(texts: Sequence[str], period: int) -> bool:
    """Whether texts, none of them empty, are one period over and over, its own texts not all the same."""
    whole = len(texts) % period == 0 and all(texts)
    return whole and len(set(texts[:period])) > 1 and all(t == texts[i % period] for i, t in enumerate(texts))


def between_heads(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span]) -> set[tuple[int, int]]:
    """Chunks with the one below (by identity) that they stand over as the middle of an odd number of heads.

    Relies on a neighbour at the same height that plainly stands over several heads, and on no other chunk standing over
    the heads to the left and right of the middle one.
    """
    found: set[tuple[int, int]] = set()
    for upper, lower in [*itertools.pairwise(lines), *zip(lines, lines[2:], strict=False)]:
        if not any(sum(_over(c, leaf) for leaf in lower) > 1 for c in upper):
            continue
        named = {columns_of(c, columns, upper) for c in upper}
        leaves = {first: c for c in lower for first, last in [columns_of(c, columns, lower)] if first == last}
        for chunk in upper:
            first, last = columns_of(chunk, columns, upper)
            around = {first - 1, first + 1}
            alone = first == last and first > 1 and not any(a <= i <= b for a, b in named for i in around)
            if alone and around | {first} <= set(leaves):
                found.add((id(chunk), id(leaves[first])))
    return found


def _over(upper: Chunk, lower: Chunk) -> bool:
    return upper.box.x0 < lower.box.x1 and lower.box.x0 < upper.box.x1
