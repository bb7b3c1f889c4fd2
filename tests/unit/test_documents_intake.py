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
        (b"\xff\xfeT\x00", "UTF-16"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"  <!-- saved -->\n<HTML lang=en>", "a web page"),
        (b"Table 1\x00\x01", "byte 7 is a control character"),
        (b"caf\xe9 au lait", "not in UTF-8"),
        (b"ends in \xe2\x80", "middle of a UTF-8 character"),
    ],
)
def test_what_is_not_read_is_refused_in_one_sentence(tmp_path: Path, content: bytes, says: str) -> None:
    file = tmp_path / "file.txt"
    file.write_bytes(content)
    with pytest.raises(IntakeError, match=says) as caught:
        examine(file)
    assert str(caught.value).startswith(f"{file}: ")
    assert "\n" not in str(caught.value)


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
