"""One warehouse for the tests of dbt: the shipped documents read, landed and built in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.documents import registry
from pipelines.extraction.confirm import bind
from pipelines.extraction.reader import read_file
from pipelines.landing import frames, writer
from pipelines.settings import PROJECT, Settings
from pipelines.steps import dbt
from pipelines.steps.admission import Admitted

LAYERS = (("tag:seed", "tag:staging", "tag:intermediate"), ("tag:marts",), ("tag:audit",))


@dataclass
class Built:
    settings: Settings
    outcomes: list[dbt.Outcome]
    unit_tests: dict[str, str]
    """Name and result of every dbt unit test, whether or not a build runs them."""
    con: duckdb.DuckDBPyConnection

    def rows(self, sql: str, *given: Any) -> list[tuple[Any, ...]]:
        return self.con.execute(sql, list(given)).fetchall()


def land(settings: Settings) -> None:
    known = registry.load(settings.source_docs)
    admitted = []
    for publication in known:
        for edition in publication.editions:
            reading = read_file(settings.source_docs / edition.file, publication.tables)
            bound = bind(reading, publication, edition)
            assert not bound.problems, bound.problems
            admitted.append(Admitted(publication, edition, reading, bound))
    settings.build.mkdir(parents=True)
    writer.write(settings.build_db, frames.build(admitted))


def try_models(settings: Settings) -> dict[str, str]:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    project, target = str(settings.dbt_project), str(settings.dbt_target)
    places = ["--project-dir", project, "--profiles-dir", project, "--target-path", target, "--log-path", target]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(dbt.BUILD_DB_VARIABLE, str(settings.build_db))
        try:
            done = dbtRunner(dbt._parsed(settings)).invoke(
                ["test", "--select", "test_type:unit", *places, "--quiet", "--log-level", "none"]
            )
        finally:
            DuckDBConnectionManager.close_all_connections()
    assert done.exception is None, done.exception
    return {
        run.node.name: f"{run.status} {run.message or ''}".strip()
        for run in done.result.results
        if str(run.node.resource_type) == "unit_test"
    }


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    settings = Settings(Path(PROJECT / "source_docs"), tmp_path_factory.mktemp("warehouse"))
    land(settings)
    outcomes = [dbt.build(settings, layer) for layer in LAYERS]
    unit_tests = try_models(settings)
    with duckdb.connect(str(settings.build_db), read_only=True) as con:
        yield Built(settings, outcomes, unit_tests, con)
