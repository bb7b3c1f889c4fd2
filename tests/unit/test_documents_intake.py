"""What a file is, and the one sentence for each kind that is not read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.documents import intake
from pipelines.documents.intake import IntakeError, examine
from pipelines.extraction.model import ExtractionError
from pipelines.extraction.text import read_text


def test_text_and_pdf_are_told_by_content_not_by_name(tmp_path: Path) -> None:
    text = tmp_path / "report.pdf"
    text.write_text("Table 1\n\f— §2\n", encoding="utf-8")
    assert examine(text).kind == "text"
    pdf = tmp_path / "report.txt"
    pdf.write_bytes(b"\xef\xbb\xbf%PDF-1.7\n%%EOF\n")
    facts = examine(pdf)
    assert (facts.kind, facts.bytes, facts.encrypted) == ("pdf", 18, False)
    assert facts.sha256 == hashlib.sha256(pdf.read_bytes()).hexdigest()


def test_a_pdf_that_declares_encryption_says_so(tmp_path: Path) -> None:
    pdf = tmp_path / "a.pdf"
    pdf.write_bytes(b"%PDF-1.7\n" + b" " * (1 << 20) + b"trailer << /Encrypt 5 0 R >>\n%%EOF\n")
    assert examine(pdf).encrypted


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04...", "ZIP or Office file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\xff\xd8\xff\xe0", "a picture"),
        (b"\xff\xfe\x00\x00T\x00\x00\x00", "text in UTF-32"),
        (b"\xff\xfeT\x00a", "begins like text in UTF-16 but is not"),
        (b"T\x00a\x00b\x00", "control character"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"  <!-- saved -->\n<HTML lang=en>", "a web page"),
        (b"Table 1\x00\x01", r"control character \(0x00, character 7\)"),
        ("\u2013 caf\u00e9, ends in ".encode() + b"\xe2\x80", "middle of a UTF-8 character"),
    ],
)
def test_what_is_not_read_is_refused_in_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    with pytest.raises(IntakeError, match=says) as caught:
        examine(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"plain", "UTF-8"),
        ("\ufeffTable 1 \u2013".encode(), "UTF-8"),
        ("Table 1 \u2013".encode("utf-16"), "UTF-16"),
        ("Table 1 \u2013".encode("utf-16-be"), ""),
        (b"\xfe\xff" + "Table 1 \u2013".encode("utf-16-be"), "UTF-16"),
        (b"caf\xe9 au lait", "Windows-1252 (assumed: it is not UTF-8)"),
        (b"caf\xe9", "Windows-1252 (assumed: it is not UTF-8)"),
        ("2004\u20132013 \u2013 ".encode() + b"\xff rest", "UTF-8"),
        (b"old end\r\n\x1a", "UTF-8"),
    ],
)
def test_text_in_other_encodings_is_read_and_told(tmp_path: Path, content: bytes, encoding: str) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    if encoding:
        assert examine(file).encoding == encoding
        read_text(file)
    else:
        with pytest.raises(IntakeError):
            examine(file)
        with pytest.raises(ExtractionError):
            read_text(file)


@settings(max_examples=150, deadline=None)
@given(content=st.one_of(st.binary(min_size=1, max_size=120), st.text(min_size=1, max_size=60).map(str.encode)))
def test_what_is_taken_in_is_what_the_reader_reads(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("any") / "file.txt"
    file.write_bytes(content)
    try:
        taken = examine(file).kind == "text"
    except IntakeError:
        return
    if taken:
        read_text(file)


def test_missing_folder_pipe_and_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(IntakeError, match="no such file"):
        examine(tmp_path / "none.pdf")
    with pytest.raises(IntakeError, match="is a folder"):
        examine(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(IntakeError, match="a pipe or a device"):
        examine(tmp_path / "pipe")
    (tmp_path / "large.txt").write_text("12345")
    monkeypatch.setattr(intake, "MAX_BYTES", 4)
    with pytest.raises(IntakeError, match="Split the file"):
        examine(tmp_path / "large.txt")


def test_a_link_out_of_the_folder_is_refused_and_one_inside_is_not(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out.txt"
    inside.mkdir()
    outside.write_text("text")
    (inside / "real.txt").write_text("text")
    (inside / "near.txt").symlink_to("real.txt")
    (inside / "far.txt").symlink_to(outside)
    (inside / "loop.txt").symlink_to("loop.txt")
    assert examine(inside / "near.txt", within=inside).kind == "text"
    for name in ("far.txt", "loop.txt", "../out.txt"):
        with pytest.raises(IntakeError):
            examine(inside / name, within=inside)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(min_size=1, max_size=300), chunk=st.integers(1, 8))
def test_any_bytes_are_told_or_refused_alike_whatever_the_chunks(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, chunk: int
) -> None:
    file = tmp_path_factory.mktemp("any") / "file"
    file.write_bytes(content)

    def outcome() -> str:
        try:
            return examine(file).kind
        except IntakeError:
            return "refused"

    whole = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "_CHUNK", chunk)
        assert outcome() == whole
