"""What running text is made of before it is sentences: lines in reading order, and what stands between them.

Plain data, shared by the modules of this package. Only lines that hold characters are kept, so that a long report costs
little memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.extraction.characters.frames import Frame
from pipelines.extraction.model import Box, StatementKind

UPRIGHT = Frame(0.0, 0.0, 0.0, 0.0)
"""The frame of a page whose text stands upright."""


@dataclass(slots=True)
class Line:
    """One printed line of one column, its raised markers left out.

    `bold` and `opens_bold` say whether all of it, or its first word, is bold; `raised` is the marker it begins with.
    `level` is 1 for a line that a rendition marks as a heading and 0 where only type and place can tell.
    """

    text: str
    box: Box
    size: float
    bold: bool = False
    opens_bold: bool = False
    raised: str = ""
    level: int = 0


@dataclass(slots=True)
class Given:
    """A statement that a table gives where it stands: its caption, a note under it, a call-out."""

    kind: StatementKind
    text: str
    boxes: tuple[Box, ...]
    values: tuple[str, ...] = ()
    section: str = ""


@dataclass(slots=True)
class Column:
    """Lines and given statements that are read one after another, from the top down.

    `apart` holds for a box of its own (a sidebar, a panel): a sentence never runs into it or out of it.
    """

    items: list[Line | Given]
    apart: bool = False


@dataclass(slots=True)
class PageProse:
    """The running text of one page: its columns in reading order, and the size of the page as its text stands on it.

    Boxes are in the frame in which the text stands upright; `frame` leads back to the page's own coordinates.
    """

    number: int
    width: float
    height: float
    columns: list[Column] = field(default_factory=list)
    frame: Frame = UPRIGHT
