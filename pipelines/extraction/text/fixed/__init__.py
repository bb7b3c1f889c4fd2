"""Reads fixed-width text: tables whose columns are kept apart by blanks, as `pdftotext -layout` and typists make them.

In: the lines of a file. Out: tables with the lines they took. Relies on cells of a column standing under one another.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.documents.spec import TableSpec
from pipelines.extraction.text.draft import Found
from pipelines.extraction.text.fixed.chunks import Strip, strip_of
from pipelines.extraction.text.fixed.joining import joined_over_pages
from pipelines.extraction.text.fixed.naming import title_lines
from pipelines.extraction.text.fixed.regions import regions
from pipelines.extraction.text.fixed.streams import streams
from pipelines.extraction.text.fixed.tables import read_region
from pipelines.extraction.text.lines import Line


def read_fixed(lines: Sequence[Line], expected: Sequence[TableSpec], taken: set[int]) -> list[Found]:
    """All fixed-width tables on the lines; those `taken` belong to tables already."""
    found: list[Found] = []
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and lines[end].page == lines[begin].page:
            end += 1
        found.extend(_page(lines[begin:end], begin, expected, taken))
        begin = end
    return joined_over_pages(found, lines)


def _page(lines: Sequence[Line], offset: int, expected: Sequence[TableSpec], taken: set[int]) -> list[Found]:
    """The tables of one page; their lines are counted over the whole file."""
    first = lines[0].top
    found: list[Found] = []
    for stream in streams(lines):
        start = offset + stream[0].top - first
        strips = [Strip(n) if start + at in taken else strip_of(n) for at, n in enumerate(stream)]
        titles = title_lines(stream, strips)
        free = [start + at not in taken and at not in titles for at in range(len(stream))]
        done = 0
        for region in regions(stream, strips, free):
            one = read_region(stream, strips, region, done, expected)
            if one is not None:
                done = one.span[1]
                found.append(Found(one.table, (start + one.span[0], start + one.span[1])))
    return found
