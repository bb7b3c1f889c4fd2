"""Lines whose numbers all stand in the wrong place: a column moved by a row, values shuffled.

In: a grid. Out: findings that are doubts about the reading. Relies on sums, changes and shares that nearly all fail as
printed and all come out with the very same numbers in other places of one line, and on units row by row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from pipelines.audit.corrections import bounds_of
from pipelines.audit.doubts import LEAST_DIGITS, LEAST_MOVED, base_of_shares, digits, doubt
from pipelines.audit.exchanged import exchanged
from pipelines.audit.grids import Grid, is_total
from pipelines.audit.means import weighted
from pipelines.audit.model import UNIT, Finding, Identity, Number, quantity
from pipelines.audit.quotients import quotient_lines
from pipelines.audit.shares import Pair, change_lines, column_pairs, ratio_lines
from pipelines.audit.sums import HUNDRED, Tried, named_sums, sum_of
from pipelines.audit.turned import index_lines, out_of_turn

LARGE = 1000 * UNIT
LEAST_ODD = 2
"""In so many rows a column prints another kind of number than all columns beside it."""
_ELSEWHERE = "the numbers of this {} fit other places of it"


def misplaced(grid: Grid, explained: Container[int] = ()) -> list[Finding]:
    """The line of numbers that fits, as a whole, other places than its own; the first one of a table.

    Columns in which shares come out as they stand are `explained`: no others are looked for.
    """
    sums = named_sums(grid)
    made = (
        change_lines(grid, explained),
        ratio_lines(grid, explained),
        quotient_lines(grid, explained),
        index_lines(grid),
    )
    for lines in (*(t.lines for t in sums if t.lines), *(tried for way in made for tried in way)):
        failing = sum(not i.holds for i in lines)
        if failing < LEAST_MOVED or 2 * failing < len(lines):
            continue
        for at in range(len(lines[0].numbers)):
            if own := _moved(grid, lines, at):
                return [_of_sums(grid, lines, own)]
    if turned := _turned(grid, sums) or _total_beside(grid, sums) or _turned_means(grid, sums) or out_of_turn(grid):
        return [turned]
    if instead := next(exchanged(grid, sums), None):
        return [instead]
    if apart := next((found for pair in column_pairs(grid) if (found := _apart(grid, pair))), None):
        return [_of_shares(grid, *apart)]
    return [_of_forms(grid, own) for columns in _beside_one_another(grid) if (own := _out_of_form(grid, columns))][:1]


def _turned(grid: Grid, sums: Sequence[Tried]) -> Finding | None:
    """A column of which all sums fail, and come out with its numbers a row further on, where other columns add up.

    `Staff 9, Nurses 4, Doctors 5, Others 3, Cleaners 1, Cooks 2` printed from `Nurses` on, the last one first.
    """
    by_column: dict[int, list[Identity]] = defaultdict(list)
    for _, lines in (t for t in sums if t.guess.axis == "rows"):
        for i in lines:
            by_column[i.whole.column].append(i)
    upright = any(all(i.holds for i in lines) for lines in by_column.values())
    for column, lines in by_column.items() if upright else ():
        told = sum(digits(i.whole) for i in lines)
        if len(lines) < 2 or any(i.holds for i in lines) or told < LEAST_DIGITS:
            continue
        own = [grid.numbers[r, column] for r in grid.rows if (r, column) in grid.numbers]
        for turned in ([*own[1:], own[0]], [own[-1], *own[:-1]]):
            at = dict(zip((n.at for n in own), turned, strict=True))
            if all(sum_of(at[i.whole.at], [at[p.at] for p in i.parts], i.kind).holds for i in lines):
                return _of_sums(grid, lines, own)
    return None


def _turned_means(grid: Grid, sums: Sequence[Tried]) -> Finding | None:
    """A column of means whose whole lies beyond its parts, and is their mean with all numbers a row further on.

    `North 4.6, South 8.9, West 12.1, All 8.0`: with 4.6 and 8.9 further up, the last is the mean of the others.
    """
    totals = [i for t in sums if t.guess.axis == "rows" for i in t.lines if i.holds and not i.whole.half]
    for total in totals:
        rows = [total.whole.row, *(p.row for p in total.parts)]
        for c in (c for c in grid.columns if grid.column_kinds[c] == "mean"):
            if {(r, c) for r in rows} - grid.numbers.keys():
                continue
            whole, *means = (grid.numbers[r, c] for r in rows)
            if min(means, key=lambda n: n.low).low <= whole.high and whole.low <= max(n.high for n in means):
                continue
            own = sorted((whole, *means), key=lambda n: n.row)
            for turned in ([*own[1:], own[0]], [own[-1], *own[:-1]]):
                at = dict(zip((n.row for n in own), turned, strict=True))
                mean = weighted(at[rows[0]], [at[r] for r in rows[1:]], list(total.parts))
                if mean and mean.holds and len(means) >= LEAST_MOVED:
                    said = f"{whole.printed} is not among the means of its parts, and {_ELSEWHERE.format('column')}"
                    return doubt(grid, own, whole, said)
    return None


def _total_beside(grid: Grid, sums: Sequence[Tried]) -> Finding | None:
    """A column whose total stands right beside the total's row, where other columns have it in its place."""
    for guess, lines in sums:
        if guess.axis != "rows" or guess.whole is None or len(guess.parts) < LEAST_MOVED:
            continue
        if 2 * sum(i.holds for i in lines) < len(lines) or all(i.holds for i in lines):
            continue
        rows = sorted((guess.whole, *guess.parts))
        near = {rows[(rows.index(guess.whole) + step) % len(rows)] for step in (-1, 1)}
        for line in (i for i in lines if not i.holds and not i.whole.half):
            all_ = sum(n.value for n in line.numbers)
            for other in (p for p in line.parts if p.row in near):
                if 2 * other.value == all_ and sum(map(digits, line.numbers)) >= LEAST_DIGITS:
                    said = (
                        f"{other.printed} is the sum of the others, and stands in the row of {grid.row_name(other.row)}"
                    )
                    return doubt(grid, line.numbers, line.whole, said, other.printed)
    return None


def _apart(grid: Grid, pair: Pair) -> tuple[list[Number], list[Number]] | None:
    """Percentages and counts that go together one row further on, and not as printed; the moved column first."""
    rows = [r for r in grid.rows if grid.percent(r, pair.percents) or grid.count(r, pair.counts)]
    percents, counts = ([grid.numbers.get((r, c)) for r in rows] for c in pair)
    base = base_of_shares(percents[1:], counts[:-1]) or base_of_shares(percents[:-1], counts[1:])
    if base is None or base_of_shares(percents, counts):
        return None
    sizes = [n.value for n in counts if n is not None and n.low > 0]
    if max(sizes) < 2 * min(sizes):
        return None  # numbers that hardly differ go together in any order
    shares, numbers = ([n for n in column if n is not None] for column in (percents, counts))
    whole = next(
        (n for n in numbers if is_total(grid.row_paths[n.row]) and base[0] <= n.high and n.low <= base[1]), None
    )
    hundred = any(n.value == HUNDRED and is_total(grid.row_paths[n.row]) for n in shares)
    return (numbers, shares) if hundred and whole is None else (shares, numbers)


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
        rows: list[int] = []
        usual: list[tuple[str, bool]] = []
        for r in grid.rows:
            forms = {_form(grid.numbers.get((r, c))) for c in columns if c != column}
            if len(forms) == 1 and (form := forms.pop()) is not None:
                rows.append(r)
                usual.append(form)
        own = [_form(grid.numbers.get((r, column))) for r in rows]
        odd = sum(a != b for a, b in zip(own, usual, strict=True))
        moved = (own[1:] == usual[:-1], own[:-1] == usual[1:])
        units = any(a is not None and a[0] != b[0] for a, b in zip(own, usual, strict=True))
        if odd >= LEAST_ODD and units and len(set(usual)) > 1 and any(moved):
            return [grid.numbers[r, column] for r in rows if (r, column) in grid.numbers]
    return []


def _form(number: Number | None) -> tuple[str, bool] | None:
    """What tells kinds of numbers apart: the unit, and whether it is large. (Zeros at the end may be left out.)"""
    return None if number is None else (number.unit, abs(number.value) >= LARGE)


def _moved(grid: Grid, lines: Sequence[Identity], at: int) -> list[Number]:
    """The numbers at one place of each identity, where they fit one line further on, or in another order.

    What fits one line further on may be a balance carried forward (`Pending at end`). It is moved only where the edges
    close: the number left over at one end fits the line at the other, or the place that it left is empty.
    """
    own = [i.numbers[at] for i in lines]
    found = [bounds_of(n, i) for n, i in zip(own, lines, strict=True)]
    needed = [b for b in found if b is not None]
    if len(needed) < len(own) or len({n.value for n in own}) < LEAST_MOVED:
        return []
    orders = [(sorted(own, key=lambda n: n.value), sorted(needed))]
    orders += [([*own[1:], own[0]], needed), ([own[-1], *own[:-1]], needed)]
    if beyond := _beyond(grid, own):
        orders.append(([*own[1:], beyond], needed))
    if _left_empty(grid, own, before=True):
        orders.append((own[1:], needed[:-1]))
    if _left_empty(grid, own, before=False):
        orders.append((own[:-1], needed[1:]))
    return own if any(_fit(numbers, places) for numbers, places in orders) else []


def _beyond(grid: Grid, own: Sequence[Number]) -> Number | None:
    """The number right below a column of counts, in a row that counts nothing: `Median age` under the total."""
    column, rows = own[0].column, {n.row for n in own}
    below = next((r for r in grid.rows if r > max(rows)), None)
    if below is None or len({n.column for n in own}) > 1:
        return None
    kinds = {kind for (r, _), kind in grid.kinds.items() if r == below}
    return None if kinds & {"count", "percent"} else grid.numbers.get((below, column))


def _left_empty(grid: Grid, own: Sequence[Number], before: bool) -> bool:
    """Whether the place before (after) a line of numbers is empty, though all other lines print a number there."""
    down = len({n.column for n in own}) == 1
    along = [n.row if down else n.column for n in own]
    line = own[0].column if down else own[0].row
    places = [i for i in (grid.rows if down else grid.columns) if (i < min(along) if before else i > max(along))]
    near = places[-1:] if before else places[:1]
    others = [o for o in (grid.columns if down else grid.rows) if o != line]

    def filled(i: int, o: int) -> bool:
        return ((i, o) if down else (o, i)) in grid.numbers

    return any(not filled(i, line) and all(filled(i, o) for o in others) for i in near)


def _fit(numbers: Sequence[Number], places: Sequence[tuple[int, int]]) -> bool:
    fit = all(n.low <= high and low <= n.high for n, (low, high) in zip(numbers, places, strict=True))
    printed = sum(digits(n) for n in set(numbers) if n.value)
    return fit and len({n.value for n in numbers}) >= LEAST_MOVED and printed >= LEAST_DIGITS


def _of_sums(grid: Grid, lines: Sequence[Identity], own: list[Number]) -> Finding:
    first = next(i for i in lines if not i.holds)
    at_fault = next(n for n in own if n in first.numbers)
    low, high = bounds_of(at_fault, first) or (at_fault.value, at_fault.value)
    said = (
        f"{sum(not i.holds for i in lines)} of {len(lines)} sums fail, first {first.arithmetic} against "
        f"{first.whole.printed}, and {_ELSEWHERE.format('line')}"
    )
    return doubt(grid, own, at_fault, said, quantity((low + high) // 2, at_fault.decimals))


def _of_shares(grid: Grid, own: list[Number], beside: list[Number]) -> Finding:
    said = f"the percentages are not those of {grid.column_name(beside[0].column)} as they stand, and "
    return doubt(grid, own, own[0], said + _ELSEWHERE.format("column"))


def _of_forms(grid: Grid, own: list[Number]) -> Finding:
    said = "units and decimals are not those of the columns beside it, row by row, and "
    return doubt(grid, own, own[0], said + _ELSEWHERE.format("column"))
