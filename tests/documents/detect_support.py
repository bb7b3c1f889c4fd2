"""Pages drawn for the tests of region finding: tables of every look among text, the box of their words known."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from reportlab.lib.colors import Color, black, grey, white
from reportlab.lib.pagesizes import letter
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.detect import Found, find_regions
from pipelines.extraction.model import Box
from pipelines.extraction.pdf import PageContent, page_contents

Look = Literal["grid", "three", "rows", "none", "zebra", "columns", "band"]
Align = Literal["left", "right", "centre"]

_RUNNING = """the of and to in for on with report state county program service children families income health survey
rate total public federal local annual share persons employment region office between reported during period number
agencies school district students national system policy review funds average level change household data"""
WORDS = _RUNNING.split()
_LABELS = """Agriculture Forestry Mining Utilities Construction Manufacturing Trade Transport Information Finance
Education Health Recreation Lodging Government Private Households Alabama Alaska Arizona Delaware Georgia Illinois"""
NAMES = _LABELS.split()


@dataclass
class Sheet:
    """One page under construction, drawn from the top down, and the boxes of the tables on it."""

    path: Path
    seed: int = 0
    font: str = "Helvetica"
    size: float = 9.0
    left: float = 60.0
    right: float = 552.0
    y: float = 60.0
    truths: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.canvas = Canvas(str(self.path), pagesize=letter, invariant=True)
        self.random = random.Random(self.seed)

    def text(self, x: float, top: float, words: str, size: float | None = None, bold: bool = False) -> float:
        """Draw words with their top at a height; returns their right edge."""
        size = size or self.size
        font = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold", "Courier": "Courier-Bold"}[self.font]
        font = font if bold else self.font
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, letter[1] - top - 0.8 * size, words)
        return x + stringWidth(words, font, size)

    def line(self, x0: float, top: float, x1: float, bottom: float) -> None:
        """Draw a rule."""
        self.canvas.setStrokeColor(black)
        self.canvas.setLineWidth(0.6)
        self.canvas.line(x0, letter[1] - top, x1, letter[1] - bottom)

    def fill(self, x0: float, top: float, x1: float, bottom: float, shade: float = 0.85) -> None:
        """Draw a filled box."""
        self.canvas.setFillColor(Color(shade, shade, shade))
        self.canvas.rect(x0, letter[1] - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self.canvas.setFillColor(black)

    def sentence(self, count: int) -> str:
        """A sentence of some words."""
        words = [self.random.choice(WORDS) for _ in range(count)]
        return " ".join([words[0].capitalize(), *words[1:]])

    def prose(self, lines: int, x0: float | None = None, x1: float | None = None, leading: float = 1.25) -> None:
        """Running text, justified, its last line short."""
        x0, x1 = x0 if x0 is not None else self.left, x1 if x1 is not None else self.right
        capital = True
        for k in range(lines):
            words: list[str] = []
            while stringWidth(" ".join([*words, "persons"]), self.font, self.size) < (x1 - x0) * (
                0.6 if k == lines - 1 else 1
            ):
                word = self.random.choice(WORDS)
                words.append(word.capitalize() if capital else word)
                capital = self.random.random() < 0.08
                if capital:
                    words[-1] += "."
            free = x1 - x0 - sum(stringWidth(w, self.font, self.size) for w in words)
            space = free / max(1, len(words) - 1) if k < lines - 1 else 0.27 * self.size
            x = x0
            for word in words:
                x = self.text(x, self.y, word) + space
            self.y += leading * self.size
        self.y += 0.6 * self.size

    def note(self, words: str) -> None:
        """A line in small print."""
        self.text(self.left, self.y, words, 0.8 * self.size)
        self.y += self.size

    def heading(self, words: str, size: float | None = None, x: float | None = None) -> None:
        """A bold line with white around it."""
        self.y += 0.6 * self.size
        self.text(self.left if x is None else x, self.y, words, size, bold=True)
        self.y += 1.5 * (size or self.size)

    def table(
        self, rows: list[list[str]], widths: list[float], look: Look = "three", heads: int = 1, x: float | None = None,
        align: Align = "right", pitch: float = 1.35, known: bool = True, cells: Literal["one", "wrap"] = "one",
    ) -> Box:  # fmt: skip
        """A table of cells (lines within a cell are parted by a newline); returns the box of its words."""
        x0 = self.left if x is None else x
        edges = [x0]
        for width in widths:
            edges.append(edges[-1] + width)
        step = pitch * self.size
        pad = 0.25 * self.size
        top, y, row_tops, right = self.y, self.y + pad, [], x0
        for r, row in enumerate(rows):
            row_tops.append(y - pad)
            height = max(cell.count("\n") + 1 for cell in row) * step
            if (look == "zebra" and r % 2 == 1) or (look in ("band", "zebra") and r < heads):
                self.fill(x0, y - pad, edges[-1], y - pad + height)
            for c, cell in enumerate(row):
                for k, piece in enumerate(cell.split("\n")):
                    if not piece:
                        continue
                    width = stringWidth(piece, self.font, self.size)
                    at = edges[c] + 3
                    if c and align == "right":
                        at = edges[c + 1] - 3 - width
                    elif c and align == "centre":
                        at = (edges[c] + edges[c + 1] - width) / 2
                    right = max(right, self.text(at, y + k * step, piece, bold=r < heads and look != "none"))
            y += height
        bottom = y - pad
        tops = [*row_tops, bottom]
        if look in ("grid", "rows"):
            for at in tops:
                self.line(x0, at, edges[-1], at)
        if look in ("grid", "columns"):
            for edge in edges if look == "grid" else edges[1:-1]:
                self.line(edge, top, edge, bottom)
        if look in ("three", "columns"):
            for at in (tops[0], tops[heads], tops[-1]):
                self.line(x0, at, edges[-1], at)
        self.y = bottom + 0.4 * self.size
        box = Box(1, x0 - 1, top - 1, max(edges[-1], right) + 1, bottom + 1)
        if known:
            self.truths.append(box)
        return box

    def numbers(self, rows: int, columns: int, years: bool = True) -> list[list[str]]:
        """Rows of a label and figures, under one row of heads."""
        heads = ["Industry", *(str(2001 + k) if years else f"Group {chr(65 + k)}" for k in range(columns))]
        body = [
            [self.random.choice(NAMES), *(f"{self.random.randint(10, 99999):,}" for _ in range(columns))]
            for _ in range(rows)
        ]
        return [heads, *body]

    def words(self, rows: int, columns: int) -> list[list[str]]:
        """Rows of a label and short texts, under one row of heads."""
        heads = ["Measure", *(f"Kind {chr(65 + k)}" for k in range(columns))]
        pick = self.random.choice
        body = [[pick(NAMES), *(f"{pick(NAMES)} {pick(WORDS)}" for _ in range(columns))] for _ in range(rows)]
        return [heads, *body]

    def close(self) -> tuple[PageContent, list[Found]]:
        """Write the page, read it, and find its regions."""
        self.canvas.save()
        (content,) = page_contents(self.path)
        return content, find_regions(content)


def words_in(content: PageContent, box: Box) -> frozenset[int]:
    """Which words of a page lie in a box, by their middles."""
    return frozenset(
        i
        for i, w in enumerate(content.words)
        if box.x0 <= (w.box.x0 + w.box.x1) / 2 <= box.x1 and box.top <= w.middle <= box.bottom
    )


def told(content: PageContent, indices: frozenset[int]) -> str:
    """The words, for a message."""
    return " ".join(content.words[i].text for i in sorted(indices))


def assert_regions(sheet: Sheet) -> list[Found]:
    """Exactly the tables drawn are found, each with exactly its words."""
    content, found = sheet.close()
    wanted = [words_in(content, box) for box in sheet.truths]
    got = [words_in(content, f.box) for f in found]
    for words in wanted:
        best = max(got, key=lambda g: len(g & words), default=frozenset())
        assert best == words, f"lost: {told(content, words - best)} | too much: {told(content, best - words)}"
    assert len(got) == len(wanted), [told(content, g)[:80] for g in got if g not in wanted]
    return found


__all__ = ["NAMES", "WORDS", "Sheet", "assert_regions", "grey", "told", "white", "words_in"]
