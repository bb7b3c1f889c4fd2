"""Where "up" is on a page: between the coordinates of a page and those in which its text stands upright.

In: boxes and points of a page. Out: the same in a frame turned so that most of the text runs from left to right, and
back. A page whose table is set sideways, or that was put askew, is so read like any other; what is found is given in
the page's own coordinates. Relies on plain geometry.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, radians, sin

from pipelines.extraction.model import Box, Table


@dataclass(frozen=True, slots=True)
class Frame:
    """A turn of the page by `angle` degrees (the direction in which its text runs, anticlockwise).

    `height` is the page's height, `left` and `high` the frame's edges in turned coordinates, `dx` and `dy` what the
    page's own coordinates are shifted by (its media box).
    """

    angle: float
    height: float
    left: float
    high: float
    dx: float = 0.0
    dy: float = 0.0

    @property
    def plain(self) -> bool:
        """Whether the frame is the page's own."""
        return self.angle == 0.0

    @property
    def lies(self) -> bool:
        """Whether the page is read from its side."""
        return 45.0 < self.angle % 180.0 < 135.0

    def turned(self, x: float, y: float) -> tuple[float, float]:
        """A point with y upward, in the frame: from its left and from its top."""
        co, si = direction(self.angle)
        return x * co + y * si - self.left, self.high - (y * co - x * si)

    def back(self, box: Box) -> Box:
        """A box of the frame in the page's own coordinates."""
        if self.plain:
            return box
        co, si = direction(self.angle)
        corners = []
        for along, down in _corners(box):
            across, up = along + self.left, self.high - down
            corners.append((across * co - up * si + self.dx, self.height - (across * si + up * co) + self.dy))
        return _around(box.page, corners)

    def into(self, box: Box) -> Box:
        """A box of the page's own coordinates in the frame."""
        if self.plain:
            return box
        return _around(box.page, [self.turned(x - self.dx, self.height + self.dy - top) for x, top in _corners(box)])

    def table_back(self, table: Table) -> Table:
        """A table found in the frame, with all its boxes in the page's own coordinates."""
        if self.plain:
            return table
        return replace(
            table,
            parts=tuple(self.back(b) for b in table.parts),
            cells=tuple(replace(c, box=self.back(c.box)) for c in table.cells),
            notes=tuple(replace(n, box=self.back(n.box)) for n in table.notes),
            remarks=tuple(replace(r, box=self.back(r.box)) for r in table.remarks),
        )


def direction(angle: float) -> tuple[float, float]:
    """Cosine and sine of an angle in degrees; exact for right angles."""
    right = {0.0: (1.0, 0.0), 90.0: (0.0, 1.0), 180.0: (-1.0, 0.0), 270.0: (0.0, -1.0)}
    return right.get(angle % 360.0) or (cos(radians(angle)), sin(radians(angle)))


def frame_for(angle: float, width: float, height: float, dx: float = 0.0, dy: float = 0.0) -> Frame:
    """The frame of a page of this size whose text runs at `angle`; `dx` and `dy` shift the page's own coordinates."""
    if angle == 0.0:
        return Frame(0.0, height, -dx, height + dy, dx, dy)
    co, si = direction(angle)
    corners = [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)]
    left = min(x * co + y * si for x, y in corners)
    high = max(y * co - x * si for x, y in corners)
    return Frame(angle, height, left, high, dx, dy)


def _corners(box: Box) -> list[tuple[float, float]]:
    return [(box.x0, box.top), (box.x1, box.top), (box.x0, box.bottom), (box.x1, box.bottom)]


def _around(page: int, corners: Iterable[tuple[float, float]]) -> Box:
    points = list(corners)
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Box(page, min(xs), min(ys), max(xs), max(ys))
