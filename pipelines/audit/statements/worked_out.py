"""Quantities worked out from several cells: sums over labels, differences, ratios, shares of a total.

In: a table as subject, the rows and columns selected, and the stated number. Out: `Option`s with exact bounds and one
line of arithmetic. Relies on `option`; what is printed in a single cell is told by `options`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipelines.audit.grids import CHANGE, Grid, is_period, is_total
from pipelines.audit.model import UNIT, Number, quantity
from pipelines.audit.scales import is_money
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.naming import unknown
from pipelines.audit.statements.option import Option, period_fit
from pipelines.audit.statements.over_time import changes
from pipelines.audit.statements.selecting import Selection
from pipelines.audit.statements.stated import Relation
from pipelines.audit.statements.vocabulary import Label, Subject
from pipelines.audit.statements.words import GENERIC, says, stems
from pipelines.audit.sums import HUNDRED

Place = tuple[int, int]
_AVERAGED = re.compile(r"\b(?:averages?|mean|median)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\bthan (?:in |for |it was in )?(?:the |a |one )?(?:year (?:before|earlier)|(?:previous|prior|last) year)\b"
    r"|\b(?:a|one|the) year (?:earlier|before)\b|\b(?:on|from|over) the (?:previous|preceding|prior) year\b",
    re.IGNORECASE,
)
"""`73 fewer than in the year before`."""
_LIKELY = re.compile(r"\blikel(?:y|ihood)\b", re.IGNORECASE)
"""Words by which rates are compared, and no counts."""


def ratios(
    subject: Subject, row: Selection, column: Selection, context: Context, score: float, certain: bool
) -> Iterator[Option]:
    """How many times one of two labels is the other, the first named over the second; or a later year an earlier."""
    for over, under in _pairs(subject, row, column, context):
        if under.low <= 0 or over.low < 0 or over.value == under.value == HUNDRED:
            continue  # the whole of each is 100%
        middle = over.value * UNIT // under.value
        low, high = over.low * UNIT // under.high, -(-over.high * UNIT // under.low)
        yield Option(score * _fits(subject, over, under, context), low, high, "ratio",
                     f"{subject.grid.together([over, under])}: {over.printed} / {under.printed} = "
                     f"{quantity(middle, 1)}", (over, under), certain, middle)  # fmt: skip


def differences(
    subject: Subject, row: Selection, column: Selection, context: Context, score: float, certain: bool
) -> Iterator[Option]:
    """How much more or less one of two labels is than the other, or a later year than an earlier: counts or points."""
    said = context.said
    if said is None or not (said.change or said.unit == "points"):
        return
    relation: Relation = "change_points" if said.unit == "points" else "level"
    for a, b in _pairs(subject, row, column, context):
        if (subject.grid.kinds[a.row, a.column] == "percent") != (said.unit == "points"):
            continue
        by = 1 if said.unit == "points" else subject.grid.scale(a)
        middle = by * (a.value - b.value) * (said.change or 1)
        room = by * (a.half + b.half)
        opposite = middle < 0 and said.change != 0
        middle = middle if said.change else abs(middle)
        yield Option(score * _fits(subject, a, b, context), middle - room, middle + room, relation,
                     f"{subject.grid.together([a, b])}: {a.printed} - {b.printed} = "
                     f"{quantity(a.value - b.value, a.decimals)}", (a, b), certain, middle,
                     opposite=opposite, spans=True)  # fmt: skip


def relative(
    subject: Subject, row: Selection, column: Selection, context: Context, score: float, certain: bool
) -> Iterator[Option]:
    """By how many percent one of two labels is above or below the other: `20% higher than`."""
    said = context.said
    assert said is not None
    for a, b in _pairs(subject, row, column, context):
        if b.low <= 0 or subject.grid.kinds[a.row, a.column] == "percent":
            continue
        middle = (a.value - b.value) * HUNDRED // b.value
        ends = sorted(
            said.change * (over * HUNDRED // under - HUNDRED) for over in (a.low, a.high) for under in (b.low, b.high)
        )
        yield Option(score * _fits(subject, a, b, context), ends[0], ends[-1] + 1, "change_percent",
                     f"{subject.grid.together([a, b])}: ({a.printed} - {b.printed}) / {b.printed} = "
                     f"{quantity(middle, 1)}%", (a, b), certain, middle * said.change,
                     opposite=middle * said.change < 0)  # fmt: skip


def _pairs(subject: Subject, row: Selection, column: Selection, context: Context) -> Iterator[tuple[Number, Number]]:
    """Two numbers of one kind and one line that are held against one another: of two labels, or of two years."""
    grid = subject.grid
    found: list[tuple[Place, Place]] = []
    for pair, line, down in ((row, column, True), (column, row, False)):
        if len(pair.labels) == 2 and len(line.labels) == 1:
            ordered = sorted(pair.labels, key=lambda label: _first_said(label, context.sentence))
            for i in line.labels[0].indices:
                first, second = ([(k, i) if down else (i, k) for k in label.indices] for label in ordered)
                found.extend(zip(first, second, strict=False))
    years = sorted(set(context.years))
    if says(_YEAR_BEFORE, context.sentence):
        found.clear()  # nothing is held against another label
        near = sorted(set(context.near_years)) or years
        years = [str(int(near[0]) - 1), near[0]] if len(near) == 1 else years
    if len(row.labels) == len(column.labels) == 1 and len(years) == 2:
        cells = [(r, c) for r in row.labels[0].indices for c in column.labels[0].indices if (r, c) in grid.numbers]
        old, new = ([p for p in cells if subject.periods(*p) == {y}] for y in years)
        found.extend((b, a) for a in old for b in new if a[0] == b[0] or a[1] == b[1])
    rates = says(_LIKELY, context.sentence)
    averages = says(_AVERAGED, context.sentence)
    for one, other in found:
        alike = one in grid.numbers and other in grid.numbers and grid.kinds[one] == grid.kinds[other]
        if alike and averages and grid.kinds[one] in ("count", "percent"):
            continue
        if alike and (not rates or grid.kinds[one] == "percent"):
            yield grid.numbers[one], grid.numbers[other]


def _first_said(label: Label, sentence: str) -> int:
    words = re.finditer(r"[\w.-]+", sentence)
    return next((m.start() for m in words if stems(m[0]) & label.stems), len(sentence))


def _fits(subject: Subject, a: Number, b: Number, context: Context) -> float:
    """What is left of the score of two numbers: for the years that they are of, and a little for shares."""
    if subject.periods(a.row, a.column) != subject.periods(b.row, b.column):
        return 1.0
    shares = subject.grid.kinds[a.row, a.column] == "percent" and (context.said is None or context.said.unit == "times")
    return min(period_fit(subject, n, context) for n in (a, b)) * (0.95 if shares else 1.0)


def together(
    subject: Subject, row: Selection, column: Selection, context: Context, score: float, certain: bool
) -> Iterator[Option]:
    """Several rows or columns taken together: counts added, shares from added counts, shares of one base added."""
    said, grid = context.said, subject.grid
    assert said is not None
    if len(row.labels) > 1 and len(column.labels) > 1:
        return
    if context.each:
        yield from _each(subject, row, column, context, score, certain)
        return
    if ("rows" if len(row.labels) > 1 else "columns") in subject.overlap:
        certain = False  # who is counted in both must not be counted twice
    if said.unit == "percent" and said.change:
        names = " and ".join(grid.row_name(label.indices[0]) for label in row.labels)
        yield from changes(subject, _added(grid, row, column), context, score, certain, names)
    for r_or_c in column.labels[0].indices if len(row.labels) > 1 else row.labels[0].indices:
        lines = row.labels if len(row.labels) > 1 else column.labels
        for kind in ("count", "percent"):
            parts = []
            for label in lines:
                places = [(i, r_or_c) if len(row.labels) > 1 else (r_or_c, i) for i in label.indices]
                parts += [grid.numbers[p] for p in places if grid.kinds.get(p) == kind][:1]
            if len(parts) < len(lines):
                continue
            low, high = sum(p.low for p in parts), sum(p.high for p in parts)
            shown = " + ".join(p.printed for p in parts)
            middle = sum(p.value for p in parts)
            place = grid.together(parts)
            shares = kind == "percent" and said.unit == "percent" and len(row.labels) > 1
            shares = shares and all(divides(grid, p) for p in parts)
            if (kind == "count" and said.unit == "") or shares:
                by = grid.scale(parts[0])
                yield Option(score, by * low, by * high, "share" if kind == "percent" else "level",
                             f"{place}: {shown} = {quantity(middle, parts[0].decimals)}", tuple(parts),
                             certain, by * middle)  # fmt: skip
            if kind == "count" and said.unit == "percent" and not said.change:
                bases = [base_of(grid, p.row, p.column) for p in parts]
                if len(row.labels) > 1:
                    bases = bases[:1]
                if all(bases):
                    total = sum(b.value for b in bases if b)
                    if low > total:
                        continue  # more than there are: the rows overlap
                    yield Option(score, -(-low * HUNDRED // total), high * HUNDRED // total, "share",
                                 f"{place}: ({shown}) / {quantity(total, 0)} = "
                                 f"{quantity(middle * HUNDRED // total, 1)}%", tuple(parts), certain,
                                 middle * HUNDRED // total)  # fmt: skip


def divides(grid: Grid, share: Number) -> bool:
    """Whether the shares beside one another, of the rows under the same row, make a hundred."""
    beside = [grid.percent(r, share.column) for r in grid.groups.get(grid.parent.get(share.row), [])]
    shown = [n for n in beside if n is not None and not is_total(grid.row_paths[n.row])]
    return sum(n.low for n in shown) <= HUNDRED <= sum(n.high for n in shown)


def _each(
    subject: Subject, row: Selection, column: Selection, context: Context, score: float, certain: bool
) -> Iterator[Option]:
    """`59% each`: the number is held against the cell of the labels that it fits worst."""
    said, grid = context.said, subject.grid
    assert said is not None
    for kind in ("count", "percent", "mean", "median"):
        if (kind == "percent") != (said.unit == "percent"):
            continue
        cells = [
            grid.numbers[r, c]
            for label in row.labels
            for r in label.indices
            for other in column.labels
            for c in other.indices
            if grid.kinds.get((r, c)) == kind
        ]
        if len(cells) != max(len(row.labels), len(column.labels)):
            continue
        if is_money(context.printed) and not all(is_money(n.printed) for n in cells):
            continue
        worst = max(cells, key=lambda n: abs(n.value - said.value))
        shown = " and ".join(n.printed for n in cells)
        relation: Relation = "share" if kind == "percent" else "level"
        yield Option(score, worst.low, worst.high, relation, f"{grid.together(cells)}: {shown} are printed",
                     tuple(cells), certain, worst.value)  # fmt: skip


def _added(grid: Grid, row: Selection, column: Selection) -> list[Number]:
    """The counts of several rows added, column by column."""
    found = []
    for c in [c for label in column.labels for c in label.indices] if len(column.labels) == 1 else []:
        parts = [grid.count(label.indices[0], c) for label in row.labels]
        if len(parts) == sum(p is not None for p in parts):
            known = [p for p in parts if p is not None]
            value, half = sum(p.value for p in known), sum(p.half for p in known)
            shown = "(" + " + ".join(p.printed for p in known) + ")"
            found.append(replace(known[0], value=value, half=half, printed=shown))
    return found


def base_of(grid: Grid, row: int, column: int, of: frozenset[str] = frozenset()) -> Number | None:
    """The total row of a count's column; of several (`Total revenue`, `Total expenditure`) the one that `of` names."""
    wholes = [r for r in grid.groups.get(None, []) if is_total(grid.row_paths[r])]
    if len(wholes) > 1:
        wholes = [r for r in wholes if (stems(grid.row_paths[r][-1]) - GENERIC) & of]
    if len(wholes) != 1 or wholes[0] == row:
        return None
    base = grid.count(wholes[0], column)
    return base if base is not None and base.low > 0 else None


def shares(subject: Subject, cells: list[Number], context: Context, score: float, certain: bool) -> Iterator[Option]:
    """Counts over the total of their column, where no share is printed beside them."""
    grid = subject.grid
    printed = {grid.column_paths[n.column][:-1] for n in cells if grid.kinds[n.row, n.column] == "percent"}
    moved = context.said is not None and context.said.change != 0 and not context.moving
    of_rows = frozenset(s for label in subject.rows if not label.total for s in label.telling) - subject.column_words
    of_whole = not of_rows & context.words[2] - GENERIC and not unknown(subject, context.words[2])
    for part in cells:
        if grid.kinds[part.row, part.column] != "count":
            continue
        beside = grid.column_paths[part.column][:-1] in printed - {()}
        if beside and not (of_whole and any(grid.kinds[n.at[1:]] == "percent" and n.value == HUNDRED for n in cells)):
            continue  # the share is printed; but a total row prints 100% whatever it is of all
        fits = period_fit(subject, part, context) * (0.6 if moved else 1.0)
        grows = context.risen and not context.moving
        is_base = part.column in grid.percent_columns
        fits *= 0.6 if is_base else 1.0  # `Number of declinations`, under the shares of them
        sure = certain and not grows and not is_base and not _share_elsewhere(grid, part)
        sure = sure and not (
            part.decimals and not is_money(part.printed) and not grid.has_money and grid.scale(part) == 1
        )
        row_is_whole = bool(stems(grid.row_paths[part.row][-1]) & context.whom - GENERIC)
        named = _named_base(subject, part, context)
        down = named or (None if row_is_whole or beside else base_of(grid, part.row, part.column, context.whom))
        # One year's part of all years is stated with its year, if at all.
        year = is_period(grid.column_paths[part.column]) and not subject.periods(*part.at[1:]) <= set(context.years)
        for base in (down, None if year else _across_base(grid, part)):
            if base is None or part.value > base.value:
                continue
            told = stems(" ".join((*grid.row_paths[part.row], *grid.row_paths[base.row]))) | subject.title | GENERIC
            of_others = bool((context.whom & subject.row_words) - told)
            low, high = -(-part.low * HUNDRED // base.high), part.high * HUNDRED // base.low
            middle = part.value * HUNDRED // base.value
            yield Option(score * fits, low, high, "share",
                         f"{grid.place(part)}: {part.printed} / {base.printed} = {quantity(middle, 1)}%", (part, base),
                         sure and not of_others, middle)  # fmt: skip


def _named_base(subject: Subject, part: Number, context: Context) -> Number | None:
    """The count of the row that the words for whom it is a share of name in full: `68.6% of clinical staff`."""
    of = (context.whom & subject.row_words) - GENERIC
    if not of:
        return None
    rows = [label for label in subject.rows if not label.total and label.stems - GENERIC == of]
    if len(rows) != 1 or len(rows[0].indices) != 1 or rows[0].indices[0] == part.row:
        return None
    return subject.grid.count(rows[0].indices[0], part.column)


def _share_elsewhere(grid: Grid, part: Number) -> bool:
    """Whether a row prints percentages of a flat table: then its other counts may be what these are taken of."""
    if grid.column_paths[part.column][:-1]:
        return False
    totals = [path[-1].casefold() for c in grid.columns if is_total((path := grid.column_paths[c])[:1])]
    heads = {c: " ".join(grid.column_paths[c]) for c in grid.columns if grid.percent(part.row, c)}
    return any(
        c != part.column + 1 and not CHANGE.search(head) and not any(total in head.casefold() for total in totals)
        for c, head in heads.items()
    )


def _across_base(grid: Grid, part: Number) -> Number | None:
    """The total of a count's row, where a column is one."""
    for c in grid.columns:
        another_year = is_period(grid.column_paths[part.column][-1:]) and is_period(grid.column_paths[c][-1:])
        if c != part.column and is_total(grid.column_paths[c][:1]) and not another_year:
            base = grid.count(part.row, c)
            return base if base is not None and base.low > 0 else None
    return None
