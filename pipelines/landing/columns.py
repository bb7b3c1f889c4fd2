"""The columns that tables of schema `landing` are made of: what a column is, and those that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SqlType = Literal["VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "VARCHAR[]", "VARCHAR[][]", "INTEGER[]"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its DuckDB type, what it holds, and whether every row has it."""

    name: str
    type: SqlType
    description: str
    required: bool = True


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table of `landing`; `key` is its primary key, and `order` the columns by which its rows are sorted."""

    name: str
    description: str
    key: tuple[str, ...]
    order: tuple[str, ...]
    columns: tuple[Column, ...]


def column(name: str, type_: SqlType, description: str) -> Column:
    """A column that every row has."""
    return Column(name, type_, description)


def optional(name: str, type_: SqlType, description: str) -> Column:
    """A column that may be empty."""
    return Column(name, type_, description, required=False)


DOCUMENT = column("document_id", "VARCHAR", "the publication")
EDITION = column("edition_id", "VARCHAR", "the set of bytes: document and the first 12 digits of its sha256")
TABLE = column("table_id", "VARCHAR", "the table within its publication")
STATEMENT = column("statement_id", "VARCHAR", "stable hash of document, bytes, text and place")
BOX = (
    column("page", "INTEGER", "page, counted from 1"),
    column("x0", "DOUBLE", "left edge, in the box unit of the edition"),
    column("top", "DOUBLE", "upper edge, from the top of the page"),
    column("x1", "DOUBLE", "right edge"),
    column("bottom", "DOUBLE", "lower edge"),
)
