"""Fetching originals, without a network: the opener is a stand-in."""

from __future__ import annotations

import hashlib
import io
import urllib.error
from email.message import Message
from pathlib import Path

import pytest

from pipelines.documents import fetch as fetching
from pipelines.documents.fetch import FetchError, fetch
from pipelines.documents.spec import Publication

PDF = b"%PDF-1.7 a report"


class Answer(io.BytesIO):
    url = "https://agency.example/final.pdf"


def publication(known: bytes = b"an edition", url: str = "http://agency.example/report.pdf") -> Publication:
    return Publication.model_validate(
        {
            "document_id": "report",
            "publisher": {"name": "An Agency", "abbreviation": "AA"},
            "title": "A report",
            "published": "2020",
            "about": "About.",
            "licence": {"id": "us-government-work", "name": "Public domain"},
            "citation": "An Agency (2020).",
            "original": {"url": url, "confirmed": "Not tried.", "sha256": hashlib.sha256(PDF).hexdigest()},
            "editions": [
                {
                    "file": "files/report.pdf",
                    "sha256": hashlib.sha256(known).hexdigest(),
                    "rendition": "pdf",
                    "release": "2020-01-01",
                }
            ],
        }
    )


def test_the_file_and_its_sha256_are_kept_and_https_is_asked(tmp_path: Path) -> None:
    asked: list[str] = []

    def opener(url: str, timeout: float) -> Answer:
        asked.append(url)
        return Answer(PDF)

    got = fetch(publication(), tmp_path / "originals", opener)
    assert asked == ["https://agency.example/report.pdf"]
    assert (got.path.read_bytes(), got.bytes, got.as_declared) == (PDF, len(PDF), True)
    assert (tmp_path / "originals" / "report.pdf.sha256").read_text() == f"{got.sha256}  report.pdf\n"
    assert sorted(p.name for p in (tmp_path / "originals").iterdir()) == ["report.pdf", "report.pdf.sha256"]


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (urllib.error.URLError("Name or service not known"), "A network is needed"),
        (urllib.error.HTTPError("https://agency.example", 404, "Not Found", Message(), None), "answers 404"),
        (TimeoutError(), "broke off"),
        (ConnectionResetError(), "broke off"),
    ],
)
def test_no_network_is_a_sentence_and_leaves_nothing(tmp_path: Path, error: Exception, says: str) -> None:
    def opener(url: str, timeout: float) -> Answer:
        raise error

    with pytest.raises(FetchError, match=says):
        fetch(publication(), tmp_path, opener)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "empty file"), (b"<html>", "other than a PDF"), (PDF * 9, "more than")]
)
def test_a_wrong_answer_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, says: str
) -> None:
    monkeypatch.setattr(fetching, "MAX_BYTES", 100)
    (tmp_path / "report.pdf").write_bytes(b"earlier")
    with pytest.raises(FetchError, match=says):
        fetch(publication(), tmp_path, lambda url, timeout: Answer(content))
    assert [p.name for p in tmp_path.iterdir()] == ["report.pdf"]
    assert (tmp_path / "report.pdf").read_bytes() == b"earlier"


def test_an_edition_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"an edition")
    with pytest.raises(FetchError, match="never overwritten"):
        fetch(publication(), tmp_path, lambda url, timeout: Answer(PDF))
    assert (tmp_path / "report.pdf").read_bytes() == b"an edition"


def test_other_bytes_than_declared_are_told(tmp_path: Path) -> None:
    assert fetch(publication(), tmp_path, lambda url, timeout: Answer(PDF + b" 2")).as_declared is False


def test_a_redirect_away_from_https_is_refused() -> None:
    handler = fetching._HttpsOnly()
    request = fetching.urllib.request.Request("https://agency.example/a")
    with pytest.raises(urllib.error.URLError, match="not https"):
        handler.redirect_request(request, io.BytesIO(), 302, "Found", Message(), "http://agency.example/b")
