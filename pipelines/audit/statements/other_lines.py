"""Numbers that stand beside one another in another line of a table than the sentence names.

In: grids, contexts and the verdicts so far. Out: findings about names, and about shares in brackets beside counts.
Relies on sentences that speak of a table surely: two of their numbers stand in one line only, and not in the one named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.audit.grids import Grid, is_total
from pipelines.audit.model import UNIT, Number, quantity
from pipelines.audit.statements.check import Check
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.other_years import tells
from pipelines.audit.statements.vocabulary import name_key
from pipelines.audit.statements.words import GENERIC, stems
from pipelines.audit.statements.worked_out import base_of
from pipelines.audit.sums import HUNDRED

_BESIDE = re.compile(r"\s[a-z]+s\s\(")
"""`178 offenders (7.8%)`: the share of those that are counted."""
_OTHERS = re.compile(r"^Of\b|\b(?:[Aa]mong|of (?:those|these|whom))\b|%\s(?:of|more|less|higher|lower)\b")
FEWEST = 100 * UNIT


def of_other_lines(
    grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: Sequence[int]
) -> None:
    """Hold numbers that stand beside one another in a sentence against the lines of the table that it speaks of."""
    grid = next((g for g in grids.values() if name_key(g.label) == contexts[places[0]].cited), None)
    if grid is None or not contexts[places[0]].cited_here or contexts[places[0]].elsewhere:
        return
    for a, b in pairwise(places):
        _share_beside(grid, contexts, found, a, b)
        if found[a].verdict == found[b].verdict == "not_checkable":
            _another_line(grid, contexts, found, a, b)


def _share_beside(grid: Grid, contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """`178 offenders (7.5%)`: the share that the row prints beside the count, or that the totals give."""
    context, said, cells = contexts[b], contexts[b].said, found[a].numbers
    text = context.sentence
    between = text[contexts[a].start + len(contexts[a].printed) : context.start]
    closed = text[context.start + len(context.printed) :].startswith(")")
    if said is None or said.unit != "percent" or found[b].verdict != "not_checkable" or said.bounded:
        return
    if not _BESIDE.fullmatch(between) or not closed or _OTHERS.search(text) or context.base or context.among:
        return
    if found[a].verdict != "consistent" or not found[a].in_time or len(cells) != 1 or cells[0].table != grid.index:
        return
    part = grid.count(cells[0].row, cells[0].column)
    if part is None or part.value < FEWEST or part.half:
        return
    beside = [n for c in grid.columns if (n := grid.percent(part.row, c)) is not None]
    whole = base_of(grid, part.row, part.column)
    if whole is None or any(said.allows(n.low, n.high) for n in beside):
        return
    wholes = [
        whole,
        *(n for c in grid.columns if is_total(grid.column_paths[c][:1]) and (n := grid.count(part.row, c))),
    ]
    if any(w.value and said.allows(m := part.value * HUNDRED // w.value, m + 1) for w in wholes):
        return
    middle = part.value * HUNDRED // whole.value
    words = f"{grid.place(part)}: {part.printed} / {whole.printed} = {quantity(middle, said.decimals + 1)}%"
    found[b] = replace(
        found[b],
        verdict="inconsistent",
        relation="share",
        explanation=f"{words}, not {context.printed}.",
        numbers=(part, whole),
        computed=middle,
    )


def _another_line(grid: Grid, contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """Two numbers that one row prints, where the words name another row in full and none of its numbers is said."""
    one, other = contexts[a].said, contexts[b].said
    if one is None or other is None or not (tells(one) and tells(other)):
        return
    words = contexts[a].words[2] | contexts[b].words[2]
    named = [r for r in grid.rows if _telling(grid, r) and _telling(grid, r) <= words]
    named = [r for r in named if not any(_telling(grid, r) < _telling(grid, o) for o in named)]
    if len(named) != 1:
        return
    lines: dict[int, tuple[Number, Number]] = {}
    for r in grid.rows:
        cells = [n for c in grid.columns if (n := grid.numbers.get((r, c)))]
        first = next((n for n in cells if one.allows(n.low, n.high) and _of_kind(grid, n, one.unit)), None)
        last = next(
            (n for n in cells if n != first and other.allows(n.low, n.high) and _of_kind(grid, n, other.unit)), None
        )
        if first and last:
            lines[r] = (first, last)
    said_in_named = [n for c in grid.columns if (n := grid.numbers.get((named[0], c)))]
    if len(lines) != 1 or any(s.allows(n.low, n.high) for n in said_in_named for s in (one, other)):
        return
    ((row, cells_of_row),) = lines.items()
    for i, number in zip((a, b), cells_of_row, strict=True):
        words_said = f"{contexts[i].printed} is printed for {grid.row_name(row)}, not for {grid.row_name(named[0])}."
        meant = grid.numbers.get((named[0], number.column))
        found[i] = replace(
            found[i],
            verdict="inconsistent",
            explanation=f"{grid.label}: {words_said}",
            numbers=(meant,) if meant else (number,),
            computed=meant.value if meant else None,
        )


def _telling(grid: Grid, row: int) -> frozenset[str]:
    """The words of a row's label that tell it from the others."""
    if is_total(grid.row_paths[row]):
        return frozenset()
    own = stems(grid.row_paths[row][-1])
    shared = [w for w in own if 2 * sum(w in stems(grid.row_paths[r][-1]) for r in grid.rows) > len(grid.rows)]
    return own - GENERIC - frozenset(shared)


def _of_kind(grid: Grid, number: Number, unit: str) -> bool:
    kind = grid.kinds[number.row, number.column]
    return (kind == "percent") == (unit == "percent")
