"""Right tables that the rules on heads, labels and totals out of place might take for wrong: nothing is said of them.

Each is named for what it does that a misread table does, too.
"""

from __future__ import annotations

import pytest

from pipelines.audit.tables import audit_tables
from tests.audit.audit_support import document

RIGHT = {
    "index beside percent of average": """
        | Index (EU=100) | Percent of EU average
        EU | 20.0 | 100
        Italy | 21.8 | 109
        Spain | 19.4 | 97
        Poland | 25.0 | 125""",
    "per capita and percent of average": """
        | GDP per head (thousand) | Percent of average
        Average | 20.0 | 100
        Italy | 21.8 | 109
        Spain | 19.4 | 97
        Poland | 25.0 | 125""",
    "debt, gdp, % gdp": """
        | Debt | GDP | % GDP
        Italy | 2,678 | 1,990 | 134.6
        Greece | 331 | 183 | 180.9
        Spain | 1,188 | 1,245 | 95.4
        France | 2,380 | 2,426 | 98.1""",
    "percent of plan with target": """
        | Target | Actual | Attainment | Percent of last year
        North | 1,200 | 1,090 | 90.8 | 109
        South | 1,310 | 1,270 | 96.9 | 197
        West | 1,390 | 1,600 | 115.1 | 116
        East | 1,500 | 1,800 | 120.0 | 125""",
    "percent change large ints beside shares": """
        | 2000 | 2019 | Share of all | Percent change
        A | 1,200 | 25,200 | 40.0 | 2000
        B | 800 | 16,800 | 26.7 | 2000
        C | 1,000 | 21,000 | 33.3 | 2000
        Total | 3,000 | 63,000 | 100.0 | 2000""",
    "beds patients occupancy change": """
        | Beds | Patients | Occupancy | Percent change
        North | 204 | 181 | 88.7 | 1500
        South | 311 | 290 | 93.2 | 1200
        West | 415 | 371 | 89.4 | 1100
        East | 515 | 471 | 91.5 | 1300""",
    "sold listed": """
        | Listed | Sold | Percent sold
        N | 1,200 | 900 | 75.0
        S | 1,310 | 655 | 50.0
        W | 1,397 | 1,117 | 80.0
        E | 1,501 | 1,001 | 66.7""",
    "sold, of listed": """
        | Sold | Listed | Percent of listed
        N | 900 | 1,200 | 75.0
        S | 655 | 1,310 | 50.0
        W | 1,117 | 1,397 | 80.0
        E | 1,001 | 1,501 | 66.7""",
    "days used allowed": """
        | Days used | Days allowed | Percent used
        N | 120 | 240 | 50.0
        S | 131 | 210 | 62.4
        W | 139 | 200 | 69.5
        E | 150 | 190 | 78.9""",
    "average daily pop capacity": """
        | Average daily population | Rated capacity | Percent of capacity
        N | 1,120 | 1,240 | 90.3
        S | 1,331 | 1,210 | 110.0
        W | 1,139 | 1,200 | 94.9
        E | 1,150 | 1,190 | 96.6""",
    "expected over observed": """
        | Observed | Expected | Percent expected
        N | 900 | 1,200 | 75.0
        S | 655 | 1,310 | 50.0
        W | 1,117 | 1,397 | 80.0
        E | 1,001 | 1,501 | 66.7""",
    "change points & relative": """
        | 2010 | 2020 | Percent change | Change (%)
        A | 40 | 60 | 20 | 50.0
        B | 50 | 60 | 10 | 20.0
        C | 25 | 30 | 5 | 20.0
        D | 30 | 45 | 15 | 50.0""",
    "multi response percent of cases": """
        | N | Responses | Percent of cases
        Phone | 800 | 40.0 | 80
        PC | 650 | 32.5 | 65
        Tablet | 420 | 21.0 | 42
        Other | 130 | 6.5 | 13
        Total | 2,000 | 100.0 | 200""",
    "rates headed percent": """
        | Deaths | Population | Percent (per 1,000)
        N | 120 | 12,000 | 10.0
        S | 131 | 11,000 | 11.9
        W | 139 | 10,000 | 13.9""",
    "shares above 100": """
        | 2010 | 2019 | 2019 as percent of 2010
        N | 1,200 | 1,500 | 125.0
        S | 1,310 | 1,300 | 99.2
        W | 1,390 | 2,780 | 200.0
        E | 1,500 | 1,800 | 120.0""",
    "level named 2019 percent printed": """
        | 2010 | 2019 | Number 2019
        Ash | 25.0% | 30.0% | 300
        Oak | 20.0% | 40.0% | 400
        Elm | 35.0% | 10.0% | 100
        Fir | 20.0% | 20.0% | 200
        Total | 100.0% | 100.0% | 1,000""",
    "cleared without percent word": """
        | Offenses | Cleared | Clearance
        Murder | 1,204 | 734 | 61.0%
        Rape | 2,811 | 1,124 | 40.0%
        Robbery | 3,250 | 975 | 30.0%""",
    "cleared percent large integer other": """
        | Offenses | Cleared | Cleared by arrest | Percent increase in offenses
        Murder | 1,204 | 734 | 61.0% | 150
        Rape | 2,811 | 1,124 | 40.0% | 110
        Robbery | 3,250 | 975 | 30.0% | 120""",
    "filed terminated total percent": """
        | Filed | Total | Terminated | Percent terminated
        2010 | 1,204 | 1,512 | 716 | 47.4
        2011 | 1,310 | 1,598 | 808 | 50.6
        2012 | 1,297 | 1,533 | 830 | 54.1""",
    "total of which": """
        | Total | Men | Women | Of them foreign | Percent foreign
        A | 1,204 | 700 | 504 | 120 | 10.0
        B | 2,310 | 1,300 | 1,010 | 231 | 10.0
        C | 1,000 | 400 | 600 | 100 | 10.0""",
    "total men women mean age": """
        | Total | Men | Women | Mean age
        A | 1,204 | 700 | 504 | 31.2
        B | 2,310 | 1,300 | 1,010 | 28.9
        C | 1,000 | 400 | 600 | 35.0""",
    "total, selected, rate": """
        | All offenses | Murder | Robbery | Rate per 1,000
        A | 1,204 | 70 | 504 | 3.1
        B | 2,310 | 13 | 1,010 | 2.8
        C | 1,000 | 40 | 600 | 3.5""",
    "all, change": """
        | Men | Women | Total | Change | Percent change
        2014 | 1,401 | 902 | 2,303 | 104 | 4.7
        2013 | 1,350 | 849 | 2,199 | 25 | 1.1
        2012 | 1,297 | 877 | 2,174 | 13 | 0.6
        2011 | 1,310 | 851 | 2,161 | 153 | 7.6""",
    "flat nested": """
        | 2014 | 2018 | 2021
        Clinical staff | 7,501 | 5,126 | 8,838
        Nurses | 3,767 | 1,899 | 2,398
        Doctors | 3,609 | 463 | 3,681
        Therapists | 125 | 2,764 | 2,759
        Other staff | 348 | 1,570 | 5,449
        Admin | 308 | 856 | 3,357
        Maint | 40 | 714 | 2,092
        All staff | 7,849 | 6,696 | 14,287""",
    "flat nested, total first, one leaf": """
        | 2014 | 2018
        Total | 1,000 | 1,200
        Men | 600 | 700
        Young | 250 | 300
        Old | 350 | 400
        Women | 300 | 350
        Young | 100 | 150
        Old | 200 | 200
        Unknown | 100 | 150""",
    "flat overlapping": """
        | 2014 | 2018
        Total | 1,000 | 1,200
        Phone | 800 | 900
        PC | 650 | 700
        Tablet | 420 | 600""",
    "running balance rows": """
        | 2014 | 2015 | 2016
        Opening | 1,000 | 1,200 | 1,250
        Received | 500 | 450 | 610
        Sent | 300 | 400 | 520
        Total closing | 1,200 | 1,250 | 1,340""",
    "all X part": """
        | 2014 | 2015 | 2016
        Senior staff | 120 | 131 | 140
        All staff in training | 300 | 310 | 320
        Other staff | 420 | 441 | 460""",
    "all staff 2 others": """
        | 2014 | 2015
        All staff | 420 | 441
        Senior staff | 120 | 131
        Other staff | 300 | 310""",
    "all staff, paid": """
        | 2014 | 2015 | 2016
        All staff | 420 | 441 | 460
        Full-time staff | 300 | 310 | 330
        Part-time staff | 100 | 101 | 100""",
    "all staff with volunteers": """
        | 2014 | 2015 | 2016
        Paid staff | 300 | 310 | 330
        All staff | 420 | 441 | 460
        Part-time staff | 100 | 101 | 100
        All persons | 720 | 751 | 790""",
    "all regions, country total": """
        title: By region
        | Cases | Beds
        England | 1,204 | 311
        All regions of Wales | 300 | 100
        Scotland | 500 | 200""",
    "span average no word but of": """
        title: Average yearly suspects
        | 2004-2013 > Number | 2004 > Number | 2013 > Number
        A | 372 | 297 | 457
        B | 36 | 21 | 64
        C | 268 | 227 | 290""",
    "span of others": """
        | 2004-2008 > Number | 2004 > Number | 2008 > Number
        A | 3,720 | 297 | 457
        B | 360 | 21 | 64
        C | 2,680 | 227 | 290""",
    "span stock": """
        title: Prisoners at end of year
        | 2004-2013 > Number | 2004 > Number | 2013 > Number
        A | 3720 | 2970 | 4570
        B | 360 | 210 | 640
        C | 2680 | 2270 | 2900""",
    "span growth of ten": """
        title: Mean number
        | 2010-2013 > Number | 2010 > Number | 2013 > Number
        A | 300 | 100 | 457
        B | 30 | 10 | 64
        C | 200 | 50 | 290""",
    "ranked years": """
        | Number | Rate | Rank
        2014 | 9,999 | 9.1 | 1
        2013 | 9,800 | 9.0 | 2
        2012 | 9,700 | 8.8 | 3
        2009 | 9,600 | 8.7 | 4
        2010 | 9,500 | 8.5 | 5
        2011 | 9,400 | 8.1 | 6""",
    "ranked years 2": """
        | Number | Rate | Rank
        2014 | 9,999 | 9.1 | 1
        2010 | 9,800 | 9.0 | 2
        2012 | 9,700 | 8.8 | 3
        2011 | 9,600 | 8.7 | 4
        2013 | 9,500 | 8.5 | 5
        2009 | 9,400 | 8.1 | 6""",
    "hottest years": """
        title: Warmest years
        | Anomaly | Stations
        2016 | 1.02 | 2,104
        2020 | 1.01 | 2,208
        2018 | 0.95 | 2,301
        2017 | 0.91 | 2,250
        2019 | 0.90 | 2,240
        2015 | 0.88 | 2,100""",
    "number of doctors per": """
        | 2010 | 2020
        Urban | 45.0% | 50.0%
        Number of doctors per 1,000 | 2.1 | 2.4
        Population (thousands) | 1,204 | 1,310""",
    "number of x thousands": """
        | 2010 | 2020
        Urban (%) | 45.0 | 50.0
        Rural (%) | 55.0 | 50.0
        Number of towns (thousands) | 2.1 | 2.4
        Population (thousands) | 1,204 | 1,310""",
    "number small": """
        | A | B | C
        Yes | 45.0 | 50.0 | 60.0
        No | 55.0 | 50.0 | 40.0
        Number of cases (hundreds) | 2.1 | 2.4 | 3.5
        Districts | 12 | 110 | 14""",
    "N off by one in weighted": """
        note: Weighted.
        | N | %
        A | 1,204 | 30.1
        B | 1,300 | 32.5
        C | 1,497 | 37.4
        Total | 4,000 | 100.0""",
    "mean monthly adds": """
        | Cases | Average monthly days
        N | 120 | 10.0
        S | 130 | 20.0
        W | 150 | 30.0
        Total | 400 | 60.0""",
    "mean days lost median": """
        | Stays | Mean days | Median days
        N | 120 | 10.0 | 8
        S | 130 | 20.0 | 12
        W | 150 | 30.0 | 22
        Total | 400 | 20.8 | 11""",
    "mean of all incl unknown": """
        | Number of stays | Mean length (days)
        N | 120 | 10.0
        S | 130 | 20.0
        W | 150 | 30.0
        Total | 400 | 20.8""",
    "mean age at, total over all patients": """
        | Number | Mean age
        Cases | 120 | 40.0
        Controls | 130 | 41.0
        All | 250 | 40.5""",
    "two partners": """
        | Exports | Imports | Freight | Total trade with Ruritania
        2010 | 512 | 348 | 120 | 980
        2011 | 612 | 448 | 130 | 1,190
        2012 | 712 | 548 | 140 | 1,400

        | 2012
        Exports | 548
        Imports | 712
        Freight | 140
        Total trade with Ruritania | 1,400""",
    "dates patients": """
        title: Patients treated, 2010 to 2012
        | Clinics | Wards | Units | All
        2010 | 512 | 348 | 120 | 980
        2011 | 612 | 448 | 130 | 1,190
        2012 | 712 | 548 | 140 | 1,400

        title: Patients treated at home, 2012
        | Clinics | Wards | Units | All
        North | 300 | 200 | 70 | 570
        South | 400 | 300 | 70 | 770
        Total | 700 | 500 | 140 | 1,340""",
    "fiscal": """
        title: Patients treated, fiscal years 2010 to 2012
        | Clinics | Wards | Units | All
        2010 | 512 | 348 | 120 | 980
        2011 | 612 | 448 | 130 | 1,190
        2012 | 712 | 548 | 140 | 1,400

        title: Patients treated, by region, 2011
        | Clinics | Wards | Units | All
        North | 300 | 200 | 70 | 570
        South | 312 | 248 | 60 | 620
        Total | 612 | 448 | 130 | 1,190""",
    "totals elsewhere": """
        | N | %
        Total drug offenders | 1,204 | 100.0
        A | 604 | 50.2
        B | 600 | 49.8

        | N | %
        Defendants | 2,408 | 100.0
        Total drug offenders | 1,204 | 50.0
        Other | 1,204 | 50.0""",
    "totals elsewhere, other year": """
        | N | %
        Total drug offenders | 1,204 | 100.0
        A | 604 | 50.2
        B | 600 | 49.8

        | N | %
        Total drug offenders | 1,310 | 100.0
        A | 700 | 53.4
        B | 610 | 46.6""",
    "two answers": """
        | Drugs | Fraud | Arson | All offender groups
        Yes | 512 | 348 | 120 | 980
        No | 612 | 448 | 130 | 1,190

        | Persons | Victims
        Drugs | 612 | 100
        Fraud | 448 | 512
        Arson | 130 | 348
        All offender groups | 1,190 | 960""",
}


@pytest.mark.parametrize("name", RIGHT)
def test_of_a_right_table_in_which_all_is_in_its_place_nothing_is_said(name: str) -> None:
    assert [f.explanation for f in audit_tables(document(RIGHT[name])).findings] == []
