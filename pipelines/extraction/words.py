"""Characters to words, words to lines and chunks: what a reader's eye groups before it sees any table.

In: the words of one page with size and weight. Out: lines (words on one baseline) and chunks (words of a line that
stand
one word space apart). Relies on distances measured in shares of the font size, so that type of any size reads the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipelines.extraction.model import Box
from pipelines.extraction.values import is_value

CHUNK_GAP = 0.45
"""Widest gap inside a chunk, in font sizes: a word space is 0.2 to 0.35, the gap between tight columns 0.5 and more."""
NUMBER_GAP = 0.3
"""Two numbers side by side are two cells from this gap on, in font sizes; thousands set apart stand closer."""
LINE_SHIFT = 0.35
"""Words share a line if their middles differ by less than this, in font sizes."""
RAISED_SIZE = 0.8
"""A marker raised above its line is set at most at this share of the line's size."""
RAISED_LETTERS = 5
"""A raised marker is no longer than this."""
RAISED_FOOT = (0.22, 0.6)
"""How far a raised marker of full size stands above the foot of its line, in font sizes; lines stand 0.9 apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as printed, with its box, font size in points, and whether it is set bold or in a raised small size.

    `turned` is the angle in degrees, anticlockwise, of a word that does not stand upright on its page.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    raised: bool = False
    turned: int = 0

    @property
    def middle(self) -> float:
        """The height of the word's middle line on the page."""
        return (self.box.top + self.box.bottom) / 2


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line that stand together: a cell, a piece of a label, or a piece of prose."""

    words: tuple[Word, ...]
    box: Box
    size: float

    @property
    def text(self) -> str:
        """The words with single spaces between them, raised markers left out."""
        return " ".join(w.text for w in self.words if not w.raised)

    @property
    def bold(self) -> bool:
        """Whether all words that are not raised are bold."""
        return all(w.bold for w in self.words if not w.raised)

    @property
    def middle(self) -> float:
        """The height of the middle of the chunk's line."""
        return (self.box.top + self.box.bottom) / 2

    @property
    def centre(self) -> float:
        """The horizontal centre of the chunk."""
        return (self.box.x0 + self.box.x1) / 2


def chunk_of(words: Sequence[Word]) -> Chunk:
    """The chunk that these words of one line make (at least one word)."""
    plain = [w for w in words if not w.raised] or list(words)
    return Chunk(tuple(words), Box.around(w.box for w in words), median(w.size for w in plain))


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words gathered into lines from the top of the page down, each line from left to right.

    Words belong to one line where their middles lie within LINE_SHIFT of each other; raised markers follow the word
    they touch.
    """
    upright = sorted((w for w in words if not w.raised), key=lambda w: (w.middle, w.box.x0))
    lines: list[list[Word]] = []
    for word in upright:
        for line in reversed(lines[-4:]):
            reference = line[0]
            if abs(word.middle - reference.middle) <= LINE_SHIFT * min(word.size, reference.size):
                line.append(word)
                break
        else:
            lines.append([word])
    for mark in (w for w in words if w.raised):
        host = _host(mark, lines)
        if host is None:
            lines.append([mark])
        else:
            host.append(mark)
    for line in lines:
        line.sort(key=lambda w: w.box.x0)
    lines.sort(key=lambda line: min((w.box.top for w in line if not w.raised), default=line[0].box.top))
    return lines


def _host(mark: Word, lines: list[list[Word]]) -> list[Word] | None:
    """The line whose word a raised marker stands against: beside it, and overlapping it in height."""
    best: tuple[float, list[Word]] | None = None
    for line in lines:
        for word in line:
            if word.raised or mark.box.bottom < word.box.top or mark.box.top > word.box.bottom:
                continue
            gap = min(abs(mark.box.x0 - word.box.x1), abs(word.box.x0 - mark.box.x1))
            if gap <= word.size and (best is None or gap < best[0]):
                best = (gap, line)
    return best[1] if best else None


def chunks_of(line: Sequence[Word]) -> list[Chunk]:
    """The chunks of one line: split where the gap is wider than a word space, or between two complete numbers."""
    groups: list[list[Word]] = []
    for word in line:
        if groups:
            before = groups[-1][-1]
            gap = word.box.x0 - before.box.x1
            size = max(w.size for w in (word, before))
            if word.raised or before.raised:
                apart = gap > CHUNK_GAP * size
            else:
                apart = gap > CHUNK_GAP * size or (
                    gap > NUMBER_GAP * size and is_value(word.text) and is_value(" ".join(w.text for w in groups[-1]))
                )
            if not apart:
                groups[-1].append(word)
                continue
        groups.append([word])
    return [chunk_of(g) for g in groups]


def mark_raised(words: Sequence[Word]) -> list[Word]:
    """The same words from the top down, with those marked as raised that stand high against a neighbour on their line.

    A small word counts as raised if a larger word beside it (within half its size) reaches lower than the small one's
    foot; so small print as such is never raised. A word of full size does if it touches the word before it and stands
    RAISED_FOOT above that one's foot.
    """
    by_top = sorted(words, key=lambda w: w.box.top)
    tallest = max((w.box.bottom - w.box.top for w in words), default=0.0)
    hosts: dict[float, tuple[list[Word], list[float]]] = {}
    ends: dict[int, list[Word]] = {}
    for word in by_top:
        ends.setdefault(round(word.box.x1), []).append(word)
    result: list[Word] = []
    for word in by_top:
        if len(word.text) <= RAISED_LETTERS:
            size = round(word.size, 1)
            if size not in hosts:
                larger = [w for w in by_top if w.size * RAISED_SIZE >= size]
                hosts[size] = larger, [w.box.top for w in larger]
            if _is_raised(word, *hosts[size], tallest) or _stands_higher(word, ends):
                word = replace(word, raised=True)
        result.append(word)
    return result


def _is_raised(word: Word, larger: Sequence[Word], tops: Sequence[float], tallest: float) -> bool:
    """Whether a small word stands high against one of the larger words."""
    box = word.box
    for other in larger[bisect_left(tops, box.top - tallest) :]:
        if other.box.top > box.bottom:
            break
        gap = min(abs(box.x0 - other.box.x1), abs(other.box.x0 - box.x1))
        if gap > 0.5 * other.size or box.bottom > other.box.bottom - 0.1 * other.size:
            continue
        if other.box.top - 0.5 * other.size <= box.top and box.bottom > other.box.top:
            return True
    return False


def _stands_higher(word: Word, ends: Mapping[int, Sequence[Word]]) -> bool:
    """Whether a short word of full size touches the word before it and stands above its foot."""
    box = word.box
    if len(word.text) > 3:
        return False
    for at in range(round(box.x0 - 0.15 * word.size) - 1, round(box.x0) + 2):
        for other in ends.get(at, ()):
            low, high = RAISED_FOOT
            if other.size < RAISED_SIZE * word.size or abs(box.x0 - other.box.x1) > 0.15 * word.size:
                continue
            if low * other.size <= other.box.bottom - box.bottom <= high * other.size:
                return True
    return False


def join_wrapped(pieces: Sequence[str], vocabulary: frozenset[str] = frozenset()) -> str:
    """Pieces of a label or title that was broken over lines, as one text.

    A slash or dash at the end of a line joins without a space; a hyphen is dropped only where the page has the joined
    word elsewhere, or where it is a soft hyphen.

    >>> join_wrapped(["Child pornography possession/receipt/", "distribution"]), join_wrapped(["OVER 15-", "YEAR"])
    ('Child pornography possession/receipt/distribution', 'OVER 15-YEAR')
    """
    text = ""
    for piece in (p.strip() for p in pieces):
        if not piece:
            continue
        if not text:
            text = piece
        elif text.endswith("\u00ad"):
            text = text[:-1] + piece
        elif text.endswith("/"):
            text += piece
        elif text.endswith(("-", "\u2010")) and len(text) > 1 and text[-2].isalnum():
            stem, head = text[:-1].split()[-1] if text[:-1].split() else "", piece.split()[0]
            whole = (stem + head).casefold().strip(".,;:")
            text = text[:-1] + piece if whole in vocabulary else text + piece
        else:
            text += " " + piece
    return " ".join(text.replace("\u00ad", "").split())
