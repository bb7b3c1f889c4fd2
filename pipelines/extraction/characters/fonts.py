"""What the reader asks of a font: the text of a code, how far it moves on, and how wide its letter really is.

In: a font as pdfminer reads it. Out: answers kept by code, since pages ask for the same letters again and again. Relies
on the widths in the file; where a font declares none, on those of the font program that comes with it.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from io import BytesIO
from typing import Any

from pdfminer.pdffont import PDFUnicodeNotDefined, TrueTypeFont

LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
    "\u0132": "IJ",
    "\u0133": "ij",
}
_BOLD = re.compile(r"bold|black|heavy|demi")
_NAMELESS = re.compile("[\ufffd\x00-\x08\x0e-\x1b\x7f-\x9f\ue000-\uf8ff]+")
USUAL_WIDTH = 0.5
"""The width of a letter whose font tells none, in font sizes."""


class Unclear(str):
    """A letter whose font does not say what it is, and the glyph: its font and code."""

    glyph: tuple[int, int]

    def __new__(cls, text: str, glyph: tuple[int, int]) -> Unclear:
        """The letter as far as it is known."""
        letter = super().__new__(cls, text)
        letter.glyph = glyph
        return letter


class Font:
    """What is asked of a font for every letter, asked once: texts and widths by code, descent, weight."""

    __slots__ = ("bold", "codes", "descent", "inks", "simple", "source", "vertical", "wide")

    def __init__(self, source: Any) -> None:
        name = source.fontname
        name = name.decode("latin-1") if isinstance(name, bytes) else str(name)
        self.source = source
        self.bold = bool(_BOLD.search(name.rpartition("+")[2].casefold()))
        self.codes: dict[int, tuple[str, float, float]] = {}
        self.inks: dict[int, float] | None = None
        self.descent: float = source.get_descent()
        self.wide: bool = source.is_multibyte()
        self.vertical: bool = source.is_vertical()
        self.simple = not self.wide

    def look_up(self, code: int) -> tuple[str, float, float]:
        """The text of a code (empty for a space), how far it moves on, and how wide it is, in font sizes."""
        try:
            text = self.source.to_unichr(code)
        except PDFUnicodeNotDefined:
            text = Unclear(f"(cid:{code})", (id(self), code))
        if text.isspace() or text == "":
            text = ""
        elif text in LIGATURES:
            text = LIGATURES[text]
        elif _NAMELESS.fullmatch(text):
            text = Unclear(text, (id(self), code))
        width = float(self.source.char_width(code))
        found = self.codes[code] = (text, width, self._ink(code, width, text))
        return found

    def _ink(self, code: int, width: float, text: str) -> float:
        """How wide the letter is that is seen: not what it moves on, where the font leaves that to the default."""
        if self.wide and not self.source.widths:
            if self.inks is None:
                self.inks = _program_widths(self.source)
            return min(width, self.inks.get(code, USUAL_WIDTH))
        if width == 0 and text and not unicodedata.combining(text[0]) and unicodedata.category(text[0]) != "Cf":
            return USUAL_WIDTH
        return width


def _program_widths(source: Any) -> dict[int, float]:
    """The widths of glyphs by their number, from the TrueType program that comes with a font; none if it has none."""
    program = getattr(source, "fontfile", None)
    if program is None:
        return {}
    data = program.get_data()
    try:
        tables = TrueTypeFont("", BytesIO(data)).tables
        em = struct.unpack_from(">H", data, tables[b"head"][0] + 18)[0]
        count = struct.unpack_from(">H", data, tables[b"hhea"][0] + 34)[0]
        at = tables[b"hmtx"][0]
        return {gid: struct.unpack_from(">H", data, at + 4 * gid)[0] / em for gid in range(count)}
    except (KeyError, struct.error, ZeroDivisionError):
        return {}
