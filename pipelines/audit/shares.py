"""Percentages and what they are taken of: a total row, the row above, a total column, all rows, the year before.

In: a grid. Out: identities `percent_of_total` and `change_between`. Relies on structure for what may be the base, and
on arithmetic for which of these is: the one that agrees with most of the printed percentages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import replace
from itertools import pairwise, permutations
from typing import NamedTuple

from pipelines.audit.doubts import base_of_shares
from pipelines.audit.grids import BASE_ROW, CHANGE, Grid, is_period, is_total
from pipelines.audit.model import Identity, Number, quantity
from pipelines.audit.sums import HUNDRED

LEAST_AGREEING = 3
"""So many percentages must come out before a base is taken as theirs."""
SHARE_AGREEING = (3, 5)
"""...and so many of all of them (three in five)."""
TELLING = HUNDRED // 5
"""A share that may lie anywhere within twenty points tells nothing of its base."""
SEVERAL = 2
"""So many shares of a column that do not come out are of fewer cases, where notes speak of missing ones."""
SUM_OF_ROWS = "outer rows"
OF_A_HUNDRED = "row of a hundred"
_FEWER = re.compile(
    r"missing|unknown|not (?:reported|stated|known|available|given|specified)|no answer|don.t know|refused|exclud|"
    r"valid (?:cases|answers|responses)",
    re.IGNORECASE,
)
_ADJUSTED = re.compile(r"\b(?:weighted|adjusted|standardi[sz]ed|estimated)\b", re.IGNORECASE)
"""Heads of percentages that are not those of the counts beside them."""
_PERCENT = re.compile(r"%|percent|per cent|shares?\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}")
MOST_CHANGE_COLUMNS = 8
"""With more count columns, changes are looked for between neighbours only."""


class Pair(NamedTuple):
    """A column of percentages and the column of counts that they are worked out from."""

    percents: int
    counts: int


class Relation(NamedTuple):
    """How a percentage is worked out: the kind, and the row or columns that it needs."""

    kind: str
    first: int = -1
    second: int = -1


def audit_shares(grid: Grid) -> list[Identity]:
    """All percentages of a table whose base can be told, as identities."""
    found: list[Identity] = []
    pairs = list(column_pairs(grid))
    families: dict[tuple[int, str], dict[Relation, list[Identity]]] = defaultdict(lambda: defaultdict(list))
    for pair in pairs:
        path = grid.column_paths[pair.percents]
        head = path[:1] if len(path) > 1 and _PERCENT.match(path[0]) else path[-1:]
        name = "" if is_period(head) else " ".join(head).casefold()
        for relation, identity in _tried(grid, pair):
            families[len(grid.row_paths[identity.whole.row]), name][relation].append(identity)
    for relations in families.values():
        if best := _best(grid, relations):
            best = _of_one_column(best)
            found.extend([*_of_all_cases(grid, best), *_of_themselves(grid, best)])
    found.extend(_change_columns(grid, {pair.percents for pair in pairs if found}))
    found.extend(_ratio_columns(grid, {identity.whole.column for identity in found}))
    found.extend(_difference_columns(grid, {identity.whole.column for identity in found}))
    return found


def _of_one_column(tried: list[Identity]) -> list[Identity]:
    """Without the shares of a column that mostly fail where all shares of another one come out of the same counts.

    `2010 25.0%, 2019 30.0%, Number 2019 300`: the counts are those of one year.
    """
    lines: dict[tuple[int, int], list[bool]] = defaultdict(list)
    for i in tried:
        lines[i.parts[0].column, i.whole.column].append(i.holds)
    told = {counts for (counts, _), held in lines.items() if all(held) and len(held) >= LEAST_AGREEING}
    others = {key for key, held in lines.items() if key[0] in told and 2 * sum(held) < len(held)}
    return [i for i in tried if (i.parts[0].column, i.whole.column) not in others]


def _of_all_cases(grid: Grid, tried: list[Identity]) -> list[Identity]:
    """Without the shares that fail, where cases are missing and several fail: they are of fewer."""
    if not _of_fewer(grid, {(i.whole.column, n.column) for i in tried for n in i.parts}):
        return tried
    failing: dict[int, int] = defaultdict(int)
    for identity in tried:
        failing[identity.whole.column] += not identity.holds
    return [i for i in tried if i.holds or failing[i.whole.column] < SEVERAL]


def _of_fewer(grid: Grid, pairs: set[tuple[int, int]]) -> bool:
    """Whether cases are missing: the notes say so, or a count has no percentage beside it."""
    if _FEWER.search(grid.notes):
        return True
    outer = [r for r in grid.groups.get(None, []) if not BASE_ROW.match(grid.row_paths[r][-1])]
    return any(grid.count(r, counts) and not grid.percent(r, percents) for r in outer for percents, counts in pairs)


def _of_themselves(grid: Grid, best: list[Identity]) -> Iterator[Identity]:
    """The share that a total row prints beside the count that all other shares are of: it can be nothing but 100."""
    by_column: dict[tuple[int, Number], list[Identity]] = defaultdict(list)
    for identity in best:
        if identity.base is not None and identity.base.row >= 0:
            by_column[identity.whole.column, identity.base].append(identity)
    for (column, base), shares in by_column.items():
        whole = grid.percent(base.row, column)
        if whole is None or base.column == column or not is_total(grid.row_paths[base.row]):
            continue
        parts = {i.parts[0] for i in shares if i.holds}
        own = share(whole, base, base)
        if own and len(parts) == len(shares) >= LEAST_AGREEING and sum(p.value for p in parts) == base.value:
            yield own


def column_pairs(grid: Grid) -> Iterator[Pair]:
    """Each column of percentages with the count column under the same head, else with the one before it."""
    counts = [c for c in grid.columns if any(grid.count(r, c) for r in grid.rows)]
    for c in grid.columns:
        if not any(grid.percent(r, c) for r in grid.rows) or _ADJUSTED.search(" ".join(grid.column_paths[c])):
            continue
        head = grid.column_paths[c][:-1]
        beside = [k for k in counts if k != c and head and grid.column_paths[k][:-1] == head]
        before = [k for k in counts if k < c]
        after = [k for k in counts if k > c]
        if chosen := beside[-1:] or before[-1:] or after[:1]:
            yield Pair(c, chosen[0])


def share(percent: Number, part: Number, base: Number) -> Identity | None:
    """A percentage against part / base."""
    if base.low <= 0 or part.low < 0:
        return None
    low, high = -(-part.low * HUNDRED // base.high), part.high * HUNDRED // base.low
    middle = part.value * HUNDRED // base.value
    arithmetic = f"{part.printed} / {base.printed} = {quantity(middle, percent.decimals + 2)}%"
    return Identity("percent_of_total", percent, (part,), low, high, arithmetic, base)


def change(percent: Number, new: Number, old: Number) -> Identity | None:
    """A percentage against the change from old to new."""
    if old.low <= 0 or new.low < 0:
        return None
    low = -(-(new.low - old.high) * HUNDRED // old.high)
    high = (new.high - old.low) * HUNDRED // old.low
    middle = (new.value - old.value) * HUNDRED // old.value
    arithmetic = f"({new.printed} - {old.printed}) / {old.printed} = {quantity(middle, percent.decimals + 2)}%"
    return Identity("change_between", percent, (new,), low, high, arithmetic, old)


def difference(change: Number, new: Number, old: Number) -> Identity:
    """A change in the unit of what changed (counts, points): the new number is the old one and the change."""
    by = f"{'-' if change.value < 0 else '+'} {quantity(abs(change.value), change.decimals)}"
    middle = quantity(old.value + change.value, max(old.decimals, change.decimals))
    arithmetic = f"{old.printed} {by} = {middle}"
    return Identity("change_between", new, (old, change), old.low + change.low, old.high + change.high, arithmetic)


def _tried(grid: Grid, pair: Pair) -> Iterator[tuple[Relation, Identity]]:
    rows = [r for r in grid.rows if grid.percent(r, pair.percents) and grid.count(r, pair.counts)]
    bases = _base_rows(grid, pair)
    outer = [r for r in grid.groups.get(None, []) if grid.count(r, pair.counts)]
    outer = [r for r in outer if not is_total(grid.row_paths[r])]
    total = _together([grid.numbers[r, pair.counts] for r in outer]) if len(outer) > 1 else None
    wholes = [c for c in grid.columns if is_total(grid.column_paths[c][:1]) and c != pair.counts]
    for r in rows:
        percent, part = grid.numbers[r, pair.percents], grid.numbers[r, pair.counts]
        tries: list[tuple[Relation, Number | None]] = [
            (Relation(_kind_of_row(grid, base, pair), base), grid.numbers[base, pair.counts])
            for base in bases
            if base != r
        ]
        if total is not None and not (bases and is_total(grid.row_paths[r])):
            tries.append((Relation(SUM_OF_ROWS), total))
        above = grid.parent.get(r)
        if above is not None:
            tries.append((Relation("above"), grid.count(above, pair.counts)))
        tries.extend((Relation("column", c), grid.count(r, c)) for c in wholes)
        for relation, base in tries:
            if base is not None and (identity := share(percent, part, base)):
                if relation.kind == SUM_OF_ROWS:
                    identity = replace(identity, base_parts=tuple(grid.numbers[o, pair.counts] for o in outer))
                yield relation, identity
    for before, r in pairwise(rows_with_count(grid, pair.counts)):
        shown = grid.percent(r, pair.percents)
        if shown is not None and grid.parent.get(before) == grid.parent.get(r):
            identity = change(shown, grid.numbers[r, pair.counts], grid.numbers[before, pair.counts])
            if identity:
                yield Relation("row before"), identity


def _kind_of_row(grid: Grid, base: int, pair: Pair) -> str:
    shown = grid.percent(base, pair.percents)
    return OF_A_HUNDRED if shown is not None and shown.value == HUNDRED else "row"


def rows_with_count(grid: Grid, column: int) -> list[int]:
    """The rows that hold a count in a column."""
    return [r for r in grid.rows if grid.count(r, column)]


def _base_rows(grid: Grid, pair: Pair) -> list[int]:
    """Rows that may be the whole: called so, printed as 100 percent, or telling the number of cases."""
    found = []
    for r in grid.rows:
        shown = grid.percent(r, pair.percents)
        if grid.count(r, pair.counts) and (
            is_total(grid.row_paths[r])
            or BASE_ROW.match(grid.row_paths[r][-1] if grid.row_paths[r] else "")
            or (shown is not None and shown.value == HUNDRED)
        ):
            found.append(r)
    return found[:4]


def _together(numbers: list[Number]) -> Number:
    """The sum of the outermost rows, as a number that stands nowhere itself."""
    value = sum(n.value for n in numbers)
    half = sum(n.half for n in numbers)
    first = numbers[0]
    return Number(first.table, -1, first.column, quantity(value, first.decimals), value, half, first.decimals, "")


def _best(grid: Grid, relations: dict[Relation, list[Identity]]) -> list[Identity]:
    """The relation that most shares agree with; what all rows add to only where nothing printed is the base.

    One wrong count makes that sum wrong, and with it every share of it. Where the shares are all of one number, and a
    total that prints its hundred is another, that total is their base, and wrong.
    """
    ordered = sorted(relations, key=lambda r: (r.kind == SUM_OF_ROWS, -_agreeing(relations[r]), len(relations[r])))
    found = next((relations[r] for r in ordered if _comes_out(r, relations[r])), [])
    return found or next(
        (relations[r] for r in ordered if r.kind == OF_A_HUNDRED and _of_another_base(grid, relations[r])), []
    )


def _of_another_base(grid: Grid, tried: list[Identity]) -> bool:
    """Whether all shares of a total are of one and the same number that is not the one it prints."""
    bases = {i.base for i in tried}
    found = base_of_shares([i.whole for i in tried], [i.parts[0] for i in tried])
    base = next(iter(bases))
    columns = {(i.whole.column, i.parts[0].column) for i in tried}
    if base is None or found is None or len(bases) > 1 or len(columns) > 1 or _of_fewer(grid, columns):
        return False
    return not (found[0] <= base.high and base.low <= found[1])


def _agreeing(tried: list[Identity]) -> int:
    """How many come out that might not: a base known to one digit only allows nearly any share."""
    return sum(i.holds and i.high - i.low <= TELLING for i in tried)


def _comes_out(relation: Relation, tried: list[Identity]) -> bool:
    held = _agreeing(tried)
    least, of = SHARE_AGREEING
    few = held >= 2 and (held == len(tried) or relation.kind in ("row", OF_A_HUNDRED))
    return (few or held >= LEAST_AGREEING) and held * of >= len(tried) * least


def _ratio_columns(grid: Grid, done: set[int]) -> list[Identity]:
    """Percentages that are, row by row, one column of counts over another: `Offenders`, `Sentenced`, `Percent`."""
    tries: dict[int, dict[Relation, list[Identity]]] = defaultdict(dict)
    for lines in ratio_lines(grid, done):
        first = lines[0]
        if first.base is not None:
            relation = Relation("columns", first.parts[0].column, first.base.column)
            tries[first.whole.column][relation] = lines
    return [identity for relations in tries.values() for identity in _best(grid, relations)]


def ratio_lines(grid: Grid, explained: Container[int]) -> Iterator[list[Identity]]:
    """For each column of percentages, and each two columns of counts, one over the other, one identity a row.

    Columns that are `explained` otherwise are left out.
    """
    counts = [c for c in grid.columns if any(grid.count(r, c) for r in grid.rows)]
    for c in (c for c in grid.columns if c not in explained) if len(counts) <= MOST_CHANGE_COLUMNS else ():
        rows = [r for r in grid.rows if grid.percent(r, c)]
        for part, whole in permutations(counts, 2):
            made = [
                share(grid.numbers[r, c], grid.numbers[r, part], grid.numbers[r, whole])
                for r in rows
                if grid.count(r, part) and grid.count(r, whole)
            ]
            if lines := [i for i in made if i is not None]:
                yield lines


def change_lines(grid: Grid, explained: Container[int]) -> Iterator[list[Identity]]:
    """For each column that tells changes, and each two years that they may be between, one identity a row.

    Columns that are `explained` otherwise are left out.
    """
    levels = [(int(y[0]), c) for c in grid.columns if is_period(grid.column_paths[c])
              and (y := _YEAR.findall(grid.column_paths[c][-1]))]  # fmt: skip
    ways = [(a, b) for (y, a), (z, b) in permutations(levels, 2) if y < z] if len(levels) <= MOST_CHANGE_COLUMNS else []
    for c in (c for c in grid.columns if _is_change(grid, c) and c not in explained):
        for old, new in ways:
            rows = [r for r in grid.rows if {(r, c), (r, old), (r, new)} <= grid.numbers.keys()]
            rows = [r for r in rows if grid.kinds[r, old] == grid.kinds[r, new]]
            cells = [[grid.numbers[r, k] for k in (c, new, old)] for r in rows]
            percents = sum(grid.kinds[r, c] == "percent" != grid.kinds[r, old] for r in rows) * 2 > len(rows)
            made = [change(*line) if percents else difference(*line) for line in cells]
            if lines := [i for i in made if i is not None]:
                yield lines


def _change_columns(grid: Grid, done: set[int]) -> list[Identity]:
    """Changes printed beside the two columns that they are between."""
    found: list[Identity] = []
    counts = [c for c in grid.columns if sum(bool(grid.count(r, c)) for r in grid.rows) * 2 > len(grid.rows)]
    for c in grid.columns:
        rows = [r for r in grid.rows if grid.percent(r, c)]
        if c in done or not rows or len(counts) < 2:
            continue
        few = len(counts) <= MOST_CHANGE_COLUMNS
        near = [(a, b) for a, b in pairwise(counts)]
        ways = permutations(counts, 2) if few else iter([*near, (counts[0], counts[-1])])
        tries: dict[Relation, list[Identity]] = {}
        for old, new in ways:
            made = [
                change(grid.numbers[r, c], grid.numbers[r, new], grid.numbers[r, old])
                for r in rows
                if grid.count(r, old) and grid.count(r, new)
            ]
            tries[Relation("columns", old, new)] = [i for i in made if i is not None]
        found.extend(_best(grid, tries))
    return found


def _difference_columns(grid: Grid, done: set[int]) -> list[Identity]:
    """Changes printed as differences, beside the two columns that they are between."""
    found: list[Identity] = []
    levels = [c for c in grid.columns if not _is_change(grid, c)]
    for c in (c for c in grid.columns if c not in done and _is_change(grid, c)):
        ways = permutations(levels, 2) if len(levels) <= MOST_CHANGE_COLUMNS else pairwise(levels)
        tries: dict[Relation, list[Identity]] = {}
        for old, new in ways:
            rows = [r for r in grid.rows if {(r, c), (r, old), (r, new)} <= grid.numbers.keys()]
            tries[Relation("difference", old, new)] = [
                difference(grid.numbers[r, c], grid.numbers[r, new], grid.numbers[r, old])
                for r in rows
                if grid.kinds[r, old] == grid.kinds[r, new]
            ]
        found.extend(_best(grid, tries))
    return found


def _is_change(grid: Grid, column: int) -> bool:
    return any(CHANGE.search(p) for p in grid.column_paths[column])
