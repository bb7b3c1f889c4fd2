"""What other tables print of the same lines: bases of shares, costs per head, years as rows and as columns."""

from __future__ import annotations

import pytest

from pipelines.audit.tables import audit_tables
from tests.audit.audit_support import document, with_text

JOURNEYS = """
    | Pupils | Schools
    Whole country | 12,151 | 57
    Vestmark | 1,290 | 7
    Highlands | 3,783 | 16
    Lakeland | 2,749 | 16
    Capital Region | 1,895 | 9
    Southern Plains | 2,434 | 9

    | Free transport > Number | Free transport > % of all pupils
    Vestmark | 635 | 49.2
    Highlands | 460 | 12.2
    Lakeland | 1,102 | 40.1
    Capital Region | 647 | 34.1
    Southern Plains | 988 | 40.6
    Total | 3,832 | 31.5"""
COSTS = """
    title: Pupils by level, 2008 to 2010
    | 2008 | 2009 | 2010
    Primary | 4,737 | 4,920 | 5,037
    Secondary | 6,819 | 6,926 | 7,114
    Total | 11,556 | 11,846 | 12,151

    title: Expenditure by purpose, 2008 to 2010
    | EUR million > 2008 | EUR million > 2009 | EUR million > 2010
    Salaries | 52.6 | 59.1 | 64.4
    Others | 44.8 | 46.5 | 49.3
    Total | 97.4 | 105.6 | 113.7
    Expenditure per pupil (EUR) | 8,428 | 8,916 | 9,355"""
YEARS = """
    | 2005 | 2006 | 2007 | 2008 | 2009
    Primary | 4,462 | 4,528 | 4,625 | 4,737 | 4,920
    Secondary | 6,416 | 6,550 | 6,711 | 6,819 | 6,926
    Total | 10,878 | 11,078 | 11,336 | 11,556 | 11,846

    | Public schools | Independent schools | All schools
    2005 | 8,988 | 1,890 | 10,878
    2006 | 9,099 | 1,979 | 11,078
    2007 | 9,306 | 2,030 | 11,336
    2008 | 9,462 | 2,094 | 11,556
    2009 | 9,672 | 2,174 | 11,846"""


@pytest.mark.parametrize(
    ("text", "table", "cell", "wrong", "right"),
    [
        (JOURNEYS, 1, (3, 2), "41.0", "40.1"),
        (JOURNEYS, 1, (6, 2), "37.5", "31.5"),
        (COSTS, 1, (4, 2), "8,619", "8,919"),
        (YEARS, 0, (3, 2), "11,178", "11,078"),
        (YEARS, 1, (3, 3), "11,363", "11,336"),
    ],
)
def test_a_number_that_other_tables_contradict(
    text: str, table: int, cell: tuple[int, int], wrong: str, right: str
) -> None:
    tables = document(text)
    assert not audit_tables(tables).findings
    tables[table] = with_text(tables[table], *cell, wrong)
    (found,) = audit_tables(tables).findings
    assert (found.printed, found.expected.rstrip("%")) == (wrong, right)


def test_two_years_that_another_table_prints_the_other_way_round() -> None:
    tables = document(YEARS)
    for r in range(1, 4):
        texts = [c.text for c in tables[0].body() if c.row_start == r]
        tables[0] = with_text(with_text(tables[0], r, 2, texts[2]), r, 3, texts[1])
    (found,) = audit_tables(tables).findings
    assert found.blocking
    assert "2006" in found.place
    assert "2007" in found.place


def test_two_labels_whose_shares_are_of_one_another() -> None:
    tables = document(JOURNEYS)
    for r, texts in ((2, ("2,749", "16")), (4, ("1,290", "7"))):
        for c, text in enumerate(texts, start=1):
            tables[0] = with_text(tables[0], r, c, text)
    (found,) = audit_tables(tables).findings
    assert found.blocking
    assert {"Vestmark", "Lakeland"} == set(found.place.split("labels ")[1].split(" and "))


@pytest.mark.parametrize("column", [1, 2])
def test_a_column_a_row_further_down(column: int) -> None:
    tables = document(JOURNEYS)
    own = [c.text for c in tables[1].body() if c.col_start == column]
    for r, text in enumerate([own[-1], *own[:-1]], start=1):
        tables[1] = with_text(tables[1], r, column, text)
    (found,) = audit_tables(tables).findings
    assert found.blocking
    assert {n.column for n in found.numbers} == {column}


RIGHT = {
    "a base of another year, in which one region did not change": """
        | Pupils
        North | 1,290
        South | 3,783
        West | 2,749
        East | 1,895
        Total | 9,717

        | Number | % of all pupils
        North | 635 | 49.2
        South | 460 | 12.0
        West | 1,102 | 40.9
        East | 647 | 34.4
        Total | 2,844 | 29.3""",
    "a later edition in one row, and a note of it": """
        | Pupils
        North | 1,290
        South | 3,783
        West | 2,749
        East | 1,895
        Total | 9,717

        note: Revised numbers.
        | Number | % of all pupils
        North | 635 | 49.2
        South | 460 | 12.2
        West | 1,102 | 41.0
        East | 647 | 34.1
        Total | 2,844 | 29.3""",
    "public schools, and one year in which there were no others": """
        | 2005 | 2006 | 2007 | 2008
        Schools | 2,988 | 3,099 | 3,306 | 3,462

        | Public schools | Pupils
        2005 | 2,988 | 91,890
        2006 | 3,099 | 91,979
        2007 | 3,306 | 92,030
        2008 | 3,442 | 92,094""",
    "exports of one country are imports of the other": """
        | 2005 | 2006 | 2007 | 2008 | 2009
        Exports | 2,988 | 3,099 | 3,306 | 3,462 | 3,511

        | Imports of the partner
        2005 | 2,988
        2006 | 3,306
        2007 | 3,099
        2008 | 3,462
        2009 | 3,530""",
    "costs per pupil who is present every day": """
        title: Pupils by level, 2008 to 2010
        | 2008 | 2009 | 2010
        Primary | 4,737 | 4,920 | 5,037
        Secondary | 6,819 | 6,926 | 7,114
        Total | 11,556 | 11,846 | 12,151

        title: Expenditure, 2008 to 2010
        | 2008 | 2009 | 2010
        Salaries | 52.6 | 59.1 | 64.4
        Others | 44.8 | 46.5 | 49.3
        Total | 97.4 | 105.6 | 113.7
        Expenditure per pupil (EUR) | 8,993 | 9,503 | 9,922""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_of_right_tables_nothing_is_said(name: str) -> None:
    assert [f.explanation for f in audit_tables(document(RIGHT[name])).findings] == []
