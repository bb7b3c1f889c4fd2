"""A table from a box of a page: its grid with spans, roles, markers and paths, its caption and its notes.

In: what stands on a page, and the box of the grid. Out: a Table. Relies on the steps that `structure` lists.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.extraction.headers import Head, Span, column_paths, level_heads
from pipelines.extraction.model import Box, Cell, Note, Role, Table
from pipelines.extraction.notes import read_notes, take_markers
from pipelines.extraction.pdf import PageContent
from pipelines.extraction.structure.around import caption_above, notes_below, title_of
from pipelines.extraction.structure.cells import Place, place_cells
from pipelines.extraction.structure.columns import find_columns
from pipelines.extraction.structure.heads import read_heads
from pipelines.extraction.structure.pieces import drawn_in_letters, pieces
from pipelines.extraction.structure.rows import body_rows
from pipelines.extraction.structure.separators import separators
from pipelines.extraction.structure.stub_columns import count_stub, stub_paths
from pipelines.extraction.structure.titles import text_of, title_above
from pipelines.extraction.structure.turned import turned_heads
from pipelines.extraction.structure.zones import head_lines, line_top
from pipelines.extraction.stubs import Row, set_parents
from pipelines.extraction.words import Chunk, chunks_of, join_wrapped, lines_of


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's grid before it is put in words."""

    box: Box
    columns: list[Span]
    heads: list[Head]
    levels: int
    rows: list[Row]
    places: list[Place]


def read_grid(content: PageContent, box: Box) -> Grid | None:
    """The grid of the table that stands in a box of a page, or None where fewer than two words stand in it."""
    inside = content.within(box)
    words, drawn = drawn_in_letters(inside.words)
    if len(words) < 2:
        return None
    whole = Box.around(w.box for w in words)
    parts = separators([*content.rules, *drawn], content.vertical_rules, content.areas, whole)
    lines = pieces(words, parts)
    columns = find_columns(lines, parts, whole.top, whole.bottom)
    if not columns:
        return None
    top = head_lines(lines, columns, parts)
    heads, levels = read_heads(lines[:top], columns, parts)
    if inside.turned and top < len(lines):
        heads += turned_heads(inside.turned, columns, line_top(lines[top]))
        levels = level_heads(heads, len(columns))
    rows = body_rows(lines[top:], columns, parts)
    places = place_cells(rows, columns, parts)
    set_parents(rows)
    return Grid(whole, columns, heads, levels, rows, places)


def read_table(
    content: PageContent,
    box: Box,
    lines: Sequence[Sequence[Chunk]] = (),
    vocabulary: frozenset[str] = frozenset(),
    others: Sequence[Box] = (),
) -> Table | None:
    """The table that stands in a box of a page, with caption and notes where `lines` (the page's chunks) are given.

    `others` are the boxes of the page's other tables. None where nothing stands in the box.
    """
    grid = read_grid(content, box)
    if grid is None:
        return None
    chunks = [c for h in grid.heads for c in h.chunks] + [c for p in grid.places for c in p.chunks]
    raised = frozenset(w.text for c in chunks for w in c.words if w.raised)
    label, title, taken = caption_above(lines, grid.box, others)
    notes = read_notes(notes_below(lines, grid.box, content.rules, raised, others), vocabulary, raised)
    titles = title_of(label, title, taken)
    if not label:
        above, units = title_above(lines, grid.box, content.height, others)
        titles = [text_of(line) for line in above]
        notes = (*(Note("note", "", text_of(line), Box.around(c.box for c in line)) for line in units), *notes)
    known = frozenset(n.marker for n in notes if n.kind == "footnote")

    def plain(text: str) -> str:
        return take_markers(text, (), known)[0]

    stub = count_stub(grid.rows, grid.places, len(grid.columns))
    cells = _head_cells(grid, vocabulary, known) + _body_cells(grid, stub, vocabulary, known)
    rpaths = [tuple(map(plain, path)) for path in stub_paths(grid.rows, grid.places, stub, vocabulary)]
    cpaths = [tuple(map(plain, path)) for path in column_paths(grid.heads, len(grid.columns), vocabulary)]
    return Table(
        label=label,
        title=plain(join_wrapped(titles, vocabulary)),
        kind="table",
        parts=(Box.around([grid.box, *(n.box for n in notes)]),),
        header_rows=grid.levels,
        stub_columns=stub,
        cells=tuple(sorted(cells, key=lambda c: (c.row_start, c.col_start))),
        row_paths=((),) * grid.levels + tuple(rpaths),
        column_paths=tuple(cpaths),
        notes=notes,
        source=" ".join(n.text for n in notes if n.kind == "source"),
    )


def _head_cells(grid: Grid, vocabulary: frozenset[str], known: frozenset[str]) -> list[Cell]:
    cells = []
    for head in grid.heads:
        above = [
            h
            for h in grid.heads
            if h is not head and h.level > head.level and h.first <= head.last and h.last >= head.first
        ]
        top = grid.levels - min((h.level for h in above), default=grid.levels)
        end = grid.levels - 1 - head.level
        text, markers = take_markers(head.text(vocabulary), head.chunks, known)
        box = Box.around(c.box for c in head.chunks)
        cells.append(Cell(min(top, end), end, head.first, head.last, text, box, "head", markers))
    return cells


def _body_cells(grid: Grid, stub: int, vocabulary: frozenset[str], known: frozenset[str]) -> list[Cell]:
    cells = []
    for place in grid.places:
        text, markers = take_markers(_text(place.chunks, vocabulary), place.chunks, known)
        role: Role = "stub" if place.col_start < stub else "body"
        if grid.rows[place.row_start].is_section:
            role = "section"
        raised = any(w.raised for c in place.chunks for w in c.words)
        plain = [w.box for c in place.chunks for w in c.words if raised and not w.raised]
        around = Box.around(plain or [c.box for c in place.chunks])
        at = (grid.levels + place.row_start, grid.levels + place.row_end, place.col_start, place.col_end)
        cells.append(Cell(*at, text, around, role, markers))
    return cells


def _text(chunks: Sequence[Chunk], vocabulary: frozenset[str]) -> str:
    """The words of a cell, broken lines joined, markers left out."""
    if len(chunks) == 1:
        return join_wrapped([chunks[0].text], vocabulary)
    lines = lines_of([w for c in chunks for w in c.words if not w.raised])
    return join_wrapped([" ".join(c.text for c in chunks_of(line)) for line in lines], vocabulary)
