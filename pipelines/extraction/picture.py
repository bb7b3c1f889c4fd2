"""A picture for people: what was found on a page, drawn over it, with a legend.

In: a PDF and its reading. Out: a PNG for each page: regions, rows, columns, heads, stubs, cells, notes and
statements in colours that can be told apart. Relies on the boxes of the reading alone: what is drawn is what is
handed on, not how it was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pipelines.extraction.model import Box, Cell, Page, Reading, Table

if TYPE_CHECKING:
    import PIL.Image
    from PIL.ImageDraw import ImageDraw

RESOLUTION = 120.0
"""Dots per inch: the smallest print of a report can be read."""
MAX_DOTS = 40_000_000
"""A page with more dots than this at that resolution (a poster, a plan) is drawn more coarsely."""
LEGEND_SIZE = 9.0
"""Size of the legend's type, in points."""
AROUND = 1.0
"""Boxes are drawn this far around the print, in points, so that letters stay free."""

Colour = tuple[int, int, int]
Kind = Literal["region", "row", "column", "head", "stub", "section", "body", "note", "statement"]
COLOURS: dict[Kind, tuple[Colour, str]] = {
    "region": ((20, 60, 200), "table"),
    "row": ((0, 150, 150), "rows"),
    "column": ((210, 0, 160), "columns"),
    "head": ((240, 130, 0), "head"),
    "stub": ((30, 150, 40), "stub"),
    "section": ((190, 165, 0), "section"),
    "body": ((90, 160, 255), "cell"),
    "note": ((130, 60, 190), "note"),
    "statement": ((150, 90, 40), "statement"),
}
GIVEN: tuple[Colour, str] = ((220, 20, 20), "region given")
_LIGHT = 60
"""How much of a fill's colour covers the print, of 255."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things are drawn: dots for each point, and the page's place of the picture's upper left corner."""

    draw: ImageDraw
    scale: float
    left: float
    top: float

    def at(self, box: Box, around: float = AROUND) -> tuple[float, float, float, float]:
        """A box of the page in dots."""
        x0, y0 = (box.x0 - around - self.left) * self.scale, (box.top - around - self.top) * self.scale
        x1, y1 = (box.x1 + around - self.left) * self.scale, (box.bottom + around - self.top) * self.scale
        return x0, y0, max(x0, x1), max(y0, y1)

    def frame(self, box: Box, colour: Colour, width: float = 0.7, fill: int = 0, around: float = AROUND) -> None:
        """A box, filled lightly where `fill` (of 255) says so."""
        line = max(1, round(width * self.scale))
        covered = (*colour, fill) if fill else None
        self.draw.rectangle(self.at(box, around), outline=(*colour, 255), fill=covered, width=line)


def draw_pages(path: Path, reading: Reading, folder: Path, pages: Iterable[int] = (), stem: str = "") -> list[Path]:
    """A PNG for each page with a table, and for each of `pages`; returns their paths in page order.

    They are named after `stem` (else the file) and the page. Raises OSError where they cannot be written.
    """
    from pipelines.extraction.pdf import page_image, save_png

    wanted = {part.page for table in reading.tables for part in table.parts} | set(pages)
    done = []
    for page in sorted(reading.pages, key=lambda p: p.number):
        if page.number not in wanted:
            continue
        resolution = resolution_for(page)
        image, left, top = page_image(path, page.number, resolution)
        image = draw_over(image, resolution / 72, (left, top), reading, page.number)
        done.append(save_png(image, folder / f"{stem or path.name}.p{page.number:03d}.png"))
    return done


def resolution_for(page: Page) -> float:
    """The resolution to draw a page in: less than usual for a very large one."""
    inches = max(1.0, page.width / 72 * page.height / 72)
    return min(RESOLUTION, sqrt(MAX_DOTS / inches))


def draw_over(
    image: PIL.Image.Image,
    scale: float,
    corner: tuple[float, float],
    reading: Reading,
    page: int,
    given: Sequence[Box] = (),
) -> PIL.Image.Image:
    """The picture of a page with what was read of it drawn over, `given` regions too, and a legend below."""
    from PIL import ImageDraw

    sheet = Sheet(ImageDraw.Draw(image, "RGBA"), scale, *corner)
    for statement in reading.statements:
        for box in statement.boxes:
            if box.page == page:
                sheet.frame(box, COLOURS["statement"][0], 0.5, _LIGHT // 2)
    number = 0
    for number, table in enumerate(reading.tables, start=1):
        if any(part.page == page for part in table.parts):
            _draw_table(sheet, table, page, number)
    for box in given:
        sheet.frame(box, GIVEN[0], 1.2, around=3 * AROUND)
    legend = [*COLOURS.values(), *([GIVEN] if given else [])]
    return _with_legend(image, scale, legend)


def _draw_table(sheet: Sheet, table: Table, page: int, number: int) -> None:
    from PIL import ImageFont

    cells = [c for c in table.cells if c.box.page == page]
    for cell in cells:
        sheet.frame(cell.box, COLOURS[cell.role][0], 0.4, _LIGHT)
    if cells:
        grid = Box.around(c.box for c in cells)
        for kind, across, at in _cuts(cells):
            _line(sheet, grid, across, at, COLOURS[kind][0])
    for note in table.notes:
        if note.box.page == page:
            sheet.frame(note.box, COLOURS["note"][0], 0.5, _LIGHT // 2)
    for part in table.parts:
        if part.page == page:
            colour = COLOURS["region"][0]
            sheet.frame(part, colour, 1.0, around=2 * AROUND)
            x0, y0, _, _ = sheet.at(part, 2 * AROUND)
            font = ImageFont.load_default(LEGEND_SIZE * sheet.scale)
            name = table.label or f"{table.kind} {number}"
            box = sheet.draw.textbbox((x0, y0), name, font=font, anchor="lb")
            sheet.draw.rectangle(box, fill=(*colour, 255))
            sheet.draw.text((x0, y0), name, fill=(255, 255, 255, 255), font=font, anchor="lb")


def _cuts(cells: Sequence[Cell]) -> list[tuple[Kind, bool, float]]:
    """Where one row (or column) ends and the next begins, from the cells that stand in one alone.

    Each as its kind, whether its line runs across the page, and where. A table may stand sideways: its rows then follow
    one another along the page's width.
    """
    rows: dict[int, list[Box]] = {}
    columns: dict[int, list[Box]] = {}
    for cell in cells:
        if cell.row_start == cell.row_end:
            rows.setdefault(cell.row_start, []).append(cell.box)
        if cell.col_start == cell.col_end:
            columns.setdefault(cell.col_start, []).append(cell.box)
    downwards = _apart(_spans(rows, True)) >= _apart(_spans(rows, False))
    found: list[tuple[Kind, bool, float]] = []
    kinds: tuple[tuple[Kind, dict[int, list[Box]], bool], ...] = (
        ("row", rows, downwards),
        ("column", columns, not downwards),
    )
    for kind, boxes, across in kinds:
        spans = sorted(_spans(boxes, across))
        found += [(kind, across, (a[1] + b[0]) / 2) for a, b in pairwise(spans)]
    return found


def _spans(boxes: dict[int, list[Box]], down: bool) -> list[tuple[float, float]]:
    """From where to where each row (or column) reaches, down the page or along it."""
    around = [Box.around(boxes[n]) for n in sorted(boxes)]
    return [(b.top, b.bottom) if down else (b.x0, b.x1) for b in around]


def _apart(spans: Sequence[tuple[float, float]]) -> int:
    """How many neighbours have their middles outside of one another."""
    middles = [((a[0] + a[1]) / 2, a, b, (b[0] + b[1]) / 2) for a, b in pairwise(spans)]
    return sum(not b[0] <= m <= b[1] and not a[0] <= n <= a[1] for m, a, b, n in middles)


def _line(sheet: Sheet, grid: Box, across: bool, at: float, colour: Colour) -> None:
    box = Box(grid.page, grid.x0, at, grid.x1, at) if across else Box(grid.page, at, grid.top, at, grid.bottom)
    x0, y0, x1, y1 = sheet.at(box, 0.0)
    sheet.draw.line((x0, y0, x1, y1), fill=(*colour, 220), width=max(1, round(0.5 * sheet.scale)))


def _with_legend(image: PIL.Image.Image, scale: float, entries: Sequence[tuple[Colour, str]]) -> PIL.Image.Image:
    """The picture with a strip below that says what the colours mean."""
    from PIL import Image, ImageDraw, ImageFont

    size = LEGEND_SIZE * scale
    font = ImageFont.load_default(size)
    places: list[tuple[float, int]] = []
    x, line = size, 0
    for _, name in entries:
        width = 1.6 * size + font.getlength(name) + size
        if x + width > image.width and x > size:
            x, line = size, line + 1
        places.append((x, line))
        x += width
    whole = Image.new("RGB", (image.width, image.height + round((line + 2) * 1.8 * size)), (255, 255, 255))
    whole.paste(image, (0, 0))
    draw = ImageDraw.Draw(whole)
    draw.line((0, image.height, image.width, image.height), fill=(120, 120, 120))
    for (colour, name), (x, line) in zip(entries, places, strict=True):
        y = image.height + (line + 0.8) * 1.8 * size
        draw.rectangle((x, y - size / 2, x + size, y + size / 2), fill=colour)
        draw.text((x + 1.6 * size, y), name, fill=(0, 0, 0), font=font, anchor="lm")
    return whole
