"""Slips of the pen: another digit, or two neighbouring digits the other way round.

In: a printed number and what it would have to be. Out: the value that a single slip makes of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.audit.model import UNIT, Number

Bounds = tuple[int, int]


def one_slip(number: Number, bounds: Sequence[Bounds]) -> int | None:
    """The value within all bounds that one other digit, or two neighbours the other way round, make of a print.

    >>> seen = Number(0, 0, 0, "3,031", 3031 * UNIT, 0, 0, "")
    >>> one_slip(seen, [(3298 * UNIT, 3302 * UNIT)]) == 3301 * UNIT, one_slip(seen, [(4500 * UNIT, 4600 * UNIT)])
    (True, None)
    """
    step = UNIT // int(10**number.decimals)
    shown = str(abs(number.value) // step).rjust(number.decimals + 1, "0")
    sign = -1 if number.value < 0 else 1
    swapped = (shown[:n] + shown[n + 1] + shown[n] + shown[n + 2 :] for n in range(len(shown) - 1))
    other = (shown[:n] + d + shown[n + 1 :] for n in range(len(shown)) for d in "0123456789")
    for text in (*swapped, *other):
        value = sign * int(text) * step
        if value != number.value and all(
            low <= value + number.half and value - number.half <= high for low, high in bounds
        ):
            return value
    return None
