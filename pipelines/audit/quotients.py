"""Ratios, rates and indices: one printed line over another, times a power of ten, or a line over its own base year.

In: a grid. Out: identities `quotient`. Relies on heads and labels for what may be a quotient (`Pupils per teacher`,
`Index`), and on arithmetic for which lines it is of: so many digits come out in three lines or more that it is no
chance, and all come out but a few. What a total prints may be the plain mean of its parts, and is then no failure.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from math import log10
from typing import Literal, NamedTuple

from pipelines.audit.corrections import bounds_of
from pipelines.audit.doubts import LEAST_MOVED, base_of_shares, digits
from pipelines.audit.grids import CHANGE, Grid, is_total
from pipelines.audit.model import UNIT, Identity, Number, quantity
from pipelines.audit.shares import MOST_CHANGE_COLUMNS
from pipelines.audit.slips import one_slip
from pipelines.audit.sums import HUNDRED

QUOTIENT = re.compile(
    r"\bper (?!cent\b)|\brat(?:io|e)s?\b|\bdensity\b|\bindex\b|\bindices\b|\b(?:mean|average)\b|\w\s?/\s?\w",
    re.IGNORECASE,
)
"""Labels of what is one number over another."""
INDEX = re.compile(r"\bind(?:ex|ices)\b|=\s?100\b", re.IGNORECASE)
"""Labels of indices, of which one number is 100."""
_OTHERWISE = re.compile(
    r"adjusted|standardi[sz]ed|weighted|moving|rolling|median|seasonal|chained|constant|real\b|estimated", re.IGNORECASE
)
"""Labels of quotients that are not those of the numbers beside them."""
LEAST_DIGITS_TOLD = 8
"""So many digits must come out before a line is one of two others."""
HELD_OF = (3, 4)
"""...and three in four lines."""
MOST_TENS = 8
FAR = 0.3
"""How far, in powers of ten, the mean of a line may lie from that of what it is made of."""
Axis = Literal["columns", "rows"]


class Lines(NamedTuple):
    """A line of a grid as numbers by their place along it."""

    axis: Axis
    line: int
    at: dict[int, Number]


def audit_quotients(grid: Grid) -> list[Identity]:
    """The quotients of one table whose two lines can be told, as identities.

    >>> from tests.audit.audit_support import document
    >>> from pipelines.audit.grids import grids
    >>> heads, lines = "| Pupils | Staff | Pupils per teacher", "A|1,290|85|15.2\\nB|3,783|316|12.0\\nC|2,749|203|13.5"
    >>> text = f"{heads}\\n{lines}"
    >>> [i.arithmetic for i in audit_quotients(grids(document(text))[0])][:1]
    ['1,290 / 85 = 15.176']
    """
    found: list[Identity] = []
    for axis in ("columns", "rows"):
        best: dict[int, list[Identity]] = {}
        for line, lines in _tried(grid, axis):
            kept = best.get(line, [])
            if come_out(lines) and sum(i.holds for i in lines) > sum(i.holds for i in kept):
                best[line] = lines
        found.extend(i for lines in best.values() for i in certain(grid, lines))
        found.extend(_indices(grid, axis, set(best)))
    return found


def quotient_lines(grid: Grid, explained: Container[int]) -> Iterator[list[Identity]]:
    """For each column of quotients, and each two columns of counts, one over the other, one identity a row."""
    for column, lines in _tried(grid, "columns"):
        if column not in explained:
            yield lines


def quotient(whole: Number, part: Number, base: Number, per: int = 1) -> Identity | None:
    """A number against part / base, times `per`.

    >>> one, part, base = (Number(0, 0, c, t, int(t) * UNIT, 0, 0, "") for c, t in enumerate(["20", "500", "25000"]))
    >>> quotient(one, part, base, 1000).holds
    True
    """
    if base.low <= 0 or part.low < 0:
        return None
    by = per * UNIT
    low, high = -(-part.low * by // base.high), part.high * by // base.low
    middle = part.value * by // base.value
    times = "" if per == 1 else f" x {per:,}"
    arithmetic = f"{part.printed} / {base.printed}{times} = {quantity(middle, min(whole.decimals + 2, 9))}"
    return Identity("quotient", whole, (part,), low, high, arithmetic, base, per=by)


def _lines(grid: Grid, axis: Axis) -> list[Lines]:
    found = grid.by_column if axis == "columns" else grid.by_row
    return [Lines(axis, line, at) for line, at in found.items()]


def _said(grid: Grid, axis: Axis, line: int) -> str:
    return " ".join((grid.column_paths if axis == "columns" else grid.row_paths)[line])


def _is_quotient(grid: Grid, of: Lines) -> bool:
    """Whether a line may be a quotient, by its label and by what it prints."""
    said = _said(grid, of.axis, of.line)
    kinds = [grid.kinds[n.row, n.column] for n in of.at.values()]
    return (
        len(of.at) >= LEAST_MOVED
        and bool(QUOTIENT.search(said))
        and not CHANGE.search(said)
        and "percent" not in kinds
        and "median" not in kinds
    )


def _counts(grid: Grid, of: Lines) -> bool:
    return sum(grid.kinds[n.row, n.column] == "count" for n in of.at.values()) * 2 > len(of.at)


def _tried(grid: Grid, axis: Axis) -> Iterator[tuple[int, list[Identity]]]:
    """Each line that may be a quotient with each two lines that it may be of, at the power of ten that fits."""
    lines = _lines(grid, axis)
    wanted = [of for of in lines if _is_quotient(grid, of)]
    counts = [of for of in lines if _counts(grid, of)] if wanted else []
    for of in wanted if len(counts) <= MOST_CHANGE_COLUMNS else ():
        for part, base in permutations((c for c in counts if c.line != of.line), 2):
            if _otherwise(grid, of, part, base):
                continue
            shared = [k for k in of.at if k in part.at and k in base.at]
            per = power_of_ten([of.at[k] for k in shared], [part.at[k] for k in shared], [base.at[k] for k in shared])
            if per is None:
                continue
            made = [quotient(_as_rounded(of.at[k]), part.at[k], base.at[k], per) for k in shared]
            if tried := [i for i in made if i is not None]:
                yield of.line, tried


def _otherwise(grid: Grid, of: Lines, *others: Lines) -> bool:
    """Whether a label says that its numbers are worked out in a way of which the others' labels say nothing."""
    said = {m.casefold() for m in _OTHERWISE.findall(_said(grid, of.axis, of.line))}
    of_others = " ".join(_said(grid, o.axis, o.line) for o in others).casefold()
    return any(word not in of_others for word in said)


def _as_rounded(number: Number) -> Number:
    """A quotient in whole numbers is rounded, though counts are not."""
    return number if number.half else replace(number, half=UNIT // (2 * 10**number.decimals))


def power_of_ten(wholes: Sequence[Number], parts: Sequence[Number], bases: Sequence[Number]) -> int | None:
    """The power of ten between the numbers of a line and its quotients, taken all together; none where it is no one."""
    sums = [sum(n.value for n in of) for of in (wholes, parts, bases)]
    if len(wholes) < LEAST_MOVED or min(sums) <= 0:
        return None
    tens = log10(sums[0] / len(wholes) / UNIT) - log10(sums[1] / sums[2])
    near = round(tens)
    return 10**near if 0 <= near <= MOST_TENS and abs(tens - near) <= FAR else None


def come_out(lines: Sequence[Identity]) -> bool:
    """Whether so many lines, with so many digits, come out that it is no chance."""
    held = [i for i in lines if i.holds and i.whole.value]
    few, of = HELD_OF
    return (
        len({i.whole.value for i in held}) >= LEAST_MOVED
        and sum(digits(i.whole) for i in held) >= LEAST_DIGITS_TOLD
        and len(held) * of >= len(lines) * few
    )


def certain(grid: Grid, lines: Sequence[Identity]) -> list[Identity]:
    """Without failures that a right table may print: rounded counts, a total that is a plain mean; several of them.

    Publishers work ratios out of later editions than they print; then they miss in some lines, not in one.
    """
    failing = [i for i in lines if not (i.holds or _within_rounding(i) or _is_plain(grid, i, lines))]
    common = set.intersection(*({n.at for n in i.numbers} for i in failing)) if failing else set()
    told = failing if (len(failing) == 1 and _is_a_slip(failing[0])) or (len(failing) > 1 and common) else []
    return [i for i in lines if i.holds or i in told]


def _is_a_slip(identity: Identity) -> bool:
    """Whether one slip of the pen makes it come out: a later edition differs in any way."""
    bounds = [(n, bounds_of(n, identity)) for n in identity.numbers]
    return any(one_slip(n, [b]) is not None for n, b in bounds if b is not None)


def _within_rounding(identity: Identity) -> bool:
    """Whether a failure is so small that unrounded counts would explain it."""
    (part,), base = identity.parts, identity.base
    if base is None:
        return True
    more, less = (UNIT // int(2 * 10**n.decimals) for n in (part, base))
    if base.value <= less:
        return True
    low = max(part.value - more, 0) * identity.per // (base.value + less)
    high = -(-(part.value + more) * identity.per // (base.value - less))
    return low <= identity.whole.high and identity.whole.low <= high


def _is_plain(grid: Grid, identity: Identity, lines: Sequence[Identity]) -> bool:
    """Whether what a total prints is the plain mean of the others."""
    down = len({i.whole.column for i in lines}) == 1
    path = grid.row_paths[identity.whole.row] if down else grid.column_paths[identity.whole.column]
    others = [i.whole for i in lines if i is not identity]
    if not is_total(path[:1]) or not others:
        return False
    low, high = (sum(ends) // len(others) for ends in ([n.low for n in others], [n.high for n in others]))
    return low <= identity.whole.high and identity.whole.low <= high


def _indices(grid: Grid, axis: Axis, done: Container[int]) -> Iterator[Identity]:
    """Indices that print 100 in one place, against the numbers beside them over the number in that place."""
    lines = {of.line: of for of in _lines(grid, axis)}
    paths = grid.column_paths if axis == "columns" else grid.row_paths
    wanted = [of for of in lines.values() if _is_quotient(grid, of) and INDEX.search(_said(grid, axis, of.line))]
    counts = [of for of in lines.values() if _counts(grid, of)] if wanted else []
    for of in (w for w in wanted if w.line not in done):
        full = [k for k, n in of.at.items() if n.value == HUNDRED]
        beside = [c for c in counts if len(paths[of.line]) > 1 and paths[c.line][:-1] == paths[of.line][:-1]]
        near = beside or (counts if len(counts) <= MOST_CHANGE_COLUMNS else [])
        for count in near if len(full) == 1 else ():
            if full[0] not in count.at or _otherwise(grid, of, count):
                continue
            shared = [k for k in of.at if k in count.at and k != full[0]]
            made = [quotient(of.at[k], count.at[k], count.at[full[0]], 100) for k in shared]
            tried = [i for i in made if i is not None]
            if come_out(tried) or _of_another(tried, len(beside)):
                yield from certain(grid, tried)
                break


def _of_another(lines: Sequence[Identity], beside: int) -> bool:
    """Whether all indices are of one and the same number that is not the one printed in the place of 100."""
    found = base_of_shares([i.whole for i in lines], [i.parts[0] for i in lines])
    base = lines[0].base if lines else None
    if found is None or base is None or beside != 1 or sum(digits(i.whole) for i in lines) < LEAST_DIGITS_TOLD:
        return False
    return not any(i.holds for i in lines) and not (found[0] <= base.high and base.low <= found[1])
