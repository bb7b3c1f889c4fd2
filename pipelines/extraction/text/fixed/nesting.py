"""Row groups of fixed-width tables by the indents of their labels.

In: the rows and the labels without markers. Out: the path of each row, or nothing where indents say nothing. Relies on
labels of words: numbers are set to the right, and so are labels that begin at many places.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.text.draft import Row
from pipelines.extraction.text.fixed.chunks import numeric
from pipelines.extraction.text.fixed.rows import Grouped

MOST_ROUND = 12
"""Labels of a second column that come round again under each label of the first, at most."""
MOST_INDENTS = 5
"""Levels of row groups; labels that begin at more places are centred or set to the right."""


def paths_by_indent(grouped: Sequence[Grouped], rows: Sequence[Row]) -> list[tuple[str, ...]] | None:
    """The path of each row: under the nearest row above that begins further left; a section without rows that are
    further in stands over those at its own indent, up to the next section."""
    labelled = [r for r in grouped if r.cells[0] and not r.over]
    indents = sorted({r.indent for r in labelled})
    if not 1 < len(indents) <= MOST_INDENTS or all(numeric(r.text(0)) for r in labelled):
        return None
    if labelled[0].indent != indents[0] or indents[1] - indents[0] < 1:
        return None
    paths: list[tuple[str, ...]] = []
    above: list[tuple[float, str]] = []
    over: str | None = None
    for place, (group, row) in enumerate(zip(grouped, rows, strict=True)):
        label = row.label.text
        if group.over:
            over, above = label, []
            paths.append((label,))
            continue
        level: float = group.indent
        if group.section:
            following = grouped[place + 1] if place + 1 < len(grouped) else None
            flat = following is not None and following.indent == group.indent and not following.section
            level -= 0.5 if flat else 0
        while above and above[-1][0] >= level:
            above.pop()
        path = (*((over,) if over else ()), *(words for _, words in above), label)
        paths.append(path)
        if label:
            above.append((level, label))
    return paths


def round_of(grouped: Sequence[Grouped]) -> int:
    """How many rows stand under each label of the first column, where the words of the second come round; else 0."""
    if any(r.section for r in grouped) or all(r.cells[0] for r in grouped) or len(grouped[0].cells) < 3:
        return 0
    words = [r.text(1) for r in grouped]
    if not all(words) or any(numeric(w) for w in words):
        return 0
    for size in range(2, min(MOST_ROUND, len(words) // 2) + 1):
        if len(words) % size == 0 and words == words[:size] * (len(words) // size) and len(set(words[:size])) == size:
            return size
    return 0
