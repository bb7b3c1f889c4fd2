"""What the dimensions and the publication files call the things that labels and sentences name.

In: the folder of the dbt seeds, and the known publications. Out: `Names`. Relies on the columns `label` and
`abbreviation` of the seeds, and on the codes that publication files give to printed labels.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.audit.statements.names import Named, Names, other_names
from pipelines.documents.spec import Label, Publication

DIMENSIONS = {"agency": "agency_id", "offense_type": "offense_type_id", "category": "category_id"}
"""Dimensions whose members sentences name, with the column of their codes."""


def dimension_names(seeds: Path, publications: Sequence[Publication]) -> Names:
    """The other names of all that the dimensions know; without seeds those of the publication files alone."""
    return other_names([*_seeds(seeds), *_declared(publications)])


def _seeds(folder: Path) -> Iterator[Named]:
    for dimension, code in DIMENSIONS.items():
        path = folder / f"seed_{dimension}.csv"
        if not path.is_file():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                for column in ("label", "abbreviation"):
                    yield dimension, row[code], row.get(column) or ""


def _declared(publications: Sequence[Publication]) -> Iterator[Named]:
    for publication in publications:
        for table in publication.tables:
            for label in (*table.rows, *table.columns):
                yield from _labels(label)


def _labels(label: Label) -> Iterator[Named]:
    for dimension in DIMENSIONS:
        code = getattr(label.meaning, dimension)
        if isinstance(code, str):
            yield dimension, code, label.label
    for under in label.under:
        yield from _labels(under)
