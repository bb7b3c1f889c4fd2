"""Tables as `plumbline extract` writes them: JSON with boxes, CSV, Markdown.

In: readings and tables. Out: text, or what JSON is made of. Relies on nothing but them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.cli import formats

if TYPE_CHECKING:
    from pipelines.extraction.model import Reading, Statement, Table


def as_json(reading: Reading) -> dict[str, Any]:
    """A reading as `extract --format json` shows it; boxes are [x0, top, x1, bottom]."""
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "pages": len(reading.pages),
        "tables": [table_json(table) for table in reading.tables],
        "statements": [statement_json(statement) for statement in reading.statements],
    }


def statement_json(statement: Statement) -> dict[str, Any]:
    """A statement as JSON shows it, with a place for each of its lines."""
    return {
        "kind": statement.kind,
        "text": statement.text,
        "section": statement.section,
        "lines": [{"page": box.page, "bbox": list(box.bbox())} for box in statement.boxes],
        "mentions": [{"printed": m.printed, "start": m.start, "end": m.end} for m in statement.mentions],
    }


def table_json(table: Table) -> dict[str, Any]:
    """A table as JSON shows it."""
    return {
        "label": table.label,
        "title": table.title,
        "kind": table.kind,
        "parts": [{"page": part.page, "bbox": list(part.bbox())} for part in table.parts],
        "header_rows": table.header_rows,
        "stub_columns": table.stub_columns,
        "cells": [
            {
                "row_start": cell.row_start,
                "row_end": cell.row_end,
                "col_start": cell.col_start,
                "col_end": cell.col_end,
                "text": cell.text,
                "page": cell.box.page,
                "bbox": list(cell.box.bbox()),
                "role": cell.role,
                "markers": list(cell.markers),
            }
            for cell in table.cells
        ],
        "row_paths": [list(path) for path in table.row_paths],
        "column_paths": [list(path) for path in table.column_paths],
        "notes": [{"kind": note.kind, "marker": note.marker, "text": note.text} for note in table.notes],
        "source": table.source,
    }


def grid(table: Table) -> list[list[str]]:
    """The table as rows of texts; a cell that spans has its text at its first place and nothing at the others."""
    rows = 1 + max((cell.row_end for cell in table.cells), default=-1)
    columns = 1 + max((cell.col_end for cell in table.cells), default=-1)
    found = [[""] * columns for _ in range(rows)]
    for cell in table.cells:
        found[cell.row_start][cell.col_start] = cell.text
    return found


def name_of(table: Table) -> str:
    """What a table is called in a heading."""
    return " ".join(part for part in (table.label, table.title) if part) or "Table without a caption"


def as_csv(table: Table) -> str:
    """The grid of a table as CSV."""
    first, *rest = grid(table) or [[]]
    return formats.to_csv(first, rest)


def as_markdown(table: Table) -> str:
    """A table as Markdown: a heading, its grid, its notes."""
    first, *rest = grid(table) or [[]]
    notes = [f"{note.marker} {note.text}".strip() for note in table.notes]
    below = "".join(f"\n{formats.markdown_cell(text)}\n" for text in dict.fromkeys([*notes, table.source]) if text)
    return f"### {formats.markdown_cell(name_of(table))}\n\n{formats.to_markdown(first, rest)}{below}"
