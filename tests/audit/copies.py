"""Whole reports made at random that are right by construction, with what is true of them by formulas of their own.

A report holds tables, rules that its tables obey, and sentences whose every number, name and word of rank is computed
from the tables. Nothing of the audit is used here: whether a report with one thing wrong is still right is told by the
rules and the sentences alone (`broken`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

Span = tuple[Fraction, Fraction]
Cell = tuple[int, int, int]
"""A table, a line and a column of a report, each from 0."""
Said = Mapping[str, str]
WordKind = Literal["number", "name", "rank", "direction", "year", "rounded"]

UP = {"rose", "grew", "increased", "up"}
ROUNDED = {
    "almost all": (94, 99), "about 9 in 10": (88, 92), "more than three-quarters": (76, 79),
    "about 7 in 10": (68, 72), "two-thirds": (65, 68), "about 6 in 10": (58, 62), "more than half": (51, 57),
    "nearly half": (47, 49.9), "about 4 in 10": (38, 42), "more than a third": (34, 37), "a third": (32, 34),
    "about 3 in 10": (28, 31), "a quarter": (24, 26), "one in five": (19, 21), "one in 10": (9, 11),
}  # fmt: skip
"""Words for a share, and the percentages that they are said of here; wider use of them is neither right nor wrong."""
FAR = 8
"""A word for a share is wrong where the share is more than so many points away from what it is said of."""


@dataclass(frozen=True)
class Line:
    """A row of a table: its key in formulas, its label, how deep it stands, its values (none: a section)."""

    key: str
    label: str
    texts: tuple[str, ...] = ()
    depth: int = 0


@dataclass(frozen=True)
class Column:
    """A column: its key in formulas and its heads from the outermost."""

    key: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Tab:
    """A table as it will be printed."""

    name: str
    label: str
    title: str
    stub: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()


@dataclass
class View:
    """What a reader finds under the labels of a report; `seen` keeps the cells that were looked at."""

    tabs: Sequence[Tab]
    seen: set[Cell] = field(default_factory=set)
    places: Mapping[tuple[str, str, str], Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = self.places or {
            (tab.name, line.key, column.key): (t, r, c)
            for t, tab in enumerate(self.tabs)
            for r, line in enumerate(tab.lines)
            for c, column in enumerate(tab.columns)
        }

    def __call__(self, table: str, row: str, column: str) -> Span:
        """The values that are printed so, at a table, a row and a column by their keys."""
        t, r, c = self.places[table, row, column]
        self.seen.add((t, r, c))
        return span(self.tabs[t].lines[r].texts[c])


Formula = Callable[[View, Said], Span]


@dataclass(frozen=True)
class Rule:
    """An identity that a table obeys; `expected` ones are no more than likely."""

    kind: str
    holds: Callable[[View], bool]
    expected: bool = False


@dataclass(frozen=True)
class Word:
    """What a sentence says at one place: a number with its formula, or a name, a rank, a direction, a year."""

    text: str
    kind: WordKind
    formula: Formula | None = None
    others: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence with places for words, and what must be so for it to be true besides its numbers."""

    form: str
    words: Mapping[str, Word] = field(default_factory=dict)
    claims: tuple[Callable[[View, Said], bool], ...] = ()

    def text(self, **changed: str) -> str:
        """The sentence, with some words changed."""
        said = self.form.format(**{**{k: w.text for k, w in self.words.items()}, **changed})
        return said[:1].upper() + said[1:]

    def true(self, view: View, **changed: str) -> bool:
        """Whether all that it says is so."""
        said = {**{k: w.text for k, w in self.words.items()}, **changed}
        try:
            return all(c(view, said) for c in self.claims) and all(
                _meets(w.formula(view, said), said[k]) for k, w in self.words.items() if w.formula
            )
        except (KeyError, ValueError, IndexError, ZeroDivisionError):
            return False  # it speaks of a year, a name or a number that is not there


@dataclass(frozen=True)
class Report:
    """A report: `parts` are its headings, paragraphs (numbers of sentences) and tables (by name) in order."""

    house: str
    seed: int
    title: str
    tabs: tuple[Tab, ...]
    rules: tuple[Rule, ...]
    sentences: tuple[Sentence, ...]
    parts: tuple[str | tuple[int, ...], ...]
    changed: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """The words of sentences that were planted: sentence, place, text."""

    def sentence(self, n: int) -> str:
        """The text of a sentence as it stands in this copy."""
        return self.sentences[n].text(**self.changed.get(n, {}))

    def with_texts(self, texts: Mapping[Cell, str]) -> Report:
        """A copy with other texts in some cells."""
        tabs = list(self.tabs)
        for (t, r, c), text in texts.items():
            line = tabs[t].lines[r]
            line = replace(line, texts=(*line.texts[:c], text, *line.texts[c + 1 :]))
            tabs[t] = replace(tabs[t], lines=(*tabs[t].lines[:r], line, *tabs[t].lines[r + 1 :]))
        return replace(self, tabs=tuple(tabs))


def broken(report: Report) -> list[tuple[str, set[Cell]]]:
    """The rules and sentences that do not hold, with the cells that each looked at; expectations begin with `?`."""
    found = []
    places = View(report.tabs).places
    for rule in report.rules:
        view = View(report.tabs, places=places)
        if not _holds(rule, view):
            found.append((("?" if rule.expected else "") + rule.kind, view.seen))
    for n, sentence in enumerate(report.sentences):
        view = View(report.tabs, places=places)
        if not sentence.true(view, **report.changed.get(n, {})):
            found.append((f"sentence: {report.sentence(n)}", view.seen))
    return found


def _holds(rule: Rule, view: View) -> bool:
    """Whether a rule holds; where a dash has come into the place of a number it does not."""
    try:
        return rule.holds(view)
    except (ValueError, ZeroDivisionError):
        return False


# Numbers as they are printed.


def span(text: str) -> Span:
    """The least and the greatest value that a number is printed for: whole counts are exact."""
    found = re.search(r"-?\d[\d,]*(?:\.\d+)?", text)
    if found is None:
        raise ValueError(f"no number in {text!r}")
    number = found[0].replace(",", "")
    value = Fraction(number)
    decimals = len(number.partition(".")[2])
    rounded = decimals or any(unit in text for unit in ("%", "mos", "month", "year", "day"))
    half = Fraction(1, 2 * 10**decimals) if rounded else Fraction(0)
    return value - half, value + half


def meets(one: Span, other: Span) -> bool:
    """Whether two spans have a value in common."""
    return one[0] <= other[1] and other[0] <= one[1]


def _meets(value: Span, said: str) -> bool:
    word = said.casefold()
    if word not in ROUNDED:
        return meets(value, span(said))
    low, high = ROUNDED[word]
    return value[1] >= low - FAR and (value[0] <= high + FAR or word.startswith("more than"))


def fixed(value: Fraction, decimals: int = 0) -> str:
    """Rounded half up, with commas."""
    scaled = abs(value) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{Fraction(whole, 10**decimals).__floor__():,}"
    if decimals:
        text += f".{whole % 10**decimals:0{decimals}d}"
    return ("-" if value < 0 and whole else "") + text


def percent(part: int, whole: int, decimals: int = 1) -> str:
    """A share in percent as it is printed, without the sign."""
    return fixed(Fraction(100 * part, whole), decimals)


def rounded_word(value: Span) -> str | None:
    """A word for a share, where one fits it well."""
    fitting = [w for w, (low, high) in ROUNDED.items() if low <= value[0] and value[1] <= high]
    return fitting[0] if fitting else None


def wrong_rounded(value: Span) -> tuple[str, ...]:
    """Words for shares that are far from this one; what is nine in ten is more than half as well."""
    return tuple(w for w in ROUNDED if not _meets(value, w))


# Arithmetic on spans.


def add(spans: Iterable[Span]) -> Span:
    """The sum."""
    got = list(spans)
    return sum((s[0] for s in got), Fraction(0)), sum((s[1] for s in got), Fraction(0))


def share(part: Span, whole: Span) -> Span:
    """A part in percent of a whole."""
    return 100 * part[0] / whole[1], 100 * part[1] / whole[0]


def change(old: Span, new: Span) -> Span:
    """A change in percent, without its sign; its direction is another claim."""
    ends = [100 * (n - o) / o for n in new for o in old]
    return (min(map(abs, ends)), max(map(abs, ends))) if min(ends) * max(ends) > 0 else (Fraction(0), max(ends))


def apart(one: Span, other: Span) -> Span:
    """The difference, without its sign."""
    low, high = one[0] - other[1], one[1] - other[0]
    return (low, high) if low >= 0 else (-high, -low)


def middle(value: Span) -> Fraction:
    """The middle of a span."""
    return (value[0] + value[1]) / 2


# Rules.


def sums(table: str, whole: tuple[str, str], parts: Sequence[tuple[str, str]]) -> Rule:
    """A cell is the sum of others; each is a row and a column."""
    return Rule("sum", lambda v: meets(v(table, *whole), add([v(table, *p) for p in parts])))


def shares(table: str, row: str, percents: str, counts: str, bases: Sequence[tuple[str, str, str]]) -> Rule:
    """A percentage is its count over the sum of the bases."""
    return Rule(
        "share", lambda v: meets(v(table, row, percents), share(v(table, row, counts), add([v(*b) for b in bases])))
    )


def hundred(table: str, rows: Sequence[str], column: str) -> Rule:
    """Percentages make a hundred, as far as their roundings allow."""
    whole = (Fraction(100), Fraction(100))
    return Rule("hundred", lambda v: meets(whole, add([v(table, r, column) for r in rows])))


def equal(one: tuple[str, str, str], other: tuple[str, str, str]) -> Rule:
    """A number is printed in two tables."""
    return Rule("equal", lambda v: meets(v(*one), v(*other)))


def weighted(table: str, row: str, whole: str, parts: Sequence[str], weights: str) -> Rule:
    """What is printed of a whole is the mean of its parts, weighted by their counts: an expectation."""

    def holds(v: View) -> bool:
        counts = {p: v(table, weights, p)[0] for p in parts}
        found = [v(table, row, p) for p in parts]
        ends = (sum(s[n] * counts[p] for s, p in zip(found, parts, strict=True)) for n in (0, 1))
        low, high = (Fraction(e) / sum(counts.values()) for e in ends)
        return meets((low, high), v(table, row, whole))

    return Rule("weighted mean", holds, expected=True)
