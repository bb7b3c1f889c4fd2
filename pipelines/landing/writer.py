"""The only writer of schema `landing`: all of it is replaced in one transaction, or it stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipelines.landing.columns import TableSchema
from pipelines.landing.schema import TABLES, LandingError

_FRAME = "landing_frame"


def write(build_db: Path, frames: Mapping[str, Any]) -> dict[str, int]:
    """Replace schema `landing` of a build by these Arrow tables and return how many rows each table has.

    Raises LandingError where a table is missing or unknown, where rows break a key or lack a value, or where the file
    cannot be written; the former schema then stays.
    """
    import duckdb

    names = [table.name for table in TABLES]
    if strays := sorted(set(names) ^ set(frames)):
        raise LandingError(
            f"{build_db}: the tables to write and those of schema landing differ in {', '.join(strays)}. "
            "Hand over every table of the schema."
        )
    build_db.parent.mkdir(parents=True, exist_ok=True)
    try:
        con = duckdb.connect(str(build_db), config={"autoinstall_known_extensions": "false"})
    except duckdb.Error as error:
        raise LandingError(
            f"{build_db}: the build cannot be opened for writing ({_first_line(error)}). "
            "End the program that has it open, or remove the file, and run again."
        ) from error
    try:
        con.execute("BEGIN TRANSACTION")
        con.execute("DROP SCHEMA IF EXISTS landing CASCADE")
        con.execute("CREATE SCHEMA landing")
        counts = {table.name: _write_table(con, table, frames[table.name]) for table in TABLES}
        con.execute("COMMIT")
        return counts
    except duckdb.Error as error:
        raise LandingError(
            f"{build_db}: schema landing could not be written ({_first_line(error)}). It is as it was before."
        ) from error
    finally:
        # Closing rolls back what is not committed.
        con.close()


def _write_table(con: Any, table: TableSchema, frame: Any) -> int:
    import duckdb

    con.execute(create_statement(table))
    for comment in _comments(table):
        con.execute(comment)
    con.register(_FRAME, frame)
    try:
        con.execute(f"INSERT INTO landing.{table.name} BY NAME SELECT * FROM {_FRAME}")
    except duckdb.ConstraintException as error:
        raise LandingError(
            f"landing.{table.name}: each {' + '.join(table.key)} may come once and required columns may not be empty, "
            f"but: {_first_line(error).rstrip('.')}. Schema landing is as it was before; report this with the message."
        ) from error
    finally:
        con.unregister(_FRAME)
    return int(frame.num_rows)


def create_statement(table: TableSchema) -> str:
    """The SQL that creates a table of the schema, with its types, its primary key and what may not be empty."""
    columns = [f'"{c.name}" {c.type}{" NOT NULL" if c.required else ""}' for c in table.columns]
    key = ", ".join(f'"{name}"' for name in table.key)
    return f"CREATE TABLE landing.{table.name} ({', '.join(columns)}, PRIMARY KEY ({key}))"


def _comments(table: TableSchema) -> list[str]:
    whole = f"COMMENT ON TABLE landing.{table.name} IS {_quoted(table.description)}"
    return [
        whole,
        *(f'COMMENT ON COLUMN landing.{table.name}."{c.name}" IS {_quoted(c.description)}' for c in table.columns),
    ]


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or ["no message"])[0]
