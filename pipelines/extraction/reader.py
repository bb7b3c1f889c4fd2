"""Read one file, whatever it is: a PDF by its pages, a text rendition by its lines."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.extraction.grid import continue_table, read_region, typical_size
from pipelines.extraction.lattice import read_grids
from pipelines.extraction.model import Box, ExtractionError, Page, Reading, Table
from pipelines.extraction.panels import read_panels
from pipelines.extraction.regions import regions
from pipelines.extraction.rules import Area
from pipelines.extraction.statements.build import statements_of
from pipelines.extraction.statements.page import page_prose
from pipelines.extraction.statements.prose import PageProse
from pipelines.extraction.words import chunks_of, lines_of

if TYPE_CHECKING:
    from pipelines.documents.spec import TableSpec
    from pipelines.extraction.pdf import PageContent

_CONTINUED = re.compile(r"[\s,(\u2013\u2014-]*\b(?:continued|cont\.|cont'd)\)?\s*$", re.IGNORECASE)

BEYOND = 10.0
"""A given region may reach this far over the edge of its page, in points; a person draws it by eye."""


def read_file(
    path: Path,
    expected: Sequence[TableSpec] = (),
    pages: range | None = None,
    regions: Sequence[Box] = (),
    on_page: Callable[[int], None] | None = None,
) -> Reading:
    """The tables and call-outs of a PDF or text file, each cell with its page and box.

    `expected` helps the text reader to settle what raw text leaves open; a PDF is read without it. `pages` are numbers
    from 1. With `regions` (a PDF only) the one table of each region is read and nothing else is looked for. `on_page`
    is told the number of each page of a PDF that is done. Raises ExtractionError with one sentence where the file
    cannot be read.
    """
    try:
        with path.open("rb") as handle:
            start = handle.read(1024)
    except OSError as error:
        raise ExtractionError(
            f"{path}: cannot be opened ({error.strerror}). Check the path and its permissions."
        ) from error
    if b"%PDF-" in start:
        return read_pdf(path, pages, regions, on_page)
    if regions:
        raise ExtractionError(
            f"{path.name}: a region was given, but the file is no PDF; regions are in points on a PDF's page. "
            "Leave --region out, or name a PDF."
        )
    from pipelines.extraction.text import read_text

    return read_text(path, expected, pages)


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class PageFound:
    """What one page gave, before the pages of a file are put together."""

    page: Page
    tables: tuple[Table, ...]
    prose: PageProse | None = None


def read_pdf(
    path: Path,
    pages: range | None = None,
    regions: Sequence[Box] = (),
    on_page: Callable[[int], None] | None = None,
) -> Reading:
    """The tables of a PDF. A scanned page is said to be one (`Page.scanned`), never guessed at.

    With `regions` only their pages are opened and only their tables are read, one for each region, in page order.
    `on_page` is told the number of each page that is done.
    """
    began = time.perf_counter()
    found = pages_found(path, pages, regions, on_page)
    reading = put_together(path.name, sha256_of(path), found, over_pages=not regions)
    return replace(reading, seconds=time.perf_counter() - began)


def pages_found(
    path: Path,
    pages: range | None = None,
    regions: Sequence[Box] = (),
    on_page: Callable[[int], None] | None = None,
) -> Iterator[PageFound]:
    """What the pages of a PDF give, each by itself: spans of pages may be read apart and put together afterwards."""
    from pipelines.extraction.pdf import page_contents

    for content in page_contents(path, [r.page for r in regions] if regions else pages):
        if regions:
            here = [region_table(content, r, path.name) for r in regions if r.page == content.page.number]
            tables = [t for t in here if t is not None]
        else:
            tables = page_tables(content)
        yield PageFound(content.page, tuple(tables), None if regions else page_prose(content, tables))
        if on_page is not None:
            on_page(content.page.number)


def region_table(content: PageContent, region: Box, name: str) -> Table | None:
    """The table that stands in a region of a page, in the page's own coordinates; None where nothing does."""
    page, frame = content.page, content.frame
    left, top = region.x0 - frame.dx, region.top - frame.dy
    right, bottom = region.x1 - frame.dx, region.bottom - frame.dy
    if min(left, top) < -BEYOND or right > page.width + BEYOND or bottom > page.height + BEYOND:
        raise ExtractionError(
            f"{name}, page {page.number}: the region {', '.join(f'{v:g}' for v in region.bbox())} reaches over "
            f"the page, which is {page.width:g} by {page.height:g} points. "
            "Give x0,top,x1,bottom, counted from the upper left corner."
        )
    tables = page_tables(content.within(region))
    return max(tables, key=lambda t: len(t.cells), default=None)


def put_together(name: str, sha256: str, found: Iterable[PageFound], over_pages: bool = True) -> Reading:
    """The reading of a file from what its pages gave, in page order; tables that go on over pages are joined."""
    facts: list[Page] = []
    tables: list[Table] = []
    prose: list[PageProse] = []
    for page in found:
        facts.append(page.page)
        if page.prose is not None:
            prose.append(page.prose)
        for table in page.tables:
            if over_pages:
                _append(tables, table)
            else:
                tables.append(table)
    return Reading(name, sha256, "pdf", "points", tuple(facts), tuple(tables), statements_of(prose))


def page_tables(content: PageContent) -> list[Table]:
    """The tables and call-outs of one page, from the top down."""
    lines = [chunks_of(line) for line in lines_of(content.words)]
    vocabulary = frozenset(w.text.casefold().strip(".,;:()") for w in content.words)
    body_size = typical_size([c for line in lines for c in line])
    number = content.page.number
    panels, taken = read_panels(content.words, content.areas, lines, number, body_size)
    found = [read_region(r, number, vocabulary) for r in regions(lines, content.rules, content.areas, taken)]
    areas = taken + [Area(p.x0, p.top, p.x1, p.bottom, False) for t in found for p in t.parts]
    found += read_grids(content.words, content.rules, content.vertical_rules, lines, areas, vocabulary)
    in_order = sorted(found + panels, key=lambda t: (t.parts[0].top, t.parts[0].x0))
    return [content.frame.table_back(t) for t in in_order]  # a page read sideways: boxes as they stand on it


def _append(tables: list[Table], table: Table) -> None:
    """Add a table, or join it to the one it continues from the page before."""
    before = tables[-1] if tables else None
    if before is not None and _continues(before, table):
        tables[-1] = continue_table(before, table)
        return
    tables.append(table)


def _continues(before: Table, table: Table) -> bool:
    """Whether a table goes on from the page before: said to be continued, or the same title and columns."""
    if before.kind != "table" or table.kind != "table" or before.parts[-1].page + 1 != table.parts[0].page:
        return False
    if len(before.column_paths) != len(table.column_paths):
        return False
    said = _CONTINUED.search(table.title) or _CONTINUED.search(table.label)
    same_label = before.label.casefold() == table.label.casefold() and bool(table.label)
    same_title = _CONTINUED.sub("", table.title).casefold() == _CONTINUED.sub("", before.title).casefold()
    if same_label:
        return bool(said) or same_title
    return not table.label and table.column_paths == before.column_paths and table.header_rows > 0


def without_times(reading: Reading) -> Reading:
    """The reading without how long it took, to compare or to keep."""
    return replace(reading, seconds=0.0)
