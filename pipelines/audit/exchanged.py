"""Labels, heads and columns that changed places: a total's label beside other numbers, years out of order, and such.

In: a grid. Out: findings that are doubts about the reading. Relies on arithmetic that fails as printed and comes out,
line by line, with two labels (heads, columns) the other way round; on years that stand in order; on units.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.audit.doubts import LEAST_DIGITS, LEAST_MOVED, base_of_shares, digits, doubt
from pipelines.audit.grids import BASE_ROW, CHANGE, Grid, is_total
from pipelines.audit.headed import heads_of_other_numbers
from pipelines.audit.means import weighted
from pipelines.audit.model import Finding, Identity, Number, Path
from pipelines.audit.named import heads_that_name_others
from pipelines.audit.nested import nested
from pipelines.audit.shares import Pair, column_pairs, difference
from pipelines.audit.spans import YEAR, span_below_its_years, years_out_of_order
from pipelines.audit.sums import HUNDRED, Sum, Tried, hundred, sums_as_printed

DIGITS_OF_A_SUM = 5
"""A sum that comes out to so many digits does not do so by chance."""
DIGITS_OF_ALL = 3
"""...and to so many, where the line that is more than `All regions` is one of the regions."""
_ALL_OF = re.compile(r"all (\w+)", re.IGNORECASE)
_GROSS = re.compile(
    r"\b(?:gross|before|received|receipts|revenue|income|sales|expenditure|applications)\b", re.IGNORECASE
)
"""Labels of what a total may be the rest of."""
_BARE = re.compile(
    r"(?:grand )?totals?|overall|both sexes|all|(?:the )?(?:whole|entire) (?:country|nation)|country as a whole",
    re.IGNORECASE,
)
_SEX = re.compile(r"\b(?:women|men|females?|males?|girls?|boys?)\b", re.IGNORECASE)
_PERCENT_HEAD = re.compile(r"%|percent|per cent|pct\.?", re.IGNORECASE)
_NUMBER_OF = re.compile(r"(?:total )?number of\b|n$", re.IGNORECASE)
_SCALED = re.compile(r"\b(?:per|rate|average|mean|hundreds?|thousands?|millions?|billions?)\b|000", re.IGNORECASE)
"""Words of labels whose numbers may have decimals, though they are called a number of something."""
_COUNT_HEAD = re.compile(r"n|no\.?|numbers?|counts?|frequency", re.IGNORECASE)


def exchanged(grid: Grid, sums: Sequence[Tried]) -> Iterator[Finding]:
    """All that seems to have changed places in a table, given the sums that its labels and indents name."""
    for look in (
        _heads_against_units,
        heads_of_other_numbers,
        heads_that_name_others,
        _labels_against_units,
        years_out_of_order,
        span_below_its_years,
        lambda grid: _total_elsewhere(grid, sums),
        _hundred_elsewhere,
        _columns,
        _mean_elsewhere,
        _change_elsewhere,
    ):
        if found := look(grid):
            yield found


def _heads_against_units(grid: Grid) -> Finding | None:
    """A column called `Percent` that prints counts beside one called `Number` that prints percentages."""
    counts, shares = [], []
    for c in grid.columns:
        numbers = [n for (_, k), n in grid.numbers.items() if k == c]
        head = grid.column_paths[c][-1].strip() if grid.column_paths[c] else ""
        if len(numbers) < LEAST_MOVED:
            continue
        if _PERCENT_HEAD.fullmatch(head) and all(not n.unit and not n.decimals for n in numbers):
            counts += numbers if any(n.value > HUNDRED for n in numbers) else []
        elif _COUNT_HEAD.fullmatch(head) and (all(n.unit == "percent" for n in numbers) or _is_shares(numbers, grid)):
            shares += numbers
    if not counts or not shares:
        return None
    names = " and ".join(dict.fromkeys(grid.column_name(n.column) for n in (*shares, *counts)))
    said = f"the columns {names} print percentages where numbers are named and numbers where percentages are"
    return doubt(grid, (*shares, *counts), shares[0], said, line=f"heads {names}")


def _labels_against_units(grid: Grid) -> Finding | None:
    """A row called `Number of` that prints percentages all along, beside a row of another name that prints counts."""
    rows: dict[int, list[Number]] = {}
    for (r, _), n in sorted(grid.numbers.items()):
        rows.setdefault(r, []).append(n)

    def are_shares(numbers: Sequence[Number]) -> bool:
        return all(n.unit == "percent" or (n.decimals and abs(n.value) <= HUNDRED and not n.unit) for n in numbers)

    def are_counts(numbers: Sequence[Number]) -> bool:
        return all(not n.unit and not n.decimals for n in numbers) and max(n.value for n in numbers) > HUNDRED

    named = [r for r in rows if _NUMBER_OF.match(grid.row_paths[r][-1]) and not _SCALED.search(grid.row_paths[r][-1])]
    foot = [r for r in named if are_shares(rows[r])]
    others = [r for r in rows if r not in foot]
    large = [r for r in others if are_counts(rows[r])]
    if len(foot) != 1 or len(large) != 1 or len(rows[foot[0]]) < 2 or len(others) < 2:
        return None
    if not all(are_shares(rows[r]) for r in others if r not in large):
        return None
    shares = [rows[r] for r in rows if r not in large]
    panel = (
        all(hundred(column).holds for column in zip(*shares, strict=True)) if len({*map(len, shares)}) == 1 else False
    )
    if not panel and min(n.value for n in rows[large[0]]) <= HUNDRED:
        return None
    own = [*rows[foot[0]], *rows[large[0]]]
    names = f"{grid.row_name(foot[0])} and {grid.row_name(large[0])}"
    said = f"“{grid.row_name(foot[0])}” prints percentages, “{grid.row_name(large[0])}” numbers"
    return doubt(grid, own, own[0], said, line=f"labels {names}")


def _is_shares(numbers: Sequence[Number], grid: Grid) -> bool:
    """Whether a column of numbers is one of percentages: all with decimals, at most 100, and one says so or is 100."""
    small = all(n.value <= HUNDRED for n in numbers) and sum(n.decimals > 0 for n in numbers) * 3 >= 2 * len(numbers)
    told = any(n.unit == "percent" or (n.value == HUNDRED and is_total(grid.row_paths[n.row])) for n in numbers)
    return small and told


def _total_elsewhere(grid: Grid, sums: Sequence[Tried]) -> Finding | None:
    """A line that is the sum of all others, beside one that is called the total and is not.

    Where one of them is the first line and the other the last, a bare total may be what is left: `Gross, Refunds,
    Total`. Of two parts, only `All staff` beside `Clinical staff` and `Other staff` tells.
    """
    for guess, printed in sums:
        paths = grid.row_paths if guess.axis == "rows" else grid.column_paths
        if guess.whole is None or not _fails(printed):
            continue
        bare, of_all = _named_whole(grid, guess, paths)
        if not (bare or of_all) or (len(guess.parts) < LEAST_MOVED and not of_all):
            continue
        ends = {min(guess.whole, *guess.parts), max(guess.whole, *guess.parts)}
        for other in (p for p in guess.parts if not _GROSS.search(_label(paths[p]))):
            if bare and {other, guess.whole} == ends:
                continue
            parts = tuple(guess.whole if p == other else p for p in guess.parts)
            lines = _sums_of(grid, replace(guess, whole=other, parts=parts))
            # Shares of each row (`Share of women`) add to nothing.
            lines = [i for i in lines if i.holds or grid.kinds[i.whole.row, i.whole.column] != "percent"]
            shown = [n for (r, c), n in grid.numbers.items() if guess.axis == "rows" and r == other]
            told = sum(digits(n) for n in (*(i.whole for i in lines), *(n for n in shown if n.value == HUNDRED)))
            least = DIGITS_OF_ALL if of_all else DIGITS_OF_A_SUM
            if lines and told >= least and all(i.holds and not i.whole.half for i in lines):
                own = [i.whole for i in lines]
                label, total = _label(paths[other]), _label(paths[guess.whole])
                many = f"in each of {len(lines)} lines" if len(lines) > 1 else "in its line"
                said = f"“{label}” is the sum of all others {many}, and “{total}” is not"
                return doubt(grid, own, own[0], said, line=f"labels {label} and {total}")
    return None


def _sums_of(grid: Grid, guess: Sum) -> list[Identity]:
    """The sums of a guess; where its rows stand under one another without an indent, those of the outer ones."""
    assert guess.whole is not None
    lines = sums_as_printed(grid, guess)
    below = nested(grid, guess.whole, sorted(guess.parts)) if guess.axis == "rows" and _fails(lines) else {}
    inner = {r for rows in below.values() for r in rows}
    return (
        sums_as_printed(grid, replace(guess, parts=tuple(p for p in guess.parts if p not in inner))) if below else lines
    )


def _label(path: Path) -> str:
    return " / ".join(path)


def _named_whole(grid: Grid, guess: Sum, paths: Sequence[Path]) -> tuple[bool, bool]:
    """Whether a label is a bare total, and whether it can only be all of the others.

    `All regions` is, where the head of the stub speaks of regions, and `All staff` where all others are called staff,
    too; `All taxes` may be a part of what is earned.
    """
    path = paths[guess.whole or 0]
    bare, of = bare_whole(path), _ALL_OF.fullmatch(_outer(path))
    if _of_both_sexes(paths, guess.parts):
        return bare, True
    if not of:
        return bare, False
    noun = of[1].casefold()
    heads = " ".join(grid.column_paths[0]).casefold() if grid.column_paths else ""
    others = [_outer(paths[p]).casefold().split() for p in guess.parts]
    alike = [words for words in others if len(words) > 1 and words[-1] == noun]
    return False, noun[:-1] in heads or len(alike) > 1


def _of_both_sexes(paths: Sequence[Path], parts: Sequence[int]) -> bool:
    """Whether two lines are women and men (or called the whole of these): nobody else is counted."""
    return len(parts) == 2 and all(_SEX.search(_label(paths[p])) for p in parts)


def bare_whole(path: Path) -> bool:
    """Whether the innermost label, or the outermost above `Number` and the like, is a total and nothing else."""
    return bool(_BARE.fullmatch(_outer(path)))


def _outer(path: Path) -> str:
    own = path[-1].strip() if path else ""
    return path[0].strip() if len(path) > 1 and _COUNT_HEAD.fullmatch(own) else own


def _fails(lines: Sequence[Identity]) -> bool:
    return bool(lines) and not any(i.holds for i in lines)


def _hundred_elsewhere(grid: Grid) -> Finding | None:
    """A row that prints 100 percent of itself, and of which all shares are, beside one that is called the total."""
    for percents, counts in column_pairs(grid):
        rows = [r for r in grid.groups.get(None, []) if grid.percent(r, percents) and grid.count(r, counts)]
        full = [r for r in rows if grid.numbers[r, percents].value == HUNDRED]
        called = [r for r in rows if _called_whole(grid, r)]
        if len(full) != 1 or len(called) != 1 or full == called:
            continue
        others = [r for r in rows if r != full[0]]
        found = base_of_shares([grid.percent(r, percents) for r in others], [grid.count(r, counts) for r in others])
        base = grid.numbers[full[0], counts]
        divided = base.value == sum(grid.numbers[r, counts].value for r in others)
        if divided and found and found[0] <= base.high and base.low <= found[1]:
            own = [grid.numbers[r, c] for r in (called[0], full[0]) for c in (counts, percents)]
            label, total = grid.row_name(full[0]), grid.row_name(called[0])
            said = f"all shares are of “{label}”, which prints {grid.numbers[full[0], percents].printed}, not “{total}”"
            return doubt(grid, own, own[0], said, line=f"labels {label} and {total}")
    return None


def _called_whole(grid: Grid, row: int) -> bool:
    """Whether a row's label can only be all of the others: `Total`, or `All regions` under the head `Region`."""
    of = _ALL_OF.fullmatch(grid.row_paths[row][-1].strip())
    heads = " ".join(grid.column_paths[0]).casefold() if grid.column_paths else ""
    return bare_whole(grid.row_paths[row]) or bool(of and of[1].casefold()[:-1] in heads)


def _columns(grid: Grid) -> Finding | None:
    """Percentages of two columns that are, all of them, those of the counts of one another."""
    pairs = list(column_pairs(grid))
    rows = {pair: [r for r in grid.rows if grid.percent(r, pair.percents)] for pair in pairs}

    def fits(percents: Pair, counts: Pair) -> bool:
        shares = [grid.percent(r, percents.percents) for r in rows[percents]]
        return base_of_shares(shares, [grid.count(r, counts.counts) for r in rows[percents]]) is not None

    alone = [pair for pair in pairs if not fits(pair, pair)]
    for one, other in combinations(alone, 2):
        if one.counts != other.counts and fits(one, other) and fits(other, one):
            own, others = (
                [grid.numbers[r, c] for r in rows[pair] for c in pair if (r, c) in grid.numbers]
                for pair in (one, other)
            )
            names = " and ".join(grid.column_name(n.column) for n in (own[0], others[0]))
            said = f"the percentages of {names} are those of the counts of one another"
            return doubt(grid, (*own, *others), own[0], said, line=f"columns {names}")
    return None


def _mean_elsewhere(grid: Grid) -> Finding | None:
    """A column beside one that is called the whole, of which the others are the parts: by counts and by percentages."""
    foot = next((r for r in grid.rows if BASE_ROW.match(grid.row_paths[r][-1])), None)
    called = [c for c in grid.columns if is_total(grid.column_paths[c])]
    if foot is None or len(called) != 1:
        return None
    counts = {c: n for c in grid.columns if (n := grid.count(foot, c))}
    others = [c for c in counts if c != called[0]]
    few = len(others) < LEAST_MOVED and not _of_both_sexes(grid.column_paths, others)
    if called[0] not in counts or few or sum(map(digits, counts.values())) < LEAST_DIGITS:
        return None
    for whole in others:
        parts = [c for c in counts if c != whole]
        if counts[whole].value != sum(counts[c].value for c in parts):
            continue
        lines = [r for r in grid.rows if r != foot and all(grid.percent(r, c) for c in counts)]
        means = [
            weighted(grid.numbers[r, whole], [grid.numbers[r, c] for c in parts], [counts[c] for c in parts])
            for r in lines
        ]
        held = sum(i is not None and i.holds for i in means)
        if held >= LEAST_MOVED and 4 * held >= 3 * len(lines):
            own, theirs = ([grid.numbers[r, c] for r in (*lines, foot)] for c in (called[0], whole))
            names = " and ".join(grid.column_name(n.column) for n in (own[0], theirs[0]))
            said = f"the numbers under {grid.column_name(whole)} are the sum and the means of all others"
            return doubt(grid, (*own, *theirs), own[-1], said, line=f"columns {names}")
    return None


def _change_elsewhere(grid: Grid) -> Finding | None:
    """A column called a change that prints the new level, beside one called that level that prints the change."""
    if CHANGE.search(grid.title):
        return None
    called = [
        c for c in grid.columns if any(CHANGE.search(p) and "total" not in p.casefold() for p in grid.column_paths[c])
    ]
    levels = [
        c for c in grid.columns if c not in called and YEAR.fullmatch(" ".join(grid.column_paths[c][-1:]).strip())
    ]
    for by, new in ((a, b) for a in called for b in reversed(levels)):
        for old in (c for c in levels if c != new):
            rows = [r for r in grid.rows if {(r, by), (r, new), (r, old)} <= grid.numbers.keys()]
            rows = [r for r in rows if len({grid.kinds[r, c] for c in (by, new, old)}) == 1]
            cells = [[grid.numbers[r, c] for c in (by, new, old)] for r in rows]
            if len(rows) < LEAST_MOVED or sum(digits(line[0]) for line in cells) < LEAST_DIGITS:
                continue
            swapped = [difference(change, level, before) for level, change, before in cells]
            printed = [difference(change, level, before) for change, level, before in cells]
            if all(i.holds for i in swapped) and not any(i.holds for i in printed):
                own = [n for line in cells for n in line[:2]]
                names = " and ".join(grid.column_name(c) for c in (by, new))
                said = f"{grid.column_name(by)} prints what {grid.column_name(old)} and {grid.column_name(new)} add to"
                return doubt(grid, own, own[0], said, line=f"heads {names}")
    return None
