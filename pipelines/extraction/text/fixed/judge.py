"""Tables told from what looks like them: running text in columns, contents, the scales of charts.

In: a region laid out in columns and rows. Out: whether it is a table. Relies on cells agreeing in their edges with the
cells above and below them, and on numbers, a head or a caption being there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.extraction.text.fixed.chunks import Chunk, Strip
from pipelines.extraction.text.fixed.columns import FULL_ROWS, Column
from pipelines.extraction.text.fixed.naming import NEAR_EDGE, Naming
from pipelines.extraction.text.fixed.regions import Region
from pipelines.extraction.text.fixed.rows import Grouped
from pipelines.extraction.text.lines import Line
from pipelines.extraction.values import parse_value

ALIGNED = 0.6
"""Share of cells that agree with a neighbour of their column in an edge or the middle; running text has far fewer."""
WORDY = 6
"""Words in a cell on average, above which columns of words are running text, unless a caption says otherwise."""
LEAST_NUMBERS = 0.34
"""Share of cells that are numbers, in a table without a caption that has numbers at all."""
LEAST_SCALE = 4
"""Numbers on the scale of a chart, at least."""
_LEADER = re.compile(r"\.{4,}|(?:\. ){3,}")


def is_table(
    lines: Sequence[Line],
    region: Region,
    columns: Sequence[Column],
    laid: Sequence[list[Chunk | None]],
    rows: Sequence[Grouped],
    head: Sequence[Strip],
    naming: Naming,
) -> bool:
    """Whether rows and columns are those of a table, and not of running text, a list or a table of contents."""
    full = [r for r in rows if not r.section]
    chunks = [c for row in laid for c in row if c]
    if not full or (_aligned(columns) < ALIGNED and not _full(laid)):
        return False
    over = any(c.left > columns[0].left for s in head for c in s.chunks)
    if region.words_only:
        words = sum(len(c.text.split()) for c in chunks) / len(chunks)
        if naming.named:
            return len(full) >= 2
        return len(full) >= 3 and words <= WORDY - 2 and len(laid) >= 3 and over and _straight(columns)
    numbers = [c for row in laid for c in row[1:] if c and c.numeric and any(x.isdigit() for x in c.text)]
    signs = naming.named and over  # crosses and dashes under heads
    if (len(numbers) < 2 and not signs) or not any(_numeric(column) for column in columns[1:]):
        return False
    cells = sum(1 for row in laid for c in row[1:] if c)
    if not naming.named and sum(c.numeric for row in laid for c in row[1:] if c) < LEAST_NUMBERS * cells:
        return False
    if len(full) < 3 and not (naming.named or over):
        return False
    if len(full) < 2 and (len(columns) < 3 or not naming.named):
        return False
    return not _contents(lines, region, columns) and (naming.named or not _axes(columns))


def _numeric(column: Column) -> bool:
    """Whether most cells of a column are numbers or data symbols."""
    count = sum(c.numeric for c in column.chunks)
    return 2 * count >= len(column.chunks)


def _axes(columns: Sequence[Column]) -> bool:
    """Whether all columns of numbers go in equal steps, as the scale beside a chart does."""
    scales = others = 0
    for column in columns:
        cells = sorted(column.chunks, key=lambda c: c.line.top)
        values = [v.value for c in cells if (v := parse_value(c.text)).value is not None]
        if len(values) >= LEAST_SCALE:
            steps = {b - a for a, b in pairwise(values)}
            even = len(steps) == 1 and steps != {0}
            scales, others = scales + even, others + (not even)
    return scales > 0 and not others


def _contents(lines: Sequence[Line], region: Region, columns: Sequence[Column]) -> bool:
    """Whether leaders lead to page numbers that only grow."""
    if sum(_LEADER.search(n.text) is not None for n in lines[region.body : region.end]) < 2:
        return False
    last = [c.text for c in sorted(columns[-1].chunks, key=lambda c: c.line.top)]
    pages = [int(t) for t in last if t.isdigit()]
    return 2 * len(pages) > len(last) and pages == sorted(pages) and len(columns) <= 3


def _aligned(columns: Sequence[Column]) -> float:
    """The share of cells after the first column that agree with the cell above them in an edge or the middle."""
    good = count = 0
    for column in columns[1:]:
        cells = sorted(column.chunks, key=lambda c: c.line.top)
        for a, b in pairwise(cells):
            count += 1
            off = min(abs(a.left - b.left), abs(a.right - b.right), abs(a.centre - b.centre))
            good += off <= NEAR_EDGE
    return good / count if count else 1.0


def _full(laid: Sequence[list[Chunk | None]]) -> bool:
    """Whether nearly all lines have a number in each column after the first: they are rows, however they drift."""
    rows = [row for row in laid if any(c and c.numeric for c in row[1:])]
    return len(rows) > 2 and sum(all(c and c.numeric for c in row[1:]) for row in rows) >= FULL_ROWS * len(rows)


def _straight(columns: Sequence[Column]) -> bool:
    """Whether each column of words begins at the same place on its lines."""
    return all(
        sum(abs(c.left - column.left) <= NEAR_EDGE for c in column.chunks) >= 0.8 * len(column.chunks)
        for column in columns
    )
