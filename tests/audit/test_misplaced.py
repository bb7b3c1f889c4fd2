"""Columns that were read in the wrong rows: told as a doubt about the reading, whatever shape the table has."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from pipelines.audit.tables import audit_tables
from pipelines.extraction.model import Table
from tests.audit.audit_support import table_of

Rows = list[list[str]]
SHAPES = ("total column", "number and percent", "panels")
NAMES = ["Robbery", "Fraud", "Arson", "Theft", "Assault", "Forgery", "Bribery", "Smuggling"]


def printed(seed: int, shape: str) -> tuple[list[tuple[str, ...]], Rows]:
    """The heads and the rows, labels first, of a right table with its total first or last."""
    rng = random.Random(f"{shape} {seed}")
    names = NAMES[: rng.randint(4, 8)]
    top = rng.choice([90, 900, 9000])
    years = [str(y) for y in range(2010, 2010 + rng.randint(2, 4))]
    counts = [[rng.randint(top // 9, top) for _ in years] for _ in names]
    counts.append([sum(column) for column in zip(*counts, strict=True)])
    if shape == "total column":
        heads = [(y,) for y in years] + [("Total",)]
        rows = [[*map("{:,}".format, row), f"{sum(row):,}"] for row in counts]
    elif shape == "number and percent":
        heads = [("Number",), ("Percent",)]
        rows = [[f"{row[0]:,}", f"{100 * row[0] / counts[-1][0]:.1f}"] for row in counts]
    else:
        heads = [(y, kind) for y in years for kind in ("Number", "Percent")]
        rows = [
            [text for n, base in zip(row, counts[-1], strict=True) for text in (f"{n:,}", f"{100 * n / base:.1f}%")]
            for row in counts
        ]
    labelled = [[name, *row] for name, row in zip([*names, "Total"], rows, strict=True)]
    return heads, labelled if rng.random() < 0.5 else [labelled[-1], *labelled[:-1]]


def made(heads: list[tuple[str, ...]], rows: Rows, stub: str = "") -> Table:
    table = table_of(heads, [((row[0],), row[1:]) for row in rows])
    return replace(table, column_paths=((stub,), *table.column_paths[1:])) if stub else table


@pytest.mark.parametrize("shape", SHAPES)
def test_right_tables_are_not_doubted(shape: str) -> None:
    for seed in range(100):
        assert audit_tables([made(*printed(seed, shape))]).findings == [], seed


@pytest.mark.parametrize("way", ["one down", "round"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_moved_column_is_a_doubt_about_the_reading(shape: str, way: str) -> None:
    moved = doubted = 0
    for seed in range(100):
        heads, rows = printed(seed, shape)
        column = random.Random(seed).randrange(1, len(heads) + 1)
        texts = [row[column] for row in rows]
        below = ["", *texts[:-1]] if way == "one down" else [texts[-1], *texts[:-1]]
        wrong = [[*row[:column], text, *row[column + 1 :]] for row, text in zip(rows, below, strict=True)]
        moved += 1
        found = audit_tables([made(heads, wrong)]).findings
        doubted += any(f.blocking and f.numbers[0].column == column for f in found)
    assert doubted >= 0.95 * moved, (doubted, moved)


@pytest.mark.parametrize("shape", SHAPES)
def test_the_label_of_the_total_in_another_row_is_a_doubt_about_the_reading(shape: str) -> None:
    for seed in range(60):
        heads, rows = printed(seed, shape)
        rng = random.Random(seed)
        total = next(i for i, row in enumerate(rows) if row[0] == "Total")
        # At the other end it may be what is left of all: `Gross, Refunds, Total`.
        other = rng.choice(range(1, len(rows) - 1))
        names = [row[0] for row in rows]
        names[total], names[other] = names[other], names[total]
        found = audit_tables([made(heads, [[name, *row[1:]] for name, row in zip(names, rows, strict=True)])]).findings
        assert any(f.blocking for f in found), (seed, [f.explanation for f in found])


def test_a_total_of_some_rows_only_is_no_misplaced_one() -> None:
    rows = [["Persons", "2,000", "1,500"], ["Men", "800", "600"], ["Total women", "1,200", "900"]]
    rows += [["Of them single", "310", "205"]]
    assert audit_tables([made([("2013",), ("2014",)], rows)]).findings == []


FORMS = [["Released", "54.0%", "19.2%", "63.3%"], ["Not released", "46.0", "80.8", "36.7"]]
FORMS += [["Number of defendants", "15,993", "1,530", "11,918"]]
FORM_HEADS = [("All",), ("Production",), ("Possession",)]
TERMS = [["Mean term", "70.0 mos.", "156.0 mos.", "82.1 mos."], ["Median term", "46", "121", "60"]]
TERMS += [["Number of cases", "747", "98", "34"]]


@pytest.mark.parametrize("rows", [FORMS, TERMS], ids=["shares and their number", "terms"])
@pytest.mark.parametrize("way", ["one down", "one up", "round"])
def test_a_column_whose_units_stand_in_other_rows_than_those_beside_it_is_doubted(rows: Rows, way: str) -> None:
    heads = [("All",), ("Production",), ("Possession",)]
    assert [f for f in audit_tables([made(heads, rows)]).findings if f.blocking] == []
    for column in (1, 2, 3):
        texts = [row[column] for row in rows]
        moved = {"one down": ["", *texts[:-1]], "one up": [*texts[1:], ""], "round": [texts[-1], *texts[:-1]]}[way]
        wrong = [[*row[:column], text, *row[column + 1 :]] for row, text in zip(rows, moved, strict=True)]
        found = audit_tables([made(heads, wrong)]).findings
        assert [f.numbers[0].column for f in found if f.blocking] == [column], [f.explanation for f in found]


def test_a_column_of_another_kind_is_no_misplaced_one() -> None:
    rows = [["Theft", "120", "150", "25.0%"], ["Fraud", "310", "290", "-6.5"], ["Arson", "45", "40", "-11.1"]]
    assert audit_tables([made([("2016",), ("2018",), ("Change",)], rows)]).findings == []


PERIODS = [(y, of) for y in ("2004\u20132013", "2004", "2013") for of in ("Number", "Percent")]
REFERRED = [["All", "37,105", "100%", "2,972", "100%", "4,579", "100%"]]
REFERRED += [["Production", "3,604", "9.7", "218", "7.3", "643", "14.0"]]
REFERRED += [["Possession", "26,785", "72.2", "2,266", "76.2", "2,905", "63.4"]]
REFERRED += [["Trafficking", "6,716", "18.1", "488", "16.4", "1,031", "22.5"]]


@pytest.mark.parametrize(("one", "other"), [(2, 4), (4, 6), (2, 6), (3, 5)])
def test_columns_that_changed_places_are_doubted_where_the_counts_beside_them_tell(one: int, other: int) -> None:
    assert audit_tables([made(PERIODS, REFERRED)]).findings == []
    wrong = [list(row) for row in REFERRED]
    for row in wrong:
        row[one], row[other] = row[other], row[one]
    found = [f for f in audit_tables([made(PERIODS, wrong)]).findings if f.blocking]
    assert len(found) == 1
    assert {one, other} <= {n.column for n in found[0].numbers}


def test_a_whole_that_changed_places_with_a_part_is_doubted_where_means_tell() -> None:
    heads = [("All defendants",), ("Production",), ("Possession",), ("Trafficking",)]
    rows = [["Released", "54.0%", "19.2%", "63.3%", "31.6%"], ["Not released", "46.0", "80.8", "36.7", "68.4"]]
    rows += [["Held", "20.6", "10.0", "20.0", "30.0"], ["Not held", "79.4", "90.0", "80.0", "70.0"]]
    rows += [["Number of defendants", "15,993", "1,530", "11,918", "2,545"]]
    assert [f for f in audit_tables([made(heads, rows)]).findings if f.blocking] == []
    wrong = [[row[0], row[2], row[1], *row[3:]] for row in rows]
    found = [f for f in audit_tables([made(heads, wrong)]).findings if f.blocking]
    assert len(found) == 1
    assert "All defendants" in found[0].place


BEDS = [["North", "4,107", "5,213", "1,106", "26.9%"], ["South", "3,204", "2,950", "-254", "-7.9%"]]
BEDS += [["East", "1,808", "2,008", "200", "11.1%"], ["West", "2,711", "3,333", "622", "22.9%"]]
BED_HEADS = [("2014",), ("2021",), ("Change",), ("Percent change",)]
SENTENCED = [["FY 2003", "4,828", "3,622", "75.0%", "131"], ["FY 2004", "4,911", "3,301", "67.2%", "124"]]
SENTENCED += [["FY 2005", "5,102", "3,999", "78.4%", "120"], ["FY 2006", "5,000", "4,107", "82.1%", "111"]]
SENTENCED += [["FY 2007", "4,700", "3,901", "83.0%", "115"], ["FY 2008", "5,206", "4,009", "77.0%", "119"]]
ROLES = [["Total", "684", "100.0%"], ["Leading", "372", "54.4"], ["Supporting", "188", "27.5"], ["None", "124", "18.1"]]
SENTENCED_HEADS = [("Offenders",), ("To prison",), ("Percent to prison",), ("Average term (months)",)]
ANSWERS = [["All patients asked", "2,322", "100.0%"], ["Smoking", "811", "34.9"], ["Drinking", "1,204", "51.9"]]
ANSWERS += [["Diet", "987", "42.5"], ["Sleep", "403", "17.4"]]
STAYS = [["All regions", "14,547", "6.1", "4.0"], ["North", "2,877", "5.9", "4.0"], ["South", "3,670", "6.3", "5.0"]]
STAYS += [["East", "4,000", "6.0", "4.0"], ["West", "4,000", "6.2", "4.0"]]
SEXES = [["All ages", "1,205", "55.0%", "985", "45.0%", "2,190", "100.0%"]]
SEXES += [["Under 15", "300", "57.1%", "225", "42.9%", "525", "100.0%"]]
SEXES += [["15 to 64", "505", "54.1%", "428", "45.9%", "933", "100.0%"]]
SEXES += [["65 or older", "400", "54.6%", "332", "45.4%", "732", "100.0%"]]
SEX_HEADS = [(sex, of) for sex in ("Women", "Men", "Both sexes") for of in ("Number", "Percent")]
NUMBER_PERCENT = [("Number",), ("Percent",)]


def rotated(rows: Rows, column: int) -> Rows:
    """The rows with the values of a column a row further down, the last one first."""
    return [[*row[:column], rows[n - 1][column], *row[column + 1 :]] for n, row in enumerate(rows)]


def relabelled(rows: Rows, one: int, other: int) -> Rows:
    """The rows with two labels exchanged."""
    names = [row[0] for row in rows]
    names[one], names[other] = names[other], names[one]
    return [[name, *row[1:]] for name, row in zip(names, rows, strict=True)]


WRONG = {
    "change moved": (BED_HEADS, rotated(BEDS, 3), "column Change"),
    "percent change moved": (BED_HEADS, rotated(BEDS, 4), "column Percent change"),
    "level moved": (BED_HEADS, rotated(BEDS, 2), "column 2021"),
    "heads of level and change": ([BED_HEADS[n] for n in (0, 2, 1, 3)], BEDS, "heads Change and 2021"),
    "share of another column moved": (SENTENCED_HEADS, rotated(SENTENCED, 3), "column Percent to prison"),
    "years of rows": (SENTENCED_HEADS, relabelled(SENTENCED, 1, 2), "rows 2005 and 2004"),
    "label of the whole": (NUMBER_PERCENT, relabelled(ROLES, 0, 2), "labels Supporting and Total"),
    "label of the number of cases": (FORM_HEADS, relabelled(FORMS, 0, 2), "labels Number of defendants and Released"),
    "heads of number and percent": (NUMBER_PERCENT[::-1], ANSWERS, "heads Number and Percent"),
    "a single sum": ([("Stays",), ("Mean stay",), ("Median stay",)], rotated(STAYS, 1), "North"),
}


@pytest.mark.parametrize("name", WRONG)
def test_labels_heads_and_columns_in_the_wrong_place_are_doubted(name: str) -> None:
    heads, rows, place = WRONG[name]
    found = [f for f in audit_tables([made(heads, rows, "Region")]).findings if f.blocking]
    assert len(found) == 1
    assert place in found[0].place


def test_the_same_tables_left_as_they_are_have_no_finding() -> None:
    for heads, rows in ((BED_HEADS, BEDS), (SENTENCED_HEADS, SENTENCED), (NUMBER_PERCENT, ANSWERS),
                        (SEX_HEADS, SEXES), ([("Stays",), ("Mean stay",), ("Median stay",)], STAYS)):  # fmt: skip
        assert audit_tables([made(heads, rows)]).findings == []
    backwards = SENTENCED[::-1]
    assert audit_tables([made(SENTENCED_HEADS, backwards)]).findings == []


def test_the_base_of_all_shares_is_named_where_it_is_wrong() -> None:
    (found,) = audit_tables([made(NUMBER_PERCENT, [["All patients asked", "8,322", "100.0%"], *ANSWERS[1:]])]).findings
    assert (found.printed, found.expected, found.blocking) == ("8,322", "2,322", False)


def test_two_digits_the_other_way_round_are_a_slip_in_a_table_of_one_sum() -> None:
    heads = [("Stays",), ("Mean stay",), ("Median stay",)]
    (found,) = audit_tables([made(heads, [["All regions", "14,574", "6.1", "4.0"], *STAYS[1:]])]).findings
    assert (found.printed, found.expected, found.severity) == ("14,574", "14,547", "warning")


PLACES = [("All",), ("Hospitals",), ("Day units",), ("Clinics",), ("Care homes",)]


def test_a_total_that_stands_beside_its_row_is_a_moved_column() -> None:
    rows = [["All regions", "1,481", "903", "377", "561"], ["North", "700", "402", "177", "369"]]
    rows += [
        ["South", "410", "260", "90", "90"],
        ["East", "205", "141", "60", "28"],
        ["West", "166", "100", "50", "74"],
    ]
    heads = [("Hospitals",), ("Day units",), ("Clinics",), ("Care homes",)]
    assert audit_tables([made(heads, rows)]).findings == []
    (found,) = [f for f in audit_tables([made(heads, rotated(rows, 4))]).findings if f.blocking]
    assert found.place == "Table 1: column Care homes"


def test_two_columns_that_print_each_others_numbers_in_two_tables_are_doubted() -> None:
    first = [["2018", "3,101", "1,204", "811", "702", "384"], ["2019", "3,204", "1,251", "840", "722", "391"]]
    second = [["2019", "3,204", "1,251", "840", "722", "391"], ["North", "1,800", "700", "500", "400", "200"]]
    second += [["South", "1,404", "551", "340", "322", "191"]]
    tables = [made(PLACES, first), replace(made(PLACES, second), label="Table 2")]
    assert audit_tables(tables).findings == []
    heads = [PLACES[n] for n in (0, 1, 3, 2, 4)]
    (found,) = audit_tables([tables[0], replace(made(heads, second), label="Table 2")]).findings
    assert found.blocking
    assert found.place == "Table 2: columns Day units and Clinics"
