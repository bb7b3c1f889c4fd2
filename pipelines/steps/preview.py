"""Tables as short markdown, for a person who looks at an asset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipelines.extraction.model import Table
from pipelines.steps.shown_crop import escaped

ROWS = 12


def markdown(header: Sequence[str], rows: Iterable[Sequence[object]], limit: int = ROWS) -> str:
    """A markdown table of at most `limit` rows; says how many more there are."""
    lines = ["| " + " | ".join(map(_cell, header)) + " |", "|" + "---|" * len(header)]
    more = 0
    for number, row in enumerate(rows):
        if number < limit:
            lines.append("| " + " | ".join(map(_cell, row)) + " |")
        else:
            more += 1
    if more:
        lines.append(f"\nand {more} more rows")
    return "\n".join(lines)


def of_table(table: Table, limit: int = ROWS) -> str:
    """A table as it was read: a row for each printed row, its labels first."""
    body = table.body()
    columns = sorted({c.col_start for c in body})
    heads = [" / ".join(table.column_paths[c]) for c in columns]
    rows = []
    for number in sorted({c.row_start for c in body}):
        cells = {c.col_start: c.text for c in body if c.row_start == number}
        rows.append([" / ".join(table.row_paths[number]), *(cells.get(c, "") for c in columns)])
    return markdown(["", *heads], rows, limit)


def _cell(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return escaped(text[:77] + "…" if len(text) > 78 else text)
