"""The warehouse built from the shipped documents: every printed number once, with the meaning that a person reads."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipelines.settings import PROJECT
from tests.dbt.expected_meaning import TABLES

COLUMNS = [
    "observation_id",
    "document_id",
    "edition_id",
    "table_id",
    "row_path",
    "column_path",
    "printed",
    "value",
    "value_low",
    "value_high",
    "unit",
    "decimals",
    "statistic",
    "measure_id",
    "stage_id",
    "unit_of_count_id",
    "counting_rule_id",
    "source_system_id",
    "offense_type_id",
    "category_id",
    "agency_id",
    "period_start",
    "period_end",
    "period_type",
    "denominator_observation_id",
    "additivity_id",
    "obs_status",
    "footnote_ids",
    "page",
    "x0",
    "top",
    "x1",
    "bottom",
    "confirmed_by",
]
"""The columns that are promised to readers of marts.fct_observation, in their order."""


def cell(built: Any, table: str, row: list[str], column: list[str], *wanted: str) -> tuple[Any, ...]:
    document, table_id = table.split("/")
    found = built.rows(
        f"SELECT {', '.join(wanted)} FROM marts.fct_observation "
        "WHERE document_id = ? AND table_id = ? AND row_path = ?::varchar[] AND column_path = ?::varchar[]",
        document, table_id, row, column,
    )  # fmt: skip
    assert len(found) == 1, (table, row, column, found)
    return found[0]


def test_every_layer_is_built_and_every_test_holds(built: Any) -> None:
    assert [(o.failed_tests, o.errors) for o in built.outcomes] == [((), ())] * 3


def test_every_model_with_logic_works_on_rows_made_by_hand(built: Any) -> None:
    assert {name: result for name, result in built.unit_tests.items() if result != "pass"} == {}
    assert len(built.unit_tests) >= 39


def test_every_printed_number_is_there_once(built: Any) -> None:
    counts = built.rows("SELECT document_id, count(*) FROM marts.fct_observation GROUP BY 1 ORDER BY 1")
    assert counts == [
        ("bjs_ncj250746", 486), ("nij_ncj215733", 14), ("ussc_2021_nonproduction", 9), ("ussc_2021_production", 34),
    ]  # fmt: skip
    assert built.rows("SELECT count(DISTINCT observation_id) FROM marts.fct_observation") == [(543,)]
    assert built.rows("SELECT count(DISTINCT rendition) FROM marts.dim_edition JOIN marts.fct_observation "
                      "USING (edition_id)") == [(1,)]  # fmt: skip


def test_the_promised_columns_stand_in_their_order(built: Any) -> None:
    names = [n for (n,) in built.rows(
        "SELECT column_name FROM duckdb_columns() WHERE schema_name = 'marts' AND table_name = 'fct_observation' "
        "ORDER BY column_index"
    )]  # fmt: skip
    assert names[: len(COLUMNS)] == COLUMNS


@pytest.mark.parametrize(("document", "table", "stage"), TABLES)
def test_a_whole_table_means_what_a_person_reads(built: Any, document: str, table: str, stage: str) -> None:
    found = {
        (tuple(row), tuple(column)): tuple(rest)
        for row, column, *rest in built.rows(
            "SELECT row_path, column_path, printed, value, unit, statistic, offense_type_id, category_id, "
            "period_start, period_end FROM marts.fct_observation WHERE document_id = ? AND table_id = ?",
            document, table,
        )
    }  # fmt: skip
    assert found == TABLES[document, table, stage]
    stages = built.rows("SELECT DISTINCT stage_id FROM marts.fct_observation WHERE document_id = ? AND table_id = ?",
                        document, table)  # fmt: skip
    assert stages == [(stage,)]


def test_ranges_keep_their_ends(built: Any) -> None:
    ends = built.rows("SELECT offense_type_id, value_low, value_high FROM marts.fct_observation "
                      "WHERE statistic = 'range' ORDER BY 1")  # fmt: skip
    assert ends == [("distribution", 0.0, 240.0), ("possession", 0.0, 228.0), ("receipt", 37.0, 180.0)]


def test_a_median_age_among_shares_is_in_years(built: Any) -> None:
    wanted = ("printed", "value", "unit", "statistic", "measure_id", "category_id")
    found = cell(built, "bjs_ncj250746/table_5", ["Age", "Median age"], ["Child sex trafficking"], *wanted)
    assert found == ("34 yrs.", 34.0, "years", "median", "age_at_initial_hearing", "total")


def test_a_percent_sign_on_the_first_row_counts_for_the_rows_below(built: Any) -> None:
    column = ["Child pornography production"]
    found = cell(built, "bjs_ncj250746/table_4", ["Weak or inadmissible evidence"], column, "printed", "unit")
    assert found == ("18.9", "percent")
    last = cell(built, "bjs_ncj250746/table_4", ["Number of declinations"], column, "printed", "unit", "statistic")
    assert last == ("1,044", "count", "count")


def test_a_dash_is_an_observation_without_value(built: Any) -> None:
    found = cell(built, "nij_ncj215733/exhibit_1", ["1998"], ["Increase"], "printed", "value", "obs_status")
    assert found == ("—", None, "O")


def test_a_value_without_label_is_bound_to_nothing(built: Any) -> None:
    wanted = ("printed", "value", "unit", "measure_id", "statistic", "category_id", "obs_status", "remark")
    found = cell(built, "ussc_2021_production/callouts", ["Sentencing", ""], ["Value"], *wanted)
    assert found == ("275 months", 275.0, "months", None, None, None, "V", "value_without_label")


def test_a_label_without_value_is_no_observation(built: Any) -> None:
    assert built.rows("SELECT count(*) FROM marts.fct_observation WHERE row_path[-1] LIKE '%MANDATORY MINIMUM%'") == [
        (0,)
    ]


def test_an_increase_over_years_has_both_years(built: Any) -> None:
    row = ["Overview", "INCREASE IN CASES OVER 15 YEARS"]
    wanted = ("printed", "value", "statistic", "period_start", "period_end")
    found = cell(built, "ussc_2021_production/callouts", row, ["Value"], *wanted)
    assert found == ("422%", 422.0, "change_percent", 2005, 2019)


def test_footnotes_hang_on_the_numbers_of_the_marked_label(built: Any) -> None:
    notes = built.rows(
        "SELECT count(*), any_value(f.text) FROM marts.fct_observation o JOIN marts.dim_footnote f "
        "ON f.footnote_id = o.footnote_ids[1] WHERE o.table_id = 'table_5' AND o.row_path[1] = 'Marital status'"
    )
    assert notes[0][0] == 12
    assert notes[0][1].startswith("Marital status data were missing for 7.9%")


def test_notes_on_a_whole_table_come_with_each_of_its_numbers(built: Any) -> None:
    found = built.rows(
        "SELECT count(*), count(*) FILTER (list_any_value(list_filter(notes, lambda n: n LIKE '%(471)%')) IS NOT NULL) "
        "FROM marts.mart_dispositions"
    )
    assert found == [(16, 16)]
    total = built.rows("SELECT notes FROM marts.mart_adjudications WHERE category_id = 'total' LIMIT 1")[0][0]
    assert any("dismissed statistically" in note for note in total)
    plea = built.rows("SELECT notes FROM marts.mart_adjudications WHERE category_id = 'convicted_by_plea' LIMIT 1")[0][
        0
    ]
    assert len(plea) == 1


def test_a_denominator_may_stand_in_another_table(built: Any) -> None:
    row, column = ["Department of Justice (DOJ)", "FBI"], ["Child sex trafficking", "Percent"]
    found = built.rows(
        "SELECT s.printed, d.printed, d.table_id, d.row_path FROM marts.fct_observation s "
        "JOIN marts.fct_observation d ON d.observation_id = s.denominator_observation_id "
        "WHERE s.row_path = ?::varchar[] AND s.column_path = ?::varchar[]", row, column,
    )  # fmt: skip
    assert found == [("57.0", "6,716", "table_1", ["Child sex trafficking"])]


def test_the_denominator_of_a_change_is_the_year_before(built: Any) -> None:
    found = built.rows(
        "SELECT share_printed, share_value, share_recomputed, share_recomputed_unrounded, d.printed "
        "FROM marts.mart_cybertipline_tips m LEFT JOIN marts.fct_observation d "
        "ON d.observation_id = m.share_denominator_observation_id WHERE m.period_start <= 1999 ORDER BY m.period_start"
    )
    assert found[0] == ("—", None, None, None, None)
    assert found[1][:3] == ("111%", 111.0, 111.0)
    assert found[1][3] == pytest.approx(100 * (9673 - 4578) / 4578)
    assert found[1][4] == "4,578"


def test_a_printed_share_stays_where_arithmetic_gives_another_digit(built: Any) -> None:
    found = built.rows(
        "SELECT printed, share_printed, share_value, share_recomputed FROM marts.mart_referrals "
        "WHERE share_recomputed <> share_value"
    )
    assert found == [("26,785", "72.1", 72.1, 72.2)]


@pytest.mark.parametrize(
    ("mart", "rows", "tables"),
    [
        ("mart_referrals", 60, ["table_1", "table_2"]),
        ("mart_dispositions", 16, ["table_3"]),
        ("mart_cases_filed", 44, ["table_7"]),
        ("mart_sentence_lengths", 33, ["sentencing_disparities", "table_10"]),
        ("mart_cybertipline_tips", 7, ["exhibit_1"]),
        ("mart_agency_referrals", 48, ["table_2"]),
        ("mart_declination_reasons", 28, ["table_4"]),
        ("mart_suspect_characteristics", 104, ["table_5"]),
        ("mart_pretrial_release", 12, ["table_6"]),
        ("mart_adjudications", 28, ["table_8"]),
        ("mart_sentence_types", 30, ["table_9"]),
        (
            "mart_offense_conduct",
            26,
            [
                "callouts",
                "method_of_production",
                "relationship_to_victim",
                "sexual_contact_during_production",
            ],
        ),
    ],
)
def test_a_mart_holds_its_observations(built: Any, mart: str, rows: int, tables: list[str]) -> None:
    found = built.rows(f"SELECT count(*), list_sort(list(DISTINCT table_id)) FROM marts.{mart}")
    assert found == [(rows, tables)]


def test_a_percent_implies_a_range_of_whole_numbers(built: Any) -> None:
    found = built.rows(
        "SELECT printed, base_value, implied_count_low, implied_count_high FROM marts.mart_declination_reasons "
        "WHERE category_id = 'lack_of_criminal_intent' AND offense_type_id IN ('all', 'production') ORDER BY 2 DESC"
    )
    # 19.45 % and 19.55 % of 13,125; 14.55 % and 14.65 % of 1,044
    assert found == [("19.5%", 13125.0, 2553.0, 2565.0), ("14.6%", 1044.0, 152.0, 152.0)]


def test_printed_shares_and_their_recomputed_ones_agree_but_for_one(built: Any) -> None:
    found = built.rows(
        "SELECT DISTINCT table_id, share_printed FROM marts.mart_referrals "
        "WHERE share_recomputed_unrounded NOT BETWEEN share_low AND share_high"
    )
    assert found == [("table_1", "72.1")]


def test_the_other_rendition_confirms_every_number(built: Any) -> None:
    assert built.rows("SELECT DISTINCT confirmed_by FROM marts.fct_observation") == [(["text"],)]
    assert built.rows("SELECT agrees, count(*) FROM audit.rendition_check GROUP BY 1") == [(True, 543)]


def test_rows_lie_in_the_order_of_the_page(built: Any) -> None:
    found = built.rows("SELECT document_id, table_id, row_order, column_order FROM marts.fct_observation")
    assert found == sorted(found)


def test_boxes_lie_on_their_pages(built: Any) -> None:
    outside = built.rows(
        "SELECT o.printed FROM marts.fct_observation o JOIN landing.page p USING (edition_id, page) "
        "WHERE o.x0 < 0 OR o.x0 >= o.x1 OR o.x1 > p.width OR o.top < 0 OR o.top >= o.bottom OR o.bottom > p.height"
    )
    assert outside == []


def test_every_table_and_column_says_what_it_holds(built: Any) -> None:
    silent = built.rows(
        "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
        "WHERE schema_name IN ('staging', 'marts', 'audit') AND coalesce(comment, '') = '' UNION ALL "
        "SELECT concat_ws('.', schema_name, table_name, column_name) FROM duckdb_columns() "
        "WHERE schema_name IN ('staging', 'marts', 'audit') AND coalesce(comment, '') = ''"
    )
    assert silent == []


def test_only_the_promised_schemas_are_made(built: Any) -> None:
    schemas = built.rows("SELECT DISTINCT schema_name FROM duckdb_tables() ORDER BY 1")
    assert [s for (s,) in schemas] == ["audit", "landing", "marts", "staging"]


def test_every_model_belongs_to_one_layer_and_marts_read_no_source(built: Any) -> None:
    manifest = json.loads((built.settings.dbt_target / "manifest.json").read_text(encoding="utf-8"))
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model":
            layer = node["fqn"][1]
            assert node["tags"] == [layer]
            # dbt enforces those of SQL alone, and of what becomes a table or a view.
            no_table = node["language"] == "python" or node["config"]["materialized"] == "ephemeral"
            assert node["contract"]["enforced"] != no_table
            assert layer == "intermediate" or not no_table
            assert layer == "staging" or not any(d.startswith("source.") for d in node["depends_on"]["nodes"])
    assert {s["name"] for s in manifest["sources"].values() if not s["description"]} == set()


def test_no_model_is_longer_than_two_screens() -> None:
    long = {p.name: n for p in (PROJECT / "dbt_project" / "models").rglob("*.sql")
            if (n := len(p.read_text(encoding="utf-8").splitlines())) > 110}  # fmt: skip
    assert long == {}


def test_the_shares_of_known_characteristics_have_no_printed_base(built: Any) -> None:
    found = built.rows(
        "SELECT count(*), count(denominator_observation_id) FROM marts.fct_observation "
        "WHERE table_id = 'table_5' AND statistic = 'share'"
    )
    assert found == [(96, 0)]


PARTS = "additivity_id = 'additive' AND NOT has_parts AND statistic = 'count'"


def test_numbers_without_printed_parts_add_up_to_the_printed_total(built: Any) -> None:
    by_table = built.rows(
        f"SELECT table_id, period_start, period_end, sum(value) FROM marts.mart_referrals "
        f"WHERE {PARTS} AND offense_type_id <> 'all' GROUP BY ALL ORDER BY ALL"
    )
    whole = built.rows(
        "SELECT period_start, period_end, value FROM marts.mart_referrals "
        "WHERE table_id = 'table_1' AND offense_type_id = 'all' ORDER BY ALL"
    )
    years = [("table_1", start, end, value) for start, end, value in whole if start == end]
    assert len(years) == 2
    assert by_table == [*years, ("table_2", 2004, 2013, 37105.0)]


def test_what_holds_parts_is_known_in_every_table(built: Any) -> None:
    """Of the counts that may be added over offense types: the sum of the rows without parts is the largest number."""
    found = built.rows(
        f"SELECT table_id, max(value), sum(value) FILTER ({PARTS}) FROM marts.fct_observation "
        "WHERE document_id = 'bjs_ncj250746' AND table_id IN ('table_2', 'table_3', 'table_4', 'table_9') "
        "AND statistic = 'count' GROUP BY 1 ORDER BY 1"
    )
    totals = dict(built.rows(
        "SELECT table_id, max(value) FROM marts.fct_observation WHERE document_id = 'bjs_ncj250746' "
        "AND statistic = 'count' AND category_id = 'total' GROUP BY 1"
    ))  # fmt: skip
    assert [(table, total) for table, _, total in found] == [
        ("table_2", 37105.0), *((t, totals[t]) for t in ("table_3", "table_4", "table_9"))
    ]  # fmt: skip


def test_a_total_of_overlapping_types_has_parts_too(built: Any) -> None:
    column = ["All commercial sexual exploitation of children defendants", "Number"]
    assert cell(built, "bjs_ncj250746/table_8", ["Convicted", "Plea"], column, "has_parts") == (True,)
    column = ["Child sex trafficking", "Number"]
    assert cell(built, "bjs_ncj250746/table_8", ["Convicted", "Plea"], column, "has_parts") == (False,)
    assert cell(built, "bjs_ncj250746/table_8", ["Convicted"], column, "has_parts") == (True,)
    table = "ussc_2021_production/method_of_production"
    assert cell(built, table, ["Total §2G2.1 Offenders"], ["N"], "has_parts") == (True,)
    assert cell(built, table, ["Victim Produced"], ["N"], "has_parts") == (False,)
