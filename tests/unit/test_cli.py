"""The command line: what it writes, where, and with which exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.cli import exits, formats, main, ui

PROJECT = Path(__file__).resolve().parents[2]
REPORT = PROJECT / "source_docs" / "files" / "nij_ncj215733.pdf"
Out = pytest.CaptureFixture[str]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    house = tmp_path / "warehouse"
    house.mkdir()
    with duckdb.connect(str(house / "plumbline.duckdb")) as connection:
        connection.execute("CREATE SCHEMA marts")
        connection.execute(
            "CREATE TABLE marts.numbers AS SELECT * FROM (VALUES"
            " (1, 2135::DOUBLE, '2,135', ['Sex', 'Male'], 1.50::DECIMAL(9,2), DATE '2017-10-01'),"
            " (2, NULL, '—', ['=SUM(A1)', 'a|b'], NULL, NULL)) AS t(id, value, printed, row_path, exact, day)"
        )
    return house


def ask(warehouse: Path, sql: str, *more: str) -> int:
    return main(["query", sql, "--warehouse", str(warehouse), *more])


# --- the whole ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["bogus"], ["query"], ["query", "--what"], ["extract", "--pages", "3-1", "x"]])
def test_other_usage_ends_with_64_and_says_how(arguments: list[str], capsys: Out) -> None:
    assert main(arguments) == exits.USAGE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("plumbline: ")
    assert "Help: plumbline" in told.err


def test_help_names_every_command(capsys: Out) -> None:
    assert main(["--help"]) == exits.OK
    shown = capsys.readouterr().out
    for command in ("extract", "query", "ui", "doctor", "fetch", "test"):
        assert command in shown


def test_starting_imports_nothing_heavy() -> None:
    code = (
        "import sys, pipelines.cli.app\n"
        "heavy = {'dagster', 'duckdb', 'pandas', 'great_expectations', 'dbt', 'pdfplumber', 'pyarrow', 'pydantic'}\n"
        "print(' '.join(sorted(heavy & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, timeout=60)
    assert (done.stdout, done.stderr) == ("\n", "")


def test_help_is_there_at_once() -> None:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "pipelines.cli", "-h"], capture_output=True, cwd=PROJECT, timeout=60)
    assert time.perf_counter() - started < 3


# --- query -------------------------------------------------------------------------------------------------------


def test_csv_is_the_default_away_from_a_terminal(warehouse: Path, capsys: Out) -> None:
    assert ask(warehouse, "SELECT * FROM marts.numbers ORDER BY id") == exits.OK
    rows = list(csv.reader(io.StringIO(capsys.readouterr().out)))
    assert rows == [
        ["id", "value", "printed", "row_path", "exact", "day"],
        ["1", "2135.0", "2,135", '["Sex", "Male"]', "1.50", "2017-10-01"],
        ["2", "", "—", '["=SUM(A1)", "a|b"]', "", ""],
    ]


def test_json_keeps_types_and_repeated_names(warehouse: Path, capsys: Out) -> None:
    ask(warehouse, "SELECT id, value, row_path, exact, day, 'x' AS id FROM marts.numbers WHERE id = 1", "-f", "json")
    assert json.loads(capsys.readouterr().out) == [
        {"id": 1, "value": 2135.0, "row_path": ["Sex", "Male"], "exact": 1.5, "day": "2017-10-01", "id_2": "x"}
    ]


def test_markdown_and_table_take_content_literally(warehouse: Path, capsys: Out) -> None:
    ask(warehouse, "SELECT 'a|b*' AS x, '[red]no[/red]' AS y", "-f", "markdown")
    assert capsys.readouterr().out == "| x | y |\n| --- | --- |\n| a\\|b\\* | \\[red\\]no\\[/red\\] |\n"
    ask(warehouse, "SELECT '[red]no[/red]' AS y, chr(27) || '[31m' AS z", "-f", "table")
    shown = capsys.readouterr().out
    assert "[red]no[/red]" in shown
    assert "\x1b" not in shown


def test_a_long_table_is_cut_and_says_so(warehouse: Path, capsys: Out) -> None:
    ask(warehouse, "FROM range(501)", "-f", "table")
    told = capsys.readouterr()
    assert "499" in told.out
    assert "500 rows" in told.err


def test_sql_may_come_from_standard_input(warehouse: Path, capsys: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT 7 AS n"))
    assert ask(warehouse, "-") == exits.OK
    assert capsys.readouterr().out == "n\n7\n"


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM marts.numbers",
        "CREATE TABLE marts.more (x INTEGER)",
        "COPY marts.numbers TO 'out.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('pyproject.toml')",
        "ATTACH 'other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "EXPORT DATABASE 'away'",
        "SELECT * FROM nowhere",
        "SELEC 1",
    ],
)
def test_a_question_can_change_and_reach_nothing_else(warehouse: Path, capsys: Out, sql: str) -> None:
    before = sorted(p.name for p in warehouse.parent.rglob("*"))
    assert ask(warehouse, sql) == exits.FAILED
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("plumbline: ")
    assert sorted(p.name for p in warehouse.parent.rglob("*")) == before


def test_before_anything_is_published(tmp_path: Path, capsys: Out) -> None:
    assert ask(tmp_path, "SELECT 1") == exits.FAILED
    assert "plumbline run" in capsys.readouterr().err


def test_an_empty_question(warehouse: Path) -> None:
    assert ask(warehouse, " ; ") == exits.USAGE


def test_a_reader_that_goes_away_is_no_error(warehouse: Path) -> None:
    command = [sys.executable, "-m", "pipelines.cli", "query", "FROM range(200000)", "--warehouse", str(warehouse)]
    # Unbuffered, Python does not notice that less was written than it gave.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    asking = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=PROJECT, env=environment)
    assert asking.stdout is not None
    assert asking.stderr is not None
    asking.stdout.readline()
    asking.stdout.close()
    assert asking.wait(timeout=60) == exits.BROKEN_PIPE
    assert asking.stderr.read() == b""
    asking.stderr.close()


# --- formats -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "\t=1", "\uff1d1+1", "\r=x"])
def test_what_looks_like_a_formula_is_made_harmless(text: str) -> None:
    assert formats.csv_safe(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "—", "-5", "+1.5e3", "2,135", "a=b", "<1 - 240 months"])
def test_other_text_stays(text: str) -> None:
    assert formats.csv_safe(text) == text


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=4))
def test_csv_and_json_give_the_text_back(rows: list[list[str]]) -> None:
    written = list(csv.reader(io.StringIO(formats.to_csv(["a", "b"], rows), newline="")))[1:]
    assert written == [
        [formats.csv_safe(re.sub("\r\n?", "\n", v).replace("\x00", "\ufffd")) for v in row] for row in rows
    ]
    assert [list(r.values()) for r in json.loads(formats.to_json(["a", "b"], rows))] == rows


def test_numbers_json_does_not_know() -> None:
    assert formats.jsonable([float("nan"), float("inf"), Decimal("NaN"), Decimal("3"), Decimal("3.5")]) == [
        None,
        None,
        None,
        3,
        3.5,
    ]


# --- extract -----------------------------------------------------------------------------------------------------


def test_extract_gives_the_tables_of_a_file(capsys: Out) -> None:
    assert main(["extract", str(REPORT)]) == exits.OK
    read = json.loads(capsys.readouterr().out)
    assert (read["file"], read["pages"], len(read["sha256"])) == (REPORT.name, 14, 64)
    (table,) = (t for t in read["tables"] if t["label"] == "Exhibit 1")
    assert {"label", "title", "parts", "header_rows", "stub_columns", "cells", "row_paths"} <= set(table)
    (cell,) = (c for c in table["cells"] if c["text"] == "112,017")
    assert (cell["page"], len(cell["bbox"]), cell["row_start"], cell["col_start"]) == (4, 4, 7, 1)
    assert table["row_paths"][7] == ["2004"]
    assert table["column_paths"][1] == ["Tips"]
    assert table["parts"][0]["page"] == 4


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "page.html").write_text("<html></html>")
    assert main(["extract", str(tmp_path / "page.html"), str(REPORT), str(tmp_path / "none")]) == exits.FAILED
    told = capsys.readouterr()
    assert [r["file"] for r in json.loads(told.out)] == [REPORT.name]
    assert [line.split(": ")[0] for line in told.err.splitlines()] == ["plumbline", REPORT.name, "plumbline"]


def test_a_format_that_is_not_known_is_told_with_the_known_ones(capsys: Out) -> None:
    assert main(["extract", str(REPORT), "--format", "xml"]) == exits.USAGE
    told = capsys.readouterr().err.splitlines()[0]
    assert told == "plumbline: Invalid value for '--format' / '-f': 'xml' is not one of 'json', 'csv', 'markdown'."


@pytest.mark.parametrize(("rendition", "says"), [
    ("text", "page 2, line 56, characters 10–15"), ("pdf", "page 2, box 9.0, 55.0 to 15.0, 56.0 points"),
])  # fmt: skip
def test_the_place_of_a_number_is_in_the_unit_of_its_rendition(rendition: str, says: str) -> None:
    from pipelines.cli import explain

    place = {"page": 2, "x0": 9.0, "top": 55.0, "x1": 15.0, "bottom": 56.0}
    assert explain._place(place, rendition) == says


def test_extract_pages(capsys: Out) -> None:
    assert main(["extract", str(REPORT), "--pages", "1-3"]) == exits.OK
    read = json.loads(capsys.readouterr().out)
    assert (read["pages"], read["tables"]) == (3, [])
    assert main(["extract", str(REPORT), "--pages", "99"]) == exits.FAILED
    assert "14 pages" in capsys.readouterr().err


@pytest.mark.parametrize(("format", "names"), [("csv", [f"{REPORT.name}.01_exhibit_1.csv"]), ("markdown", None)])
def test_extract_to_a_folder(tmp_path: Path, format: str, names: list[str] | None) -> None:
    other = tmp_path / "elsewhere" / REPORT.name
    other.parent.mkdir()
    other.write_bytes(REPORT.read_bytes())
    out = tmp_path / "out"
    assert main(["extract", str(REPORT), str(other), "-f", format, "-o", str(out)]) == exits.OK
    written = sorted(p.name for p in out.iterdir())
    assert len(written) == 2
    for name in names or []:
        assert name in written
    assert all("2004" in p.read_text(encoding="utf-8") for p in out.iterdir())


# --- doctor, ui --------------------------------------------------------------------------------------------------


def test_the_doctor_finds_what_is_wrong(tmp_path: Path, capsys: Out) -> None:
    docs = tmp_path / "docs"
    (docs / "publications").mkdir(parents=True)
    (docs / "publications" / "broken.yml").write_text("a: [")
    assert (
        main(["doctor", "--json", "--source-docs", str(docs), "--warehouse", str(tmp_path / "house")]) == exits.FAILED
    )
    told = json.loads(capsys.readouterr().out)
    assert told["well"] is False
    by_subject = {f["subject"]: f for f in told["findings"]}
    assert by_subject["publication broken"]["status"] == "wrong"
    assert by_subject["release"]["advice"] == "Run: plumbline run"
    assert by_subject["python"]["status"] == "ok"


def test_the_doctor_is_content_with_the_project(tmp_path: Path, capsys: Out) -> None:
    main(["doctor", "--json", "--warehouse", str(tmp_path)])
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [f for f in findings if f["status"] == "wrong" and f["subject"] != "libraries"] == []
    assert main(["doctor", "--warehouse", str(tmp_path)]) in {exits.OK, exits.FAILED}
    assert "9 editions" in capsys.readouterr().out


def test_the_pages_are_for_this_machine_only(capsys: Out) -> None:
    assert ui.command(3001)[-6:] == ["-w", "workspace.yaml", "-h", "127.0.0.1", "-p", "3001"]
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert main(["ui", "--port", str(taken.getsockname()[1])]) == exits.FAILED
    assert "is taken" in capsys.readouterr().err
