"""A run from start to end, on the real documents and on copies that something is wrong with."""

import os
import shutil
import signal
import subprocess
import sys
import time

import duckdb
import pytest

from pipelines.documents.registry import load
from pipelines.publishing.release import current
from pipelines.run import UnknownDocumentError, run_job
from pipelines.settings import PROJECT
from tests.pipeline.conftest import edit


def query(settings, sql):
    with duckdb.connect(str(settings.published), read_only=True) as con:
        return con.execute(sql).fetchall()


def principal(settings):
    """A document with a pdf rendition, and its file."""
    for publication, edition in load(settings.source_docs).editions():
        if edition.rendition == "pdf" and publication.tables:
            return publication.document_id, settings.source_docs / edition.file
    raise AssertionError("no pdf")


def test_the_whole_run_is_published(built):
    settings, summary = built
    assert summary.failures == ()
    assert (summary.outcome, summary.exit_code) == ("published", 0)
    assert summary.quarantined == {}
    assert settings.published.is_symlink()
    assert query(settings, "SELECT count(*) FROM marts.fct_observation") == [(summary.numbers,)]
    assert query(settings, "SELECT count(*) FROM meta.gate WHERE NOT passed") == [(0,)]
    assert summary.gates_passed == query(settings, "SELECT count(*) FROM meta.gate")[0][0]
    assert (settings.data_docs / "index.html").is_file()
    assert not settings.failure_note.exists()
    pictures = list(settings.crops.rglob("*.png"))
    assert len(pictures) >= summary.tables


def test_the_run_is_seen_by_dagster(built, dagster_home):
    import dagster as dg

    _, summary = built
    with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
        assert instance.get_run_by_id(summary.run_id).status == dg.DagsterRunStatus.SUCCESS
        # Other tests have runs of their own in this instance.
        records = instance.fetch_materializations(dg.AssetKey(["marts", "fct_observation"]), limit=100).records
        (metadata,) = [r.asset_materialization.metadata for r in records if r.run_id == summary.run_id]
        assert metadata["dagster/row_count"].value == summary.numbers
        assert "|" in metadata["preview"].value


def test_the_columns_behind_a_column_are_shown_with_the_table(built, dagster_home):
    import dagster as dg

    with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
        event = instance.get_latest_materialization_event(dg.AssetKey(["marts", "mart_referrals"]))
    metadata = event.asset_materialization.metadata
    behind = metadata["dagster/column_lineage"].value.deps_by_column["share_value"]
    assert [(dep.asset_key.path, dep.column_name) for dep in behind] == [(["intermediate", "int_share"], "value")]
    assert "| share\\_value | intermediate/int\\_share | value |" in metadata["columns_come_from"].value


def test_an_unchanged_rerun_does_nothing(own):
    started = time.perf_counter()
    summary = run_job(own)
    assert (summary.outcome, summary.exit_code, summary.recovered) == ("nothing changed", 0, ())
    assert summary.numbers > 0
    assert time.perf_counter() - started < 3


def test_a_document_with_other_bytes_blocks_the_release_that_has_it(own):
    _, file = principal(own)
    before = own.published.resolve()
    file.write_bytes(file.read_bytes() + b"\n% changed")
    summary = run_job(own)
    assert (summary.outcome, summary.exit_code) == ("stopped by a gate", 2)
    assert any(f.startswith("landing__published_before_present") for f in summary.failures)
    assert own.published.resolve() == before
    assert "published_before_present" in own.failure_note.read_text()


def test_a_bad_document_that_was_never_published_harms_only_itself(own):
    document, file = principal(own)
    shutil.rmtree(own.warehouse / "releases")
    own.published.unlink()
    file.unlink()
    summary = run_job(own)
    assert (summary.outcome, summary.exit_code) == ("published", 3)
    assert list(summary.quarantined) == [document]
    assert (own.quarantine / document / "report.md").is_file()
    assert query(own, f"SELECT count(*) FROM marts.fct_observation WHERE document_id = '{document}'") == [(0,)]
    assert summary.numbers > 0


def test_a_faulty_publication_file_is_told_and_blocks_what_was_published(own):
    document, _ = principal(own)
    edit(own.publications / f"{document}.yml", "title:", "titel:")
    summary = run_job(own)
    assert summary.exit_code == 2
    assert any("titel" in failure for failure in summary.failures)


def test_only_one_document_is_reread(own):
    document, file = principal(own)
    others = [p for p in (own.source_docs / "files").iterdir() if p.stem != file.stem]
    for other in others:
        other.write_bytes(b"changed meanwhile")
    summary = run_job(own, only=document)
    assert (summary.outcome, summary.exit_code, summary.failures) == ("published", 0, ())
    with pytest.raises(UnknownDocumentError, match="known are"):
        run_job(own, only="no_such_document")


RUN = (
    "import sys, pathlib; from pipelines.run import run_job; from pipelines.settings import Settings; "
    "run_job(Settings(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])), full=True)"
)


def started_run(settings, until):
    """A run in a process of its own, brought to the moment when the build has what `until` names."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    process = subprocess.Popen(
        [sys.executable, "-c", RUN, str(settings.source_docs), str(settings.warehouse)], env=environment, cwd=PROJECT
    )
    deadline = time.monotonic() + 120
    while not (settings.build / until).exists():
        assert process.poll() is None, "the run ended early"
        assert time.monotonic() < deadline
        time.sleep(0.02)
    return process


def tables_of(settings):
    """Every row of every table but `meta`, in the order in which they lie."""
    names = query(
        settings, "SELECT schema_name, table_name FROM duckdb_tables() WHERE schema_name <> 'meta' ORDER BY ALL"
    )
    return {f"{schema}.{table}": query(settings, f"SELECT * FROM {schema}.{table}") for schema, table in names}


def test_kill_in_mid_run_harms_nothing_and_the_next_run_builds_the_same_tables(built, own, dagster_home):
    before = current(own.warehouse)
    numbers = query(own, "SELECT count(*) FROM marts.fct_observation")
    process = started_run(own, "plumbline.duckdb")
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert current(own.warehouse) == before
    assert query(own, "SELECT count(*) FROM marts.fct_observation") == numbers
    summary = run_job(own, full=True)
    assert summary.recovered == (".build",)
    assert (summary.outcome, summary.failures) == ("published", ())
    first, again = tables_of(built[0]), tables_of(own)
    assert list(first) == list(again)
    assert [name for name in first if first[name] != again[name]] == []

    import dagster as dg

    with dg.DagsterInstance.from_config(str(dagster_home)) as instance:
        assert instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED])) == []


def test_a_run_that_is_asked_to_end_ends_and_gives_the_lock_back(own):
    before = own.published.resolve()
    process = started_run(own, "intake.json")
    process.terminate()
    assert process.wait(timeout=60) == 0
    assert own.published.resolve() == before
    assert run_job(own).outcome == "nothing changed"
