"""What a sentence says as a whole: changes between the two numbers it states, its base, its period.

In: the statements, their contexts and the verdicts so far. Out: better verdicts, and findings about period and base.
Relies on forms that sentences of reports have: `rose 54%: 2,972 ... 4,579`, `94% (34 to 66)`, `Of convictions 91% ...`,
`from 2003 to 2013`. A change that fits the rounded numbers beside it but not the unrounded ones is told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.audit.grids import Grid
from pipelines.audit.model import ROUNDED, UNIT, Number, quantity
from pipelines.audit.statements.check import Check, contradicted
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.inside import by_their_own
from pipelines.audit.statements.ranks import ranked
from pipelines.audit.statements.stated import Stated, multiple
from pipelines.audit.statements.vocabulary import YEARS, name_key
from pipelines.audit.statements.words import stem
from pipelines.audit.sums import HUNDRED
from pipelines.extraction.model import Table

_SPAN = re.compile(r"((?:1[89]|20)\d{2})(?:\s?[-\u2013]\s?|\s(?:to|through|until)\s)((?:1[89]|20)\d{2})")
_OF_BASE = re.compile(r"\b[Oo]f (?:all )?(?:[\w-]+ ){0,2}?(?P<base>[a-z]+ions)\b(?! cases)")
_IN_YEAR = re.compile(r"\s(?:[a-z]+ ){0,2}in (?:fiscal year |fiscal |calendar year |FY )?((?:1[89]|20)\d{2})\b")
_OF_A_YEAR = re.compile(r"\b[Ii]n (?:fiscal year |fiscal |calendar year |FY )?(?:1[89]|20)\d{2}\b")
_TITLE_YEARS = re.compile(r"(?:1[89]|20)\d{2}(?:\s?[-\u2013]\s?(?:1[89]|20)\d{2}|\s(?:to|and)\s(?:1[89]|20)\d{2})?\W*$")
"""The years that close a title."""
_OPENS_PAIR = re.compile(r"(?:\bfrom|\bbetween|[(:,;])\s*$", re.IGNORECASE)
_FROM = re.compile(
    r"\b(rose|grew|increased|climbed|went up|fell|declined|decreased|dropped|went down)\s(?:\w+\s)?from\s$",
    re.IGNORECASE,
)
_ROSE = re.compile(r"rose|grew|increased|climbed|went up", re.IGNORECASE)
_TO = re.compile(r"(?:\sin (?:(?:fiscal |calendar )?year |FY )?(?:1[89]|20)\d{2})?\sto\s")
FEWEST = 10
"""Smaller numbers beside a percentage ("2 to 3 dimensions") are rarely what a change is counted from."""
MOST_BETWEEN = 100
"""So many characters part a change from the two numbers that it is between."""


def whole_sentences(
    grids: Sequence[Grid], tables: Sequence[Table], contexts: Sequence[Context], checks: Sequence[Check]
) -> list[Check]:
    """The verdicts, with what sentences say as a whole taken into account."""
    found = list(checks)
    by_statement: dict[int, list[int]] = {}
    for n, context in enumerate(contexts):
        by_statement.setdefault(context.statement, []).append(n)
    for places in by_statement.values():
        _changes(contexts, found, places)
    _agreement(contexts, found)
    by_their_own(contexts, found)
    ranked(grids, contexts, found)
    for places in by_statement.values():
        _bases(grids, contexts, found, places)
        _periods(grids, tables, contexts, found, places)
        _years(grids, contexts, found, places)
        _title_years(grids, tables, contexts, found, places)
        _directions(contexts, found, places)
    return [_out_of_time(check) for check in found]


def _out_of_time(check: Check) -> Check:
    """A number that fits a cell of another year than those said near it is tied to nothing."""
    if check.in_time or check.verdict != "consistent" or not check.numbers:
        return check
    words = f"It is printed for another year than the sentence says: {check.explanation}"
    return replace(check, verdict="not_checkable", explanation=words, numbers=(), computed=None)


def _changes(contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    for n in places:
        said = contexts[n].said
        if said is None or contexts[n].elsewhere:
            continue
        numbers = [i for i in places if i == n or _end_of_change(contexts[i])]
        at = numbers.index(n)
        word = contexts[n].printed[:1].isalpha() and multiple(contexts[n].printed) is None
        if said.unit != "percent" or not said.change or word:
            continue
        for a, b in ((at + 1, at + 2), (at - 2, at - 1)):
            if a < 0 or b >= len(numbers):
                continue
            old, new = contexts[numbers[a]].said, contexts[numbers[b]].said
            if old is None or new is None or "percent" in (old.unit, new.unit) or old.low < FEWEST * UNIT:
                continue
            if not _beside(contexts, numbers[a], numbers[b], n):
                continue
            verdict = _of_two(contexts[n], found, numbers[a], numbers[b], old, new)
            if verdict is not None:
                found[n] = verdict
                from_table = contexts[n].cited_here and not contexts[n].cited.startswith(("figure", "chart"))
                if verdict.verdict == "consistent" and not verdict.numbers and not from_table:
                    _of_something_else(found, numbers[a], numbers[b])
                break


def _of_something_else(found: list[Check], a: int, b: int) -> None:
    """Two numbers that agree with the change beside them, and with no cell, are of something that no table prints."""
    if "consistent" in (found[a].verdict, found[b].verdict):
        return
    for n in (a, b):
        words = "It agrees with the change beside it, but no table prints it."
        found[n] = replace(found[n], verdict="not_checkable", explanation=words, numbers=(), computed=None, options=())


def _end_of_change(context: Context) -> bool:
    """Whether a number may be one end of a change: a count or a length of time, no word, no number of years."""
    said = context.said
    return said is not None and said.unit not in ("percent", "points", "years") and context.printed[:1].isdigit()


def _agreement(contexts: Sequence[Context], found: list[Check]) -> None:
    """A number is held against the cell that its words name where numbers beside it are tied to the same table.

    A share that is worked out needs another number of its own sentence; for a printed one, the section will do.
    """
    tied = [n for n, check in enumerate(found) if check.verdict == "consistent" and check.numbers]
    near: dict[str, set[tuple[object, int]]] = {"statement": set(), "section": set()}
    for n in tied:
        table = found[n].numbers[0].table
        near["statement"].add((contexts[n].statement, table))
        near["section"].add((contexts[n].section, table))
    for n, check in enumerate(found):
        context = contexts[n]
        if check.verdict != "not_checkable":
            continue
        for option in check.options:
            table = option.numbers[0].table
            in_section = len(check.options) == 1 and not option.derived and (context.section, table) in near["section"]
            if (context.statement, table) in near["statement"] or in_section:
                found[n] = contradicted(context, option)
                break


def _beside(contexts: Sequence[Context], a: int, b: int, n: int) -> bool:
    """Whether two numbers are the ends of one change, and the percentage stands beside them in their clause."""
    text = contexts[n].sentence
    if not _OPENS_PAIR.search(text[: min(contexts[a].start, contexts[b].start)]):
        return False
    spots = [contexts[i].start for i in (a, b, n)]
    first, last = min(spots), max(spots)
    between = text[min(spots[:2]) : max(spots[:2])]
    years = re.search(r"\((?:1[89]|20)\d{2}|(?:1[89]|20)\d{2} \($", between)
    ends = re.search(r"\bto\b|,|\bin\b", between) and ";" not in text[first:last] and (years or ")" not in between)
    return bool(ends) and last - first <= MOST_BETWEEN


def _of_two(context: Context, found: list[Check], a: int, b: int, old: Stated, new: Stated) -> Check | None:
    said = context.said
    assert said is not None
    cells = [found[i].numbers[0] if found[i].verdict == "consistent" and found[i].numbers else None for i in (a, b)]
    stated_change = (new.value - old.value) * HUNDRED // old.value
    plain = f"({_shown(new)} - {_shown(old)}) / {_shown(old)} = {quantity(stated_change, 1)}%"
    if (stated_change < 0) != (said.change < 0):
        return None
    fits_stated = said.allows(abs(stated_change), abs(stated_change) + 1)
    first, last = cells
    if first is not None and last is not None and first.low > 0 and first.half + last.half >= 0:
        ends = sorted(abs((n - o) * HUNDRED // o) for n in (last.low, last.high) for o in (first.low, first.high))
        middle = (last.value - first.value) * HUNDRED // first.value
        exact = f"({last.printed} - {first.printed}) / {first.printed} = {quantity(middle, 1)}%"
        if said.allows(ends[0], ends[-1] + 1):
            return replace(_check(context, "consistent", exact, abs(middle)), numbers=(last, first))
        words = f"{ROUNDED}: {plain}; from the printed {exact}" if fits_stated else f"{exact}, not {context.printed}"
        return replace(_check(context, "inconsistent", words, abs(middle)), numbers=(last, first))
    verdict = "consistent" if fits_stated else "inconsistent"
    made = _check(context, verdict, plain if fits_stated else f"{plain}, not {context.printed}", abs(stated_change))
    return made


def _check(context: Context, verdict: str, words: str, computed: int) -> Check:
    return Check(
        context.statement,
        context.mention,
        context.printed,
        "consistent" if verdict == "consistent" else "inconsistent",
        "change_percent",
        words + ".",
        (),
        computed,
    )


def _shown(said: Stated) -> str:
    return quantity(said.value, said.decimals)


def _bases(grids: Sequence[Grid], contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`Of convictions 91% came through pleas`: the share is of the row that the base names, where there is one."""
    by_table = {g.index: g for g in grids}
    for n in places:
        context, check = contexts[n], found[n]
        base = _OF_BASE.search(context.sentence)
        if base is None or check.verdict != "consistent" or check.relation != "share" or not check.numbers:
            continue
        number, said = check.numbers[0], context.said
        grid = by_table[number.table]
        named = [r for r in grid.rows if stem(base["base"]) == stem(grid.row_paths[r][-1]) and r != number.row]
        for row in named:
            if grid.parent.get(number.row) != row:
                continue
            counted = [(grid.count(number.row, c), grid.count(row, c)) for c in _beside_column(grid, number)]
            for part, whole in counted:
                if part is None or whole is None or whole.low <= 0 or said is None:
                    continue
                middle = part.value * HUNDRED // whole.value
                if not said.allows(middle, middle + 1):
                    words = (
                        f"Of {base['base']} it is {part.printed} / {whole.printed} = {quantity(middle, 1)}%, not "
                        f"{context.printed}; {number.printed} is printed as a share of the total."
                    )
                    found[n] = replace(check, verdict="inconsistent", explanation=words, computed=middle)


def _beside_column(grid: Grid, number: Number) -> list[int]:
    head = grid.column_paths[number.column][:-1]
    same = [c for c in grid.columns if c != number.column and head and grid.column_paths[c][:-1] == head]
    return same or [c for c in grid.columns if c == number.column - 1]


def _periods(
    grids: Sequence[Grid], tables: Sequence[Table], contexts: Sequence[Context], found: list[Check], places: list[int]
) -> None:
    """A sentence whose numbers all stand in one table must speak of that table's years."""
    text = contexts[places[0]].sentence
    span = _SPAN.search(text)
    tied = [
        found[n]
        for n in places
        if found[n].verdict == "consistent" and found[n].numbers and found[n].relation != "rank"
    ]
    if span is None or len(tied) < 2 or len({c.numbers[0].table for c in tied}) != 1:
        return
    table = tied[0].numbers[0].table
    grid = next(g for g in grids if g.index == table)
    years = YEARS.findall(tables[table].title)
    own = {y for c in tied for k in c.numbers for y in YEARS.findall(" ".join(grid.column_paths[k.column]))}
    stated = [span[1], span[2]]
    if own or len(years) != 2 or stated == years or not set(stated) & set(years):
        return
    n = next(n for n in places if found[n] is tied[0])
    words = (
        f"The sentence speaks of {span[0]}, but its numbers ({', '.join(c.printed for c in tied)}) are those of "
        f"{grid.label}, {years[0]} to {years[1]}."
    )
    expected = f"{years[0]} to {years[1]}"
    found[n] = replace(found[n], verdict="inconsistent", explanation=words, computed=None, expected=expected)


def _years(grids: Sequence[Grid], contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`175 in 2012`: a number that the table prints for another year than the sentence says, beside one that fits."""
    by_table = {g.index: g for g in grids}
    tied = [n for n in places if found[n].verdict == "consistent" and found[n].numbers]
    for n in tied:
        check, context = found[n], contexts[n]
        said = _IN_YEAR.match(context.sentence[context.start + len(context.printed) :])
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


def _directions(contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`fell from 600 in 2012 to 800 in 2014`: the second number must lie on the side that the words say."""
    for a, b in pairwise(places):
        old, new = contexts[a].said, contexts[b].said
        text = contexts[a].sentence
        between = text[contexts[a].start + len(contexts[a].printed) : contexts[b].start]
        word = _FROM.search(text[: contexts[a].start])
        if old is None or new is None or word is None or old.unit != new.unit or not _TO.fullmatch(between):
            continue
        rises = _ROSE.fullmatch(word[1]) is not None
        if (rises and new.high is not None and new.high < old.low) or (not rises and old.high is not None and (
            new.low > old.high
        )):  # fmt: skip
            words = f"From {contexts[a].printed} to {contexts[b].printed} is no {'rise' if rises else 'fall'}."
            found[b] = replace(found[b], verdict="inconsistent", explanation=words, computed=None)
