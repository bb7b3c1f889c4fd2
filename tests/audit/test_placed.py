"""Sentences that cite no table: what the heading of their section says, years, lines and ranks that the print tells."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.audit.document import audit_document, audit_reading
from pipelines.extraction.model import Box, Statement, Table
from pipelines.extraction.reader import read_file
from pipelines.extraction.statements.mentions import mentions_of
from tests.audit.audit_support import table_of


def _panel(title: str, rows: list[tuple[str, list[str]]], heads: list[str], top: float) -> Table:
    made = table_of([(h,) for h in heads], [((name,), texts) for name, texts in rows], "")
    return replace(made, column_paths=((title,), *made.column_paths[1:]), parts=(Box(1, 0, top, 600, top + 90),))


YEARS = _panel(
    "Smuggling Offenders by Fiscal Year",
    [("FY 2010", ["1,951", "1,201", "61.6%"]), ("FY 2011", ["1,996", "1,544", "77.4%"]),
     ("FY 2012", ["2,110", "1,388", "65.8%"])],
    ["Offenders", "Sentenced to Prison", "Percent Sentenced to Prison"], 100,
)  # fmt: skip
HISTORY = _panel(
    "Criminal History, FY 2012",
    [("Total Smuggling Offenders", ["2,110", "100.0%"]), ("Category I", ["990", "46.9%"]),
     ("Category IV", ["640", "30.3%"]), ("Category V", ["480", "22.7%"])],
    ["N", "%"], 300,
)  # fmt: skip
RATES = replace(
    table_of(
        [("Highland",), ("Lakeside",), ("Coast",)],
        [(("2001",), ["15.2", "29.0", "21.4"]), (("2002",), ["16.7", "31.1", "20.8"]),
         (("2003",), ["14.3", "28.7", "19.9"])],
        "Table 3",
    ),
    title="Patients per 1,000 inhabitants, by region",
)  # fmt: skip
BY_SEX = replace(
    table_of(
        [("Both sexes", "Number"), ("Both sexes", "Percent"), ("Women", "Number"), ("Women", "Percent")],
        [(("All ages",), ["1,000", "100.0%", "570", "100.0%"]), (("Under 15",), ["300", "30.0%", "140", "24.6%"]),
         (("15 and over",), ["700", "70.0%", "430", "75.4%"])],
        "Table 4",
    ),
    title="Patients by age and sex",
)  # fmt: skip
TABLES = [replace(t, kind="table") for t in (YEARS, HISTORY, RATES, BY_SEX)]
BY_YEAR, OF_HISTORY, OTHER = "Smuggling Offenders by Fiscal Year", "Criminal History", "What the law says"

SAID = [
    (OF_HISTORY, "A total of 480 offenders were in criminal history Category V.", ""),
    (OF_HISTORY, "A total of 430 offenders were in criminal history Category V.", "Category V; N prints 480"),
    (OF_HISTORY, "A total of 480 offenders (27.2%) were in criminal history Category V at sentencing.", "not 27.2%"),
    (OF_HISTORY, "A total of 640 offenders (30.3%) were in criminal history Category V at sentencing.", "Category IV"),
    (OF_HISTORY, "Of those under 30, 480 offenders (27.2%) were in criminal history Category V.", ""),
    (OF_HISTORY, "Criminal history Category I had the smallest number of offenders (46.9%).", "stand below it"),
    (OF_HISTORY, "More than one statute was charged in 14% of cases.", ""),
    (OF_HISTORY, "The average age at sentencing was 41 years.", ""),
    (OF_HISTORY, "Abroad, 430 offenders were in the highest category.", ""),
    (OTHER, "A total of 430 offenders were in Category V of the foreign register.", ""),
    (BY_YEAR, "In FY 2011, 1,544 of the 1,996 offenders were sentenced to prison (77%).", ""),
    (BY_YEAR, "In FY 2012, 1,544 of the 1,996 offenders were sentenced to prison (77%).", "says 2012"),
    (BY_YEAR, "In FY 2011, 1,445 of the 1,996 offenders were sentenced to prison (77%).", "prints 1,544"),
    (BY_YEAR, "Offenders sentenced to prison rose from 1,201 to 1,544 in FY 2011.", ""),
    (BY_YEAR, "Since 2012, 1,544 offenders were sentenced to prison.", ""),
    (OTHER, "The rate in Highland fell from 15.2 in 2001 to 14.3 in 2003 (table 3).", ""),
    (OTHER, "The rate in Highland fell from 16.2 in 2001 to 14.3 in 2003 (table 3).", "prints 15.2"),
    (OTHER, "The rate in Highland fell from 15.2 in 2001 to 14.3 in 2006 (table 3).", "prints 14.3 for 2003"),
    (OTHER, "In 2002, Lakeside had the highest rate, at 31.1 per 1,000 (table 3).", ""),
    (OTHER, "In 2003, Lakeside had the lowest rate, at 28.7 per 1,000 (table 3).", "stand below it"),
    (OTHER, "More than half of the patients were women (table 4).", ""),
    (OTHER, "One in 10 of the patients were women (table 4).", "570 / 1,000 = 57.0%"),
    (OTHER, "One in 10 of the doctors were women (table 4).", ""),
]  # fmt: skip


@pytest.mark.parametrize(("section", "text", "words"), SAID)
def test_each_form_by_its_example(section: str, text: str, words: str) -> None:
    said = Statement(0, "sentence", text, (Box(1, 0, 10, 100, 20),), mentions_of(text), section)
    found = [f.explanation.partition("\u201d ")[2] for f in audit_document(TABLES, [said]).findings]
    assert bool(found) == bool(words), found
    assert not words or any(words in f for f in found), found


def test_a_title_read_as_a_heading_places_no_sentence_behind_its_table() -> None:
    text = "A total of 430 offenders were in Category V."
    said = [
        Statement(0, "sentence", text, (Box(1, 0, top, 100, top + 10),), mentions_of(text), "Criminal History, FY 2012")
        for top in (200, 500)
    ]
    assert [bool(audit_document(TABLES, [s]).findings) for s in said] == [True, False]


ELSEWHERE = """# Beds and stays

## Hospital beds by region

Beds are counted at the end of the year. North had 1,200 beds and South 800. A survey of 2009 found 1,350 beds in the
North. Private clinics in the South had 310 beds. In the South, 64% of beds were used in winter. Hotels of the region
had 2,400 beds. Per 1,000 inhabitants there were 4.1 beds in the North.

Table 1. Hospital beds by region, 2019

| Region | Beds | Percent |
|---|---|---|
| North | 1,200 | 60.0 |
| South | 800 | 40.0 |
| All regions | 2,000 | 100.0 |

## Mean stay by region

In 2018, the mean stay was longer. A stay in the North cost 410 dollars a day. Patients of the North stayed 6.1 days.
After an operation the mean stay in the North was 9.4 days. Half of the patients left within 4 days.

Table 2. Mean stay by region, 2019

| Region | Mean days | Median days |
|---|---|---|
| North | 6.1 | 4 |
| South | 5.2 | 3 |
"""


def test_a_section_that_speaks_of_more_than_its_table(tmp_path: Path) -> None:
    file = tmp_path / "report.md"
    file.write_text(ELSEWHERE, encoding="utf-8")
    assert [f.explanation for f in audit_reading(read_file(file)).findings] == []
