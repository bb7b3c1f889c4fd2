"""What the readers find: words, cells and tables with their places. Plain data; no reader, no document is known here.

Boxes are in PDF points from the top left of the page for pdf renditions; for text renditions they are in characters:
`top` is the line (0-based) within the page, `x0` and `x1` the first and past-the-last character of that line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["head", "stub", "section", "body"]
BoxUnit = Literal["points", "characters"]


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a page: page counted from 1, edges with x0 <= x1 and top <= bottom."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    @staticmethod
    def around(boxes: Iterable[Box]) -> Box:
        """The smallest box around boxes of one page (at least one)."""
        found = list(boxes)
        return Box(
            found[0].page,
            min(b.x0 for b in found),
            min(b.top for b in found),
            max(b.x1 for b in found),
            max(b.bottom for b in found),
        )

    def bbox(self) -> tuple[float, float, float, float]:
        """(x0, top, x1, bottom), rounded to a thousandth."""
        return (round(self.x0, 3), round(self.top, 3), round(self.x1, 3), round(self.bottom, 3))


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell. Rows and columns count from 0 over the whole table, heads included; ends are inclusive.

    `text` is as printed, broken lines joined, without footnote markers; `markers` holds those.
    """

    row_start: int
    row_end: int
    col_start: int
    col_end: int
    text: str
    box: Box
    role: Role = "body"
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A line under a table: a note, a footnote (with its marker) or the source."""

    kind: Literal["note", "footnote", "source"]
    marker: str
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a reader saw and did not decide: a label without a value, a value without a label, unresolved heads."""

    kind: Literal["label_without_value", "value_without_label", "heads_unresolved", "text_outside_grid"]
    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a group of call-outs as printed.

    `row_paths[r]` and `column_paths[c]` are the labels from outermost to innermost for each grid row and column: empty
    for head rows and for a stub without a head; a section row has its own label. `parts` are the table's boxes, one for
    each page it stands on.
    """

    label: str
    title: str
    kind: Literal["table", "callouts"]
    parts: tuple[Box, ...]
    header_rows: int
    stub_columns: int
    cells: tuple[Cell, ...]
    row_paths: tuple[tuple[str, ...], ...]
    column_paths: tuple[tuple[str, ...], ...]
    notes: tuple[Note, ...] = ()
    source: str = ""
    remarks: tuple[Remark, ...] = ()

    def body(self) -> list[Cell]:
        """The cells that carry data: not heads, stubs or section heads."""
        return [c for c in self.cells if c.role == "body"]


StatementKind = Literal["sentence", "heading", "highlight", "callout", "caption", "note"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A number, or words for one, inside a statement: as printed, and where in its text (past-the-end `end`)."""

    printed: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of running text that states numbers: its text with broken lines joined, and a box for each of its lines.

    `order` counts a file's statements from 0 in reading order; `section` is the heading it stands under.
    """

    order: int
    kind: StatementKind
    text: str
    boxes: tuple[Box, ...]
    mentions: tuple[Mention, ...]
    section: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A printed line of running text, with its place; tables and running heads are left out."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read: its size, how much stands on it, and whether it is a picture without characters."""

    number: int
    width: float
    height: float
    characters: int
    scanned: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one file; `lines` is its running text in reading order."""

    file: str
    sha256: str
    rendition: Literal["pdf", "text"]
    box_unit: BoxUnit
    pages: tuple[Page, ...]
    tables: tuple[Table, ...]
    statements: tuple[Statement, ...] = ()
    lines: tuple[TextLine, ...] = ()
    seconds: float = field(default=0.0, compare=False)


class ExtractionError(Exception):
    """A file could not be read; the message names the file, the place, what was expected and what to do."""


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain JSON values, without loss (see `reading_from_json`)."""
    from dataclasses import asdict

    return asdict(reading)


def reading_from_json(data: dict[str, Any]) -> Reading:
    """The reading that `reading_to_json` wrote."""

    def box(b: dict[str, Any]) -> Box:
        return Box(**b)

    def cell(c: dict[str, Any]) -> Cell:
        return Cell(**{**c, "box": box(c["box"]), "markers": tuple(c["markers"])})

    def table(t: dict[str, Any]) -> Table:
        return Table(
            **{
                **t,
                "parts": tuple(box(b) for b in t["parts"]),
                "cells": tuple(cell(c) for c in t["cells"]),
                "row_paths": tuple(tuple(p) for p in t["row_paths"]),
                "column_paths": tuple(tuple(p) for p in t["column_paths"]),
                "notes": tuple(Note(**{**n, "box": box(n["box"])}) for n in t["notes"]),
                "remarks": tuple(Remark(**{**r, "box": box(r["box"])}) for r in t["remarks"]),
            }
        )

    def statement(s: dict[str, Any]) -> Statement:
        boxes = tuple(box(b) for b in s["boxes"])
        return Statement(**{**s, "boxes": boxes, "mentions": tuple(Mention(**m) for m in s["mentions"])})

    return Reading(
        **{
            **data,
            "pages": tuple(Page(**p) for p in data["pages"]),
            "statements": tuple(statement(s) for s in data["statements"]),
            "lines": tuple(TextLine(line["text"], box(line["box"])) for line in data["lines"]),
            "tables": tuple(table(t) for t in data["tables"]),
        }
    )
