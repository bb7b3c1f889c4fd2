"""The rows of a table's body: bands between separators, else lines with their wrapped lines joined.

In: body lines, columns, separators. Out: rows, each a list of chunks. Relies on separators first; then on values, of
which a row has at most one in each column; then on the stub, whose labels open rows; then on leading, which is tighter
inside a row than between rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.extraction.headers import Span
from pipelines.extraction.structure.columns import columns_of
from pipelines.extraction.structure.separators import Separators
from pipelines.extraction.structure.zones import holds_number, middle
from pipelines.extraction.stubs import INDENT_STEP, Row, join_labels, word_space
from pipelines.extraction.words import Chunk

BAND = 0.6
"""A separator over this share of the width parts two rows."""
LEADING = 1.6
"""Lines of one cell follow within this many font sizes, from middle to middle."""
_OPEN_END = re.compile(
    r"(?:[,/-]|\b(?:of|and|or|the|in|for|to|by|with|than|a|an|on|from|per|as|at|that|which|is|are))$"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A chunk and the first and last column that it stands over."""

    first: int
    last: int
    chunk: Chunk


Spots = Sequence[Spot]


def body_rows(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span], parts: Separators) -> list[Row]:
    """The rows of the body from the top down; a Row's label is what stands in the first column."""
    if not lines:
        return []
    placed = [[Spot(*columns_of(c, columns, line), c) for c in line] for line in lines]
    x0, x1 = columns[0].x0, columns[-1].x1
    bands: list[list[Spots]] = [[placed[0]]]
    for (upper, lower), spots in zip(itertools.pairwise(lines), placed[1:], strict=True):
        if parts.between(middle(upper), middle(lower), x0, x1, BAND):
            bands.append([spots])
        else:
            bands[-1].append(spots)
    numbers = sum(any(s.first > 0 and holds_number(s.chunk.text) for s in spots) for spots in placed)
    ruled = len(bands) >= 3 or len(bands) >= 0.3 * len(lines)
    rows: list[Row] = []
    for band in bands:
        if len(band) == 1 or (ruled and _one_row(band, columns)):
            rows.append(_row(band))
        elif numbers >= 0.3 * len(lines):
            rows += join_labels([_row([spots]) for spots in band])
        else:
            rows += [_row(group) for group in _by_words(band, columns)]
    return rows


def _row(lines: Sequence[Spots]) -> Row:
    spots = [s for line in lines for s in line]
    return Row([s.chunk for s in spots if s.first == 0], [s.chunk for s in spots if s.first > 0])


def _one_row(band: Sequence[Spots], columns: Sequence[Span]) -> bool:
    """Whether the lines of a band are one row: no column holds two values in it, and where all are words, they wrap."""
    seen: set[int] = set()
    for line in band:
        here = {s.first for s in line if s.first == s.last and s.first > 0 and holds_number(s.chunk.text)}
        if here & seen:
            return False
        seen |= here
    if sum(len({s.first for s in line}) == len(columns) for line in band) < 2:
        return True
    group: list[Spots] = []
    wrapped = 0
    for upper, lower in itertools.pairwise(band):
        group.append(upper)
        wrapped += _goes_on(group, lower, columns)
    return wrapped >= 0.5 * (len(band) - 1)


def _by_words(band: Sequence[Spots], columns: Sequence[Span]) -> list[list[Spots]]:
    """Lines of words gathered into rows: a line that goes on from the lines above it belongs to their row."""
    groups: list[list[Spots]] = [[band[0]]]
    for line in band[1:]:
        if _goes_on(groups[-1], line, columns):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _height(line: Spots) -> float:
    return middle([s.chunk for s in line])


def _nearest(group: Iterable[Spots], column: int) -> Chunk | None:
    """The first chunk in a column, line after line."""
    return next((s.chunk for line in group for s in line if s.first == column), None)


def _goes_on(group: Sequence[Spots], line: Spots, columns: Sequence[Span]) -> bool:
    """Whether a line goes on with the row above it: what stands in it continues cells that were broken over lines."""
    farthest = LEADING * max(s.chunk.size for s in line)
    height = _height(line)
    if height - _height(group[-1]) > farthest or _opens(group[-1], line, columns):
        return False
    votes = against = 0
    for spot in line:
        above = _nearest(reversed(group), spot.first)
        if above is None:
            against += spot.first == 0
            continue
        if height - above.middle > farthest:
            against += 1
            continue
        goes = wraps(above, spot.chunk, columns[spot.last].x1 - columns[spot.last].x0)
        votes += goes
        against += not goes
        if spot.first == 0 and (not goes or _outdented(group, above, spot.chunk)):
            return False
    if not any(s.first == 0 for s in line):
        return votes >= against or not any(s.chunk.text[:1].isupper() for s in line)
    return votes > 0 and votes >= against


def _opens(above: Spots, line: Spots, columns: Sequence[Span]) -> bool:
    """Whether a line opens a row: every column has a text in it, each begins with a capital, and few above run on."""
    full = len(columns) > 2 and len({s.first for s in line}) == len(columns)
    if not full or not all(s.chunk.text[:1].isupper() for s in line):
        return False
    return 2 * sum(bool(_OPEN_END.search(s.chunk.text)) for s in above) < len(columns)


def _outdented(group: Sequence[Spots], above: Chunk, chunk: Chunk) -> bool:
    """Whether a label steps back from the indented one above it to where their row began: it opens the next row."""
    opening = _nearest(group, 0)
    step = INDENT_STEP * chunk.size
    return opening is not None and above.box.x0 > chunk.box.x0 + step and abs(opening.box.x0 - chunk.box.x0) < step


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
