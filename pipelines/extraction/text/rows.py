"""Tables in raw reading order: a row is one line, its label first and then its values; labels may be broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.documents.spec import TableSpec
from pipelines.extraction.text.captions import caption, is_figure, starts_note
from pipelines.extraction.text.draft import Row, Value
from pipelines.extraction.text.expected import column_count, declared_rows, knows, row_keys
from pipelines.extraction.text.lines import Line, Piece, joined, runs_on, together
from pipelines.extraction.text.values import has_digit, is_years, label_before, may_end_label, trailing_values

_HEAD_LINES = 30
_GAP = 5
_LABEL = 120


@dataclass(slots=True)
class Block:
    """What was read of a table: head lines, rows, the line after the last row, and lines that fit nowhere."""

    head: list[Line]
    rows: list[Row]
    end: int
    strays: list[Piece] = field(default_factory=list)


def read_rows(lines: Sequence[Line], start: int, spec: TableSpec | None, until: int | None = None) -> Block | None:
    """The rows from the line `start` on, at most up to `until`, with the head lines before them; None without rows."""
    stop = _stop(lines, start, len(lines) if until is None else until)
    values = {at: found for at in range(start, stop) if (found := trailing_values(lines[at]))}
    width = _width(lines, values, spec)
    if not width:
        return None
    table = _Reader(lines, values, width, spec)
    table.read(start, stop)
    if not any(has_digit(v.piece.text) for row in table.rows for v in row.values if v):
        return None
    last = lines[table.end - 1]
    strays = [p for p in table.strays if (p.box.page, p.box.top) < (last.page, last.top)]
    return Block(table.head, table.rows, table.end, strays)


def _stop(lines: Sequence[Line], start: int, until: int) -> int:
    """The line at which a table that begins at `start` surely ends: a page, a caption, a note after values, a gap."""
    seen = quiet = 0
    for at in range(start, until):
        line = lines[at]
        if line.page != lines[start].page or (caption(lines, at) or is_figure(line)):
            return at
        if not line.words:
            quiet += len(line.text) > 0 and not line.blank
            continue
        if starts_note(line) and seen:
            return at
        if trailing_values(line):
            seen, quiet = seen + 1, 0
        else:
            quiet += 1
        if quiet > (_GAP if seen > 1 else _HEAD_LINES):
            return at
    return until


def _width(lines: Sequence[Line], values: dict[int, list[Value]], spec: TableSpec | None) -> int:
    """How many values a row has: as declared where lines agree, else the number that most values stand in."""
    counts = Counter(len(v) for v in values.values() if any(has_digit(x.piece.text) for x in v))
    if not counts:
        return 0
    declared = column_count(spec)
    if declared and counts[declared]:
        return declared
    width = _least_width(values) or max(counts, key=lambda n: (counts[n] * n, n))
    rows = [at for at, v in values.items() if len(v) == width]
    bare = sum(not label_before(lines[at], values[at]).text for at in rows)
    if bare == len(rows):
        return width - 1
    return width if 2 * bare < len(rows) else 0


def _least_width(values: dict[int, list[Value]]) -> int:
    """The smallest number of values in a row, if all that other rows have more could end their labels; else 0."""
    rows = [v for v in values.values() if len(v) > 1 and not all(is_years(x.piece.text) for x in v)]
    least = min((len(v) for v in rows), default=0)
    return least if all(may_end_label(x) for v in rows for x in v[: len(v) - least]) else 0


def _edges(values: dict[int, list[Value]], width: int) -> list[float]:
    """Where the columns end, if they are printed flush right under one another in at least two rows; else nothing."""
    rows = [[v.piece.box.x1 for v in found] for found in values.values() if len(found) == width]
    if width < 2 or len(rows) < 2:
        return []
    columns = list(zip(*rows, strict=True))
    return [max(c) for c in columns] if all(max(c) - min(c) <= 1 for c in columns) else []


class _Reader:
    """One pass over the lines of a table, keeping the lines that still wait for the row they belong to."""

    def __init__(
        self, lines: Sequence[Line], values: dict[int, list[Value]], width: int, spec: TableSpec | None
    ) -> None:
        self.lines, self.values, self.width = lines, values, width
        self.known = row_keys(spec)
        self.edges = _edges(values, width)
        self.sections = frozenset(r.keys[-1] for r in declared_rows(spec.rows) if r.parent) if spec else frozenset()
        self.head: list[Line] = []
        self.rows: list[Row] = []
        self.strays: list[Piece] = []
        self.end = 0
        self._waiting: list[Line] = []
        self._first_before: list[Line] = []

    def read(self, start: int, stop: int) -> None:
        """Reads rows from start up to stop; the head is what stands before the first row and is not part of it."""
        years = self._head_of_years(start, stop)
        for at in range(start, stop):
            line = self.lines[at]
            if line.blank:
                continue
            found = None if at <= years else self._row(at)
            if found is None:
                if self.rows and (len(self._waiting) >= _GAP or _prose(line)):
                    break
                if self.rows and self._stray(at):
                    self.strays.append(line.piece())
                    continue
                self._waiting.append(line)
                continue
            before, row = self._label(found)
            self._waiting = []
            if self.rows:
                self._add_sections(before)
            else:
                self._first_before = before
            self.rows.append(row)
            self.end = at + 1
        self._head_and_first_section()

    def _head_of_years(self, start: int, stop: int) -> int:
        """The last line, before other rows, whose values are all years: it belongs to the head."""
        last = start - 1
        for at in range(start, stop):
            found = self.values.get(at)
            if not found or len(found) < self.width:
                continue
            label = label_before(self.lines[at], found)
            if not all(is_years(v.piece.text) for v in found) or (not label.text and len(found) == self.width + 1):
                return last
            last = at
        return start - 1

    def _row(self, at: int) -> tuple[Line, Row] | None:
        found = self.values.get(at)
        if found and len(found) < self.width:
            found = trailing_values(self.lines[at], apart=True)
        if found and len(found) < self.width and self.edges:
            return self._with_gaps(at, self.values[at])
        if not found or not self.width <= len(found) <= self.width + 3:
            return None
        kept = found[len(found) - self.width :]
        if not any(has_digit(v.piece.text) for v in kept) and self.width < 2:
            return None
        return self.lines[at], Row(label_before(self.lines[at], kept), tuple(kept))

    def _stray(self, at: int) -> bool:
        """Whether the line has several values, but fewer than a row, so that nobody can tell their columns."""
        found = self.values.get(at, [])
        return 1 < len(found) < self.width and any(has_digit(v.piece.text) for v in found)

    def _with_gaps(self, at: int, found: list[Value]) -> tuple[Line, Row] | None:
        """A row with empty cells: each value stands in the column whose edge it shares."""
        label = label_before(self.lines[at], found)
        places = [next((c for c, e in enumerate(self.edges) if abs(e - v.piece.box.x1) <= 1), None) for v in found]
        if not label.text or None in places or len(set(places)) < len(places):
            return None
        by_column = dict(zip(places, found, strict=True))
        return self.lines[at], Row(label, tuple(by_column.get(c) for c in range(self.width)))

    def _label(self, found: tuple[Line, Row]) -> tuple[list[Line], Row]:
        """The waiting lines that are not part of the row's label, and the row with its whole label."""
        line, row = found
        waiting = self._waiting
        for take in range(min(len(waiting), _GAP) + 1):
            parts = [*(w.text for w in waiting[len(waiting) - take :]), row.label.text]
            if self.known and knows(self.known, joined(parts).rstrip("*\u2020\u2021 ")):
                return self._joined(row, take)
        take, below = 0, line.text[: int(row.values[0].piece.box.x0)] if row.values[0] else row.label.text
        while take < min(len(waiting), _GAP):
            above = waiting[len(waiting) - take - 1].text
            if not runs_on(above, below) or knows(self.sections, above):
                break
            take, below = take + 1, above
        return self._joined(row, take)

    def _joined(self, row: Row, take: int) -> tuple[list[Line], Row]:
        before = self._waiting[: len(self._waiting) - take]
        pieces = [w.piece() for w in self._waiting[len(before) :]]
        if row.label.text:
            pieces.append(row.label)
        return before, Row(together(pieces) if pieces else row.label, row.values)

    def _add_sections(self, before: Sequence[Line]) -> None:
        group: list[Line] = []
        for line in before:
            if group and not runs_on(group[-1].text, line.text):
                self.rows.append(Row(together([g.piece() for g in group])))
                group = []
            group.append(line)
        if group:
            self.rows.append(Row(together([g.piece() for g in group])))

    def _head_and_first_section(self) -> None:
        """Tells a section over the first row from the head: it is declared, or the table has sections further down."""
        before = self._first_before
        self.head = before
        if not before or not self.rows:
            return
        last = before[-1]
        declared = knows(self.sections, last.words) or knows(self.sections, last.words[:-1])  # with a glued marker
        if not self.sections and any(r.section for r in self.rows) and len(before) > 1:
            declared = not runs_on(before[-2].text, last.text) and not trailing_values(last)
        if declared:
            self.rows.insert(0, Row(last.piece()))
            self.head = before[:-1]


def _prose(line: Line) -> bool:
    words = line.words
    return len(words) > _LABEL or (words.endswith((".", ";")) and len(words) > 50)
