"""Lines that name or explain a table: captions, notes, years, and the captions of figures, told by their first words.

In: the chunks of one line. Out: what kind of line it is. Relies on the words that agencies open such lines with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.words import Chunk

_CAPTION = re.compile(
    r"(?P<label>(?:(?:appendix|annex|supplementary|text)\s+)?(?:table|exhibit|tableau|box|schedule)\s+"
    r"(?:[A-Z]{0,3}[-.]?)?\d+(?:[-.]\d+)*[A-Za-z]?)\s*(?P<mark>[.:\u2013\u2014-]|\s|$)\s*(?P<title>.*)",
    re.IGNORECASE,
)

_FIGURE = re.compile(r"(?:figure|fig\.|chart|map|graph|diagram)\s+(?:[A-Z]{0,2}[-.]?)?\d+", re.IGNORECASE)

_YEAR = re.compile(r"(?:1[89]|20|21)\d{2}(?:\s*[-\u2013/]\s*(?:(?:1[89]|20|21)\d{2}|\d{2}))?\*?")

_NOTE = re.compile(
    r"(?:notes?|sources?|nota|fuente)\s*[:.]|[*\u2020\u2021\u00a7]+\s*\S|\(?[a-z0-9]\)\s|[a-z]/|\d/(?!\d)|\.\.\.|--+\s*[A-Z]",
    re.IGNORECASE,
)


def caption_of(line: Sequence[Chunk]) -> tuple[str, str] | None:
    """Label and title of a caption line ('Table 2', 'Exhibit 1. Calls to …'), or None for any other line."""
    text = " ".join(c.text for c in line)
    found = _CAPTION.fullmatch(text)
    if not found:
        return None
    title = found["title"].strip()
    if title and title[0].islower():
        return None  # a sentence that begins with "Table 2 shows"
    if title and not line[0].bold and found["mark"].strip() == "" and len(title.split()) > 4 and title.endswith("."):
        return None
    return found["label"], title


def is_figure(line: Sequence[Chunk]) -> bool:
    """Whether a line opens the caption of a figure."""
    return _FIGURE.match(" ".join(c.text for c in line)) is not None


def is_year(text: str) -> bool:
    """Whether a text is a year or a span of years, as heads and stubs of time series print them."""
    return _YEAR.fullmatch(text.strip()) is not None


def opens_note(line: Sequence[Chunk], markers: frozenset[str] = frozenset()) -> bool:
    """Whether a line opens a note, footnote or source under a table; `markers` are those raised in the table itself."""
    first = line[0].words[0]
    if first.raised or (first.text in markers and len(line[0].words) + len(line) > 2):
        return True
    return _NOTE.match(" ".join(c.text for c in line)) is not None
