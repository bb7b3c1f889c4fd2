"""What other tables print of the same lines: bases of shares, what costs per head are of, rows printed as columns.

In: the grids of one document, and the columns whose shares are explained in their own table. Out: identities
`percent_of_total`, `quotient` and `cross_table_equality`, and doubts about columns. Relies on labels that are the same,
and on so many digits that come out that it is no chance; notes that speak of other editions or cases end it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.audit.across import LEAST_SHARED, LEAST_VALUE, MOST_MEETINGS, OTHERWISE, equal, other_way_round, swapped
from pipelines.audit.doubts import digits, doubt
from pipelines.audit.grids import Grid, is_period, is_total
from pipelines.audit.model import UNIT, Finding, Identity, Number
from pipelines.audit.quotients import LEAST_DIGITS_TOLD, certain, come_out, power_of_ten, quotient
from pipelines.audit.shares import Pair, column_pairs, share
from pipelines.documents.spec import fold_label

WHOLE = "(all)"
"""What totals are called where lines of two tables are held against each other: their words differ."""
LEAST_OF_A_TOTAL = 1000 * UNIT
LARGE = 1000 * UNIT
DIGITS_OF_A_LINE = 10
MOST_LABELS = 60
MOST_LINES = 24
"""With more lines of the same labels it is not tried which of them is meant."""
_PER = re.compile(r"\bper (?:\d[\d,]* )?([a-z]{4,})", re.IGNORECASE)
_RECIPROCAL = re.compile(
    r"\b(?:ex|im)ports?|\b(?:in|out)(?:flow|ward|bound)|\b(?:from|to|sent|received)\b", re.IGNORECASE
)
Line = dict[str, Number]


def audit_related(grids: Sequence[Grid], explained: Container[tuple[int, int]]) -> tuple[list[Identity], list[Finding]]:
    """What lines of different tables give together; `explained` are tables and columns whose shares are known."""
    if len(grids) < 2:
        return [], []
    said = [g for g in grids if not OTHERWISE.search(g.notes)]
    columns = {g.index: column_lines(g) for g in said}
    equalities, doubts = rows_as_columns(said, columns)
    shares, turned = shares_of_others(said, columns, explained)
    return [*shares, *per_head(said), *equalities], [*doubts, *turned]


def column_lines(grid: Grid) -> dict[int, Line]:
    """The counts of each column by the labels of their rows; totals of all tables are called the same."""
    found: dict[int, Line] = {c: {} for c in grid.columns}
    labels = {r: WHOLE if is_total(grid.row_paths[r]) else fold_label(grid.row_name(r)) for r in grid.rows}
    for (r, c), number in grid.numbers.items():
        if grid.kinds[r, c] == "count":
            found[c].setdefault(labels[r], number)
    return {c: line for c, line in found.items() if len(line) > LEAST_SHARED}


def row_lines(grid: Grid, totals: bool = False) -> dict[int, Line]:
    """The counts of each row (of totals only) by the innermost heads of their columns, where no two are alike."""
    names = {c: fold_label(" ".join(grid.column_paths[c][-1:])) for c in grid.columns}
    once = [c for c in grid.columns if list(names.values()).count(names[c]) == 1] if len(names) <= MOST_LABELS else []
    rows = [r for r in grid.rows if not totals or is_total(grid.row_paths[r])] if len(once) >= LEAST_SHARED else []
    found = {r: {names[c]: n for c in once if (n := grid.count(r, c))} for r in rows}
    return {r: line for r, line in found.items() if len(line) >= LEAST_SHARED}


def shares_of_others(
    grids: Sequence[Grid], columns: Mapping[int, Mapping[int, Line]], explained: Container[tuple[int, int]]
) -> tuple[list[Identity], list[Finding]]:
    """Percentages of which the base of each row stands in the same row of another table; and doubts about their places.

    `Free transport: 635, 49.2% of all pupils` beside `Pupils 1,290` in another table of the same regions.
    """
    by_label: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for table, lines in columns.items():
        for c, line in lines.items():
            for label in line if len(line) <= MOST_LABELS else ():
                by_label[label].append((table, c))
    by_index = {g.index: g for g in grids}
    found: list[Identity] = []
    doubts: list[Finding] = []
    for grid in grids:
        for pair in column_pairs(grid):
            if (grid.index, pair.percents) in explained:
                continue
            tried = _based_elsewhere(grid, pair, columns, by_label)
            best = max((t for t in tried if come_out(t)), key=lambda of: sum(i.holds for i in of), default=None)
            if best:
                found += certain(grid, best)
            looks = (d for t in tried for d in (_labels_swapped(by_index, t), _a_row_further(grid, t)) if d)
            turned = next(looks, None)
            doubts += [turned] if turned else []
    return found, doubts


def _based_elsewhere(
    grid: Grid, pair: Pair, columns: Mapping[int, Mapping[int, Line]], by_label: Mapping[str, list[tuple[int, int]]]
) -> list[list[Identity]]:
    """The shares of a column over each column of another table that may be their bases, one identity a row."""
    own = columns[grid.index].get(pair.counts, {})
    shown = {label: (p, n) for label, n in own.items() if (p := grid.percent(n.row, pair.percents))}
    first = next((label for label in shown if label != WHOLE), None)
    near = [at for at in by_label.get(first or "", []) if at[0] != grid.index]
    found = []
    for bases in (columns[table][c] for table, c in near if len(near) <= MOST_LINES):
        made = [share(p, n, bases[label]) for label, (p, n) in shown.items() if label in bases]
        lines = [i for i in made if i is not None]
        if len(lines) > LEAST_SHARED and sum(digits(i.whole) for i in lines) >= DIGITS_OF_A_LINE:
            found.append(lines)
    return found


def _labels_swapped(by_index: Mapping[int, Grid], lines: Sequence[Identity]) -> Finding | None:
    """Two rows whose shares are of the base of one another, where all others come out: labels of one of two tables."""
    odd = [i for i in lines if not i.holds]
    told = sum(digits(i.whole) for i in lines if i.holds)
    if len(odd) != 2 or len(lines) < LEAST_SHARED + 2 or told < DIGITS_OF_A_LINE:
        return None
    (one, other), bases = odd, [i.base for i in odd]
    if bases[0] is None or bases[1] is None:
        return None
    turned = (share(one.whole, one.parts[0], bases[1]), share(other.whole, other.parts[0], bases[0]))
    if not all(i is not None and i.holds for i in turned):
        return None
    grid, basis = by_index[one.whole.table], by_index[bases[0].table]
    own = grid.of_rows(one.whole.row, other.whole.row) + basis.of_rows(bases[0].row, bases[1].row)
    names = f"{grid.row_name(one.whole.row)} and {grid.row_name(other.whole.row)}"
    said = f"the percentages of {names} are those of one another's numbers in {basis.label}, unlike all others"
    return doubt(grid, own, one.whole, said, line=f"labels {names}")


def _a_row_further(grid: Grid, lines: Sequence[Identity]) -> Finding | None:
    """A column of shares, or of what they are of, that fits the bases in another table a row further on."""
    if 2 * sum(i.holds for i in lines) > len(lines) or len(lines) < LEAST_SHARED + 2:
        return None
    ordered = sorted(lines, key=lambda i: i.whole.row)
    shares, parts = [i.whole for i in ordered], [i.parts[0] for i in ordered]
    bases = [i.base for i in ordered if i.base is not None]
    for moved in (shares, parts):
        for turned in ([*moved[1:], moved[0]], [moved[-1], *moved[:-1]]):
            cells = (
                zip(turned, parts, bases, strict=True) if moved is shares else zip(shares, turned, bases, strict=True)
            )
            if all(i is not None and i.holds for i in (share(*line) for line in cells)):
                said = (
                    "its percentages are those of the numbers in another table one row further on, and not as printed"
                )
                return doubt(grid, moved, moved[0], said)
    return None


def per_head(grids: Sequence[Grid]) -> Iterator[Identity]:
    """A row `Cost per pupil` under the total of a table, over the total of the table that counts pupils."""
    for grid in grids:
        rows = [(r, m[1]) for r in grid.rows if (m := _PER.search(grid.row_name(r)))]
        wholes = row_lines(grid, totals=True) if rows else {}
        for r, noun in rows if len(wholes) == 1 else ():
            own = {fold_label(" ".join(grid.column_paths[c][-1:])): n
                   for c in grid.columns if (n := grid.numbers.get((r, c))) and n.unit != "percent"}  # fmt: skip
            whole = next(iter(wholes.values()))
            for other in grids:
                if other is not grid and noun.casefold().rstrip("s") in other.title.casefold():
                    for line in row_lines(other, totals=True).values():
                        yield from _over(grid, own, whole, line)


def _over(grid: Grid, own: Line, whole: Line, heads: Line) -> list[Identity]:
    shared = [label for label in own if label in whole and label in heads]
    per = power_of_ten(*([of[label] for label in shared] for of in (own, whole, heads)))
    if per is None:
        return []
    made = [quotient(own[label], whole[label], heads[label], per) for label in shared]
    lines = [i for i in made if i is not None]
    held = [i for i in lines if i.holds]
    told = sum(digits(i.whole) for i in held) >= LEAST_DIGITS_TOLD and len(held) > 1 and len(lines) - len(held) <= 1
    return certain(grid, lines) if told else []


def rows_as_columns(
    grids: Sequence[Grid], columns: Mapping[int, Mapping[int, Line]]
) -> tuple[list[Identity], list[Finding]]:
    """A row of one table that is a column of another; and two of its numbers that have changed places there.

    The totals of the years 2005 to 2010 as a row, and as the column `All schools` of a table whose rows are years.
    """
    lines: list[tuple[int, Line]] = []
    for grid in grids:
        lines += [(grid.index, line) for line in row_lines(grid).values()]
        lines += [(grid.index, line) for line in columns[grid.index].values()]
    places: dict[tuple[str, int], list[int]] = defaultdict(list)
    for key, (_, line) in enumerate(lines):
        for label, n in line.items():
            if n.value >= LEAST_VALUE:
                places[label, n.value].append(key)
    meetings: dict[tuple[int, int], int] = defaultdict(int)
    for keys in places.values():
        for a, b in combinations(keys, 2) if len(keys) <= MOST_MEETINGS else ():
            if lines[a][0] != lines[b][0]:
                meetings[a, b] += 1
    by_index = {g.index: g for g in grids}
    found: list[Identity] = []
    doubts: list[Finding] = []
    for (a, b), met in sorted(meetings.items()):
        (_, one), (_, other) = lines[a], lines[b]
        shared = [label for label in one if label in other]
        if met < LEAST_SHARED or _both_rows(one, other):
            continue
        if met >= len(shared) - 1:
            made = (equal(other[label], one[label]) for label in shared)
            found += [i if i.holds else replace(i, strict=False, evidence=True) for i in made]
        odd = [] if _RECIPROCAL.search(" ".join(shared)) else swapped(one, other, shared)
        if odd and min(n.value for n in odd) >= LARGE:
            doubts.append(_of_places(by_index, odd))
    return found, doubts


def _both_rows(one: Line, other: Line) -> bool:
    """Whether both are rows: these are held against each other elsewhere."""
    return all(len({n.row for n in line.values()}) == 1 for line in (one, other))


def _of_places(by_index: Mapping[int, Grid], numbers: list[Number]) -> Finding:
    """The doubt about two numbers of a line that another table prints the other way round; either may be wrong."""
    grid, other = by_index[numbers[0].table], by_index[numbers[-1].table]
    down = numbers[0].column == numbers[1].column
    names = " and ".join(grid.row_name(n.row) if down else grid.column_name(n.column) for n in numbers[:2])
    own = [n for g in (grid, other) for n in _lines_of(g, [n for n in numbers if n.table == g.index])]
    return other_way_round(grid, other, numbers, own, f"{'labels' if down else 'columns'} {names}")


def _lines_of(grid: Grid, numbers: Sequence[Number]) -> list[Number]:
    """All numbers of the rows (columns) in which the given numbers of one column (row) stand."""
    down = len({n.column for n in numbers}) == 1
    at = {n.row if down else n.column for n in numbers}
    return [n for (r, c), n in sorted(grid.numbers.items()) if (r if down else c) in at]


def totals_printed(grids: Sequence[Grid], identities: Sequence[Identity]) -> Iterator[Identity]:
    """What a sum that fails prints or needs, where another table prints it for a total. Held against nobody.

    `Both sexes 2,323` above parts that add to 2,223, where `Staff, whole country` is 2,223.
    """
    failing = [
        i for i in identities
        if not i.holds and i.strict and i.kind in ("part_sum", "group_sum") and i.low == i.high and not i.whole.half
    ]  # fmt: skip
    wanted = {v for i in failing for v in (i.low, i.whole.value) if v >= LEAST_OF_A_TOTAL}
    totals: dict[int, list[Number]] = defaultdict(list)
    for grid in grids if wanted else ():
        whole = {r: is_total(grid.row_paths[r]) for r in grid.rows}
        for (r, c), n in grid.numbers.items():
            called = whole[r] or is_total(grid.column_paths[c]) or is_period(grid.column_paths[c])
            if n.value in wanted and called:
                totals[n.value].append(n)
    for i in failing:
        needed, printed = (
            [n for n in totals.get(v, ()) if n.table != i.whole.table] for v in (i.low, i.whole.value)
        )  # fmt: skip
        if bool(needed) != bool(printed):
            yield replace(equal(i.whole, (needed or printed)[0]), strict=False, evidence=True)
