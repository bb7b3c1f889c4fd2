"""A paragraph to sentences.

In: the text of a paragraph. Out: where its sentences begin and end. Relies on a full stop, question or exclamation mark
before a blank and the beginning of a new sentence; the stops of abbreviations, initials and numbers end none.
"""

from __future__ import annotations

import re

from pipelines.extraction.statements.lexicon import ABBREVIATIONS, ALSO_WORDS, MAY_END, OPENERS

_STOP = re.compile(
    r"(?P<stop>[.!?\u2026]['\"\u2019\u201d)\]]{0,3})(?:\s?\[\d{1,3}\]|\d{1,2}(?:,\s?\d{1,2}){0,3}|[*\u2020\u2021])?(?=\s)(?P<gap>\s+)"
    r"(?=[\"'\u2018\u201c(\[$€£\u00a7*\u2022\u25a0]{0,3}[^\W_a-z])"
)
"""A stop, closing quotes, a footnote's number set against it, a blank; then a capital or a figure."""
_YEAR_END = re.compile(r"(?:19|20)\d\d$")
_MARKED_END = re.compile(r"(?<!\d)(?P<stop>[.!?]['\"\u2019\u201d)\]]{0,3}|[)\u201d]\.)\d{1,2}(?:,\d{1,2}){0,3}$")
"""The number of a footnote against the last stop of a paragraph; it is no part of the sentence."""
_LAST = re.compile(r"[\w.&\u00a7]{1,24}$")
_NEXT = re.compile(r"[\"'\u2018\u201c(\[]{0,3}([^\W_]{1,24})")


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end (past the end).

    >>> text = "See 18 U.S.C. § 2251. In 2013, 3.3% were charged by the U.S. attorney. Few were not."
    >>> [text[a:b][:9] for a, b in sentences_of(text)]
    ['See 18 U.', 'In 2013, ', 'Few were ']
    """
    found: list[tuple[int, int]] = []
    start = 0
    for stop in _STOP.finditer(text):
        if text[stop.start()] == "." and not _ends(text, stop):
            continue
        found.append((start, stop.end("stop")))
        start = stop.end()
    if text[start:].strip():
        end = len(text.rstrip())
        if marked := _MARKED_END.search(text, max(start, end - 8), end):
            end = marked.end("stop")
        found.append((start, end))
    return found


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Whether the full stop of this match ends a sentence rather than shortens a word."""
    at = stop.start()
    if stop.start("gap") > at + 1 and text[at + 1] in "\"'\u2019\u201d)]":
        return True  # a stop before closing quotes shortens nothing but in "(U.S.)", where a new sentence is seldom
    if text[at + 1].isdigit() and text[max(0, at - 1)].isdigit() and not _YEAR_END.search(text, max(0, at - 4), at):
        return False  # a decimal point
    before = _LAST.search(text, max(0, at - 24), at)
    if before is None:
        return True
    word = before[0].strip(".&\u00a7")
    follows = _NEXT.match(text, stop.end())
    after = follows[1] if follows else ""
    key = word.casefold()
    opens = after.casefold() in OPENERS
    if len(word) == 1 and word.isalpha():
        return opens and word.islower()  # an initial: J. Edgar Hoover
    if key in MAY_END:
        return opens and after[:1].isupper()
    if key in ALSO_WORDS and not after[:1].isdigit() and opens:
        return True
    if key in ABBREVIATIONS:
        return False  # a missed end costs less than a sentence cut in two
    return not (word.isdigit() and start_of_line(text, at - len(word)))  # "1. First item"


def start_of_line(text: str, at: int) -> bool:
    """Whether nothing but blanks stands before a place."""
    return not text[max(0, at - 4) : at].strip()


_TERMINAL = re.compile(r"[.!?\u2026]['\"\u2019\u201d)\]]{0,3}(?:\d{1,2}(?:,\d{1,2}){0,3}|[*\u2020\u2021]{1,2})?$")


def is_finished(text: str) -> bool:
    """Whether a text ends as a sentence does (a footnote's number may stand against its stop)."""
    return _TERMINAL.search(text.rstrip(), max(0, len(text.rstrip()) - 12)) is not None
