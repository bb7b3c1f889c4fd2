"""Bytes of a text file to characters: the one place that decides in which encoding a text is.

In: all bytes of a file. Out: its characters, the encoding, and whether that was assumed or told by the bytes; or the
reason why they are no text. Relies on nothing but the bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UTF32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_DOS_END = "\x1a"
_BROKEN = "\ufffd"
ASSUMED = "Windows-1252"
"""Text that is not UTF-8 and has no mark is nearly always of Windows-1252, and never wrongly refused by it."""


class NotTextError(ValueError):
    """Bytes are not text; the message says why and what to do, but not of which file they are."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and the encoding they were in; `assumed` where nothing in the bytes says so."""

    text: str
    encoding: str
    assumed: bool = False


def decode(raw: bytes) -> Decoded:
    """The characters of a text: UTF-16 with its mark, UTF-8 with or without one, or else Windows-1252.

    UTF-8 with single broken bytes stays UTF-8: each broken byte becomes one replacement character. Raises NotTextError.
    """
    found = _decoded(raw)
    text = found.text.rstrip(_DOS_END)  # an end mark of old systems
    if control := _CONTROL.search(text):
        raise NotTextError(
            f"has a control character (0x{ord(control[0]):02x}, character {control.start():,}) that does not occur in "
            "text, so it is not plain text. Get the file again, or save it as UTF-8 text."
        )
    return Decoded(text, found.encoding, found.assumed)


def _decoded(raw: bytes) -> Decoded:
    if raw.startswith(_UTF32):
        raise NotTextError("is text in UTF-32. Save it as UTF-8.")
    if raw.startswith(_UTF16):
        try:
            return Decoded(raw.decode("utf-16"), "UTF-16")
        except UnicodeDecodeError as error:
            raise NotTextError(
                f"begins like text in UTF-16 but is not ({error.reason} near byte {error.start:,}). Save it as UTF-8."
            ) from error
    try:
        return Decoded(raw.decode("utf-8-sig"), "UTF-8")
    except UnicodeDecodeError as error:
        patched = raw.decode("utf-8-sig", errors="replace")
        broken = patched.count(_BROKEN)
        whole = sum(1 for _ in re.finditer(r"[^\x00-\x7f\ufffd]", patched))
        if whole <= broken:
            return Decoded(raw.decode("cp1252", errors="replace"), ASSUMED, assumed=True)
        if error.end == len(raw) and broken == 1:
            raise NotTextError("ends in the middle of a UTF-8 character. Get the file again.") from error
        return Decoded(patched, "UTF-8")
