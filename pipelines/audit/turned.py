"""Columns of shares over a total of 100, of indices and of changes whose numbers stand in other places than they fit.

In: a grid. Out: findings that are doubts about the reading. Relies on shares that make a hundred one row further on, on
indices that are those of another column's numbers, and on changes that come out from a later year to an earlier one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, permutations

from pipelines.audit.doubts import LEAST_DIGITS, LEAST_MOVED, base_of_shares, digits, doubt
from pipelines.audit.grids import BASE_ROW, CHANGE, Grid, is_period, is_total
from pipelines.audit.model import UNIT, Finding, Identity, Number
from pipelines.audit.quotients import INDEX, quotient
from pipelines.audit.shares import MOST_CHANGE_COLUMNS, change
from pipelines.audit.sums import HUNDRED, hundred

_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}")
_BEFORE = re.compile(r"\b(?:previous|last|preceding|prior) year|\byear (?:before|earlier)|\byear[- ]on[- ]year", re.I)
_BASE_YEAR = re.compile(r"((?:1[89]|20|21)\d{2}(?:[/\u2013-]\d{2,4})?)\s?=\s?100\b")
_ONE_POINT = UNIT


def out_of_turn(grid: Grid) -> Finding | None:
    """The first column whose numbers seem to stand in other places than they fit."""
    return _turned_shares(grid) or _indices_of_one_another(grid) or _changes_backwards(grid)


def _turned_shares(grid: Grid) -> Finding | None:
    """A column whose shares make a hundred under a total of 100 one row further on, where other columns do in place.

    `Number 100.0, Total 40.0, Work 283, Studies 60.0` where `Work, Studies, Total, Number` are the rows.
    """
    rows = [r for r in grid.groups.get(None, []) if r in set(grid.rows)]
    totals = [r for r in rows if is_total(grid.row_paths[r]) and not BASE_ROW.match(grid.row_paths[r][-1])]
    feet = [r for r in rows if BASE_ROW.match(grid.row_paths[r][-1])]
    if len(totals) != 1 or len(feet) > 1 or len(rows) < LEAST_MOVED + 2:
        return None
    upright = {c for c in grid.columns if (n := grid.numbers.get((totals[0], c))) and n.value == HUNDRED}
    for c in grid.columns:
        own = [grid.numbers[r, c] for r in rows if (r, c) in grid.numbers]
        if c in upright or len(own) < len(rows) or not (feet or upright):
            continue
        for numbers in ([*own[1:], own[0]], [own[-1], *own[:-1]]):
            at = dict(zip(rows, numbers, strict=True))
            parts = [at[r] for r in rows if r not in (*totals, *feet)]
            whole = all(not at[r].decimals and at[r].value > _ONE_POINT for r in feet)
            told = sum(map(digits, parts)) >= LEAST_DIGITS and any(n.decimals or n.unit for n in parts)
            if at[totals[0]].value == HUNDRED and whole and told and hundred(parts).holds:
                said = "its shares make 100 and its total prints 100 one row further on, and not as they stand"
                return doubt(grid, own, grid.numbers[totals[0], c], said, "100")
    return None


def index_lines(grid: Grid) -> Iterator[list[Identity]]:
    """Each index against the numbers under its own head, over what they are in the base year that the title names.

    >>> from tests.audit.audit_support import document
    >>> from pipelines.audit.grids import grids
    >>> text = "title: Sales (2010 = 100)\\n| A > Number | A > Index\\n2010 | 250 | 100.0\\n2011 | 300 | 120.0"
    >>> [i.arithmetic for i in next(index_lines(grids(document(text))[0]))]
    ['250 / 250 x 100 = 100.000', '300 / 250 x 100 = 120.000']
    """
    base = _base_row(grid)
    for index, numbers in _indices(grid) if base is not None else ():
        rows = [r for r in grid.rows if (r, index) in grid.numbers and grid.count(r, numbers)]
        if base in rows:
            made = [quotient(grid.numbers[r, index], grid.numbers[r, numbers], grid.numbers[base, numbers], 100)
                    for r in rows]  # fmt: skip
            if len(lines := [i for i in made if i is not None]) == len(rows):
                yield lines


def _base_row(grid: Grid) -> int | None:
    years = set(_BASE_YEAR.findall(" ".join((grid.title, *(p for path in grid.column_paths for p in path)))))
    rows = [r for r in grid.rows if grid.row_paths[r] and grid.row_paths[r][-1].strip() in years]
    return rows[0] if len(years) == len(rows) == 1 else None


def _indices(grid: Grid) -> list[tuple[int, int]]:
    """Columns of indices, each with the only column of counts under the same head."""
    found = []
    for c in grid.columns:
        path = grid.column_paths[c]
        if len(path) > 1 and INDEX.search(path[-1]) and not CHANGE.search(path[-1]):
            beside = [k for k in grid.columns if k != c and grid.column_paths[k][:-1] == path[:-1]]
            if len(beside) == 1 and grid.column_kinds[beside[0]] == "count":
                found.append((c, beside[0]))
    return found


def _indices_of_one_another(grid: Grid) -> Finding | None:
    """Indices of two columns that are, all of them, those of the numbers of one another."""
    pairs = _indices(grid)

    def fits(index: int, numbers: int) -> bool:
        rows = [r for r in grid.rows if (r, index) in grid.numbers and grid.count(r, numbers)]
        base = [grid.numbers[r, index] for r in rows], [grid.numbers[r, numbers] for r in rows]
        found = base_of_shares(*base)
        full = [n for r, n in zip(rows, base[1], strict=True) if grid.numbers[r, index].value == HUNDRED]
        return found is not None and any(found[0] <= n.high and n.low <= found[1] for n in full)

    alone = [pair for pair in pairs if not fits(*pair)]
    for one, other in combinations(alone, 2):
        if fits(one[0], other[1]) and fits(other[0], one[1]):
            own, others = (
                [grid.numbers[r, c] for r in grid.rows for c in pair if (r, c) in grid.numbers] for pair in (one, other)
            )
            names = " and ".join(grid.column_paths[pair[0]][0] for pair in (one, other))
            said = f"the indices of {names} are those of the numbers of one another"
            return doubt(grid, (*own, *others), own[0], said, line=f"columns {names}")
    return None


def _changes_backwards(grid: Grid) -> Finding | None:
    """Changes in percent that come out, all of them, only from a later year to an earlier one, or over other years.

    `2009 | 2011 | 2010 | Change on previous year, %`, with the numbers of 2010 and 2011 in one another's places.
    """
    levels = [(int(_YEAR.findall(grid.column_paths[c][-1])[0]), c) for c in grid.columns
              if is_period(grid.column_paths[c]) and _YEAR.search(grid.column_paths[c][-1])
              and not any(CHANGE.search(p) for p in grid.column_paths[c])]  # fmt: skip
    called = [c for c in grid.columns if any(CHANGE.search(p) for p in grid.column_paths[c])]
    called = [c for c in called if grid.column_kinds[c] == "percent"]
    if len({y for y, _ in levels}) != len(levels) or not LEAST_MOVED - 1 < len(levels) <= MOST_CHANGE_COLUMNS:
        return None
    years = sorted(y for y, _ in levels)
    for by in called:
        ways = {
            (old, new): lines
            for old, new in permutations(levels, 2)
            if (lines := _all_come_out(grid, by, new[1], old[1]))
        }
        if len(ways) != 1:
            continue
        ((old, new), _), lines = next(iter(ways.items())), next(iter(ways.values()))
        before = years[years.index(new[0]) - 1] if new[0] != years[0] else None
        other_years = bool(_BEFORE.search(" ".join(grid.column_paths[by]))) and old[0] != before
        if new[0] < old[0] or other_years:
            numbers = [n for _, c in (new, old) for n in grid.by_column[c].values()]
            names = f"{grid.column_name(old[1])} and {grid.column_name(new[1])}"
            said = f"{grid.column_name(by)} comes out in every row from {names.replace(' and ', ' to ')} only, first "
            said += lines[0].arithmetic
            return doubt(grid, numbers, numbers[0], said, line=f"columns {names}")
    return None


def _all_come_out(grid: Grid, by: int, new: int, old: int) -> Sequence[Identity]:
    """The changes of all rows, where all come out and are too many to do so by chance."""
    lines: list[Identity] = []
    for r in (r for r in grid.rows if grid.percent(r, by)):
        cells: list[Number | None] = [grid.count(r, new), grid.count(r, old)]
        if cells[0] is None or cells[1] is None:
            continue
        made = change(grid.numbers[r, by], cells[0], cells[1])
        if made is None or not made.holds:
            return ()
        lines.append(made)
    told = {i.whole.value for i in lines if i.whole.value}
    return lines if len(told) >= LEAST_MOVED and sum(digits(i.whole) for i in lines) >= LEAST_DIGITS else ()
