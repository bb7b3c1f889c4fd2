"""Files that are broken, hostile or no documents: one clear sentence, in bounded time, and nothing else harmed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipelines.extraction.model import ExtractionError, Reading
from pipelines.extraction.reader import read_file
from pipelines.extraction.sandbox import Job, read_many
from tests.documents.drawn import Report
from tests.documents.reading_helpers import FILES
from tests.documents.test_pdf_drawn import CASES


def drawn(path: Path) -> Path:
    report = Report(path)
    report.table(CASES)
    return report.save()


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"gone\.pdf: cannot be opened .*Check the path"):
        read_file(tmp_path / "gone.pdf")


def test_a_truncated_pdf_is_named(tmp_path: Path) -> None:
    whole = drawn(tmp_path / "whole.pdf").read_bytes()
    half = tmp_path / "half.pdf"
    half.write_bytes(whole[: len(whole) // 2])
    try:
        reading = read_file(half)
    except ExtractionError as error:
        assert "half.pdf" in str(error)  # noqa: PT017 (either outcome is fine, a traceback is not)
    else:
        assert isinstance(reading, Reading)


def test_an_encrypted_pdf_says_so(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("user", "owner", canPrint=0))
    canvas.drawString(100, 700, "Table 1")
    canvas.save()
    with pytest.raises(ExtractionError, match=r"locked\.pdf: the file is encrypted and asks for a password"):
        read_file(path)


def test_pages_that_the_file_lacks_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match=r"has 1 pages; pages 2-3 were asked for"):
        read_file(drawn(tmp_path / "one.pdf"), pages=range(2, 4))


def test_a_scanned_page_is_said_to_be_one(tmp_path: Path) -> None:
    from PIL import Image
    from reportlab.pdfgen.canvas import Canvas

    picture = tmp_path / "scan.png"
    Image.new("L", (200, 200), 200).save(picture)
    canvas = Canvas(str(tmp_path / "scan.pdf"))
    canvas.drawImage(str(picture), 50, 300, 400, 400)
    canvas.save()
    reading = read_file(tmp_path / "scan.pdf")
    assert [page.scanned for page in reading.pages] == [True]
    assert reading.tables == ()


def test_mutated_files_give_a_reading_or_a_sentence(tmp_path: Path) -> None:
    whole = drawn(tmp_path / "whole.pdf").read_bytes()
    dice = random.Random(7)
    paths = []
    for i in range(25):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(8, len(data))] = dice.randrange(256)
        path = tmp_path / f"mutant{i}.pdf"
        path.write_bytes(data)
        paths.append(path)
    results = list(read_many([Job(p.name, p) for p in paths], seconds=30))
    assert [job.key for job, _ in results] == [p.name for p in paths]
    for job, result in results:
        assert isinstance(result, Reading) or job.key in str(result)


def test_a_file_that_takes_too_long_is_stopped_and_the_next_is_read(
    tmp_path: Path,
) -> None:
    good = drawn(tmp_path / "good.pdf")
    slow = Job("slow", FILES / "bjs_ncj250746.pdf")
    first, *_ = list(read_many([slow], seconds=0.05))
    assert isinstance(first[1], ExtractionError)
    assert "took more than 0.05 seconds" in str(first[1])
    after = list(read_many([Job("bad", tmp_path / "gone.pdf"), Job("good", good)], seconds=60))
    assert isinstance(after[0][1], ExtractionError)
    assert isinstance(after[1][1], Reading)
    assert len(after[1][1].tables) == 1


def test_the_child_reads_the_same_as_this_process(tmp_path: Path) -> None:
    from dataclasses import replace

    path = drawn(tmp_path / "t.pdf")
    ((_, there),) = list(read_many([Job("t", path)], seconds=60))
    assert isinstance(there, Reading)
    assert replace(there, seconds=0.0) == replace(read_file(path), seconds=0.0)
