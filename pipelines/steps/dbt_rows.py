"""The rows that fail a dbt test, for its message: dbt itself only says how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

SHOWN = 5
"""How many failing rows a message shows."""
_WIDTH = 60


def in_words(con: Any, target: Path, test: Mapping[str, Any]) -> str:
    """The first failing rows of a dbt test (a node of the manifest), found by the query that dbt compiled for it.

    Empty where dbt kept no query, or it cannot be tried any more: the test has failed all the same.
    """
    import duckdb

    queries = sorted((target / "compiled").rglob(Path(test["path"]).name))
    if len(queries) != 1:
        return ""
    try:
        # the query is dbt's own, made from this project's files
        found = con.execute(f"SELECT * FROM ({queries[0].read_text(encoding='utf-8')}\n) LIMIT {SHOWN}")
        names = [column[0] for column in found.description]
        return "; ".join(_row(names, row) for row in found.fetchall())
    except (duckdb.Error, OSError):
        return ""


def _row(names: list[str], row: tuple[Any, ...]) -> str:
    return ", ".join(f"{name} {_shown(value)}" for name, value in zip(names, row, strict=True) if value is not None)


def _shown(value: Any) -> str:
    text = " / ".join(map(str, value)) if isinstance(value, list) else str(value)
    return text if len(text) <= _WIDTH else text[: _WIDTH - 1] + "…"
