"""Figures that name another source than the table whose title they have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.audit.sources import audit_sources, source_names
from pipelines.extraction.model import Box, Table, TextLine
from tests.audit.audit_support import table_of

TITLE = "Patients admitted to public hospitals, by region, 2010\u20132019"
WARDS = "Health Office, based on data from the Ward Census, fiscal years 2010\u20132019."
CLAIMS = "Health Office, based on data from the Insurance Board, claims register, fiscal years 2010\u20132019."


def tables() -> list[Table]:
    body = [(("North",), ["10", "12"]), (("South",), ["20", "22"])]
    one = replace(table_of([("2010",), ("2019",)], body, "Table 1"), title=TITLE, source=WARDS)
    return [
        one,
        replace(one, label="Table 2", title="Claims paid by the insurance board in each region", source=CLAIMS),
    ]


def lines(*texts: str, page: int = 3) -> list[TextLine]:
    return [TextLine(text, Box(page, 72.0, 100.0 + 12 * n, 300.0, 110.0 + 12 * n)) for n, text in enumerate(texts)]


def test_a_figure_that_names_the_source_of_another_table_is_told() -> None:
    drawn = lines("FIGURE 1", "Patients admitted to public hospitals, by", "region, 2010\u20132019", "Number", "500",
                  "Source: Health Office, based on data from the Insurance", "Board, claims register, fiscal years",
                  "2010\u20132019.", "Admissions rose in all regions.")  # fmt: skip
    (found,) = audit_sources(tables(), drawn)
    assert (found.kind, found.severity, found.page, found.table) == ("source_named", "error", 3, 0)
    assert found.printed == CLAIMS.rstrip(".")
    assert found.expected == WARDS.rstrip(".")
    assert "draws what Table 1 counts, but names the source of Table 2" in found.explanation


@pytest.mark.parametrize(
    "source",
    [
        "Source: Health Office, based on data from the Ward Census, fiscal years 2010 and 2019.",
        "Source: Health Office, Ward Census and Insurance Board, claims register, 2010\u20132019.",
        "Source: Health Office, Survey of Nurses, 2019.",
        "Admissions rose in all regions.",
    ],
    ids=["the same", "both", "one that no table names", "none"],
)
def test_a_figure_that_does_not_contradict_its_table_is_no_finding(source: str) -> None:
    assert audit_sources(tables(), lines("Figure 1", TITLE, "Number", source)) == []


def test_the_source_of_what_stands_further_below_is_not_taken() -> None:
    other = "Source: " + CLAIMS
    assert audit_sources(tables(), lines("Figure 1", TITLE, "Number", "Figure 2", "Claims paid", other)) == []


def test_a_title_inside_a_sentence_is_no_figure() -> None:
    said = f"{TITLE}, are shown in table 1."
    assert audit_sources(tables(), lines(said, "Source: " + CLAIMS)) == []


def test_years_and_articles_are_no_names() -> None:
    assert source_names("the Ward Census, fiscal years 2004\u20132013") == source_names("Ward Census, 2004 and 2013")
