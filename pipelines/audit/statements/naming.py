"""Whether the words near a stated number name a label: all its telling words, its numbers, and nothing strange.

In: labels and a number's context. Out: yes or no. Relies on stems; a label that holds numbers is named with them alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.audit.grids import Grid, is_total
from pipelines.audit.statements.citations import CITED
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.selecting import SECTION, Selection
from pipelines.audit.statements.vocabulary import YEARS, Label, Subject
from pipelines.audit.statements.words import GENERIC, stems

_RATE = re.compile(r"\bfor every\b|\bper\b(?!\s?cent\b)|/ ?100,?000", re.IGNORECASE)
_PART_OF_YEAR = re.compile(
    r"\b(?:first|second|third|fourth|last) (?:half|quarter|(?:[a-z]+ )?(?:months|weeks))\b|\bQ[1-4]\b|\bhalf-?year",
    re.IGNORECASE,
)
_KIND_OF_YEAR = re.compile(r"\b(calendar|fiscal|financial|school|academic)(?= year)", re.IGNORECASE)
_FROM_TO = re.compile(r"\b(?:[Ff]rom|[Bb]etween) ([A-Za-z]+) (?:to|and|through|until) ([A-Za-z]+)")
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def ranges_said(label: Label, axis: Sequence[Label], context: Context) -> bool:
    """Whether the numbers in a label (`41 or older`), but for years, stand in the segment too."""
    if label.total:
        said = _digits(context.sentence) - set(context.years)
        return not any(_numbers_in(other.name) and _numbers_in(other.name) <= said for other in axis)
    of_groups = frozenset(w for w in context.words[0] if w.isdigit())  # the number of `under 15` is a mention itself
    return _numbers_in(label.name) <= _digits(context.segment) | of_groups


@lru_cache(maxsize=10_000)
def _digits(text: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(CITED.sub("", text)))


@lru_cache(maxsize=10_000)
def _numbers_in(name: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(name.rpartition(" / ")[2])) - frozenset(YEARS.findall(name))


def strange(subject: Subject, context: Context, level: int = 0) -> frozenset[str]:
    """The telling words of a number's segment (clause, sentence) that no label and no title of the table holds."""
    return unknown(subject, context.words[level])


def unknown(subject: Subject, words: frozenset[str]) -> frozenset[str]:
    """Those of some words that no label and no title of a table holds, and that say something."""
    return frozenset(w for w in words - subject.words - GENERIC if not w[0].isdigit())


def over_a_range(label: Label, context: Context) -> bool:
    """Whether a label is one end of a range of labels: `from June to September there were 800 fires`."""
    return not label.total and bool(label.telling & _ends_of_range(context.segment))


@lru_cache(maxsize=10_000)
def _ends_of_range(segment: str) -> frozenset[str]:
    found = _FROM_TO.search(segment)
    return stems(f"{found[1]} {found[2]}") if found else frozenset()


def counts_else(labels: Sequence[Label], subject: Subject, context: Context) -> bool:
    """Whether the word right behind a number is one of the title, and its labels name another thing that is counted."""
    word = context.counted
    if word in GENERIC or word not in subject.title or any(word in label.stems for label in labels):
        return False
    return any(not label.total and label.telling & context.words[0] for label in labels)


def other_measure(subject: Subject, context: Context) -> bool:
    """Whether the words speak of another measure or another kind of year than a table: per head, by calendar years."""
    said = f"{context.segment} {context.printed}"
    if any(measure.search(said) and not measure.search(subject.printed) for measure in (_RATE, _PART_OF_YEAR)):
        return True
    kinds = [frozenset(k.casefold() for k in _KIND_OF_YEAR.findall(text)) for text in (said, subject.printed)]
    return bool(kinds[0] and kinds[1]) and not kinds[0] & kinds[1]


def is_spelled(label: Label, context: Context) -> bool:
    """Whether the segment of a number holds every telling word of a label."""
    return not label.total and bool(label.telling) and label.telling <= context.words[0]


def told(selection: Selection, context: Context) -> bool:
    """Whether the words near a number tell its row (column), or leave no doubt that the whole is meant."""
    return selection.level < SECTION or (selection.labels[0].total and selection.sure)


def named_rows(grid: Grid, words: frozenset[str]) -> list[int]:
    """The rows whose telling words are all said, but for those that only are a part of another."""
    named = [r for r in grid.rows if row_telling(grid, r) and row_telling(grid, r) <= words]
    return [r for r in named if not any(row_telling(grid, r) < row_telling(grid, o) for o in named)]


def row_telling(grid: Grid, row: int) -> frozenset[str]:
    """The words of a row's label that tell it from the others."""
    if is_total(grid.row_paths[row]):
        return frozenset()
    own = stems(grid.row_paths[row][-1])
    shared = [w for w in own if 2 * sum(w in stems(grid.row_paths[r][-1]) for r in grid.rows) > len(grid.rows)]
    return own - GENERIC - frozenset(shared)
