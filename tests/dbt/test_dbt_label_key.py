"""The label key of the SQL is the label key of the publication files."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment

from pipelines.documents.spec import label_key
from pipelines.settings import PROJECT

MACROS = Environment(autoescape=False).from_string(
    (PROJECT / "dbt_project" / "macros" / "label_key.sql").read_text(encoding="utf-8")
)
CON = duckdb.connect()

SAMPLES = [
    "Child pornography possession/receipt/distribution",
    "RELATIVE/ PERSON OF TRUST",
    "RELATIVE / PERSON",
    "2004–2013",
    "2004 — 2013",
    "2004 and 2013",
    "Mean, 2004 and  2013, and 1998",
    "12004–20135",
    "FY 2019",
    "Child pornography—",
    "  U.S.\u00a0Customs  &\tBorder\nProtection ",
    "Probation’s “split” ‘only’",
    "Number\u2009of\u3000cases\x0b\x1f.",
    "1776 1899 2199 2200",
    "",
    " / ",
    "§2G2.1 OFFENDERS",
]


def in_sql(text: str, macro: str = "label_key") -> str:
    expression = str(getattr(MACROS.module, macro)("$label"))
    row = CON.execute(f"SELECT {expression}", {"label": text}).fetchone()
    assert row is not None
    return str(row[0])


@pytest.mark.parametrize("label", SAMPLES)
def test_the_samples_have_one_key(label: str) -> None:
    assert in_sql(label) == label_key(label)


@given(st.text(alphabet="aZ 29014/-–—−\u00a0\u2009\t’“and", max_size=24))
@settings(max_examples=150, deadline=None)
def test_labels_of_any_make_have_one_key(label: str) -> None:
    assert in_sql(label) == label_key(label)


def test_folding_keeps_the_years_apart() -> None:
    assert in_sql("FY 2004 – 2013", "fold_label") == "fy 2004 - 2013"
    assert in_sql("2004", "fold_label") != in_sql("2013", "fold_label")
