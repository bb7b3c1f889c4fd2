"""Ratios, rates, densities and indices: told where the lines beside them give another number, and only there."""

from __future__ import annotations

import pytest

from pipelines.audit.grids import grids
from pipelines.audit.quotients import audit_quotients
from pipelines.audit.tables import audit_tables
from tests.audit.audit_support import document, with_text

RATIO = """
    | Schools | Pupils | Teachers | Pupils per teacher
    Whole country | 57 | 12,151 | 983 | 12.4
    Vestmark | 7 | 1,290 | 85 | 15.2
    Highlands | 16 | 3,783 | 316 | 12.0
    Lakeland | 16 | 2,749 | 203 | 13.5
    Capital Region | 9 | 1,895 | 190 | 10.0
    Southern Plains | 9 | 2,434 | 189 | 12.9"""
RATE = """
    | Population (thousands) | Deaths | Deaths per 1,000
    2004 | 5,101.2 | 48,310 | 9.47
    2005 | 5,140.9 | 49,022 | 9.54
    2006 | 5,188.0 | 47,715 | 9.20
    2007 | 5,231.7 | 48,998 | 9.37"""
INDEX = """
    title: Pupils by sector, number and index (2005 = 100)
    | Public > Number | Public > Index | Private > Number | Private > Index | All schools > Number | All schools > Index
    2005 | 8,988 | 100.0 | 1,890 | 100.0 | 10,878 | 100.0
    2006 | 9,099 | 101.2 | 1,979 | 104.7 | 11,078 | 101.8
    2007 | 9,306 | 103.5 | 2,030 | 107.4 | 11,336 | 104.2
    2008 | 9,462 | 105.3 | 2,094 | 110.8 | 11,556 | 106.2
    2009 | 9,672 | 107.6 | 2,174 | 115.0 | 11,846 | 108.9"""
CONSTANT = """
    | Enrollment (in thousands) | Constant > Total (in billions) | Constant > Per pupil | Total | Per pupil
    2005-06 | 49,113 | 499.2 | 10,163 | 449.1 | 9,145
    2007-08 | 49,291 | 529.4 | 10,741 | 506.9 | 10,283
    2008-09 | 49,003 | 534.6 | 10,909 | 519.0 | 10,591
    2009-10 | 49,373 | 519.3 | 10,518 | 519.3 | 10,518"""
ROWS = """
    | 2008 | 2009 | 2010
    Area (km2) | 1,204 | 1,204 | 1,207
    Residents | 98,211 | 99,810 | 101,444
    Residents per km2 | 81.6 | 82.9 | 84.0"""


@pytest.mark.parametrize(
    ("text", "cell", "wrong", "right"),
    [
        (RATIO, (3, 4), "21.0", "12.0"),
        (RATIO, (1, 4), "14.2", "12.4"),
        (RATIO, (4, 3), "303", "203"),
        (RATE, (2, 3), "9.45", "9.54"),
        (CONSTANT, (2, 1), "49,221", "49,291"),
        (INDEX, (4, 2), "103.5", "105.3"),
        (INDEX, (3, 1), "9,603", "9,306"),
        (INDEX, (1, 3), "1,980", "1,890"),
    ],
)
def test_a_quotient_that_is_another_is_told(text: str, cell: tuple[int, int], wrong: str, right: str) -> None:
    (table,) = document(text)
    assert not audit_tables([table]).findings
    found = audit_tables([with_text(table, *cell, wrong)]).findings
    assert (found[0].printed, found[0].expected) == (wrong, right)


def test_a_row_may_be_a_quotient_of_two_others() -> None:
    found = audit_quotients(grids(document(ROWS))[0])
    assert [i.holds for i in found] == [True, True, True]


def test_a_column_that_stands_a_row_further_down_is_in_doubt() -> None:
    (table,) = document(RATIO)
    texts = [c.text for c in table.body() if c.col_start == 4]
    moved = table
    for r, text in enumerate([texts[-1], *texts[:-1]], start=1):
        moved = with_text(moved, r, 4, text)
    (found,) = audit_tables([moved]).findings
    assert found.blocking
    assert found.place == "Table 1: column Pupils per teacher"


RIGHT = {
    "the mean of all is a plain mean": """
        | Pupils | Classes | Average class size
        North | 1,290 | 56 | 23.0
        South | 3,783 | 183 | 20.7
        West | 2,749 | 103 | 26.7
        East | 1,895 | 73 | 26.0
        Total | 9,717 | 415 | 24.1""",
    "rates of a population that is printed for another day": """
        | Population | Offences | Offences per 100,000
        North | 512,310 | 4,120 | 806.1
        South | 298,115 | 3,077 | 1,035.9
        West | 1,204,118 | 9,815 | 817.4
        Total | 2,014,543 | 17,012 | 846.6""",
    "age-standardised rates, of which most happen to be the crude ones": """
        | Population | Deaths | Age-standardised rate per 1,000
        North | 512,310 | 4,120 | 8.04
        South | 298,115 | 3,077 | 10.32
        West | 1,204,118 | 9,815 | 8.15
        East | 800,442 | 6,111 | 8.11""",
    "an index of prices beside values": """
        | Output | Index (2010 = 100)
        2010 | 5,104 | 100.0
        2011 | 5,311 | 102.2
        2012 | 5,007 | 95.0
        2013 | 5,422 | 101.9""",
    "an index whose base is the mean of three years": """
        | Output | Index (2010-2012 = 100)
        2010 | 5,104 | 99.3
        2011 | 5,311 | 103.3
        2012 | 5,007 | 97.4
        2013 | 5,422 | 105.5""",
    "rates by the year before": """
        | Members | Leavers | Leavers per 100 members
        2010 | 1,812 | 120 | ..
        2011 | 1,981 | 132 | 7.3
        2012 | 2,113 | 141 | 7.1
        2013 | 2,079 | 155 | 7.3""",
    "a chained index": """
        | Sales (EUR million) | Index, previous year = 100
        2010 | 510.4 | 100.0
        2011 | 531.1 | 104.1
        2012 | 500.7 | 94.3
        2013 | 542.2 | 108.3""",
    "per head of a later count of heads, in two years": """
        | Enrollment (in thousands) | Total (in billions) | Per pupil
        2004-05 | 48,795 | 425.0 | 8,711
        2005-06 | 49,113 | 449.1 | 9,145
        2006-07 | 49,262 | 476.8 | 9,669
        2007-08 | 49,221 | 506.9 | 10,283
        2008-09 | 49,003 | 519.0 | 10,591
        2009-10 | 49,373 | 519.3 | 10,518
        2010-11 | 49,484 | 539.4 | 10,901
        2011-12 | 49,636 | 556.0 | 11,201""",
    "small whole ratios": """
        | Beds | Doctors | Beds per doctor
        North | 50 | 10 | 5
        South | 61 | 10 | 6
        West | 72 | 9 | 8
        East | 33 | 8 | 5""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_of_a_right_quotient_nothing_is_said(name: str) -> None:
    assert [f.explanation for f in audit_tables(document(RIGHT[name])).findings] == []
