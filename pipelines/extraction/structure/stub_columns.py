"""The stub: how many columns at the left hold labels, and the path of labels of each row.

In: rows, places of cells and columns. Out: the number of stub columns and a path for each row. Relies on labels being
words, years or running numbers while values are not.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipelines.extraction.captions import is_year
from pipelines.extraction.structure.cells import Place
from pipelines.extraction.stubs import Row, row_paths
from pipelines.extraction.values import is_value, parse_value
from pipelines.extraction.words import join_wrapped

WORDS = 0.6
"""A column holds labels if this share of its cells are words."""


def count_stub(rows: Sequence[Row], places: Sequence[Place], columns: int) -> int:
    """How many columns from the left are stub: 0 where the first column holds values like the others."""
    texts: list[list[str]] = [[] for _ in range(columns)]
    for place in places:
        if place.col_start == place.col_end:
            texts[place.col_start].append(place.chunks[0].text)
    valued = [sum(map(is_value, t)) > (1 - WORDS) * len(t) if t else False for t in texts]
    if not any(valued[1:]):
        return min(1, columns)
    if valued[0]:
        return 1 if _labels(texts[0]) else 0
    count = 1
    while count < columns - 1 and texts[count] and not valued[count] and any(valued[count + 1 :]):
        count += 1
    return count


def _labels(texts: Sequence[str]) -> bool:
    """Whether values in a first column name the rows: years, ranges, or numbers that only rise or only fall."""
    if all(is_year(t) for t in texts) or any(parse_value(t).kind == "range" for t in texts):
        return True
    numbers = [v.value for t in texts if (v := parse_value(t.rstrip("."))).value is not None]
    if len(numbers) < 3 or len(numbers) < len(texts) - 1:
        return any(not is_value(t) for t in texts)
    rising = all(a < b for a, b in itertools.pairwise(numbers))
    falling = all(a > b for a, b in itertools.pairwise(numbers))
    return rising or falling


def stub_paths(
    rows: Sequence[Row], places: Sequence[Place], stub: int, vocabulary: frozenset[str]
) -> list[tuple[str, ...]]:
    """The labels of each row, from the outermost to the innermost."""
    if stub == 0:
        return [("",) for _ in rows]
    outer = row_paths(rows, vocabulary)
    if stub == 1:
        return outer
    at = {(r, p.col_start): p for p in places for r in range(p.row_start, p.row_end + 1) if p.col_start < stub}
    paths: list[tuple[str, ...]] = []
    held = ""
    for r, row in enumerate(rows):
        if row.is_section:
            paths.append(outer[r])
            held = ""
            continue
        first = at.get((r, 0))
        held = _words(first, vocabulary) if first is not None else held
        inner = [_words(p, vocabulary) for c in range(1, stub) if (p := at.get((r, c))) is not None]
        over = outer[row.parent] if row.label and row.parent >= 0 else ()
        paths.append(tuple(t for t in (*over, held, *inner) if t) or ("",))
    return paths


def _words(place: Place, vocabulary: frozenset[str]) -> str:
    return join_wrapped([c.text for c in place.chunks], vocabulary)
