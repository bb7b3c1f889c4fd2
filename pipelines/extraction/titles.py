"""What may stand right above a table that has no number: its title, or the units that its values are in.

In: the words of one line or one broken line. Out: what they are. Relies on the words alone; where the line stands, and
what stands around it, is for the readers to judge.
"""

from __future__ import annotations

import re

TITLE_WORDS = 30
"""A title has at most so many words; more are running text."""

_PERIOD = r"(?:1[89]|20|21)\d{2}(?:\s?[-\u2013/]\s?(?:(?:1[89]|20|21)\d{2}|\d{2}))?"
_PERCENT = r"per\s?cent(?:ages?)?|percentages?|%"
_SCALE = r"(?:thousand|million|billion|hundred)s?"
_COIN = r"(?:(?:US|A|C|NZ)?\$|\u20ac|\u00a3|EUR|USD|GBP|CHF|CAD|AUD|NZD|SEK|NOK|DKK|dollars?|euros?|pounds?|francs?)"
_OF = rf"(?:\s(?:of\s)?(?:(?:current|constant|chained|\d{{4}})\s)?(?:{_COIN}|\w+))"
_SCALED = rf"{_SCALE}{_OF}?|{_COIN},?\s(?:in\s)?{_SCALE}|{_COIN}"
_COUNTED = r"(?:amounts?|numbers?|figures?|values?|data|counts?|all\s\w+|dollars?|euros?|persons?|people)"
_UNITS = re.compile(
    rf"units?(?:\sof\smeasure(?:ment)?)?\s?[:=]\s?\S.*"
    rf"|(?:{_COUNTED}\s)?(?:are\s)?(?:expressed\s)?in\s(?:{_PERCENT}|{_SCALED})"
    rf"|(?:{_PERCENT})(?:\s(?:of|change|distribution|share)(?:\s(?!by\b)\w+){{0,4}})?"
    rf"|{_SCALED}"
    r"|numbers?(?:\s(?:and|or)\s(?:per\s?cent|percentages?|shares?|rates?|%))?"
    r"|(?:rates?\s)?per\s\d[\d,. ]*(?:\s\w+){0,4}",
    re.IGNORECASE,
)
_UNIT_WORDS = 8
_ENDS = re.compile(r"[.,;:!?\u2026\u2013\u2014-][)\]\"'\u201d\u2019]*$")
_STOP = re.compile(r"(?:[^\W\d_]{3,}|\d)[.!?]\s+[A-Z\u201c\"]")
_BEGINS = re.compile(r"[\"'\u201c\u2018(\[]?[^\W_a-z]")
_LISTED = re.compile(r"(?:[-+*>\u2022\u25a0\u25cf\u25aa\u2013\u2014]|\(?(?:\d{1,2}|[a-zA-Z])[.)])\s|\d{1,2}/(?!\d)")
_ELSEWHERE = re.compile(
    r"https?:|www\.|@"
    r"|(?:annex|appendix|statistical|list of|table of|(?:the )?following)\b.*\b(?:tables?|contents|figures)"
    r"|(?:tables?|figures|contents|continued|notes?|sources?|page)\b[^\w]*$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf",\s*(?:\w+\s){{0,2}}{_PERIOD}(?:\s(?:to|and|through|[-\u2013])\s{_PERIOD})?\*?$|\([^()]*(?:{_PERCENT}|{_SCALE}|{_PERIOD})[^()]*\)$",
    re.IGNORECASE,
)


def is_units(text: str) -> bool:
    """Whether a line says what the values of a table are in, and nothing else.

    >>> is_units("(In thousands)"), is_units("EUR million"), is_units("Thousands of pupils left school")
    (True, True, False)
    """
    words = " ".join(text.split())
    if words[:1] + words[-1:] in ("()", "[]"):
        words = words[1:-1].strip()
    return len(words.split()) <= _UNIT_WORDS and _UNITS.fullmatch(words.rstrip(".:")) is not None


def may_be_title(text: str) -> bool:
    """Whether words can be a title: not ended as a sentence, no item of a list, no units, no name of several tables.

    >>> may_be_title("Pupils by grade, 2012/13 (per cent)"), may_be_title("Most pupils are in grade 2.")
    (True, False)
    """
    words = text.strip()
    if not 1 <= len(words.split()) <= TITLE_WORDS or sum(c.isalpha() for c in words) < 3 or is_units(words):
        return False
    if not _BEGINS.match(words) or _LISTED.match(words) or _ELSEWHERE.match(words):
        return False
    return not _ENDS.search(words) and not _STOP.search(words)


def is_full_title(text: str) -> bool:
    """Whether words name what they are of as only titles do: with a period at the end, or with units in brackets.

    >>> is_full_title("Role in the Offense, FY 2008"), is_full_title("School year")
    (True, False)
    """
    return _NAMED.search(text.strip()) is not None and may_be_title(text)
