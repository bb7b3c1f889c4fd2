"""One table in every look that agencies give it: rules, fills, alignment, size and typeface change nothing in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.known_tables import Look, Rules, cells_of, draw_known, read_back, with_look

TABLE = """
Offense          | 2010 | <     | 2011 | <
^                | Number | Percent | Number | Percent
All offenses     | 1,204,351 | 100.0 | 1,189,077 | 100.0
>Violent         | 431,002 | 35.8 | 420,114 | 35.3
>>Homicide{a}    | 9,312 | 0.8 | 9,205 | 0.8
>>Robbery        | 98,710 | 8.2 | 97,544 | 8.2
>Property        | 512,440 | 42.5 | -- | --
>Other           | 260,909 | 21.7 | 256,419 | 21.6
"""
BASE = Look(align="lrrrr")
RULES: list[Rules] = ["three", "rows", "grid", "open", "columns", "none"]


def same(tmp_path: Path, text: str, look: Look, heads: int = 1, large: bool = False) -> None:
    drawn = draw_known(tmp_path / "t.pdf", text, look, heads, large=large)
    assert cells_of(read_back(drawn)) == drawn.cells


@pytest.mark.parametrize("rules", RULES)
@pytest.mark.parametrize("align", ["lrrrr", "lcccc", "lllll", "ldddd"])
def test_rules_and_alignment(tmp_path: Path, rules: Rules, align: str) -> None:
    same(tmp_path, TABLE, with_look(BASE, rules=rules, align=align), 2)


@pytest.mark.parametrize("rules", ["three", "none"])
@pytest.mark.parametrize(
    "change",
    [
        {"zebra": True},
        {"head_fill": True},
        {"head_fill": True, "head_bold": True},
        {"gaps": True},
        {"zebra": True, "head_fill": True},
        {"head_align": "l", "spanners": "l"},
        {"head_align": "r"},
        {"head_valign": "t"},
        {"head_valign": "m"},
        {"span_rules": False},
        {"size": 5.0},
        {"size": 14.0},
        {"pad_y": 0.5},
        {"pad_y": 6.0},
        {"pad_x": 2.5},
        {"pad_x": 14.0},
        {"font": "Times-Roman"},
        {"font": "Courier"},
        {"indent": 5.0},
    ],
)
def test_looks(tmp_path: Path, rules: Rules, change: dict[str, object]) -> None:
    same(tmp_path, TABLE, with_look(BASE, rules=rules, **change), 2, large=True)


SPANNERS = """
State | Adults | < | < | Juveniles | < | All
^     | Men | Women | Total | Boys | Girls | ^
Alabama | 120 | 80 | 200 | 11 | 9 | 220
Alaska | 20 | 18 | 38 | 1 | 3 | 42
Arizona | 320 | 180 | 500 | 111 | 89 | 700
Delaware | 20 | 8 | 28 | 2 | 2 | 32
"""
FOUR_LEVELS = """
Agency | Sworn and civilian staff | < | < | < | < | <
^ | Sworn | < | < | < | Civilian | <
^ | Full time | < | Part time | < | Full time | Part time
^ | Men | Women | Men | Women | ^ | ^
Police | 1,200 | 400 | 30 | 20 | 700 | 90
Sheriff | 900 | 150 | 25 | 5 | 300 | 40
State | 650 | 70 | 3 | 1 | 250 | 10
"""


@pytest.mark.parametrize(
    ("rules", "spanners"),  # without rules nothing on the page tells how far a spanner at the left reaches
    [("three", "c"), ("rows", "c"), ("grid", "c"), ("none", "c"), ("three", "l"), ("rows", "l"), ("grid", "l")],
)
@pytest.mark.parametrize(("text", "heads"), [(SPANNERS, 2), (FOUR_LEVELS, 4)])
def test_heads_on_several_levels(tmp_path: Path, rules: Rules, spanners: str, text: str, heads: int) -> None:
    same(tmp_path, text, with_look(BASE, rules=rules, spanners=spanners), heads)


@pytest.mark.parametrize("rules", ["three", "grid", "none"])
@pytest.mark.parametrize("at", ["t", "m", "b"])
def test_the_stub_head_at_any_height(tmp_path: Path, rules: Rules, at: str) -> None:
    same(tmp_path, SPANNERS, with_look(BASE, rules=rules, head_valign=at), 2)
