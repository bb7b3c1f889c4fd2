"""Reads text renditions: the tables and call-outs of a text or Markdown file, by other means than the pdf reader's."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path

from pipelines.documents.spec import TableSpec, label_key
from pipelines.extraction.model import ExtractionError, Reading, Remark, Table
from pipelines.extraction.statements.build import statements_of, text_lines
from pipelines.extraction.statements.plain import plain_prose
from pipelines.extraction.text.callouts import read_callouts
from pipelines.extraction.text.captions import Caption, caption, is_figure, read_notes, read_title, spec_for
from pipelines.extraction.text.cells import read_cell_lines
from pipelines.extraction.text.draft import Draft, Found
from pipelines.extraction.text.fixed import read_fixed
from pipelines.extraction.text.grid import build, continued
from pipelines.extraction.text.heads import read_heads
from pipelines.extraction.text.lines import MOST_ROWS, Line, Piece, characters, page_of, split_pages
from pipelines.extraction.text.pages import with_next_pages
from pipelines.extraction.text.rows import Block, read_rows
from pipelines.extraction.text.tabbed import read_tabbed
from pipelines.extraction.text.values import label_before, trailing_values

_LEAST_BARE_ROWS = 3


def read_text(path: Path, expected: Sequence[TableSpec] = (), pages: range | None = None) -> Reading:
    """All tables, call-outs and statements of a text file, with places in characters and lines.

    `expected` settles what raw text leaves open; `pages` (from 1, parted by form feeds) restricts the reading.
    Raises ExtractionError where the file cannot be opened or is not text.
    """
    began = time.perf_counter()
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ExtractionError(
            f"{path.name}: the file could not be read ({error.strerror or error}); expected a readable text file. "
            "Check its path and permissions."
        ) from error
    by_page = split_pages(characters(raw, path.name))
    if pages is not None:
        if pages.start < 1 or pages.stop - 1 > len(by_page):
            raise ExtractionError(
                f"{path.name}: has {len(by_page)} pages (parted by form feeds); pages {pages.start}-{pages.stop - 1} "
                f"were asked for. Ask for pages 1-{len(by_page)}."
            )
        by_page = [lines for lines in by_page if lines and lines[0].page in pages]
    every = [line for lines in by_page for line in lines]
    tables = tuple(read_lines(every, expected))
    prose = plain_prose(every, tables)
    return Reading(
        file=path.name,
        sha256=hashlib.sha256(raw).hexdigest(),
        rendition="text",
        box_unit="characters",
        pages=tuple(page_of(lines[0].page, lines) for lines in by_page),
        tables=tables,
        statements=statements_of(prose),
        lines=text_lines(prose),
        seconds=time.perf_counter() - began,
    )


def read_lines(lines: Sequence[Line], expected: Sequence[TableSpec] = ()) -> list[Table]:
    """The tables and call-outs on the lines, in the order of print."""
    found = read_tabbed(lines, expected)
    found.extend(read_fixed(lines, expected, _taken(found)))
    found.extend(_captioned(lines, expected, _taken(found)))
    found.extend(_bare(lines, _taken(found)))
    found.extend(read_callouts(lines, expected, _taken(found)))
    found.sort(key=lambda f: (f.span, f.table.label))
    return [f.table for f in found]


def _taken(found: Sequence[Found]) -> set[int]:
    return {at for f in found for at in range(*f.span)}


def _captioned(lines: Sequence[Line], expected: Sequence[TableSpec], taken: set[int]) -> list[Found]:
    """Tables under a caption: rows on one line each, or one cell a line."""
    result: list[Found] = []
    end = 0
    for at in range(len(lines)):
        if at < end or at in taken or not (head := caption(lines, at)):
            continue
        one = _table(lines, head, expected)
        if one is None:
            continue
        end = one.span[1]
        key = label_key(head.label.text)
        earlier = next((i for i, f in enumerate(result) if label_key(f.table.label) == key), None)
        if earlier is not None and _goes_on(result[earlier].table, one.table, head):
            result[earlier] = Found(continued(result[earlier].table, one.table), result[earlier].span)
            result.append(Found(result[earlier].table, one.span))
        else:
            result.append(one)
    return _once(result)


def _goes_on(first: Table, second: Table, head: Caption) -> bool:
    alike = len(first.column_paths) == len(second.column_paths)
    return alike and (head.again or (bool(second.title) and label_key(first.title) == label_key(second.title)))


def _once(found: Sequence[Found]) -> list[Found]:
    """Each table once, though a continued one took lines in several places."""
    kept: list[Found] = []
    for one in found:
        same = [k for k in kept if k.table.label == one.table.label and k.table.cells[:1] == one.table.cells[:1]]
        if not same:
            kept.append(one)
    return kept


def _table(lines: Sequence[Line], head: Caption, expected: Sequence[TableSpec]) -> Found | None:
    spec = spec_for(head.label.text, expected)
    if spec and spec.kind != "table":
        spec = None
    title, start = read_title(lines, head, spec)
    block = read_rows(lines, start, spec)
    if block and (len(block.rows) > 1 or len(block.rows[0].values) > 1):
        block = with_next_pages(lines, block, spec)
        notes, end = read_notes(lines, block.end)
        marks = frozenset(n.marker for n in notes if n.marker)
        heads = read_heads(block.head, _width(block), spec, marks)
        draft = Draft(head.label, title, block.rows, heads, notes, _strays(block), spec)
        return Found(build(draft), (head.at, max(end, block.end)))
    if cells := read_cell_lines(lines, start, spec):
        notes, end = read_notes(lines, cells.end)
        draft = Draft(head.label, (*title, *cells.title), cells.rows, cells.heads, notes, spec=spec)
        return Found(build(draft), (head.at, max(end, cells.end)))
    return None


def _strays(block: Block) -> list[Remark]:
    """Remarks on lines between the rows whose values fit no column."""
    return [Remark("text_outside_grid", p.text, p.box) for p in block.strays]


def _width(block: Block) -> int:
    return max(len(row.values) for row in block.rows)


def _bare(lines: Sequence[Line], taken: set[int]) -> list[Found]:
    """Tables without a caption: at least three rows, each of a label and the same number of values, at least two."""
    result: list[Found] = []
    run: list[int] = []

    def close() -> None:
        if _LEAST_BARE_ROWS <= len(run) <= MOST_ROWS:
            start = run[0]
            while start > 0 and run[0] - start < 3 and lines[start - 1].words and start - 1 not in taken:
                if is_figure(lines[start - 1]) or len(lines[start - 1].words) > 100:
                    break
                start -= 1
            block = read_rows(lines, start, None, run[-1] + 1)
            if block:
                heads = read_heads(block.head, _width(block), None, frozenset())
                notes, end = read_notes(lines, block.end)
                nothing = Piece("", block.rows[0].label.box)
                result.append(
                    Found(
                        build(Draft(nothing, (), block.rows, heads, notes, _strays(block))),
                        (start, max(end, block.end)),
                    )
                )
        run.clear()

    width = 0
    for at, line in enumerate(lines):
        values = [] if at in taken else trailing_values(line)
        if line.blank and at not in taken:
            continue
        fits = len(values) >= 2 and label_before(line, values).text[:1].isalpha()
        if run and (not fits or len(values) != width or line.page != lines[run[0]].page):
            close()
        if fits:
            run.append(at)
            width = len(values)
    close()
    return result
