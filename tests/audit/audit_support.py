"""Tables for the tests of the audit, made from rows of texts, and copies of them with something wrong."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipelines.audit.model import UNIT, quantity
from pipelines.extraction.model import Box, Cell, Note, Table

Path = tuple[str, ...]


def table_of(
    columns: Sequence[Path], rows: Sequence[tuple[Path, Sequence[str]]], label: str = "Table 1", note: str = ""
) -> Table:
    """A table with one stub column; columns and rows with their label paths."""
    cells = []
    for r, (path, texts) in enumerate(rows, start=1):
        box = Box(1, 0, 10 * r, 50, 10 * r + 8)
        cells.append(Cell(r, r, 0, 0, path[-1], box, "stub" if any(texts) else "section"))
        for c, text in enumerate(texts, start=1):
            if text:
                cells.append(Cell(r, r, c, c, text, Box(1, 50.0 * c, 10 * r, 50.0 * c + 40, 10 * r + 8)))
    notes = (Note("note", "", note, Box(1, 0, 500, 100, 508)),) if note else ()
    part = Box(1, 0, 0, 600, 600)
    paths = ((), *(p for p, _ in rows))
    return Table(label, "", "table", (part,), 1, 1, tuple(cells), paths, ((), *columns), notes)


def with_text(table: Table, row: int, column: int, text: str) -> Table:
    """The table with another text in one cell."""
    cells = tuple(
        replace(c, text=text) if c.role == "body" and (c.row_start, c.col_start) == (row, column) else c
        for c in table.cells
    )
    return replace(table, cells=cells)


@dataclass(frozen=True)
class Made:
    """A consistent table made at random; `tops` are the rows beside the total, `kinds` the groups of columns."""

    table: Table
    rows: int
    columns: int


def made(seed: int) -> Made:
    """A table of counts and shares that is right in itself: a total, groups, parts under them, several columns."""
    rng = random.Random(seed)
    groups = [rng.choice([0, 0, 2, 3, 4]) for _ in range(rng.randint(3, 5))]
    kinds = rng.randint(2, 4)
    leaves = [[[rng.randint(20, 9000) for _ in range(kinds)] for _ in range(n or 1)] for n in groups]
    lines: list[tuple[Path, list[int]]] = []
    for g, parts in enumerate(leaves):
        lines.append(((f"Group {g}",), [sum(p[k] for p in parts) for k in range(kinds)]))
        if groups[g]:
            lines += [((f"Group {g}", f"Part {g}.{i}"), p) for i, p in enumerate(parts)]
    tops = [v for path, v in lines if len(path) == 1]
    total = [sum(v[k] for v in tops) for k in range(kinds)]
    lines.insert(0, (("Total",), total))
    heads: list[Path] = [(name, of) for name in ("All cases", *"ABCD"[:kinds]) for of in ("Number", "Percent")]
    rows = []
    for path, values in lines:
        shown = []
        for value, whole in zip([sum(values), *values], [sum(total), *total], strict=True):
            shown += [f"{value:,}", quantity(value * 100 * UNIT // whole, 1)]
        rows.append((path, shown))
    return Made(table_of(heads, rows), len(rows), len(heads))


def written(text: str, label: str) -> Table:
    """A table of the lines of a text."""
    lines = [line.strip() for line in text.strip().splitlines()]
    said = {key: line[len(key) + 1 :].strip() for line in lines for key in ("title", "note") if line.startswith(key)}
    heads, *rows = [[cell.strip() for cell in line.split("|")] for line in lines if "|" in line]
    paths = [tuple(part.strip() for part in head.split(">")) for head in heads[1:]]
    table = table_of(paths, [(tuple(row[0].split(" > ")), row[1:]) for row in rows], label, said.get("note", ""))
    return replace(table, title=said.get("title", ""))


def document(text: str) -> list[Table]:
    """The tables of a text."""
    return [written(part, f"Table {n}") for n, part in enumerate(text.split("\n\n"), start=1)]
