"""Columns that sentences put in doubt: what they state is printed in it, all of it one row further on.

In: grids, statements and the verdicts on them. Out: findings that are doubts about the reading. Relies on sentences
that contradict a column as it was read, every one, and agree with it once its numbers are moved by a row. Where rows
are years an author may have looked at the wrong ones: there, sentences must agree with other columns as they stand,
or speak of both ends, of which one has gone to the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipelines.audit.doubts import doubt
from pipelines.audit.grids import Grid, is_period
from pipelines.audit.model import Finding
from pipelines.audit.statements.check import Check, check_statements
from pipelines.audit.statements.names import NONE, Names
from pipelines.extraction.model import Statement, Table

LEAST_NUMBERS = 2
LEAST_ROWS = 4
"""In fewer, a column moved by a row is one whose labels an author has exchanged."""
MOST_COLUMNS = 4
"""So many columns of a document are tried: a sentence is checked anew for each guess."""
Line = tuple[int, int]
"""A table and a column of it."""


def moved_by_sentences(
    grids: Sequence[Grid],
    tables: Sequence[Table],
    statements: Sequence[Statement],
    checks: Sequence[Check],
    names: Names = NONE,
) -> list[Finding]:
    """The columns that all sentences about them contradict, and agree with one row further on."""
    by_table = {g.index: g for g in grids}
    found = []
    columns = [(t, c) for t, c in contradicted_columns(checks) if len(by_table[t].by_column[c]) >= LEAST_ROWS]
    for table, column in columns[:MOST_COLUMNS]:
        grid = by_table[table]
        about = frozenset(c.statement for c in checks if (table, column) in _lines(c))
        for step in (1, -1):
            moved = _moved(grid, column, step)
            guess = [moved if g is grid else g for g in grids]
            again = check_statements(guess, tables, statements, names, about)
            if _agree(checks, again, (table, column)) and not _of_the_author(grid, checks, again, column):
                found.append(_told(grid, checks, column))
                break
    return found


def contradicted_columns(checks: Sequence[Check]) -> list[Line]:
    """The columns that several stated numbers contradict, and none agrees with."""
    against: dict[Line, set[tuple[int, int]]] = defaultdict(set)
    agreed: set[Line] = set()
    for check in checks:
        if check.verdict == "inconsistent" and check.numbers:
            against[_lines(check)[0]].add((check.statement, check.mention))
        elif check.verdict == "consistent" and check.relation != "rank":
            agreed.update(_lines(check))
    return [line for line, said in against.items() if len(said) >= LEAST_NUMBERS and line not in agreed]


def _lines(check: Check) -> list[Line]:
    return [(n.table, n.column) for n in check.numbers]


def _moved(grid: Grid, column: int, step: int) -> Grid:
    """The grid with the numbers of a column moved by a row; what falls off at one end stands at the other."""
    own = list(grid.by_column[column].values())
    rows = [n.row for n in own]
    turned = [*own[-step:], *own[:-step]]
    kinds = [grid.kinds[n.row, column] for n in turned]
    numbers = {(r, column): replace(n, row=r) for r, n in zip(rows, turned, strict=True)}
    return replace(
        grid,
        numbers={**grid.numbers, **numbers},
        kinds={**grid.kinds, **{(r, column): kind for r, kind in zip(rows, kinds, strict=True)}},
    )


def _agree(before: Sequence[Check], after: Sequence[Check], line: Line) -> bool:
    """Whether each sentence that contradicted a column agrees with it now, and none contradicts its table."""
    against = {c.statement for c in before if c.verdict == "inconsistent" and line in _lines(c)}
    agreed = {c.statement for c in after if c.verdict == "consistent" and line in _lines(c)}
    still = any(c.verdict == "inconsistent" and any(t == line[0] for t, _ in _lines(c)) for c in after)
    return against <= agreed and not still


def _of_the_author(grid: Grid, before: Sequence[Check], after: Sequence[Check], column: int) -> bool:
    """Whether an author may have taken numbers of other rows: in one sentence, or of other years in all of them.

    Not where the first and the last year are told, and each is printed at the other end.
    """
    rows = list(grid.by_column[column])
    own = {n.row for c in after if c.verdict == "consistent" for n in c.numbers if n.at[::2] == (grid.index, column)}
    of_years = all(is_period(grid.row_paths[r][-1:]) for r in rows)
    if of_years and {rows[0], rows[-1]} <= own:
        return False
    if len({c.statement for c in before if c.verdict == "inconsistent" and (grid.index, column) in _lines(c)}) < 2:
        return True
    return of_years and not any(
        n.table == grid.index and n.column != column for c in before if c.verdict == "consistent" for n in c.numbers
    )


def _told(grid: Grid, checks: Sequence[Check], column: int) -> Finding:
    own = list(grid.by_column[column].values())
    against = [c for c in checks if c.verdict == "inconsistent" and (grid.index, column) in _lines(c)]
    several = len({c.statement for c in against}) > 1
    who = "the sentences that speak of this column agree" if several else "the sentence on this column agrees"
    said = f"{who} with it one row further on, not as it stands"
    return doubt(grid, own, against[0].numbers[0], said, against[0].printed)
