"""Heads that name another kind of number than stands below them: what the numbers are to one another tells.

In: a grid. Out: findings that are doubts about the reading. Relies on columns that are shares, or changes, of
counts beside them in every row, whatever their heads say, and on heads that cannot be those of such numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import permutations

from pipelines.audit.doubts import LEAST_DIGITS, LEAST_MOVED, digits, doubt
from pipelines.audit.grids import CHANGE, Grid
from pipelines.audit.model import UNIT, Finding, Identity, Number
from pipelines.audit.shares import MOST_CHANGE_COLUMNS, TELLING, change, share
from pipelines.audit.sums import HUNDRED

LARGE = 1000 * UNIT
"""No share, and hardly a change, is so many percent."""
_PERCENT = re.compile(r"%|\bper ?cent(?:ages?|s)?\b|\bpct\b", re.IGNORECASE)
_POINTS = re.compile(r"\bpoints?\b", re.IGNORECASE)
_QUOTIENT = re.compile(
    r"\b(?:rates?|ratios?|proportions?|shares?|fractions?|index|per|growth|occupancy|coverage)\b", re.IGNORECASE
)
"""Heads that may stand over percentages though they do not say so."""
_TIME = re.compile(r"\b(?:months?|years|days|hours|mos|mean|median|average)\b", re.IGNORECASE)
"""Heads of what counts nobody, and is no percentage either."""
_DONE = re.compile(
    r"(?!(?:expect|estimat|plann|project|target|budget|allott|allow|requir|need|predict|weight|adjust|fix|standardi[sz])ed\b)"
    r"\w+(?:ed|en|own|pt|ld)\b",
    re.IGNORECASE,
)
"""How labels begin that tell of some of those that are counted: `Sentenced to prison`, `Women`."""
Rows = Mapping[int, Number]


@dataclass(frozen=True, slots=True)
class Quotient:
    """A column that is, row by row, a share or a change in percent: of which column over which."""

    percents: int
    part: int
    base: int
    lines: tuple[Identity, ...]
    changed: bool = False


def heads_of_other_numbers(grid: Grid) -> Finding | None:
    """Two heads that seem to have changed places: one says percent over counts, and its percentages stand elsewhere.

    `Offenders 75.0%, Sentenced 3,622, Percent sentenced 4,828`; or the parts are called the whole.
    """
    columns = grid.by_column
    counts = {c: {r: replace(n, half=0) for r, n in rows.items()} for c, rows in columns.items() if _whole(rows)}
    if not 1 < len(counts) <= MOST_CHANGE_COLUMNS:
        return None
    heads = {c: " ".join(grid.column_paths[c]).strip() for c in grid.columns}
    for c, rows in columns.items():
        if not _may_be_shares(rows) or not _may_be_elsewhere(c, heads, counts):
            continue
        for found in _quotients(c, rows, counts):
            if pair := _exchanged(grid, found, heads, columns, counts):
                own = [n for k in pair for n in columns[k].values()]
                names = " and ".join(grid.column_name(k) for k in pair)
                first = found.lines[0]
                said = (
                    f"the numbers under {grid.column_name(c)} are what those under {grid.column_name(found.part)} and "
                    f"{grid.column_name(found.base)} give in every row, first {first.arithmetic}, and the heads "
                    f"{names} say otherwise"
                )
                return doubt(grid, own, own[0], said, line=f"heads {names}")
    return None


def _may_be_elsewhere(column: int, heads: Mapping[int, str], counts: Mapping[int, Rows]) -> bool:
    """Whether a head says percent over whole numbers, or that of a column of shares names another column."""
    if _says_percent(heads[column]):
        return _named(heads[column], heads, {c for c in counts if c != column}) is not None
    return any(_says_percent(heads[c]) for c in counts if c != column)


def _whole(rows: Rows) -> bool:
    """Whether a column prints whole numbers without a unit, as counts are."""
    return len(rows) >= LEAST_MOVED and all(
        not n.unit and not n.decimals and "%" not in n.printed for n in rows.values()
    )


def _may_be_shares(rows: Rows) -> bool:
    """Whether a column may print percentages: it says so in each row, or has decimals in most."""
    said = all(n.unit == "percent" for n in rows.values())
    decimals = sum(n.decimals > 0 for n in rows.values()) * 3 >= 2 * len(rows)
    return len(rows) >= LEAST_MOVED and (said or (decimals and all(n.unit in ("", "percent") for n in rows.values())))


def _quotients(column: int, percents: Rows, counts: Mapping[int, Rows]) -> Iterator[Quotient]:
    """All ways in which a column is made of two columns of counts, or of one and the row that prints its hundred."""
    full = [r for r, n in percents.items() if n.value == HUNDRED]
    for part, numbers in counts.items():
        for foot in (r for r in full[:1] if len(full) == 1 and r in numbers):
            made = (
                share(n, numbers[r], numbers[foot]) if r in numbers else None for r, n in percents.items() if r != foot
            )
            if lines := _all_hold(made):
                yield Quotient(column, part, part, lines)
    for part, base in permutations(counts, 2):
        for changed, by in ((False, share), (True, change)):
            made = (
                by(n, counts[part][r], counts[base][r]) if r in counts[part] and r in counts[base] else None
                for r, n in percents.items()
            )
            if lines := _all_hold(made):
                yield Quotient(column, part, base, lines, changed)


def _all_hold(made: Iterable[Identity | None]) -> tuple[Identity, ...]:
    """The identities, where all rows have one, all hold, and they are too many to do so by chance."""
    lines: list[Identity] = []
    for i in made:
        if i is None or not i.holds:
            return ()
        lines.append(i)
    telling = [i for i in lines if i.high - i.low <= TELLING and i.whole.value]
    if len({i.whole.value for i in telling}) < LEAST_MOVED:
        return ()
    return tuple(lines) if sum(digits(i.whole) for i in telling) >= LEAST_DIGITS else ()


def _exchanged(
    grid: Grid, found: Quotient, heads: Mapping[int, str], columns: Mapping[int, Rows], counts: Mapping[int, Rows]
) -> tuple[int, int] | None:
    """The two columns whose heads changed places, given what the numbers of one of them are."""
    if not _says_percent(heads[found.percents]):
        return _percent_elsewhere(found, heads, columns, counts)
    named = _named(heads[found.percents], heads, {c for c in counts if c != found.percents})
    of = _words(heads[found.percents]).startswith("percent of")
    if found.changed or named is None or of or not _DONE.match(heads[named]):
        return None
    if named == found.base != found.part and all(i.whole.value <= HUNDRED for i in found.lines):
        return found.part, named
    timed = [c for c in {found.part, found.base} if _TIME.search(heads[c])]
    others = [c for c in counts if c not in (found.part, found.base) and not _TIME.search(heads[c])]
    if len(timed) != 1 or _TIME.search(heads[named]):
        return None
    if named not in (found.part, found.base):
        return timed[0], named
    return (timed[0], others[0]) if named == found.part and len(others) == 1 else None


def _percent_elsewhere(
    found: Quotient, heads: Mapping[int, str], columns: Mapping[int, Rows], counts: Mapping[int, Rows]
) -> tuple[int, int] | None:
    """A head that says percent over whole numbers that are none, where percentages stand under one that does not."""
    head = heads[found.percents]
    if _QUOTIENT.search(head):
        return None
    timed = bool(_TIME.search(head)) and all(n.unit == "percent" for n in columns[found.percents].values())
    for c in (c for c in counts if _says_percent(heads[c])):
        most = max(n.value for n in counts[c].values())
        named = _named(heads[c], heads, {found.percents, found.part, found.base} - {c}) is not None
        if found.changed:
            if CHANGE.search(heads[c]) and (c in (found.part, found.base) or _is_difference(c, found, counts)):
                return found.percents, c
        elif CHANGE.search(heads[c]):
            continue
        elif (c in (found.part, found.base) and most >= LARGE) or (named and (most > HUNDRED or timed)):
            return found.percents, c
    return None


def _is_difference(column: int, found: Quotient, counts: Mapping[int, Rows]) -> bool:
    """Whether a column is, in all rows, by how much the new number of a change is more than the old one."""
    rows = [i.whole.row for i in found.lines]
    return all(
        r in counts[column] and counts[column][r].value == counts[found.part][r].value - counts[found.base][r].value
        for r in rows
    )


def _says_percent(head: str) -> bool:
    return bool(_PERCENT.search(head)) and not _POINTS.search(head)


def _named(head: str, heads: Mapping[int, str], among: set[int]) -> int | None:
    """The column of a share that its head names: `Percent sentenced to prison` names `Sentenced to prison`."""
    words = _words(_PERCENT.sub(" ", head))
    found = [c for c in among if (of := _words(heads[c])) and of in (words, words.removeprefix("of "))]
    return found[0] if len(found) == 1 else None


def _words(label: str) -> str:
    return " ".join(re.findall(r"\w+", label.casefold()))
