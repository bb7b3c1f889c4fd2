"""Numbers that a table prints for another year than the sentence says.

In: grids, contexts and the verdicts so far. Out: findings about years. Relies on sentences that speak of a table
surely, and say the year as that of the number: `in FY 2006, 1,201 of the 1,996 offenders`, `from 410 to 774 between
2011 and 2014`. A number of two digits may well be that of the year too; it needs another number of its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.audit.grids import Grid
from pipelines.audit.model import UNIT, Number, quantity
from pipelines.audit.statements.check import Check
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.naming import named_rows
from pipelines.audit.statements.stated import Stated
from pipelines.audit.statements.vocabulary import YEARS, name_key

_YEAR = r"(?:(?:fiscal |calendar )?year |fiscal |FY )?((?:1[89]|20)\d{2})\b(?!-)"
_OF_YEAR = re.compile(
    rf"\b(?:in|during|for) {_YEAR}(?! (?:to|through|until) {_YEAR}|\s?\u2013)"
    rf"|\b(?:from|between) {_YEAR} (?:to|and|through|until) {_YEAR}"
    rf"|\b{_YEAR}\s?(?:\u2013|to|through)\s?{_YEAR}",
    re.IGNORECASE,
)
"""Years that are said to be those of the numbers beside them."""
_SINCE = re.compile(
    r"\b(?:since|until|after|before|by|as of) (?:the )?(?:[a-z]+ ){0,2}(?:1[89]|20)\d{2}", re.IGNORECASE
)
_FROM_TO = re.compile(rf"\b(?:[Ff]rom|[Bb]etween) {_YEAR} (?:to|and|through|until) {_YEAR}")
LEAST_CHANGE = 10 * UNIT
TELLING = 100 * UNIT
EXACT = 1000 * UNIT
TELLING_DIGITS = 3
"""A number of so many digits does not stand in a table by chance."""


def of_other_years(
    grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: Sequence[int]
) -> None:
    """Tell each number of a sentence that its table prints for one other year, and for no year that is said."""
    context = contexts[places[0]]
    said_so = {y for m in _OF_YEAR.finditer(context.sentence) for y in m.groups() if y}
    if not said_so or _SINCE.search(context.sentence):
        return
    tied = [n for n in places if found[n].verdict == "consistent" and found[n].numbers and found[n].relation != "rank"]
    told = []
    for n in tied:
        check, number, said = found[n], found[n].numbers[0], contexts[n].said
        grid = grids[number.table]
        years = set(contexts[n].near_years or contexts[n].years)
        own = {y for m in check.numbers for y in _years(grid, m)}
        if (
            said is None
            or check.in_time
            or not (check.known or _is_exact(said))
            or len(own) != 1
            or own & years
            or not years <= said_so
        ):
            continue
        if contexts[n].moving and len(set(contexts[n].years)) == 1:
            continue  # `from 31,500 to 32,095 in 2018`: the first is of no year that is said
        if not contexts[n].cited_here or contexts[n].cited != name_key(grid.label) or contexts[n].elsewhere:
            continue
        beside = [m for m in tied if m != n and found[m].numbers[0].table == number.table]
        if not (tells(said) or (beside and any(tells(s) for m in beside if (s := contexts[m].said)))):
            continue
        if not _stands_in(grid, said, years):
            told.append((n, own.pop(), years))
    for n, year, years in told:
        number = found[n].numbers[0]
        grid = grids[number.table]
        words = f"The sentence says {_listed(years)}, but {grid.place(number)} prints {number.printed} for {year}."
        found[n] = replace(found[n], verdict="inconsistent", explanation=words, computed=None, expected=year)


def changes_of_other_years(
    grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: Sequence[int]
) -> None:
    """`Between 2004 and 2007 beds decreased by 105`, which is the change from 2003 to 2007 in the row that is named."""
    context = contexts[places[0]]
    grid = next((g for g in grids.values() if name_key(g.label) == context.cited), None)
    between = _FROM_TO.search(context.sentence)
    if grid is None or not context.cited_here or between is None or set(context.years) != set(between.groups()):
        return
    for n in places:
        said = contexts[n].said
        if said is None or said.unit or said.bounded or not contexts[n].risen or said.value < LEAST_CHANGE:
            continue
        named = named_rows(grid, contexts[n].words[2])
        if found[n].verdict != "not_checkable" or len(named) != 1:
            continue
        by_year = {years[0]: number for c in grid.columns if (number := grid.count(named[0], c)) is not None
                   and len(years := _years(grid, number)) == 1}  # fmt: skip
        pairs = [(a, b) for a, b in combinations(sorted(by_year), 2)
                 if said.allows(change := said.change * (by_year[b].value - by_year[a].value), change)]  # fmt: skip
        if len(pairs) != 1 or pairs[0] == between.groups() or not set(pairs[0]) & set(between.groups()):
            continue
        (first, last) = pairs[0]
        old, new = by_year[first], by_year[last]
        words = (
            f"The sentence says {between[1]} to {between[2]}, but {grid.label}: {grid.row_name(named[0])}: "
            f"{new.printed} - {old.printed} = {quantity(new.value - old.value, old.decimals)} is the change from "
            f"{first} to {last}."
        )
        found[n] = replace(
            found[n], verdict="inconsistent", explanation=words, numbers=(new, old), computed=None,
            expected=f"{first} to {last}", options=(),
        )  # fmt: skip


def tells(said: Stated) -> bool:
    """Whether a number does not stand in a table by chance."""
    digits = len(str(abs(said.value) * 10**said.decimals // UNIT))
    return not said.bounded and digits >= TELLING_DIGITS and (said.decimals > 0 or abs(said.value) >= TELLING)


def _is_exact(said: Stated) -> bool:
    """Whether it is a count that no other thing has by chance, whatever else is said of it."""
    return said.unit == "" and not said.bounded and not said.decimals and said.value >= EXACT


def _stands_in(grid: Grid, said: Stated, years: set[str]) -> bool:
    """Whether the table prints a number for a year that is said, in whatever line."""
    return any(said.allows(n.low, n.high) for n in grid.numbers.values() if years & set(_years(grid, n)))


def _years(grid: Grid, number: Number) -> list[str]:
    return YEARS.findall(" / ".join((*grid.row_paths[number.row], *grid.column_paths[number.column])))


def _listed(years: set[str]) -> str:
    return " and ".join(sorted(years))
