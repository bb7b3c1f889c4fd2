"""Copies of a publication with other numbers, years, type, rules and row order run through without a change of code."""

import hashlib
import shutil

import duckdb
import pytest
import yaml

from pipelines.run import run_job
from pipelines.settings import PROJECT
from tests.documents.reading_helpers import read
from tests.documents.retypeset import Change, retypeset

DOCUMENT = "bjs_ncj250746"


def only_a_copy(settings, change):
    """The settings, after their source documents were made one publication, set anew with a change."""
    settings.publications.mkdir(parents=True)
    put_copy(settings, change)
    return settings


def put_copy(settings, change):
    """Set the publication anew and enter it as its only edition."""
    pdf = retypeset(read(f"{DOCUMENT}.pdf"), settings.source_docs / f"copy-{change.factor}.pdf", change)
    spec = yaml.safe_load((PROJECT / "source_docs" / "publications" / f"{DOCUMENT}.yml").read_text(encoding="utf-8"))
    spec["editions"] = [
        {
            "file": pdf.name,
            "sha256": hashlib.sha256(pdf.read_bytes()).hexdigest(),
            "rendition": "pdf",
            "release": "2024-10-01",
        }
    ]
    (settings.publications / f"{DOCUMENT}.yml").write_text(yaml.safe_dump(spec, sort_keys=False), encoding="utf-8")


def ask(settings, sql):
    """Rows of the published warehouse."""
    with duckdb.connect(str(settings.published), read_only=True) as con:
        return con.execute(sql).fetchall()


@pytest.fixture(scope="module")
def copied(tmp_path_factory, with_caches):
    """A warehouse of a copy with counts times 3 and years moved by 7, and the run that made it."""
    settings = only_a_copy(
        with_caches(tmp_path_factory.mktemp("copy")), Change(factor=3, years=7, reorder=True, rules="grid")
    )
    return settings, run_job(settings)


def test_a_copy_in_another_look_is_published_whole(copied):
    settings, summary = copied
    assert (summary.exit_code, summary.failures, summary.quarantined) == (0, (), {})
    assert summary.numbers == 486
    assert ask(settings, "SELECT count(*), count(DISTINCT observation_id) FROM marts.fct_observation") == [(486, 486)]


def test_the_copys_numbers_and_years_come_through(copied, built):
    settings, _ = copied
    original, _ = built
    sql = """
        SELECT table_id, list_last(row_path), statistic, offense_type_id, category_id, agency_id,
               period_start + {years}, period_end + {years},
               value * CASE WHEN regexp_full_match(printed, '[0-9,]+') THEN {factor} ELSE 1 END
        FROM marts.fct_observation WHERE document_id = 'bjs_ncj250746' ORDER BY ALL
    """
    expected = ask(original, sql.format(years=7, factor=3))
    assert ask(settings, sql.format(years=0, factor=1)) == expected


def test_a_wrong_digit_in_a_total_fails_the_gate_of_totals_and_nothing_else(copied):
    settings, before = copied
    release = settings.published.resolve()
    # printed 108,240 (three times 36,080): the total of table 3
    wrong = ("TABLE 3", ("Total",), 0, "108,241")
    put_copy(settings, Change(factor=3, years=7, reorder=True, rules="grid", wrong=wrong))
    summary = run_job(settings)
    assert summary.exit_code == 2
    assert summary.gates_failed == 1
    (message,) = summary.failures
    assert "table_3" in message
    assert "108,241" in message
    assert "108240" in message.replace(",", "")
    assert settings.published.resolve() == release
    assert ask(settings, "SELECT count(*) FROM marts.fct_observation") == [(486,)]
    assert before.exit_code == 0
    shutil.rmtree(settings.source_docs)
