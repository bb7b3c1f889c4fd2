"""Which parts of a sentence state a quantity, and which numbers count nothing."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.statements.mentions import mentions_of
from pipelines.extraction.statements.sentences import sentences_of

STATED = [
    ("The total was 2,135 in 2006.", ["2,135"]),
    (
        "It cost $1.2 million (74%) or 39.5 percent, i.e. 98 percent.",
        ["$1.2 million", "74%", "39.5 percent", "98 percent"],
    ),
    (
        "About six in 10 and one-third; it nearly doubled, then tripled.",
        ["six in 10", "one-third", "doubled", "tripled"],
    ),
    (
        "Ninety-one percent, half, two-thirds, a quarter of all",
        ["Ninety-one percent", "half", "two-thirds", "a quarter"],
    ),
    ("It rose from 85% to 98%.", ["85%", "98%"]),
    ("An 8-fold rise, twice the rate of the majority", ["8-fold", "twice", "majority"]),
    ("Theft was the most common reason, fraud the second-largest share.", ["most common", "second-largest"]),
    ("The line took almost 300,000 tips, less than 1% of them by mail.", ["300,000", "1%"]),
    ("1 in 5 girls and 1 in 10 boys", ["1 in 5", "1 in 10"]),
    ("1 girl in 5 and 1 boy in 10 experience abuse", ["1 girl in 5", "1 boy in 10"]),
    ("Nearly all defendants went to prison.", ["Nearly all"]),
    ("10–15 percent of children; $30,000 or more per person", ["10–15 percent", "$30,000"]),
    ("Pimps managed one to three girls at once.", ["one", "three"]),
    ('An outcome of "dismissed statistically" (n=141)', ["141"]),
    ("The mean was 474 days if declined, 177 if prosecuted.", ["474 days", "177"]),
    ("It went from 488 to 1,031, or 70 months to 139.", ["488", "1,031", "70 months", "139"]),
    (
        "A rate of 12.5 per 100,000; down -3.2% and +4.5 percentage points",
        ["12.5 per 100,000", "-3.2%", "+4.5 percentage points"],
    ),
    ("A 5-year mandatory minimum and INCREASE OVER 15 YEARS", ["5-year", "15 YEARS"]),
    ("18\u00a0341 persons, 12,5 % and EUR 12 billion", ["18\u00a0341", "12,5 %", "EUR 12 billion"]),
    ("More than 2000 cases in 2000; 2½ times as many", ["2000", "2½ times"]),
    ("About half of them in the first half of 2012", ["half"]),
    ("Eighty-eight offenders (8.1% of the 1,093)", ["Eighty-eight", "8.1%", "1,093"]),
    (
        "Two hundred and fifty-six people, one percent, three times as many",
        ["Two hundred and fifty-six", "one percent", "three times"],
    ),
    ("The median age was 39 years; their mean age of 34 was lower.", ["39 years", "34"]),
    ("from 98 in FY 2005 to 512 in FY 2019", ["98", "512"]),
    ("In 2013, 3.3% were charged.", ["3.3%"]),
    ("Production filings grew fastest, up 211% (figure 4).", ["fastest", "211%"]),
    ("Table 3 shows 45 percent; section 12 covers 7%.", ["45 percent", "7%"]),
    ("<1 - 240 months or 37 - 180 months", ["<1 - 240 months", "37 - 180 months"]),
]
NOT_STATED = [
    "18 U.S.C. § 2251(a), §2G2.1 and Public Law 110-401",
    "18 USC § 2252, 18 USC § 2252A, 18 USC § 2260, and 18 USC § 1466A",
    "Federal provisions include 18 U.S.C. 1591, 2251, and 2423(c).",
    "In 2013, on October 1, 2012, in fiscal year 2019 and FY2019, 1998–2004, the 1990s and 2003–04",
    "See table 3, tables 1 to 4 and 7 to 9, figure 4, exhibit 2, appendix table A-3 and pages 12 and 13.",
    "NCJ 250746, ISSN 1234-5678, GAO-11-334, Report 2014-02",
    "Call 1–800–843–5678 or (202) 307-0765 or write to Washington, DC 20531, 810 Seventh Street, NW.",
    "A victim under age 18, aged 14 to 17, age 16 or older, 17 years old or younger, 20 or younger, a 15-year-old",
    "See http://www.example.gov/2013/file12.pdf, www.example.org/45 or write to a.b12@example.gov.",
    "The highest U.S. Sentencing Guideline applied decides; the greatest challenge is zero tolerance.",
    "Possession is a level of 18 or lower; COVID-19, P2P and T-4 are names, as are 24/7 and 9/11.",
    "One of them, no one, the one who told the other one",
    "The reasons.”1 Federal offenses (see below).3",
    "The base is ADJ-CHI>0 where year<=2003.",
    "Regulation (EU) No 223/2009 and Directive 2011/36/EU",
    "A third party asked for the second time in the first quarter of 2012.",
]


@pytest.mark.parametrize(("text", "printed"), STATED, ids=[t[:40] for t, _ in STATED])
def test_quantities_are_found_as_printed(text: str, printed: list[str]) -> None:
    assert [m.printed for m in mentions_of(text)] == printed


@pytest.mark.parametrize("text", NOT_STATED, ids=[t[:40] for t in NOT_STATED])
def test_numbers_that_count_nothing_are_left_alone(text: str) -> None:
    assert mentions_of(text) == ()


PIECES = st.sampled_from(
    [
        *(t for t, _ in STATED),
        *NOT_STATED,
        "one",
        "%",
        "§",
        "1,2",
        "–",
        "in",
        "of",
        "9",
        "$",
        "(1)",
        "U.S.",
        "and",
        ",",
        ".",
        "FY",
    ]
)


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.text(max_size=300), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES, max_size=12).map("".join)
    )
)
def test_mentions_lie_where_they_say_sorted_and_apart(text: str) -> None:
    end = 0
    for mention in mentions_of(text):
        assert text[mention.start : mention.end] == mention.printed != ""
        assert mention.start >= end
        end = mention.end


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=12).map(" ".join)))
def test_sentences_lie_apart_and_in_order(text: str) -> None:
    end = 0
    for start, stop in sentences_of(text):
        assert end <= start < stop <= len(text)
        end = stop


@pytest.mark.parametrize(
    "unit", ["1,", "1 ", "§ 1 ", "a", ".", "1 in ", "$1-", "18 USC § 1, ", "(1) a ", "one-", "http://a/", "A. "]
)
def test_hostile_sentences_take_little_time(unit: str) -> None:
    began = time.perf_counter()
    text = unit * (50_000 // len(unit))
    mentions_of(text)
    sentences_of(text)
    assert time.perf_counter() - began < 1.0


SENTENCES = [
    (
        "See 18 U.S.C. § 2251. In 2013, 3.3% were charged by the U.S. attorney. Few were not.",
        ["See 18 U.S.C. § 2251.", "In 2013, 3.3% were charged by the U.S. attorney.", "Few were not."],
    ),
    ("It rose in the U.S. In 2013, it fell.", ["It rose in the U.S.", "In 2013, it fell."]),
    (
        "See e.g. Table 3. Terms avg. 39 mos. vs. 41 for Dr. J. Smith.",
        ["See e.g. Table 3.", "Terms avg. 39 mos. vs. 41 for Dr. J. Smith."],
    ),
    (
        "He said “no.” Then it ended.1 Next (table 8).3 That rate rose.",
        ["He said “no.”", "Then it ended.", "Next (table 8).", "That rate rose."],
    ),
    ("Did it? Yes! From 2,004 to 3.5 In all.", ["Did it?", "Yes!", "From 2,004 to 3.5 In all."]),
    ("No. 5 is new. 21 of them are old.", ["No. 5 is new.", "21 of them are old."]),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES, ids=[t[:30] for t, _ in SENTENCES])
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in sentences_of(text)] == sentences


MORE_NOT_STATED = [
    "3.2 Measuring Financial Losses",
    "5.4. Continuing training at the initiative of enterprises",
    "(cid:153) Assisting in marketing (cid:153) advertising",
    "Hypothesis 1 holds on Postnatal Day 20 (p<0.05).",
    "The 18- to 24-year-old population and the 3rd grade",
]


@pytest.mark.parametrize("text", MORE_NOT_STATED, ids=[t[:30] for t in MORE_NOT_STATED])
def test_numbers_of_sections_tests_and_grades_are_left_alone(text: str) -> None:
    assert mentions_of(text) == ()
