"""The paths of rows and columns, markers, title and notes of tables whose every cell is known."""

from __future__ import annotations

from pathlib import Path

from tests.documents.known_tables import Look, cells_of, draw_known, read_back, with_look

BASE = Look(align="lrrrr")


def test_paths_markers_title_and_notes(tmp_path: Path) -> None:
    text = """
Offense | Filed{a} | < | Closed
^ | Number | Percent | ^
All offenses | 150 | 100.0 | 80
>Violent | 50 | 33.3 | 31
>>Robbery{b} | 20 | 13.3 | 9
>Property | 100 | 66.7 | 49
"""
    notes = [
        "Note: Counts are of cases.",
        "a/ Filed in the year.",
        "b/ With and without arms.",
        "Source: Court records.",
    ]
    drawn = draw_known(tmp_path / "t.pdf", text, BASE, 2, caption="Table 3. Cases by offense, 2010", notes=notes)
    table = read_back(drawn)
    assert cells_of(table) == drawn.cells
    assert (table.label, table.title) == ("Table 3", "Cases by offense, 2010")
    assert table.column_paths == (("Offense",), ("Filed", "Number"), ("Filed", "Percent"), ("Closed",))
    assert table.row_paths == (
        (),
        (),
        ("All offenses",),
        ("All offenses", "Violent"),
        ("All offenses", "Violent", "Robbery"),
        ("All offenses", "Property"),
    )
    assert [(n.kind, n.marker, n.text) for n in table.notes] == [
        ("note", "", "Counts are of cases."),
        ("footnote", "a", "Filed in the year."),
        ("footnote", "b", "With and without arms."),
        ("source", "", "Court records."),
    ]
    assert table.source == "Court records."


def test_sections_and_two_stub_columns_make_paths(tmp_path: Path) -> None:
    text = """
Sector | Size | Firms | Staff
Mining | Small | 120 | 1,018
^ | Large | 30 | 31,220
Trade | Small | 1,310 | 13,100
^ | Large | 41 | 52,003
"""
    table = read_back(draw_known(tmp_path / "t.pdf", text, with_look(BASE, rules="grid", align="llrr")))
    assert table.stub_columns == 2
    assert table.row_paths[1:] == (("Mining", "Small"), ("Mining", "Large"), ("Trade", "Small"), ("Trade", "Large"))
    bold = """
Group | 2010 | 2011
*Sex* | |
Male | 120 | 118
Female | 30 | 31
*Age* | |
Under 18 | 20 | 18
"""
    table = read_back(draw_known(tmp_path / "b.pdf", bold, BASE))
    assert table.row_paths[1:] == (("Sex",), ("Sex", "Male"), ("Sex", "Female"), ("Age",), ("Age", "Under 18"))
