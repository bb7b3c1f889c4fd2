"""Column heads of a fixed-width table: which words stand over which columns, on how many levels.

In: the strips of the head and the columns of the rows. Out: a tree of heads for each column, and the stub's head.
Relies on heads standing over the middle or an edge of their columns, and on rules under heads that reach over several.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.extraction.model import Box
from pipelines.extraction.text.draft import Heads, Node, heads_of
from pipelines.extraction.text.fixed.chunks import Chunk, Strip
from pipelines.extraction.text.fixed.torn import FIT, Extent, torn
from pipelines.extraction.text.lines import Piece, together
from pipelines.extraction.text.values import MARKS

OUTSIDE = 6.0
"""What it costs a head to leave out a column whose middle it covers, in characters of misfit."""
WIDER = 0.4
"""What each further column under a head costs: of two groups that fit alike the smaller is meant."""
BARE = 1.0
"""What it costs to leave a column without a head when others have one over several columns."""
MIDDLE = 0.06
"""Share of the width of all columns by which a head over all of them may stand off their middle."""


@dataclass(slots=True)
class _Group:
    """A head in the making: its words from the lowest line up, and its first and last column."""

    first: int
    last: int
    chunks: list[Chunk] = field(default_factory=list)

    def piece(self) -> Piece:
        return together([c.piece() for c in sorted(self.chunks, key=lambda c: (c.line.top, c.start))])


def read_heads(strips: Sequence[Strip], extents: Sequence[Extent], whole: Sequence[Extent]) -> Heads:
    """The head over columns, the stub's first, that stand in `extents` in their first rows and in `whole` over all."""
    count = len(extents)
    stacks: list[list[_Group]] = [[] for _ in extents]
    heads = list(extents)
    own: list[Extent | None] = [None] * len(extents)
    ruled: Sequence[tuple[int, int]] = ()
    lines = [s for s in strips if s.chunks or s.rule]
    lowest = True
    for strip in reversed(lines):
        if strip.rule:
            across = len(strip.rule) == 1 and strip.rule[0][0] <= extents[0].right
            ruled = () if across else strip.rule
            continue
        chunks = torn(strip.chunks, extents, own, lowest)
        laid = None if ruled else _above(chunks, stacks, own, whole)
        for chunk, first, last in laid or _over(chunks, extents, heads, own, ruled):
            _stack(stacks, chunk, first, last, bool(ruled))
            if first == last:
                heads[first] = _both(heads[first], chunk)
                own[first] = _both(own[first], chunk)
        ruled, lowest = (), False
    stub = [g for g in stacks[0] if g.first == g.last == 0]
    stub_piece = (
        together([c.piece() for g in reversed(stub) for c in sorted(g.chunks, key=lambda c: (c.line.top, c.start))])
        if stub
        else None
    )
    if not any(stacks[1:]):
        if stub_piece is None:
            return Heads(0, (), ((),) * count)
        return heads_of([Node(Piece("", stub_piece.box)) for _ in range(1, count)], stub_piece)
    return heads_of(_nodes([list(s) for s in stacks], 1, count), stub_piece)


def _above(
    chunks: Sequence[Chunk], stacks: list[list[_Group]], own: Sequence[Extent | None], extents: Sequence[Extent]
) -> list[tuple[Chunk, int, int]] | None:
    """Where heads stand that reach over several of the heads below, if they plainly do."""
    return _evenly(chunks, stacks) or _spanning(chunks, stacks, own, extents) or _whole(chunks, stacks, own)


def _both(extent: Extent | None, chunk: Chunk) -> Extent:
    if extent is None:
        return Extent(chunk.left, chunk.right)
    return Extent(min(extent.left, chunk.left), max(extent.right, chunk.right))


def _evenly(chunks: Sequence[Chunk], stacks: list[list[_Group]]) -> list[tuple[Chunk, int, int]] | None:
    """Heads over equal groups of columns, where the heads below repeat from group to group."""
    count = len(stacks) - 1
    own = [c for c in chunks if not _stub_chunk(c, stacks)]
    if len(own) < 2 or count % len(own) or len(own) == count or not all(len(s) == 1 for s in stacks[1:]):
        return None
    size = count // len(own)
    names = [s[0].piece().text for s in stacks[1:]]
    if any(s[0].first != s[0].last for s in stacks[1:]) or names != names[:size] * len(own):
        return None
    groups = [(chunk, 1 + n * size, (n + 1) * size) for n, chunk in enumerate(own)]
    # Each must at least touch its group.
    for chunk, first, last in groups:
        inside = any(_holds(s[0].chunks, chunk) for s in stacks[first : last + 1])
        if (
            inside
            or chunk.right < stacks[first][0].chunks[0].left - 1
            or chunk.left > stacks[last][0].chunks[0].right + 1
        ):
            return None
    return [*((c, 0, 0) for c in chunks if c not in own), *groups]


def _holds(below: Sequence[Chunk], chunk: Chunk) -> bool:
    """Whether the chunk stands right over one head and no wider: it is the upper line of that head."""
    return min(c.left for c in below) - 1 <= chunk.left and chunk.right <= max(c.right for c in below) + 1


def _whole(
    chunks: Sequence[Chunk], stacks: list[list[_Group]], own: Sequence[Extent | None]
) -> list[tuple[Chunk, int, int]] | None:
    """A head over all columns: alone on its line but for the stub's, in the middle over heads for each of them."""
    alone = [c for c in chunks if not _stub_chunk(c, stacks)]
    first, last = own[1] if len(own) > 1 else None, own[-1]
    if len(alone) != 1 or len(own) < 3 or first is None or last is None or not all(stacks[1:]):
        return None
    width = last.right - first.left
    if abs(alone[0].centre - (first.left + last.right) / 2) > max(FIT + 1, MIDDLE * width):
        return None
    return [*((c, 0, 0) for c in chunks if c is not alone[0]), (alone[0], 1, len(stacks) - 1)]


def _spanning(
    chunks: Sequence[Chunk], stacks: list[list[_Group]], own: Sequence[Extent | None], extents: Sequence[Extent]
) -> list[tuple[Chunk, int, int]] | None:
    """Heads right over the middle of several columns each, which leave few columns without one; none of them is the
    upper line of a broken head."""
    upper = [c for c in chunks if not _stub_chunk(c, stacks)]
    count, m = len(stacks), len(upper)
    if len({c.text for c in upper}) < m:
        return None  # words that repeat are parts of the heads below, not names of groups of columns
    if not 0 < m < count - 1 or not all(len(s) == 1 and s[0].first == s[0].last for s in stacks[1:]):
        return None
    best: list[list[tuple[float, tuple[int, ...]]]] = [[(float("inf"), ())] * count for _ in range(m + 1)]
    best[0] = [(BARE * j, ()) for j in range(count)]
    for i in range(1, m + 1):
        for j in range(1, count):
            options = [(best[i][j - 1][0] + BARE, best[i][j - 1][1])]
            for a in range(1, j + 1):
                cost, groups = best[i - 1][a - 1]
                off = _centred(upper[i - 1], stacks, own, extents, a, j)
                options.append((cost + off, (*groups, a, j)))
            best[i][j] = min(options)
    cost, flat = best[m][count - 1]
    if cost == float("inf"):
        return None
    laid = list(zip(upper, flat[::2], flat[1::2], strict=True))
    if not any(first < last for _, first, last in laid):
        return None
    return [*((c, 0, 0) for c in chunks if c not in upper), *laid]


def _centred(
    chunk: Chunk,
    stacks: list[list[_Group]],
    own: Sequence[Extent | None],
    extents: Sequence[Extent],
    first: int,
    last: int,
) -> float:
    """How far a head stands off the middle of columns; infinite where it cannot be theirs."""
    below = [s[0].chunks[-1] for s in stacks[first : last + 1]]
    if any(
        b.left < chunk.right and chunk.left < b.right and (b.text[:1].islower() or b.text[:1] == "(") for b in below
    ):
        return float("inf")
    left, right = own[first] or extents[first], own[last] or extents[last]
    wide = (min(left.left, extents[first].left), max(right.right, extents[last].right))
    off = min(abs(chunk.centre - (left.left + right.right) / 2), abs(chunk.centre - sum(wide) / 2))
    if chunk.left < wide[0] - 1 or chunk.right > wide[1] + 1 or off > FIT:
        return float("inf")
    return off + (2 * BARE if first == last else 0)


def _stub_chunk(chunk: Chunk, stacks: list[list[_Group]]) -> bool:
    return chunk.right < stacks[1][0].chunks[0].left - 1 if stacks[1] else False


def _stack(stacks: list[list[_Group]], chunk: Chunk, first: int, last: int, ruled: bool) -> None:
    """Puts a chunk on top of what stands over its columns: as the upper line of the same head, or as a head over it."""
    tops = [stacks[c][-1] if stacks[c] else None for c in range(first, last + 1)]
    top = tops[0]
    same = top is not None and all(t is top for t in tops)
    if same and top is not None and not ruled and (top.first < top.last or first == last):
        top.chunks.append(chunk)
        return
    group = _Group(first, last, [chunk])
    for c in range(first, last + 1):
        stacks[c].append(group)


def _nodes(stacks: list[list[_Group]], start: int, end: int) -> list[Node]:
    nodes: list[Node] = []
    c = start
    while c < end:
        if not stacks[c]:
            nodes.append(Node(Piece("", Box(1, 0, 0, 0, 0))))
            c += 1
            continue
        group = stacks[c].pop()
        last = min(group.last, end - 1)
        for other in range(c + 1, last + 1):
            if stacks[other] and stacks[other][-1] is group:
                stacks[other].pop()
            else:
                last = other - 1
                break
        under: tuple[Node, ...] = ()
        if last > c or stacks[c]:
            under = tuple(_nodes(stacks, c, last + 1))
        nodes.append(_marked(group.piece(), under))
        c = last + 1
    return nodes


def _marked(piece: Piece, under: tuple[Node, ...]) -> Node:
    """A head without the signs that point at a footnote."""
    bare = piece.text.rstrip(MARKS)
    if not bare or bare == piece.text or piece.text[len(bare) - 1] == " " or not bare[-1].isalnum():
        return Node(piece, under)
    return Node(Piece(bare.rstrip(), piece.box), under, tuple(piece.text[len(bare) :]))


def _over(
    chunks: Sequence[Chunk],
    extents: Sequence[Extent],
    heads: Sequence[Extent],
    own: Sequence[Extent | None],
    ruled: Sequence[tuple[int, int]],
) -> list[tuple[Chunk, int, int]]:
    """For each chunk of a line the first and last column it stands over: the division of least misfit."""
    m, k = len(chunks), len(extents)
    best = [[float("inf")] * (k + 1) for _ in range(m + 1)]
    came = [[(-1, -1)] * (k + 1) for _ in range(m + 1)]
    best[0] = [0.0] * (k + 1)
    for i in range(1, m + 1):
        for j in range(1, k + 1):
            if best[i][j - 1] < best[i][j]:
                best[i][j], came[i][j] = best[i][j - 1], (-1, -1)
            for a in range(j - 1, -1, -1):
                if best[i - 1][a] == float("inf"):
                    continue
                cost = best[i - 1][a] + _misfit(chunks[i - 1], extents, heads, own, ruled, a, j - 1)
                if cost < best[i][j]:
                    best[i][j], came[i][j] = cost, (a, j - 1)
    result: list[tuple[Chunk, int, int]] = []
    j = k
    for i in range(m, 0, -1):
        while j > 0 and came[i][j] == (-1, -1):
            j -= 1
        if j <= 0:
            break
        first, last = came[i][j]
        result.append((chunks[i - 1], first, last))
        j = first
    return result[::-1]


def _misfit(
    chunk: Chunk,
    extents: Sequence[Extent],
    heads: Sequence[Extent],
    own: Sequence[Extent | None],
    ruled: Sequence[tuple[int, int]],
    first: int,
    last: int,
) -> float:
    if ruled:
        under = next((r for r in ruled if r[0] < chunk.right and chunk.left < r[1]), None)
        if under:
            inside = [c for c, e in enumerate(heads) if under[0] - 1 <= e.centre <= under[1] + 1]
            if inside:
                return abs(inside[0] - first) * OUTSIDE + abs(inside[-1] - last) * OUTSIDE
    if first == 0 and last > 0:
        return 1e6 + last
    cost = WIDER * (last - first)
    fits = []
    for some in (extents, heads):
        left, right = some[first].left, some[last].right
        fits.append(abs(chunk.centre - (left + right) / 2))
        if first == last:
            fits.extend((abs(chunk.left - left), abs(chunk.right - right)))
        elif chunk.left <= some[first].right and chunk.right >= some[last].left:
            fits.extend((abs(chunk.left - left) + 1, abs(chunk.right - right) + 1))
    lower, upper = own[first], own[last]
    if lower and upper and first < last:
        fits.append(abs(chunk.centre - (lower.left + upper.right) / 2))
    if first == last and lower and min(lower.right, chunk.right) < max(lower.left, chunk.left):
        cost += OUTSIDE  # it stands beside the head below and so reaches over others too
    cost += min(fits)
    left, right = heads[first].left, heads[last].right
    if chunk.right <= left:
        cost += left - chunk.right
    elif chunk.left >= right:
        cost += chunk.left - right
    places = [h or e for h, e in zip(own, extents, strict=True)]
    cost += OUTSIDE * sum(chunk.left <= e.centre <= chunk.right for c, e in enumerate(places) if not first <= c <= last)
    if last > first:
        # A head over several columns covers the space between them.
        gaps = zip(extents[first:last], extents[first + 1 : last + 1], strict=False)
        if last - first == 1:
            cost += sum(OUTSIDE for a, b in gaps if not (chunk.left < b.left + 1 and chunk.right > a.right - 1))
    return cost
