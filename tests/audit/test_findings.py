"""Findings for people: the page in docs is current, and the command tells what is not acknowledged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipelines.audit.page import PAGE, page_text
from pipelines.cli import main
from tests.documents.reading_helpers import FILES


def test_the_page_of_findings_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page_text()


def test_known_documents_have_no_slip_that_is_not_acknowledged(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    strict = [f for document in shown for f in document["findings"] if f["severity"] == "error"]
    assert strict
    assert all(f["acknowledged"] for f in strict)


def test_a_file_that_nobody_knows_is_audited_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cases.md"
    file.write_text(
        "# Table 1. Cases\n\n| Outcome | 2001 | 2002 |\n|---|---|---|\n| Total | 60 | 90 |\n| Open | 10 | 20 |\n"
        "| Closed | 20 | 30 |\n| Other | 30 | 44 |\n",
        encoding="utf-8",
    )
    assert main(["audit", str(file)]) == 1
    assert "20 + 30 + 44 = 94" in capsys.readouterr().out


def test_what_is_neither_file_nor_document_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "nothing_of_the_kind"]) == 1
    assert "no such publication" in capsys.readouterr().err
    assert FILES.is_dir()


def test_one_bad_target_does_not_keep_the_others_from_being_audited(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"nothing of a PDF\x00\x01")
    assert main(["audit", str(tmp_path / "gone.pdf"), str(broken), "ussc_2021_production"]) == 1
    said = capsys.readouterr()
    assert "there is no such file" in said.err
    assert "broken.pdf" in said.err
    assert "11 / 512 = 2.148%" in said.out
    assert "2.1 instead of 2.2% would set its one identity right" in said.out
