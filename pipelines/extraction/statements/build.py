"""Running text to statements: the sentences, headings, highlights, call-outs, captions and notes that hold quantities.

In: the running text of all pages. Out: the statements of the document in reading order. Relies on the other modules of
this package, one step each: running lines dropped, paragraphs, sentences, mentions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from pipelines.extraction.model import Box, Mention, Statement, StatementKind, TextLine
from pipelines.extraction.statements.flow import paragraphs_of
from pipelines.extraction.statements.joining import joined, vocabulary_of
from pipelines.extraction.statements.mentions import may_state, mentions_of
from pipelines.extraction.statements.paragraphs import Paragraph
from pipelines.extraction.statements.prose import Given, Line, PageProse
from pipelines.extraction.statements.running import drop_running
from pipelines.extraction.statements.sentences import is_finished, sentences_of

LEAST_WORDS = 5
"""A piece of prose that ends in no stop has at least so many words; shorter ones are labels of charts and forms."""
LEAST_HEADING_WORDS = 2
"""A heading or an item of a list that states something has at least so many words."""
MOST_NUMBERS = 0.5
"""A piece in which more than this share of the words are numbers is a row of a table or the axis of a chart."""

_HIGHLIGHTS = re.compile(
    r"highlights?|(?:key|main|major|principal|selected)\s(?:findings?|facts|points|messages|figures|results)|findings|"
    r"at a glance|in brief|fast facts|(?:executive\s)?summary|overview",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]{2,}")
_FIGURE = re.compile(r"\S*\d\S*")
_LETTER = re.compile(r"[^\W\d_]")


def statements_of(pages: Sequence[PageProse]) -> tuple[Statement, ...]:
    """The statements of a document, in reading order."""
    drop_running(pages)
    words = cache(lambda: vocabulary_of(_texts(pages)))
    turned = {page.number: page.frame for page in pages if not page.frame.plain}
    place = {id(box): n for n, box in enumerate(_first_boxes(pages))}
    made: list[tuple[int, _Piece]] = []
    for paragraph in paragraphs_of(pages):
        pieces = _given(paragraph.given, paragraph.section) if paragraph.given else _written(paragraph, words)
        made += [(place[id(piece[2][0])], piece) for piece in pieces]
    made.sort(key=lambda m: m[0])  # what a joined paragraph says later stands after what was printed between
    found = []
    for order, (_, (kind, text, boxes, mentions, section)) in enumerate(made):
        there = tuple(turned[b.page].back(b) if b.page in turned else b for b in boxes) if turned else boxes
        found.append(Statement(order, kind, text, there, mentions, section))
    return tuple(found)


def text_lines(pages: Sequence[PageProse]) -> tuple[TextLine, ...]:
    """The lines of running text in reading order; call it after `statements_of`, which takes running heads out."""
    return tuple(
        TextLine(item.text, item.box if page.frame.plain else page.frame.back(item.box))
        for page in pages
        for column in page.columns
        for item in column.items
        if isinstance(item, Line) and item.text
    )


def _first_boxes(pages: Sequence[PageProse]) -> Iterator[Box]:
    """The boxes at which statements may begin, in reading order."""
    for page in pages:
        for column in page.columns:
            for item in column.items:
                yield item.box if isinstance(item, Line) else item.boxes[0]


_Piece = tuple[StatementKind, str, tuple[Box, ...], tuple[Mention, ...], str]


def _texts(pages: Sequence[PageProse]) -> Iterator[str]:
    return (item.text for page in pages for column in page.columns for item in column.items if isinstance(item, Line))


def _given(given: Given, section: str) -> Iterator[_Piece]:
    """What a table states: notes sentence by sentence, a caption and a call-out as a whole."""
    if given.kind == "callout":
        at = given.text.rfind(given.values[0]) if given.values else -1
        label = given.text[:at] if at > 0 else ""
        value = given.text[at:] if at >= 0 else ""
        figures = (
            (Mention(value, at, at + len(value)),) if _LETTER.search(value) or any(c.isdigit() for c in value) else ()
        )
        if figures:
            yield "callout", given.text, given.boxes, (*mentions_of(label), *figures), given.section or section
        return
    if not may_state(given.text):
        return
    spans = sentences_of(given.text) if given.kind == "note" else [(0, len(given.text))]
    for start, end in spans:
        text = given.text[start:end]
        if mentions := mentions_of(text):
            yield given.kind, text, given.boxes, mentions, section


def _written(paragraph: Paragraph, words: object) -> Iterator[_Piece]:
    """The statements of a paragraph of running text."""
    if not any(may_state(line.text) for line in paragraph.lines):
        return
    text, starts = joined([line.text for line in paragraph.lines], words)  # type: ignore[arg-type]
    whole = paragraph.kind in ("heading", "caption", "figure")
    for start, end in [(0, len(text))] if whole else sentences_of(text):
        sentence = text[start:end]
        if not may_state(sentence) or not _is_said(sentence, paragraph):
            continue
        if mentions := mentions_of(sentence):
            first = bisect_right(starts, start) - 1
            last = bisect_right(starts, end - 1) - 1
            boxes = tuple(line.box for line in paragraph.lines[first : last + 1])
            yield (
                _kind(paragraph),
                sentence,
                boxes,
                mentions,
                paragraph.section if paragraph.kind != "heading" else sentence,
            )


def _is_said(text: str, paragraph: Paragraph) -> bool:
    """Whether a piece of text says something, rather than labelling a chart or filling a form."""
    words = len(_WORD.findall(text))
    if words < text.count(" ") / 4:
        return False  # s p a c e d letters, or figures in a row
    if words < LEAST_HEADING_WORDS or len(_FIGURE.findall(text)) > MOST_NUMBERS * len(text.split()) + 1:
        return False
    if paragraph.kind != "prose" or is_finished(text):
        return True
    return words >= LEAST_WORDS and sum(part[:1].islower() for part in text.split()) >= 2


def _kind(paragraph: Paragraph) -> StatementKind:
    if paragraph.kind == "bullet":
        return "highlight" if _HIGHLIGHTS.fullmatch(paragraph.section.strip(" :*.")) else "sentence"
    if paragraph.kind == "figure":
        return "callout"
    if paragraph.kind in ("heading", "caption", "note"):
        return paragraph.kind  # type: ignore[return-value]
    return "sentence"
