"""What a publication file declares about its tables, in long form: labels in order, their meanings, printed totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pipelines.documents.spec import Label, Meaning, Publication, TableSpec, label_key
from pipelines.extraction.values import parse_value

Row = dict[str, Any]
Path = tuple[str, ...]
PLAIN = (
    "measure",
    "statistic",
    "unit",
    "stage",
    "unit_of_count",
    "counting_rule",
    "source_system",
    "offense_type",
    "category",
    "agency",
    "period_type",
    "additivity",
)
DENOMINATOR = ("table", "category", "offense_type", "agency", "period_offset")


@dataclass(frozen=True, slots=True)
class DeclaredLabel:
    """A declared label with its place in the tree; `parent` is the ordinal of the label above, 0 for none."""

    ordinal: int
    parent: int
    label: str
    path: Path
    meaning: Meaning


def walk(labels: Sequence[Label]) -> list[DeclaredLabel]:
    """The labels of a tree, parents before what is under them, counted from 1."""
    found: list[DeclaredLabel] = []

    def descend(level: Sequence[Label], above: Path, parent: int) -> None:
        """Note the labels of a level, each followed by those under it."""
        for label in level:
            path = (*above, label_key(label.label))
            here = DeclaredLabel(len(found) + 1, parent, label.label, path, label.meaning)
            found.append(here)
            descend(label.under, path, here.ordinal)

    descend(labels, (), 0)
    return found


def attributes(meaning: Meaning) -> Iterator[tuple[str, str]]:
    """What a meaning says, as (attribute, code).

    A period is `label`, `title`, or `explicit` with its years as `period_start` and `period_end`. A denominator is told
    by `denominator` = `stated`, since one that changes nothing else still says what a share is taken of.
    """
    for name in PLAIN:
        if (code := getattr(meaning, name)) is not None:
            yield name, code
    match meaning.period:
        case None:
            pass
        case str() as where:
            yield "period", where
        case int() as year:
            yield from (("period", "explicit"), ("period_start", str(year)), ("period_end", str(year)))
        case (start, end):
            yield from (("period", "explicit"), ("period_start", str(start)), ("period_end", str(end)))
    if meaning.denominator is not None:
        yield "denominator", "stated"
        for name in DENOMINATOR:
            if (code := getattr(meaning.denominator, name)) is not None:
                yield f"denominator.{name}", str(code)


def axis_rows(publication: Publication) -> Iterator[Row]:
    """Rows of `declared_axis`; no two labels of a table have the same path, which the publication model sees to."""
    for spec in publication.tables:
        for axis, labels in _axes(spec):
            for label in labels:
                yield {
                    "document_id": publication.document_id,
                    "table_id": spec.table_id,
                    "axis": axis,
                    "ordinal": label.ordinal,
                    "depth": len(label.path),
                    "parent_ordinal": label.parent or None,
                    "label": label.label,
                    "label_path": list(label.path),
                }


def label_rows(publication: Publication) -> Iterator[Row]:
    """Rows of `declared_label`: what holds for each table as a whole, and for each of its labels."""
    for spec in publication.tables:
        whole = ("table", [DeclaredLabel(0, 0, "", (), spec.meaning)])
        for axis, labels in (whole, *_axes(spec)):
            for label in labels:
                for attribute, code in attributes(label.meaning):
                    yield {
                        "document_id": publication.document_id,
                        "table_id": spec.table_id,
                        "axis": axis,
                        "ordinal": label.ordinal,
                        "label_path": list(label.path),
                        "attribute": attribute,
                        "code": code,
                    }


def total_rows(publication: Publication) -> Iterator[Row]:
    """Rows of `declared_total`."""
    for spec in publication.tables:
        for ordinal, total in enumerate(spec.totals, start=1):
            listed = [] if isinstance(total.parts, str) else total.parts
            yield {
                "document_id": publication.document_id,
                "table_id": spec.table_id,
                "ordinal": ordinal,
                "axis": total.axis,
                "whole": [label_key(label) for label in total.whole],
                "parts_kind": total.parts if isinstance(total.parts, str) else "listed",
                "parts": [[label_key(label) for label in path] for path in listed],
                "note": total.note,
            }


def acknowledged_rows(publication: Publication) -> Iterator[Row]:
    """Rows of `declared_acknowledged`."""
    for ordinal, slip in enumerate(publication.acknowledged, start=1):
        yield {
            "document_id": publication.document_id,
            "ordinal": ordinal,
            "printed": slip.printed,
            "place": label_key(slip.where),
            "note": slip.note,
        }


def _axes(spec: TableSpec) -> tuple[tuple[str, list[DeclaredLabel]], ...]:
    return (("rows", walk(spec.rows)), ("columns", walk(spec.columns)))


def definition_rows(publication: Publication) -> Iterator[Row]:
    """Rows of `declared_definition`."""
    for ordinal, definition in enumerate(publication.definitions, start=1):
        yield {
            "document_id": publication.document_id,
            "definition_id": definition.id,
            "ordinal": ordinal,
            "kind": definition.kind,
            "says": definition.says,
            "printed": definition.printed,
            "term": definition.term,
            "offense_type": definition.offense_type,
            "stages": list(definition.stages),
            "tables": list(definition.tables),
            "first_year": definition.years[0] if definition.years else None,
            "last_year": definition.years[1] if definition.years else None,
            "codes": list(definition.codes),
            "chart": definition.chart,
            "measure": definition.measure,
            "source_system": definition.source_system,
        }


def figure_rows(publication: Publication) -> dict[str, list[Row]]:
    """Rows of `declared_figure` and `declared_figure_meaning`; what a figure says of itself overrides its statement."""
    figures: list[Row] = []
    meanings: list[Row] = []
    for stated in publication.statements:
        for figure in stated.figures:
            key = {"document_id": publication.document_id, "ordinal": len(figures) + 1}
            read = parse_value(figure.figure)
            value = figure.value if figure.value is not None else read.value
            figures.append(
                {
                    **key,
                    "says": stated.says,
                    "figure": figure.figure,
                    "value": None if value is None else float(value),
                    "decimals": read.decimals if read.value is not None else None,
                }
            )
            said = {**dict(attributes(stated.meaning)), **dict(attributes(figure.meaning))}
            meanings += [{**key, "attribute": name, "code": code} for name, code in said.items()]
    return {"declared_figure": figures, "declared_figure_meaning": meanings}
