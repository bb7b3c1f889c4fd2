"""What is drawn but is no table: boxes side by side with a few words each, and the bars of a chart.

In: the areas of a page. Out: boxes whose words stand for themselves, and whether a place holds bars. Relies on boxes of
one height that do not touch, and on bars that share an edge and a thickness but not a length.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.strips import Piece, Strip
from pipelines.extraction.panels import panel_rows
from pipelines.extraction.rules import Area


def _over(piece: Piece, strip: Strip, area: Area) -> bool:
    return area.x0 <= piece.centre <= area.x1 and area.top <= strip.middle <= area.bottom


def lone_boxes(areas: Sequence[Area]) -> list[Area]:
    """Boxes side by side with nothing of their kind right above or below: call-outs, steps of a diagram."""
    if len(areas) > t.MOST_BOXES:
        return []
    rows = panel_rows(areas)
    found: list[Area] = []
    for row in rows:
        stacked = any(
            other is not row
            and len(other) == len(row)
            and abs(other[0].x0 - row[0].x0) <= t.EDGE
            and min(abs(other[0].top - row[0].bottom), abs(row[0].top - other[0].bottom)) <= 2 * t.LEAST_CELL
            for other in rows
        )
        if not stacked:
            found += row
    return found


def has_bars(areas: Sequence[Area], strips: Sequence[Strip]) -> bool:
    """Whether among strips stand at least three empty bars of one thickness from one edge, each of its own length."""
    x0, x1 = min(s.x0 for s in strips), max(s.x1 for s in strips)
    top, bottom = strips[0].top, strips[-1].bottom
    lying: dict[tuple[int, int], set[int]] = {}
    standing: dict[tuple[int, int], set[int]] = {}
    for a in areas:
        inside = a.x0 >= x0 - 2 and a.x1 <= x1 + 2 and a.top >= top - 2 and a.bottom <= bottom + 2
        if a.filled and inside and not any(_over(p, s, a) for s in strips for p in s.pieces):
            lying.setdefault((round(a.x0), round(a.height)), set()).add(round(a.width))
            standing.setdefault((round(a.bottom), round(a.width)), set()).add(round(a.height))
    return any(len(lengths) >= 3 for lengths in [*lying.values(), *standing.values()])
