"""What belongs to a table and stands outside its grid: the caption with its title above, notes and source below.

In: the lines of a page and the box of a table. Out: label, title, notes. Relies on the words that agencies open such
lines with, on closeness, and on a title going on in its own type and at its own edge.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.captions import caption_of, is_figure, opens_note
from pipelines.extraction.model import Box
from pipelines.extraction.rules import Rule, full_rules
from pipelines.extraction.structure.zones import line_bottom, line_top
from pipelines.extraction.words import Chunk

Line = Sequence[Chunk]

CAPTION_LINES = 6
"""A caption has at most this many lines."""
CAPTION_GAP = 3.0
"""Caption and table, and the lines of a caption, stand at most this many font sizes apart."""
NOTE_GAP = 2.2
"""The first note follows its table within this many font sizes."""
NOTE_LEADING = 1.3
"""Lines of notes follow within this many font sizes of white."""


def _near(line: Line, box: Box) -> list[Chunk]:
    """The chunks of a line that stand over the width of a table."""
    return [c for c in line if c.box.x1 > box.x0 - 2 and c.box.x0 < box.x1 + 2]


def over(lines: Sequence[Line], box: Box) -> list[list[Chunk]]:
    """The lines above a table, of each what stands over the table's width."""
    return [near for line in lines if line_bottom(line) <= box.top + 0.4 * line[0].size and (near := _near(line, box))]


def bottom_above(box: Box, others: Sequence[Box]) -> float:
    """Where the table above a table ends; 0 where there is none."""
    return max((o.bottom for o in others if o.bottom <= box.top + 1 and o.x0 < box.x1 and o.x1 > box.x0), default=0.0)


def caption_above(lines: Sequence[Line], box: Box, others: Sequence[Box] = ()) -> tuple[str, str, list[Line]]:
    """Label, title pieces joined by the caller, and the lines of the caption of the table in a box.

    The title is returned as one text; without a caption all are empty. `others` are boxes of other tables, in which no
    caption is looked for.
    """
    above = over(lines, box)
    floor = bottom_above(box, others)
    taken: list[Line] = []
    edge = box.top
    for line in reversed(above):
        if len(taken) >= CAPTION_LINES or line_top(line) < floor - 1:
            break
        if edge - line_bottom(line) > CAPTION_GAP * line[0].size or is_figure(line):
            break
        taken.insert(0, line)
        edge = line_top(line)
        found = caption_of(line)
        if found:
            return found[0], found[1], taken
    return "", "", []


def title_of(label: str, title: str, taken: Sequence[Line]) -> list[str]:
    """The pieces of a title: what follows the label on its line, and the lines under it."""
    return [piece for piece in [title, *(" ".join(c.text for c in line) for line in taken[1:])] if piece]


def notes_below(
    lines: Sequence[Line],
    box: Box,
    rules: Sequence[Rule],
    markers: frozenset[str],
    others: Sequence[Box] = (),
) -> list[list[Chunk]]:
    """The lines of notes, footnotes and source under the table in a box."""
    below = [
        list(near) for line in lines if line_top(line) >= box.bottom - 0.4 * line[0].size and (near := _near(line, box))
    ]
    roof = min(
        (o.top for o in others if o.top >= box.bottom - 1 and o.x0 < box.x1 and o.x1 > box.x0), default=float("inf")
    )
    notes: list[list[Chunk]] = []
    last = box.bottom
    for line in below:
        size = line[0].size
        top = line_top(line)
        if top >= roof - 1 or caption_of(line) or is_figure(line):
            break
        if top - last > (NOTE_LEADING if notes else NOTE_GAP) * size:
            break
        if not notes and not opens_note(line, markers):
            break
        if notes and size > 1.15 * notes[0][0].size:
            break
        if notes and full_rules(rules, box.x0, box.x1, last, top) and not opens_note(line, markers):
            break
        notes.append(line)
        last = line_bottom(line)
    return notes
