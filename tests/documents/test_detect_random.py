"""Properties of region finding: random pages come back the same; no page breaks it; the benchmark's regions hold."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.extraction.detect import find_regions
from pipelines.extraction.model import Box, Page
from pipelines.extraction.pdf import PageContent, page_contents
from pipelines.extraction.rules import Area, Rule
from pipelines.extraction.words import Word
from tests.documents.detect_support import Look, Sheet, assert_regions, words_in

BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "icdar2013_dev"
LOOKS: list[Look] = ["grid", "three", "rows", "none", "zebra", "columns", "band"]
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def drawn(draw: st.DrawFn) -> tuple[int, str, float, list[tuple[Look, int, int, str, float]]]:
    """A page: seed, font, size, and its tables (look, rows, columns, alignment, pitch)."""
    table = st.tuples(
        st.sampled_from(LOOKS),
        st.integers(3, 8),
        st.integers(1, 5),
        st.sampled_from(["left", "right", "centre"]),
        st.sampled_from([1.2, 1.35, 1.6]),
    )
    seed, font = draw(st.integers(0, 10_000)), draw(st.sampled_from(["Helvetica", "Times-Roman"]))
    return seed, font, draw(st.sampled_from([7.5, 9.0, 10.5])), draw(st.lists(table, min_size=1, max_size=2))


@QUIET
@given(drawn())
def test_a_random_page_gives_its_tables(page: tuple[int, str, float, list[tuple[Look, int, int, str, float]]]) -> None:
    seed, font, size, tables = page
    with tempfile.TemporaryDirectory() as folder:
        sheet = Sheet(Path(folder) / "page.pdf", seed, font=font, size=size)
        sheet.prose(4)
        for k, (look, rows, columns, align, pitch) in enumerate(tables):
            sheet.text(sheet.left, sheet.y, f"Table {k + 1}. {sheet.sentence(5)}", bold=True)
            sheet.y += 1.5 * size
            widths = [120.0] + [72.0] * columns
            sheet.table(sheet.numbers(rows, columns), widths, look, align=cast(Any, align), pitch=pitch)
            sheet.y += size
            sheet.prose(3)
        assert_regions(sheet)


box = st.tuples(st.floats(0, 600), st.floats(0, 780), st.floats(0.5, 200), st.floats(0.5, 60))


@QUIET
@given(
    st.lists(st.tuples(box, st.text(min_size=1, max_size=12), st.floats(1, 40)), max_size=60),
    st.lists(st.tuples(st.floats(0, 800), st.floats(0, 600), st.floats(6, 500)), max_size=30),
    st.lists(box, max_size=30),
)
def test_no_page_breaks_it(
    words: list[tuple[tuple[float, float, float, float], str, float]],
    rules: list[tuple[float, float, float]],
    areas: list[tuple[float, float, float, float]],
) -> None:
    content = PageContent(
        Page(1, 612, 792, 100, scanned=False),
        [Word(text, Box(1, x, y, x + w, y + h), size) for (x, y, w, h), text, size in words],
        [Rule(at, start, start + length) for at, start, length in rules],
        [Rule(at, start, start + length) for at, start, length in rules[::2]],
        [Area(x, y, x + w, y + h, True) for x, y, w, h in areas],
    )
    for found in find_regions(content):
        assert found.box.x0 <= found.box.x1
        assert found.box.top <= found.box.bottom
        assert words_in(content, found.box)


@pytest.mark.skipif(not BENCH.exists(), reason="the benchmark is not on this machine")
def test_the_regions_of_the_benchmark_are_found() -> None:
    regions = json.loads((BENCH / "regions.json").read_text())
    exact = wanted = false = 0
    for path in sorted(BENCH.glob("*.pdf")):
        for content in page_contents(path):
            got = [words_in(content, f.box) for f in find_regions(content)]
            true = [
                words_in(content, Box(content.page.number, b[0] - 2.5, b[1] - 2.5, b[2] + 2.5, b[3] + 2.5))
                for b in (t["bbox"] for t in regions.get(path.stem, []) if t["page"] == content.page.number)
            ]
            wanted += len(true)
            exact += sum(words in got for words in true)
            false += sum(not any(words & other for other in true) for words in got)
    assert wanted >= 80
    assert exact >= 0.95 * wanted
    assert false == 0
