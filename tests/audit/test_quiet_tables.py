"""Right tables in the ways publishers print them, each named for the trap that it sets: the audit says nothing of them.

A table is written as a line of heads, then its rows; `title:` and `note:` may stand above; `>` parts the labels of a
path; a blank line parts two tables of one document.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.audit.sources import audit_sources
from pipelines.audit.tables import audit_tables
from pipelines.extraction.model import Box, TextLine
from tests.audit.audit_support import document

RIGHT = {
    "years: the latest first, then those before": """
        | 2019 | 2010 | 2011 | 2012 | 2013
        Men | 120 | 110 | 101 | 93 | 90
        Women | 130 | 117 | 108 | 99 | 91
        Total | 250 | 227 | 209 | 192 | 181""",
    "total: what is left of gross is called net": """
        | 2018 | 2019
        Gross sales | 5,200 | 5,900
        Returns | 310 | 340
        Discounts | 190 | 260
        Net sales | 4,700 | 5,300""",
    "total: two wholes and their difference": """
        | 2017 | 2018 | 2019
        Fees | 5,210 | 5,644 | 5,800
        Grants | 1,100 | 1,200 | 1,310
        Total income | 6,310 | 6,844 | 7,110
        Staff | 4,000 | 4,100 | 4,200
        Rent | 1,900 | 1,950 | 2,001
        Total costs | 5,900 | 6,050 | 6,201
        Surplus | 410 | 794 | 909""",
    "total: carried from one line to the next": """
        | Pending Jan 1 | Filed | Total | Terminated | Pending Dec 31
        2010 | 1,204 | 512 | 1,716 | 406 | 1,310
        2011 | 1,310 | 498 | 1,808 | 511 | 1,297
        2012 | 1,297 | 533 | 1,830 | 480 | 1,350""",
    "total: leaves out a row by its note": """
        note: Total excludes bikes.
        | 2010 | 2011 | 2012
        Cars | 1,204 | 1,250 | 1,310
        Vans | 311 | 350 | 402
        Bikes | 98 | 105 | 99
        Total | 1,515 | 1,600 | 1,712""",
    "total: grows from month to month": """
        | New | Closed | Total to date
        Jan | 412 | 310 | 412
        Feb | 395 | 322 | 807
        Mar | 440 | 351 | 1,247
        Apr | 402 | 380 | 1,649""",
    "change: births less deaths": """
        | Births | Deaths | Natural increase
        2010 | 11,204 | 9,612 | 1,592
        2011 | 11,310 | 9,127 | 2,183
        2012 | 11,455 | 9,208 | 2,247
        2013 | 11,002 | 9,417 | 1,585""",
    "change: on the year before, latest first": """
        | Men | Women | Total | Change
        2014 | 1,401 | 902 | 2,303 | 104
        2013 | 1,350 | 849 | 2,199 | 25
        2012 | 1,297 | 877 | 2,174 | 13
        2011 | 1,310 | 851 | 2,161 | 153
        2010 | 1,204 | 804 | 2,008 | -""",
    "change: an increase and a decrease between two levels": """
        | Opening | Increase | Decrease | Closing
        Bonds | 1,204 | 612 | 416 | 1,400
        Loans | 3,310 | 1,127 | 1,837 | 2,600
        Bills | 455 | 208 | 63 | 600""",
    "change: parts of a change beside the whole of it": """
        | Population 2010 | Total change | Natural increase | Net migration | Population 2020
        North | 11,204 | 605 | 393 | 212 | 11,809
        South | 8,850 | -90 | -400 | 310 | 8,760
        West | 9,902 | -48 | 7 | -55 | 9,854""",
    "shares: of a base and of all that are positive": """
        | Tested | Positive | Percent positive | Percent of positives
        North | 1,204 | 301 | 25.0 | 30.1
        South | 2,310 | 462 | 20.0 | 46.2
        West | 948 | 237 | 25.0 | 23.7
        Total | 4,462 | 1,000 | 22.4 | 100.0""",
    "shares: of a plan, more than a hundred": """
        | Number | Percent of plan
        North | 1,204 | 109
        South | 1,310 | 97
        West | 1,397 | 116
        East | 1,501 | 125""",
    "measures: number, percent, mean and ratio in turn": """
        | Men | Women | Ratio
        Cases | 120 | 60 | 2.0
        Percent | 66.7% | 33.3% | 2.0
        Mean age | 31.2 | 33.1 | 0.9
        N known | 118 | 60 | 2.0""",
}
HARDER = {
    "heads: debt above a hundred percent beside yields": """
        | Yield on bonds | % of GDP
        Italy | 3.1% | 134
        Greece | 3.9% | 181
        Japan | 0.4% | 235
        Spain | 2.0% | 98""",
    "heads: percentiles of scores beside a rate": """
        | Admitted | Percentile 25 | Percentile 75
        North College | 45% | 510 | 620
        South College | 62% | 480 | 590
        West College | 71% | 450 | 570""",
    "heads: changes without signs beside levels with them": """
        | 2000 | 2019 | Percent change
        Online | 4% | 88% | 2100
        Mobile phone | 12% | 96% | 700
        Television | 90% | 81% | -10
        Landline | 95% | 40% | -58""",
    "years: by rank": """
        | Wins | Losses
        2004 | 98 | 64
        2002 | 95 | 67
        2003 | 93 | 69
        2001 | 90 | 72""",
    "years: the year before stands behind the year": """
        | 2000 | 2010 | 2019 | 2018 | Change
        Men | 120 | 110 | 101 | 93 | 8
        Women | 130 | 117 | 108 | 99 | 9
        Total | 250 | 227 | 209 | 192 | 17""",
    "total: what is left after deductions": """
        | Gross | Refunds | Total
        January | 5,200 | 310 | 4,890
        February | 4,815 | 290 | 4,525
        March | 6,120 | 415 | 5,705
        April | 5,930 | 388 | 5,542""",
    "total: what is left of all that was received": """
        | Received | Refused | Withdrawn | Total
        2010 | 5,200 | 310 | 190 | 4,700
        2011 | 5,900 | 340 | 260 | 5,300
        2012 | 6,020 | 402 | 199 | 5,419""",
    "total: all of one kind is a part": """
        | 2014 | 2015
        Deaths | 26,264 | 27,131
        All cancers | 9,105 | 9,233
        Heart disease | 8,004 | 8,127
        Accidents | 1,455 | 1,621
        Other causes | 7,700 | 8,150""",
    "total: all taxes are a part of income": """
        | 2012 | 2013
        Personal income | 13,904 | 14,064
        All taxes | 1,498 | 1,672
        Personal outlays | 11,474 | 11,706
        Personal saving | 932 | 686""",
    "total: of last year's pending cases": """
        | Total | Filed | Pending at end
        2010 | 1,812 | 1,204 | 655
        2011 | 1,981 | 1,326 | 702
        2012 | 2,113 | 1,411 | 731
        2013 | 2,079 | 1,348 | 698
        2014 | 2,003 | 1,305 | 640""",
    "total: a part that is not listed, as large as the growth": """
        title: Jobs by kind of farm, in thousands
        | Crops | Animals | Total
        2010 | 40 | 20 | 64
        2011 | 44 | 20 | 68
        2012 | 48 | 21 | 73
        2013 | 52 | 20 | 76
        2014 | 56 | 21 | 81""",
    "hundred: of those who might have voted": """
        | Number | Percent of eligible
        Eligible voters | 12,400 | 100.0
        By post | 1,612 | 13.0
        Early | 2,170 | 17.5
        On the day | 4,030 | 32.5
        Total | 7,812 | 63.0""",
    "hundred: several answers, and all of them": """
        | Number | Percent
        Households | 1,000 | 100.0
        Phone | 800 | 80.0
        Computer | 650 | 65.0
        Tablet | 420 | 42.0
        All three | 310 | 31.0""",
    "change: two parts of one change": """
        | Natural balance | Net migration | Population growth
        North | 1,204 | 612 | 1,816
        South | -310 | 1,127 | 817
        West | 455 | -208 | 247
        East | 92 | 1,304 | 1,396""",
    "change: what two parts contribute to it, in percent": """
        | Domestic demand | Net exports | GDP growth
        2010 | 2.4% | -0.6% | 1.8%
        2011 | 1.9% | 0.3% | 2.2%
        2012 | 1.1% | 0.7% | 1.8%
        2013 | 1.6% | -0.2% | 1.4%""",
    "change: what one gives another gets": """
        | Original | Revised | Change
        Patrol | 4,200 | 4,450 | 250
        Courts | 3,900 | 3,650 | -250
        Jails | 5,100 | 5,480 | 380
        Parole | 2,700 | 2,320 | -380
        Total | 15,900 | 15,900 | 0""",
    "change: steps twice the raise": """
        | 2018 | 2019 | Increase
        Step 1 | 20,125 | 20,631 | 506
        Step 2 | 21,137 | 21,643 | 506
        Step 3 | 22,149 | 22,655 | 506
        Step 4 | 23,161 | 23,667 | 506""",
    "ratio: of those who entered the year before": """
        | Entering | Returned from last year | Percent returned
        2010 | 2,310 | 1,811 | 81.5
        2011 | 2,415 | 1,902 | 82.3
        2012 | 2,288 | 1,977 | 81.9
        2013 | 2,507 | 1,855 | 81.1
        2014 | 2,601 | 2,090 | 83.4""",
    "forms: noughts after the point are not printed": """
        | 2010 | 2011 | 2012
        Ash | 1.5 | 2 | 1.1
        Oak | 2 | 1.1 | 1.4
        Elm | 1.2 | 3 | 2
        Fir | 3 | 1.4 | 2.5""",
    "across: the trade of two partners": """
        | Exports | Imports | Total trade | Shipments | Ports
        Goods | 512 | 348 | 860 | 1,204 | 115

        | Exports | Imports | Total trade | Shipments | Ports
        Partner's goods | 348 | 512 | 860 | 1,204 | 115""",
    "across: two populations that differ in one year": """
        | 1999 | 2000 | 2001 | 2002 | 2003
        Murders | 15,522 | 15,586 | 16,037 | 16,229 | 16,528

        | 1999 | 2000 | 2001 | 2002 | 2003
        Murders, attacks included | 15,522 | 15,586 | 19,084 | 16,229 | 16,528""",
    "across: preliminary and revised": """
        title: Cases filed, preliminary
        | 2010 | 2011 | 2012 | 2013
        Cases | 15,522 | 15,586 | 16,037 | 16,229

        title: Cases filed, revised
        | 2010 | 2011 | 2012 | 2013
        Cases | 15,522 | 15,586 | 16,037 | 16,301""",
    "sum: yields are averages": """
        | Area (ha) | Production (t) | Yield (kg/ha)
        Wheat | 1,200 | 3,840 | 3,200
        Barley | 800 | 2,240 | 2,800
        Oats | 500 | 1,150 | 2,300
        Total | 2,500 | 7,230 | 2,892""",
    "sum: scores are averages": """
        | Schools | Pupils | Score
        Primary | 41 | 8,215 | 512
        Middle | 22 | 6,103 | 498
        High | 15 | 7,420 | 505
        All | 78 | 21,738 | 506""",
    "sum: money is rounded, whoever says so": """
        title: Exports, US$ million
        | 2017 | 2018 | 2019
        Goods | 1,236 | 1,311 | 1,402
        Services | 549 | 585 | 611
        Income | 115 | 121 | 130
        Total | 1,900 | 2,017 | 2,144""",
    "sum: energy is rounded": """
        title: Electricity generation, GWh
        | 2017 | 2018 | 2019
        Hydro | 1,236 | 1,311 | 1,402
        Wind | 549 | 585 | 611
        Solar | 115 | 121 | 130
        Total | 1,900 | 2,017 | 2,144""",
    "sum: rounded to the nearest five": """
        note: Numbers are rounded to the nearest 5.
        | 2017 | 2018 | 2019
        Men | 1,230 | 1,310 | 1,275
        Women | 1,150 | 1,185 | 1,205
        Other | 15 | 20 | 25
        Total | 2,400 | 2,515 | 2,505""",
    "sum: rounded at random": """
        note: Counts have been randomly rounded to base 3.
        | 2006 | 2013 | 2018
        North | 1,236 | 1,311 | 1,401
        South | 1,149 | 1,185 | 1,203
        West | 15 | 21 | 24
        Total | 2,400 | 2,517 | 2,625""",
    "mean: of those only who were sent to prison": """
        | Total | Men | Women
        Number of defendants | 1,000 | 700 | 300
        Percent sent to prison | 65.0% | 80.0% | 30.0%
        Mean prison term (months) | 55.5 | 58.0 | 40.0""",
    "mean: weighted, under the size of the sample": """
        | Total | England | Wales
        Mean age | 41.2 | 41.1 | 43.6
        Sample size | 2,000 | 1,000 | 1,000""",
    "mean: far above the median, as wealth is": """
        | 2016 | 2019
        Mean net worth ($) | 689,500 | 746,800
        Median net worth ($) | 97,300 | 121,700""",
    "shares: of those who answered": """
        note: Percentages exclude not stated.
        | Number | Per cent
        18-24 | 190 | 20.0
        25-34 | 285 | 30.0
        35-44 | 228 | 24.0
        45 and over | 247 | 26.0
        Not stated | 50 | ..
        Total | 1,000 | 100.0""",
    "total: of last month's pending cases": """
        | Total | Filed | Pending at end
        January | 1,812 | 1,204 | 655
        February | 1,981 | 1,326 | 702
        March | 2,113 | 1,411 | 731
        April | 2,079 | 1,348 | 698""",
    "total: of last year's pending cases, years as heads": """
        | 2010 | 2011 | 2012 | 2013
        Total | 1,812 | 1,981 | 2,113 | 2,079
        Filed | 1,204 | 1,326 | 1,411 | 1,348
        Pending at end | 655 | 702 | 731 | 698""",
    "total: held in a year, released and left for the next": """
        | On January 1 | Released | Total held
        2010 | 608 | 1,157 | 1,812
        2011 | 655 | 1,279 | 1,981
        2012 | 702 | 1,382 | 2,113
        2013 | 731 | 1,381 | 2,079""",
    "total: net stands first": """
        | Total | Gross | Receipts
        Health | 4,890 | 5,200 | 310
        Roads | 4,525 | 4,815 | 290
        Parks | 5,705 | 6,120 | 415
        Police | 5,542 | 5,930 | 388""",
    "ratio: of the grade below the year before": """
        | Enrolled | Promoted from grade below | Percent promoted
        Grade 9 | 2,310 | 2,150 | 93.5
        Grade 10 | 2,215 | 2,102 | 91.0
        Grade 11 | 2,088 | 1,977 | 89.3
        Grade 12 | 1,907 | 1,855 | 88.8""",
    "change: over two decades, each a change": """
        | 2000-2010 | 2010-2020 | Change 2000-2020
        North | 1,204 | 612 | 1,816
        South | -310 | 1,127 | 817
        West | 455 | -208 | 247""",
    "across: all schools and public schools": """
        title: All schools
        | North | South | West | East
        Schools | 152 | 155 | 160 | 162

        title: Public schools
        | North | South | West | East
        Schools | 152 | 155 | 160 | 148""",
    "sum: prices of another year do not add up": """
        title: Output in chained 2012 prices
        | Goods | Services | Total
        2011 | 1,236 | 3,549 | 4,788
        2012 | 1,311 | 3,585 | 4,896
        2013 | 1,402 | 3,611 | 5,013
        2014 | 1,455 | 3,702 | 5,157""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_of_a_right_table_nothing_is_said(name: str) -> None:
    assert [f.explanation for f in audit_tables(document(RIGHT[name])).findings] == []


@pytest.mark.parametrize("name", HARDER)
def test_of_a_right_table_that_sets_a_harder_trap_nothing_is_said(name: str) -> None:
    assert [f.explanation for f in audit_tables(document(HARDER[name])).findings] == []


def test_a_source_may_be_abbreviated_below_the_figure() -> None:
    title = "Persons arrested for drug offenses, by region, 2010 to 2019"
    one, other = document("| 2010 | 2019\nNorth | 1,204 | 1,310\n\n| 2010 | 2019\nNorth | 204 | 310")
    full = "Federal Bureau of Investigation, Uniform Crime Reporting Program, 2010-2019."
    tables = [replace(one, title=title, source=full), replace(other, title="Convicted", source="FBI, UCR, 2010-2019.")]
    lines = [TextLine(text, Box(1, 0, 10 * n, 90, 10 * n + 8)) for n, text in enumerate([title, "Source: FBI, UCR."])]
    assert audit_sources(tables, lines) == []
