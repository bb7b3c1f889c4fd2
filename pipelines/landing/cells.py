"""The cells of a table as rows of `landing.cell`: ids, paths, footnote markers, typed values."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pipelines.documents.spec import label_key
from pipelines.extraction.model import Box, Cell, Table
from pipelines.extraction.symbols import legend_of
from pipelines.extraction.values import Value, parse_value, separator_style

Row = dict[str, Any]
Path = tuple[str, ...]
UNVALIDATED = "V"
"""SDMX status of a value that cannot be held against a label."""
LABEL = Value("text", status="")


def box_columns(box: Box) -> Row:
    """The columns of a box; edges to a thousandth."""
    x0, top, x1, bottom = box.bbox()
    return {"page": box.page, "x0": float(x0), "top": float(top), "x1": float(x1), "bottom": float(bottom)}


def stable_id(*parts: Any) -> str:
    """20 hex digits that the same parts give on any machine."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def common(paths: Sequence[Path]) -> Path:
    """The labels with which all of the paths begin."""
    shared = paths[0]
    for path in paths[1:]:
        length = next((i for i, (a, b) in enumerate(zip(shared, path, strict=False)) if a != b), None)
        shared = shared[: min(len(shared), len(path)) if length is None else length]
    return shared


def paths_of(table: Table, cell: Cell) -> tuple[Path, Path]:
    """The row and column labels of a cell: for a number those it stands at, for a label those it stands for."""
    if cell.role == "body":
        return table.row_paths[cell.row_start], table.column_paths[cell.col_start]
    rows = table.row_paths[cell.row_start : cell.row_end + 1]
    columns = table.column_paths[cell.col_start : cell.col_end + 1]
    return common(rows) if rows else (), common(columns) if columns else ()


def is_unlabelled(table: Table, cell: Cell) -> bool:
    """Whether a number is printed without a label of its own."""
    path = table.row_paths[cell.row_start]
    return cell.role == "body" and bool(path) and path[-1] == ""


def row_markers(table: Table) -> list[list[str]]:
    """For each row of the grid the footnote markers of its labels: its own, and those of the labels it stands under.

    A label above is the nearest row before with the same labels down to that level: a section, a parent row with
    numbers of its own, or the first row under a label that is printed once.
    """
    labels: list[list[Cell]] = [[] for _ in table.row_paths]
    for cell in table.cells:
        if cell.role in ("stub", "section"):
            for row in range(cell.row_start, min(cell.row_end, len(labels) - 1) + 1):
                labels[row].append(cell)
    found = []
    for row, path in enumerate(table.row_paths):
        markers = [m for cell in labels[row] for m in cell.markers]
        for depth in range(len(path) - 1, 0, -1):
            above = path[:depth]
            for before in range(row - 1, -1, -1):
                if table.row_paths[before][:depth] != above:
                    continue
                whole = table.row_paths[before] == above
                hits = [c for c in labels[before] if whole or label_key(c.text) == label_key(above[-1])]
                if hits:
                    markers += [m for cell in hits for m in cell.markers]
                    break
        found.append(markers)
    return found


def column_markers(table: Table) -> list[list[str]]:
    """For each column of the grid the footnote markers of its heads, from the outermost."""
    heads = sorted((c for c in table.cells if c.role == "head"), key=lambda c: (c.row_start, c.col_start))
    return [
        [m for head in heads if head.col_start <= column <= head.col_end for m in head.markers]
        for column in range(len(table.column_paths))
    ]


def value_columns(value: Value, unlabelled: bool) -> Row:
    """The columns of a typed value; the text keeps all printed digits that a DOUBLE may lose."""
    status = UNVALIDATED if unlabelled and value.kind in ("number", "range") else value.status
    return {
        "value_kind": value.kind,
        "value": _double(value.value),
        "value_text": None if value.value is None else format(value.value, "f"),
        "value_low": _double(value.low),
        "value_high": _double(value.high),
        "open_low": value.open_low,
        "open_high": value.open_high,
        "decimals": value.decimals if value.kind in ("number", "range") else None,
        "printed_unit": value.unit or None,
        "obs_status": status or None,
    }


def _double(number: Decimal | None) -> float | None:
    return None if number is None else float(number)


def cell_rows(document_id: str, edition_id: str, sha256: str, table_id: str, table: Table) -> Iterator[Row]:
    """Rows of `landing.cell` for all cells of a table.

    The id of a number is a hash of document, bytes, table and labels; a number whose labels stand there before also
    gets its count (a gate then refuses the table). Labels have their role and grid place in the hash.
    """
    of_rows, of_columns = row_markers(table), column_markers(table)
    style = separator_style(cell.text for cell in table.body())
    legend = legend_of((note.marker, note.text) for note in table.notes)
    times: Counter[tuple[Path, Path]] = Counter()
    for cell in sorted(table.cells, key=lambda c: (c.row_start, c.col_start, c.row_end, c.col_end, c.role)):
        row_path, column_path = paths_of(table, cell)
        identity: list[Any] = [document_id, sha256, table_id, row_path, column_path]
        markers = list(cell.markers)
        if cell.role == "body":
            times[row_path, column_path] += 1
            if (count := times[row_path, column_path]) > 1:
                identity.append(count)
            markers += of_rows[cell.row_start] + of_columns[cell.col_start]
        else:
            identity += [cell.role, cell.row_start, cell.row_end, cell.col_start, cell.col_end]
        value = parse_value(cell.text, style, legend) if cell.role == "body" else LABEL
        yield {
            "cell_id": stable_id(*identity),
            "edition_id": edition_id,
            "document_id": document_id,
            "table_id": table_id,
            "role": cell.role,
            "row_start": cell.row_start,
            "row_end": cell.row_end,
            "col_start": cell.col_start,
            "col_end": cell.col_end,
            "row_path": list(row_path),
            "column_path": list(column_path),
            "row_key": [label_key(label) for label in row_path],
            "column_key": [label_key(label) for label in column_path],
            "printed": cell.text,
            "markers": list(dict.fromkeys(markers)),
            **box_columns(cell.box),
            **value_columns(value, is_unlabelled(table, cell)),
        }
