"""What was read and what was declared, as Arrow tables for the schema `landing`: pure, sorted, without a clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from pipelines.documents.spec import Edition, Publication
from pipelines.extraction.confirm import Bound, BoundTable, size_of
from pipelines.extraction.model import Box, Reading, Table
from pipelines.landing import meaning
from pipelines.landing.cells import box_columns, cell_rows, is_unlabelled
from pipelines.landing.places import definition_lines, figures_found
from pipelines.landing.schema import TABLES, arrow_table, describe
from pipelines.landing.statements import statement_rows

__all__ = ["EditionRead", "InputFile", "build", "describe"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]


class EditionRead(Protocol):
    """An edition with its reading and its tables bound to what its publication file expects."""

    @property
    def publication(self) -> Publication: ...  # noqa: D102
    @property
    def edition(self) -> Edition: ...  # noqa: D102
    @property
    def reading(self) -> Reading: ...  # noqa: D102
    @property
    def bound(self) -> Bound: ...  # noqa: D102


class InputFile(Protocol):
    """A file that the build is made from: path within the folder of source documents, role, hash, size in bytes."""

    @property
    def path(self) -> str: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102
    @property
    def bytes(self) -> int: ...  # noqa: D102


def build(editions: Sequence[EditionRead], files: Iterable[InputFile] = ()) -> dict[str, Any]:
    """The Arrow tables of schema `landing`, by name; the order of the arguments makes no difference.

    Raises LandingError where a declaration or a value does not fit its column.
    """
    inputs = list(files)
    sizes = {(f.path, f.sha256): f.bytes for f in inputs}
    rows: Rows = {table.name: [] for table in TABLES}
    publications = {e.publication.document_id: e.publication for e in editions}
    for publication in publications.values():
        _add(rows, document_rows(publication))
    published = published_editions(editions)
    for e in editions:
        size = sizes.get((e.edition.file, e.edition.sha256))
        edition_id = e.publication.edition_id(e.edition)
        _add(rows, edition_rows(e.publication, e.edition, size, e.reading, e.bound, edition_id in published))
    rows["input_file"] = [{"path": f.path, "sha256": f.sha256, "bytes": f.bytes, "role": f.role} for f in inputs]
    return {table.name: arrow_table(table, rows[table.name]) for table in TABLES}


def published_editions(editions: Iterable[EditionRead]) -> set[str]:
    """The editions whose numbers are published: of each document the newest release that was read without problems.

    Of several renditions of that release it is the pdf.
    """
    best: dict[str, EditionRead] = {}
    for e in editions:
        if e.bound.problems:
            continue
        known = best.get(e.publication.document_id)
        if known is None or _rank(e.edition) > _rank(known.edition):
            best[e.publication.document_id] = e
    return {e.publication.edition_id(e.edition) for e in best.values()}


def _rank(edition: Edition) -> tuple[Any, bool]:
    return edition.release, edition.rendition == "pdf"


def _add(rows: Rows, more: Mapping[str, Iterable[Row]]) -> None:
    for name, found in more.items():
        rows[name].extend(found)


def document_rows(publication: Publication) -> dict[str, Iterable[Row]]:
    """The rows of a publication itself and of what it declares, by table."""
    p = publication
    document = {
        "document_id": p.document_id,
        "publisher": p.publisher.name,
        "publisher_abbreviation": p.publisher.abbreviation,
        "publisher_parents": list(p.publisher.parents),
        "number": p.number,
        "title": p.title,
        "authors": list(p.authors),
        "series": p.series,
        "published": p.published,
        "language": p.language,
        "about": p.about,
        "licence_id": p.licence.id,
        "licence_name": p.licence.name,
        "licence_url": p.licence.url,
        "citation": p.citation,
        "original_url": p.original.url,
        "original_confirmed": p.original.confirmed,
    }
    return {
        "document": [document],
        "declared_axis": meaning.axis_rows(p),
        "declared_label": meaning.label_rows(p),
        "declared_total": meaning.total_rows(p),
        "declared_acknowledged": meaning.acknowledged_rows(p),
        "declared_definition": meaning.definition_rows(p),
        **meaning.figure_rows(p),
    }


def edition_rows(
    publication: Publication, edition: Edition, size: int | None, reading: Reading, bound: Bound, is_published: bool
) -> dict[str, Iterable[Row]]:
    """The rows of one edition, by table; `size` is that of its file in bytes, where it is known."""
    document_id, edition_id = publication.document_id, publication.edition_id(edition)
    stated = statement_rows(document_id, edition_id, edition.sha256, reading.statements)
    row = {
        "edition_id": edition_id,
        "document_id": document_id,
        "rendition": edition.rendition,
        "release": edition.release,
        "file": edition.file,
        "sha256": edition.sha256,
        "bytes": size,
        "pages": len(reading.pages),
        "note": edition.note,
        "is_published": is_published,
        "box_unit": reading.box_unit,
    }
    return {
        "edition": [row],
        "page": _page_rows(edition_id, reading),
        "expected_table": _expected_rows(publication, edition),
        "table_read": [_read_row(edition_id, document_id, t) for t in bound.tables],
        "table_part": [
            {"edition_id": edition_id, "table_id": t.table_id, "part": part, **box_columns(box)}
            for t in bound.tables
            for part, box in enumerate(t.table.parts, start=1)
        ],
        "cell": [
            row for t in bound.tables for row in cell_rows(document_id, edition_id, edition.sha256, t.table_id, t.table)
        ],
        "note": [row for t in bound.tables for row in _note_rows(edition_id, t.table_id, t.table)],
        **stated,
        "definition_line": definition_lines(publication, edition_id, reading, bound.tables),
        "figure_found": figures_found(
            publication, edition_id, reading.statements, [row["statement_id"] for row in stated["statement"]]
        ),
        "remark": _remark_rows(edition_id, bound),
    }


def _page_rows(edition_id: str, reading: Reading) -> Iterator[Row]:
    for page in reading.pages:
        yield {
            "edition_id": edition_id,
            "page": page.number,
            "width": float(page.width),
            "height": float(page.height),
            "characters": page.characters,
            "scanned": page.scanned,
        }


def _expected_rows(publication: Publication, edition: Edition) -> Iterator[Row]:
    for ordinal, spec in enumerate(publication.tables, start=1):
        size = publication.expected(edition, spec)
        yield {
            "edition_id": publication.edition_id(edition),
            "document_id": publication.document_id,
            "table_id": spec.table_id,
            "ordinal": ordinal,
            "kind": spec.kind,
            "title": spec.title,
            "page_note": spec.page_note,
            "rows": size.rows,
            "columns": size.columns,
            "values": size.values,
        }


def _read_row(edition_id: str, document_id: str, bound: BoundTable) -> Row:
    table, size = bound.table, size_of(bound.table)
    return {
        "edition_id": edition_id,
        "document_id": document_id,
        "table_id": bound.table_id,
        "label": table.label,
        "title": table.title,
        "kind": table.kind,
        "pages": sorted({part.page for part in table.parts}),
        "header_rows": table.header_rows,
        "stub_columns": table.stub_columns,
        "grid_rows": len(table.row_paths),
        "grid_columns": len(table.column_paths),
        "value_rows": size.rows,
        "value_columns": size.columns,
        "value_cells": size.values,
        "source": table.source,
    }


def _note_rows(edition_id: str, table_id: str, table: Table) -> Iterator[Row]:
    for ordinal, note in enumerate(table.notes, start=1):
        yield {
            "note_id": f"{edition_id}/{table_id}/{ordinal}",
            "edition_id": edition_id,
            "table_id": table_id,
            "ordinal": ordinal,
            "kind": note.kind,
            "marker": note.marker,
            "text": note.text,
            **box_columns(note.box),
        }


def _remark_rows(edition_id: str, bound: Bound) -> list[Row]:
    """What the reader remarked, numbers without a label that it did not, and tables that nobody expects."""
    found: list[tuple[str | None, str, str, Box]] = []
    for t in bound.tables:
        found += [(t.table_id, r.kind, r.text, r.box) for r in t.table.remarks]
        told = [r.box for r in t.table.remarks if r.kind == "value_without_label"]
        for cell in t.table.body():
            if is_unlabelled(t.table, cell) and not any(_meet(cell.box, box) for box in told):
                found.append((t.table_id, "value_without_label", cell.text, cell.box))
    for table in bound.unexpected:
        name = " ".join(part for part in (table.label, table.title) if part)
        found.append((None, "table_not_expected", name, table.parts[0]))
    return [
        {"edition_id": edition_id, "table_id": table_id, "ordinal": ordinal, "kind": kind, "text": text}
        | box_columns(box)
        for ordinal, (table_id, kind, text, box) in enumerate(found, start=1)
    ]


def _meet(one: Box, other: Box) -> bool:
    return (
        one.page == other.page
        and one.x0 <= other.x1
        and other.x0 <= one.x1
        and one.top <= other.bottom
        and other.top <= one.bottom
    )
