"""Odd tables: numbers below zero, zeros, dashes, cells left empty. Whatever a table prints, the audit ends."""

from __future__ import annotations

import random

import pytest

from pipelines.audit.tables import audit_tables
from pipelines.extraction.model import Table
from tests.audit.audit_support import document, table_of

HEADS = [
    "2010", "2011", "2012", "Total", "Number", "Percent", "Change, %", "Mean", "Median", "Share", "Women", "Men",
    "All", "Index (2010 = 100)", "Pupils per teacher", "Rate per 1,000", "Difference", "EUR million", "of which men",
]  # fmt: skip
LABELS = [
    "Total", "Whole country", "North", "of which cities", "South", "2010", "2011", "Number of cases",
    "Median age (years)", "Mean (days)", "Per pupil (EUR)",
    "All ages", "Under 30", "Balance", "N", "Men", "Women", "Both sexes",
]  # fmt: skip


def odd(seed: int) -> Table:
    """A table of numbers at random, most of them small, negative, zero or missing, some of them the sums of others."""
    rng = random.Random(seed)
    columns, rows = rng.randint(1, 6), rng.randint(1, 9)
    outer = rng.random() < 0.3
    heads = [((rng.choice(HEADS),) if outer else ()) + (rng.choice(HEADS),) for _ in range(columns)]
    forms = [rng.choice(["count", "small", "negative", "decimal", "percent", "mixed"]) for _ in range(columns)]
    values = [[_value(rng, form) for form in forms] for _ in range(rows)]
    if rng.random() < 0.6:
        for column in range(columns):
            values[-1][column] = str(sum(_plain(line[column]) for line in values[:-1]))
    if rng.random() < 0.4 and columns > 2:
        for line in values:
            line[-1] = str(sum(map(_plain, line[:-1])))
    if rng.random() < 0.5:
        values[rng.randrange(rows)][rng.randrange(columns)] = _value(rng, "mixed")
    labels = [rng.choice(LABELS) for _ in range(rows)]
    paths = [(labels[0], x) if n and rng.random() < 0.2 else (x,) for n, x in enumerate(labels)]
    return table_of(heads, list(zip(paths, values, strict=True)), "Table 1")


def _plain(text: str) -> int:
    digits = text.replace(",", "").strip("%()")
    return int(float(digits)) if any(ch.isdigit() for ch in digits) else 0


def _value(rng: random.Random, form: str) -> str:
    ways = {
        "count": lambda: f"{rng.randint(0, 90000):,}",
        "small": lambda: str(rng.choice([0, 0, 1, 2, 3, 100])),
        "negative": lambda: str(rng.randint(-500, 500)),
        "decimal": lambda: f"{rng.uniform(-30, 120):.1f}",
        "percent": lambda: f"{rng.choice([0, 0.0, -4.5, 12.5, 50, 100, 170.0])}%",
    }
    if rng.random() < 0.1:
        return rng.choice(["", "-", "\u2013", "..", "0", "-0.0", "x", "(5)", "100.0"])
    return ways[rng.choice(list(ways)) if form == "mixed" else form]()


@pytest.mark.parametrize("first", range(0, 1000, 250))
def test_no_table_stops_the_audit(first: int) -> None:
    for seed in range(first, first + 250):
        audit_tables([odd(seed), odd(seed + 10**6)])


def test_a_change_that_stands_in_the_place_of_a_year() -> None:
    """A sum of which another correction would have to be below zero."""
    tables = document(
        """
        | 2008 | Change, % | 2010 | 2009
        Primary | 1,204 | 1,310 | 1,297 | -1.0
        Secondary | 804 | 851 | 877 | 3.1
        Tertiary | 311 | 340 | 352 | -3.5
        Total | 2,319 | 2,501 | 2,526 | 1.0"""
    )
    audit_tables(tables)
