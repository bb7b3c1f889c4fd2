"""Expected tables for the tests of the text reader, written down small, and ways to compare tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipelines.documents.spec import Label, TableSpec, label_key
from pipelines.extraction.model import Table
from pipelines.extraction.text import read_text

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = ROOT / "source_docs" / "files"
PUBLISHED = ROOT.parent / "shared" / "publisher_text"

Tree = str | tuple[str, Sequence[Any]]


def labels(trees: Sequence[Tree]) -> list[Label]:
    """Labels from strings and (label, what stands under it); those that differ in years alone are declared once."""
    first: dict[str, Label] = {}
    for tree in trees:
        label, under = (tree, ()) if isinstance(tree, str) else tree
        first.setdefault(label_key(label), Label(label=label, under=labels(under)))
    return list(first.values())


def spec(anchors: str | list[str], rows: Sequence[Tree], columns: Sequence[Tree], **more: Any) -> TableSpec:
    """An expected table with as little as the reader needs."""
    return TableSpec.model_validate(
        {
            "table_id": "a_table",
            "anchors": [anchors] if isinstance(anchors, str) else anchors,
            "expect": {"rows": 1, "columns": 1, "values": 1},
            "rows": [r.model_dump() for r in labels(rows)],
            "columns": [c.model_dump() for c in labels(columns)],
            **more,
        }
    )


def published(name: str) -> Path:
    """The publisher's own text of a document, read in place; the test is skipped where it is not at hand."""
    path = PUBLISHED / name
    if not path.exists():
        pytest.skip(f"the publisher's own text ({name}) is not beside the project, in ../shared/publisher_text")
    return path


def tables_of(path: Path, expected: Sequence[TableSpec] = ()) -> dict[str, Table]:
    """The tables of a file by label, or by the head over their labels where they have none."""
    found = read_text(path, expected).tables
    named = {t.label or " ".join(t.column_paths[0]): t for t in found}
    assert len(named) == len(found)
    return named


def values(table: Table) -> dict[tuple[tuple[str, ...], tuple[str, ...]], str]:
    """Printed value by row path and column path; each path once."""
    found = {(table.row_paths[c.row_start], table.column_paths[c.col_start]): c.text for c in table.body()}
    assert len(found) == len(table.body())
    return found


def rows(table: Table) -> list[tuple[tuple[str, ...], str]]:
    """Row paths with their printed values in order, joined by a bar; sections with none."""
    lines: list[tuple[tuple[str, ...], str]] = []
    for number, path in enumerate(table.row_paths):
        if number >= table.header_rows:
            cells = sorted((c for c in table.body() if c.row_start == number), key=lambda c: c.col_start)
            lines.append((path, "|".join(c.text for c in cells)))
    return lines


N_P = ["Number", "Percent"]
YEARS = ["{year}", "{year}"]
ALL = "All commercial sexual exploitation of children "
CP = "Child pornography "
CST = "Child sex trafficking"
PRD = "Possession/receipt/distribution"
FOUR = [CP + "production", CP + "possession/receipt/distribution", CST]


def _over(heads: Sequence[str], leaves: Sequence[str]) -> list[Tree]:
    return [(head, leaves) for head in heads]


BJS = [
    spec(
        "Table 1",
        [ALL + "offenses", *FOUR],
        [("{period}", N_P), ("{year}", N_P), ("{year}", N_P)],
        title="Suspects referred to U.S. attorneys with commercial sexual exploitation of children offense as lead "
        "charge, {period}",
    ),
    spec(
        "Table 2",
        [
            (
                "Department of Homeland Security (DHS)",
                [
                    "Immigration and Customs Enforcement",
                    "Secret Service",
                    "U.S. Customs & Border Protection",
                    "Citizenship and Immigration Services",
                    "Other DHS",
                ],
            ),
            ("Department of Justice (DOJ)", ["FBI", "Other DOJ"]),
            "Federal/state task forces",
            "State/county/municipal authorities",
            "Other investigative agencies",
        ],
        _over([ALL + "suspects", *FOUR], N_P),
    ),
    spec(
        "Table 3",
        ["Total", "Prosecuted", "Declined for prosecution", "Disposed by U.S. magistrate"],
        _over([ALL + "suspects", *FOUR], N_P),
    ),
    spec("Table 4", ["Lack of criminal intent", "Agency request", "Other"], [ALL + "suspects", *FOUR]),
    spec(
        "Table 5",
        [
            ("Sex", ["Male", "Female"]),
            ("Race/Hispanic origin", ["White", "Black", "Hispanic", "American Indian/Alaskan Native"]),
            ("Age", ["20 or younger", "21–30", "31–40", "41–50", "51–60", "61 or older", "Median age"]),
            ("Citizenship", ["U.S. citizen", "Non-U.S. citizen"]),
            ("Marital status", ["Married or cohabitating", "Divorced or separated", "Single"]),
            ("Education level", ["Less than high school", "High school graduate", "Some college", "College graduate"]),
            ("Criminal record", ["No prior felony conviction", "Prior felony conviction"]),
            "Number of defendants",
        ],
        [ALL + "suspects", *FOUR],
    ),
    spec(
        "Table 6",
        ["Released pretrial", "Not released pretrial", "Number of defendants"],
        [ALL + "defendants", *FOUR],
    ),
    spec("Table 7", [ALL + "offenses", *FOUR], ["Total", "{year}"]),
    spec(
        "Table 8",
        ["Total", ("Convicted", ["Plea", "Trial"]), ("Not convicted", ["Dismissed", "Trial"])],
        [
            (ALL + "defendants", N_P),
            ("Child pornography—", [("Production", N_P), (PRD, N_P)]),
            (CST, N_P),
        ],
    ),
    spec(
        "Table 9",
        ["Total", "Prison only", "Prison/community split", "Probation and confinement", "Probation only", "Fine only"],
        [
            (ALL + "defendants", N_P),
            ("Child pornography—", _over(["Production", "Possession", "Receipt/transport/distribution"], N_P)),
            (CST, N_P),
        ],
    ),
    spec(
        "Table 10",
        ["Mean prison term", "Median prison term", "Number of cases"],
        [
            (ALL + "defendants", YEARS),
            ("Child pornography—", _over(["Production", "Possession", "Receipt/transport/distribution"], YEARS)),
            (CST, YEARS),
        ],
        title="Mean and median prison sentence length imposed for defendants convicted in commercial sexual "
        "exploitation of children cases, {year} and {year}",
    ),
]

NIJ = [spec("Exhibit 1", ["{year}"], ["Tips", "Increase"], title="Calls to NCMEC CyberTipline")]

USSC_PRODUCTION = [
    spec(
        ["Overview", "Sentencing"],
        [
            (
                "Overview",
                [
                    "PREPUBESCENT VICTIMS",
                    "INCREASE IN CASES OVER 15 YEARS",
                    "OFFENDERS IN POSITIONS OF TRUST OVER VICTIM",
                ],
            ),
            ("Sentencing", ["VARIANCES BELOW APPLICABLE GUIDELINE RANGE"]),
        ],
        ["Value"],
        kind="callouts",
        unlabelled_values=1,
        labels_without_value=[["Sentencing", "CONVICTIONS TRIGGERING 15-YEAR MANDATORY MINIMUM"]],
    ),
    spec(
        "Relationship to the Victim",
        [("Relationship to the Victim", ["RELATIVE/ PERSON OF TRUST", "INTERNET STRANGER", "OTHER STRANGER"])],
        ["Value"],
        kind="callouts",
    ),
    spec(
        "Sexual Contact During Production",
        [
            "Total §2G2.1 Offenders",
            (
                "Offenses Involving Sexual Contact",
                [
                    "Offender sexually contacted a victim",
                    "Co-participant sexually contacted a victim",
                    "Victim(s) engaged in sexual contact",
                ],
            ),
            "No sexual contact of a victim",
        ],
        ["N", "%"],
    ),
    spec("Method of Production", ["Total §2G2.1 Offenders", "Other"], ["N", "%"]),
]
