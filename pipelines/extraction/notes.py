"""Notes, footnotes and sources under a table, and the markers that lead to them.

In: the lines under a table. Out: notes in printed order, each with its marker; markers taken off labels and values.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.extraction.model import Box, Note
from pipelines.extraction.values import is_value
from pipelines.extraction.words import Chunk, join_wrapped

_SOURCE = re.compile(r"sources?\s*[:.]\s*", re.IGNORECASE)
_NOTE = re.compile(r"notes?\s*[:.]\s*", re.IGNORECASE)
_SIGNED = re.compile(r"(?P<marker>[*\u2020\u2021\u00a7#]+|\(?[a-z0-9]{1,2}\)|[a-z0-9]/(?!\d))\s*(?P<text>\S.*)")
_SLASHED = re.compile(r"(?P<text>.*\S)(?P<gap>\s?)(?P<marker>[1-9]\d?|[a-z])/")
_BRACKETED = re.compile(r"(?P<text>.*\S)(?P<gap>\s?)[(\[](?P<marker>\d{1,2}|[a-z])[)\]]")
_LETTER = re.compile(r"(?P<text>.*\d%?)(?P<gap>\s?)(?P<marker>[a-z])")
_TRAILING = re.compile(r"(?P<text>.*[^\s*\u2020\u2021\u00a7#])\s?(?P<marker>[*\u2020\u2021\u00a7#]{1,3})")


def read_notes(
    lines: Sequence[Sequence[Chunk]], vocabulary: frozenset[str] = frozenset(), markers: frozenset[str] = frozenset()
) -> tuple[Note, ...]:
    """The notes that these lines hold; a line that opens none goes on the note above it.

    `markers` are those raised in the table: a line that begins with one of them is its footnote.
    """
    opened: list[tuple[str, str, list[str], list[Box]]] = []
    for line in lines:
        text = " ".join(c.text for c in line)
        box = Box.around(c.box for c in line)
        first = line[0].words[0]
        kind, marker = "", ""
        if first.raised:
            kind, marker = "footnote", first.text
        elif _SOURCE.match(text):
            kind = "source"
        elif _NOTE.match(text):
            kind = "note"
        elif first.text in markers and text.startswith(first.text + " "):
            kind, marker, text = "footnote", first.text, text[len(first.text) :].strip()
        elif found := _SIGNED.match(text):
            kind, marker, text = "footnote", found["marker"].strip("()/"), found["text"]
        if kind or not opened:
            opened.append((kind or "note", marker, [text], [box]))
        else:
            opened[-1][2].append(text)
            opened[-1][3].append(box)
    notes = []
    for kind, marker, texts, boxes in opened:
        joined = join_wrapped(texts, vocabulary)
        if kind == "source":
            joined = _SOURCE.sub("", joined, count=1)
        elif kind == "note":
            joined = _NOTE.sub("", joined, count=1)
        notes.append(Note(kind, marker, joined, Box.around(boxes)))  # type: ignore[arg-type]
    return tuple(notes)


def take_markers(text: str, chunks: Sequence[Chunk], known: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """A label or value without its markers, and the markers: raised letters, and signs at the end that a note explains.

    A sign at the end of a number is a marker even where no note was found, since no number ends in one; so are `a/`
    after a number and `1/` after a space. Numbers in brackets and plain letters are markers only where a note has them.

    >>> take_markers("2,135 1/", (), frozenset()), take_markers("61(a)", (), frozenset("a"))
    (('2,135', ('1',)), ('61', ('a',)))
    """
    markers = [part for c in chunks for w in c.words if w.raised for part in re.split(r"[,\s]+", w.text) if part]
    if found := _TRAILING.fullmatch(text):
        sign = found["marker"]
        if sign in known or is_value(found["text"]):
            text = found["text"]
            markers.append(sign)
    elif (found := _attached(text, known)) is not None:
        text = found["text"]
        markers.append(found["marker"])
    return text, tuple(dict.fromkeys(markers))


def _attached(text: str, known: frozenset[str]) -> re.Match[str] | None:
    """The marker of full size at the end of a label or value."""
    if found := _SLASHED.fullmatch(text):
        certain = bool(found["gap"]) or (found["marker"].isalpha() and is_value(found["text"]))
        return found if certain or (found["marker"] in known and is_value(found["text"])) else None
    for form in (_BRACKETED, _LETTER):
        found = form.fullmatch(text)
        if found is None or found["marker"] not in known:
            continue
        value = is_value(found["text"])
        share = value and found["gap"] and found["marker"].isdecimal()  # `45 (12)`: a count and its share
        if (form is _BRACKETED and not share) or (form is _LETTER and value):
            return found
    return None
