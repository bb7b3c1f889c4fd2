"""Tables written as text, drawn in many looks and read back: the test knows every cell, its span and its markers.

A table is a text with a row a line and cells parted by `|`. `<` says that the cell at the left goes on, `^` that the
cell above goes on; `//` breaks a line, `>` indents a label, `*…*` is bold, `{1}` at the end is a raised marker. Cells
wrap into the width of their column by themselves where the look gives widths.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A3, letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.model import Box, Table
from pipelines.extraction.pdf import page_contents
from pipelines.extraction.structure.assemble import read_table
from pipelines.extraction.words import chunks_of, lines_of
from tests.documents.drawn import wrap

Rules = Literal["three", "rows", "grid", "open", "columns", "none"]
_MARKED = re.compile(r"(?P<text>.*?)(?:\{(?P<marker>[^}]+)\})?")


@dataclass(frozen=True)
class Block:
    """A cell as it is meant to stand: first row and column, how many it takes, its lines and its type."""

    row: int
    col: int
    down: int
    over: int
    text: str
    bold: bool = False
    depth: int = 0
    marker: str = ""


@dataclass(frozen=True)
class Look:
    """How a table is set. `align` has a letter for each column: l, r, c or d (decimal points under one another)."""

    font: str = "Helvetica"
    size: float = 8.0
    leading: float = 1.15
    pad_x: float = 4.0
    pad_y: float = 2.0
    rules: Rules = "three"
    align: str = "l"
    head_align: str = "c"
    spanners: str = "c"
    valign: str = "t"
    head_valign: str = "b"
    widths: tuple[float, ...] = ()
    indent: float = 9.0
    head_bold: bool = False
    head_fill: bool = False
    zebra: bool = False
    gaps: bool = False
    span_rules: bool = True
    line: float = 0.5


@dataclass
class Drawn:
    """A drawn table: its blocks, the box of its grid on page 1, its file."""

    path: Path
    blocks: list[Block]
    box: Box
    heads: int
    cells: list[tuple[int, int, int, int, str, str]] = field(default_factory=list)


def blocks_of(text: str) -> list[Block]:
    """The cells that a text states."""
    rows = [[part.strip() for part in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(len(row) for row in rows)
    rows = [row + [""] * (width - len(row)) for row in rows]
    found = []
    for r, row in enumerate(rows):
        for c, raw in enumerate(row):
            if not raw or raw in ("<", "^"):
                continue
            over = next((k for k in range(1, width - c) if row[c + k] != "<"), width - c)
            down = next((k for k in range(1, len(rows) - r) if rows[r + k][c] != "^"), len(rows) - r)
            plain = raw.lstrip(">")
            bold = len(plain) > 2 and plain[0] == plain[-1] == "*"
            match = _MARKED.fullmatch(plain.strip("*") if bold else plain)
            assert match
            marker = match["marker"] or ""
            found.append(Block(r, c, down, over, match["text"].strip(), bold, len(raw) - len(plain), marker))
    return found


def _font(look: Look, bold: bool) -> str:
    if not bold:
        return look.font
    return {"Times-Roman": "Times-Bold"}.get(look.font, f"{look.font}-Bold")


class _Setter:
    """Draws one table from its blocks; heights count from the top of the page."""

    def __init__(self, canvas: Canvas, height: float, look: Look, blocks: Sequence[Block], heads: int) -> None:
        self.canvas, self.height, self.look, self.blocks, self.heads = canvas, height, look, blocks, heads
        self.rows = max(b.row + b.down for b in blocks)
        self.cols = max(b.col + b.over for b in blocks)

    def lines(self, b: Block, width: float | None = None) -> list[str]:
        """The lines of a cell, wrapped where a width is given."""
        pieces = [p.strip() for p in b.text.split("//")]
        if width is None:
            return pieces
        font = _font(self.look, self.bold(b))
        room = width - 2 * self.look.pad_x - b.depth * self.look.indent + 0.01
        return [line for p in pieces for line in wrap(p, font, self.look.size, room)]

    def bold(self, b: Block) -> bool:
        """Whether a cell is bold."""
        return b.bold or (self.look.head_bold and b.row < self.heads)

    def width(self, b: Block, lines: Sequence[str]) -> float:
        """How wide a cell's words are."""
        font, size = _font(self.look, self.bold(b)), self.look.size
        own = max(stringWidth(line, font, size) for line in lines)
        return own + (stringWidth(b.marker, font, 0.6 * size) + 0.5 if b.marker else 0)

    def _decimals(self, c: int) -> tuple[float, float]:
        """The widths before and from the decimal point on that the values of a column need."""
        values = [b for b in self.blocks if b.col == c and b.over == 1 and b.row >= self.heads]
        parts = [[stringWidth(p, self.look.font, self.look.size) for p in b.text.partition(".")] for b in values]
        return max((p[0] for p in parts), default=0.0), max((p[1] + p[2] for p in parts), default=0.0)

    def measure(self) -> None:
        """Set widths of columns and heights of rows."""
        look = self.look
        widths = list(look.widths) or [0.0] * self.cols
        self.fractions = [self._decimals(c)[1] for c in range(self.cols)]
        if not look.widths:
            aligned = (look.align[min(c, len(look.align) - 1)] == "d" for c in range(self.cols))
            widths = [sum(self._decimals(c)) + 2 * look.pad_x if a else 0.0 for c, a in enumerate(aligned)]
        if not look.widths:
            alone = {r for r in range(self.rows) if sum(b.row <= r < b.row + b.down for b in self.blocks) == 1}
            for b in sorted(self.blocks, key=lambda b: b.over):
                need = self.width(b, self.lines(b)) + 2 * look.pad_x + b.depth * look.indent
                have = sum(widths[b.col : b.col + b.over])
                if need > have and not (b.row in alone and b.row >= self.heads and b.over == 1):
                    for c in range(b.col, b.col + b.over):
                        widths[c] += (need - have) / b.over
        step = look.leading * look.size
        heights = [step + 2 * look.pad_y] * self.rows
        self.set_lines: dict[tuple[int, int], list[str]] = {}
        for b in sorted(self.blocks, key=lambda b: b.down):
            free = b.over == 1 and b.row >= self.heads and not any(o.row == b.row and o is not b for o in self.blocks)
            room = sum(widths) if free else sum(widths[b.col : b.col + b.over])
            lines = self.set_lines[b.row, b.col] = self.lines(b, room if look.widths else None)
            short = len(lines) * step + 2 * look.pad_y - sum(heights[b.row : b.row + b.down])
            if short > 0:
                for r in range(b.row, b.row + b.down):
                    heights[r] += short / b.down
        self.widths, self.heights = widths, heights

    def draw(self, x: float, y: float) -> Box:
        """Draw fills, words and rules with the upper left corner at (x, y); the box of the grid."""
        self.measure()
        self.xs = [x + sum(self.widths[:c]) for c in range(self.cols + 1)]
        self.ys = [y + sum(self.heights[:r]) for r in range(self.rows + 1)]
        self._fills()
        for b in self.blocks:
            self._words(b)
        self.canvas.setLineWidth(self.look.line)
        self._rules()
        return Box(1, self.xs[0] - 1, self.ys[0] - 1, self.xs[-1] + 1, self.ys[-1] + 1)

    def _fill(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.setFillColor(Color(0.86, 0.9, 0.94))
        self.canvas.rect(x0, self.height - y1, x1 - x0, y1 - y0, stroke=0, fill=1)
        self.canvas.setFillColor(black)

    def _fills(self) -> None:
        look, xs, ys = self.look, self.xs, self.ys
        if look.gaps:
            for b in self.blocks:
                self._fill(xs[b.col] + 0.8, ys[b.row] + 0.8, xs[b.col + b.over] - 0.8, ys[b.row + b.down] - 0.8)
            taken = {
                (r, c) for b in self.blocks for r in range(b.row, b.row + b.down) for c in range(b.col, b.col + b.over)
            }
            for r in range(self.rows):
                for c in range(self.cols):
                    if (r, c) not in taken:
                        self._fill(xs[c] + 0.8, ys[r] + 0.8, xs[c + 1] - 0.8, ys[r + 1] - 0.8)
        if look.head_fill and self.heads:
            self._fill(xs[0], ys[0], xs[-1], ys[self.heads])
        if look.zebra:
            for r in range(self.heads, self.rows, 2):
                self._fill(xs[0], ys[r], xs[-1], ys[r + 1])

    def _words(self, b: Block) -> None:
        look, size = self.look, self.look.size
        lines = self.set_lines[b.row, b.col]
        font = _font(look, self.bold(b))
        step = look.leading * size
        top, bottom = self.ys[b.row] + look.pad_y, self.ys[b.row + b.down] - look.pad_y
        free = bottom - top - len(lines) * step
        valign = look.head_valign if b.row < self.heads else look.valign
        top += {"t": 0.0, "m": free / 2, "b": free}[valign]
        x0, x1 = self.xs[b.col] + look.pad_x, self.xs[b.col + b.over] - look.pad_x
        align = look.align[min(b.col, len(look.align) - 1)]
        if b.row < self.heads:
            align = (look.spanners if b.over > 1 else look.head_align) if b.col else "l"
        elif b.over > 1:
            align = "l" if b.col == 0 and b.over == self.cols else look.spanners
        for k, line in enumerate(lines):
            width = stringWidth(line, font, size)
            extra = stringWidth(b.marker, font, 0.6 * size) + 0.5 if b.marker and k == len(lines) - 1 else 0.0
            at = {"l": x0 + b.depth * look.indent, "r": x1 - width - extra, "c": (x0 + x1 - width) / 2}.get(align)
            if at is None:  # decimal: the points stand over one another, the longest fraction at the right edge
                at = x1 - self.fractions[b.col] - stringWidth(line.partition(".")[0], font, size)
            y = top + k * step + 0.85 * step
            self.canvas.setFont(font, size)
            self.canvas.drawString(at, self.height - y, line)
            if extra:
                self.canvas.setFont(font, 0.6 * size)
                self.canvas.drawString(at + width + 0.3, self.height - y + 0.38 * size, b.marker)

    def _line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def _rules(self) -> None:
        look, xs, ys = self.look, self.xs, self.ys
        owner = {
            (r, c): b for b in self.blocks for r in range(b.row, b.row + b.down) for c in range(b.col, b.col + b.over)
        }
        if look.rules in ("grid", "open"):
            for r in range(1, self.rows):
                for c in range(self.cols):
                    if owner.get((r - 1, c), 0) is not owner.get((r, c), 1):
                        self._line(xs[c], ys[r], xs[c + 1], ys[r])
        if look.rules in ("grid", "open", "columns"):
            for c in range(1, self.cols):
                for r in range(self.rows):
                    if owner.get((r, c - 1), 0) is not owner.get((r, c), 1):
                        self._line(xs[c], ys[r], xs[c], ys[r + 1])
        if look.rules == "grid":
            self.canvas.rect(xs[0], self.height - ys[-1], xs[-1] - xs[0], ys[-1] - ys[0], fill=0)
        if look.rules in ("three", "rows", "columns"):
            for y in {ys[0], ys[self.heads], ys[-1], *(ys[self.heads :] if look.rules == "rows" else ())}:
                self._line(xs[0], y, xs[-1], y)
            if look.span_rules:
                for b in self.blocks:
                    if b.row + b.down < self.heads and b.over > 1:
                        self._line(xs[b.col] + 3, ys[b.row + b.down], xs[b.col + b.over] - 3, ys[b.row + b.down])


def draw_known(
    path: Path,
    text: str,
    look: Look,
    heads: int = 1,
    at: tuple[float, float] = (60.0, 120.0),
    caption: str = "",
    notes: Sequence[str] = (),
    large: bool = False,
) -> Drawn:
    """Draw a table on a page of its own, with caption and notes where they are given."""
    page = (A3[1], A3[0]) if large else letter
    canvas = Canvas(str(path), pagesize=page, invariant=1)
    blocks = blocks_of(text)
    setter = _Setter(canvas, page[1], look, blocks, heads)
    box = setter.draw(*at)
    if caption:
        canvas.setFont(_font(look, True), look.size + 1)
        canvas.drawString(at[0], page[1] - at[1] + 6, caption)
    for k, note in enumerate(notes):
        canvas.setFont(look.font, 0.85 * look.size)
        canvas.drawString(at[0], page[1] - box.bottom - (k + 1) * look.size, note)
    canvas.save()
    return Drawn(path, blocks, box, heads, _expected(blocks))


def _expected(blocks: Sequence[Block]) -> list[tuple[int, int, int, int, str, str]]:
    found = []
    for b in blocks:
        text = " ".join(p.strip() for p in b.text.split("//"))
        alone = b.col == 0 and not any(o is not b and o.row <= b.row < o.row + o.down for o in blocks)
        end = -1 if alone else b.col + b.over - 1
        found.append((b.row, b.row + b.down - 1, b.col, end, text, b.marker))
    return sorted(found)


def read_back(drawn: Drawn) -> Table:
    """The table that is read in the box where it was drawn."""
    (content,) = page_contents(drawn.path)
    table = read_table(content, drawn.box, [chunks_of(line) for line in lines_of(content.words)])
    assert table is not None
    return table


def cells_of(table: Table) -> list[tuple[int, int, int, int, str, str]]:
    """The cells of a table in the form of `Drawn.cells`; how far a row's only cell reaches is left open."""
    found = []
    for c in table.cells:
        alone = c.col_start == 0 and not any(
            o is not c and o.row_start <= c.row_start <= o.row_end for o in table.cells
        )
        end = -1 if alone else c.col_end
        found.append((c.row_start, c.row_end, c.col_start, end, c.text, ",".join(c.markers)))
    return sorted(found)


def with_look(look: Look, **changes: object) -> Look:
    """The same look but for some changes."""
    return replace(look, **changes)  # type: ignore[arg-type]
