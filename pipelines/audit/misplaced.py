"""Lines whose numbers all stand in the wrong place: a column moved by a row, values shuffled, a total's label lost.

In: a grid. Out: findings that are doubts about the reading. Relies on sums and shares that nearly all fail as printed
and all come out with the very same numbers in other places of one line: that does not happen by chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.audit.corrections import bounds_of
from pipelines.audit.grids import BASE_ROW, Grid, is_total
from pipelines.audit.means import weighted
from pipelines.audit.model import UNIT, Finding, Identity, Number, quantity
from pipelines.audit.shares import Pair, column_pairs
from pipelines.audit.sums import HUNDRED, Sum, column_guesses, row_guesses, tried

LEAST_MOVED = 3
"""So many numbers of a line must fail where they stand, and fit beside it."""

LEAST_ODD = 2
"""In so many rows a column prints another kind of number than all columns beside it."""
_BARE_TOTAL = re.compile(r"(?:grand )?totals?|all|overall", re.IGNORECASE)
LEAST_DIGITS = 6
"""...and print so many digits together: small counts meet by chance."""


def misplaced(grid: Grid) -> list[Finding]:
    """The line of numbers that fits, as a whole, other places than its own; the first one of a table."""
    for lines in _sums(grid):
        failing = sum(not i.holds for i in lines)
        if failing < LEAST_MOVED or 2 * failing < len(lines):
            continue
        for at in range(len(lines[0].numbers)):
            if own := _moved(lines, at):
                return [_of_sums(grid, lines, own)]
    if swapped := _total_elsewhere(grid):
        return [swapped]
    if exchanged := _exchanged(grid):
        return [_of_exchange(grid, *exchanged)]
    if instead := _mean_elsewhere(grid):
        return [_of_means(grid, *instead)]
    if apart := next((found for pair in column_pairs(grid) if (found := _apart(grid, pair))), None):
        return [_of_shares(grid, *apart)]
    return [_of_forms(grid, own) for columns in _beside_one_another(grid) if (own := _out_of_form(grid, columns))][:1]


def _sums(grid: Grid) -> Iterator[list[Identity]]:
    for guess in (*row_guesses(grid), *column_guesses(grid)):
        lines = _counts(grid, guess)
        if guess.named and lines:
            yield lines


def _total_elsewhere(grid: Grid) -> Finding | None:
    """A line that is the sum of all others, beside one that is called the total and is not."""
    for guess in (*row_guesses(grid), *column_guesses(grid)):
        paths = grid.row_paths if guess.axis == "rows" else grid.column_paths
        if guess.whole is None or not guess.named or len(guess.parts) < LEAST_MOVED:
            continue
        if not _BARE_TOTAL.fullmatch(paths[guess.whole][-1].strip()) or not _fails(_counts(grid, guess)):
            continue
        for other in guess.parts:
            parts = tuple(guess.whole if p == other else p for p in guess.parts)
            lines = _counts(grid, replace(guess, whole=other, parts=parts))
            shown = [n for (r, c), n in grid.numbers.items() if guess.axis == "rows" and r == other]
            digits = sum(_digits(n) for n in (*(i.whole for i in lines), *(n for n in shown if n.value == HUNDRED)))
            if lines and digits >= LEAST_DIGITS and all(i.holds and not i.whole.half for i in lines):
                return _of_labels(grid, lines, paths[other][-1], paths[guess.whole][-1])
    return None


def _counts(grid: Grid, guess: Sum) -> list[Identity]:
    return [i for i in tried(grid, guess) if i.target is None and i.kind in ("part_sum", "group_sum")]


def _fails(lines: Sequence[Identity]) -> bool:
    return bool(lines) and not any(i.holds for i in lines)


def _apart(grid: Grid, pair: Pair) -> tuple[list[Number], list[Number]] | None:
    """Percentages and counts that go together one row further on, and not as printed; the moved column first."""
    rows = [r for r in grid.rows if grid.percent(r, pair.percents) or grid.count(r, pair.counts)]
    percents, counts = ([grid.numbers.get((r, c)) for r in rows] for c in pair)
    base = _base(percents[1:], counts[:-1]) or _base(percents[:-1], counts[1:])
    if base is None or _base(percents, counts):
        return None
    shares, numbers = ([n for n in column if n is not None] for column in (percents, counts))
    whole = next(
        (n for n in numbers if is_total(grid.row_paths[n.row]) and base[0] <= n.high and n.low <= base[1]), None
    )
    hundred = any(n.value == HUNDRED and is_total(grid.row_paths[n.row]) for n in shares)
    return (numbers, shares) if hundred and whole is None else (shares, numbers)


def _base(percents: Sequence[Number | None], counts: Sequence[Number | None]) -> tuple[int, int] | None:
    """Least and greatest of the one base that makes each of the percentages of the count beside it."""
    pairs = [(p, n) for p, n in zip(percents, counts, strict=True) if p and n and p.low > 0 and n.low > 0]
    if len({n.value for _, n in pairs}) < LEAST_MOVED or sum(_digits(p) for p, _ in pairs) < LEAST_DIGITS:
        return None
    least = max(n.low * HUNDRED // p.high for p, n in pairs)
    most = min(-(-n.high * HUNDRED // p.low) for p, n in pairs)
    return (least, most) if least <= most else None


def _exchanged(grid: Grid) -> tuple[list[Number], list[Number]] | None:
    """Percentages of two columns that are, all of them, those of the counts of one another."""
    pairs = list(column_pairs(grid))
    rows = {pair: [r for r in grid.rows if grid.percent(r, pair.percents)] for pair in pairs}

    def fits(percents: Pair, counts: Pair) -> bool:
        shared = rows[percents]
        shares = [grid.percent(r, percents.percents) for r in shared]
        return _base(shares, [grid.count(r, counts.counts) for r in shared]) is not None

    alone = [pair for pair in pairs if not fits(pair, pair)]
    for one, other in combinations(alone, 2):
        if one.counts != other.counts and fits(one, other) and fits(other, one):
            own, others = (
                [grid.numbers[r, c] for r in rows[pair] for c in pair if (r, c) in grid.numbers]
                for pair in (one, other)
            )
            return own, others
    return None


def _mean_elsewhere(grid: Grid) -> tuple[list[Number], list[Number]] | None:
    """A column beside one that is called the whole, of which the others are the parts: by counts and by percentages."""
    foot = next((r for r in grid.rows if BASE_ROW.match(grid.row_paths[r][-1])), None)
    called = [c for c in grid.columns if is_total(grid.column_paths[c])]
    if foot is None or len(called) != 1:
        return None
    counts = {c: n for c in grid.columns if (n := grid.count(foot, c))}
    if called[0] not in counts or len(counts) <= LEAST_MOVED or sum(map(_digits, counts.values())) < LEAST_DIGITS:
        return None
    for whole in (c for c in counts if c != called[0]):
        parts = [c for c in counts if c != whole]
        if counts[whole].value != sum(counts[c].value for c in parts):
            continue
        lines = [r for r in grid.rows if r != foot and all(grid.percent(r, c) for c in counts)]
        tried_means = [
            weighted(grid.numbers[r, whole], [grid.numbers[r, c] for c in parts], [counts[c] for c in parts])
            for r in lines
        ]
        held = sum(i is not None and i.holds for i in tried_means)
        if held >= LEAST_MOVED and 4 * held >= 3 * len(lines):
            own, others = ([grid.numbers[r, c] for r in (*lines, foot)] for c in (called[0], whole))
            return own, others
    return None


def _beside_one_another(grid: Grid) -> Iterator[list[int]]:
    """Columns that print the same kinds of numbers row by row: those under one innermost head, and all."""
    alike: dict[str, list[int]] = defaultdict(list)
    for c in grid.columns:
        alike[" ".join(grid.column_paths[c][-1:]).casefold()].append(c)
    yield from (columns for columns in alike.values() if len(columns) > 2)
    if len(grid.columns) > 2:
        yield list(grid.columns)


def _out_of_form(grid: Grid, columns: Sequence[int]) -> list[Number]:
    """The numbers of a column whose units and decimals fit those of all columns beside it one row further on only."""
    for column in columns:
        rows, usual = [], []
        for r in grid.rows:
            forms = {_form(grid.numbers.get((r, c))) for c in columns if c != column}
            if len(forms) == 1 and forms != {None}:
                rows.append(r)
                usual.append(forms.pop())
        own = [_form(grid.numbers.get((r, column))) for r in rows]
        odd = sum(a != b for a, b in zip(own, usual, strict=True))
        moved = (own[1:] == usual[:-1], own[:-1] == usual[1:])
        if odd >= LEAST_ODD and len(set(usual)) > 1 and any(moved):
            return [grid.numbers[r, column] for r in rows if (r, column) in grid.numbers]
    return []


def _form(number: Number | None) -> tuple[str, int] | None:
    return None if number is None else (number.unit, number.decimals)


def _digits(number: Number) -> int:
    return len(str(number.value * 10**number.decimals // UNIT))


def _moved(lines: Sequence[Identity], at: int) -> list[Number]:
    """The numbers at one place of each identity, where they fit one line further on, or in another order."""
    own = [i.numbers[at] for i in lines]
    found = [bounds_of(n, i) for n, i in zip(own, lines, strict=True)]
    needed = [b for b in found if b is not None]
    if len(needed) < len(own) or len({n.value for n in own}) < LEAST_MOVED:
        return []
    failing = [n for n, i in enumerate(lines) if not i.holds]
    first, last = failing[0], failing[-1]
    orders = (
        (own[first + 1 : last + 1], needed[first:last]),
        (own[first:last], needed[first + 1 : last + 1]),
        (sorted(own, key=lambda n: n.value), sorted(needed)),
    )
    return own if any(_fit(numbers, places) for numbers, places in orders) else []


def _fit(numbers: Sequence[Number], places: Sequence[tuple[int, int]]) -> bool:
    fit = all(n.low <= high and low <= n.high for n, (low, high) in zip(numbers, places, strict=True))
    digits = sum(_digits(n) for n in set(numbers) if n.value)
    return fit and len({n.value for n in numbers}) >= LEAST_MOVED and digits >= LEAST_DIGITS


def _of_sums(grid: Grid, lines: Sequence[Identity], own: list[Number]) -> Finding:
    first = next(i for i in lines if not i.holds)
    at_fault = next(n for n in own if n in first.numbers)
    low, high = bounds_of(at_fault, first) or (at_fault.value, at_fault.value)
    said = (
        f"{sum(not i.holds for i in lines)} of {len(lines)} sums fail, first {first.arithmetic} against "
        f"{first.whole.printed}"
    )
    return _doubt(grid, own, at_fault, said, quantity((low + high) // 2, at_fault.decimals))


def _of_labels(grid: Grid, lines: Sequence[Identity], label: str, total: str) -> Finding:
    own = [i.whole for i in lines]
    said = f"“{label}” is the sum of all others in each of {len(lines)} lines, and “{total}” is not"
    return _doubt(grid, own, own[0], said, "")


def _of_shares(grid: Grid, own: list[Number], beside: list[Number]) -> Finding:
    said = f"the percentages are not those of {grid.column_name(beside[0].column)} as they stand"
    return _doubt(grid, own, own[0], said, "")


def _of_exchange(grid: Grid, own: list[Number], others: list[Number]) -> Finding:
    names = " and ".join(grid.column_name(n.column) for n in (own[0], others[0]))
    made = _doubt(grid, own, own[0], f"the percentages of {names} are those of the counts of one another", "")
    return replace(made, numbers=(*own, *others), place=f"{grid.label}: columns {names}")


def _of_means(grid: Grid, own: list[Number], others: list[Number]) -> Finding:
    name = grid.column_name(others[0].column)
    made = _doubt(grid, own, own[-1], f"of all others {name} is the sum and the mean, and not this column", "")
    return replace(made, numbers=(*own, *others))


def _of_forms(grid: Grid, own: list[Number]) -> Finding:
    return _doubt(grid, own, own[0], "units and decimals are not those of the columns beside it, row by row", "")


def _doubt(grid: Grid, own: list[Number], at_fault: Number, said: str, expected: str) -> Finding:
    in_column = len({n.column for n in own}) == 1
    line = f"column {grid.column_name(own[0].column)}" if in_column else f"row {grid.row_name(own[0].row)}"
    return Finding(
        "error",
        "reading_in_doubt",
        grid.index,
        at_fault.printed,
        expected,
        f"{said[0].upper()}{said[1:]}; the numbers of this {line.split()[0]} fit other places of it: it was probably "
        "read wrongly, not printed so.",
        grid.pages.get((at_fault.row, at_fault.column), grid.page),
        f"{grid.label}: {line}",
        tuple(own),
        blocking=True,
    )
