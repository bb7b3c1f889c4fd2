"""Which row (column) of a table a sentence speaks of: the labels whose words its words cover best.

In: the labels of an axis and the words around a number. Out: selections with a score from 0 to 1. Relies on the nearest
words first: a segment that names labels is not overruled by the sentence; where nothing is named, the whole is meant. A
segment that names two labels speaks of both together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from pipelines.audit.statements.vocabulary import Label
from pipelines.audit.statements.words import GENERIC, stem

NEARNESS = (1.0, 0.92, 0.86, 0.74, 0.62, 0.66)
"""What a label named in the segment, clause, sentence, sentence referred to, sentence before, heading counts."""
DEFAULT_TOTAL = 0.8
"""A whole that nothing names, where nothing else is named near the number."""
BEHIND = 0.08
"""Selections this much behind the best of their level are kept."""
ABOVE = 0.3
"""What a word of the labels above counts for where a sentence leaves it out."""
SECTION = 4
"""Labels named no nearer than in the sentence before speak against the whole no more."""
MOST = 3
AND_OR = re.compile(r"\b(?:and|or)\b")
_TOTAL = re.compile(r"\b(?:[Tt]otal|[Oo]verall|[Aa]ltogether|[Ii]n all)\b(?! of\b)")
_ALONE_OR_WITH = re.compile(
    r"\b(?P<kind>\w{4,}),?\s(?:alone\s|only\s)?or\s(?:(?P=kind)\s)?(?:(?:split|combined|together)\s)?with\s",
    re.IGNORECASE,
)
"""`probation alone or with confinement` speaks of both kinds together."""
_ALONE = re.compile(r"\b(?:only|alone)\b", re.IGNORECASE)
TOGETHER = re.compile(r"\b(?:together|combined|jointly)\b", re.IGNORECASE)
"""Words by which a number is of several labels, and of no single one."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Labels that a number may be of, together; `score` says how well, `level` how near they are named."""

    labels: tuple[Label, ...]
    score: float
    level: int
    sure: bool = True


def select(
    labels: Sequence[Label],
    words: Sequence[frozenset[str]],
    vocabulary: frozenset[str],
    weights: dict[str, float],
    segment: str = "",
    compared: bool = False,
) -> list[Selection]:
    """The selections of an axis, best first; `compared` where the number tells how two labels stand to one another."""
    totals = [label for label in labels if label.total]
    # A total over all years stands beside the columns of single years: either may be meant.
    wholes = [*totals[:1], *(label for label in totals[1:] if label.single_years != totals[0].single_years)][:2]
    found: list[Selection] = []
    if wholes and len(totals) == len(labels):
        return [Selection((whole,), DEFAULT_TOTAL, 0) for whole in wholes]
    if either := _ALONE_OR_WITH.search(segment):
        kinds = tuple(label for label in labels if stem(either["kind"]) in label.stems)
        if len(kinds) > 1:
            return [Selection(kinds, 1.0, 0)]
    if TOGETHER.search(segment) and len(pair := _said_together(labels, words[0])) == 2:
        return [Selection(pair, 1.0, 0)]
    both = compared or bool(AND_OR.search(segment))
    for level, around in enumerate(words):
        asked = around & vocabulary
        if not asked - {"no"}:
            continue
        near = [label for label in labels if (label.stems or label.above) & asked]
        near = _without_parts(near, asked) if level == 0 and not both else near
        scored = _scored(near, asked, weights, both or level > 0)
        if not scored:
            continue
        best = scored[0][0]
        many = _many(near, asked)
        if many:
            found.append(Selection(many, best * NEARNESS[level], level, False))
            if len(many) == len([label for label in labels if not label.total]):
                found.extend(Selection((whole,), best * NEARNESS[level], level, False) for whole in wholes)
        for score, chosen in scored[:MOST]:
            if many and len(chosen) < len(many):
                found.append(Selection(chosen, score * NEARNESS[level], SECTION, False))
            elif score >= best - BEHIND:
                alone = len(chosen) == 1 or (len(chosen) == 2 and both)
                alone = alone and score >= best
                found.append(Selection(chosen, score * NEARNESS[level], level, alone))
        if level == 0:
            break
    named = max((s.score for s in found), default=0.0)
    for whole in wholes:
        named_near = any(s.level == 0 for s in found)
        rivals = any(s.level < SECTION and any(i.stems & words[s.level] - GENERIC for i in s.labels) for s in found)
        in_clause = any(s.level <= 1 and any(i.stems & words[s.level] - GENERIC for i in s.labels) for s in found)
        said = not named_near and bool(_TOTAL.search(segment))
        score = DEFAULT_TOTAL * (0.5 if not said and (named_near or in_clause) and named > 0.6 else 1.0)
        found.append(Selection((whole,), 1.0 if said else score, len(words), said or not rivals))
    return sorted(found, key=lambda s: -s.score)


def _without_parts(near: list[Label], asked: frozenset[str]) -> list[Label]:
    """Without labels of which only words are said that another, said in full, has as well.

    `A leading role` does not speak of the supporting role, though it says a word of it.
    """
    full = [label for label in near if len(label.stems) > 1 and label.stems <= asked]
    return [n for n in near if n in full or not any(n.stems & asked <= f.stems and not n.under(f) for f in full)]


def _said_together(labels: Sequence[Label], words: frozenset[str]) -> tuple[Label, ...]:
    """The labels that words spell out, but for those that only are a part of another, or stand under it."""
    said = [label for label in labels if not label.total and label.telling - GENERIC and label.telling <= words]
    return tuple(a for a in said if not any(a.telling < b.telling or a.under(b) for b in said if a is not b))


def _many(near: Sequence[Label], asked: frozenset[str]) -> tuple[Label, ...]:
    """The labels that words spell out, where these are three or more: a number is of all of them, or of the whole."""
    said = [label for label in near if label.stems - GENERIC and label.stems - GENERIC <= asked]
    apart = tuple(a for a in said if not any(a.stems < b.stems or (a is not b and b.under(a)) for b in said))
    return apart if len(apart) > 2 else ()


def _scored(
    near: list[Label], asked: frozenset[str], weights: dict[str, float], several: bool
) -> list[tuple[float, tuple[Label, ...]]]:
    def weight(stems: frozenset[str]) -> float:
        return sum(weights.get(s, 1.0) for s in stems)

    def score(chosen: tuple[Label, ...]) -> float:
        said = frozenset(s for label in chosen for s in label.stems | (label.above & asked))
        unsaid = frozenset(s for label in chosen for s in label.above) - said
        both = weight(said & asked)
        return 2 * both / (weight(said) + ABOVE * weight(unsaid) + weight(asked)) if both else 0.0

    single = sorted(((score((label,)), (label,)) for label in near), key=lambda t: -t[0])
    telling = [t[1][0] for t in single[:4] if t[1][0].stems - GENERIC]
    pairs = [(score(p), p) for p in combinations(telling, 2) if several and _apart(*p)]
    best = single[0][0] if single else 0.0
    found = [*single, *(t for t in pairs if t[0] > best + BEHIND)]
    holding = tuple(label for label in near if asked - GENERIC and asked - GENERIC <= label.stems)
    holding = tuple(label for label in holding if "no" in asked or "no" not in label.stems)  # it says the contrary
    most = asked - GENERIC if several else asked
    if any(asked - GENERIC <= label.stems <= most and not _ALONE.search(label.name) for label in holding):
        holding = ()  # `prosecuted` is not `declined for prosecution` as well
    if len({label.name.count(" / ") for label in holding}) > 1 or len({label.stems for label in holding}) == 1:
        holding = ()
    if 1 < len(holding) <= MOST:
        found.append((best - BEHIND / 2, holding))  # "prison" may mean every kind of prison
    return sorted(found, key=lambda t: -t[0])


def _apart(a: Label, b: Label) -> bool:
    nested = a.under(b) or b.under(a)
    return not nested and not a.stems <= b.stems and not b.stems <= a.stems
