"""Text columns beside each other, as `pdftotext -layout` prints two-column pages: each column as lines of its own.

In: the lines of one page. Out: the lines of each column, with what stands beside it blanked, so that places stay.
Relies on a gutter: blanks under one another between running text on both sides, over many lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipelines.extraction.text.lines import Line

LEAST_LINES = 12
"""A gutter runs along this many printed lines at least: tables of fewer rows have gaps as straight."""
GUTTER = 2
"""Blanks in each line of a gutter."""
LEAST_WORDS = 4
"""Words of a line of running text in a column of a page; cells of a table have fewer, as a rule."""
CANDIDATES = 4
"""Places that are tried: those at which most text begins after a gap."""
MOST_DIGITS = 0.25
"""Lines with digits among the lines of a text column; a table's columns have more."""
_INNER_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")


def streams(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of the page, column by column where running text stands in columns beside each other."""
    result: list[list[Line]] = []
    at = 0
    for start, end, cut in _gutters(lines):
        result.append(list(lines[at:start]))
        result.append([replace(n, text=n.text[:cut]) for n in lines[start:end]])
        result.append([replace(n, text=" " * min(cut, len(n.text)) + n.text[cut:]) for n in lines[start:end]])
        at = end
    result.append(list(lines[at:]))
    return [part for part in result if part]


def _gutters(lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """Stretches of lines with a gutter, and the character before which they part."""
    starts = Counter(m.end() for n in lines if n.words for m in _INNER_GAP.finditer(n.text.rstrip()))
    found: list[tuple[int, int, int, int]] = []
    for cut, _ in starts.most_common(CANDIDATES):
        run: list[int] = []
        for at in [*range(len(lines)), None]:
            if at is not None and not lines[at].text[max(cut - GUTTER, 0) : cut].strip():
                run.append(at)
                continue
            both = [i for i in run if lines[i].text[:cut].strip() and lines[i].text[cut:].strip()]
            if len(both) >= LEAST_LINES and _running(lines, both, cut):
                found.append((len(both), both[0], both[-1] + 1, cut))
            run = []
    kept: list[tuple[int, int, int]] = []
    for _, start, end, cut in sorted(found, reverse=True):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, cut))
    return sorted(kept)


def _running(lines: Sequence[Line], both: Sequence[int], cut: int) -> bool:
    """Whether words run on both sides: most lines have several words and few have digits."""
    for side in (slice(0, cut), slice(cut, None)):
        texts = [lines[i].text[side].strip() for i in both]
        wordy = sum(len(t.split()) >= LEAST_WORDS for t in texts)
        digits = sum(any(c.isdigit() for c in t) for t in texts)
        plain = sum("   " in t for t in texts)
        if 3 * wordy < 2 * len(texts) or digits > MOST_DIGITS * len(texts) or 4 * plain > len(texts):
            return False
    return True
