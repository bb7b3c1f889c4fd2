"""What an expected table says about the words to be found: labels by their key, in a tree and as paths."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipelines.documents.spec import Label, TableSpec, label_key

_PLACE = {"{year}": re.compile(r"\{year\}"), "{period}": re.compile(r"\{period\}")}
MISSING_GLYPH = "\ufffd"


@dataclass(frozen=True, slots=True)
class Declared:
    """A declared row: its path of keys, its path as declared, and whether rows stand under it."""

    keys: tuple[str, ...]
    path: tuple[str, ...]
    parent: bool


def declared_rows(labels: Sequence[Label], above: Declared | None = None) -> Iterator[Declared]:
    """All declared rows, each before the rows under it."""
    for label in labels:
        keys = (*(above.keys if above else ()), label_key(label.label))
        row = Declared(keys, (*(above.path if above else ()), label.label), bool(label.under))
        yield row
        yield from declared_rows(label.under, row)


def row_keys(spec: TableSpec | None) -> frozenset[str]:
    """The keys of all declared row labels."""
    return frozenset(row.keys[-1] for row in declared_rows(spec.rows)) if spec else frozenset()


def knows(keys: frozenset[str], label: str) -> bool:
    """Whether a printed label is among the keys; a missing glyph stands for one to three characters."""
    return find_key(keys, label) is not None


def find_key(keys: frozenset[str], label: str) -> str | None:
    """The key that a printed label meets."""
    key = label_key(label)
    if key in keys:
        return key
    if MISSING_GLYPH in key:
        parts = [re.escape(part) for part in re.split(f"{MISSING_GLYPH}+", key)]
        pattern = re.compile(".{1,3}".join(parts))
        found = [k for k in sorted(keys) if pattern.fullmatch(k)]
        return found[0] if len(found) == 1 else None
    return None


def repeats(label: Label) -> bool:
    """Whether a label stands for any number of columns: years are left open in it."""
    return "{year}" in label.label or "{period}" in label.label


def expand(labels: Sequence[Label], times: dict[str, int]) -> list[Label]:
    """The labels with those that leave years open repeated as often as said for their placeholder."""
    grown: list[Label] = []
    for label in labels:
        place = next((p for p in _PLACE if p in label.label), "")
        copy = label.model_copy(update={"under": expand(label.under, times)})
        grown.extend([copy] * times.get(place, 1))
    return grown


def count_leaves(labels: Sequence[Label]) -> int:
    """How many columns the labels stand over."""
    return sum(count_leaves(label.under) or 1 for label in labels)


def expansions(labels: Sequence[Label], columns: int) -> Iterator[list[Label]]:
    """The ways to repeat open labels so that the columns come out, the labels as declared first."""
    if count_leaves(labels) == columns:
        yield list(labels)
        return
    for years in range(1, columns + 1):
        for periods in range(1, columns + 1):
            if years * periods > 1:
                grown = expand(labels, {"{year}": years, "{period}": periods})
                if count_leaves(grown) == columns:
                    yield grown
            if count_leaves(expand(labels, {"{year}": 1, "{period}": periods})) > columns:
                break
        if count_leaves(expand(labels, {"{year}": years, "{period}": 1})) > columns:
            break


def column_count(spec: TableSpec | None) -> int | None:
    """How many columns are declared; unknown where labels leave years open."""
    if spec is None or not spec.columns or any(_open(label) for label in spec.columns):
        return None
    return count_leaves(spec.columns)


def _open(label: Label) -> bool:
    return repeats(label) or any(_open(under) for under in label.under)
