"""A publication with two small tables and a reading of it, made by hand, for the tests of landing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from pipelines.documents.spec import Edition, Publication
from pipelines.extraction.confirm import Bound, BoundTable, Problem
from pipelines.extraction.model import Box, Cell, Note, Page, Reading, Remark, Role, Table

SHA = "ab" * 32
TEXT_SHA = "cd" * 32


@dataclass(frozen=True)
class Read:
    publication: Publication
    edition: Edition
    reading: Reading
    bound: Bound


@dataclass(frozen=True)
class File:
    path: str
    role: str
    sha256: str
    bytes: int


def publication(**changes: Any) -> Publication:
    share = {
        "statistic": "share",
        "unit": "percent",
        "denominator": {"table": "things", "category": "total", "period_offset": -1},
    }
    things = {
        "table_id": "things",
        "anchors": ["Table 1"],
        "title": "Things, {period}",
        "expect": {"rows": 3, "columns": 2, "values": 6},
        "meaning": {"measure": "things", "period": "title", "period_type": "fiscal_year"},
        "rows": [
            {"label": "Total", "meaning": {"category": "total"}},
            {"label": "Sex", "under": [{"label": "Male", "meaning": {"category": "male"}}, {"label": "Female"}]},
        ],
        "columns": [
            {
                "label": "{period}",
                "under": [
                    {"label": "Number", "meaning": {"statistic": "count", "unit": "count"}},
                    {"label": "Percent", "meaning": share},
                ],
            }
        ],
        "totals": [
            {"axis": "rows", "whole": ["Total"], "parts": [["Sex", "Male"], ["Sex", "Female"]]},
            {"axis": "columns", "whole": ["2004–2013", "Number"], "parts": "siblings", "note": "Counts only."},
        ],
    }
    panels = {
        "table_id": "panels",
        "kind": "callouts",
        "anchors": ["Overview"],
        "expect": {"rows": 2, "columns": 1, "values": 2},
        "meaning": {"period": [2005, 2019]},
        "rows": [{"label": "Overview", "under": [{"label": "Average", "meaning": {"period": 2019}}]}],
        "columns": [{"label": "Value"}],
        "unlabelled_values": 1,
    }
    data = {
        "document_id": "sample",
        "publisher": {"name": "An Agency", "abbreviation": "AA", "parents": ["A Department"]},
        "title": "Things",
        "published": "2014-10",
        "about": "Things.",
        "licence": {"id": "us-government-work", "name": "Public domain"},
        "citation": "Things (2014).",
        "original": {"url": "https://example.gov/things", "confirmed": "Not tried."},
        "editions": [
            edition("files/sample.pdf", SHA, "pdf", dt.date(2014, 10, 1)),
            edition("files/sample.txt", TEXT_SHA, "text", dt.date(2014, 10, 1)),
        ],
        "tables": [things, panels],
    }
    return Publication.model_validate({**data, **changes})


def edition(file: str, sha256: str, rendition: str, release: dt.date) -> dict[str, Any]:
    return {"file": file, "sha256": sha256, "rendition": rendition, "release": release}


def cell(row: int, column: int, text: str, role: Role = "body", *markers: str, to: int | None = None) -> Cell:
    box = Box(1, 100.0 * column, 20.0 * row, 100.0 * column + 50.12345, 20.0 * row + 10)
    return Cell(row, row, column, column if to is None else to, text, box, role, markers)


def things() -> Table:
    """Heads in two rows, a total, a section with two rows; markers on a spanner, the section and one label."""
    cells = (
        cell(0, 1, "2004–2013", "head", "c", to=2),
        cell(1, 0, "Kind", "head", "x"),
        cell(1, 1, "Number", "head"),
        cell(1, 2, "Percent", "head", "d"),
        cell(2, 0, "Total", "stub"),
        cell(2, 1, "1,003"),
        cell(2, 2, "100%"),
        cell(3, 0, "Sex", "section", "a"),
        cell(4, 0, "Male", "stub", "b"),
        cell(4, 1, "1,003", "body", "*", "a"),
        cell(4, 2, "100.0"),
        cell(5, 0, "Female", "stub"),
        cell(5, 1, "—"),
        cell(5, 2, "<1 - 240 months"),
    )
    note = Note("footnote", "a", "Of record.", Box(1, 0, 130, 50, 140))
    return Table(
        "Table 1",
        "Things, 2004–2013",
        "table",
        (Box(1, 0, 0, 300, 140),),
        2,
        1,
        cells,
        ((), (), ("Total",), ("Sex",), ("Sex", "Male"), ("Sex", "Female")),
        (("Kind",), ("2004–2013", "Number"), ("2004–2013", "Percent")),
        (note, replace(note, marker="", kind="source", text="An Agency.")),
        "An Agency.",
    )


def panels(*remarks: Remark) -> Table:
    return Table(
        "Overview",
        "Overview",
        "callouts",
        (Box(1, 0, 0, 300, 140), Box(2, 0, 0, 300, 140)),
        0,
        1,
        (cell(0, 0, "Average", "stub"), cell(0, 1, "39 yrs."), cell(1, 1, "70.0 mos.")),
        (("Overview", "Average"), ("Overview", "")),
        ((), ("Value",)),
        remarks=remarks,
    )


def read(
    number: int = 0, tables: dict[str, Table] | None = None, of: Publication | None = None, problems: int = 0
) -> Read:
    """An edition of the sample as read, with these tables in place of the usual ones."""
    known = of or publication()
    this = known.editions[number]
    given = {"things": things(), "panels": panels(), **(tables or {})}
    unit = "points" if this.rendition == "pdf" else "characters"
    pages = (Page(1, 612, 792, 900), Page(2, 612, 792, 90))
    reading = Reading("files/any", this.sha256, this.rendition, unit, pages, tuple(given.values()), seconds=1.5)
    bound = Bound(
        known.edition_id(this),
        known.document_id,
        tuple(BoundTable(s.table_id, s, given[s.table_id]) for s in known.tables),
        tuple(Problem("things", "1", "2", "differs") for _ in range(problems)),
    )
    return Read(known, this, reading, bound)


FILES = (
    File("publications/sample.yml", "publication", "ef" * 32, 900),
    File("files/sample.pdf", "document", SHA, 12345),
)
