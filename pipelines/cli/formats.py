"""Rows as CSV, JSON, Markdown, or a table on a terminal; nothing in them is taken for markup or a formula."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

_FORMULA = re.compile(r"^[\s\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def csv_safe(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula; plain numbers stay."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def plain(value: Any) -> str:
    """A value for people: nothing for null, lists as JSON, control characters shown as a replacement sign."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = value if isinstance(value, str) else _text(value)
    return _CONTROL.sub("\ufffd", text)


def _text(value: Any) -> str:
    if isinstance(value, list | tuple | dict):
        return json.dumps(jsonable(value), ensure_ascii=False)
    if isinstance(value, dt.date | dt.datetime | dt.time):
        return value.isoformat()
    return str(value)


def jsonable(value: Any) -> Any:
    """The value as JSON knows it: exact decimals as numbers, dates and bytes as text, no value for NaN and infinity."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Decimal):
        if not value.is_finite():
            return None
        return int(value) if value == value.to_integral_value() and value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, list | tuple):
        return [jsonable(item) for item in value]
    if isinstance(value, dict):
        return {str(key): jsonable(item) for key, item in value.items()}
    if isinstance(value, bytes):
        return value.hex()
    return _text(value)


def to_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Comma-separated values with a head line; text that looks like a formula is made harmless."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_csv_cell(c) for c in columns])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
    return out.getvalue()


def _csv_cell(value: Any) -> Any:
    if value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool)):
        return value
    text = value if isinstance(value, str) else plain(value)
    # Python 3.11 does not quote a carriage return, and readers take it for the end of a line.
    return csv_safe(re.sub(r"\r\n?", "\n", text).replace("\x00", "\ufffd"))


def to_json(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A list of objects; a column name that comes again gets a number."""
    names: list[str] = []
    for column in columns:
        name, n = column, 2
        while name in names:
            name, n = f"{column}_{n}", n + 1
        names.append(name)
    found = [dict(zip(names, map(jsonable, row), strict=True)) for row in rows]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def markdown_cell(value: Any) -> str:
    """A value inside a Markdown table: on one line, with the signs that have a meaning there taken literally."""
    text = " ".join(plain(value).split())
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text)


def to_markdown(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """A Markdown table."""
    lines = [[markdown_cell(c) for c in columns], ["---"] * len(columns)]
    lines += [[markdown_cell(v) for v in row] for row in rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], numeric: Sequence[bool]) -> None:
    """A table on standard output, as wide as the terminal; numbers stand to the right."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold")
    for name, right in zip(columns, numeric, strict=True):
        table.add_column(Text(plain(name)), justify="right" if right else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(plain(value)) for value in row))
    Console().print(table)


def print_pairs(pairs: Iterable[tuple[str, str]]) -> None:
    """Names and what they stand for, one a line: wrapped under one another on a terminal, else unbroken."""
    import shutil
    import sys
    import textwrap

    rows = [(plain(name), plain(text)) for name, text in pairs]
    first = max((len(name) for name, _ in rows), default=0) + 2
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for name, text in rows:
        lines = textwrap.wrap(text, max(30, width - first)) if width else [text]
        print(f"{name:<{first}}{(chr(10) + ' ' * first).join(lines or [''])}")
