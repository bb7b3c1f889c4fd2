"""Two numbers of a sentence as the ends of a change, and the change beside them: `rose 54%: 2,972 ... 4,579`.

In: grids, contexts and the verdicts so far. Out: better verdicts. Relies on forms that reports have: `94% (34 to 66)`,
`from 218 in 2004 to 643`. A change that fits the rounded numbers beside it but not the unrounded ones is told apart;
ends that another line of the table prints, or the same line for other years, tell which word is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.audit.grids import Grid, is_total
from pipelines.audit.model import ROUNDED, UNIT, Number, quantity
from pipelines.audit.statements.check import Check, contradicted
from pipelines.audit.statements.context import Context, words_between
from pipelines.audit.statements.stated import Stated, multiple, one_way
from pipelines.audit.statements.vocabulary import YEARS
from pipelines.audit.statements.words import stems
from pipelines.audit.sums import HUNDRED

_OPENS_PAIR = re.compile(r"(?:\bfrom|\bbetween|[(:,;])\s*$", re.IGNORECASE)
_FROM = re.compile(
    r"\b(rose|grew|increased|climbed|went up|fell|declined|decreased|dropped|went down)(?:\s[a-z]+){0,2},?\sfrom\s$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?: [a-z]+){0,4}(?: in (?:(?:fiscal |calendar )?year |FY )?(?:1[89]|20)\d{2}(?:[/\u2013-]\d{2})?)?"
    r",? (?P<way>up|down) from(?: about| some)? ",
)
_ROSE = re.compile(r"rose|grew|increased|climbed|went up", re.IGNORECASE)
_TO = re.compile(r"(?:\sin (?:(?:fiscal |calendar )?year |FY )?(?:1[89]|20)\d{2})?\sto\s")
_ONWARD = re.compile(
    r"(?:\s[a-z]+){0,2}(?:\s\(?(?:in )?(?:(?:fiscal |calendar )?year |FY )?(?:1[89]|20)\d{2}\)?)?\sto\s", re.IGNORECASE
)
"""What stands between the first number and the second: the other order (`to 218 from 248`) is none of these."""
_SPAN = re.compile(
    r"(?:\b(?:from|between)|,) ((?:1[89]|20)\d{2}) (?:to|and) ((?:1[89]|20)\d{2})\b|"
    r"\b((?:1[89]|20)\d{2})\s?[-\u2013]\s?((?:1[89]|20)\d{2})\b",
    re.IGNORECASE,
)
_WHOLE = stems("total all overall")
_THAN_IN = re.compile(
    r"\s(?:(?:more|less|fewer|higher|lower|greater) than|up on|down on|from|on|over)\s(?:in\s)?"
    r"(?:(?:fiscal year |FY )?((?:1[89]|20)\d{2})\b(?!\s?[-/\u2013]|\s(?:to|and)\b)|"
    r"(?:a|the|one) (?:year (?:earlier|before)|previous year))"
)
_COMMA = re.compile(r"[^.;,()]{0,40}(?:,\s|\s\()(?:(?:up|down|an? [a-z]+ of|or|about|some|almost|nearly)\s)*")
_SAME_YEARS = re.compile(r"\b(?:the|these|those) same (?:\w+ )?(?:years|period|span|decade)\b", re.IGNORECASE)
FEWEST = 10
"""Smaller numbers beside a percentage ("2 to 3 dimensions") are rarely what a change is counted from."""
MOST_BETWEEN = 100
"""So many characters part a change from the two numbers that it is between."""
TELLING = 100 * UNIT
"""A count from here on that stands in a table does so for no other reason."""


def changes(grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """Hold each change of a sentence against the two numbers beside it."""
    for n in places:
        said = contexts[n].said
        if said is None or contexts[n].elsewhere:
            continue
        numbers = [i for i in places if i == n or _end_of_change(contexts[i])]
        at = numbers.index(n)
        word = contexts[n].printed[:1].isalpha() and multiple(contexts[n].printed) is None
        if said.unit not in ("percent", "points") or not said.change or word:
            continue
        if said.unit == "percent" and contexts[n].moving:
            continue  # `from 51% to 7% of the waste` are no changes
        for a, b in ((at + 1, at + 2), (at - 2, at - 1)):
            if a < 0 or b >= len(numbers):
                continue
            a, b = numbers[a], numbers[b]
            old, new = contexts[a].said, contexts[b].said
            if old is None or new is None or "percent" in (old.unit, new.unit) or old.low < FEWEST * UNIT:
                continue
            if not _beside(contexts, a, b, n):
                continue
            verdict = _of_two(contexts, found, (a, b, n), old, new)
            if verdict is not None:
                found[n] = verdict
                if verdict.verdict == "consistent":
                    _ends_agree(grids, contexts, found, (a, b, n))
                break


def since(grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`3,850 seizures, 3.8% more than in 2018`: the change to a number in a cell, from a year of its line."""
    for a, n in pairwise(places):
        said, cells, text = contexts[n].said, found[a].numbers, contexts[n].sentence
        between = words_between(contexts[a], contexts[n])
        then = _THAN_IN.match(text, contexts[n].end)
        if said is None or said.unit != "percent" or not said.change or then is None or not _COMMA.fullmatch(between):
            continue
        if found[a].verdict != "consistent" or found[a].relation != "level" or len(cells) != 1 or contexts[n].elsewhere:
            continue
        grid, new = grids[cells[0].table], cells[0]
        own = _years(grid, new)
        year = then[1] or (str(int(own[0]) - 1) if own else "")
        old = _line(grid, new).get(year)
        if len(own) != 1 or old is None or old.low <= 0 or old == new:
            continue
        ends = sorted(said.change * (x - y) * HUNDRED // y for x in (new.low, new.high) for y in (old.low, old.high))
        middle = (new.value - old.value) * HUNDRED // old.value
        holds = said.allows(ends[0], ends[-1] + 1)
        words = f"({new.printed} - {old.printed}) / {old.printed} = {quantity(middle, 1)}%"
        words = words if holds else f"{words}, not {contexts[n].printed}"
        made = _check(contexts[n], "consistent" if holds else "inconsistent", words, abs(middle))
        found[n] = replace(made, numbers=(new, old))


def directions(contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`fell from 600 in 2012 to 800 in 2014`: the second number must lie on the side that the words say."""
    for a, b in pairwise(places):
        old, new = contexts[a].said, contexts[b].said
        text = contexts[a].sentence
        between = words_between(contexts[a], contexts[b])
        if old is None or new is None or old.unit != new.unit:
            continue
        back = _BACK.fullmatch(between)  # `120 in 2014, up from 100 in 2013`
        if back and old.unit in ("percent", "points") and min(old.change, new.change) < 0 and old.change == new.change:
            continue  # `prices fell 5%, up from 3%`: how fast, not how far
        if back:
            rises, old, new = back["way"] == "up", new, old
        elif (word := _FROM.search(text[: contexts[a].start])) and _TO.fullmatch(between):
            rises = _ROSE.fullmatch(word[1]) is not None
        else:
            continue
        if _lies_below(new, old) if rises else _lies_below(old, new):
            first, last = (b, a) if back else (a, b)
            words = f"From {contexts[first].printed} to {contexts[last].printed} is no {'rise' if rises else 'fall'}."
            found[b] = replace(found[b], verdict="inconsistent", explanation=words, computed=None)


def _lies_below(one: Stated, other: Stated) -> bool:
    """Whether one number is less than another by what is printed; rounded words must not touch."""
    if one.bounded or other.bounded or one.decimals != other.decimals:
        return one.high is not None and one.high < other.low
    return one.value < other.value


def _end_of_change(context: Context) -> bool:
    """Whether a number may be one end of a change: a count or a length of time, no word, no number of years."""
    said = context.said
    return said is not None and said.unit not in ("percent", "points", "years") and context.printed[:1].isdigit()


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


def _of_two(
    contexts: Sequence[Context], found: list[Check], places: tuple[int, int, int], old: Stated, new: Stated
) -> Check | None:
    """A change against its two ends: those of the cells that they are tied to, else those that are stated."""
    a, b, n = places
    context, said = contexts[n], contexts[n].said
    assert said is not None
    cells = [found[i].numbers[0] if found[i].verdict == "consistent" and found[i].numbers else None for i in (a, b)]
    stated_change = (new.value - old.value) * HUNDRED // old.value
    plain = f"({_shown(new)} - {_shown(old)}) / {_shown(old)} = {quantity(stated_change, 1)}%"
    fits_stated = said.allows(abs(stated_change), abs(stated_change) + 1)
    onward = _between(contexts[a], contexts[b])
    if said.unit == "points":
        counts = old.unit == new.unit and not old.decimals and not new.decimals
        points = said.allows(abs(new.value - old.value), abs(new.value - old.value))
        of_counts = counts and fits_stated and onward and not points
        words = f"{plain}: so many percent, not {context.printed}"
        made = _check(context, "inconsistent", words, abs(stated_change))
        return replace(made, expected=f"{quantity(abs(stated_change), 1)}%") if of_counts else None
    if (stated_change < 0) != (said.change < 0):
        if not fits_stated or not onward or not (context.risen or one_way(context.sentence, context.start)):
            return None
        turn, other = ("a fall", "a rise") if stated_change < 0 else ("a rise", "a fall")
        made = _check(context, "inconsistent", f"{plain}, which is {turn}, not {other}", abs(stated_change))
        return replace(made, expected=f"{turn} of {quantity(abs(stated_change), 1)}%")
    first, last = cells
    if first is not None and last is not None and first != last and first.low > 0 and first.half + last.half >= 0:
        ends = sorted(abs((n - o) * HUNDRED // o) for n in (last.low, last.high) for o in (first.low, first.high))
        middle = (last.value - first.value) * HUNDRED // first.value
        exact = f"({last.printed} - {first.printed}) / {first.printed} = {quantity(middle, 1)}%"
        if said.allows(ends[0], ends[-1] + 1):
            return replace(_check(context, "consistent", exact, abs(middle)), numbers=(last, first))
        words = f"{ROUNDED}: {plain}; from the printed {exact}" if fits_stated else f"{exact}, not {context.printed}"
        return replace(_check(context, "inconsistent", words, abs(middle)), numbers=(last, first))
    verdict = "consistent" if fits_stated else "inconsistent"
    return _check(context, verdict, plain if fits_stated else f"{plain}, not {context.printed}", abs(stated_change))


def _between(first: Context, last: Context) -> bool:
    """Whether the first number leads to the last: `1,405 to 2,776`."""
    return bool(_ONWARD.fullmatch(words_between(first, last)))


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


def _ends_agree(
    grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: tuple[int, int, int]
) -> None:
    """The ends of a change that comes out: cells of the years that are said, of others, of another line, or of none."""
    a, b, n = places
    if found[a].verdict == found[b].verdict == "consistent":
        _of_other_years(grids, contexts, found, a, b)
    elif "consistent" in (found[a].verdict, found[b].verdict):
        _other_end(grids, contexts, found, a, b)
    elif units := _in_other_units(contexts, found, a, b):
        found[a], found[b] = units
    elif elsewhere := _of_another_line(grids, contexts, found, a, b):
        for i, (number, meant) in zip((a, b), elsewhere, strict=True):
            grid, printed = grids[number.table], contexts[i].printed
            other = _name(grid, number, meant)
            words = f"{grid.place(meant)} prints {meant.printed}; {printed} is printed for {other}."
            found[i] = replace(
                found[i], verdict="inconsistent", explanation=words, numbers=(meant,), computed=meant.value
            )
    elif not found[n].numbers and (not contexts[n].cited_here or contexts[n].cited.startswith(("figure", "chart"))):
        for i in (a, b):
            words = "It agrees with the change beside it; no cell that its words name prints it."
            found[i] = replace(
                found[i], verdict="not_checkable", explanation=words, numbers=(), computed=None, options=()
            )
            if whole := _whole(grids, contexts[i]):
                place = grids[whole.table].place(whole)
                words = f"It agrees with the change beside it, and {place} prints {whole.printed}."
                found[i] = replace(
                    found[i], verdict="consistent", explanation=words, numbers=(whole,), computed=whole.value
                )


def _whole(grids: Mapping[int, Grid], context: Context) -> Number | None:
    """The count of a whole (`Total Offenders`) that prints a number, where the sentence says what is counted."""
    said = context.said
    for grid in grids.values():
        for at, number in grid.numbers.items():
            label = grid.row_paths[at[0]]
            if not is_total(label) or grid.kinds[at] != "count" or number.value < TELLING or said is None:
                continue
            if said.low == said.high == number.value and stems(label[-1]) & context.words[2] - _WHOLE:
                return number
    return None


def _in_other_units(contexts: Sequence[Context], found: list[Check], a: int, b: int) -> tuple[Check, Check] | None:
    """Two numbers that are printed as they stand, and in another unit: `from 70 to 139 days`, of months."""
    made = []
    for i in (a, b):
        said, options = contexts[i].said, found[i].options
        if said is None or len(options) != 1 or said.allows(options[0].low, options[0].high):
            return None
        if len(options[0].numbers) > 1 or not said.allows(options[0].numbers[0].low, options[0].numbers[0].high):
            return None
        made.append(contradicted(contexts[i], options[0]))
    return made[0], made[1]


def _name(grid: Grid, number: Number, meant: Number) -> str:
    """The label of the line that a number stands in, where another was meant."""
    return grid.row_name(number.row) if number.row != meant.row else grid.column_name(number.column)


def _of_another_line(
    grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], a: int, b: int
) -> list[tuple[Number, Number]]:
    """Two numbers that another row (column) prints where the row that the words name has others, with those."""
    one, other = contexts[a].said, contexts[b].said
    if one is None or other is None:
        return []
    years = sorted(set(contexts[a].years)) if len(set(contexts[a].years)) == 2 else []
    for cells in [o.numbers for i in (a, b) for o in found[i].options] + [found[i].numbers for i in (a, b)]:
        if len(cells) != 1:
            continue
        grid, at = grids[cells[0].table], cells[0]
        lines: dict[str, dict[str, Number]] = {}
        for number in grid.numbers.values():
            own = _years(grid, number)
            if len(own) == 1:
                lines.setdefault(_without_year(grid, number), {})[own[0]] = number
        named = lines.pop(_without_year(grid, at), {})
        first, last = years or [min(named, default=""), max(named, default="")]
        if first == last or not {first, last} <= set(named):
            continue
        for line in lines.values():
            p, q = line.get(first), line.get(last)
            if p and q and p.value >= FEWEST * UNIT and one.allows(p.low, p.high) and other.allows(q.low, q.high):
                return [(p, named[first]), (q, named[last])]
    return []


def _said_years(context: Context) -> list[str]:
    """The two years of a span, where the sentence names no other."""
    found = _SPAN.search(context.sentence)
    years = [y for y in found.groups() if y] if found else []
    return years if found and set(years) == set(context.years) and len(years) == 2 else []


def _of_other_years(grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """Both ends stand in one line, one of them under another year than the sentence says for it."""
    said = _said_years(contexts[a])
    cells = [found[i].numbers for i in (a, b)]
    if not said or any(len(c) != 1 for c in cells):
        return
    first, last = cells[0][0], cells[1][0]
    surely = contexts[a].cited_here or min(first.value, last.value) >= TELLING
    if first.table != last.table or (first.row != last.row and first.column != last.column) or not surely:
        return
    grid = grids[first.table]
    own = [_years(grid, n) for n in (first, last)]
    if any(len(y) != 1 for y in own) or own[0] == own[1]:
        return
    wrong = [(i, y, n) for i, y, n, s in zip((a, b), own, (first, last), said, strict=True) if y != [s]]
    if len(wrong) != 1:
        return
    ((i, (year,), number),) = wrong
    words = f"The sentence says {said[i == b]}, but {grid.label} prints {number.printed} for {year}."
    found[i] = replace(found[i], verdict="inconsistent", explanation=words, computed=None, expected=year)


def _other_end(grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """One end stands in a cell of its year, and the other year of that line has another number than the other end."""
    tied, loose = (a, b) if found[a].verdict == "consistent" else (b, a)
    said, years, cells = contexts[loose].said, _said_years(contexts[a]), found[tied].numbers
    if said is None or found[loose].verdict != "not_checkable" or len(cells) != 1:
        return
    grid, number = grids[cells[0].table], cells[0]
    line = _line(grid, number)
    if not years and not contexts[a].years and _SAME_YEARS.search(contexts[a].sentence) and line:
        years = [min(line), max(line)]
    if not years or number.value < 10 * TELLING or number.decimals:
        return
    year, other = (years[1], years[0]) if tied == b else (years[0], years[1])
    meant = line.get(other)
    if line.get(year) != number or meant is None or any(said.allows(m.low, m.high) for m in line.values()):
        return
    words = f"{grid.place(meant)} prints {meant.printed}, not {contexts[loose].printed}."
    found[loose] = replace(
        found[loose], verdict="inconsistent", explanation=words, numbers=(meant,), computed=meant.value
    )


def _line(grid: Grid, number: Number) -> dict[str, Number]:
    """By year, the numbers that stand under the same labels but for the year; none where a year stands there twice."""
    own = [m for m in grid.numbers.values() if _without_year(grid, m) == _without_year(grid, number)]
    by_year = {years[0]: m for m in own if len(years := _years(grid, m)) == 1}
    return by_year if len(by_year) == len(own) else {}


def _paths(grid: Grid, number: Number) -> str:
    return " / ".join((*grid.row_paths[number.row], *grid.column_paths[number.column]))


def _years(grid: Grid, number: Number) -> list[str]:
    return YEARS.findall(_paths(grid, number))


def _without_year(grid: Grid, number: Number) -> str:
    return YEARS.sub("", _paths(grid, number))
