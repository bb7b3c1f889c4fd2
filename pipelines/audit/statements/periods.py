"""The years that a sentence speaks of against those of the cells that its numbers are tied to.

In: grids, tables, contexts and the verdicts so far. Out: better verdicts, and findings about years. Relies on years in
labels and at the end of titles, and on numbers that are tied to cells by other words than the year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.audit.grids import Grid
from pipelines.audit.model import UNIT
from pipelines.audit.statements.check import Check
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.vocabulary import YEARS, name_key
from pipelines.extraction.model import Table

_SPAN = re.compile(
    r"((?:1[89]|20)\d{2})(?:\s?[-\u2013]\s?|\s(?:to|through|until)\s|(?<=\b[Bb]etween \d{4})\sand\s)((?:1[89]|20)\d{2})"
)
_IN_YEAR = re.compile(r"\s(?:[a-z]+ ){0,2}in (?:fiscal year |fiscal |calendar year |FY )?((?:1[89]|20)\d{2})\b")
_OF_A_YEAR = re.compile(r"\b[Ii]n (?:fiscal year |fiscal |calendar year |FY )?(?:1[89]|20)\d{2}\b")
_TITLE_YEARS = re.compile(r"(?:1[89]|20)\d{2}(?:\s?[-\u2013]\s?(?:1[89]|20)\d{2}|\s(?:to|and)\s(?:1[89]|20)\d{2})?\W*$")
"""The years that close a title."""
DISTINCT = 1000 * UNIT
"""A count of four digits that stands in a table is the one of that table, whatever years the sentence says."""
MANY = 3
"""So many numbers of one table are its own, though the sentence shares neither end of its years."""


def out_of_time(check: Check) -> Check:
    """A number that fits a cell of another year than those said near it is tied to nothing."""
    if check.in_time or check.verdict != "consistent" or not check.numbers:
        return check
    words = f"It is printed for another year than the sentence says: {check.explanation}"
    return replace(check, verdict="not_checkable", explanation=words, numbers=(), computed=None)


def of_its_years(
    grids: Sequence[Grid], tables: Sequence[Table], contexts: Sequence[Context], found: list[Check], places: list[int]
) -> None:
    """Hold the years of one sentence against those of the cells that its numbers are tied to."""
    _periods(grids, tables, contexts, found, places)
    _years(grids, contexts, found, places)
    _title_years(grids, tables, contexts, found, places)


def _periods(
    grids: Sequence[Grid], tables: Sequence[Table], contexts: Sequence[Context], found: list[Check], places: list[int]
) -> None:
    """A sentence whose numbers all stand in one table must speak of that table's years.

    Two numbers, or one count of four digits, are those of the table; a single share may be that of other years as well,
    and is tied to nothing.
    """
    text = contexts[places[0]].sentence
    span = _SPAN.search(text)
    tied = [
        found[n]
        for n in places
        if found[n].verdict == "consistent" and found[n].numbers and found[n].relation != "rank"
    ]
    if span is None or not tied or len({c.numbers[0].table for c in tied}) != 1:
        return
    table = tied[0].numbers[0].table
    grid = next(g for g in grids if g.index == table)
    labels = [
        YEARS.findall(" ".join((*grid.row_paths[k.row], *grid.column_paths[k.column]))) for c in tied for k in c.numbers
    ]
    years = labels[0] or YEARS.findall(tables[table].title)
    stated = [span[1], span[2]]
    if any(own != labels[0] for own in labels) or len(years) != 2 or stated == years:
        return
    if not set(stated) & set(years) and (len(tied) < MANY or stated[1] < years[0] or years[1] < stated[0]):
        return
    n = next(n for n in places if found[n] is tied[0])
    if len(tied) == 1 and not _is_distinct(contexts[n], tied[0]):
        words = f"It is printed for {years[0]} to {years[1]}, not for the years that the sentence says."
        found[n] = replace(found[n], verdict="not_checkable", explanation=words, numbers=(), computed=None)
        return
    words = (
        f"The sentence speaks of {span[0]}, but its numbers ({', '.join(c.printed for c in tied)}) are those of "
        f"{grid.label}, {years[0]} to {years[1]}."
    )
    expected = f"{years[0]} to {years[1]}"
    found[n] = replace(found[n], verdict="inconsistent", explanation=words, computed=None, expected=expected)


def _is_distinct(context: Context, check: Check) -> bool:
    """Whether a number is one exact count of four digits or more, and the only years near it are those of the span."""
    number, said = check.numbers[0], context.said
    exact = said is not None and not said.bounded and said.low == said.high == number.value
    return exact and len(check.numbers) == 1 and number.value >= DISTINCT and len(set(context.years)) == 2


def _years(grids: Sequence[Grid], contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`175 in 2012`: a number that the table prints for another year than the sentence says, beside one that fits."""
    by_table = {g.index: g for g in grids}
    tied = [n for n in places if found[n].verdict == "consistent" and found[n].numbers]
    for n in tied:
        check, context = found[n], contexts[n]
        said = _IN_YEAR.match(context.rest)
        if said is None or len(check.numbers) != 1 or check.relation not in ("level", "mean", "median"):
            continue
        number = check.numbers[0]
        grid = by_table[number.table]
        own = YEARS.findall(" ".join((*grid.row_paths[number.row], *grid.column_paths[number.column])))
        beside = any(m != n and found[m].numbers[0].table == number.table for m in tied)
        if len(own) == 1 and said[1] != own[0] and beside:
            words = f"The sentence says {said[1]}, but {grid.label} prints {number.printed} for {own[0]}."
            found[n] = replace(check, verdict="inconsistent", explanation=words, computed=None, expected=own[0])


def _title_years(
    grids: Sequence[Grid], tables: Sequence[Table], contexts: Sequence[Context], found: list[Check], places: list[int]
) -> None:
    """`40% in 2013 (table 1)`, of a table whose title says that it is of 2014, and none of whose labels says a year."""
    years = {*contexts[places[0]].years}
    if len(years) != 1 or not _OF_A_YEAR.search(contexts[places[0]].sentence):
        return
    (said,) = years
    for n in places:
        check = found[n]
        if check.verdict != "consistent" or not check.numbers or not contexts[n].cited_surely:
            continue
        grid = next(g for g in grids if g.index == check.numbers[0].table)
        title = _TITLE_YEARS.search(tables[grid.index].title)
        labels = " ".join(p for path in (*grid.row_paths, *grid.column_paths) for p in path)
        if (
            title is None
            or not contexts[n].cited_here
            or YEARS.search(labels)
            or name_key(grid.label) != contexts[n].cited
        ):
            continue
        own = YEARS.findall(title[0])
        if not min(own) <= said <= max(own):
            words = f"The sentence says {said}, but {grid.label} is of {' to '.join(own)}."
            found[n] = replace(
                check, verdict="inconsistent", explanation=words, computed=None, expected=" to ".join(own)
            )
