"""Drawn lines and filled areas, told apart from decoration: what the grid and the panels lean on.

In: the drawn objects of one page. Out: horizontal and vertical rules (thin lines, thin rectangles and dashes joined)
and
areas (filled or framed boxes). Relies on thickness alone; colour plays no part, but white on white is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

RULE_THICKNESS = 2.2
"""A rectangle thinner than this, in points, is a rule."""
RULE_LENGTH = 6.0
"""A rule shorter than this, in points, says nothing about a table."""
SAME_HEIGHT = 1.0
"""Rule pieces within this height of each other, in points, lie on one line."""
PIECE_GAP = 3.0
"""Pieces of one rule may stand this far apart, in points (dashes, cell borders drawn one by one)."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: `at` is its height (or x, where vertical); it runs from `start` to `end`, in points."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """How long the rule is, in points."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Area:
    """A filled or framed box on the page, in points."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool

    @property
    def width(self) -> float:
        """Its width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height in points."""
        return self.bottom - self.top

    def holds(self, x0: float, top: float, x1: float, bottom: float, slack: float = 1.0) -> bool:
        """Whether a box lies inside this area."""
        return (
            x0 >= self.x0 - slack
            and x1 <= self.x1 + slack
            and top >= self.top - slack
            and bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn object as the file gives it: its box, and whether it is filled with or framed in a colour that shows."""

    x0: float
    top: float
    x1: float
    bottom: float
    filled: bool
    stroked: bool


def join_pieces(pieces: Iterable[Rule]) -> list[Rule]:
    """Rules with pieces on one line joined, sorted from the top (or left)."""
    joined: list[Rule] = []
    rows: list[list[Rule]] = []
    for piece in sorted(pieces, key=lambda r: (r.at, r.start)):
        if rows and piece.at - rows[-1][0].at <= SAME_HEIGHT:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda r: r.start)
        at, start, end = row[0].at, row[0].start, row[0].end
        for piece in row[1:]:
            if piece.start <= end + PIECE_GAP:
                end = max(end, piece.end)
            else:
                joined.append(Rule(at, start, end))
                at, start, end = piece.at, piece.start, piece.end
        joined.append(Rule(at, start, end))
    return sorted((r for r in joined if r.length >= RULE_LENGTH), key=lambda r: (r.at, r.start))


def sort_drawn(objects: Sequence[Drawn]) -> tuple[list[Rule], list[Rule], list[Area]]:
    """Drawn objects as (horizontal rules, vertical rules, areas)."""
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    areas: list[Area] = []
    for o in objects:
        width, height = o.x1 - o.x0, o.bottom - o.top
        if height <= RULE_THICKNESS and width > height:
            horizontal.append(Rule((o.top + o.bottom) / 2, o.x0, o.x1))
        elif width <= RULE_THICKNESS and height > width:
            vertical.append(Rule((o.x0 + o.x1) / 2, o.top, o.bottom))
        elif o.filled or o.stroked:
            areas.append(Area(o.x0, o.top, o.x1, o.bottom, o.filled))
    return join_pieces(horizontal), join_pieces(vertical), areas


def full_rules(rules: Sequence[Rule], x0: float, x1: float, top: float, bottom: float) -> list[Rule]:
    """The rules between two heights that run over nearly all of a width."""
    width = max(1.0, x1 - x0)
    return [r for r in rules if top <= r.at <= bottom and (min(r.end, x1) - max(r.start, x0)) / width >= 0.9]
