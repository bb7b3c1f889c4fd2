"""Reading order: pieces of lines on a page to columns, in the order in which a person reads them.

In: pieces with boxes (runs of words, tables, boxed areas). Out: columns in reading order, each from the top down.
Relies on gutters: upright strips without print that many rows leave free at the same place. Pieces that run across a
gutter (headings, wide tables) part what stands above them from what stands below.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from pipelines.extraction.model import Box

GUTTER = 0.8
"""A gutter is at least this wide, in type sizes: wider than the gaps between words of a justified line."""
LEAST_ROWS = 3
"""So many rows must leave a gutter free with print on both sides (fewer where nothing crosses it): a line or two may be
torn apart by chance."""
CROSSES = 0.4
"""A piece crosses a gutter if it reaches this far over its middle on both sides, in type sizes."""
DEEPEST = 8
"""Columns inside columns inside columns: no page goes deeper."""
MOST_PIECES = 1500
"""A page with more pieces than this is a drawing; it is read from the top down."""


class Placed(Protocol):
    """Anything with a place on the page."""

    @property
    def box(self) -> Box:
        """Its place."""


P = TypeVar("P", bound=Placed)


def columns_of(pieces: Sequence[P], size: float, depth: int = 0) -> list[list[P]]:
    """The columns that pieces stand in, in reading order; `size` is the usual type size."""
    if len(pieces) < 4 or depth >= DEEPEST or len(pieces) > MOST_PIECES:
        return [_downwards(pieces)] if pieces else []
    found = _gutter(pieces, size)
    if found is None:
        return [_downwards(pieces)]
    at, rows = found
    slack = CROSSES * size
    across = [p for p in pieces if p.box.x0 < at - slack and p.box.x1 > at + slack]
    if rows < LEAST_ROWS and len(across) >= rows:
        return [_downwards(pieces)]
    bands = _bands(across, size)
    zones: dict[int, list[P]] = {}
    for piece in pieces:
        zones.setdefault(_zone(piece, bands), []).append(piece)
    result: list[list[P]] = []
    for zone in sorted(zones):
        inside = zones[zone]
        if zone % 2:  # a band that crosses
            result += columns_of(inside, size, depth + 1) if len(inside) < len(pieces) else [_downwards(inside)]
            continue
        left = [p for p in inside if (p.box.x0 + p.box.x1) / 2 < at]
        right = [p for p in inside if (p.box.x0 + p.box.x1) / 2 >= at]
        result += columns_of(left, size, depth + 1) + columns_of(right, size, depth + 1)
    return result


def _downwards(pieces: Sequence[P]) -> list[P]:
    return sorted(pieces, key=lambda p: (p.box.top, p.box.x0))


def _gutter(pieces: Sequence[P], size: float) -> tuple[float, int] | None:
    """The place that most rows leave free between two pieces, and how many do; None for a single column."""
    gaps = _gaps(pieces, GUTTER * size)
    if len(gaps) < 2:
        return None
    events = sorted([(a, 0) for a, _ in gaps] + [(b, 1) for _, b in gaps])
    open_gaps = best = 0
    where: tuple[float, float] | None = None
    for i, (x, closes) in enumerate(events):
        if closes:
            open_gaps -= 1
            continue
        open_gaps += 1
        if open_gaps > best:
            best = open_gaps
            where = (x, events[i + 1][0])
    if where is None or best < 2:
        return None
    return (where[0] + where[1]) / 2, best


def _gaps(pieces: Sequence[P], least: float) -> list[tuple[float, float]]:
    """For each piece the free strip between it and the nearest piece to its right on the same height."""
    ordered = sorted(pieces, key=lambda p: p.box.top)
    active: list[P] = []
    found: list[tuple[float, float]] = []
    right: dict[int, float] = {}
    for piece in ordered:
        box = piece.box
        active = [p for p in active if p.box.bottom > box.top]
        for other in active:
            o = other.box
            if min(o.bottom, box.bottom) - max(o.top, box.top) < 0.5 * min(o.bottom - o.top, box.bottom - box.top):
                continue
            first, second = (other, piece) if o.x0 <= box.x0 else (piece, other)
            if second.box.x0 - first.box.x1 >= least:
                key = id(first)
                right[key] = min(right.get(key, second.box.x0), second.box.x0)
        active.append(piece)
    for piece in ordered:
        if (edge := right.get(id(piece))) is not None:
            found.append((piece.box.x1, edge))
    return found


def _bands(across: Sequence[Placed], size: float) -> list[tuple[float, float]]:
    """The heights that pieces across a gutter take, those close together as one."""
    bands: list[tuple[float, float]] = []
    for piece in sorted(across, key=lambda p: p.box.top):
        if bands and piece.box.top - bands[-1][1] <= size:
            bands[-1] = (bands[-1][0], max(bands[-1][1], piece.box.bottom))
        else:
            bands.append((piece.box.top, piece.box.bottom))
    return bands


def _zone(piece: Placed, bands: Sequence[tuple[float, float]]) -> int:
    """Which zone a piece stands in: even ones lie between the bands, odd ones are the bands."""
    middle = (piece.box.top + piece.box.bottom) / 2
    for i, (top, bottom) in enumerate(bands):
        if middle < top:
            return 2 * i
        if middle <= bottom:
            return 2 * i + 1
    return 2 * len(bands)
