"""The tables of one page: call-out panels first, then regions found in what is left, each read by itself.

In: the content of a page. Out: its tables and call-outs from the top down, with boxes in the page's own coordinates.
Relies on `panels` and `detect` for where things are and on `structure` for how they are built.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from pipelines.extraction.detect import find_regions
from pipelines.extraction.model import Box, ExtractionError, Table
from pipelines.extraction.panels import read_panels
from pipelines.extraction.pdf import AS_IT_IS, PageContent
from pipelines.extraction.rules import Area
from pipelines.extraction.structure.assemble import read_table
from pipelines.extraction.words import Chunk, Word, chunks_of, lines_of

BEYOND_PANEL = 1.5
"""A table is at least this many times as high as the one of its rows that looks like call-outs."""
BEYOND = 10.0
"""A given region may reach this far over the edge of its page, in points; a person draws it by eye."""


def page_tables(content: PageContent, word_lines: Sequence[Sequence[Word]] | None = None) -> list[Table]:
    """The tables and call-outs of a page, from the top down; `word_lines` are its lines where they are known."""
    lines = [chunks_of(line) for line in (lines_of(content.words) if word_lines is None else word_lines)]
    upright = replace(content, frame=AS_IT_IS)  # from here on all is told in the upright frame
    boxes = [found.box for found in find_regions(upright)]
    panels, taken = read_panels(content.words, content.areas, lines, content.page.number, typical_size(lines))
    panels = [p for p in panels if not any(_part_of(_inner(p), box) for box in boxes)]
    boxes = [box for box in boxes if not any(_shared(_inner(p), box) > 0.5 for p in panels)]
    taken = [a for a in taken if any(_holds(p.parts[0], a) for p in panels)]
    rest = upright if not taken else replace(upright, words=[w for w in content.words if not _inside(w, taken)])
    vocabulary = vocabulary_of(content) if boxes else frozenset()
    read = [read_table(rest, box, lines, vocabulary, [b for b in boxes if b is not box]) for box in boxes]
    tables = [t for t in read if t is not None] + panels
    tables.sort(key=lambda t: (t.parts[0].top, t.parts[0].x0))
    return [content.frame.table_back(t) for t in tables]  # a page read sideways: boxes as they stand on it


def region_table(content: PageContent, region: Box, name: str) -> Table | None:
    """The table that stands in a region of a page, in the page's own coordinates; None where nothing does.

    `name` is the file's, for the ExtractionError that a region outside the page raises.
    """
    page, frame = content.page, content.frame
    left, top = region.x0 - frame.dx, region.top - frame.dy
    right, bottom = region.x1 - frame.dx, region.bottom - frame.dy
    if min(left, top) < -BEYOND or right > page.width + BEYOND or bottom > page.height + BEYOND:
        raise ExtractionError(
            f"{name}, page {page.number}: the region {', '.join(f'{v:g}' for v in region.bbox())} reaches over "
            f"the page, which is {page.width:g} by {page.height:g} points. "
            "Give x0,top,x1,bottom, counted from the upper left corner."
        )
    lines = [chunks_of(line) for line in lines_of(content.words)]
    table = read_table(replace(content, frame=AS_IT_IS), frame.into(region), lines, vocabulary_of(content))
    return None if table is None else frame.table_back(table)


def vocabulary_of(content: PageContent) -> frozenset[str]:
    """The words of a page, to tell a broken word from a hyphenated one."""
    return frozenset(w.text.casefold().strip(".,;:()") for w in content.words)


def typical_size(lines: Sequence[Sequence[Chunk]]) -> float:
    """The font size that most of a page is set in, in points (0 for an empty page)."""
    sizes = [c.size for line in lines for c in line]
    return median(sizes) if sizes else 0.0


def _shared(a: Box, b: Box) -> float:
    """The share of the smaller of two boxes that lies in both."""
    width = min(a.x1, b.x1) - max(a.x0, b.x0)
    height = min(a.bottom, b.bottom) - max(a.top, b.top)
    least = min((a.x1 - a.x0) * (a.bottom - a.top), (b.x1 - b.x0) * (b.bottom - b.top))
    return width * height / max(1.0, least) if width > 0 and height > 0 else 0.0


def _inner(panel: Table) -> Box:
    """The box of what stands in call-outs, their heading left out."""
    return Box.around(c.box for c in panel.cells)


def _part_of(panel: Box, region: Box) -> bool:
    """Whether what looks like a row of call-outs is a row of a table: a region holds it and goes well beyond it."""
    return _shared(panel, region) > 0.5 and region.bottom - region.top > BEYOND_PANEL * (panel.bottom - panel.top)


def _holds(box: Box, area: Area) -> bool:
    return box.x0 - 1 <= area.x0 and area.x1 <= box.x1 + 1 and box.top - 1 <= area.top and area.bottom <= box.bottom + 1


def _inside(word: Word, areas: Sequence[Area]) -> bool:
    return any(a.holds(word.box.x0, word.box.top, word.box.x1, word.box.bottom) for a in areas)
