"""The text reader on small texts of its own: forms of print, sums, continued tables, and input that is no text."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extraction.model import ExtractionError, Table, reading_from_json, reading_to_json
from pipelines.extraction.text import read_lines, read_text
from pipelines.extraction.text.lines import split_pages
from tests.documents.text_support import EDITIONS, rows, spec

WORDS = ["Robbery", "Fraud", "Theft", "Arson", "Assault", "Burglary", "Forgery", "Perjury", "Escape"]


def read(text: str, *expected: object) -> list[Table]:
    lines = [line for page in split_pages(text) for line in page]
    return read_lines(lines, expected)  # type: ignore[arg-type]


def test_markdown_table() -> None:
    text = (
        "Table 4. Cases by court\n\n| Court | 2019 | 2020 |\n|---|---:|---:|\n| North | 12 | 1,430 |\n"
        "| **All** | 15 | — |\n\nNote: Counts are of cases, not of persons.\n"
    )
    (table,) = read(text)
    assert (table.label, table.title) == ("Table 4", "Cases by court")
    assert table.column_paths == (("Court",), ("2019",), ("2020",))
    assert rows(table) == [(("North",), "12|1,430"), (("All",), "15|—")]
    assert [n.text for n in table.notes] == ["Counts are of cases, not of persons."]


def test_tabs_with_a_spanner_a_section_and_an_empty_cell() -> None:
    text = "Region\tCases\t\tYears\n\tNumber\tPercent\tMean\nEast\t\t\t\nNorth\t1,200\t60.0%\t2.5\nSouth\t800\t\t3.5\n"
    (table,) = read(text)
    assert table.column_paths == (("Region",), ("Cases", "Number"), ("Cases", "Percent"), ("Years", "Mean"))
    assert rows(table) == [(("East",), ""), (("East", "North"), "1,200|60.0%|2.5"), (("East", "South"), "800|3.5")]
    assert {c.col_start for c in table.body() if c.text in ("800", "3.5")} == {1, 3}


def test_wide_columns_of_blanks() -> None:
    text = (
        "Table A-1  Persons by age\n\nAge             Men     Women\n\nUnder 18         120     1,340\n"
        "18 to 24          90       210\n25 and over    1,001        —\n\nSource: Court files.\n"
    )
    (table,) = read(text)
    assert table.column_paths == (("Age",), ("Men",), ("Women",))
    assert rows(table) == [(("Under 18",), "120|1,340"), (("18 to 24",), "90|210"), (("25 and over",), "1,001|—")]


def test_rows_under_their_sum_and_beside_a_total() -> None:
    text = (
        "Table 2. Outcomes\nOutcome Number Percent\nTotal 1,000 100%\nConvicted 700 70.0%\nPlea 600 60.0\n"
        "Trial 100 10.0\nNot convicted 300 30.0%\nDismissed 250 25.0\nTrial 50 5.0\nSource: Court files.\n"
    )
    (table,) = read(text)
    assert [path for path, _ in rows(table)] == [
        ("Total",),
        ("Convicted",),
        ("Convicted", "Plea"),
        ("Convicted", "Trial"),
        ("Not convicted",),
        ("Not convicted", "Dismissed"),
        ("Not convicted", "Trial"),
    ]


def test_a_sum_that_does_not_add_up_is_no_parent() -> None:
    text = "Table 2. Outcomes\nOutcome Number Percent\nTotal 1,000 100%\nConvicted 701 70.1%\nPlea 600 60.0\n"
    text += "Trial 100 10.0\n"
    (table,) = read(text)
    assert [path for path, _ in rows(table)][1:] == [("Convicted",), ("Plea",), ("Trial",)]


def test_glued_heads_and_missing_glyphs_meet_the_declared_words() -> None:
    declared = spec(
        "Table 3",
        ["Tra\ufb03cking", "Theft"],
        [("Persons", ["First court", "Second court"]), ("Cases", ["All courts"])],
    )
    text = "Table 3. Courts\nPersons\nCases First courtSecond court\nAll courts\nTra\ufffdcking 1 2 3\nTheft 4 5 6\n"
    (table,) = read(text, declared)
    assert table.column_paths[1:] == (("Persons", "First court"), ("Persons", "Second court"), ("Cases", "All courts"))
    assert rows(table)[0] == (("Tra\ufb03cking",), "1|2|3")
    assert table.cells[-8].text == "Tra\ufffdcking"
    assert not table.remarks


def test_markers_on_numbers_are_parted() -> None:
    text = "Table 3. Courts\nCourt Cases Share\nNorth 120* 40%\nSouth 180 60%†\n*Revised.\n†Does not include appeals.\n"
    (table,) = read(text)
    assert [(c.text, c.markers) for c in table.body()] == [
        ("120", ("*",)),
        ("40%", ()),
        ("180", ()),
        ("60%", ("†",)),
    ]


def test_continued_table_is_one() -> None:
    head = "Court Cases Share\n"
    text = (
        f"Table 3. Courts of the country\n{head}North 120 40%\nSouth 180 60%\n3\n\f"
        f"Table 3. (continued)\n{head}East 7 2%\nWest 9 3%\nSource: Files.\n"
    )
    (table,) = read(text)
    assert [p.page for p in table.parts] == [1, 2]
    assert [path for path, _ in rows(table)] == [("North",), ("South",), ("East",), ("West",)]
    assert [p.page for p in (table.body()[0].box, table.body()[-1].box)] == [1, 2]


def test_table_goes_on_over_a_page_without_a_caption() -> None:
    head = "Court Cases Share\n"
    text = (
        f"Table 3. Courts of the country\n{head}North 120 40%\nSouth 180 60%\n3\n\fREPORT ON COURTS\n{head}"
        "East 7 2%\nWest 9 3%\nSource: Files.\n"
    )
    (table,) = read(text)
    assert [p.page for p in table.parts] == [1, 2]
    assert [path for path, _ in rows(table)] == [("North",), ("South",), ("East",), ("West",)]
    assert table.source == "Files."


def test_empty_cells_are_known_by_the_edges_of_columns() -> None:
    text = (
        "Table 3. Courts\n\nCourt     Cases   Appeals   Share\nNorth       120        12   40.0%\nSouth     1,180"
        "         7   60.0%\nEast                   9    1.0%\nWest         33                 \n"
    )
    (table,) = read(text)
    assert rows(table)[2:] == [(("East",), "9|1.0%"), (("West",), "33")]
    assert [c.col_start for c in table.body()][6:] == [2, 3, 1]


def test_a_row_with_too_few_values_is_told_and_not_guessed() -> None:
    text = "Table 3. Courts\nCourt Cases Appeals Share\nNorth 120 12 40.0%\nEast 9 1.0%\nSouth 1,180 7 60.0%\n"
    (table,) = read(text)
    assert [path for path, _ in rows(table)] == [("North",), ("South",)]
    assert [(r.kind, r.text) for r in table.remarks] == [("text_outside_grid", "East 9 1.0%")]


def test_prose_lists_and_figures_are_no_tables() -> None:
    text = (
        "Table 3 shows that 40 of 120 courts had\nmore than 100 cases in 2019 and 2020\nand that 30 had 50.\n\n"
        "Figure 2. Cases by year\nNumber\n0\n500\n1,000\n2004 2005 2006 2007\n\n1. First of 3\n2. Second of 4\n"
        "12 Main Street, Suite 400\nSpringfield 62701 5555\n"
    )
    assert read(text) == []


def test_pages_can_be_chosen_and_reading_survives_json() -> None:
    path = EDITIONS / "bjs_ncj250746.txt"
    reading = read_text(path, pages=range(3, 5))
    assert [p.number for p in reading.pages] == [3, 4]
    assert [t.label for t in reading.tables] == ["TABLE 2", "TABLE 3", "TABLE 4"]
    assert reading.box_unit == "characters"
    assert reading_from_json(reading_to_json(reading)) == reading


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"could not be read .*Check its path"):
        read_text(tmp_path / "none.txt")
    picture = tmp_path / "picture.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(ExtractionError, match="does not occur in text"):
        read_text(picture)


def test_other_encodings(tmp_path: Path) -> None:
    text = "Table 1. Courts\r\nCourt Cases Share\r\nNorth 120 —\r\nSouth 180 60%\r\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path = tmp_path / f"{encoding}.txt"
        path.write_bytes(text.encode(encoding))
        (table,) = read_text(path).tables
        assert rows(table) == [(("North",), "120|—"), (("South",), "180|60%")]


VALUES = st.one_of(
    st.integers(0, 999_999).map(lambda n: f"{n:,}"),
    st.decimals(0, 99, places=1).map(lambda d: f"{d}%"),
    st.sampled_from(["—", "39 yrs.", "70.0 mos.", "$1,200", "<1"]),
)


@st.composite
def grids(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Heads of single words and rows of a label and values; a number in every column."""
    columns = draw(st.integers(2, 6))
    heads = draw(st.permutations(WORDS)).copy()[:columns]
    count = draw(st.integers(2, 7))
    names = draw(st.lists(st.sampled_from(WORDS), min_size=count, max_size=count, unique=True))
    second = draw(st.sampled_from(["", " in court", " and escape", "/other"]))
    body = [[name + second, *(draw(VALUES) for _ in range(columns))] for name in names]
    for row in body:
        row[1] = f"{draw(st.integers(10, 99_999)):,}"
    return ["Offense", *heads], body


def _found(text: str) -> list[list[str]]:
    (table,) = read(text)
    assert (table.label, table.title) == ("Table 9", "Persons before the court")
    return [[path[-1], *printed.split("|")] for path, printed in rows(table)]


def _frame(grid: list[list[str]]) -> str:
    """A grid drawn with bars and a border above and below the head and under the last row."""
    widths = [max(len(row[c]) for row in grid) for c in range(len(grid[0]))]
    border = "+" + "+".join("-" * (w + 2) for w in widths) + "+"
    lines = ["| " + " | ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) + " |" for row in grid]
    return "\n".join([border, lines[0], border, *lines[1:], border])


FORMS = {
    "one line": lambda grid: "\n".join(" ".join(row) for row in grid),
    "tabs": lambda grid: "\n".join("\t".join(row) for row in grid),
    "bars": lambda grid: "\n".join(
        f"| {' | '.join(row)} |" + ("\n" + "|---" * len(row) + "|" if i == 0 else "") for i, row in enumerate(grid)
    ),
    "bars without a rule": lambda grid: "\n".join("|".join(row) for row in grid),
    "a frame": lambda grid: _frame(grid),
    "commas": lambda grid: "\n".join(",".join(f'"{c}"' if "," in c else c for c in row) for row in grid),
    "semicolons": lambda grid: "\n".join(";".join(row) for row in grid),
    "wide blanks": lambda grid: "\n".join(
        "   ".join(c.ljust(24) if n == 0 else c.rjust(14) for n, c in enumerate(row)) for row in grid
    ),
    "cells by row": lambda grid: "\n".join(cell for row in grid for cell in row),
    "cells by row, apart": lambda grid: "\n\n".join(cell for row in grid for cell in row),
    "cells by column": lambda grid: "\n\n".join("\n".join(column) for column in zip(*grid, strict=True)),
}


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=60, deadline=None)
@given(grid=grids())
def test_a_table_comes_back_from_every_form(form: str, grid: tuple[list[str], list[list[str]]]) -> None:
    heads, body = grid
    text = (
        f"Running text before.\n\nTable 9. Persons before the court\n{FORMS[form]([heads, *body])}\n\nSource: Files.\n"
    )
    assert _found(text) == body
    (table,) = read(text)
    assert [p[-1] for p in table.column_paths] == heads


MARKS = ["Table 1", "TABLE 2 ", "Exhibit 3. Some title", "# Head", "**B**", "Note:", "Source: x", "Word word", "UPPER"]
SIGNS = ["\f", "\n", "\n\n", "\t", "|", "|---|---|", "a", "*", "(", " "]
PIECES = st.sampled_from([*MARKS, *SIGNS, "12", "3.4%", "—", "2004", "2004–2013", "39 yrs."])


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=60).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    expected = spec("Table 1", ["Word word", ("a", ["UPPER"])], [("{year}", ["Number"]), "Word"])
    callouts = spec(["Head", "UPPER"], [("Head", ["UPPER"])], ["Value"], kind="callouts")
    read(text, expected, callouts)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=300))
def test_bytes_are_read_or_refused(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_bytes(raw)
    with contextlib.suppress(ExtractionError):
        assert read_text(path).file == "some.txt"


@settings(max_examples=25, deadline=2000)
@given(st.data())
def test_mutated_documents_do_not_break_or_hang(data: st.DataObject) -> None:
    lines = (EDITIONS / "bjs_ncj250746.txt").read_text(encoding="utf-8").split("\n")[130:350]
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(
            st.sampled_from(["", "Table 1", "12", "\f", lines[at] * 40, lines[at][::-1], "# " + lines[at]])
        )
    for table in read("\n".join(lines)):
        assert len(table.row_paths) > max(c.row_end for c in table.cells)
        assert len(table.column_paths) > max(c.col_end for c in table.cells)


@pytest.mark.parametrize(
    "line", ["1 " * 500, "- " * 450, "12,345," * 140, "Table 1 " * 100, "a" * 200_000, "Total 1 2\n" * 5]
)
def test_long_and_repeated_lines_take_linear_time(line: str) -> None:
    import time

    began = time.perf_counter()
    read("\n".join([line] * 400))
    assert time.perf_counter() - began < 20


def test_rows_that_add_to_their_total_are_under_none_of_them() -> None:
    """Fraud and arson happen to add to robbery, in counts and therefore in shares."""
    text = "Table 1. Arrests\nOffense Number Percent\nTotal 2,000 100.0%\nRobbery 800 40.0\nFraud 500 25.0\n"
    text += "Arson 300 15.0\nTheft 250 12.5\nOther 150 7.5\n"
    for total in ("2,000", "2,100"):
        (table,) = read(text.replace("2,000", total))
        assert all(len(path) == 1 for path, _ in rows(table)), total
