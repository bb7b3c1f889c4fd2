"""Whether counts whose sums miss by little were rounded, or one of them is wrong.

In: the grids and identities of a document. Out: the identities without those that rounding explains. Relies on how
often sums of rounded numbers miss, on the other tables of the document, and on heads of what is counted: `N`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from math import erf, sqrt

from pipelines.audit.corrections import index, mends_all
from pipelines.audit.grids import Grid
from pipelines.audit.model import Identity
from pipelines.audit.sums import HUNDRED

HARDLY = 0.01
"""What happens more seldom is not put down to rounding."""
NEVER = 0.001
"""A document in which all other sums hold, as would so seldom be of rounded ones, is one that does not round counts."""
_COUNTED = re.compile(r"n|no\.?|numbers?|counts?|frequency", re.IGNORECASE)
_WEIGHTED = re.compile(
    r"\bweight|\bsampl|\bsurvey|estimat|full-time|\bfte\b|equivalent|adjust|imput|model|project|round", re.IGNORECASE
)
"""Words of tables whose counts are worked out, so that they may be rounded though nothing says so."""


def as_rounded(seen: Sequence[Grid], identities: list[Identity]) -> list[Identity]:
    """Without the exactness of counts in tables whose sums miss by less than rounding: those counts are rounded.

    Where so few sums miss as would hardly be if the counts were rounded one by one, they are exact; and where
    one other number mends several failures, in a document that does not round otherwise or prints it in another table.
    A single miss under `N`, or in such a document, is told as an expectation: `Total 3,477` of parts that add to 3,476.
    """
    missed: dict[int, list[bool]] = defaultdict(list)
    chances: dict[int, list[float]] = defaultdict(list)
    held: dict[int, list[float]] = defaultdict(list)
    for i in identities:
        if i.kind not in ("part_sum", "group_sum") or i.whole.half or i.evidence:
            continue
        chances[i.whole.table].append(chance_of_a_miss(len(i.parts)))
        if i.holds:
            held[i.whole.table].append(chances[i.whole.table][-1])
        else:
            slack = (len(i.parts) + 1) * (HUNDRED // 200)
            missed[i.whole.table].append(i.low - slack <= i.whole.value <= i.high + slack)
    rounded = {t for t, near in missed.items() if all(near) and chance_of_so_few(len(near), chances[t]) > HARDLY}
    if not rounded:
        return identities
    # The chance that, were counts rounded one by one, nothing would miss but what does: elsewhere, and in its table.
    none = [p for t, of in held.items() if t not in missed for p in of]
    chance = {t: chance_of_so_few(0, [*none, *held[t]]) for t in rounded}
    by_index = {g.index: g for g in seen}
    failing: dict[int, list[Identity]] = defaultdict(list)
    for i in identities:
        if not i.holds and not i.whole.half and i.base is None and i.target is None and not i.evidence:
            for table in {n.table for n in i.numbers} & rounded:
                failing[table].append(i)
    taking = index(identities)
    exact = {t for t, of in failing.items() if (chance[t] <= HARDLY or _elsewhere(of)) and _one_mends(of, taking)}
    lone = {t: of[0] for t, of in failing.items() if len(of) == 1 and not _WEIGHTED.search(by_index[t].notes)}
    told = {id(i) for t, i in lone.items() if t not in exact and (chance[t] <= NEVER or _is_counted(by_index[t], i))}
    return [
        replace(i, strict=False) if id(i) in told else i
        for i in identities
        if i.whole.table not in rounded - exact or i.holds or i.whole.half or i.base is not None or id(i) in told
    ]


def _elsewhere(failing: Sequence[Identity]) -> bool:
    return any(i.kind == "cross_table_equality" and i.strict for i in failing)


def _one_mends(failing: Sequence[Identity], taking: dict[tuple[int, int, int], list[Identity]]) -> bool:
    """Whether another value of one number makes several failures come out, and breaks nothing that it takes part in."""
    common = {n.at: n for n in failing[0].numbers}
    for i in failing[1:]:
        common = {at: n for at, n in common.items() if at in {m.at for m in i.numbers}}
    return len(failing) > 1 and any(mends_all(n, [i for i in taking[at] if i.strict]) for at, n in common.items())


def _is_counted(grid: Grid, identity: Identity) -> bool:
    """Whether a sum is of numbers whose head says that they were counted."""
    path = grid.column_paths[identity.whole.column]
    return bool(path) and bool(_COUNTED.fullmatch(path[-1].strip())) and identity.kind in ("part_sum", "group_sum")


def chance_of_a_miss(parts: int) -> float:
    """How often a sum of so many rounded counts misses its rounded total: halves of a unit, added at random.

    >>> [round(chance_of_a_miss(n), 2) for n in (1, 2, 5, 10)]
    [0.0, 0.25, 0.48, 0.6]
    """
    exact = {1: 0.0, 2: 0.25, 3: 1 / 3}
    return exact.get(parts, 1 - erf(0.5 / sqrt((parts + 1) / 6)))


def chance_of_so_few(misses: int, chances: Sequence[float]) -> float:
    """The chance that no more than so many of the sums miss, each with its own chance.

    >>> round(chance_of_so_few(1, [0.5, 0.5, 0.5]), 3)
    0.5
    """
    of = [1.0]
    for p in chances:
        of = [a * (1 - p) + b * p for a, b in zip([*of, 0.0], [0.0, *of], strict=True)][: misses + 1]
    return sum(of)
