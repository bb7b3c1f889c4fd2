"""What parts cells from one another: rules, and the edges at which filled areas meet, as separators.

In: the rules and areas of a page, and the box of a table. Out: horizontal and vertical separators within the box.
Relies on geometry alone: a rule parts what stands on its two sides for as far as it runs.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from pipelines.extraction.model import Box
from pipelines.extraction.rules import Area, Rule, join_pieces

TOUCH = 3.5
"""Two fills that stand this close, in points, are cells side by side; between them runs a separator."""
ALONG = 0.7
"""Neighbouring fills share at least this part of their edge."""
MOST_FILLS = 1500
"""More fills than this in one table are a drawing."""
REACH = 4.0
"""A rule may stand this far above or below the words of a table, in points, and still belong to it."""
REACH_ASIDE = 12.0
"""A rule may stand this far to the left or right: cells are padded more at their sides."""

_AT = attrgetter("at")


@dataclass(frozen=True, slots=True)
class Separators:
    """Horizontal and vertical separators of one table, sorted from the top and from the left."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]

    def cut(self, x0: float, x1: float, height: float) -> bool:
        """Whether a vertical separator stands between two x at a height."""
        return any(v.start <= height <= v.end for v in self.upright_within(x0, x1))

    def upright_within(self, x0: float, x1: float) -> tuple[Rule, ...]:
        """The vertical separators between two x."""
        return self.vertical[bisect_left(self.vertical, x0, key=_AT) : bisect_right(self.vertical, x1, key=_AT)]

    def ruled_at(self, height: float) -> bool:
        """Whether at least two vertical separators part the columns at a height."""
        return sum(v.start <= height <= v.end for v in self.vertical) >= 2

    def between(self, top: float, bottom: float, x0: float, x1: float, share: float = 0.5) -> bool:
        """Whether horizontal separators between two heights cover at least `share` of the width from x0 to x1."""
        width = max(0.1, x1 - x0)
        heights: dict[float, float] = {}
        low, high = bisect_left(self.horizontal, top, key=_AT), bisect_right(self.horizontal, bottom, key=_AT)
        for h in self.horizontal[low:high]:
            shared = min(h.end, x1) - max(h.start, x0)
            if shared > 0:
                heights[h.at] = heights.get(h.at, 0.0) + shared
        return any(shared >= share * width for shared in heights.values())


def _edges_of_fills(areas: Sequence[Area]) -> tuple[list[Rule], list[Rule]]:
    """Separators where two filled areas stand side by side or one under the other."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    fills = sorted(areas, key=lambda a: (a.top, a.x0))
    for i, a in enumerate(fills):
        for b in fills[i + 1 :]:
            if b.top > a.bottom + TOUCH:
                break
            high = min(a.bottom, b.bottom) - max(a.top, b.top)
            wide = min(a.x1, b.x1) - max(a.x0, b.x0)
            if high >= ALONG * min(a.height, b.height) and (abs(a.x1 - b.x0) <= TOUCH or abs(b.x1 - a.x0) <= TOUCH):
                left, right = (a, b) if a.x0 < b.x0 else (b, a)
                vertical.append(Rule((left.x1 + right.x0) / 2, max(a.top, b.top), min(a.bottom, b.bottom)))
            elif wide >= ALONG * min(a.width, b.width) and abs(a.bottom - b.top) <= TOUCH:
                horizontal.append(Rule((a.bottom + b.top) / 2, max(a.x0, b.x0), min(a.x1, b.x1)))
    return horizontal, vertical


def _without_backgrounds(fills: Sequence[Area]) -> list[Area]:
    """The fills without those that lie behind single lines of text inside a larger fill: they part nothing."""
    tallest = sorted(fills, key=lambda a: -a.height)
    kept = []
    for a in fills:
        higher, most = 1.1 * a.height, 1.05 * a.width * a.height
        behind = itertools.takewhile(lambda b, higher=higher: b.height > higher, tallest)  # type: ignore[misc]
        if not any(b.width * b.height > most and b.holds(a.x0, a.top, a.x1, a.bottom) for b in behind):
            kept.append(a)
    return kept


def _bands(areas: Sequence[Area], box: Box) -> list[Rule]:
    """The upper and lower edges of fills that run over most of the table: shaded heads and zebra rows."""
    found = []
    for a in areas:
        if min(a.x1, box.x1) - max(a.x0, box.x0) >= 0.8 * (box.x1 - box.x0):
            found += [Rule(y, a.x0, a.x1) for y in (a.top, a.bottom) if box.top + 1 < y < box.bottom - 1]
    return found


def separators(rules: Sequence[Rule], vertical_rules: Sequence[Rule], areas: Sequence[Area], box: Box) -> Separators:
    """The separators within the box of a table."""
    near = [
        a
        for a in areas
        if a.filled
        and a.x0 < box.x1
        and a.x1 > box.x0
        and a.top < box.bottom
        and a.bottom > box.top
        and a.height < 0.98 * (box.bottom - box.top)
    ]
    near = _without_backgrounds(near) if len(near) <= MOST_FILLS else []
    horizontal, vertical = _edges_of_fills(near)
    horizontal += _bands(near, box)
    framed = [a for a in areas if not a.filled and a.x0 < box.x1 and a.x1 > box.x0]
    framed = [a for a in framed if a.top < box.bottom and a.bottom > box.top]
    framed = framed if len(framed) <= MOST_FILLS else []
    rules = [*rules, *(Rule(y, a.x0, a.x1) for a in framed for y in (a.top, a.bottom))]
    vertical_rules = [*vertical_rules, *(Rule(x, a.top, a.bottom) for a in framed for x in (a.x0, a.x1))]
    horizontal += [
        r for r in rules if box.top - REACH <= r.at <= box.bottom + REACH and r.start < box.x1 and r.end > box.x0
    ]
    vertical += [
        r
        for r in vertical_rules
        if box.x0 - REACH_ASIDE <= r.at <= box.x1 + REACH_ASIDE and r.start < box.bottom and r.end > box.top
    ]
    return Separators(tuple(join_pieces(horizontal)), tuple(join_pieces(vertical)))
