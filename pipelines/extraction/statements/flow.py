"""The flow of a document: paragraphs in reading order, sentences joined that a column or a page parted.

In: pages of lines in reading order. Out: paragraphs, each with the heading it stands under. Relies on a sentence that
stops at the foot of a column going on where prose of the same type does; on captions whose label has a line of its own;
and on big figures standing beside or over their label.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.extraction.statements.mentions import mentions_of
from pipelines.extraction.statements.paragraphs import FIGURE, HEADING_LINES, SAME_SIZE, Paragraph, paragraphs_in
from pipelines.extraction.statements.prose import Line, PageProse
from pipelines.extraction.statements.sentences import is_finished

SMALL_PRINT = 0.12
"""Type smaller than the text by more than this share is small print: notes, labels of charts."""
BIG_FIGURE = 1.4
"""A figure set this much larger than the text, alone in its lines, is a call-out."""
BIG_FIGURE_WORDS = 6
"""Such a figure is said in at most so many words ("More than two-thirds")."""
PAGES_APART = 2
"""A sentence goes on at most so many pages later (a table may take the page between)."""

_ABBREVIATED_END = re.compile(r"(?:\b[A-Z]\.[A-Z]\.|\b(?:vs|Dr|Mr|Ms|Mrs|No|St|e\.g|i\.e)\.)$")


def paragraphs_of(pages: Sequence[PageProse]) -> list[Paragraph]:
    """The paragraphs of a document in reading order, sentences over columns and pages joined."""
    body = _body_size(pages)
    found: list[Paragraph] = []
    column_number = 0
    for page in pages:
        for column in page.columns:
            column_number += 1
            found += paragraphs_in(column, page.number, column_number, body)
    return _joined(_captioned(found, body), body)


def _body_size(pages: Sequence[PageProse]) -> float:
    """The type size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for column in page.columns:
            for item in column.items:
                if isinstance(item, Line):
                    sizes[round(item.size * 2) / 2] += len(item.text)
    return max(sizes, key=lambda s: (sizes[s], s), default=1.0)


def _captioned(paragraphs: Sequence[Paragraph], body: float) -> Iterator[Paragraph]:
    """Captions whose label stands on a line of its own, with the title after it; big figures with their label."""
    waiting: Paragraph | None = None
    for paragraph in paragraphs:
        if waiting is not None:
            like = paragraph.given is None and paragraph.kind in ("heading", "prose") and paragraph.page == waiting.page
            if waiting.kind == "figure":
                like = paragraph.given is None and paragraph.kind == "prose" and _beside(waiting, paragraph)
            else:
                like = like and len(paragraph.lines) <= HEADING_LINES and paragraph.lines[0].text[:1].isupper()
            if like:
                waiting.lines.extend(paragraph.lines)
                yield waiting
                waiting = None
                continue
            yield _as_heading(waiting)
            waiting = None
        if _is_big_figure(paragraph, body):
            paragraph.kind = "figure"
            waiting = paragraph
            continue
        if paragraph.kind == "caption" and len(paragraph.lines) == 1:
            found = FIGURE.fullmatch(paragraph.lines[0].text)
            if found and not found["title"]:
                waiting = paragraph
                continue
        yield paragraph
    if waiting is not None:
        yield _as_heading(waiting)


def _as_heading(paragraph: Paragraph) -> Paragraph:
    """A big figure to which no label was found is a heading; anything else stays what it is."""
    if paragraph.kind == "figure":
        paragraph.kind = "heading"
    return paragraph


def _is_big_figure(paragraph: Paragraph, body: float) -> bool:
    """Whether a paragraph is a quantity in few words and in type much larger than the text."""
    if paragraph.given is not None or not paragraph.typed or paragraph.lines[0].size < BIG_FIGURE * body:
        return False
    text = " ".join(line.text for line in paragraph.lines)
    return len(text.split()) <= BIG_FIGURE_WORDS and bool(mentions_of(text))


def _beside(figure: Paragraph, label: Paragraph) -> bool:
    """Whether a label stands beside a big figure or right under it."""
    a, b = figure.lines, label.lines
    if a[0].box.page != b[0].box.page:
        return False
    overlaps = b[0].box.top < a[-1].box.bottom and b[-1].box.bottom > a[0].box.top
    under = 0 <= b[0].box.top - a[-1].box.bottom < a[0].size and b[0].box.x0 < max(x.box.x1 for x in a)
    return overlaps or under


def _joined(paragraphs: Iterator[Paragraph], body: float) -> list[Paragraph]:
    """Paragraphs with those joined that a column or page parted, and their sections.

    For each type of print the last unfinished paragraph is kept open: a chart or a note between is of another type.
    """
    result: list[Paragraph] = []
    opened: dict[tuple[int, bool], Paragraph] = {}
    interrupted = False
    section = ""
    for paragraph in paragraphs:
        if paragraph.given is not None or paragraph.kind == "caption":
            interrupted = True
        elif paragraph.kind == "heading":
            section = " ".join(line.text for line in paragraph.lines)
            opened.pop(_type(paragraph), None)
            opened = {k: p for k, p in opened.items() if p.column != paragraph.column}
        else:
            kind = _type(paragraph)
            first = opened.get(kind)
            if first is not None and _goes_on(first, paragraph, interrupted, body):
                first.lines.extend(paragraph.lines)
                if not _may_go_on(paragraph):
                    del opened[kind]
                continue
            opened.pop(kind, None)
            if _may_go_on(paragraph):
                opened[kind] = paragraph
                interrupted = False
        paragraph.section = section
        result.append(paragraph)
    return result


def _type(paragraph: Paragraph) -> tuple[int, bool]:
    """The type of a paragraph's last line: size in half points, weight."""
    last = paragraph.lines[-1]
    return round(2 * last.size), last.bold


def _may_go_on(paragraph: Paragraph) -> bool:
    """Whether the last sentence of a paragraph may go on elsewhere; "U.S." at its end may be half of a name."""
    text = paragraph.text
    if is_finished(text) and not _ABBREVIATED_END.search(text):
        return False
    return not text.endswith(":") and (paragraph.kind == "bullet" or len(text.split()) >= 3 or len(paragraph.lines) > 1)


def _goes_on(first: Paragraph, second: Paragraph, interrupted: bool, body: float) -> bool:
    """Whether a paragraph goes on with the unfinished sentence of an earlier one."""
    if second.kind != "prose" or second.page - first.page > PAGES_APART or first.apart != second.apart:
        return False
    before, after = first.lines[-1], second.lines[0]
    if abs(before.size - after.size) > SAME_SIZE * before.size or before.bold != after.bold:
        return False
    lower = after.text[:1].islower() or before.text.endswith(("-", "\u00ad", "\u2013", ","))
    if before.size < (1 - SMALL_PRINT) * body and (not lower or first.page != second.page):
        return False  # labels of charts
    if first.column == second.column and first.typed:
        return (lower or after.text[:1].isdigit()) and (interrupted or first.kind == "prose")
    if not first.typed or first.kind != "prose":
        return lower
    return lower or (not is_finished(before.text) and len(second.lines) > 1)
