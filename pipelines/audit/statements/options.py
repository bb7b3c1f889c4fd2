"""The quantities that a number in a sentence may state: printed cells, and what can be worked out from them.

In: a table as subject, the rows and columns selected, and the stated number. Out: `Option`s with exact bounds and one
line of arithmetic. Relies on units: percentages are held against shares, changes and complements, times against means,
bare numbers against counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipelines.audit.grids import TIME_UNITS, Grid, is_total
from pipelines.audit.model import UNIT, Number, quantity
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.naming import is_spelled, ranges_said, told
from pipelines.audit.statements.selecting import Selection
from pipelines.audit.statements.stated import Relation, Stated
from pipelines.audit.statements.vocabulary import Subject
from pipelines.audit.statements.words import GENERIC, stem, stems
from pipelines.audit.sums import HUNDRED

NEGLIGIBLE = 0.08
"""What fits worse is not worked out at all."""
VICTIM = stem("victims")
"""Who suffers a crime is none of those who are accused of it, though both are persons."""
FAR_OFF = 50
"""A stated number that is so many times a cell, or so small a part of it, is of something else, not a slip."""
SAME_YEARS = 0.8
"""A cell of other years than the sentence speaks of fits worse than this (see `_period_fit`)."""
OTHER_WAY = 0.7
"""What is left of the score of a share where the words speak of its complement, or the other way round."""
IN_MONTHS = {"months": 1, "years": 12}


@dataclass(frozen=True, slots=True)
class Option:
    """A quantity that may be meant: bounds in `UNIT`ths, how it comes about, how well it fits the words."""

    score: float
    low: int
    high: int
    relation: Relation
    arithmetic: str
    numbers: tuple[Number, ...]
    certain: bool
    """Whether the words name the row and the column near the number."""
    computed: int
    cited: bool = False
    """Whether it stands in the table that the sentence or its section cites, and no other."""
    named: bool = False
    """Whether its own segment names the row or the column."""
    clear: bool = False
    """Whether the words name it, say nothing that the table does not know, and speak of its years."""
    spans: bool = False
    """Whether it is a sum over all years that the sentence speaks of."""
    derived: bool = False
    """Whether it is worked out from counts, where no share is printed."""
    led: bool = False
    """Whether the words before the number name the row or the column."""
    spelled: bool = False
    """Whether its own segment holds every telling word of the row's or the column's label."""


def options(
    subject: Subject, row: Selection, column: Selection, context: Context, base: float, knows: bool, cited: bool
) -> Iterator[Option]:
    """All quantities of the selected rows and columns that have the unit of the stated number.

    `knows` says that the table holds every telling word near the number (see `strange`), `cited` that it is cited.
    """
    named = subject.heads_known and (row.level == 0 or column.level == 0) and row.sure and column.sure
    spelled = any(is_spelled(label, context) for label in (*row.labels, *column.labels))
    labels = (*row.labels, *column.labels)
    of_others = bool(context.base - GENERIC - subject.title) or any(
        not ranges_said(label, axis, context)
        for chosen, axis in ((row, subject.rows), (column, subject.columns))
        for label in chosen.labels
    )
    of_others = of_others or (context.is_base and not all(label.total for label in labels))
    of_others = of_others or (VICTIM in context.words[0] and VICTIM not in subject.row_words | subject.column_words
                              and VICTIM not in subject.title)  # fmt: skip
    if context.among:
        own = context.words[0] - context.among - GENERIC
        of_others = of_others or not any(label.stems & own for label in labels if not label.total)
    lead = context.lead or frozenset()
    led = any(label.stems & lead - GENERIC for label in (*row.labels, *column.labels))
    for option in _options(subject, row, column, context, base):
        if option.score < NEGLIGIBLE:
            continue
        clear = option.certain and knows and not of_others
        if option.relation == "change_percent" and not context.risen:
            clear = False
        if clear and option.relation != "change_percent" and not option.spans:
            clear = all(_period_fit(subject, n, context) >= SAME_YEARS for n in option.numbers)
        derived = option.relation == "share" and _from_counts(subject, option)
        yield replace(option, cited=cited, named=named, spelled=spelled, clear=clear, derived=derived, led=led)


def _from_counts(subject: Subject, option: Option) -> bool:
    kinds, row = subject.grid.kinds, option.numbers[0].row
    counts = all(kinds[n.row, n.column] == "count" for n in option.numbers)
    return counts and not any(kinds.get((row, c)) == "percent" for c in subject.grid.columns)


def _options(subject: Subject, row: Selection, column: Selection, context: Context, base: float) -> Iterator[Option]:
    """All quantities of the selected rows and columns that have the unit of the stated number."""
    said = context.said
    assert said is not None
    grid = subject.grid
    score = base * row.score * column.score
    certain = subject.heads_known and told(row, context) and told(column, context)
    certain = certain and (min(row.level, column.level) <= 1 or (row.labels[0].total and column.labels[0].total))
    certain = certain or (subject.heads_known and context.cited_here and (row.level <= 1 or column.level <= 1))
    rows = [r for label in row.labels for r in label.indices]
    columns = [c for label in column.labels for c in label.indices]
    cells = [grid.numbers[r, c] for r in rows for c in columns if (r, c) in grid.numbers]
    if len(row.labels) == 1 and len(column.labels) == 1:
        for number in cells:
            fits = score * _period_fit(subject, number, context)
            yield from _levels(subject, number, said, fits, certain, context)
        if said.unit == "":
            yield from _over_years(subject, cells, context, score, certain)
        if said.unit == "percent" and said.change:
            yield from _changes(subject, cells, context, score, certain)
        if said.unit == "percent" and said.change and not cells:
            return
    else:
        yield from _together(subject, row, column, context, score, certain)
    if said.unit == "percent":
        yield from _shares(subject, cells, context, score, certain)


def _period_fit(subject: Subject, number: Number, context: Context) -> float:
    own = subject.periods(number.row, number.column)
    near, all_years = set(context.near_years), set(context.years)
    moved = context.said is not None and context.said.change != 0
    if len(own) > 1 and (len(near) == 1 or (moved and len(all_years) == 2) or context.moving):
        return 0.4
    if not own:
        return 1.0
    if len(near or all_years) == 2 and len(own) == 1 and own <= (near or all_years) and not context.moving:
        return 0.85  # a sentence about a span of years rather means all of them
    if near:
        return 1.0 if near & own and (len(own) > 1 or len(near) == 1 or len(near & own) == len(own)) else 0.75
    if not all_years:
        return 1.0 if len(own) > 1 or own == subject.years else 0.85
    return 1.0 if own <= all_years else 0.8


def _levels(
    subject: Subject, number: Number, said: Stated, score: float, certain: bool, context: Context
) -> Iterator[Option]:
    kind = subject.grid.kinds[number.row, number.column]
    unit = number.unit or (subject.unit_of_time if kind in ("mean", "median") else "")
    relation: Relation = "level"
    if kind == "mean" or kind == "median":
        relation = kind
    elif kind == "percent":
        relation = "share"
    where = subject.grid.place(number)
    words = context.sentence.casefold()
    averaged = "averag" in words or "mean" in words.split()
    if kind in ("mean", "median") or (kind == "other" and unit in IN_MONTHS and averaged):
        relation = "median" if kind == "median" else "mean"
        fits = 1.0 if kind in words or (kind != "median" and averaged) else 0.7
        if said.unit in IN_MONTHS and unit in IN_MONTHS and said.unit != unit:
            by, to = IN_MONTHS[unit], IN_MONTHS[said.unit]
            low, high = number.low * by // to, -(-number.high * by // to)
            shown = quantity(number.value * by // to, 2)
            yield Option(score * fits, low, high, relation, f"{where}: {number.printed} = {shown} {said.unit}",
                         (number,), certain, number.value * by // to)  # fmt: skip
        elif said.unit in ("", unit):
            slack = UNIT // 2 if said.unit == "" and said.decimals == 0 and not said.bounded else 0
            yield Option(score * fits, number.low - slack, number.high + slack, relation,
                         f"{where} prints {number.printed}", (number,), certain, number.value)  # fmt: skip
        return
    if kind == "percent" and said.unit == "percent" and (number.value != HUNDRED or said.value == HUNDRED):
        dampened = 0.8 if said.change and "change" not in where.casefold() and "increase" not in where.casefold() else 1
        negated = "no" in context.words[0] and not _says_no(subject, number)
        direct, rest = (OTHER_WAY, 1.0) if negated else (1.0, OTHER_WAY)
        yield Option(score * dampened * direct, number.low, number.high, relation, f"{where} prints {number.printed}",
                     (number,), certain and not negated, number.value)  # fmt: skip
        if number.value <= HUNDRED:
            low, high = HUNDRED - number.high, HUNDRED - number.low
            yield Option(score * rest, low, high, "share", f"{where}: 100 - {number.printed} = "
                         f"{quantity(HUNDRED - number.value, number.decimals)}", (number,), certain and negated,
                         HUNDRED - number.value)  # fmt: skip
    timed = unit in TIME_UNITS and unit == said.unit
    odd = kind == "count" and (averaged or (number.decimals and number.decimals != said.decimals))
    far = not abs(number.value) <= FAR_OFF * abs(said.value) <= FAR_OFF**2 * abs(number.value)
    money = "$" in context.printed and "$" not in number.printed
    money = money and ("dollar" not in subject.grid.notes.casefold() or subject.grid.has_money)
    # "the largest increase (20)": a count in a sentence on change may be how much, not where that led
    how_much = said.unit == "" and said.change != 0 and not context.moving
    how_much = how_much and len(set(context.near_years)) != 1
    if odd or money or how_much or (far and subject.grid.scale == 1):
        certain = False
    if (kind == "count" and said.unit == "") or timed or (kind == "other" and said.unit in ("", unit)):
        by = subject.grid.scale if kind == "count" else 1
        yield Option(score, by * number.low, by * number.high, "level", f"{where} prints {number.printed}", (number,),
                     certain, by * number.value)  # fmt: skip


def _says_no(subject: Subject, number: Number) -> bool:
    """Whether a label of the number's row or column is a negation itself (`Not convicted`)."""
    paths = (*subject.grid.row_paths[number.row], *subject.grid.column_paths[number.column])
    return any("no" in stems(p) for p in paths)


def _over_years(
    subject: Subject, cells: list[Number], context: Context, score: float, certain: bool
) -> Iterator[Option]:
    """Counts of single years added, where the sentence speaks of a span of years and each of them is printed."""
    years = sorted(set(context.years))
    if len(years) != 2 or context.moving or (context.said is not None and context.said.change):
        return
    span = {str(y) for y in range(int(years[0]), int(years[1]) + 1)}
    lines: dict[tuple[str, int], dict[str, Number]] = {}
    for n in cells:
        own = subject.periods(n.row, n.column)
        if subject.grid.kinds[n.row, n.column] == "count" and len(own) == 1 and own <= span:
            lines.setdefault(("row", n.row), {})[next(iter(own))] = n
            lines.setdefault(("column", n.column), {})[next(iter(own))] = n
    for by_year in lines.values():
        if set(by_year) != span:
            continue
        parts = [by_year[y] for y in sorted(span)]
        middle = sum(p.value for p in parts)
        shown = " + ".join(p.printed for p in parts)
        yield Option(score, sum(p.low for p in parts), sum(p.high for p in parts), "level",
                     f"{subject.grid.label}: {shown} = {quantity(middle, parts[0].decimals)}", tuple(parts), certain,
                     middle, spans=True)  # fmt: skip


def _changes(subject: Subject, cells: list[Number], context: Context, score: float, certain: bool) -> Iterator[Option]:
    said = context.said
    assert said is not None
    grid = subject.grid
    usable = [n for n in cells if grid.kinds[n.row, n.column] in ("count", "mean", "median") and n.low > 0]
    own = {n.at: subject.periods(n.row, n.column) for n in usable}
    single = sorted((n for n in usable if len(own[n.at]) == 1), key=lambda n: min(own[n.at]))
    years = sorted(set(context.years))
    firsts = [n for n in single if not years or years[0] in own[n.at]] or single[:1]
    lasts = [n for n in single if not years or years[-1] in own[n.at]] or single[-1:]
    if not years:
        firsts, lasts = single[:1], single[-1:]
    for old in firsts:
        for new in lasts:
            kinds = grid.kinds[old.row, old.column], grid.kinds[new.row, new.column]
            if old.at == new.at or kinds[0] != kinds[1] or (old.row != new.row and old.column != new.column):
                continue
            ends = sorted([(new.low - old.high) * HUNDRED // old.high, (new.high - old.low) * HUNDRED // old.low])
            middle = (new.value - old.value) * HUNDRED // old.value
            signed = 1 if middle >= 0 else -1
            low, high = (ends[0], ends[1] + 1) if signed > 0 else (-ends[1] - 1, -ends[0])
            fits = 1.0 if kinds[0] == "count" or kinds[0] in context.sentence.casefold() else 0.8
            if signed != said.change:
                low, high = -high, -low
            arithmetic = f"({new.printed} - {old.printed}) / {old.printed} = {quantity(middle, 1)}%"
            yield Option(score * fits, low, high, "change_percent", f"{grid.place(new)}: {arithmetic}", (new, old),
                         certain, abs(middle))  # fmt: skip


def _together(
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
    if said.unit == "percent" and said.change:
        yield from _changes(subject, _added(grid, row, column), context, score, certain)
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
            if (kind == "count" and said.unit == "") or shares:
                yield Option(score, low, high, "share" if kind == "percent" else "level",
                             f"{place}: {shown} = {quantity(middle, parts[0].decimals)}", tuple(parts),
                             certain, middle)  # fmt: skip
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
        if "$" in context.printed and not all("$" in n.printed for n in cells):
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


def base_of(grid: Grid, row: int, column: int) -> Number | None:
    """The total row of a count's column."""
    for r in grid.groups.get(None, []):
        if is_total(grid.row_paths[r]) and r != row:
            base = grid.count(r, column)
            return base if base is not None and base.low > 0 else None
    return None


def _shares(subject: Subject, cells: list[Number], context: Context, score: float, certain: bool) -> Iterator[Option]:
    """Counts over the total of their column, where no share is printed beside them."""
    grid = subject.grid
    printed = {grid.column_paths[n.column][:-1] for n in cells if grid.kinds[n.row, n.column] == "percent"}
    for part in cells:
        if grid.kinds[part.row, part.column] != "count" or grid.column_paths[part.column][:-1] in printed - {()}:
            continue
        fits = _period_fit(subject, part, context) * (0.6 if context.said and context.said.change else 1.0)
        row_is_whole = bool(stems(grid.row_paths[part.row][-1]) & context.whom - GENERIC)
        down = None if row_is_whole else base_of(grid, part.row, part.column)
        for base in (down, _across_base(grid, part)):
            if base is None or part.value > base.value:
                continue
            low, high = -(-part.low * HUNDRED // base.high), part.high * HUNDRED // base.low
            middle = part.value * HUNDRED // base.value
            yield Option(score * fits, low, high, "share",
                         f"{grid.place(part)}: {part.printed} / {base.printed} = {quantity(middle, 1)}%", (part, base),
                         certain, middle)  # fmt: skip


def _across_base(grid: Grid, part: Number) -> Number | None:
    """The total of a count's row, where a column is one."""
    for c in grid.columns:
        if c != part.column and is_total(grid.column_paths[c][:1]):
            base = grid.count(part.row, c)
            return base if base is not None and base.low > 0 else None
    return None
