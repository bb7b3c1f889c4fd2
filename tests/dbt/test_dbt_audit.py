"""The audit in the warehouse: it agrees with the audit of the files, and tells the same slips."""

from __future__ import annotations

from collections import Counter

import pytest

from pipelines.audit.document import audit_reading
from tests.dbt.conftest import Built
from tests.documents.reading_helpers import read

SLIPS = {("72.1", "72.2%"), ("1.5", "1.4%"), ("2.2%", "2.1%")}
STATED = {"19.5%", "24%", "91%", "1%", "94%", "5%"}


def test_the_slips_of_the_tables(built: Built) -> None:
    found = built.rows("select printed, expected from audit.finding where severity = 'error' and kind like 'percent%'")
    assert set(found) == SLIPS
    assert built.rows("select count(*) from audit.identity where is_strict and not holds") == [(len(SLIPS),)]


@pytest.mark.parametrize("name", ["bjs_ncj250746", "ussc_2021_production", "nij_ncj215733"])
def test_what_fails_in_sql_fails_in_python_too(built: Built, name: str) -> None:
    in_sql = built.rows("select printed from audit.identity where not holds and document_id = ?", name)
    in_python = {i.whole.printed for i in audit_reading(read(f"{name}.pdf")).identities if not i.holds}
    assert {p for (p,) in in_sql} <= in_python
    kinds = built.rows("select distinct kind from audit.identity where document_id = ?", name)
    assert kinds


OnlyInSql = Counter[str]
ONLY_IN_SQL: dict[str, OnlyInSql] = {
    # A share of itself where another of its column fails; agencies that add to another table; two shares of table 6.
    "bjs_ncj250746": Counter({"percent_of_total": 2, "part_sum": 4, "weighted_mean": 2}),
    # The shares of the two totals; 512 in two tables.
    "ussc_2021_production": Counter({"percent_of_total": 2, "cross_table_equality": 1}),
    "nij_ncj215733": Counter(),
}


@pytest.mark.parametrize("name", ONLY_IN_SQL)
def test_what_python_finds_by_structure_sql_tries_by_meaning(built: Built, name: str) -> None:
    """But for means of parts whose weights are not known, which the meaning leaves out."""
    found = audit_reading(read(f"{name}.pdf")).identities
    in_python = Counter(
        (
            i.kind,
            *sorted({n.printed for n in (i.parts if i.kind == "percent_of_total" else i.numbers)}),
            i.whole.printed,
        )
        for i in found
        if i.kind != "weighted_mean" or i.base_parts
    )
    in_sql = Counter(
        (kind, *sorted(set(others if kind == "percent_of_total" else [own, *others])), own)
        for kind, own, others in built.rows(
            """
            select
                kind, own.printed,
                case kind
                    when 'percent_of_total' then [count.printed]
                    else list_transform(other_observation_ids, lambda id: prints[id])
                end
            from audit.identity as i
            join marts.fct_observation as own using (observation_id)
            left join marts.fct_observation as count on i.other_observation_ids[1] = count.observation_id
            cross join (select map(list(observation_id), list(printed)) as prints from marts.fct_observation) as p
            where i.document_id = ?
            """,
            name,
        )
    )
    assert in_python - in_sql == Counter()
    assert Counter(kind for kind, *_ in (in_sql - in_python).elements()) == ONLY_IN_SQL[name]


def test_the_same_count_in_two_tables_is_found_by_what_it_means(built: Built) -> None:
    found = built.rows(
        "select printed, arithmetic from audit.identity where kind = 'cross_table_equality' and table_id = 'table_4'"
    )
    assert set(found) == {(n, f"{n} in table_3") for n in ("13,125", "1,044", "9,875", "2,206")}
    across = built.rows(
        "select printed, arithmetic from audit.identity where kind = 'part_sum' and arithmetic like '% in table_2'"
    )
    assert ("3,604", "910 + 1,818 + 234 + 308 + 334 in table_2") in across
    assert len(across) == 4


def test_every_kind_of_identity_is_tried(built: Built) -> None:
    found = built.rows("select kind, count(*) from audit.identity where holds group by kind")
    assert {k for k, n in found if n} == {
        "part_sum", "group_sum", "percent_of_total", "hundred_sum", "change_between", "cross_table_equality",
        "weighted_mean", "mean_median_bound",
    }  # fmt: skip


def test_every_stated_number_is_a_fact_with_a_verdict(built: Built) -> None:
    mentions = built.rows(
        "select count(*) from staging.stg_statement_mention join staging.stg_edition using (edition_id) "
        "where is_published"
    )
    assert built.rows("select count(*) from marts.fct_statement") == mentions
    wrong = built.rows("select printed from marts.fct_statement where verdict = 'inconsistent'")
    assert {p for (p,) in wrong} == STATED
    loose = built.rows(
        "select count(*) from marts.fct_statement, unnest(checked_against) as t(id) "
        "where id not in (select observation_id from marts.fct_observation)"
    )
    assert loose == [(0,)]


def test_a_chart_that_names_another_source_is_told_as_both_are_printed(built: Built) -> None:
    (found,) = built.rows(
        "select table_id, printed, expected, explanation from audit.finding where kind = 'source_named'"
    )
    assert found[0] == "table_7"
    assert "National Legal Information Office Network System database" in found[1]
    assert "criminal master file" in found[2]
    assert "figure_4" in found[3]


def test_a_mean_that_its_parts_confirm_leaves_the_median_at_fault(built: Built) -> None:
    found = built.rows(
        "select table_id, severity, printed, expected, smallest_correction from audit.finding "
        "where kind = 'mean_median_bound'"
    )
    told = "160 for 124: 1 of its 1 identity holds then, 0 now"
    assert found == [("table_10", "warning", "124", "at least 160", told)]


def test_a_statement_is_told_with_the_table_that_it_is_held_against(built: Built) -> None:
    found = dict(
        built.rows("select printed, table_id from audit.finding where kind = 'statement' and severity = 'error'")
    )
    assert found == {"19.5%": "table_1", "24%": "table_4", "91%": "table_8", "1%": "table_9", "94%": "table_9"}


def test_findings_are_told_as_the_audit_of_the_file_tells_them(built: Built) -> None:
    in_sql = set(
        built.rows(
            "select printed, expected from audit.finding where document_id = 'bjs_ncj250746' and kind <> 'source_named'"
        )
    )
    in_python = {(f.printed, f.expected) for f in audit_reading(read("bjs_ncj250746.pdf")).findings}
    assert in_sql <= in_python


def test_overlapping_parts_are_told_as_facts_with_by_how_much(built: Built) -> None:
    found = built.rows(
        "select table_id, axis, parts_sum, difference, is_declared_additive from audit.additivity_check "
        "where finding = 'overlapping'"
    )
    assert ("table_7", "offense_type", 24862.0, 2975.0, False) in found
    assert ("table_8", "offense_type", 22504.0, 2703.0, False) in found
    assert ("method_of_production", "category", 621.0, 109.0, False) in found
    assert [f[:2] for f in found if f[2] < 200 and f[3] == pytest.approx(3.3)] == [
        ("relationship_to_victim", "category")
    ]
    assert not [f for f in found if f[4]]
    added = built.rows("select distinct finding from audit.additivity_check where is_declared_additive")
    assert added == [("adds_up",)]
    assert built.rows("select * from audit.finding where kind = 'additivity'") == []


def test_numbers_of_the_text_alone_are_observations_with_what_their_words_name(built: Built) -> None:
    found = built.rows(
        "select printed, unit, relation, offense_type_id, period_start, period_end, is_not_shown "
        "from marts.fct_prose_observation where printed in ('2,901', '253', '53%', '1,118')"
    )
    assert ("2,901", "count", "level", "possession_receipt_distribution", 2007, 2007, True) in found
    assert ("253", "days", "mean", "sex_trafficking", None, None, False) in found
    assert ("53%", "percent", "share", None, 2004, 2004, False) in found
    assert not [f for f in found if f[0] == "1,118"]  # table 7 prints it for 2004
    tied = (
        "select count(*) from marts.fct_prose_observation as p "
        "join marts.fct_statement as s on p.observation_id = s.stated_number_id where len(s.checked_against) > 0"
    )
    assert built.rows(tied) == [(0,)]


def test_quantities_that_are_printed_twice_agree_in_the_shipped_documents(built: Built) -> None:
    found = built.rows("select printed, other_printed, agrees from audit.disagreement")
    assert ("54.0%", "54%", True) in found
    assert ("512", "512", True) in found
    assert all(agrees for _, _, agrees in found)


def test_a_correction_is_told_with_how_many_identities_agree(built: Built) -> None:
    found = dict(
        built.rows("select printed, smallest_correction from audit.finding where smallest_correction is not null")
    )
    assert found["1.5"] == "1.4 for 1.5: 2 of its 2 identities hold then, 1 now"
    assert set(found) == {printed for printed, _ in SLIPS} | {"124"}
