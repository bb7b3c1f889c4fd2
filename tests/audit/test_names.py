"""Sentences that name things by other words than the tables: those that the dimensions know to be the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipelines.audit.dimensions import dimension_names
from pipelines.audit.grids import grids
from pipelines.audit.statements.check import check_statements
from pipelines.audit.statements.names import NONE, Names
from pipelines.documents.registry import load
from tests.audit.audit_support import table_of
from tests.audit.stories import statements
from tests.documents.reading_helpers import ROOT

AGENCIES = replace(
    table_of(
        [("Number",), ("Percent",)],
        [
            (("Total",), ["1,000", "100%"]),
            (("FBI",), ["450", "45.0%"]),
            (("Immigration and Customs Enforcement",), ["350", "35.0%"]),
            (("Other",), ["200", "20.0%"]),
        ],
    ),
    title="Matters referred, by investigating agency, 2014",
)
OFFENSES = replace(
    table_of(
        [("Number",), ("Percent",)],
        [
            (("Total",), ["500", "100%"]),
            (("Child pornography production",), ["130", "26.0%"]),
            (("Child sex trafficking",), ["370", "74.0%"]),
        ],
        "Table 2",
    ),
    title="Defendants convicted, by type of offense, 2014",
)
NAMES = dimension_names(ROOT / "dbt_project" / "seeds", list(load(ROOT / "source_docs")))


@pytest.mark.parametrize(
    ("form", "printed", "wrong"),
    [
        ("The Federal Bureau of Investigation referred {} of the matters (table 1).", "45%", "54%"),
        ("ICE referred {} of the matters (table 1).", "35%", "25%"),
        ("Production of child sexual abuse material (CSAM) made up {} of convictions (table 2).", "26%", "36%"),
    ],
)
def test_names_of_the_dimensions_lead_to_the_labels(form: str, printed: str, wrong: str) -> None:
    def verdict(said: str, names: Names) -> str:
        tables = [AGENCIES, OFFENSES]
        found = check_statements(grids(tables), tables, statements([form.format(said)]), names)
        return next(c.verdict for c in found if c.printed == said)

    assert verdict(printed, NAMES) == "consistent"
    assert verdict(wrong, NAMES) == "inconsistent"
    assert verdict(wrong, NONE) == "not_checkable"


def test_without_seeds_the_publication_files_tell_their_names() -> None:
    names = dimension_names(ROOT / "nowhere", list(load(ROOT / "source_docs")))
    assert names.others
    assert len(names.others) < len(NAMES.others)
