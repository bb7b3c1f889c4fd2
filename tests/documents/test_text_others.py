"""The text reader on the other documents: one cell a line, tabs and call-outs, and a page without tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.spec import TableSpec
from tests.documents.text_support import EDITIONS, NIJ, USSC_PRODUCTION, published, rows, tables_of

KINDS = pytest.mark.parametrize("kind", ["edition", "publisher"])
KNOWN = pytest.mark.parametrize("known", [True, False], ids=["expected", "unknown"])


def _path(kind: str, name: str) -> Path:
    return EDITIONS / name if kind == "edition" else published(name)


@KINDS
@KNOWN
def test_one_cell_a_line_by_columns_and_by_rows(kind: str, known: bool) -> None:
    expected: list[TableSpec] = NIJ if known else []
    found = tables_of(_path(kind, "nij_ncj215733.txt"), expected)
    assert set(found) == {"Exhibit 1"}
    table = found["Exhibit 1"]
    assert table.title == "Calls to NCMEC CyberTipline"
    assert table.column_paths == (("Year",), ("Tips",), ("Increase",))
    assert rows(table) == [
        (("1998",), "4,578|—"),
        (("1999",), "9,673|111%"),
        (("2000",), "19,276|99%"),
        (("2001",), "24,460|27%"),
        (("2002",), "43,097|76%"),
        (("2003",), "81,987|90%"),
        (("2004",), "112,017|37%"),
    ]
    assert table.source == "National Center for Missing & Exploited Children"
    assert not table.remarks


@KINDS
def test_call_outs_and_panels_as_expected(kind: str) -> None:
    found = tables_of(_path(kind, "ussc_2021_production.md"), USSC_PRODUCTION)
    assert {label: len(t.body()) for label, t in found.items()} == {
        "Overview": 3,
        "Sentencing": 2,
        "Relationship to the Victim": 3,
        "Sexual Contact During Production": 12,
        "Method of Production": 14,
    }
    assert rows(found["Overview"]) == [
        (("Overview", "PREPUBESCENT VICTIMS"), "61.3%"),
        (("Overview", "INCREASE IN CASES OVER 15 YEARS"), "422%"),
        (("Overview", "OFFENDERS IN POSITIONS OF TRUST OVER VICTIM"), "60.3%"),
    ]
    sentencing = found["Sentencing"]
    assert rows(sentencing) == [
        (("Sentencing", ""), "275 months"),
        (("Sentencing", "VARIANCES BELOW APPLICABLE GUIDELINE RANGE"), "57.2%"),
    ]
    assert [(r.kind, r.text) for r in sentencing.remarks] == [
        ("value_without_label", "275 months"),
        ("label_without_value", "CONVICTIONS TRIGGERING 15-YEAR MANDATORY MINIMUM"),
    ]
    assert sentencing.column_paths == ((), ("Value",))
    assert (sentencing.header_rows, sentencing.stub_columns, sentencing.kind) == (0, 1, "callouts")
    relationship = "Relationship to the Victim"
    assert rows(found[relationship]) == [
        ((relationship, "RELATIVE/ PERSON OF TRUST"), "60.3%"),
        ((relationship, "INTERNET STRANGER"), "35.4%"),
        ((relationship, "OTHER STRANGER"), "7.6%"),
    ]


@KINDS
@KNOWN
def test_tab_separated_panels(kind: str, known: bool) -> None:
    found = tables_of(_path(kind, "ussc_2021_production.md"), USSC_PRODUCTION if known else [])
    contact = "Offenses Involving Sexual Contact"
    assert found["Sexual Contact During Production"].column_paths[1:] == (("N",), ("%",))
    assert rows(found["Sexual Contact During Production"]) == [
        (("Total §2G2.1 Offenders",), "512|100.0%"),
        ((contact,), "414|80.9%"),
        ((contact, "Offender sexually contacted a victim"), "262|51.2%"),
        ((contact, "Co-participant sexually contacted a victim"), "23|4.5%"),
        ((contact, "Victim(s) engaged in sexual contact"), "129|25.2%"),
        (("No sexual contact of a victim",), "98|19.1%"),
    ]
    assert rows(found["Method of Production"]) == [
        (("Total §2G2.1 Offenders",), "512|100.0%"),
        (("Smartphone or Tablet",), "241|47.1%"),
        (("Victim Produced",), "187|36.5%"),
        (("Other Camera",), "66|12.9%"),
        (("Live Stream or Webcam",), "61|11.9%"),
        (("Other",), "11|2.2%"),
        (("Unknown Method or Attempted Production",), "55|10.7%"),
    ]


@KINDS
def test_labels_that_run_together_stay_so_without_an_expectation(kind: str) -> None:
    found = tables_of(_path(kind, "ussc_2021_production.md"))
    assert rows(found["Sentencing"]) == [
        (("Sentencing", ""), "275 months"),
        (
            (
                "Sentencing",
                "CONVICTIONS TRIGGERING 15-YEAR MANDATORY MINIMUM VARIANCES BELOW APPLICABLE GUIDELINE RANGE",
            ),
            "57.2%",
        ),
    ]
    assert sum(len(t.body()) for t in found.values()) == 34


@KINDS
def test_ranges_under_bold_labels(kind: str) -> None:
    found = tables_of(_path(kind, "ussc_2021_nonproduction.md"))
    assert {label: rows(t) for label, t in found.items()} == {
        "Overview": [
            (("Overview", "PREPUBESCENT VICTIMS"), "99.4%"),
            (("Overview", "RECIDIVISM RATE AFTER THREE YEARS"), "27.6%"),
            (("Overview", "MEDIAN NUMBER OF IMAGES"), "4,265"),
        ],
        "Guideline Enhancements": [
            (
                ("Guideline Enhancements", "OFFENDERS RECEIVING ENHANCEMENTS FOR VICTIMS UNDER AGE 12"),
                "95%",
            ),
            (("Guideline Enhancements", "CASES INVOLVING 600 OR MORE IMAGES"), "77%"),
            (("Guideline Enhancements", "CASES INVOLVING IMAGES DEPICTING ABUSE OF INFANT/TODDLER"), "84%"),
        ],
        "Sentencing Disparities": [
            (("Sentencing Disparities", "POSSESSION OFFENDERS"), "Probation - 228 months"),
            (("Sentencing Disparities", "RECEIPT OFFENDERS"), "37 - 180 months"),
            (("Sentencing Disparities", "DISTRIBUTION OFFENDERS"), "<1 - 240 months"),
        ],
    }
    assert not [r for t in found.values() for r in t.remarks]


@KINDS
def test_a_page_of_prose_and_lists_has_no_tables(kind: str) -> None:
    assert tables_of(_path(kind, "ojjdp_csec_page.txt")) == {}


def test_value_before_label(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("## Findings\n\n**61%**\n\nPEOPLE SERVED\n\n**12 days**\n\nAverage stay\n", encoding="utf-8")
    assert rows(tables_of(page)["Findings"]) == [
        (("Findings", "PEOPLE SERVED"), "61%"),
        (("Findings", "Average stay"), "12 days"),
    ]


def test_label_over_two_lines_and_label_without_value(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Summary\n\nPEOPLE SERVED\nIN THE YEAR\n\n4,265\n\nPEOPLE TURNED AWAY\n", encoding="utf-8")
    table = tables_of(page)["Summary"]
    assert rows(table) == [(("Summary", "PEOPLE SERVED IN THE YEAR"), "4,265")]
    assert [(r.kind, r.text) for r in table.remarks] == [("label_without_value", "PEOPLE TURNED AWAY")]
