"""What surrounds a number in a sentence: the words of its segment, of its clause, of the sentence, of what went before.

In: the statements of a document. Out: for each mention a `Context`. Relies on `segments` for the words that belong to
one number alone, and on the forms that reports have: what is cited, of whom a share is, what moves from one number to
another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.audit.model import UNIT
from pipelines.audit.statements.citations import CITED, cited_beside_others, just_cited, section_cites
from pipelines.audit.statements.names import NONE, Names
from pipelines.audit.statements.risen import has_risen
from pipelines.audit.statements.segments import groups_of, segments_of
from pipelines.audit.statements.stated import Stated, stated
from pipelines.audit.statements.vocabulary import YEARS, name_key
from pipelines.audit.statements.whom import OF_BEFORE, among_words, base_words, stems_of_base, whom_words
from pipelines.audit.statements.words import stem, stems
from pipelines.audit.statements.years_said import near_years, spans
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
_THAN = re.compile(
    r"\s(?:percent\s|percentage points?\s)?(?P<way>more|higher|greater|larger|less|lower|smaller|fewer)\b"
    r".{0,60}?\bthan\b"
)
_ABOVE = ("more", "higher", "greater", "larger")
_EXAMPLES = re.compile(r",?\s(?:such as|including|for example|e\.g\.)\s")
_AS_OFTEN_AS = re.compile(r"\bas (?:often|frequent(?:ly)?|common(?:ly)?|numerous)\b", re.IGNORECASE)
_EACH = re.compile(r"\s(?:each|apiece|in each case)\b", re.IGNORECASE)
_OF_ALL = re.compile(r"\sof all [a-z]+s\b")
_MOVING = re.compile(r"(?:\bfrom|\d%? to)\s$")
_MOVES_ON = re.compile(r"\s?to\s\d|,?\s(?:up|down)\sfrom\s")
_LATER = re.compile(r"\sof [^.;,%()\d]{3,40}(?:in (?:1[89]|20)\d{2})?,\s(?:up|down)\sfrom\s")
"""`25% of seizures in 2019, down from 39%`."""
_CAPITALS = re.compile(r"\b[A-Z]{2,8}\b")
_PRONOUN = re.compile(r"\b(?:their|they|its|his|these|those)\b", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"\(not shown\)|\bother than\b", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"\b(?:all|for|other|of) (?:\w+ ){0,4}federal \w+s\b|\ball (?:\w+ )?other\b"
    r"|\bother (?:matters|cases|defendants)\b"
    r"|\b(?:nation(?:ally|wide)|national average|in general|overall population)\b",
    re.IGNORECASE,
)


_ANOTHER = re.compile(
    r"\b(?:in|at|of|for|by) (?:another|the other|a neighbou?ring)\b|\belsewhere\b(?! was\b)", re.IGNORECASE
)
_NOUN = re.compile(r"\s([a-z]{3,})\b")
_PER = re.compile(r"\bper\s$", re.IGNORECASE)
"""`21.0 per 1,000 persons`: what a rate is counted for states nothing."""
_WITHIN_BOUNDS = re.compile(
    r"\b(?:between|ranged from|ranging from)\s(?:[\d.,$\u00a3\u20ac%]+(?:\s[a-z]+)?\s(?:and|to)\s)?$", re.IGNORECASE
)
"""`between 24,000 and 48,000 students`: the ends of a range over several."""
_CUT = re.compile(r"\s(?:were|was|are|is|and|or|of|the|an?|in|by|to|for|with|at|from|than|that|had|have|has|as)$")
LONGEST_SENTENCE = 600
"""What is longer, in characters, is a list that ran together rather than a sentence."""
NEAR_BOUND = 60
"""A bound ("lost more than half") so many characters behind a number tells whom it counts."""


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
    spans: bool
    """Whether its sentence speaks of a span of years (`2004-2013`), of all of it and not of its ends."""
    cited: str
    cited_here: bool
    cited_surely: bool
    """Whether the sentence names one table itself, or its section names no other."""
    placed: bool
    """Whether it cites no table itself, and stands in a section that speaks of one."""
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
    opening: frozenset[str]
    """Stems of its clause before the first number of it: what those behind it, too, are said of."""
    counted: str
    """The stem of the word right behind it: `2,300 hectares`."""
    highlight: bool
    """Whether it stands in a highlight: what the report found, in short."""

    @property
    def end(self) -> int:
        """Where the mention ends in the sentence."""
        return self.start + len(self.printed)

    @property
    def rest(self) -> str:
        """What stands behind the mention in the sentence."""
        return self.sentence[self.end :]


def words_between(first: Context, last: Context) -> str:
    """What stands between two mentions of one sentence."""
    return first.sentence[first.end : last.start]


def contexts(statements: Sequence[Statement], names: Names = NONE, placed: Sequence[str] = ()) -> list[Context]:
    """The context of every mention, in order; `names` are names in sentences that tables know by others.

    `placed` is for each statement the table that its section speaks of, as far as that is known (see `placed`).
    """
    document = _Document(
        statements,
        section_cites(statements),
        cited_beside_others(statements),
        abbreviations(s.text for s in statements),
        names,
        placed or [""] * len(statements),
    )
    return [c for n in range(len(statements)) for c in _of_statement(document, n)]


@dataclass(frozen=True, slots=True)
class _Document:
    """What the contexts of a document have in common."""

    statements: Sequence[Statement]
    cites: Sequence[str]
    cited_beside_others: set[str]
    short: dict[str, frozenset[str]]
    names: Names
    placed: Sequence[str]

    def said_in(self, text: str) -> frozenset[str]:
        """The stems of a text, what its abbreviations stand for, and the other names of what it names."""
        words = stems(text).union(*(self.short[w] for w in _CAPITALS.findall(text) if w in self.short))
        return self.names.meant(frozenset(w for w in words if not w[0].isdigit()))

    def cites_surely(self, n: int) -> bool:
        """Whether the table that the statement's section cites is meant without doubt."""
        cited = self.cites[n]
        return just_cited(self.statements, n, cited) or (bool(cited) and cited not in self.cited_beside_others)


def _of_statement(document: _Document, n: int) -> Iterator[Context]:
    statement = document.statements[n]
    text, said_in = statement.text, document.said_in
    segments, ends = segments_of(statement)
    groups = groups_of(statement, segments)
    here = CITED.search(text)
    placed = "" if here else document.placed[n]
    earlier = [s.text for s in document.statements[max(0, n - 2) : n] if s.section == statement.section]
    numbers = _with_units(statement)
    farther = (
        said_in(earlier[-1]) if earlier and _PRONOUN.search(text) else frozenset(),
        said_in(" ".join(earlier)),
        said_in(statement.section),
    )
    for m, mention in enumerate(statement.mentions):
        before, behind = text[: mention.start], text[mention.end :]
        first = _clause_begins(before)
        near_groups, all_groups = groups[m]
        than = _THAN.match(text, mention.end)
        said = None if m and _is_threshold(text, statement.mentions[m - 1], mention) else numbers[m]
        said = None if _PER.search(before) else said
        if than and said is not None and said.unit != "times":
            said = replace(said, change=1 if than["way"] in _ABOVE else -1)
        risen = has_risen(text, statement.mentions, m)
        base, among, whom = base_words(text, mention), among_words(text, mention), whom_words(text, mention)
        yield Context(
            statement=n,
            mention=m,
            printed=mention.printed,
            said=said,
            words=(
                near_groups | said_in(_AS_OFTEN_AS.sub(" ", _EXAMPLES.split(segments[m])[0])),
                near_groups | said_in(text[first : ends[m]]),
                all_groups | said_in(text[: ends[m]]),
                *farther,
            ),
            years=tuple(YEARS.findall(text)),
            near_years=near_years(text, mention, segments[m]),
            spans=spans(text),
            cited=name_key(here[1]) if here else placed or document.cites[n],
            cited_here=here is not None or bool(placed),
            cited_surely=here is not None or bool(placed) or document.cites_surely(n),
            placed=bool(placed),
            not_shown=bool(_NOT_SHOWN.search(_clause(text, mention.start))),
            elsewhere=_is_no_sentence(text)
            or (than is None and _of_others(segments[m], text, mention))
            or bool(_WITHIN_BOUNDS.search(before) or _ANOTHER.search(_clause(text, mention.start))),
            lead=said_in(text[first : mention.start]) if _OF_ALL.match(behind) else None,
            base=stems_of_base(said_in(base), f"{base} {whom}"),
            among=said_in(among),
            whom=said_in(f"{among} {whom}"),
            is_base=bool(OF_BEFORE.search(before)),
            risen=risen,
            than=than is not None,
            each=bool(_EACH.match(behind) or _SAME.search(segments[m])),
            moving=bool(_MOVING.search(before) or _MOVES_ON.match(behind) or (_LATER.match(behind) and not risen)),
            section=text if statement.kind == "heading" else statement.section,
            segment=segments[m],
            sentence=text,
            start=mention.start,
            opening=said_in(text[first : min(o.start for o in statement.mentions if o.start >= first)]),
            counted=stem(noun[1]) if (noun := _NOUN.match(behind)) else "",
            highlight=statement.kind == "highlight",
        )


def _clause_begins(before: str) -> int:
    """Where the clause of a number begins, by the text before it."""
    ended = [e.end() for e in _ENDED.finditer(before)]
    return max([*ended, *(before.rfind(mark) + 1 for mark in (";", ": "))])


def _is_no_sentence(text: str) -> bool:
    """Whether what was read is a list that ran together, a part of a sentence, or a title."""
    part = text[:1].islower() or _CUT.search(text)
    return len(text) > LONGEST_SENTENCE or bool(part) or bool(CITED.match(text))


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
