"""The title of a table without a caption: lines of one type, close over its grid and apart from what is above them.

In: the lines of a page and the box of a table. Out: the title's lines, and the lines of its units. Relies on closeness,
on type and edges, and on the words (`extraction.titles`); running text, notes and captions are no titles.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.captions import caption_of, is_figure, opens_note
from pipelines.extraction.model import Box
from pipelines.extraction.structure.around import bottom_above, over
from pipelines.extraction.structure.zones import line_bottom, line_top
from pipelines.extraction.titles import is_units, may_be_title
from pipelines.extraction.words import Chunk

Line = Sequence[Chunk]

TITLE_GAP = 2.0
"""A title stands over its table within this many font sizes of white."""
LEADING = 0.75
"""The lines of one title stand at most this many font sizes of white apart, and further from what is above them."""
TITLE_LINES = 3
SAME_SIZE = 0.04
"""Lines of one title differ in size by at most this share."""
HEAD_SHARE = 0.05
"""What stands within this share of a page's height from its top, in no larger or bolder type, is a running head."""


def title_above(
    lines: Sequence[Line], box: Box, height: float, others: Sequence[Box] = ()
) -> tuple[list[Line], list[Line]]:
    """The lines of the title over a table's box, and those of its units; both empty where there are none.

    `lines` are the page's from the top down and `height` is its height; `others` are boxes of its other tables.
    """
    floor = bottom_above(box, others)
    above: list[Line] = [line for line in over(lines, box) if line_top(line) >= floor - 1]
    units: list[Line] = []
    edge = box.top
    if above and _close(above[-1], edge) and (said := _units_of(above[-1])):
        rest = [c for c in above[-1] if c not in said]
        units.append(said)
        above[-1:] = [rest] if rest else []
        edge = edge if rest else line_top(said)
    if not above or not _close(above[-1], edge):
        return [], units
    title = _block(above)
    running = line_top(title[0]) < HEAD_SHARE * height if title else False
    if not title or not _named(title, box) or (running and not _set_off(title, lines, box)):
        return [], units
    return title, units


def _close(line: Line, edge: float) -> bool:
    return edge - line_bottom(line) <= TITLE_GAP * line[0].size


def text_of(line: Line) -> str:
    """The words of a line."""
    return " ".join(c.text for c in line)


def _units_of(line: Line) -> list[Chunk]:
    """The chunks of a line that say what the values are in: all of them, or the last one at some distance."""
    if is_units(text_of(line)):
        return list(line)
    return [line[-1]] if len(line) > 1 and is_units(line[-1].text) else []


def _block(above: Sequence[Line]) -> list[Line]:
    """The last lines that are set alike and close; nothing where they are more than a title has."""
    block = [above[-1]]
    for line in reversed(above[:-1]):
        below = block[0]
        if line_top(below) - line_bottom(line) > LEADING * below[0].size or not _alike(line, below):
            break
        if len(block) == TITLE_LINES:
            return []
        block.insert(0, line)
    return block


def _alike(one: Line, other: Line) -> bool:
    a, b = one[0], other[0]
    return abs(a.size - b.size) <= SAME_SIZE * b.size and all(c.bold for c in one) == all(c.bold for c in other)


def _named(block: Sequence[Line], box: Box) -> bool:
    """Whether lines read as a title, and begin at the table's edge or stand over its middle."""
    for line in block:
        if len(line) > 1 or line[0].words[0].raised or opens_note(line) or is_figure(line) or caption_of(line):
            return False
    size = block[0][0].size
    around = Box.around(c.box for line in block for c in line)
    at_edge = abs(around.x0 - box.x0) <= size
    centred = abs((around.x0 + around.x1) - (box.x0 + box.x1)) / 2 <= 2 * size and around.x0 >= box.x0 - size
    return (at_edge or centred) and may_be_title(" ".join(text_of(line) for line in block))


def _set_off(block: Sequence[Line], lines: Sequence[Line], box: Box) -> bool:
    """Whether a title is set larger than the table's words, or bold where those are not."""
    inside = [c for line in lines for c in line if box.top <= c.middle <= box.bottom]
    mine = block[0][0]
    if not inside:
        return False
    return mine.size > 1.04 * max(c.size for c in inside) or (mine.bold and not all(c.bold for c in inside))
