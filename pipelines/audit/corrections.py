"""The smallest correction: one cell, and a value that restores every identity it takes part in.

In: identities, those that fail among them. Out: for each failure the cells that could be at fault, best first. Relies
on each identity bounding each of its numbers given the others; a cell is at fault where one printed value suits all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipelines.audit.model import UNIT, Correction, Identity, Number, quantity
from pipelines.audit.sums import HUNDRED

Bounds = tuple[int, int]


def index(identities: Iterable[Identity]) -> dict[tuple[int, int, int], list[Identity]]:
    """The identities in which each cell takes part."""
    found: dict[tuple[int, int, int], list[Identity]] = defaultdict(list)
    for identity in identities:
        for number in identity.numbers:
            if number.row >= 0:
                found[number.at].append(identity)
    return found


def corrections(failed: Identity, taking: dict[tuple[int, int, int], list[Identity]]) -> list[Correction]:
    """Cells of a failed identity that one other value would set right, with how many identities agree; best first."""
    found: list[tuple[int, int, Correction]] = []
    for number in failed.numbers:
        if number.row < 0:
            continue
        around = [i for i in taking[number.at] if i.strict]
        value = _value(number, around)
        if value is None or value == number.value or (value < 0 <= number.value):
            continue
        printed = quantity(value, number.decimals)
        broken = sum(not i.holds for i in around)
        digits = sum(a != b for a, b in zip(printed[::-1], number.printed.strip("% ")[::-1], strict=False))
        found.append(
            (
                -broken,
                -len(around) * (number.value != failed.whole.value) + digits,
                Correction(number, printed, len(around)),
            )
        )
    found.sort(key=lambda f: (f[0], f[1]))
    return [f[2] for f in found]


def _value(number: Number, around: Sequence[Identity]) -> int | None:
    """The value, at the number's printed precision, that suits all identities; the nearest to what they expect."""
    low, high = None, None
    for identity in around:
        bounds = bounds_of(number, identity)
        if bounds is None:
            return None
        low = bounds[0] if low is None else max(low, bounds[0])
        high = bounds[1] if high is None else min(high, bounds[1])
    if low is None or high is None or low > high + 2 * number.half:
        return None
    step = UNIT // int(10**number.decimals)
    middle = (low + high) // 2
    nearest = (2 * middle + step) // (2 * step) * step
    for value in (nearest, nearest - step, nearest + step):
        if value - number.half <= high and low <= value + number.half:
            return value
    return None


def bounds_of(number: Number, identity: Identity) -> Bounds | None:
    """What a number may be, in an identity, given the other numbers as printed."""
    if identity.target is not None:
        low = identity.target - (identity.high - number.high)
        return low, identity.target - (identity.low - number.low)
    if number == identity.whole:
        return identity.low, identity.high
    whole = identity.whole
    if identity.kind in ("part_sum", "group_sum", "cross_table_equality"):
        return whole.low - (identity.high - number.high), whole.high - (identity.low - number.low)
    if identity.base is None or identity.kind not in ("percent_of_total", "change_between"):
        return None
    part, base = identity.parts[0], identity.base
    extra = HUNDRED if identity.kind == "change_between" else 0
    low, high = whole.low + extra, whole.high + extra
    if number == part:
        return -(-low * base.low // HUNDRED), high * base.high // HUNDRED
    if low <= 0:
        return None
    return -(-part.low * HUNDRED // high), part.high * HUNDRED // low
