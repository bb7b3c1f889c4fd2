"""Doubts about a reading: what they are made of, and how they are told.

In: a grid and numbers of it. Out: findings that block a release. Relies on numbers that fail where they stand and fit,
all of them, elsewhere: that does not happen by chance where they print enough digits.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.audit.grids import Grid
from pipelines.audit.model import UNIT, Finding, Number
from pipelines.audit.sums import HUNDRED

LEAST_MOVED = 3
"""So many numbers of a line must fail where they stand, and fit elsewhere."""
LEAST_DIGITS = 6
"""...and print so many digits together: small counts meet by chance."""


def doubt(
    grid: Grid, own: Sequence[Number], at_fault: Number, said: str, expected: str = "", line: str = ""
) -> Finding:
    """A doubt about the reading of a line (a column, a row, or what `line` names) of which `said` tells why."""
    in_column = len({n.column for n in own}) == 1
    line = line or (f"column {grid.column_name(own[0].column)}" if in_column else f"row {grid.row_name(own[0].row)}")
    return Finding(
        "error",
        "reading_in_doubt",
        grid.index,
        at_fault.printed,
        expected,
        f"{said[0].upper()}{said[1:]}: it was probably read wrongly, not printed so.",
        grid.pages.get((at_fault.row, at_fault.column), grid.page),
        f"{grid.label}: {line}",
        tuple(own),
        blocking=True,
    )


def digits(number: Number) -> int:
    """How many digits a number prints."""
    return len(str(number.value * 10**number.decimals // UNIT))


def base_of_shares(percents: Sequence[Number | None], counts: Sequence[Number | None]) -> tuple[int, int] | None:
    """Least and greatest of the one base that makes each of the percentages of the count beside it."""
    pairs = [(p, n) for p, n in zip(percents, counts, strict=True) if p and n and p.low > 0 and n.low > 0]
    if len({n.value for _, n in pairs}) < LEAST_MOVED or sum(digits(p) for p, _ in pairs) < LEAST_DIGITS:
        return None
    least = max(n.low * HUNDRED // p.high for p, n in pairs)
    most = min(-(-n.high * HUNDRED // p.low) for p, n in pairs)
    return (least, most) if least <= most else None
