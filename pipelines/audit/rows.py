"""The audit of statements on rows of the warehouse: what dbt hands over, and what it gets back.

In: rows of cells, tables, notes, statements and mentions of the staging layer. Out: one row for each mention, with the
observations that it was held against. Relies on the rows of one edition belonging together by `edition_id`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Literal

from pipelines.audit.grids import grids
from pipelines.audit.model import UNIT
from pipelines.audit.statements.check import Check, checks_in_context
from pipelines.audit.statements.context import Context
from pipelines.audit.statements.names import Named, Names, other_names
from pipelines.audit.statements.surroundings import Surroundings, surroundings
from pipelines.audit.statements.vocabulary import subjects
from pipelines.extraction.model import Box, Cell, Mention, Note, Statement, Table

Row = Mapping[str, Any]


def matched(
    cells: Iterable[Row],
    tables: Iterable[Row],
    notes: Iterable[Row],
    statements: Iterable[Row],
    mentions: Iterable[Row],
    names: Iterable[Named] = (),
) -> list[dict[str, Any]]:
    """Every mention of every edition with its verdict, as rows of `int_statement_match`."""
    by_edition: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for name, rows in (
        ("cells", cells), ("tables", tables), ("notes", notes), ("statements", statements), ("mentions", mentions)
    ):  # fmt: skip
        for row in rows:
            by_edition[row["edition_id"]][name].append(row)
    known = other_names(names)
    found: list[dict[str, Any]] = []
    for edition in sorted(by_edition):
        found.extend(_edition(by_edition[edition], known))
    return found


def tables_of(
    cells: Iterable[Row], tables: Iterable[Row], notes: Iterable[Row]
) -> tuple[list[Table], list[str], dict[tuple[int, int, int], str]]:
    """The tables of one edition as the audit takes them, their ids, and the observation at each table, row, column."""
    by_table: dict[str, list[Row]] = defaultdict(list)
    noted: dict[str, list[Row]] = defaultdict(list)
    for row in cells:
        by_table[row["table_id"]].append(row)
    for row in notes:
        noted[row["table_id"]].append(row)
    facts = [t for t in sorted(tables, key=lambda t: str(t["table_id"])) if by_table[t["table_id"]]]
    ids = {
        (n, row["row_start"], row["col_start"]): str(row["observation_id"])
        for n, t in enumerate(facts)
        for row in by_table[t["table_id"]]
    }
    made = [_table(t, by_table[t["table_id"]], noted[t["table_id"]]) for t in facts]
    return made, [str(t["table_id"]) for t in facts], ids


def _edition(of: Mapping[str, list[Row]], names: Names) -> list[dict[str, Any]]:
    read, _, ids = tables_of(of["cells"], of["tables"], of["notes"])
    rows = sorted(of["statements"], key=lambda s: int(s["ordinal"]))
    said = statements_of(rows, of["mentions"])
    known = grids(read)
    about = subjects(known, read)
    return [
        _row(rows[check.statement], context, check, surroundings(context, about), ids)
        for context, check in checks_in_context(known, read, said, names)
    ]


def _table(facts: Row, cells: Sequence[Row], notes: Sequence[Row]) -> Table:
    rows = 1 + max(int(c["row_start"]) for c in cells)
    columns = 1 + max(int(c["col_start"]) for c in cells)
    row_paths: list[tuple[str, ...]] = [()] * rows
    column_paths: list[tuple[str, ...]] = [()] * columns
    for c in cells:
        row_paths[c["row_start"]] = tuple(c["row_path"])
        column_paths[c["col_start"]] = tuple(c["column_path"])
    made = tuple(
        Cell(c["row_start"], c["row_start"], c["col_start"], c["col_start"], c["printed"], _box(c)) for c in cells
    )
    said = tuple(Note("note", n["marker"] or "", n["text"] or "", _box(n)) for n in notes)
    kind: Literal["table", "callouts"] = "callouts" if facts["kind"] == "callouts" else "table"
    box = Box.around(c.box for c in made if c.box.page == made[0].box.page)
    label, title = facts["label"] or "", facts["title"] or ""
    return Table(label, title, kind, (box,), 0, 1, made, tuple(row_paths), tuple(column_paths), said)


def statements_of(rows: Sequence[Row], mentions: Iterable[Row]) -> list[Statement]:
    """The statements of one edition as the audit takes them."""
    by_statement: dict[str, list[Row]] = defaultdict(list)
    for m in mentions:
        by_statement[m["statement_id"]].append(m)
    found = []
    for n, row in enumerate(rows):
        own = sorted(by_statement[row["statement_id"]], key=lambda m: int(m["mention"]))
        parts = tuple(Mention(m["printed"], m["text_start"], m["text_end"]) for m in own)
        found.append(Statement(n, row["kind"], row["text"], (_box(row),), parts, row["section"] or ""))
    return found


def _box(row: Row) -> Box:
    return Box(row["page"], row["x0"], row["top"], row["x1"], row["bottom"])


def _row(
    row: Row, context: Context, check: Check, around: Surroundings, ids: Mapping[tuple[int, int, int], str]
) -> dict[str, Any]:
    said = context.said
    return {
        "statement_id": row["statement_id"],
        "edition_id": row["edition_id"],
        "mention": check.mention + 1,
        "printed": check.printed,
        "value": None if said is None else float(Decimal(said.value) / UNIT),
        "unit": None if said is None else said.unit or "count",
        "relation": check.relation,
        "verdict": check.verdict,
        "checked_against": [ids[n.at] for n in check.numbers if n.at in ids],
        "speaks_of": [ids[n.at] for n in around.cells if n.at in ids],
        "first_year": around.first_year,
        "last_year": around.last_year,
        "computed": None if check.computed is None else float(Decimal(check.computed) / UNIT),
        "expected": check.expected or None,
        "explanation": check.explanation,
    }
