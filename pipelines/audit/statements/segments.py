"""Which words of a sentence belong to which of its numbers, and the numbers that name groups instead of counting.

In: a statement. Out: for each mention its segment, where that ends, and the numbers of groups beside it. Relies on
punctuation: a list gives each number the words up to the next comma, before it (`production (32%)`) or after it
(`25% for production`); `from a to b` and numbers in brackets share the words of the number before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipelines.audit.statements.stated import stated
from pipelines.extraction.model import Statement

_DELIMITER = re.compile(r"[,;:]\s+|\s(?:and|but|while|against(?=\s(?:\w+\s)?[\d$])|compared (?:to|with))\s|\u2014")
_STRONG = re.compile(r";\s+|\.\s+(?=[A-Z])")
_BRACKETED = re.compile(r"^\) (?=.+\($)")
_BRACKET = re.compile(r"(?:\s[a-z][\w-]*){0,5}\s?\(")
"""`4,960 patients (56.4%) were seen`: what follows the bracket is said of both numbers."""
_OF_BASE = re.compile(r"\sof (?:the|all|these|those)(?: the)?\s")
"""`712 of the 872 offenders went to prison`: what is told behind the second number is told of the first."""
_OF_WHOM = re.compile(r"\sof (?:[\w-]+\s?){1,3}")
_TOLD_OF_BOTH = re.compile(
    r"\sof (?:[\w-]+\s){1,3}?(?P<told>(?:were|was|had|have|has|are|is|got|received|did|lived|went|took)\s.+)"
)
"""`5% of women and 7% of men were in an apprenticeship`: what is told of the last is told of those before it."""
_LISTED = re.compile(r"\)?( (?:and|or) )(?=.*\($)")
_PAUSE = re.compile(r",\s(?:(?:with|at|by)\s)?$")
"""`North, with 12 cases, and South, with 9`: a list whose items have a comma of their own."""
_FROM_TO = re.compile(r",?\s*\(?(?:from\s)?|\s?to\s", re.IGNORECASE)
_SERIES = re.compile(r"\b[\w-]+, (?:[\w-]+, ){0,4}(?:or|and) [\w-]+")
_BETWEEN = re.compile(r"\bbetween (\w+) and (?=\w)")
_OR_PAIR = re.compile(r"\b[A-Za-z-]+ or [A-Za-z-]+\b")
_GROUP = re.compile(
    r"\b(?:under|over|below|above|less than|more than|fewer than|aged?|ages)\s\d{1,4}(?![\d,.]*\s?(?:%|percent))\b"
    r"(?:\s?(?:to|and|or|-|\u2013)\s?(?:\d{1,4}|over|older|under|younger|more))?|"
    r"\b\d{1,4}\s?(?:to|-|\u2013)\s?\d{1,4}\b(?!\s?(?:%|percent))|"
    r"\b\d{1,4}\s(?:[a-z]+\s)?(?:and|or)\s(?:over|older|under|younger|more|less|above|below)\b",
    re.IGNORECASE,
)
"""Groups by age or size: their numbers name a label."""
_DIGITS = re.compile(r"\d+")
_A_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}")
"""`2017-18` is a period, no group."""


def segments_of(statement: Statement) -> tuple[list[str], list[int]]:
    """For each mention the words that belong to it alone, and where they end; ranks ("the largest") part nothing."""
    if statement.kind == "callout":
        return [statement.text] * len(statement.mentions), [len(statement.text)] * len(statement.mentions)
    text = _SERIES.sub(lambda m: m[0].replace(",", " "), statement.text)
    text = _OR_PAIR.sub(lambda m: m[0].replace(" or ", " OR "), text)
    text = _GROUP.sub(lambda m: m[0].replace(" or ", " OR ").replace(" and ", " AND "), text)
    text = _BETWEEN.sub(lambda m: m[0].replace(" and ", " AND "), text)
    numbers = [n for n, m in enumerate(statement.mentions) if stated(text, m.start, m.end) is not None]
    mentions = [statement.mentions[n] for n in numbers]
    left, right, joined = [""] * len(mentions), [""] * len(mentions), [False] * len(mentions)
    ends = [m.end for m in mentions]
    for m, mention in enumerate(mentions):
        start = mentions[m - 1].end if m else 0
        between = text[start : mention.start]
        if not m:
            left[m] = between
            continue
        listed = _LISTED.match(between)
        marks = list(_STRONG.finditer(between)) or list(_DELIMITER.finditer(between))
        marks = marks or list(_BRACKETED.finditer(between))
        if _FROM_TO.fullmatch(between) or not (marks or listed):
            joined[m] = True
            left[m] = right[m - 1] = between
        else:
            paused = _PAUSE.search(left[0])
            if paused and len(marks) > 1 and between.endswith(paused[0]):
                marks.pop()
            at, after = (listed.start(1), listed.end(1)) if listed and not marks else marks[-1].span()
            right[m - 1] += between[:at]
            ends[m - 1] = start + at
            left[m] = between[after:]
    if mentions:
        right[-1] += text[mentions[-1].end :]
        ends[-1] = len(text)
    own = [f"{a} {b}" for a, b in zip(left, right, strict=True)]
    for m in range(len(mentions) - 1):
        told = _TOLD_OF_BOTH.match(right[m + 1])
        if told and not left[m + 1].strip() and _OF_WHOM.fullmatch(right[m]):
            own[m] += " " + told["told"]
    for m in range(len(mentions) - 1, 0, -1):
        if joined[m] and (_BRACKET.fullmatch(left[m]) or _OF_BASE.fullmatch(left[m])):
            own[m - 1] += " " + right[m]
            ends[m - 1] = max(ends[m - 1], ends[m])
    for m in range(1, len(mentions)):
        if joined[m]:
            own[m] = f"{own[m - 1]} {own[m]}"
    segments = [statement.text] * len(statement.mentions)
    until = [len(statement.text)] * len(statement.mentions)
    for n, words, end in zip(numbers, own, ends, strict=True):
        segments[n], until[n] = words.replace(" OR ", " or ").replace(" AND ", " and "), end
    return segments, until


def groups_of(statement: Statement, segments: Sequence[str]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """For each mention the numbers of groups (`aged 15 to 44`, `100 hectares or more`): beside it, and in all."""
    spans = [m.span() for m in _GROUP.finditer(statement.text) if not _A_YEAR.match(m[0])]
    if not spans:
        return [(frozenset(), frozenset())] * len(statement.mentions)

    def numbers(chosen: Iterable[tuple[int, int]]) -> frozenset[str]:
        return frozenset(d for a, b in chosen for d in _DIGITS.findall(statement.text[a:b]))

    own = [m for m in statement.mentions if not any(a < m.end and m.start < b for a, b in spans)]
    found = []
    for m, segment in zip(statement.mentions, segments, strict=True):
        before = max((o.end for o in own if o.end <= m.start), default=0)
        behind = min((o.start for o in own if o.start >= m.end), default=len(statement.text))
        apart = [(a, b) for a, b in spans if not (a < m.end and m.start < b)]
        beside = [(a, b) for a, b in apart if before <= a and b <= behind]
        beside = [(a, b) for a, b in beside if a < m.start or not _DELIMITER.search(statement.text[m.end : a])]
        near = [(a, b) for a, b in apart if (a, b) in beside or statement.text[a:b] in segment]
        found.append((numbers(near), numbers(apart)))
    return found
