"""Columns of the page: where running text stands side by side, lines are cut at the gutter between.

In: the strips and rules of a page. Out: streams, each a run of strips that stand in one column of the page (or over its
whole width) with nothing of another column between. Relies on running text on both sides of one gutter over many lines,
and on rules that run across a gutter holding a table over the whole width together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.beside import Cut, cuts, stacks_of
from pipelines.extraction.detect.paragraphs import paragraph_pieces
from pipelines.extraction.detect.strips import Piece, Strip, make_piece, make_strip
from pipelines.extraction.rules import Rule


@dataclass(slots=True)
class Stream:
    """Strips one under the other in one column of the page, and the column's edges."""

    strips: list[Strip]
    x0: float
    x1: float

    @property
    def width(self) -> float:
        """The width of the column."""
        return self.x1 - self.x0


def _wordy(piece: Piece) -> bool:
    return len(piece.words) >= t.WORDY and not piece.value


def _gutters(strips: Sequence[Strip], prose: set[int]) -> list[float]:
    """Where running text stands on both sides of white in many lines: the middles of the gutters."""
    votes: list[tuple[float, float]] = []
    for strip in strips:
        for a, b in pairwise(strip.pieces):
            gap = (b.x0 - a.x1) / strip.size
            both = _wordy(a) and _wordy(b) and gap <= t.PAGE_GUTTER
            if gap >= t.LEAST_GUTTER and (both or id(a) in prose or id(b) in prose):
                votes.append((a.x1, b.x0))
    gutters: list[float] = []
    while len(votes) >= t.PAGE_COLUMN_LINES:
        best: list[tuple[float, float]] = []
        for _, edge in votes:
            at = edge - 1.0
            hit = [v for v in votes if v[0] < at < v[1]]
            if len(hit) > len(best):
                best = hit
        if len(best) < t.PAGE_COLUMN_LINES:
            break
        gutters.append((max(v[0] for v in best) + min(v[1] for v in best)) / 2)
        votes = [v for v in votes if v not in best]
    return sorted(gutters)


def streams(strips: Sequence[Strip], rules: Sequence[Rule], whole: Sequence[tuple[int, int]] = ()) -> list[Stream]:
    """The streams of a page, from the top down and from left to right; the spans named `whole` are not cut."""
    if not strips:
        return []
    left, right = min(s.x0 for s in strips), max(s.x1 for s in strips)
    prose = paragraph_pieces(strips)
    gutters = _gutters(strips, prose)
    stacks = stacks_of(rules)
    beside = cuts(strips, stacks)
    if not gutters and not beside:
        return [Stream(_justified(list(strips)), left, right)]
    votes = [_votes(strip, gutters, rules, stacks, prose) for strip in strips]
    for first, last in whole:
        votes[first : last + 1] = [[False] * len(gutters) for _ in range(first, last + 1)]
    for k, gutter in enumerate(gutters):
        _whole_rows(strips, gutter, votes, k)
        known = [(i, v[k]) for i, v in enumerate(votes) if v[k] is not None]
        for i, v in enumerate(votes):
            if v[k] is None:
                v[k] = min(known, key=lambda n: abs(n[0] - i))[1] if known else False
    found: list[Stream] = []
    start = 0
    where = [_cut_at(s, gutters, v, beside) for s, v in zip(strips, votes, strict=True)]
    for i in range(1, len(strips) + 1):
        if i == len(strips) or where[i] != where[start]:
            found += _columns(strips[start:i], [left, *where[start], right])
            start = i
    return found


def _whole_rows(strips: Sequence[Strip], gutter: float, votes: list[list[bool | None]], k: int) -> None:
    """Lines that leave a gutter open, but go on behind it with values and no label of their own: rows of one table."""
    start = 0
    while start < len(strips):
        if votes[start][k] is not None:
            start += 1
            continue
        end = start
        while end < len(strips) and votes[end][k] is None:
            end += 1
        firsts = [next((p for p in s.pieces if p.x0 > gutter), None) for s in strips[start:end]]
        right = [p for p in firsts if p is not None]
        both = sum(p is not None and s.x0 < gutter for s, p in zip(strips[start:end], firsts, strict=True))
        values = sum(p.value for p in right)
        if both >= 3 and both >= 0.7 * (end - start) and values >= 0.7 * len(right):
            for i in range(start, end):
                votes[i][k] = False
        start = end


def _cut_at(
    strip: Strip, gutters: Sequence[float], votes: Sequence[bool | None], beside: Sequence[Cut]
) -> tuple[float, ...]:
    """Where one strip is cut."""
    at = {g for g, vote in zip(gutters, votes, strict=True) if vote}
    at |= {c.at for c in beside if c.top < strip.middle < c.bottom}
    return tuple(sorted(at))


def _columns(strips: Sequence[Strip], edges: Sequence[float]) -> list[Stream]:
    """Strips cut at the inner edges, as one stream for each column that has any."""
    columns: list[list[Strip]] = [[] for _ in range(len(edges) - 1)]
    for strip in strips:
        parts: list[list[Piece]] = [[] for _ in columns]
        for piece in strip.pieces:
            parts[sum(piece.centre > e for e in edges[1:-1])].append(piece)
        for k, part in enumerate(parts):
            if part:
                columns[k].append(strip if len(part) == len(strip.pieces) else make_strip(part))
    return [Stream(_justified(column), edges[k], edges[k + 1]) for k, column in enumerate(columns) if column]


def _justified(strips: list[Strip]) -> list[Strip]:
    """Strips with those made one piece again that are running text stretched to the edges of a line next to them."""
    result = list(strips)
    for i, strip in enumerate(strips):
        if len(strip.pieces) < 2 or 2 * strip.values > len(strip.pieces):
            continue
        widest = max(b.x0 - a.x1 for a, b in pairwise(strip.pieces))
        if widest > t.WIDEST_STRETCH * strip.size:
            continue
        for near in (*strips[max(0, i - 1) : i], *strips[i + 1 : i + 2]):
            like = abs(near.x0 - strip.x0) < t.SAME_MARGIN and abs(near.x1 - strip.x1) < t.SAME_MARGIN
            if like and len(near.pieces) == 1 and _wordy(near.pieces[0]):
                result[i] = make_strip([make_piece([w for p in strip.pieces for w in p.words])])
                break
    return result


def _between_rules(strip: Strip, gutter: float, stacks: Sequence[Sequence[Rule]]) -> bool:
    """Whether rules of one length, at least three, run across a gutter above and below a strip."""
    return any(
        s[0].start < gutter < s[0].end and s[0].at < strip.middle < s[-1].at for s in stacks if len(s) >= t.STACK
    )


def _votes(
    strip: Strip,
    gutters: Sequence[float],
    rules: Sequence[Rule],
    stacks: Sequence[Sequence[Rule]],
    prose: set[int],
) -> list[bool | None]:
    """For each gutter: whether a strip is cut there (True), runs over it (False), or leaves it open (None)."""
    votes: list[bool | None] = []
    for g in gutters:
        if any(p.x0 < g < p.x1 for p in strip.pieces):
            votes.append(False)
            continue
        left = [p for p in strip.pieces if p.x1 <= g]
        right = [p for p in strip.pieces if p.x0 >= g]
        texts = (bool(left and id(left[-1]) in prose), bool(right and id(right[0]) in prose))
        if any(texts) and not all(texts) and _between_rules(strip, g, stacks):
            votes.append(False)
            continue
        near = bool(left) and _wordy(left[-1]) and g - left[-1].x1 < t.PAGE_GUTTER * strip.size
        if any(texts) or near or (right and _wordy(right[0])):
            votes.append(True)
            continue
        above = [r for r in rules if r.start < g < r.end and -12 * strip.size < r.at - strip.middle <= 0]
        below = [r for r in rules if r.start < g < r.end and 12 * strip.size > r.at - strip.middle > 0]
        votes.append(False if above and below else None)
    return votes
