"""The running text of a text rendition: lines outside the tables, in columns where they are set in columns.

In: the lines of a file, and the tables found in it. Out: a `PageProse` for each page; boxes are in lines and characters
of the file as it stands. Relies on three blanks or more between columns; marks of Markdown are read as what they mean
(headings, weight) and left out of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Protocol

from pipelines.extraction.model import Box, Table
from pipelines.extraction.statements.from_tables import frame_of, given_by
from pipelines.extraction.statements.order import columns_of
from pipelines.extraction.statements.prose import Column, Given, Line, PageProse

SIZE = 1.0
"""Lines of text are one high: their type size, where a PDF has points."""

_PIECE = re.compile(r"\S+(?:[ \u00a0]{1,2}\S+)*")
"""A run of words with at most two blanks between them (some typists set two after a full stop)."""
_MARKER = re.compile(r"\d{1,2}|[a-z*\u2020\u2021]")
"""A raised marker comes out on a line of its own; so does a figure of an axis, which is left out as well."""
_LOOKS_MARKED = re.compile(r"#{1,6} \S|.{0,200}\*\*\S")
_HEADING = re.compile(r"#{1,6}\s+")
_BOLD = re.compile(r"(\*\*|__)(?P<text>.+)\1[:.]?")
_EMPHASIS = re.compile(r"\*\*|__|(?<![\w*])[*_](?=[\w$\u201c\"(])|(?<=[\w%.,!?\u201d\")])[*_](?![\w*])|`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!$|<>])")
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}\)")


class TextLine(Protocol):
    """A line of a text file: its page from 1, its number in the page from 0, its characters."""

    @property
    def page(self) -> int:
        """Page, counted from 1."""

    @property
    def top(self) -> int:
        """Number of the line in its page, counted from 0."""

    @property
    def text(self) -> str:
        """The characters of the line."""


@dataclass(slots=True)
class _Piece:
    box: Box
    text: str = ""
    given: list[Given] | None = None


def plain_prose(lines: Iterable[TextLine], tables: Sequence[Table]) -> list[PageProse]:
    """The running text of a text file, page by page."""
    every = list(lines)
    marked = any(_LOOKS_MARKED.match(line.text) for line in every)
    pages = []
    for number, group in groupby(every, key=lambda line: line.page):
        of_page = list(group)
        pages.append(_page(number, of_page, [t for t in tables if any(p.page == number for p in t.parts)], marked))
    return pages


def _page(number: int, lines: Sequence[TextLine], tables: Sequence[Table], marked: bool) -> PageProse:
    frames = [(t, f) for t in tables if (f := frame_of(t, number))]
    inside: list[list[Box]] = [[] for _ in frames]
    pieces: list[_Piece] = []
    for line in lines:
        near = [i for i, (_, f) in enumerate(frames) if f.top <= line.top + 0.5 <= f.bottom]
        for found in _PIECE.finditer(line.text.expandtabs(1)):
            box = Box(number, float(found.start()), float(line.top), float(found.end()), line.top + 1.0)
            owner = next((i for i in near if box.x0 < frames[i][1].x1 and box.x1 > frames[i][1].x0), None)
            if owner is None:
                pieces.append(_Piece(box, found[0]))
            else:
                inside[owner].append(box)
    pieces += [_Piece(f, given=given_by(t, number, inside[i])) for i, (t, f) in enumerate(frames)]
    width = max((float(len(line.text)) for line in lines), default=0.0)
    height = lines[-1].top + 1.0 if lines else 0.0
    page = PageProse(number, width, height)
    for column in columns_of(pieces, SIZE):
        items: list[Line | Given] = []
        for piece in column:
            if piece.given is None:
                items.append(_line(piece, marked))
            else:
                items += piece.given
        page.columns.append(Column(items))
    return page


def _line(piece: _Piece, marked: bool) -> Line:
    """A line as printed; of Markdown without its marks, which say whether it is a heading or set bold."""
    if _MARKER.fullmatch(piece.text):
        return Line("", piece.box, SIZE, raised=piece.text)
    if not marked:
        return Line(piece.text, piece.box, SIZE)
    text = piece.text
    level = 0
    if heading := _HEADING.match(text):
        text, level = text[heading.end() :], 1
    bold = _BOLD.fullmatch(text)
    whole = bold is not None and "**" not in bold["text"]
    text = _LINK.sub(r"\1", text)
    bullet = text[:2] if text[:2] in ("* ", "- ") else ""
    text = bullet + _EMPHASIS.sub("", text[len(bullet) :])
    return Line(_ESCAPED.sub(r"\1", text).strip(), piece.box, SIZE, bold=whole, opens_bold=whole, level=level)
