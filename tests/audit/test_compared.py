"""How sentences hold numbers against one another: multiples, differences, sums of several rows, shares of a year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.audit.document import audit_document
from pipelines.audit.grids import grids
from pipelines.audit.statements.check import check_statements
from tests.audit.audit_support import table_of
from tests.audit.stories import statements

NAMES = ("Total", "Robbery", "Fraud", "Arson", "Theft")
ARRESTED = replace(
    table_of(
        [("2013",), ("2014",)],
        list(zip([(n,) for n in NAMES], [["1,000", "2,050"], ["300", "610"], ["180", "920"], ["120", "60"],
                                        ["400", "460"]], strict=True)),
        "Table 1",
    ),
    title="Persons arrested, by offense, 2013 and 2014",
)  # fmt: skip
CONVICTED = replace(
    table_of(
        [("Number",), ("Percent",)],
        list(zip([(n,) for n in NAMES], [["1,200", "100.0%"], ["480", "40.0%"], ["400", "33.3%"], ["200", "16.7%"],
                                        ["120", "10.0%"]], strict=True)),
        "Table 2",
    ),
    title="Persons convicted, by offense, 2014",
)  # fmt: skip
FILED = replace(
    table_of(
        [("Total",), ("2013",), ("2014",)],
        [(("All offenses",), ["3,000", "1,000", "2,000"]), (("Robbery",), ["1,870", "600", "1,270"]),
         (("Fraud",), ["1,230", "410", "820"]), (("Arson",), ["105", "35", "70"])],
        "Table 3",
    ),
    title="Cases filed, by offense, 2013 and 2014; a case may be of several",
)  # fmt: skip
ACCOUNTS = replace(
    table_of(
        [("2017",), ("2018",)],
        [(("Total revenue",), ["840", "900"]), (("Fees",), ["240", "270"]), (("Grants",), ["600", "630"]),
         (("Total expenditure",), ["800", "880"]), (("Salaries",), ["500", "528"]), (("Buildings",), ["300", "352"])],
        "Table 4",
    ),
    title="Revenue and expenditure of the courts (million dollars)",
)  # fmt: skip
PRICES = replace(
    table_of(
        [("Number (thousands)",), ("Mean price (\u00a3 thousand)",)],
        [(("House",), ["2,310", "412"]), (("Flat",), ["1,204", "277"])],
        "Table 5",
    ),
    title="Dwellings and their mean prices",
)  # fmt: skip
STOCK = replace(
    table_of([("2000",), ("2010",)], [(("Dwellings",), ["21,070", "24,450"]), (("Rooms",), ["80,100", "95,400"])],
             "Table 6"),
    title="Stock of dwellings and of rooms, 2000 and 2010",
)  # fmt: skip
# Each with the number that is held, the verdict, and words of its arithmetic.
STAFF = replace(
    table_of(
        [("2016",), ("2018",)],
        [(("Clinical staff",), ["407,900", "416,800"]), (("Nurses",), ["282,100", "285,900"]),
         (("Doctors",), ["104,500", "109,300"]), (("Midwives",), ["21,300", "21,600"]),
         (("Non-clinical staff",), ["332,200", "342,200"]), (("Support staff",), ["301,000", "309,400"]),
         (("Managers",), ["31,200", "32,800"]), (("All staff",), ["740,100", "759,000"])],
        "Table 7",
    ),
    title="Staff by group",
)  # fmt: skip
SAID = [
    ("Arrests {} from 2013 to 2014 (table 1).", "doubled", "consistent", "= 105.0%"),
    ("Arrests {} from 2013 to 2014 (table 1).", "tripled", "inconsistent", "= 105.0%, not tripled"),
    ("Arrests for robbery more than {} from 2013 to 2014 (table 1).", "doubled", "consistent", "= 103.3%"),
    ("Arrests for theft more than {} from 2013 to 2014 (table 1).", "doubled", "inconsistent", "= 15.0%"),
    ("Arrests for arson were {} between 2013 and 2014 (table 1).", "halved", "consistent", "= -50.0%"),
    ("Arrests for robbery were {} between 2013 and 2014 (table 1).", "halved", "inconsistent", "is a rise, not a fall"),
    ("Arrests for fraud grew {} from 2013 to 2014 (table 1).", "fivefold", "consistent", "= 411.1%"),
    ("Arrests for fraud grew {} from 2013 to 2014 (table 1).", "threefold", "inconsistent", "= 411.1%"),
    ("Arrests for theft fell {} from 2013 to 2014 (table 1).", "15%", "inconsistent", "is a rise, not a fall"),
    ("About {} of those convicted were convicted of fraud (table 2).", "a third", "consistent", "33.3%"),
    ("About {} of those convicted were convicted of theft (table 2).", "a third", "inconsistent", "10.0%"),
    ("{} persons convicted was convicted of theft (table 2).", "One in 10", "consistent", "10.0%"),
    ("{} persons convicted was convicted of theft (table 2).", "One in 5", "inconsistent", "10.0%"),
    ("More than {} of those convicted were convicted of robbery (table 2).", "half", "inconsistent", "40.0%"),
    ("Convictions for robbery were {} as common as convictions for theft (table 2).", "four times", "consistent",
     "480 / 120 = 4.0"),
    ("Convictions for theft were {} as common as convictions for robbery (table 2).", "four times", "inconsistent",
     "120 / 480"),
    ("{} as many persons were convicted of fraud as of arson (table 2).", "Twice", "consistent", "400 / 200 = 2.0"),
    ("{} as many persons were convicted of fraud as of arson (table 2).", "Three times", "inconsistent",
     "400 / 200 = 2.0"),
    ("Robbery suspects were {} as likely to be convicted as theft suspects (table 2).", "twice", "not_checkable", ""),
    ("Robbery and fraud together made up {} of convictions (table 2).", "73%", "consistent", "(480 + 400) / 1,200"),
    ("Robbery and arson together made up {} of convictions (table 2).", "73%", "inconsistent", "(480 + 200) / 1,200"),
    ("Fraud and theft together accounted for {} convictions (table 2).", "520", "consistent", "400 + 120 = 520"),
    ("Fraud and theft together accounted for {} convictions (table 2).", "600", "inconsistent", "400 + 120 = 520"),
    ("Persons convicted of robbery were {} more than those of fraud (table 2).", "80", "consistent", "480 - 400 = 80"),
    ("Arrests for robbery increased by {} from 2013 to 2014 (table 1).", "310", "consistent", "610 - 300 = 310"),
    ("Arrests for robbery increased by {} from 2013 to 2014 (table 1).", "400", "inconsistent", "610 - 300 = 310"),
    ("The share of robbery was {} higher than that of fraud (table 2).", "6.7 percentage points", "consistent",
     "40.0% - 33.3% = 6.7"),
    ("The share of robbery was {} higher than that of fraud (table 2).", "9.7 percentage points", "inconsistent",
     "40.0% - 33.3% = 6.7"),
    ("Convictions for robbery were {} higher than convictions for fraud (table 2).", "20%", "consistent", "= 20.0%"),
    ("Convictions for robbery were {} higher than convictions for fraud (table 2).", "50%", "inconsistent", "= 20.0%"),
    ("Arrests in 2014 were {} higher than in 2013 (table 1).", "105%", "consistent", "= 105.0%"),
    ("Robbery convictions were {} higher than in 2010 (table 2).", "20%", "not_checkable", ""),
    ("The national rate was {} higher than that for robbery (table 2).", "20%", "not_checkable", ""),
    ("There were {} more convictions for robbery than for all federal courts (table 2).", "30%", "not_checkable", ""),
    ("Arrests for fraud rose from {} of arrests in 2013 to 45% in 2014 (table 1).", "18%", "consistent",
     "180 / 1,000 = 18.0%"),
    ("Robbery accounted for {} of convictions in 2014 (table 2).", "40%", "consistent", "40.0%"),
    ("Robbery accounted for {} of convictions in 2013 (table 2).", "40%", "inconsistent", "is of 2014"),
    ("Cases filed grew 100%, {} to 2,000, over the same years.", "1,000", "consistent", "2013 prints 1,000"),
    ("Fraud cases filed doubled from {} in 2013 to 820 in 2014 (table 3).", "410", "consistent", "2013 prints 410"),
    ("Fraud cases filed doubled from {} in 2013 to 820 in 2014 (table 3).", "380", "inconsistent", "2013 prints 410"),
    ("Robbery filings grew {}, from 600 to 1,270 cases (up 112%) (table 3).", "fastest", "consistent", "111.7%"),
    ("Arson filings grew {}, from 35 to 70 cases (up 100%) (table 3).", "fastest", "inconsistent", "111.7%"),
    ("Cases filed for robbery, fraud, or arson rose {} from 2013 to 2014 (table 3).", "100%", "consistent", "100.0%"),
    ("Arrests for theft rose {} in 2014 (table 1).", "15%", "consistent", "= 15.0%"),
    ("Arrests for theft rose {} in 2014 (table 1).", "25%", "inconsistent", "= 15.0%"),
    ("Arrests for theft rose {} in 2013 (table 1).", "15%", "not_checkable", ""),
    ("Arrests for theft have risen {} since 2013 (table 1).", "15%", "consistent", "= 15.0%"),
    ("In 2014, arrests for robbery fell {} from 2009 (table 1).", "12%", "not_checkable", ""),
    ("Arrests for theft rose 15% in 2014, the {} rise since 2001 (table 1).", "largest", "not_checkable", ""),
    ("Fees were {} of revenue in 2018 (table 4).", "30%", "consistent", "270 / 900 = 30.0%"),
    ("Fees were {} of revenue in 2018 (table 4).", "60%", "inconsistent", "270 / 900 = 30.0%"),
    ("Salaries took {} of expenditure in 2018 (table 4).", "60%", "consistent", "528 / 880 = 60.0%"),
    ("In 2018, salaries came to {} (table 4).", "$528 million", "consistent", "prints 528 million"),
    ("In 2018, salaries came to {} (table 4).", "628 million dollars", "inconsistent", "prints 528 million"),
    ("The court spent {} on salaries in 2017 (table 4).", "$0.5 billion", "consistent", "prints 500 million"),
    ("The mean price of a flat was {} (table 5).", "\u00a3277,000", "consistent", "prints 277 thousand"),
    ("The mean price of a flat was {} (table 5).", "\u00a3377,000", "inconsistent", "prints 277 thousand"),
    ("There were {} flats (table 5).", "1.2 million", "consistent", "prints 1,204 thousand"),
    ("12% of the courts had a share of robbery higher than {} (table 2).", "40%", "not_checkable", ""),
    ("Dwellings grew {} a year on average from 2000 to 2010 (table 6).", "1.5%", "consistent", "of 1.5% a year"),
    ("Dwellings grew {} a year on average from 2000 to 2010 (table 6).", "4.5%", "not_checkable", ""),
    ("From 2013 to 2014 annual growth was {} (table 1).", "7%", "not_checkable", ""),
    ("Nurses made up {} of clinical staff in 2018 (table 7).", "68.6%", "consistent", "285,900 / 416,800 = 68.6%"),
    ("Nurses made up {} of clinical staff in 2018 (table 7).", "62%", "inconsistent", "285,900 / 416,800 = 68.6%"),
    ("Managers made up {} of nurses abroad in 2018 (table 7).", "62%", "not_checkable", ""),
    ("Among staff aged 55 or over, {} were nurses in 2018 (table 7).", "30%", "not_checkable", ""),
    ("There were {} arrests for theft over the two years (table 1).", "860", "consistent", "400 + 460 = 860"),
    ("There were {} managers over the two years (table 7).", "90,000", "not_checkable", ""),
    ("The number of midwives was {} in 2018, at 21,600 (table 7).", "highest", "consistent", "stands above 21,300"),
    ("The number of midwives was {} in 2016, at 21,300 (table 7).", "highest", "inconsistent", "21,600 stands above"),
    ("Arrests for theft rose by 60, or {}, from 2013 to 2014 (table 1).", "15%", "consistent", "= 15.0%"),
    ("Arrests for theft rose by 60, or {}, from 2013 to 2014 (table 1).", "25%", "inconsistent", "= 15.0%"),
    ("Nearly {} staff (17.8%) were new.", "one in five", "consistent", "17.8% is stated beside it"),
    ("Nearly {} staff (31%) were new.", "one in five", "inconsistent", "31%"),
    ("Robbery was {} (40%), followed by theft (10%) (table 2).", "most common", "consistent", "stands above"),
    ("Robbery was {} (40%), followed by theft (10%) (table 2).", "least common", "inconsistent", "stand below it"),
    ("Arrests for arson had the {} fall (50%) from 2013 to 2014 (table 1).", "steepest", "not_checkable", ""),
    ("Robbery and arson together accounted for {} of convictions (table 2).", "40%", "inconsistent", "= 56.7%"),
    ("Fraud arrests grew from {} to 920 persons (411%), 2012 to 2014 (table 1).", "180", "inconsistent", "for 2013"),
    ("In 2014, 2,050 persons were arrested, {} more than in 2013 (table 1).", "105%", "consistent", "= 105.0%"),
    ("In 2014, 2,050 persons were arrested, {} more than in 2013 (table 1).", "95%", "inconsistent", "= 105.0%"),
    ("In 2014, 2,050 persons were arrested, {} more than a year earlier.", "95%", "inconsistent", "= 105.0%"),
    ("In 2014, 2,050 persons were arrested, {} more than in 2012.", "95%", "not_checkable", ""),
    ("Fraud fell from {} of arrests in 2013 to 45% in 2014 (table 1).", "28%", "inconsistent", "180 / 1,000 = 18.0%"),
    ("Fraud made up {} of arrests in 2014, up from 18% in 2013 (table 1).", "45%", "consistent", "920 / 2,050 = 44.9%"),
    ("Fraud made up {} of arrests in 2014, up from 18% in 2013 (table 1).", "35%", "inconsistent", "= 44.9%"),
    ("Fraud made up 45% of arrests in 2014, up from {} in 2013 (table 1).", "28%", "inconsistent", "= 18.0%"),
    ("Fraud made up {} of convictions (table 2).", "33 percentage points", "inconsistent", "a share in percent, not"),
    ("Fraud added {} to the growth of convictions (table 2).", "33 percentage points", "not_checkable", ""),
    ("Not all were arrested; {} of those convicted had robbed (table 2).", "100%", "not_checkable", ""),
    ("Arrests for theft rose from 300 in 2013 to {} in 2014 (table 1).", "610", "inconsistent", "prints 460, not 610"),
    ("Arrests for robbery rose 103%, from 300 to {}, between 2013 and 2015.", "610", "inconsistent", "for 2014"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "printed", "verdict", "words"), SAID)
def test_each_form_by_its_example(form: str, printed: str, verdict: str, words: str) -> None:
    tables = [ARRESTED, CONVICTED, FILED, ACCOUNTS, PRICES, STOCK, STAFF]
    found = check_statements(grids(tables), tables, statements([form.format(printed)]))
    (said,) = [c for c in found if c.printed.casefold() == printed.casefold()]
    assert said.verdict == verdict, said.explanation
    assert words in said.explanation


def test_a_finding_says_what_was_expected_as_it_would_be_printed() -> None:
    said = statements(
        ["In 2014, 950 persons were arrested for fraud (table 1).", "Theft fell 15% from 2013 to 2014 (table 1)."]
    )
    assert {f.expected for f in audit_document([ARRESTED, CONVICTED], said).findings} == {"920", "a rise of 15.0%"}


def test_what_the_sentence_before_named_does_not_go_before_the_total_of_this_one() -> None:
    """Theft rose by 15%, all arrests by 105%; who says 15% of arrests in general leaves it open."""
    said = statements(["Theft was the most common offense in 2013.", "Arrests rose 15% from 2013 to 2014."])
    tables = [ARRESTED, CONVICTED]
    (check,) = [c for c in check_statements(grids(tables), tables, said) if c.printed == "15%"]
    assert check.verdict != "consistent"
