"""The same quantities in two tables: rows of counts that agree label by label must agree number by number.

In: the grids of one document. Out: identities `cross_table_equality`, and doubts about labels. Relies on runs of equal
numbers under equal labels: where two rows share at least three columns by label and all but one of the counts, they are
the same row printed twice, and the one that differs is a slip of one of them. The work grows with the numbers, not
their pairs.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from pipelines.audit.doubts import doubt
from pipelines.audit.grids import Grid
from pipelines.audit.model import UNIT, Finding, Identity, Number

LEAST_SHARED = 3
"""So many equal numbers under equal labels make two rows one."""
LEAST_VALUE = 100 * UNIT
"""Counts below this meet by chance."""
_NUMBERS = re.compile(r"[\d\u2013-]+|\btable \w+", re.IGNORECASE)
OTHERWISE = re.compile(
    r"preliminary|provisional|revis|final|first published|includ|exclud|adjusted|restated|estimate", re.IGNORECASE
)
"""Words of titles and notes by which the same row of another table may print other numbers."""
MOST_MEETINGS = 8
"""A value that stands under one label in more tables than this tells nothing."""
RowKey = tuple[int, int]


def audit_across(grids: list[Grid]) -> tuple[list[Identity], list[Finding]]:
    """Rows of different tables that print the same counts, number against number; and doubts where two of them print
    each other's number under two labels."""
    rows = {key: row for g in grids for key, row in counts_by_label(g).items()}
    places: dict[tuple[str, int], list[RowKey]] = defaultdict(list)
    for key, row in rows.items():
        for label, number in row.items():
            if number.value >= LEAST_VALUE:
                places[label, number.value].append(key)
    meetings: dict[tuple[RowKey, RowKey], int] = defaultdict(int)
    for keys in places.values():
        if len(keys) <= MOST_MEETINGS:
            for a, b in combinations(keys, 2):
                if a[0] != b[0]:
                    meetings[a, b] += 1
    found: list[Identity] = []
    doubts: list[Finding] = []
    for (a, b), met in sorted(meetings.items()):
        shared = [label for label in rows[a] if label in rows[b]]
        if met >= LEAST_SHARED and met >= len(shared) - 1:
            named = _named_alike(grids, a, b)
            found.extend(_as_named(equal(rows[b][label], rows[a][label]), named) for label in shared)
        elif met >= LEAST_SHARED and _named_alike(grids, a, b) and (other := swapped(rows[a], rows[b], shared)):
            doubts.append(of_heads(grids, other))
    return found, doubts


def _named_alike(grids: list[Grid], one: RowKey, other: RowKey) -> bool:
    """Whether two rows have one label, and neither table's notes say that its numbers are preliminary or of fewer."""
    by_index = {g.index: g for g in grids}
    labels = [_key(by_index[table].row_paths[row][-1:]) for table, row in (one, other)]
    said = " ".join(by_index[table].notes for table, _ in (one, other))
    titles = {_key((_NUMBERS.sub(" ", by_index[table].title),)) for table, _ in (one, other)}
    return labels[0] == labels[1] and len(titles) == 1 and not OTHERWISE.search(said)


def _as_named(identity: Identity, alike: bool) -> Identity:
    """Rows of other labels may differ in one number and be right both: that only tells what another identity means."""
    return identity if alike or identity.holds else replace(identity, strict=False, evidence=True)


def swapped(one: dict[str, Number], other: dict[str, Number], shared: list[str]) -> list[Number]:
    """The numbers under the only two labels that differ, where each row prints the other's number."""
    odd = [label for label in shared if one[label].value != other[label].value]
    if len(odd) != 2 or {one[odd[0]].value, one[odd[1]].value} != {other[odd[0]].value, other[odd[1]].value}:
        return []
    return [row[label] for row in (other, one) for label in odd]


def of_heads(grids: list[Grid], numbers: list[Number]) -> Finding:
    """The doubt about two columns that print each other's numbers in two tables; either may be the misread one."""
    by_index = {g.index: g for g in grids}
    grid, other = by_index[numbers[0].table], by_index[numbers[-1].table]
    names = " and ".join(grid.column_name(n.column) for n in numbers[:2])
    return other_way_round(grid, other, numbers, numbers, f"columns {names}")


def other_way_round(grid: Grid, other: Grid, numbers: Sequence[Number], own: Sequence[Number], line: str) -> Finding:
    """The doubt about the first two numbers of a line, of which `own` are told; another table has them exchanged."""
    said = f"{numbers[0].printed} and {numbers[1].printed} stand the other way round in {other.label}"
    return doubt(grid, own, numbers[0], said, line=line)


def equal(number: Number, other: Number) -> Identity:
    """A number against the same number printed elsewhere."""
    return Identity(
        "cross_table_equality", number, (other,), other.low, other.high, f"{number.printed} and {other.printed}"
    )


def counts_by_label(grid: Grid) -> dict[RowKey, dict[str, Number]]:
    """The counts of each row by a label of their column that says what they count (not that it is a number)."""
    labels: dict[int, str] = {}
    for c in grid.columns:
        path = grid.column_paths[c]
        labels[c] = _key(path[:-1] if len(path) > 1 else path)
    found: dict[RowKey, dict[str, Number]] = {}
    for (r, c), number in grid.numbers.items():
        if grid.kinds[r, c] == "count" and labels[c]:
            found.setdefault((grid.index, r), {}).setdefault(labels[c], number)
    return {key: row for key, row in found.items() if len(row) >= LEAST_SHARED}


def _key(path: tuple[str, ...]) -> str:
    return " ".join(" ".join(path).casefold().replace("\u2014", " ").split())
