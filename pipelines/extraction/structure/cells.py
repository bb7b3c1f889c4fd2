"""Cells over several rows or columns: what separators that are missing say.

In: rows, columns and separators. Out: places, each a block of rows and columns with its chunks. Relies on separators
that part other rows (or columns) at the same place: where one is missing inside a frame, the cell goes on.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pipelines.extraction.headers import Span
from pipelines.extraction.structure.columns import columns_of
from pipelines.extraction.structure.separators import Separators
from pipelines.extraction.stubs import Row
from pipelines.extraction.values import is_value
from pipelines.extraction.words import Chunk

RULED_SHARE = 0.3
"""A boundary of columns counts as ruled where separators run along this share of the body's height."""

_MIDDLE = attrgetter("middle")


@dataclass
class Place:
    """A block of rows and columns (inclusive) with the chunks that stand in it."""

    row_start: int
    row_end: int
    col_start: int
    col_end: int
    chunks: list[Chunk] = field(default_factory=list)


def place_cells(rows: Sequence[Row], columns: Sequence[Span], parts: Separators) -> list[Place]:
    """The cells of the body, rows counted from 0."""
    ruled = _ruled_boundaries(rows, columns, parts)
    values = [is_value(c.text) for row in rows for c in row.values]
    numbers = 2 * sum(values) > len(values)
    places: list[Place] = []
    for at, row in enumerate(rows):
        places += _places_of_row(at, row, columns, parts, ruled, numbers)
    return _join_down(places, rows, columns, parts)


def _height(rows: Sequence[Row]) -> tuple[float, float]:
    chunks = [c for r in rows for c in (*r.label, *r.values)]
    return min(c.box.top for c in chunks), max(c.box.bottom for c in chunks)


def _ruled_boundaries(rows: Sequence[Row], columns: Sequence[Span], parts: Separators) -> list[float | None]:
    """For each boundary between two columns where separators stand, their x; None where the boundary is white."""
    if not rows:
        return []
    top, bottom = _height(rows)
    found: list[float | None] = []
    for a, b in itertools.pairwise(columns):
        near = [v for v in parts.vertical if a.centre < v.at < b.centre]
        run = sum(max(0.0, min(v.end, bottom) - max(v.start, top)) for v in near)
        found.append(near[0].at if near and run >= RULED_SHARE * (bottom - top) else None)
    return found


def _places_of_row(
    at: int, row: Row, columns: Sequence[Span], parts: Separators, ruled: Sequence[float | None], numbers: bool
) -> list[Place]:
    chunks = [*row.label, *row.values]
    places: list[Place] = []
    by_height = sorted(chunks, key=_MIDDLE)
    for chunk in chunks:
        near = 0.4 * chunk.size
        low = bisect_right(by_height, chunk.middle - near, key=_MIDDLE)
        line = by_height[low : bisect_left(by_height, chunk.middle + near, key=_MIDDLE)]
        first, last = columns_of(chunk, columns, line)
        places.append(Place(at, at, first, last, [chunk]))
    places = _merge(places)
    for n, place in enumerate(places):
        low = places[n - 1].col_end + 1 if n else 0
        high = places[n + 1].col_start - 1 if n + 1 < len(places) else len(columns) - 1
        height = place.chunks[0].middle
        while place.col_end < high and _open(ruled, place.col_end, columns, parts, height):
            place.col_end += 1
        while place.col_start > low and _open(ruled, place.col_start - 1, columns, parts, height):
            place.col_start -= 1
    if (
        len(places) == 1
        and len(chunks) == 1
        and places[0].col_start > 0
        and _centre_section(places[0], columns, numbers)
    ):
        row.label, row.values, row.centred = chunks, [], True
    return places


def _open(
    ruled: Sequence[float | None], boundary: int, columns: Sequence[Span], parts: Separators, height: float
) -> bool:
    """Whether a boundary that is ruled elsewhere is open at a height."""
    return ruled[boundary] is not None and not parts.cut(columns[boundary].centre, columns[boundary + 1].centre, height)


def _centre_section(place: Place, columns: Sequence[Span], numbers: bool) -> bool:
    """Widen a line of one chunk that is centred over the value columns to all of them: it is a head over them.

    Over the middle one of an odd number of columns it is one where these hold `numbers`, of which it is none.
    """
    chunk = place.chunks[0]
    last = len(columns) - 1
    if last < 2 or is_value(chunk.text):
        return False
    centre = (columns[1].x0 + columns[last].x1) / 2
    tail = (columns[place.col_start].x0 + columns[place.col_end].x1) / 2
    near = abs(chunk.centre - centre) <= 2.0 * chunk.size
    if near and (numbers or place.col_end > place.col_start or abs(chunk.centre - tail) > 0.8 * chunk.size):
        place.col_start, place.col_end = 1, last
        return True
    return False


def _merge(places: Sequence[Place]) -> list[Place]:
    """Chunks of one row whose columns overlap are one cell."""
    merged: list[Place] = []
    for place in sorted(places, key=lambda p: (p.col_start, p.chunks[0].middle)):
        if merged and place.col_start <= merged[-1].col_end:
            merged[-1].col_end = max(merged[-1].col_end, place.col_end)
            merged[-1].chunks += place.chunks
        else:
            merged.append(place)
    return merged


def _join_down(places: Sequence[Place], rows: Sequence[Row], columns: Sequence[Span], parts: Separators) -> list[Place]:
    """Join or lengthen cells over the rows between which no separator stands in their own columns."""
    by_spot = {
        (r, c): p for p in places for r in range(p.row_start, p.row_end + 1) for c in range(p.col_start, p.col_end + 1)
    }
    dropped: set[int] = set()
    for r in range(len(rows) - 1):
        upper, lower = _last_middle(rows[r]), _first_middle(rows[r + 1])
        if upper >= lower:
            upper, lower = lower, upper
        parted = [parts.between(upper, lower, c.x0, c.x1, 0.5) for c in columns]
        if not any(parted):
            continue
        for c in range(len(columns)):
            if parted[c] or not _held(columns, c, parts, (upper + lower) / 2):
                continue
            a, b = by_spot.get((r, c)), by_spot.get((r + 1, c))
            if a is not None and b is not None and a is not b:
                if (a.col_start, a.col_end) != (b.col_start, b.col_end) or (_valued(a) and _valued(b)):
                    continue
                a.row_end = max(a.row_end, b.row_end)
                a.chunks += b.chunks
                dropped.add(id(b))
                for k in range(b.row_start, b.row_end + 1):
                    for j in range(b.col_start, b.col_end + 1):
                        by_spot[k, j] = a
            elif a is not None and b is None and a.col_start == a.col_end:
                a.row_end = r + 1
                by_spot[r + 1, c] = a
            elif b is not None and a is None and b.col_start == b.col_end and b.row_start == r + 1:
                start = r
                while (
                    start > 0 and (start - 1, c) not in by_spot and not _parted_at(rows, start - 1, columns[c], parts)
                ):
                    start -= 1
                b.row_start = start
                for k in range(start, r + 1):
                    by_spot[k, c] = b
    return [p for p in places if id(p) not in dropped]


def _valued(place: Place) -> bool:
    """Whether a place holds a value: two values are two cells, whatever the rules leave open."""
    return any(is_value(c.text) for c in place.chunks)


def _parted_at(rows: Sequence[Row], r: int, column: Span, parts: Separators) -> bool:
    upper, lower = sorted((_last_middle(rows[r]), _first_middle(rows[r + 1])))
    return parts.between(upper, lower, column.x0, column.x1, 0.5)


def _held(columns: Sequence[Span], c: int, parts: Separators, height: float) -> bool:
    """Whether a column is bounded by a vertical separator on its right (or, the last one, on its left) at a height."""
    if c + 1 < len(columns):
        return parts.cut(columns[c].centre, columns[c + 1].centre, height)
    return c > 0 and parts.cut(columns[c - 1].centre, columns[c].centre, height)


def _last_middle(row: Row) -> float:
    return max(c.middle for c in (*row.label, *row.values))


def _first_middle(row: Row) -> float:
    return min(c.middle for c in (*row.label, *row.values))
