"""Lines near a table that are not part of it: captions, notes, captions of figures.

In: a strip. Out: what kind of line it is. Relies on the first words of such lines, as `extraction.captions` knows them.
"""

from __future__ import annotations

import re

from pipelines.extraction.captions import caption_of, is_figure, opens_note
from pipelines.extraction.detect.strips import Piece, Strip
from pipelines.extraction.words import chunk_of

_NOTES = re.compile(
    r"(?:notes?|sources?|key|legend|exhibit reads|nb|see notes?|nota|fuente|quelle|footnotes?)\b\s*[:.\u2013-]"
    r"|notes?\s+\d|see notes? at|\d{1,2}/(?!\d)|\(\d\)\s",
    re.IGNORECASE,
)


_PAGE = re.compile(r"\b(?:page|p[a\u00e1]gina|seite)\s+\d+", re.IGNORECASE)
_MAY_NAME = re.compile(r"appendix|annex|supplementary|text|table|exhibit|tableau|box|schedule", re.IGNORECASE)
_MAY_DRAW = re.compile(r"fig|chart|map|graph|diagram", re.IGNORECASE)
_MARK = re.compile(r"[*\u2020\u2021\u00a7.(-]|[a-z0-9][)/]", re.IGNORECASE)


def caption(strip: Strip) -> tuple[str, str] | None:
    """Label and title where a strip is the caption of a table."""
    if not _MAY_NAME.match(strip.pieces[0].text):
        return None
    return caption_of([chunk_of(p.words) for p in strip.pieces])


def piece_caption(piece: Piece) -> bool:
    """Whether one piece opens the caption of a table."""
    return _MAY_NAME.match(piece.text) is not None and caption_of([chunk_of(piece.words)]) is not None


def figure(strip: Strip) -> bool:
    """Whether a strip opens the caption of a figure."""
    return _MAY_DRAW.match(strip.pieces[0].text) is not None and is_figure(
        [chunk_of(p.words) for p in strip.pieces[:2]]
    )


def source(strip: Strip) -> bool:
    """Whether a strip opens with the word for a note or source."""
    return _NOTES.match(strip.text) is not None


def note(strip: Strip) -> bool:
    """Whether a strip opens a note or source, or ends a table that goes on overleaf."""
    text = strip.text
    if _NOTES.match(text) or (len(strip.pieces) <= 3 and _PAGE.search(text)):
        return True
    first = strip.pieces[0].words[0]
    if first.raised:
        return True
    if strip.values:
        return False
    return _MARK.match(text) is not None and opens_note([chunk_of(p.words) for p in strip.pieces])
