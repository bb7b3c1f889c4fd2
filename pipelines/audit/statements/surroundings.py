"""What surrounds a stated number: the labels of tables that its words name, and the years that its sentence says.

In: contexts and what the tables are about. Out: `Surroundings` for each. Relies on the nearest words that name a label:
the segment, else the clause, else the sentence. What stands in no table is described by nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.audit.model import Number
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.vocabulary import Label, Subject
from pipelines.audit.statements.words import GENERIC

LEVELS = 3
"""Segment, clause, sentence."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One printed number of each line whose label is named, and the first and the last year that is said."""

    cells: tuple[Number, ...]
    first_year: int | None
    last_year: int | None


def surroundings(context: Context, about: Sequence[Subject]) -> Surroundings:
    """What the words around one stated number name."""
    years = [int(y) for y in context.near_years or context.years]
    cells: dict[Number, None] = {}
    for level in range(LEVELS):
        named = [
            (subject, label, of_rows)
            for subject in about
            for labels, of_rows in ((subject.rows, True), (subject.columns, False))
            for label in labels
            if _telling(label) and _telling(label) <= context.words[level]
        ]
        for subject, label, of_rows in named:
            # `possession` is not named by `possession, receipt or distribution` where that has a label of its own
            if not any(_telling(label) < _telling(other) for _, other, _ in named):
                cells.update(dict.fromkeys(_cell(subject, label, of_rows)))
        if cells:
            break
    return Surroundings(tuple(cells), min(years, default=None), max(years, default=None))


def _telling(label: Label) -> frozenset[str]:
    return frozenset() if label.total else label.stems - GENERIC


def _cell(subject: Subject, label: Label, of_rows: bool) -> list[Number]:
    at = 0 if of_rows else 1
    found = [n for place, n in subject.grid.numbers.items() if place[at] in label.indices]
    return sorted(found, key=lambda n: (n.row, n.column))[:1]
