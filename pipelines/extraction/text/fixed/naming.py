"""Captions and titles above fixed-width tables.

In: the lines of a text column and a region. Out: the table's label and title, or that the region is no table of ours.
Relies on captions being printed above; a title goes on where the lines below begin or are centred as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.text.captions import caption, is_figure
from pipelines.extraction.text.fixed.chunks import Chunk, Strip, column
from pipelines.extraction.text.fixed.regions import Region
from pipelines.extraction.text.lines import Line, Piece, runs_on

NEAR_EDGE = 1
"""Characters by which edges may miss one another and still agree."""
ABOVE = 9
"""Lines above a table in which its caption is looked for."""
TITLE_WORDS = 25
"""Words of a title without a caption, at most."""
MOST_TITLE = 4
"""Lines of a title."""
LONG_TITLE = 50
"""Characters of a title's line that had to be broken."""
_CONTENTS = re.compile(r"(?:table of )?contents|list of (?:tables|figures|exhibits)|index", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Naming:
    """Where a table begins, its label and title; `named` says that a caption was printed."""

    first: int
    label: Piece
    title: tuple[Piece, ...]
    named: bool


def title_lines(lines: Sequence[Line], strips: Sequence[Strip]) -> set[int]:
    """The lines on which titles go on below their captions: they begin where the title does, or are as centred."""
    found: set[int] = set()
    for start in range(len(lines)):
        head = caption(lines, start) if strips[start].chunks else None
        if head is None:
            continue
        left = column(lines[start].text, int((head.rest or head.label).box.x0))
        above, at = strips[start].chunks[-1] if head.rest else None, start + 1
        while at < len(strips) and at - start <= MOST_TITLE and len(strips[at].chunks) == 1:
            chunk = strips[at].chunks[0]
            follows = above is None or abs(chunk.left - left) <= NEAR_EDGE or _title_goes_on(above, chunk)
            if not follows or caption(lines, at):
                break
            found.add(at)
            left, above, at = chunk.left, chunk, at + 1
    return found


def _title_goes_on(above: Chunk, below: Chunk) -> bool:
    """Whether a line stands under the middle of a long line of a title, or runs on from it."""
    long = len(above.text) >= LONG_TITLE
    return long and (abs(above.centre - below.centre) <= 2 * NEAR_EDGE or runs_on(above.text, below.text))


def find_naming(lines: Sequence[Line], strips: Sequence[Strip], region: Region, done: int) -> Naming | None:
    """Caption and title above a region; None where the region belongs to a figure or a table of contents."""
    nothing = Piece("", lines[region.start].piece(0, 0).box)
    printed = 0
    for at in range(region.start - 1, max(done, region.start - 2 * ABOVE) - 1, -1):
        strip = strips[at]
        if strip.blank or strip.rule:
            continue
        if above := caption(lines, at):
            rest = [above.rest] if above.rest else []
            title = [*rest, *(lines[n].piece() for n in range(at + 1, region.start) if strips[n].chunks)]
            return Naming(at, above.label, tuple(title), named=True)
        if is_figure(lines[at]):
            return None
        printed += 1
        if _CONTENTS.fullmatch(lines[at].words):
            return None
        if printed > 4 or len(strip.chunks) > 1:
            break
    title_lines: list[int] = []
    at = region.start - 1
    while at >= done and len(title_lines) < 3:
        if strips[at].blank or strips[at].rule:
            if title_lines or region.start - at > 2:
                break
        elif len(strips[at].chunks) == 1 and not lines[at].words.endswith((".", ";", ",", "-")):
            title_lines.insert(0, at)
        else:
            title_lines = []
            break
        at -= 1
    if title_lines and sum(len(lines[n].words.split()) for n in title_lines) <= TITLE_WORDS:
        return Naming(title_lines[0], nothing, tuple(lines[n].piece() for n in title_lines), named=False)
    return Naming(region.start, nothing, (), named=False)
