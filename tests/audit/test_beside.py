"""Numbers that belong together in a sentence: a count and its share, part and base, a change and its years."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.audit.grids import grids
from pipelines.audit.statements.check import check_statements
from pipelines.extraction.reader import read_file
from pipelines.extraction.statements.joining import joined
from tests.audit.audit_support import table_of
from tests.audit.stories import statements

HISTORY = replace(
    table_of(
        [("N",), ("%",)],
        list(zip([("Total",), ("Category I",), ("Category IV",), ("Category V",)],
                 [["2,213", "100.0%"], ["1,744", "78.8%"], ["263", "11.9%"], ["206", "9.3%"]], strict=True)),
        "Table 1",
    ),
    title="Criminal history of offenders",
)  # fmt: skip
BEDS = replace(
    table_of(
        [("2003",), ("2007",), ("Change",)],
        list(zip([("All regions",), ("Borders",), ("Lakeside",)],
                 [["1,197", "929", "-268"], ["490", "385", "-105"], ["707", "544", "-163"]], strict=True)),
        "Table 2",
    ),
    title="Beds by region",
)  # fmt: skip
AGES = replace(
    table_of(
        [("Both sexes", "Number"), ("Both sexes", "Percent"), ("Men", "Number"), ("Men", "Percent")],
        list(zip([("All ages",), ("Under 15",), ("15 to 64",), ("65 and over",)],
                 [["2,000", "100.0", "1,000", "100.0"], ["120", "6.0", "80", "8.0"], ["1,076", "53.8", "602", "60.2"],
                  ["804", "40.2", "318", "31.8"]], strict=True)),
        "Table 3",
    ),
    title="Patients by age and sex",
)  # fmt: skip
PRISON = replace(
    table_of(
        [("Offenders",), ("Sentenced to prison",), ("Percent sentenced to prison",), ("Average sentence (months)",)],
        [(("2010",), ["286", "242", "84.6%", "137"]), (("2011",), ["310", "250", "80.6%", "120"]),
         (("2012",), ["354", "282", "79.7%", "138"])],
        "Table 4",
    ),
    title="Offenders by year",
)  # fmt: skip
ROLES = replace(
    table_of(
        [("N",), ("%",)],
        [(("Total",), ["729", "100.0%"]), (("Leading role",), ["341", "46.8%"]),
         (("Supporting role",), ["388", "53.2%"])],
        "Table 5",
    ),
    title="Role in the offense",
)  # fmt: skip
TABLES = [HISTORY, BEDS, AGES, PRISON, ROLES]
SAID = [
    ("A total of {} offenders (9.3%) were in Category V (table 1).", "206", "consistent", "prints 206"),
    ("A total of {} offenders (9.3%) were in Category IV (table 1).", "206", "inconsistent", "prints 263"),
    ("A total of {} offenders (11.9%) were in Category IV (table 1).", "203", "inconsistent", "prints 263, not 203"),
    ("A total of 263 offenders ({}) were in Category IV (table 1).", "1.9%", "inconsistent", "prints 11.9%, not 1.9%"),
    ("A total of {} offenders (11.9% of all) were in Category IV (table 1).", "203", "inconsistent", "prints 263"),
    ("Between 2003 and 2007, beds in Borders fell by {} (table 2).", "105", "consistent", "-105"),
    ("Between 2004 and 2007, beds in Borders fell by {} (table 2).", "105", "inconsistent", "from 2003 to 2007"),
    ("Between 1990 and 1995, beds in Borders fell by {} (table 2).", "105", "not_checkable", ""),
    ("Among men, {} of patients were under 15 (table 3).", "8%", "consistent", "prints 8.0"),
    ("Among men, {} of patients were under 15 (table 3).", "4%", "inconsistent", "prints 8.0"),
    ("Those 15 to 64 were 54% of patients, and those aged 65 and over made {} (table 3).", "40%", "consistent", "40.2"),
    ("Those 15 to 64 made up 54%, those aged 65 and over made {} (table 3).", "10%", "inconsistent", "40.2"),
    ("In 2010, 242 of the {} offenders were sentenced to prison (85%) (table 4).", "286", "consistent", "286"),
    ("In 2010, 242 of the {} offenders were sentenced to prison (85%) (table 4).", "486", "inconsistent", "prints 286"),
    ("In 2010, {} of the 286 offenders (85%) stood trial in another state (table 4).", "40", "not_checkable", ""),
    ("The average sentence fell from {} in 2010 to 120 months in 2011 (table 4).", "137 months", "consistent", "137"),
    ("The average sentence fell from {} in 2012 to 120 months in 2011 (table 4).", "137 months", "inconsistent", ""),
    ("The average sentence was {} in 2012 (table 4).", "about 137 months", "consistent", "138"),
    ("The average sentence fell from 137 months in 2010 to {} in 2012 (table 4).", "138 months", "inconsistent",
     "is no fall"),
    ("Prison rose from {} in 2011 to 84.6% in 2010 (table 4).", "80.6%", "consistent", "80.6%"),
    ("A leading role was found for {} of offenders (table 5).", "46.8%", "consistent", "46.8%"),
    ("A leading role was found for {} of offenders (table 5).", "44.8%", "inconsistent", "46.8%"),
    ("{} of the offenders had a leading role (table 5).", "About half", "consistent", "46.8%"),
    ("{} of the offenders had a leading role (table 5).", "Three-quarters", "inconsistent", "46.8%"),
    ("{} offender was in Category V (table 1).", "Every tenth", "consistent", "9.3%"),
    ("{} offender was in Category V (table 1).", "Every third", "inconsistent", "9.3%"),
    ("The three largest groups made up {} of offenders (table 1).", "33.3%", "not_checkable", ""),
    ("The first two roles had {} offenders between them (table 5).", "629", "not_checkable", ""),
    ("It was {} lower among men (3.4%) than among women (5.3%).", "1.9 percentage points", "consistent", "= -1.9"),
    ("It was {} higher among men (3.4%) than among women (5.3%).", "1.9 percentage points", "inconsistent", "-1.9"),
    ("It was {} lower among men (3.4%) than among women (5.3%).", "2.9 percentage points", "inconsistent", "-1.9"),
    ("The share declined was {} for those with a supporting role (table 5).", "53.2%", "consistent", "53.2%"),
]  # fmt: skip


@pytest.mark.parametrize(("form", "printed", "verdict", "words"), SAID)
def test_each_form_by_its_example(form: str, printed: str, verdict: str, words: str) -> None:
    found = check_statements(grids(TABLES), TABLES, statements([form.format(printed)]))
    key = printed.casefold().removeprefix("about ")
    (said,) = [c for c in found if c.printed.casefold() == key]
    assert said.verdict == verdict, said.explanation
    assert words in said.explanation


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("sold by mail for two-", "thirds of the offenders"), "sold by mail for two-thirds of the offenders"),
        (("Some twenty-", "five of them"), "Some twenty-five of them"),
        (("of commer-", "cial sale"), "of commercial sale"),
        (("a one-", "off survey"), "a one-off survey"),
    ],
)
def test_a_number_in_words_keeps_its_hyphen_at_the_end_of_a_line(lines: tuple[str, str], whole: str) -> None:
    known = frozenset({"commercial", "one-off"})
    assert joined(list(lines), lambda: known)[0] == whole


REPORT = """# Offenders

## Offenders by year

| Offenders by year | Offenders | Percent |
| --- | --- | --- |
| 2010 | 286 | 45 |
| 2011 | 350 | 55 |

## Role in the offense

A leading role was found for 341 offenders.

| Role in the offense | N | % |
| --- | --- | --- |
| Leading role | 341 | 46.8 |
| Supporting role | 388 | 53.2 |

# Estimate, since the files of the year are not complete.
"""


def test_a_heading_behind_a_table_is_none_of_its_notes(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    reading = read_file(tmp_path / "report.md")
    assert [[n.text for n in t.notes] for t in reading.tables] == [
        [], ["Estimate, since the files of the year are not complete."]
    ]  # fmt: skip
    (said,) = [s for s in reading.statements if "found for" in s.text]
    assert said.section == "Role in the offense"
