"""Lines near a table that are not part of it: captions, notes, captions of figures.

In: a strip. Out: what kind of line it is. Relies on the first words of such lines, as `extraction.captions` knows them.
"""

from __future__ import annotations

import re

from pipelines.extraction.captions import caption_of, is_figure, opens_note
from pipelines.extraction.detect.strips import Strip
from pipelines.extraction.words import chunk_of

_NOTES = re.compile(
    r"(?:notes?|sources?|key|legend|exhibit reads|nb|see notes?|nota|fuente|quelle|footnotes?)\b\s*[:.\u2013-]"
    r"|notes?\s+\d|see notes? at|\d+/|\(\d\)\s",
    re.IGNORECASE,
)


def caption(strip: Strip) -> tuple[str, str] | None:
    """Label and title where a strip is the caption of a table."""
    return caption_of([chunk_of(p.words) for p in strip.pieces])


def figure(strip: Strip) -> bool:
    """Whether a strip opens the caption of a figure."""
    return is_figure([chunk_of(p.words) for p in strip.pieces[:2]])


def note(strip: Strip) -> bool:
    """Whether a strip opens a note or source, or ends a table that goes on overleaf."""
    text = strip.text
    if _NOTES.match(text):
        return True
    first = strip.pieces[0].words[0]
    if first.raised:
        return True
    if strip.values:
        return False
    return opens_note([chunk_of(p.words) for p in strip.pieces])
