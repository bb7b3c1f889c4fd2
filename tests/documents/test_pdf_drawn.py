"""Tables drawn in the test, in looks that no shipped document has: what was drawn must come back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extraction.model import Table
from pipelines.extraction.reader import read_file
from tests.documents.drawn import DrawnRow, DrawnTable, Look, Report
from tests.documents.reading_helpers import columns, printed

CASES = DrawnTable(
    "Table 3",
    "Cases closed, by manner of closing and court, 2015 and 2016",
    "Manner of closing",
    (("Circuit court", "2015"), ("Circuit court", "2016"), ("District court", "2015"), ("District court", "2016")),
    (
        DrawnRow("Total", ("1,204", "1,310", "98", "120"), bold=True),
        DrawnRow("Settled", ("800", "910", "60", "70"), bold=True),
        DrawnRow("Before trial", ("700", "800", "50", "55"), depth=1),
        DrawnRow("During trial", ("100", "110", "10", "15"), depth=1),
        DrawnRow("Not settled", ("404", "400", "38", "50"), bold=True),
        DrawnRow("Dismissed by the court on its own motion", ("300", "310", "30", "40"), depth=1, marker="a"),
        DrawnRow("Tried", ("104", "90", "8", "10"), depth=1),
    ),
    ("a Includes cases struck out.", "Source: Court registry."),
)
ROWS = {
    ("Total",): ["1,204", "1,310", "98", "120"],
    ("Settled",): ["800", "910", "60", "70"],
    ("Settled", "Before trial"): ["700", "800", "50", "55"],
    ("Settled", "During trial"): ["100", "110", "10", "15"],
    ("Not settled",): ["404", "400", "38", "50"],
    ("Not settled", "Dismissed by the court on its own motion"): ["300", "310", "30", "40"],
    ("Not settled", "Tried"): ["104", "90", "8", "10"],
}


def draw(path: Path, *tables: DrawnTable) -> list[Table]:
    """The tables read from a page on which these were drawn, with prose around them."""
    report = Report(path)
    report.prose("In 2016 the courts closed 1,430 cases, 128 more than in 2015 (table 3). Of these 910 were settled.")
    for table in tables:
        report.table(table)
        report.prose("About 7 in 10 cases were settled, and 98 of the 120 cases in district court were closed in time.")
    return list(read_file(report.save()).tables)


@pytest.mark.parametrize("rules", ["three", "rows", "grid"])
@pytest.mark.parametrize("align", ["right", "centre"])
@pytest.mark.parametrize(
    ("font", "bold", "size"), [("Helvetica", "Helvetica-Bold", 8.0), ("Times-Roman", "Times-Bold", 10.0)]
)
def test_one_table_in_many_looks(tmp_path: Path, rules: str, align: str, font: str, bold: str, size: float) -> None:
    look = {"rules": rules, "align": align, "font": font, "bold": bold, "size": size, "leading": size * 1.5}
    (table,) = draw(tmp_path / "t.pdf", CASES.with_look(**look))
    assert (table.label, table.title) == (CASES.label, CASES.title)
    assert printed(table) == ROWS
    assert columns(table) == list(CASES.columns)
    assert table.source == "Court registry."


def test_a_raised_letter_is_a_marker_not_a_part_of_the_label(tmp_path: Path) -> None:
    (table,) = draw(tmp_path / "t.pdf", CASES)
    marked = [c for c in table.cells if c.markers]
    assert [(c.text, c.markers) for c in marked] == [("Dismissed by the court on its own motion", ("a",))]


def test_a_raised_number_is_kept_apart_from_the_value_it_stands_on(tmp_path: Path) -> None:
    report = Report(tmp_path / "t.pdf")
    report.table(CASES)
    # a note number 14 raised after the value 1,204 in the first row of values
    box = next(c for c in read_file(report.save()).tables[0].body() if c.text == "1,204").box
    again = Report(tmp_path / "u.pdf")
    again.table(CASES)
    again.text(box.x1 + 0.2, box.bottom - 4.5, "14", "Helvetica-Bold", 4.5)
    (table,) = read_file(again.save()).tables
    cell = next(c for c in table.body() if c.text.startswith("1,20"))
    assert (cell.text, cell.markers) == ("1,204", ("14",))


def test_two_tables_on_one_page_are_two(tmp_path: Path) -> None:
    other = DrawnTable(
        "Table 4",
        "Judges in office",
        "Court",
        (("Number",), ("Percent",)),
        (DrawnRow("Circuit", ("12", "80.0%")), DrawnRow("District", ("3", "20.0"))),
    )
    first, second = draw(tmp_path / "t.pdf", CASES, other)
    assert printed(first) == ROWS
    assert printed(second) == {("Circuit",): ["12", "80.0%"], ("District",): ["3", "20.0"]}


def test_tables_side_by_side_are_two(tmp_path: Path) -> None:
    look = Look(stub_width=70, column_width=50, rules="rows")
    columns_ = (("N",), ("%",))
    left = DrawnTable(
        "",
        "",
        "Courts",
        columns_,
        (DrawnRow("Circuit", ("12", "80.0%")), DrawnRow("District", ("3", "20.0%"))),
        look=look,
    )
    right = DrawnTable(
        "", "", "Judges", columns_, (DrawnRow("Women", ("40", "50.0%")), DrawnRow("Men", ("40", "50.0%"))), look=look
    )
    report = Report(tmp_path / "t.pdf")
    top = report.y
    report.table(left)
    report.y = top
    report.table(right, x=330)
    found = read_file(report.save()).tables
    assert [t.column_paths[0] for t in found] == [("Courts",), ("Judges",)]
    assert [printed(t) for t in found] == [
        {("Circuit",): ["12", "80.0%"], ("District",): ["3", "20.0%"]},
        {("Women",): ["40", "50.0%"], ("Men",): ["40", "50.0%"]},
    ]


def test_a_table_continued_on_the_next_page_is_one(tmp_path: Path) -> None:
    report = Report(tmp_path / "t.pdf")
    half = DrawnTable(CASES.label, CASES.title, CASES.stub_head, CASES.columns, CASES.rows[:4])
    rest = DrawnTable(
        CASES.label, CASES.title + " (continued)", CASES.stub_head, CASES.columns, CASES.rows[4:], CASES.notes
    )
    report.table(half)
    report.new_page()
    report.table(rest)
    (table,) = read_file(report.save()).tables
    assert printed(table) == ROWS
    assert [p.page for p in table.parts] == [1, 2]
    assert table.title == CASES.title
    assert {c.box.page for c in table.body() if table.row_paths[c.row_start][0] == "Not settled"} == {2}


def test_section_heads_without_values_are_carried_by_their_rows(tmp_path: Path) -> None:
    table = DrawnTable(
        "Table 1",
        "Persons, by characteristic",
        "Characteristic",
        (("All",), ("Released",)),
        (
            DrawnRow("Sex", None, bold=True),
            DrawnRow("Men", ("90.0%", "80.0%"), depth=1),
            DrawnRow("Women", ("10.0", "20.0"), depth=1),
            DrawnRow("Age", None, bold=True),
            DrawnRow("18–24", ("30.5%", "20.5%"), depth=1),
            DrawnRow("25–34", ("30.5", "20.5"), depth=1),
            DrawnRow("35 or older", ("39.0", "59.0"), depth=1),
            DrawnRow("Number of persons", ("1,000", "500")),
        ),
    )
    (found,) = draw(tmp_path / "t.pdf", table)
    assert list(printed(found)) == [
        ("Sex", "Men"),
        ("Sex", "Women"),
        ("Age", "18–24"),
        ("Age", "25–34"),
        ("Age", "35 or older"),
        ("Number of persons",),
    ]


def test_no_table_is_made_of_prose_with_numbers_or_of_a_chart(tmp_path: Path) -> None:
    report = Report(tmp_path / "t.pdf")
    for _ in range(6):
        report.prose(
            "Between 2004 and 2013 the number rose by 98% from 1,405 to 2,776; in 45% of the cases it fell by 12."
        )
    report.text(80, 420, "Figure 2", "Helvetica-Bold")
    report.text(80, 432, "Cases, by year", "Helvetica-Bold")
    for i, tick in enumerate(["3,000", "2,500", "2,000", "1,500", "1,000", "500", "0"]):
        report.text(80, 450 + 20 * i, tick, size=7)
        report.rule(110, 400, 448 + 20 * i, 0.3)
    for i, year in enumerate(range(2004, 2014)):
        report.text(112 + 29 * i, 582, str(year), size=7)
    assert read_file(report.save()).tables == ()


def draw_grid(
    report: Report, rows: list[list[str]], widths: list[float], merged: tuple[int, int] | None = None
) -> None:
    """A grid with rules around every cell; `merged` is a place whose right-hand rule is left out."""
    edges = [80.0]
    for width in widths:
        edges.append(edges[-1] + width)
    for i, row in enumerate(rows):
        top = 120.0 + 30 * i
        for c, text in enumerate(row):
            report.text(edges[c] + 4, top + 18, text, size=8)
            for x in (edges[c], edges[c + 1]):
                if merged is not None and merged[0] == i and x == edges[merged[1] + 1]:
                    continue
                report.canvas.line(x, report.height - top, x, report.height - top - 30)
        report.rule(edges[0], edges[-1], top)
    report.rule(edges[0], edges[-1], 120.0 + 30 * len(rows))


def test_a_grid_of_words_is_read_from_its_rules(tmp_path: Path) -> None:
    report = Report(tmp_path / "t.pdf")
    report.text(80, 112, "Table 9. Who answers for what", "Helvetica-Bold", 9)
    rows = [["Body", "Task", "Since"], ["Registry", "keeps files", "early on"], ["Court", "decides, and", ""]]
    draw_grid(report, rows, [90, 120, 80], merged=(2, 1))
    (table,) = read_file(report.save()).tables
    assert (table.label, table.title) == ("Table 9", "Who answers for what")
    assert printed(table) == {("Registry",): ["keeps files", "early on"], ("Court",): ["decides, and"]}
    (wide,) = [c for c in table.cells if c.text == "decides, and"]
    assert (wide.col_start, wide.col_end) == (1, 2)
    assert table.column_paths == (("Body",), ("Task",), ("Since",))


def test_a_grid_with_hardly_a_word_in_it_is_no_table(tmp_path: Path) -> None:
    report = Report(tmp_path / "t.pdf")
    draw_grid(report, [["a", "", "", ""], ["", "", "", ""], ["", "", "b", ""]], [60, 60, 60, 60])
    assert read_file(report.save()).tables == ()


NAMES = "Alpha|Beta and others|Gamma rays|Delta|Epsilon (northern part)|Zeta|Eta of the outer islands|Theta|Iota"
LABELS = st.lists(st.sampled_from(NAMES.split("|")), min_size=2, max_size=8, unique=True)
NUMBER = st.one_of(
    st.integers(0, 99_999).map(lambda n: f"{n:,}"),
    st.decimals(0, 100, places=1).map(str),
    st.just("—"),
    st.integers(0, 100).map(lambda n: f"{n}%"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_random_table_in_a_random_look_comes_back(tmp_path: Path, data: st.DataObject) -> None:
    labels = data.draw(LABELS)
    width = data.draw(st.integers(2, 5))
    rows = [DrawnRow(label, tuple(data.draw(st.lists(NUMBER, min_size=width, max_size=width)))) for label in labels]
    heads = data.draw(
        st.sampled_from(
            [
                tuple((h,) for h in ("Number", "Percent", "Rate", "Change", "Median")[:width]),
                tuple((h,) for h in ("2011", "2012", "2013", "2014", "2015")[:width]),
            ]
        )
    )
    size = data.draw(st.sampled_from([6.5, 8.0, 9.5, 11.0]))
    look = Look(
        size=size,
        leading=size * data.draw(st.sampled_from([1.3, 1.5, 1.9])),
        rules=data.draw(st.sampled_from(["three", "rows", "grid"])),
        align=data.draw(st.sampled_from(["right", "centre"])),
        stub_width=size * 14,
        column_width=size * 7,
    )
    table = DrawnTable("Table 7", "Things counted", "Thing", heads, tuple(rows), look=look)
    (found,) = draw(tmp_path / "t.pdf", table)
    assert printed(found) == {(r.label,): list(r.values or ()) for r in rows}
    assert columns(found) == list(heads)
    assert found.label == "Table 7"
