"""`plumbline extract`: the tables of any PDF or text file, known or not; no warehouse is needed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli import exits, formats

if TYPE_CHECKING:
    from pipelines.extraction.model import Reading, Table


class Format(StrEnum):
    """How tables are written."""

    json = "json"
    csv = "csv"
    markdown = "markdown"


_SUFFIX = {Format.json: ".json", Format.csv: ".csv", Format.markdown: ".md"}


def extract(
    files: Annotated[list[Path], typer.Argument(help="PDF or text files.", show_default=False)],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the tables.")] = Format.json,
    pages: Annotated[
        str | None, typer.Option(help="Pages to read: 2, or 1-3 (`pages` in JSON counts these). [default: all]")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder to write files to. [default: standard output]")
    ] = None,
) -> int:
    """Read the tables and call-outs of files, each cell with its page and box."""
    span = _span(pages)
    readings: list[Reading] = []
    code = exits.OK
    for path, outcome in _read(files, span):
        if isinstance(outcome, str):
            print(f"plumbline: {outcome}", file=sys.stderr)
            code = exits.FAILED
            continue
        readings.append(outcome)
        print(_told(path, outcome), file=sys.stderr)
    if output is None:
        if readings:
            sys.stdout.write(_together(readings, format, several=len(files) > 1))
        return code
    try:
        _write_files(readings, format, output)
    except OSError as error:
        print(f"plumbline: {output}: cannot be written ({error.strerror}). Name another folder.", file=sys.stderr)
        return exits.FAILED
    return code


def _span(pages: str | None) -> tuple[int, int] | None:
    if pages is None:
        return None
    found = re.fullmatch(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", pages)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last:
        raise typer.BadParameter(f"{pages!r} is no span of pages; write 2 or 1-3.", param_hint="--pages")
    return first, last


def _read(files: list[Path], span: tuple[int, int] | None) -> Iterator[tuple[Path, Reading | str]]:
    """Each file with its reading, or with the sentence that says why there is none, in the order given."""
    from pipelines.documents.intake import IntakeError, examine
    from pipelines.extraction.model import ExtractionError
    from pipelines.extraction.sandbox import Job, read_many

    refused: dict[int, str] = {}
    jobs = []
    for n, path in enumerate(files):
        try:
            examine(path)
            jobs.append(Job(str(n), path, pages=span))
        except IntakeError as error:
            refused[n] = str(error)
    outcomes = read_many(jobs)
    for n, path in enumerate(files):
        if n in refused:
            yield path, refused[n]
            continue
        _, outcome = next(outcomes)
        yield path, str(outcome) if isinstance(outcome, ExtractionError) else outcome


def _told(path: Path, reading: Reading) -> str:
    scanned = sum(page.scanned for page in reading.pages)
    more = f"; {scanned} without characters (scanned), which cannot be read" if scanned else ""
    return f"{path.name}: {len(reading.tables)} tables on {len(reading.pages)} pages{more}"


def as_json(reading: Reading) -> dict[str, Any]:
    """A reading as `extract --format json` shows it; boxes are [x0, top, x1, bottom]."""
    return {
        "file": reading.file,
        "sha256": reading.sha256,
        "pages": len(reading.pages),
        "tables": [_table_json(table) for table in reading.tables],
    }


def _table_json(table: Table) -> dict[str, Any]:
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


def _name(table: Table) -> str:
    return " ".join(part for part in (table.label, table.title) if part) or "Table without a caption"


def _as_csv(table: Table) -> str:
    first, *rest = grid(table) or [[]]
    return formats.to_csv(first, rest)


def _as_markdown(table: Table) -> str:
    first, *rest = grid(table) or [[]]
    notes = [f"{note.marker} {note.text}".strip() for note in table.notes]
    below = "".join(f"\n{formats.markdown_cell(text)}\n" for text in dict.fromkeys([*notes, table.source]) if text)
    return f"### {formats.markdown_cell(_name(table))}\n\n{formats.to_markdown(first, rest)}{below}"


def _together(readings: list[Reading], format: Format, several: bool) -> str:
    import json

    if format is Format.json:
        found = [as_json(reading) for reading in readings]
        return json.dumps(found if several else found[0], ensure_ascii=False) + "\n"
    if format is Format.markdown:
        return "\n".join(
            f"## {formats.markdown_cell(reading.file)}\n\n" + "\n".join(map(_as_markdown, reading.tables))
            for reading in readings
        )
    # The tables of a file differ in their columns: each has a line with its name before it and an empty line after it.
    return "\n".join(
        formats.to_csv([reading.file, _name(table)], []) + _as_csv(table)
        for reading in readings
        for table in reading.tables
    )


def _write_files(readings: list[Reading], format: Format, output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for reading in readings:
        if format is not Format.csv:
            name = _free(Path(reading.file).name, taken) + _SUFFIX[format]
            _put(output / name, _together([reading], format, several=False))
            continue
        stem = _free(Path(reading.file).name, taken)
        for n, table in enumerate(reading.tables, start=1):
            label = re.sub(r"[^a-z0-9]+", "_", table.label.casefold()).strip("_")[:40] or "table"
            _put(output / f"{stem}.{n:02d}_{label}.csv", _as_csv(table))


def _free(name: str, taken: set[str]) -> str:
    free, n = name, 2
    while free in taken:
        free, n = f"{name}-{n}", n + 1
    taken.add(free)
    return free


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    print(path)
