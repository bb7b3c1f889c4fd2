"""Frames: which rows there are, what is declared, which edition is published; the same each time."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from typing import Any

import pytest

from pipelines.extraction.model import Box, Remark
from pipelines.landing.frames import build, describe
from pipelines.landing.schema import TABLES, LandingError, arrow_table
from tests.unit.landing_samples import FILES, SHA, TEXT_SHA, edition, panels, publication, read, things


def landed(*editions: Any) -> dict[str, list[dict[str, Any]]]:
    return {name: table.to_pylist() for name, table in build(editions or (read(),), FILES).items()}


def test_there_is_every_table_of_the_schema_even_where_nothing_was_read() -> None:
    empty = build((), ())
    assert list(empty) == [t.name for t in TABLES] == list(describe())
    assert {name: frame.num_rows for name, frame in empty.items()} == dict.fromkeys(empty, 0)
    assert all(
        frame.column_names == [c.name for c in t.columns] for t, frame in zip(TABLES, empty.values(), strict=True)
    )


def test_every_table_and_column_is_described() -> None:
    assert all(t.description and all(c.description for c in t.columns) for t in TABLES)
    names = [{c.name for c in t.columns} for t in TABLES]
    assert all(set(t.key) | set(t.order) <= n for t, n in zip(TABLES, names, strict=True))
    assert all(c.required for t in TABLES for c in t.columns if c.name in t.key)


def test_the_same_comes_out_whatever_the_order_that_goes_in() -> None:
    one, other = read(0), read(1)
    assert landed(one, other) == landed(other, one)
    table = things()
    turned = read(0, {"things": replace(table, cells=table.cells[::-1])})
    assert pickle.dumps(landed(turned)) == pickle.dumps(landed(one))


def test_the_time_that_reading_took_is_not_landed() -> None:
    slow = replace(read(), reading=replace(read().reading, seconds=99.0))
    assert landed(slow) == landed(read())


def test_a_document_comes_once_with_its_editions_and_pages() -> None:
    found = landed(read(0), read(1))
    assert [d["publisher_parents"] for d in found["document"]] == [["A Department"]]
    assert [(e["sha256"], e["bytes"], e["box_unit"], e["pages"]) for e in found["edition"]] == [
        (SHA, 12345, "points", 2),
        (TEXT_SHA, None, "characters", 2),
    ]
    assert len(found["page"]) == 4
    assert [f["path"] for f in found["input_file"]] == ["files/sample.pdf", "publications/sample.yml"]


def published(*editions: Any) -> list[str]:
    return [e["sha256"] for e in landed(*editions)["edition"] if e["is_published"]]


def test_the_pdf_is_published_and_the_text_where_there_is_no_pdf() -> None:
    assert published(read(0), read(1)) == [SHA]
    assert published(read(1)) == [TEXT_SHA]


def test_an_edition_with_problems_is_not_published() -> None:
    assert published(read(0, problems=1), read(1)) == [TEXT_SHA]
    assert published(read(0, problems=1)) == []


def test_the_newest_release_is_published_also_as_text() -> None:
    forms = [
        edition("files/sample.pdf", SHA, "pdf", dt.date(2014, 10, 1)),
        edition("files/sample.txt", TEXT_SHA, "text", dt.date(2015, 1, 1)),
    ]
    newer = publication(editions=forms)
    assert published(read(0, of=newer), read(1, of=newer)) == [TEXT_SHA]


def test_expected_and_read_sizes_stand_side_by_side() -> None:
    found = landed()
    assert [(t["table_id"], t["ordinal"], t["rows"], t["columns"], t["values"]) for t in found["expected_table"]] == [
        ("things", 1, 3, 2, 6),
        ("panels", 2, 2, 1, 2),
    ]
    by_id = {t["table_id"]: t for t in found["table_read"]}
    assert [by_id["things"][n] for n in ("value_rows", "value_columns", "value_cells")] == [3, 2, 6]
    assert [by_id["things"][n] for n in ("grid_rows", "grid_columns", "pages")] == [6, 3, [1]]
    assert [(p["table_id"], p["part"], p["page"]) for p in found["table_part"]] == [
        ("panels", 1, 1),
        ("panels", 2, 2),
        ("things", 1, 1),
    ]


def test_notes_have_stable_ids() -> None:
    assert [(n["note_id"], n["kind"], n["marker"]) for n in landed()["note"]] == [
        (f"sample@{SHA[:12]}/things/1", "footnote", "a"),
        (f"sample@{SHA[:12]}/things/2", "source", ""),
    ]


def test_a_number_without_a_label_is_remarked_once() -> None:
    box = Box(1, 90, 20, 160, 30)
    told = read(0, {"panels": panels(Remark("value_without_label", "as the reader has it", box))})
    assert [(r["kind"], r["text"]) for r in landed(told)["remark"]] == [("value_without_label", "as the reader has it")]
    assert [(r["kind"], r["text"]) for r in landed()["remark"]] == [("value_without_label", "70.0 mos.")]
    elsewhere = read(0, {"panels": panels(Remark("value_without_label", "other", replace(box, page=2)))})
    assert [r["text"] for r in landed(elsewhere)["remark"]] == ["other", "70.0 mos."]


def test_tables_that_nobody_expects_are_remarked() -> None:
    one = read()
    found = landed(replace(one, bound=replace(one.bound, unexpected=(things(),))))["remark"]
    assert [(r["table_id"], r["kind"]) for r in found][1:] == [(None, "table_not_expected")]


def declared(table_id: str, axis: str) -> dict[tuple[str, ...], dict[str, str]]:
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for row in landed()["declared_label"]:
        if (row["table_id"], row["axis"]) == (table_id, axis):
            found.setdefault(tuple(row["label_path"]), {})[row["attribute"]] = row["code"]
    return found


def test_meanings_are_landed_in_long_form() -> None:
    assert declared("things", "table") == {(): {"measure": "things", "period": "title", "period_type": "fiscal_year"}}
    assert declared("things", "rows") == {("total",): {"category": "total"}, ("sex", "male"): {"category": "male"}}
    assert declared("things", "columns")["{period}", "percent"] == {
        "statistic": "share",
        "unit": "percent",
        "denominator": "stated",
        "denominator.table": "things",
        "denominator.category": "total",
        "denominator.period_offset": "-1",
    }
    assert declared("panels", "table") == {(): {"period": "explicit", "period_start": "2005", "period_end": "2019"}}
    assert declared("panels", "rows") == {
        ("overview", "average"): {"period": "explicit", "period_start": "2019", "period_end": "2019"}
    }


def test_declared_labels_keep_their_order_and_their_parents() -> None:
    rows = [r for r in landed()["declared_axis"] if (r["table_id"], r["axis"]) == ("things", "rows")]
    assert [(r["ordinal"], r["parent_ordinal"], r["depth"], r["label"]) for r in rows] == [
        (1, None, 1, "Total"),
        (2, None, 1, "Sex"),
        (3, 2, 2, "Male"),
        (4, 2, 2, "Female"),
    ]


def test_body_cells_meet_what_is_declared() -> None:
    found = landed()
    known = {(r["table_id"], r["axis"], tuple(r["label_path"])) for r in found["declared_axis"]}
    for cell in found["cell"]:
        if cell["role"] == "body" and cell["obs_status"] != "V":
            assert (cell["table_id"], "rows", tuple(cell["row_key"])) in known
            assert (cell["table_id"], "columns", tuple(cell["column_key"])) in known


def test_totals_have_their_parts() -> None:
    assert [(t["whole"], t["parts_kind"], t["parts"], t["note"]) for t in landed()["declared_total"]] == [
        (["total"], "listed", [["sex", "male"], ["sex", "female"]], None),
        (["{period}", "number"], "siblings", [], "Counts only."),
    ]


def test_rows_that_do_not_fit_are_told_by_table_and_column() -> None:
    [pages] = [t for t in TABLES if t.name == "page"]
    row = {"edition_id": "e", "page": 1, "width": 1.0, "height": 1.0, "characters": "many", "scanned": False}
    with pytest.raises(LandingError, match=r"landing\.page\.characters: expected INTEGER"):
        arrow_table(pages, [row])
    with pytest.raises(LandingError, match=r"landing\.page: the rows and the declared columns differ in depth"):
        arrow_table(pages, [{**row, "depth": 1}])
