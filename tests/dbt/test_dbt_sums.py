"""The guard: what must not be added is refused, for people who ask the file and for dbt's own models."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.settings import PROJECT, Settings
from pipelines.steps import dbt

REFUSED = {
    "offense types of table 7 overlap": (
        "m", "marts.mart_cases_filed AS m WHERE NOT has_parts AND period_start = 2013 AND period_end = 2013",
        r"offense_type: One defendant may stand under several",
    ),
    "offense types of table 8 overlap": (
        "m", "marts.mart_adjudications AS m WHERE category_id = 'convicted_by_plea' AND offense_type_id <> 'all'",
        r"offense_type: ",
    ),
    "methods of production are several answers": (
        "m", "marts.mart_offense_conduct AS m WHERE category_type = 'method_of_production'", r"category: One case may",
    ),
    "a total with its parts": (
        "m", "marts.mart_dispositions AS m WHERE offense_type_id = 'production'", r"part: a total",
    ),
    "a department with its agencies": (
        "m", "marts.mart_agency_referrals AS m WHERE offense_type_id = 'production'", r"part: a total",
    ),
    "a span with its years": (
        "m", "marts.mart_cases_filed AS m WHERE offense_type_id = 'production'", r"part: a total",
    ),
    "percentages": (
        "m", "marts.mart_declination_reasons AS m WHERE offense_type_id = 'all' AND statistic = 'share'",
        r"statistic: share cannot be added",
    ),
    "medians": (
        "m", "marts.mart_sentence_lengths AS m WHERE statistic = 'median'", r"statistic: median cannot",
    ),
    "two stages": (
        "f", "marts.fct_observation AS f WHERE offense_type_id = 'production' AND category_id = 'total' "
        "AND stage_id IN ('filed', 'adjudicated') AND statistic = 'count'",
        r"stage: adjudicated and filed",
    ),
    "two units of count": (
        "f", "marts.fct_observation AS f WHERE offense_type_id = 'production' AND category_id = 'total' AND "
        "table_id IN ('table_1', 'table_9') AND statistic = 'count'",
        r"unit_of_count: defendants_in_cases and suspects",
    ),
    "two tables on the same records": (
        "m", "marts.mart_referrals AS m WHERE offense_type_id = 'production' AND NOT has_parts", r"table: ",
    ),
    "a number twice": (
        "m", "marts.mart_referrals AS m CROSS JOIN range(2) WHERE agency_id = 'fbi' AND offense_type_id = 'production'",
        r"observation: the same printed number",
    ),
    "two spans that share years": (
        "m", "marts.mart_referrals AS m WHERE table_id = 'table_1' AND (offense_type_id, period_end - period_start) "
        "IN (('production', 9), ('sex_trafficking', 0))",
        r"period: 2004–2004 and 2004–2013 and 2013–2013 share years",
    ),
    "two stages of the funnel": (
        "m", "marts.mart_case_processing_funnel AS m WHERE offense_type_id = 'production'",
        r"stage: adjudicated and concluded and declined and filed",
    ),
    "relationships are several answers": (
        "m", "marts.mart_offense_conduct AS m WHERE category_type = 'relationship_to_victim'",
        r"category: One case may",
    ),
    "a range has no value": (
        "m", "marts.mart_sentence_lengths AS m WHERE statistic = 'range'", r"value: a dash, a range",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_wrong_sum_is_refused_with_axis_and_reason(built: Any, kind: str) -> None:
    row, source, reason = REFUSED[kind]
    assert built.rows(f"SELECT count(*) > 0 FROM {source}") == [(True,)]
    with pytest.raises(duckdb.InvalidInputException, match=reason):
        built.rows(f"SELECT marts.sum_observations({row}) FROM {source}")
    problems = built.rows(f"SELECT marts.sum_problems({row}) FROM {source}")[0][0]
    assert any(re.match(reason, problem) for problem in problems)


def test_a_right_sum_is_the_printed_total(built: Any) -> None:
    parts = "SELECT marts.sum_observations(m) FROM marts.mart_dispositions AS m WHERE NOT has_parts"
    assert built.rows(parts) == [(36080.0,)]
    by_type = built.rows(
        "SELECT offense_type_id, marts.sum_observations(m) FROM marts.mart_agency_referrals AS m "
        "WHERE NOT has_parts GROUP BY ALL ORDER BY 1"
    )
    assert by_type == [
        ("possession_receipt_distribution", 26785.0),
        ("production", 3604.0),
        ("sex_trafficking", 6716.0),
    ]
    years = (
        "SELECT marts.sum_observations(m) FROM marts.mart_cases_filed AS m "
        "WHERE offense_type_id = 'production' AND period_start = period_end"
    )
    assert built.rows(years) == [(3058.0,)]
    assert built.rows("SELECT marts.sum_observations(m) FROM marts.mart_referrals AS m WHERE false") == [(None,)]


def test_departments_may_be_added_to_other_agencies(built: Any) -> None:
    """Wholes that do not hold one another: the printed rows of the first level."""
    found = built.rows(
        "SELECT marts.sum_observations(m) FROM marts.mart_agency_referrals AS m JOIN marts.dim_agency AS a "
        "USING (agency_id) WHERE a.parent_id = 'all_agencies' AND offense_type_id = 'production'"
    )
    assert found == [(3604.0,)]


def test_only_counts_name_axes_to_sum_over(built: Any) -> None:
    assert built.rows("SELECT DISTINCT statistic FROM marts.fct_observation WHERE len(sums_over) > 0") == [("count",)]


def test_the_guard_is_described_in_the_database(built: Any) -> None:
    found = built.rows("SELECT count(comment) FROM duckdb_functions() WHERE schema_name = 'marts'")
    assert found == [(2,)]


def test_the_additive_rows_sum_to_printed_totals_table_by_table(built: Any) -> None:
    """A plain sum over the offered rows, over whatever the table has: no number counts twice."""
    sums = dict(built.rows(
        "SELECT table_id, sum(value) FROM marts.fct_observation_additive WHERE document_id = 'bjs_ncj250746' "
        "AND table_id IN ('table_2', 'table_3', 'table_9') GROUP BY 1"
    ))  # fmt: skip
    assert sums == {"table_2": 37105.0, "table_3": 36080.0, "table_9": 17390.0}
    assert built.rows(
        "SELECT count(*) FROM marts.fct_observation_additive WHERE table_id IN ('table_7', 'table_8')"
    ) == [(0,)]
    assert built.rows("SELECT count(*) FROM marts.fct_observation_leaf WHERE has_parts") == [(0,)]


def test_the_guard_holds_under_any_name_of_the_file(built: Any) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{built.settings.build_db}' AS elsewhere (READ_ONLY)")
        found = con.execute(
            "SELECT elsewhere.marts.sum_observations(m) FROM elsewhere.marts.mart_dispositions AS m WHERE NOT has_parts"
        ).fetchall()
    assert found == [(36080.0,)]


def test_no_model_adds_or_averages_values_past_the_guard() -> None:
    adding = re.compile(r"\b(sum|avg|mean|fsum|kahan_sum|sumkahan|favg|median|product)\s*\(", re.IGNORECASE)
    folder = PROJECT / "dbt_project"
    files = [*folder.glob("models/**/*.sql"), *folder.glob("macros/*.sql")]
    # the audit adds what the publisher added, to try its sums; it offers no number of its own
    files = [p for p in files if not p.name.startswith(("int_identity", "additivity_check"))]
    found = {p.name for p in files if adding.search(p.read_text(encoding="utf-8"))}
    assert found == {"sum_observations.sql"}


def test_a_model_that_adds_what_must_not_be_added_cannot_be_built(built: Any, tmp_path: Any) -> None:
    project = tmp_path / "dbt_project"
    shutil.copytree(PROJECT / "dbt_project", project, ignore=shutil.ignore_patterns("target", "logs"))
    (project / "models" / "marts" / "too_many.sql").write_text(
        "{{ config(contract={'enforced': false}) }}\n"
        "select {{ sum_observations('cases') }} as total from {{ ref('mart_cases_filed') }} as cases\n"
        "where not cases.has_parts\n",
        encoding="utf-8",
    )

    class Elsewhere(Settings):
        @property
        def dbt_project(self) -> Path:
            return project

    settings = Elsewhere(built.settings.source_docs, tmp_path / "warehouse")
    settings.build.mkdir(parents=True)
    shutil.copy(built.settings.build_db, settings.build_db)
    outcome = dbt.build(settings, ["too_many"])
    (error,) = outcome.errors
    assert "too_many" in error
    assert "offense_type: One defendant may stand under several" in error
