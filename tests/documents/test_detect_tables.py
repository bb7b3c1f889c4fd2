"""Regions of tables of every kind, among text, are found with exactly their words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from pipelines.extraction.model import Box
from tests.documents.detect_support import NAMES, Look, Sheet, assert_regions

Drawing = Callable[[Sheet], None]


def columns_of_text(s: Sheet, top: float, left: int, right: int) -> float:
    """Two columns of running text; returns where they end."""
    s.y = top
    s.prose(left, 60, 295)
    end = s.y
    s.y = top
    s.prose(right, 317, 552)
    return max(end, s.y)


def caption(s: Sheet, words: str, x: float = 60) -> None:
    """A caption line."""
    s.text(x, s.y, words, bold=True)
    s.y += 14


def table_in_a_column(s: Sheet) -> None:
    s.prose(5, 60, 295)
    caption(s, "Table 1. " + s.sentence(3))
    s.table(s.numbers(8, 2), [90, 60, 60], look(s))
    s.y += 8
    s.prose(20, 60, 295)
    s.y = 60
    s.prose(45, 317, 552)


def table_over_two_columns(s: Sheet) -> None:
    s.y = columns_of_text(s, 60, 15, 15) + 10
    caption(s, "Table 2. " + s.sentence(5))
    s.table(s.numbers(9, 6), [110] + [60] * 6, look(s))
    s.note("Source: A bureau.")
    columns_of_text(s, s.y + 10, 20, 18)


def tables_side_by_side(s: Sheet) -> None:
    s.prose(4)
    s.text(60, s.y, "Table 1. Persons by trade", bold=True)
    caption(s, "Table 2. Persons by state", 317)
    top, style = s.y, s.random.choice(["three", "rows", "none"])
    s.table(s.numbers(8, 2), [90, 60, 60], style)
    s.y = top
    s.table(s.numbers(8, 2), [90, 60, 60], style, x=317)


def borderless_among_paragraphs(s: Sheet) -> None:
    s.prose(8)
    rows = [
        ["Salient Statistics:", "2006", "2007", "2008", "2009", "2010"],
        ["Production, crude:", "", "", "", "", ""],
        ["  Oxide, regular", "10,000", "10,000", "10,000", "10,000", "10,000"],
        ["  Carbide", "35,000", "35,000", "35,000", "35,000", "35,000"],
        ["Price, dollars per ton", "12", "13", "14", "W", "NA"],
        ["Net import reliance as", "", "", "", "", ""],
        ["  a percentage of consumption", "100", "98", "98", "97", "97"],
    ]
    s.table(rows, [220] + [54] * 5, "none", pitch=1.2)
    s.y += 10
    s.prose(2)
    s.y += 4
    caption(s, "World Production Capacity:")
    body = [[s.random.choice(NAMES), *(f"{s.random.randint(1, 900) * 100:,}" for _ in range(4))] for _ in range(10)]
    heads = [["", "Fused oxide", "", "Carbide", ""], ["", "2009", "2010", "2009", "2010"]]
    s.table([*heads, *body], [220] + [70] * 4, "none", pitch=1.2)
    s.y += 12
    s.prose(3)


def long_cells(s: Sheet) -> None:
    rows = [["Item", "Description", "When"]]
    for _ in range(5):
        lines = [s.sentence(6), *(s.sentence(6).lower() for _ in range(s.random.randint(0, 2)))]
        rows.append([s.random.choice(NAMES), "\n".join(lines), s.random.choice(["Yearly", "Monthly"])])
    s.prose(3)
    caption(s, "Table 3. " + s.sentence(4))
    s.table(rows, [110, 280, 80], s.random.choice(["rows", "grid", "three"]), align="left")
    s.y += 10
    s.prose(6)


def sections(s: Sheet) -> None:
    first, second = s.numbers(4, 4), s.numbers(4, 4)[1:]
    rows = [*first, ["Men", "", "", "", ""], *second, ["Women aged 20 and older", "", "", "", ""], *second]
    s.prose(3)
    caption(s, "Exhibit 4. " + s.sentence(4))
    s.table(rows, [150] + [70] * 4, s.random.choice(["three", "none", "rows", "band"]))
    s.y += 8
    s.note("NOTE: Detail may not sum to totals.")
    s.note("SOURCE: A bureau, a survey.")
    s.prose(5)


def heads_over_heads(s: Sheet) -> None:
    ruled = s.random.random() < 0.5
    s.prose(3)
    caption(s, "Table 5. " + s.sentence(4))
    top = s.y
    if ruled:
        s.line(60, top, 510, top)
    s.y += 2
    for at, words in ((180, "Men"), (290, "Women"), (400, "Everyone")):
        s.text(at + 40, s.y, words, bold=True)
        s.line(at + 5, s.y + 10.5, at + 108, s.y + 10.5)
    s.y += 12
    s.table(s.numbers(7, 6), [120] + [55] * 6, "none", known=False)
    if ruled:
        s.line(60, s.y - 3, 510, s.y - 3)
    s.truths.append(Box(1, 59, top, 512, s.y - 2))
    s.prose(5)


def label_and_number(s: Sheet) -> None:
    s.prose(3)
    caption(s, "Table 1. " + s.sentence(3))
    s.table(s.numbers(s.random.randint(4, 9), 1), [160, 70], s.random.choice(["three", "rows", "none"]))
    s.y += 8
    s.prose(6)


def stacked_with_captions_alone(s: Sheet) -> None:
    style = s.random.choice(["three", "rows", "grid", "band", "none"])
    for k in range(3):
        caption(s, f"Table {k + 1}. {s.sentence(4)}")
        s.table(s.numbers(5, 4), [150] + [70] * 4, style)
        s.y += 6


def symbols_for_values(s: Sheet) -> None:
    rows = s.numbers(9, 4)
    for row in rows[1:]:
        for c in range(1, 5):
            if s.random.random() < 0.4:
                row[c] = s.random.choice(["\u2014", "NA", "-", "(D)", "*", ""])
    s.prose(3)
    caption(s, "Table 7. " + s.sentence(3))
    s.table(rows, [150] + [70] * 4, s.random.choice(["three", "none", "rows"]))
    s.y += 8
    s.prose(6)


def leader_dots(s: Sheet) -> None:
    rows = s.numbers(9, 3)
    for row in rows[1:]:
        row[0] += " " + "." * (60 - 2 * len(row[0]))
    s.prose(3)
    caption(s, "Table 8. " + s.sentence(3))
    s.table(rows, [185] + [70] * 3, s.random.choice(["three", "none"]))
    s.y += 8
    s.prose(6)


def wrapped_labels(s: Sheet) -> None:
    rows = s.numbers(8, 4)
    for row in rows[1:]:
        if s.random.random() < 0.5:
            row[0] += " and other\n   goods of all kinds"
    s.prose(3)
    caption(s, "Table 9. " + s.sentence(3))
    s.table(rows, [150] + [70] * 4, s.random.choice(["three", "none", "rows"]))
    s.y += 8
    s.prose(6)


def words_under_a_caption(s: Sheet) -> None:
    """Descriptions of several lines beside items, without a rule."""
    s.prose(5)
    caption(s, "Table 1. " + s.sentence(4))
    s.y += 6
    rows = [["Item", "Description"]]
    for _ in range(6):
        lines = [s.sentence(s.random.randint(9, 12)) for _ in range(s.random.randint(1, 3))]
        rows.append([s.random.choice(NAMES), "\n".join([lines[0], *(line.lower() for line in lines[1:])])])
    s.table(rows, [110, 360], "none", align="left")
    s.y += 30
    s.prose(6)


def above_a_figure(s: Sheet) -> None:
    """A table under its caption, and farther down the caption of a figure that is a picture."""
    caption(s, "Table 1. " + s.sentence(4))
    s.table(s.numbers(9, 4), [140] + [70] * 4, "none")
    s.y += 200
    caption(s, "Figure 2. " + s.sentence(4))


def heads_of_heads_bare(s: Sheet) -> None:
    """A head of several words over the heads, no rule, with text above."""
    s.prose(4)
    s.y += 10
    top, words = s.y, "How often in the last year"
    s.text(200 + (210 - stringWidth(words, s.font, s.size)) / 2, s.y, words)
    s.y += 1.35 * s.size
    rows = [["", "Often", "Seldom", "Never"], *s.numbers(7, 3)[1:]]
    box = s.table(rows, [140] + [70] * 3, "none", align="centre", known=False)
    s.truths.append(Box(1, box.x0, top - 1, box.x1, box.bottom))
    s.y += 12
    s.prose(5)


def ranges_in_words(s: Sheet) -> None:
    s.prose(4)
    s.y += 10
    rows = [["Low", "Less than 50"], ["Middle", "At least 50 and less than 80"], ["Upper", "80 or more"]]
    s.table([["Level", "Share"], *rows], [160, 190], "none", align="left")
    s.y += 12
    s.prose(4)


def titles_alone(s: Sheet) -> None:
    """Tables under one another, each under a title in larger type that names no number."""
    for _ in range(2):
        words = s.sentence(4)
        s.text(265 - stringWidth(words, s.font, 10.5) / 2, s.y, words, 10.5)
        s.y += 16
        s.table(s.numbers(6, 3, years=False), [140] + [90] * 3, "none")
        s.y += 20


def at_the_foot_of_a_page(s: Sheet) -> None:
    s.prose(30)
    s.y = 520
    caption(s, "Table 9. " + s.sentence(3) + " (continued)")
    s.table(s.numbers(14, 4), [150] + [70] * 4, s.random.choice(["three", "none", "rows"]))
    s.text(300, 760, "12")
    s.text(60, 760, "Annual report")


def look(s: Sheet) -> Look:
    """A look by chance."""
    looks: list[Look] = ["three", "rows", "none", "grid", "zebra"]
    return s.random.choice(looks)


KINDS: list[Drawing] = [
    table_in_a_column, table_over_two_columns, tables_side_by_side, borderless_among_paragraphs, long_cells, sections,
    heads_over_heads, label_and_number, stacked_with_captions_alone, symbols_for_values, leader_dots, wrapped_labels,
    at_the_foot_of_a_page, words_under_a_caption, above_a_figure, heads_of_heads_bare, ranges_in_words, titles_alone,
]  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("drawing", KINDS, ids=lambda f: f.__name__)
def test_tables_among_text_are_found_with_their_words(drawing: Drawing, seed: int, tmp_path: Path) -> None:
    sheet = Sheet(tmp_path / "page.pdf", seed)
    drawing(sheet)
    assert_regions(sheet)
