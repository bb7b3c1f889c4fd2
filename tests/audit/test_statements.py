"""Stated numbers against the tables: what contradicts the print, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from pipelines.audit.grids import grids
from pipelines.audit.statements.check import Check, check_statements
from pipelines.documents.registry import load
from pipelines.extraction.model import Reading, Statement
from pipelines.extraction.reader import read_file
from pipelines.extraction.statements.mentions import mentions_of
from tests.audit.audit_support import table_of
from tests.audit.stories import report, statements
from tests.audit.wrong_words import WRONG
from tests.documents.reading_helpers import ROOT

LEAST_FOUND = SHARE_FOUND = 0.95

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
        digits = re.match(r"\d[\d,]*", mention.printed)
        if check.verdict != "consistent" or digits is None or "." in mention.printed or not check.numbers:
            continue
        bounded = re.search(r"(?:less than|below) $", statement.text[: mention.start])
        value = int(digits[0].replace(",", ""))
        other = f"{value + (4 if value < 10 else -20 if 60 < value < 100 else 20):,}" + mention.printed[digits.end() :]
        text = statement.text[: mention.start] + other + statement.text[mention.end :]
        if bounded is None:
            made.append((replace(statement, text=text, mentions=mentions_of(text)), check.mention))
    return made


FAR = 6
"""Sentences so far from one another tell nothing of each other."""
AT_ONCE = 12
"""Wrong numbers are planted in so many rounds, those of one round far from one another."""


def test_wrong_numbers_in_sentences_are_not_called_consistent() -> None:
    reading = read("bjs_ncj250746.pdf")
    known = grids(reading.tables)
    planted = wrong_by_one_word()
    before = {(c.statement, c.explanation) for c in checks("bjs_ncj250746.pdf") if c.verdict == "inconsistent"}
    verdicts = []
    for turn in range(AT_ONCE):
        wrong = {s.order: (s, mention) for s, mention in planted[turn::AT_ONCE]}
        statements = [wrong[s.order][0] if s.order in wrong else s for s in reading.statements]
        found = check_statements(known, reading.tables, statements)
        new = {c.statement for c in found if c.verdict == "inconsistent" and (c.statement, c.explanation) not in before}
        for c in found:
            if c.statement in wrong and wrong[c.statement][1] == c.mention:
                verdicts.append("inconsistent" if c.statement in new else c.verdict)
    assert len(verdicts) == len(planted) > 100
    counts = {v: verdicts.count(v) for v in set(verdicts)}
    assert counts.get("consistent", 0) <= 0.05 * len(planted), counts
    assert counts.get("inconsistent", 0) >= LEAST_FOUND * len(planted), counts


def rounds_of(rows: list[tuple[str, str, str]]) -> list[dict[int, Statement]]:
    """Sentences with one wrong word each, by their place, in rounds that keep them far from one another."""
    statements = read("bjs_ncj250746.pdf").statements
    rounds: list[dict[int, Statement]] = []
    for part, old, new in rows:
        (n,) = [n for n, s in enumerate(statements) if part in s.text and s.mentions]
        assert old in statements[n].text, (part, old)
        text = statements[n].text.replace(old, new, 1)
        free = [r for r in rounds if all(abs(n - other) > FAR for other in r)]
        if not free:
            free = [{}]
            rounds += free
        free[0][n] = replace(statements[n], text=text, mentions=mentions_of(text))
    return rounds


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_word_in_a_sentence_of_the_shipped_report_is_told(kind: str) -> None:
    reading = read("bjs_ncj250746.pdf")
    known = grids(reading.tables)
    before = {(c.statement, c.explanation) for c in checks("bjs_ncj250746.pdf")}
    planted, missed = 0, []
    for wrong in rounds_of(WRONG[kind]):
        statements = [wrong.get(n, s) for n, s in enumerate(reading.statements)]
        new = [
            c.statement
            for c in check_statements(known, reading.tables, statements)
            if c.verdict == "inconsistent" and (c.statement, c.explanation) not in before
        ]
        planted += len(wrong)
        missed += [s.text for n, s in wrong.items() if n not in new]
    assert planted == len(WRONG[kind])
    assert len(missed) <= (1 - LEAST_FOUND) * planted, missed


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


def test_random_reports_that_are_right_give_no_finding_and_one_wrong_word_does() -> None:
    """Numbers, names, words of rank and direction, and years, each wrong in a sentence of its own."""
    planted: dict[str, list[bool]] = {}
    for seed in range(60):
        made = report(seed)
        known = grids(made.tables)
        right = statements(list(dict.fromkeys(s.text for s in made.sentences)))
        assert {c.verdict for c in check_statements(known, made.tables, right)} == {"consistent"}, seed
        for sentence in made.sentences:
            found = check_statements(known, made.tables, statements([sentence.planted]))
            planted.setdefault(sentence.kind, []).append(any(c.verdict == "inconsistent" for c in found))
    assert len(planted) == 16
    assert {kind: sum(found) / len(found) >= SHARE_FOUND for kind, found in planted.items()} == dict.fromkeys(
        planted, True
    )


RULES = [
    ("Robbery made up half (51%) of all (table 1).", "half", "consistent", "51% is stated beside it."),
    ("Robbery made up over half (48%) of all (table 1).", "half", "inconsistent", "It is said of 48%."),
    ("Of the 200 cases, 50 (25%) were closed.", "25%", "consistent", "50 / 200 = 25.0%."),
    ("Twenty offenders (9% of the 200) moved.", "9%", "inconsistent", "20 / 200 = 10.0%, not 9%."),
    ("In 2001 to 2003 the office took almost 700 calls (see table 1).", "700", "consistent", "200 + 210 + 250 = 660"),
    ("In 2001 to 2003 the office took 700 calls (see table 1).", "700", "inconsistent", "660, not 700"),
    ("It took 210 calls in 2003, after 200 in 2001 (table 1).", "210", "inconsistent", "prints 210 for 2002"),
    ("The number of calls rose 25%, from 200 in 2001 to 250 in 2003 (table 1).", "25%", "consistent", "= 25.0%"),
    ("The number of calls rose 30%, from 200 in 2001 to 250 in 2003 (table 1).", "30%", "inconsistent", "not 30%"),
    ("Calls fell from 200 in 2001 to 250 in 2003 (table 1).", "250", "inconsistent", "From 200 to 250 is no fall."),
    ("A call took 290 days, or 9 months, on average.", "9 months", "consistent", "290 days are 9.5 months."),
    ("A call took 290 days, or 12 months, on average.", "12 months", "inconsistent", "9.5 months, not 12 months."),
    ("Of the rest 42.5% were long, 10.9% short, and 46.6% lost.", "10.9%", "consistent", "42.5 + 10.9 + 46.6 = 100.0"),
    ("Of the rest 42.5% were long, 18.9% short, and 46.6% lost.", "18.9%", "not_checkable", ""),
    ("About 40% of all others called as well.", "40%", "not_checkable", ""),
    ("Calls fell 25%, from 200 in 2001 to 250 in 2003 (table 1).", "25%", "inconsistent", "a rise, not a fall"),
    ("Calls fell 20%, to 200 from 250, in another office.", "20%", "not_checkable", ""),
    (
        "Calls rose 25 percentage points, from 200 in 2001 to 250 in 2003.",
        "25 percentage points",
        "inconsistent",
        "so many percent, not 25 percentage points",
    ),
    ("From 2001 to 2002 calls rose 25%, from 200 to 250 (table 1).", "250", "inconsistent", "prints 250 for 2003"),
    ("Of the 40 callers, 10% (4 callers) called again.", "4", "consistent", "4 / 40 = 10.0%"),
    ("Of the 40 callers, 20% (4 callers) called again.", "20%", "inconsistent", "4 / 40 = 10.0%, not 20%"),
    ("Of the 40 callers, 20% (4 from abroad) called again.", "20%", "not_checkable", ""),
    ("In the first half of 2003 the office took 120 calls (table 1).", "120", "not_checkable", ""),
    ("In 2003 the office took 21 calls per 1,000 persons (table 1).", "21", "not_checkable", ""),
    ("In 2003 the office took between 190 and 260 calls a year (table 1).", "190", "not_checkable", ""),
]


@pytest.mark.parametrize(("text", "printed", "verdict", "words"), RULES)
def test_each_rule_by_its_example(text: str, printed: str, verdict: str, words: str) -> None:
    table = replace(
        table_of(
            [("Calls",)], [((y,), [n]) for y, n in (("2001", "200"), ("2002", "210"), ("2003", "250"))], "Table 1"
        ),
        title="Calls taken by the office, 2001\u20132003",
    )
    (said,) = [c for c in check_statements(grids([table]), [table], statements([text])) if c.printed == printed]
    assert said.verdict == verdict, said.explanation
    assert words in said.explanation


def test_two_labels_that_changed_places_are_contradicted_by_the_sentences() -> None:
    planted = found = 0
    for seed in range(40):
        made = report(seed)
        rows = [r for r, path in enumerate(made.tables[0].row_paths) if path and path != ("Total",)]
        for a, b in pairwise(rows):
            paths = list(made.tables[0].row_paths)
            paths[a], paths[b] = paths[b], paths[a]
            tables = [replace(made.tables[0], row_paths=tuple(paths)), made.tables[1]]
            names = {p[-1].lower() for p in (paths[a], paths[b])}
            about = [s.text for s in made.sentences if "table 1" in s.text and names & set(words_of(s.text))]
            if not about:
                continue
            planted += 1
            checks_made = check_statements(grids(tables), tables, statements(list(dict.fromkeys(about))))
            found += any(c.verdict == "inconsistent" for c in checks_made)
    assert planted > 60
    assert found >= SHARE_FOUND * planted, (found, planted)


def words_of(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())
