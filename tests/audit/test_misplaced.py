"""Columns that were read in the wrong rows: told as a doubt about the reading, whatever shape the table has."""

from __future__ import annotations

import random

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


def made(heads: list[tuple[str, ...]], rows: Rows) -> Table:
    return table_of(heads, [((row[0],), row[1:]) for row in rows])


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
        other = rng.choice([i for i in range(len(rows)) if i != total])
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
    assert [f.place for f in found] == ["Table 1: column All defendants"]
