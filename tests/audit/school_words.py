"""Words of a national statistics office: shares, multiples, directions and ranks as its press releases put them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from random import Random

from tests.audit.copies import FAR, Formula, Said, Span, View, Word
from tests.audit.school_tables import over
from tests.audit.telling import Number, Teller

Claim = Callable[[View, Said], bool]
Ends = Mapping[str, tuple[float, float]]

PARTS: Ends = {
    "just under a tenth": (8.8, 9.9), "a tenth": (9.6, 10.4), "just over a tenth": (10.1, 11.2),
    "just under a quarter": (23.2, 24.9), "just over a quarter": (25.1, 26.8), "a good third": (33.5, 36),
    "just under half": (47.5, 49.9), "just over half": (50.1, 52.6), "roughly two thirds": (65, 68.5),
    "close to three quarters": (73, 75.5), "more than four fifths": (80.1, 84), "well over half": (54, 60),
    "around a sixth": (16, 17.5), "barely a fifth": (18.6, 19.9), "the vast majority": (86, 98),
}  # fmt: skip
"""Said of a share of many; the percentages that fit it well."""
EACH: Ends = {
    "every tenth {one}": (9.5, 10.5), "every fifth {one}": (19.2, 20.8), "every fourth {one}": (24.2, 25.8),
    "every third {one}": (32.4, 34.2), "every second {one}": (49, 51), "nearly one in three {many}": (31, 33.2),
    "one {one} in eight": (12.1, 12.9), "more than one in five {many}": (20.2, 22.5),
    "almost three in ten {many}": (28.3, 29.9), "four out of ten {many}": (39, 41), "one in six {many}": (16.2, 17.1),
    "fewer than one in ten {many}": (7, 9.7), "nine out of ten {many}": (89, 91), "two out of three {many}": (65.5, 68),
}  # fmt: skip
"""Said with the noun."""
TIMES: Ends = {
    "twice": (1.95, 2.05), "almost twice": (1.85, 1.98), "more than twice": (2.08, 2.6),
    "three times": (2.9, 3.1), "more than three times": (3.15, 3.8), "four times": (3.85, 4.15),
    "five times": (4.8, 5.2), "one and a half times": (1.44, 1.56),
}  # fmt: skip
WAYS = {
    "up": "down", "climbed": "dropped", "more": "fewer", "higher": "lower", "above": "below", "gained": "lost",
    "rise": "fall", "expanded": "contracted", "went up": "went down", "increase": "drop", "added": "shed",
}  # fmt: skip
DOWN = {b: a for a, b in WAYS.items()}
ORDER = ["largest", "second largest", "third largest", "fourth largest", "smallest"]


class SchoolTeller(Teller):
    """Makes the sentences of a report, with words for shares and multiples that are drawn among those that fit."""

    rng: Random

    def told(
        self, form: str, words: Mapping[str, Word], claims: Sequence[Claim] = (), **numbers: Number
    ) -> int:  # fmt: skip
        """A sentence; -1 where a word was not to be had."""
        return -1 if "" in {w.text for w in words.values()} else self.tell(form, words, claims, None, **numbers)

    def said(self, of: Formula, words: Mapping[str, Word], among: Ends, off: float = FAR) -> Word:
        """A word that fits a value well, with those that are wrong; without a text where there is none."""
        value = of(self.view, {k: w.text for k, w in words.items()})
        good = [w for w, (low, high) in among.items() if low <= value[0] and value[1] <= high]
        if not good:
            return Word("", "rounded")
        return Word(self.rng.choice(good), "rounded", None, tuple(w for w in among if not _fits(value, w, among, off)))

    def times(self, of: Formula, words: Mapping[str, Word]) -> Word:
        """A word for a multiple."""
        return self.said(of, words, TIMES, 0.3)


def for_each(one: str, many: str) -> Ends:
    """Words for a share with a noun."""
    return {w.format(one=one, many=many): ends for w, ends in EACH.items()}


def _fits(value: Span, word: str, among: Ends, off: float) -> bool:
    low, high = (Fraction(str(x)) for x in among[word])
    far = Fraction(str(off))
    most = word.startswith("fewer")
    least = word.startswith(("more than", "well over", "just over"))
    return (most or value[1] >= low - far) and (least or value[0] <= high + far)


def fits(slot: str, of: Formula, among: Ends = PARTS, off: float = FAR) -> Claim:
    """The claim that the word at a slot may be said of a share."""
    return lambda v, s: _fits(of(v, s), s[slot], among, off)


def fits_times(slot: str, of: Formula) -> Claim:
    """The claim that a multiple may be said."""
    return fits(slot, of, TIMES, 0.3)


def moved(ends: Iterable[Span], up: str) -> Word:
    """A word for a rise or a fall, as the numbers have it."""
    old, new = ends
    text, other = (up, WAYS[up]) if new[0] > old[0] else (WAYS[up], up)
    return Word(text, "direction", None, (other,))


def went(slot: str, old: Formula, new: Formula) -> Claim:
    """The claim that a number went that way."""

    def claim(view: View, said: Said) -> bool:
        one, other = old(view, said), new(view, said)
        return other[1] < one[0] if said[slot] in DOWN else other[0] > one[1]

    return claim


def placed(text: str, among: Sequence[str] = ORDER) -> Word:
    """A word for a place in an order."""
    return Word(text, "rank", None, tuple(r for r in among if r != text))


def stands(slot: str, who: str, among: Sequence[str], of: Callable[[View, str, Said], Span]) -> Claim:
    """The claim that the one named stands at the place that is named, with no tie."""

    def claim(view: View, said: Said) -> bool:
        own = of(view, said[who], said)
        values = [of(view, n, said) for n in among if n != said[who]]
        above, below = sum(v[0] > own[1] for v in values), sum(v[1] < own[0] for v in values)
        if above + below < len(values):
            return False
        word = said[slot]
        if word in ("lowest", "smallest", "fewest", "shortest", "least", "bottomed out"):
            return below == 0
        return above == {"second": 1, "third": 2, "fourth": 3}.get(word.split()[0], 0)

    return claim


def ratio(one: Formula, other: Formula) -> Formula:
    """A quotient of two formulas."""
    return lambda v, s: over(one(v, s), other(v, s))


def rest(*parts: Formula) -> Formula:
    """What is left of a hundred."""

    def formula(view: View, said: Said) -> Span:
        found = [p(view, said) for p in parts]
        return 100 - sum((x[1] for x in found), Fraction(0)), 100 - sum((x[0] for x in found), Fraction(0))

    return formula


def times(of: Formula, factor: Fraction | int) -> Formula:
    """A formula in another unit."""
    return lambda v, s: (of(v, s)[0] * factor, of(v, s)[1] * factor)


def least(of: Formula, step: int) -> Formula:
    """What "just over" a round number may be said of: that number is up to a step less."""
    return lambda v, s: (of(v, s)[0] - step, of(v, s)[1])


def apart_of(one: Formula, other: Formula) -> Formula:
    """The difference of two formulas, without its sign."""

    def formula(view: View, said: Said) -> Span:
        a, b = one(view, said), other(view, said)
        low, high = a[0] - b[1], a[1] - b[0]
        return (low, high) if low + high >= 0 else (-high, -low)

    return formula
