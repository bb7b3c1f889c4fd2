"""The quantities of all tables that a stated number may be, by the words around it.

In: a context, what the tables are about. Out: `Option`s with their scores. Relies on `selecting` for the rows and
columns that words name, and on `options` for what can be made of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.audit.statements.context import Context
from pipelines.audit.statements.naming import other_measure, strange
from pipelines.audit.statements.option import Option
from pipelines.audit.statements.options import NEGLIGIBLE, options
from pipelines.audit.statements.selecting import Selection, select
from pipelines.audit.statements.vocabulary import Label, Subject
from pipelines.audit.statements.words import GENERIC

CITED_HERE, CITED_NEAR, UNCITED = 1.0, 0.95, 0.9
NAMED_KIND = 0.85
"""A row of means where the sentence speaks of a mean, whatever else its label says."""
FOREIGN = 0.8
"""What each word of the segment that no label knows leaves of the score."""


def candidates(context: Context, about: Sequence[Subject], known: frozenset[str]) -> list[Option]:
    """The quantities of all tables that the mention may state."""
    found: list[Option] = []
    foreign = [w for w in context.words[0] if w not in known and w not in GENERIC and not w.isdigit()]
    for subject in about:
        cited = context.cited == subject.name
        base = (
            CITED_HERE if cited and context.cited_here else CITED_NEAR if cited else UNCITED * _about(subject, context)
        )
        if context.cited_here and not context.placed and not cited and context.cited.startswith(("table", "exhibit")):
            base *= 0.6
        base *= FOREIGN ** min(len(foreign), 3)
        knows = not strange(subject, context) and not other_measure(subject, context)
        said = context.said
        compared = context.than or (
            said is not None and (said.unit in ("times", "points") or (said.unit == "" and context.risen))
        )
        of_rows, of_columns = (
            [_own_words(around, own, others) for around in context.words]
            for own, others in (
                (subject.long_rows, subject.long_columns),
                (subject.long_columns, subject.long_rows),
            )
        )
        rows = select(subject.rows, of_rows, subject.row_words, subject.weights, context.segment, compared)
        rows += [Selection((label,), NAMED_KIND, 1) for label in subject.rows if _kind_named(label, context)]
        columns = select(subject.columns, of_columns, subject.column_words, subject.weights, context.segment, compared)
        for row in rows:
            for column in columns:
                if base * row.score * column.score < NEGLIGIBLE:
                    continue
                found.extend(options(subject, row, column, context, base, knows, cited and context.cited_surely))
    return found


def _kind_named(label: Label, context: Context) -> bool:
    """Whether a row holds means (medians) and the words speak of such."""
    said = context.words[1] | context.words[2] | context.words[3]
    return ("mean" in label.stems and bool(said & {"mean", "averag"})) or bool({"median"} & label.stems & said)


def _about(subject: Subject, context: Context) -> float:
    """How much of a table's title the words around a number cover."""
    said = context.words[2] | context.words[5]
    title = subject.title - frozenset(s for s in subject.title if s in GENERIC)
    if not title:
        return 0.6
    words = title | subject.row_words | subject.column_words
    both = len(said & title) / len(title)
    asked = [w for w in said if w not in GENERIC]
    covered = sum(w in words for w in asked) / len(asked) if asked else 0.0
    return 0.4 + 0.35 * min(1.0, 2 * both) + 0.25 * covered


def _own_words(
    words: frozenset[str], own: tuple[frozenset[str], ...], others: tuple[frozenset[str], ...]
) -> frozenset[str]:
    """Words without those that name a label of the other axis in full, and none of this one.

    `The share of the Department of the Interior was 52% for wildlife trade` does not speak of the Fish and Wildlife
    Service, where wildlife trade heads a column.
    """
    if not words or not (taken := _spelled_out(words, others)):
        return words
    return words - (taken - _spelled_out(words, own))


def _spelled_out(words: frozenset[str], labels: tuple[frozenset[str], ...]) -> frozenset[str]:
    """The stems of all labels that words name in full."""
    return frozenset(s for telling in labels if telling <= words for s in telling)
