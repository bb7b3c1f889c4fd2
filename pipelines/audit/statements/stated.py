"""A stated number as what it may be: value, printed precision, unit, and the words that bound it.

In: a statement's text and a mention in it. Out: `Stated`, with the least and the greatest value that it allows, in
`UNIT`ths. Relies on the words before it ("almost", "less than", "about") and on the form of its digits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Literal

from pipelines.audit.model import UNIT
from pipelines.audit.scales import CURRENCY, NAMED
from pipelines.audit.sums import HUNDRED

Relation = Literal["level", "share", "change_percent", "change_points", "ratio", "rank", "mean", "median", "range"]
_BIG = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"mn": 10**6, "bn": 10**9}
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_TEENS = "seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_NUMBER_WORDS = {w: n for n, w in enumerate(f"{_SMALL} {_TEENS}".split())} | {
    w: 10 * n for n, w in enumerate(_TENS.split(), start=2)
}
_PARTS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
_EVERY = re.compile(r"every\s(?P<part>[a-z]+)", re.IGNORECASE)
"""`Every fourth pupil`."""
_UNIT_OF = re.compile(
    r"(?P<points>percentage[- ]points?)|(?P<percent>%|per\s?cent\b)|(?P<months>months?|mos\.?)"
    r"|(?P<years>years?|yrs?\.?)|(?P<days>days?)",
    re.IGNORECASE,
)
_PER = re.compile(r"\sper\s(?:1[,\s]000|10[,\s]000|100[,\s]000|million)$", re.IGNORECASE)
"""`27.2 per 1,000`: a rate, as it is printed."""
_RATIO = re.compile(r"(?P<a>[\w-]+)\s+(?:[a-z]+\s+)?(?:in|out of)\s+(?P<b>[\w-]+)$", re.IGNORECASE)
_FIGURE = re.compile(
    rf"[-+\u2212]?(?:{CURRENCY}\s?)?(?P<digits>\d[\d,]*(?:\.\d+)?)"
    rf"(?:\s*(?P<big>{'|'.join((*_BIG, *_SHORT))}))?(?:\s{NAMED})?",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:more than|over|above|in excess of|exceed\w*|greater than|higher than|upwards? of)\s*(?:one|a)?[-\s]*$", re.I
)
_LEAST = re.compile(r"at least\s*$", re.I)
_LESS = re.compile(r"(?:less than|fewer than|under|below|lower than)\s*$", re.I)
_MULTIPLES = {
    "doubl": Fraction(2), "tripl": Fraction(3), "trebl": Fraction(3), "quadrupl": Fraction(4),
    "quintupl": Fraction(5), "twice": Fraction(2), "thrice": Fraction(3), "halv": Fraction(1, 2),
}  # fmt: skip
_TIMES = re.compile(
    r"(?:(?P<figure>\d+(?:\.\d+)?)|(?P<words>[a-z-]+?)(?P<half> and (?:a|one)[- ]half)?)[- ]?(?:times|fold)"
)
_CHANGES_BY = re.compile(r"(?:ed|ing|fold)$", re.I)
_HIGHER = re.compile(r"\s(?:higher|greater|larger|longer|more\b(?! than))", re.I)
_GREW_TO = re.compile(r"\b(?:rose|grew|risen|grown|increased|climbed)\s(?:by\s)?(?:\w+\s){0,2}$", re.I)
NEAR_A_MULTIPLE = Fraction(1, 8)
"""How far a number may be from "twice" in words, as a part of it."""
_ALMOST = re.compile(r"(?:almost|nearly|close to|just under)\s*$", re.I)
_ABOUT = re.compile(r"(?:about|approximately|around|roughly|some|an estimated)\s*$", re.I)
_UP = re.compile(
    r"\b(?:rose|ris\w+|gr[eo]w\w*|gained?|increas\w+|growth|(?<!made )(?<!make )(?<!makes )(?<!making )up|"
    r"climb\w*|higher|went up)\b",
    re.I,
)
_DOWN = re.compile(
    r"\b(?:fell|fall\w*|(?<!were )(?<!was )(?<!been )declin(?:ed|es|ing)\b(?! (?:for|was|were)\b)|"
    r"decreas\w+|down|dropp?\w*|slipp?\w*|lower|shrank)\b",
    re.I,
)
ALMOST = 10
"""`almost` and `nearly` reach down by a tenth of what they stand before."""
FEWEST_ZEROS = 2
FEWEST_DIGITS = 3
"""`23,500` may stand for 23,518, `1,000` stands for itself."""
_TENTHS = (10, 100, 1000)
NEAR_A_FRACTION = HUNDRED // 40
"""How far a share may be from "a third", "one in five": two and a half points."""
FEWEST_TENTHS = 9
"""`nearly all` begins at nine tenths."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A stated number: bounds in `UNIT`ths (open at the top where `high` is none), unit, and what may be done to it."""

    value: int
    low: int
    high: int | None
    unit: str
    decimals: int
    bounded: bool
    """Whether words bound it, so that it is no printed value."""
    change: int
    """+1 or -1 where the words around speak of a rise or a fall, else 0."""

    def allows(self, low: int, high: int) -> bool:
        """Whether some value from low to high may be stated so."""
        return self.low <= high and (self.high is None or low <= self.high)


def spelled(words: str) -> int | None:
    """A whole number in words.

    >>> spelled("Eighty-eight"), spelled("six"), spelled("ninety one"), spelled("house")
    (88, 6, 91, None)
    """
    total = 0
    parts = re.split(r"[-\s]+", words.strip().casefold())
    for part in parts:
        if part in _BIG:
            total = max(total, 1) * _BIG[part]
        elif part in _NUMBER_WORDS:
            total += _NUMBER_WORDS[part]
        elif part != "and":
            return None
    return total if any(p in _NUMBER_WORDS for p in parts) else None


def multiple(printed: str) -> Fraction | None:
    """How many times something is said to be something else; none where a mention says no such thing.

    >>> [str(multiple(m)) for m in ("doubled", "halved", "Three times", "2.5 times", "one and a half times")]
    ['2', '1/2', '3', '5/2', '3/2']
    >>> multiple("three")
    """
    low = printed.casefold().strip()
    for beginning, times in _MULTIPLES.items():
        if low.startswith(beginning):
            return times
    found = _TIMES.fullmatch(low)
    if found is None:
        return None
    if found["figure"]:
        return Fraction(found["figure"])
    whole = spelled(found["words"])
    return None if whole is None else Fraction(2 * whole + bool(found["half"]), 2)


def is_change(printed: str) -> bool:
    """Whether a word for a multiple tells a change (`doubled`), and not how two things compare (`twice`)."""
    return bool(_CHANGES_BY.search(printed))


def _multiple(times: Fraction, printed: str, text: str, start: int, end: int) -> Stated:
    """`Doubled` as a change in percent, `twice` as a ratio (unit `times`); both stand for what is near enough."""
    before = text[max(0, start - 40) : start]
    exact = printed[:1].isdigit()
    half = Fraction(1, 2 * 10 ** len(printed.split()[0].partition(".")[2]))
    close = half / times if exact else NEAR_A_MULTIPLE
    low, high = times * (1 - close), times * (1 + close)
    if _MORE.search(before) or _LEAST.search(before):
        low, high = (times, Fraction(10**6)) if times > 1 else (Fraction(0), times)
    elif _LESS.search(before):
        low, high = (Fraction(0), times) if times > 1 else (times, Fraction(1))
    elif _ALMOST.search(before):
        low, high = times * (1 - NEAR_A_MULTIPLE), times
    elif _ABOUT.search(before):
        low, high = times * (1 - NEAR_A_MULTIPLE), times * (1 + NEAR_A_MULTIPLE)
    elif times > 1 and not exact:
        high = times + 1  # who says "doubled" of 2.8 says too little, but nothing wrong
    if _HIGHER.match(text[end:]):
        high += 1  # `three times higher` is three or four times as high
    change = is_change(printed) or _GREW_TO.search(before) is not None
    if change:
        low, high = (low - 1, high - 1) if times > 1 else (1 - high, 1 - low)
        times = times - 1 if times > 1 else 1 - times
    one = HUNDRED if change else UNIT
    sign = 0 if not change else -1 if is_change(printed) and printed.casefold().startswith("halv") else 1
    return Stated(
        int(times * one), int(low * one), int(high * one), "percent" if change else "times", 0, True, sign
    )  # fmt: skip


def stated(text: str, start: int, end: int) -> Stated | None:
    """What a mention says; none where it is no number (a rank, "millions").

    >>> s = stated("almost 300,000 tips", 7, 14)
    >>> s.low // UNIT, s.high // UNIT, s.bounded
    (270000, 300000, True)
    """
    printed, before = text[start:end], text[max(0, start - 40) : start]
    if (times := multiple(printed)) is not None:
        return _multiple(times, printed, text, start, end)
    unit = _unit_of(printed)
    bare = _UNIT_OF.sub("", _PER.sub("", printed)).strip(" -\u2010\u2011")
    change = _change(text, start, end)
    if printed.casefold() in ("nearly all", "almost all", "virtually all"):
        return Stated(HUNDRED, HUNDRED * FEWEST_TENTHS // 10, HUNDRED, "percent", 0, True, 0)
    if printed.casefold() in ("majority", "vast majority"):
        return Stated(HUNDRED // 2, HUNDRED // 2 + 1, HUNDRED, "percent", 0, True, 0)
    if ratio := _RATIO.fullmatch(bare):
        a, b = _whole(ratio["a"]), _whole(ratio["b"])
        if a is None or not b:
            return None
        near = HUNDRED // b // 2 if b in _TENTHS and a > 1 else min(HUNDRED // b // 2, NEAR_A_FRACTION)
        return _bounded(a * HUNDRED // b, near, "percent", 0, before, change, words=True)
    if (every := _EVERY.fullmatch(bare)) and every["part"].casefold() in _PARTS:
        b = _PARTS[every["part"].casefold()]
        return _bounded(HUNDRED // b, min(HUNDRED // b // 2, NEAR_A_FRACTION), "percent", 0, before, change, words=True)
    if (fraction := _fraction(bare)) is not None:
        return _bounded(fraction, NEAR_A_FRACTION, "percent", 0, before, change, words=True)
    if found := _FIGURE.fullmatch(bare):
        digits = found["digits"].replace(",", "")
        try:
            value = Decimal(digits)
        except InvalidOperation:
            return None
        decimals = len(digits.partition(".")[2])
        big = (_BIG | _SHORT).get((found["big"] or "").casefold(), 1)
        exact = unit == "" and decimals == 0 and big == 1
        half = _of_zeros(digits) if exact else big * UNIT // (2 * 10**decimals)
        return _bounded(int(value * big * UNIT), half, unit, decimals, before, change)
    whole = spelled(bare)
    if whole is None:
        return None
    return _bounded(whole * UNIT, 0 if not unit else UNIT // 2, unit, 0, before, change)


def _unit_of(printed: str) -> str:
    found = _UNIT_OF.search(printed)
    return next((k for k, v in found.groupdict().items() if v), "") if found else ""


def _whole(words: str) -> int | None:
    return int(words) if words.isdecimal() else spelled(words)


def _fraction(bare: str) -> int | None:
    parts = re.split(r"[-\s]+", bare.casefold())
    divisor = next((_PARTS[p.rstrip("s")] for p in parts if p.rstrip("s") in _PARTS), None)
    if divisor is None:
        return 50 * UNIT if parts in (["halves"], ["half"]) else None
    times = spelled(parts[0]) if len(parts) > 1 else 1
    return None if times is None and parts[0] not in ("a", "an") else (times or 1) * HUNDRED // divisor


def _of_zeros(digits: str) -> int:
    """Half the unit of the last digit that is no zero, where a number is long enough to have been rounded there.

    >>> [_of_zeros(d) // UNIT for d in ("23500", "1000", "2970")]
    [50, 0, 0]
    """
    telling = digits.rstrip("0")
    zeros = len(digits) - len(telling)
    return UNIT * 10**zeros // 2 if zeros >= FEWEST_ZEROS and len(telling) >= FEWEST_DIGITS else 0


def _bounded(value: int, half: int, unit: str, decimals: int, before: str, change: int, words: bool = False) -> Stated:
    if _MORE.search(before):
        return Stated(value, value + 1, None, unit, decimals, True, change)
    if _LEAST.search(before):
        return Stated(value, value, None, unit, decimals, True, change)
    if _LESS.search(before):
        return Stated(value, 0, value - 1, unit, decimals, True, change)
    if _ALMOST.search(before):
        below = max(abs(value) // ALMOST, half) if words else abs(value) // ALMOST
        return Stated(value, value - below, value + half, unit, decimals, True, change)
    if _ABOUT.search(before):
        whole = str(abs(value) // UNIT)
        zeros = len(whole) - len(whole.rstrip("0"))
        wide = max(2 * half, UNIT * 10**zeros // 2 if not unit and not decimals else 1)
        return Stated(value, value - wide, value + wide, unit, decimals, True, change)
    return Stated(value, value - half, value + half, unit, decimals, words, change)


def _change(text: str, start: int, end: int) -> int:
    """Whether the clause of a mention speaks of a rise (1) or a fall (-1)."""
    first = max(text.rfind(mark, 0, start) for mark in (";", ". ", "\u2014")) + 1
    last = min((i for i in (text.find(mark, end) for mark in (";", ". ")) if i >= 0), default=len(text))
    clause = text[first:last]
    up = [abs(m.start() + first - start) for m in _UP.finditer(clause)]
    down = [abs(m.start() + first - start) for m in _DOWN.finditer(clause)]
    if not up and not down:
        return 0
    return 1 if min(up, default=10**6) <= min(down, default=10**6) else -1


def one_way(text: str, start: int) -> bool:
    """Whether the clause that a place stands in has words of a rise alone, or of a fall alone.

    >>> one_way("Prices rose by 12%; costs fell.", 15), one_way("Prices rose, as costs fell by 12%.", 30)
    (True, False)
    """
    first = max(text.rfind(mark, 0, start) for mark in (";", ". ", "\u2014")) + 1
    last = min((i for i in (text.find(mark, start) for mark in (";", ". ")) if i >= 0), default=len(text))
    return (_UP.search(text, first, last) is None) != (_DOWN.search(text, first, last) is None)
