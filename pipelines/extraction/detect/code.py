"""Lines of a program, and pages of an index: words in columns by chance.

In: strips. Out: whether a strip is program code or its echo, whether strips are an index. Relies on prompts, on
signs that only programs have, and on entries that end in a comma and page numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.detect import thresholds as t
from pipelines.extraction.detect.strips import Strip

_CODE = re.compile(
    r"^(?:[A-Za-z]{0,3}>|[+$])\s+[(\w.]*[A-Za-z][\w.]*(?:\(|\[|\s*(?:=|<-|:\s|~))"  # a prompt, a call
    r"|\w\s?<-\s?\w|'data\.frame'|^[\w.]+\([^)]*[,(=]$|^#+\s+Call:|[{}]$|\\\\$"
)
_ENTRY = re.compile(r".*[^\W\d].*,\s\d{1,4}(?:[\u2013-]\d{1,4})?(?:,\s\d{1,4}(?:[\u2013-]\d{1,4})?)*,?")


def is_code(strip: Strip) -> bool:
    """Whether a strip is a line of a program or what it echoes."""
    return _CODE.search(strip.text) is not None


def is_index(strips: Sequence[Strip]) -> bool:
    """Whether strips are entries of an index: words, a comma, page numbers."""
    pieces = [p for s in strips for p in s.pieces]
    return sum(_ENTRY.fullmatch(p.text) is not None for p in pieces) >= t.INDEX_SHARE * len(pieces)
