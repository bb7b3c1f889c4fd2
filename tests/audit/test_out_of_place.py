"""Heads, labels and columns in the wrong place, and totals that another table, year or sentence contradicts."""

from __future__ import annotations

import pytest

from pipelines.audit.document import audit_document
from pipelines.audit.model import Finding
from pipelines.audit.tables import audit_tables
from tests.audit.audit_support import document
from tests.audit.stories import statements

YEARS = """
    FY 2009 | 4,828 | 3,622 | 75.0% | 131
    FY 2010 | 4,911 | 3,301 | 67.2% | 124
    FY 2011 | 5,102 | 3,999 | 78.4% | 120
    FY 2012 | 5,000 | 4,107 | 82.1% | 111"""
HEADS = ("Offenders", "Sentenced to Prison", "Percent Sentenced to Prison", "Average Sentence (months)")
REGIONS = """
    All regions | 2,877 | 3,670 | 6,547 | 100.0
    North | 1,000 | 1,500 | 2,500 | 38.2
    South | 877 | 970 | 1,847 | 28.2
    West | 1,000 | 1,200 | 2,200 | 33.6"""
REGION_HEADS = ("Inpatient", "Outpatient", "All patients", "Percent of all patients")
BEDS = """
    North | 4,107 | 5,213 | 1,106 | 26.9%
    South | 3,204 | 2,950 | -254 | -7.9%
    East | 1,808 | 2,008 | 200 | 11.1%
    West | 2,711 | 3,333 | 622 | 22.9%"""
BED_HEADS = ("2014", "2021", "Change", "Percent change")


def doubts(text: str) -> list[Finding]:
    return [f for f in audit_tables(document(text)).findings if f.blocking]


def headed(heads: tuple[str, ...], rows: str, one: int, other: int) -> str:
    names = list(heads)
    names[one], names[other] = names[other], names[one]
    return f"| {' | '.join(names)}{rows}"


@pytest.mark.parametrize("rows", [YEARS, REGIONS, BEDS])
def test_heads_that_name_their_numbers_are_not_doubted(rows: str) -> None:
    heads = {YEARS: HEADS, REGIONS: REGION_HEADS, BEDS: BED_HEADS}[rows]
    assert audit_tables(document(f"| {' | '.join(heads)}{rows}")).findings == []


@pytest.mark.parametrize(
    ("heads", "rows", "one", "other"),
    [
        (HEADS, YEARS, 0, 1), (HEADS, YEARS, 0, 2), (HEADS, YEARS, 1, 2), (HEADS, YEARS, 0, 3), (HEADS, YEARS, 1, 3),
        (HEADS, YEARS, 2, 3), (REGION_HEADS, REGIONS, 0, 3), (REGION_HEADS, REGIONS, 1, 3),
        (REGION_HEADS, REGIONS, 2, 3), (BED_HEADS, BEDS, 0, 3), (BED_HEADS, BEDS, 1, 3), (BED_HEADS, BEDS, 2, 3),
    ],
)  # fmt: skip
def test_heads_over_numbers_of_another_kind_are_doubted(
    heads: tuple[str, ...], rows: str, one: int, other: int
) -> None:
    (found,) = doubts(headed(heads, rows, one, other))
    assert {one + 1, other + 1} <= {n.column for n in found.numbers}


STAFF = """| 2014 | 2018 | 2021
    Clinical staff | {0} | 5,126 | 8,838
    {in_}Nurses | {1} | 1,899 | 2,398
    {in_}Doctors | {2} | 463 | 3,681
    {in_}Therapists | {3} | 2,764 | 2,759
    Other staff | {4} | 1,570 | 5,449
    {out}Administration | {5} | 856 | 3,357
    {out}Maintenance | {6} | 714 | 2,092
    All staff | {7} | 6,696 | 14,287"""
IN_2014 = ["7,501", "3,767", "3,609", "125", "348", "308", "40", "7,849"]
INDENTS = [{"in_": "", "out": ""}, {"in_": "Clinical staff > ", "out": "Other staff > "}]


@pytest.mark.parametrize("indents", INDENTS, ids=["without indents", "with indents"])
def test_a_column_whose_sums_all_come_out_a_row_further_on_is_doubted(indents: dict[str, str]) -> None:
    assert audit_tables(document(STAFF.format(*IN_2014, **indents))).findings == []
    (found,) = doubts(STAFF.format(IN_2014[-1], *IN_2014[:-1], **indents))
    assert found.place == "Table 1: column 2014"


@pytest.mark.parametrize("indents", INDENTS, ids=["without indents", "with indents"])
def test_all_staff_are_no_fewer_than_the_clinical_staff(indents: dict[str, str]) -> None:
    right = STAFF.format(*IN_2014, **indents)
    wrong = right.replace("All staff", "?").replace("Other staff", "All staff").replace("?", "Other staff")
    (found,) = doubts(wrong)
    assert found.place == "Table 1: labels Other staff and All staff"


def test_a_wrong_cell_of_a_group_without_indents_is_named() -> None:
    text = STAFF.format(*IN_2014, in_="", out="").replace("2,764", "2,164")
    assert audit_tables(document(text)).findings[0].numbers
    assert "Therapists" in {audit_tables(document(text)).grids[0].row_name(n.row) for f in
                            audit_tables(document(text)).findings for n in f.numbers}  # fmt: skip


ROLES = """title: Role in the offense
    | N | %
    Total fraud offenders | 7,057 | 100.0%
    Leading | 3,957 | 56.1%
    Supporting | 3,100 | 43.9%"""
METHODS = """title: Method (several possible)
    | N | %
    Total fraud offenders | 7,057 | 100.0%
    By mail | 3,457 | 49.0%
    By telephone | 1,411 | 20.0%
    In person | 5,010 | 71.0%"""


def test_a_total_that_other_tables_print_beside_another_label_is_doubted() -> None:
    assert audit_tables(document(f"{ROLES}\n\n{METHODS}")).findings == []
    wrong = METHODS.replace("Total fraud offenders", "?").replace("By mail", "Total fraud offenders")
    (found,) = doubts(f"{ROLES}\n\n{wrong.replace('?', 'By mail')}")
    assert found.place == "Table 2: labels By mail and Total fraud offenders"


def test_a_miss_of_two_is_an_error_where_another_table_prints_what_the_parts_add_to() -> None:
    (found,) = audit_tables(document(f"{ROLES.replace('7,057', '7,059')}\n\n{METHODS}")).findings
    assert (found.printed, found.expected, found.severity) == ("7,059", "7,057", "error")


def test_a_miss_of_one_of_what_was_counted_is_an_expectation() -> None:
    (found,) = audit_tables(document(ROLES.replace("7,057", "7,058"))).findings
    assert (found.printed, found.expected, found.severity) == ("7,058", "7,057", "warning")
    assert audit_tables(document(ROLES.replace("7,057", "7,058").replace("Role in", "Estimates of"))).findings == []


BY_YEAR = """title: Patients treated, 2010 to 2012
    | Clinics | Wards | Units | All patients
    2010 | 512 | 348 | 120 | 980
    2011 | 612 | 448 | 130 | 1,190
    2012 | 712 | 548 | 140 | 1,400"""
BY_REGION = """title: Patients treated, by region, 2012
    | Clinics | Wards | Units | All patients
    North | 300 | 248 | 70 | 618
    South | 412 | 300 | 70 | 782
    Total | 712 | 548 | 140 | 1,400"""


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [("Clinics", "Wards", "columns Wards and Clinics"), ("2012", "2010", "rows 2012 and 2010")],
)
def test_the_total_of_the_year_in_a_title_is_the_row_of_that_year(one: str, other: str, place: str) -> None:
    assert audit_tables(document(f"{BY_YEAR}\n\n{BY_REGION}")).findings == []
    heading, rest = BY_YEAR.split("\n", 1)
    wrong = rest.replace(one, "?").replace(other, one).replace("?", other)
    (found,) = doubts(f"{heading}\n{wrong}\n\n{BY_REGION}")
    assert place in found.place


DISPOSED = """
    | All fraud suspects > Number | Mail > Number | Wire > Number | Bank > Number
    Prosecuted | 3,480 | 1,377 | 1,008 | 1,095
    Declined | 1,214 | 295 | 388 | 531"""
DECLINED = """
    | Number declined
    All fraud suspects | 1,214
    Mail | 295
    Wire | 388
    Bank | 531"""


def test_labels_that_a_row_of_another_table_prints_the_other_way_round_are_doubted() -> None:
    assert audit_tables(document(f"{DISPOSED}\n\n{DECLINED}")).findings == []
    wrong = DECLINED.replace("Mail", "?").replace("Wire", "Mail").replace("?", "Wire")
    (found,) = doubts(f"{DISPOSED}\n\n{wrong}")
    assert "Wire" in found.place
    assert "Mail" in found.place


def test_a_span_of_years_counts_no_less_than_one_of_them() -> None:
    right = """| 2004-2009 > Number | 2004 > Number | 2009 > Number
        Fraud | 4,580 | 467 | 1,451
        Theft | 1,209 | 166 | 517
        Arson | 5,639 | 840 | 1,182"""
    assert audit_tables(document(right)).findings == []
    (found,) = doubts(right.replace("2004-2009", "?").replace("2004 ", "2004-2009 ").replace("?", "2004"))
    assert found.place == "Table 1: heads 2004-2009 and 2004"


def test_two_years_far_apart_that_changed_places_are_doubted_though_all_grew() -> None:
    rows = [f"{year} | {100 + 7 * n} | {200 + 9 * n + n % 2}" for n, year in enumerate(range(2009, 2017))]
    right = "| Clinics | Wards\n" + "\n".join(rows)
    assert audit_tables(document(right)).findings == []
    (found,) = doubts(right.replace("2011", "?").replace("2015", "2011").replace("?", "2015"))
    assert found.place == "Table 1: rows 2015 and 2011"


def test_a_mean_of_all_lies_between_the_means_of_the_rows() -> None:
    rows = """| Number of stays | Mean stay (days)
        North | 2,877 | 5.9
        South | 3,670 | 6.3
        West | 4,000 | 6.0
        All regions | 10,547 | {}"""
    assert audit_tables(document(rows.format("6.1"))).findings == []
    (found,) = audit_tables(document(rows.format("0.1"))).findings
    assert (found.kind, found.printed) == ("weighted_mean", "0.1")


def test_of_the_cells_of_one_sum_that_is_named_which_suits_a_sentence() -> None:
    text = BY_YEAR.replace("448", "548")
    assert audit_tables(document(text)).findings[0].alternatives
    said = statements(["In 2011, 448 patients were treated in wards (table 1)."])
    (found, *_) = audit_document(document(text), said).findings
    assert (found.printed, found.expected) == ("548", "448")


STAYS = """| Number of stays | Mean stay (days)
    North | 2,877 | {}
    South | 3,670 | {}
    West | 4,000 | {}
    All regions | 10,547 | {}"""


def test_means_that_are_those_of_the_row_above_are_doubted_where_the_whole_lies_beyond_them() -> None:
    assert audit_tables(document(STAYS.format("4.9", "8.3", "12.0", "8.8"))).findings == []
    (found,) = doubts(STAYS.format("8.3", "12.0", "8.8", "4.9"))
    assert found.place == "Table 1: column Mean stay (days)"


def test_sentences_that_tell_of_a_column_what_stands_a_row_further_on_doubt_the_column() -> None:
    said = statements(
        ["In North, the mean stay was 7.3 days (table 1).", "In South, the mean stay was 9.1 days (table 1)."]
    )
    right = document(STAYS.format("7.3", "9.1", "8.2", "8.3"))
    assert audit_document(right, said).findings == []
    found = audit_document(document(STAYS.format("8.3", "7.3", "9.1", "8.2")), said).findings
    assert [(f.place, f.blocking) for f in found] == [("Table 1: column Mean stay (days)", True)]


def test_a_count_one_slip_from_the_total_of_its_year_is_the_wrong_one_of_a_share() -> None:
    by_role = ROLES.replace("Role in the offense", "Role in the offense, FY 2012").replace("7,057", "5,000")
    by_role = by_role.replace("3,957 | 56.1", "2,950 | 59.0").replace("3,100 | 43.9", "2,050 | 41.0")
    by_year = f"| {' | '.join(HEADS)}{YEARS}"
    assert audit_tables(document(f"{by_year}\n\n{by_role}")).findings == []
    (found,) = audit_tables(document(f"{by_year}\n\n{by_role}".replace("5,000 | 4,107", "5,300 | 4,107"))).findings
    assert (found.printed, found.expected) == ("5,300", "5,000")
