"""What stands right above a table of cells: a caption, a heading, or a plain line that is its title; and its units.

In: the lines of a file and where a table begins. Out: the table's label, title and units, and its first line. Relies on
blank lines: a title without a number stands apart from what is above it, and close over its table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.documents.spec import TableSpec
from pipelines.extraction.model import Note
from pipelines.extraction.text.captions import caption, is_figure, read_title, spec_for, starts_note
from pipelines.extraction.text.lines import Line, Piece, joined, runs_on
from pipelines.extraction.text.markup import plain
from pipelines.extraction.titles import is_units, may_be_title

_HEADING = re.compile(r"#{1,6}\s+(?P<text>.*?)\s*#*")
_BOLD = re.compile(r"(?P<sign>\*\*|__)(?P<text>(?:(?!(?P=sign)).)+)(?P=sign)[:.]?")
_ITALIC = re.compile(r"(?P<sign>[*_])(?P<text>[^*_\s](?:[^*_]*[^*_\s])?)(?P=sign)")
_NAMED = re.compile(r"(?:Table)?:\s+(?=\S)")
"""A title as some dialects of Markdown mark it."""
_OTHER = re.compile(r"[|`\t]|</?[a-zA-Z!]|!\[|\[[^\]]*\]:|^\[[^\]]*\]\([^)]*\)$|^(?:[-*_=]\s*){3,}$")
"""Rows, tags, code, pictures, links and rules are no titles."""
_RULE = re.compile(r"[-*_=]{3,}")
_ABOVE = 6
_CAPTION_ABOVE = 8
MOST_BLANKS = 1
"""Blank lines between a table and its title, and between the title and its units; more part them, as a bold line that
opens a section is parted from a table further down."""
LEAST_BROKEN = 40
"""Characters of a title's line that had to be broken."""


@dataclass(frozen=True, slots=True)
class Above:
    """What names a table: its first line, its label ('' for none), its title and the lines of its units.

    `loose` says that nothing but its place makes the line above a title.
    """

    first: int
    label: Piece
    title: tuple[Piece, ...] = ()
    units: tuple[Note, ...] = ()
    loose: bool = False


def find_above(lines: Sequence[Line], at: int, floor: int, expected: Sequence[TableSpec]) -> Above:
    """What names the table that begins at a line; the lines before `floor` belong to the table above."""
    for start in range(at - 1, max(at - _CAPTION_ABOVE, -1), -1):
        if above := caption(lines, start):
            title, stop = read_title(lines, above, spec_for(above.label.text, expected), at)
            between = [n for n in lines[stop:at] if n.words]
            if not between or (len(between) == 1 and _units(between[0])):
                return Above(start, above.label, title, tuple(_unit(n) for n in between))
            break
    nothing = Piece("", lines[at].piece(0, 0).box)
    first, units = at, []
    over = _over(lines, at, floor)
    if over is not None and _units(lines[over]):
        first, units = over, [_unit(lines[over])]
        over = _over(lines, over, floor)
    for start in range(first - 1, max(at - _ABOVE, -1), -1):
        if found := _HEADING.fullmatch(lines[start].words):
            left = lines[start].text.find(found["text"])
            title = (plain(lines[start].piece(left, left + len(found["text"]))).piece,)
            return Above(start, nothing, title, tuple(units))
        if lines[start].words:
            break
    if over is not None and (pieces := _plain_title(lines, over, floor)):
        return Above(over - len(pieces) + 1, nothing, pieces, tuple(units), loose=True)
    return Above(first, nothing, (), tuple(units))


def _over(lines: Sequence[Line], at: int, floor: int) -> int | None:
    """The printed line close above a line, on its page and after what belongs to other tables."""
    for start in range(at - 1, max(at - MOST_BLANKS - 2, floor - 1), -1):
        if lines[start].page != lines[at].page:
            return None
        if not lines[start].blank:
            return start if lines[start].words else None
    return None


def _units(line: Line) -> bool:
    return is_units(_inner(line).text)


def _unit(line: Line) -> Note:
    piece = _inner(line)
    return Note("note", "", piece.text, piece.box)


def _inner(line: Line) -> Piece:
    """The words of a line without the signs of Markdown around them."""
    found = _BOLD.fullmatch(line.words) or _ITALIC.fullmatch(line.words)
    piece = line.piece()
    if found:
        left = int(piece.box.x0) + found.start("text")
        piece = line.piece(left, left + len(found["text"]))
    return plain(piece).piece


def _plain_title(lines: Sequence[Line], last: int, floor: int) -> tuple[Piece, ...]:
    """The title that ends on a line: this line, or two of which the first had to be broken; else nothing."""
    start = last
    while start > floor and last - start < 2 and not _ends_block(lines, start):
        start -= 1
    block = lines[start : last + 1]
    if len(block) > 2 or (len(block) == 2 and not _one_title(block[0].words, block[1].words)):
        return ()
    if any(_is_other(block, k) for k in range(len(block))):
        return ()
    if start == floor and floor > 0 and not lines[floor - 1].blank:
        return ()  # the line goes on from the table above
    pieces = [_inner(n) for n in block]
    if marked := _NAMED.match(pieces[0].text):
        box = pieces[0].box
        pieces[0] = Piece(pieces[0].text[marked.end() :], replace(box, x0=box.x0 + marked.end()))
    bold = all(_BOLD.fullmatch(n.words) for n in block)
    if bold:
        pieces[-1] = replace(pieces[-1], text=pieces[-1].text.rstrip(":."))
    return tuple(pieces) if may_be_title(joined(p.text for p in pieces)) else ()


def _is_other(block: Sequence[Line], at: int) -> bool:
    """Whether a line is a note, a caption of something else, or no words at all."""
    line = block[at]
    note = starts_note(line) and not _ITALIC.fullmatch(line.words)
    return note or _OTHER.search(line.words) is not None or is_figure(line) or caption(block, at) is not None


def _ends_block(lines: Sequence[Line], at: int) -> bool:
    """Whether what is above a line is parted from it: by a blank line, a page or a heading."""
    if at == 0 or lines[at - 1].page != lines[at].page:
        return True
    above = lines[at - 1]
    return above.blank or _HEADING.fullmatch(above.words) is not None or _RULE.fullmatch(above.words) is not None


def _one_title(first: str, second: str) -> bool:
    return len(first) >= LEAST_BROKEN and (runs_on(first, second) or second[:1] in "(0123456789")
