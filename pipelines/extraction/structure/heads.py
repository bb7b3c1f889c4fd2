"""Heads of columns on several levels: which words make one head, and which columns it stands over.

In: the head lines of a table, its columns and separators. Out: heads with their columns and levels. Relies on frames
(separators on both sides) where there are some, on the rule under a spanner, and else on centring: a spanner stands on
the middle of the columns it names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.headers import Head, Span, level_heads
from pipelines.extraction.rules import Rule
from pipelines.extraction.structure.columns import columns_of
from pipelines.extraction.structure.separators import Separators
from pipelines.extraction.structure.spanners import between_heads, repeats, share_out
from pipelines.extraction.words import Chunk

STACK = 1.65
"""Lines of one head follow within this many font sizes, from middle to middle, where no frame holds them together."""
ALIGNED = 0.45
"""Lines of one head share their left edge, centre or right edge within this many font sizes."""
ONE_SIZE = 0.12
"""Lines of one head differ in size by less than this share."""
UNDER = 1.0
"""The rule under a spanner follows within this many font sizes."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The separators to the left and right of a chunk at its height; None where nothing bounds it."""

    left: float | None
    right: float | None

    @property
    def closed(self) -> bool:
        """Whether separators bound it on both sides."""
        return self.left is not None and self.right is not None


def frame_of(chunk: Chunk, parts: Separators) -> Frame:
    """The frame in which a chunk stands; a grid drawn through a text says nothing about it."""
    slack = 0.3 * chunk.size
    if parts.cut(chunk.box.x0 + slack, chunk.box.x1 - slack, chunk.middle):
        return Frame(None, None)
    left = [v.at for v in parts.vertical if v.at <= chunk.box.x0 + slack and v.start <= chunk.middle <= v.end]
    right = [v.at for v in parts.vertical if v.at >= chunk.box.x1 - slack and v.start <= chunk.middle <= v.end]
    return Frame(max(left, default=None), min(right, default=None))


def _framed(frame: Frame, columns: Sequence[Span], left: float, right: float) -> tuple[int, int] | None:
    """The columns that stand within a frame; the table's own edges close it where it is open on one side."""
    if frame.left is None and frame.right is None:
        return None
    x0 = left - 1 if frame.left is None else frame.left
    x1 = right + 1 if frame.right is None else frame.right
    hit = [i for i, c in enumerate(columns) if x0 - 1 <= c.centre <= x1 + 1]
    return (hit[0], hit[-1]) if hit else None


def read_heads(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span], parts: Separators) -> tuple[list[Head], int]:
    """The heads, each with its first and last column and its level (0 is the leaf row); and how many levels."""
    heads: list[Head] = []
    repeated = repeats(lines, columns)
    apart = between_heads(lines, columns)
    for line in lines:
        beside: Head | None = None
        for chunk in line:
            first, last = repeated.get(id(chunk)) or columns_of(chunk, columns, line)
            above = _nearest_above(heads, chunk, first, last)
            upper = None if above is None else id(above.chunks[-1])
            if (upper in repeated and line is lines[-1]) or (upper, id(chunk)) in apart:
                above = None  # a spanner, of which this is the leaf head
            if above is not None and _continues(above, chunk, line, first, last, columns, parts):
                above.chunks.append(chunk)
                above.first, above.last = min(above.first, first), max(above.last, last)
                beside = above
            elif beside is not None and beside.first == beside.last == first == last:
                beside.chunks.append(chunk)  # words of one head that stand far apart
            else:
                heads.append(Head([chunk], first, last))
                beside = heads[-1]
    rooms = [None if any(id(c) in repeated for c in h.chunks) else _spread(h, heads, columns, parts) for h in heads]
    free = [(head, room) for head, room in zip(heads, rooms, strict=True) if room is not None]
    for tier in _tiers(free):
        share_out(tier, heads, columns)
    _settle(heads)
    return heads, level_heads(heads, len(columns))


def _nearest_above(heads: Sequence[Head], chunk: Chunk, first: int, last: int) -> Head | None:
    over = [
        h
        for h in heads
        if h.bottom <= chunk.middle
        and (h.first <= last and h.last >= first)
        and min(h.x1, chunk.box.x1) - max(h.x0, chunk.box.x0) > -0.5 * chunk.size
    ]
    return max(over, key=lambda h: (h.chunks[-1].middle, h.top), default=None)


def _continues(
    head: Head, chunk: Chunk, line: Sequence[Chunk], first: int, last: int, columns: Sequence[Span], parts: Separators
) -> bool:
    """Whether a chunk is the next line of a head above it."""
    upper = head.chunks[-1]
    x0, x1 = max(head.x0, chunk.box.x0), min(head.x1, chunk.box.x1)
    if x1 <= x0:
        x0, x1 = min(chunk.box.x0, head.x0), max(chunk.box.x1, head.x1)
    if parts.between(upper.middle, chunk.middle, x0, x1, 0.5):
        return False
    frame, own = frame_of(upper, parts), frame_of(chunk, parts)
    if frame != own and (frame.closed or own.closed):
        return False
    beside = [c for c in line if c is not chunk and min(c.box.x1, head.x1) - max(c.box.x0, head.x0) > 0]
    if beside:
        return False
    if abs(chunk.size - upper.size) > ONE_SIZE * upper.size:
        return False
    held = _framed(frame, columns, columns[0].x0, columns[-1].x1)
    if held is not None and held[0] == held[1]:
        return True
    if held is not None and frame.closed:
        others = [c for c in line if c is not chunk and frame.left < c.centre < frame.right]  # type: ignore[operator]
        return not others
    if chunk.middle - upper.middle > STACK * max(chunk.size, upper.size):
        return False
    near = ALIGNED * chunk.size
    aligned = (
        abs(chunk.box.x0 - upper.box.x0) <= near
        or abs(chunk.box.x1 - upper.box.x1) <= near
        or abs(chunk.centre - upper.centre) <= 1.5 * near
        or (
            chunk.box.x0 >= head.x0 - near
            and chunk.box.x1 <= head.x1 + near
            and last == first == head.first == head.last
        )
    )
    return aligned and (first, last) >= (head.first, 0) and last <= max(head.last, last)


def _tier(head: Head, heads: Sequence[Head]) -> list[Head]:
    """Heads beside a head: those that share part of its height."""
    return [h for h in heads if h is not head and h.top < head.bottom - 1 and h.bottom > head.top + 1]


def _tiers(free: Sequence[tuple[Head, tuple[int, int]]]) -> list[list[tuple[Head, tuple[int, int]]]]:
    """Heads that stand at one height together, each tier from left to right."""
    tiers: list[list[tuple[Head, tuple[int, int]]]] = []
    for head, room in sorted(free, key=lambda f: f[0].top):
        if tiers and head.top < (tiers[-1][0][0].top + tiers[-1][0][0].bottom) / 2:
            tiers[-1].append((head, room))
        else:
            tiers.append([(head, room)])
    return [sorted(tier, key=lambda f: f[0].centre) for tier in tiers]


def _below(head: Head, heads: Sequence[Head]) -> list[Head]:
    return [h for h in heads if h is not head and h.top >= head.bottom - 0.35 * head.chunks[-1].size]


def _spread(head: Head, heads: Sequence[Head], columns: Sequence[Span], parts: Separators) -> tuple[int, int] | None:
    """Widen a head to the columns that its frame or the rule under it gives it.

    Where neither says all, the first and last column that it may have, else None.
    """
    low, high = _room(head, heads, columns)
    frame = frame_of(head.chunks[0], parts)
    held = _framed(frame, columns, columns[0].x0, columns[-1].x1)
    if held is not None:
        low, high = max(low, min(held[0], head.first)), min(high, max(held[1], head.last))
        off = abs((columns[low].x0 + columns[high].x1) / 2 - head.centre)
        if frame.closed or (high > low and off <= 1.5 * head.chunks[0].size and _below(head, heads)):
            head.first, head.last = low, high
            return None
    if not any(low <= h.first and h.last <= high for h in _below(head, heads)):
        return None
    rule = _rule_under(head, heads, parts.horizontal)
    if rule is not None:
        hit = [i for i in range(low, high + 1) if rule.start - 2 <= columns[i].centre <= rule.end + 2]
        alone = not any(rule.start <= h.centre <= rule.end for h in _tier(head, heads))
        if hit and alone:
            head.first, head.last = min(hit[0], head.first), max(hit[-1], head.last)
            return None
        if hit:
            low, high = max(low, hit[0]), min(high, hit[-1])
    return low, high


def _room(head: Head, heads: Sequence[Head], columns: Sequence[Span]) -> tuple[int, int]:
    """The columns that no head beside claims: from after the one on the left to before the one on the right."""
    low, high = 0, len(columns) - 1
    for other in _tier(head, heads):
        if other.last < head.first:
            low = max(low, other.last + 1)
        elif other.first > head.last:
            high = min(high, other.first - 1)
    return low, high


def _rule_under(head: Head, heads: Sequence[Head], rules: Sequence[Rule]) -> Rule | None:
    size = head.chunks[-1].size
    next_top = min((h.top for h in _below(head, heads)), default=head.bottom + UNDER * size)
    near = [
        r
        for r in rules
        if head.bottom - 0.35 * size <= r.at <= max(head.bottom + UNDER * size, next_top)
        and r.start <= head.centre <= r.end
    ]
    return min(near, key=lambda r: (r.at, r.length), default=None)


def _settle(heads: Sequence[Head]) -> None:
    """No two heads of one height stand over the same column: the one further off gives it up."""
    for a in heads:
        for b in _tier(a, heads):
            if a.first < b.first <= a.last < b.last:
                a.last = b.first - 1
