"""The pdf and text renditions of each publication, and its publisher's own text, are read alike by different code."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.documents.registry import load
from pipelines.documents.spec import Edition, Publication
from pipelines.extraction.confirm import Bound, bind
from pipelines.extraction.reader import read_file
from tests.documents.reading_helpers import ROOT, read

SOURCE_DOCS = ROOT / "source_docs"
PUBLISHER_TEXT = ROOT.parent / "shared" / "publisher_text"
PUBLICATIONS = {p.document_id: p for p in load(SOURCE_DOCS).publications}
VALUES = {
    "bjs_ncj250746": 486,
    "nij_ncj215733": 14,
    "ojjdp_csec_page": 0,
    "ussc_2021_nonproduction": 9,
    "ussc_2021_production": 34,
}

Cells = dict[tuple[str, tuple[str, ...], tuple[str, ...]], str]


def cells(bound: Bound) -> Cells:
    """Table, row path and column path to the printed characters."""
    return {
        (b.table_id, b.table.row_paths[c.row_start], b.table.column_paths[c.col_start]): c.text
        for b in bound.tables
        for c in b.table.body()
    }


def bound(publication: Publication, edition: Edition) -> Bound:
    """The bound reading of one shipped edition."""
    if edition.rendition == "pdf":
        return bind(read(Path(edition.file).name), publication, edition)
    return bind(read_file(SOURCE_DOCS / edition.file, publication.tables), publication, edition)


@pytest.mark.parametrize("document_id", sorted(VALUES))
def test_both_renditions_hold_the_same_cells(document_id: str) -> None:
    publication = PUBLICATIONS[document_id]
    readings = [bound(publication, edition) for edition in publication.editions]
    assert [r.problems for r in readings] == [()] * len(readings)
    assert [r.unexpected for r in readings] == [()] * len(readings)
    assert [len(cells(r)) for r in readings] == [VALUES[document_id]] * len(readings)
    for other in readings[1:]:
        assert cells(other) == cells(readings[0])


@pytest.mark.skipif(not PUBLISHER_TEXT.is_dir(), reason="the publishers' own text is not on this machine")
@pytest.mark.parametrize("document_id", sorted(VALUES))
def test_the_publishers_own_text_holds_the_same_cells(document_id: str) -> None:
    publication = PUBLICATIONS[document_id]
    edition = publication.editions[0]
    (path,) = PUBLISHER_TEXT.glob(f"{document_id}.*")
    theirs = bind(read_file(path, publication.tables), publication, edition)
    assert theirs.problems == ()
    assert theirs.unexpected == ()
    assert cells(theirs) == cells(bound(publication, edition))
