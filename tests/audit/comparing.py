"""Sentences made at random that hold numbers against one another, right and with one thing wrong."""

from __future__ import annotations

import random
from dataclasses import dataclass

WORDS = {2: "twice", 3: "three times", 4: "four times", 5: "five times"}
GREW = {2: "doubled", 3: "tripled", 4: "quadrupled"}


@dataclass(frozen=True)
class Sentence:
    """A sentence that is right, and the same with one word or number that is wrong."""

    text: str
    planted: str
    kind: str


def percent(part: int, whole: int) -> int:
    """Half up, of the exact value."""
    return (200 * part + whole) // (2 * whole)


def compared(rng: random.Random, totals: dict[str, int], years: dict[str, tuple[int, int]]) -> list[Sentence]:
    """Multiples, differences and sums of two crimes; `totals` are those of table 1, `years` those of table 2."""
    a, b = sorted(rng.sample(sorted(totals), 2), key=lambda c: -totals[c])
    more, less, whole = totals[a], totals[b], sum(totals.values())
    found = [
        _filled("{x} and {y} together accounted for {n:,} persons convicted (table 1).", a, b, more + less, rng, "sum"),
        _filled("{x} and {y} together made up {n}% of persons convicted (table 1).", a, b,
                percent(more + less, whole), rng, "share of a sum"),
        _filled("Convictions for {x} were {n}% higher than convictions for {y} (table 1).", a, b,
                percent(more - less, less), rng, "percent more"),
        _filled("Arrests for {x} increased by {n:,} from 2010 to 2019 (table 2).", a, b,
                years[a][1] - years[a][0], rng, "increase"),
    ]  # fmt: skip
    times = more / less
    for n, word in WORDS.items():
        if n * 0.9 <= times <= n * 1.1:
            wrong = WORDS.get(n + 2, "ten times")
            form = "Persons were convicted of {x} {w} as often as of {y} (table 1)."
            right = form.format(x=a.lower(), y=b.lower(), w=word)
            found.append(Sentence(right, form.format(x=a.lower(), y=b.lower(), w=wrong), "times"))
            found.append(Sentence(right, form.format(x=b.lower(), y=a.lower(), w=word), "times of the other"))
    for crime, (old, new) in sorted(years.items()):
        for n, word in GREW.items():
            form = "Arrests for {c} more than {w} from 2010 to 2019 (table 2)."
            if n < new / old < n + 1:
                right = form.format(c=crime.lower(), w=word)
                wrong = form.format(c=crime.lower(), w=GREW.get(n + 1, "quintupled"))
                found.append(Sentence(right, wrong, "multiple"))
    return found


def _filled(form: str, a: str, b: str, right: int, rng: random.Random, kind: str) -> Sentence:
    wrong = right + rng.choice([-1, 1]) * max(3, right // rng.randint(3, 8))
    one, other = (a, b) if form.startswith("{x}") else (a.lower(), b.lower())
    second = other.lower()
    return Sentence(form.format(x=one, y=second, n=right), form.format(x=one, y=second, n=wrong), kind)
