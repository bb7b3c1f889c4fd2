"""Whether a number tells how much something rose or fell.

In: the text of a statement and its mentions. Out: yes or no. Relies on the words right before and right behind it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.audit.statements.stated import is_change, multiple
from pipelines.extraction.model import Mention

_OR = re.compile(
    r"\s?\(|(?:\s(?:from|between) (?:1[89]|20)\d{2} (?:to|and) (?:1[89]|20)\d{2})?,?\sor\s(?:about\s|by\s|some\s)?"
)
"""`fell by 310, or 12%`, `a rise of 310 (12%)`."""
_CHANGED = (
    r"(?:rose|risen|gr[eo]wn?|grew|gain(?:ed|s)?|increased?|growth|(?<!made )(?<!make )(?<!makes )(?<!making )up|"
    r"climbed|fell|fallen|(?<!were )(?<!was )(?<!been )declined?(?! (?:was|were)\b)|decreased?|down|"
    r"dropped|drop|slipped|shrank|rise|fall|higher|lower|jump(?:ed)?|surged?|advanced)"
)
_RISEN = re.compile(
    rf"\b{_CHANGED}(?:\s(?:by|of|about|almost|nearly|roughly|some|around|more than|less than|over|below|was|"
    rf"an estimated|another|a further|the most|the least|the fastest|fastest|most,?|least,?))*\s?\(?$",
    re.IGNORECASE,
)
_RISE = re.compile(
    r"\s(?:increase|rise|growth|gain|decline|decrease|drop|fall|jump|more|fewer|higher|lower)\b", re.IGNORECASE
)


def has_risen(text: str, mentions: Sequence[Mention], m: int) -> bool:
    """Whether a number tells how much something rose or fell, itself or as another word for the number before it."""
    mention = mentions[m]
    if (
        _RISEN.search(text[: mention.start])
        or _RISE.match(text[mention.end :])
        or _is_multiple_of_change(mention.printed)
    ):
        return True
    return m > 0 and bool(_OR.fullmatch(text[mentions[m - 1].end : mention.start])) and has_risen(text, mentions, m - 1)


def _is_multiple_of_change(printed: str) -> bool:
    return multiple(printed) is not None and is_change(printed)
