"""Heads set sideways over narrow columns: turned words put together, each head on its column.

In: the turned words of a table, its columns, and where its body begins. Out: heads of one column each. Relies on turned
words standing over the column they name, and on lines of a head set bottom to top following from left to right.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipelines.extraction.headers import Head, Span
from pipelines.extraction.model import Box
from pipelines.extraction.words import Chunk, Word

FAR = 2.5
"""A turned head stands at most this many font sizes beside the column it names."""


def turned_heads(words: Sequence[Word], columns: Sequence[Span], body_top: float) -> list[Head]:
    """The heads that these turned words make, from the left; words that stand beside the body are left out."""
    by_column: dict[int, list[Word]] = {}
    for word in words:
        centre = (word.box.x0 + word.box.x1) / 2
        column = min(range(len(columns)), key=lambda i: _off(columns[i], centre))
        if word.box.bottom <= body_top + word.size and _off(columns[column], centre) <= FAR * word.size:
            by_column.setdefault(column, []).append(word)
    return [Head([_joined(found)], at, at) for at, found in sorted(by_column.items())]


def _off(column: Span, x: float) -> float:
    """How far an x lies outside a column, in points."""
    return max(column.x0 - x, x - column.x1, 0.0)


def _joined(words: Sequence[Word]) -> Chunk:
    """Turned words as one chunk, in the order in which they are read."""
    upward = median(w.turned for w in words) > 0
    size = median(w.size for w in words)
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.box.x0 if upward else -w.box.x1):
        if lines and abs(word.box.x0 - lines[-1][0].box.x0) < 0.5 * size:
            lines[-1].append(word)
        else:
            lines.append([word])
    ordered = [w for line in lines for w in sorted(line, key=lambda w: -w.box.bottom if upward else w.box.top)]
    return Chunk(tuple(ordered), Box.around(w.box for w in ordered), size)
