"""Numbers that count nothing: law, dates, telephone numbers, references, addresses, ages that only bound a definition.

In: one sentence and its words. Out: the spans of its text in which no quantity is looked for. Relies on the words and
signs that stand beside such numbers in American and European English; a pattern is tried only where one of them is
there. Every pattern repeats a bounded number of times, so that time stays in proportion to the text.

Ages are told apart by what they do: "under age 18", "aged 14 to 17" and "17 years old or younger" say whom a text is
about; "a median age of 39 years" states a figure and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from pipelines.extraction.statements.lexicon import REFERRED, word_set

Span = tuple[int, int]

_DASH = "[-\u2010\u2011\u2012\u2013\u2014]"
_YEAR = r"(?:1[5-9]|20|21)\d{2}"
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_PARTS = r"(?:\s?\([A-Za-z0-9]{1,4}\)){0,5}"
_SECTION = rf"\d{{1,5}}[A-Za-z]{{0,2}}\d{{0,2}}(?:[.:]\d{{1,4}}[a-z]?){{0,3}}{_PARTS}"
_AND = rf"(?:\s?(?:,|;|&|{_DASH}|/)\s?(?:and\s|or\s|&\s?)?|\s(?:and|or|to|through)\s)"
_SECTIONS = (
    rf"(?:§{{1,2}}\s?)?{_SECTION}"
    rf"(?:(?:{_AND}(?:§{{1,2}}\s?)?|\s&\s)(?:\d{{3,5}}[A-Za-z]?{_PARTS}|\(\w{{1,3}}\))){{0,12}}"
)
_NO_UNIT = r"(?!\s?(?:%|percent|per cent|million|billion|thousand|times)|[\d,]*\d|\.\d)"
_REFERENCE_ID = rf"(?:[A-Z]{{1,3}}[-.]?)?\d{{1,4}}[A-Za-z]?(?:[-.\u2013/]\d{{1,4}}){{0,3}}{_NO_UNIT}"
_LAW_NAME = r"(?:P(?:ub(?:lic)?)?\.?\s?L(?:aw|\.)?|H\.?\s?R\.?|S\.|Stat\.|Fed\.\s?Reg\.|C\.F\.R\.|CFR)"
_STREET = r"(?:Streets?|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd\.|Drive|Lane|Highway|Place|Plaza|Square|NW|N\.W\.)"
_PAPER = (
    r"(?:NCJ|ISSN|ISBN|DOI|OMB|GAO|NIJ|NBER|Cat\.|Grant|Award|Contract|Docket|Order|ICPSR|CIP|ISO|Report|Catalogue)"
    r"(?:[-\u2013:#\s]|\sNo\.?\s|\snumber\s){1,3}[A-Z]{0,4}[-\u2013]?\d[\w\u2013./-]{0,30}"
)

_BY_WORDS: tuple[tuple[str, str], ...] = (
    # Addresses on the net and by post.
    ("http https www gov org com net edu int eu", r"https?:\s?//\S+(?:\s?\S*/\S*)?|www\.\s?\S+"),
    ("gov org com net edu int eu", r"[\w.+-]{1,64}@[\w.-]{1,128}|\b[\w-]{1,64}\.(?:gov|org|com|net|edu|int|eu)\b\S*"),
    (
        "street streets st avenue ave road rd boulevard blvd drive lane highway place plaza square nw n",
        rf"\b\d{{1,5}}(?:st|nd|rd|th)?\s(?:[A-Z][\w.]{{0,20}}\s){{0,3}}(?:\d{{1,3}}(?:st|nd|rd|th)\s)?{_STREET}",
    ),
    # Law.
    (
        "usc usca c cfr uscs code",
        r"\b\d{1,3}\s?(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?F\.?R\.?|USCS)(?!\w)(?:\s?Code)?(?:\s(?:Title|Part))?\s?"
        + _SECTIONS,
    ),
    (
        "p pl public pub h hr stat fed cfr l",
        rf"\b{_LAW_NAME}\s?(?:Nos?\.?\s?)?\d{{1,5}}(?:{_DASH}\d{{1,4}})?",
    ),
    ("stat fed f", r"\b\d{1,4}\s(?:Stat\.|Fed\.\s?Reg\.|F\.\s?(?:2d|3d|Supp\.)|U\.S\.)\s?\d{1,6}"),
    # Numbers of publications, standards, accounts.
    ("ncj issn isbn doi omb gao nij nber cat grant award contract docket order icpsr cip iso report catalogue", _PAPER),
    # Dates and times of day.
    (
        _MONTHS,
        rf"\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:\s?{_DASH}\s?(?:{_MONTH}\s)?\d{{1,2}})?(?:,?\s{_YEAR})?"
        r"(?!\d|,\d|\.\d|%|\spercent)",
    ),
    (
        _MONTHS,
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s?{_DASH}\s?\d{{1,2}})?\s)?(?:of\s)?{_MONTH}(?:,?\s{_YEAR}\b|(?<=[a-z]{{3}})\b"
        r"(?<!May)(?<!March)(?<!Mar))",
    ),
    ("a p am pm o clock", r"\b\d{1,2}(?::\d{2})?\s?(?:[ap]\.m\.|[ap]m\b|o'clock)"),
    (
        "fy cy sy fys",
        rf"\b(?:FY|CY|SY)s?\s?['\u2019]?(?:{_YEAR}|\d{{2}})(?:\s?(?:{_DASH}|/)\s?(?:FY\s?)?['\u2019]?\d{{2,4}}|"
        rf"\s(?:and|to|through)\s(?:FY\s?(?:{_YEAR}|\d{{2}})|{_YEAR}(?!,\d|\.\d|%)))?\b",
    ),
    # Confidence levels and programmes: names rather than counts.
    ("confidence", r"\b\d{2}(?:\.\d)?\s?(?:%|percent)[\s-](?:level\sof\s)?confidence\b"),
    ("cid", r"\(cid:\d{1,6}\)"),  # a character that the file's font does not name
    ("p", r"\b[pP](?:[-\s]values?)?\s?(?:[<>=\u2264\u2265]\s?|of\s|\s)[01]?\.\d{1,5}"),
    ("tolerance", r"(?i:\bzero[\s-]tolerance)"),
)
_BY_SIGNS: tuple[tuple[str, str], ...] = (
    ("§", rf"§{{1,2}}\s?{_SECTIONS}"),
    ("§", r"§{1,2}\s?\w{1,8}(?:[.:]\w{1,4}){0,3}"),
    ("/", r"\b\d{2,4}/\d{1,4}/[A-Z]{2,7}\b|\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b|\b(?:24/7|9/11|7/7)\b"),
    (".", r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})\b"),
    ("-", r"\b\d{4}-\d{2}-\d{2}\b"),
    (":", r"\b\d{1,2}:\d{2}\b"),
    ("[", r"\[\d{1,3}(?:\s?[,\u2013-]\s?\d{1,3}){0,8}\]"),
    ("+", r"\+\d{1,3}(?:[\s-]\(?\d{1,4}\)?){2,6}"),
)
_LOOKED_FOR: tuple[tuple[str, str], ...] = (
    # Telephone numbers, postal codes, decades: told by their digits.
    (
        r"\d{4}(?!\d)",
        rf"(?:\+\d{{1,3}}\s?)?(?:1\s?{_DASH}\s?)?\(?\b\d{{3}}\)?\s?(?:{_DASH}|\.|\s)\s?\d{{3}}\s?(?:{_DASH}|\.)\s?\d{{4}}\b",
    ),
    (
        r"\d{3}",
        r"\b(?:[A-Z]{2}|D\.C\.|[Bb]ox|[Ss]uite|[Rr]oom|[Bb]uilding|MS)\s\s?\d{3,5}(?:-\d{4})?(?![\d%]|,\d|\.\d|\s[a-z])",
    ),
    (r"\d0s", r"(?:\b[Mm]id-|\b[Ll]ate[ -]|\b[Ee]arly[ -])?(?:\b(?:1[5-9]|20|21)|['\u2019])\d{1,2}0s\b"),
    (r"\w[<>]=?\s?\d", r"\w[<>]=?\s?\d[\d.,]{0,8}"),
)
_WORD_MASKS = tuple((frozenset(words.split()), re.compile(pattern)) for words, pattern in _BY_WORDS)
_SIGN_MASKS = tuple((sign, re.compile(pattern)) for sign, pattern in _BY_SIGNS)
_LOOK_MASKS = tuple((re.compile(look), re.compile(pattern)) for look, pattern in _LOOKED_FOR)

_YEARS = re.compile(
    rf"(?<![\w.,$€£/])(?<![$€£]\s)(?={_YEAR})\d{{4}}(?:\s?(?:{_DASH}|/)\s?(?:{_YEAR}|\d{{2}}))?(?:\s?\*)?"
    r"(?![\w%]|,\d|\.\d|\s?(?:%|percent|per cent|million|billion|thousand)\b|\s\d{3}\b)"
)
_COUNTED_YEAR = re.compile(
    r"(?i:\b(?:total of|approximately|almost|nearly|more than|fewer than|less than|at least|at most|up to|n\s?=))\s?$"
)
"""A number that looks like a year is a count after these words: "more than 2000 cases"."""

_AGE_WORDS = word_set("age aged ages old older younger olds under over year years month months")
_AGES = re.compile(
    r"(?i:\b(?:under|over|below|above|than|through|at|until|before|after|of|since)\s(?:the\s)?age\s(?:of\s)?|"
    r"\b(?:aged?|ages|ages\sof)\s(?:of\s|under\s|over\s)?)"
    rf"\d{{1,2}}(?:\s?(?:{_DASH}|to|and|or|through|/)\s?\d{{1,2}})?(?!\d|[.,]\d|%|\spercent)"
    r"(?:\syears?(?:\sof\sage)?)?(?:\s(?:or|and)\s(?:older|younger|over|under|above|below))?|"
    rf"\b\d{{1,2}}(?:{_DASH}\sto\s|{_DASH}){{1,2}}\d{{1,2}}{_DASH}(?i:years?{_DASH}olds?\b)|"
    r"(?i:\b(?:under|over)\s)\d{1,2}\s(?i:years\s(?:of\sage|old))|"
    rf"\b\d{{1,2}}(?:\s?(?:{_DASH}|to|and|or)\s?\d{{1,2}})?\s(?i:years?\s(?:of\sage|old)\b)"
    r"(?:\s(?i:or|and)\s(?i:older|younger|over|under))?|"
    r"\b\d{1,2}(?:\syears)?\s(?i:(?:or|and)\s(?:older|younger|under|over)\b)|"
    rf"\b\d{{1,2}}(?:{_DASH}|\s)(?i:(?:year|month)s?{_DASH}olds?\b)"
)
_PERSONS_UNDER = re.compile(
    r"(?i:\b(?:child(?:ren)?|persons?|people|youths?|wom[ae]n|m[ae]n|adults?|girls?|boys?|victims?|pupils?|students?|minors?|"
    r"juveniles?|males?|females?|those|aged)\s(?:under|over|below))\s\d{1,2}(?!\d|[.,]\d|%|\spercent|\syears?\sin)\b"
)
_AGE_SPAN = re.compile(r"\d\D{1,8}\d|\d.{0,20}(?:older|younger|over|under|above|below)", re.IGNORECASE)
"""An age group, not somebody's age."""
_AGE_FIGURE = re.compile(r"(?i:\b(?:median|mean|average|oldest|youngest)\b)(?:\s\S{1,20}){0,3}\s?$")
_ENUMERATED = re.compile(r"\((?:[1-9]|1\d|[ivx]{1,4}|[a-h])\)(?=\s?[A-Za-z])")
_LIST_NUMBER = re.compile(
    r"^(?:\(?\d{1,2}[.)]\s+(?=\S)|\d{1,2}(?:\.\d{1,2}){1,3}\.?\s+(?=[A-Z])(?!(?i:percent|per\scent|million|billion|times)\b))"
)
"""The number of an item or a section before its first word."""


def excluded_spans(text: str, words: Set[str]) -> list[Span]:
    """The spans of a sentence in which numbers count nothing, sorted; `words` are its words in lower case.

    >>> excluded_spans("In 2013, 30 persons were held (table 3)", {"in", "persons", "were", "held", "table"})
    [(3, 7), (37, 38)]
    """
    return sorted(_spans(text, words))


def _spans(text: str, words: Set[str]) -> Iterator[Span]:
    for triggers, pattern in _WORD_MASKS:
        if not triggers.isdisjoint(words):
            yield from (m.span() for m in pattern.finditer(text))
    for sign, pattern in _SIGN_MASKS:
        if sign in text:
            yield from (m.span() for m in pattern.finditer(text))
    for look, pattern in _LOOK_MASKS:
        if look.search(text):
            yield from (m.span() for m in pattern.finditer(text))
    yield from _references(text)
    for found in _YEARS.finditer(text):
        if not _COUNTED_YEAR.search(text, max(0, found.start() - 30), found.start()):
            yield found.span()
    if not _AGE_WORDS.isdisjoint(words):
        for found in _AGES.finditer(text):
            figure = _AGE_FIGURE.search(text, max(0, found.start() - 60), found.start())
            if figure is None or _AGE_SPAN.search(found[0]):
                yield found.span()
        yield from (m.span() for m in _PERSONS_UNDER.finditer(text))
    if listed := _LIST_NUMBER.match(text):
        yield listed.span()
    if "(" in text:
        marks = list(_ENUMERATED.finditer(text))
        if len(marks) > 1 and marks[0][0] in ("(1)", "(a)", "(i)"):
            yield from (m.span() for m in marks)


_ID_BEGINS = re.compile(r"(?<=\s)(?:[A-Z]{1,3}[-.]?)?\d")
_ID_LIST = re.compile(rf"{_REFERENCE_ID}(?:{_AND}{_REFERENCE_ID}){{0,10}}")


def _references(text: str) -> Iterator[Span]:
    """Numbers of tables, pages, sections and the like, with those listed after them: "tables 1 to 4 and 7"."""
    for begin in _ID_BEGINS.finditer(text):
        at = begin.start()
        before = text[max(0, at - 32) : at].casefold().split()
        word = (
            before[-2] if len(before) > 1 and before[-1] == "of" and before[-2] in ("level", "levels") else before[-1:]
        )
        name = word if isinstance(word, str) else "".join(word)
        if name.lstrip("([\"'\u201c").rstrip(".") in REFERRED and (found := _ID_LIST.match(text, at)):
            yield found.span()
