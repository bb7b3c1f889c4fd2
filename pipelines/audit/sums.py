"""Wholes and their parts: which rows (columns) a table prints as the sum of which others.

In: a grid. Out: identities `part_sum`, `group_sum`, `hundred_sum`, and facts on parts that do not divide their whole.
Relies on structure and on arithmetic together: rows under a row, rows beside a total, columns beside a total are taken
as its parts where the sum comes out for at least as many lines as not. Where it comes out too high in every line, the
parts overlap (multiple response); where too low, more is counted than is listed. Both are facts, not failures.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from pipelines.audit.grids import BASE_ROW, CHANGE, OF_WHICH, Grid, is_period, is_total
from pipelines.audit.model import UNIT, Fact, Identity, Kind, Number, TableAudit, quantity
from pipelines.audit.nested import nested
from pipelines.audit.slips import one_slip

HUNDRED = 100 * UNIT
UNNAMED_TOTAL_LINES = 3
"""A total that no label names must come out in so many lines, and fail in none but a few (see `_adopted`)."""
NOT_DIVIDED = re.compile(
    r"not (?:shown|listed|mutually|sum|add)|includ\w+ (?:other|others|those|persons|cases|all)\b|more than on(?:e|ce)|"
    r"overlap|selected|multiple|at least one|may (?:be|have been) counted",
    re.IGNORECASE,
)
"""Titles and notes by which the listed parts are not all of their total, or are counted several times."""
LEAST_OF_A_SUM = 100 * UNIT
MOST_ROUNDINGS = 4
LEAST_TOLD = 1000 * UNIT
"""A total from here on is expected to be what its parts give, even where no other line of its table tells."""
Axis = Literal["rows", "columns"]


@dataclass(frozen=True, slots=True)
class Sum:
    """A guess: the line `whole` is the sum of the lines `parts`; `named` where labels or indents say so."""

    axis: Axis
    whole: int | None
    parts: tuple[int, ...]
    named: bool


def audit_sums(grid: Grid) -> TableAudit:
    """All sums that a table prints, as identities, and what its parts do not do, as facts."""
    found = TableAudit()
    taken: set[tuple[Axis, int | None]] = set()
    for guess in (*row_guesses(grid), *column_guesses(grid)):
        if (guess.axis, guess.whole) in taken and not guess.named:
            continue
        told: list[Fact] = []
        together = _pooled(_alike(grid, guess), guess)
        # Parts whose shares make a hundred divide their whole: then their counts must add up, too.
        divided = guess.named and any(t[0].kind == "hundred_sum" and _adopted(t, guess) for t in together)
        for lines in together:
            if lines[0].kind != "hundred_sum" and _more_is_counted(lines):
                lines[:] = [i for i in lines if i.holds]
                if not lines:
                    continue
            if _adopted(lines, guess) or (divided and lines[0].kind == "part_sum"):
                found.identities.extend(lines)
                taken.add((guess.axis, guess.whole))
            elif guess.named and _may_be_a_slip(lines) and not NOT_DIVIDED.search(grid.notes):
                found.identities.append(replace(lines[0], strict=False))
            else:
                if guess.named and len(lines) == 1 and lines[0].target is None:
                    # It may be no sum: it only tells which of several numbers another identity is broken by.
                    found.identities.append(replace(lines[0], strict=False, evidence=True))
                if guess.named and (fact := _fact(grid, guess, lines)):
                    told.append(fact)
        found.facts.extend(told[:1])
    return found


def _alike(grid: Grid, guess: Sum) -> list[list[Identity]]:
    """What a guess gives, counts apart from shares: that one adds up says nothing of the other.

    Shares under another innermost head (`Percent`, `Fraction of income`) are shares of something else, too.
    """
    found: dict[tuple[str, ...], list[Identity]] = defaultdict(list)
    for identity in tried(grid, guess):
        number = identity.whole
        share = grid.kinds[number.row, number.column] == "percent" and guess.axis == "rows"
        head = grid.column_paths[number.column][-1:]
        found[("share", *(h.casefold() for h in head if not is_period(head))) if share else ("count",)].append(identity)
    return list(found.values())


def _pooled(alike: list[list[Identity]], guess: Sum) -> list[list[Identity]]:
    """Kinds of shares that do not add up alone join the others where these are many and all but a few add up."""
    failing = [lines for lines in alike if lines[0].target is not None and not _adopted(lines, guess)]
    holding = [i for lines in alike if lines[0].target is not None and lines not in failing for i in lines]
    few = sum(len(lines) for lines in failing)
    if guess.whole is not None and few:
        enough = len(holding) >= 2 * few  # each line prints its hundred
    else:
        enough = len(holding) >= max(UNNAMED_TOTAL_LINES, 3 * few)
    if not failing or not enough:
        return alike
    return [*(t for t in alike if t[0].target is None), [*holding, *(i for lines in failing for i in lines)]]


def row_guesses(grid: Grid) -> Iterator[Sum]:
    """Rows that may be sums of other rows: by indent, by name, by standing first or last."""
    full = set(grid.rows)
    for parent, children in grid.groups.items():
        rows = [r for r in children if r in full]
        counted = _beside(grid, rows)
        if parent is not None and parent in full and len(rows) > 1:
            yield Sum("rows", parent, tuple(rows), True)
        elif parent is not None and len(rows) > 1:
            yield Sum("rows", None, tuple(rows), True)
        named = [r for r in counted if is_total(grid.row_paths[r])]
        if len(named) == 1 and len(counted) > 2:
            others = tuple(r for r in counted if r != named[0])
            flat = Sum("rows", named[0], others, True)
            below = nested(grid, named[0], others) if _too_much(grid, flat) else {}
            inner = {r for parts in below.values() for r in parts}
            yield replace(flat, parts=tuple(r for r in others if r not in inner))
            yield from (Sum("rows", head, parts, True) for head, parts in below.items())
        elif not named and parent is None:
            if len(counted) > 1:
                yield Sum("rows", None, tuple(counted), True)
            for r in (counted[:1] + counted[-1:]) if len(counted) > 2 else []:
                yield Sum("rows", r, tuple(p for p in counted if p != r), False)
        yield from _of_which(grid, rows)


def _beside(grid: Grid, rows: Sequence[int]) -> list[int]:
    """The rows that may be a whole and its parts.

    Not those that count nothing (`Median age`, `Cost per pupil`), nor those that are some of another row (`of which`).
    """
    counted = [r for r in rows if not BASE_ROW.match(grid.row_paths[r][-1])]
    counted = [r for r in counted if r in grid.counting] or counted
    whole = [r for r in counted if not OF_WHICH.match(grid.row_paths[r][-1])]
    return whole if len(whole) > 2 else counted


def _of_which(grid: Grid, rows: Sequence[int]) -> Iterator[Sum]:
    """Rows `of which ...` that stand flat below a row: the first ones may be all of it."""
    inner = [bool(OF_WHICH.match(grid.row_paths[r][-1])) for r in rows]
    for n, head in enumerate(rows):
        end = next((k for k in range(n + 1, len(rows)) if not inner[k]), len(rows))
        for last in range(end, n + 2, -1) if not inner[n] else ():
            yield Sum("rows", head, tuple(rows[n + 1 : last]), False)


def _too_much(grid: Grid, guess: Sum) -> bool:
    """Whether the parts of a total are more than it in some column, as they are where rows stand under others."""
    lines = sums_as_printed(grid, guess)
    return any(i.low > i.whole.high for i in lines) and not any(i.holds for i in lines)


def column_guesses(grid: Grid) -> Iterator[Sum]:
    """Columns that may be sums of others: those with the same innermost label, or those under one head."""
    families: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for c in grid.columns:
        path = grid.column_paths[c]
        if len(path) > 1:
            families["last", path[-1].casefold()].append(c)
            families["under", *path[:-1]].append(c)
        else:
            families["flat",].append(c)
    seen: set[tuple[int, ...]] = set()
    for key, columns in families.items():
        if len(columns) < 3 or tuple(columns) in seen:
            continue
        seen.add(tuple(columns))
        outer = [grid.column_paths[c][:1] if key[0] == "last" else grid.column_paths[c] for c in columns]
        named = [c for c, path in zip(columns, outer, strict=True) if is_total(path)]
        if len(named) == 1:
            parts = _of_one_kind(grid, named[0], columns)
            if len(parts) > 1:
                yield Sum("columns", named[0], parts, True)
        elif not named and not is_period(outer[0]):
            for c in (columns[0], columns[-1]):
                yield Sum("columns", c, tuple(p for p in columns if p != c), False)


def _of_one_kind(grid: Grid, whole: int, columns: Sequence[int]) -> tuple[int, ...]:
    """The columns that may be parts of a total column: no percentages, means or changes beside a total of counts."""
    changes = {c for c in columns if any(CHANGE.search(p) for p in grid.column_paths[c])}
    alike = tuple(
        c
        for c in columns
        if c != whole and grid.column_kinds[c] == grid.column_kinds[whole] and (whole in changes or c not in changes)
    )
    outer = tuple(c for c in alike if not any(OF_WHICH.match(p) for p in grid.column_paths[c]))
    return outer if len(outer) > 1 else alike


def tried(grid: Grid, guess: Sum, averages: bool = False) -> Iterator[Identity]:
    """One identity for each line (row, column) in which a guess has all its numbers.

    Lines of averages are left out, unless `averages` are asked for, too: in a line out of place anything may be one.
    """
    lines = grid.columns if guess.axis == "rows" else grid.rows
    for line in lines:
        if guess.axis == "rows" and any(CHANGE.search(p) for p in grid.column_paths[line]):
            continue
        places = [(p, line) if guess.axis == "rows" else (line, p) for p in guess.parts]
        parts = [grid.numbers[p] for p in places if p in grid.numbers]
        if len(parts) < len(places):
            continue  # a part that is not printed ends the sum
        kinds = {grid.kinds[p] for p in places}
        if guess.whole is None:
            shares = [grid.numbers[p] for p in places if grid.kinds[p] == "percent"]
            if len(shares) > 1 and kinds <= {"percent", "median", "mean", "other"}:
                yield hundred(shares)
            continue
        at = (guess.whole, line) if guess.axis == "rows" else (line, guess.whole)
        whole = grid.numbers.get(at)
        if whole is None or kinds != {grid.kinds[at]} or not kinds <= {"count", "percent"}:
            continue
        if kinds == {"percent"}:
            if guess.axis == "columns":
                continue
            yield hundred(parts) if whole.value == HUNDRED else sum_of(whole, parts, "group_sum")
        else:
            if not averages and (_is_average(whole, parts) or _is_left(whole, parts)):
                continue
            under = guess.axis == "rows" and grid.parent.get(guess.parts[0]) == guess.whole
            yield sum_of(whole, parts, "group_sum" if under else "part_sum")


class Tried(NamedTuple):
    """A guess that labels or indents make, and the sums that it gives as printed."""

    guess: Sum
    lines: list[Identity]


def named_sums(grid: Grid) -> list[Tried]:
    """The guesses that labels or indents make, with their sums: what is tried where a line may be out of place."""
    guesses = [g for g in (*row_guesses(grid), *column_guesses(grid)) if g.named]
    return [Tried(g, sums_as_printed(grid, g)) for g in guesses]


def sums_as_printed(grid: Grid, guess: Sum) -> list[Identity]:
    """The sums that a guess gives, those of averages with them: what is tried where a line may be out of place."""
    return [i for i in tried(grid, guess, averages=True) if i.target is None and i.kind in ("part_sum", "group_sum")]


def _is_average(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether a whole lies between its parts, as a yield, a price or an index of all does: it is no sum of them.

    Not where a single slip of the pen would make it their sum.
    """
    ordered = sorted(p.value for p in parts)
    if len(parts) < 2 or not 0 < ordered[0] <= whole.value <= ordered[-1] or ordered[-2] == 0:
        return False
    return bool(whole.decimals) or whole.value < LEAST_OF_A_SUM or not _is_slip(whole, parts)


def _is_left(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether a whole is what the others leave of the first of them (`Received, Refused, Withdrawn, Total granted`), or
    the sum of all but one (`Target`)."""
    first, *others = parts
    total = sum(p.value for p in parts)
    left = bool(others) and whole.value > 0 and 2 * first.value - total == whole.value
    return left or (len(parts) > 2 and any(p.value and total - p.value == whole.value for p in parts))


def sum_of(whole: Number, parts: Sequence[Number], kind: Kind) -> Identity:
    """The whole against the sum of its parts."""
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    middle = sum(p.value for p in parts)
    shown = " + ".join(p.printed for p in parts) if len(parts) <= 8 else f"sum of {len(parts)} parts"
    decimals = max(p.decimals for p in parts)
    return Identity(kind, whole, tuple(parts), low, high, f"{shown} = {quantity(middle, decimals)}")


def hundred(parts: Sequence[Number]) -> Identity:
    """Shares of one whole against 100 percent."""
    low, high = sum(p.low for p in parts), sum(p.high for p in parts)
    middle = sum(p.value for p in parts)
    shown = " + ".join(p.printed for p in parts) if len(parts) <= 8 else f"sum of {len(parts)} shares"
    arithmetic = f"{shown} = {quantity(middle, max(p.decimals for p in parts))}%"
    return Identity("hundred_sum", parts[0], tuple(parts[1:]), low, high, arithmetic, target=HUNDRED)


def _adopted(lines: list[Identity], guess: Sum) -> bool:
    held = sum(i.holds for i in lines)
    failed = len(lines) - held
    if guess.whole is None:
        return held > 0 and held >= failed
    informative = sum(i.holds and any(p.value for p in i.parts) for i in lines)
    if guess.named:
        return informative > 0 and held >= failed
    return informative >= UNNAMED_TOTAL_LINES and failed * 4 <= held


def _more_is_counted(lines: list[Identity]) -> bool:
    """Whether rounded totals are above their parts in several lines, by a few roundings: something is not listed."""
    failing = [i for i in lines if not i.holds]
    room = [(i.high - i.low) // 2 + i.whole.half for i in failing]
    return len(failing) > 1 and all(
        r > 0 and 0 < i.whole.low - i.high <= MOST_ROUNDINGS * r for i, r in zip(failing, room, strict=True)
    )


def _may_be_a_slip(lines: list[Identity]) -> bool:
    """Whether the one sum of a table misses its named total by what one wrong digit makes.

    A list that is not all of its total misses it by so much in few cases, where the total has four digits or more.
    """
    (first, *others) = lines
    if others or first.target is not None or first.whole.half or first.whole.value < LEAST_TOLD:
        return False
    off = str(abs(first.low - first.whole.value) // UNIT).rstrip("0")
    return first.low == first.high and (len(off) == 1 or _is_slip(first.whole, first.parts))


def _is_slip(whole: Number, parts: Sequence[Number]) -> bool:
    """Whether one slip of the pen in the whole or in a part makes the sum come out."""
    off = sum(p.value for p in parts) - whole.value
    needed = [(whole, whole.value + off), *((p, p.value - off) for p in parts)]
    return any(one_slip(n, [(value, value)]) is not None for n, value in needed)


def _fact(grid: Grid, guess: Sum, lines: list[Identity]) -> Fact | None:
    if grid.callouts:
        return None
    goal = [
        (i.whole.value, sum(p.value for p in i.parts))
        if i.target is None
        else (i.target, sum(p.value for p in i.numbers))
        for i in lines
    ]
    over, under = all(total > whole for whole, total in goal), all(total < whole for whole, total in goal)
    if not over and not under:
        return None
    paths = grid.row_paths if guess.axis == "rows" else grid.column_paths
    name = paths[guess.whole] if guess.whole is not None else paths[guess.parts[0]][:-1]
    whole, total = goal[0]
    words = "more than" if over else "less than"
    decimals = max(p.decimals for p in lines[0].parts)
    explanation = f"the parts add to {quantity(total, decimals)}, {words} {quantity(whole, decimals)}"
    shares = lines[0].kind != "part_sum" and grid.kinds[lines[0].whole.row, lines[0].whole.column] == "percent"
    return Fact(grid.index, name, guess.axis, "overlapping" if over else "incomplete", explanation, shares)
