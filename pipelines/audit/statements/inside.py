"""What the numbers of one sentence say of one another, with no table: a share and its counts, a word and its number.

In: contexts and the verdicts so far. Out: better verdicts. Relies on forms that leave no doubt: `88 offenders (8.1% of
the 1,093)`, `4.3 percent of the 1,093 (47 offenders)`, `of the 36,080 suspects, 21,569 (60%)`, `over half (52%)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipelines.audit.model import UNIT, quantity
from pipelines.audit.statements.check import Check, Verdict
from pipelines.audit.statements.context import Context, words_between
from pipelines.audit.sums import HUNDRED

_OF_ALL = re.compile(r"\s*of (?:the|all|these|those)(?: the)?\s*")
_OPENS = re.compile(r"(?:\s[a-z][a-z -]*)?\s?\(")
_OF_THESE = re.compile(r"\b[Oo]f (?:the |all )?$")
_OR_IN_OTHER_UNITS = re.compile(
    r",?\s(?:or(?: about| roughly| almost| approximately)?\s|\((?:or |about )?)", re.IGNORECASE
)
_DAYS = {"days": (100, 100, 100), "months": (2800, 3100, 3044), "years": (36500, 36600, 36525)}
"""The fewest, the most and the average hundredths of days of a unit of time."""
FEWEST_SHARES = 3
_BESIDE = re.compile(r"\s?\(")
_COUNTED = re.compile(r"\s([a-z]+)([,)])")
"""What is counted: `Of the 40 callers, 10% (4 callers)`."""
_TOLD = re.compile(r"(?:\s[a-z-]+){1,4}?\s(?:were|was|had|have|has|are|is|received|got)\s[a-z -]+\($")
"""` offenders were sentenced to prison (`"""
_APART = re.compile(r"\s(?P<way>higher|lower|more|less|greater|larger|smaller)\s(?:[a-z-]+\s){1,6}\($")
_THAN_WHOM = re.compile(r"\)\sthan\s(?:[a-z-]+\s){1,6}\($")
_BESIDE_WORD = re.compile(r"(?:\s(?!of\b)[a-z][a-z-]*){0,2}\s?\(")
_BEHIND = re.compile(r"\sof [^\d.,;()]{1,60}\s?\(")
"""`Nearly half of the women (48%) were`: the bracket may be of the word, or of those behind it."""


def by_their_own(contexts: Sequence[Context], found: list[Check]) -> None:
    """Hold the numbers of each sentence against one another where its form says how they belong together."""
    by_statement: dict[int, list[int]] = {}
    for n, context in enumerate(contexts):
        by_statement.setdefault(context.statement, []).append(n)
    for places in by_statement.values():
        _hundred(contexts, found, places)
        _points_apart(contexts, found, places)
        for a, b in pairwise(places):
            _same_time(contexts, found, a, b)
        for at, n in enumerate(places):
            said = contexts[n].said
            if said is None or said.unit != "percent":
                continue
            if contexts[n].printed[:1].isalpha() and not contexts[n].printed.casefold().endswith("percent"):
                _word(contexts, found, n, places[at + 1 : at + 2])
            elif found[n].verdict == "not_checkable" or found[n].relation != "share":
                _share(contexts, found, places, at)
            else:
                _count_of_share(contexts, found, places, at)


def _share(contexts: Sequence[Context], found: list[Check], places: list[int], at: int) -> None:
    """A percentage with the two counts that it is worked out from, in the same sentence."""
    n = places[at]
    said = contexts[n].said
    pair = _counts(contexts, places, at)
    if said is None or pair is None:
        return
    part, base = (contexts[m].said for m in pair)
    if part is None or base is None or base.value <= 0 or not 0 <= part.value <= base.value:
        return
    middle = part.value * HUNDRED // base.value
    holds = said.allows(middle, middle + 1)
    shown = f"{_shown(contexts[pair[0]])} / {_shown(contexts[pair[1]])} = {quantity(middle, said.decimals + 1)}%"
    found[n] = replace(
        found[n],
        verdict="consistent" if holds else "inconsistent",
        relation="share",
        explanation=f"{shown}." if holds else f"{shown}, not {contexts[n].printed}.",
        numbers=(),
        computed=middle,
    )
    if holds and found[pair[0]].verdict == "not_checkable":
        found[pair[0]] = replace(found[pair[0]], verdict="consistent", explanation=f"{shown}.", options=())


def _count_of_share(contexts: Sequence[Context], found: list[Check], places: list[int], at: int) -> None:
    """`Of the 334 asked, 37 (20%)`, `242 of the 486 were sent there (85%)`: a share that is printed, and a count that
    is not, and does not make it."""
    n, said = places[at], contexts[places[at]].said
    pair = _counts(contexts, places, at) or told_of(contexts, places, at)
    if said is None or pair is None or not contexts[n].rest.startswith(")"):
        return
    other = next((m for m in pair if found[m].verdict == "not_checkable"), None)
    (known,) = [m for m in pair if m != other] if other is not None else (None,)
    part, base = (contexts[m].said for m in pair)
    if other is None or known is None or found[known].verdict != "consistent" or part is None or base is None:
        return
    cells = [found[m].numbers for m in (n, known)]
    if not all(cells) or cells[0][0].table != cells[1][0].table or not part.value > 0 or base.value <= 0:
        return
    middle = part.value * HUNDRED // base.value
    holds = said.allows(
        part.low * HUNDRED // (base.high or base.low), -(-(part.high or part.low) * HUNDRED // base.low)
    )
    shown = f"{_shown(contexts[pair[0]])} / {_shown(contexts[pair[1]])} = {quantity(middle, said.decimals + 1)}%"
    found[other] = replace(
        found[other],
        verdict="consistent" if holds else "inconsistent",
        relation="level",
        explanation=f"{shown}." if holds else f"{shown}, not {contexts[n].printed}, which is printed.",
        numbers=() if holds else (*cells[0], *cells[1]),
        computed=None,
        options=(),
    )


def told_of(contexts: Sequence[Context], places: Sequence[int], at: int) -> tuple[int, int] | None:
    """Part and base of `242 of the 286 offenders were sentenced to prison (85%)`: the bracket is of what is told."""
    if at < 2:
        return None
    part, base, share = (contexts[places[i]] for i in (at - 2, at - 1, at))
    of = words_between(part, base)
    told = words_between(base, share)
    if _is_count(part) and _is_count(base) and _OF_ALL.fullmatch(of) and _TOLD.fullmatch(told):
        return places[at - 2], places[at - 1]
    return None


def _same_time(contexts: Sequence[Context], found: list[Check], a: int, b: int) -> None:
    """`290 days, or 9 months`: one length of time in two units."""
    one, other = contexts[a].said, contexts[b].said
    between = words_between(contexts[a], contexts[b])
    if one is None or other is None or not _OR_IN_OTHER_UNITS.fullmatch(between):
        return
    if one.unit not in _DAYS or other.unit not in _DAYS or one.unit == other.unit or one.high is None:
        return
    (least, most, usual), (low, high, average) = _DAYS[other.unit], _DAYS[one.unit]
    lowest, highest = one.low * low // most, -(-one.high * high // least)
    middle = one.value * average // usual
    holds = other.allows(lowest, highest)
    shown = f"{contexts[a].printed} are {quantity(middle, 1)} {other.unit}"
    for n in (a, b) if holds else (b,):
        if found[n].verdict == "not_checkable":
            words = f"{shown}." if holds else f"{shown}, not {contexts[n].printed}."
            verdict: Verdict = "consistent" if holds else "inconsistent"
            found[n] = replace(found[n], verdict=verdict, explanation=words, numbers=(), computed=middle)


def _hundred(contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """Shares that a sentence lists one after another, to the tenth, and that make a hundred: they are of one whole."""
    shares = [n for n in places if (s := contexts[n].said) and s.unit == "percent" and s.decimals and not s.change]
    values = [s for n in shares if (s := contexts[n].said)]
    if len(shares) < FEWEST_SHARES or any(s.high is None for s in values):
        return
    low, high = sum(s.low for s in values), sum(s.high or 0 for s in values)
    if low <= HUNDRED <= high:
        shown = " + ".join(contexts[n].printed.rstrip("% ") for n in shares)
        total = quantity(sum(s.value for s in values), max(s.decimals for s in values))
        for n in shares:
            if found[n].verdict == "not_checkable":
                words = f"The shares of the sentence make a whole: {shown} = {total}."
                found[n] = replace(found[n], verdict="consistent", explanation=words, numbers=(), computed=None)


def _points_apart(contexts: Sequence[Context], found: list[Check], places: list[int]) -> None:
    """`1.9 percentage points lower among women (3.4%) than among men (5.3%)`: the difference, and its way."""
    for n, a, b in zip(places, places[1:], places[2:], strict=False):
        said, one, other = (contexts[i].said for i in (n, a, b))
        way = _APART.fullmatch(words_between(contexts[n], contexts[a]))
        if said is None or one is None or other is None or said.unit != "points" or said.bounded or way is None:
            continue
        if one.unit != "percent" or other.unit != "percent" or one.high is None or other.high is None:
            continue
        if one.bounded or other.bounded or not _THAN_WHOM.fullmatch(words_between(contexts[a], contexts[b])):
            continue
        sign = 1 if way["way"] in ("higher", "more", "greater", "larger") else -1
        low, high = sorted((sign * (one.low - other.high), sign * (one.high - other.low)))
        middle = one.value - other.value
        decimals = max(one.decimals, other.decimals)
        shown = f"{contexts[a].printed} - {contexts[b].printed} = {quantity(middle, decimals)} points"
        holds = said.allows(low, high)
        if found[n].verdict == "not_checkable":
            words = f"{shown}." if holds else f"{shown}, not {contexts[n].printed} {way['way']}."
            verdict: Verdict = "consistent" if holds else "inconsistent"
            found[n] = replace(
                found[n], verdict=verdict, relation="change_points", explanation=words, numbers=(),
                computed=abs(middle), options=(),
            )  # fmt: skip


def _counts(contexts: Sequence[Context], places: list[int], at: int) -> tuple[int, int] | None:
    """Part and base of the percentage at a place of its sentence, where its form tells them."""
    text = contexts[places[at]].sentence

    def between(a: int, b: int) -> str:
        return words_between(contexts[places[a]], contexts[places[b]])

    counts = {i for i, n in enumerate(places) if _is_count(contexts[n])}
    if at + 1 in counts and _OF_ALL.fullmatch(between(at, at + 1)):
        if at - 1 in counts and _OPENS.fullmatch(between(at - 1, at)):
            return places[at - 1], places[at + 1]
        if at + 2 in counts and _OPENS.fullmatch(between(at + 1, at + 2)):
            return places[at + 2], places[at + 1]
    base = next((i for i in sorted(counts) if i < at - 1 and _OF_THESE.search(text[: contexts[places[i]].start])), None)
    if base is not None and at - 1 in counts and _BESIDE.fullmatch(between(at - 1, at)):
        return places[at - 1], places[base]
    base = next((i for i in sorted(counts) if i < at and _OF_THESE.search(text[: contexts[places[i]].start])), None)
    if base is not None and at + 1 in counts and _BESIDE.fullmatch(between(at, at + 1)):
        one, other = (_COUNTED.match(text, contexts[places[i]].end) for i in (base, at + 1))
        if one and other and one[1] == other[1] and other[2] == ")":
            return places[at + 1], places[base]
    return None


def _is_count(context: Context) -> bool:
    return context.said is not None and context.said.unit == "" and context.said.value >= UNIT


def _shown(context: Context) -> str:
    return quantity(context.said.value, 0) if context.said and context.printed[:1].isalpha() else context.printed


def _word(contexts: Sequence[Context], found: list[Check], n: int, following: list[int]) -> None:
    """A word for a share with its number in brackets behind it: the number is what the word must allow."""
    if not following:
        return
    context, beside = contexts[n], contexts[following[0]]
    gap = words_between(context, beside)
    if context.said is None or beside.said is None or beside.said.unit != "percent":
        return
    holds = context.said.allows(beside.said.low, beside.said.high or HUNDRED)
    if not (_BESIDE_WORD.fullmatch(gap) or (holds and _BEHIND.fullmatch(gap))):
        return
    words = f"{beside.printed} is stated beside it" if holds else f"It is said of {beside.printed}"
    tied = found[following[0]].numbers if found[following[0]].verdict == "consistent" else ()
    found[n] = replace(
        found[n],
        verdict="consistent" if holds else "inconsistent",
        relation="share",
        explanation=f"{words}.",
        numbers=tied if holds else (),
        computed=beside.said.value,
    )
