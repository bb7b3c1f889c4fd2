"""Lines to paragraphs: headings, items of lists, captions, notes and prose.

In: a column of lines. Out: its paragraphs. Relies on type (size, weight), on space between lines, on bullets, and on
lines that end long before their column does; where a rendition has no type, on words and length alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from pipelines.extraction.statements.lexicon import OPEN_ENDS, OPENERS
from pipelines.extraction.statements.prose import Column, Given, Line
from pipelines.extraction.statements.sentences import is_finished

Kind = Literal["prose", "bullet", "heading", "caption", "note", "figure"]

SAME_SIZE = 0.06
"""Type whose size differs by less than this share is the same type."""
LARGER = 1.12
"""A heading without weight of its own is larger than the text by this factor."""
SPACED = 0.75
"""Lines further apart than this, in type sizes, beyond what is usual in their column, are of two paragraphs."""
INDENT = 0.8
"""A first line is indented by at least this much, in type sizes."""
SHORT = 0.15
"""A line ends early if the next word would have left more than this share of the column's width free."""
HEADING_WORDS = 30
"""A heading has at most so many words."""
HEADING_LINES = 4
"""A heading has at most so many lines."""
NEIGHBOURS = 4
"""So many lines before and after a line tell how wide its column is."""

_BULLET = re.compile(
    "[\u2022\u25a0\u25aa\u25cf\u25cb\u25e6\u2023\u2043\u2219\u25b6\u25ba\u25b8\u27a4\u2713\u2714\u25c6\u25c7"
    "\uf0a7\uf0b7\uf0d8\ufffd\u00b7]{1,2}\\s*|\\(cid:\\d{1,4}\\)\\s*|[*\u2013\u2014-]\\s+(?=\\S)"
)
FIGURE = re.compile(
    r"(?:(?:appendix|annex)\s)?(?:figure|fig\.|chart|map|graph|diagram|table|exhibit|box|tableau)\s"
    r"(?:[A-Z]{0,3}[-.]?)?\d{1,3}(?:[-.]\d{1,3}){0,2}[A-Za-z]?(?P<rest>\s*[.:\u2013\u2014-]?\s*)(?P<title>.*)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:notes?|sources?|data sources?|nota|n\.b\.)\s?[:.\u2013\u2014]|[*\u2020\u2021]{1,3}\s?(?=\w)", re.IGNORECASE
)
_LEADERS = re.compile(r"\.{4}|(?:\. ){4}|\u2026\s?\u2026|_{4}")
_LAW_CUT = re.compile(r"(?:(?:^|\s)\d{1,2}|§)$")
_LAW_GOES_ON = re.compile(r"U\.?S\.?C|C\.?F\.?R|§")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, or a statement that a table gave; `section` is the heading above."""

    kind: Kind
    lines: list[Line]
    page: int
    column: int
    given: Given | None = None
    section: str = ""
    apart: bool = False
    typed: bool = field(default=True)

    @property
    def text(self) -> str:
        """The last line's text, as far as it tells whether a sentence is finished."""
        return self.lines[-1].text if self.lines else ""


def paragraphs_in(column: Column, page: int, number: int, body: float) -> Iterator[Paragraph]:
    """The paragraphs of a column, the `number`th of the document; `body` is the type size of the text."""
    lines: list[Line] = []
    for item in column.items:
        if isinstance(item, Given):
            yield from _split(lines, page, number, body, column.apart)
            lines = []
            yield Paragraph("prose", [], page, number, item, apart=column.apart)
        else:
            lines.append(item)
    yield from _split(lines, page, number, body, column.apart)


def _split(lines: Sequence[Line], page: int, number: int, body: float, apart: bool) -> Iterator[Paragraph]:
    """The paragraphs of consecutive lines of one column."""
    usual = _usual_gap(lines)
    group: list[Line] = []
    for i, line in enumerate(lines):
        if not line.text and line.raised and i + 1 < len(lines) and not lines[i + 1].raised:
            lines[i + 1].raised = line.raised  # a marker on a line of its own, as text renditions have it
        if group and _breaks(group, line, lines, i, usual):
            yield _paragraph(group, page, number, body, apart)
            group = []
        if line.text:
            group.append(line)
    if group:
        yield _paragraph(group, page, number, body, apart)


def _usual_gap(lines: Sequence[Line]) -> float:
    """The usual space between the lines of a column, in type sizes; in a text an empty line always parts."""
    if lines and lines[0].size == 1.0:
        return 0.0
    gaps = sorted(
        (b.box.top - a.box.bottom) / a.size
        for a, b in pairwise(lines)
        if a.box.page == b.box.page
        and abs(a.size - b.size) <= SAME_SIZE * a.size
        and b.box.top >= a.box.bottom - a.size
    )
    return gaps[len(gaps) // 2] if gaps else 0.0


def _breaks(group: Sequence[Line], line: Line, lines: Sequence[Line], at: int, usual: float) -> bool:
    """Whether a line begins a new paragraph after those of `group`."""
    before = group[-1]
    if line.level or before.level or line.raised or not line.text or _BULLET.match(line.text):
        return True
    size = max(before.size, line.size)
    if abs(before.size - line.size) > SAME_SIZE * size and not _mixed(before, line):
        return True
    if (
        before.bold != line.bold
        and not (before.bold and line.opens_bold)
        and not (line.bold and not is_finished(before.text))
    ):
        return True
    if line.bold and not before.bold and len(line.text.split()) > 3:
        return True
    gap = (line.box.top - before.box.bottom) / size
    if gap > max(usual, 0.0) + SPACED or gap < -2.0:
        return True
    if _NOTE.match(line.text) or (FIGURE.fullmatch(line.text) and is_finished(before.text)):
        return True
    if len(group) > 1 and line.box.x0 < before.box.x0 - INDENT * size and line.text[:1].isupper():
        return True  # back from the indent of an item
    if is_finished(before.text):
        return line.box.x0 > before.box.x0 + INDENT * size and not _BULLET.match(group[0].text)
    if _LAW_CUT.search(before.text) and _LAW_GOES_ON.match(line.text):
        return False
    plain = before.size == 1.0 and (_is_headline(group, line) or _opens_anew(line))
    return plain or _ends_early(before, line, lines, at)


def _mixed(before: Line, line: Line) -> bool:
    """Whether a change of size is one of a word inside a sentence: the next line goes on in lower case."""
    return (
        line.text[:1].islower() and not is_finished(before.text) and abs(before.size - line.size) < 0.25 * before.size
    )


def _ends_early(before: Line, line: Line, lines: Sequence[Line], at: int) -> bool:
    """Whether a line ends although the next word would have fitted, and the next line begins anew."""
    if line.text[:1].islower() or before.text.endswith((",", "-", "\u00ad", "\u2013", "/", "(")):
        return False
    if before.text.rpartition(" ")[2].casefold() in OPEN_ENDS:
        return False
    near = [
        n.box.x1
        for n in lines[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
        if abs(n.size - before.size) < SAME_SIZE * n.size
    ]
    right = sorted(near)[(3 * len(near)) // 4] if near else before.box.x1
    left = min(before.box.x0, line.box.x0)
    letter = (before.box.x1 - before.box.x0) / max(1, len(before.text))
    word = (1 + len(line.text.split(" ", 1)[0])) * letter
    return before.box.x1 + word + SHORT * (right - left) < right


def _is_headline(group: Sequence[Line], line: Line) -> bool:
    """Whether the one line of a new paragraph is a heading, where no type tells: it ends in a word that ends a phrase.

    The next line then begins with a capital, which inside a sentence only a name would.
    """
    last = group[0].text.rpartition(" ")[2]
    return (
        len(group) == 1
        and line.text[:1].isupper()
        and not group[0].text[:1].islower()
        and len(group[0].text.split()) >= 4
        and not last[:1].isupper()
        and last[-1:].isalnum()
        and last.casefold() not in OPEN_ENDS
    )


def _opens_anew(line: Line) -> bool:
    """Whether a line begins with a word that has a capital only where a sentence begins ("From", "The")."""
    word = line.text.split(" ", 1)[0]
    return word[:1].isupper() and word.casefold() in OPENERS and len(line.text.split()) > 2


def _paragraph(lines: list[Line], page: int, column: int, body: float, apart: bool) -> Paragraph:
    first = lines[0]
    typed = first.size != 1.0
    kind: Kind = "prose"
    small = first.size < body * (1 - SAME_SIZE)
    if bullet := _BULLET.match(first.text):
        text = first.text[bullet.end() :]
        first = Line(text, first.box, first.size, first.bold, first.opens_bold, first.raised, first.level)
        lines = [first, *lines[1:]]
        # A star before small type opens a footnote rather than an item.
        kind = "note" if small and bullet[0].strip() == "*" else "bullet"
    elif first.level:
        kind = "heading"
    elif _NOTE.match(first.text) or (first.raised and (small or not typed)):
        kind = "note"
    elif (found := FIGURE.fullmatch(first.text)) and _is_caption(found, first):
        kind = "caption"
    elif _is_heading(lines, body):
        kind = "heading"
    return Paragraph(kind, lines, page, column, apart=apart, typed=typed)


def _is_caption(found: re.Match[str], line: Line) -> bool:
    title = found["title"]
    if not title:
        return True
    if title[0].islower():
        return False
    return line.bold or line.opens_bold or found["rest"].strip() != "" or not is_finished(title)


def _is_heading(lines: Sequence[Line], body: float) -> bool:
    text = " ".join(line.text for line in lines)
    words = text.split()
    if len(lines) > HEADING_LINES or len(words) > HEADING_WORDS or sum(c.isalpha() for c in text) < 4:
        return False
    if text.endswith((",", ";")) or _LEADERS.search(text):
        return False
    if lines[0].size == 1.0 and not lines[0].bold:
        return (
            len(lines) <= 2
            and not is_finished(text)
            and text[:1].isupper()
            and len(words) >= 2
            and not text.endswith(":")
        )
    ends = text.endswith(".") and len(words) > 12
    return not ends and (
        (all(x.bold for x in lines) and lines[0].size >= 0.85 * body) or lines[0].size >= LARGER * body
    )
