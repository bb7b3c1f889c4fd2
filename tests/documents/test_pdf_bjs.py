"""Tables 1 to 10 of the BJS report, held against cells transcribed by hand from the printed pages."""

from __future__ import annotations

import pytest

from tests.documents.reading_helpers import cell, columns, printed, read, table

FILE = "bjs_ncj250746.pdf"
ALL = "All commercial sexual exploitation of children suspects"
PRODUCTION = "Child pornography production"
POSSESSION = "Child pornography possession/receipt/distribution"
TRAFFICKING = "Child sex trafficking"

VALUES = {"Table 1": 24, "TABLE 2": 96, "TABLE 3": 32, "TABLE 4": 28, "TABLE 5": 104}
VALUES |= {"TABLE 6": 12, "TABLE 7": 44, "TABLE 8": 56, "TABLE 9": 60, "TABLE 10": 30}
PAGES = {"Table 1": 2, "TABLE 2": 3, "TABLE 3": 3, "TABLE 4": 4, "TABLE 5": 5}
PAGES |= {"TABLE 6": 6, "TABLE 7": 6, "TABLE 8": 7, "TABLE 9": 7, "TABLE 10": 8}


def test_all_tables_and_nothing_else_are_found() -> None:
    assert {t.label: len(t.body()) for t in read(FILE).tables} == VALUES
    assert sum(VALUES.values()) == 486
    assert {t.label: t.parts[0].page for t in read(FILE).tables} == PAGES


def test_table_1_is_read_whole() -> None:
    t = table(read(FILE), "Table 1")
    assert t.title == (
        "Suspects referred to U.S. attorneys with commercial sexual exploitation of children offense as lead charge, "
        "2004–2013"
    )
    assert columns(t) == [(years, what) for years in ("2004–2013", "2004", "2013") for what in ("Number", "Percent")]
    assert printed(t) == {
        ("All commercial sexual exploitation of children offenses",): [
            "37,105",
            "100%",
            "2,972",
            "100%",
            "4,579",
            "100%",
        ],
        (PRODUCTION,): ["3,604", "9.7", "218", "7.3", "643", "14.0"],
        (POSSESSION,): ["26,785", "72.1", "2,266", "76.2", "2,905", "63.4"],
        (TRAFFICKING,): ["6,716", "18.1", "488", "16.4", "1,031", "22.5"],
    }


def test_table_2_rows_under_a_department_carry_it() -> None:
    t = table(read(FILE), "TABLE 2")
    dhs, doj = "Department of Homeland Security (DHS)", "Department of Justice (DOJ)"
    assert list(printed(t)) == [
        (dhs,),
        (dhs, "Immigration and Customs Enforcement"),
        (dhs, "Secret Service"),
        (dhs, "U.S. Customs & Border Protection"),
        (dhs, "Citizenship and Immigration Services"),
        (dhs, "Other DHS"),
        (doj,),
        (doj, "FBI"),
        (doj, "Other DOJ"),
        ("Federal/state task forces",),
        ("State/county/municipal authorities",),
        ("Other investigative agencies",),
    ]
    assert cell(t, (dhs,), (ALL, "Percent")).text == "31.4%"  # the percent sign is printed on the first row only
    assert cell(t, (dhs, "Secret Service"), (ALL, "Percent")).text == "3.1"
    assert cell(t, (doj, "FBI"), (POSSESSION, "Number")).text == "11,120"


def test_footnote_markers_are_kept_apart_from_labels() -> None:
    t = table(read(FILE), "TABLE 2")
    other = next(c for c in t.cells if c.text == "Other investigative agencies")
    assert other.markers == ("*",)
    assert [n.text for n in t.notes if n.kind == "footnote"] == [
        "Includes the U.S. Postal Service, branches of the military, and other agencies."
    ]
    race = next(c for c in table(read(FILE), "TABLE 5").cells if c.text == "Race/Hispanic origin")
    assert race.markers == ("a",)


def test_table_5_sections_units_and_age_bands() -> None:
    t = table(read(FILE), "TABLE 5")
    rows = printed(t)
    assert len(rows) == 26
    assert rows["Sex", "Male"] == ["97.1%", "93.5%", "99.4%", "89.2%"]
    assert rows["Age", "21–30"] == ["25.5", "22.5", "23.7", "36.1"]  # an age band is a label, not a range of values
    assert rows["Age", "Median age"] == ["39 yrs.", "39 yrs.", "41 yrs.", "34 yrs."]
    assert rows["Race/Hispanic origin", "Asian/Native Hawaiian/Other Pacific Islander"] == ["1.6", "1.3", "1.3", "2.8"]
    assert rows["Criminal record", "Prior felony conviction"] == ["21.2", "28.4", "18.2", "29.9"]
    assert rows[("Number of defendants",)] == ["17,744", "1,849", "13,035", "2,860"]
    assert [n.marker for n in t.notes if n.kind == "footnote"] == ["a", "b", "c"]


def test_table_7_years_are_heads_not_values() -> None:
    t = table(read(FILE), "TABLE 7")
    assert columns(t) == [("Total",), *((str(year),) for year in range(2004, 2014))]
    values = "17,528 1,118 1,246 1,344 1,750 1,906 2,039 1,920 2,150 1,915 2,140"
    assert " ".join(printed(t)[POSSESSION,]) == values


def test_table_8_spanner_and_two_rows_called_trial() -> None:
    t = table(read(FILE), "TABLE 8")
    spanner = "Child pornography—"
    assert columns(t)[2:6] == [
        (spanner, "Production", "Number"),
        (spanner, "Production", "Percent"),
        (spanner, "Possession/receipt/distribution", "Number"),
        (spanner, "Possession/receipt/distribution", "Percent"),
    ]
    assert columns(t)[-1] == (TRAFFICKING, "Percent")
    rows = printed(t)
    assert next(iter(rows)) == ("Total",)
    assert rows["Convicted", "Trial"] == ["862", "4.4", "180", "6.9", "551", "3.4", "356", "9.4"]
    assert rows["Not convicted", "Trial"] == ["67", "0.3", "8", "0.3", "39", "0.2", "25", "0.7"]


def test_table_9_is_read_whole() -> None:
    t = table(read(FILE), "TABLE 9")
    assert printed(t) == {
        ("Total",): ["17,390", "100%", "1,887", "100%", "6,850", "100%", "6,686", "100%", "1,967", "100%"],
        ("Prison only",): ["16,828", "96.8%", "1,871", "99.2%", "6,445", "94.1%", "6,597", "98.7%", "1,915", "97.4%"],
        ("Prison/community split",): ["284", "1.6", "14", "0.7", "194", "2.8", "41", "0.6", "35", "1.8"],
        ("Probation and confinement",): ["139", "0.8", "1", "0.1", "107", "1.6", "26", "0.4", "5", "0.3"],
        ("Probation only",): ["133", "0.8", "1", "0.1", "99", "1.5", "22", "0.3", "11", "0.6"],
        ("Fine only",): ["6", "0.0", "0", "0.0", "5", "0.1", "0", "0.0", "1", "0.1"],
    }
    assert columns(t)[6] == ("Child pornography—", "Receipt/transport/distribution", "Number")


def test_table_10_units_on_the_first_row_only() -> None:
    t = table(read(FILE), "TABLE 10")
    rows = printed(t)
    assert rows[("Mean prison term",)] == [
        "70.0 mos.", "139.2 mos.", "156.0 mos.", "320.7 mos.", "33.7 mos.",
        "66.1 mos.", "74.3 mos.", "131.4 mos.", "82.1 mos.", "133.4 mos.",
    ]  # fmt: skip
    assert rows[("Median prison term",)] == ["46", "100", "121", "124", "27", "60", "57", "108", "60", "120"]
    assert t.title.endswith("exploitation of children cases, 2004 and 2013")


@pytest.mark.parametrize("label", VALUES)
def test_every_cell_stands_inside_its_table_and_page(label: str) -> None:
    reading = read(FILE)
    t = table(reading, label)
    page = reading.pages[t.parts[0].page - 1]
    part = t.parts[0]
    for c in t.cells:
        assert c.box.page == page.number
        assert 0 <= c.box.x0 < c.box.x1 <= page.width
        assert 0 <= c.box.top < c.box.bottom <= page.height
        assert part.x0 - 1 <= c.box.x0
        assert c.box.x1 <= part.x1 + 1


@pytest.mark.parametrize("label", VALUES)
def test_every_table_has_its_source(label: str) -> None:
    assert table(read(FILE), label).source.startswith("Bureau of Justice Statistics, based on data from the")
