"""The quantities that a sentence states: figures with their sign and unit, words for numbers, shares, multiples, ranks.

In: one sentence. Out: its mentions with their places, sorted, without overlap. Relies on `excluded` for numbers that
count nothing. What bounds a number from outside ("almost", "more than", "about") is left to the sentence: the mention
of "almost 300,000" is "300,000". "nearly all" is a mention of its own, since nothing else in it is one.

Words of rank ("the most common", "largest", "fastest") are mentions where they rank something measured: beside another
figure, or before a noun of measure ("share", "growth", "number").
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pipelines.extraction.model import Mention
from pipelines.extraction.statements.excluded import Span, excluded_spans
from pipelines.extraction.statements.lexicon import (
    FRACTION_WORDS,
    MULTIPLE_WORDS,
    NUMBER_WORDS,
    RANK_WORDS,
    VAGUE_WORDS,
)

LONGEST = 4000
"""A sentence with more characters than this is no sentence; what stands after them is not looked at."""

_DASH = "[-\u2010\u2011\u2012\u2013\u2014]"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SMALL = rf"(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_TEENS}|{_ONES})"
_BIG = r"(?:hundred|thousand|million|billion|trillion)"
_WORDS = rf"(?:{_SMALL}(?:[-\s]{_BIG}(?:[-\s](?:and[-\s])?{_SMALL})?){{0,3}}|zero)"
_MANY = rf"(?:(?:two|three|four|five|six|seven|eight|nine|zero|{_TEENS}|{_TENS})\b|{_SMALL}[-\s](?:{_BIG}|{_ONES})\b)"

_FIGURE = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:[\u00a0\u2009\u202f ]\d{3})+(?![\d,])(?:[.,]\d{1,3})?(?!\d)|"
    r"\d{1,3},\d{1,2}(?=\s?(?:%|percent|per cent|million|billion|points))|\d+(?:\.\d+)?[\u00bc\u00bd\u00be]?|"
    r"\.\d+|[\u00bc\u00bd\u00be])"
)
_CURRENCY = r"(?:(?:US|C|A|AU|NZ)?\$|[€£¥]|(?:USD|EUR|GBP)\s)\s?"
_MAGNITUDE = r"(?:\s(?i:hundred|thousand|million|billion|trillion)\b|\s?(?:mn|bn)\b|(?<=\d)[kKMB]\b)"
_TIME = r"(?i:days?|months?|mos\.|mos?\b|years?|yrs\.|yrs?\b|weeks?|hours?|hrs\.|minutes?|seconds?)"
_PERCENT = r"(?i:percentage[-\s]points?|per\s?cent(?:age\spoints?)?(?!\w)|percent|pct\.?|%[-\s]points?|%|points?\b)"
_MONEY = r"(?i:dollars|euros?|cents|pounds)"
_UNIT = (
    rf"(?:\s?%(?:[-\s]points?)?|[-\s]{_PERCENT}(?!\w)|[-\s]?(?i:fold)\b|[-\s](?i:times)\b(?!\s(?:table|series))|[-\s]{_TIME}(?!\w)|"
    rf"\s{_MONEY}\b|\sper\s(?:1,000|10,000|100,000|million|1\s000|100\s000)\b)"
)
_SIGN = r"(?:(?<![\w)])[-+\u2212\u00b1](?=[\d.$]))?"
_BEFORE = r"(?<![\w.,/$€£\u2019'#§;:)\]\u201d\"%])(?<!\d[-\u2013])(?<![A-Za-z][-\u2013])"
_AFTER = r"(?![\w])(?!['\u2019]?s\b)(?!(?:[/:]|,|\.)\d)"
_ONE_FIGURE = rf"(?:[<>\u2264\u2265~]\s?)?{_SIGN}(?:{_CURRENCY})?{_FIGURE}"

_NUMBER = re.compile(
    rf"(?=[-+<>~.\d$€£¥A-Z\u00b1\u00bc-\u00be\u2212\u2264\u2265]){_BEFORE}(?:{_ONE_FIGURE}(?:\s?%|\s?percent)?\s?{_DASH}\s?(?:{_CURRENCY})?{_FIGURE}(?={_UNIT}|{_MAGNITUDE}|[\s,.;:)\]]|$)"
    rf"|{_ONE_FIGURE})(?:{_MAGNITUDE})?(?:{_UNIT}){{0,2}}{_AFTER}"
)
_COLON_NUMBER = re.compile(rf"(?<=[;:])(?:{_ONE_FIGURE})(?:{_MAGNITUDE})?(?:{_UNIT})?{_AFTER}")
_RATIO = re.compile(
    rf"(?i:(?<![\w.,/$€£-])(?:{_SMALL}|\d{{1,3}})\s(?:in|out\sof|of\severy)\s(?:every\s)?"
    rf"(?:\d{{1,3}}(?!\d|,\d|\.\d|%|\spercent)|{_SMALL})(?![\w-])|"
    r"(?<![\w-])(?:one|1)\s[a-z]{2,20}\sin\s"
    rf"(?:every\s)?(?:\d{{1,4}}(?!\d|,\d|\.\d)|{_SMALL})"
    r"(?![\w-])(?!\s(?:cities|states|countries|districts|counties|years|months))|"
    r"(?<![\w-])every\s(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?=\s(?!years?\b|months?\b|weeks?\b|days?\b|quarters?\b|hours?\b|minutes?\b|times?\b|party\b)[a-z])|"
    r"\b\d{1,4}[-\s]to[-\s](?:1|one)\b(?![,.]?\d))"
)
_RATIO_CUE = re.compile(
    r"\b(?:in|of|every|IN|OF) (?:every |EVERY )?(?:\d{1,4}(?![\d,.%])|"
    r"(?i:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred|thousand)\b)|[ -]to[ -](?:1|one)\b|"
    r"\b[Ee]very (?:[a-z]{3,5}th|third)\b"
)
_SLASHED = re.compile(r"(?=\d)(?<![\w.,/-])(?:\d{1,3}\s)?[1-9]\d?/[1-9]\d?(?![\w/])")
_FRACTION = re.compile(
    r"(?i:\b(?:one|two|three|four|five|six|seven|a|an)[-\s](?:half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|"
    r"sevenths?|eighths?|ninths?|tenths?|hundredths?)\b(?!\s(?:times|years?|months?|days?|hours?|million|billion|thousand|"
    r"party|parties|country|countries|person|quarter|of\s(?:1[5-9]|20)\d\d))|"
    r"(?<!-)\bhalf\b(?![-\s](?:times|years?|months?|days?|hours?|brother|sister|sibling|life|way|hearted|of\s(?:the\s)?(?:1[5-9]|20)\d\d)|\w))"
)
_HALF_OF_A_TIME = re.compile(r"(?i:\b(?:first|second|latter|other|last|third|fourth|1st|2nd)[-\s])$")
_A_THIRD = re.compile(r"(?i:an?[-\s](?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$)")
_ABOUT_A_THIRD = re.compile(
    r"(?i:\b(?:about|almost|nearly|roughly|around|approximately|(?:more|less|fewer) than|over|under|at least|by)\s)$"
)
MOST_BEFORE_A_THIRD = 20
"""Characters before "a third" that tell whether it is a share."""
_MULTIPLE = re.compile(
    r"(?i:\b(?:doubl(?:ed|ing)|tripl(?:ed?|es|ing)|trebl(?:ed?|ing)|quadrupl(?:ed?|es|ing)|quintupl(?:ed?|ing)|halv(?:ed?|ing)|"
    r"twice|thrice|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred)-?fold)\b|"
    r"\bdoubles?\s(?=the\b|that\b|its\b|their\b|from\b|in\b|between\b|to\b))"
)
_WORD = re.compile(
    rf"(?i:(?<![\w-])(?:{_WORDS})(?:\s(?:and\sa|and\sone)[-\s]half)?(?:[-\s]{_PERCENT}(?!\w)|[-\s]times\b|[-\s]fold\b|[-\s]{_TIME}(?!\w)"
    rf"|\s{_MONEY}\b){{0,2}}(?!-(?!{_TIME})\w)(?!\w))"
)
_ALONE_ONE = re.compile(r"(?i:one)")
_ONE_BEFORE_NUMBER = re.compile(rf"(?i:\s?(?:to|or|and|{_DASH})\s?(?:{_MANY}|\d))")
_VAGUE = re.compile(
    r"(?i:\b(?:(?:nearly|almost|virtually|practically)\s(?:all|none)|(?:vast\s)?majority|"
    r"(?:an?\s)?(?:half\s)?dozens?|(?:hundreds|thousands|millions|billions|tens)(?:\sof\s(?:thousands|millions))?(?=\sof\b))\b)"
)
_MEASURE = (
    r"(?:shares?|rates?|numbers?|percent(?:age)?s?|proportions?|growth|gains?|increases?|decreases?|declines?|drops?|rises?|means?|"
    r"medians?|averages?|counts?|totals?|amounts?|volumes?|frequency|levels?|changes?|differences?|values?|figures?|reasons?|"
    r"source|group|category|categories|percentages)"
)
_ORDER = r"(?:(?:second|third|fourth|fifth|next|2nd|3rd)[-\s])?"
_RANK = re.compile(
    rf"(?i:\b{_ORDER}(?:most|least)[-\s](?:common(?:ly)?|frequent(?:ly)?|often|prevalent|numerous|likely)\b|"
    rf"\b{_ORDER}(?:largest|smallest|highest|lowest|greatest|biggest|fewest|fastest|slowest|longest|shortest|steepest)\b|"
    rf"\b{_ORDER}leading\s(?=(?:\w{{1,20}}\s){{0,2}}(?:reasons?|causes?|sources?)\b))"
)
_SURE_RANK = re.compile(r"(?i:(?:common|frequent|prevalent|often|numerous)(?:ly)?|leading)$")
_MEASURED = re.compile(rf"(?i:(?:\s[\w-]{{1,20}}){{0,3}}\s{_MEASURE}\b)")
_GREW = re.compile(r"(?i:(?:grew|rose|grow|rise|fell|increased?|declined?|growing)\s(?:\w{1,12}\s)?$)")
_PRINTABLE_END = " \t\u00a0-"

_LETTERS = re.compile(r"[a-z]+")
_DIGIT = re.compile(r"[\d\u00bc-\u00be]")
_NUMBER_WORDS = NUMBER_WORDS | frozenset({"zero", "million", "billion", "trillion"})
_ANY_WORD = _NUMBER_WORDS | FRACTION_WORDS | MULTIPLE_WORDS | VAGUE_WORDS | RANK_WORDS


def may_state(text: str) -> bool:
    """Whether a text may hold a mention at all (a cheap look before the full one)."""
    return _DIGIT.search(text) is not None or not _ANY_WORD.isdisjoint(_LETTERS.findall(text.casefold()))


def mentions_of(text: str) -> tuple[Mention, ...]:
    """The quantities that a sentence states, in their order.

    >>> [m.printed for m in mentions_of("Six in 10 (61%) were charged in 2013, up from 1,118.")]
    ['Six in 10', '61%', '1,118']
    """
    text = text[:LONGEST]
    words = frozenset(_LETTERS.findall(text.casefold()))
    digits = _DIGIT.search(text) is not None
    if not digits and words.isdisjoint(_ANY_WORD):
        return ()
    taken = _Taken(excluded_spans(text, words) if digits or "tolerance" in words else ())
    found: list[Span] = []
    for pattern in _patterns(text, digits, words):
        spans = [_trimmed(text, m.span()) for m in pattern.finditer(text)]
        for span in spans:
            if span[0] < span[1] and taken.is_free(span) and _counts(pattern, text, span):
                found.append(span)
                taken.add(span)
    if words.isdisjoint(RANK_WORDS):
        return tuple(Mention(text[a:b], a, b) for a, b in sorted(found))
    sure = bool(found)
    for match in _RANK.finditer(text):
        span = _trimmed(text, match.span())
        if taken.is_free(span) and _ranks(text, span, sure):
            found.append(span)
            taken.add(span)
    return tuple(Mention(text[a:b], a, b) for a, b in sorted(found))


def _patterns(text: str, digits: bool, words: frozenset[str]) -> Iterator[re.Pattern[str]]:
    """The patterns that may find something, the more telling before those that would take a part of it."""
    spelled = not words.isdisjoint(_NUMBER_WORDS)
    parts = not words.isdisjoint(FRACTION_WORDS)
    if (digits or spelled or parts) and _RATIO_CUE.search(text):
        yield _RATIO
    if parts:
        yield _FRACTION
    if digits:
        if "/" in text:
            yield _SLASHED
        yield _NUMBER
        if ":" in text or ";" in text:
            yield _COLON_NUMBER
    if not words.isdisjoint(MULTIPLE_WORDS):
        yield _MULTIPLE
    if spelled:
        yield _WORD
    if not words.isdisjoint(VAGUE_WORDS):
        yield _VAGUE


class _Taken:
    """Spans of a text that are spoken for; looks up and adds in logarithmic time."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in spans:
            if self.ends and start < self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def is_free(self, span: Span) -> bool:
        """Whether nothing of a span is taken."""
        at = bisect_right(self.starts, span[0])
        before = at == 0 or self.ends[at - 1] <= span[0]
        return before and (at == len(self.starts) or self.starts[at] >= span[1])

    def add(self, span: Span) -> None:
        """Take a span that is free."""
        at = bisect_right(self.starts, span[0])
        self.starts.insert(at, span[0])
        self.ends.insert(at, span[1])


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in _PRINTABLE_END:
        end -= 1
    while start < end and text[start] in " \t\u00a0":
        start += 1
    return start, end


def _counts(pattern: re.Pattern[str], text: str, span: Span) -> bool:
    """Whether what a pattern found is a quantity where it stands."""
    start, end = span
    if pattern is _FRACTION:
        if _HALF_OF_A_TIME.search(text, max(0, start - 8), start):
            return False
        return (
            not _A_THIRD.fullmatch(text, start, end)
            or text[end : end + 4] == " of "
            or _ABOUT_A_THIRD.search(text, max(0, start - MOST_BEFORE_A_THIRD), start) is not None
        )
    if pattern is _WORD and _ALONE_ONE.fullmatch(text, start, end):
        return _ONE_BEFORE_NUMBER.match(text, end) is not None
    return True


def _ranks(text: str, span: Span, beside_figure: bool) -> bool:
    start, end = span
    if beside_figure or _SURE_RANK.search(text, start, end):
        return True
    return _MEASURED.match(text, end) is not None or _GREW.search(text, max(0, start - 30), start) is not None
