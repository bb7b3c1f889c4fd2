"""What the audit works with: printed numbers as exact intervals, the identities tried on them, and findings.

In: nothing. Out: plain data for the other modules. Relies on nothing but whole numbers: a printed number is kept as a
whole number of `UNIT`ths, so that every comparison is exact. A printed `72.1` stands for anything from 72.05 to 72.15,
both ends included: whether halves are rounded up or to even, both pass.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

UNIT = 2 * 10**9
"""One is kept as this many parts: nine printed decimals and their halves are whole numbers."""
MOST_DECIMALS = 9
ROUNDED = "It follows from the rounded figures"
"""How an explanation begins where a number is right by other printed, rounded ones, and wrong by the exact ones."""
Path = tuple[str, ...]
Kind = Literal[
    "part_sum",
    "group_sum",
    "percent_of_total",
    "hundred_sum",
    "change_between",
    "quotient",
    "cross_table_equality",
    "weighted_mean",
    "mean_median_bound",
]
Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number with its place: grid row and column within table `table`, exact value and half its precision."""

    table: int
    row: int
    column: int
    printed: str
    value: int
    half: int
    decimals: int
    unit: str

    @property
    def low(self) -> int:
        """The least value that is printed so, in `UNIT`ths."""
        return self.value - self.half

    @property
    def high(self) -> int:
        """The greatest value that is printed so, in `UNIT`ths."""
        return self.value + self.half

    @property
    def exact(self) -> Decimal:
        """The printed value."""
        return Decimal(self.value) / UNIT

    @property
    def at(self) -> tuple[int, int, int]:
        """Table, row and column."""
        return (self.table, self.row, self.column)


@dataclass(frozen=True, slots=True)
class Identity:
    """One arithmetic relation that was tried: `whole` against what `parts` (and a `base`) say of it.

    `low` and `high` bound, in `UNIT`ths, what the whole may be given the other numbers as printed; it holds where that
    meets what is printed. `strict` is false for what is only to be expected.
    """

    kind: Kind
    whole: Number
    parts: tuple[Number, ...]
    low: int
    high: int
    arithmetic: str
    base: Number | None = None
    strict: bool = True
    subject: str = ""
    target: int | None = None
    """Where the identity is against a fixed value (100%), that value in `UNIT`ths."""
    base_parts: tuple[Number, ...] = ()
    """Where the base is printed nowhere itself: the numbers that add to it; of a mean, the weights of its parts."""
    evidence: bool = False
    """Whether it is held against nobody, and only tells which of several numbers another identity is broken by."""

    per: int = 100 * UNIT
    """What one number over the other is multiplied with, in `UNIT`ths: shares and changes are percentages."""

    @property
    def holds(self) -> bool:
        """Whether some values that are printed so obey it."""
        if self.target is not None:
            return self.low <= self.target <= self.high
        return self.low <= self.whole.high and self.whole.low <= self.high

    @property
    def numbers(self) -> tuple[Number, ...]:
        """All numbers that take part."""
        if self.base is None:
            return (self.whole, *self.parts)
        return (self.whole, *self.parts, self.base, *(n for n in self.base_parts if n not in self.parts))

    @property
    def expected(self) -> Decimal:
        """The middle of what the other numbers allow."""
        return Decimal(self.low + self.high) / 2 / UNIT


@dataclass(frozen=True, slots=True)
class Fact:
    """Parts that are printed under a whole and do not divide it: they overlap, or are not all of it."""

    table: int
    whole: Path
    axis: Literal["rows", "columns"]
    relation: Literal["overlapping", "incomplete"]
    explanation: str
    of_shares: bool = False
    """Whether shares tell it, and no counts."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell, and a value for it that restores identities it takes part in: `agree` of `tried`.

    `others` counts the cells that are as good a guess.
    """

    number: Number
    printed: str
    agree: int
    tried: int = 0
    others: int = 0
    value: int = 0
    """The value that `printed` is, in `UNIT`ths."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What fails, for a person: where, what is printed, what would follow, and the arithmetic in words."""

    severity: Severity
    kind: str
    table: int | None
    printed: str
    expected: str
    explanation: str
    page: int
    place: str
    numbers: tuple[Number, ...] = ()
    correction: Correction | None = None
    strict: bool = True
    blocking: bool = False
    statement: int | None = None
    mention: int | None = None
    alternatives: tuple[Correction, ...] = ()
    """Corrections of other cells that explain it as well."""


@dataclass(frozen=True, slots=True)
class TableAudit:
    """All that was tried on the tables of one document."""

    identities: list[Identity] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


def quantity(value: int, decimals: int) -> str:
    """A value in `UNIT`ths as it would be printed with so many decimals, halves away from zero.

    >>> quantity(72187 * UNIT // 1000, 1), quantity(-3 * UNIT // 2, 0), quantity(12345 * UNIT, 0)
    ('72.2', '-2', '12,345')
    """
    step = UNIT // 10**decimals
    rounded = (2 * abs(value) + step) // (2 * step)
    sign = "-" if value < 0 and rounded else ""
    return f"{sign}{Decimal(rounded).scaleb(-decimals):,}"
