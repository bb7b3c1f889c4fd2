"""Lines of a fixed-width table put together to rows: broken labels, broken cells, section heads.

In: for each line of the body its chunks by column. Out: rows of pieces by column, sections among them. Relies on a row
having one line with most of its numbers; other lines belong to the row above or below whose cells they go on with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from pipelines.extraction.text.fixed.chunks import Chunk
from pipelines.extraction.text.lines import Piece, runs_on, together

SHORT = 2
"""Words of a cell that was not broken."""
HANGING = 2
"""Characters by which the later lines of a broken label stand further in than its first."""


@dataclass(slots=True)
class Printed:
    """A line of the body: its chunks by column (none where the cell is empty), and whether a blank line or a rule
    stands before it."""

    cells: list[Chunk | None]
    apart: bool

    @property
    def label(self) -> Chunk | None:
        """What stands in the first column."""
        return self.cells[0]

    @property
    def filled(self) -> set[int]:
        """The columns after the first in which something stands."""
        return {c for c, chunk in enumerate(self.cells) if chunk and c}

    @property
    def numbers(self) -> int:
        """How many numbers stand after the label."""
        return sum(chunk.numeric for chunk in self.cells[1:] if chunk)


@dataclass(slots=True)
class Grouped:
    """A row: its chunks by column from the first line to the last; a section may stand `over` the values."""

    cells: list[list[Chunk]]
    section: bool = False
    over: bool = False
    lines: list[Printed] = field(default_factory=list)

    @property
    def indent(self) -> int:
        """The column at which its label begins."""
        return min((c.left for c in self.cells[0]), default=0)

    def take(self, line: Printed, before: bool = False) -> None:
        """Adds a line's chunks to the row's cells, before or after those it has."""
        for cell, chunk in zip(self.cells, line.cells, strict=True):
            if chunk:
                cell.insert(0 if before else len(cell), chunk)
        self.lines.insert(0 if before else len(self.lines), line)

    def text(self, column: int) -> str:
        """The words of a cell."""
        return " ".join(c.text for c in self.cells[column])

    def piece(self, column: int) -> Piece | None:
        """The words of a cell with their place."""
        return together([c.piece() for c in self.cells[column]]) if self.cells[column] else None


def group(lines: Sequence[Printed], words_only: bool) -> list[Grouped]:
    """The rows of the lines."""
    return _by_words(lines) if words_only else _by_numbers(lines)


def _row(line: Printed, section: bool = False) -> Grouped:
    row = Grouped([[] for _ in line.cells], section)
    row.take(line)
    return row


def _by_words(lines: Sequence[Printed]) -> list[Grouped]:
    """Rows of words: one begins with words in the first column that do not go on with those above."""
    rows: list[Grouped] = []
    spaced = sum(n.apart and n.label is not None for n in lines[1:])
    labels = sum(n.label is not None for n in lines)
    loose = sum(
        n.label is not None and not n.apart and bool(n.filled) and not _lower(n.label.text, "") for n in lines[1:]
    )
    by_blanks = 3 * loose <= labels and spaced >= 2 and spaced + 1 < labels and all(n.label for n in lines if n.apart)
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        if not rows:
            rows.append(_row(line))
        elif by_blanks:
            rows.append(_row(line)) if line.apart else rows[-1].take(line)
        elif _begins(line, rows[-1], following):
            rows.append(_row(line))
        else:
            rows[-1].take(line)
    for row in rows:
        row.section = not any(row.cells[1:])
    return rows


def _begins(line: Printed, above: Grouped, following: Printed | None) -> bool:
    """Whether a line begins a row: its label is a new one, and so is what stands beside it or below it."""
    if line.label is None:
        return line.apart and len(line.filled) > 1
    text = line.label.text
    if line.apart:
        return True
    if runs_on(above.text(0), text) or text[:1] == "(":
        return False
    if not line.filled:
        below = following.label if following and following.filled and not following.apart else None
        return below is not None and _lower(below.text, text)
    texts = [c.text for c in line.cells[1:] if c]
    return any(not t[:1].islower() for t in texts) or all(len(t.split()) <= SHORT for t in texts)


def _by_numbers(lines: Sequence[Printed]) -> list[Grouped]:
    """Rows of numbers: each line with a label and numbers is one; the others are told by their neighbours."""
    usual = median([n.numbers for n in lines if n.numbers] or [1])
    rows: list[Grouped] = []
    waiting: list[Printed] = []
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        if _whole(line, usual):
            row = _row(line)
            _settle(waiting, row, rows)
            waiting = []
            rows.append(row)
        elif rows and not waiting and not line.apart and _goes_on(rows[-1], line, following):
            rows[-1].take(line)
        else:
            waiting.append(line)
    _settle(waiting, None, rows)
    return rows


def _whole(line: Printed, usual: float) -> bool:
    """Whether the line is the main line of a row: it has numbers, and a label or as many numbers as most."""
    if not line.numbers:
        return line.label is not None and len(line.filled) > 1 and len(line.filled) >= (len(line.cells) - 1) / 2
    return line.label is not None or 2 * line.numbers > usual


def _goes_on(row: Grouped, line: Printed, following: Printed | None) -> bool:
    """Whether a line is the lower part of the row above it."""
    if line.label is None:
        ahead = following is not None and not following.apart and following.filled
        if following is None or not ahead or line.filled & following.filled:
            return True
        # Its cells could be the upper parts of those in the row below: then they do not go on with cells above.
        return any(
            runs_on(row.text(c), chunk.text) and not row.cells[c][-1].numeric
            for c, chunk in enumerate(line.cells)
            if chunk and c and row.cells[c]
        )
    if line.filled:
        texts = [c.text for c in line.cells[1:] if c]
        return _lower(line.label.text, row.text(0)) and all(not t[:1].isdigit() for t in texts)
    label = row.text(0)
    if not label:
        return _lower(line.label.text, "") or following is None
    main = next(n for n in row.lines if n.filled)
    above, below = row.lines.index(main), len(row.lines) - row.lines.index(main) - 1
    if main.label is None and below < above and line.label.left <= row.indent + HANGING:
        return True  # numbers stand beside the middle of their label
    if _lower(line.label.text, label):
        return True
    deeper = line.label.left >= row.indent + HANGING
    back = following is None or following.label is None or following.label.left <= line.label.left - HANGING
    return deeper and back and following is not None


def _lower(text: str, above: str) -> bool:
    return text[:1].islower() or text[:1] in "(&/)," or (bool(above) and runs_on(above, text))


def _settle(waiting: list[Printed], row: Grouped | None, rows: list[Grouped]) -> None:
    """Lines that waited for the next row: the upper part of its label or cells, or section heads."""
    parts = list(waiting)
    while row is not None and parts and not row.lines[0].apart and _is_upper_part(parts[-1], row):
        row.take(parts.pop(), before=True)
    for line in parts:
        above = rows[-1] if rows else None
        if line.label is None:
            if above is not None and not above.section:
                above.take(line)
            else:
                rows.append(_row(line))
        elif above is not None and above.section and not line.filled and not line.apart:
            if _lower(line.label.text, above.text(0)):
                above.take(line)
            else:
                rows.append(_row(line, section=True))
        else:
            rows.append(_row(line, section=not line.filled))


def _is_upper_part(line: Printed, row: Grouped) -> bool:
    """Whether a line right above a row holds the upper part of its label, or of cells that it lacks."""
    if line.label is None:
        return not any(row.cells[c] for c in line.filled)
    return not line.filled and (not row.cells[0] or _lower(row.text(0), line.label.text))
