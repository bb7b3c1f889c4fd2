"""Every text rendition, ours and the publishers' own, held against the publication files and against one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.registry import load_file
from pipelines.extraction.confirm import Bound, bind
from pipelines.extraction.text import read_text
from tests.documents.text_support import ROOT, published, rows, values

FILES = sorted((ROOT / "source_docs" / "publications").glob("*.yml"))
NUMBERS = {
    "bjs_ncj250746": 486,
    "nij_ncj215733": 14,
    "ojjdp_csec_page": 0,
    "ussc_2021_nonproduction": 9,
    "ussc_2021_production": 34,
}
EVERY = pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)


def _bound(file: Path, own: bool) -> Bound:
    publication = load_file(file)
    edition = next(e for e in publication.editions if e.rendition == "text")
    path = ROOT / "source_docs" / edition.file
    return bind(read_text(path if own else published(path.name), publication.tables), publication, edition)


@EVERY
@pytest.mark.parametrize("own", [True, False], ids=["edition", "publisher"])
def test_all_that_is_expected_is_found_and_nothing_else(file: Path, own: bool) -> None:
    bound = _bound(file, own)
    assert [p.message for p in bound.problems] == []
    assert bound.unexpected == ()
    if file.stem in NUMBERS:
        assert sum(len(t.table.body()) for t in bound.tables) == NUMBERS[file.stem]


@EVERY
def test_the_publishers_text_says_the_same_in_every_cell(file: Path) -> None:
    theirs = {t.table_id: t.table for t in _bound(file, own=False).tables}
    for ours in _bound(file, own=True).tables:
        assert values(theirs[ours.table_id]) == values(ours.table)
        assert rows(theirs[ours.table_id]) == rows(ours.table)
