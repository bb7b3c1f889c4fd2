"""The one place that opens a PDF: pages to words, rules and areas, and page crops to PNG.

Each page is read once and closed. Limits keep a hostile file from taking the machine: pages, characters and drawn
objects of a page are bounded, and the caller bounds time and memory (see `sandbox`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipelines.extraction.model import Box, ExtractionError, Page
from pipelines.extraction.rules import Area, Drawn, Rule, sort_drawn
from pipelines.extraction.words import Word, mark_raised

if TYPE_CHECKING:
    import pdfplumber.page

MAX_PAGES = 3000
MAX_CHARACTERS = 200_000
"""More characters than this on one page are no page that a person reads."""
MAX_DRAWN = 50_000
"""With more drawn objects than this on one page, they are not looked at."""
MAX_RULES = 3_000
"""More rules or areas than this, after joining, are no table's."""
WORD_GAP = 0.18
"""Characters further apart than this, in font sizes, are two words even without a space between them."""
_WHITE = {(1,), (1, 1, 1), (0, 0, 0, 0), 1}
_BOLD_MARKS = ("bold", "black", "heavy", "semibold", "demi")


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page: words (raised markers told apart), horizontal and vertical rules, and areas."""

    page: Page
    words: list[Word]
    rules: list[Rule]
    vertical_rules: list[Rule]
    areas: list[Area]

    def within(self, box: Box) -> PageContent:
        """What stands inside a box: words by their middle, rules and areas by their overlap."""
        words = [
            w for w in self.words if box.x0 <= (w.box.x0 + w.box.x1) / 2 <= box.x1 and box.top <= w.middle <= box.bottom
        ]
        rules = [r for r in self.rules if box.top - 3 <= r.at <= box.bottom + 3 and r.start < box.x1 and r.end > box.x0]
        vertical = [
            r
            for r in self.vertical_rules
            if box.x0 - 3 <= r.at <= box.x1 + 3 and r.start < box.bottom and r.end > box.top
        ]
        areas = [a for a in self.areas if a.x0 < box.x1 and a.x1 > box.x0 and a.top < box.bottom and a.bottom > box.top]
        return PageContent(self.page, words, rules, vertical, areas)


def _colour(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return tuple(round(v, 3) if isinstance(v, float) else v for v in value)
    return value


def _shows(value: Any) -> bool:
    return value is not None and _colour(value) not in _WHITE


def _drawn(page: pdfplumber.page.Page) -> Iterator[Drawn]:
    for kind in ("rects", "lines", "curves"):
        for o in getattr(page, kind):
            filled = bool(o.get("fill")) and kind != "lines" and _shows(o.get("non_stroking_color"))
            stroked = bool(o.get("stroke")) and _shows(o.get("stroking_color"))
            if filled or stroked:
                yield Drawn(float(o["x0"]), float(o["top"]), float(o["x1"]), float(o["bottom"]), filled, stroked)


def _words(page: pdfplumber.page.Page, number: int) -> list[Word]:
    found = page.extract_words(
        x_tolerance_ratio=WORD_GAP, keep_blank_chars=False, use_text_flow=False, extra_attrs=["fontname", "size"]
    )
    words = []
    for w in found:
        if not w.get("upright", True):
            continue
        text = str(w["text"])
        font = str(w["fontname"]).rpartition("+")[2].casefold()
        box = Box(number, float(w["x0"]), float(w["top"]), float(w["x1"]), float(w["bottom"]))
        words.append(Word(text, box, float(w["size"]) or 1.0, any(mark in font for mark in _BOLD_MARKS)))
    return mark_raised(words)


def _content(page: pdfplumber.page.Page, path: Path) -> PageContent:
    number = page.page_number
    characters = len(page.chars)
    drawn = len(page.rects) + len(page.lines) + len(page.curves)
    if characters > MAX_CHARACTERS:
        raise ExtractionError(
            f"{path.name}, page {number}: {characters:,} characters stand on this page; "
            f"at most {MAX_CHARACTERS:,} are read. Leave the page out with --pages, or split the file."
        )
    objects = list(_drawn(page)) if drawn <= MAX_DRAWN else []
    horizontal, vertical, areas = sort_drawn(objects)
    if max(len(horizontal), len(vertical), len(areas)) > MAX_RULES:
        horizontal, vertical, areas = [], [], []  # a map or a hatched drawing: its lines say nothing about tables
    images = len(page.images)
    facts = Page(number, float(page.width), float(page.height), characters, scanned=characters == 0 and images > 0)
    return PageContent(facts, _words(page, number) if characters else [], horizontal, vertical, areas)


def page_contents(path: Path, pages: Iterable[int] | None = None) -> Iterator[PageContent]:
    """The contents of a PDF page by page, each page closed after it is read.

    `pages` are page numbers from 1; those the file lacks are an error. Raises ExtractionError where the file is no
    readable PDF, is encrypted, or is larger than the limits.
    """
    import logging

    import pdfplumber

    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # its warnings about fonts say nothing to our users
    try:
        pdf = pdfplumber.open(path)
    except Exception as error:  # pdfminer raises many kinds; each means the same to a user
        raise ExtractionError(_unreadable(path, error)) from error
    try:
        total = len(pdf.pages)
        if total > MAX_PAGES:
            raise ExtractionError(
                f"{path.name}: {total:,} pages; at most {MAX_PAGES:,} are read in one file. Split the file."
            )
        wanted = range(1, total + 1) if pages is None else sorted(set(pages))
        if any(number < 1 or number > total for number in wanted):
            asked = f"{wanted[0]}-{wanted[-1]}" if len(wanted) > 1 else f"{wanted[0]}"
            raise ExtractionError(
                f"{path.name}: has {total} pages; pages {asked} were asked for. Ask for pages 1-{total}."
            )
        for number in wanted:
            page = pdf.pages[number - 1]
            try:
                yield _content(page, path)
            except ExtractionError:
                raise
            except Exception as error:
                raise ExtractionError(
                    f"{path.name}, page {number}: the page cannot be read ({type(error).__name__}: {error}). "
                    "Get a fresh copy of the file, or leave the page out with --pages."
                ) from error
            finally:
                page.close()
    finally:
        pdf.close()


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
    import pypdfium2
    from PIL import ImageDraw

    document = pypdfium2.PdfDocument(path)
    try:
        leaf = document[page - 1]
        try:
            scale = resolution / 72
            image = leaf.render(scale=scale).to_pil().convert("RGB")
        finally:
            leaf.close()
    finally:
        document.close()
    draw = ImageDraw.Draw(image, "RGBA")
    for mark in marks:
        corners = [(mark.x0 - 2) * scale, (mark.top - 2) * scale, (mark.x1 + 2) * scale, (mark.bottom + 2) * scale]
        draw.rectangle(corners, outline=(200, 30, 30, 255), fill=(255, 210, 0, 70), width=max(2, round(scale)))
    if box is not None:
        edges = (box.x0 - margin, box.top - margin, box.x1 + margin, box.bottom + margin)
        left, top, right, bottom = (round(e * scale) for e in edges)
        image = image.crop((max(0, left), max(0, top), min(image.width, right), min(image.height, bottom)))
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    try:
        image.save(part, format="PNG")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
    return out
