"""The data dictionary is current and says of every public column what it holds.

To make it anew: python -m tests.pipeline.test_data_dictionary
"""

import re
import tempfile
from pathlib import Path

from pipelines.publishing.data_dictionary import data_dictionary
from pipelines.settings import PROJECT, Settings
from pipelines.steps.dbt import read_manifest

PAGE = PROJECT / "docs" / "data_dictionary.md"


def page(warehouse: Path) -> str:
    return data_dictionary(read_manifest(Settings(PROJECT / "source_docs", warehouse)))


def test_the_page_is_current(built):
    assert PAGE.read_text(encoding="utf-8") == page(built[0].warehouse), "make it anew, see the head of this file"


def test_every_column_of_the_warehouse_is_described_in_the_database_itself(built):
    import duckdb

    with duckdb.connect(str(built[0].published), read_only=True) as con:
        missing = con.execute(
            "SELECT schema_name, table_name, column_name FROM meta.data_dictionary "
            "WHERE description = '' AND schema_name IN ('marts', 'audit', 'landing', 'meta')"
        ).fetchall()
    assert missing == []
    assert not re.search(r"^\| `\w+` \|[^|]*\|\s*\|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        PAGE.write_text(page(Path(folder)), encoding="utf-8")
