"""The labels of a document's tables as sets of stems: what a sentence must say to speak of a row or a column.

In: grids. Out: `Subject` for each table. Relies on labels: words that all labels of an axis share tell nothing, a total
needs no words, years are kept apart from words, and heads such as `Number` and `Percent` are left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from pipelines.audit.grids import TIME_UNITS, Grid, is_period, is_total
from pipelines.audit.model import Path
from pipelines.audit.scales import without_multiplier
from pipelines.audit.statements.words import GENERIC, stems
from pipelines.extraction.model import Table

YEARS = re.compile(r"(?:1[89]|20|21)\d{2}")
_IN_TIME = re.compile(r"[(,]\s?(?:in )?(days|months|years)\)?", re.IGNORECASE)
_A_YEAR = re.compile(r"[(\[]?\b(?:1[89]|20|21)\d{2}\b(?:\s?[-\u2013/]\s?\d{2,4}\b)?[)\]]?")
_ABBREVIATED = re.compile(r"\w \(([A-Z&]{2,8})\)")
_MEASURE = re.compile(r"(?:number|percent|n|%|count|value|no\.|share)\W*(?:of .*)?", re.IGNORECASE)
GENERIC_WEIGHT = 0.3
"""What a word that says little counts for."""
SHARED = (7, 10)
"""A word in more than so many of the labels of an axis tells none of them apart."""


@dataclass(frozen=True, slots=True)
class Label:
    """A row or a group of columns: its own stems, those of the labels above it, its grid indices, whether it is the
    whole."""

    name: str
    stems: frozenset[str]
    indices: tuple[int, ...]
    total: bool
    above: frozenset[str] = frozenset()
    single_years: bool = False
    """Whether its lines have no label but a year."""

    @property
    def telling(self) -> frozenset[str]:
        """Its own stems that say something, without those of an abbreviation in brackets: it is another name."""
        return _telling(self.name, self.stems)

    def is_under(self, names: AbstractSet[str]) -> bool:
        """Whether it stands under a label of one of the names."""
        above = self.name.split(" / ")[:-1]
        return any(" / ".join(above[: n + 1]) in names for n in range(len(above)))

    def under(self, other: Label) -> bool:
        """Whether it stands under another label."""
        return self.name.startswith(other.name + " / ")


@lru_cache(maxsize=10_000)
def _telling(name: str, words: frozenset[str]) -> frozenset[str]:
    short = stems(" ".join(_ABBREVIATED.findall(name.rpartition(" / ")[2])))
    return words - GENERIC - short or words - GENERIC or words


@dataclass(frozen=True)
class Subject:
    """A table as the matching sees it."""

    grid: Grid
    name: str
    rows: list[Label]
    columns: list[Label]
    title: frozenset[str]
    years: frozenset[str]
    weights: dict[str, float]
    unit_of_time: str
    heads_known: bool
    """Whether its columns are told apart by their labels."""
    row_words: frozenset[str] = field(default_factory=frozenset)
    column_words: frozenset[str] = field(default_factory=frozenset)
    whole: frozenset[str] = frozenset()
    """Stems of the labels of its totals: what they say is counted."""
    by_year: bool = False
    """Whether it prints several single years beside one another."""
    printed: str = ""
    """Its title and its labels as they are printed."""
    words: frozenset[str] = frozenset()
    """Stems of all that it prints of itself: of its title and of its labels, of those they share as well."""
    overlap: frozenset[str] = frozenset()
    """The axes (`rows`, `columns`) whose labels are counted several times: they add to more than their total."""

    @cached_property
    def long_rows(self) -> tuple[frozenset[str], ...]:
        """The telling stems of the rows that have several of them."""
        return _long(self.rows)

    @cached_property
    def long_columns(self) -> tuple[frozenset[str], ...]:
        """The telling stems of the columns that have several of them."""
        return _long(self.columns)

    def periods(self, row: int, column: int) -> frozenset[str]:
        """The years that a cell is of, by its labels; those of the title where they name none."""
        return _years_of(self.grid.row_paths[row]) | _years_of(self.grid.column_paths[column]) or self.years


def _long(labels: Sequence[Label]) -> tuple[frozenset[str], ...]:
    return tuple(dict.fromkeys(t for label in labels if not label.total and len(t := label.telling) > 1))


@lru_cache(maxsize=10_000)
def _years_of(path: Path) -> frozenset[str]:
    return frozenset(YEARS.findall(" ".join(path)))


def subjects(grids: Sequence[Grid], tables: Sequence[Table]) -> list[Subject]:
    """What the tables with numbers are about."""
    return [subject(g, tables[g.index]) for g in grids if g.numbers]


def words_of(about: Sequence[Subject]) -> frozenset[str]:
    """All stems of the labels and titles of a document's tables."""
    return frozenset(s for t in about for s in t.words)


def title_of(table: Table) -> str:
    """The title of a table; of one that has neither a title nor a number, what stands above its labels."""
    stub = table.column_paths[0] if table.column_paths and not table.label else ()
    return table.title or (stub[-1] if stub else "")


def subject(grid: Grid, table: Table) -> Subject:
    """What one table is about."""
    rows = _labels((r, grid.row_paths[r]) for r in grid.rows)
    groups = {c: _group(grid.column_paths[c]) for c in grid.columns}
    timeless = {c: tuple(_A_YEAR.sub(" ", p).strip(" ,") for p in path) for c, path in groups.items()}
    shared = Counter(timeless.values())  # `Farms 2010` and `Farms 2020` are the farms of two years
    columns = _labels((c, timeless[c] if shared[timeless[c]] > 1 and all(timeless[c]) else groups[c]) for c in groups)
    if all(is_period(grid.row_paths[r]) for r in grid.rows):
        rows = [Label("", frozenset(), tuple(grid.rows), True)]
    counts = Counter(stem for label in (*rows, *columns) for stem in label.stems | label.above)
    heading = title_of(table)
    title = stems(f"{heading} {table.label if table.kind == 'callouts' else ''}")
    units = [n.unit for n in grid.numbers.values() if n.unit in TIME_UNITS]
    printed = " ".join((heading, *(p for path in (*grid.row_paths, *grid.column_paths) for p in path)))
    return Subject(
        grid,
        name_key(grid.label),
        rows,
        columns,
        title,
        frozenset(YEARS.findall(heading)),
        {stem: (GENERIC_WEIGHT if stem in GENERIC else 1) / n for stem, n in counts.items()},
        units[0] if units else found[1].casefold() if (found := _IN_TIME.search(heading)) else "",
        len({grid.column_paths[c] for c in grid.columns}) == len(grid.columns),
        frozenset(s for label in rows for s in label.stems | label.above),
        frozenset(s for label in columns for s in label.stems | label.above),
        frozenset(s for label in (*rows, *columns) if label.total for s in stems(label.name)),
        len({years for path in (*grid.row_paths, *grid.column_paths) if len(years := _years_of(path)) == 1}) > 1,
        printed,
        stems(printed) | title | frozenset(s for label in (*rows, *columns) for s in label.stems | label.above),
        frozenset(
            axis for axis in ("rows", "columns") if _overlapping(grid, rows if axis == "rows" else columns, axis)
        ),
    )


def _overlapping(grid: Grid, labels: Sequence[Label], axis: str) -> bool:
    """Whether the counts of an axis's outermost labels add to more than those of its total in each line."""
    totals = [label for label in labels if label.total and not label.single_years]
    names = {label.name for label in labels}
    parts = [label for label in labels if not label.total and not label.is_under(names)]
    if len(totals) != 1 or len(parts) < 2:
        return False

    def counts(label: Label) -> dict[int, int]:
        """By line; where a label has several columns, their lines are told apart by their order."""
        lines = grid.columns if axis == "rows" else grid.rows
        found = {}
        for n, i in enumerate(label.indices):
            for line in lines:
                number = grid.count(*((i, line) if axis == "rows" else (line, i)))
                if number is not None:
                    found[line * len(label.indices) + n] = number.value
        return found

    whole = counts(totals[0])
    sums = [counts(label) for label in parts]
    shared = [line for line in whole if all(line in of for of in sums)]
    return bool(shared) and all(sum(of[line] for of in sums) > whole[line] for line in shared)


def name_key(label: str) -> str:
    """A table's name as sentences cite it."""
    return " ".join(label.casefold().split()).rstrip(".:")


def _group(path: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(p for p in path if not _MEASURE.fullmatch(without_multiplier(p).strip()) and not is_period((p,)))


def _labels(paths: Iterable[tuple[int, tuple[str, ...]]]) -> list[Label]:
    together: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, path in paths:
        together[path].append(index)
    said = {path: stems(without_multiplier(path[-1])) if path else frozenset() for path in together}
    counts = Counter(stem for words in said.values() for stem in words)
    share, of = SHARED
    common = {s for s, n in counts.items() if n * of > len(together) * share and len(together) > 1}
    found = []
    wholes = [p for p in together if p and (is_total(p[:1]) or (is_total(p) and len(p) > 1))]
    several = len({said[p] for p in wholes}) > 1  # `Total revenue` and `Total expenditure` are named by their words
    for path, indices in together.items():
        total = not path or (path in wholes and not (several and said[path]))
        telling = said[path] - common
        words = frozenset() if total else telling if telling - {"no"} else said[path]
        found.append(
            Label(" / ".join(path), words, tuple(indices), total, stems(" ".join(path[:-1])) - words, not path)
        )
    return found
