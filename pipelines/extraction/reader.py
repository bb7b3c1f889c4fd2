"""Read one file, whatever it is: a PDF by its pages, a text rendition by its lines."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.extraction.continuation import append_table, closes_page, opens_page
from pipelines.extraction.model import Box, ExtractionError, Page, Reading, Table
from pipelines.extraction.page import page_tables, region_table
from pipelines.extraction.statements.build import statements_of, text_lines
from pipelines.extraction.statements.page import page_prose
from pipelines.extraction.statements.prose import PageProse
from pipelines.extraction.words import lines_of

if TYPE_CHECKING:
    from pipelines.documents.spec import TableSpec


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
    """What one page gave, before the pages of a file are put together.

    `opens` says that nothing but the page's margin stands above its first table, `closes` the same below its last.
    """

    page: Page
    tables: tuple[Table, ...]
    prose: PageProse | None = None
    opens: bool = False
    closes: bool = False


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
            yield PageFound(content.page, tuple(t for t in here if t is not None))
        else:
            lines = lines_of(content.words)
            tables = page_tables(content, lines)
            opens = bool(tables) and opens_page(content, tables[0])
            closes = bool(tables) and closes_page(content, tables[-1])
            yield PageFound(content.page, tuple(tables), page_prose(content, tables, lines), opens, closes)
        if on_page is not None:
            on_page(content.page.number)


def put_together(name: str, sha256: str, found: Iterable[PageFound], over_pages: bool = True) -> Reading:
    """The reading of a file from what its pages gave, in page order; tables that go on over pages are joined."""
    facts: list[Page] = []
    tables: list[Table] = []
    prose: list[PageProse] = []
    closed = False
    for page in found:
        facts.append(page.page)
        if page.prose is not None:
            prose.append(page.prose)
        for n, table in enumerate(page.tables):
            if over_pages:
                append_table(tables, table, at_seam=closed and n == 0 and page.opens)
            else:
                tables.append(table)
        closed = page.closes
    statements = statements_of(prose)
    return Reading(name, sha256, "pdf", "points", tuple(facts), tuple(tables), statements, text_lines(prose))


def without_times(reading: Reading) -> Reading:
    """The reading without how long it took, to compare or to keep."""
    return replace(reading, seconds=0.0)
