"""The smallest correction: one cell, and a value that restores every identity it takes part in.

In: identities, those that fail among them. Out: for each failure the cells that could be at fault, best first. Relies
on each identity bounding each of its numbers given the others; a cell is at fault where one printed value suits all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import log

from pipelines.audit.model import UNIT, Correction, Identity, Number, quantity
from pipelines.audit.slips import Bounds, one_slip
from pipelines.audit.sums import HUNDRED

_ANY = 10**15 * UNIT
"""Beyond any printed number."""
_OF_A_BASE = ("percent_of_total", "change_between", "quotient")
LineKey = tuple[int, bool, tuple[int, ...]]
Lines = dict[LineKey, list[Identity]]


def index(identities: Iterable[Identity]) -> dict[tuple[int, int, int], list[Identity]]:
    """The identities in which each cell takes part."""
    found: dict[tuple[int, int, int], list[Identity]] = defaultdict(list)
    for identity in identities:
        for number in identity.numbers:
            if number.row >= 0:
                found[number.at].append(identity)
    return found


def lines(identities: Iterable[Identity]) -> Lines:
    """The sums that hold, by table and by the rows (columns) that they are of: one for each line of a table."""
    found: Lines = defaultdict(list)
    for identity in identities:
        if identity.holds and (key := _line(identity)):
            found[key].append(identity)
    return found


def _line(identity: Identity) -> LineKey | None:
    if identity.kind not in ("part_sum", "group_sum", "hundred_sum"):
        return None
    numbers = (identity.whole, *identity.parts)
    of_rows = len({n.column for n in numbers}) == 1
    return (identity.whole.table, of_rows, tuple(n.row if of_rows else n.column for n in numbers))


def corrections(
    failed: Identity, taking: dict[tuple[int, int, int], list[Identity]], beside: Lines | None = None
) -> list[Correction]:
    """Cells of a failed identity that one other value would set right, with how many identities agree; best first.

    A value that suits all identities of its cell is better than one that suits most of them; then the one that comes
    nearer to what evidence expects; fewer digits changed are better than more; where all that is equal, the number
    comes first that stands out most from what the same sum in the lines beside it (`lines`) lets expect, else from the
    parts beside it.
    """
    found: list[tuple[tuple[int, ...], float, Correction]] = []
    key = _line(failed)
    others = (beside or {}).get(key, []) if key else []
    for number in failed.numbers:
        if number.row < 0:
            continue
        around = [i for i in taking[number.at] if i.strict]
        value, agree = _value(number, around)
        if value is None or value == number.value or (value < 0 <= number.value):
            continue
        broken = sum(not i.holds for i in around)
        slip = one_slip(number, [b for i in around if (b := bounds_of(number, i)) is not None])
        value = value if slip is None else slip
        printed = quantity(value, number.decimals)
        digits = 1 if slip else sum(a != b for a, b in zip_longest(printed[::-1], number.printed.strip("% ")[::-1]))
        nearer = sum(_comes_nearer(number, value, i) for i in taking[number.at] if i.evidence or _is_expected(i))
        alone = number == failed.whole and not others and failed.kind not in _OF_A_BASE
        # A share alone: the number that fewer other shares confirm. (A base of many is confirmed by all that come out.)
        shared = failed.kind in ("percent_of_total", "quotient")
        confirmed = len(around) - broken if shared else 0 if alone else -agree
        rank = (agree < len(around), -broken, -nearer, confirmed, digits)
        odd = _nearer(failed, number, value, others) if others else _less_odd(number, value, failed.parts)
        found.append((rank, -odd, Correction(number, printed, agree, len(around), value=value)))
    found.sort(key=lambda f: f[:2])
    return [replace(c, others=sum(other == rank for other, _, _ in found) - 1) for rank, _, c in found]


def _is_expected(identity: Identity) -> bool:
    """Whether it is a sum that is only to be expected."""
    return not identity.strict and identity.kind in ("part_sum", "group_sum")


def mends_all(number: Number, around: Sequence[Identity]) -> bool:
    """Whether another value of a number suits all identities that it takes part in.

    >>> from pipelines.audit.sums import sum_of
    >>> whole, *parts = (Number(0, r, 0, str(v), v * UNIT, 0, 0, "") for r, v in enumerate([16, 8, 7]))
    >>> mends_all(whole, [sum_of(whole, parts, "part_sum")])
    True
    """
    bounds = [b for i in around if (b := bounds_of(number, i)) is not None]
    return len(bounds) == len(around) and _within(number, bounds) is not None


def _comes_nearer(number: Number, value: int, identity: Identity) -> int:
    """Whether another value brings a number nearer to what an identity allows it (1), or farther from it (-1)."""
    bounds = bounds_of(number, identity)
    if bounds is None:
        return 0
    now, then = (max(bounds[0] - v - number.half, v - number.half - bounds[1], 0) for v in (number.value, value))
    if identity.kind in ("part_sum", "group_sum"):  # a sum comes out, or it tells nothing
        return (then == 0) - (now == 0)
    return (now > then) - (now < then)


def _nearer(failed: Identity, number: Number, value: int, others: Sequence[Identity]) -> float:
    """How much nearer another value is to what a number's share in the same sum of other lines lets expect.

    As a difference of logarithms, so that a slip of the first digit of a small number counts as of a great one.
    """

    def own_and_rest(identity: Identity) -> tuple[int, int]:
        if number == failed.whole and failed.target is None:
            return identity.whole.value, sum(p.value for p in identity.parts)
        whole = () if failed.target is None else (identity.whole,)
        parts = (*whole, *identity.parts)
        own = parts[((failed.whole, *failed.parts) if whole else failed.parts).index(number)].value
        return own, sum(p.value for p in parts) - own

    owns, rests = zip(*map(own_and_rest, others), strict=True)
    rest = own_and_rest(failed)[1]
    if min(sum(rests), sum(owns), rest) <= 0 or min(number.value, value) < 0:
        return 0.0  # of what falls below zero nothing is expected
    expected = sum(owns) * rest / sum(rests)
    half = UNIT / 2  # so that a zero has a logarithm
    return abs(log((number.value + half) / (expected + half))) - abs(log((value + half) / (expected + half)))


def _less_odd(number: Number, value: int, parts: Sequence[Number]) -> int:
    """How much nearer another value brings a part to the middle of those beside it."""
    if number not in parts:
        return 0
    at = parts.index(number)
    beside = [p.value for p in (*parts[max(0, at - 1) : at], *parts[at + 1 : at + 2])]
    middle = sum(beside) // len(beside) if beside else number.value
    return abs(number.value - middle) - abs(value - middle)


def _value(number: Number, around: Sequence[Identity]) -> tuple[int | None, int]:
    """The value, at the number's printed precision, that suits the most identities, and how many; none if few."""
    bounds = [b for i in around if (b := bounds_of(number, i)) is not None]
    if len(bounds) < len(around) or not bounds:
        return None, 0
    value = _within(number, bounds)
    if value is not None:
        return value, len(bounds)
    holding = sum(i.holds for i in around)
    best = max((_within(number, [b]) for b in bounds), key=lambda v: _suits(number, v, bounds))
    agree = _suits(number, best, bounds)
    return (best, agree) if agree > max(holding, 1) and 2 * agree > len(bounds) else (None, 0)


def _suits(number: Number, value: int | None, bounds: Sequence[Bounds]) -> int:
    if value is None:
        return 0
    return sum(value - number.half <= high and low <= value + number.half for low, high in bounds)


def _within(number: Number, bounds: Sequence[Bounds]) -> int | None:
    """The value, at the number's printed precision, that lies within all bounds, nearest to their middle."""
    low, high = max(b[0] for b in bounds), min(b[1] for b in bounds)
    if low > high + 2 * number.half:
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
    if identity.base is None and identity.kind in ("part_sum", "group_sum", "cross_table_equality", "change_between"):
        return whole.low - (identity.high - number.high), whole.high - (identity.low - number.low)
    if identity.kind == "weighted_mean":
        return _of_mean(number, identity)
    if identity.base is None or identity.kind not in _OF_A_BASE:
        return None
    part, base, per = identity.parts[0], identity.base, identity.per
    extra = HUNDRED if identity.kind == "change_between" else 0
    low, high = whole.low + extra, whole.high + extra
    if number in identity.base_parts:
        return _of_base(number, identity, low, high)
    if number == part:
        return -(-low * base.low // per), high * base.high // per
    if low <= 0:
        return None
    return -(-part.low * per // high), part.high * per // low


def _of_mean(number: Number, identity: Identity) -> Bounds | None:
    """What one of the means may be that, weighted by counts, give the mean of the whole; or only lie around it."""
    if not identity.base_parts:
        rest = [n for n in identity.parts if n != number]
        low = identity.whole.low if max(n.high for n in rest) < identity.whole.low else -_ANY
        high = identity.whole.high if min(n.low for n in rest) > identity.whole.high else _ANY
        return low, high
    weights = [n.value for n in identity.base_parts]
    own = weights[identity.parts.index(number)]
    if own <= 0:
        return None
    others = [(p, w) for p, w in zip(identity.parts, weights, strict=True) if p != number]
    low = identity.whole.low * sum(weights) - sum(p.high * w for p, w in others)
    high = identity.whole.high * sum(weights) - sum(p.low * w for p, w in others)
    return -(-low // own), high // own


def _of_base(number: Number, identity: Identity, low: int, high: int) -> Bounds | None:
    """What one of the numbers that add to a base may be, given a share of that base."""
    part, base = identity.parts[0], identity.base
    rest = (base.value if base else 0) - number.value
    if low <= 0 or high >= HUNDRED:
        return None
    if number == part:  # it is in the share and in the base
        return -(-low * rest // (HUNDRED - low)), high * rest // (HUNDRED - high)
    return -(-part.low * HUNDRED // high) - rest, part.high * HUNDRED // low - rest
