"""Titles of tables without a number: the line right above them; and the lines there that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extraction.model import Reading, Table
from pipelines.extraction.reader import read_file
from tests.documents.drawn import DrawnRow, DrawnTable, Look, Report
from tests.documents.reading_helpers import FILES

BARS = "| Grade | Girls | Boys |\n| --- | --- | --- |\n| 1 | 48 | 52 |\n| 2 | 51 | 49 |\n"
TABS = "Grade\tGirls\tBoys\nGrade 1\t48\t52\nGrade 2\t51\t49\n"
TITLE = "Pupils by grade and sex, 2013/14 (per cent)"
SAID = "In grade 1, 48% of the pupils are girls. The share of boys\nfell to 49% in grade 2."


def reading(folder: Path, text: str, name: str = "report.md") -> Reading:
    """A text file as the command line reads it."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_file(path)


def only(folder: Path, text: str, name: str = "report.md") -> Table:
    """The one table of a text."""
    (table,) = reading(folder, text, name).tables
    return table


@pytest.mark.parametrize("body", [BARS, TABS])
@pytest.mark.parametrize(
    "line", [TITLE, f"**{TITLE}**", f"__{TITLE}__", f"*{TITLE}*", f"### {TITLE}", f"**{TITLE}:**", f": {TITLE}"]
)
def test_the_line_right_above_a_table_is_its_title(tmp_path: Path, body: str, line: str) -> None:
    table = only(tmp_path, f"# Schools\n\n## Primary education\n\n{SAID}\n\n{line}\n\n{body}")
    assert (table.label, table.title) == ("", TITLE)
    assert [c.text for c in table.body()] == ["48", "52", "51", "49"]


@pytest.mark.parametrize("body", [BARS, TABS])
def test_a_title_may_stand_close_over_its_table_and_open_the_file(tmp_path: Path, body: str) -> None:
    assert only(tmp_path, f"{TITLE}\n{body}").title == TITLE


@pytest.mark.parametrize(
    "line",
    [
        "In grade 1, 48% of the pupils are girls.",
        "The shares of girls and boys are as follows:",
        "- Girls are more in grade 2",
        "1. Girls and boys",
        "Source: Register of pupils",
        "* Includes private schools",
        "Figure 3. Girls by grade",
        "and boys make up the rest",
        "https://example.org/schools",
        "[Home](https://example.org)",
        "`girls + boys`",
        "2013/14",
        "Annex: tables",
        "Girls are more in grade 2. Boys are more in grade 1",
    ],
)
@pytest.mark.parametrize("body", [BARS, TABS])
def test_other_lines_above_a_table_are_no_title(tmp_path: Path, body: str, line: str) -> None:
    assert only(tmp_path, f"# Schools\n\n{SAID}\n\n{line}\n\n{body}").title == ""


def test_the_last_line_of_a_paragraph_is_no_title(tmp_path: Path) -> None:
    text = "The shares of girls and boys in all the grades of the\nprimary schools of the country and in each\nregion"
    assert only(tmp_path, f"{text}\n\n{BARS}").title == ""
    assert only(tmp_path, f"Most pupils are girls\nShares of girls\n\n{BARS}").title == ""


def test_a_heading_with_text_under_it_is_no_title(tmp_path: Path) -> None:
    assert only(tmp_path, f"## Girls and boys\n\n{SAID}\n\n{BARS}").title == ""


def test_a_line_far_above_is_no_title(tmp_path: Path) -> None:
    assert only(tmp_path, f"**Participation**\n\n \n{TABS}").title == ""


def test_shipped_tables_without_a_number_stay_without_a_title() -> None:
    for name in ("ussc_2021_production.md", "ussc_2021_production.pdf"):
        assert [t.title for t in read_file(FILES / name).tables if not t.label] == ["", ""]


def test_notes_of_the_table_above_are_no_title(tmp_path: Path) -> None:
    one, two = reading(tmp_path, f"{TITLE}\n\n{BARS}\nSource: Register\nof pupils\n\n{TABS}").tables
    assert (one.title, one.source, two.title) == (TITLE, "Register of pupils", "")


def test_each_of_two_tables_has_its_own_title(tmp_path: Path) -> None:
    one, two = reading(tmp_path, f"{TITLE}\n\n{BARS}\nLeavers by sex, 2014\n\n{BARS}").tables
    assert (one.title, two.title) == (TITLE, "Leavers by sex, 2014")


def test_a_broken_title_is_joined(tmp_path: Path) -> None:
    first = "School leavers by destination one year after leaving and by sex, 2012/13"
    assert only(tmp_path, f"{SAID}\n\n{first}\n(per cent)\n\n{BARS}").title == first
    assert only(tmp_path, f"{SAID}\n\n{first} and\n2013/14\n\n{BARS}").title == f"{first} and 2013/14"


def test_a_title_below_goes_before_a_plain_line_above(tmp_path: Path) -> None:
    read = reading(tmp_path, f"A word of the minister on schools\n\n{BARS}\nTable: {TITLE}\n")
    assert read.tables[0].title == TITLE
    assert "A word of the minister on schools" in [line.text for line in read.lines]


@pytest.mark.parametrize("units", ["In thousands", "(In thousands)", "*(in thousands)*", "EUR million", "Per cent"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("name", ["Pupils by grade, 2013/14", "## Pupils by grade, 2013/14"])
def test_units_under_a_title_are_kept_as_a_note(tmp_path: Path, units: str, gap: str, name: str) -> None:
    table = only(tmp_path, f"{SAID}\n\n{name}{gap}{units}\n\n{BARS}\nSource: Register\n")
    assert table.title == "Pupils by grade, 2013/14"
    assert [(n.kind, n.text) for n in table.notes] == [("note", units.strip("*")), ("source", "Register")]


@pytest.mark.parametrize("caption", ["Table 5. ", "**Table 5.** ", "**Table 5**\n\n", "### Table 5\n"])
def test_units_between_a_numbered_caption_and_its_table(tmp_path: Path, caption: str) -> None:
    table = only(tmp_path, f"{caption}Pupils by grade\n\n(In thousands)\n\n{BARS}")
    assert (table.label, table.title) == ("Table 5", "Pupils by grade")
    assert [n.text for n in table.notes] == ["(In thousands)"]


def test_units_alone_are_no_title(tmp_path: Path) -> None:
    table = only(tmp_path, f"{SAID}\n\nIn thousands\n\n{BARS}")
    assert (table.title, [n.text for n in table.notes]) == ("", ["In thousands"])


def test_a_title_in_the_first_cell_of_the_head(tmp_path: Path) -> None:
    table = only(tmp_path, f"Girls and boys\n\n{SAID}\n\n{TABS.replace('Grade', TITLE, 1)}", "report.txt")
    assert (table.title, table.column_paths[0]) == (TITLE, (TITLE,))
    title = "Pupils by grade, 2008/09 to 2013/14"
    assert only(tmp_path, TABS.replace("Grade", title, 1), "report.txt").title == title
    assert only(tmp_path, TABS.replace("Grade", "School year 2013/14", 1), "report.txt").title == ""


def test_a_title_is_a_caption_and_no_sentence(tmp_path: Path) -> None:
    title = "Three of 12 regions by number of pupils"
    read = reading(tmp_path, f"## Regions\n\n{SAID}\n\n{title}\n\n{BARS}\nOf the pupils, 48% are girls in grade 1.\n")
    assert [(s.kind, s.section) for s in read.statements] == [
        ("sentence", "Regions"), ("sentence", "Regions"), ("caption", "Regions"), ("sentence", "Regions"),
    ]  # fmt: skip
    assert read.statements[2].text == title
    assert (read.statements[2].boxes[0].top, read.statements[2].boxes[0].x0) == (5.0, 0.0)


FIXED = """Grade       Girls     Boys
--------------------------
Grade 1        48       52
Grade 2        51       49
"""


def test_titles_of_fixed_width_tables_that_follow_one_another(tmp_path: Path) -> None:
    one, two = reading(tmp_path, f"{TITLE}\n\n{FIXED}\nLeavers by sex, 2014\n\n{FIXED}", "report.txt").tables
    assert (one.title, two.title) == (TITLE, "Leavers by sex, 2014")
    assert [[c.text for c in t.cells if c.role in ("stub", "section")] for t in (one, two)] == [
        ["Grade 1", "Grade 2"]
    ] * 2


HEADS = (("Girls",), ("Boys",), ("All pupils",))
ROWS = (DrawnRow("Grade 1", ("48", "52", "1,204")), DrawnRow("Grade 2", ("51", "49", "1,311")))
PROSE = "In grade 1, 48% of the pupils are girls. The share of boys fell to 49% in grade 2, the lowest of all grades."


def drawn(folder: Path, *tables: DrawnTable, before: str = "Primary education", prose: str = PROSE) -> Reading:
    """A page with a heading, a paragraph and tables, each followed by a paragraph."""
    report = Report(folder / "report.pdf")
    report.prose(before, size=12)
    if prose:
        report.prose(prose)
    for table in tables:
        report.table(table)
        report.prose(PROSE)
    return read_file(report.save())


@pytest.mark.parametrize("rules", ["three", "rows", "grid", "none"])
@pytest.mark.parametrize("title", [TITLE, f"School leavers by destination one year after leaving, {TITLE.lower()}"])
def test_the_title_of_a_table_without_a_number_on_a_page(tmp_path: Path, rules: str, title: str) -> None:
    look = Look(rules=rules)  # type: ignore[arg-type]
    other = DrawnTable("", "Leavers by sex, 2014", "Grade", HEADS, ROWS, look=look)
    one, two = drawn(tmp_path, DrawnTable("", title, "Grade", HEADS, ROWS, ("Source: Register.",), look), other).tables
    assert [(t.label, t.title) for t in (one, two)] == [("", title), ("", "Leavers by sex, 2014")]
    assert [c.text for c in one.body()] == ["48", "52", "1,204", "51", "49", "1,311"]


def test_on_a_page_paragraphs_and_headings_further_up_are_no_title(tmp_path: Path) -> None:
    bare = DrawnTable("", "", "Grade", HEADS, ROWS)
    one, two = drawn(tmp_path, bare, bare).tables
    assert (one.title, two.title) == ("", "")


def test_on_a_page_units_under_a_title_are_a_note(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.pdf")
    report.prose(PROSE)
    report.text(54, report.y + 10, "Pupils by grade, 2013/14", "Helvetica-Bold", 9)
    report.text(54, report.y + 21, "In thousands", "Helvetica", 8)
    report.y += 23
    report.table(DrawnTable("", "", "Grade", HEADS, ROWS, ("Source: Register.",)))
    (table,) = read_file(report.save()).tables
    assert table.title == "Pupils by grade, 2013/14"
    assert [(n.kind, n.text) for n in table.notes] == [("note", "In thousands"), ("source", "Register.")]


def test_on_a_page_units_may_stand_at_the_end_of_the_titles_line(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.pdf")
    report.prose(PROSE)
    report.text(54, report.y + 10, "Pupils by grade, 2013/14", "Helvetica-Bold", 9)
    report.text(310, report.y + 10, "Per cent", "Helvetica", 8)
    report.y += 12
    report.table(DrawnTable("", "", "Grade", HEADS, ROWS, look=Look(rules="grid")))
    (table,) = read_file(report.save()).tables
    assert (table.title, [n.text for n in table.notes]) == ("Pupils by grade, 2013/14", ["Per cent"])


def test_on_a_page_a_running_head_is_no_title(tmp_path: Path) -> None:
    report = Report(tmp_path / "report.pdf", margin=30.0)
    report.text(30, 34, "Office of Statistics", "Helvetica", 8)
    report.y = 36.0
    report.table(DrawnTable("", "", "Grade", HEADS, ROWS))
    assert [t.title for t in read_file(report.save()).tables] == [""]


def test_on_a_page_a_title_is_a_caption_and_no_sentence(tmp_path: Path) -> None:
    title = "Three of 12 regions by number of pupils"
    read = drawn(tmp_path, DrawnTable("", title, "Grade", HEADS, ROWS))
    assert [(s.kind, s.section) for s in read.statements if "12 regions" in s.text] == [
        ("caption", "Primary education")
    ]
