"""A column that was read in the wrong rows stops the release, with a sentence that says where."""

import duckdb
import pytest

from pipelines.audit.rows import matched
from pipelines.defs import audit as checks
from pipelines.documents.registry import load
from pipelines.extraction.statements.mentions import mentions_of
from pipelines.run import EXIT_GATE, run_job
from pipelines.settings import PROJECT
from pipelines.steps.doubting import doubts, record

STAGED = ("stg_edition", "stg_cell", "stg_table", "stg_note")
MATCHED = "int_statement_match"


@pytest.fixture
def staged(built):
    """The staged tables of the published warehouse, to be changed."""
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{built[0].published}' AS plumbline (READ_ONLY)")
        con.execute("CREATE SCHEMA staging")
        for name in (*STAGED, MATCHED):
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


GROUPS = ("Firearms offenders", "Fraud offenders", "Drug offenders", "Tax offenders")
SAID = ("The median sentence of tax offenders was 22 months (table 3).",
        "The median sentence of drug offenders was 38 months (table 3).")  # fmt: skip


def test_a_column_that_only_sentences_tell_to_be_moved_is_a_doubt(staged):
    _one_table(staged, ["22", "71", "65", "38"])
    ((document, table, place, _, why),) = doubts(staged)
    assert (document, table, place) == ("bjs_ncj250746", "table_3", "TABLE 3: column Median sentence (months)")
    assert "one row further on" in why


def test_sentences_that_agree_with_a_column_are_no_doubt(staged):
    _one_table(staged, ["71", "65", "38", "22"])
    assert doubts(staged) == []


def _one_table(con, medians):
    """Leave of the staged tables one with two columns of averages, and two sentences on the second."""
    (edition,) = con.execute(
        "SELECT edition_id FROM staging.stg_edition WHERE is_published AND document_id = 'bjs_ncj250746'"
    ).fetchone()
    for name in STAGED[1:]:
        con.execute(f"DELETE FROM staging.{name} WHERE table_id <> 'table_3' OR edition_id <> ?", [edition])
    con.execute("DELETE FROM staging.stg_cell WHERE col_start > 2")
    heads = {1: "Average sentence (months)", 2: "Median sentence (months)"}
    rows = [r for (r,) in con.execute("SELECT DISTINCT row_start FROM staging.stg_cell ORDER BY 1").fetchall()]
    for column, values in ((1, ["81.4", "72.2", "40.9", "33.5"]), (2, medians)):
        for row, group, value in zip(rows, GROUPS, values, strict=True):
            con.execute(
                "UPDATE staging.stg_cell SET printed = ?, row_path = [?], column_path = [?] "
                "WHERE row_start = ? AND col_start = ?",
                [value, group, heads[column], row, column],
            )
    con.execute("UPDATE staging.stg_table SET title = 'Sentences of groups of offenders'")
    con.execute("CREATE TABLE staging.stg_statement AS SELECT * FROM plumbline.staging.stg_statement "
                "WHERE edition_id = (SELECT any_value(edition_id) FROM staging.stg_cell) AND kind = 'sentence' "
                "ORDER BY ordinal LIMIT 2")  # fmt: skip
    con.execute("CREATE TABLE staging.stg_statement_mention AS SELECT m.* FROM plumbline.staging.stg_statement_mention "
                "AS m JOIN staging.stg_statement USING (statement_id) WHERE mention = 1")  # fmt: skip
    for (statement,), text in zip(
        con.execute("SELECT statement_id FROM staging.stg_statement ORDER BY ordinal").fetchall(), SAID, strict=True
    ):
        (mention,) = (m for m in mentions_of(text) if "months" in m.printed)
        con.execute("UPDATE staging.stg_statement SET text = ? WHERE statement_id = ?", [text, statement])
        con.execute(
            "UPDATE staging.stg_statement_mention SET printed = ?, text_start = ?, text_end = ? WHERE statement_id = ?",
            [mention.printed, mention.start, mention.end, statement],
        )
    matches = matched(*(_all(con, name) for name in (*STAGED[1:], "stg_statement", "stg_statement_mention")))
    con.execute(f"CREATE OR REPLACE TABLE staging.{MATCHED} (edition_id VARCHAR, verdict VARCHAR, relation VARCHAR, "
                "checked_against VARCHAR[])")  # fmt: skip
    con.executemany(
        "INSERT INTO staging.int_statement_match VALUES (?, ?, ?, ?)",
        [[m["edition_id"], m["verdict"], m["relation"], m["checked_against"]] for m in matches],
    )


def _all(con, name):
    result = con.execute(f"SELECT * FROM staging.{name} ORDER BY ALL")
    names = [d[0] for d in result.description]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
