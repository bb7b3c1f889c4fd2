"""The codes that a publication file uses, held against the code lists: an unknown one is a fault of that file alone.

The code lists are the dbt seeds `seed_<name>.csv`; the code stands in the column `<name>_id`. They are read as data:
nothing of dbt is needed for it.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.documents.spec import Definition, Label, Meaning, Publication

SEEDS = Path(__file__).resolve().parents[2] / "dbt_project" / "seeds"
LISTS = (
    "measure",
    "stage",
    "unit_of_count",
    "counting_rule",
    "source_system",
    "offense_type",
    "category",
    "agency",
    "additivity",
)
"""Fields of a meaning whose values are codes, each with a code list of the same name."""
_OF_DENOMINATOR = ("category", "offense_type", "agency")
_TABLE = "table"
_CLOSE = 3


@dataclass(frozen=True, slots=True)
class UsedCode:
    """A code with its place: table, printed label (`place`), field, and the list that it must be in."""

    table_id: str
    place: str
    field: str
    code_list: str
    code: str


def known_codes(seeds: Path = SEEDS) -> dict[str, frozenset[str]]:
    """The codes of every code list in a folder of seeds.

    Raises OSError where a list is missing, ValueError or KeyError where it has no column of codes.
    """
    found = {}
    for name in LISTS:
        with (seeds / f"seed_{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = frozenset(row[f"{name}_id"] for row in csv.DictReader(file))
    return found


def used_codes(publication: Publication) -> Iterator[UsedCode]:
    """Every code that a publication file uses, table by table, in the order of the file."""
    for spec in publication.tables:
        yield from _of_meaning(spec.table_id, "the table as a whole", spec.meaning)
        for axis, labels in (("row", spec.rows), ("column", spec.columns)):
            yield from _of_labels(spec.table_id, axis, labels, ())
    for definition in publication.definitions:
        yield from _of_definition(definition)
    for stated in publication.statements:
        place = f"“{stated.says}”"
        yield from _of_meaning("statements", place, stated.meaning)
        for figure in stated.figures:
            yield from _of_meaning("statements", f"{place}, figure “{figure.figure}”", figure.meaning)


def unknown_codes(publication: Publication, known: Mapping[str, frozenset[str]]) -> list[str]:
    """One sentence for each code that is in no list: its tables, labels and field, and the codes that come near it."""
    lists = {**known, _TABLE: frozenset(t.table_id for t in publication.tables)}
    places: dict[tuple[str, str, str], list[str]] = {}
    for used in used_codes(publication):
        if used.code not in lists[used.code_list]:
            places.setdefault((used.field, used.code_list, used.code), []).append(f"{used.table_id}, {used.place}")
    return [
        f"{_listed(found)}, field {field}: “{code}” is no known code; {_near(code, lists[name])}. {_advice(name)}"
        for (field, name, code), found in places.items()
    ]


def _listed(places: Sequence[str]) -> str:
    rest = len(places) - 1
    return places[0] + (f" (and {rest} more like it)" if rest else "")


def _advice(name: str) -> str:
    if name == _TABLE:
        return "Name a table of this file."
    return f"Correct it, or add it to dbt_project/seeds/seed_{name}.csv."


def _near(code: str, known: frozenset[str]) -> str:
    close = difflib.get_close_matches(code, sorted(known), n=_CLOSE)
    return f"near it: {', '.join(close)}" if close else "none comes near it"


def _of_labels(table_id: str, axis: str, labels: Sequence[Label], above: tuple[str, ...]) -> Iterator[UsedCode]:
    for label in labels:
        path = (*above, label.label)
        yield from _of_meaning(table_id, f"{axis} “{' › '.join(path)}”", label.meaning)
        yield from _of_labels(table_id, axis, label.under, path)


def _of_definition(definition: Definition) -> Iterator[UsedCode]:
    named: dict[str, list[str | None]] = {
        "stage": [*definition.stages],
        _TABLE: [*definition.tables],
        "offense_type": [definition.offense_type],
        "measure": [definition.measure],
        "source_system": [definition.source_system],
    }
    for name, codes in named.items():
        for code in codes:
            if code is not None:
                yield UsedCode("definitions", f"“{definition.id}”", name, name, code)


def _of_meaning(table_id: str, place: str, meaning: Meaning) -> Iterator[UsedCode]:
    for name in LISTS:
        if (code := getattr(meaning, name)) is not None:
            yield UsedCode(table_id, place, name, name, code)
    if meaning.denominator is not None:
        for name in (_TABLE, *_OF_DENOMINATOR):
            if (code := getattr(meaning.denominator, name)) is not None:
                yield UsedCode(table_id, place, f"denominator.{name}", name, code)
