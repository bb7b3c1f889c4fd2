"""What a sentence says as a whole: its changes, its ranks, its years, the base of its shares, numbers beside numbers.

In: the statements, their contexts and the verdicts so far. Out: better verdicts, and findings about the base of shares.
Relies on `pairs`, `periods`, `inside` and `ranks`, in this order, and on forms such as `Of convictions 91% ...`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipelines.audit.grids import Grid
from pipelines.audit.model import Number, quantity
from pipelines.audit.statements.check import Check, contradicted
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.inside import by_their_own
from pipelines.audit.statements.other_lines import of_other_lines
from pipelines.audit.statements.other_years import changes_of_other_years, of_other_years
from pipelines.audit.statements.pairs import changes, directions, since
from pipelines.audit.statements.periods import of_its_years, out_of_time
from pipelines.audit.statements.ranks import ranked
from pipelines.audit.statements.words import stem, stems
from pipelines.audit.statements.worked_out import base_of
from pipelines.audit.sums import HUNDRED
from pipelines.extraction.model import Table

_OF_BASE = re.compile(r"\b[Oo]f (?:all )?(?:[\w-]+ ){0,2}?(?P<base>[a-z]+ions)\b(?! cases)")

_OF_ALL_WHO_WERE = re.compile(r"\sof (?P<whole>(?:[\w-]+ ){0,3}[a-z]+) (?:were|was) (?P<verb>[a-z]+ed)\b")
_NUMBER_OF = re.compile(r"(?:total )?number of\b", re.IGNORECASE)


def whole_sentences(
    grids: Sequence[Grid], tables: Sequence[Table], contexts: Sequence[Context], checks: Sequence[Check]
) -> list[Check]:
    """The verdicts, with what sentences say as a whole taken into account."""
    found = list(checks)
    by_table = {g.index: g for g in grids}
    by_statement: dict[int, list[int]] = {}
    for n, context in enumerate(contexts):
        by_statement.setdefault(context.statement, []).append(n)
    for places in by_statement.values():
        changes(by_table, contexts, found, places)
        since(by_table, contexts, found, places)
    _agreement(contexts, found)
    by_their_own(contexts, found)
    ranked(grids, contexts, found)
    for places in by_statement.values():
        _bases(grids, contexts, found, places)
        _wider_bases(by_table, contexts, found, places)
        of_its_years(grids, tables, contexts, found, places)
        of_other_lines(by_table, contexts, found, places)
        of_other_years(by_table, contexts, found, places)
        changes_of_other_years(by_table, contexts, found, places)
        directions(contexts, found, places)
    return [out_of_time(check) for check in found]


def _agreement(contexts: Sequence[Context], found: list[Check]) -> None:
    """A number is held against the cell that its words name where numbers beside it are tied to the same table.

    A share that is worked out needs another number of its own sentence; for a printed one, the section will do.
    """
    tied = [n for n, check in enumerate(found) if check.verdict == "consistent" and check.numbers]
    near: dict[str, set[tuple[object, int]]] = {"statement": set(), "section": set()}
    for n in tied:
        table = found[n].numbers[0].table
        near["statement"].add((contexts[n].statement, table))
        near["section"].add((contexts[n].section, table))
    for n, check in enumerate(found):
        context = contexts[n]
        if check.verdict != "not_checkable":
            continue
        for option in check.options:
            table = option.numbers[0].table
            in_section = len(check.options) == 1 and not option.derived and (context.section, table) in near["section"]
            if (context.statement, table) in near["statement"] or in_section:
                found[n] = contradicted(context, option)
                break


def _bases(grids: Sequence[Grid], contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`Of convictions 91% came through pleas`: the share is of the row that the base names, where there is one."""
    by_table = {g.index: g for g in grids}
    for n in places:
        context, check = contexts[n], found[n]
        base = _OF_BASE.search(context.sentence)
        if base is None or check.verdict != "consistent" or check.relation != "share" or not check.numbers:
            continue
        number, said = check.numbers[0], context.said
        grid = by_table[number.table]
        named = [r for r in grid.rows if stem(base["base"]) == stem(grid.row_paths[r][-1]) and r != number.row]
        for row in named:
            if grid.parent.get(number.row) != row:
                continue
            counted = [(grid.count(number.row, c), grid.count(row, c)) for c in _beside_column(grid, number)]
            for part, whole in counted:
                if part is None or whole is None or whole.low <= 0 or said is None:
                    continue
                middle = part.value * HUNDRED // whole.value
                if not said.allows(middle, middle + 1):
                    words = (
                        f"Of {base['base']} it is {part.printed} / {whole.printed} = {quantity(middle, 1)}%, not "
                        f"{context.printed}; {number.printed} is printed as a share of the total."
                    )
                    found[n] = replace(check, verdict="inconsistent", explanation=words, computed=middle)


def _wider_bases(
    by_table: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: list[int]
) -> None:
    """`24% of matters were declined for weak evidence`, where the table prints 24% of the declinations: of all matters,
    as another table counts both, it is far less."""
    for n in places:
        context, check, said = contexts[n], found[n], contexts[n].said
        verb = _OF_ALL_WHO_WERE.match(context.sentence, context.end)
        if verb is None or said is None or check.verdict != "consistent" or len(check.numbers) != 1:
            continue
        share, grid = check.numbers[0], by_table[check.numbers[0].table]
        if grid.kinds[share.row, share.column] != "percent" or stem(verb["verb"]) in stems(verb["whole"]):
            continue
        for part in _counts_of(grid, share.column, stem(verb["verb"])):
            whole = _counted_beside(by_table, part, stem(verb["verb"]))
            middle = share.value * part.value // whole.value if whole else 0
            if whole is None or said.allows(middle, middle + 1) or 2 * part.value > whole.value:
                continue
            words = (
                f"{share.printed} is printed as a share of {part.printed} that were {verb['verb']}; of all "
                f"{whole.printed} it is {quantity(middle, 1)}%, not {context.printed}."
            )
            found[n] = replace(check, verdict="inconsistent", explanation=words, computed=middle)
            break


def _counts_of(grid: Grid, column: int, verb: str) -> list[Number]:
    """The count in a column whose row says that it counts those that a verb tells of: `Number of declinations`."""
    rows = [r for r in grid.rows if _NUMBER_OF.match(grid.row_paths[r][-1]) and verb in stems(grid.row_paths[r][-1])]
    return [number for r in rows if (number := grid.count(r, column))]


def _counted_beside(by_table: Mapping[int, Grid], part: Number, verb: str) -> Number | None:
    """The total of the column in which another table prints the same count under a label with the verb."""
    for grid in by_table.values():
        for (row, column), number in grid.numbers.items():
            same = grid.index != part.table and number.value == part.value and verb in stems(grid.row_paths[row][-1])
            if same and (whole := base_of(grid, row, column)):
                return whole
    return None


def _beside_column(grid: Grid, number: Number) -> list[int]:
    head = grid.column_paths[number.column][:-1]
    same = [c for c in grid.columns if c != number.column and head and grid.column_paths[c][:-1] == head]
    return same or [c for c in grid.columns if c == number.column - 1]
