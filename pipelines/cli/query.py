"""`plumbline query`: ask the published warehouse, without being able to change it or reach anything else."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from pipelines.cli import exits
from pipelines.settings import Settings

SHOWN_ROWS = 500
"""A table on a terminal shows at most so many; the other formats give all rows."""
READ_ONLY: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "lock_configuration": "true",
}
_NUMERIC = ("INT", "DOUBLE", "FLOAT", "DECIMAL", "REAL")


class Format(StrEnum):
    """How rows are written."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


def query(
    sql: Annotated[str, typer.Argument(help="The question in SQL; - reads it from standard input.")],
    format: Annotated[
        Format | None, typer.Option("--format", "-f", help="By default a table on a terminal, else CSV.")
    ] = None,
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse folder.", show_default=False)] = None,
) -> int:
    """Ask the published warehouse in SQL (read-only)."""
    database = Settings.from_env(warehouse=warehouse).published
    if not database.exists():
        print(f"plumbline: {database}: nothing is published yet. Run: plumbline run", file=sys.stderr)
        return exits.FAILED
    question = sys.stdin.read() if sql == "-" else sql
    if not question.strip().strip(";"):
        print("plumbline: the question is empty. Try: plumbline query 'SHOW ALL TABLES'", file=sys.stderr)
        return exits.USAGE
    chosen = format or (Format.table if sys.stdout.isatty() else Format.csv)
    return _ask(database, question, chosen)


def _ask(database: Path, question: str, chosen: Format) -> int:
    import duckdb

    try:
        with duckdb.connect(str(database), read_only=True, config=READ_ONLY) as connection:
            result = connection.execute(question)
            if not result.description:
                return exits.OK
            columns = [str(d[0]) for d in result.description]
            numeric = [str(d[1]).upper().startswith(_NUMERIC) for d in result.description]
            rows = result.fetchmany(SHOWN_ROWS + 1) if chosen is Format.table else result.fetchall()
    except duckdb.Error as error:
        print(f"plumbline: {_sentence(error)}", file=sys.stderr)
        return exits.FAILED
    except RuntimeError as error:
        # DuckDB tells of Ctrl-C in this way.
        if "nterrupt" not in str(error):
            raise
        raise KeyboardInterrupt from error
    _write(columns, rows, numeric, chosen)
    return exits.OK


def _sentence(error: Exception) -> str:
    text = str(error).strip()
    if "external access" in text or "disabled by configuration" in text or "file system operations" in text.lower():
        return f"{text.splitlines()[0]} A question may read the warehouse and nothing else."
    if "read-only" in text:
        return f"{text.splitlines()[0]} The published warehouse cannot be changed."
    return text


def _write(columns: Sequence[str], rows: list[tuple[Any, ...]], numeric: Sequence[bool], chosen: Format) -> None:
    from pipelines.cli import formats

    if chosen is Format.table:
        formats.print_table(columns, rows[:SHOWN_ROWS], numeric)
        if len(rows) > SHOWN_ROWS:
            print(f"The first {SHOWN_ROWS} rows. All of them: --format csv", file=sys.stderr)
        return
    write = {Format.csv: formats.to_csv, Format.json: formats.to_json, Format.markdown: formats.to_markdown}[chosen]
    sys.stdout.write(write(columns, rows))
