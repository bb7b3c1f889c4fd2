"""Sentences about the tables of a report: names are given, numbers are computed from what is printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.audit.copies import (
    ROUNDED,
    UP,
    Formula,
    Said,
    Sentence,
    Span,
    Tab,
    View,
    Word,
    WordKind,
    add,
    change,
    fixed,
    middle,
    rounded_word,
    share,
    wrong_rounded,
)

DOWN_FOR = {"rose": "fell", "grew": "shrank", "increased": "decreased", "up": "down"}
OPPOSITE = {
    "highest": "lowest", "largest": "smallest", "most common": "least common", "longest": "shortest",
    "fastest": "slowest",
}  # fmt: skip
OPPOSITE |= {b: a for a, b in OPPOSITE.items()}
Number = tuple[Formula, str] | tuple[Formula, str, int]
"""What a number of a sentence is, its unit, and its decimals."""
HIGH = {"highest", "largest", "most common", "longest", "fastest"}


@dataclass
class Teller:
    """Makes sentences about tables that are finished; `keys` are the keys of the names that sentences use."""

    tabs: Sequence[Tab]
    keys: Mapping[str, str]
    made: list[Sentence] = field(default_factory=list)
    cited: str = ""
    """What is put before the full stop of each sentence about a table."""
    view: View = field(init=False)

    def __post_init__(self) -> None:
        self.view = View(self.tabs)

    def key(self, said: str) -> str:
        """The key of a row or a column by what a sentence calls it."""
        return self.keys[said]

    def tell(
        self,
        form: str,
        words: Mapping[str, Word] | None = None,
        claims: Sequence[Callable[[View, Said], bool]] = (),
        listed: Mapping[str, Number] | None = None,
        **numbers: Number,
    ) -> int:
        """Add a sentence and return its number in the report.

        `numbers`, and those that are `listed`, are formulas with a unit and decimals.
        A number of zero percent says nothing: such a sentence is not told, and -1 is returned.
        """
        said = {k: w.text for k, w in (words or {}).items()}
        filled = dict(words or {})
        for slot, (formula, unit, *decimals) in {**(listed or {}), **numbers}.items():
            value = formula(self.view, said)
            text = f"{fixed(middle(value), *decimals)}{unit}"
            if text in ("0%", "100%", "0.0%"):
                return -1
            filled[slot] = Word(text, "number", formula)
        sentence = Sentence(self._citing(form), filled, tuple(claims))
        if not sentence.true(self.view):
            return -1  # a claim that is not so of these numbers: a tie, or a rank that goes the other way
        return self._kept(sentence)

    def _citing(self, form: str) -> str:
        return f"{form[:-1]}{self.cited}." if self.cited else form

    def _kept(self, sentence: Sentence) -> int:
        """Its number in the report; -1 where it has been said before."""
        if sentence.text() in {s.text() for s in self.made}:
            return -1
        self.made.append(sentence)
        return len(self.made) - 1

    def roundly(self, form: str, formula: Formula, words: Mapping[str, Word] | None = None) -> int:
        """A sentence with a word for a share at `{about}`, where one fits; -1 where none does."""
        said = {k: w.text for k, w in (words or {}).items()}
        value = formula(self.view, said)
        word = rounded_word(value)
        if word is None:
            return -1
        assert word in ROUNDED
        filled = {**(words or {}), "about": Word(word, "rounded", formula, wrong_rounded(value))}
        return self._kept(Sentence(self._citing(form), filled))

    def plain(self, text: str) -> int:
        """A sentence that no table speaks of."""
        return self._kept(Sentence(text))


def name(said: str, among: Sequence[str]) -> Word:
    """A name, and those that it may be mistaken for."""
    return Word(said, "name", None, tuple(n for n in among if n != said))


def year(value: int | str, among: Sequence[int | str]) -> Word:
    """A year, and others."""
    return Word(str(value), "year", None, tuple(str(y) for y in among if str(y) != str(value)))


def way(ends: Iterable[Span], up: str) -> Word:
    """A word for a rise or a fall, as the first and the last number have it."""
    kind: WordKind = "direction"
    old, new = ends
    text, other = (up, DOWN_FOR[up]) if new[0] > old[0] else (DOWN_FOR[up], up)
    return Word(text, kind, None, (other,))


def goes(slot: str, old: Formula, new: Formula) -> Callable[[View, Said], bool]:
    """The claim that a number went the way that the word at a slot says."""

    def claim(view: View, said: Said) -> bool:
        one, other = old(view, said), new(view, said)
        return other[0] > one[1] if said[slot] in UP else other[1] < one[0]

    return claim


def rank(text: str) -> Word:
    """A word of rank and its opposite."""
    return Word(text, "rank", None, (OPPOSITE[text],))


def ranks(slot: str, who: str, among: Sequence[str], of: Callable[[View, str], Span]) -> Callable[[View, Said], bool]:
    """The claim that the one named at `who` stands above (or below) all others that a sentence may name, clearly."""

    def claim(view: View, said: Said) -> bool:
        values = {n: of(view, n) for n in among}
        own = values.pop(said[who])
        if said[slot] in HIGH:
            return all(own[0] > v[1] for v in values.values())
        return all(own[1] < v[0] for v in values.values())

    return claim


# Formulas.


def cell(table: str, row: str, column: str) -> Formula:
    """The number in a cell; a row or a column in braces is named by a word of the sentence."""
    return lambda v, s: v(table, row.format(**s), column.format(**s))


def of(part: Formula, whole: Formula) -> Formula:
    """A share of two formulas."""
    return lambda v, s: share(part(v, s), whole(v, s))


def both(*parts: Formula) -> Formula:
    """The sum of formulas."""
    return lambda v, s: add([p(v, s) for p in parts])


def grown(old: Formula, new: Formula) -> Formula:
    """A change in percent."""
    return lambda v, s: change(old(v, s), new(v, s))
