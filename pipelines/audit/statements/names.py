"""Other names of what a sentence names: abbreviations, and what the dimensions and the publication files call it.

In: names by the code of the dimension that they stand for. Out: `Names`, and the stems of a text in the words that a
document's tables have for what it names. Relies on names of two telling words or more, and on abbreviations in
capitals: a single common word ("possession") stands for too much. What the tables know is left as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.audit.statements.words import GENERIC, stems

Named = tuple[str, str, str]
"""Dimension, code, name: `("agency", "fbi", "Federal Bureau of Investigation")`."""
_ABBREVIATION = re.compile(r"[A-Z]{2,8}")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_LIST = re.compile(r"^(?:all|other|total|not)\b|_other|other_", re.IGNORECASE)
"""Codes of all that is left, or of everything: their names name nothing."""
FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Names:
    """For the stems of each name, those of every other name of the same thing."""

    others: tuple[tuple[frozenset[str], tuple[frozenset[str], ...]], ...] = ()

    def among(self, known: frozenset[str]) -> Names:
        """Those that a document's tables do not know, with the other names that they know.

        >>> fbi = other_names([("agency", "fbi", "FBI"), ("agency", "fbi", "Federal Bureau of Investigation")])
        >>> sorted(fbi.among(frozenset({"fbi"})).meant(stems("the Federal Bureau of Investigation led")) & {"fbi"})
        ['fbi']
        >>> fbi.among(stems("Federal Bureau of Investigation and FBI")).others
        ()
        """
        kept = []
        for name, others in self.others:
            fitting = tuple(other for other in others if other <= known)
            if fitting and not name <= known:
                kept.append((name, (frozenset().union(*fitting) | (name & known),)))
        return Names(tuple(kept))

    def meant(self, words: frozenset[str]) -> frozenset[str]:
        """The stems of a text, those of names that the tables do not know put in the tables' words."""
        found = words
        for name, (known, *_) in self.others:
            if name <= words:
                found = (found - name) | known
        return found


NONE = Names()


def other_names(named: Iterable[Named]) -> Names:
    """Which names stand for one thing, of all that name something."""
    groups: dict[tuple[str, str], set[str]] = defaultdict(set)
    for dimension, code, name in named:
        text = " ".join(_PLACEHOLDER.sub(" ", name or "").split())
        if text and code and not _LIST.search(code):
            groups[dimension, code].add(text)
    found: dict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
    for group in groups.values():
        for name in group:
            words = stems(name)
            if _ABBREVIATION.fullmatch(name) or len(words - GENERIC) >= FEWEST_WORDS or len(words) > FEWEST_WORDS:
                found[words].update(s for other in group if (s := stems(other)) and s != words)
    ordered = sorted(((name, tuple(sorted(o, key=sorted))) for name, o in found.items() if name and o), key=_longest)
    return Names(tuple(ordered))


def _longest(names: tuple[frozenset[str], tuple[frozenset[str], ...]]) -> tuple[int, list[str]]:
    return -len(names[0]), sorted(names[0])
