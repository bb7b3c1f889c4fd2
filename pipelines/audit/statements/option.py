"""A quantity that a number in a sentence may state, and how well its years fit those that the sentence says.

In: a table as subject, a cell, a context. Out: `Option`, a fit from 0 to 1. Relies on nothing but years in labels.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.audit.model import Number
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.stated import Relation
from pipelines.audit.statements.vocabulary import Subject


@dataclass(frozen=True, slots=True)
class Option:
    """A quantity that may be meant: bounds in `UNIT`ths, how it comes about, how well it fits the words."""

    score: float
    low: int
    high: int
    relation: Relation
    arithmetic: str
    numbers: tuple[Number, ...]
    certain: bool
    """Whether the words name the row and the column near the number."""
    computed: int
    cited: bool = False
    """Whether it stands in the table that the sentence or its section cites, and no other."""
    named: bool = False
    """Whether its own segment names the row or the column."""
    clear: bool = False
    """Whether the words name it, say nothing that the table does not know, and speak of its years."""
    spans: bool = False
    """Whether it is a sum over all years that the sentence speaks of."""
    derived: bool = False
    """Whether it is worked out from counts, where no share is printed, or else needs another number of its sentence."""
    led: bool = False
    """Whether the words before the number name the row or the column."""
    spelled: bool = False
    """Whether its own segment holds every telling word of the row's or the column's label."""
    opposite: bool = False
    """Whether it is a rise where the words speak of a fall, or the other way round."""
    in_time: bool = True
    """Whether its cells are of years that the sentence says, where both say any."""
    of_period: bool = False
    """Whether the sentence says the very years that its cells are of, by their labels or by the title."""
    known: bool = False
    """Whether the table holds every telling word near the number."""
    far: bool = False
    """Whether only the sentences before, or the heading, name a row or a column of it."""


def of_said_years(subject: Subject, numbers: tuple[Number, ...], context: Context) -> bool:
    """Whether cells of one year each are of a year near a stated number, or in its sentence where none is near."""
    said = set(context.near_years) or set(context.years)
    own = [subject.periods(n.row, n.column) for n in numbers]
    return not said or any(len(years) != 1 or years & said for years in own)


def of_the_period(subject: Subject, numbers: tuple[Number, ...], context: Context) -> bool:
    """Whether a sentence says just the years that cells are of."""
    said = set(context.near_years or context.years)
    return bool(said) and all(subject.periods(n.row, n.column) == said for n in numbers)


def period_fit(subject: Subject, number: Number, context: Context) -> float:
    """How well the years of a cell fit those near a number, and those of its sentence."""
    own = subject.periods(number.row, number.column)
    near, all_years = set(context.near_years), set(context.years)
    moved = context.said is not None and context.said.change != 0
    if len(own) > 1 and (len(near) == 1 or (moved and len(all_years) == 2) or context.moving):
        return 0.4
    if not own:
        return 1.0
    if len(near or all_years) == 2 and len(own) == 1 and own <= (near or all_years) and not context.moving:
        return 0.85  # a sentence about a span of years rather means all of them
    if near:
        return 1.0 if near & own and (len(own) > 1 or len(near) == 1 or len(near & own) == len(own)) else 0.75
    if not all_years:
        return 1.0 if len(own) > 1 or own == subject.years else 0.85
    return 1.0 if own <= all_years else 0.8
