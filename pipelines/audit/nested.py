"""Rows that stand under others though no indent says so: a text without indents prints `Clinical staff`, `Nurses`, ...

In: a grid, its total row and the rows beside it. Out: which rows are the sums of those right below them. Relies on sums
that come out in two columns or more, so that they do not do so by chance.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.audit.grids import Grid

LEAST_COLUMNS = 2
"""In so many columns all sums must come out; one more may fail."""
Values = Sequence[tuple[int, ...]]


def nested(grid: Grid, whole: int, rows: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """The rows below each row that is their sum, where these sums and the other rows add to the whole; else nothing."""
    columns = [c for c in grid.columns if all(grid.count(r, c) for r in (whole, *rows))]
    ways = [columns] + ([[k for k in columns if k != c] for c in columns] if len(columns) > LEAST_COLUMNS else [])
    for kept in ways:
        if len(kept) < LEAST_COLUMNS:
            continue
        values = [tuple(grid.numbers[r, c].value for c in kept) for r in rows]
        total = tuple(grid.numbers[whole, c].value for c in kept)
        if found := heads_of(values, total):
            return {rows[head]: tuple(rows[p] for p in parts) for head, parts in found.items()}
    return {}


def heads_of(values: Values, total: tuple[int, ...]) -> dict[int, tuple[int, ...]]:
    """The places of values that are the sums of those right behind them, where all then add to the total; else nothing.

    >>> heads_of([(9, 7), (4, 3), (5, 4), (30, 20), (3, 4), (1, 3), (2, 1)], (42, 31))
    {0: (1, 2), 4: (5, 6)}
    >>> heads_of([(9, 7), (4, 3), (5, 4)], (18, 14))
    {}
    """
    found: dict[int, tuple[int, ...]] = {}
    above = [0] * len(total)
    at = 0
    while at < len(values):
        many = _below(values, at)
        if many:
            found[at] = tuple(range(at + 1, at + 1 + many))
        above = [a + v for a, v in zip(above, values[at], strict=True)]
        at += 1 + many
    return found if tuple(above) == total else {}


def _below(values: Values, at: int) -> int:
    """How many of the next values, two at least, add to the value at a place."""
    sums = [0] * len(values[at])
    for many, line in enumerate(values[at + 1 :], start=1):
        sums = [s + v for s, v in zip(sums, line, strict=True)]
        if many > 1 and tuple(sums) == values[at] and any(sums):
            return many
        if any(s > v for s, v in zip(sums, values[at], strict=True)):
            break
    return 0
