"""Which columns stand behind a column, read from SQL; and what is kept for the next run."""

from __future__ import annotations

from pathlib import Path

from pipelines.steps.column_lineage import KEPT, LineageStore, read_lineage

TABLES = {
    "landing": {"cell": {"cell_id": "VARCHAR", "text": "VARCHAR", "page": "INTEGER"}, "note": {"text": "VARCHAR"}},
    "staging": {"stg_value": {"cell_id": "VARCHAR", "value": "DOUBLE"}},
}
SQL = """
with values_read as (select cell_id, value * 2 as doubled from "some_build"."staging"."stg_value")
select cells.cell_id, values_read.doubled + cells.page as total, 'x' as nothing
from "some_build"."landing"."cell" as cells
join values_read using (cell_id)
"""


def test_columns_are_followed_through_ctes_to_their_tables() -> None:
    lineage = read_lineage(SQL, TABLES)
    assert [tuple(x) for x in lineage["total"]] == [("landing", "cell", "page"), ("staging", "stg_value", "value")]
    assert ("landing", "cell", "cell_id") in [tuple(x) for x in lineage["cell_id"]]
    assert lineage["nothing"] == []


def test_sql_that_cannot_be_followed_has_no_lineage() -> None:
    assert read_lineage("select from where", TABLES) == {}


def test_what_was_found_is_kept(tmp_path: Path) -> None:
    compiled = tmp_path / "compiled" / "p" / "models" / "m.sql"
    compiled.parent.mkdir(parents=True)
    compiled.write_text(SQL)
    node = {"resource_type": "model", "package_name": "p", "original_file_path": "models/m.sql"}
    first = LineageStore(tmp_path, TABLES)
    found = first.of(node)
    first.save()
    again = LineageStore(tmp_path, {})
    assert (tmp_path / KEPT).is_file()
    assert again.of(node) == found
    assert again.of({**node, "resource_type": "seed"}) == {}
