"""Each gate holds on sound data and fails on its own planted defect, alone, with a sentence that says where."""

import dataclasses
import re
from decimal import Decimal

import duckdb
import pytest

from pipelines.gates import suites, totals
from pipelines.gates.pages import make_offline
from pipelines.gates.runner import GateSession
from tests.pipeline.landing_fake import fill

# Staging gates are tried on the real warehouse: their tables are dbt's.
GATES = (*suites.DOCUMENTS, *suites.READINGS, *suites.LANDING, *suites.MARTS)
NAMES = [gate.full_name for gate in GATES]

DEFECTS = {
    "documents__described": ("UPDATE register SET problem = 'x', message = 'no such field'", "d.yml.*no such field"),
    "documents__present": ("UPDATE intake SET status = 'missing', message = 'is missing'", "d.pdf.*is missing"),
    "documents__hash_known": (
        "UPDATE intake SET sha256_found = 'bb', status = 'hash_mismatch'",
        "expected aa, found bb",
    ),
    "documents__readable": ("UPDATE reading SET problem = 'x', message = 'table t: 3 rows'", "table t: 3 rows"),
    "landing__published_before_present": ("UPDATE published_before SET present = false, why = 'gone'", "found gone"),
    "landing__tables_expected": (
        "INSERT INTO landing.expected_table VALUES ('d@1', 'd', 'u', 'table', 'More', 1, 1, 1)",
        "d@1, u, More: expected the table once, found 0 times",
    ),
    "landing__row_counts": ("UPDATE landing.table_read SET value_rows = 3", "expected 4 rows, found 3 rows"),
    "landing__column_counts": (
        "UPDATE landing.table_read SET value_columns = 3",
        "expected 2 columns, found 3 columns",
    ),
    "landing__value_counts": ("UPDATE landing.table_read SET value_cells = NULL", "expected 8 values"),
    "landing__numbers_typed": (
        "UPDATE landing.cell SET value_kind = 'text' WHERE cell_id = '22'",
        "d@1, t, A / Percent: expected a number.*found 33.3",
    ),
    "landing__boxes_inside_pages": ("UPDATE landing.cell SET x1 = 700 WHERE cell_id = '21'", "inside page 1"),
    "landing__ids_unique": (
        "UPDATE landing.cell SET cell_id = '22' WHERE cell_id = '32'; "
        "DROP TABLE marts.fct_observation; CREATE TABLE marts.fct_observation AS "
        "SELECT * FROM keep WHERE observation_id <> '32'",
        "found 22",
    ),
    "landing__paths_unique": (
        "INSERT INTO landing.cell SELECT '99', edition_id, document_id, table_id, role, 9, col_start, row_path, "
        "column_path, printed, page, x0, top, x1, bottom, value_kind, value, value_text, "
        "value_low, value_high, decimals "
        "FROM landing.cell WHERE cell_id = '22'; INSERT INTO marts.fct_observation SELECT '99', "
        "* EXCLUDE observation_id "
        "REPLACE (['other'] AS row_path) FROM keep WHERE observation_id = '22'",
        "A / Percent",
    ),
    "landing__mentions_in_text": (
        "UPDATE landing.statement_mention SET text_end = 14 WHERE mention = 2",
        "“Half” of 1,000: expected 1,000, found 1,00",
    ),
    "landing__statements_whole": (
        "UPDATE landing.statement_line SET page = 2",
        "expected a quantity, and lines inside pages, found 2 quantities, 0 of 1 lines inside pages",
    ),
    "landing__totals_add_up": (
        "UPDATE landing.cell SET value_text = '501' WHERE cell_id = '21'",
        r"row Total, column Number: expected 1001 \(sum of 3 parts, ± 0\), found 1,000",
    ),
    "marts__keys_unique": (
        "INSERT INTO marts.fct_observation SELECT * REPLACE (['other'] AS row_path) "
        "FROM keep WHERE observation_id = '22'",
        "found 22",
    ),
    "marts__values_in_range": (
        "UPDATE marts.fct_observation SET value = 133 WHERE observation_id = '22'",
        "share in percent",
    ),
    "marts__nothing_lost": ("DELETE FROM marts.fct_observation WHERE observation_id = '22'", "found no observation"),
    "marts__nothing_added": (
        "INSERT INTO marts.fct_observation SELECT 'new', * EXCLUDE observation_id REPLACE (['other'] AS row_path) "
        "FROM keep WHERE observation_id = '22'",
        "expected a landed cell",
    ),
    "marts__nothing_twice": (
        "UPDATE marts.fct_observation SET row_path = ['B'] WHERE observation_id = '22'",
        "B / Percent: expected one observation, found 2 observations",
    ),
}


@pytest.fixture
def con():
    with duckdb.connect() as connection:
        fill(connection)
        connection.execute("CREATE TABLE keep AS SELECT * FROM marts.fct_observation")
        yield connection


@pytest.fixture(scope="session")
def session():
    return GateSession()


def test_every_gate_has_a_planted_defect():
    assert sorted(DEFECTS) == sorted(NAMES)
    assert len(set(NAMES)) == len(NAMES)
    assert all(re.fullmatch(r"[a-z]+__[a-z_]+", name) for name in NAMES)


def test_sound_data_passes_every_gate(con, session):
    results = session.run(GATES, con)
    assert [r.message for r in results if not r.passed] == []
    assert all(r.checked for r in results)


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_fails_its_gate_and_only_that(con, session, name):
    defect, sentence = DEFECTS[name]
    for statement in defect.split("; "):
        con.execute(statement)
    failed = {r.gate.full_name: r for r in session.run(GATES, con) if not r.passed}
    assert set(failed) == {name}
    assert re.search(sentence, failed[name].message), failed[name].message
    assert failed[name].gate.what_to_do in failed[name].message


def test_what_was_found_may_be_a_sentence_and_is_not_wrapped_in_another(con, session):
    con.execute("UPDATE intake SET status = 'missing', message = 'd.pdf: the file is missing. Put it back.'")
    con.execute("UPDATE reading SET problem = 'x', message = 'table t: 3 rows.'")
    messages = [r.message for r in session.run((*suites.DOCUMENTS, *suites.READINGS), con) if not r.passed]
    assert messages[0].startswith("documents__present: d.pdf: the file is missing. Put it back. To do without")
    assert "d, pdf: table t: 3 rows. The report" in messages[1]
    assert not [m for m in messages if ".." in m or "expected" in m]


def test_what_is_empty_does_not_pass_unseen(con, session):
    con.execute("CREATE SCHEMA staging; CREATE TABLE staging.stg_observation AS SELECT 'd@1' AS edition_id, "
                "'t' AS table_id, ['A'] AS row_path, ['N'] AS column_path, NULL::VARCHAR AS obs_status, "
                "NULL::VARCHAR AS measure_id, 'count' AS unit, 'count' AS statistic, 2004 AS period_start")  # fmt: skip
    (resolved,) = (g for g in suites.STAGING if g.name == "labels_resolved")
    assert not session.run([resolved], con)[0].passed
    (in_range,) = (g for g in suites.MARTS if g.name == "values_in_range")
    for broken in ("unit = NULL", "unit = 'percent', value = NULL"):
        con.execute(f"UPDATE marts.fct_observation SET obs_status = NULL, {broken} WHERE observation_id = '22'")
        assert not session.run([in_range], con)[0].passed, broken


def test_what_cannot_be_tried_has_failed(con, session):
    gate = suites.LANDING[1]
    unknown = dataclasses.replace(gate, expectation="expect_no_such_thing")
    column = dataclasses.replace(gate, kwargs={"column": "no_such_column", "value_set": [1]})
    query = dataclasses.replace(gate, sql="SELECT * FROM landing.no_such_table")
    for broken, words in ((unknown, "could not be tried"), (column, "could not be tried"), (query, "query failed")):
        result = session.run([broken], con)[0]
        assert not result.passed
        assert words in result.message
    con.execute("DELETE FROM landing.expected_table; DELETE FROM landing.table_read")
    assert "nothing to look at" in session.run([gate], con)[0].message


def test_a_total_that_is_printed_wrong_is_let_through_where_the_publication_file_says_so(con, session):
    (gate,) = (g for g in suites.LANDING if g.name == "totals_add_up")
    con.execute("UPDATE landing.cell SET value_text = '1001', printed = '1,001' WHERE row_path = ['Total'] "
                "AND column_path = ['Number']")  # fmt: skip
    assert not session.run([gate], con)[0].passed
    known = "INSERT INTO landing.declared_acknowledged VALUES ('d', 1, '{}', '{}', 'The parts add to 1,000.')"
    for printed, place in (("1,000", "total"), ("1,001", "b; number")):
        con.execute(known.format(printed, place))
        assert not session.run([gate], con)[0].passed, (printed, place)
    con.execute(known.format("1,001", "total; number"))
    assert session.run([gate], con)[0].passed


def test_pages_are_escaped_and_need_no_network(con, tmp_path):
    con.execute("UPDATE landing.cell SET value_kind = 'text', printed = '<script>x</script>' WHERE cell_id = '22'")
    own = GateSession()
    own.run(suites.LANDING, con)
    page = own.build_docs(tmp_path).read_text()
    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "<script>" not in page
    assert "1 of 12 gates failed" in page
    sites = list((tmp_path / "great_expectations").rglob("*.html"))
    assert len(sites) > 10
    for site in sites:
        text = site.read_text()
        assert not re.search(r"<(script|link|img)\b[^>]*(src|href)=[\"']?https?:", text)
        assert "<script>x" not in text
    make_offline(tmp_path / "great_expectations")


def number(row, column, value, decimals=0):
    return totals.Number(tuple(row), tuple(column), None if value is None else Decimal(value), decimals, str(value))


def sums(declared, numbers, statistic="count"):
    return list(totals.check(declared, numbers, {n: {"statistic": statistic} for n in numbers}))


def test_rounded_shares_may_miss_by_half_a_unit_each_and_counts_not_at_all():
    total = totals.Declared("rows", ("Total",), "siblings")
    shares = [number([r], ["%"], v, 1) for r, v in (("Total", "100.0"), ("A", "33.4"), ("B", "33.4"), ("C", "33.4"))]
    assert [s.excess <= 0 for s in sums(total, shares, "share")] == [True]
    far = [*shares[:-1], number(["C"], ["%"], "33.5", 1)]
    assert [s.excess <= 0 for s in sums(total, far, "share")] == [False]
    counts = [number([r], ["N"], v) for r, v in (("Total", "10"), ("A", "4"), ("B", "7"))]
    assert [s.excess for s in sums(total, counts)] == [Decimal(1)]


def test_totals_over_columns_children_and_listed_parts():
    rows = [
        number(["X"], ["Number", "Total"], 10),
        number(["X"], ["Number", "Male"], 6),
        number(["X"], ["Number", "Female"], 4),
        number(["X"], ["Other", "Total"], 1),
        number(["X"], ["Other", "Male"], 9),
    ]
    found = sums(totals.Declared("columns", ("number", "total"), "siblings"), rows)
    assert [(s.summed, s.excess) for s in found] == [(Decimal(10), Decimal(0))]
    tree = [
        number(["All"], ["N"], 5),
        number(["All", "a"], ["N"], 2),
        number(["All", "b"], ["N"], 3),
        number(["c"], ["N"], 7),
    ]
    assert [s.summed for s in sums(totals.Declared("rows", ("all",), "children"), tree)] == [Decimal(5)]
    listed = totals.Declared("rows", ("c",), "listed", (("all",), ("all", "a")))
    assert [s.summed for s in sums(listed, tree)] == [Decimal(7)]


def test_years_in_labels_do_not_mix_columns():
    cells = [
        number(["X"], [y, p], v)
        for y, a, b, c in (("2004", 1, 2, 3), ("2013", 4, 5, 9))
        for p, v in (("A", a), ("B", b), ("All", c))
    ]
    declared = totals.Declared("columns", ("{year}", "All"), "listed", (("{year}", "A"), ("{year}", "B")))
    assert [(s.summed, s.excess) for s in sums(declared, cells)] == [(Decimal(3), 0), (Decimal(9), 0)]


def test_means_are_not_added_gaps_are_not_guessed_and_absent_totals_fail():
    total = totals.Declared("rows", ("Total",), "siblings")
    rows = [number(["Total"], ["N"], 3), number(["A"], ["N"], 1), number(["B"], ["N"], 1)]
    assert sums(total, rows, "mean") == []
    assert sums(total, [rows[0], rows[1], number(["B"], ["N"], None)]) == []
    assert [s.excess > 0 for s in sums(totals.Declared("rows", ("Sum",), "siblings"), rows)] == [True]
    assert [s.excess > 0 for s in sums(total, rows[:1])] == [True]


def test_shares_are_added_only_where_they_are_shares_of_one_whole():
    share = {"statistic": "share", "denominator": "stated", "denominator.category": "total"}
    production, trafficking = {**share, "offense_type": "production"}, {**share, "offense_type": "trafficking"}
    assert totals.addable([{**production, "category": "a"}, {**production, "category": "b"}])
    assert not totals.addable([{**production, "category": "a"}, {**trafficking, "category": "a"}])
    of_all = {"denominator.offense_type": "all"}
    assert totals.addable([{**production, **of_all}, {**trafficking, **of_all}])
    assert not totals.addable([{"statistic": "count"}, share])
    assert not totals.addable([{"statistic": "mean"}, {"statistic": "mean"}])
