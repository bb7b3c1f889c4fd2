"""The running text of a PDF page: words outside the tables to lines in reading order.

In: the words and areas of a page, and the tables found on it. Out: a `PageProse`. Relies on `order` for columns; boxed
areas that hold lines of text are read on their own, where they stand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING

from pipelines.extraction.model import Box, Table
from pipelines.extraction.statements.from_tables import frame_of, given_by
from pipelines.extraction.statements.order import GUTTER, columns_of
from pipelines.extraction.statements.prose import Column, Given, Line, PageProse
from pipelines.extraction.words import Word, lines_of

if TYPE_CHECKING:
    from pipelines.extraction.characters.frames import Frame
    from pipelines.extraction.pdf import PageContent
    from pipelines.extraction.rules import Area

BULLETS = frozenset(
    "\u2022\u25a0\u25aa\u25cf\u25cb\u25e6\u2023\u2043\u2219\u25b6\u25ba\u25b8\u27a4\u2713\u2714\u25c6\u25c7\uf0a7\uf0b7\uf0d8\ufffd\u00b7*-\u2013\u2014o>+"
)
"""Signs that open an item of a list when they stand alone."""
ORDINALS = frozenset({"st", "nd", "rd", "th"})
"""Raised endings that belong to the number before them."""
BOX_WIDTH, BOX_HEIGHT = 90.0, 36.0
"""A boxed text is at least this wide and high, in points: a line of six words, and three lines."""
BOX_LINES = 2
"""A boxed text holds at least so many lines."""
BOX_SHARE = 0.6
"""A box over more than this share of the page is its ground, not a box."""
MOST_AREAS = 400
"""With more areas than this the page is a drawing, and none of them is looked into."""
SAME_LINE = 4.0
"""Pieces of one row of one column are one line if they stand closer than this, in type sizes."""
SAME_TYPE = 0.06
"""Type whose size differs by no more than this share may be one line."""
BIGGER = 1.4
"""Words of one line differ in size by less than this factor, small capitals and first letters included."""
SMALL_GAP = 0.5
"""Words as unlike as that belong to one line if they stand closer than this, in the smaller type's size."""
CAPTION_GAP = 3.0
"""A caption stands within this many type sizes above its table."""
SLACK = 1.5
"""Words lie inside a table's frame within this, in points."""


@dataclass(slots=True)
class _Piece:
    """A run of words of one line, a table, or a box with all that it holds."""

    box: Box
    words: list[Word] = field(default_factory=list)
    given: list[Given] | None = None
    columns: list[Column] | None = None


def page_prose(
    content: PageContent, tables: Sequence[Table], lines: Sequence[Sequence[Word]] | None = None
) -> PageProse:
    """The running text of a page in reading order; `lines` are its words by lines, where they are known."""
    page, frame = content.page, content.frame
    width, height = page.width, page.height
    if not frame.plain:
        tables = [_into(frame, t) for t in tables]
        if round(frame.angle / 90) % 2:
            width, height = height, width
    prose = PageProse(page.number, width, height, frame=frame)
    by_line = lines if lines is not None else lines_of(content.words)
    if not by_line:
        return prose
    size = median(w.size for line in by_line for w in line[:1])
    framed, free = _tables(tables, by_line, page.number)
    pieces = [p for line in free for p in _pieces(line)]
    boxed, pieces = _boxes(content.areas, pieces, width * height, height, size)
    for column in columns_of([*pieces, *framed, *boxed], size):
        prose.columns += _column(column, apart=False)
    _merge(prose.columns)
    return prose


def _into(frame: Frame, table: Table) -> Table:
    """A table with its boxes in the frame in which the text of its page stands upright."""
    return replace(
        table,
        parts=tuple(frame.into(b) for b in table.parts),
        cells=tuple(replace(c, box=frame.into(c.box)) for c in table.cells),
        notes=tuple(replace(n, box=frame.into(n.box)) for n in table.notes),
        remarks=tuple(replace(r, box=frame.into(r.box)) for r in table.remarks),
    )


def _merge(columns: list[Column]) -> None:
    """Join a column to the one before where its first line stands right under the last line of that one."""
    merged: list[Column] = []
    for column in columns:
        last = merged[-1].items[-1] if merged else None
        first = column.items[0]
        if isinstance(last, Line) and isinstance(first, Line) and merged[-1].apart == column.apart:
            gap = first.box.top - last.box.bottom
            if -0.5 * last.size < gap < first.size and abs(first.box.x0 - last.box.x0) < 2 * first.size:
                merged[-1].items += column.items
                continue
        merged.append(column)
    columns[:] = merged


def _tables(
    tables: Sequence[Table], lines: Sequence[Sequence[Word]], page: int
) -> tuple[list[_Piece], Sequence[Sequence[Word]]]:
    """The tables as pieces with what they state, and the lines without the words inside the tables."""
    frames = [(t, _with_caption(t, f, lines)) for t in tables if (f := frame_of(t, page))]
    if not frames:
        return [], lines
    inside: list[list[Box]] = [[] for _ in frames]
    free = []
    for line in lines:
        top, bottom = line[0].box.top, line[0].box.bottom
        near = [i for i, (_, f) in enumerate(frames) if bottom >= f.top - SLACK and top <= f.bottom + SLACK]
        if not near:
            free.append(line)
            continue
        rest = []
        taken: dict[int, list[Box]] = {}
        for word in line:
            for i in near:
                if _within(word.box, frames[i][1]):
                    taken.setdefault(i, []).append(word.box)
                    break
            else:
                rest.append(word)
        for i, boxes in taken.items():
            inside[i].append(Box.around(boxes))
        if rest:
            free.append(rest)
    return [_Piece(f, given=given_by(t, page, inside[i])) for i, (t, f) in enumerate(frames)], free


def _with_caption(table: Table, frame: Box, lines: Sequence[Sequence[Word]]) -> Box:
    """The frame of a table with the lines of its caption, where they stand right above it."""
    caption = "".join(f"{table.label}{table.title}".casefold().split())
    if table.kind != "table" or not caption:
        return frame
    for line in sorted(lines, key=lambda line: -line[0].box.top):
        near = [w for w in line if frame.x0 - SLACK <= (w.box.x0 + w.box.x1) / 2 and not w.raised]
        if not near or near[0].middle >= frame.top:
            continue
        if frame.top - near[0].box.bottom > CAPTION_GAP * near[0].size:
            break
        words = [w.text.casefold() for w in near if (w.box.x0 + w.box.x1) / 2 <= frame.x1 + SLACK]
        text = "".join(words).rstrip(".:*")
        if text and text in caption:
            boxes = [w.box for w in near[: len(words)]]
            top, right = min(b.top for b in boxes), max(b.x1 for b in boxes)
            frame = Box(frame.page, frame.x0, top, max(frame.x1, right), frame.bottom)
    return frame


def _within(box: Box, frame: Box) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return frame.x0 - SLACK <= x <= frame.x1 + SLACK and frame.top - SLACK <= y <= frame.bottom + SLACK


def _pieces(line: Sequence[Word]) -> list[_Piece]:
    """The line cut where a gutter may run; a bullet stays with its text."""
    pieces: list[_Piece] = []
    start = 0
    for i in range(1, len(line) + 1):
        if i < len(line):
            before, word = line[i - 1], line[i]
            gap = word.box.x0 - before.box.x1
            if gap > SMALL_GAP * min(before.size, word.size) and _unlike(before, word):
                pass  # a big figure beside its label
            elif gap < GUTTER * max(before.size, word.size) or (word.raised and gap < word.size):
                continue
            if i - start == 1 and gap < 3 * word.size and _is_bullet(before.text):
                continue
        run = list(line[start:i])
        pieces.append(_Piece(_around(run), run))
        start = i
    return pieces


def _unlike(first: Word, second: Word) -> bool:
    """Whether one of two words is set so much larger that they are no words of one line."""
    return max(first.size, second.size) > BIGGER * min(first.size, second.size) and not (first.raised or second.raised)


def _is_bullet(text: str) -> bool:
    return text in BULLETS or (len(text) <= 3 and text[:-1].isalnum() and text[-1] in ".)")


def _around(words: Sequence[Word]) -> Box:
    boxes = [w.box for w in words]
    first = boxes[0]
    top, bottom = min([b.top for b in boxes]), max([b.bottom for b in boxes])
    return Box(first.page, first.x0, top, max([b.x1 for b in boxes]), bottom)


def _boxes(
    areas: Sequence[Area], pieces: list[_Piece], page_area: float, page_height: float, size: float
) -> tuple[list[_Piece], list[_Piece]]:
    """Boxed texts as pieces of their own, and the pieces outside them."""
    fitting = [
        a for a in areas
        if a.width >= BOX_WIDTH and a.height >= BOX_HEIGHT and a.width * a.height <= BOX_SHARE * page_area
    ]  # fmt: skip
    if not fitting or len(fitting) > MOST_AREAS:
        return [], pieces
    boxed = []
    for area in sorted(fitting, key=lambda a: -a.width * a.height):
        inside = [p for p in pieces if area.holds(p.box.x0, p.box.top, p.box.x1, p.box.bottom)]
        if len({round(p.box.top) for p in inside}) < BOX_LINES:
            continue
        chosen = set(map(id, inside))
        pieces = [p for p in pieces if id(p) not in chosen]
        columns = [
            c for found in columns_of(inside, size) for c in _column(found, apart=area.height < BOX_SHARE * page_height)
        ]
        boxed.append(_Piece(Box(inside[0].box.page, area.x0, area.top, area.x1, area.bottom), columns=columns))
    return boxed, pieces


def _column(pieces: Sequence[_Piece], apart: bool) -> list[Column]:
    """A column as lines and given statements; boxes inside it come out as columns of their own."""
    result: list[Column] = []
    items: list[Line | Given] = []
    row: list[_Piece] = []

    def close_row() -> None:
        items.extend(_line(group) for group in _rows(row))
        row.clear()

    for piece in pieces:
        if piece.words:
            if row and not _same_row(row[0], piece):
                close_row()
            row.append(piece)
            continue
        close_row()
        if piece.given is not None:
            items += piece.given
        elif piece.columns is not None:
            if items:
                result.append(Column(items, apart))
            result += piece.columns
            items = []
    close_row()
    if items:
        result.append(Column(items, apart))
    return result


def _same_row(first: _Piece, second: _Piece) -> bool:
    a, b = first.box, second.box
    return min(a.bottom, b.bottom) - max(a.top, b.top) > 0.5 * max(a.bottom - a.top, b.bottom - b.top)


def _rows(row: Sequence[_Piece]) -> list[list[Word]]:
    """The words of one row of a column as one line, or as several where they stand far apart."""
    lines: list[list[Word]] = []
    for piece in sorted(row, key=lambda p: p.box.x0):
        size = piece.words[0].size
        near = lines and piece.box.x0 - lines[-1][-1].box.x1 < SAME_LINE * size
        if near and abs(lines[-1][-1].size - size) <= SAME_TYPE * size:
            lines[-1] += piece.words
        else:
            lines.append(list(piece.words))
    return lines


def _with_ordinals(words: Sequence[Word]) -> list[Word]:
    """Words without raised markers, but with the raised endings of ordinal numbers put back to them (3 and rd)."""
    plain: list[Word] = []
    for word in words:
        if not word.raised:
            plain.append(word)
        elif word.text in ORDINALS and plain and plain[-1].text[-1:].isdigit():
            plain[-1] = replace(plain[-1], text=plain[-1].text + word.text)
    return plain


def _line(words: Sequence[Word]) -> Line:
    plain = [w for w in words if not w.raised]
    if len(plain) < len(words) and any(w.text in ORDINALS for w in words):
        plain = _with_ordinals(words)
    if not plain:
        return Line("", _around(words), words[0].size, raised=words[0].text)
    size = plain[len(plain) // 2].size
    lettered = [w for w in plain if w.text not in BULLETS] or plain
    return Line(
        " ".join([w.text for w in plain]),
        _around(plain),
        size,
        all(w.bold for w in lettered),
        lettered[0].bold,
        words[0].text if words[0].raised else "",
    )
