"""The years that a sentence says, and those that stand nearest to one of its numbers.

In: the text of a statement, a mention in it. Out: years as they are printed. Relies on years of four digits.
"""

from __future__ import annotations

import re

from pipelines.audit.statements.vocabulary import YEARS
from pipelines.extraction.model import Mention

_OWN_YEAR = re.compile(
    r"\sin (?:fiscal year |fiscal |calendar year |FY )?((?:1[89]|20)\d{2})\b(?!\s?(?:[-\u2013]|to\b|and\b))"
)
_YEAR_EARLIER = re.compile(
    r",?\s(?:(?:a|one) year (?:earlier|before|ago)|(?:in )?the (?:year before|(?:previous|preceding|prior) year))\b"
)
"""`up from 120 a year earlier`: of the year before the one that the sentence says."""
_FIRST_OR_LAST = re.compile(r"\sin the (?:(?P<first>first)|last|final)(?: year\b|[,;.]|\s\()")
_YEARS_SPAN = re.compile(r"(?:1[89]|20)\d{2}(?:\s?[-\u2013]\s?|\s(?:to|through|until)\s)(?:1[89]|20)\d{2}")
_WITHIN = re.compile(
    r"\b(?:reach\w*|peak\w*|rang\w+|var(?:y|ied|ies)|high|low|up to|as (?:many|few|much|high|low)|"
    r"exceed\w*|every|each|any|"
    r"first|last|end|beginning|start|by)\b",
    re.IGNORECASE,
)
"""Words that may speak of one year within a span."""


def near_years(text: str, mention: Mention, segment: str) -> tuple[str, ...]:
    """The years that stand nearest: right behind a number, else in its segment, else beside it."""
    if own := _OWN_YEAR.match(text, mention.end):
        return (own[1],)
    if (end := _FIRST_OR_LAST.match(text, mention.end)) and len(years := sorted(set(YEARS.findall(text)))) == 2:
        return (years[0] if end["first"] else years[1],)
    said = set(YEARS.findall(text))
    if len(said) == 1 and _YEAR_EARLIER.match(text, mention.end):
        return (str(int(min(said)) - 1),)
    begins = max(0, mention.start - 30)
    if cut := next((s for s in _YEARS_SPAN.finditer(text) if s.start() < begins < s.end()), None):
        begins = cut.start()
    near = text[begins : mention.end + 16]
    return tuple(YEARS.findall(segment)) or tuple(YEARS.findall(near))


def spans(text: str) -> bool:
    """Whether all years that a sentence says are those of one span, and no word speaks of some within it."""
    found = _YEARS_SPAN.search(text)
    return found is not None and set(YEARS.findall(text)) == set(YEARS.findall(found[0])) and not _WITHIN.search(text)
