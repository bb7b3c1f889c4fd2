"""The rows of a table's body: bands between separators, else lines with their wrapped lines joined.

In: body lines, columns, separators. Out: rows, each a list of chunks. Relies on separators first; then on values, of
which a row has at most one in each column; then on the stub, whose labels open rows; then on leading, which is tighter
inside a row than between rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from pipelines.extraction.headers import Span
from pipelines.extraction.structure.columns import columns_of
from pipelines.extraction.structure.separators import Separators
from pipelines.extraction.structure.zones import holds_number, middle
from pipelines.extraction.stubs import INDENT_STEP, Row, join_labels, word_space
from pipelines.extraction.words import Chunk

Line = Sequence[Chunk]

BAND = 0.6
"""A separator over this share of the width parts two rows."""
LEADING = 1.6
"""Lines of one cell follow within this many font sizes, from middle to middle."""
_OPEN_END = re.compile(
    r"(?:[,/-]|\b(?:of|and|or|the|in|for|to|by|with|than|a|an|on|from|per|as|at|that|which|is|are))$"
)


def body_rows(lines: Sequence[Line], columns: Sequence[Span], parts: Separators) -> list[Row]:
    """The rows of the body from the top down; a Row's label is what stands in the first column."""
    if not lines:
        return []
    x0, x1 = columns[0].x0, columns[-1].x1
    bands: list[list[Line]] = [[lines[0]]]
    for upper, lower in itertools.pairwise(lines):
        if parts.between(middle(upper), middle(lower), x0, x1, BAND):
            bands.append([lower])
        else:
            bands[-1].append(lower)
    numbers = sum(_has_value(line, columns) for line in lines) >= 0.3 * len(lines)
    ruled = len(bands) >= 3 or len(bands) >= 0.3 * len(lines)
    rows: list[Row] = []
    for band in bands:
        if len(band) == 1:
            rows.append(_row([band[0]], columns))
        elif ruled and _one_row(band, columns):
            rows.append(_row(band, columns))
        elif numbers:
            rows += join_labels([_row([line], columns) for line in band])
        else:
            rows += [_row(group, columns) for group in _by_words(band, columns)]
    return rows


def _row(lines: Sequence[Line], columns: Sequence[Span]) -> Row:
    label: list[Chunk] = []
    values: list[Chunk] = []
    for line in lines:
        for chunk in line:
            first, _ = columns_of(chunk, columns, line)
            (label if first == 0 else values).append(chunk)
    return Row(label, values)


def _has_value(line: Line, columns: Sequence[Span]) -> bool:
    return any(holds_number(c.text) and columns_of(c, columns, line)[0] > 0 for c in line)


def _one_row(band: Sequence[Line], columns: Sequence[Span]) -> bool:
    """Whether the lines of a band are one row: no column holds two values in it, and where all are words, they wrap."""
    seen: set[int] = set()
    for line in band:
        places = [(columns_of(c, columns, line), c) for c in line]
        here = {first for (first, last), c in places if first == last and first > 0 and holds_number(c.text)}
        if here & seen:
            return False
        seen |= here
    full = sum(len({columns_of(c, columns, line)[0] for c in line}) == len(columns) for line in band)
    if full < 2:
        return True
    wrapped = sum(_goes_on(band[: i + 1], band[i + 1], columns) for i in range(len(band) - 1))
    return wrapped >= 0.5 * (len(band) - 1)


def _by_words(band: Sequence[Line], columns: Sequence[Span]) -> list[list[Line]]:
    """Lines of words gathered into rows: a line that goes on from the lines above it belongs to their row."""
    groups: list[list[Line]] = [[band[0]]]
    for line in band[1:]:
        if _goes_on(groups[-1], line, columns):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: Sequence[Line], line: Line, columns: Sequence[Span]) -> bool:
    """Whether a line goes on with the row above it: what stands in it continues cells that were broken over lines."""
    size = max(c.size for c in line)
    if middle(line) - middle(group[-1]) > LEADING * size:
        return False
    if _opens(group, line, columns):
        return False
    votes = against = 0
    stub = False
    for chunk in line:
        first, last = columns_of(chunk, columns, line)
        above = next((c for other in reversed(group) for c in other if columns_of(c, columns, other)[0] == first), None)
        if above is None:
            against += first == 0
            continue
        if middle(line) - above.middle > LEADING * size:
            against += 1
            continue
        goes = wraps(above, chunk, columns[last].x1 - columns[last].x0)
        votes += goes
        against += not goes
        if first == 0 and (not goes or _outdented(group, chunk, columns)):
            return False
        stub = stub or first == 0
    if not stub and not any(columns_of(c, columns, line)[0] == 0 for c in line):
        return votes >= against or not any(c.text[:1].isupper() for c in line)
    return votes > 0 and votes >= against


def _opens(group: Sequence[Line], line: Line, columns: Sequence[Span]) -> bool:
    """Whether a line opens a row: every column has a text in it, each begins with a capital, and few above run on."""
    filled = {columns_of(c, columns, line)[0] for c in line}
    if len(columns) < 3 or len(filled) < len(columns) or not all(c.text[:1].isupper() for c in line):
        return False
    return 2 * sum(bool(_OPEN_END.search(c.text)) for c in group[-1]) < len(columns)


def _outdented(group: Sequence[Line], chunk: Chunk, columns: Sequence[Span]) -> bool:
    """Whether a label steps back from indented lines above it to where their row began: it opens the next row."""
    stub = [c for line in group for c in line if columns_of(c, columns, line)[0] == 0]
    step = INDENT_STEP * chunk.size
    return len(stub) > 1 and stub[-1].box.x0 > chunk.box.x0 + step and abs(stub[0].box.x0 - chunk.box.x0) < step


def wraps(upper: Chunk, lower: Chunk, width: float) -> bool:
    """Whether a line was broken before `lower`: its first word would not have fitted above, or the text runs on.

    `width` is that of the column, in points; where its edges lie does not matter, so that any alignment reads the same.
    """
    first = lower.words[0]
    needed = (upper.box.x1 - upper.box.x0) + word_space(upper, lower) + (first.box.x1 - first.box.x0)
    text = lower.text
    if upper.bold != lower.bold or abs(upper.size - lower.size) > 0.2 * upper.size:
        return False
    if _OPEN_END.search(upper.text):
        return True
    if upper.text.endswith((".", ":", ";")) and text[:1].isupper():
        return needed > width
    if needed > width - 0.2 * upper.size:
        return True
    return text[:1].islower() or text[:1] in "(&/"
