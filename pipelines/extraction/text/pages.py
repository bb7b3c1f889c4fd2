"""Tables in raw reading order that go on over a page break without a caption of their own."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.documents.spec import TableSpec
from pipelines.extraction.text.captions import caption, is_figure, starts_note
from pipelines.extraction.text.lines import Line
from pipelines.extraction.text.rows import Block, read_rows
from pipelines.extraction.text.values import is_years, trailing_values

_RUNNING_LINES = 2
"""How many lines a page may have between its edge and a table that goes on: a running head or foot, a page number."""


def with_next_pages(lines: Sequence[Line], block: Block, spec: TableSpec | None) -> Block:
    """The block with the rows that go on at the top of the pages after it."""
    width = max(len(row.values) for row in block.rows)
    while (start := _resumes(lines, block, width)) is not None:
        more = read_rows(lines, start, spec)
        if more is None or len(more.rows) < 2 or max(len(row.values) for row in more.rows) != width or more.head:
            break
        block = Block(block.head, [*block.rows, *more.rows], more.end, [*block.strays, *more.strays])
    return block


def _resumes(lines: Sequence[Line], block: Block, width: int) -> int | None:
    """The line on the next page on which rows of the same width go on, past running lines and repeated heads."""
    page, at, quiet = lines[block.end - 1].page, block.end, 0
    while at < len(lines) and lines[at].page == page:
        quiet += not lines[at].blank
        if quiet > _RUNNING_LINES or (not lines[at].blank and starts_note(lines[at])):
            return None
        at += 1
    heads, quiet = {line.words for line in block.head}, 0
    while at < len(lines) and lines[at].page == page + 1 and quiet <= _RUNNING_LINES:
        line = lines[at]
        values = trailing_values(line)
        if caption(lines, at) or is_figure(line):
            return None
        if width > 1 and len(values) == width and not all(is_years(v.piece.text) for v in values):
            return at
        quiet += not line.blank and line.words not in heads
        at += 1
    return None
