"""Means and medians: the mean of a whole lies where the means of its parts, weighted by their counts, put it.

In: a grid and the sums that hold in it. Out: identities `weighted_mean` and `mean_median_bound`. Relies on the sums for
what the parts of a column are. A mean far above its median is not impossible, so that bound is an expectation only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pipelines.audit.grids import BASE_ROW, MISSING, TIME_UNITS, Grid
from pipelines.audit.model import UNIT, Identity, Number, quantity

MEAN_OVER_MEDIAN = 2
"""A mean above so many medians makes the upper half average at least three medians; then it is worth a look."""
LEAST_MEANS = 2
_SAMPLE = re.compile(r"sample|unweighted|respondents|interviews", re.IGNORECASE)
_TIME = re.compile(
    r"\b(?:terms?|sentences?|lengths?|stays?|ages?|durations?|days|months|years|hours|time)\b", re.IGNORECASE
)
"""Words of what does not spread as wide as incomes and prices: a mean far above the median is worth a look."""
SHARE_OF_LINES = (4, 5)
"""Weighted means of percentages are taken for an identity where so many of the lines of a column group agree."""


def audit_means(grid: Grid, sums: list[Identity]) -> list[Identity]:
    """The weighted means, and the means beside medians, of one table."""
    return [*_weighted(grid, sums), *_between_rows(grid, sums), *_beside_medians(grid)]


def weighted(whole: Number, means: list[Number], counts: list[Number]) -> Identity | None:
    """A mean against the means of its parts weighted by exact counts."""
    total = sum(n.value for n in counts)
    if total <= 0 or any(n.half for n in counts) or any(n.value < 0 for n in counts):
        return None
    pairs = list(zip(means, counts, strict=True))
    low = -(-sum(m.low * n.value for m, n in pairs) // total)
    high = sum(m.high * n.value for m, n in pairs) // total
    middle = sum(m.value * n.value for m, n in pairs) // total
    shown = " + ".join(f"{m.printed} x {n.printed}" for m, n in pairs)
    arithmetic = f"({shown}) / {quantity(total, 0)} = {quantity(middle, whole.decimals + 2)}"
    return Identity("weighted_mean", whole, tuple(means), low, high, arithmetic, base_parts=tuple(counts))


def between(identity: Identity) -> Identity:
    """A mean of parts whose weights are not known: it lies between the least and the greatest of them.

    >>> from pipelines.audit.model import UNIT, Number
    >>> whole, *means = (Number(0, 0, c, str(v), v * UNIT, UNIT // 2, 0, "") for c, v in enumerate([16, 13, 17]))
    >>> seen = between(Identity("weighted_mean", whole, tuple(means), 0, 0, ""))
    >>> seen.arithmetic, seen.holds
    ('a mean of 13 and 17 lies between 13 and 17', True)
    """
    means = identity.parts
    least, greatest = min(means, key=lambda n: n.value), max(means, key=lambda n: n.value)
    shown = " and ".join((", ".join(n.printed for n in means[:-1]), means[-1].printed))
    arithmetic = f"a mean of {shown} lies between {least.printed} and {greatest.printed}"
    low, high = min(n.low for n in means), max(n.high for n in means)
    return replace(identity, low=low, high=high, arithmetic=arithmetic, base_parts=())


def at_fault(bound: Identity, taking: Mapping[tuple[int, int, int], Sequence[Identity]]) -> Number:
    """The odd one of a mean and its median that do not go together: the median where other sums confirm the mean."""
    mean, median = bound.whole, bound.parts[0]

    def confirmed(number: Number) -> bool:
        return any(i.holds and i.kind != bound.kind for i in taking.get(number.at, ()))

    return median if confirmed(mean) and not confirmed(median) else mean


def expected_of(bound: Identity, number: Number) -> str:
    """What would be expected of one of the two: at least half of the mean, or at most so many medians."""
    if number == bound.whole:
        return f"at most {quantity(bound.high, number.decimals)}"
    step = UNIT // 10**number.decimals
    least = bound.whole.low // MEAN_OVER_MEDIAN - number.half
    return f"at least {quantity(-(-least // step) * step, number.decimals)}"


def _weighted(grid: Grid, sums: list[Identity]) -> Iterator[Identity]:
    """For each row of counts that adds up over columns: the means (and shares) of the same columns."""
    counts = [
        i
        for i in sums
        if i.kind == "part_sum"
        and i.holds
        and i.whole.row == i.parts[0].row
        and BASE_ROW.match(grid.row_paths[i.whole.row][-1] if grid.row_paths[i.whole.row] else "")
    ]
    for total in counts:
        columns = [total.whole.column, *(p.column for p in total.parts)]
        by_kind: dict[str, list[Identity]] = defaultdict(list)
        for r in grid.rows:
            kinds = {grid.kinds.get((r, c), "") for c in columns}
            if len(kinds) != 1 or not kinds <= {"mean", "percent"}:
                continue
            whole, *means = (grid.numbers[r, c] for c in columns)
            if identity := weighted(whole, means, list(total.parts)):
                by_kind[kinds.pop()].append(identity)
        yield from _of_known_weights(grid, total.whole.row, by_kind["mean"])
        tried = by_kind["percent"]
        least, of = SHARE_OF_LINES
        if sum(i.holds for i in tried) * of >= len(tried) * least and len(tried) > 2:
            if MISSING.search(grid.notes) or _SAMPLE.search(grid.row_paths[total.whole.row][-1]):
                # Where some cases give no answer, how many of each part do is not printed.
                yield from (replace(i, strict=False, evidence=True) for i in tried)
                tried = list(map(between, tried))
            yield from tried


def _between_rows(grid: Grid, sums: list[Identity]) -> Iterator[Identity]:
    """Means of lengths of time beside a column of counts that adds up: that of all rows lies between those of the rows.

    `All regions 0.1` above means from 3.9 to 8.0. Not where the means themselves add up (`Average monthly hours`).
    """
    if _SAMPLE.search(grid.notes):
        return
    totals = [i for i in sums if i.kind == "part_sum" and i.holds and i.whole.column == i.parts[0].column]
    for total in (i for i in totals if grid.kinds[i.whole.row, i.whole.column] == "count" and not i.whole.half):
        for c in (c for c in grid.columns if grid.column_kinds[c] == "mean" and _TIME.search(_said_of(grid, c))):
            rows = [total.whole.row, *(p.row for p in total.parts)]
            if any(grid.kinds.get((r, c)) != "mean" for r in rows):
                continue
            whole, *means = (grid.numbers[r, c] for r in rows)
            added = sum(m.value for m in means)
            if min(m.value for m in means) > 0 and not 2 * added <= 3 * whole.value:
                yield between(Identity("weighted_mean", whole, tuple(means), 0, 0, ""))


def _said_of(grid: Grid, column: int) -> str:
    return " ".join((*grid.column_paths[column], grid.title))


def _of_known_weights(grid: Grid, foot: int, tried: list[Identity]) -> Iterator[Identity]:
    """Means of parts whose weights are the printed counts: where nearly all agree; else they lie between their parts.

    A mean may be of fewer than are counted (of those sent to prison), and a sample is not what was weighted.
    """
    failing = sum(not i.holds for i in tried)
    sample = bool(_SAMPLE.search(grid.row_paths[foot][-1]))
    if not sample and (not failing or (failing == 1 and len(tried) > LEAST_MEANS)):
        yield from tried
        return
    yield from (replace(i, strict=False, evidence=True) for i in tried)
    yield from map(between, tried)


def _beside_medians(grid: Grid) -> Iterator[Identity]:
    for c in grid.columns:
        means = [r for r in grid.rows if grid.kinds.get((r, c)) == "mean"]
        medians = [r for r in grid.rows if grid.kinds.get((r, c)) == "median"]
        if len(means) != 1 or len(medians) != 1:
            continue
        mean, median = grid.numbers[means[0], c], grid.numbers[medians[0], c]
        words = " ".join((*grid.row_paths[means[0]], *grid.row_paths[medians[0]], *grid.column_paths[c], grid.notes))
        if mean.low < 0 or median.low <= 0 or not (mean.unit in TIME_UNITS or _TIME.search(words)):
            continue
        high = MEAN_OVER_MEDIAN * median.high
        rest = quantity(2 * mean.value - median.value, 0)
        arithmetic = (
            f"half of the cases lie at or below the median {median.printed}, so that the other half would average at "
            f"least 2 x {mean.printed} - {median.printed} = {rest} to give a mean of {mean.printed}"
        )
        yield Identity("mean_median_bound", mean, (median,), 0, high, arithmetic, strict=False)
