"""What a person is told about the rows that fail a dbt test."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipelines.steps import dbt_rows


def told(target: Path, sql: str | None) -> str:
    folder = target / "compiled" / "plumbline" / "tests"
    folder.mkdir(parents=True, exist_ok=True)
    if sql is not None:
        (folder / "some_test.sql").write_text(sql, encoding="utf-8")
    with duckdb.connect() as con:
        return dbt_rows.in_words(con, target, {"name": "some_test", "path": "some_test.sql"})


def test_five_rows_are_named_with_their_columns(tmp_path: Path) -> None:
    sql = "SELECT 't' AS table_id, ['A', 'B'] AS path, NULL AS note, range AS n FROM range(9) -- and more"
    rows = told(tmp_path, sql).split("; ")
    assert rows == [f"table_id t, path A / B, n {n}" for n in range(5)]


def test_long_values_are_cut(tmp_path: Path) -> None:
    assert told(tmp_path, "SELECT repeat('x', 99) AS v") == "v " + "x" * 59 + "…"


def test_what_cannot_be_asked_again_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, None) == ""
    assert told(tmp_path, "SELECT * FROM gone") == ""
