"""Whether the words near a stated number name a label: all its telling words, its numbers, and nothing strange.

In: labels and a number's context. Out: yes or no. Relies on stems; a label that holds numbers is named with them alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.audit.statements.citations import CITED
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.selecting import SECTION, Selection
from pipelines.audit.statements.vocabulary import YEARS, Label, Subject
from pipelines.audit.statements.words import GENERIC

_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def ranges_said(label: Label, axis: Sequence[Label], context: Context) -> bool:
    """Whether the numbers in a label (`41 or older`), but for years, stand in the segment too."""
    if label.total:
        said = _digits(context.sentence) - set(context.years)
        return not any(_numbers_in(other.name) and _numbers_in(other.name) <= said for other in axis)
    return _numbers_in(label.name) <= _digits(context.segment)


@lru_cache(maxsize=10_000)
def _digits(text: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(CITED.sub("", text)))


@lru_cache(maxsize=10_000)
def _numbers_in(name: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(name.rpartition(" / ")[2])) - frozenset(YEARS.findall(name))


def strange(subject: Subject, context: Context, level: int = 0) -> frozenset[str]:
    """The telling words of a number's segment (clause, sentence) that no label and no title of the table holds."""
    known = subject.row_words | subject.column_words | subject.title | GENERIC
    return frozenset(w for w in context.words[level] if w not in known and not w[0].isdigit())


def is_spelled(label: Label, context: Context) -> bool:
    """Whether the segment of a number holds every telling word of a label."""
    telling = label.stems - GENERIC or label.stems
    return not label.total and bool(telling) and telling <= context.words[0]


def told(selection: Selection, context: Context) -> bool:
    """Whether the words near a number tell its row (column), or leave no doubt that the whole is meant."""
    return selection.level < SECTION or (selection.labels[0].total and selection.sure)
