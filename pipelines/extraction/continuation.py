"""Tables that go on over pages: when a table is the rest of the one before it, and how both become one.

In: the tables of pages in order. Out: the same with parts of one table joined; the repeated head is dropped. Relies on
what is said ("continued"), on label and title, else on the same heads at the seam of two pages with nothing between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipelines.extraction.model import Cell, Note, Table

if TYPE_CHECKING:
    from pipelines.extraction.pdf import PageContent

MARGIN = 0.09
"""Page heads and feet stand within this share of the page's height."""
_CONTINUED = re.compile(r"[\s,(\u2013\u2014-]*\b(?:continued|cont\.|cont'd)\)?\s*$", re.IGNORECASE)


def append_table(tables: list[Table], table: Table, at_seam: bool) -> None:
    """Add a table, or join it to the one it continues from the page before."""
    before = tables[-1] if tables else None
    if before is not None and continues(before, table, at_seam):
        tables[-1] = continue_table(before, table)
        return
    tables.append(table)


def continues(before: Table, table: Table, at_seam: bool) -> bool:
    """Whether a table goes on from the page before: said to be continued, or the same title or heads at the seam.

    `at_seam` says that nothing stands between the two but page margins.
    """
    if before.kind != "table" or table.kind != "table" or before.parts[-1].page + 1 != table.parts[0].page:
        return False
    if len(before.column_paths) != len(table.column_paths):
        return False
    said = _CONTINUED.search(table.title) or _CONTINUED.search(table.label)
    same_label = before.label.casefold() == table.label.casefold() and bool(table.label)
    same_title = _CONTINUED.sub("", table.title).casefold() == _CONTINUED.sub("", before.title).casefold()
    if same_label:
        return bool(said) or same_title
    if table.label or not at_seam:
        return False
    return table.header_rows > 0 and table.column_paths == before.column_paths


def opens_page(content: PageContent, table: Table) -> bool:
    """Whether nothing but the page's margin stands above a table."""
    edge, margin = table.parts[0].top, MARGIN * content.height
    return not any(margin < w.middle < edge for w in content.words)


def closes_page(content: PageContent, table: Table) -> bool:
    """Whether nothing but the page's margin stands below a table."""
    edge, margin = table.parts[-1].bottom, (1 - MARGIN) * content.height
    return not any(edge < w.middle < margin for w in content.words)


def continue_table(first: Table, second: Table) -> Table:
    """Two parts of one table on following pages as one: the second part's repeated head is dropped."""
    shift = len(first.row_paths) - second.header_rows
    cells = [
        Cell(c.row_start + shift, c.row_end + shift, c.col_start, c.col_end, c.text, c.box, c.role, c.markers)
        for c in second.cells
        if c.row_start >= second.header_rows
    ]
    seen: list[Note] = list(first.notes)
    seen += [n for n in second.notes if (n.kind, n.marker, n.text) not in {(m.kind, m.marker, m.text) for m in seen}]
    return Table(
        label=first.label,
        title=first.title,
        kind=first.kind,
        parts=first.parts + second.parts,
        header_rows=first.header_rows,
        stub_columns=first.stub_columns,
        cells=first.cells + tuple(cells),
        row_paths=first.row_paths + second.row_paths[second.header_rows :],
        column_paths=first.column_paths,
        notes=tuple(seen),
        source=first.source or second.source,
        remarks=first.remarks + second.remarks,
    )
