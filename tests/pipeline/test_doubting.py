"""A column that was read in the wrong rows stops the release, with a sentence that says where."""

import duckdb
import pytest

from pipelines.defs import audit as checks
from pipelines.documents.registry import load
from pipelines.run import EXIT_GATE, run_job
from pipelines.settings import PROJECT
from pipelines.steps.doubting import doubts, record

STAGED = ("stg_edition", "stg_cell", "stg_table", "stg_note")


@pytest.fixture
def staged(built):
    """The staged tables of the published warehouse, to be changed."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{built[0].published}' AS plumbline (READ_ONLY)")
        con.execute("CREATE SCHEMA staging")
        for name in STAGED:
            con.execute(f"CREATE TABLE staging.{name} AS SELECT * FROM plumbline.staging.{name}")
        yield con


def test_the_readings_of_the_shipped_documents_are_not_in_doubt(staged):
    assert doubts(staged) == []
    assert record([]).passed


def test_a_column_moved_by_a_row_is_a_doubt_with_its_place(staged):
    staged.execute(
        """
        UPDATE staging.stg_cell AS cell SET printed = moved.below
        FROM (
            SELECT observation_id, lag(printed, 1, '') OVER (PARTITION BY edition_id ORDER BY row_start) AS below
            FROM staging.stg_cell WHERE table_id = 'table_3' AND col_start = 3
        ) AS moved
        WHERE cell.observation_id = moved.observation_id
        """
    )
    ((document, table, place, _, why),) = doubts(staged)
    assert (document, table) == ("bjs_ncj250746", "table_3")
    assert "Child pornography production / Number" in place
    gate = record([(document, table, place, "", why)])
    assert (gate.passed, gate.severity) == (False, "error")
    assert place in gate.message


def test_a_doubt_stops_the_release(own, dagster_home, monkeypatch):
    before = own.published.read_bytes()
    found = ("bjs_ncj250746", "table_3", "Table 3: column Number", "3,388", "The numbers fit other places of it.")
    monkeypatch.setattr(checks, "doubts", lambda con: [found])
    summary = run_job(own, only="ojjdp_csec_page")
    assert summary.exit_code == EXIT_GATE
    assert "audit__readings_not_in_doubt stopped the release" in summary.message
    assert "Table 3: column Number" in summary.failures[0]
    assert own.published.read_bytes() == before


def test_findings_warn_and_doubts_block():
    (made,) = checks.build_audit_checks(load(PROJECT / "source_docs"))
    blocking = {spec.name: spec.blocking for spec in made.check_specs}
    assert blocking.pop("readings_not_in_doubt")
    assert blocking
    assert not any(blocking.values())
    assert "findings_bjs_ncj250746" in blocking
