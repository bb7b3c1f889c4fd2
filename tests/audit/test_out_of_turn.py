"""Columns and heads that changed places, told by shares, ratios, indices and changes; and right tables like them."""

from __future__ import annotations

import pytest

from pipelines.audit.tables import audit_tables
from pipelines.extraction.model import Table
from tests.audit.audit_support import document, with_text

REGIONS = """
    | Schools | Pupils | Share of pupils, % | Teachers | Pupils per teacher
    Whole country | 57 | 12,151 | 100.0 | 983 | 12.4
    Vestmark | 7 | 1,290 | 10.6 | 85 | 15.2
    Highlands | 16 | 3,783 | 31.1 | 316 | 12.0
    Lakeland | 16 | 2,749 | 22.6 | 203 | 13.5
    Capital Region | 9 | 1,895 | 15.6 | 190 | 10.0
    Southern Plains | 9 | 2,434 | 20.0 | 189 | 12.9"""
AGES = """
    | Women | Men | Total | Share of women, %
    Under 30 | 201 | 112 | 313 | 64.2
    30 to 39 | 233 | 88 | 321 | 72.6
    40 to 49 | 210 | 93 | 303 | 69.3
    50 to 59 | 190 | 75 | 265 | 71.7
    Total | 834 | 368 | 1,202 | 69.4
    Median age (years) | 41 | 44 | 42 | -"""
YEARS = """
    | 2008 | 2009 | 2010 | 2011 | Change on previous year, %
    Primary | 1,204 | 1,281 | 1,270 | 1,318 | 3.8
    Secondary | 5,150 | 5,269 | 5,359 | 5,426 | 1.3
    Tertiary | 811 | 840 | 801 | 870 | 8.6
    Total | 7,165 | 7,390 | 7,430 | 7,614 | 2.5"""
SECTORS = """
    title: Pupils by sector, number and index (2005 = 100)
    | Public > Number | Public > Index | Private > Number | Private > Index
    2005 | 8,988 | 100.0 | 1,890 | 100.0
    2006 | 9,099 | 101.2 | 1,979 | 104.7
    2007 | 9,306 | 103.5 | 2,030 | 107.4
    2008 | 9,462 | 105.3 | 2,094 | 110.8
    2009 | 9,672 | 107.6 | 2,174 | 115.0"""
LEAVERS = """
    title: Leavers by destination (per cent)
    | Women | Men
    Studies | 41.2 | 35.5
    Work | 30.4 | 38.1
    Service | 11.7 | 16.2
    Neither | 16.7 | 10.2
    Total | 100.0 | 100.0
    Number of leavers | 243 | 283"""
MONEY = """
    | EUR million > 2008 | EUR million > 2009 | EUR million > 2010 | Percent > Change 2009-2010
    Salaries | 52.6 | 59.1 | 64.4 | 9.0
    Staff | 16.6 | 16.2 | 17.8 | 9.9
    Buildings | 11.9 | 12.1 | 13.6 | 12.4
    Meals | 5.3 | 5.9 | 6.3 | 6.8
    Total | 86.4 | 93.3 | 102.1 | 9.4
    Expenditure per pupil (EUR) | 8,428 | 8,916 | 9,355 | 4.9"""


def swapped(table: Table, one: int, other: int) -> Table:
    """The table with two columns of numbers in one another's places."""
    texts = {(c.row_start, c.col_start): c.text for c in table.body()}
    made = table
    for (r, c), text in texts.items():
        if c in (one, other) and (r, one + other - c) in texts:
            made = with_text(made, r, one + other - c, text)
    return made


def moved(table: Table, column: int) -> Table:
    """The table with the numbers of a column a row further down, the last one first."""
    own = [(c.row_start, c.text) for c in table.body() if c.col_start == column]
    made = table
    for (row, _), text in zip(own, [own[-1][1], *(text for _, text in own[:-1])], strict=True):
        made = with_text(made, row, column, text)
    return made


@pytest.mark.parametrize(
    ("text", "one", "other", "said"),
    [
        (REGIONS, 1, 2, "Schools"),
        (REGIONS, 2, 5, "Pupils"),
        (REGIONS, 1, 3, "Schools"),
        (REGIONS, 2, 4, "Teachers"),
        (REGIONS, 1, 5, "Schools"),
        (REGIONS, 3, 5, "Share of pupils"),
        (AGES, 2, 3, "Men"),
        (AGES, 2, 4, "Men"),
        (AGES, 3, 4, "Total"),
        (AGES, 1, 4, "Women"),
        (YEARS, 3, 4, "2011"),
        (YEARS, 1, 4, "2008"),
        (YEARS, 2, 3, "2009"),
        (SECTORS, 2, 4, "Private"),
        (SECTORS, 1, 3, "Private"),
    ],
)
def test_columns_that_changed_places(text: str, one: int, other: int, said: str) -> None:
    (table,) = document(text)
    assert not audit_tables([table]).findings
    (found,) = audit_tables([swapped(table, one, other)]).findings
    assert found.blocking
    assert said in found.place


@pytest.mark.parametrize(
    ("text", "column"), [(LEAVERS, 1), (LEAVERS, 2), (SECTORS, 2), (AGES, 2), (MONEY, 2), (REGIONS, 5)]
)
def test_a_column_that_stands_a_row_further_down(text: str, column: int) -> None:
    (table,) = document(text)
    assert not audit_tables([table]).findings
    (found,) = audit_tables([moved(table, column)]).findings
    assert found.blocking
    assert {n.column for n in found.numbers} == {column}


RIGHT = {
    "the share of another count of the same": """
        | Pupils | Full-time pupils | Share of pupils, %
        North | 1,290 | 1,103 | 12.4
        South | 3,783 | 2,904 | 32.7
        West | 2,749 | 2,311 | 26.0
        East | 2,901 | 2,561 | 28.8
        Total | 10,723 | 8,879 | 100.0""",
    "pupils per teacher, of full-time teachers": """
        | Pupils | Teachers | Full-time teachers | Pupils per teacher
        North | 1,290 | 103 | 85 | 15.2
        South | 3,783 | 371 | 316 | 12.0
        West | 2,749 | 240 | 203 | 13.5
        East | 1,895 | 222 | 190 | 10.0""",
    "residents per doctor, of those who practise": """
        | Residents | Doctors | Physicians | Residents per doctor
        North | 12,900 | 103 | 85 | 151.8
        South | 37,830 | 371 | 316 | 119.7
        West | 27,490 | 240 | 203 | 135.4
        East | 18,950 | 222 | 190 | 99.7""",
    "two ratios, one of full-time teachers": """
        | Pupils | Teachers | Full-time | Pupils per teacher | Ratio, all teachers
        North | 1,290 | 103 | 85 | 15.2 | 12.5
        South | 3,783 | 371 | 316 | 12.0 | 10.2
        West | 2,749 | 240 | 203 | 13.5 | 11.5
        East | 1,895 | 222 | 190 | 10.0 | 8.5""",
    "numbers in thousands": """
        | Pupils | Teachers (thousands) | Pupils per teacher
        North | 12.9 | 0.85 | 15
        South | 37.8 | 3.16 | 12
        West | 27.5 | 2.03 | 14
        East | 19.0 | 1.90 | 10""",
    "the change over five years": """
        | 2011 | 2010 | 2006 | Change, %
        Primary | 1,318 | 1,270 | 1,204 | 9.5
        Secondary | 5,426 | 5,359 | 5,150 | 5.4
        Tertiary | 870 | 801 | 811 | 7.3""",
    "the change on the same month of the year before": """
        | May 2010 | April 2011 | May 2011 | Change on previous year, %
        Primary | 1,204 | 1,270 | 1,318 | 9.5
        Secondary | 5,150 | 5,359 | 5,426 | 5.4
        Tertiary | 811 | 801 | 870 | 7.3""",
    "the change on the year before, in a table of some years": """
        | 2000 | 2005 | 2010 | 2011 | Change on previous year, %
        Primary | 1,004 | 1,104 | 1,270 | 1,318 | 3.8
        Secondary | 4,650 | 4,950 | 5,359 | 5,426 | 1.3
        Tertiary | 711 | 761 | 801 | 870 | 8.6""",
    "women and men, and a total of those granted": """
        | Women | Men | Total granted
        2010 | 1,540 | 900 | 1,204
        2011 | 1,542 | 912 | 1,211
        2012 | 1,560 | 930 | 1,260""",
    "shares that add to more than all": """
        title: Answers (per cent)
        | Women | Men
        Price | 60.0 | 40.0
        Time | 40.0 | 60.0
        Other | 55.1 | 48.7
        Total | 100.0 | 100.0
        Number of answers | 243 | 283""",
    "two indices of other bases": """
        title: Sales, number and index (2005 = 100)
        | Goods > Number | Goods > Index | Services > Number | Services > Index
        2004 | 8,988 | 97.4 | 1,890 | 98.2
        2005 | 9,099 | 100.0 | 1,979 | 100.0
        2006 | 9,306 | 99.9 | 2,030 | 101.1
        2007 | 9,462 | 102.8 | 2,094 | 104.0""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_of_a_right_table_nothing_is_said(name: str) -> None:
    assert [f.explanation for f in audit_tables(document(RIGHT[name])).findings] == []
