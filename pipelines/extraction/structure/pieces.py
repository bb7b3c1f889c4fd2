"""The chunks of a table: words of a line that stand together, cut where a separator or a wide gap stands between.

In: the words within a region and its separators. Out: lines of chunks from the top down. Relies on the width of a word
space in the type at hand: in type of one width it is as wide as a letter, in other type a quarter of the size.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median, pstdev

from pipelines.extraction.rules import Rule
from pipelines.extraction.structure.separators import Separators
from pipelines.extraction.values import is_value
from pipelines.extraction.words import CHUNK_GAP, NUMBER_GAP, Chunk, Word, chunk_of, lines_of

ONE_WIDTH = 0.03
"""Words whose letters differ in mean width by less than this share are set in type of one width."""
MONO_GAP = 1.4
"""The widest gap inside a chunk in type of one width, in letters."""
LEVEL = 0.65
"""Words share a line if they share this part of their height and stand beside each other."""
STRUCK = 0.32
"""A rule in a gap no wider than this, in font sizes, strikes through a text that spans it; cells keep more distance."""
SYMBOL_GAP = 0.15
"""Two equal symbols this far apart, in font sizes, are two cells without a value."""
LEADERS = 3
"""As many dots in a row lead the eye from a label to its value and say nothing."""
_LEADER = frozenset(".\u2026\u00b7")
DASHES = 4
"""As many dashes, underscores or equals signs in a row are a rule; fewer may stand for a value."""
_DRAWN = frozenset("-_=\u2013\u2014\u2500\u2501\u2550")
_GROUPED = re.compile(r"\d{1,3}(?: \d{3})+")
BULLET_GAP = 3.0
"""A bullet stands at most this many font sizes before its text."""
_BULLETS = frozenset("•●▪■◦‣·–—-*o")


def letter_width(words: Sequence[Word]) -> float | None:
    """The width of a letter in font sizes where the type has one width, else None."""
    shares = [(w.box.x1 - w.box.x0) / len(w.text) / w.size for w in words if len(w.text) >= 2 and not w.raised]
    if len(shares) < 4:
        return None
    middle = median(shares)
    near = [s for s in shares if abs(s - middle) <= 0.1 * middle]
    if len(near) < 0.9 * len(shares) or middle <= 0 or pstdev(near) > ONE_WIDTH * middle:
        return None
    return middle


def drawn_in_letters(words: Sequence[Word]) -> tuple[list[Word], list[Rule]]:
    """Words, and the rules that a typewriter made of dashes, underscores or equals signs, taken out of them."""
    kept: list[Word] = []
    rules: list[Rule] = []
    for word in words:
        if len(word.text) >= DASHES and set(word.text) <= _DRAWN:
            rules.append(Rule(word.middle, word.box.x0, word.box.x1))
        elif len(word.text) < LEADERS or not set(word.text) <= _LEADER:
            kept.append(word)
    return kept, rules


def pieces(words: Sequence[Word], parts: Separators) -> list[list[Chunk]]:
    """The lines of a table, each a list of chunks from left to right."""
    width = letter_width(words)
    gap = CHUNK_GAP if width is None else MONO_GAP * width
    return [_cut(line, parts, gap, width is not None) for line in _level(lines_of(words))]


def _level(lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Lines with those joined that stand beside each other at nearly one height: bullets, and type of other sizes."""
    joined: list[list[Word]] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before is not None and _same_height(before, line) and _disjoint(before, line):
            before.extend(line)
            before.sort(key=lambda w: w.box.x0)
        else:
            joined.append(list(line))
    return joined


def _same_height(a: Sequence[Word], b: Sequence[Word]) -> bool:
    top = max(min(w.box.top for w in a), min(w.box.top for w in b))
    bottom = min(max(w.box.bottom for w in a), max(w.box.bottom for w in b))
    least = min(max(w.box.bottom for w in line) - min(w.box.top for w in line) for line in (a, b))
    return bottom - top >= LEVEL * least


def _disjoint(a: Sequence[Word], b: Sequence[Word]) -> bool:
    return all(u.box.x1 <= w.box.x0 + 1 or w.box.x1 <= u.box.x0 + 1 for u in a for w in b)


def _cut(line: Sequence[Word], parts: Separators, widest: float, mono: bool) -> list[Chunk]:
    groups: list[list[Word]] = []
    for word in line:
        if groups and not _apart(groups[-1], word, parts, widest, mono):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [Chunk(tuple(g), g[0].box, g[0].size) if len(g) == 1 else chunk_of(g) for g in groups]


def _apart(group: Sequence[Word], word: Word, parts: Separators, widest: float, mono: bool) -> bool:
    before = group[-1]
    if parts.cut(min(before.box.x1, word.box.x0) - 1.0, max(before.box.x1, word.box.x0) + 1.0, word.middle):
        centre = (before.box.x0 + before.box.x1) / 2, (word.box.x0 + word.box.x1) / 2
        if parts.cut(*centre, word.middle) and (word.box.x0 - before.box.x1 > STRUCK * max(word.size, before.size)):
            return True
    gap = word.box.x0 - before.box.x1
    size = max(word.size, before.size)
    if word.raised or before.raised:
        return gap > CHUNK_GAP * size
    if gap > widest * size:
        return not (len(group) == 1 and before.text in _BULLETS and gap < BULLET_GAP * size and word.text[0].isalpha())
    whole = " ".join(w.text for w in group)
    if gap > NUMBER_GAP * size and _number(word.text) and _number(whole):
        # a wide gap between thousands is the number's own where rules part the columns or letters have one width
        own = mono or parts.ruled_at(word.middle)
        return not (own and _GROUPED.fullmatch(f"{whole} {word.text}"))
    return gap > SYMBOL_GAP * size and word.text == whole and is_value(whole)


def _number(text: str) -> bool:
    """Whether a text is a value that stands for itself, not a sign between two words."""
    return is_value(text) and any(ch.isdigit() for ch in text)
