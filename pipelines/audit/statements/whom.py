"""Of whom a number is said: the words for what it is a part of.

In: the text of a statement and a mention in it. Out: those words. Relies on forms: `of those sent to prison, 62%`, `38%
of those on probation`, `among women`.
"""

from __future__ import annotations

import re

from pipelines.extraction.model import Mention

_ENDS = r"(?:\b(?:were|was|are|is|had|have|received|got|led|went|came)\b|[,;.(]|$)"
OF_BEFORE = re.compile(r"\bof (?:the|all|these|those)(?: the)?\s$", re.IGNORECASE)
_AMONG = re.compile(rf"[Aa]mong\b((?:(?!{_ENDS}).)*)")
_OF_THOSE = re.compile(rf"\b[Oo]f (?:the|those|all|these)\b((?:(?!{_ENDS}).)*)")
_OPENING_OF = re.compile(rf"Of (?:(?:the|those|all|these)\b)?((?:(?!{_ENDS}).)*)")
_BOUNDED = re.compile(
    r"\b(?:(?:under|over) (?:(?:the )?age\b|\d)|age[ds]?\b|older\b|younger\b|more than\b|less than\b|at least\b)",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(rf"\)?\sof ((?:(?!{_ENDS}).)*)")
_ANOTHER_NUMBER = re.compile(r"(?:\s(?:and|or|but))?\s(?=[\d$\u00a3\u20ac])")
"""`24.6% of schools and 24.9% of pupils`: what stands behind the next number is said of that."""


def base_words(text: str, mention: Mention) -> str:
    """The words for what a number is said to be a part of: right behind it, or opening its clause."""
    behind = _OF_THOSE.match(text[mention.end :].lstrip())
    if behind:
        return behind[1]
    first = max(text.rfind(mark, 0, mention.start) for mark in (";", ". ")) + 1
    opening = _OPENING_OF.match(text[first : mention.start].lstrip())
    return opening[1] if opening else ""


def whom_words(text: str, mention: Mention) -> str:
    """The words right behind a number for those that it is a share of: `24% of women`."""
    behind = _OF_WHOM.match(text[mention.end :])
    return _ANOTHER_NUMBER.split(behind[1])[0] if behind else ""


def stems_of_base(words: frozenset[str], base: str) -> frozenset[str]:
    """The stems of a base, with a mark that no table knows where it is bounded (`suspects under age 25`)."""
    return words | {"bounded"} if _BOUNDED.search(base) else words


def among_words(text: str, mention: Mention) -> str:
    """The words that open a clause with those that a number is a share of: `Among women, 24%`."""
    first = max(text.rfind(mark, 0, mention.start) for mark in (";", ". ")) + 1
    opening = _AMONG.match(text[first : mention.start].lstrip())
    return opening[1] if opening else ""
