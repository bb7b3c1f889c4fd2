"""The schema `meta` of a release: what the build is, what it was made from, what held, and what every column means."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.publishing.fingerprint import InputFile


@dataclass(frozen=True, slots=True)
class GateRecord:
    """How one gate went: how many things it looked at, how many failed, and the sentence where it failed."""

    name: str
    stage: str
    passed: bool
    severity: str
    checked: int
    failed: int
    message: str = ""


@dataclass(frozen=True, slots=True)
class Vintage:
    """One published build."""

    release_id: str
    sequence: int
    published_at: str
    fingerprint: str
    documents: int
    observations: int


@dataclass(frozen=True, slots=True)
class BuildNote:
    """The build that a database is: its name, its time, and the hashes of what it was made from."""

    release_id: str
    sequence: int
    published_at: str
    run_id: str
    fingerprint: str
    inputs_hash: str
    code_hash: str
    lock_hash: str
    python: str = platform.python_version()


TABLES: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "build": (
        "The build that this file is.",
        {
            "release_id": ("VARCHAR", "name of the release: its number and the start of its fingerprint"),
            "sequence": ("INTEGER", "number of the release, from 1"),
            "published_at": ("TIMESTAMP", "when it was published, UTC"),
            "run_id": ("VARCHAR", "the Dagster run that built it"),
            "fingerprint": ("VARCHAR", "hash over inputs, code and library versions"),
            "inputs_hash": ("VARCHAR", "hash of the source documents and publication files"),
            "code_hash": ("VARCHAR", "hash of the code, SQL and seeds"),
            "lock_hash": ("VARCHAR", "hash of the list of library versions"),
            "python": ("VARCHAR", "version of Python"),
        },
    ),
    "input_file": (
        "Every file that the build was made from.",
        {
            "path": ("VARCHAR", "path within the folder of source documents"),
            "role": ("VARCHAR", "publication (a description) or document (the bytes)"),
            "sha256": ("VARCHAR", "hash of the bytes"),
            "bytes": ("BIGINT", "size"),
        },
    ),
    "library": (
        "The versions of the libraries that the build ran with.",
        {"name": ("VARCHAR", "name of the package"), "version": ("VARCHAR", "its version")},
    ),
    "gate": (
        "Every gate that the build went through.",
        {
            "name": ("VARCHAR", "stage and property"),
            "stage": ("VARCHAR", "where in the run it stands"),
            "passed": ("BOOLEAN", "whether it holds"),
            "severity": ("VARCHAR", "error stops the release, warn leaves a document out"),
            "checked": ("INTEGER", "how many things it looked at"),
            "failed": ("INTEGER", "how many of them failed"),
            "message": ("VARCHAR", "what failed, where, and what to do"),
        },
    ),
    "vintage": (
        "Every build that was ever published here, this one included.",
        {
            "release_id": ("VARCHAR", "name of the release"),
            "sequence": ("INTEGER", "its number"),
            "published_at": ("TIMESTAMP", "when it was published, UTC"),
            "fingerprint": ("VARCHAR", "hash over inputs, code and library versions"),
            "documents": ("INTEGER", "how many publications it holds"),
            "observations": ("BIGINT", "how many printed numbers it holds"),
        },
    ),
    "data_dictionary": (
        "What every table and column of this file means.",
        {
            "schema_name": ("VARCHAR", "the schema"),
            "table_name": ("VARCHAR", "the table or view"),
            "column_name": ("VARCHAR", "the column, empty for the table itself"),
            "position": ("INTEGER", "place of the column, 0 for the table itself"),
            "data_type": ("VARCHAR", "type of the column; table or view for the table itself"),
            "description": ("VARCHAR", "what it holds"),
        },
    ),
}
"""Table of `meta`: what it is for, and its columns with type and meaning."""

_DICTIONARY = """
INSERT INTO meta.data_dictionary
SELECT * FROM (
    SELECT schema_name, table_name, '', 0, 'table', coalesce(comment, '') FROM duckdb_tables()
    WHERE database_name = current_database()
    UNION ALL
    SELECT schema_name, view_name, '', 0, 'view', coalesce(comment, '') FROM duckdb_views()
    WHERE database_name = current_database() AND NOT internal
    UNION ALL
    SELECT schema_name, table_name, column_name, column_index, data_type, coalesce(comment, '') FROM duckdb_columns()
    WHERE database_name = current_database() AND NOT internal
) ORDER BY ALL
"""


def _connect(database: Path, read_only: bool = False) -> Any:
    import duckdb

    return duckdb.connect(str(database), read_only=read_only, config={"autoinstall_known_extensions": "false"})


def count_rows(database: Path) -> int:
    """The number of observations in a build, 0 where it has no such table."""
    with _connect(database, read_only=True) as con:
        tables = con.execute(
            "SELECT count(*) FROM information_schema.tables "
            "WHERE table_schema = 'marts' AND table_name = 'fct_observation'"
        ).fetchone()
        if not tables or not tables[0]:
            return 0
        rows = con.execute("SELECT count(*) FROM marts.fct_observation").fetchone()
        return int(rows[0]) if rows else 0


def write_meta(
    database: Path,
    build: BuildNote,
    inputs: Sequence[InputFile],
    libraries: Mapping[str, str],
    gates: Sequence[GateRecord],
    vintages: Sequence[Vintage],
) -> None:
    """Write the schema `meta` anew into a build, in one transaction, and fold its write-ahead log into the file."""
    rows: dict[str, list[tuple[Any, ...]]] = {
        "build": [tuple(asdict(build).values())],
        "input_file": [(f.path, f.role, f.sha256, f.bytes) for f in inputs],
        "library": sorted(libraries.items()),
        "gate": [tuple(asdict(g).values()) for g in sorted(gates, key=lambda g: (g.stage, g.name))],
        "vintage": [tuple(asdict(v).values()) for v in vintages],
    }
    con = _connect(database)
    try:
        con.execute("BEGIN")
        con.execute("DROP SCHEMA IF EXISTS meta CASCADE")
        con.execute("CREATE SCHEMA meta")
        for name, (purpose, columns) in TABLES.items():
            con.execute(f"CREATE TABLE meta.{name} ({', '.join(f'{c} {t}' for c, (t, _) in columns.items())})")
            con.execute(f"COMMENT ON TABLE meta.{name} IS {_quoted(purpose)}")
            for column, (_, meaning) in columns.items():
                con.execute(f"COMMENT ON COLUMN meta.{name}.{column} IS {_quoted(meaning)}")
            if rows.get(name):
                marks = ", ".join("?" * len(rows[name][0]))
                con.executemany(f"INSERT INTO meta.{name} VALUES ({marks})", rows[name])
        con.execute(_DICTIONARY)
        con.execute("COMMIT")
        con.execute("CHECKPOINT")
    finally:
        con.close()
    wal = database.with_name(database.name + ".wal")
    if wal.exists():
        raise OSError(f"{wal} is still there after a checkpoint; the build is not complete. Run again.")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
