"""The statements of an edition as rows of `landing.statement`, `statement_line` and `statement_mention`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipelines.extraction.model import Box, Statement
from pipelines.landing.cells import box_columns, stable_id

Row = dict[str, Any]


def statement_rows(
    document_id: str, edition_id: str, sha256: str, statements: Iterable[Statement]
) -> dict[str, list[Row]]:
    """The rows of an edition's statements, by table.

    The id is a hash of document, bytes, text and place: it stays the same where the statements before it are read in
    another order. A statement printed twice at one place also gets its count.
    """
    rows: dict[str, list[Row]] = {"statement": [], "statement_line": [], "statement_mention": []}
    times: Counter[str] = Counter()
    for statement in statements:
        first = statement.boxes[0]
        identity: list[Any] = [document_id, sha256, "statement", statement.text, first.page, first.bbox()]
        times[key := stable_id(*identity)] += 1
        if times[key] > 1:
            key = stable_id(*identity, times[key])
        keys = {"statement_id": key, "edition_id": edition_id}
        around = Box.around(b for b in statement.boxes if b.page == first.page)
        rows["statement"].append(
            {
                **keys,
                "document_id": document_id,
                "ordinal": statement.order + 1,
                "kind": statement.kind,
                "section": statement.section,
                "text": statement.text,
                **box_columns(around),
            }
        )
        rows["statement_line"] += [
            {**keys, "line": line, **box_columns(box)} for line, box in enumerate(statement.boxes, start=1)
        ]
        rows["statement_mention"] += [
            {**keys, "mention": n, "printed": m.printed, "text_start": m.start, "text_end": m.end}
            for n, m in enumerate(statement.mentions, start=1)
        ]
    return rows
