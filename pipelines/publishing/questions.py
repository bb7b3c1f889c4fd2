"""The questions that analysts ask, each one short query, run on a published warehouse and shown as a page.

In: a folder of SQL files, each headed by its question and how to read the answer, and a finished database. Out: a page
in markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_INTRODUCTION = """# Questions

Each question is one short query on the published warehouse, shown with what it gives on the shipped documents. Printed
values stand as printed; what is worked out stands beside them with its arithmetic. Unit of count, counting rule and
period come along, so that an answer can be read alone; long notes are cut short here, and the query gives them whole.
Run one with `./plumbline query - < docs/questions/<file>.sql`.

Made from `docs/questions/*.sql`; do not edit this page by hand.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question: its file, the question itself, how to read the answer, and the query."""

    file: Path
    title: str
    reading: str
    sql: str


def questions(folder: Path) -> list[Question]:
    """The questions of a folder, in the order of their file names."""
    return [_question(path) for path in sorted(folder.glob("*.sql"))]


def _question(path: Path) -> Question:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line.removeprefix("--").strip() for line in lines if line.startswith("--")]
    sql = "\n".join(line for line in lines if not line.startswith("--")).strip()
    return Question(path, head[0] if head else path.stem, " ".join(head[1:]), sql)


def questions_page(folder: Path, database: Path) -> str:
    """The page of all questions with their answers; raises duckdb.Error where a query does not run."""
    import duckdb

    with duckdb.connect(str(database), read_only=True, config={"autoinstall_known_extensions": "false"}) as con:
        parts = [part for number, q in enumerate(questions(folder), start=1) for part in _section(number, q, con)]
    return _INTRODUCTION + "\n" + "\n".join(parts)


def _section(number: int, question: Question, con: Any) -> Iterator[str]:
    result = con.execute(question.sql)
    columns = [str(d[0]) for d in result.description]
    yield f"## {number}. {question.title}\n"
    if question.reading:
        yield f"{question.reading}\n"
    yield f"```sql\n{question.sql}\n```\n"
    yield _table(columns, result.fetchall())


NOTES = {"notes", "limits"}
NOTE_WIDTH = 60
"""Notes repeat in every row; the page shows how they begin, the query gives them whole."""


def _table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    widths = [NOTE_WIDTH if name in NOTES else None for name in columns]
    shown = ([_cell(value, width) for value, width in zip(row, widths, strict=True)] for row in rows)
    lines = [columns, ["---"] * len(columns), *shown]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(value: Any, width: int | None = None) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        value = "; ".join(str(v) for v in value)
    elif isinstance(value, float) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).replace("|", "\\|").replace("<", "&lt;").split())
    return text if width is None or len(text) <= width else text[: width - 1] + "…"
