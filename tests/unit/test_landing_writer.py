"""The writer: everything or nothing, with types, keys and comments."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from pipelines.landing.frames import build
from pipelines.landing.schema import TABLES, LandingError
from pipelines.landing.writer import write
from tests.unit.landing_samples import FILES, SHA, read


@pytest.fixture
def frames() -> dict[str, Any]:
    return build((read(0), read(1)), FILES)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return tmp_path / "build" / "plumbline.duckdb"


def ask(db: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(db), read_only=True) as con:
        return con.execute(sql).fetchall()


def test_every_table_is_written_and_counted(db: Path, frames: dict[str, Any]) -> None:
    counts = write(db, frames)
    assert counts == {name: frame.num_rows for name, frame in frames.items()}
    for name, rows in counts.items():
        assert ask(db, f"SELECT count(*) FROM landing.{name}") == [(rows,)]
    assert not db.with_name(db.name + ".wal").exists()


def test_types_are_those_that_are_declared(db: Path, frames: dict[str, Any]) -> None:
    write(db, frames)
    found = ask(
        db,
        "SELECT table_name, column_name, data_type, NOT is_nullable, comment FROM duckdb_columns() "
        "WHERE schema_name = 'landing' ORDER BY table_oid, column_index",
    )
    expected = [(t.name, c.name, c.type, c.required, c.description) for t in TABLES for c in t.columns]
    assert sorted(found) == sorted(expected)
    assert ask(db, "SELECT release FROM landing.edition LIMIT 1") == [(dt.date(2014, 10, 1),)]


def test_tables_are_described_and_keyed(db: Path, frames: dict[str, Any]) -> None:
    write(db, frames)
    comments = ask(db, "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'landing'")
    assert dict(comments) == {t.name: t.description for t in TABLES}
    keys = ask(
        db,
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() "
        "WHERE schema_name = 'landing' AND constraint_type = 'PRIMARY KEY'",
    )
    assert {name: tuple(columns) for name, columns in keys} == {t.name: t.key for t in TABLES}


def test_rows_come_back_in_order_and_as_they_went_in(db: Path, frames: dict[str, Any]) -> None:
    write(db, frames)
    with duckdb.connect(str(db), read_only=True) as con:
        for name, frame in frames.items():
            assert con.execute(f"SELECT * FROM landing.{name}").to_arrow_table().to_pylist() == frame.to_pylist()


def test_writing_again_replaces_the_whole_schema(db: Path, frames: dict[str, Any]) -> None:
    write(db, frames)
    with duckdb.connect(str(db)) as con:
        con.execute("CREATE TABLE landing.stray AS SELECT 1")
        con.execute("CREATE SCHEMA staging; CREATE VIEW staging.v AS SELECT * FROM landing.cell")
    write(db, build((read(0),), FILES))
    assert ask(db, "SELECT sha256 FROM landing.edition") == [(SHA,)]
    assert ask(db, "SELECT count(*) FROM duckdb_tables() WHERE table_name = 'stray'") == [(0,)]
    assert ask(db, "SELECT count(DISTINCT edition_id) FROM staging.v") == [(1,)]


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        (
            "cell",
            lambda t: pa.concat_tables([t, t.slice(0, 1)]),
            r"landing\.cell: each cell_id may come once .*uplicate",
        ),
        ("input_file", lambda t: pa.concat_tables([t, t.slice(1, 1)]), r"landing\.input_file: each path may come once"),
        (
            "document",
            lambda t: t.set_column(t.column_names.index("title"), "title", pa.array([None], pa.string())),
            r"landing\.document: .*document\.title",
        ),
        (
            "page",
            lambda t: t.rename_columns(["other", *t.column_names[1:]]),
            r"could not be written .*as it was before",
        ),
    ],
)
def test_a_failure_leaves_the_former_schema(
    db: Path, frames: dict[str, Any], name: str, change: Any, message: str
) -> None:
    before = write(db, frames)
    with pytest.raises(LandingError, match=message) as raised:
        write(db, {**frames, name: change(frames[name])})
    assert "\n" not in str(raised.value)
    for table, rows in before.items():
        assert ask(db, f"SELECT count(*) FROM landing.{table}") == [(rows,)]


def test_a_table_that_is_missing_or_unknown_is_told(db: Path, frames: dict[str, Any]) -> None:
    with pytest.raises(LandingError, match="differ in cells"):
        write(db, {**frames, "cells": frames["cell"]})
    with pytest.raises(LandingError, match="differ in note"):
        write(db, {n: f for n, f in frames.items() if n != "note"})
    assert not db.exists()


def test_a_file_that_is_no_database_is_told(db: Path, frames: dict[str, Any]) -> None:
    db.parent.mkdir()
    db.write_bytes(b"not a database, and long enough to be looked at" * 100)
    with pytest.raises(LandingError, match="cannot be opened for writing"):
        write(db, frames)
