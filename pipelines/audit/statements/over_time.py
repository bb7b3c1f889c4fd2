"""What can be worked out from the years of a table: sums over several, changes from one to another, growth a year.

In: a table as subject, its selected cells, and the stated number. Out: options with exact bounds and their arithmetic.
Relies on cells of single years; a change from a year that the table does not print is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipelines.audit.model import Number, quantity
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.option import Option
from pipelines.audit.statements.vocabulary import Subject
from pipelines.audit.statements.words import says
from pipelines.audit.sums import HUNDRED

_A_YEAR = re.compile(r"\b(?:annual(?:ly)?|annuali[sz]ed|(?:per|a|each|every) year|yearly|on average)\b", re.IGNORECASE)
"""Words by which a change is one of every year, not of the whole span."""
_ALL_YEARS = re.compile(
    r"\b(?:over|during|in|across|throughout) (?:the|these|those|all) (?:(?:full|whole|entire|past|last) )?"
    r"(?:\w+ years|\w+-year period|(?:reporting |study )?period)\b",
    re.IGNORECASE,
)
"""`Over the five years, 15,224 deaths`: all years of the table, where none is named."""
_SINCE = r"\b(?:since|from|after|compared (?:with|to)|relative to|against)"
LONGEST_SPAN = 60
"""Yearly growth over more years than that is not worked out."""


def over_all_years(context: Context) -> bool:
    """Whether a sentence names no year and speaks of a whole period (`over the five years`)."""
    return not context.years and says(_ALL_YEARS, context.sentence)


def over_years(
    subject: Subject, cells: list[Number], context: Context, score: float, certain: bool
) -> Iterator[Option]:
    """Counts of single years added, where the sentence speaks of a span of years and each of them is printed."""
    years = sorted(set(context.years))
    if over_all_years(context):
        years = _ends(min(own) for n in cells if len(own := subject.periods(n.row, n.column)) == 1)
    if len(years) != 2 or context.moving or (context.said is not None and context.said.change):
        return
    span = {str(y) for y in range(int(years[0]), int(years[1]) + 1)}
    lines: dict[tuple[str, int], dict[str, Number]] = {}
    for n in cells:
        own = subject.periods(n.row, n.column)
        if subject.grid.kinds[n.row, n.column] == "count" and len(own) == 1 and own <= span:
            lines.setdefault(("row", n.row), {})[next(iter(own))] = n
            lines.setdefault(("column", n.column), {})[next(iter(own))] = n
    for by_year in lines.values():
        if set(by_year) != span:
            continue
        parts = [by_year[y] for y in sorted(span)]
        middle = sum(p.value for p in parts)
        shown = " + ".join(p.printed for p in parts)
        by = subject.grid.scale(parts[0])
        yield Option(score, by * sum(p.low for p in parts), by * sum(p.high for p in parts), "level",
                     f"{subject.grid.label}: {shown} = {quantity(middle, parts[0].decimals)}", tuple(parts), certain,
                     by * middle, spans=True)  # fmt: skip


def changes(
    subject: Subject, cells: list[Number], context: Context, score: float, certain: bool, rows: str = ""
) -> Iterator[Option]:
    """Changes in percent between the years that the sentence says, else between the first and the last printed.

    `rows` names the rows where each of the cells is several added.
    """
    said = context.said
    assert said is not None
    grid = subject.grid
    usable = [n for n in cells if grid.kinds[n.row, n.column] in ("count", "mean", "median") and n.low > 0]
    own = {n.at: subject.periods(n.row, n.column) for n in usable}
    single = sorted((n for n in usable if len(own[n.at]) == 1), key=lambda n: min(own[n.at]))
    near = set(context.near_years)
    years = sorted(near if len(near) == 2 else set(context.years))
    certain = certain and not says(_A_YEAR, context.sentence) and len(years) < 3
    known = {y for n in single for y in own[n.at]}
    whole = says(_ALL_YEARS, context.sentence) or "decade" in context.sentence
    # With no year near it, a change is since whatever year the author has in mind: of two that are printed, these.
    certain = certain and (len(years) == 2 or bool(near) or (not years and (len(known) == 2 or whole)))
    certain = certain and known.issuperset(years)
    years = _both_ends(years, known, context.sentence)
    firsts = [n for n in single if years and years[0] in own[n.at]] or single[:1]
    lasts = [n for n in single if years and years[-1] in own[n.at]] or single[-1:]
    for old in firsts:
        for new in lasts:
            kinds = grid.kinds[old.row, old.column], grid.kinds[new.row, new.column]
            if old.at == new.at or kinds[0] != kinds[1] or (old.row != new.row and old.column != new.column):
                continue
            ends = sorted([(new.low - old.high) * HUNDRED // old.high, (new.high - old.low) * HUNDRED // old.low])
            middle = (new.value - old.value) * HUNDRED // old.value
            signed = 1 if middle >= 0 else -1
            low, high = (ends[0], ends[1] + 1) if signed > 0 else (-ends[1] - 1, -ends[0])
            place = f"{grid.label}: {rows}; {grid.column_name(new.column)}" if rows else grid.place(new)
            fits = 1.0 if kinds[0] == "count" or kinds[0] in context.sentence.casefold() else 0.8
            if signed != said.change:
                low, high = -high, -low
            arithmetic = f"({new.printed} - {old.printed}) / {old.printed} = {quantity(middle, 1)}%"
            yield Option(score * fits, low, high, "change_percent", f"{place}: {arithmetic}", (new, old),
                         certain, middle * said.change, opposite=signed != said.change)  # fmt: skip
            span = int(min(own[new.at])) - int(min(own[old.at])) if own[old.at] and own[new.at] else 0
            if 1 < span <= LONGEST_SPAN and signed == said.change and says(_A_YEAR, context.sentence):
                rate = signed * _rate(new.value, old.value, span)
                slowest, fastest = sorted(
                    signed * _rate(*ends, span) for ends in ((new.low, old.high), (new.high, old.low))
                )
                yield Option(score * fits, slowest, fastest + 1, "change_percent",
                             f"{place}: ({new.printed} / {old.printed}) to the power of 1/{span} is a change "
                             f"of {quantity(signed * rate, 1)}% a year", (new, old), False, rate)  # fmt: skip


def _rate(new: int, old: int, years: int) -> int:
    """By how much something grew every year, compounded, in `UNIT`ths of a percent, rounded down.

    >>> [100 * _rate(new, 100, 2) // HUNDRED for new in (121, 81)]
    [10, -10]
    """
    ratio = new * HUNDRED**years // old
    low, high = 0, 2 * HUNDRED * max(new // old + 1, 1)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if middle**years <= ratio else (low, middle - 1)
    return low - HUNDRED


def _ends(years: Iterable[str]) -> list[str]:
    known = set(years)
    return [min(known), max(known)] if len(known) > 1 else []


def _both_ends(years: list[str], known: set[str], sentence: str) -> list[str]:
    """The years between which something changed, where one is said: `since 2013` to the last, `in 2014` from 2013.

    The year before must be printed: of a table for every fifth year, `rose 7% in 2015` tells nothing.
    """
    if len(years) != 1 or not known:
        return years
    if re.search(
        rf"\b(?:since|from|after|compared with|compared to|relative to|against) (?:[a-z]+ ){{0,2}}{years[0]}",
        sentence,
        re.IGNORECASE,
    ):
        return [years[0], max(known)]
    before = str(int(years[0]) - 1)
    return [before, years[0]] if before in known else years
