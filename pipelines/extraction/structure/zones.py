"""Where the head of a table ends and its body begins.

In: lines of chunks, columns, separators. Out: how many lines are head. Relies, in this order, on a separator over the
whole width below the first lines, on the first line that holds values, and on type: heads are bold or stand on a fill.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.extraction.captions import is_year
from pipelines.extraction.headers import Span
from pipelines.extraction.structure.columns import columns_of
from pipelines.extraction.structure.separators import Separators
from pipelines.extraction.values import is_value
from pipelines.extraction.words import Chunk

FULL = 0.85
"""A separator over this share of the width parts the whole table."""
TALLEST = 8
"""A head has at most this many lines, where its own lines look like values."""
MOST_HEAD = 0.5
"""A head takes at most this share of a table's lines, unless values say so."""


def line_top(line: Sequence[Chunk]) -> float:
    """The upper edge of a line."""
    return min(c.box.top for c in line)


def line_bottom(line: Sequence[Chunk]) -> float:
    """The lower edge of a line."""
    return max(c.box.bottom for c in line)


def middle(line: Sequence[Chunk]) -> float:
    """The height of a line's middle."""
    return sum(c.middle for c in line) / len(line)


def holds_number(text: str) -> bool:
    """Whether a text is a value with a digit or a data symbol that stands for one."""
    return is_value(text) and not is_year(text)


def value_lines(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span]) -> list[bool]:
    """For each line whether it holds values (no years) behind the first column, in a third of its places or more."""
    found = []
    for line in lines:
        behind = [c for c in line if columns_of(c, columns, line)[0] > 0]
        found.append(bool(behind) and sum(holds_number(c.text) for c in behind) >= len(behind) / 3)
    return found


def breaks(
    lines: Sequence[Sequence[Chunk]], parts: Separators, columns: Sequence[Span], share: float = FULL
) -> list[bool]:
    """For each line whether a separator over the whole table stands between it and the line before.

    Where some of them run over the first column, those that begin behind it are the rules under wide spanners.
    """
    x0, x1 = columns[0].x0, columns[-1].x1
    found, over_stub = [False], [False]
    for i in range(1, len(lines)):
        upper, lower = middle(lines[i - 1]), middle(lines[i])
        found.append(parts.between(upper, lower, x0, x1, share))
        over_stub.append(found[-1] and parts.between(upper, lower, columns[0].x0, columns[0].x1, 0.5))
    return over_stub if any(over_stub) else found


def head_lines(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span], parts: Separators) -> int:
    """How many lines at the top are heads of columns."""
    if len(lines) < 2:
        return 0
    values = value_lines(lines, columns)
    parted = breaks(lines, parts, columns)
    count = sum(values)
    first = next((i for i, v in enumerate(values) if v), len(lines))
    if count >= 0.3 * len(lines):
        over = _over_first_rule(lines, parted, values)
        if over:
            return over
        ruled = [i for i in range(1, first + 1) if i < len(lines) and parted[i]]
        if ruled and ruled[-1] == first and first > 0:
            return _without_sections(lines, columns, parted, first)
        if ruled:
            return _without_sections(lines, columns, parted, ruled[-1])
        if first == 0:
            return _numbered_head(lines, columns, parted)
        return _without_sections(lines, columns, parted, first)
    ruled = [i for i in range(1, len(lines)) if parted[i]]
    if ruled and ruled[0] <= max(1, MOST_HEAD * len(lines)):
        return _head_of_words(lines, columns, parts, ruled)
    styled = 0
    while styled < len(lines) - 1 and all(c.bold for c in lines[styled]):
        styled += 1
    if 0 < styled <= MOST_HEAD * len(lines):
        return styled
    return 1


def _over_first_rule(lines: Sequence[Sequence[Chunk]], parted: Sequence[bool], values: Sequence[bool]) -> int:
    """Lines above the first rule over the whole table: heads, though some may look like numbers; of one line alone only
    where few rules follow."""
    ruled = [i for i, p in enumerate(parted) if p]
    if not ruled or ruled[0] > min(TALLEST, MOST_HEAD * len(lines)):
        return 0
    if len(ruled) > 0.34 * len(lines) and ruled[0] < 2:
        return 0
    if ruled[0] == 1 and len(lines[0]) == 1 and len(ruled) > 1 and not any(values[: ruled[1]]):
        return ruled[1]  # a unit stands alone over the first rule, the heads between the first two
    return ruled[0] if sum(values[: ruled[0]]) <= 1 else 0


def _without_sections(
    lines: Sequence[Sequence[Chunk]], columns: Sequence[Span], parted: Sequence[bool], end: int
) -> int:
    """The end of the head without the section heads and first lines of labels under it, in the stub alone."""
    cut = end
    while cut > 1 and all(columns_of(c, columns, lines[cut - 1])[1] == 0 for c in lines[cut - 1]):
        cut -= 1
    if cut == 1 and all(columns_of(c, columns, lines[0])[1] == 0 for c in lines[0]):
        return end if end < len(lines) and parted[end] else 0
    ruled = [i for i in range(cut, end) if parted[i]]
    if ruled:
        return ruled[0]
    # a stub head may stand lower than the heads of the columns: only a rule or the values below can tell
    return end if end < len(lines) and parted[end] and end - cut <= 2 else cut


def _numbered_head(lines: Sequence[Sequence[Chunk]], columns: Sequence[Span], parted: Sequence[bool]) -> int:
    """Heads that are numbers themselves (lead times, sizes): lines above the only rule near the top."""
    ruled = [i for i in range(1, len(lines)) if parted[i]]
    if ruled and ruled[0] <= 3 and len(ruled) <= 0.5 * len(lines):
        return ruled[0]
    return 0


def _head_of_words(
    lines: Sequence[Sequence[Chunk]], columns: Sequence[Span], parts: Separators, ruled: Sequence[int]
) -> int:
    """In a table of words: the first band between rules, and the next where spanners in it still ask for leaf heads."""
    first = ruled[0]
    asking = False
    for i, line in enumerate(lines[:first]):
        for chunk in line:
            start, end = columns_of(chunk, columns, line)
            below = {columns_of(c, columns, other)[0] for other in lines[i + 1 : first] for c in other}
            asking = asking or (end > start and not below & set(range(start, end + 1)))
    if asking and len(ruled) > 1 and ruled[1] <= MOST_HEAD * len(lines):
        return ruled[1]
    return first
