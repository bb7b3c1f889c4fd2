"""Statements of tiny reports drawn here: columns, sentences over columns and pages, broken words, lists."""

from __future__ import annotations

from pathlib import Path

from pipelines.extraction.model import Statement
from pipelines.extraction.reader import read_file
from tests.documents.drawn import DrawnRow, DrawnTable, Report, wrap

BODY, SIZE, LEADING = "Times-Roman", 10.0, 12.5


def column(
    report: Report, lines: list[str], x: float, y: float, font: str = BODY, size: float = SIZE
) -> list[tuple[float, str]]:
    """Lines set one under another; returns their baselines."""
    for n, line in enumerate(lines):
        report.text(x, y + n * LEADING, line, font, size)
    return [(y + n * LEADING, line) for n, line in enumerate(lines)]


def read(report: Report) -> tuple[Statement, ...]:
    return read_file(report.save()).statements


def said(found: tuple[Statement, ...]) -> list[tuple[str, list[str]]]:
    return [(s.text, [m.printed for m in s.mentions]) for s in found]


LEFT = (
    "In all, 1,204 suspects were referred in 2013, and about half of them were charged. The share rose to 61.5% by the"
)
RIGHT = "end of the year. Fewer than 40 cases were closed. Nothing else is reported for the period."


def test_one_column_gives_each_sentence_with_a_box_for_each_line(tmp_path: Path) -> None:
    report = Report(tmp_path / "one.pdf")
    lines = wrap(LEFT + " " + RIGHT, BODY, SIZE, 220)
    places = column(report, lines, 54, 100)
    found = read(report)
    assert said(found) == [
        ("In all, 1,204 suspects were referred in 2013, and about half of them were charged.", ["1,204", "half"]),
        ("The share rose to 61.5% by the end of the year.", ["61.5%"]),
        ("Fewer than 40 cases were closed.", ["40"]),
    ]
    assert [s.order for s in found] == [0, 1, 2]
    for statement in found:
        whole = " ".join(line for y, line in places if any(b.top < y < b.bottom + 3 for b in statement.boxes))
        assert statement.text in whole
        assert all(b.page == 1 and 53 < b.x0 < 56 and b.x1 < 54 + 225 for b in statement.boxes)


def test_a_sentence_goes_on_in_the_next_column_under_a_heading_over_both(tmp_path: Path) -> None:
    report = Report(tmp_path / "two.pdf")
    report.text(54, 80, "Referrals of suspects grew by 9% over the whole of the period shown", "Times-Bold", 15)
    column(report, wrap(LEFT, BODY, SIZE, 230), 54, 110)
    column(report, wrap(RIGHT, BODY, SIZE, 230), 320, 110)
    found = read(report)
    assert [(s.kind, s.text) for s in found] == [
        ("heading", "Referrals of suspects grew by 9% over the whole of the period shown"),
        ("sentence", "In all, 1,204 suspects were referred in 2013, and about half of them were charged."),
        ("sentence", "The share rose to 61.5% by the end of the year."),
        ("sentence", "Fewer than 40 cases were closed."),
    ]
    over = found[2]
    assert {round(b.x0) for b in over.boxes} == {54, 320}
    assert {s.section for s in found} == {found[0].text}


def test_three_columns_are_read_one_after_another(tmp_path: Path) -> None:
    report = Report(tmp_path / "three.pdf")
    words = [f"Sentence {name} says that {n} of the cases ended in a plea before the court." for n, name in
             ((11, "alpha"), (22, "beta"), (33, "gamma"), (44, "delta"), (55, "epsilon"), (66, "zeta"))]  # fmt: skip
    for n, x in enumerate((54, 230, 406)):
        lines = wrap(" ".join(words[2 * n : 2 * n + 2]), BODY, SIZE, 150)
        column(report, lines, x, 100)
    assert [m for _, mentions in said(read(report)) for m in mentions] == ["11", "22", "33", "44", "55", "66"]


def test_a_sentence_goes_on_over_the_page_past_running_lines_and_a_table(tmp_path: Path) -> None:
    report = Report(tmp_path / "pages.pdf")
    for page in (1, 2, 3):
        report.text(54, 30, "CASES IN COURT 2013 | A REPORT IN 12 PARTS", "Helvetica", 8)
        report.text(300, 770, f"{page}", "Helvetica", 8)
        if page == 1:
            column(report, wrap(LEFT, BODY, SIZE, 440), 54, 700)
        if page == 2:
            report.y = 60
            rows = (DrawnRow("Theft", ("1,200", "40")), DrawnRow("Fraud", ("310", "2")), DrawnRow("Arson", ("9", "1")))
            note = "Note: Excludes 17 cases without a charge."
            report.table(DrawnTable("Table 1", "Cases, 2013", "Offense", (("Filed",), ("Closed",)), rows, (note,)))
            column(report, wrap(RIGHT, BODY, SIZE, 440), 54, report.y + 20)
        report.new_page()
    found = read(report)
    assert [(s.kind, [m.printed for m in s.mentions]) for s in found] == [
        ("sentence", ["1,204", "half"]),
        ("sentence", ["61.5%"]),
        ("note", ["17"]),
        ("sentence", ["40"]),
    ]
    assert [b.page for b in found[1].boxes] == [1, 1, 2]
    assert found[1].text == "The share rose to 61.5% by the end of the year."


def test_broken_words_are_made_whole_with_the_words_of_the_document(tmp_path: Path) -> None:
    report = Report(tmp_path / "hyphens.pdf")
    lines = [
        "The prevention of drug-related crime cost",
        "$35 million in 2013. Of all drug-",
        "related cases 12 percent ended in pre-",
        "vention, and 3 in the program of 2004\u2013",
        "2013 under the 5-",
        "year plan.",
    ]
    column(report, lines, 54, 100)
    assert [s.text for s in read(report)] == [
        "The prevention of drug-related crime cost $35 million in 2013.",
        "Of all drug-related cases 12 percent ended in prevention, and 3 in the program of 2004\u20132013 under the "
        "5-year plan.",
    ]


def test_items_under_highlights_are_highlights_and_their_bullets_are_left_out(tmp_path: Path) -> None:
    report = Report(tmp_path / "bullets.pdf")
    report.canvas.rect(50, report.height - 190, 300, 110)
    report.text(60, 95, "HIGHLIGHTS", "Helvetica-Bold", 11)
    column(report, ["-", "-"], 60, 115)
    column(report, ["Six in 10 suspects were charged", "About 98% went to prison in 2013"], 72, 115)
    column(report, wrap(LEFT, BODY, SIZE, 440), 54, 240)
    found = read(report)
    assert [(s.kind, s.text, s.section) for s in found[:2]] == [
        ("highlight", "Six in 10 suspects were charged", "HIGHLIGHTS"),
        ("highlight", "About 98% went to prison in 2013", "HIGHLIGHTS"),
    ]
    assert found[2].kind == "sentence"


def test_big_figures_carry_their_label(tmp_path: Path) -> None:
    report = Report(tmp_path / "figures.pdf")
    column(report, wrap(LEFT + " " + RIGHT, BODY, SIZE, 440), 54, 100)
    report.text(54, 240, "74%", "Helvetica-Bold", 30)
    report.text(130, 232, "of the victims knew the offender before", BODY, SIZE)
    report.text(130, 232 + LEADING, "the crime was reported", BODY, SIZE)
    last = read(report)[-1]
    assert (last.kind, [m.printed for m in last.mentions]) == ("callout", ["74%"])
    assert last.text == "74% of the victims knew the offender before the crime was reported"
    assert len(last.boxes) == 3


def test_charts_and_tables_state_nothing_but_their_captions_and_notes(tmp_path: Path) -> None:
    report = Report(tmp_path / "chart.pdf")
    column(report, wrap(LEFT + " " + RIGHT, BODY, SIZE, 440), 54, 100)
    report.text(54, 200, "Figure 1. Two in three cases end early, 2004 and 2013", "Helvetica-Bold", 9)
    for n, label in enumerate(("5,000", "4,000", "3,000", "2,000", "1,000", "0")):
        report.text(60, 220 + 20 * n, label, "Helvetica", 7)
    for n, label in enumerate(("2004", "2013", "Theft 12%", "Fraud 1,204")):
        report.text(100 + 60 * n, 335, label, "Helvetica", 7)
    report.text(54, 350, "Source: Court files, 2004 and 2013.", "Helvetica", 7)
    assert [(s.kind, [m.printed for m in s.mentions]) for s in read(report)[3:]] == [("caption", ["Two in three"])]


TWO_COLUMNS = """\
                    Courts closed 9% more cases

In all, 1,204 suspects were referred        end of the year. Fewer than 40 cases
in 2013, and about half of them were        were closed. Nothing else is reported
charged. The share rose to 61.5% by the     for the period.
"""


def test_columns_of_a_fixed_width_text_are_read_one_after_another(tmp_path: Path) -> None:
    path = tmp_path / "columns.txt"
    path.write_text(TWO_COLUMNS, encoding="utf-8")
    found = read_file(path).statements
    assert [s.text for s in found] == [
        "Courts closed 9% more cases",
        "In all, 1,204 suspects were referred in 2013, and about half of them were charged.",
        "The share rose to 61.5% by the end of the year.",
        "Fewer than 40 cases were closed.",
    ]
    lines = TWO_COLUMNS.split("\n")
    for statement in found:
        printed = " ".join(lines[int(b.top)][int(b.x0) : int(b.x1)] for b in statement.boxes)
        assert statement.text in printed


def test_marks_of_markdown_are_no_text_and_boxes_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "marked.md"
    path.write_text(
        "## Key findings\n\n* About **six in 10** were\n  charged.\n\n**See** [the 4 parts](x.htm).\n", "utf-8"
    )
    found = read_file(path).statements
    assert [(s.kind, s.text, s.section) for s in found] == [
        ("highlight", "About six in 10 were charged.", "Key findings"),
        ("sentence", "See the 4 parts.", "Key findings"),
    ]
    assert [b.bbox() for b in found[0].boxes] == [(0, 2, 26, 3), (2, 3, 10, 4)]
