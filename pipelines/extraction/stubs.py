"""The stub: which label lines make one row label, and which row stands under which.

In: body lines with their stub chunk and values. Out: rows with joined labels, section rows, and the path of labels of
each row. Relies on how labels are broken (a line breaks only where the next word would not fit), on indentation and on
weight, in this order.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.extraction.words import Chunk, join_wrapped

INDENT_STEP = 0.4
"""Labels that start further right than this, in font sizes, are indented."""
_GRAND = re.compile(
    r"(?:grand\s+)?totals?\b|all\b|overall\b|number\s+of\b|united states\b|u\.s\. total\b", re.IGNORECASE
)
_OPEN_END = re.compile(
    r"(?:[/,\u2013\u2014-]|\b(?:of|and|or|the|in|for|to|by|with|than|a|an|on|from|per))$", re.IGNORECASE
)


@dataclass
class Row:
    """A body row: its label chunks from the top down and its value chunks (none for a section head).

    `centred` marks a section head that stands centred over the values.
    """

    label: list[Chunk] = field(default_factory=list)
    values: list[Chunk] = field(default_factory=list)
    parent: int = -1
    centred: bool = False

    @property
    def is_section(self) -> bool:
        """Whether the row is a head of the rows below it, without values of its own."""
        return not self.values and bool(self.label)

    @property
    def x0(self) -> float:
        """Left edge of the label's first line; a head centred over the table stands further out than any label."""
        return float("-inf") if self.centred else self.label[0].box.x0 if self.label else 0.0

    @property
    def bold(self) -> bool:
        """Whether the label is set bold."""
        return bool(self.label) and all(c.bold for c in self.label)

    def text(self, vocabulary: frozenset[str] = frozenset()) -> str:
        """The label, broken lines joined, markers left out."""
        by_line: dict[int, list[Chunk]] = {}
        for chunk in sorted(self.label, key=lambda c: (c.middle, c.box.x0)):
            key = next(
                (k for k, v in by_line.items() if abs(v[0].middle - chunk.middle) < 0.4 * chunk.size), len(by_line)
            )
            by_line.setdefault(key, []).append(chunk)
        return join_wrapped([" ".join(c.text for c in line) for line in by_line.values()], vocabulary)


def stub_edge(rows: Sequence[Row]) -> float:
    """How far right the labels run: the width into which they were broken."""
    return max((c.box.x1 for r in rows for c in r.label), default=0.0)


def word_space(*chunks: Chunk) -> float:
    """The space between the words of chunks, in points: as printed, or a quarter of the size where there is none."""
    gaps = [b.box.x0 - a.box.x1 for c in chunks for a, b in itertools.pairwise(c.words)]
    return min((g for g in gaps if g > 0), default=0.25 * chunks[0].size)


def _fits_after(upper: Chunk, lower: Chunk, edge: float) -> bool:
    """Whether the first word of the lower line would have fitted at the end of the upper: then it was no line break."""
    first = lower.words[0]
    return upper.box.x1 + word_space(upper, lower) + (first.box.x1 - first.box.x0) <= edge + 0.3 * upper.size


def _runs_on(upper: Chunk, lower: Chunk, edge: float, after: Chunk | None = None) -> bool:
    """Whether a label line is the continuation of the line above it.

    A capital further right is one where the label has a hanging indent; where the label `after` it stands as far right,
    these are the rows of a group.
    """
    if upper.bold != lower.bold or upper.text.endswith(":"):
        return False
    if _fits_after(upper, lower, edge):
        return bool(_OPEN_END.search(upper.text)) and lower.text[:1].islower()
    first = lower.text[:1]
    if first.islower() or first in "(&/" or _OPEN_END.search(upper.text):
        return True
    step = INDENT_STEP * upper.size
    grouped = after is not None and abs(after.box.x0 - lower.box.x0) < step
    return lower.box.x0 > upper.box.x0 + step and not grouped


def _leading(upper: Chunk, lower: Chunk) -> float:
    return (lower.middle - upper.middle) / max(upper.size, 0.1)


def join_labels(lines: Sequence[Row]) -> list[Row]:
    """Rows from lines: label lines without values joined to the row they belong to, or kept as section heads.

    Each line comes as a Row with the chunks of that line. A label line joins the next row if it runs on into it, the
    row above if that runs on into it; values that stand between two label lines take both.
    """
    edge = stub_edge(lines)
    rows: list[Row] = []
    pending: list[Row] = []
    for index, line in enumerate(lines):
        if line.values and not line.label:
            # values set in the middle of a broken label: the line above and the line below are its two halves
            before = pending.pop() if pending else None
            rows.extend(pending)
            pending = []
            rows.append(Row(list(before.label) if before else [], list(line.values)))
            continue
        if not line.values:
            above = rows[-1] if rows and not pending else None
            if above is not None and above.values and _belongs_above(above, line, lines, index, edge):
                above.label.extend(line.label)
            else:
                pending.append(line)
            continue
        label = list(line.label)
        while (
            pending
            and pending[-1].label
            and _runs_on(pending[-1].label[-1], label[0], edge, _next_label(lines, index))
            and (_leading(pending[-1].label[-1], label[0]) < 2.0)
        ):
            label = pending.pop().label + label
        rows.extend(pending)
        pending = []
        rows.append(Row(label, list(line.values)))
    rows.extend(pending)
    return _join_sections(rows, edge)


def _next_label(lines: Sequence[Row], index: int) -> Chunk | None:
    """The first label with values below a line."""
    return next((row.label[0] for row in lines[index + 1 :] if row.label and row.values), None)


def _join_sections(rows: list[Row], edge: float) -> list[Row]:
    """Section heads that were broken over lines, as one."""
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.is_section
            and row.is_section
            and _runs_on(before.label[-1], row.label[0], edge)
            and _leading(before.label[-1], row.label[0]) < 1.6
        ):
            before.label.extend(row.label)
        else:
            joined.append(row)
    return joined


def _belongs_above(above: Row, line: Row, lines: Sequence[Row], index: int, edge: float) -> bool:
    """Whether a label line without values continues the row above it rather than opening the row below."""
    if not above.label or not line.label:
        return not above.label
    last, first = above.label[-1], line.label[0]
    centred = last.middle < above.values[0].middle - 0.25 * last.size  # the label began above its values
    if centred and first.middle > above.values[0].middle:
        return _leading(last, first) < 2.6
    if not _runs_on(last, first, edge) or _leading(last, first) > 1.6:
        return False
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or not following.label:
        return True
    nearer_below = _leading(first, following.label[0]) < _leading(last, first) - 0.15
    return not (nearer_below and _runs_on(first, following.label[0], edge) and first.box.x0 <= last.box.x0 + 1)


def set_parents(rows: Sequence[Row]) -> None:
    """Give each row its parent (index, or -1): by indentation, else under a section head, else under a bold row.

    Rows beside a grand total (the first row of values, or one called total or all) do not stand under it.
    """
    if not rows:
        return
    size = next((c.size for r in rows for c in r.label), 8.0)
    step = INDENT_STEP * size
    edges = [r.x0 for r in rows if r.label and not r.centred]
    indented = max(edges, default=0.0) - min(edges, default=0.0) > step
    first_value = next((i for i, r in enumerate(rows) if r.values), -1)
    stack: list[int] = []
    for i, row in enumerate(rows):
        if not row.label:
            row.parent = -1
            continue
        while stack and rows[stack[-1]].x0 >= row.x0 - step:
            if not indented and _holds_flat(rows, stack[-1], row, first_value):
                break
            stack.pop()
        row.parent = stack[-1] if stack else -1
        stack.append(i)


def _holds_flat(rows: Sequence[Row], parent: int, row: Row, first_value: int) -> bool:
    """In a stub without indentation: whether a section head or bold row holds the row that follows."""
    over = rows[parent]
    if over.is_section:
        return not row.is_section and (not over.bold or not row.bold)
    bold_parent = over.bold and not row.bold and not _GRAND.match(over.text()) and parent != first_value
    return bold_parent and not _GRAND.match(row.text())


def row_paths(rows: Sequence[Row], vocabulary: frozenset[str] = frozenset()) -> list[tuple[str, ...]]:
    """The labels of each row from the outermost to the innermost."""
    paths: list[tuple[str, ...]] = []
    for row in rows:
        own = (row.text(vocabulary),) if row.label else ("",)
        paths.append((paths[row.parent] if row.parent >= 0 else ()) + own)
    return paths
