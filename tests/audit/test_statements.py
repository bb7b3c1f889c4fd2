"""Stated numbers against the tables: what contradicts the print, and nothing else."""

from __future__ import annotations

from functools import cache

import pytest

from pipelines.audit.grids import grids
from pipelines.audit.statements.check import Check, check_statements
from tests.documents.reading_helpers import read

CONTRADICTED = {
    ("19.5%", "137.1%"),
    ("24%", "2004 to 2013"),
    ("91%", "17,989 / 18,851 = 95.4%"),
    ("1%", "(139 + 133) / 17,390 = 1.6%"),
    ("94%", "(6,597 + 6,445) / 13,536 = 96.4%"),
}


@cache
def checks(name: str) -> list[Check]:
    reading = read(name)
    return check_statements(grids(reading.tables), reading.tables, reading.statements)


def test_what_contradicts_the_tables_of_the_shipped_report_and_nothing_else() -> None:
    found = [c for c in checks("bjs_ncj250746.pdf") if c.verdict == "inconsistent"]
    assert {
        (c.printed, next((w for p, w in CONTRADICTED if p == c.printed and w in c.explanation), "")) for c in found
    } == CONTRADICTED
    assert len(found) == len(CONTRADICTED)


@pytest.mark.parametrize(
    "name",
    ["nij_ncj215733.pdf", "ussc_2021_production.pdf", "ussc_2021_nonproduction.pdf"],
)
def test_nothing_contradicts_the_other_reports(name: str) -> None:
    assert [c for c in checks(name) if c.verdict == "inconsistent"] == []


def test_every_mention_has_a_verdict() -> None:
    for name in ("bjs_ncj250746.pdf", "ussc_2021_production.pdf"):
        mentions = sum(len(s.mentions) for s in read(name).statements)
        assert len({(c.statement, c.mention) for c in checks(name)}) == mentions


@pytest.mark.parametrize(
    ("words", "printed", "arithmetic"),
    [
        ("rose 54%", "54%", "(4,579 - 2,972) / 2,972 = 54.1%"),
        ("11.6 years", "11.6 years", "139.2 mos. = 11.60 years"),
        ("About 6 in 10", "6 in 10", "59.8"),
        ("Production filings grew", "211%", "(528 - 170) / 170 = 210.6%"),
        ("In U.S. district court 98%", "98%", "(16,828 + 284) / 17,390 = 98.4%"),
        ("child sex trafficking (20%)", "20%", "4,276 / 21,887 = 19.5%"),
    ],
)
def test_what_is_recomputed(words: str, printed: str, arithmetic: str) -> None:
    statements = read("bjs_ncj250746.pdf").statements
    found = [c for c in checks("bjs_ncj250746.pdf") if words in statements[c.statement].text and c.printed == printed]
    assert [c.verdict for c in found] == ["consistent"], [c.explanation for c in found]
    assert arithmetic in found[0].explanation
