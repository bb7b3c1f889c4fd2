"""Words of a Markdown cell without its signs: emphasis, links, code, tags and escapes; footnote marks are kept apart.

In: a cell as it stands. Out: its words with their place, and the marks of footnotes. Relies on the cell alone.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

from pipelines.extraction.text.draft import Value
from pipelines.extraction.text.lines import Piece

_SIGNS = re.compile(r"[*_`\[\]<&\\~^]")
_FOOTNOTE = re.compile(r"\[\^(?P<a>[^\]\s]{1,20})\]|<sup>(?P<b>[^<]{1,6})</sup>|(?<=\S)\^(?P<c>[^\s^]{1,4})\^")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_LINK = re.compile(r"!?\[(?P<words>[^\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\]]*\])")
_CODE = re.compile(r"(?P<ticks>`+)\s?(?P<words>[^`]+?)\s?(?P=ticks)")
_EMPHASIS = tuple(
    re.compile(rf"(?<![\w{sign[-1]}\\]){sign}(?=[^\s{sign[-1]}])(?P<words>.+?)(?<=[^\s\\]){sign}(?![\w{sign[-1]}])")
    for sign in (r"\*\*\*", r"\*\*", "__", r"\*", "_", "~~")
)
_ESCAPED = re.compile(r"\\(?P<sign>[!-/:-@\[-`{-~])")


def plain(piece: Piece) -> Value:
    """The words that a Markdown cell shows, and the marks of its footnotes."""
    text = piece.text
    if not _SIGNS.search(text):
        return Value(piece)
    marks: list[str] = []

    def mark(found: re.Match[str]) -> str:
        marks.append(found["a"] or found["b"] or found["c"])
        return ""

    # Code shows its signs as they are, so they are set aside before the others are taken off.
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found["words"] if "words" in found.re.groupindex else found["sign"])
        return f"\x00{len(kept) - 1}\x00"

    text = _CODE.sub(keep, text)
    text = _ESCAPED.sub(keep, text)
    text = _FOOTNOTE.sub(mark, text)
    text = _BREAK.sub(" ", text)
    text = _LINK.sub(lambda m: m["words"], text)
    text = _TAG.sub("", text)
    for emphasis in _EMPHASIS:
        text = emphasis.sub(lambda m: m["words"], text)
    text = html.unescape(text)
    text = re.sub(r"\x00(\d+)\x00", lambda m: kept[int(m[1])], text)
    words = " ".join(text.split())
    return Value(_placed(piece, words), tuple(marks))


def _placed(piece: Piece, words: str) -> Piece:
    """The words where they stand inside the cell; the whole cell where they are not printed in one."""
    at = piece.text.find(words) if words else -1
    if at < 0:
        return Piece(words, piece.box)
    left = piece.box.x0 + at
    return Piece(words, replace(piece.box, x0=left, x1=left + len(words)))
