"""Running heads and feet, and page numbers: what a page says about the report rather than about its subject.

In: the pages' running text. Out: the same without such lines. Relies on their standing in the margin at the top or foot
of the page, and on their coming back on other pages; a number alone in the margin is a page number on any page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipelines.extraction.statements.prose import Line, PageProse

MARGIN = 0.12
"""Running lines stand within this share of the page's height from its top or foot."""
MARGIN_LINES = 3
"""In a text the first and the last three printed lines of a page are its margins."""
LEAST_LETTERS = 4
"""A running line is told by at least so many letters."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:page|p\.)\s?)?(?:[A-Z]{1,2}-)?(?:\d{1,4}|[ivxlc]{1,7})(?:\s?(?:of|/)\s?\d{1,4})?\W{0,3}",
    re.IGNORECASE,
)


def drop_running(pages: Sequence[PageProse]) -> None:
    """Take running heads, running feet and page numbers out of the pages."""
    times: Counter[str] = Counter()
    margins = []
    for page in pages:
        keyed = [(line, _key(line)) for line in _margin(page)]
        margins.append(keyed)
        times.update({key for _, key in keyed})
    for page, keyed in zip(pages, margins, strict=True):
        gone = {id(line) for line, key in keyed if (key and times[key] > 1) or _PAGE_NUMBER.fullmatch(line.text)}
        if gone:
            for column in page.columns:
                column.items = [item for item in column.items if id(item) not in gone]


def _margin(page: PageProse) -> list[Line]:
    """The lines in the upper and lower margin of a page."""
    lines = [item for column in page.columns for item in column.items if isinstance(item, Line)]
    if not lines:
        return []
    if lines[0].size == 1.0:
        tops = sorted({line.box.top for line in lines})
        edge = {*tops[:MARGIN_LINES], *tops[-MARGIN_LINES:]}
        return [line for line in lines if line.box.top in edge]
    depth = MARGIN * page.height
    return [line for line in lines if line.box.bottom <= depth or line.box.top >= page.height - depth]


def _key(line: Line) -> str:
    """The words of a line without its numbers; empty where too few letters are left to tell it by."""
    key = " ".join(_DIGITS.sub(" ", line.text).casefold().split()).strip(" |-\u2013\u2014/")
    return key if len(key) >= LEAST_LETTERS else ""
