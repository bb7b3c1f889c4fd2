"""Small reports made at random: two tables that are right, and sentences about them in the forms that agencies use."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.audit.model import UNIT, quantity
from pipelines.extraction.model import Box, Statement, Table
from pipelines.extraction.statements.mentions import mentions_of
from tests.audit.audit_support import Path, table_of
from tests.audit.comparing import Sentence, compared, percent

CRIMES = ["Robbery", "Burglary", "Fraud", "Arson", "Larceny", "Forgery", "Smuggling", "Piracy", "Counterfeiting"]
REGIONS = ["Northern", "Southern", "Eastern", "Western", "Coastal", "Mountain"]
OPENING = ("From 2010 to 2019", "Between 2010 and 2019")


@dataclass(frozen=True)
class Report:
    """Two tables, and sentences about them."""

    tables: list[Table]
    sentences: list[Sentence]


def report(seed: int) -> Report:
    """A report on convictions by crime and region, and on arrests in two years."""
    rng = random.Random(seed)
    crimes = rng.sample(CRIMES, rng.randint(4, 6))
    regions = rng.sample(REGIONS, rng.randint(2, 3))
    counts = {c: [rng.randint(40, 4000) for _ in regions] for c in crimes}
    totals = [sum(counts[c][r] for c in crimes) for r in range(len(regions))]
    heads: list[Path] = [
        (n, of) for n in ("All regions", *(f"{r} region" for r in regions)) for of in ("Number", "Percent")
    ]
    rows: list[tuple[Path, list[str]]] = [(("Total",), _line([sum(totals), *totals], [sum(totals), *totals]))]
    rows += [((c,), _line([sum(counts[c]), *counts[c]], [sum(totals), *totals])) for c in crimes]
    first = replace(
        table_of(heads, rows, "Table 1"), title="Persons convicted, by type of crime and region, 2010\u20132019"
    )
    years = {c: (rng.randint(100, 900), rng.randint(1000, 3000)) for c in crimes}
    both = (sum(a for a, _ in years.values()), sum(b for _, b in years.values()))
    lines = [(("Total",), [f"{both[0]:,}", f"{both[1]:,}"])]
    lines += [((c,), [f"{a:,}", f"{b:,}"]) for c, (a, b) in years.items()]
    second = replace(
        table_of([("2010",), ("2019",)], lines, "Table 2"), title="Persons arrested, by type of crime, 2010 and 2019"
    )
    sentences = [
        *_shares(rng, crimes, regions, counts, totals),
        *_ranks(rng, crimes, regions, counts, totals),
        *_changes(rng, crimes, years),
        *compared(rng, {c: sum(counts[c]) for c in crimes}, years),
    ]
    return Report([first, second], sentences)


def _line(values: Sequence[int], wholes: Sequence[int]) -> list[str]:
    shown = []
    for value, whole in zip(values, wholes, strict=True):
        shown += [f"{value:,}", quantity(value * 100 * UNIT // whole, 1)]
    return shown


def _wrong(rng: random.Random, right: int) -> int:
    return right + rng.choice([-1, 1]) * rng.randint(3, 9) if right > 12 else right + rng.randint(3, 9)


def _shares(
    rng: random.Random, crimes: list[str], regions: list[str], counts: dict[str, list[int]], totals: list[int]
) -> list[Sentence]:
    found = []
    crime, other = rng.sample(crimes, 2)
    whole = sum(totals)
    part = percent(sum(counts[crime]), whole)
    said = rng.choice(
        [
            "{c} accounted for {p} of all persons convicted (table 1).",
            "{o}, {p} of persons were convicted of {c} (table 1).",
            "Of {w} persons convicted, {p} were convicted of {c} (table 1).",
        ]
    )
    facts = {"o": rng.choice(OPENING), "w": f"{whole:,}"}
    right = said.format(c=crime.capitalize(), p=f"{part}%", **facts)
    found.append(Sentence(right, said.format(c=crime.capitalize(), p=f"{_wrong(rng, part)}%", **facts), "share"))
    if abs(percent(sum(counts[other]), whole) - part) > 1:
        found.append(Sentence(right, said.format(c=other.capitalize(), p=f"{part}%", **facts), "label"))
    r = rng.randrange(len(regions))
    listed = rng.sample(crimes, 2)
    parts = [percent(counts[c][r], totals[r]) for c in listed]
    form = "In the {n} region {a}% of those convicted were convicted of {x} and {b}% of {y} (table 1)."
    shown = {"n": regions[r], "x": listed[0].lower(), "y": listed[1].lower()}
    right = form.format(a=parts[0], b=parts[1], **shown)
    found.append(Sentence(right, form.format(a=parts[0], b=_wrong(rng, parts[1]), **shown), "share in a column"))
    return found


def _ranks(
    rng: random.Random, crimes: list[str], regions: list[str], counts: dict[str, list[int]], totals: list[int]
) -> list[Sentence]:
    order = sorted(crimes, key=lambda c: -sum(counts[c]))
    top = sum(counts[order[0]])
    share = percent(top, sum(totals))
    form = "{c} was the {r} crime, with {n} persons ({p}%) convicted (table 1)."
    right = form.format(c=order[0], r="most common", n=f"{top:,}", p=share)
    return [Sentence(right, form.format(c=order[0], r="least common", n=f"{top:,}", p=share), "rank")]


def _changes(rng: random.Random, crimes: list[str], years: dict[str, tuple[int, int]]) -> list[Sentence]:
    crime, other = rng.sample(crimes, 2)
    old, new = years[crime]
    grew = percent(new - old, old)
    form = "Arrests for {c} rose {p}%, from {a} in 2010 to {b} in 2019 (table 2)."
    facts = {"c": crime.lower(), "p": grew, "a": f"{old:,}", "b": f"{new:,}"}
    right = form.format(**facts)
    return [
        Sentence(right, form.format(**{**facts, "p": grew + rng.randint(3, 40)}), "change"),
        Sentence(right, form.format(**{**facts, "a": f"{old + rng.randint(5, 60):,}"}), "level"),
        Sentence(right, form.format(**{**facts, "c": other.lower()}), "label of a change"),
        Sentence(right, right.replace("rose", "fell"), "direction"),
        Sentence(right, right.replace("2010", "2012"), "year"),
    ]


def statements(texts: Sequence[str]) -> list[Statement]:
    """Sentences as they come out of a report, with the numbers that they state."""
    box = Box(1, 0, 0, 100, 10)
    return [Statement(n, "sentence", t, (box,), mentions_of(t), "Crime in the regions") for n, t in enumerate(texts)]
