"""The quantities that a number in a sentence may state: printed cells, and what can be worked out from them.

In: a table as subject, the rows and columns selected, and the stated number. Out: `Option`s with exact bounds and one
line of arithmetic. Relies on units: percentages are held against shares, changes and complements, times against means,
bare numbers against counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.audit.grids import CHANGE, TIME_UNITS, is_total
from pipelines.audit.model import UNIT, Number, quantity
from pipelines.audit.scales import in_words, is_money
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.naming import (
    counts_else,
    is_spelled,
    over_a_range,
    ranges_said,
    strange,
    told,
)
from pipelines.audit.statements.option import Option, of_said_years, of_the_period, period_fit
from pipelines.audit.statements.over_time import changes, over_all_years, over_years
from pipelines.audit.statements.selecting import SECTION, TOGETHER, Selection
from pipelines.audit.statements.stated import Relation, Stated
from pipelines.audit.statements.vocabulary import YEARS, Label, Subject
from pipelines.audit.statements.words import GENERIC, says, stem, stems
from pipelines.audit.statements.worked_out import differences, divides, ratios, relative, shares, together
from pipelines.audit.sums import HUNDRED

_SOME_OF = re.compile(
    r"\b(?:first|last|next|top|bottom|other|remaining|upper|lower|oldest|youngest|largest|smallest|biggest)\s"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|few|[2-9])\b"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|[2-9])\s(?:largest|smallest|biggest|oldest|youngest|highest|"
    r"lowest|leading|main|most|least|fastest|longest|shortest|top)\b"
    r"|\bbetween (?:them|the (?:two|three))\b",
    re.IGNORECASE,
)
"""`The first two grades had 966 pupils between them`: several lines, which no label names."""
_KIND_OF_MIDDLE = re.compile(r"\b(?:mean|median|average)", re.IGNORECASE)
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|went|came|fell|rose|grew|led|made|[a-z]{3,}ed)\b", re.IGNORECASE
)
_TIME = re.compile(r"\b(days|months|years)\b", re.IGNORECASE)
NEGLIGIBLE = 0.08
"""What fits worse is not worked out at all."""
VICTIM = stem("victims")
"""Who suffers a crime is none of those who are accused of it, though both are persons."""
FAR_OFF, FAR_OFF_UNCITED = 50, 8
"""A stated number that is so many times a cell, or so small a part of it, is of something else, not a slip."""
SAME_YEARS = 0.8
"""A cell of other years than the sentence speaks of fits worse than this (see `period_fit`)."""
OTHER_WAY = 0.7
"""What is left of the score of a share where the words speak of its complement, or the other way round."""
IN_MONTHS = {"months": 1, "years": 12}
IN_DAYS = {"days": (1, 1), "months": (28, 31), "years": (365, 366)}
"""The fewest and the most days of a unit of time."""


def options(
    subject: Subject, row: Selection, column: Selection, context: Context, base: float, knows: bool, cited: bool
) -> Iterator[Option]:
    """All quantities of the selected rows and columns that have the unit of the stated number.

    `knows` says that the table holds every telling word near the number (see `strange`), `cited` that it is cited.
    """
    named = subject.heads_known and (row.level == 0 or column.level == 0) and row.sure and column.sure
    spelled = any(is_spelled(label, context) for label in (*row.labels, *column.labels))
    labels = (*row.labels, *column.labels)
    of_others = any(
        not ranges_said(label, axis, context)
        for chosen, axis in ((row, subject.rows), (column, subject.columns))
        for label in chosen.labels
    )
    of_others = of_others or (context.is_base and not all(label.total for label in labels))
    of_others = of_others or (VICTIM in context.words[0] and VICTIM not in subject.row_words | subject.column_words
                              and VICTIM not in subject.title)  # fmt: skip
    of_others = of_others or _tells_else(labels, context)
    of_others = of_others or _of_whom_else(column.labels, subject.columns, context)
    # `58.8% of all pensions` is not of the kind of pension that the sentence before spoke of.
    of_all = context.lead is not None
    of_others = of_others or (of_all and any(s.level > 2 and not s.labels[0].total for s in (row, column)))
    of_others = of_others or says(_SOME_OF, context.sentence)
    of_others = of_others or any(over_a_range(label, context) for label in labels)
    of_others = of_others or counts_else(column.labels, subject, context)
    of_others = of_others or _named_by_the_other(row, column, context) or _named_by_the_other(column, row, context)
    # A group (`aged 65 or over`) that no label names: neither is it the whole.
    in_groups = frozenset(w for w in context.words[0] if w.isdigit() and not YEARS.fullmatch(w))
    of_others = of_others or bool(in_groups - frozenset(s for label in labels for s in label.stems | label.above))
    lead = context.lead or frozenset()
    led = any(label.stems & lead - GENERIC for label in (*row.labels, *column.labels))
    of_whole = subject.whole | subject.title | stems(" ".join(label.name for label in column.labels))
    own_whole = bool(context.whom) and context.whom <= of_whole
    led = led or (own_whole and bool(context.base))
    telling = [chosen.level for chosen in (row, column) if not chosen.labels[0].total]
    far = bool(telling) and min(telling) >= SECTION
    several = len(labels) > 2
    together_said = [label for chosen in (row, column) if len(chosen.labels) > 1 for label in chosen.labels]
    # Where nothing is named, the whole is meant only if the clause holds no word for something else.
    unnamed = not telling and not context.words[0] - GENERIC and bool(strange(subject, context, 1))
    of_money = is_money(context.printed)
    for option in _options(subject, row, column, context, base):
        if option.score < NEGLIGIBLE or (len(option.numbers) > 1 and of_money and not _has_money(subject)):
            continue
        clear = option.certain and knows and not of_others and not unnamed
        clear = clear and not _of_another_base(subject, row, column, option, context)
        clear = clear and not (option.relation == "share" and _within_a_part(subject, row, option, context))
        clear = clear and not (several and _is_other_size(subject, option, context))
        clear = clear and all(label.stems & context.words[0] - GENERIC for label in together_said)
        if option.relation == "change_percent" and not context.risen:
            clear = False
        if clear and option.relation not in ("change_percent", "ratio") and not option.spans:
            clear = all(period_fit(subject, n, context) >= SAME_YEARS for n in option.numbers)
            clear = clear and not (over_all_years(context) and _of_one_year(subject, option))
            no_year = subject.by_year and not context.years and not context.moving
            clear = clear and not (no_year and option.relation == "level" and _of_one_year(subject, option))
        derived = option.relation == "share" and _from_counts(subject, option) and not (spelled and own_whole)
        in_time = of_said_years(subject, option.numbers, context)
        in_time = in_time and not (option.relation == "share" and _of_a_year_within(subject, option, context))
        of_kind = spelled or (option.relation in ("mean", "median") and _kind_said(subject, option, context))
        yield replace(option, cited=cited, named=named, spelled=of_kind, clear=clear, derived=derived, led=led, far=far,
                      known=knows, in_time=in_time,
                      of_period=of_the_period(subject, option.numbers, context))  # fmt: skip


def _named_by_the_other(chosen: Selection, other: Selection, context: Context) -> bool:
    """Whether a label is named by words alone that name a label of the other axis in full (`Fish and Wildlife Service`
    by `wildlife trade`)."""
    words = context.words[0]
    taken = frozenset(s for label in other.labels if is_spelled(label, context) for s in label.stems)
    return any(
        not label.total and not is_spelled(label, context) and bool(own) and own <= taken
        for label in chosen.labels
        for own in [(label.stems & words) - GENERIC]
    )


def _kind_said(subject: Subject, option: Option, context: Context) -> bool:
    """Whether the words beside a number say that it is a mean (median), and the table has one row of such."""
    grid, at = subject.grid, option.numbers[0]
    kind = grid.kinds[at.row, at.column]
    said = context.words[0] & ({"median"} if kind == "median" else {"mean", "averag"})
    return bool(said) and len({place[0] for place, other in grid.kinds.items() if other == kind}) == 1


def _tells_else(labels: Sequence[Label], context: Context) -> bool:
    """Whether it is a share of those whom the labels name, while what the words tell of them stands elsewhere.

    `48% of women were in work` does not speak of the women's share of all. Where the number has no words of its own
    (`compared with 62% of men`), what is told of them stood before it in the sentence.
    """
    whom = context.among | context.whom
    if not whom:
        return False
    own = context.words[0] - whom - GENERIC
    told_here = bool(own)
    own = own or context.words[2] - whom - GENERIC
    asked = any(label.stems & context.whom - GENERIC for label in labels if not label.total)
    named_else = any(label.stems & own for label in labels if not (told_here and label.total))
    return (bool(context.among) or (asked and bool(own))) and not named_else


def _of_whom_else(chosen: Sequence[Label], columns: Sequence[Label], context: Context) -> bool:
    """Whether it is a share of what another column counts: `24.6% of schools and 24.9% of pupils`."""
    if any(label.stems & context.whom for label in chosen):
        return False
    return any(not c.total and c.telling and c.telling <= context.whom for c in columns if c not in chosen)


def _of_another_base(subject: Subject, row: Selection, column: Selection, option: Option, context: Context) -> bool:
    """Whether the words say of whom it is a share, and that is neither the table's whole nor the line it stands in.

    A printed share may be of its row or of its column; one that is worked out says of which.
    """
    labels = (s for label in (*subject.rows, *subject.columns) for s in label.stems)
    asked = context.base - GENERIC - (subject.title - frozenset(labels))
    if len(option.numbers) == 1:
        divided = option.relation == "share" and len(column.labels) == 1 and divides(subject.grid, option.numbers[0])
        return bool(asked - (column.labels[0].stems if divided else frozenset()))
    across = len({n.row for n in option.numbers}) == 1
    whole = (row if across else column).labels
    return bool(asked - frozenset(s for label in whole for s in label.stems))


def _within_a_part(subject: Subject, row: Selection, option: Option, context: Context) -> bool:
    """Whether a share of the whole is worked out where the words name the row above: `in upper secondary education, two
    out of three followed a vocational programme` is a share of that row."""
    if len(option.numbers) != 2 or option.numbers[0].column != option.numbers[1].column:
        return False
    above = frozenset(s for label in row.labels for s in label.above - GENERIC)
    parent = subject.grid.parent.get(option.numbers[0].row)
    return bool(above) and above <= context.words[2] and parent != option.numbers[1].row


def _is_other_size(subject: Subject, option: Option, context: Context) -> bool:
    """Whether a sum of counts is of another order than the number, or that tells an average."""
    said = context.said
    if said is None or said.unit or any(subject.grid.kinds[n.row, n.column] != "count" for n in option.numbers):
        return False
    most = FAR_OFF if context.cited_here else FAR_OFF_UNCITED
    near = abs(option.computed) <= most * abs(said.value) <= most**2 * abs(option.computed)
    return not near or "averag" in context.sentence.casefold()


def _of_one_year(subject: Subject, option: Option) -> bool:
    return any(len(subject.periods(n.row, n.column)) == 1 for n in option.numbers)


def _of_a_year_within(subject: Subject, option: Option, context: Context) -> bool:
    """Whether a share is of one year, and the sentence speaks of a span of years and of no change."""
    told = context.spans and len(set(context.near_years)) != 1 and not context.moving
    return told and context.said is not None and not context.said.change and _of_one_year(subject, option)


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
    # Words for shares fit too much for what only the sentences before tell.
    from_before = said.bounded and any(s.level >= SECTION and not s.labels[0].total for s in (row, column))
    cited_here = context.cited_here and not from_before
    # Of a table that is cited, one axis will do; but what only the heading or the sentences before name is not sure,
    # unless this one goes on with theirs: `By type: 63% for possession, 32% for trafficking`.
    goes_on = not says(_VERB, context.sentence)
    near = goes_on or all(s.level < SECTION or s.labels[0].total for s in (row, column))
    certain = certain or (subject.heads_known and cited_here and near and (row.level <= 1 or column.level <= 1))
    # What is said of several together is no number of one of them.
    one = len(row.labels) == len(column.labels) == 1 and not (row.labels[0].total and column.labels[0].total)
    certain = certain and not any(len(s.labels) > 1 and s.level >= SECTION for s in (row, column))
    certain = certain and not (one and says(TOGETHER, context.segment))
    rows = [r for label in row.labels for r in label.indices]
    columns = [c for label in column.labels for c in label.indices]
    cells = [grid.numbers[r, c] for r in rows for c in columns if (r, c) in grid.numbers]
    if said.unit == "times":
        yield from ratios(subject, row, column, context, score, certain)
    elif said.unit == "points":
        yield from differences(subject, row, column, context, score, certain)
    elif said.unit == "percent" and context.than:
        yield from relative(subject, row, column, context, score, certain)
        return
    elif len(row.labels) == 1 and len(column.labels) == 1:
        for number in cells:
            fits = score * period_fit(subject, number, context)
            yield from _levels(subject, number, said, fits, certain, context)
        if said.unit == "":
            yield from over_years(subject, cells, context, score, certain)
        if said.unit == "percent" and said.change and not context.moving:
            yield from changes(subject, cells, context, score, certain)
    else:
        yield from together(subject, row, column, context, score, certain)
        if says(TOGETHER, context.segment):
            return
    if said.unit == "" and context.risen:
        yield from differences(subject, row, column, context, score, certain)
    if said.unit == "percent" and (cells or not said.change):
        yield from shares(subject, cells, context, score, certain)


def _levels(
    subject: Subject, number: Number, said: Stated, score: float, certain: bool, context: Context
) -> Iterator[Option]:
    kind = subject.grid.kinds[number.row, number.column]
    unit = number.unit or (_unit_of_time(subject, number) if kind in ("mean", "median") else "")
    relation: Relation = "level"
    if kind == "mean" or kind == "median":
        relation = kind
    elif kind == "percent":
        relation = "share"
    where = subject.grid.place(number)
    certain = certain and not context.than  # `52 days less than the mean`
    words = context.segment.casefold()
    if not says(_KIND_OF_MIDDLE, words):
        words = context.sentence.casefold()
    averaged = "averag" in words or "mean" in words.split()
    if kind in ("mean", "median") or (kind == "other" and unit in IN_MONTHS and averaged):
        relation = "median" if kind == "median" else "mean"
        fits = 1.0 if kind in words or (kind != "median" and averaged) else 0.7
        certain = certain and (fits == 1.0 or not (said.unit == "" or averaged or "median" in words))
        if said.unit in IN_MONTHS and unit in IN_MONTHS and said.unit != unit:
            by, to = IN_MONTHS[unit], IN_MONTHS[said.unit]
            low, high = number.low * by // to, -(-number.high * by // to)
            shown = quantity(number.value * by // to, 2)
            yield Option(score * fits, low, high, relation, f"{where}: {number.printed} = {shown} {said.unit}",
                         (number,), certain, number.value * by // to)  # fmt: skip
        elif unit in IN_DAYS and said.unit in IN_DAYS and unit != said.unit and said.allows(number.low, number.high):
            (least, most), (few, many) = IN_DAYS[unit], IN_DAYS[said.unit]  # its number is printed, in another unit
            low, high = number.low * least // many, -(-number.high * most // few)
            shown = f"{number.printed} are {quantity(low, 0)} to {quantity(high, 0)} {said.unit}"
            yield Option(score * fits, low, high, relation, f"{where}: {shown}", (number,), certain, (low + high) // 2)
        elif said.unit in ("", unit):
            money = is_money(context.printed) and not is_money(number.printed) and not _has_money(subject)
            certain = certain and not money  # `410 dollars a day` is no mean of days
            by = _scale(subject, number, said, context)
            slack = UNIT // 2 if said.unit == "" and said.decimals == 0 and not said.bounded and by == 1 else 0
            low, high = _as_printed(number, said) if by == 1 else (by * number.low, by * number.high)
            yield Option(score * fits, low - slack, high + slack, relation,
                         f"{where} prints {number.printed}{in_words(by)}", (number,), certain,
                         by * number.value)  # fmt: skip
        return
    whole = number.value == HUNDRED and is_total(subject.grid.row_paths[number.row])
    if kind == "percent" and said.unit == "percent" and not whole and (
        number.value != HUNDRED or said.value == HUNDRED
    ):  # fmt: skip
        of_change = "change" in where.casefold() or "increase" in where.casefold()
        dampened = 0.8 if said.change and not context.moving and not of_change else 1
        certain = certain and (of_change or not (said.change and context.risen))
        negated = "no" in context.words[0] and not _says_no(subject, number)
        direct, rest = (OTHER_WAY, 1.0) if negated else (1.0, OTHER_WAY)
        low, high = _as_printed(number, said)
        yield Option(score * dampened * direct, low, high, relation, f"{where} prints {number.printed}",
                     (number,), certain and not negated, number.value)  # fmt: skip
        if number.value <= HUNDRED:
            low, high = HUNDRED - number.high, HUNDRED - number.low
            yield Option(score * rest, low, high, "share", f"{where}: 100 - {number.printed} = "
                         f"{quantity(HUNDRED - number.value, number.decimals)}", (number,), certain and negated,
                         HUNDRED - number.value)  # fmt: skip
    if kind == "count" and number.decimals and said.unit == "percent" and said.allows(number.low, number.high):
        # A table that says no unit may well print percentages; that is enough to agree, and too little to contradict.
        yield Option(score, number.low, number.high, "share", f"{where} prints {number.printed}", (number,), False,
                     number.value)  # fmt: skip
    timed = unit in TIME_UNITS and unit == said.unit
    odd = kind == "count" and (averaged or (number.decimals and number.decimals != said.decimals))
    odd = odd or (kind == "count" and said.value % UNIT != 0 and not number.decimals)  # `14.1` counts nothing
    most = FAR_OFF if context.cited_here else FAR_OFF_UNCITED
    far = not abs(number.value) <= most * abs(said.value) <= most**2 * abs(number.value)
    money = is_money(context.printed) and not is_money(number.printed)
    money = money and (subject.grid.has_money or not _has_money(subject))
    averages = {"mean", "median"} & set(subject.grid.kinds.values())
    money = money or (is_money(context.printed) and kind == "count" and bool(averages))
    # "the largest increase (20)": a count in a sentence on change may be how much, not where that led
    how_much = said.unit == "" and said.change != 0 and not context.moving
    how_much = how_much and len(set(context.near_years)) != 1
    by = _scale(subject, number, said, context)
    if odd or money or how_much or (far and by == 1):
        certain = False
    if (kind == "count" and said.unit == "") or timed or (kind == "other" and said.unit in ("", unit)):
        by = by * said.change if context.risen and said.change and _is_signed(subject, number) else by
        low, high = sorted((by * number.low, by * number.high))
        if number.decimals > said.decimals and by == 1:  # `55 per million`, of a printed 55.1
            low, high = low - UNIT // 2 // 10**said.decimals, high + UNIT // 2 // 10**said.decimals
        yield Option(score, low, high, "level", f"{where} prints {number.printed}{in_words(abs(by))}", (number,),
                     certain, by * number.value)  # fmt: skip


def _is_signed(subject: Subject, number: Number) -> bool:
    """Whether it stands in a column of changes in which some are negative: a rise and a fall are told apart there."""
    grid = subject.grid
    changes = any(CHANGE.search(head) for head in grid.column_paths[number.column])
    return changes and any(n.value < 0 for (_, c), n in grid.numbers.items() if c == number.column)


def _as_printed(number: Number, said: Stated) -> tuple[int, int]:
    """The bounds of a printed number that is stated: to as many digits it must be the same, not only near it."""
    same = said.decimals == number.decimals and not said.bounded and said.unit
    return (number.value, number.value) if same else (number.low, number.high)


def _unit_of_time(subject: Subject, number: Number) -> str:
    """The unit that the labels of a mean say (`Mean days`), else that of its table."""
    grid = subject.grid
    found = _TIME.findall(" ".join((*grid.row_paths[number.row], *grid.column_paths[number.column])))
    return found[0].casefold() if len(set(found)) == 1 else subject.unit_of_time


def _scale(subject: Subject, number: Number, said: Stated, context: Context) -> int:
    """What a printed number is to be multiplied with, unless it is stated just as it is printed."""
    by = subject.grid.scale(number, is_money(context.printed))
    return 1 if by > 1 and said.allows(number.low, number.high) else by


def _has_money(subject: Subject) -> bool:
    grid = subject.grid
    return grid.has_money or is_money(grid.notes)


def _says_no(subject: Subject, number: Number) -> bool:
    """Whether a label of the number's row or column is a negation itself (`Not convicted`)."""
    paths = (*subject.grid.row_paths[number.row], *subject.grid.column_paths[number.column])
    return any("no" in stems(p) for p in paths)
