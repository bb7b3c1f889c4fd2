"""Runs of letters to words: what belongs together on a baseline, drawn in any order, twice, or letter by letter.

In: the runs of one direction (see `glyphs`), y upward. Out: words with their text as a reader would say it: ligatures
in letters, accents on their letters, fake bold once, spaced-out letters together, leader dots gone. Relies on gaps in
shares of the font size.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from pipelines.extraction.characters.glyphs import OVERLAP, WORD_GAP, Run

BASELINE_SHIFT = 0.15
"""Letters of one word may stand this far from its baseline, in font sizes; raised ones stand at least twice as far."""
ACCENT_OVERLAP = 0.8
"""An accent and its letter may stand on each other this far, in font sizes."""
OTHER_TYPE_GAP = 0.1
"""Letters in another font or size belong to a word if they stand this close to it, in font sizes."""
SAME_SIZE = 0.05
"""Sizes that differ by less than this share are one size."""
SMALL_CAPITALS = 0.6
"""Small capitals are at least this share of their capitals' size."""
TWICE = 0.3
"""The same letter again within this share of its width is the same letter, drawn twice to look bold."""
SPACED_LETTERS = 4
"""This many single letters in a row, evenly set, are one word with its letters spaced out."""
SPACED_GAP = 0.75
"""Spaced-out letters stand at most this far apart, in font sizes."""
EVEN = 1.45
"""Gaps are even if none is wider than this many times the usual one."""
LEADER = re.compile(r"(?:\.\s?){4,}|(?:\u2026){2,}|\u00b7{4,}|_{4,}$")
"""Dots that lead the eye from a label to its value; three are an ellipsis."""
TYPED_RULE = 6
"""This many dashes or underscores in a row are a rule; three are a data symbol."""
_RULE_KEYS = "_-=\u2014\u2013\u2500\u2550"
_ACCENTS = {
    "\u00b4": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    "\u02c6": "\u0302",
    "\u00a8": "\u0308",
    "~": "\u0303",
    "\u02dc": "\u0303",
    "\u00b8": "\u0327",
    "\u02c7": "\u030c",
    "\u02da": "\u030a",
}
_WIDTHLESS = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff")


Divider = tuple[float, float, float]
"""An upright rule: where it stands, from where to where it runs; in the coordinates of the runs."""


def join_runs(runs: list[Run], dividers: Sequence[Divider] = ()) -> list[Run]:
    """The words that these runs make; each is a run whose letters are those of the word.

    Runs on both sides of a divider are two words, however close they stand.
    """
    dividers = sorted(dividers)
    words: list[Run] = []
    line: list[Run] = []
    start = limit = 0.0
    runs.sort(key=_base, reverse=True)
    for run in runs:
        if line and start - run.base > min(limit, BASELINE_SHIFT * run.size):
            words += _line(line, dividers)
            line = []
        if not line:
            start, limit = run.base, BASELINE_SHIFT * run.size
        line.append(run)
    if line:
        words += _line(line, dividers)
    return words


def _base(run: Run) -> float:
    return run.base


def _begin(run: Run) -> tuple[float, float]:
    return run.x0, -run.x1


def _line(line: list[Run], dividers: Sequence[Divider]) -> list[Run]:
    """The words of one baseline, from left to right."""
    if len(line) > 1:
        line.sort(key=_begin)
    words: list[Run] = []
    last: Run | None = None
    singles = dots = 0
    for run in line:
        if run.letters[0] == "":  # a space
            if last is not None and run.x0 >= last.x1 - OVERLAP * last.size:
                last.spaced = True
            continue
        if last is not None:
            gap = run.x0 - last.x1
            if gap < 0 and len(run.letters) == 1 and run.letters[0] in _ACCENTS:
                at = bisect_left(last.xs, run.x0)
                last.letters[at:at], last.xs[at:at] = run.letters, run.xs
                continue
            if gap < -TWICE * WORD_GAP * last.size and _drawn_twice(last, run):
                last.bold = True
                continue
            if not last.spaced and _continues(last, run, gap) and not (dividers and _divided(last, run, dividers)):
                _append(last, run)
                continue
        words.append(run)
        last = run
    for word in words:
        if len(word.letters) == 1:
            singles += 1
        if word.letters[-1] in "._\u2026\u00b7" or word.letters[0] == ".":
            dots += 1
    if singles >= SPACED_LETTERS:
        words = _close_up(words)
    if dots:
        words = _without_leaders(words)
    return words


def _continues(last: Run, run: Run, gap: float) -> bool:
    """Whether a run goes on with the word before it; what is clipped to another box is another cell."""
    if last.clip is not run.clip and (run.clip[0] >= last.clip[2] - 1 or run.clip[2] <= last.clip[0] + 1):
        return False
    if run.font is last.font and run.size == last.size:
        least = -ACCENT_OVERLAP if run.letters[0] in _ACCENTS or last.letters[-1] in _ACCENTS else -OVERLAP
        return least * run.size <= gap <= WORD_GAP * last.size
    small, large = min(run.size, last.size), max(run.size, last.size)
    if not -OVERLAP * small <= gap <= OTHER_TYPE_GAP * small:
        return False
    if large - small <= SAME_SIZE * large:
        return True
    return small >= SMALL_CAPITALS * large and last.letters[-1].isupper() and run.letters[0].isupper()


def _divided(last: Run, run: Run, dividers: Sequence[Divider]) -> bool:
    """Whether an upright rule stands between a word and a run."""
    slack = OVERLAP * min(last.size, run.size)
    middle = run.base + 0.3 * run.size
    for at, low, high in dividers[bisect_left(dividers, (min(last.x1, run.x0) - slack,)) :]:
        if at > max(last.x1, run.x0) + slack:
            return False
        if low <= middle <= high and last.x0 + slack < at < run.x1 - slack:
            return True
    return False


def _append(word: Run, run: Run) -> None:
    if run.bold != word.bold:
        word.bold = word.bold if len(word.letters) >= len(run.letters) else run.bold
    word.letters = word.letters + run.letters
    word.xs = word.xs + run.xs
    word.x1 = max(word.x1, run.x1)
    word.size = max(word.size, run.size)
    word.bottom, word.top = min(word.bottom, run.bottom), max(word.top, run.top)
    word.spaced, word.font, word.clip = run.spaced, run.font, run.clip


def _drawn_twice(word: Run, run: Run) -> bool:
    """Whether a run repeats letters of a word at nearly the same place."""
    near = TWICE * (run.x1 - run.x0) / len(run.letters)
    count = len(run.letters)
    return any(abs(x - run.x0) <= near and word.letters[i : i + count] == run.letters for i, x in enumerate(word.xs))


def _close_up(words: list[Run]) -> list[Run]:
    """Words whose letters are spaced out, put together; a gap much wider than the others parts two words."""
    result: list[Run] = []
    at = 0
    while at < len(words):
        end = at + 1
        while (
            end < len(words) and _letter(words[end - 1]) and _letter(words[end]) and _spaced(words[end - 1 : end + 1])
        ):
            end += 1
        group = words[at:end]
        if len(group) >= SPACED_LETTERS and sum(w.letters[0].isalpha() for w in group) >= 0.8 * len(group):
            gaps = [b.x0 - a.x1 for a, b in pairwise(group)]
            usual = median(gaps)
            word = group[0]
            for gap, run in zip(gaps, group[1:], strict=True):
                if gap <= EVEN * usual + 0.02 * run.size:
                    _append(word, run)
                else:
                    result.append(word)
                    word = run
            result.append(word)
        else:
            result += group
        at = end
    return result


def _letter(word: Run) -> bool:
    return len(word.letters) == 1 and (word.letters[0].isalpha() or word.letters[0] in "-'\u2019&.,")


def _spaced(pair: Sequence[Run]) -> bool:
    a, b = pair
    return a.size == b.size and 0 <= b.x0 - a.x1 <= SPACED_GAP * a.size


def _without_leaders(words: list[Run]) -> list[Run]:
    """Words of a line without the dots that lead from a label to its value."""
    result: list[Run] = []
    at = 0
    while at < len(words):
        if is_typed_rule(words[at]):
            result.append(words[at])
            at += 1
            continue
        end = at
        while end < len(words) and set(words[end].letters) <= {".", "\u2026", "\u00b7"}:
            end += 1
        if sum(len(w.letters) for w in words[at:end]) >= 4 and _even(words[at:end]):
            if result:
                result[-1].spaced = True
            at = end
            continue
        result += words[at:end]
        at = end
        if at < len(words):
            result += _split_leader(words[at])
            at += 1
    return result


def is_typed_rule(word: Run) -> bool:
    """Whether a word is a rule made with the keys of a typewriter."""
    return len(word.letters) >= TYPED_RULE and len(set(word.letters)) == 1 and word.letters[0] in _RULE_KEYS


def _even(words: Sequence[Run]) -> bool:
    return all(b.x0 - a.x1 <= 1.5 * a.size for a, b in pairwise(words))


def _split_leader(word: Run) -> list[Run]:
    """A word without the leader dots in it: nothing, one part, or two."""
    found = LEADER.search("".join(w[0] for w in word.letters))
    if not found:
        return [word]
    first, past = found.span()
    parts = []
    if past < len(word.letters):
        after = Run(word.letters[past:], word.xs[past:], word.x1, word.base, word.bottom, word.size, word.font)
        after.bold, after.spaced = word.bold, word.spaced
        parts.append(after)
    if first:
        word.letters, word.xs, word.x1, word.spaced = word.letters[:first], word.xs[:first], word.xs[first], True
        parts.insert(0, word)
    return parts


def text_of(word: Run) -> str:
    """The text of a word: accents on their letters, marks without width left out, hyphens inside it as hyphens."""
    letters = word.letters
    if not _ACCENTS.keys().isdisjoint(letters):
        letters = _composed(letters, word.xs, word.size)
    text = "".join(letters)
    if text.isascii():
        return text
    text = text.translate(_WIDTHLESS)
    if "\u00ad" in text[:-1]:  # a hyphen that is drawn inside a line is one, whatever its code
        text = text[:-1].replace("\u00ad", "-") + text[-1]
    return text


def _composed(letters: list[str], xs: list[float], size: float) -> list[str]:
    near = 0.25 * size
    result = list(letters)
    for i, letter in enumerate(letters):
        mark = _ACCENTS.get(letter)
        if mark is None or len(letters) < 2:
            continue
        for other in (i + 1, i - 1):
            if 0 <= other < len(letters) and letters[other].isalpha() and abs(xs[other] - xs[i]) < near:
                whole = unicodedata.normalize("NFC", letters[other] + mark)
                if len(whole) == 1:
                    result[other], result[i] = whole, ""
                    break
    return result
