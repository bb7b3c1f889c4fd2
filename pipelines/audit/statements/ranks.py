"""Words of rank ("the largest", "the leading reasons") against the cells that the numbers beside them stand in.

In: grids, contexts, and the verdicts on the numbers. Out: better verdicts on words of rank. Relies on the numbers of
the same clause being tied to cells: these are compared with the cells of their column under the same row, or of their
row under heads of the same kind; totals take no part. Where labels of a row and of a column are named, either will do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.audit.grids import CHANGE, Grid, is_period, is_total
from pipelines.audit.model import Number, Path, quantity
from pipelines.audit.statements.check import Check
from pipelines.audit.statements.context import Context, words_between
from pipelines.audit.statements.words import GENERIC, stems
from pipelines.audit.sums import HUNDRED, Axis

_MOST = re.compile(r"\b(?:most|leading|largest|highest|greatest|biggest|fastest|longest|steepest)\b", re.IGNORECASE)
_LEAST = re.compile(r"\b(?:least|smallest|lowest|fewest|shortest|slowest)\b", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth|next)\b", re.IGNORECASE)
_RESIDUAL = re.compile(
    r"(?:all )?others?\b|(?:not (?:stated|known|reported|specified|available)|unknown|unspecified|missing|none of)\b",
    re.IGNORECASE,
)
"""What is left over has no rank."""
_THEN = re.compile(
    r"\b(?:followed by|ahead of|compared (?:to|with)|against|while|whereas|than|(?:up|down) from|but)\b", re.IGNORECASE
)
"""What stands behind these words is not what has the rank."""
_LIST = re.compile(r"[^\d.;]{0,80}\b(?:and|or)\b[^\d.;]{0,80}|[^\d.;]{0,80},[^\d.;]{0,80}")
"""What stands between two numbers of a list."""
_IN_TIME = re.compile(
    r"[^.;]{0,40}\b(?:since|(?:in|for) (?:[\w-]+ ){1,4}(?:years|decades)|on record|ever)\b", re.IGNORECASE
)
"""`the largest rise since 2001`: among other years, not among the labels of a table."""
_OF_YEARS = re.compile(
    r"(?:\s[\w-]+){0,6}?\s(?:recorded|reached|occurred|seen|observed|reported|registered|was|were)\s(?:in|for)\s"
    r"(?:fiscal year |FY )?(?:1[89]|20)\d{2}|\s(?:in|during|for)\s(?:fiscal year |FY )?(?:1[89]|20)\d{2}"
)
"""`highest in 2012`, `the lowest number was recorded in 2012`: a rank among years."""
_OF_A_KIND = re.compile(
    r"\s(?!(?:[\w-]+\s)?(?:number|level|share|count|total|figure|rate|proportion|percentage|value|rise|fall|increase|"
    r"decrease|change|growth|decline|drop|gain|year|month|quarter)s?\b)[a-z]",
    re.IGNORECASE,
)
"""`the largest group`, not `the largest number`."""
_OF_CHANGE = re.compile(
    r"(?:fastest|slowest|steepest)\b|(?:\w+\s){1,3}?(?:growth|gains?|increases?|rises?|changes?|declines?|drops?|decreases?)\b",
    re.IGNORECASE,
)
"""A rank among changes, not among levels."""
_OF_FALL = re.compile(
    r"(?:\s\w+){0,3}?\s(?:falls?|declines?|drops?|decreases?|loss(?:es)?|reductions?)\b", re.IGNORECASE
)
_FELL = re.compile(
    r"\b(?:fell|falling|declin(?:ed|ing)|dropp(?:ed|ing)|decreas(?:ed|ing)|shrank)\s(?:the\s)?$", re.IGNORECASE
)
_HAS = re.compile(r"\b(?:had|has|have|was|were|is|are|recorded|saw|showed|received)\s(?:the\s|a\s)?$", re.IGNORECASE)
_WITH = re.compile(r"[^;.]{0,60},\swith\s")
"""`the longest way to school, with a median of 12.6 km`: by the mean, perhaps."""
_FOR = re.compile(r"\s(?:for|in|among|at)\s([^(;,.]+)")
"""`highest for wildlife trade`: what has the rank may stand behind it."""
MOST_SHOWN = 4
"""So many of the cells compared are told."""


def ranked(grids: Sequence[Grid], contexts: Sequence[Context], found: list[Check]) -> None:
    """Try each word of rank whose clause holds numbers that are tied to cells."""
    by_table = {g.index: g for g in grids}
    for n, context in enumerate(contexts):
        high = bool(_MOST.search(context.printed))
        if context.said is not None or _ORDINAL.search(context.printed) or not (high or _LEAST.search(context.printed)):
            continue
        tied = _tied(contexts, found, n)
        if not tied:
            continue
        grid = by_table[tied[0].numbers[0].table]
        if _IN_TIME.match(context.sentence, context.start):
            continue
        if any(
            context.printed.casefold() in p.casefold() for path in (*grid.row_paths, *grid.column_paths) for p in path
        ):
            continue  # the word is part of a label
        change = tied[0].relation == "change_percent"
        rest = context.rest
        attributed = context.sentence[: context.start].endswith("the ") and _OF_A_KIND.match(rest)
        meant = "years" if _OF_YEARS.match(rest) else "labels" if attributed else ""
        falls = change and bool(_OF_FALL.match(rest) or _FELL.search(context.sentence[: context.start]))
        axis = None if meant == "years" else _axis_of(grid, tied[0].numbers[0], context)
        way = "falls" if falls else "rises" if change else ""
        if told := _told(grid, tied, high, way, meant, axis):
            holds, words = told
            if not holds and _of_either(grid, tied[0].numbers[0]) and _WITH.match(rest):
                continue
            found[n] = replace(
                found[n],
                verdict="consistent" if holds else "inconsistent",
                explanation=words + ("." if holds else f", not the {context.printed}."),
                numbers=tuple(c.numbers[0] for c in tied),
            )


def _of_either(grid: Grid, number: Number) -> bool:
    """Whether a number is a mean where the table prints medians as well, or the other way round."""
    return {"mean", "median"} <= set(grid.kinds.values()) and grid.kinds[number.row, number.column] in (
        "mean",
        "median",
    )


def _axis_of(grid: Grid, number: Number, context: Context) -> Axis | None:
    """The axis whose label is what the sentence gives the rank: `mail theft had the highest share prosecuted`."""
    before = context.sentence[: context.start]
    behind = _FOR.match(context.sentence, context.end)
    clause = re.split(r";\s|\.\s(?=[A-Z])", before)[-1]
    for text in ([behind[1]] if behind else []) + ([clause] if _HAS.search(before) else []):
        said = stems(text)
        axes: tuple[tuple[Axis, Path], ...] = (
            ("rows", grid.row_paths[number.row][-1:]),
            ("columns", grid.column_paths[number.column]),
        )
        named = [axis for axis, path in axes if any(own and own <= said for own in map(_words, path))]
        if len(named) == 1:
            return named[0]
    return None


def _words(label: str) -> frozenset[str]:
    return frozenset(w for w in stems(label) - GENERIC if not w[0].isdigit())


def _told(
    grid: Grid, tied: list[Check], high: bool, change: str, said: str, axis_said: Axis | None = None
) -> tuple[bool, str] | None:
    """Whether the rank holds, with the arithmetic; none where it holds only along an axis that the words do not say.

    `said` is `years` of `highest in 2012`, `labels` of `the largest group`, else nothing. Where nothing tells which of
    two axes of labels is meant, one along which it holds is enough.
    """
    among_years: list[tuple[bool, str]] = []
    among_labels: list[tuple[bool, str]] = []
    places = [(c.numbers[0].row, c.numbers[0].column) for c in tied]
    of_years: tuple[Axis, Axis] = ("rows", "columns")
    if any(len({at[n] for at in places}) > 1 and all(_of_a_year(grid, axis, at) for at in places)
           for n, axis in enumerate(of_years)):  # fmt: skip
        tied = tied[:1]  # `the most common way: 59% in 2018, against 61% in 2008`
    axes = [a for a in _axes(grid, tied, bool(change)) if axis_said in (None, a[0])]
    for axis, cells in axes:
        period = all(_of_a_year(grid, axis, at) for at in cells)
        if compared := _compared(grid, tied, cells, high, change):
            (among_years if period else among_labels).append(compared)
    meant, other = (among_years, among_labels) if said == "years" else (among_labels, among_years)
    if not meant and said == "years":
        return None  # another table has the years
    if not meant:
        meant, other = other, []
    if said == "labels":
        other = []
    if not meant:
        return None
    best = max(meant)
    grouped = sum(axis == "rows" for axis, _ in axes) > 1
    if grouped and len({holds for holds, _ in meant}) > 1:
        return None
    return None if not best[0] and any(holds for holds, _ in other) else best


def _tied(contexts: Sequence[Context], found: Sequence[Check], n: int) -> list[Check]:
    """The numbers of the clause behind a word of rank, or before it, that stand in cells of one table."""
    here = contexts[n]
    near = [m for m, c in enumerate(contexts) if c.statement == here.statement and c.said is not None]
    near = [m for m in near if ";" not in here.sentence[slice(*sorted((here.start, contexts[m].start)))]]
    tied = [m for m in near if found[m].verdict == "consistent" and _one_quantity(found[m])]
    if _OF_CHANGE.match(here.sentence, here.start):
        tied = [m for m in tied if found[m].relation == "change_percent"]
    another = next((m for m, c in enumerate(contexts) if m > n and c.statement == here.statement and _ranks(c)), None)
    after = [m for m in near if m > n and (another is None or m < another)]
    behind = [m for m in tied if m in after and not _THEN.search(words_between(here, contexts[m]))]
    if behind and any(m < behind[0] and _alike(contexts[m], contexts[behind[0]]) for m in after):
        return []  # the number that has the rank is tied to nothing
    earlier = max((m for m, c in enumerate(contexts[:n]) if c.statement == here.statement and _ranks(c)), default=-1)
    taken = earlier >= 0 and any(earlier < m < n for m in near)
    if not behind and after and taken:
        return []  # `highest in grade 1 (51%) and lowest in grade 5 (47%)`: each rank has its own number
    before = [m for m in tied if m < n]
    listed = before[-1:]
    for m in reversed(before[:-1]):
        if not _LIST.fullmatch(words_between(contexts[m], contexts[listed[0]])):
            break
        listed.insert(0, m)
    chosen = [found[m] for m in behind or listed]
    at = chosen[0].numbers[0] if chosen else None
    return [c for c in chosen if at and c.numbers[0].table == at.table and c.relation == chosen[0].relation]


def _ranks(context: Context) -> bool:
    """Whether a mention is a word of rank."""
    return context.said is None and bool(_MOST.search(context.printed) or _LEAST.search(context.printed))


def _alike(a: Context, b: Context) -> bool:
    return a.said is not None and b.said is not None and a.said.unit == b.said.unit


def _one_quantity(check: Check) -> bool:
    return len(check.numbers) == (2 if check.relation == "change_percent" else 1)


def _of_a_year(grid: Grid, axis: Axis, at: tuple[int, int]) -> bool:
    return is_period(grid.row_paths[at[0]] if axis == "rows" else grid.column_paths[at[1]])


def _axes(grid: Grid, tied: Sequence[Check], change: bool) -> Iterator[tuple[Axis, list[tuple[int, int]]]]:
    """The cells to compare with: of the same column under the same row; of the same row under heads of one kind."""
    places = [c.numbers[0] for c in tied]
    first = places[0]
    kind = grid.kinds[first.row, first.column]
    if len({p.column for p in places}) == 1:
        beside = grid.groups.get(grid.parent.get(first.row), [])
        rows = [r for r in beside if not is_total(grid.row_paths[r]) and grid.kinds.get((r, first.column)) == kind]
        own = {p.row for p in places}
        ranking = [r for r in rows if r in own or not _RESIDUAL.match(grid.row_paths[r][-1])]
        least = min(p.value for p in places)
        beaten = all(grid.numbers[r, first.column].value < least for r in rows if r not in own)
        rows = ranking if len(ranking) > len(own) or not beaten else rows
        wholes = {r: _parts(grid, rows, (r, first.column)) for r in rows}
        rows = [r for r in rows if r == first.row or not wholes[r]]
        if all(p.row in rows for p in places):
            yield "rows", [(r, first.column) for r in rows]
            for parts in wholes.values():
                if first.row in parts:  # where rows are grouped, the largest may be that of its group
                    yield "rows", [(r, first.column) for r in parts]
    years = change and grid.column_paths[first.column][1:] == ()  # then changes are those between the columns
    if len({p.row for p in places}) == 1 and not years:
        path = grid.column_paths[first.column]
        alike = [
            c
            for c in grid.columns
            if not any(is_total((p,)) for p in grid.column_paths[c][:1])
            and not any(CHANGE.search(p) for p in grid.column_paths[c])
            and (len(path) == 1 or grid.column_paths[c][-1] == path[-1])
            and grid.kinds.get((first.row, c)) == kind
        ]
        if all(p.column in alike for p in places):
            yield "columns", [(first.row, c) for c in alike]


def _parts(grid: Grid, rows: list[int], at: tuple[int, int]) -> list[int]:
    """The rows right above or below a row that add to it, in their column: it is a whole that no label calls so."""
    whole, place = grid.numbers[at], rows.index(at[0])
    for side in (rows[place + 1 :], rows[:place][::-1]):
        low = high = 0
        for count, r in enumerate(side, start=1):
            part = grid.numbers[r, at[1]]
            low, high = low + part.low, high + part.high
            if count > 1 and low <= whole.high and whole.low <= high:
                return side[:count]
            if low > whole.high:
                break
    return []


def _compared(
    grid: Grid, tied: Sequence[Check], cells: list[tuple[int, int]], high: bool, change: str
) -> tuple[bool, str] | None:
    """Whether the tied numbers are the first of these cells, with the arithmetic; none with nothing to beat."""
    own = {(c.numbers[0].row, c.numbers[0].column) for c in tied}
    if len(cells) <= len(own):
        return None
    values: dict[tuple[int, int], tuple[int, str]] = {}
    for at in cells:
        number = grid.numbers[at]
        if not change:
            values[at] = (number.value, number.printed)
            continue
        old = _before(grid, tied[0], number)
        if old is None or old.value <= 0:
            return None
        rise = (number.value - old.value) * HUNDRED // old.value
        values[at] = (rise, quantity(rise, 1) + "%")
    if change == "falls":  # the steepest fall is the least of the rises, the smallest the greatest below zero
        if any(values[at][0] >= 0 for at in own):
            return None
        values = {at: v for at, v in values.items() if v[0] < 0}
        high = not high
        if len(values) <= len(own):
            return None
    sign = 1 if high else -1
    worst = min(sign * values[at][0] for at in own)
    best = max(sign * value for at, (value, _) in values.items() if at not in own)
    shown = sorted((v for at, v in values.items() if at not in own), key=lambda v: -sign * v[0])[:MOST_SHOWN]
    word = "above" if high else "below"
    mine = ", ".join(values[at][1] for at in sorted(own))
    place = grid.place(grid.numbers[min(own)])
    if worst >= best:
        return True, f"{place}: {mine} {'stands' if len(own) == 1 else 'stand'} {word} {', '.join(v[1] for v in shown)}"
    beyond = [v[1] for v in shown if sign * v[0] > worst]
    return False, f"{place}: {mine}, but {', '.join(beyond)} {'stands' if len(beyond) == 1 else 'stand'} {word} it"


def _before(grid: Grid, check: Check, new: Number) -> Number | None:
    """The number that a change is counted from, as far from `new` as in the tied change."""
    last, first = check.numbers[0], check.numbers[1]
    return grid.numbers.get((new.row + first.row - last.row, new.column + first.column - last.column))
