"""Cells as rows: ids, paths, markers, values."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.model import Cell, Table
from pipelines.landing.cells import cell_rows, common, row_markers
from tests.unit.landing_samples import SHA, cell, panels, things


def rows(table: Table, sha256: str = SHA) -> list[dict[str, Any]]:
    return list(cell_rows("sample", f"sample@{sha256[:12]}", sha256, "things", table))


def at(table: Table, row: int, column: int) -> dict[str, Any]:
    [found] = [r for r in rows(table) if (r["row_start"], r["col_start"]) == (row, column)]
    return found


def test_the_id_of_a_number_is_a_hash_of_document_bytes_table_and_labels() -> None:
    parts = ["sample", SHA, "things", ["Sex", "Male"], ["2004–2013", "Number"]]
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"))
    assert at(things(), 4, 1)["cell_id"] == hashlib.sha256(text.encode()).hexdigest()[:20]


def test_every_cell_has_an_id_of_its_own() -> None:
    ids = [r["cell_id"] for r in rows(things())]
    assert len(set(ids)) == len(ids) == len(things().cells)


def test_ids_do_not_depend_on_the_order_of_reading_nor_on_the_place_of_a_number() -> None:
    table = things()
    moved = [replace(c, box=replace(c.box, x0=1.0, page=2)) for c in reversed(table.cells)]
    assert [r["cell_id"] for r in rows(replace(table, cells=tuple(moved)))] == [r["cell_id"] for r in rows(table)]


def test_other_bytes_give_other_ids() -> None:
    assert not {r["cell_id"] for r in rows(things())} & {r["cell_id"] for r in rows(things(), "cd" * 32)}


def test_numbers_under_the_same_labels_keep_apart() -> None:
    table = things()
    paths = (*table.row_paths[:5], table.row_paths[4])
    ids = [r["cell_id"] for r in rows(replace(table, row_paths=paths))]
    assert len(set(ids)) == len(ids)
    assert {r["cell_id"] for r in rows(table) if r["row_start"] < 5} <= set(ids)


def test_a_number_has_its_own_markers_and_those_of_its_labels_once_each() -> None:
    assert at(things(), 4, 1)["markers"] == ["*", "a", "b", "c"]
    assert at(things(), 4, 2)["markers"] == ["b", "a", "c", "d"]
    assert at(things(), 5, 1)["markers"] == ["a", "c"]
    assert at(things(), 2, 1)["markers"] == ["c"]


def test_a_label_has_its_own_markers_only() -> None:
    assert at(things(), 4, 0)["markers"] == ["b"]
    assert at(things(), 1, 1)["markers"] == []


def test_a_parent_row_with_numbers_gives_its_markers_to_the_rows_under_it() -> None:
    cells = (cell(0, 0, "All", "stub", "a"), cell(0, 1, "3"), cell(1, 0, "Some", "stub"), cell(1, 1, "2"))
    cells += (cell(2, 0, "Others", "stub"), cell(2, 1, "1"))
    paths = (("All",), ("All", "Some"), ("Others",))
    assert row_markers(replace(things(), cells=cells, row_paths=paths)) == [["a"], ["a"], []]


def test_a_label_printed_once_for_several_rows_gives_its_markers_to_all_of_them() -> None:
    cells = (cell(0, 0, "Sex", "stub", "a"), cell(0, 1, "Male", "stub", "b"), cell(1, 1, "Female", "stub"))
    paths = (("Sex", "Male"), ("Sex", "Female"))
    assert row_markers(replace(things(), cells=cells, row_paths=paths)) == [["a", "b"], ["a"]]


def test_a_section_of_the_same_name_elsewhere_gives_nothing() -> None:
    cells = (
        cell(0, 0, "Sex", "section", "a"),
        cell(1, 0, "Male", "stub"),
        cell(2, 0, "Sex", "section"),
        cell(3, 0, "Male", "stub"),
    )
    paths = (("Sex",), ("Sex", "Male"), ("Sex",), ("Sex", "Male"))
    assert row_markers(replace(things(), cells=cells, row_paths=paths)) == [["a"], ["a"], [], []]


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (2, 1, ("number", 1003.0, "1003", None, None, 0, None, "A")),
        (2, 2, ("number", 100.0, "100", None, None, 0, "percent", "A")),
        (4, 2, ("number", 100.0, "100.0", None, None, 1, None, "A")),
        (5, 1, ("symbol", None, None, None, None, None, None, "O")),
        (5, 2, ("range", None, None, 0.0, 240.0, 0, "months", "A")),
    ],
)
def test_numbers_are_typed(row: int, column: int, expected: tuple[Any, ...]) -> None:
    names = ("value_kind", "value", "value_text", "value_low", "value_high", "decimals", "printed_unit", "obs_status")
    assert tuple(at(things(), row, column)[n] for n in names) == expected


def test_a_range_from_under_one_is_open_below() -> None:
    found = at(things(), 5, 2)
    assert (found["printed"], found["open_low"], found["open_high"]) == ("<1 - 240 months", True, False)


def test_labels_are_text_even_where_they_are_years() -> None:
    years = replace(things(), cells=(cell(2, 0, "1998", "stub"), cell(2, 1, "5")))
    assert (at(years, 2, 0)["value_kind"], at(years, 2, 0)["value"]) == ("text", None)


def test_a_number_without_a_label_is_not_validated() -> None:
    found = at(panels(), 1, 1)
    assert (found["printed"], found["value"], found["obs_status"]) == ("70.0 mos.", 70.0, "V")
    assert (found["row_path"], found["row_key"]) == (["Overview", ""], ["overview", ""])
    assert at(panels(), 0, 1)["obs_status"] == "A"


def test_paths_of_labels_are_those_they_stand_for() -> None:
    assert (at(things(), 0, 1)["row_path"], at(things(), 0, 1)["column_path"]) == ([], ["2004–2013"])
    assert at(things(), 1, 2)["column_path"] == ["2004–2013", "Percent"]
    assert at(things(), 3, 0)["row_path"] == ["Sex"]
    assert at(things(), 4, 1)["column_key"] == ["{period}", "number"]


def test_boxes_are_rounded_to_a_thousandth() -> None:
    assert (at(things(), 2, 1)["x0"], at(things(), 2, 1)["x1"]) == (100.0, 150.123)


PATHS = st.lists(st.lists(st.sampled_from("ab"), max_size=4).map(tuple), min_size=1, max_size=4)


@given(PATHS)
def test_common_labels_begin_every_path_and_are_the_most(paths: list[tuple[str, ...]]) -> None:
    shared = common(paths)
    assert all(p[: len(shared)] == shared for p in paths)
    assert len({p[: len(shared) + 1] for p in paths}) > 1 or any(p == shared for p in paths)


@given(st.decimals(min_value=0, max_value=10**12, places=3, allow_nan=False, allow_infinity=False))
def test_exact_decimals_come_back_as_printed(number: Any) -> None:
    printed = format(number, ",f")
    table = replace(things(), cells=(Cell(2, 2, 1, 1, printed, cell(2, 1, "").box),))
    assert rows(table)[0]["value_text"] == printed.replace(",", "")
