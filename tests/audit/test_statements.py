"""Stated numbers against the tables: what contradicts the print, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from pipelines.audit.grids import grids
from pipelines.audit.statements.check import Check, check_statements
from pipelines.documents.registry import load
from pipelines.extraction.model import Mention, Reading, Statement
from pipelines.extraction.reader import read_file
from tests.documents.reading_helpers import ROOT

LEAST_FOUND = 0.95

CONTRADICTED = {
    ("19.5%", "137.1%"),
    ("24%", "2004 to 2013"),
    ("91%", "17,989 / 18,851 = 95.4%"),
    ("1%", "(139 + 133) / 17,390 = 1.6%"),
    ("94%", "(6,597 + 6,445) / 13,536 = 96.4%"),
    ("5%", "It follows from the rounded figures: 4.5 is printed, but 883 / 19,801 = 4.459%"),
    ("94%", "It follows from the rounded figures: (66 - 34) / 34 = 94.1%"),
}
"""Checked by hand from the print."""


@cache
def read(name: str) -> Reading:
    known = load(ROOT / "source_docs")
    publication = next(p for p, e in known.editions() if e.file.endswith(name))
    return read_file(ROOT / "source_docs" / "files" / name, publication.tables)


@cache
def checks(name: str) -> list[Check]:
    reading = read(name)
    return check_statements(grids(reading.tables), reading.tables, reading.statements)


@pytest.mark.parametrize("name", ["bjs_ncj250746.pdf", "bjs_ncj250746.txt"])
def test_what_contradicts_the_tables_of_the_shipped_report_and_nothing_else(name: str) -> None:
    found = [c for c in checks(name) if c.verdict == "inconsistent"]
    assert len(found) == len(CONTRADICTED)
    for printed, words in CONTRADICTED:
        assert [c for c in found if c.printed == printed and words in c.explanation], (printed, words)


def wrong_by_one_word() -> list[tuple[Statement, int]]:
    """Statements of the shipped report with one number changed: those whose number is consistent with the tables."""
    statements = read("bjs_ncj250746.pdf").statements
    made = []
    for check in checks("bjs_ncj250746.pdf"):
        statement = statements[check.statement]
        mention = statement.mentions[check.mention]
        digits = mention.printed.rstrip("%")
        if check.verdict != "consistent" or not digits.isdecimal() or len(digits) < 2:
            continue
        other = str(int(digits) + (-20 if int(digits) > 60 else 20)) + mention.printed[len(digits) :]
        text = statement.text[: mention.start] + other + statement.text[mention.end :]
        if len(other) == len(mention.printed):
            mentions = tuple(
                Mention(other, m.start, m.end) if n == check.mention else m for n, m in enumerate(statement.mentions)
            )
            made.append((replace(statement, text=text, mentions=mentions), check.mention))
    return made


def test_wrong_numbers_in_sentences_are_not_called_consistent() -> None:
    reading = read("bjs_ncj250746.pdf")
    known = grids(reading.tables)
    planted = wrong_by_one_word()
    verdicts = []
    for wrong, mention in planted:
        statements = [wrong if s.order == wrong.order else s for s in reading.statements]
        found = check_statements(known, reading.tables, statements)
        verdicts.append(next(c.verdict for c in found if c.statement == wrong.order and c.mention == mention))
    assert len(planted) > 40
    counts = {v: verdicts.count(v) for v in set(verdicts)}
    assert counts.get("consistent", 0) <= 0.05 * len(planted), counts
    assert counts.get("inconsistent", 0) >= LEAST_FOUND * len(planted), counts


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
