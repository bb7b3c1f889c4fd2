"""Tiny reports drawn with reportlab for tests: tables whose every cell the test knows, in many looks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Rules = Literal["three", "rows", "grid", "none"]


@dataclass(frozen=True)
class Look:
    """How a table is set: type, size, rules, how values stand in their column, and the columns' widths in points."""

    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 8.0
    leading: float = 12.0
    rules: Rules = "three"
    align: Literal["right", "centre", "left"] = "right"
    stub_width: float = 150.0
    column_width: float = 52.0
    indent: float = 10.0
    line: float = 0.6


@dataclass(frozen=True)
class DrawnRow:
    """A row: its label, how deep it is indented, its values (None: a section head), whether it is bold."""

    label: str
    values: tuple[str, ...] | None
    depth: int = 0
    bold: bool = False
    marker: str = ""


@dataclass(frozen=True)
class DrawnTable:
    """A table to draw: caption, heads (a path for each column), rows and notes."""

    label: str
    title: str
    stub_head: str
    columns: tuple[tuple[str, ...], ...]
    rows: tuple[DrawnRow, ...]
    notes: tuple[str, ...] = ()
    look: Look = field(default_factory=Look)

    def with_look(self, **changes: Any) -> DrawnTable:
        """The same table in another look."""
        return replace(self, look=replace(self.look, **changes))


def wrap(text: str, font: str, size: float, width: float) -> list[str]:
    """Text broken into lines that fit a width; a slash may end a line."""
    lines: list[str] = []
    line = ""
    for word in text.replace("/", "/\u200b").replace(" ", " \u200b").split("\u200b"):
        if line and stringWidth((line + word).rstrip(), font, size) > width:
            lines.append(line.rstrip())
            line = word
        else:
            line += word
    return [*lines, line.rstrip()] if line.strip() else lines


class Report:
    """A report under construction; `y` runs down from the top of the page."""

    def __init__(self, path: Path, margin: float = 54.0) -> None:
        self.canvas = Canvas(str(path), pagesize=letter, invariant=1)
        self.path, self.margin = path, margin
        self.height = letter[1]
        self.y = margin

    def text(self, x: float, y: float, text: str, font: str = "Helvetica", size: float = 9.0) -> None:
        """Text with its baseline at `y` points from the top."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def rule(self, x0: float, x1: float, y: float, width: float = 0.6) -> None:
        """A horizontal rule."""
        self.canvas.setLineWidth(width)
        self.canvas.line(x0, self.height - y, x1, self.height - y)

    def prose(self, text: str, width: float = 400.0, size: float = 10.0, x: float | None = None) -> None:
        """A paragraph."""
        for line in wrap(text, "Times-Roman", size, width):
            self.y += size * 1.25
            self.text(self.margin if x is None else x, self.y, line, "Times-Roman", size)
        self.y += size

    def new_page(self) -> None:
        """The next page."""
        self.canvas.showPage()
        self.y = self.margin

    def save(self) -> Path:
        """The finished file."""
        self.canvas.save()
        return self.path

    def table(self, t: DrawnTable, x: float | None = None) -> None:
        """A table at the current height."""
        look = t.look
        left = self.margin if x is None else x
        edges = [left + look.stub_width + i * look.column_width for i in range(len(t.columns) + 1)]
        right = edges[-1]
        if t.label:
            self.y += look.size * 1.3
            self.text(left, self.y, t.label, look.bold, look.size + 0.5)
        for line in wrap(t.title, look.bold, look.size + 0.5, right - left):
            self.y += look.size * 1.3
            self.text(left, self.y, line, look.bold, look.size + 0.5)
        self.y += 5
        top = self.y
        if look.rules != "none":
            self.rule(left, right, self.y, look.line)
        row_rules = self._heads(t, left, edges)
        if look.rules != "none":
            self.rule(left, right, self.y, look.line)
        row_rules.append(self.y)
        for i, row in enumerate(t.rows):
            self._row(t, row, left, edges)
            if look.rules in ("rows", "grid") and i < len(t.rows) - 1:
                self.rule(left, right, self.y, look.line / 2)
        self.y += 3
        if look.rules != "none":
            self.rule(left, right, self.y, look.line)
        if look.rules == "grid":
            self.canvas.setLineWidth(look.line / 2)
            for edge in [left, *edges]:
                self.canvas.line(edge, self.height - top, edge, self.height - self.y)
        for note in t.notes:
            for line in wrap(note, look.font, look.size - 1, right - left):
                self.y += look.size * 1.1
                self.text(left, self.y, line, look.font, look.size - 1)
        self.y += 30

    def _heads(self, t: DrawnTable, left: float, edges: Sequence[float]) -> list[float]:
        look = t.look
        depth = max(len(path) for path in t.columns)
        groups: list[list[tuple[int, int, str]]] = []
        for level in range(depth):
            row: list[tuple[int, int, str]] = []
            for i, path in enumerate(t.columns):
                padded = ("",) * (depth - len(path)) + path
                same = (
                    i
                    and row
                    and padded[: level + 1] == (("",) * (depth - len(t.columns[i - 1])) + t.columns[i - 1])[: level + 1]
                )
                if same and level < depth - 1:
                    row[-1] = (row[-1][0], i, row[-1][2])
                else:
                    row.append((i, i, padded[level]))
            groups.append(row)
        for level, row in enumerate(groups):
            texts = [(a, b, wrap(text, look.font, look.size, edges[b + 1] - edges[a] - 6)) for a, b, text in row]
            height = max(len(lines) for _, _, lines in texts)
            for a, b, lines in texts:
                centre = (edges[a] + edges[b + 1]) / 2
                for k, line in enumerate(lines):
                    y = self.y + look.size * 1.15 * (height - len(lines) + k + 1)
                    self.text(centre - stringWidth(line, look.font, look.size) / 2, y, line, look.font, look.size)
            self.y += look.size * 1.15 * height + 3
            if level < depth - 1 and look.rules != "none":
                for a, b, lines in texts:
                    if lines:
                        self.rule(edges[a] + 3, edges[b + 1] - 3, self.y - 1, look.line / 2)
        if t.stub_head:
            self.text(left, self.y - 3, t.stub_head, look.font, look.size)
        return []

    def _row(self, t: DrawnTable, row: DrawnRow, left: float, edges: Sequence[float]) -> None:
        look = t.look
        font = look.bold if row.bold else look.font
        x = left + row.depth * look.indent
        lines = wrap(row.label, font, look.size, look.stub_width - row.depth * look.indent - 8)
        for k, line in enumerate(lines):
            self.y += look.leading if k == 0 else look.size * 1.15
            shift = look.indent if k else 0
            self.text(x + shift, self.y, line, font, look.size)
        if row.marker:
            end = x + stringWidth(lines[-1], font, look.size) + (look.indent if len(lines) > 1 else 0)
            self.text(end, self.y - 0.4 * look.size, row.marker, font, 0.6 * look.size)
        for i, value in enumerate(row.values or ()):
            width = stringWidth(value, font, look.size)
            at = {
                "right": edges[i + 1] - 6 - width,
                "centre": (edges[i] + edges[i + 1]) / 2 - width / 2,
                "left": edges[i] + 6,
            }[look.align]
            self.text(at, self.y, value, font, look.size)
        if look.rules in ("rows", "grid"):
            self.y += 3.5
