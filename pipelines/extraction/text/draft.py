"""What the steps of the text reader hand on to one another: rows, heads and tables in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipelines.documents.spec import TableSpec
from pipelines.extraction.model import Box, Note, Remark, Table
from pipelines.extraction.text.lines import Piece


@dataclass(frozen=True, slots=True)
class Value:
    """The print of one value cell, with its footnote markers."""

    piece: Piece
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label and its values; a section has none. A value of None is an empty cell."""

    label: Piece
    values: tuple[Value | None, ...] = ()
    markers: tuple[str, ...] = ()

    @property
    def section(self) -> bool:
        """Whether the row is a heading over the rows below."""
        return not self.values


@dataclass(frozen=True, slots=True)
class HeadCell:
    """A cell of the head; columns count from 0 with the stub, ends are inclusive."""

    text: str
    box: Box
    row_start: int
    row_end: int
    col_start: int
    col_end: int
    markers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heads:
    """The head of a table: how many rows, its cells, and the path of each column, the stub's first."""

    rows: int
    cells: tuple[HeadCell, ...]
    paths: tuple[tuple[str, ...], ...]
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A column head with the heads under it."""

    piece: Piece
    under: tuple[Node, ...] = ()
    markers: tuple[str, ...] = ()

    def leaves(self) -> int:
        """How many columns it stands over."""
        return sum(n.leaves() for n in self.under) or 1

    def depth(self) -> int:
        """How many levels it has."""
        return 1 + max((n.depth() for n in self.under), default=0)


@dataclass(slots=True)
class Draft:
    """A table in the making."""

    label: Piece
    title: tuple[Piece, ...]
    rows: list[Row]
    heads: Heads
    notes: list[Note] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    spec: TableSpec | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A finished table and the lines it took, as (first, past the last) over all lines of the file."""

    table: Table
    span: tuple[int, int]


def heads_of(nodes: Sequence[Node], stub: Piece | None, remarks: tuple[Remark, ...] = ()) -> Heads:
    """The head laid out: leaves stand on the lowest row, a head without others above it reaches down to its leaves."""
    depth = max((n.depth() for n in nodes), default=0)
    cells: list[HeadCell] = []
    paths: list[tuple[str, ...]] = [(stub.text,) if stub and stub.text else ()]
    if stub and stub.text and depth:
        cells.append(HeadCell(stub.text, stub.box, 0, depth - 1, 0, 0))

    def lay(node: Node, top: int, column: int, above: tuple[str, ...]) -> int:
        path = (*above, node.piece.text) if node.piece.text else above
        end = depth - 1 - max((n.depth() for n in node.under), default=0)
        last = column + node.leaves() - 1
        if node.piece.text:
            cells.append(HeadCell(node.piece.text, node.piece.box, top, end, column, last, node.markers))
        if not node.under:
            paths.append(path)
            return column + 1
        for child in node.under:
            column = lay(child, end + 1, column, path)
        return column

    column = 1
    for node in nodes:
        column = lay(node, 0, column, ())
    return Heads(depth, tuple(cells), tuple(paths), remarks)
