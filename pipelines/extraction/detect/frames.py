"""Frames: rules that cross and filled cells that touch, gathered into the drawn grid of a table.

In: the rules, areas and words of a page. Out: frames that hold a table, each with its box, without a caption cell at
its top or a note cell at its foot. Relies on what is drawn touching, on words standing on both sides of inner upright
edges in several lines, and on a chart or a page layout not filling its cells like a table.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.captions import caption, note
from pipelines.extraction.detect.strips import Strip, is_axis, read_strips
from pipelines.extraction.words import Word

if TYPE_CHECKING:
    from pipelines.extraction.pdf import PageContent

BUCKET = 48.0
"""Drawn objects are looked up in squares of this side, in points."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A drawn edge: at a height (or an x) from start to end."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Frame:
    """Edges that touch one another, and the words inside them."""

    x0: float
    top: float
    x1: float
    bottom: float
    horizontal: list[Edge]
    upright: list[Edge]
    filled: bool
    strips: list[Strip] = field(default_factory=list)
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)
    share: float = 0.0
    diagram: bool = False

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies inside."""
        return self.x0 - 1 <= (word.box.x0 + word.box.x1) / 2 <= self.x1 + 1 and self.top <= word.middle <= self.bottom


Drawn = tuple[float, float, float, float, str]


def _objects(content: PageContent) -> list[Drawn]:
    height, width = content.height, content.width
    found: list[Drawn] = [(r.start, r.at, r.end, r.at, "h") for r in content.rules]
    found += [(r.at, r.start, r.at, r.end, "v") for r in content.vertical_rules if r.length < t.PAGE_SHARE * height]
    for a in content.areas:
        backs = a.height >= t.PAGE_SHARE * height or (a.width > 0.95 * width and a.height > 0.5 * height)
        if not backs and min(a.width, a.height) >= t.LEAST_CELL:
            found.append((a.x0, a.top, a.x1, a.bottom, "f" if a.filled else "b"))
    return found


def _components(objects: Sequence[Drawn]) -> list[list[Drawn]]:
    """Objects that touch, directly or over others."""
    parent = list(range(len(objects)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    buckets: dict[tuple[int, int], list[int]] = {}
    half = t.TOUCH / 2
    for i, (x0, top, x1, bottom, _) in enumerate(objects):
        for column in range(int((x0 - half) // BUCKET), int((x1 + half) // BUCKET) + 1):
            for row in range(int((top - half) // BUCKET), int((bottom + half) // BUCKET) + 1):
                buckets.setdefault((column, row), []).append(i)
    for members in buckets.values():
        for k, i in enumerate(members):
            x0, top, x1, bottom, kind = objects[i]
            x0, top, x1, bottom = x0 - t.TOUCH, top - t.TOUCH, x1 + t.TOUCH, bottom + t.TOUCH
            for j in members[k + 1 :]:
                if parent[j] == parent[i]:
                    continue
                b = objects[j]
                if x0 <= b[2] and b[0] <= x1 and top <= b[3] and b[1] <= bottom and (kind != b[4] or kind in "fb"):
                    parent[root(j)] = root(i)
    groups: dict[int, list[Drawn]] = {}
    for i, drawn in enumerate(objects):
        groups.setdefault(root(i), []).append(drawn)
    return [g for g in groups.values() if len(g) >= 3]


def _edges_of(group: Sequence[Drawn]) -> tuple[list[Edge], list[Edge]]:
    horizontal: list[Edge] = []
    upright: list[Edge] = []
    for x0, top, x1, bottom, kind in group:
        if kind != "v":
            horizontal.append(Edge(top, x0, x1))
            if kind != "h":
                horizontal.append(Edge(bottom, x0, x1))
        if kind != "h":
            upright.append(Edge(x0, top, bottom))
            if kind != "v":
                upright.append(Edge(x1, top, bottom))
    return sorted(horizontal, key=_at), sorted(upright, key=_at)


def _at(edge: Edge) -> float:
    return edge.at


def _near(edges: Sequence[Edge], at: float, apart: float) -> Sequence[Edge]:
    """The edges within a distance of a place, of edges sorted by place."""
    return edges[bisect_left(edges, at - apart, key=_at) : bisect_right(edges, at + apart, key=_at)]


def _places(edges: Sequence[Edge], apart: float) -> list[float]:
    """Where edges stand, those close together as one; pieces too short to part a line of text are left out."""
    least = 2 * t.LEAST_CELL
    rows: list[list[Edge]] = []
    for edge in edges:
        if rows and edge.at - rows[-1][-1].at <= apart:
            rows[-1].append(edge)
        else:
            rows.append([edge])
    return [
        sum(e.at for e in row) / len(row)
        for row in rows
        if max(e.end for e in row) - min(e.start for e in row) >= least
    ]


def find_frames(content: PageContent) -> list[Frame]:
    """The frames of a page that hold tables or, marked so, diagrams of boxes, from the top down."""
    if len(content.rules) + len(content.vertical_rules) + len(content.areas) < 3:
        return []
    found: list[Frame] = []
    for group in _components(_objects(content)):
        horizontal, upright = _edges_of(group)
        xs, ys = _places(upright, t.LEAST_COLUMN), _places(horizontal, t.LEAST_CELL)
        if len(ys) < 2 or len(xs) < 1:
            continue
        x0, x1 = min(o[0] for o in group), max(o[2] for o in group)
        top, bottom = min(o[1] for o in group), max(o[3] for o in group)
        if not any(x0 + t.EDGE < x < x1 - t.EDGE for x in xs):
            continue
        least = t.LEAST_DIVIDE * (bottom - top)
        frame = Frame(x0, top, x1, bottom, horizontal, upright, any(o[4] == "f" for o in group))
        frame.xs = [x0] + [x for x in xs if x0 + t.EDGE < x < x1 - t.EDGE and _reach(upright, x) > least] + [x1]
        if len(frame.xs) < 3:
            continue
        frame.ys = ys
        _trim(frame, content)
        if _is_table(frame) or frame.diagram:
            found.append(frame)
    found.sort(key=lambda f: (f.x1 - f.x0) * (f.bottom - f.top))
    kept: list[Frame] = []
    for frame in found:
        if not any(_inside(other, frame) for other in kept):
            kept.append(frame)
    return sorted(kept, key=lambda f: (f.top, f.x0))


def _reach(edges: Sequence[Edge], x: float) -> float:
    """How much of a height the upright edges at one place cover."""
    spans = sorted((e.start, e.end) for e in _near(edges, x, t.LEAST_COLUMN))
    total, low = 0.0, float("-inf")
    for start, end in spans:
        total += max(0.0, end - max(start, low))
        low = max(low, end)
    return total


def _inside(inner: Frame, outer: Frame) -> bool:
    middle = ((inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2)
    return outer.x0 <= middle[0] <= outer.x1 and outer.top <= middle[1] <= outer.bottom


def _trim(frame: Frame, content: PageContent) -> None:
    """Give a frame its strips, and cut caption cells off its top and note cells off its foot."""
    inner = [e for e in frame.upright if frame.x0 + t.EDGE < e.at < frame.x1 - t.EDGE]
    width = frame.x1 - frame.x0
    full = []
    for y in frame.ys:
        reach = sum(min(e.end, frame.x1) - max(e.start, frame.x0) for e in _joined(frame.horizontal, y))
        if reach >= 0.85 * width:
            full.append(y)
    words = [w for w in content.words if frame.holds(w)]
    frame.strips = read_strips(words)

    def undivided(top: float, bottom: float) -> bool:
        return not any(min(e.end, bottom) - max(e.start, top) > 0.4 * (bottom - top) for e in inner)

    usual = median(s.size for s in frame.strips) if frame.strips else 0.0
    while len(full) > 2:
        band = [s for s in frame.strips if s.middle < full[1]]
        title = any(s.size >= t.TITLE_TYPE * usual for s in band)
        if not title and not (undivided(full[0], full[1]) and (not band or any(caption(s) for s in band[:2]))):
            break
        full.pop(0)
        frame.top = full[0]
        frame.strips = frame.strips[len(band) :]
    while len(full) > 2 and undivided(full[-2], full[-1]):
        band = [s for s in frame.strips if s.middle > full[-2]]
        across = any(p.x0 + 2 < x < p.x1 - 2 for s in band for p in s.pieces for x in frame.xs[1:-1])
        if band and not across and len(band[0].pieces) > 1:
            break
        if band and not note(band[0]) and sum(s.words for s in band) < t.NOTE_WORDS:
            break
        full.pop()
        frame.bottom = full[-1]
        frame.strips = frame.strips[: len(frame.strips) - len(band)]
    frame.ys = [y for y in frame.ys if frame.top - 1 <= y <= frame.bottom + 1]


def _joined(edges: Sequence[Edge], at: float) -> list[Edge]:
    """Edges at one height, overlapping ones as one."""
    joined: list[Edge] = []
    for edge in sorted(_near(edges, at, t.EDGE), key=lambda e: e.start):
        if joined and edge.start <= joined[-1].end + t.TOUCH:
            joined[-1] = Edge(at, joined[-1].start, max(joined[-1].end, edge.end))
        else:
            joined.append(edge)
    return joined


def _is_table(frame: Frame) -> bool:
    """Whether words fill the cells of a frame like a table's: several lines with words in several columns."""
    cells: dict[tuple[int, int], int] = {}
    several = 0
    for strip in frame.strips:
        columns = set()
        for piece in strip.pieces:
            for word in piece.words:
                column = bisect_right(frame.xs, (word.box.x0 + word.box.x1) / 2)
                columns.add(column)
                key = (bisect_right(frame.ys, word.middle), column)
                cells[key] = cells.get(key, 0) + 1
        several += len(columns) > 1
    if several < 2 or len(cells) < 4:
        return False
    if len({c for _, c in cells}) < 2 or _is_diagram(frame):
        return False
    places = max(1, (len(frame.xs) - 1) * max(1, len(frame.ys) - 1))
    frame.share = len(cells) / places
    return (
        frame.share >= t.LEAST_FILLED
        and not is_axis(frame.strips)
        and sum(cells.values()) / len(cells) <= t.MOST_CELL_WORDS
    )


def _is_diagram(frame: Frame) -> bool:
    """Whether boxes do not line up to rows and columns: edges end inside the frame, words cross the edges of others."""
    inner = frame.xs[1:-1]
    width, height = frame.x1 - frame.x0, frame.bottom - frame.top
    upright = sum(_reach(frame.upright, x) for x in inner) / (len(inner) * height)
    rows = [sum(min(e.end, frame.x1) - max(e.start, frame.x0) for e in _joined(frame.horizontal, y)) for y in frame.ys]
    lying = sum(rows) / (max(1, len(rows)) * width)
    if max(upright, lying) < t.EDGE_REACH:
        frame.diagram = True
        return True
    pieces = [p for s in frame.strips for p in s.pieces]
    crossing = sum(any(p.x0 + 2 < x < p.x1 - 2 for x in inner) for p in pieces)
    return crossing > t.CROSSING * len(pieces) and min(upright, lying) < t.FULL_REACH
