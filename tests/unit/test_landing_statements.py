"""Statements as rows: ids that stay, a box around the first page's lines, every line and quantity in its order."""

from __future__ import annotations

from dataclasses import replace

from pipelines.extraction.model import Box, Mention, Statement
from pipelines.landing.statements import statement_rows

LINES = (Box(1, 50, 700, 290, 710), Box(1, 50, 712, 250.12345, 722), Box(2, 50, 60, 120, 70))
MENTIONS = (Mention("5%", 8, 10), Mention("12", 14, 16))
STATEMENT = Statement(4, "sentence", "It rose 5% to 12.", LINES, MENTIONS, "Trends")


def rows(*statements: Statement) -> dict[str, list[dict[str, object]]]:
    return statement_rows("d", "d@1", "ab" * 32, statements)


def test_a_statement_is_one_row_with_the_box_of_its_lines_on_its_first_page() -> None:
    (row,) = rows(STATEMENT)["statement"]
    assert row == {
        "statement_id": row["statement_id"],
        "edition_id": "d@1",
        "document_id": "d",
        "ordinal": 5,
        "kind": "sentence",
        "section": "Trends",
        "text": "It rose 5% to 12.",
        **{"page": 1, "x0": 50.0, "top": 700.0, "x1": 290.0, "bottom": 722.0},
    }


def test_every_line_and_every_quantity_is_a_row() -> None:
    found = rows(STATEMENT)
    assert [(r["line"], r["page"], r["x1"]) for r in found["statement_line"]] == [
        (1, 1, 290.0),
        (2, 1, 250.123),
        (3, 2, 120.0),
    ]
    assert [(r["mention"], r["printed"], r["text_start"], r["text_end"]) for r in found["statement_mention"]] == [
        (1, "5%", 8, 10),
        (2, "12", 14, 16),
    ]
    assert len({r["statement_id"] for name in found for r in found[name]}) == 1


def test_ids_depend_on_text_and_place_alone_and_are_never_shared() -> None:
    moved = replace(STATEMENT, order=9, kind="note", section="Elsewhere")
    elsewhere = replace(STATEMENT, boxes=LINES[1:])
    (first, again) = rows(STATEMENT, STATEMENT)["statement"]
    assert rows(moved)["statement"][0]["statement_id"] == first["statement_id"]
    assert len({first["statement_id"], again["statement_id"], rows(elsewhere)["statement"][0]["statement_id"]}) == 3
