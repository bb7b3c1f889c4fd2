"""What a page draws, read as a person sees it: letters in any order, twice, hidden, spaced out, askew or sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

from pipelines.extraction.pdf import PageContent, page_contents
from pipelines.extraction.reader import read_file
from pipelines.extraction.words import lines_of
from tests.documents.drawn import Report
from tests.documents.reading_helpers import FILES
from tests.documents.test_pdf_drawn import CASES

HEIGHT = letter[1]


def read(path: Path, draw: Callable[[Canvas], object], **options: object) -> PageContent:
    """The content of a page that `draw` draws."""
    canvas = Canvas(str(path), pagesize=letter, invariant=1, pageCompression=0, **options)  # type: ignore[arg-type]
    canvas.setFont("Times-Roman", 10)
    draw(canvas)
    canvas.save()
    (content,) = page_contents(path)
    return content


def raw(canvas: Canvas, code: str) -> None:
    """Write drawing commands as they are."""
    canvas._code.append(code)


def texts(content: PageContent) -> list[str]:
    return [" ".join(w.text for w in line) for line in lines_of(content.words)]


@pytest.mark.parametrize("name", sorted(p.name for p in FILES.glob("*.pdf")))
def test_the_letters_are_those_of_pdfplumber(name: str) -> None:
    """The same letters at the same places, found in a fraction of the time."""
    import pdfplumber

    with pdfplumber.open(FILES / name) as pdf:
        for page, content in zip(pdf.pages, page_contents(FILES / name), strict=True):
            assert content.page.characters == len(page.chars)
            there = sorted(
                (round(c["top"]), round(c["bottom"])) for c in page.chars if c["upright"] and not c["text"].isspace()
            )
            here = sorted((round(w.box.top), round(w.box.bottom)) for w in content.words for _ in w.text)
            assert {t for t, _ in here} <= {t + d for t, _ in there for d in (-1, 0, 1)}
            said = sorted("".join(w["text"] for w in page.extract_words()).replace("\u00ad", "-"))
            missing = [c for c in said if c != "-"]
            assert len([c for w in content.words + content.turned for c in w.text if c != "-"]) >= 0.99 * len(missing)


def test_commands_that_are_hard_to_read(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        raw(c, "BT /F1 10 Tf 1 0 0 1 72 700 Tm (a \\(nested (pair)\\) b\\\\c\\101) Tj ET % (not this) Tj")
        raw(c, "BT /F1 10 Tf 1 0 0 1 72 680 Tm [(1,2) 20 (3(4)5) -600 <36 37>] TJ ET")
        raw(c, "q 10 0 0 10 72 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x7f(EI) Tj\x01 EI Q")
        raw(c, "BT /F1 10 Tf 1 0 0 1 72 660 Tm /Span <</ActualText (x) /N [1 2]>> BDC (after) Tj EMC ET")
        raw(c, "BT /F1 --5 Tf 1 0 0 1 72 640 Tm /F1 10 Tf 0 Tc (signs) ' ET nonsense ) > ] 3 4")
        raw(c, "BT /F1 10 Tf 1 0 0 1 72 620 Tm (last) Tj ET")

    found = texts(read(tmp_path / "hard.pdf", draw))
    assert found[:3] == ["a (nested (pair)) b\\cA", "1,23(4)5 67", "after"]
    assert found[-1] == "last"


def test_text_drawn_letter_by_letter_in_any_order(tmp_path: Path) -> None:
    word = "Convictions, 1994"

    def draw(c: Canvas) -> None:
        places = []
        x = 72.0
        for sign in word:
            places.append((x, sign))
            x += c.stringWidth(sign, "Times-Roman", 10)
        for x, sign in places[::2] + places[1::2][::-1]:
            c.drawString(x, 700, sign)

    assert texts(read(tmp_path / "order.pdf", draw)) == [word]


def test_letters_drawn_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for shift in (0, 0.3, 0.6):
            c.drawString(72 + shift, 700, "Total arrests 2,135")
        x = 72.0
        for sign in "letters":
            c.drawString(x, 680, sign)
            c.drawString(x + 0.4, 680.2, sign)
            x += c.stringWidth(sign, "Times-Roman", 10)

    content = read(tmp_path / "twice.pdf", draw)
    assert texts(content) == ["Total arrests 2,135", "letters"]
    assert all(w.bold for w in content.words)


def test_doubled_letters_stay(tmp_path: Path) -> None:
    content = read(tmp_path / "book.pdf", lambda c: c.drawString(72, 700, "bookkeeper 1100 22 llama"))
    assert texts(content) == ["bookkeeper 1100 22 llama"]


def test_spaced_out_letters_are_words(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "T a b l e")
        raw(c, "BT /F2 10 Tf 1 0 0 1 72 680 Tm 3 Tc (PRODUCTION) Tj ET BT 0 Tc ET")
        c.drawString(72, 660, "a b 1 2 3 4 5")

    assert texts(read(tmp_path / "spaced.pdf", draw)) == ["Table", "PRODUCTION", "a b 1 2 3 4 5"]


def test_small_capitals_are_one_word_and_markers_stay_apart(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFont("Times-Roman", 10)
        c.drawString(72, 700, "T")
        c.setFont("Times-Roman", 8)
        c.drawString(72 + c.stringWidth("T", "Times-Roman", 10), 700, "OTAL")
        c.setFont("Times-Roman", 10)
        c.drawString(72, 680, "2,135")
        end = 72 + c.stringWidth("2,135", "Times-Roman", 10)
        c.setFont("Times-Roman", 6)
        c.drawString(end, 684, "14")
        c.setFont("Times-Roman", 10)
        c.drawString(72, 660, "2,135")
        c.drawString(end, 664, "7")

    words = read(tmp_path / "caps.pdf", draw).words
    assert [(w.text, w.raised) for w in words if not w.raised] == [("TOTAL", False), ("2,135", False), ("2,135", False)]
    assert sorted(w.text for w in words if w.raised) == ["14", "7"]


def by_hand(path: Path, pages: list[str], unicode: dict[int, str], names: str = "") -> list[PageContent]:
    """Pages of one font, Times, whose ToUnicode map says `unicode` for codes and nothing for others."""
    lines = [f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in unicode.items()]
    codes = f"1 begincodespacerange <00> <ff> endcodespacerange {len(lines)} beginbfchar {' '.join(lines)} endbfchar"
    cmap = f"/CIDInit /ProcSet findresource begin begincmap {codes} endcmap end"
    encoding = f"/Encoding <</Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{names}]>>" if names else ""
    font = f"<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman /ToUnicode 4 0 R {encoding}>>"
    objects = ["<</Type /Catalog /Pages 2 0 R>>", "", font, f"<</Length {len(cmap)}>>\nstream\n{cmap}\nendstream"]
    kids = []
    for content in pages:
        kids.append(f"{len(objects) + 1} 0 R")
        resources = "/Resources <</Font <</F1 3 0 R>>>>"
        parent = "/Parent 2 0 R /MediaBox [0 0 612 792]"
        objects.append(f"<</Type /Page {parent} {resources} /Contents {len(objects) + 2} 0 R>>")
        objects.append(f"<</Length {len(content)}>>\nstream\n{content}\nendstream")
    objects[1] = f"<</Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)}>>"
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010d} 00000 n \n".encode() for offset in offsets)
    out += f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(out)
    return list(page_contents(path))


def shown(lines: list[str]) -> str:
    """Commands that show these lines one below the other."""
    return "".join(f"BT /F1 10 Tf 1 0 0 1 72 {700 - 20 * i} Tm ({line}) Tj ET\n" for i, line in enumerate(lines))


def test_ligatures_and_hyphens(tmp_path: Path) -> None:
    unicode = {1: "\ufb01", 2: "\ufb02", 3: "\ufb03", 4: "\u00ad", 5: "\u200b"}
    lines = ["\x01rst \x02oor o\x03ce", "self\x04reported year\x04", "un\x05seen"]
    (content,) = by_hand(tmp_path / "ligatures.pdf", [shown(lines)], unicode)
    assert texts(content) == ["first floor office", "self-reported year\u00ad", "unseen"]


def test_unnamed_glyphs_are_made_out_by_the_words_of_the_document(tmp_path: Path) -> None:
    first = shown(["Human tra\x03cking of sta\x06", "The o\x03ce saw con\x08icts"])
    second = shown(["Officials of the office were certain", "tra?cking too, but why?Because"])
    third = shown(["Human trafficking"])
    pages = by_hand(tmp_path / "unnamed.pdf", [first, second, third], {code: chr(code) for code in range(32, 127)})
    assert texts(pages[0]) == ["Human trafficking of sta(cid:6)", "The office saw con(cid:8)icts"]
    assert texts(pages[1]) == ["Officials of the office were certain", "trafficking too, but why?Because"]


def test_a_glyph_that_may_be_two_things_stays_as_printed(tmp_path: Path) -> None:
    lines = ["The sta\x03ed house", "A staffed and a stated house", "a sta\x04 bu\x05er", "buffer butter"]
    (content,) = by_hand(tmp_path / "either.pdf", [shown(lines)], {code: chr(code) for code in range(32, 127)})
    assert texts(content)[0] == "The staffed house"  # `stated` would need one letter, which is no ligature
    assert texts(content)[2] == "a sta(cid:4) bu(cid:5)er"


def test_accents_drawn_apart_from_their_letters(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 660, "Geldverm")
        x = 72 + c.stringWidth("Geldverm", "Times-Roman", 10)
        c.drawString(x + 0.8, 660, "\u00a8")
        c.drawString(x, 660, "ogen")

    assert texts(read(tmp_path / "accents.pdf", draw)) == ["Geldverm\u00f6gen"]


def test_what_cannot_be_seen_is_not_read(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.drawString(72, 700, "seen")
        c.setFillGray(1)
        c.drawString(72, 680, "paper on paper")
        c.setFillGray(0.2)
        c.rect(70, 655, 200, 15, stroke=0, fill=1)
        c.setFillGray(1)
        c.drawString(72, 660, "light on dark")
        c.setFillGray(0)
        raw(c, "BT /F1 10 Tf 3 Tr 1 0 0 1 72 640 Tm (invisible) Tj 0 Tr ET")
        raw(c, "BT /F1 0.4 Tf 1 0 0 1 72 620 Tm (tiny) Tj ET")
        raw(c, "q 60 590 100 20 re W n BT /F1 10 Tf 1 0 0 1 72 595 Tm (inside) Tj 1 0 0 1 300 595 Tm (outside) Tj ET Q")
        c.setFont("Times-Roman", 10)
        c.drawString(700, 300, "off the page")
        c.setCropBox((40, 200, 560, 760))
        c.drawString(72, 100, "cut off")

    assert texts(read(tmp_path / "hidden.pdf", draw)) == ["seen", "light on dark", "inside"]


def test_text_that_was_painted_over_is_not_read(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Flor..")
        canvas.drawString(72, 660, "Marked")
        canvas.drawString(72, 620, "Beside")
        canvas.setFillColorRGB(1, 1, 1)
        canvas.rect(70, 695, 60, 14, stroke=0, fill=1)
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(72, 700, "2,135")
        canvas.setFillColorRGB(1, 1, 0)
        canvas.setFillAlpha(0.4)
        canvas.rect(70, 655, 60, 14, stroke=0, fill=1)

    assert texts(read(tmp_path / "t.pdf", page)) == ["2,135", "Marked", "Beside"]


def test_ink_of_a_named_colour_is_no_paper(tmp_path: Path) -> None:
    from reportlab.lib.colors import CMYKColorSep

    def draw(c: Canvas) -> None:
        c.setFillColor(CMYKColorSep(0, 0, 0, 1, spotName="Press", density=1))
        c.drawString(72, 700, "printed with its own ink")
        c.rect(72, 690, 200, 0.5, stroke=0, fill=1)

    content = read(tmp_path / "ink.pdf", draw)
    assert texts(content) == ["printed with its own ink"]
    assert len(content.rules) == 1


def test_leader_dots_and_typed_rules(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        c.setFont("Courier", 10)
        c.drawString(72, 700, "Total.............  2,135")
        c.drawString(72, 680, "Male . . . . . . .    517")
        c.drawString(72, 660, "Other              ...")
        c.drawString(72, 640, "--------------------------")
        c.drawString(72, 620, "Unknown            ---")

    content = read(tmp_path / "dots.pdf", draw)
    assert texts(content) == ["Total 2,135", "Male 517", "Other ...", "Unknown ---"]
    assert [(round(r.start), round(r.end)) for r in content.rules] == [(72, 228)]


def test_text_that_runs_up_to_the_next_cell_stays_in_its_own(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        end = 72 + c.stringWidth("Parenting", "Times-Roman", 10)
        for y in (700, 680):
            c.drawString(72, y, "Parenting")
            c.drawString(end + 0.5, y, "employed")
        c.line(end, 710, end, 690)
        raw(c, f"BT /F1 10 Tf ET q {end} 650 100 20 re W n BT /F1 10 Tf 1 0 0 1 {end + 0.5} 660 Tm (employed) Tj ET Q")
        raw(c, f"q 60 650 {end - 60} 20 re W n BT /F1 10 Tf 1 0 0 1 72 660 Tm (Parenting) Tj ET Q")

    found = [[w.text for w in line] for line in lines_of(read(tmp_path / "cells.pdf", draw).words)]
    assert found == [["Parenting", "employed"], ["Parentingemployed"], ["Parenting", "employed"]]


def scanned(path: Path, text: Callable[[Canvas], object], picture_last: bool) -> PageContent:
    from PIL import Image

    picture = path.with_suffix(".png")
    Image.new("L", (200, 200), 200).save(picture)

    def draw(c: Canvas) -> None:
        if picture_last:
            text(c)
        c.drawImage(str(picture), 0, 0, letter[0], letter[1])
        if not picture_last:
            text(c)

    return read(path, draw)


def test_a_scan_with_what_a_machine_read_is_said_to_be_a_scan(tmp_path: Path) -> None:
    invisible = scanned(
        tmp_path / "ocr.pdf", lambda c: raw(c, "BT /F1 10 Tf 3 Tr 1 0 0 1 72 700 Tm (Tota1 2,l35) Tj ET"), False
    )
    assert (invisible.page.scanned, invisible.words) == (True, [])
    under = scanned(tmp_path / "under.pdf", lambda c: c.drawString(72, 700, "Tota1 2,l35"), True)
    assert (under.page.scanned, under.words) == (True, [])
    over = scanned(tmp_path / "over.pdf", lambda c: c.drawString(72, 700, "Total 2,135"), False)
    assert (over.page.scanned, texts(over)) == (False, ["Total 2,135"])


@pytest.mark.parametrize("angle", [-2.0, -0.7, 0.4, 1.5])
def test_a_page_put_askew(tmp_path: Path, angle: float) -> None:
    report = Report(tmp_path / "askew.pdf")
    report.canvas.rotate(angle)
    report.canvas.translate(0, 30 if angle < 0 else -10)
    report.table(CASES)
    straight = Report(tmp_path / "straight.pdf")
    straight.table(CASES)
    askew, plain = read_file(report.save()), read_file(straight.save())
    assert [c.text for t in askew.tables for c in t.cells] == [c.text for t in plain.tables for c in t.cells]


def sideways(path: Path, quarter: int, by_page: bool) -> Path:
    report = Report(path)
    width, height = letter
    if by_page:
        report.canvas.setPageRotation(quarter)
        if quarter != 180:
            width, height = height, width  # reportlab lays the sheet itself on its side
    turn = {90: (0, 1, -1, 0, width, 0), 180: (-1, 0, 0, -1, width, height), 270: (0, -1, 1, 0, 0, height)}[quarter]
    report.canvas.transform(*turn)
    if quarter != 180:
        report.height = width  # the page is drawn on as if it lay on its side
    report.table(CASES)
    return report.save()


@pytest.mark.parametrize("quarter", [90, 180, 270])
@pytest.mark.parametrize("by_page", [True, False])
def test_pages_set_sideways(tmp_path: Path, quarter: int, by_page: bool) -> None:
    straight = Report(tmp_path / "straight.pdf")
    straight.table(CASES)
    (plain,) = read_file(straight.save()).tables
    reading = read_file(sideways(tmp_path / "side.pdf", quarter, by_page))
    (table,) = reading.tables
    assert [(c.row_start, c.col_start, c.text) for c in table.cells] == [
        (c.row_start, c.col_start, c.text) for c in plain.cells
    ]
    assert table.title == plain.title
    (page,) = reading.pages
    for cell in table.cells:
        assert 0 <= cell.box.x0 < cell.box.x1 <= page.width
        assert 0 <= cell.box.top < cell.box.bottom <= page.height
    first = next(c for c in table.cells if c.role == "body")
    straightly = next(c for c in plain.cells if c.role == "body")
    upright = first.box.x1 - first.box.x0, first.box.bottom - first.box.top
    if not by_page and quarter != 180:
        upright = upright[::-1]
    assert upright == pytest.approx((straightly.box.x1 - straightly.box.x0, straightly.box.bottom - straightly.box.top))


def test_a_region_of_a_sideways_page_is_told_in_the_pages_own_coordinates(tmp_path: Path) -> None:
    path = sideways(tmp_path / "side.pdf", 90, by_page=False)
    (whole,) = read_file(path).tables
    (again,) = read_file(path, regions=whole.parts).tables
    assert [c.text for c in again.cells if c.role == "body"] == [c.text for c in whole.cells if c.role == "body"]


def test_spoilt_commands_do_no_harm(tmp_path: Path) -> None:
    import random
    import time

    from pipelines.extraction.model import ExtractionError

    path = tmp_path / "spoilt.pdf"
    by_hand(path, [shown(["Total 2,135 \\(1\\)", "Other 7"]) + "q 10 10 90 50 re W n f Q"], {65: "A"})
    whole = path.read_bytes()
    dice = random.Random(11)
    words = b"( ) [ ] << >> < BT ET Tj TJ q Q re W n f Do cm nan 1e999 - 99999999999999999999 scn BI EI \\ % Tz".split()
    begun = time.perf_counter()
    for i in range(200):
        data = bytearray(whole)
        for _ in range(dice.randint(1, 30)):
            at = dice.randrange(len(data))
            spoilt = b" %b " % dice.choice(words) if i % 2 else bytes([dice.randrange(256)])
            data[at : at + len(spoilt)] = spoilt
        path.write_bytes(data)
        try:
            list(page_contents(path))
        except ExtractionError as error:
            assert "spoilt.pdf" in str(error)  # noqa: PT017 (either outcome is fine, a traceback is not)
    assert time.perf_counter() - begun < 60


def test_single_words_set_sideways_stand_apart(tmp_path: Path) -> None:
    def draw(c: Canvas) -> None:
        for i in range(12):
            c.drawString(72, 700 - 12 * i, f"Row {i} of a table 1,23{i % 10}")
        c.saveState()
        c.translate(60, 600)
        c.rotate(90)
        c.drawString(0, 0, "Number of cases")
        c.restoreState()

    content = read(tmp_path / "head.pdf", draw)
    assert texts(content) == [f"Row {i} of a table 1,23{i % 10}" for i in range(12)]
    assert [(w.text, w.turned) for w in content.turned] == [("Number", 90), ("of", 90), ("cases", 90)]
    tops = [w.box.top for w in content.turned]
    assert tops == sorted(tops, reverse=True)
    assert all(w.box.x1 <= 61 + 10 and w.box.bottom - w.box.top > 5 for w in content.turned)


def test_four_hundred_pages_take_little_memory(tmp_path: Path) -> None:
    import subprocess
    import sys

    canvas = Canvas(str(tmp_path / "long.pdf"), pagesize=letter, invariant=1)
    for page in range(400):
        canvas.setFont("Times-Roman", 9)
        for i in range(30):
            canvas.drawString(50, 740 - 12 * i, f"Row {i} of page {page}")
            for k in range(4):
                canvas.drawRightString(260 + 40 * k, 740 - 12 * i, f"{(page * 31 + i * 7 + k) % 9999:,}")
        canvas.showPage()
    canvas.save()
    # Its memory now, page by page: the high-water mark of getrusage still holds the memory of the program it came from.
    code = (
        "import sys, psutil; from pathlib import Path; from pipelines.extraction.pdf import page_contents\n"
        "own = psutil.Process()\n"
        "seen = [own.memory_info().rss for _ in page_contents(Path(sys.argv[1]))]\n"
        "print(len(seen), max(seen) // 2**20)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "long.pdf")],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    pages, mebibytes = map(int, run.stdout.split())
    assert pages == 400
    assert mebibytes < 300


WORDS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABC0123456789,.%"), min_size=1, max_size=9).filter(
    lambda w: "..." not in w and not w.startswith(".")
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=8),
    st.sampled_from(["Helvetica", "Times-Roman", "Courier", "Helvetica-Bold"]),
    st.sampled_from([6.0, 8.0, 10.5, 14.0]),
    st.randoms(use_true_random=False),
    st.sampled_from([0, 90, 180, 270]),
)
def test_random_words_come_back_in_reading_order(
    tmp_path: Path, lines: list[list[str]], font: str, size: float, dice: object, quarter: int
) -> None:
    lines = [line for line in lines if not all(len(w) == 1 for w in line)]
    placed: list[tuple[float, float, str]] = []

    def draw(c: Canvas) -> None:
        c.translate(306, 396)
        c.rotate(quarter)
        c.translate(-250, 240)
        for i, line in enumerate(lines):
            x = 0.0
            for word in line:
                placed.append((x, -i * size * 1.5, word))
                x += c.stringWidth(word, font, size) + 0.6 * size
        dice.shuffle(placed)  # type: ignore[attr-defined]
        c.setFont(font, size)
        for x, y, word in placed:
            c.drawString(x, y, word)

    content = read(tmp_path / "random.pdf", draw)
    assert without_single(texts(content)) == without_single(" ".join(line) for line in lines)


def without_single(lines: Iterable[str]) -> list[str]:
    """Lines without spaces: single letters side by side may be read as a word spaced out."""
    return [line.replace(" ", "") for line in lines]


def test_directions_are_exact() -> None:
    from pipelines.extraction.characters.frames import frame_for
    from pipelines.extraction.model import Box

    for angle in (0.0, 90.0, 180.0, 270.0, 1.3, 269.2):
        frame = frame_for(angle, 612, 792, 10.0, -5.0)
        x, top = frame.turned(100, 200)
        back = frame.back(Box(1, x, top, x, top))
        if frame.plain:
            assert (x, top) == (110, 587)
        else:
            assert (back.x0, back.top) == pytest.approx((110, 587))
            again = frame.into(back)
            assert again.x0 == pytest.approx(x)
