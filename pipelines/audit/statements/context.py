"""What surrounds a number in a sentence: the words of its segment, of its clause, of the sentence, of what went before.

In: the statements of a document. Out: for each mention a `Context`. Relies on `segments` for the words that belong to
one number alone, and on the forms that reports have: what is cited, of whom a share is, what moves from one number to
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.audit.model import UNIT
from pipelines.audit.statements.names import NONE, Names
from pipelines.audit.statements.segments import groups_of, segments_of
from pipelines.audit.statements.stated import Stated, is_change, multiple, stated
from pipelines.audit.statements.vocabulary import YEARS, name_key
from pipelines.audit.statements.words import stems
from pipelines.extraction.model import Mention, Statement

_ENDED = re.compile(r"(?<!\b[A-Z]\.[A-Z])(?<!\b(?:No|vs|Dr|Mr|St|Jr))(?<!\bFig)(?<!\bInc)\.\s+(?=[A-Z])")
"""The end of a sentence that was read together with the one behind it."""
_SPELLED = re.compile(r"((?:[A-Za-z&'\u2019-]+[ ]){2,12})\(([A-Z]{2,8})\)")
_BOUND = re.compile(
    r"\b(?:more|less|higher|lower|greater|fewer|older|younger) than\b|\bat (?:least|most)\b", re.IGNORECASE
)
_BOUND_BEFORE = re.compile(_BOUND.pattern + r"[\s(]*$", re.IGNORECASE)
_AVERAGE = re.compile(r"\b(?:mean|average[ds]?|median)\b", re.IGNORECASE)
_PARTED = re.compile(r"[,;:()]|\b(?:and|but|or|to|by|while|than|from)\b", re.IGNORECASE)
_SAME = re.compile(r"\b(?:the same|both|equal(?:ly)?|each)\b", re.IGNORECASE)
_CHANGED = (
    r"(?:rose|risen|gr[eo]wn?|grew|gain(?:ed|s)?|increased?|growth|(?<!made )(?<!make )(?<!makes )(?<!making )up|"
    r"climbed|fell|fallen|declined?|decreased?|down|"
    r"dropped|drop|slipped|shrank|rise|fall|higher|lower|jump(?:ed)?|surged?|advanced)"
)
_RISEN = re.compile(
    rf"\b{_CHANGED}(?:\s(?:by|of|about|almost|nearly|roughly|some|around|more than|less than|over|below|was|"
    rf"an estimated|another|a further))*\s?\(?$",
    re.IGNORECASE,
)
_RISE = re.compile(
    r"\s(?:increase|rise|growth|gain|decline|decrease|drop|fall|jump|more|fewer|higher|lower)\b", re.IGNORECASE
)
_THAN = re.compile(
    r"\s(?:percent\s|percentage points?\s)?(?P<way>more|higher|greater|larger|less|lower|smaller|fewer)\b"
    r".{0,60}?\bthan\b"
)
_ABOVE = ("more", "higher", "greater", "larger")
_ENDS = r"(?:\b(?:were|was|are|is|had|have|received|got|led|went|came)\b|[,;.(]|$)"
_OF_BEFORE = re.compile(r"\bof (?:the|all|these|those)(?: the)?\s$", re.IGNORECASE)
_AMONG = re.compile(rf"[Aa]mong\b((?:(?!{_ENDS}).)*)")
_OF_THOSE = re.compile(rf"\b[Oo]f (?:the|those|all|these)\b((?:(?!{_ENDS}).)*)")
_OPENING_OF = re.compile(rf"Of (?:(?:the|those|all|these)\b)?((?:(?!{_ENDS}).)*)")
_BOUNDED = re.compile(r"\b(?:under|over|age[ds]?|older|younger|more than|less than|at least)\b", re.IGNORECASE)
_OF_WHOM = re.compile(rf"\)?\sof ((?:(?!{_ENDS}).)*)")
_OWN_YEAR = re.compile(
    r"\sin (?:fiscal year |fiscal |calendar year |FY )?((?:1[89]|20)\d{2})\b(?!\s?(?:[-\u2013]|to\b|and\b))"
)
_EXAMPLES = re.compile(r",?\s(?:such as|including|for example|e\.g\.)\s")
_AS_OFTEN_AS = re.compile(r"\bas (?:often|frequent(?:ly)?|common(?:ly)?|numerous)\b", re.IGNORECASE)
_EACH = re.compile(r"\s(?:each|apiece|in each case)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\sof all [a-z]+s\b")
_MOVING = re.compile(r"(?:\bfrom|\d%? to)\s$")
_MOVES_ON = re.compile(r"\s?to\s\d|,?\s(?:up|down)\sfrom\s")
_CAPITALS = re.compile(r"\b[A-Z]{2,8}\b")
CITED = re.compile(
    r"\b(?:see )?((?:table|exhibit|figure|chart|box)\s+[A-Z]?-?\d+(?:[.-]\d+){0,3}[a-z]?)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:their|they|its|his|these|those)\b", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"\(not shown\)|\bother than\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:all|for|other|of) (?:\w+ ){0,4}federal \w+s\b|\ball (?:\w+ )?other\b"
    r"|\bother (?:matters|cases|defendants)\b"
    r"|\b(?:nation(?:ally|wide)|national average|in general|overall population)\b",
    re.IGNORECASE,
)


LONGEST_SENTENCE = 600
"""What is longer, in characters, is a list that ran together rather than a sentence."""
NEAR_BOUND = 60
"""A bound ("lost more than half") so many characters behind a number tells whom it counts."""
STILL_MEANT = 3
"""A table that a sentence cites is still meant in so many sentences after it."""


@dataclass(frozen=True, slots=True)
class Context:
    """A mention with its words, nearest first, and what is cited near it."""

    statement: int
    mention: int
    printed: str
    said: Stated | None
    words: tuple[frozenset[str], ...]
    """Stems of the segment, of the clause, of the sentence, of the sentence before where it is referred to, of the
    heading."""
    years: tuple[str, ...]
    near_years: tuple[str, ...]
    cited: str
    cited_here: bool
    cited_surely: bool
    """Whether the sentence names one table itself, or its section names no other."""
    not_shown: bool
    elsewhere: bool
    """Whether its segment speaks of all others, or of a whole larger than the report's own; or what was read is no
    whole sentence, or a title."""
    lead: frozenset[str] | None
    """Stems of its segment before it, where `of all persons` behind it names another whole than the table may have."""
    base: frozenset[str]
    """Stems of what it is said to be a part of: `of those sent to prison, 62%`, `38% of those on probation`."""
    among: frozenset[str]
    """Stems of `among female suspects`: whom the number is a share of, not what it tells of them."""
    whom: frozenset[str]
    """Stems of whom it is a share of, told before it or right behind it."""
    is_base: bool
    """Whether it is what something is a part of: `of the 300 offenders`."""
    risen: bool
    """Whether it stands right behind a word of rise or fall: it tells how much, not where that led."""
    than: bool
    """Whether it tells how much more or less one thing is than another: `20% higher than`."""
    each: bool
    """Whether it is said of several things, of each."""
    moving: bool
    """Whether it is one end of `from a to b`."""
    section: str
    """The heading it stands under; of a heading, its own words."""
    segment: str
    sentence: str
    start: int
    """Where the mention begins in the sentence."""


def contexts(statements: Sequence[Statement], names: Names = NONE) -> list[Context]:
    """The context of every mention, in order; `names` are names in sentences that tables know by others."""
    found: list[Context] = []
    cites = _section_cites(statements)
    several = _cited_beside_others(statements)
    short = abbreviations(s.text for s in statements)

    def said_in(text: str) -> frozenset[str]:
        words = stems(text).union(*(short[w] for w in _CAPITALS.findall(text) if w in short))
        return names.meant(frozenset(w for w in words if not w[0].isdigit()))

    for n, statement in enumerate(statements):
        text = statement.text
        segments, ends = segments_of(statement)
        groups = groups_of(statement, segments)
        here = CITED.search(text)
        earlier = [s.text for s in statements[max(0, n - 2) : n] if s.section == statement.section]
        numbers = _with_units(statement)
        referred = said_in(earlier[-1]) if earlier and _PRONOUN.search(text) else frozenset()
        for m, mention in enumerate(statement.mentions):
            ends_before = [e.end() for e in _ENDED.finditer(text, 0, mention.start)]
            first = max([*ends_before, *(text.rfind(mark, 0, mention.start) + 1 for mark in (";", ": "))])
            near_groups, all_groups = groups[m]
            words = (
                near_groups | said_in(_AS_OFTEN_AS.sub(" ", _EXAMPLES.split(segments[m])[0])),
                near_groups | said_in(text[first : ends[m]]),
                all_groups | said_in(text[: ends[m]]),
                referred,
                said_in(" ".join(earlier)),
                said_in(statement.section),
            )
            than = _THAN.match(text, mention.end)
            said = None if m and _is_threshold(text, statement.mentions[m - 1], mention) else numbers[m]
            if than and said is not None and said.unit != "times":
                said = replace(said, change=1 if than["way"] in _ABOVE else -1)
            near = text[max(0, mention.start - 30) : mention.end + 16]
            own_year = _OWN_YEAR.match(text, mention.end)
            near_years = (own_year[1],) if own_year else tuple(YEARS.findall(segments[m])) or tuple(YEARS.findall(near))
            found.append(
                Context(
                    n,
                    m,
                    mention.printed,
                    said,
                    words,
                    tuple(YEARS.findall(text)),
                    near_years,
                    name_key(here[1]) if here else cites[n],
                    here is not None,
                    here is not None
                    or _just_cited(statements, n, cites[n])
                    or (bool(cites[n]) and cites[n] not in several),
                    bool(_NOT_SHOWN.search(_clause(text, mention.start))),
                    len(text) > LONGEST_SENTENCE
                    or text[:1].islower()
                    or bool(CITED.match(text))
                    or (than is None and _of_others(segments[m], text, mention)),
                    said_in(text[first : mention.start]) if _OF_ALL.match(text[mention.end :]) else None,
                    _part_of(said_in(_base_of(text, mention)), f"{_base_of(text, mention)} {_of_whom(text, mention)}"),
                    said_in(_among(text, mention)),
                    said_in(f"{_among(text, mention)} {_of_whom(text, mention)}"),
                    bool(_OF_BEFORE.search(text[: mention.start])),
                    bool(
                        _RISEN.search(text[: mention.start])
                        or _RISE.match(text[mention.end :])
                        or (multiple(mention.printed) is not None and is_change(mention.printed))
                    ),
                    than is not None,
                    bool(_EACH.match(text[mention.end :]) or _SAME.search(segments[m])),
                    bool(_MOVING.search(text[: mention.start]) or _MOVES_ON.match(text[mention.end :])),
                    text if statement.kind == "heading" else statement.section,
                    segments[m],
                    text,
                    mention.start,
                )
            )
    return found


def _base_of(text: str, mention: Mention) -> str:
    """The words for what a number is said to be a part of: right behind it, or opening its clause."""
    behind = _OF_THOSE.match(text[mention.end :].lstrip())
    if behind:
        return behind[1]
    first = max(text.rfind(mark, 0, mention.start) for mark in (";", ". ")) + 1
    opening = _OPENING_OF.match(text[first : mention.start].lstrip())
    return opening[1] if opening else ""


def _of_whom(text: str, mention: Mention) -> str:
    behind = _OF_WHOM.match(text[mention.end :])
    return behind[1] if behind else ""


def _part_of(words: frozenset[str], base: str) -> frozenset[str]:
    """The stems of a base, with a mark that no table knows where it is bounded (`suspects under age 25`)."""
    return words | {"bounded"} if _BOUNDED.search(base) else words


def _among(text: str, mention: Mention) -> str:
    first = max(text.rfind(mark, 0, mention.start) for mark in (";", ". ")) + 1
    opening = _AMONG.match(text[first : mention.start].lstrip())
    return opening[1] if opening else ""


def _clause(text: str, place: int) -> str:
    """The part of a sentence between semicolons that a place stands in."""
    end = text.find(";", place)
    return text[text.rfind(";", 0, place) + 1 : end if end >= 0 else len(text)]


def _of_others(segment: str, text: str, mention: Mention) -> bool:
    """Whether a segment speaks of others than the tables', or of those beyond some bound that is not the number's."""
    after = re.split(r"[,;]", text[mention.end : mention.end + NEAR_BOUND])[0]
    before = re.split(r"[;%]", text[max(0, mention.start - NEAR_BOUND) : mention.start])[-1]
    bounds = len(_BOUND.findall(segment)) > bool(_BOUND_BEFORE.search(text[: mention.start]))
    return bounds or bool(_BOUND.search(after)) or any(_ELSEWHERE.search(part) for part in (segment, before, after))


def _is_threshold(text: str, before: Mention, mention: Mention) -> bool:
    """Whether a number only tells what another counts: `4% lost a share higher than 10%`."""
    between = text[before.end : mention.start]
    shares = stated(text, before.start, before.end)
    bound = _BOUND_BEFORE.search(between)
    return bool(bound and shares and shares.unit == "percent" and not _PARTED.search(between[: bound.start()]))


def _with_units(statement: Statement) -> list[Stated | None]:
    """What each mention says; where a sentence tells averages, bare numbers are in the unit of time beside them."""
    found = [stated(statement.text, m.start, m.end) for m in statement.mentions]
    units = {s.unit for s in found if s is not None and s.unit in ("months", "days")}
    if len(units) != 1 or not _AVERAGE.search(statement.text):
        return found
    return [
        replace(s, unit=next(iter(units)), low=s.low - UNIT // 2, high=s.high and s.high + UNIT // 2)
        if s is not None and s.unit == "" and m.printed.isdecimal()
        else s
        for s, m in zip(found, statement.mentions, strict=True)
    ]


def abbreviations(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """What the document's abbreviations stand for, as stems, where it spells them out.

    >>> sorted(abbreviations(["Immigration and Customs Enforcement (ICE) led"])["ICE"])
    ['custom', 'enforcement', 'immigr']
    """
    found: dict[str, frozenset[str]] = {}
    for text in texts:
        for match in _SPELLED.finditer(text):
            letters = [c for c in match[2].casefold() if c.isalpha()]
            words = match[1].split()
            for size in range(len(letters), min(len(words), len(letters) + 4) + 1):
                initials = iter(w[0].casefold() for w in words[-size:])
                if all(c in initials for c in letters) and words[-size][0].casefold() == letters[0]:
                    found.setdefault(match[2], stems(" ".join(words[-size:])))
                    break
    return found


def _just_cited(statements: Sequence[Statement], n: int, table: str) -> bool:
    """Whether one of the few sentences before, in the same section, cites this table and none after it another."""
    for before in reversed(statements[max(0, n - STILL_MEANT) : n]):
        if before.section != statements[n].section or not table:
            return False
        if named := [name_key(c) for c in CITED.findall(before.text)]:
            return named == [table]
    return False


def _cited_beside_others(statements: Sequence[Statement]) -> set[str]:
    """Tables that are cited in a section which cites others too."""
    found: dict[str, set[str]] = {}
    for statement in statements:
        found.setdefault(statement.section, set()).update(name_key(c) for c in CITED.findall(statement.text))
    tables = [{c for c in cited if not c.startswith(("figure", "chart"))} for cited in found.values()]
    return set().union(*(cited for cited in tables if len(cited) > 1))


def _section_cites(statements: Sequence[Statement]) -> list[str]:
    """The table that each statement's section cites: the last one named before it, else the first one after it."""
    cites = [""] * len(statements)
    for order in (range(len(statements)), range(len(statements) - 1, -1, -1)):
        last, section = "", None
        for n in order:
            if statements[n].section != section:
                last, section = "", statements[n].section
            named = [c for c in CITED.findall(statements[n].text) if not c.casefold().startswith(("figure", "chart"))]
            if named:
                last = name_key(named[-1])
            cites[n] = cites[n] or last
    return cites
