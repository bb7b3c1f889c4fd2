"""A picture of a table small enough to lie in the notes about a run, and text of documents made safe for markdown."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path

MAX_BYTES = 60_000
"""Larger pictures are not laid into notes; the crop on disk is what they show."""
_SHADES = 8
_SPECIAL = re.compile(r"[\\`*_\[\]<>#!|~&]|^[-+]")


def escaped(text: str) -> str:
    """Text of a document as it stands, on one line, whatever of it would mean something in markdown or HTML."""
    return _SPECIAL.sub(r"\\\g<0>", " ".join(text.split()))


def as_markdown(crop: Path, name: str) -> str:
    """A crop as a picture within markdown, in shades of grey; empty where there is none or it is too large."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(crop) as picture:
            step = 256 // _SHADES
            grey = picture.convert("L").point([value // step for value in range(256)])
    except (OSError, UnidentifiedImageError):
        return ""
    grey.putpalette([shade * 255 // (_SHADES - 1) for shade in range(_SHADES) for _ in "rgb"])
    out = io.BytesIO()
    grey.save(out, format="PNG", bits=4)
    if len(out.getvalue()) > MAX_BYTES:
        return ""
    return f"![{escaped(name)}](data:image/png;base64,{base64.b64encode(out.getvalue()).decode('ascii')})"
