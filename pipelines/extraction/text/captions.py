"""Captions and titles above a table, notes and sources below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.documents.spec import TableSpec, label_key
from pipelines.extraction.model import Note
from pipelines.extraction.text.lines import Line, Piece, joined, runs_on, together
from pipelines.extraction.text.values import MARKS, is_years

_ID = r"(?:[A-Z]{1,2}[-.]?)?\d{1,3}[A-Za-z]?(?:[-.]\d{1,3})*|[IVX]{1,6}"
_TABLE = re.compile(
    rf"(?:\*\*|#{{1,6}}\s+)?(?P<label>(?:Appendix |Exhibit |Text )?(?:Table|Exhibit|Tab\.|Schedule)\s+(?:{_ID}))"
    r"(?P<end>[.:]|\s*[-\u2013\u2014](?=\s))?(?:\*\*(?=\s|$))?(?P<rest>(?:\s.*)?)",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"(?:Figure|Fig\.|Chart|Graph|Map|Box)\s+(?:{_ID})(?:[.:]?\s*$|[.:]?\s+[A-Z])", re.IGNORECASE)
_AGAIN = re.compile(r"[(\[]?\s*(?:continued|cont(?:'d|\.)?)\s*[)\]]?", re.IGNORECASE)
_NOTE = re.compile(r"(?P<kind>notes?|sources?|data sources?)\s*[:.]\s*", re.IGNORECASE)
_FOOT = re.compile(
    rf"(?P<marker>[{re.escape(MARKS)}]{{1,3}}|[a-z](?=[A-Z(])|\d(?=[A-Z])|[a-z0-9](?=[/)]\s)|\[[a-z0-9]\](?=\s)"
    r"|\[\^[\w-]+\](?=:)|\([^\w\s()]{1,3}\)(?=\s))[/):]?\s*(?=\S)"
)
_HEADING = re.compile(r"#{2,6}\s")
"""A heading of Markdown behind a table is none of its notes; one `#` may be the mark of a footnote."""
_MARK_ALONE = re.compile(rf"[{re.escape(MARKS)}]{{1,3}}|[a-z]")
_ENDS = (".", "!", "?", ".)", '."', ".\u201d")
_SHORT_FORM = re.compile(r"\b(?:[A-Z]|No|Nos|vs|etc|Inc|Dept|St|pp?)\.$")


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption line: its label, title words on the same line (or none), whether it goes on with an earlier table."""

    at: int
    label: Piece
    rest: Piece | None
    again: bool


def caption(lines: Sequence[Line], at: int) -> Caption | None:
    """The table caption that the line is, if it is one."""
    line = lines[at]
    words = line.words
    if not words or (not words[0].isupper() and words[0] not in "*#") or len(words) > 300:
        return None
    left = len(line.text) - len(line.text.lstrip())
    found = _TABLE.match(line.text, left)
    if not found or line.text[found.end() :].strip():
        return None
    rest = found["rest"].strip().strip("*").strip()
    again = _AGAIN.match(rest)
    if again:
        rest = rest[again.end() :].lstrip(" .:")
    plain = not found["end"] and not found["label"].isupper()
    if rest and plain and not (rest[0].isupper() and not rest.endswith(".")):
        return None
    start = line.text.find(rest, found.end("label")) if rest else 0
    return Caption(
        at, line.piece(*found.span("label")), line.piece(start, start + len(rest)) if rest else None, bool(again)
    )


def is_figure(line: Line) -> bool:
    """Whether the line is the caption of a figure."""
    return _FIGURE.match(line.words) is not None and len(line.words) <= 200


def spec_for(label: str, expected: Sequence[TableSpec]) -> TableSpec | None:
    """The expected table that names this label or heading as an anchor."""
    key = label_key(label)
    return next((s for s in expected for anchor in s.anchors if label_key(anchor) == key), None)


def read_title(
    lines: Sequence[Line], found: Caption, spec: TableSpec | None, until: int | None = None
) -> tuple[tuple[Piece, ...], int]:
    """The title after a caption and the line after it; an expected title settles where it ends, else its print does."""
    pieces = [found.rest] if found.rest else []
    at = found.at + 1
    end = len(lines) if until is None else until
    while at < end and lines[at].blank and not pieces and at < found.at + 3:
        at += 1
    if spec and spec.title and (known := _known_title(lines, at, pieces, label_key(spec.title))):
        return known
    taken = 0
    while at < end and taken < 4 and lines[at].words:
        line = lines[at]
        if pieces and not _title_runs_on(pieces[-1].text, line.words):
            break
        pieces.append(line.piece())
        at, taken = at + 1, taken + 1
    return tuple(pieces), at


def _title_runs_on(first: str, second: str) -> bool:
    if len(first) < 40 or all(is_years(word) for word in second.split()):
        return False
    return runs_on(first, second) or (second[0].isdigit() and len(second.split()) <= 4)


def _known_title(
    lines: Sequence[Line], at: int, pieces: list[Piece], wanted: str
) -> tuple[tuple[Piece, ...], int] | None:
    taken = list(pieces)
    while True:
        text = label_key(joined(p.text for p in taken))
        if text == wanted:
            return tuple(taken), at
        if not wanted.startswith(text) or at >= len(lines) or len(taken) > 6:
            return None
        if lines[at].words:
            taken.append(lines[at].piece())
        at += 1


def starts_note(line: Line) -> bool:
    """Whether a note, a footnote or the source begins on the line."""
    words = line.words
    return bool(words) and (
        _NOTE.match(words) is not None or _foot(words) is not None or _MARK_ALONE.fullmatch(words) is not None
    )


def _foot(words: str) -> re.Match[str] | None:
    found = None if _HEADING.match(words) else _FOOT.match(words)
    bold = words.startswith("**") and "**" in words[2:]
    return found if found and not bold and len(words) - found.end() >= 8 else None


def read_notes(lines: Sequence[Line], at: int) -> tuple[list[Note], int]:
    """The notes that begin at the line or after blank lines, and the line after them."""
    notes: list[Note] = []
    end = at
    while at < len(lines):
        start = at
        while at < len(lines) and lines[at].blank and at < start + 3:
            at += 1
        if at >= len(lines) or not starts_note(lines[at]):
            break
        block, marker = [lines[at].piece()], ""
        at += 1
        if _MARK_ALONE.fullmatch(block[0].text):
            if at >= len(lines) or not lines[at].words or _NOTE.match(lines[at].words):
                break
            marker, block, at = block[0].text, [lines[at].piece()], at + 1
        at = _rest_of_note(lines, at, block)
        notes.append(_note(block, marker))
        end = at
    return notes, end


def _rest_of_note(lines: Sequence[Line], at: int, block: list[Piece]) -> int:
    """Takes the lines on which a note goes on: up to a sentence's end on a short line, or with no note after it."""
    longest = len(block[0].text)
    while at < len(lines) and lines[at].words and not starts_note(lines[at]) and len(block) < 40:
        last = block[-1].text
        ended = last.endswith(_ENDS) and not _SHORT_FORM.search(last)
        if ended and (len(last) < 0.95 * longest or not _note_follows(lines, at)):
            break
        if lines[at].page != lines[at - 1].page or caption(lines, at) or is_figure(lines[at]):
            break
        block.append(lines[at].piece())
        longest = max(longest, len(block[-1].text))
        at += 1
    return at


def _note_follows(lines: Sequence[Line], at: int) -> bool:
    for line in lines[at + 1 : at + 7]:
        if not line.words or line.page != lines[at].page:
            return False
        if starts_note(line):
            return True
    return False


def _note(block: Sequence[Piece], marker: str) -> Note:
    whole = together(block)
    if not marker and (found := _NOTE.match(whole.text)):
        kind = found["kind"].casefold()
        return Note("source" if "source" in kind else "note", "", whole.text[found.end() :], whole.box)
    if not marker and (found := _foot(whole.text)):
        return Note("footnote", found["marker"].strip("[]^()"), whole.text[found.end() :], whole.box)
    return Note("footnote", marker, whole.text, whole.box)
