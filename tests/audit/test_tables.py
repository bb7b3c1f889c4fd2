"""Identities that tables offer: found from structure, failing only where no values that print so can obey them."""

from __future__ import annotations

import random

import pytest

from pipelines.audit.model import UNIT
from pipelines.audit.tables import audit_tables
from tests.audit.audit_support import made, table_of, with_text
from tests.documents.reading_helpers import read


def kinds(*tables):  # type: ignore[no-untyped-def]
    return {(i.kind, i.holds) for i in audit_tables(tables).identities}


def test_parts_under_a_row_and_rows_beside_a_total_are_summed() -> None:
    rows = [(("Total",), ["30", "50"]), (("A",), ["10", "20"]), (("A", "a"), ["4", "5"]), (("A", "b"), ["6", "15"])]
    table = table_of([("2004",), ("2005",)], [*rows, (("B",), ["20", "30"])])
    assert kinds(table) == {("part_sum", True), ("group_sum", True)}
    (finding,) = audit_tables([with_text(table, 2, 1, "19")]).findings
    assert (finding.kind, finding.printed, finding.expected) == ("part_sum", "19", "10")


def test_parts_that_overlap_are_a_fact_and_no_finding() -> None:
    rows = [(("Total",), ["512", "100.0%"]), (("Phone",), ["241", "47.1%"]), (("Camera",), ["330", "64.5%"])]
    audited = audit_tables([table_of([("N",), ("%",)], [*rows, (("Other",), ["11", "2.1%"])])])
    assert audited.findings == []
    assert [f.relation for f in audited.facts] == ["overlapping"]


@pytest.mark.parametrize(("printed", "right"), [("12.5", True), ("12.4", False), ("12.6", False)])
def test_halves_may_be_rounded_either_way(printed: str, right: bool) -> None:
    rows = [(("Total",), ["800", "100%"]), (("A",), ["100", printed]), (("B",), ["200", "25.0"])]
    rows += [(("C",), ["400", "50.0"]), (("D",), ["100", "12.5"])]
    assert (audit_tables([table_of([("Number",), ("Percent",)], rows)]).findings == []) is right


@pytest.mark.parametrize("printed", ["0.4", "0.5"])
def test_a_tie_passes_as_half_up_and_as_half_even(printed: str) -> None:
    rows = [(("Total",), ["2,000", "100%"]), (("A",), ["9", printed]), (("B",), ["991", "49.6"])]
    rows += [(("C",), ["600", "30.0"]), (("D",), ["400", "20.0"])]
    assert audit_tables([table_of([("Number",), ("Percent",)], rows)]).findings == []


def test_rounded_counts_need_not_add_up_to_the_last_digit() -> None:
    rows = [(("Total",), ["11", "21", "31"]), (("A",), ["5", "10", "15"]), (("B",), ["5", "10", "16"])]
    table = table_of([("2001",), ("2002",), ("2003",)], rows, note="Detail may not sum to total due to rounding.")
    assert audit_tables([table]).findings == []


def test_parts_whose_shares_make_a_hundred_must_add_up() -> None:
    rows = [(("Total",), ["2,000", "100%"]), (("Robbery",), ["800", "40.0"]), (("Fraud",), ["550", "25.0"])]
    rows += [(("Arson",), ["450", "22.5"]), (("Theft",), ["250", "12.5"])]
    (finding,) = audit_tables([table_of([("Number",), ("Percent",)], rows)]).findings
    assert finding.correction is not None
    assert (finding.printed, finding.correction.printed) == ("550", "500")


def test_a_shifted_column_is_a_doubt_about_the_reading() -> None:
    table = made(3).table
    column = [c for c in table.body() if c.col_start == 4]
    shifted = table
    for cell, before in zip(column[1:], column, strict=False):
        shifted = with_text(shifted, cell.row_start, 4, before.text)
    found = audit_tables([shifted]).findings
    assert [f.kind for f in found if f.blocking] == ["reading_in_doubt"]
    assert all("A / Percent" in f.place for f in found if f.blocking)


def test_tables_that_are_right_give_no_finding() -> None:
    for seed in range(150):
        assert audit_tables([made(seed).table]).findings == [], seed


def test_planted_errors_are_found_and_located() -> None:
    planted = found = 0
    for seed in range(150):
        rng = random.Random(seed)
        table = made(seed).table
        cell = rng.choice(list(table.body()))
        old = cell.text.replace(",", "")
        at = rng.choice([i for i, ch in enumerate(old) if ch.isdigit()])
        new = old[:at] + str((int(old[at]) + rng.randint(1, 9)) % 10) + old[at + 1 :]
        wrong = with_text(table, cell.row_start, cell.col_start, new)
        if all(i.holds for i in audit_tables([wrong]).identities):
            continue
        planted += 1
        findings = audit_tables([wrong]).findings
        spots = [f.correction.number.at if f.correction else f.numbers[0].at for f in findings]
        found += (0, cell.row_start, cell.col_start) in spots
    assert planted > 120
    assert found >= 0.95 * planted, (found, planted)


SHIPPED = {
    "Table 1: Child pornography possession/receipt/distribution; 2004\u20132013 / Percent": ("72.1", "72.2%"),
    "TABLE 9: Probation only; Child pornography\u2014 / Possession / Percent": ("1.5", "1.4%"),
}


def test_slips_of_the_shipped_report() -> None:
    audited = audit_tables(read("bjs_ncj250746.pdf").tables)
    strict = {f.place: (f.printed, f.expected) for f in audited.findings if f.strict}
    assert strict == SHIPPED
    expectations = {f.kind for f in audited.findings if not f.strict}
    assert expectations == {"mean_median_bound"}
    assert {i.kind for i in audited.identities} >= {"part_sum", "hundred_sum", "cross_table_equality"}
    assert [f.whole[0][:3] for f in audited.facts] == ["All", "All"]


def test_slip_of_the_shipped_summary() -> None:
    (finding,) = audit_tables(read("ussc_2021_production.pdf").tables).findings
    assert (finding.printed, finding.expected) == ("2.2%", "2.1%")
    assert finding.correction is not None
    assert finding.correction.number.value == 22 * UNIT // 10


def test_wrong_cells_of_the_shipped_report_are_found_and_where_anything_tells_them_located() -> None:
    """A cell in one sum alone cannot be told from its neighbours; every other is named."""
    tables = read("bjs_ncj250746.pdf").tables
    rng = random.Random(7)
    cells = [(t, c) for t, table in enumerate(tables) for c in table.body() if c.text[:1].isdigit()]
    seen = {(f.kind, f.place, f.printed) for f in audit_tables(tables).findings}
    broken = named = several = 0
    for t, cell in rng.sample(cells, 120):
        at = rng.choice([i for i, ch in enumerate(cell.text) if ch.isdigit()])
        text = cell.text[:at] + str((int(cell.text[at]) + rng.randint(1, 8)) % 9 + 1) + cell.text[at + 1 :]
        place = (t, cell.row_start, cell.col_start)
        if text == cell.text:
            continue
        audited = audit_tables([with_text(x, *place[1:], text) if n == t else x for n, x in enumerate(tables)])
        own = [i for i in audited.identities if i.strict and any(n.at == place for n in i.numbers)]
        if all(i.holds for i in own):
            continue
        broken += 1
        new = [f for f in audited.findings if (f.kind, f.place, f.printed) not in seen]
        assert any(any(n.at == place for n in f.numbers) for f in new), (cell.text, text)
        if len(own) > 1:
            several += 1
            spots = [f.correction.number.at if f.correction else f.numbers[0].at for f in new]
            named += place in spots
    assert broken > 60
    assert several > 40
    assert named >= 0.95 * several, (named, several)


OFFENSES = ("Total", "Robbery", "Fraud", "Arson", "Theft", "Other")


def one_panel(numbers: list[str], shares: list[str]):  # type: ignore[no-untyped-def]
    rows = [((name,), list(pair)) for name, pair in zip(OFFENSES, zip(numbers, shares, strict=True), strict=False)]
    return table_of([("Number",), ("Percent",)], rows)


@pytest.mark.parametrize(
    ("numbers", "shares", "place", "expected"),
    [
        # a total that no share agrees with
        ("2,100 800 500 300 250 150", "100 40.0 25.0 15.0 12.5 7.5", (1, 1), "2,000"),
        # one wrong share of three
        ("1,200 480 415 305", "100 40.0 36.4 25.4", (3, 2), "34.6%"),
        # a total that is no hundred percent of itself
        ("2,000 800 500 300 250 150", "90 40.0 25.0 15.0 12.5 7.5", (1, 2), "100%"),
    ],
)
def test_the_wrong_number_of_a_small_panel_is_named(
    numbers: str, shares: str, place: tuple[int, int], expected: str
) -> None:
    audited = audit_tables([one_panel(numbers.split(), shares.split())])
    (finding,) = audited.findings
    at_fault = finding.correction.number if finding.correction else finding.numbers[0]
    assert (at_fault.row, at_fault.column, finding.expected) == (*place, expected)
    assert audited.facts == []


def test_a_total_that_the_same_sum_of_other_years_lets_stand_out_is_named() -> None:
    rows = [(("Total",), ["1,605", "1,909", "2,011"]), (("A",), ["601", "702", "803"]), (("B",), ["402", "453", "501"])]
    rows += [(("C",), ["251", "302", "303"]), (("D",), ["351", "352", "404"])]
    (finding,) = audit_tables([table_of([("2012",), ("2013",), ("2014",)], rows)]).findings
    assert (finding.printed, finding.expected, finding.severity) == ("1,909", "1,809", "error")
    wrong_part = table_of([("2012",), ("2013",), ("2014",)], rows)
    wrong_part = with_text(with_text(wrong_part, 1, 2, "1,809"), 5, 2, "852")
    (finding,) = audit_tables([wrong_part]).findings
    assert (finding.printed, finding.expected) == ("852", "352")


def test_one_sum_that_misses_by_a_digit_is_expected_to_come_out_and_a_partial_list_is_not() -> None:
    rows = [(("Robbery",), ["800"]), (("Fraud",), ["475"]), (("Arson",), ["300"]), (("Theft",), ["420"])]
    (finding,) = audit_tables([table_of([("Number",)], [*rows, (("Total",), ["2,095"])])]).findings
    assert (finding.printed, finding.expected, finding.severity) == ("2,095", "1,995", "warning")
    partial = audit_tables([table_of([("Number",)], [*rows, (("Total",), ["2,231"])])])
    assert partial.findings == []
    assert [f.relation for f in partial.facts] == ["incomplete"]


def test_heads_of_two_levels_in_one_line_are_parted() -> None:
    heads = [(f"{year}: {sex}",) for year in (2013, 2014) for sex in ("Male", "Female", "Total")]
    rows = [(("Robbery",), ["300", "110", "410", "350", "130", "480"])]
    rows += [(("Fraud",), ["180", "170", "350", "210", "205", "415"])]
    rows += [(("Arson",), ["120", "120", "240", "160", "145", "305"])]
    right = table_of(heads, [*rows, (("Total",), ["600", "400", "1,000", "720", "480", "1,200"])])
    assert audit_tables([right]).findings == []
    (finding,) = audit_tables([with_text(right, 4, 6, "1,300")]).findings
    assert (finding.printed, finding.expected) == ("1,300", "1,200")


def test_panels_of_shares_are_judged_together() -> None:
    heads = [("All",), ("Production",), ("Possession",), ("Traffic",)]
    rows = [(("Intent",), ["19.5%", "14.6%", "20.1%", "18.8%"]), (("Evidence",), ["45.4", "50.6", "44.3", "47.4"])]
    right = table_of(heads, [*rows, (("Other",), ["35.1", "34.8", "35.6", "33.8"])])
    assert audit_tables([right]).findings == []
    (finding,) = audit_tables([with_text(right, 1, 3, "90.1%")]).findings
    assert (finding.kind, finding.numbers[0].column) == ("hundred_sum", 3)


CHANGED = [("Robbery", "120", "150"), ("Fraud", "310", "290"), ("Arson", "45", "40"), ("Theft", "500", "560")]


@pytest.mark.parametrize(("unit", "wrong"), [("", None), ("", 1), ("%", None), ("%", 3)])
def test_a_change_may_be_printed_as_a_difference(unit: str, wrong: int | None) -> None:
    """In counts, or in points where percentages changed; the wrong one is found by the three that are right."""
    rows: list[tuple[tuple[str, ...], list[str]]] = []
    for n, (name, old, new) in enumerate(CHANGED):
        was, now = (f"{int(v) / 10:.1f}" if unit else v for v in (old, new))
        by = int(new) - int(old) + (4 if n == wrong else 0)
        rows.append(((name,), [was + unit, now + unit, f"{by / 10:.1f}" if unit else str(by)]))
    head = "Change (percentage points)" if unit else "Change"
    findings = audit_tables([table_of([("2016",), ("2018",), (head,)], rows)]).findings
    assert [f.kind for f in findings] == ([] if wrong is None else ["change_between"])
    if wrong is not None:
        assert CHANGED[wrong][0] in findings[0].explanation


SHARES = {
    ("Age", "20 or younger"): (2.4, 2.5, 5.3),
    ("Age", "21 to 30"): (22.5, 23.7, 36.1),
    ("Age", "31 to 40"): (30.5, 23.8, 25.3),
    ("Age", "41 to 50"): (26.3, 24.1, 18.5),
    ("Age", "51 to 60"): (13.2, 16.8, 10.3),
    ("Age", "61 or older"): (5.1, 9.1, 4.5),
    ("Sex", "Male"): (93.5, 99.4, 89.2),
    ("Sex", "Female"): (6.5, 0.6, 10.8),
    ("Record", "Prior conviction"): (28.3, 18.2, 29.9),
    ("Record", "No prior conviction"): (71.7, 81.8, 70.1),
}
SUSPECTS = (1849, 13035, 2860)


def by_age(note: str = "", **wrong: float):  # type: ignore[no-untyped-def]
    """Shares of all beside those of three parts, whose counts are printed at the foot; those of some ages moved."""
    rows = []
    for path, shares in SHARES.items():
        mean = sum(s * n for s, n in zip(shares, SUSPECTS, strict=True)) / sum(SUSPECTS) + wrong.get(path[1][:2], 0)
        rows.append((path, [f"{mean:.1f}%", *(f"{s}%" for s in shares)]))
    foot = (("Number of suspects",), [f"{n:,}" for n in (sum(SUSPECTS), *SUSPECTS)])
    return table_of([("All",), ("Theft",), ("Fraud",), ("Arson",)], [*rows, foot], note=note)


MISSING = "Percentages are based on nonmissing data."


def test_a_mean_of_parts_lies_where_their_counts_put_it() -> None:
    assert audit_tables([by_age()]).findings == []
    (found,) = audit_tables([by_age(**{"51": 0.13})]).findings
    assert (found.kind, found.strict) == ("weighted_mean", True)
    assert "(13.2% x 1,849 + 16.8% x 13,035 + 10.3% x 2,860) / 17,744 = 15.377" in found.explanation


def test_where_cases_are_missing_a_mean_of_parts_only_lies_between_them() -> None:
    """How many cases of each part are known is not printed: 15.5 may be right, 17.4 cannot."""
    assert audit_tables([by_age(MISSING, **{"51": 0.13})]).findings == []
    found = audit_tables([by_age(MISSING, **{"51": 2.0, "61": -2.0})]).findings
    assert [(f.printed, f.severity) for f in found] == [("17.4%", "error")]
    assert "lies between 10.3% and 16.8%" in found[0].explanation


def test_what_the_parts_let_expect_tells_which_share_of_a_panel_is_wrong() -> None:
    for age, moved in (("21", 3.0), ("31", -4.0), ("51", 1.0)):
        (found,) = audit_tables([by_age(MISSING, **{age: moved})]).findings
        assert found.correction is not None
        assert found.correction.number.row == 1 + [path[1][:2] for path in SHARES].index(age)


@pytest.mark.parametrize(("number", "printed"), [(["160", "40", "120"], "30"), (["160", "40", "110"], "75.0")])
def test_of_a_mean_and_a_median_that_do_not_go_together_the_one_is_named_that_nothing_confirms(
    number: list[str], printed: str
) -> None:
    rows = [(("Mean term",), ["75.0", "60.0", "80.0"]), (("Median term",), ["30", "50", "70"])]
    rows += [(("Number of cases",), number)]
    found = [
        f
        for f in audit_tables([table_of([("All",), ("Theft",), ("Fraud",)], rows)]).findings
        if f.kind == "mean_median_bound"
    ]
    assert [(f.printed, f.severity) for f in found] == [(printed, "warning")]


def test_counts_of_a_table_in_which_nearly_all_sums_come_out_are_exact() -> None:
    """A miss by one of a row and of a column is a slip in a table of thirty sums, and may be rounding in one of six."""
    for size, expected in ((26, ["error"]), (2, [])):
        rng = random.Random(3)
        counts = [[rng.randint(20, 900) for _ in range(4)] for _ in range(size)]
        counts.append([sum(column) for column in zip(*counts, strict=True)])
        rows = [((f"Part {n}",), [f"{n:,}" for n in (sum(row), *row)]) for n, row in enumerate(counts)]
        rows = [*rows[:-1], (("Total",), rows[-1][1])]
        table = table_of([("Total",), ("A",), ("B",), ("C",), ("D",)], rows)
        assert audit_tables([table]).findings == []
        wrong = with_text(table, 2, 3, f"{counts[1][1] + 1:,}")
        assert [f.severity for f in audit_tables([wrong]).findings] == expected


def test_an_index_of_all_is_no_sum() -> None:
    rows = [(("All items",), ["1,000", "104.8"]), (("Food",), ["320", "108.0"]), (("Rent",), ["280", "106.0"])]
    rows += [(("Energy",), ["150", "101.0"]), (("Other",), ["250", "101.6"])]
    assert audit_tables([table_of([("Weight",), ("2019",)], rows)]).findings == []
