"""`plumbline extract` with regions, pictures and several children: what it writes, and what it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from pipelines.cli import exits, main
from pipelines.extraction.model import Box
from pipelines.extraction.picture import COLOURS, draw_pages
from pipelines.extraction.reader import read_file
from tests.documents.drawn import DrawnRow, DrawnTable, Report

PROJECT = Path(__file__).resolve().parents[2]
FILES = PROJECT / "source_docs" / "files"
Out = pytest.CaptureFixture[str]


def table(label: str, first: int) -> DrawnTable:
    rows = tuple(DrawnRow(f"Court {n}", (f"{first + n:,}", f"{n}.5%")) for n in range(1, 6))
    return DrawnTable(label, "Cases, by court", "Court", (("Cases",), ("Share",)), rows, ("Source: Registry.",))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Two pages, with two tables on the first and one on the second."""
    drawn = Report(tmp_path / "report.pdf")
    drawn.table(table("Table 1", 1000))
    drawn.table(table("Table 2", 2000))
    drawn.new_page()
    drawn.table(table("Table 3", 3000))
    return drawn.save()


def place(report: Path, label: str) -> str:
    """The region that the cells of a table stand in."""
    (found,) = (t for t in read_file(report).tables if t.label == label)
    box = Box.around(c.box for c in found.cells)
    return f"{box.page}:{box.x0 - 3:.2f},{box.top - 3:.2f},{box.x1 + 3:.2f},{box.bottom + 3:.2f}"


def values(read: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[set[str]]:
    return [{c["text"] for c in t["cells"] if c["role"] == "body"} for t in read["tables"]]


def test_regions_are_read_in_the_order_given(report: Path, capsys: Out) -> None:
    regions = [place(report, label) for label in ("Table 3", "Table 2", "Table 1")]
    assert main(["extract", str(report), *(a for r in regions for a in ("--region", r))]) == exits.OK
    told = capsys.readouterr()
    assert [sorted(v)[-1] for v in values(json.loads(told.out))] == ["5.5%"] * 3
    assert ["3,001" in values(json.loads(told.out))[0], "1,005" in values(json.loads(told.out))[2]] == [True, True]
    assert told.err == "report.pdf: 3 tables on 2 pages\n"


def test_a_region_without_a_table_is_said(report: Path, capsys: Out) -> None:
    assert (
        main(["extract", str(report), "--region", "2:10,700,200,760", "--region", place(report, "Table 1")]) == exits.OK
    )
    told = capsys.readouterr()
    assert "1,001" in values(json.loads(told.out))[0]
    assert told.err.splitlines()[0] == "report.pdf: no table was found in region 2:10,700,200,760"


@pytest.mark.parametrize(
    ("region", "code", "says"),
    [
        ("1:2", exits.USAGE, "is no region; write PAGE:x0,top,x1,bottom"),
        ("1:50,60,40,80", exits.USAGE, "is no region"),
        ("0:10,10,40,80", exits.USAGE, "is no region"),
        ("9:10,10,40,80", exits.FAILED, "has 2 pages"),
        ("1:10,10,4000,80", exits.FAILED, "which is 612 by 792 points"),
    ],
)
def test_a_region_that_cannot_be(report: Path, region: str, code: int, says: str, capsys: Out) -> None:
    assert main(["extract", str(report), "--region", region]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert says in told.err


@pytest.mark.parametrize("more", [["--pages", "1"], ["other.pdf"]])
def test_regions_are_of_one_file_and_name_their_page(report: Path, more: list[str], capsys: Out) -> None:
    assert main(["extract", str(report), "--region", "1:10,10,40,80", *more]) == exits.USAGE
    assert "--region" in capsys.readouterr().err


def test_a_text_file_has_no_regions_and_no_pictures(tmp_path: Path, capsys: Out) -> None:
    text = str(FILES / "nij_ncj215733.txt")
    assert main(["extract", text, "--region", "1:10,10,40,80"]) == exits.FAILED
    assert "the file is no PDF" in capsys.readouterr().err
    assert main(["extract", text, "--image", str(tmp_path / "pictures")]) == exits.FAILED
    told = capsys.readouterr()
    assert json.loads(told.out)["tables"]
    assert told.err.splitlines()[-1].endswith("only the pages of a PDF can be.")
    assert not (tmp_path / "pictures").exists()


def test_a_picture_of_each_page_with_a_table(report: Path, tmp_path: Path, capsys: Out) -> None:
    folder = tmp_path / "pictures"
    assert main(["extract", str(report), str(report), "--image", str(folder), "-f", "csv"]) == exits.OK
    names = [f"report.pdf{n}.p00{page}.png" for n in ("", "-2") for page in (1, 2)]
    assert sorted(p.name for p in folder.iterdir()) == sorted(names)
    with Image.open(folder / names[0]) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(1 << 24) or []}
    for kind in ("region", "head", "stub", "body", "note"):
        assert COLOURS[kind][0] in colours  # type: ignore[index]
    assert "2 pictures in" in capsys.readouterr().err


def test_a_page_that_is_named_is_drawn_without_a_table(tmp_path: Path) -> None:
    drawn = Report(tmp_path / "prose.pdf")
    drawn.prose("Nothing is counted here. " * 20)
    path = drawn.save()
    reading = read_file(path)
    assert draw_pages(path, reading, tmp_path / "none") == []
    (made,) = draw_pages(path, reading, tmp_path / "some", [1])
    with Image.open(made) as picture:
        assert picture.height > picture.width


def test_a_folder_that_cannot_be_written_is_told(report: Path, tmp_path: Path, capsys: Out) -> None:
    (tmp_path / "taken").write_text("")
    assert main(["extract", str(report), "--image", str(tmp_path / "taken")]) == exits.FAILED
    assert "taken" in capsys.readouterr().err


@pytest.mark.parametrize("jobs", ["0", "3"])
def test_jobs_change_nothing_but_the_time(report: Path, jobs: str, capsys: Out) -> None:
    files = [str(report), str(FILES / "nij_ncj215733.pdf"), str(FILES / "nij_ncj215733.txt")]
    assert main(["extract", *files]) == exits.OK
    one = capsys.readouterr()
    assert main(["extract", *files, "--jobs", jobs]) == exits.OK
    assert capsys.readouterr() == one
