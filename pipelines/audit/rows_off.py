"""Columns of which sentences say, each time, what stands one row further on: they were read a row too low or too high.

In: the grids of a document, its statements and what came of them. Out: doubts about the reading. Relies on several rows
that sentences name, all of them off the same way, and on none of which a sentence agrees with the print.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipelines.audit.doubts import doubt
from pipelines.audit.grids import Grid
from pipelines.audit.model import Finding
from pipelines.audit.statements.check import Check
from pipelines.extraction.model import Statement

LEAST_TOLD = 2
"""Sentences must tell of so many rows of a column."""
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
Column = tuple[int, int]


def rows_off(grids: Sequence[Grid], statements: Sequence[Statement], checks: Sequence[Check]) -> list[Finding]:
    """Columns whose numbers, by two sentences or more, belong one row further on, the last one to the first row.

    `Lakeside had a mean of 3.2, all regions 6.4`, where the table prints 3.2 a row below Lakeside, and 6.4 on top.
    """
    by_index = {g.index: g for g in grids}
    off: dict[Column, list[tuple[int, set[int]]]] = defaultdict(list)
    agreed: set[Column] = set()
    for check in (c for c in checks if len(c.numbers) == 1):
        number = check.numbers[0]
        if check.verdict == "consistent":
            agreed.add((number.table, number.column))
        elif check.verdict == "inconsistent" and number.table in by_index:
            steps = dict(_steps(by_index[number.table], check, statements[check.statement].text))
            for row, ways in steps.items():
                off[number.table, number.column].append((row, ways))
    found = []
    for (table, column), told in sorted(off.items()):
        way = set.intersection(*(ways for _, ways in told))
        if (table, column) in agreed or len({row for row, _ in told}) < LEAST_TOLD or not way:
            continue
        grid = by_index[table]
        own = [n for (_, c), n in sorted(grid.numbers.items()) if c == column]
        said = f"sentences tell of {len(told)} numbers of this column what it prints one row {_WORDS[min(way)]}"
        found.append(doubt(grid, own, own[0], said))
    return found


_WORDS = {1: "further down", -1: "further up"}


def _steps(grid: Grid, check: Check, text: str) -> Iterator[tuple[int, set[int]]]:
    """The row that a sentence names, and which way from it (down 1, up -1) its number stands."""
    number = check.numbers[0]
    rows = [r for r in grid.rows if (r, number.column) in grid.numbers]
    stated = _NUMBER.search(check.printed)
    if stated is None or len(rows) <= LEAST_TOLD:
        return
    value = Decimal(stated[0].replace(",", ""))
    at = rows.index(number.row)

    def beside(place: int) -> int:
        return rows[place % len(rows)]

    if number.exact == value:  # it is printed for another row than the one that is named
        for way in (1, -1):
            named = beside(at - way)
            if re.search(rf"\b{re.escape(grid.row_paths[named][-1].strip())}\b", text, re.IGNORECASE):
                yield named, {way}
        return
    ways = {way for way in (1, -1) if grid.numbers[beside(at + way), number.column].exact == value}
    yield number.row, ways
