"""Pictures and texts of documents as they stand in the notes about a run."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from PIL import Image

from pipelines.steps import shown_crop


@pytest.mark.parametrize("text", ["**bold**", "[a](javascript:x)", "<img src=x>", "a | b", "`x`", "&lt;", "a_b_"])
def test_text_of_a_document_means_nothing_in_markdown(text: str) -> None:
    shown = shown_crop.escaped(text)
    assert shown.replace("\\", "") == text
    assert all(shown[n - 1] == "\\" for n, c in enumerate(shown) if c in "*_[]<>|`&")
    assert shown_crop.escaped("one\n\n# two") == "one \\# two"
    assert shown_crop.escaped("- Tables 2004-2013 (all)") == "\\- Tables 2004-2013 (all)"


def test_a_crop_is_shown_as_a_picture_of_the_same_size(tmp_path: Path) -> None:
    crop = tmp_path / "t.png"
    Image.new("RGB", (300, 200), (255, 255, 255)).save(crop)
    head, _, data = shown_crop.as_markdown(crop, "table_1 crop").removesuffix(")").partition("base64,")
    assert head == r"![table\_1 crop](data:image/png;"
    with Image.open(io.BytesIO(base64.b64decode(data))) as shown:
        assert shown.size == (300, 200)
        assert shown.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_what_is_missing_broken_or_too_large_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, whole = tmp_path / "b.png", tmp_path / "w.png"
    broken.write_bytes(b"no picture")
    Image.effect_noise((64, 64), 90).save(whole)
    assert shown_crop.as_markdown(tmp_path / "none.png", "x") == ""
    assert shown_crop.as_markdown(broken, "x") == ""
    monkeypatch.setattr(shown_crop, "MAX_BYTES", 100)
    assert shown_crop.as_markdown(whole, "x") == ""
