"""The statements of the shipped publications, transcribed by hand, and held against one another's renditions.

Each list was made by reading the print: what a sentence states, in its order. Law, dates, telephone numbers and the
numbers of tables are no statements.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from pipelines.extraction.model import Statement
from pipelines.extraction.reader import read_file
from tests.documents.reading_helpers import FILES, ROOT

PUBLISHER_TEXT = ROOT.parent / "shared" / "publisher_text"


@cache
def statements(path: Path) -> tuple[Statement, ...]:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    return read_file(path).statements


def said(name: str) -> list[tuple[str, list[str]]]:
    """The first words of each statement, and its quantities."""
    return [(" ".join(s.text.split()[:3]), [m.printed for m in s.mentions]) for s in statements(FILES / name)]


NIJ = [
    ("Research separates three", ["three"]),
    ("40 regional task", ["40"]),
    ("Two years later", ["Two years"]),
    ("In 1998 to", ["300,000"]),
    ("Four causes may", ["Four"]),
    ("By NCMEC estimates,", ["1 girl in 5", "1 boy in 10", "35 percent"]),
    ("By its estimate", ["50 percent"]),
    ("Interviews held in", ["one", "three"]),
    ("At least half", ["half"]),
    ("At least one-quarter", ["one-quarter"]),
    ("About 15 percent", ["15 percent"]),
    ("About 10 percent", ["10 percent"]),
    ("Seven roles in", ["Seven"]),
    ("Debt collectors in", ["$30,000"]),
    ("By researchers’ estimates,", ["10–15 percent"]),
    ("Four kinds of", ["Four"]),
    ("According to a", ["75 percent"]),
    ("The Office of", ["40"]),
    ("Stockholm hosted the", ["122"]),
    ("The second, five", ["five years", "three times"]),
    ("By summer 2007,", ["134", "13"]),
    ("Its cases grew", ["113", "2,135"]),
    ("Five actions", ["Five"]),
    ("It was the", ["hundreds"]),
    ("Of the children", ["90 percent"]),
    ("The United Nations", ["six"]),
    ("In a survey", ["half"]),
]
PRODUCTION = [
    ("Two reports issued", ["Two"]),
    ("PREPUBESCENT VICTIMS 61.3%", ["61.3%"]),
    ("INCREASE IN CASES", ["15 YEARS", "422%"]),
    ("OFFENDERS IN POSITIONS", ["60.3%"]),
    ("With digital and", ["422%", "15 years", "98", "512"]),
    ("275 months", ["275 months"]),
    ("VARIANCES BELOW APPLICABLE", ["57.2%"]),
    ("Fewer sentences fall", ["83.3%", "30.7%"]),
    ("Sentences nonetheless average", ["23 years"]),
    ("Averages in excess", ["300 months", "four"]),
    ("Sentence lengths follow", ["three"]),
    ("RELATIVE/ PERSON OF", ["60.3%"]),
    ("INTERNET STRANGER 35.4%", ["35.4%"]),
    ("OTHER STRANGER 7.6%", ["7.6%"]),
    ("More than two-thirds", ["two-thirds"]),
]
NON_PRODUCTION = [
    ("Two reports issued", ["Two"]),
    ("PREPUBESCENT VICTIMS 99.4%", ["99.4%"]),
    ("RECIDIVISM RATE AFTER", ["THREE YEARS", "27.6%"]),
    ("MEDIAN NUMBER OF", ["4,265"]),
    ("FY 2019 sentences", ["1,340", "42.5%", "10.9%", "46.6%"]),
    ("Receipt and distribution", ["5-year"]),
    ("OFFENDERS RECEIVING ENHANCEMENTS", ["95%"]),
    ("CASES INVOLVING 600", ["600", "77%"]),
    ("CASES INVOLVING IMAGES", ["84%"]),
    ("POSSESSION OFFENDERS Probation", ["Probation - 228 months"]),
    ("RECEIPT OFFENDERS 37", ["37 - 180 months"]),
    ("DISTRIBUTION OFFENDERS <1", ["<1 - 240 months"]),
    ("Tracked: 1,093 non-production", ["1,093"]),
    ("Within three years", ["three years", "27.6%"]),
    ("A sex offense", ["4.3 percent", "1,093", "47", "three years"]),
    ("Eighty-eight offenders (8.1%", ["Eighty-eight", "8.1%", "1,093"]),
    ("Three factors the", ["Three"]),
    ("Infants and toddlers", ["half", "52%"]),
    ("Collections of millions", ["millions"]),
    ("More than 40%", ["40%"]),
    ("Nearly half (48%)", ["half", "48%"]),
]
TOPIC_PAGE = [
    ("It links 61", ["61", "3,500"]),
    ("It has two", ["two"]),
    ("First two curriculums", ["two"]),
    ("A five-year plan", ["five-year"]),
    ("Takes leads and", ["6.9 million"]),
    ("Center for Court", ["six"]),
    ("National Center for", ["22"]),
]
BJS = {
    0: ("From 2004 to 2013, suspects referred to U.S. attorneys in matters of commercial sexual exploitation of "
        "children (CSEC) rose 54%: 2,972 in the first year, 4,579 in the last (figure 1).", ["54%", "2,972", "4,579"]),
    2: ("The CSEC share of all suspects prosecuted in district court was 3.3% in 2013 and 1.5% in 2004.",
        ["3.3%", "1.5%"]),
    9: ("About 6 in 10 suspects in CSEC matters were prosecuted in U.S. district court, 2004–2013.", ["6 in 10"]),
    15: ("Production and trafficking offenses had the largest growth (19.5%), 2004 to 2013", ["largest", "19.5%"]),
    19: ("Possession, receipt, or distribution referrals gained 28%, mainly in 2004–2007; from 2007 (2,901) to 2013 "
         "(2,905) their growth was below 1% (not shown).", ["28%", "2,901", "2,905", "1%"]),
    31: ("By offense, production had the highest share prosecuted (65%); for child sex trafficking and for possession, "
         "receipt, or distribution it was 59% each.", ["highest", "65%", "59%"]),
    32: ("Excludes observations with a disposition of \"criminal charge included in other case\" (471) and \"transfer "
         "from district\" (307).", ["471", "307"]),
    43: ("All other matters averaged 192 days; among major offense types only property (440 days) took longer (not "
         "shown).", ["192 days", "440 days"]),
    48: ("In possession, receipt, or distribution matters 99% of suspects were male, 87% white and 98% U.S. citizens.",
         ["99%", "87%", "98%"]),
    51: ("Their median age was 34.", ["34"]),
    61: ("Production filings grew fastest, from 170 to 528 defendants (up 211%) (figure 4).",
         ["fastest", "170", "528", "211%"]),
    82: ("Does not include observations with an outcome value of \"dismissed statistically\" (n=141).", ["141"]),
    85: ("The mean went up for each type: 106% for production (156 to 321 months), 94% for possession of child "
         "pornography (34 to 66) and 62% for child sex trafficking (82 to 133).",
         ["106%", "156", "321 months", "94%", "34", "66", "62%", "82", "133"]),
    86: ("Set mandatory minimums for child sex trafficking: 15 years for a victim younger than age 14, and 10 years "
         "for a victim aged 14 to 17 [18 USC §1591 (b) (1) & (2)].", ["15 years", "10 years"]),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("nij_ncj215733.pdf", NIJ),
        ("ussc_2021_production.pdf", PRODUCTION),
        ("ussc_2021_nonproduction.pdf", NON_PRODUCTION),
        ("ojjdp_csec_page.txt", TOPIC_PAGE),
    ],
)
def test_every_statement_is_there_and_no_other(name: str, expected: list[tuple[str, list[str]]]) -> None:
    assert said(name) == expected


def test_a_long_report_states_what_was_counted_and_transcribed() -> None:
    found = statements(FILES / "bjs_ncj250746.pdf")
    assert len(found) == 93
    assert Counter(s.kind for s in found) == {"sentence": 66, "highlight": 8, "heading": 10, "note": 9}
    for order, (text, printed) in BJS.items():
        assert (found[order].text, [m.printed for m in found[order].mentions]) == (text, printed)


@pytest.mark.parametrize("name", sorted(p.name for p in FILES.iterdir() if p.suffix in {".pdf", ".txt", ".md"}))
def test_places_hold_what_is_said(name: str) -> None:
    reading = read_file(FILES / name)
    sizes = {p.number: (p.width, p.height) for p in reading.pages}
    for statement in reading.statements:
        assert statement.boxes
        assert statement.mentions
        for mention in statement.mentions:
            assert statement.text[mention.start : mention.end] == mention.printed
        for box in statement.boxes:
            width, height = sizes[box.page]
            assert 0 <= box.x0 < box.x1 <= width
            assert 0 <= box.top < box.bottom <= height


def test_a_sentence_over_columns_has_its_lines_in_both() -> None:
    (statement,) = (s for s in statements(FILES / "bjs_ncj250746.pdf") if s.text.startswith("In possession, receipt"))
    assert [(b.page, round(b.x0)) for b in statement.boxes] == [(5, 52), (5, 52), (5, 317)]
    assert statement.section == "Typical suspect charged: white, male, unmarried, a U.S. citizen, without prior record"


def quantities(path: Path) -> Counter[tuple[str, ...]]:
    return Counter(tuple(m.printed for m in s.mentions) for s in statements(path))


@pytest.mark.parametrize("name", ["bjs_ncj250746", "nij_ncj215733"])
def test_both_renditions_of_a_publication_state_the_same_in_the_same_sentences(name: str) -> None:
    assert quantities(FILES / f"{name}.pdf") == quantities(FILES / f"{name}.txt")


SAMPLE_OF_PUBLISHER = {
    "bjs_ncj250746.txt": [
        ("Six in 10 suspects in CSEC matters investigated", ["Six in 10"]),
        ("The FBI (45%) was the most common lead", ["45%", "most common"]),
        ("Fifty-four percent of all CSEC defendants", ["Fifty-four percent", "71%", "64%", "37%", "31%", "13%"]),
        ("Number of CSEC defendants prosecuted nearly doubled", ["doubled"]),
        ("Nearly all (97%) of the 20,720 CSEC", ["Nearly all", "97%", "20,720"]),
    ],
    "ussc_2021_production.md": [
        ("The rate of within-range sentences for", ["83.3%", "30.7%"]),
        ("More than two-thirds of child pornography", ["two-thirds"]),
    ],
    "ojjdp_csec_page.txt": [("The ICAC program is a national network", ["61", "3,500"])],
}


@pytest.mark.parametrize("name", SAMPLE_OF_PUBLISHER)
def test_the_publishers_own_words_are_read(name: str) -> None:
    found = statements(PUBLISHER_TEXT / name)
    for opening, printed in SAMPLE_OF_PUBLISHER[name]:
        assert [[m.printed for m in s.mentions] for s in found if s.text.startswith(opening)] == [printed], opening
