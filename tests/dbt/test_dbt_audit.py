"""The audit in the warehouse: it agrees with the audit of the files, and tells the same slips."""

from __future__ import annotations

import pytest

from pipelines.audit.document import audit_reading
from tests.dbt.conftest import Built
from tests.documents.reading_helpers import read

SLIPS = {("72.1", "72.2"), ("1.5", "1.4"), ("2.2%", "2.1")}
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


def test_a_chart_that_names_another_source_is_told(built: Built) -> None:
    (found,) = built.rows("select table_id, explanation from audit.finding where kind = 'source_named'")
    assert found[0] == "table_7"
    assert "figure_4" in found[1]


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
    assert found["1.5"] == "1.4 for 1.5; 2 of its identities hold then, 1 now"
    assert set(found) == {printed for printed, _ in SLIPS}
