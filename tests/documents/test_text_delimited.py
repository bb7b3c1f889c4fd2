"""Tables whose cells are parted by signs: Markdown in its forms, drawn grids, lists with commas, ragged bars."""

from __future__ import annotations

import pytest

from pipelines.extraction.model import Table
from pipelines.extraction.text import read_lines
from pipelines.extraction.text.lines import split_pages
from tests.documents.text_support import rows


def read(text: str) -> list[Table]:
    return read_lines([line for page in split_pages(text) for line in page])


def test_markdown_signs_are_no_words() -> None:
    text = (
        "| **Court** | *Cases* | [Share](https://example.org/a_b) |\n|:--|:-:|--:|\n"
        "| `North_East` | 1,200[^1] | 60&nbsp;% |\n| A\\|B &amp; C | 800 | ~~40~~ % |\n| D<br>E | 12 | 1&#37; |\n\n"
        "[^1]: Counts are of cases.\n"
    )
    (table,) = read(text)
    assert table.column_paths == (("Court",), ("Cases",), ("Share",))
    assert rows(table) == [(("North_East",), "1,200|60 %"), (("A|B & C",), "800|40 %"), (("D E",), "12|1%")]
    assert table.body()[0].markers == ("1",)
    assert [(n.marker, n.text) for n in table.notes] == [("1", "Counts are of cases.")]


def test_a_sign_alone_stays_a_data_symbol() -> None:
    (table,) = read("| Court | Cases | Share |\n|-|-|-|\n| North | * | 4 |\n| South | 3 | _ |\n| 2*3*4 | a_b_c | 5 |\n")
    assert rows(table)[0] == (("North",), "*|4")
    assert rows(table)[2] == (("2*3*4",), "a_b_c|5")


def test_markdown_without_outer_bars_and_with_ragged_rows() -> None:
    (table,) = read("Court | Cases | Share\n--- | ---: | ---\nNorth | 12 | 4%\nSouth | 13\nEast | 14 | 5% |\n")
    assert rows(table) == [(("North",), "12|4%"), (("South",), "13"), (("East",), "14|5%")]


def test_a_markdown_table_of_words_with_one_row() -> None:
    (table,) = read("# Roles\n\n| Role | Who |\n|---|---|\n| Judge | Sits alone |\n")
    assert table.title == "Roles"
    assert rows(table) == [(("Judge",), "Sits alone")]


def test_bars_without_a_rule() -> None:
    (table,) = read("Court|Cases|Share\nNorth|12|4%\nSouth||5%\nEast|14|\n")
    assert rows(table) == [(("North",), "12|4%"), (("South",), "5%"), (("East",), "14")]
    assert [c.col_start for c in table.body()] == [1, 2, 2, 1]


def test_bars_in_running_text_are_no_table() -> None:
    assert read("Home | About | Contact\n\nThe norm |x| of 3 is 5.\nSee 1 | 2 | 3 | 4 for more.\n") == []


MYSQL = """
+-------+-------+-------+
| Court | Cases | Share |
+-------+-------+-------+
| North |    12 |    4% |
| South |    13 |    5% |
+-------+-------+-------+
"""
PSQL = """
 Court | Cases | Share
-------+-------+-------
 North |    12 | 4%
 South |    13 | 5%
"""
PANDOC = """
+-------+-------+-------+
| Court | Cases | Share |
+=======+=======+=======+
| North | 12    | 4%    |
+-------+-------+-------+
| South | 13    | 5%    |
+-------+-------+-------+
"""
DRAWN = """
┌───────┬───────┬───────┐
│ Court │ Cases │ Share │
├───────┼───────┼───────┤
│ North │    12 │    4% │
│ South │    13 │    5% │
└───────┴───────┴───────┘
"""
SIMPLE = """
Court     Cases   Share
-------  ------  ------
North        12      4%
South        13      5%
-------  ------  ------

Table: Cases by court
"""
COMMAS = 'Court,Cases,Share\nNorth,12,4%\n"South",13,5%\n'
SEMICOLONS = "Court;Cases;Share\nNorth;12;4%\nSouth;13;5%\n"


@pytest.mark.parametrize("text", [MYSQL, PSQL, PANDOC, DRAWN, SIMPLE, COMMAS, SEMICOLONS])
def test_one_table_in_many_forms(text: str) -> None:
    (table,) = read(text)
    assert table.column_paths == (("Court",), ("Cases",), ("Share",))
    assert rows(table) == [(("North",), "12|4%"), (("South",), "13|5%")]
    lines = text.split("\n")
    for cell in table.cells:
        assert lines[int(cell.box.top)][int(cell.box.x0) : int(cell.box.x1)] == cell.text


def test_a_grid_with_spans_and_broken_cells() -> None:
    text = (
        "Table 2. Courts\n\n"
        "+------------+---------------+\n"
        "| Court      | Cases         |\n"
        "|            +-------+-------+\n"
        "|            | 2019  | 2020  |\n"
        "+============+=======+=======+\n"
        "| Of first   | 1,200 | 1,300 |\n"
        "| instance   |       |       |\n"
        "+------------+-------+-------+\n"
        "| Of appeal  | 12    | —     |\n"
        "+------------+-------+-------+\n"
    )
    (table,) = read(text)
    assert table.column_paths == (("Court",), ("Cases", "2019"), ("Cases", "2020"))
    assert rows(table) == [(("Of first instance",), "1,200|1,300"), (("Of appeal",), "12|—")]


def test_quoted_fields_hold_commas() -> None:
    (table,) = read('Court,Cases,Share\n"North, upper",12,4%\n"The ""old"" one","1,200",5%\nEast,,6%\n')
    assert rows(table) == [(("North, upper",), "12|4%"), (('The "old" one',), "1,200|5%"), (("East",), "6%")]


@pytest.mark.parametrize(
    "text",
    [
        "In 2019, there were 12, in 2020, 13.\nIn 2020, there were 14, in 2021, 15.\nIn 2021, 16, and later, 17.\n",
        "12 Main Street, Springfield, 62701\n14 Main Street, Springfield, 62702\n16 Main Street, Salem, 62703\n",
        "Robbery 12,345 1,234,567\nTheft 23,456 2,345,678\nFraud 34,567 3,456,789\n",
    ],
)
def test_sentences_addresses_and_large_numbers_are_no_fields(text: str) -> None:
    assert [t for t in read(text) if any("," not in c.text and len(t.column_paths) > 3 for c in t.body())] == []


def test_continued_lines_of_notes_stay_with_the_table() -> None:
    (table,) = read("Court\tCases\tShare\nNorth\t12\t4%\nSouth\t13\t5%\n\nNote: Of cases.\nSource: Court files.\n")
    assert [(n.kind, n.text) for n in table.notes] == [("note", "Of cases."), ("source", "Court files.")]
    assert table.source == "Court files."
