"""A publication set anew from what was read of it: other numbers, years, type, rules and row order.

Counts are multiplied, so that every sum and share of the original still holds; what is printed otherwise stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.extraction.model import Reading, Table
from pipelines.extraction.values import parse_value
from tests.documents.drawn import DrawnRow, DrawnTable, Look, Report, Rules

YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
WIDTH = 552.0


@dataclass(frozen=True)
class Change:
    """What differs in the copy: counts times `factor`, years plus `years`, groups of rows turned round, the look."""

    factor: int = 3
    years: int = 7
    reorder: bool = True
    font: str = "Times-Roman"
    bold: str = "Times-Bold"
    rules: Rules = "rows"
    wrong: tuple[str, tuple[str, ...], int, str] | None = None
    """One cell printed wrongly: table label, row path, number of the value in its row, and what is printed instead."""

    def text(self, text: str) -> str:
        """A label or title with its years moved."""
        return YEAR.sub(lambda m: str(int(m[0]) + self.years), text)

    def value(self, printed: str) -> str:
        """A value of the copy: counts grow, everything with a unit or decimals stays."""
        value = parse_value(printed)
        whole = value.kind == "number" and value.decimals == 0 and not value.unit and value.value is not None
        return f"{int(value.value) * self.factor:,}" if whole and value.value is not None else printed


def _groups(rows: Sequence[DrawnRow]) -> list[list[DrawnRow]]:
    groups: list[list[DrawnRow]] = []
    for row in rows:
        if row.depth and groups:
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def drawn_table(table: Table, change: Change) -> DrawnTable:
    """What to draw for a table."""
    rows: list[DrawnRow] = []
    for at in range(table.header_rows, len(table.row_paths)):
        path = table.row_paths[at]
        cells = sorted((c for c in table.body() if c.row_start == at), key=lambda c: c.col_start)
        label = next((c for c in table.cells if c.row_start == at and c.role in ("stub", "section")), None)
        values = tuple(change.value(c.text) for c in cells) or None
        if values and change.wrong and change.wrong[:2] == (table.label, path):
            at_fault, instead = change.wrong[2:]
            values = (*values[:at_fault], instead, *values[at_fault + 1 :])
        under = at + 1 < len(table.row_paths) and len(table.row_paths[at + 1]) > len(path)
        star = "".join(m for m in label.markers if not m.isalnum()) if label else ""
        raised = "".join(m for m in label.markers if m.isalnum()) if label else ""
        rows.append(DrawnRow(change.text(path[-1]) + star, values, len(path) - 1, bold=under, marker=raised))
    groups = _groups(rows)
    if change.reorder and len(groups) > 3:
        groups = [groups[0], *reversed(groups[1:-1]), groups[-1]]
    heads = [tuple(change.text(label) for label in p) for p in table.column_paths[table.stub_columns :]]
    stub_head = change.text(" ".join(table.column_paths[0])) if table.stub_columns else ""
    size = 6.5
    stub = 118.0
    look = Look(
        change.font,
        change.bold,
        size,
        size * 1.6,
        change.rules,
        "right",
        stub,
        min(62.0, (WIDTH - stub) / len(heads)),
        8.0,
    )
    notes = [
        (f"{n.marker} ".replace("* ", "*") if n.kind == "footnote" else f"{n.kind.capitalize()}: ")
        + change.text(n.text)
        for n in table.notes
    ]
    return DrawnTable(
        table.label,
        change.text(table.title),
        stub_head,
        tuple(heads),
        tuple(r for g in groups for r in g),
        tuple(notes),
        look,
    )


def retypeset(reading: Reading, out: Path, change: Change | None = None) -> Path:
    """The tables of a reading (call-outs left out) set anew, one or two a page, with prose between them."""
    change = change or Change()
    report = Report(out, margin=30.0)
    for i, table in enumerate(t for t in reading.tables if t.kind == "table"):
        drawn = drawn_table(table, change)
        if i and report.y + 60 + 13 * len(drawn.rows) > 640:
            report.new_page()
        report.prose(
            "Totals of the tables below rest on records of agencies; 3 in 4 of them cover 12 months of 2019.", 520
        )
        report.table(drawn)
    return report.save()
