"""The one place that opens a PDF: pages to words, rules and areas, and page crops to PNG.

Each page is read once and closed. Limits keep a hostile file from taking the machine: pages, characters and drawn
objects of a page are bounded, and the caller bounds time and memory (see `sandbox`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.extraction.characters.frames import Frame
from pipelines.extraction.model import Box, ExtractionError, Page
from pipelines.extraction.rules import Area, Rule, join_pieces, sort_drawn
from pipelines.extraction.words import Word, mark_raised

if TYPE_CHECKING:
    import pdfplumber.page
    import pdfplumber.pdf
    import PIL.Image

    from pipelines.extraction.characters.repair import Vocabulary

MAX_PAGES = 3000
MAX_CHARACTERS = 200_000
"""More characters than this on one page are no page that a person reads."""
MAX_DRAWN = 50_000
"""With more drawn objects than this on one page, they are not looked at."""
MAX_RULES = 3_000
"""More rules or areas than this, after joining, are no table's."""
AS_IT_IS = Frame(0.0, 0.0, 0.0, 0.0)
"""The frame of a page whose text stands upright."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page: words (raised markers told apart), horizontal and vertical rules, and areas.

    All of it is in the frame in which most text stands upright; `frame` leads back to the page's own coordinates.
    `turned` are words that do not stand upright in it; `pictures` are the boxes of pictures.
    """

    page: Page
    words: list[Word]
    rules: list[Rule]
    vertical_rules: list[Rule]
    areas: list[Area]
    turned: list[Word] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    frame: Frame = AS_IT_IS

    @property
    def width(self) -> float:
        """The width of the page as it is read: of one that is read sideways, its height."""
        return self.page.height if self.frame.lies else self.page.width

    @property
    def height(self) -> float:
        """The height of the page as it is read."""
        return self.page.width if self.frame.lies else self.page.height

    def within(self, box: Box) -> PageContent:
        """What stands inside a box of the frame: words by their middle, rules and areas by their overlap."""

        def inside(w: Word) -> bool:
            return box.x0 <= (w.box.x0 + w.box.x1) / 2 <= box.x1 and box.top <= w.middle <= box.bottom

        rules = [r for r in self.rules if box.top - 3 <= r.at <= box.bottom + 3 and r.start < box.x1 and r.end > box.x0]
        vertical = [
            r
            for r in self.vertical_rules
            if box.x0 - 3 <= r.at <= box.x1 + 3 and r.start < box.bottom and r.end > box.top
        ]
        areas = [a for a in self.areas if a.x0 < box.x1 and a.x1 > box.x0 and a.top < box.bottom and a.bottom > box.top]
        words, turned = [w for w in self.words if inside(w)], [w for w in self.turned if inside(w)]
        return PageContent(self.page, words, rules, vertical, areas, turned, self.pictures, self.frame)


def _content(page: pdfplumber.page.Page, path: Path, fonts: dict[int, Any], vocabulary: Vocabulary) -> PageContent:
    from pipelines.extraction.characters.commands import FastInterpreter
    from pipelines.extraction.characters.glyphs import GlyphDevice, TooMuch
    from pipelines.extraction.characters.sheets import drawn_of, frame_of, is_scan, picture_boxes, words_of

    number = page.page_number
    width, height = float(page.width), float(page.height)
    dx, dy = float(page.mediabox[0]), float(page.mediabox[1])
    device = GlyphDevice(page.pdf.rsrcmgr, fonts, MAX_CHARACTERS, MAX_DRAWN)
    try:
        FastInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    except TooMuch:
        raise ExtractionError(
            f"{path.name}, page {number}: more than {MAX_CHARACTERS:,} characters stand on this page, which is as many "
            "as are read. Leave the page out with --pages, or split the file."
        ) from None
    sheet = device.sheet
    scanned = is_scan(sheet, width, height)
    facts = Page(number, width, height, sheet.letters, scanned=scanned)
    if scanned:
        sheet.runs.clear()
    frame = frame_of(sheet, width, height, dx, dy)
    strokes = sheet.strokes if len(sheet.strokes) <= MAX_DRAWN else []
    horizontal, vertical, areas = sort_drawn(list(drawn_of(strokes, frame)))
    if max(len(horizontal), len(vertical), len(areas)) > MAX_RULES:
        horizontal, vertical, areas = [], [], []  # a map or a hatched drawing: its lines say nothing about tables
    words, turned, typed = words_of(sheet, frame, number, _visible(page), vocabulary, vertical)
    if typed:
        horizontal = join_pieces([*horizontal, *typed])
    return PageContent(
        facts, mark_raised(words), horizontal, vertical, areas, turned, picture_boxes(sheet, frame, number), frame
    )


def _all_words(path: Path) -> Iterator[str]:
    """The words of all pages, as quickly as they can be had; their order and places do not matter here."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return  # what one library can read, another may not; nothing is made out then
    try:
        for number in range(len(document)):
            try:
                leaf = document[number]
                text = leaf.get_textpage()
            except pypdfium2.PdfiumError:
                continue
            yield from text.get_text_range().split()
            text.close()
            leaf.close()
    finally:
        document.close()


def _visible(page: pdfplumber.page.Page) -> tuple[float, float, float, float]:
    """What of the page is shown: its crop box, where that lies on it; y upward from the foot of the media box."""
    width, height = float(page.width), float(page.height)
    dx, dy = float(page.mediabox[0]), float(page.mediabox[1])
    x0, top, x1, bottom = (float(v) for v in page.cropbox)
    x0, x1 = max(0.0, x0 - dx), min(width, x1 - dx)
    top, bottom = max(0.0, top - dy), min(height, bottom - dy)
    if x1 - x0 < 1 or bottom - top < 1:
        return 0.0, 0.0, width, height
    return x0, height - bottom, x1, height - top


def page_contents(path: Path, pages: Iterable[int] | None = None) -> Iterator[PageContent]:
    """The contents of a PDF page by page, each page closed after it is read.

    `pages` are page numbers from 1; those the file lacks are an error. Raises ExtractionError where the file is no
    readable PDF, is encrypted, or is larger than the limits.
    """
    from pipelines.extraction.characters.repair import Vocabulary

    with _opened(path) as pdf:
        total = len(pdf.pages)
        wanted = range(1, total + 1) if pages is None else sorted(set(pages))
        if any(number < 1 or number > total for number in wanted):
            asked = f"{wanted[0]}-{wanted[-1]}" if len(wanted) > 1 else f"{wanted[0]}"
            raise ExtractionError(
                f"{path.name}: has {total} pages; pages {asked} were asked for. Ask for pages 1-{total}."
            )
        fonts: dict[int, Any] = {}
        vocabulary = Vocabulary(lambda: _all_words(path))
        for number in wanted:
            page = pdf.pages[number - 1]
            try:
                yield _content(page, path, fonts, vocabulary)
            except ExtractionError:
                raise
            except Exception as error:
                raise ExtractionError(
                    f"{path.name}, page {number}: the page cannot be read ({type(error).__name__}: {error}). "
                    "Get a fresh copy of the file, or leave the page out with --pages."
                ) from error
            finally:
                page.close()


def page_count(path: Path) -> int:
    """How many pages a PDF has; raises ExtractionError as `page_contents` does."""
    with _opened(path) as pdf:
        return len(pdf.pages)


@contextmanager
def _opened(path: Path) -> Iterator[pdfplumber.pdf.PDF]:
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings about fonts say nothing to our users
    with path.open("rb") as stream:
        try:
            pdf = pdfplumber.open(stream)
            total = len(pdf.pages)
        except Exception as error:  # pdfminer raises many kinds; each means the same to a user
            raise ExtractionError(_unreadable(path, error)) from error
        if total > MAX_PAGES:
            raise ExtractionError(
                f"{path.name}: {total:,} pages; at most {MAX_PAGES:,} are read in one file. Split the file."
            )
        yield pdf  # never closed by its own `close`, which walks through all pages once more; the stream is


def _unreadable(path: Path, error: Exception) -> str:
    kinds = f"{type(error).__name__} {error!r} {error.__cause__!r} {error.__context__!r}".casefold()
    kind = type(error).__name__
    if "password" in kinds or "encrypt" in kinds:
        return f"{path.name}: the file is encrypted and asks for a password. Save a copy without one."
    return f"{path.name}: not a PDF that can be read ({kind}). Get a fresh copy of the file from its publisher."


def render(
    path: Path,
    page: int,
    box: Box | None,
    out: Path,
    resolution: int = 150,
    marks: Sequence[Box] = (),
    margin: float = 12.0,
) -> Path:
    """A page, or the part of it around `box`, as a PNG with frames around `marks`.

    Boxes are in points; `margin` points are left around the box; `resolution` is in dots per inch. Returns `out`.
    Raises OSError where `out` cannot be written; nothing is left behind then.
    """
    from PIL import ImageDraw

    image, left, top = page_image(path, page, resolution)
    scale = resolution / 72
    draw = ImageDraw.Draw(image, "RGBA")
    for mark in marks:
        corners = (mark.x0 - left - 2, mark.top - top - 2, mark.x1 - left + 2, mark.bottom - top + 2)
        frame = [c * scale for c in corners]
        draw.rectangle(frame, outline=(200, 30, 30, 255), fill=(255, 210, 0, 70), width=max(2, round(scale)))
    if box is not None:
        edges = (box.x0 - left - margin, box.top - top - margin, box.x1 - left + margin, box.bottom - top + margin)
        x0, y0, x1, y1 = (round(e * scale) for e in edges)
        image = image.crop((max(0, x0), max(0, y0), min(image.width, x1), min(image.height, y1)))
    return save_png(image, out)


def page_image(path: Path, page: int, resolution: float) -> tuple[PIL.Image.Image, float, float]:
    """A page as a person sees it, and where on the page its upper left corner is (x0 and top, in points).

    Only the crop box of a page is seen; places on the page are told within its media box.
    """
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        leaf = document[page - 1]
        try:
            image = leaf.render(scale=resolution / 72).to_pil().convert("RGB")
            media, crop = leaf.get_mediabox(), leaf.get_cropbox()
            plain = leaf.get_rotation() == 0
        finally:
            leaf.close()
    finally:
        document.close()
    if not plain or media is None or crop is None:
        return image, 0.0, 0.0
    left, low, _, high = media
    return image, max(crop[0], left), max(0.0, high - crop[3]) + low


def save_png(image: PIL.Image.Image, out: Path) -> Path:
    """Write a picture, whole or not at all; raises OSError where it cannot be written. Returns `out`."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    try:
        image.save(part, format="PNG")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return out
