"""Numbers that stand beside one another in another line of a table than the sentence names.

In: grids, contexts and the verdicts so far. Out: findings about names, and about shares in brackets beside counts.
Relies on sentences that speak of a table surely: two of their numbers stand in one line only, and not in the one named,
or one of a count and its share does not stand in the row that the other is printed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.audit.grids import Grid, is_total
from pipelines.audit.model import UNIT, Number, quantity
from pipelines.audit.statements.check import Check
from pipelines.audit.statements.context import Context, words_between
from pipelines.audit.statements.inside import told_of
from pipelines.audit.statements.naming import named_rows, row_telling
from pipelines.audit.statements.other_years import tells
from pipelines.audit.statements.vocabulary import name_key
from pipelines.audit.statements.worked_out import base_of
from pipelines.audit.sums import HUNDRED

_BESIDE = re.compile(r"\s[a-z]+s\s\(")
"""`178 offenders (7.8%)`: the share of those that are counted."""
_OTHERS = re.compile(r"^Of\b|\b(?:[Aa]mong|of (?:those|these|whom))\b|%\s(?:of|more|less|higher|lower)\b")
FEWEST = 100 * UNIT
FEWEST_DIGITS = 4
"""Of a count and its share together."""


def of_other_lines(
    grids: Mapping[int, Grid], contexts: Sequence[Context], found: list[Check], places: Sequence[int]
) -> None:
    """Hold numbers that stand beside one another in a sentence against the lines of the table that it speaks of."""
    grid = next((g for g in grids.values() if name_key(g.label) == contexts[places[0]].cited), None)
    if grid is None or not contexts[places[0]].cited_here or contexts[places[0]].elsewhere:
        return
    _base_beside(grid, contexts, found, places)
    for a, b in pairwise(places):
        _share_beside(grid, contexts, found, a, b)
        _count_beside(grid, contexts, found, a, b)
        if found[a].verdict == found[b].verdict == "not_checkable":
            _another_line(grid, contexts, found, a, b)


def _base_beside(grid: Grid, contexts: Sequence[Context], found: list[Check], places: Sequence[int]) -> None:
    """`242 of the 284 offenders were sentenced to prison (85%)`: the whole that stands in the row of part and share."""
    for at, n in enumerate(places):
        pair, share = told_of(contexts, places, at), contexts[n].said
        if pair is None or share is None or any(found[i].verdict != "consistent" for i in (n, pair[0])):
            continue
        cells, said = [*found[pair[0]].numbers[:1], *found[n].numbers[:1]], contexts[pair[1]].said
        if [(c.table, c.row) for c in cells] != [(grid.index, cells[0].row)] * 2 or said is None or said.bounded:
            continue
        part = cells[0]
        wholes = [
            whole
            for c in grid.columns
            if (whole := grid.count(part.row, c)) is not None
            and whole.value > part.value
            and share.allows(middle := part.value * HUNDRED // whole.value, middle + 1)
        ]
        if len(wholes) == 1 and not said.allows(wholes[0].low, wholes[0].high):
            (whole,) = wholes
            words = f"{grid.place(whole)} prints {whole.printed}, not {contexts[pair[1]].printed}."
            found[pair[1]] = replace(
                found[pair[1]], verdict="inconsistent", explanation=words, numbers=(whole,), computed=whole.value
            )


def _share_beside(grid: Grid, contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """`178 offenders (7.5%)`: the share that the row prints beside the count, or that the totals give."""
    context, said, cells = contexts[b], contexts[b].said, found[a].numbers
    text = context.sentence
    between = words_between(contexts[a], context)
    closed = context.rest.startswith(")")
    if said is None or said.unit != "percent" or found[b].verdict != "not_checkable" or said.bounded:
        return
    if not _BESIDE.fullmatch(between) or not closed or _OTHERS.search(text) or context.base or context.among:
        return
    if found[a].verdict == "not_checkable":
        part = _counted(grid, contexts, a)
    elif not found[a].in_time or len(cells) != 1 or cells[0].table != grid.index:
        return
    else:
        part = grid.count(cells[0].row, cells[0].column)
    if part is None or part.half:
        return
    beside = [n for c in grid.columns if (n := grid.percent(part.row, c)) is not None]
    if part.value < FEWEST and not beside:
        return
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


def _counted(grid: Grid, contexts: Sequence[Context], a: int) -> Number | None:
    """The count that the one row named in full prints, where it is the number: `57 offenders` is too few to be tied."""
    named, said = named_rows(grid, contexts[a].words[2]), contexts[a].said
    if len(named) != 1 or said is None or said.unit or said.bounded or contexts[a].is_base:
        return None
    counts = [n for c in grid.columns if (n := grid.count(named[0], c)) is not None]
    return counts[0] if len(counts) == 1 and said.low == said.high == counts[0].value else None


def _count_beside(grid: Grid, contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """`400 offenders (20.1%)`: the count that a row prints beside the share that the sentence states for it."""
    text, said, cells = contexts[a].sentence, contexts[a].said, found[b].numbers
    between = words_between(contexts[a], contexts[b])
    closed = contexts[b].rest.startswith(")")
    if said is None or said.unit or said.bounded or not _BESIDE.fullmatch(between) or not closed:
        return
    if found[a].verdict != "not_checkable" or found[b].verdict != "consistent" or len(cells) != 1:
        return
    share = cells[0]
    if share.table != grid.index or share.decimals == 0 or grid.kinds[share.row, share.column] != "percent":
        return
    if _OTHERS.search(text) or not row_telling(grid, share.row) <= contexts[a].words[2]:
        return
    counts = [n for c in grid.columns if (n := grid.count(share.row, c)) is not None]
    every = [n for row in grid.rows for c in grid.columns if (n := grid.count(row, c)) is not None]
    if len(counts) == 1 and not any(said.allows(n.low, n.high) for n in every):
        (meant,) = counts
        words = f"{grid.place(meant)} prints {meant.printed}, not {contexts[a].printed}."
        found[a] = replace(
            found[a], verdict="inconsistent", explanation=words, numbers=(meant,), computed=meant.value, options=()
        )


def _another_line(grid: Grid, contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """Two numbers that one row prints, where the words name another row in full and none of its numbers is said."""
    one, other = contexts[a].said, contexts[b].said
    if one is None or other is None or not ((tells(one) and tells(other)) or _share_of(contexts, a, b)):
        return
    named = named_rows(grid, contexts[a].words[2] | contexts[b].words[2])
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


def _share_of(contexts: Sequence[Context], a: int, b: int) -> bool:
    """Whether a count and its share in brackets have digits enough not to stand in one row by chance."""
    one, other = contexts[a].said, contexts[b].said
    if one is None or other is None or one.bounded or other.bounded or (one.unit, other.unit) != ("", "percent"):
        return False
    between = words_between(contexts[a], contexts[b])
    digits = len(str(one.value // UNIT)) + len(str(abs(other.value) * 10**other.decimals // UNIT))
    return bool(_BESIDE.fullmatch(between)) and not one.decimals and digits >= FEWEST_DIGITS


def _of_kind(grid: Grid, number: Number, unit: str) -> bool:
    kind = grid.kinds[number.row, number.column]
    return (kind == "percent") == (unit == "percent")
