"""A table as the audit sees it: numbers by row and column, what kind each is, and which labels stand under which.

In: a table as read. Out: `Grid`. Relies on labels only as far as statistical tables agree on them: a percent sign or
the word in the head, `Mean`, `Median`, `Total`, `Number of`. Whole numbers are exact counts unless the table says that
its figures are rounded.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from pipelines.audit.model import MOST_DECIMALS, UNIT, Number, Path
from pipelines.audit.scales import is_money, multiplier
from pipelines.extraction.model import Table
from pipelines.extraction.values import parse_value, separator_style

NumberKind = Literal["count", "percent", "mean", "median", "other"]
TOTAL = re.compile(
    r"(?:grand |sub)?totals?\b|all\b|overall\b|both sexes\b|.*\btotal\W*$|number of\b|altogether\b|in all\b|"
    r"(?:the )?(?:whole|entire) (?:of\b|country|nation|state|area|territory|population|sample|group|union|year)\b|"
    r".*\bas a whole\W*$|nation\W*$|[\w ]*\w[ -]?wide\W*$|(?:women and men|men and women|girls and boys|boys and girls|"
    r"males and females|females and males)\W*$",
    re.IGNORECASE,
)
"""Labels by which publishers name a whole. (Numbers tell whether it is one: a region may be called `Nation`.)"""
OF_WHICH = re.compile(
    r"\W*(?:(?:(?:out )?of|among) (?:which|whom|these|those|them)|thereof|therein|incl(?:\.|uding)|memo(?:randum)?\b)",
    re.IGNORECASE,
)
"""How labels begin of rows and columns that are some of what stands before them, and no parts beside it."""
BASE_ROW = re.compile(r"(?:total )?(?:number|n)\b(?: of\b|$)|sample size|base\b", re.IGNORECASE)
"""Labels of the row that tells of how many the percentages above it are."""
_PERCENT = re.compile(r"(?:percent|per cent|pct\.?|share)\b|%", re.IGNORECASE)
_OF_SHARES = re.compile(r"[(\[](?:in )?(?:%|percent|per cent)|\bpercent(?:age)?s? (?:of|distribution)\b", re.IGNORECASE)
"""Titles of tables that print nothing but percentages, though no head says so."""
_MEDIAN = re.compile(r"\bmedian\b", re.IGNORECASE)
_MEAN = re.compile(r"\b(?:mean|average)\b", re.IGNORECASE)
_OTHER = re.compile(r"\b(?:rate|ratio|index|per (?!cent\b)|range|minimum|maximum|error|deviation)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:fiscal year |fy |cy )?(?:1[89]|20|21)\d{2}(?:\s*[-/\u2013]\s*\d{2,4})?\W*", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:change|variation|growth|increase|decrease|difference)s?\b", re.IGNORECASE)
"""Heads of columns that tell how much something changed: such numbers are no parts of one another."""
_COUNTED = re.compile(r"\b(?:numbers?|counts?|n|no\.?|cases|total number)\b", re.IGNORECASE)
_COUNT_HEAD = re.compile(r"n|no\.?|numbers?|counts?", re.IGNORECASE)
MISSING = re.compile(
    r"missing|unknown|not (?:reported|stated|known)|no answer|excludes?\b|valid (?:cases|answers|responses)",
    re.IGNORECASE,
)
"""Notes by which shares and means are of fewer cases than are counted."""
ROUND_NUMBERS = 8
"""So many whole counts that all end in 0 do not meet by chance: they were rounded to tens (hundreds, ...)."""
RANDOM_STEPS = (3, 5)
PERTURBED = re.compile(
    r"random(?:ly)? round|rounded randomly|base (?:3|5|three|five)\b|perturb|confidential|disclosure|"
    r"random(?:ly)? adjust|may not (?:add|sum|total)(?!.{0,60}round)|differential privacy|noise|nearest (?:3|5)\b|"
    r"\bchained\b|constant prices|deflated",
    re.IGNORECASE,
)
"""Notes and titles of tables whose numbers were changed, each for itself (so that nobody can be told from them, or to
the prices of one year): they need not add up."""
ODD_ONES_OUT = 50
"""...but for one in so many."""
_ROUNDED = re.compile(
    r"round(?:ed|ing)|in (?:thousands|millions|billions)|(?<![\d,])000s?\b|\b1[, ]000s?\)|"
    r"\(?(?:thousands|millions|billions)\b|"
    r"(?:US\$|[$\u20ac\u00a3]|\b(?:USD|EUR|GBP))\s?(?:m|mn|bn|k)\b|\b(?:thousand|million|billion)\b|'000|"
    r"\b(?:ha|hectares?|acres?|km2|[kMGT]Wh|[GTP]J|tonnes?|tons?|kt|Mt|lit(?:re|er)s?)\b|"
    r"\bestimate[sd]?\b|may not (?:sum|add|total)|not (?:sum|add) (?:up )?to",
    re.IGNORECASE,
)
TIME_UNITS = {"months", "years", "days"}


@dataclass(frozen=True)
class Grid:
    """The numbers of one table. `rows` and `columns` are the grid indices that hold numbers, in order."""

    index: int
    label: str
    page: int
    row_paths: tuple[Path, ...]
    column_paths: tuple[Path, ...]
    numbers: dict[tuple[int, int], Number]
    kinds: dict[tuple[int, int], NumberKind]
    rounded: bool
    notes: str = ""
    callouts: bool = False
    pages: dict[tuple[int, int], int] = field(default_factory=dict)
    printed_in: tuple[int, bool] = (1, False)
    """What its title or a note says its numbers are printed in (thousands, millions), and whether only money is."""
    title: str = ""

    @cached_property
    def rows(self) -> list[int]:
        """Grid rows that hold numbers."""
        return sorted({r for r, _ in self.numbers})

    @cached_property
    def columns(self) -> list[int]:
        """Grid columns that hold numbers."""
        return sorted({c for _, c in self.numbers})

    @cached_property
    def by_column(self) -> dict[int, dict[int, Number]]:
        """The numbers of each column by their row, both in order."""
        found: dict[int, dict[int, Number]] = {c: {} for c in self.columns}
        for (r, c), number in sorted(self.numbers.items()):
            found[c][r] = number
        return found

    @cached_property
    def by_row(self) -> dict[int, dict[int, Number]]:
        """The numbers of each row by their column, both in order."""
        found: dict[int, dict[int, Number]] = {r: {} for r in self.rows}
        for (r, c), number in sorted(self.numbers.items()):
            found[r][c] = number
        return found

    def of_rows(self, *rows: int) -> list[Number]:
        """All numbers of some rows, in order."""
        return [n for r in sorted(set(rows)) for n in self.by_row[r].values()]

    def scale(self, number: Number, money: bool = False) -> int:
        """By what a printed number is to be multiplied, by its labels or by what the table says of all.

        A title may say so of money alone (`dollars in thousands`): `money` tells that an amount of money is looked for.
        """
        kind = self.kinds[number.row, number.column]
        if kind == "percent":
            return 1
        for path in (self.column_paths[number.column], self.row_paths[number.row]):
            by, _ = multiplier(" ".join(path))
            if by > 1:
                return by
        by, only_money = self.printed_in
        if only_money:
            return by if money and (not self.has_money or is_money(number.printed)) else 1
        return by if kind == "count" else 1

    @cached_property
    def has_money(self) -> bool:
        """Whether some of its numbers are printed with a currency sign."""
        return any(is_money(n.printed) for n in self.numbers.values())

    @cached_property
    def groups(self) -> dict[int | None, list[int]]:
        """Rows beside one another, by the row that they stand under: none for the outermost.

        Where the label above them heads no row of its own (a stub of two columns), a number below 0 stands for it.
        """
        found: dict[int | None, list[int]] = defaultdict(list)
        above: dict[Path, int] = {}
        for r, path in enumerate(self.row_paths):
            if not path:
                continue
            if len(path) > 1 and path[:-1] not in above:
                above[path[:-1]] = -1 - len(above)
            found[above.get(path[:-1])].append(r)
            above[path] = r
        return dict(found)

    @cached_property
    def parent(self) -> dict[int, int | None]:
        """The row that each row stands under."""
        return {child: parent for parent, children in self.groups.items() for child in children}

    @cached_property
    def percent_columns(self) -> frozenset[int]:
        """The columns that print percentages."""
        return frozenset(c for (_, c), kind in self.kinds.items() if kind == "percent")

    @cached_property
    def column_kinds(self) -> dict[int, NumberKind]:
        """The kind of number that each column mostly prints."""
        seen: dict[int, Counter[NumberKind]] = defaultdict(Counter)
        for (_, c), kind in self.kinds.items():
            seen[c][kind] += 1
        return {c: kinds.most_common(1)[0][0] for c, kinds in seen.items()}

    @cached_property
    def counting(self) -> frozenset[int]:
        """The rows that print a count or a percentage: others tell medians, costs per head."""
        return frozenset(r for (r, _), kind in self.kinds.items() if kind in ("count", "percent"))

    def count(self, row: int, column: int) -> Number | None:
        """The count at a place, if there is one."""
        return self.numbers.get((row, column)) if self.kinds.get((row, column)) == "count" else None

    def percent(self, row: int, column: int) -> Number | None:
        """The percentage at a place, if there is one."""
        return self.numbers.get((row, column)) if self.kinds.get((row, column)) == "percent" else None

    def row_name(self, row: int) -> str:
        """The labels of a row in words."""
        return " / ".join(p for p in self.row_paths[row] if p) or "(no label)"

    def column_name(self, column: int) -> str:
        """The labels of a column in words."""
        return " / ".join(p for p in self.column_paths[column] if p) or f"column {column + 1}"

    def place(self, number: Number) -> str:
        """Where a number stands, in words."""
        return f"{self.label}: {self.row_name(number.row)}; {self.column_name(number.column)}"

    def together(self, numbers: Iterable[Number]) -> str:
        """Where several numbers of one line stand, in words."""
        first, *others = numbers
        rows = all(n.column == first.column for n in others)
        names = [self.row_name(n.row) if rows else self.column_name(n.column) for n in (first, *others)]
        line = self.column_name(first.column) if rows else self.row_name(first.row)
        told = " and ".join(dict.fromkeys(names))
        return f"{self.label}: {told}; {line}" if rows else f"{self.label}: {line}; {told}"


@lru_cache(maxsize=65536)
def is_total(path: Path) -> bool:
    """Whether the innermost label says that it is a whole."""
    return bool(path) and bool(TOTAL.match(path[-1].strip()))


def is_period(path: Path) -> bool:
    """Whether the innermost label is a year or a span of years.

    >>> is_period(("2004",)), is_period(("All", "2004\u201305")), is_period(("2004 cases",))
    (True, True, False)
    """
    return bool(path) and bool(_YEAR.fullmatch(path[-1].strip()))


def grids(tables: Iterable[Table]) -> list[Grid]:
    """The tables that hold numbers, as grids; `index` counts the given tables from 0."""
    return [grid(n, table) for n, table in enumerate(tables)]


def grid(index: int, table: Table) -> Grid:
    """A table as a grid of numbers."""
    column_paths = _parted(table.column_paths)
    texts = defaultdict(list)
    for cell in table.body():
        texts[cell.col_start].append(cell.text)
    style = separator_style(t for column in texts.values() for t in column)
    said = " ".join([table.title, table.source, *(n.text for n in table.notes), *map(" ".join, table.column_paths)])
    rounded = bool(_ROUNDED.search(said))
    heads = " ".join(p for path in table.column_paths for p in path)
    shares = bool(_OF_SHARES.search(table.title)) and not _COUNTED.search(f"{table.title} {heads}")
    shares = shares and not _PERCENT.search(heads)
    averages: NumberKind | None = None
    if not _COUNTED.search(table.title):
        averages = "median" if _MEDIAN.search(table.title) else "mean" if _MEAN.search(table.title) else None
    signs = {c for c, column in texts.items() if any("%" in t for t in column)}
    numbers: dict[tuple[int, int], Number] = {}
    kinds: dict[tuple[int, int], NumberKind] = {}
    pages: dict[tuple[int, int], int] = {}
    for cell in table.body():
        value = parse_value(cell.text, style)
        if value.kind != "number" or value.value is None or value.decimals > MOST_DECIMALS:
            continue
        at = (cell.row_start, cell.col_start)
        row, column = table.row_paths[at[0]], column_paths[at[1]]
        kind = _kind(value.unit, value.decimals, row, column, at[1] in signs, abs(value.value) > 100, "%" in cell.text)
        if kind == "count" and shares and abs(value.value) <= 100 and not BASE_ROW.match(row[-1] if row else ""):
            kind = "percent"
        if kind == "count" and averages and value.decimals and not _COUNTED.search(" ".join(column)):
            kind = averages
        exact = kind == "count" and value.decimals == 0 and not rounded and not is_money(cell.text)
        half = 0 if exact else UNIT // (2 * 10**value.decimals)
        exactly = int(value.value.scaleb(MOST_DECIMALS)) * (UNIT // 10**MOST_DECIMALS)
        numbers[at] = Number(index, *at, cell.text, exactly, half, value.decimals, value.unit)
        kinds[at] = kind
        pages[at] = cell.box.page
    numbers = _as_precise_as_printed(numbers, kinds)
    name = " ".join(p for p in (table.label, table.title) if p)[:120] or (
        table.column_paths[0][-1] if table.column_paths and table.column_paths[0] else f"table {index + 1}"
    )
    label = table.label or name
    page = table.parts[0].page
    callouts = table.kind == "callouts"
    return Grid(
        index,
        label,
        page,
        table.row_paths,
        column_paths,
        numbers,
        kinds,
        rounded,
        said,
        callouts,
        pages,
        multiplier(f"{table.title} . {' . '.join(n.text for n in table.notes)}"),
        table.title,
    )


def _parted(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """Flat heads that hold two levels, `2013: Male` and `2013: Female`, as paths of two labels."""
    above = Counter(path[0].partition(": ")[0] for path in paths if len(path) == 1 and ": " in path[0])
    return tuple(
        tuple(path[0].split(": ", 1)) if len(path) == 1 and above[path[0].partition(": ")[0]] > 1 else path
        for path in paths
    )


def _as_precise_as_printed(
    numbers: dict[tuple[int, int], Number], kinds: dict[tuple[int, int], NumberKind]
) -> dict[tuple[int, int], Number]:
    """The numbers, those of tables and columns whose counts all end in 0 only as exact as that."""
    whole = {at: n for at, n in numbers.items() if kinds[at] == "count" and n.decimals == 0 and n.value}
    columns = {c for _, c in whole}
    step = _step(whole.values())
    steps = {c: max(step, _step(n for (_, k), n in whole.items() if k == c)) for c in columns}
    return {
        at: replace(n, half=max(n.half, _room(steps[at[1]]))) if steps.get(at[1], 1) > 1 and at in whole else n
        for at, n in numbers.items()
    }


def _room(step: int) -> int:
    """How far a number that was rounded to a step may lie from it: numbers are rounded to 3 and 5 at random, too."""
    return UNIT * step // 2 if step > max(RANDOM_STEPS) else UNIT * (step - 1)


def _step(numbers: Iterable[Number]) -> int:
    """What whole numbers were rounded to: the greatest step that divides them all, where they are many."""
    values = list({n.value // UNIT for n in numbers})  # the same number many times over tells nothing
    found = 1
    for step in (3, 5, *(n * 10**k for k in range(1, 7) for n in (1, 5))):
        left = [v for v in values if abs(v) >= step]
        odd = sum(v % step != 0 for v in left)
        if len(left) >= ROUND_NUMBERS and odd * ODD_ONES_OUT <= len(left):
            found = step
    return found


def _kind(unit: str, decimals: int, row: Path, column: Path, signs: bool, large: bool, sign: bool) -> NumberKind:
    head, label = " ".join(column), row[-1] if row else ""
    if sign or unit == "percent":
        return "percent"
    if column and _COUNT_HEAD.fullmatch(column[-1].strip()) and decimals == 0 and not unit:
        return "count"  # whatever its row is called: `Within Range`
    if BASE_ROW.match(label) and decimals == 0 and not unit:
        return "count"
    for words in (label, head):
        if _MEDIAN.search(words):
            return "median"
        if _MEAN.search(words):
            return "mean"
        if _OTHER.search(words):
            return "other"
    if unit:
        return "other"
    last = column[-1] if column else ""
    if _PERCENT.search(last):
        return "percent"
    if signs:
        return "count" if BASE_ROW.match(label) or (large and decimals == 0) else "percent"
    if not _COUNTED.search(last) and any(_PERCENT.search(p) and not _COUNTED.search(p) for p in column[:-1]):
        return "percent"
    return "count"
