"""Reading in children: the same from one and from several, and a file that harms only itself."""

from __future__ import annotations

import dataclasses
import json
import signal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction import crew, sandbox
from pipelines.extraction.model import Box, ExtractionError, Reading
from pipelines.extraction.reader import read_file
from pipelines.extraction.sandbox import Job, read_many
from pipelines.extraction.wire import from_wire, to_wire
from pipelines.settings import cores, reading_jobs
from tests.documents.drawn import DrawnRow, DrawnTable, Report

PROJECT = Path(__file__).resolve().parents[2]
FILES = PROJECT / "source_docs" / "files"


def table(title: str, label: str, start: int) -> DrawnTable:
    return DrawnTable(
        label,
        title,
        "Year",
        (("Opened",), ("Closed",)),
        tuple(DrawnRow(str(start + n), (f"{start * n:,}", str(n))) for n in range(1, 9)),
        ("Source: Registry.",),
    )


@pytest.fixture(scope="module")
def long_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Thirty pages, each with a table that goes on from the page before or begins anew."""
    report = Report(tmp_path_factory.mktemp("long") / "long.pdf")
    for page in range(30):
        goes_on = page % 5 > 0
        label = f"Table {page // 5 + 1}"
        report.prose("In 2016 the courts closed 1,430 cases, 128 more than in 2015. " * 6)
        report.table(table("Cases by year" + (" (continued)" if goes_on else ""), label, 1900 + 10 * page))
        report.new_page()
    return report.save()


def outcomes(jobs: list[Job], at_once: int, **more: float) -> list[tuple[str, Reading | str]]:
    found = read_many(jobs, at_once=at_once, **more)
    return [(job.key, str(o) if isinstance(o, ExtractionError) else o) for job, o in found]


def test_several_children_read_what_one_reads(long_report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "SMALL_FILE", 1000)
    files = [long_report, FILES / "bjs_ncj250746.pdf", FILES / "nij_ncj215733.txt", long_report.with_name("none.pdf")]
    jobs = [Job(str(n), path) for n, path in enumerate(files)]
    pages: list[tuple[str, int]] = []
    one = outcomes(jobs, 1)
    three = [
        (job.key, str(o) if isinstance(o, ExtractionError) else o)
        for job, o in read_many(jobs, at_once=3, on_page=lambda job, page: pages.append((job.key, page)))
    ]
    assert three == one
    assert sorted(page for key, page in pages if key == "0") == list(range(1, 31))
    long = one[0][1]
    assert isinstance(long, Reading)
    assert [p.number for p in long.pages] == list(range(1, 31))
    assert max(len(t.parts) for t in long.tables) > 1, "tables go on over pages"


def test_a_span_of_a_long_file(long_report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crew, "SMALL_FILE", 1000)
    jobs = [Job("some", long_report, pages=(3, 24)), Job("beyond", long_report, pages=(3, 31))]
    one, three = outcomes(jobs, 1), outcomes(jobs, 3)
    assert three == one
    assert "has 30 pages" in str(one[1][1])


@given(st.integers(1, 50), st.integers(0, 3000), st.integers(1, 64))
def test_spans_hold_each_page_once(first: int, more: int, at_once: int) -> None:
    spans = crew.spans_of(first, first + more, at_once)
    assert [n for a, b in spans for n in range(a, b + 1)] == list(range(first, first + more + 1))


@pytest.mark.parametrize(("said", "jobs"), [("", 1), ("3", 3), ("0", cores()), ("-2", 1), ("many", 1), ("99999", 1)])
def test_how_many_are_read_at_once(said: str, jobs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLUMBLINE_JOBS", said)
    assert reading_jobs() == jobs


@pytest.mark.parametrize("at_once", [1, 3])
def test_a_hostile_file_harms_only_itself(long_report: Path, tmp_path: Path, at_once: int) -> None:
    bad = tmp_path / "bad.pdf"
    whole = (FILES / "nij_ncj215733.pdf").read_bytes()
    bad.write_bytes(whole[: len(whole) // 3] + bytes(range(256)) * 300)
    good = FILES / "nij_ncj215733.txt"
    found = dict(outcomes([Job("a", good), Job("b", bad), Job("c", long_report)], at_once))
    assert isinstance(found["a"], Reading)
    assert isinstance(found["c"], Reading)
    assert isinstance(found["b"], Reading) or found["b"].startswith("bad.pdf")


@pytest.mark.parametrize("at_once", [1, 2])
def test_a_file_that_takes_too_long_is_stopped(long_report: Path, at_once: int) -> None:
    found = dict(outcomes([Job("a", long_report), Job("b", long_report)], at_once, seconds=0.05))
    assert {str(o).split(":")[1][:20] for o in found.values()} == {" reading took more t"}


def test_a_child_that_dies_is_replaced(long_report: Path) -> None:
    reader = sandbox.Reader(60)
    first = reader.read(Job("a", long_report, pages=(1, 2)))
    assert reader.child is not None
    reader.child.process.send_signal(signal.SIGKILL)
    lost = reader.read(Job("b", long_report, pages=(1, 2)))
    again = reader.read(Job("c", long_report, pages=(1, 2)))
    reader.stop()
    assert isinstance(lost, ExtractionError)
    assert "ended early" in str(lost)
    assert again == first


def test_a_reading_comes_back_from_the_wire() -> None:
    for path in (FILES / "bjs_ncj250746.pdf", FILES / "nij_ncj215733.txt"):
        reading = read_file(path)
        sent = json.dumps(to_wire(reading, Reading))
        assert from_wire(json.loads(sent), Reading) == reading
        assert len(sent) < 0.7 * len(json.dumps(dataclasses.asdict(reading)))


@dataclasses.dataclass
class Leaf:
    name: str


@dataclasses.dataclass
class Branch:
    items: list[Leaf | Box]
    named: dict[str, tuple[Leaf, ...]]
    other: Leaf | None = None
    words: tuple[str, ...] = ()


@given(st.lists(st.text()), st.dictionaries(st.text(), st.lists(st.text())), st.none() | st.text())
def test_any_plain_data_comes_back_from_the_wire(
    names: list[str], named: dict[str, list[str]], other: str | None
) -> None:
    tree = Branch(
        [Leaf(n) if len(n) % 2 else Box(1, 0.5, 1.0, 2.0, float(len(n))) for n in names],
        {k: tuple(map(Leaf, v)) for k, v in named.items()},
        None if other is None else Leaf(other),
        tuple(names),
    )
    assert from_wire(json.loads(json.dumps(to_wire(tree, Branch))), Branch) == tree
