"""Definitions and stated figures lead back to their print; what may be compared follows from them by rule."""

from __future__ import annotations

from typing import Any

import pytest


def test_every_definition_leads_to_a_printed_place(built: Any) -> None:
    assert built.rows("SELECT count(*), count(page), count(x0) FROM marts.dim_definition") == [(49, 49, 49)]
    outside = built.rows(
        "SELECT d.definition_id FROM marts.dim_definition d JOIN landing.page p USING (edition_id, page) "
        "WHERE d.x0 < 0 OR d.x0 >= d.x1 OR d.x1 > p.width OR d.top < 0 OR d.top >= d.bottom OR d.bottom > p.height"
    )
    assert outside == []


@pytest.mark.parametrize(
    ("definition", "page", "found_in"),
    [
        ("bjs_ncj250746/statutes_production", 10, "text"),
        ("bjs_ncj250746/guidelines_possession", 10, "text"),
        ("bjs_ncj250746/missing_education", 5, "note"),
        ("bjs_ncj250746/exclusion_adjudicated", 7, "note"),
        ("bjs_ncj250746/rule_lead_charge", 9, "text"),
        ("bjs_ncj250746/chart_cases_filed", 6, "text"),
        ("ussc_2021_nonproduction/guideline_possession", 2, "label"),
        ("nij_ncj215733/source_tipline", 4, "note"),
        ("bjs_ncj250746/denominator_characteristics", 5, "note"),
        ("bjs_ncj250746/denominator_table_2_share_total", 2, "number"),
    ],
)
def test_a_definition_is_found_on_its_page(built: Any, definition: str, page: int, found_in: str) -> None:
    found = built.rows("SELECT page, found_in FROM marts.dim_definition WHERE definition_id = ?", definition)
    assert found == [(page, found_in)]


def test_the_same_type_has_its_definition_at_each_stage(built: Any) -> None:
    found = built.rows(
        "SELECT defined_by, kind, list_contains(stage_ids, 'filed'), codes FROM marts.dim_definition "
        "WHERE offense_type_id = 'production' AND kind IN ('statute', 'guideline') ORDER BY ALL"
    )
    assert found == [
        ("BJS", "guideline", False, ["§2G2.1", "§2G2.3"]),
        ("BJS", "statute", True, ["18 U.S.C. 2251", "18 U.S.C. 2251A"]),
        ("USSC", "guideline", False, ["§2G2.1"]),
    ]


def test_denominators_are_told_with_their_place(built: Any) -> None:
    found = dict(built.rows(
        "SELECT unnest(table_ids), definition FROM marts.dim_definition "
        "WHERE kind = 'denominator' AND document_id = 'bjs_ncj250746'"
    ))  # fmt: skip
    assert sorted(found) == [f"table_{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9)]
    assert found["table_4"] == "Each share in table_4 is of the count printed at “Number of declinations” in table_4"
    assert found["table_2"].endswith("in table_1")
    assert built.rows(
        "SELECT printed_words FROM marts.dim_definition WHERE definition_id LIKE 'nij%denominator_exhibit_1%'"
    ) == [("1998; 1999; 2000; 2001; 2002; 2003",)]


def test_limits_are_attached_to_the_numbers_they_concern(built: Any) -> None:
    found = built.rows(
        "SELECT table_id, count(*) FROM marts.fct_observation WHERE document_id = 'bjs_ncj250746' "
        "AND len(list_filter(limits, lambda said: said LIKE '%adult victims%')) > 0 "
        "AND offense_type_id = 'sex_trafficking' GROUP BY 1 ORDER BY 1"
    )
    charged = ("table_1", "table_2", "table_3", "table_4", "table_5", "table_6", "table_7", "table_8")
    assert [table for table, _ in found] == list(charged)
    missing = built.rows(
        "SELECT list(DISTINCT category_type ORDER BY category_type) FROM marts.mart_suspect_characteristics "
        "WHERE len(list_filter(limits, lambda said: said LIKE 'Education level is missing%')) > 0"
    )
    assert missing == [(["education"],)]
    shown = built.rows("SELECT limits FROM marts.mart_dispositions WHERE offense_type_id = 'production' LIMIT 1")
    assert "471" in shown[0][0][0]


def test_labels_are_neutral_and_printed_terms_are_kept(built: Any) -> None:
    found = built.rows("SELECT label, printed_terms FROM marts.dim_offense_type WHERE offense_type_id = 'production'")
    assert found[0][0] == "Production of child sexual abuse material (CSAM)"
    assert "Child pornography production" in found[0][1]
    everything = built.rows("SELECT statutes, guidelines FROM marts.dim_offense_type WHERE offense_type_id = 'all'")
    assert "2252A" in everything[0][0][0]
    assert "§2G1.3" in everything[0][1][0]
    assert built.rows("SELECT count(*) FROM marts.dim_offense_type WHERE label ILIKE '%pornography%'") == [(0,)]


def test_stated_figures_mean_what_a_person_reads(built: Any) -> None:
    found = built.rows(
        "SELECT printed, value, unit, offense_type_id, category_id, period_start, period_end, page "
        "FROM marts.fct_stated_figure WHERE measure_id IN ('suspects_concluded', 'processing_time') "
        "ORDER BY figure_order"
    )
    assert found[:4] == [
        ("53%", 53.0, "percent", "all", "prosecuted", 2004, 2004, 4),
        ("64%", 64.0, "percent", "all", "prosecuted", 2013, 2013, 4),
        ("51%", 51.0, "percent", "production", "prosecuted", 2004, 2004, 4),
        ("71%", 71.0, "percent", "production", "prosecuted", 2013, 2013, 4),
    ]
    assert ("474 days", 474.0, "days", "all", "declined", 2004, 2013, 4) in found
    assert built.rows("SELECT count(*) FROM marts.fct_stated_figure") == [(45,)]


def test_figures_of_the_same_print_in_a_sentence_are_told_apart(built: Any) -> None:
    found = built.rows(
        "SELECT f.printed, m.text_start FROM marts.fct_stated_figure f "
        "JOIN staging.stg_stated_figure s USING (figure_id) "
        "JOIN landing.statement_mention m ON m.statement_id = s.statement_id AND m.mention = s.mention "
        "WHERE f.sentence LIKE 'The rate for production moved%' ORDER BY f.figure_order"
    )
    assert [printed for printed, _ in found] == ["51%", "71%", "52%", "64%"]
    assert [start for _, start in found] == sorted(start for _, start in found)


VERDICTS = [
    ("table_10", "defendants_sentenced_to_prison", "production", "text", "offenders_sentenced", "overlapping",
     {"measure", "unit_of_count", "definition", "source_system", "period"}),
    ("table_10", "prison_sentence_length", "production", "text", "sentence_length", "overlapping", {"definition"}),
    ("table_9", "defendants_sentenced", "possession", "text", "offenders_sentenced", "not_comparable",
     {"definition", "statistic"}),
    ("table_10", "prison_sentence_length", "possession", "table_10", "prison_sentence_length", "not_comparable",
     {"offense_type", "definition"}),
    ("table_10", "prison_sentence_length", "possession", "sentencing_disparities", "sentence_length",
     "not_comparable", {"statistic", "definition"}),
    ("sentencing_disparities", "sentence_length", "possession", "sentencing_disparities", "sentence_length",
     "not_comparable", {"offense_type", "definition"}),
    ("exhibit_1", "cybertipline_tips", "not_applicable", "text", "cybertipline_tips", "narrower", {"period"}),
    ("text", "task_forces", "not_applicable", "text", "task_forces", "overlapping", {"counting_rule", "period"}),
    ("table_5", "suspects_at_initial_hearing", "all", "table_6", "defendants_by_pretrial_release", "not_comparable",
     {"stage", "unit_of_count"}),
    ("figure_4", "defendants_in_cases_filed", "all", "table_7", "defendants_in_cases_filed", "overlapping",
     {"source_system"}),
    ("table_1", "suspects_referred", "production", "table_3", "suspects_concluded", "not_comparable", {"stage"}),
    ("table_10", "defendants_sentenced_to_prison", "production", "table_9", "defendants_sentenced", "narrower",
     {"measure"}),
]  # fmt: skip


@pytest.mark.parametrize("pair", VERDICTS, ids=lambda p: f"{p[1]} {p[0]} against {p[4]} {p[3]}")
def test_a_pair_has_its_verdict_and_why(built: Any, pair: tuple[Any, ...]) -> None:
    place, measure, offense, other_place, other_measure, verdict, differing = pair
    found = built.rows(
        "SELECT verdict, attributes_that_differ, explanation FROM marts.mart_comparability WHERE place = ? AND "
        "measure_id = ? AND offense_type_id = ? AND other_place = ? AND other_measure_id = ? "
        "AND category_id = 'total' ORDER BY (offense_type_id = other_offense_type_id) DESC, statistic",
        place, measure, offense, other_place, other_measure,
    )  # fmt: skip
    assert found
    assert found[0][0] == verdict
    assert differing <= set(found[0][1])
    assert found[0][2].endswith(".")


def test_what_no_definition_settles_is_marked_for_a_person(built: Any) -> None:
    found = built.rows(
        "SELECT DISTINCT measure_id, offense_type_id, other_offense_type_id FROM marts.mart_comparability "
        "WHERE needs_judgement AND offense_type_id <> 'all' ORDER BY ALL"
    )
    assert ("task_forces", "not_applicable", "not_applicable") in found
    assert ("defendants_sentenced", "possession", "possession") in found
    assert ("defendants_in_cases_filed", "production", "production") in found
    assert built.rows(
        "SELECT count(*) FROM marts.mart_comparability WHERE needs_judgement <> (judgement IS NOT NULL)"
    ) == [(0,)]


def test_series_are_never_spliced(built: Any) -> None:
    mixed = built.rows(
        "SELECT series_id FROM marts.mart_series GROUP BY 1 HAVING count(DISTINCT (document_id, place, measure_id, "
        "stage_id, unit_of_count_id, counting_rule_id, source_system_id, offense_type_id, statistic)) > 1"
    )
    assert mixed == []
    found = built.rows(
        "SELECT publisher, place, list(year ORDER BY year), list(printed ORDER BY year) FROM marts.mart_series "
        "WHERE concept = 'sentenced' AND offense_type_id = 'production' AND statistic = 'count' "
        "GROUP BY ALL ORDER BY ALL"
    )
    assert [f for f in found if f[1] in ("table_10", "text")] == [
        ("BJS", "table_10", [2004, 2013], ["98", "340"]), ("USSC", "text", [2005, 2019], ["98", "512"]),
    ]  # fmt: skip
    beside = built.rows(
        "SELECT DISTINCT unnest(not_joined_with) FROM marts.mart_series WHERE concept = 'sentenced' "
        "AND offense_type_id = 'production' AND publisher = 'USSC' AND place = 'text' AND statistic = 'count'"
    )
    assert any(text.startswith("BJS, table_10 (overlapping") for (text,) in beside)


def test_the_funnel_tells_unit_rule_and_that_ratios_are_of_periods(built: Any) -> None:
    found = built.rows(
        "SELECT stage_id, printed, unit_of_count_id, counting_rule_id, round(period_ratio, 1), how_to_read "
        "FROM marts.mart_case_processing_funnel WHERE offense_type_id = 'production' AND period_start = 2004 "
        "AND period_end = 2013 AND category_id = 'total' ORDER BY stage_order"
    )
    assert [row[:5] for row in found] == [
        ("referred", "3,604", "suspects_in_matters", "lead_charge", 100.0),
        ("concluded", "3,388", "suspects_in_matters", "lead_charge", 94.0),
        ("declined", "1,044", "suspects_in_matters", "lead_charge", 29.0),
        ("filed", "3,058", "defendants_in_cases", "any_of_five_filing_charges", 84.9),
        ("adjudicated", "2,607", "defendants_in_cases", "any_of_five_terminating_charges", 72.3),
        ("sentenced", "1,887", "defendants_in_cases", "primary_guideline", 52.4),
    ]
    assert all("not a share of the same persons" in row[5] for row in found)
    hearing = built.rows(
        "SELECT DISTINCT period_ratio FROM marts.mart_case_processing_funnel WHERE stage_id = 'initial_hearing'"
    )
    assert hearing == [(None,)]


def test_programs_say_who_states_what_as_of_when(built: Any) -> None:
    found = built.rows("SELECT publisher, printed, period_end, counting_rule_id FROM marts.mart_programs ORDER BY ALL")
    assert found == [
        ("NIJ", "300,000", 2004, "reports_received"),
        ("NIJ", "40", 2007, "task_forces_with_expertise"),
        ("OJJDP", "3,500", 2016, "agencies_in_network"),
        ("OJJDP", "6.9 million", 2016, "reports_received"),
        ("OJJDP", "61", 2016, "task_forces_in_network"),
    ]


def test_every_number_of_every_release_is_in_the_history(built: Any) -> None:
    assert built.rows(
        "SELECT count(*), count(*) FILTER (is_current), count(*) FILTER (is_revised) FROM marts.fct_observation_history"
    ) == [(543, 543, 0)]


def test_a_verdict_is_a_sentence_that_names_both_sides(built: Any) -> None:
    found = built.rows(
        "SELECT explanation FROM marts.mart_comparability WHERE place = 'table_1' AND other_place = 'table_3' "
        "AND offense_type_id = 'production' AND statistic = 'count'"
    )
    assert found[0][0].startswith(
        "BJS (table 1) and BJS (table 3) count at two stages of a case: neither stands for the other, and one divided "
        "by the other is no share of the same persons. They differ in measure (Suspects referred against "
    )
    assert built.rows("SELECT count(*) FROM marts.mart_comparability WHERE explanation LIKE '%{%'") == [(0,)]


def test_a_total_as_share_of_itself_is_compared_with_nothing(built: Any) -> None:
    found = built.rows(
        "SELECT count(*) FROM marts.mart_comparability AS v JOIN marts.fct_observation AS f "
        "ON list_contains(v.figure_ids, f.observation_id) AND f.statistic = 'share' AND f.value = 100"
    )
    assert found == [(0,)]
