"""Words to strips and pieces: lines of the page cut where white space is wider than a space between words.

In: the words of a page (or of a part of it). Out: strips from the top down, each with its pieces from left to right.
Relies on gaps measured against the word space that is usual on the page, so that typewriter faces and stretched lines
of justified text are not torn apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.words import Word, lines_of

_NUMBER = re.compile(
    r"[(\[~<>\u2264\u2265\u2248]*[-+\u2212\u2013\u2012\u00b1]?[$\u20ac\u00a3\u00a5]?\s*[-\u2212\u2013]?\.?\d[\d.,:/\u00a0\u202f'\u2019-]*"
    r"(?:[%\u2030\u00b0MKBmkx]|bn|th|nd|st|rd)?[)\]]*[a-z*\u2020\u2021\u00a7#+,;]{0,3}[)\]]?%?"
)
_SYMBOL = re.compile(
    r"[-\u2013\u2014\u2212]+|\.{2,3}|\u2026|n\.?/?a\.?|NA|N/A|[*\u2020\u2021:#\u2013/~xX!%]|\(?[DXSNAPZ]{1,2}\)|W|\$|\u20ac|\u00a3",
    re.IGNORECASE,
)
_LEADER = re.compile(r"[.\u2026_\u00b7 ]{3,}|(?:\. ?)+")
_BULLET = re.compile(
    r"[\u2022\u25aa\u25cf\u25cb\u25e6\u25a0\u25a1\u2023\u2013\u2014\u00b7\uf0b7\uf0a7\uf076\u2756\u27a2\u2713o*>+-]"
)
_ENUM = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[A-Z]|\d{1,2}")


_RANGE = re.compile(r"less|more|fewer|greater|than|at|least|most|or|and|to|under|over|below|above|up|between", re.I)
"""Words that make a range of numbers: "at least 50 and less than 80"."""
_GROUP_HEAD = re.compile(r"[(<>~$\u20ac\u00a3+\u2212\u2013-]*\d{1,3}")
_GROUP = re.compile(r"\d{3}(?!\d)")


def is_number(text: str) -> bool:
    """Whether a word is a number with its signs, or a sign that stands for one."""
    return _NUMBER.fullmatch(text) is not None or _SYMBOL.fullmatch(text) is not None


@dataclass(slots=True)
class Piece:
    """Words of one line that stand together."""

    words: list[Word]
    x0: float
    x1: float
    size: float
    value: bool = False
    text: str = ""

    @property
    def centre(self) -> float:
        """The horizontal centre of the piece."""
        return (self.x0 + self.x1) / 2

    @property
    def bold(self) -> bool:
        """Whether all its words are bold."""
        return all(w.bold for w in self.words if not w.raised)


@dataclass(slots=True)
class Strip:
    """One line, or the part of it in one column of the page, with its pieces from left to right."""

    pieces: list[Piece]
    top: float
    bottom: float
    size: float
    middle: float = field(default=0.0)

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.pieces[0].x0

    @property
    def x1(self) -> float:
        """Its right edge."""
        return max(p.x1 for p in self.pieces)

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(p.words) for p in self.pieces)

    @property
    def values(self) -> int:
        """How many of its pieces are values."""
        return sum(p.value for p in self.pieces)

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(p.text for p in self.pieces)


def _opens_value(text: str) -> bool:
    """Whether a word may open a value: a number or sign, not a name that a number follows."""
    return is_number(text) or text[:1] in "$\u20ac\u00a3(<>~"


def make_piece(words: list[Word]) -> Piece:
    """The piece that these words make."""
    plain = [w for w in words if not w.raised] or words
    numbers = sum(is_number(w.text) for w in plain)
    value = _opens_value(plain[0].text) and (
        2 * numbers >= len(plain)
        and len(plain) <= 4
        and any(c.isdigit() or len(w.text) < 4 for w in plain for c in w.text)
    )
    if not value and numbers and len(plain) <= t.RANGE_WORDS:
        value = all(is_number(w.text) or _RANGE.fullmatch(w.text) for w in plain)
    return Piece(
        words,
        words[0].box.x0,
        max(w.box.x1 for w in words),
        max(w.size for w in plain),
        value,
        " ".join(w.text for w in words),
    )


def make_strip(pieces: list[Piece]) -> Strip:
    """The strip that these pieces make."""
    plain = [w for p in pieces for w in p.words if not w.raised] or [w for p in pieces for w in p.words]
    top = min(w.box.top for w in plain)
    bottom = max(w.box.bottom for w in plain)
    return Strip(pieces, top, bottom, max(p.size for p in pieces), (top + bottom) / 2)


def usual_space(lines: Sequence[Sequence[Word]]) -> float:
    """The word space that is usual in these lines, in font sizes."""
    gaps = []
    for line in lines:
        for a, b in pairwise(line):
            gap = (b.box.x0 - a.box.x1) / a.size
            if 0.1 < gap < t.WIDEST_SPACE and a.text[-1].isalpha() and b.text[0].isalpha():
                gaps.append(gap)
    return median(gaps) if len(gaps) >= 5 else t.WORD_SPACE


def cut(line: Sequence[Word], space: float) -> list[Piece]:
    """The pieces of one line."""
    if _is_stretched(line):
        return [make_piece(list(line))]
    least = max(t.LEAST_GAP, t.SPACE_FACTOR * space)
    groups: list[list[Word]] = []
    gaps: list[float] = []
    for word in line:
        if not groups:
            groups.append([word])
            continue
        before = groups[-1][-1]
        size = max(word.size, before.size)
        gap = (word.box.x0 - before.box.x1) / size
        parted = gap > least
        if not parted and gap > t.NUMBER_GAP and not (word.raised or before.raised):
            parted = _two_numbers(before.text, word.text)
        if parted:
            groups.append([word])
            gaps.append(gap)
        else:
            groups[-1].append(word)
    return _mended([make_piece(g) for g in groups], gaps, space)


def _is_stretched(line: Sequence[Word]) -> bool:
    """Whether a line is running text stretched to its column: small letters throughout, and even gaps."""
    if len(line) < t.STRETCHED_WORDS:
        return False
    if sum(w.text[:1].islower() for w in line) < 0.6 * len(line):
        return False
    gaps = sorted((b.box.x0 - a.box.x1) / a.size for a, b in pairwise(line))
    return gaps[-1] <= t.WIDEST_STRETCH and gaps[-1] <= 1.6 * max(t.WORD_SPACE, gaps[len(gaps) // 2])


def _two_numbers(left: str, right: str) -> bool:
    if not (is_number(left) and is_number(right)):
        return False
    if left.endswith(",") or left in "$\u20ac\u00a3-\u2013\u2212:*" or right in "%*:-\u2013" or right.startswith("("):
        return False
    return not (_GROUP_HEAD.fullmatch(left) and _GROUP.match(right))


def _mended(pieces: list[Piece], gaps: list[float], space: float) -> list[Piece]:
    """Pieces of stretched running text put together again: many words, and no gap that stands out."""
    words = sum(len(p.words) for p in pieces)
    if len(pieces) < 2 or words < 2 * len(pieces) + 2:
        return pieces
    loose = max(t.LOOSE_GAP, 2.2 * space)
    kept = [pieces[0]]
    for gap, piece in zip(gaps, pieces[1:], strict=True):
        before = kept[-1]
        if gap < loose and not (before.value or piece.value) and len(before.words) + len(piece.words) >= t.WORDY + 1:
            kept[-1] = make_piece(before.words + piece.words)
        else:
            kept.append(piece)
    return kept


def is_leader(piece: Piece) -> bool:
    """Whether a piece is nothing but leader dots."""
    return _LEADER.fullmatch(piece.text) is not None


def read_strips(words: Sequence[Word]) -> list[Strip]:
    """The strips of a page or of a part of it, from the top down, whole lines each; leader dots are left out."""
    lines = lines_of(words)
    space = usual_space(lines)
    strips = []
    for line in lines:
        pieces = cut(line, space)
        if len(pieces) > 1:
            pieces = [p for p in pieces if not is_leader(p)] or pieces[:1]
        strips.append(make_strip(pieces))
    return strips


def is_item(strip: Strip) -> bool:
    """Whether a strip is an item of a list: a bullet, letter or number, then text."""
    if len(strip.pieces) != 2 or strip.pieces[1].value:
        return False
    first = strip.pieces[0].text
    return _BULLET.fullmatch(first) is not None or _ENUM.fullmatch(first) is not None


def is_prose(strip: Strip, left: float, width: float) -> bool:
    """Whether a strip is running text: a long piece over much of its column's width, not set in its middle."""
    if len(strip.pieces) > 1 and strip.pieces[-1].value and not strip.pieces[0].value:
        return False  # a long label, and its value
    return any(
        len(p.words) >= t.PROSE_WORDS
        and p.x1 - p.x0 > 0.5 * width
        and (p.x0 < left + 0.2 * width or len(strip.pieces) > 1)
        for p in strip.pieces
    )


def is_axis(strips: Sequence[Strip]) -> bool:
    """Whether strips hold the ticks of an axis: numbers under one another, mostly alone, in equal steps."""
    columns: dict[int, list[tuple[float, float, bool]]] = {}
    for strip in strips:
        for piece in strip.pieces[:1]:
            number = piece.text.strip("%$\u20ac ").replace(",", "")
            if number.replace(".", "", 1).lstrip("-\u2212\u2013").isdigit():
                at = round(piece.x1 / t.EDGE)
                value = float(number.replace("\u2212", "-").replace("\u2013", "-"))
                columns.setdefault(at, []).append((strip.middle, value, len(strip.pieces) == 1))
    for ticks in columns.values():
        if len(ticks) < 4 or sum(alone for _, _, alone in ticks) < 0.6 * len(ticks):
            continue
        steps = [b[1] - a[1] for a, b in pairwise(ticks)]
        rises = [b[0] - a[0] for a, b in pairwise(ticks)]
        even = max(rises) - min(rises) <= 0.1 * max(rises)
        if steps[0] != 0 and even and all(abs(s - steps[0]) < 1e-6 * abs(steps[0]) + 1e-9 for s in steps):
            return True
    return False
