"""Two renditions of one document held against each other, cell by cell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipelines.audit.renditions import compare_renditions
from pipelines.cli import main
from pipelines.documents.registry import load
from pipelines.extraction.reader import read_file
from tests.audit.audit_support import with_text
from tests.documents.reading_helpers import FILES, ROOT


def test_renditions_that_agree_differ_in_nothing_and_one_wrong_digit_is_told_with_both_prints() -> None:
    publication = next(p for p in load(ROOT / "source_docs") if p.document_id == "ussc_2021_production")
    pdf, text = (read_file(FILES / Path(edition.file).name, publication.tables) for edition in publication.editions)
    editions = publication.editions
    (same,) = compare_renditions(publication, list(zip(editions, (pdf, text), strict=True)))
    assert (same.agreeing, same.findings) == (34, [])
    at = next(n for n, t in enumerate(text.tables) if any(c.text == "241" for c in t.body()))
    cell = next(c for c in text.tables[at].body() if c.text == "241")
    wrong = with_text(text.tables[at], cell.row_start, cell.col_start, "214")
    tables = tuple(wrong if n == at else t for n, t in enumerate(text.tables))
    (compared,) = compare_renditions(publication, list(zip(editions, (pdf, replace(text, tables=tables)), strict=True)))
    (found,) = compared.findings
    assert (compared.agreeing, found.printed, found.expected) == (33, "241", "214")
    assert found.explanation.endswith("ussc_2021_production.pdf prints 241, ussc_2021_production.md prints 214.")


def test_renditions_of_a_known_document_are_compared_by_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "nij_ncj215733"]) == 0
    assert "nij_ncj215733.pdf and nij_ncj215733.txt: 14 cells are printed alike in both" in capsys.readouterr().out


def test_a_file_with_other_bytes_is_read_as_the_document_that_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.md"
    text = (FILES / "ussc_2021_production.md").read_text(encoding="utf-8")
    copy.write_text(text.replace("241\t47.1%", "241\t47.6%"), encoding="utf-8")
    assert main(["audit", str(copy), "--as", "ussc_2021_production"]) == 1
    said = capsys.readouterr().out
    assert "printed 47.6%; expected 47.1%" in said
    assert "ERROR (acknowledged), page 1: Method of Production: Other; %" in said
