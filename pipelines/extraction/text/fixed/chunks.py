"""Printed lines as chunks: stretches of words that two blanks or more keep apart, with the columns they stand in.

In: lines of one page. Out: for each line its chunks, or that it is blank or a drawn rule. Relies on nothing but the
characters: a tab leads to the next eighth column, wide characters take two columns, combining ones none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipelines.extraction.text.lines import Line, Piece
from pipelines.extraction.text.values import MARKS
from pipelines.extraction.values import SYMBOLS, is_value

TAB = 8
"""Columns between two tab stops, as terminals and `expand` have them."""
SENTENCE_GAP = 2
"""Typists put two blanks after a sentence: such a gap in a long line parts no cells."""
LONG_LINE_WORDS = 8
_GAP = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]{2,}|\t")
_LEADERS = re.compile(r"(?:(?<=\s)|(?<=\w)|(?<=\)))(?:\.{3,}|(?:\. ){2,}\.?|_{3,}|\u2026{2,})(?=\s|$|[\d$(\-])")
_RULE = re.compile(r"[-=_+|~*\u2500-\u257f\u2010-\u2015\s]{3,}")
_RULE_PART = re.compile(r"[-=_~*\u2500-\u257f\u2010-\u2015]{3,}|\+[-=]{2,}")
_DIGITS = r"(?:\d{1,3}(?:[\s,.'\u2019\u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?|[.,]\d+)"
_NUMERIC = re.compile(
    rf"(?P<open>[(\[])?[<>~\u2264\u2265\u00b1+\-\u2212\u2013]?\s?(?:[$\u20ac\u00a3]|EUR |USD )?\s?[-\u2212]?{_DIGITS}"
    rf"(?:(?:\s?[-\u2013/]\s?|\sto\s){_DIGITS})?\s?(?:%|percent|million|billion|thousand|[kmb](?![a-z]))?"
    rf"(?(open)[)\]])(?:\s?[(\[][^()\[\]]{{1,14}}[)\]])?(?:\s?[{re.escape(MARKS)}]{{1,3}}|(?<=[\d%])[a-h])?",
    re.IGNORECASE,
)
_BULLETS = frozenset("\u2022\u25a0\u25cf\u25aa\u25e6\uf0b7\u00b7")
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line: their characters from start to end, and the columns they stand in (right is past the last)."""

    line: Line
    start: int
    end: int
    left: int
    right: int
    text: str
    numeric: bool

    @property
    def centre(self) -> float:
        """The middle of the chunk in columns."""
        return (self.left + self.right) / 2

    def piece(self) -> Piece:
        """The words with their place in characters."""
        return self.line.piece(self.start, self.end)

    def cut(self, at: int) -> tuple[Chunk, Chunk]:
        """The two chunks before and after the character `at` of the line."""
        return _chunk(self.line, self.start, at), _chunk(self.line, at, self.end)


@dataclass(frozen=True, slots=True)
class Strip:
    """A line seen as a whole: its chunks, and how many gaps of two blanks or more keep them apart; or a rule, with the
    columns its parts reach over; or nothing but bullets, which belong to the text beside them.
    """

    line: Line
    chunks: tuple[Chunk, ...] = ()
    rule: tuple[tuple[int, int], ...] = ()
    gaps: int = 0
    bullets: bool = False

    @property
    def blank(self) -> bool:
        """Whether nothing is printed."""
        return not self.chunks and not self.rule and not self.bullets

    @property
    def numbers(self) -> tuple[Chunk, ...]:
        """Its numbers and data symbols, but for a label at the front that is one."""
        return tuple(c for c in self.chunks[1:] if c.numeric)


def strip_of(line: Line) -> Strip:
    """The line's chunks; of a rule the stretches it is drawn in."""
    words = line.words
    if not words:
        return Strip(line)
    if _RULE.fullmatch(words) and (parts := list(_RULE_PART.finditer(line.text))):
        return Strip(line, rule=tuple((column(line.text, p.start()), column(line.text, p.end())) for p in parts))
    # Rules at the edges of a page's text, and leaders, are drawn and not words; places stay as they are.
    bare = _LEADERS.sub(lambda m: " " * len(m[0]), line.text)
    if all(word in _BULLETS for word in words.split()):
        return Strip(line, bullets=True)
    chunks: list[Chunk] = []
    gaps = -1
    start = len(bare) - len(bare.lstrip())
    end = len(bare.rstrip())
    for gap in [*_GAP.finditer(bare, start, end), None]:
        stop = gap.start() if gap else end
        if gap and _between_sentences(bare, gap, words):
            continue
        if bare[start:stop].strip():
            chunks.extend(_values_apart(_chunk(line, start, stop)))
            gaps += 1
        start = gap.end() if gap else end
    return Strip(line, tuple(chunks), gaps=max(gaps, 0))


def column(text: str, at: int) -> int:
    """The column in which the character `at` stands."""
    if text.isascii() and "\t" not in text:
        return at
    place = 0
    for char in text[:at]:
        if char == "\t":
            place += TAB - place % TAB
        elif unicodedata.combining(char) or char in "\u200b\u200c\u200d\ufeff":
            continue
        else:
            place += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return place


@lru_cache(maxsize=1 << 16)
def numeric(text: str) -> bool:
    """Whether the words are a number, a number with a share in brackets or a sign, or a data symbol."""
    if is_value(text) or text.casefold() in SYMBOLS:
        return True
    return len(text) <= 40 and _NUMERIC.fullmatch(text) is not None and not _DATE.fullmatch(text)


def _chunk(line: Line, start: int, end: int) -> Chunk:
    raw = line.text[start:end]
    first = start + len(raw) - len(raw.lstrip())
    last = first + len(raw.strip())
    text = raw.strip()
    left = column(line.text, first)
    return Chunk(line, first, last, left, left + column(text, len(text)), text, numeric(text))


def _between_sentences(text: str, gap: re.Match[str], words: str) -> bool:
    ends = text[: gap.start()].endswith((".", "?", "!", ":", ";", ".)", ".\u201d", '."'))
    return (
        ends
        and gap.end() - gap.start() == SENTENCE_GAP
        and len(words.split()) >= LONG_LINE_WORDS
        and text[gap.end() : gap.end() + 1].isupper()
    )


def _values_apart(chunk: Chunk) -> Sequence[Chunk]:
    """Values with one blank between them are cells of their own; a share in brackets stays with its count."""
    if " " not in chunk.text or chunk.numeric:
        return [chunk]
    tokens = list(re.finditer(r"\S+", chunk.text))
    if not all(numeric(t[0]) for t in tokens):
        return [chunk]
    parts: list[list[int]] = []
    for token in tokens:
        if parts and token[0].startswith("(") and token[0].endswith(")"):
            parts[-1][1] = token.end()
        else:
            parts.append([token.start(), token.end()])
    return [_chunk(chunk.line, chunk.start + a, chunk.start + b) for a, b in parts]
