"""From which columns each column of a dbt model comes, read from the SQL that dbt compiled.

In: compiled models and the columns of the tables in a build. Out: for each model the columns behind each of its own.
Relies on sqlglot, which knows DuckDB's SQL. Reading a model takes a tenth of a second, so what was found is kept beside
the compiled SQL under its hash; a model that sqlglot cannot follow has no lineage, and the run goes on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Lineage = dict[str, list[tuple[str, str, str]]]
"""Column → (schema, table, column) of those behind it."""
Columns = dict[str, dict[str, dict[str, str]]]
"""Schema → table → column → type."""
KEPT = "column_lineage.json"


def tables_of(con: Any) -> Columns:
    """The columns of all tables and views that a connection sees."""
    found: Columns = {}
    rows = con.execute("SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns")
    for schema, table, column, kind in rows.fetchall():
        found.setdefault(schema, {}).setdefault(table, {})[column] = kind
    return found


class LineageStore:
    """Lineage of models by the hash of their SQL, kept in dbt's target folder."""

    def __init__(self, target: Path, tables: Columns) -> None:
        self.target, self.tables = target, tables
        self.path = target / KEPT
        try:
            self.known: dict[str, Lineage] = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            self.known = {}
        self.used: dict[str, Lineage] = {}

    def of(self, node: Mapping[str, Any]) -> Lineage:
        """The lineage of a model (a node of dbt's manifest); empty for a seed, or where it cannot be told."""
        compiled = self.target / "compiled" / str(node["package_name"]) / str(node["original_file_path"])
        if node["resource_type"] != "model" or not compiled.is_file():
            return {}
        sql = compiled.read_text(encoding="utf-8")
        key = hashlib.sha256(sql.encode()).hexdigest()
        if key not in self.known:
            self.known[key] = read_lineage(sql, self.tables)
        self.used[key] = self.known[key]
        return {c: [(s, t, n) for s, t, n in behind] for c, behind in self.known[key].items()}

    def save(self) -> None:
        """Keep what is known for the next run."""
        part = self.path.with_suffix(".part")
        part.write_text(json.dumps(self.known), encoding="utf-8")
        part.replace(self.path)


def read_lineage(sql: str, tables: Columns) -> Lineage:
    """The columns behind each column of a query; empty where sqlglot cannot follow it."""
    import sqlglot
    from sqlglot import exp
    from sqlglot.errors import SqlglotError
    from sqlglot.lineage import lineage
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope

    known: Any = tables
    try:
        tree = sqlglot.parse_one(sql, dialect="duckdb")
        for table in tree.find_all(exp.Table):
            table.set("catalog", None)  # a build and a release are files of other names
        query: Any = qualify(tree, schema=known, dialect="duckdb", validate_qualify_columns=False, identify=False)
        scope = build_scope(query)
        found: Lineage = {}
        for column in query.selects:
            name = column.alias_or_name
            node = lineage(name, query, schema=known, scope=scope, dialect="duckdb", copy=False, trim_selects=False)
            leaves = {
                (leaf.source.db, leaf.source.name, leaf.name.rpartition(".")[2])
                for leaf in node.walk()
                if not leaf.downstream and isinstance(leaf.source, exp.Table)
            }
            found[name] = sorted(leaf for leaf in leaves if leaf[2] != "*")
        return found
    except (SqlglotError, ValueError, KeyError, RecursionError):
        return {}
