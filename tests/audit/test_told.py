"""A column that was read a row off, as sentences alone can tell; and what is rather its author's slip."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.audit.document import audit_document
from pipelines.extraction.model import Table
from tests.audit.audit_support import table_of
from tests.audit.stories import statements

GROUPS = ("Firearms offenders", "Fraud offenders", "Drug offenders", "Tax offenders", "Robbery offenders")
YEARS = ("2010", "2011", "2012", "2013", "2014")
MEDIANS = ["71", "65", "38", "22", "104"]
RATES = ["24.6", "23.9", "23.1", "22.8", "22.2"]
OTHERS = ["11.4", "12.2", "10.9", "13.5", "14.3"]


def groups(medians: Sequence[str]) -> Table:
    rows = [((name,), [average, median]) for name, average, median in zip(GROUPS, OTHERS, medians, strict=True)]
    table = table_of([("Average (months)",), ("Median sentence (months)",)], rows, "Table 1")
    return replace(table, title="Sentences of groups of offenders")


def rates(lakeside: Sequence[str]) -> Table:
    rows = [((year,), [a, b]) for year, a, b in zip(YEARS, lakeside, OTHERS, strict=True)]
    return replace(table_of([("Lakeside",), ("Borders",)], rows, "Table 2"), title="Patients per 1,000, by region")


def moved(column: Sequence[str]) -> list[str]:
    return [column[-1], *column[:-1]]


def doubts(table: Table, *said: str) -> list[str]:
    found = audit_document([table], statements(list(said))).findings
    return [f.place for f in found if f.blocking]


TAX = "The median sentence of tax offenders was 22 months (table 1)."
DRUGS = "The median sentence of drug offenders was 38 months (table 1)."
FELL = "The rate in Lakeside fell from 24.6 in 2010 to 22.2 in 2014 (table 2)."
WAS = "In 2012, the rate was 23.1 in Lakeside (table 2)."
NEXT = "In 2013, the rate was 22.8 in Lakeside (table 2)."
BORDERS = "In 2012, the rate was 10.9 in Borders (table 2)."


def test_two_sentences_that_agree_one_row_further_on() -> None:
    assert doubts(groups(moved(MEDIANS)), TAX, DRUGS) == ["Table 1: column Median sentence (months)"]
    assert doubts(groups([*MEDIANS[1:], MEDIANS[0]]), TAX, DRUGS) == ["Table 1: column Median sentence (months)"]
    assert doubts(groups(MEDIANS), TAX, DRUGS) == []


def test_one_sentence_is_a_slip_of_its_author() -> None:
    assert doubts(groups(moved(MEDIANS)), TAX) == []


def test_a_sentence_that_agrees_with_the_column_as_it_stands_speaks_for_the_reading() -> None:
    stands = "The median sentence of firearms offenders was 104 months (table 1)."
    assert doubts(groups(moved(MEDIANS)), TAX, DRUGS, stands) == []


def test_numbers_that_another_slip_explains() -> None:
    other = "The median sentence of fraud offenders was 83 months (table 1)."
    assert doubts(groups(moved(MEDIANS)), TAX, other) == []


def test_years_that_the_author_may_have_mistaken() -> None:
    assert doubts(rates(moved(RATES)), WAS, NEXT) == []
    assert doubts(rates(moved(RATES)), WAS, NEXT, BORDERS) == ["Table 2: column Lakeside"]
    assert doubts(rates(moved(RATES)), FELL) == ["Table 2: column Lakeside"]
    assert doubts(rates(RATES), FELL, WAS, NEXT, BORDERS) == []


def test_in_few_rows_the_author_may_have_exchanged_them() -> None:
    table = groups(moved(MEDIANS))
    few = table_of(
        [("Average (months)",), ("Median sentence (months)",)],
        [(("Tax offenders",), ["20", "38"]), (("Drug offenders",), ["40", "22"])],
        "Table 1",
    )
    assert doubts(replace(few, title=table.title), TAX, DRUGS) == []
