"""The text reader on a statistical report in raw reading order: ten tables between two columns of prose."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.extraction.model import Table
from tests.documents.text_support import ALL, BJS, CP, CST, EDITIONS, FOUR, PRD, published, rows, tables_of, values

NAME = "bjs_ncj250746.txt"
SIZES = {1: 24, 2: 96, 3: 32, 4: 28, 5: 104, 6: 12, 7: 44, 8: 56, 9: 60, 10: 30}


def _path(kind: str) -> Path:
    return EDITIONS / NAME if kind == "edition" else published(NAME)


@pytest.fixture(scope="module", params=["edition", "publisher"])
def bjs(request: pytest.FixtureRequest) -> dict[str, Table]:
    return {label.casefold(): t for label, t in tables_of(_path(request.param), BJS).items()}


def test_ten_tables_and_no_other(bjs: dict[str, Table]) -> None:
    assert {label: len(t.body()) for label, t in bjs.items()} == {f"table {n}": size for n, size in SIZES.items()}
    assert not [r for t in bjs.values() for r in t.remarks]


def test_table_1_whole(bjs: dict[str, Table]) -> None:
    table = bjs["table 1"]
    assert table.title.endswith("commercial sexual exploitation of children offense as lead charge, 2004–2013")
    assert table.column_paths == (
        ("Lead charge",),
        ("2004–2013", "Number"),
        ("2004–2013", "Percent"),
        ("2004", "Number"),
        ("2004", "Percent"),
        ("2013", "Number"),
        ("2013", "Percent"),
    )
    assert rows(table) == [
        ((ALL + "offenses",), "37,105|100%|2,972|100%|4,579|100%"),
        ((CP + "production",), "3,604|9.7|218|7.3|643|14.0"),
        ((CP + "possession/receipt/distribution",), "26,785|72.1|2,266|76.2|2,905|63.4"),
        ((CST,), "6,716|18.1|488|16.4|1,031|22.5"),
    ]
    assert table.source.startswith("Bureau of Justice Statistics, based on data from the Executive Office")
    assert table.source.endswith("fiscal years 2004–2013.")


def test_table_2_parents_are_known_by_percent_signs_and_sums(bjs: dict[str, Table]) -> None:
    table = bjs["table 2"]
    dhs, doj = "Department of Homeland Security (DHS)", "Department of Justice (DOJ)"
    assert rows(table) == [
        ((dhs,), "11,634|31.4%|910|25.2%|9,425|35.2%|1,299|19.3%"),
        ((dhs, "Immigration and Customs Enforcement"), "8,168|22.0|639|17.7|6,631|24.8|898|13.4"),
        ((dhs, "Secret Service"), "1,136|3.1|91|2.5|920|3.4|125|1.9"),
        ((dhs, "U.S. Customs & Border Protection"), "912|2.5|42|1.2|793|3.0|77|1.1"),
        ((dhs, "Citizenship and Immigration Services"), "813|2.2|70|1.9|633|2.4|110|1.6"),
        ((dhs, "Other DHS"), "605|1.6|68|1.9|448|1.7|89|1.3"),
        ((doj,), "17,179|46.3%|1,818|50.4%|11,418|42.6%|3,943|58.7%"),
        ((doj, "FBI"), "16,685|45.0|1,739|48.3|11,120|41.5|3,826|57.0"),
        ((doj, "Other DOJ"), "494|1.3|79|2.2|298|1.1|117|1.7"),
        (("Federal/state task forces",), "2,112|5.7%|234|6.5%|1,394|5.2%|484|7.2%"),
        (("State/county/municipal authorities",), "2,488|6.7%|308|8.5%|1,717|6.4%|463|6.9%"),
        (("Other investigative agencies",), "3,692|10.0%|334|9.3%|2,831|10.6%|527|7.8%"),
    ]
    assert table.column_paths[0] == ()
    assert next(c.markers for c in table.cells if c.text == "Other investigative agencies") == ("*",)
    assert [(n.kind, n.marker) for n in table.notes] == [("footnote", "*"), ("source", "")]


def test_table_5_sections_markers_and_units(bjs: dict[str, Table]) -> None:
    table = bjs["table 5"]
    assert rows(table) == [
        (("Sex",), ""),
        (("Sex", "Male"), "97.1%|93.5%|99.4%|89.2%"),
        (("Sex", "Female"), "2.9|6.5|0.6|10.8"),
        (("Race/Hispanic origin",), ""),
        (("Race/Hispanic origin", "White"), "82.0%|81.1%|87.0%|59.5%"),
        (("Race/Hispanic origin", "Black"), "7.1|7.4|3.1|25.1"),
        (("Race/Hispanic origin", "Hispanic"), "8.9|9.5|8.1|12.0"),
        (("Race/Hispanic origin", "American Indian/Alaskan Native"), "0.5|0.7|0.4|0.7"),
        (("Race/Hispanic origin", "Asian/Native Hawaiian/Other Pacific Islander"), "1.6|1.3|1.3|2.8"),
        (("Age",), ""),
        (("Age", "20 or younger"), "2.9%|2.4%|2.5%|5.3%"),
        (("Age", "21–30"), "25.5|22.5|23.7|36.1"),
        (("Age", "31–40"), "24.7|30.5|23.8|25.3"),
        (("Age", "41–50"), "23.4|26.3|24.1|18.5"),
        (("Age", "51–60"), "15.5|13.2|16.8|10.3"),
        (("Age", "61 or older"), "8.0|5.0|9.2|4.5"),
        (("Age", "Median age"), "39 yrs.|39 yrs.|41 yrs.|34 yrs."),
        (("Citizenship",), ""),
        (("Citizenship", "U.S. citizen"), "97.4%|97.6%|98.1%|94.1%"),
        (("Citizenship", "Non-U.S. citizen"), "2.6|2.4|1.9|5.9"),
        (("Marital status",), ""),
        (("Marital status", "Married or cohabitating"), "29.9%|29.2%|30.1%|29.1%"),
        (("Marital status", "Divorced or separated"), "23.6|29.3|23.5|20.1"),
        (("Marital status", "Single"), "46.6|41.6|46.4|50.8"),
        (("Education level",), ""),
        (("Education level", "Less than high school"), "11.8%|13.7%|9.8%|20.0%"),
        (("Education level", "High school graduate"), "43.8|45.5|44.1|41.4"),
        (("Education level", "Some college"), "24.7|25.3|25.4|20.7"),
        (("Education level", "College graduate"), "19.8|15.5|20.8|17.9"),
        (("Criminal record",), ""),
        (("Criminal record", "No prior felony conviction"), "78.8%|71.7%|81.8%|70.1%"),
        (("Criminal record", "Prior felony conviction"), "21.2|28.4|18.2|29.9"),
        (("Number of defendants",), "17,744|1,849|13,035|2,860"),
    ]
    sections = {c.text: c.markers for c in table.cells if c.role == "section"}
    assert sections["Race/Hispanic origin"] == ("a",)
    assert sections["Marital status"] == ("b",)
    assert sections["Education level"] == ("c",)
    assert sections["Sex"] == ()
    assert [(n.kind, n.marker) for n in table.notes] == [
        ("note", ""),
        ("footnote", "a"),
        ("footnote", "b"),
        ("footnote", "c"),
        ("source", ""),
    ]
    assert [n.text for n in table.notes][2].startswith("Marital status data were missing for 7.9%")


def test_table_7_years_are_heads(bjs: dict[str, Table]) -> None:
    table = bjs["table 7"]
    years = [(str(year),) for year in range(2004, 2014)]
    assert list(table.column_paths) == [("Type of offense",), ("Total",), *years]
    assert [path for path, _ in rows(table)] == [(ALL + "offenses",), *((label,) for label in FOUR)]
    found = values(table)
    assert found[(CP + "possession/receipt/distribution",), ("Total",)] == "17,528"
    assert found[(CST,), ("2013",)] == "586"


def test_table_8_three_levels_of_heads(bjs: dict[str, Table]) -> None:
    table = bjs["table 8"]
    spanners = [(ALL + "defendants",), ("Child pornography—", "Production"), ("Child pornography—", PRD), (CST,)]
    assert list(table.column_paths[1:]) == [(*s, leaf) for s in spanners for leaf in ("Number", "Percent")]
    assert rows(table) == [
        (("Total",), "19,801|100%|2,607|100%|16,096|100%|3,801|100%"),
        (("Convicted",), "18,851|95.2%|2,486|95.4%|15,432|95.9%|3,550|93.4%"),
        (("Convicted", "Plea"), "17,989|90.8|2,306|88.5|14,881|92.5|3,194|84.0"),
        (("Convicted", "Trial"), "862|4.4|180|6.9|551|3.4|356|9.4"),
        (("Not convicted",), "950|4.8%|121|4.6%|664|4.1%|251|6.6%"),
        (("Not convicted", "Dismissed"), "883|4.5|113|4.3|625|3.9|226|5.9"),
        (("Not convicted", "Trial"), "67|0.3|8|0.3|39|0.2|25|0.7"),
    ]
    assert table.header_rows == 3
    heads = {(c.text, c.row_start, c.row_end, c.col_start, c.col_end) for c in table.cells if c.role == "head"}
    assert ("Child pornography—", 0, 0, 3, 6) in heads
    assert (CST, 0, 1, 7, 8) in heads
    assert next(c.markers for c in table.cells if c.text == "Total") == ("*",)


def test_tables_9_and_10(bjs: dict[str, Table]) -> None:
    nine, ten = values(bjs["table 9"]), rows(bjs["table 10"])
    receipt = ("Child pornography—", "Receipt/transport/distribution", "Number")
    assert nine[("Probation and confinement",), receipt] == "26"
    assert nine[("Fine only",), (CST, "Percent")] == "0.1"
    assert ten == [
        (
            ("Mean prison term",),
            "70.0 mos.|139.2 mos.|156.0 mos.|320.7 mos.|33.7 mos.|66.1 mos.|74.3 mos.|131.4 mos.|82.1 mos.|133.4 mos.",
        ),
        (("Median prison term",), "46|100|121|124|27|60|57|108|60|120"),
        (("Number of cases",), "747|2,233|98|340|283|727|332|870|34|296"),
    ]
    assert bjs["table 10"].column_paths[3] == ("Child pornography—", "Production", "2004")
    assert bjs["table 10"].column_paths[10] == (CST, "2013")
    assert bjs["table 10"].title.endswith("cases, 2004 and 2013")


def test_edition_and_publisher_agree_in_every_cell() -> None:
    ours = tables_of(_path("edition"), BJS)
    theirs = tables_of(_path("publisher"), BJS)
    assert set(ours) == set(theirs)
    for label, table in ours.items():
        assert values(table) == values(theirs[label]), label
        assert [path for path, _ in rows(table)] == [path for path, _ in rows(theirs[label])]


@pytest.mark.parametrize("kind", ["edition", "publisher"])
def test_without_expectations_numbers_and_rows_are_the_same(kind: str) -> None:
    plain, known = tables_of(_path(kind)), tables_of(_path(kind), BJS)
    assert set(plain) == set(known)
    for label, table in known.items():
        assert rows(plain[label]) == rows(table), label
    unresolved = {label for label, t in plain.items() if any(r.kind == "heads_unresolved" for r in t.remarks)}
    assert unresolved == {"TABLE 8", "TABLE 9", "TABLE 10"}
    assert plain["TABLE 8"].column_paths[1:3] == (("Number",), ("Percent",))
    for label in set(plain) - unresolved:
        assert plain[label].column_paths == known[label].column_paths


def test_places_lead_back_to_the_characters(bjs: dict[str, Table]) -> None:
    pages = (EDITIONS / NAME).read_text(encoding="utf-8").split("\f")
    table = tables_of(EDITIONS / NAME, BJS)["TABLE 2"]
    assert [p.page for p in table.parts] == [3]
    for cell in table.body():
        line = pages[cell.box.page - 1].split("\n")[int(cell.box.top)]
        assert line[int(cell.box.x0) : int(cell.box.x1)] == cell.text


def test_other_years_and_row_order_meet_the_same_expectation(tmp_path: Path) -> None:
    text = (EDITIONS / NAME).read_text(encoding="utf-8")
    text = text.replace("2004–2013 2004 2013\n", "2010–2019 2010 2019\n")
    production = "Child pornography production 3,604 9.7 218 7.3 643 14.0\n"
    trafficking = "Child sex trafficking 6,716 18.1 488 16.4 1,031 22.5\n"
    text = text.replace(production, "").replace(trafficking, trafficking + production)
    copy = tmp_path / "copy.txt"
    copy.write_text(text, encoding="utf-8")
    table = tables_of(copy, BJS)["Table 1"]
    assert table.column_paths[1] == ("2010–2019", "Number")
    assert table.column_paths[5] == ("2019", "Number")
    assert [path for path, _ in rows(table)][1] == (CP + "possession/receipt/distribution",)
    assert rows(table)[2:] == [
        ((CST,), "6,716|18.1|488|16.4|1,031|22.5"),
        ((CP + "production",), "3,604|9.7|218|7.3|643|14.0"),
    ]
    assert values(table)[(CP + "production",), ("2019", "Percent")] == "14.0"


def test_heads_that_differ_from_the_declared_are_not_forced(tmp_path: Path) -> None:
    text = (EDITIONS / NAME).read_text(encoding="utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_text(text.replace("Receipt/transport/\n", "Receipt/shipping/\n"), encoding="utf-8")
    table = tables_of(copy, BJS)["TABLE 9"]
    assert [r.kind for r in table.remarks] == ["heads_unresolved"]
    assert table.column_paths[1:3] == (("Number",), ("Percent",))
    assert len(table.body()) == 60
