"""The schema `landing` as data: every table with its columns, their types and what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipelines.landing.columns import BOX as _BOX
from pipelines.landing.columns import DOCUMENT as _DOCUMENT
from pipelines.landing.columns import EDITION as _EDITION
from pipelines.landing.columns import STATEMENT as _STATEMENT
from pipelines.landing.columns import TABLE as _TABLE
from pipelines.landing.columns import TableSchema
from pipelines.landing.columns import column as _c
from pipelines.landing.columns import optional as _o
from pipelines.landing.definition_tables import DEFINITION_TABLES


class LandingError(Exception):
    """What was read cannot be landed; the message names the table, what does not hold and what to do."""


TABLES: tuple[TableSchema, ...] = (
    TableSchema(
        "document",
        "Publications: who published what, when, and on which terms.",
        ("document_id",),
        ("document_id",),
        (
            _DOCUMENT,
            _c("publisher", "VARCHAR", "the agency that publishes it"),
            _c("publisher_abbreviation", "VARCHAR", "the usual abbreviation of the agency"),
            _c("publisher_parents", "VARCHAR[]", "the bodies above the agency, innermost first"),
            _o("number", "VARCHAR", "the publisher's number"),
            _c("title", "VARCHAR", "printed title"),
            _c("authors", "VARCHAR[]", "authors as printed"),
            _o("series", "VARCHAR", "the series it appeared in"),
            _c("published", "VARCHAR", "when it was published: year, month or day, as far as it is known"),
            _c("language", "VARCHAR", "language, ISO 639-1"),
            _c("about", "VARCHAR", "what it is about"),
            _c("licence_id", "VARCHAR", "short name of its terms of use"),
            _c("licence_name", "VARCHAR", "its terms of use"),
            _o("licence_url", "VARCHAR", "where the terms are written"),
            _c("citation", "VARCHAR", "how to cite it"),
            _c("original_url", "VARCHAR", "where the publisher keeps its own file"),
            _c("original_confirmed", "VARCHAR", "how far that address has been tried"),
        ),
    ),
    TableSchema(
        "edition",
        "Editions: the sets of bytes of a publication that were read.",
        ("edition_id",),
        ("document_id", "edition_id"),
        (
            _EDITION,
            _DOCUMENT,
            _c("rendition", "VARCHAR", "pdf or text"),
            _c("release", "DATE", "editions with the same release are renditions of one another"),
            _c("file", "VARCHAR", "path within the folder of source documents"),
            _c("sha256", "VARCHAR", "hash of the bytes"),
            _o("bytes", "BIGINT", "size of the file; empty where it was taken from an earlier reading"),
            _c("pages", "INTEGER", "how many pages were read"),
            _o("note", "VARCHAR", "what is particular about this edition"),
            _c("is_published", "BOOLEAN", "whether its numbers are the published ones: newest release, pdf first"),
            _c("box_unit", "VARCHAR", "unit of its boxes: points, or characters and lines for text"),
        ),
    ),
    TableSchema(
        "page",
        "Pages of the editions.",
        ("edition_id", "page"),
        ("edition_id", "page"),
        (
            _EDITION,
            _c("page", "INTEGER", "page, counted from 1"),
            _c("width", "DOUBLE", "width, in the box unit of the edition"),
            _c("height", "DOUBLE", "height, in the box unit of the edition"),
            _c("characters", "INTEGER", "how many characters stand on it"),
            _c("scanned", "BOOLEAN", "whether it is a picture without characters"),
        ),
    ),
    TableSchema(
        "expected_table",
        "Tables that the publication files expect in each edition, with their sizes.",
        ("edition_id", "table_id"),
        ("edition_id", "ordinal"),
        (
            _EDITION,
            _DOCUMENT,
            _TABLE,
            _c("ordinal", "INTEGER", "place of the table in its publication file, from 1"),
            _c("kind", "VARCHAR", "table or callouts"),
            _o("title", "VARCHAR", "expected title, with {year} or {period} for its years"),
            _o("page_note", "VARCHAR", "where in the publication it stands, in words"),
            _c("rows", "INTEGER", "expected rows with values"),
            _c("columns", "INTEGER", "expected columns with values"),
            _c("values", "INTEGER", "expected values; a dash in a cell counts as one"),
        ),
    ),
    TableSchema(
        "table_read",
        "Tables as they were read from each edition.",
        ("edition_id", "table_id"),
        ("edition_id", "table_id"),
        (
            _EDITION,
            _DOCUMENT,
            _TABLE,
            _c("label", "VARCHAR", "printed label of the caption"),
            _c("title", "VARCHAR", "printed title"),
            _c("kind", "VARCHAR", "table or callouts"),
            _c("pages", "INTEGER[]", "the pages it stands on"),
            _c("header_rows", "INTEGER", "how many rows of the grid are heads"),
            _c("stub_columns", "INTEGER", "how many columns of the grid hold row labels"),
            _c("grid_rows", "INTEGER", "rows of the grid, heads included"),
            _c("grid_columns", "INTEGER", "columns of the grid, row labels included"),
            _c("value_rows", "INTEGER", "rows with values"),
            _c("value_columns", "INTEGER", "columns with values"),
            _c("value_cells", "INTEGER", "cells with values"),
            _c("source", "VARCHAR", "the printed source line; empty where there is none"),
        ),
    ),
    TableSchema(
        "table_part",
        "The boxes of a table: one for each page or panel it stands in.",
        ("edition_id", "table_id", "part"),
        ("edition_id", "table_id", "part"),
        (_EDITION, _TABLE, _c("part", "INTEGER", "number of the part, from 1"), *_BOX),
    ),
    TableSchema(
        "cell",
        "Every printed cell of every table and edition; body cells are the numbers.",
        ("cell_id",),
        ("edition_id", "table_id", "row_start", "col_start", "row_end", "col_end", "role", "cell_id"),
        (
            _c("cell_id", "VARCHAR", "stable hash of document, bytes, table and paths; observation_id of a body cell"),
            _EDITION,
            _DOCUMENT,
            _TABLE,
            _c("role", "VARCHAR", "head, stub, section or body"),
            _c("row_start", "INTEGER", "first row of the grid, from 0, heads included"),
            _c("row_end", "INTEGER", "last row"),
            _c("col_start", "INTEGER", "first column of the grid, from 0, row labels included"),
            _c("col_end", "INTEGER", "last column"),
            _c("row_path", "VARCHAR[]", "printed row labels, outermost first"),
            _c("column_path", "VARCHAR[]", "printed column labels, outermost first"),
            _c("row_key", "VARCHAR[]", "row labels in the form in which declared_label has them"),
            _c("column_key", "VARCHAR[]", "column labels in the form in which declared_label has them"),
            _c("printed", "VARCHAR", "as printed, without footnote markers"),
            _c("markers", "VARCHAR[]", "footnote markers of the cell; for body cells also those of its labels"),
            *_BOX,
            _c("value_kind", "VARCHAR", "number, range, symbol (a dash) or text; labels are text"),
            _o("value", "DOUBLE", "the number; empty for ranges and symbols"),
            _o("value_text", "VARCHAR", "the number in exact decimals, with all printed digits"),
            _o("value_low", "DOUBLE", "lower end of a range"),
            _o("value_high", "DOUBLE", "upper end of a range"),
            _c("open_low", "BOOLEAN", "whether the range runs from beyond its lower printed end"),
            _c("open_high", "BOOLEAN", "whether the upper end is not itself in the range"),
            _o("decimals", "INTEGER", "printed digits after the point"),
            _o("printed_unit", "VARCHAR", "the unit printed beside the number"),
            _o("obs_status", "VARCHAR", "SDMX CL_OBS_STATUS: A as printed, O no value, V label not printed"),
        ),
    ),
    TableSchema(
        "note",
        "Notes, footnotes and sources printed under the tables.",
        ("note_id",),
        ("edition_id", "table_id", "ordinal"),
        (
            _c("note_id", "VARCHAR", "edition, table and place among the notes of the table"),
            _EDITION,
            _TABLE,
            _c("ordinal", "INTEGER", "place among the notes of the table, from 1"),
            _c("kind", "VARCHAR", "note, footnote or source"),
            _c("marker", "VARCHAR", "the marker of a footnote; empty for others"),
            _c("text", "VARCHAR", "as printed, broken lines joined"),
            *_BOX,
        ),
    ),
    TableSchema(
        "statement",
        "Pieces of running text that state quantities: sentences, headings, highlights, call-outs, captions and notes.",
        ("statement_id",),
        ("edition_id", "ordinal"),
        (
            _STATEMENT,
            _EDITION,
            _DOCUMENT,
            _c("ordinal", "INTEGER", "place among the statements of the edition in reading order, from 1"),
            _c("kind", "VARCHAR", "sentence, heading, highlight, callout, caption or note"),
            _c("section", "VARCHAR", "the heading it stands under; empty where there is none"),
            _c("text", "VARCHAR", "as printed, broken lines joined, without footnote markers"),
            *_BOX,
        ),
    ),
    TableSchema(
        "statement_line",
        "The printed lines of each statement; those of one statement may stand in several columns and pages.",
        ("statement_id", "line"),
        ("edition_id", "statement_id", "line"),
        (_STATEMENT, _EDITION, _c("line", "INTEGER", "number of the line in its statement, from 1"), *_BOX),
    ),
    TableSchema(
        "statement_mention",
        "Every quantity that a statement states, in figures or in words.",
        ("statement_id", "mention"),
        ("edition_id", "statement_id", "mention"),
        (
            _STATEMENT,
            _EDITION,
            _c("mention", "INTEGER", "number of the quantity in its statement, from 1"),
            _c("printed", "VARCHAR", "as printed, with the sign or unit word set against it"),
            _c("text_start", "INTEGER", "place of its first character in the text, from 0"),
            _c("text_end", "INTEGER", "place after its last character in the text"),
        ),
    ),
    TableSchema(
        "remark",
        "What was seen and not decided: labels without a value, values without a label, tables nobody expects.",
        ("edition_id", "ordinal"),
        ("edition_id", "ordinal"),
        (
            _EDITION,
            _o("table_id", "VARCHAR", "the table; empty for what stands in none that is expected"),
            _c("ordinal", "INTEGER", "place among the remarks on the edition, from 1"),
            _c("kind", "VARCHAR", "label_without_value, value_without_label, heads_unresolved, …"),
            _c("text", "VARCHAR", "the printed words it is about"),
            *_BOX,
        ),
    ),
    TableSchema(
        "declared_axis",
        "The row and column labels that a publication file declares, in its order; each label once.",
        ("document_id", "table_id", "axis", "ordinal"),
        ("document_id", "table_id", "axis", "ordinal"),
        (
            _DOCUMENT,
            _TABLE,
            _c("axis", "VARCHAR", "rows or columns"),
            _c("ordinal", "INTEGER", "place in the tree of labels, parents before what is under them, from 1"),
            _c("depth", "INTEGER", "level in the tree, from 1"),
            _o("parent_ordinal", "INTEGER", "place of the label above; empty on the first level"),
            _c("label", "VARCHAR", "the label as declared"),
            _c("label_path", "VARCHAR[]", "labels from the outermost to this one, in the form of row_key"),
        ),
    ),
    TableSchema(
        "declared_label",
        "What a publication file says its labels mean: one row for each label and attribute.",
        ("document_id", "table_id", "axis", "ordinal", "attribute"),
        ("document_id", "table_id", "axis", "ordinal", "attribute"),
        (
            _DOCUMENT,
            _TABLE,
            _c("axis", "VARCHAR", "rows, columns, or table for what holds for all of it"),
            _c("ordinal", "INTEGER", "place in declared_axis; 0 for the table as a whole"),
            _c("label_path", "VARCHAR[]", "labels from the outermost to this one, in the form of row_key"),
            _c("attribute", "VARCHAR", "measure, statistic, unit, period, denominator.table, …"),
            _c("code", "VARCHAR", "the code, or the year"),
        ),
    ),
    TableSchema(
        "declared_total",
        "Totals that the publisher prints, with the rows or columns they are the sum of.",
        ("document_id", "table_id", "ordinal"),
        ("document_id", "table_id", "ordinal"),
        (
            _DOCUMENT,
            _TABLE,
            _c("ordinal", "INTEGER", "place among the totals of the table, from 1"),
            _c("axis", "VARCHAR", "rows or columns"),
            _c("whole", "VARCHAR[]", "the total, in the form of row_key"),
            _c("parts_kind", "VARCHAR", "siblings, children, or listed"),
            _c("parts", "VARCHAR[][]", "the parts where they are listed, in the form of row_key"),
            _o("note", "VARCHAR", "what to know about the sum"),
        ),
    ),
    TableSchema(
        "declared_acknowledged",
        "Slips of the publisher that a person has seen in the print: told by the audit, and no news.",
        ("document_id", "ordinal"),
        ("document_id", "ordinal"),
        (
            _DOCUMENT,
            _c("ordinal", "INTEGER", "place among the acknowledged slips, from 1"),
            _c("printed", "VARCHAR", "the number (or words) that is wrong, as printed"),
            _c("place", "VARCHAR", "words of its place or of its sentence, in the form of label keys"),
            _c("note", "VARCHAR", "why it is a slip, and what is right"),
        ),
    ),
    *DEFINITION_TABLES,
    TableSchema(
        "input_file",
        "Every file that the build was made from.",
        ("path",),
        ("path",),
        (
            _c("path", "VARCHAR", "path within the folder of source documents"),
            _c("sha256", "VARCHAR", "hash of the bytes"),
            _c("bytes", "BIGINT", "size"),
            _c("role", "VARCHAR", "publication (a description) or document (the bytes)"),
        ),
    ),
)
"""All tables of the schema, in the order in which they are written."""


def describe() -> dict[str, str]:
    """The tables of schema `landing` and what each holds."""
    return {table.name: table.description for table in TABLES}


def arrow_table(table: TableSchema, rows: Sequence[Mapping[str, Any]]) -> Any:
    """Rows as a sorted Arrow table of exactly the declared columns; raises LandingError where a value has another type.

    Empty values sort first, so that the order does not depend on what else is there.
    """
    import pyarrow as pa

    types = {
        "VARCHAR": pa.string(),
        "INTEGER": pa.int32(),
        "BIGINT": pa.int64(),
        "DOUBLE": pa.float64(),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "VARCHAR[]": pa.list_(pa.string()),
        "VARCHAR[][]": pa.list_(pa.list_(pa.string())),
        "INTEGER[]": pa.list_(pa.int32()),
    }
    names = {c.name for c in table.columns}
    if strays := sorted({name for row in rows for name in row.keys() ^ names}):
        raise LandingError(
            f"landing.{table.name}: the rows and the declared columns differ in {', '.join(strays)}. "
            "Make the frames and the schema agree."
        )
    ordered = sorted(rows, key=lambda row: [(row[c] is not None, row[c]) for c in table.order])
    arrays = []
    for column in table.columns:
        try:
            arrays.append(pa.array([row[column.name] for row in ordered], types[column.type]))
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
            raise LandingError(
                f"landing.{table.name}.{column.name}: expected {column.type}, but {str(error).splitlines()[0]}. "
                "Look at what was read there."
            ) from error
    return pa.Table.from_arrays(arrays, names=[c.name for c in table.columns])
