"""Lines to one text: broken words made whole, and for every line the place at which it begins.

In: the lines of a paragraph. Out: their text and the offsets of the lines. Relies on the words of the whole document to
tell a hyphen that was set at the end of a line from one that belongs to the word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipelines.extraction.statements.lexicon import FRACTION_WORDS, MULTIPLE_WORDS, NUMBER_WORDS

_HYPHENS = ("-", "\u2010", "\u2011")
_SOFT = "\u00ad"
_DASHES = ("\u2013", "\u2014", "/")
_EDGES = ".,;:!?()[]\"'\u201c\u201d\u2018\u2019"


def vocabulary_of(texts: Iterable[str]) -> frozenset[str]:
    """The words of a document, as `joined` looks them up; the halves of broken words are left out."""
    words: set[str] = set()
    broken = False
    for text in texts:
        parts = text.casefold().split()
        if broken and parts:
            parts.pop(0)
        broken = bool(parts) and parts[-1].endswith((*_HYPHENS, _SOFT))
        if broken:
            parts.pop()
        words.update(p.strip(_EDGES) for p in parts)
    return frozenset(words)


def joined(lines: Sequence[str], vocabulary: Callable[[], frozenset[str]]) -> tuple[str, list[int]]:
    """Lines as one text, and where each of them begins in it.

    >>> words = frozenset({"prevention", "drug", "related"})
    >>> joined(["early pre-", "vention of drug-", "related crime, 2004\\u2013", "2013"], lambda: words)[0]
    'early prevention of drug-related crime, 2004\u20132013'
    """
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for line in lines:
        piece = " ".join(line.split())
        last = parts[-1] if parts else ""
        if last.endswith(_SOFT) or (_is_broken(last) and not _keeps_hyphen(last, piece, vocabulary())):
            parts[-1] = last[:-1]
            length -= 1
        elif last and not _is_broken(last) and not (last.endswith(_DASHES) and last[-2:-1].isalnum()):
            parts.append(" ")
            length += 1
        starts.append(length)
        parts.append(piece)
        length += len(piece)
    text = "".join(parts)
    if _SOFT in text:
        return _without_soft(text, starts)
    return text, starts


def _is_broken(text: str) -> bool:
    """Whether a line ends in a hyphen that stands against a word."""
    return text.endswith(_HYPHENS) and text[-2:-1].isalnum()


def _keeps_hyphen(text: str, piece: str, words: frozenset[str]) -> bool:
    """Whether the hyphen at the end of a line belongs to the word."""
    head = piece.split(" ", 1)[0].strip(_EDGES).casefold()
    stem = text[-40:].rpartition(" ")[2][:-1].lstrip(_EDGES).casefold()
    if not head or not head[0].isalpha() or not piece[0].islower() or not stem[-1:].isalpha():
        return True
    if stem + head in words:
        return False
    if stem in NUMBER_WORDS and head in (FRACTION_WORDS | NUMBER_WORDS | MULTIPLE_WORDS):
        return True  # `two-thirds`, `twenty-five`
    if f"{stem}-{head}" in words:
        return True
    return stem in words and head in words


def _without_soft(text: str, starts: list[int]) -> tuple[str, list[int]]:
    """The text without soft hyphens inside its lines, and the places of the lines in it."""
    moved, before, gone = [], 0, 0
    for start in starts:
        gone += text.count(_SOFT, before, start)
        before = start
        moved.append(start - gone)
    return text.replace(_SOFT, ""), moved
