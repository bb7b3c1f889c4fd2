"""What another table prints for the same total, or for the year that a title names: labels and columns out of place.

In: the grids of one document, and its sums. Out: identities `cross_table_equality`, and doubts about labels and heads.
Relies on totals of one name, and on titles that begin alike and name one year of which another table has a row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, product

from pipelines.audit.across import (
    LEAST_SHARED,
    LEAST_VALUE,
    MOST_MEETINGS,
    OTHERWISE,
    counts_by_label,
    equal,
    of_heads,
    other_way_round,
    swapped,
)
from pipelines.audit.doubts import digits, doubt
from pipelines.audit.grids import Grid, is_total
from pipelines.audit.model import UNIT, Finding, Identity, Number
from pipelines.audit.shares import column_pairs
from pipelines.audit.slips import one_slip
from pipelines.audit.spans import YEAR
from pipelines.audit.sums import HUNDRED
from pipelines.documents.spec import fold_label

_YEAR = re.compile(r"\b(?:1[89]|20|21)\d{2}\b")
_RECIPROCAL = re.compile(
    r"\b(?:ex|im)ports?|\b(?:in|out)(?:flow|ward|bound)|\b(?:from|to|sent|received|buy|sell)", re.I
)
"""Labels of what one party gives and the other gets: two tables may print them the other way round, and be right."""
DIGITS_OF_A_LINE = 10
LEAST_OF_A_YEAR = 1000 * UNIT
LEAST_WORDS = 2
"""A total of one word is called so in every table."""


def totals_elsewhere(grids: Sequence[Grid], identities: Sequence[Identity]) -> Iterator[Identity]:
    """Totals that miss their parts, against a total of the same name in another table that does not.

    `Total offenders 7,059` above parts that add to 7,057, which another table prints for `Total offenders`.
    """
    failed = [i for i in identities if not i.holds and i.kind in ("part_sum", "group_sum") and i.low == i.high]
    by_index = {g.index: g for g in grids}
    wanted: dict[tuple[str, int], list[Number]] = defaultdict(list)
    for i in failed:
        path = by_index[i.whole.table].row_paths[i.whole.row]
        if is_total(path) and i.low >= LEAST_VALUE:
            wanted[fold_label(path[-1]), i.low].append(i.whole)
    for grid in grids if wanted else ():
        for r in (r for r in grid.rows if is_total(grid.row_paths[r])):
            label = fold_label(grid.row_paths[r][-1])
            for number in (n for c in grid.columns if (n := grid.count(r, c))):
                for whole in wanted.get((label, number.value), ()):
                    if whole.table != grid.index:
                        yield equal(whole, number)


def slips_of_totals(grids: Sequence[Grid]) -> Iterator[Identity]:
    """Counts of a year one slip away from the total of a table of that year: it may be the same, printed twice.

    `FY 2010: offenders 7,277` beside a table `Role in the offense, FY 2010` whose total is 7,237. Held against nobody.
    """
    totals: dict[str, list[Number]] = defaultdict(list)
    for grid in grids:
        years = set(_YEAR.findall(grid.title))
        for r in grid.groups.get(None, []) if len(years) == 1 else ():
            counts = [n for c in grid.columns if (n := grid.count(r, c)) and n.value >= LEAST_OF_A_YEAR]
            if is_total(grid.row_paths[r]):
                totals[next(iter(years))] += counts
    for grid in grids if totals else ():
        for r in grid.groups.get(None, []):
            year = YEAR.fullmatch(grid.row_paths[r][-1].strip())
            own = [n for c in grid.columns if (n := grid.count(r, c))] if year else []
            for total in totals[year[1]] if year else []:
                if total.table != grid.index and all(n.value != total.value for n in own):
                    for n in own:
                        if one_slip(n, [(total.value, total.value)]) == total.value:
                            yield replace(equal(n, total), strict=False, evidence=True)


def named_elsewhere(grids: Sequence[Grid]) -> list[Finding]:
    """Doubts about totals whose label stands in another row, and about years and heads of a table of years."""
    return [*_totals(grids), *_years(grids), *_lines(grids)]


def _totals(grids: Sequence[Grid]) -> Iterator[Finding]:
    """A row that prints 100 percent of the number that other tables print for a total which stands in another row."""
    full: dict[tuple[str, int], set[int]] = defaultdict(set)
    here: list[tuple[Grid, Number, Number]] = []
    for grid in grids:
        for percents, counts in column_pairs(grid):
            rows = [r for r in grid.groups.get(None, []) if grid.percent(r, percents) and grid.count(r, counts)]
            whole = [r for r in rows if grid.numbers[r, percents].value == HUNDRED]
            called = [r for r in rows if is_total(grid.row_paths[r]) and len(grid.row_name(r).split()) >= LEAST_WORDS]
            if len(whole) != 1 or len(called) != 1:
                continue
            number = grid.numbers[whole[0], counts]
            if whole == called:
                full[fold_label(grid.row_name(called[0])), number.value].add(grid.index)
            elif not is_total(grid.row_paths[whole[0]]) and number.value >= LEAST_VALUE:
                here.append((grid, number, grid.numbers[called[0], counts]))
    for grid, number, printed in here:
        label, total = grid.row_name(number.row), grid.row_name(printed.row)
        if full[fold_label(total), number.value] - {grid.index}:
            own = grid.of_rows(number.row, printed.row)
            said = f"“{label}” prints 100 percent and {number.printed}, which other tables print for “{total}”"
            yield doubt(grid, own, printed, said, line=f"labels {label} and {total}")


def _lines(grids: Sequence[Grid]) -> Iterator[Finding]:
    """Two labels that stand over (beside) each other's numbers in two tables that print one total, and all else alike.

    `All suspects 1,214, Fraud 95, Theft 188, Arson 322` as a row, and with 188 for fraud as a column of another table.
    """
    met: dict[tuple[str, int], list[tuple[int, dict[str, Number]]]] = defaultdict(list)
    for grid in grids:
        for line in _by_label(grid):
            for label, number in line.items():
                if number.value >= LEAST_VALUE and is_total((label,)) and len(label.split()) > LEAST_WORDS:
                    met[label, number.value].append((grid.index, line))
    for lines in met.values():
        for (a, one), (b, other) in combinations(lines, 2) if len(lines) <= MOST_MEETINGS else ():
            shared = [label for label in one if label in other]
            odd = swapped(one, other, shared) if a != b and len(shared) > LEAST_SHARED else []
            told = sum(digits(one[label]) for label in shared)
            if odd and told >= DIGITS_OF_A_LINE and not _RECIPROCAL.search(" ".join(shared)):
                yield _of_lines(grids, odd)


def _by_label(grid: Grid) -> Iterator[dict[str, Number]]:
    """The counts of each row by what their column is of, and of each column by the labels of its rows."""
    yield from ({fold_label(k): n for k, n in row.items()} for row in counts_by_label(grid).values())
    outer = grid.groups.get(None, [])
    for c in grid.columns:
        yield {fold_label(grid.row_name(r)): n for r in outer if (n := grid.count(r, c))}


def _of_lines(grids: Sequence[Grid], numbers: list[Number]) -> Finding:
    """The doubt about two labels (heads) of a table that another table prints the other way round."""
    by_index = {g.index: g for g in grids}
    grid, other = by_index[numbers[0].table], by_index[numbers[-1].table]
    rows = numbers[0].column == numbers[1].column
    names = " and ".join(grid.row_name(n.row) if rows else grid.column_paths[n.column][0] for n in numbers[:2])
    return other_way_round(grid, other, numbers, numbers, f"{'labels' if rows else 'heads'} {names}")


def same_in_tables_of_years(grids: Sequence[Grid]) -> Iterator[tuple[Grid, Grid, int, int]]:
    """Tables of years, tables whose titles begin alike and name one of these years, and the rows that are the same.

    `Patients treated, 2003 to 2010` has a row 2010, and `Patients treated, by region, 2010` the row `All regions`.
    """
    yearly: dict[str, list[tuple[Grid, dict[str, int]]]] = defaultdict(list)
    dated: dict[str, list[tuple[Grid, str, int]]] = defaultdict(list)
    for grid in (g for g in grids if g.title and not OTHERWISE.search(g.notes)):
        begins = fold_label(_YEAR.sub(" ", grid.title.partition(",")[0]))
        rows = grid.groups.get(None, [])
        years = {m[1]: r for r in rows if (m := YEAR.fullmatch(grid.row_paths[r][-1].strip()))}
        named, totals = set(_YEAR.findall(grid.title)), [r for r in rows if is_total(grid.row_paths[r])]
        if len(begins.split()) < LEAST_WORDS:
            continue
        if len(years) >= LEAST_SHARED:
            yearly[begins].append((grid, years))
        elif len(named) == 1 and len(totals) == 1:
            dated[begins].append((grid, named.pop(), totals[0]))
    for begins, of_years in yearly.items():
        for (one, years), (other, year, total) in product(of_years, dated[begins]):
            if year in years:
                yield one, other, years[year], total


def _years(grids: Sequence[Grid]) -> Iterator[Finding]:
    """A year's row whose numbers stand in another year's, or under each other's heads, as the total of that year."""
    for one, other, row, total in same_in_tables_of_years(grids):
        rows, known = counts_by_label(one), counts_by_label(other).get((other.index, total), {})
        own = rows.get((one.index, row), {})
        shared = [label for label in own if label in known]
        odd = [label for label in shared if own[label].value != known[label].value]
        if len(shared) < LEAST_SHARED or not odd:
            continue
        if exchanged := swapped(own, known, shared):
            if min(n.value for n in exchanged) >= LEAST_VALUE:
                yield of_heads([one, other], exchanged)
            continue
        alike = [
            r
            for (_, r), numbers in rows.items()
            if r != row and all(label in numbers and numbers[label].value == known[label].value for label in shared)
        ]
        if len(odd) == len(shared) and len(alike) == 1 and max(known[label].value for label in shared) >= LEAST_VALUE:
            found = one.of_rows(row, alike[0])
            names = f"{one.row_name(row)} and {one.row_name(alike[0])}"
            said = (
                f"the numbers of {one.row_name(alike[0])} are those that {other.label} prints for {one.row_name(row)}"
            )
            yield doubt(one, found, found[0], said, line=f"rows {names}")
