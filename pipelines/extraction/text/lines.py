"""Lines of a text file with their places, and words joined over line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.documents.encoding import NotTextError, decode
from pipelines.documents.spec import DASHES
from pipelines.extraction.model import Box, ExtractionError, Page

LONGEST_LINE = 1000
"""Longer lines are running text: no row of a printed table is as wide, and searching them would only cost time."""

MOST_LINES = 1_000_000
"""Lines of a file that is read: twenty thousand printed pages. More would be data, and take memory without bounds."""
MOST_ROWS = 100_000
"""Lines of one table; no printed table is as long."""

_SOFT_HYPHEN = "\u00ad"
_BREAK = re.compile(r"\r\n|\r|\n|\x0b|\x85|\u2028|\u2029")
_OPEN_WORDS = frozenset({"a", "an", "and", "as", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line: page from 1, line from 0 within the page, characters as they stand."""

    page: int
    top: int
    text: str

    @property
    def words(self) -> str:
        """The line without outer blanks; empty for lines that are too long to belong to a table."""
        return self.text.strip() if len(self.text) <= LONGEST_LINE else ""

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on the line."""
        return not self.text.strip()

    def piece(self, start: int = 0, end: int | None = None) -> Piece:
        """The characters from start to end without outer blanks, with their place."""
        raw = self.text[start:end]
        left = start + len(raw) - len(raw.lstrip())
        text = raw.strip()
        return Piece(text, Box(self.page, left, self.top, left + len(text), self.top + 1))


@dataclass(frozen=True, slots=True)
class Piece:
    """Printed words and their place."""

    text: str
    box: Box


def characters(raw: bytes, name: str) -> str:
    """The characters of a text file; raises ExtractionError where the bytes are not text, or have too many lines."""
    try:
        text = decode(raw).text
    except NotTextError as error:
        raise ExtractionError(f"{name}: {error}") from error
    if sum(text.count(sign) for sign in "\n\r") - text.count("\r\n") > MOST_LINES:
        raise ExtractionError(f"{name}: has more than {MOST_LINES:,} lines of text. Split the file.")
    return text


def split_pages(text: str) -> list[list[Line]]:
    """The lines of each page; a form feed begins a page, and one at the very end does not."""
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    return [
        [Line(number, top, line) for top, line in enumerate(_BREAK.split(page))]
        for number, page in enumerate(pages, start=1)
    ]


def page_of(number: int, lines: Sequence[Line]) -> Page:
    """The size of a page in characters and lines."""
    return Page(
        number,
        float(max((len(line.text) for line in lines), default=0)),
        float(len(lines)),
        sum(len(line.text.strip()) for line in lines),
    )


def joined(parts: Iterable[str]) -> str:
    """Broken lines as one: a soft hyphen goes, after a slash or a hyphen no blank is put."""
    text = ""
    for part in parts:
        words = " ".join(part.split())
        if text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + words
        elif not text or not words or text.endswith(("/", "-", "\u2010")):
            text += words
        else:
            text += " " + words
    return text.replace(_SOFT_HYPHEN, "")


def together(pieces: Sequence[Piece]) -> Piece:
    """Pieces (at least one, of one page) as one piece."""
    return Piece(joined(p.text for p in pieces), Box.around(p.box for p in pieces))


def runs_on(first: str, second: str) -> bool:
    """Whether two lines are one broken label, going by their print alone."""
    before, after = first.strip(), second.strip()
    if not before or not after:
        return True
    if after[0].islower() or after[0] in "&/),":
        return True
    if before[-1] in f"/,&({_SOFT_HYPHEN}" or (before[-1] in DASHES and before[-1] not in "\u2013\u2014"):
        return True
    if before.split()[-1].casefold() in _OPEN_WORDS:
        return True
    return first.endswith("  ") and second.startswith(" ")
