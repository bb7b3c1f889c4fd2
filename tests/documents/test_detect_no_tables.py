"""What looks like a table and is none is not found: columns of text, lists, contents, addresses, charts, formulas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from tests.documents.detect_support import NAMES, Sheet

Drawing = Callable[[Sheet], None]


def two_columns_of_text(s: Sheet) -> None:
    s.heading("A title")
    s.prose(40, 60, 295)
    s.y = 90
    s.prose(38, 317, 552)


def three_ragged_columns(s: Sheet) -> None:
    s.size, y = 11, 90.0
    for _ in range(40):
        for x in (60, 240, 420):
            words = s.sentence(4)[:27]
            if s.random.random() < 0.9:
                s.text(x, y, words if s.random.random() < 0.2 else words.lower())
        y += 14


def contents(s: Sheet) -> None:
    s.heading("Contents", 14)
    page = 3
    for k in range(18):
        x = s.text(60, s.y, f"{k // 4 + 1}.{k % 4 + 1}  {s.sentence(4)}")
        if s.seed % 2:
            s.text(x + 4, s.y, "." * int((520 - x) / 2.6))
        s.text(540, s.y, str(page))
        page += s.random.randint(1, 4)
        s.y += 14


def lists(s: Sheet) -> None:
    s.prose(4)
    for _ in range(10):
        s.text(70, s.y, "\u2022")
        s.text(88, s.y, s.sentence(s.random.randint(4, 14)))
        s.y += 13
    for k in range(8):
        s.text(70, s.y, f"({k + 1})")
        s.text(95, s.y, s.sentence(s.random.randint(4, 14)))
        s.y += 13


def references(s: Sheet) -> None:
    s.heading("References")
    for k in range(14):
        s.text(60, s.y, f"[{k + 1}]")
        s.text(84, s.y, f"Smith, J. ({2000 + k}). {s.sentence(10)}")
        s.y += 11
        s.text(84, s.y, s.sentence(12))
        s.y += 13


def addresses(s: Sheet) -> None:
    left = ("U.S. Department of Trade", "Bureau of Reports", "100 Main Street", "Washington, DC 20001")
    right = ("For more information:", "Jane Smith, 202-555-0100", "jane@example.gov", "www.example.gov")
    for a, b in zip(left, right, strict=True):
        s.text(60, s.y, a)
        s.text(380, s.y, b)
        s.y += 12
    s.y += 20
    s.prose(20)


def memo_head(s: Sheet) -> None:
    for a, b in (("TO:", "All directors"), ("FROM:", "The secretary"), ("DATE:", "June 3, 2011"), ("SUBJECT:", "Aid")):
        s.text(60, s.y, a, bold=True)
        s.text(130, s.y, b)
        s.y += 15
    s.prose(20)


def columns_of_a_chart(s: Sheet) -> None:
    s.prose(4)
    if s.seed % 2:
        s.text(60, s.y, "Figure 1. " + s.sentence(5), bold=True)
    s.y += 16
    top = s.y
    for k in range(6):
        tick = str(100 - k * 20)
        s.text(80 - stringWidth(tick, s.font, s.size), top + k * 24, tick)
        s.line(85, top + k * 24 + 4, 500, top + k * 24 + 4)
    for k in range(6):
        height = s.random.randint(10, 110)
        s.fill(100 + k * 65, top + 124 - height, 130 + k * 65, top + 124, 0.5)
        s.text(98 + k * 65, top + 130, str(2001 + k))
    s.y = top + 160
    s.prose(6)


def bars_of_a_chart(s: Sheet) -> None:
    s.prose(4)
    s.y += 10
    for length in s.random.sample(range(20, 300), 7):
        s.text(60, s.y, s.random.choice(NAMES))
        s.fill(150, s.y, 150 + length, s.y + 9, 0.4)
        s.text(156 + length, s.y, str(length))
        s.y += 16
    s.prose(6)


def boxed_text(s: Sheet) -> None:
    s.prose(4)
    top = s.y
    s.y += 6
    s.prose(8, 70, 540)
    for edge in ((60, top, 552, top), (60, s.y, 552, s.y), (60, top, 60, s.y), (552, top, 552, s.y)):
        s.line(*edge)
    s.y += 10
    s.prose(5)


def structure_of_data(s: Sheet) -> None:
    """A console's echo of the variables of some data."""
    s.text(60, s.y, "> str(persons)")
    s.y += 12
    s.text(60, s.y, "'data.frame': 200 obs. of 6 variables:")
    for k in range(6):
        s.y += 12
        s.text(60, s.y, f"$ {s.random.choice(NAMES)}")
        s.text(130, s.y, ":")
        s.text(136, s.y, "int")
        for j in range(8):
            s.text(160 + 20 * j, s.y, str(s.random.randint(1, 99 + k)))
    s.y += 30
    s.prose(5)


def index(s: Sheet) -> None:
    """Entries with the numbers of their pages in three columns."""
    s.heading("Index")
    for _ in range(25):
        for x in (60, 230, 400):
            numbers = ", ".join(str(n) for n in sorted(s.random.sample(range(1, 300), s.random.randint(1, 3))))
            s.text(x, s.y, f"{s.random.choice(NAMES)}, {numbers}")
        s.y += 12


def diagram(s: Sheet) -> None:
    """Boxes of many sizes joined by lines, none under another."""
    boxes = [(60, 80, 200, 130), (170, 160, 330, 230), (300, 90, 430, 140), (90, 260, 240, 300), (380, 190, 520, 280)]
    for x0, top, x1, bottom in boxes:
        s.fill(x0, top, x1, bottom)
        s.text(x0 + 8, top + 5, s.random.choice(NAMES))
        s.text(x0 + 60, top + 5, s.random.choice(NAMES))
        s.text(x0 + 8, top + 22, f"{s.random.choice(NAMES)} of the {s.random.choice(NAMES)}")
    s.line(190, 130, 190, 160)
    s.line(315, 140, 315, 160)
    s.line(200, 230, 200, 260)
    s.line(330, 200, 380, 200)
    s.y = 330
    s.prose(5)


def formulas(s: Sheet) -> None:
    for k in range(4):
        s.prose(3)
        s.text(200, s.y, f"y = a + {k} x + e")
        s.text(530, s.y, f"({k + 1})")
        s.y += 22


def boxes_side_by_side(s: Sheet) -> None:
    s.prose(4)
    for x in (60, 230, 400):
        s.fill(x, s.y, x + 150, s.y + 60)
        s.text(x + 8, s.y + 6, "Share of " + s.random.choice(NAMES))
        s.text(x + 8, s.y + 20, "in all states")
        s.text(x + 8, s.y + 38, f"{s.random.randint(1, 99)}%", 18, bold=True)
    s.y += 80
    s.prose(5)


KINDS: list[Drawing] = [
    two_columns_of_text, three_ragged_columns, contents, lists, references, addresses, memo_head, columns_of_a_chart,
    bars_of_a_chart, boxed_text, formulas, structure_of_data, index, diagram, boxes_side_by_side,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("drawing", KINDS, ids=lambda f: f.__name__)
def test_what_is_no_table_is_not_found(drawing: Drawing, seed: int, tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "page.pdf", seed)
    drawing(sheet)
    content, found = sheet.close()
    assert content.words
    assert found == []
