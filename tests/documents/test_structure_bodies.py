"""What stands in the body of a table: wrapped and spanning cells, groups of rows, signs, words; every cell known."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.known_tables import Look, cells_of, draw_known, read_back, with_look

BASE = Look(align="lrrrr")
NARROW = Look(align="lrrr", widths=(96.0, 48.0, 48.0, 48.0))
CASES: dict[str, tuple[str, Look, int]] = {}


def case(name: str, text: str, look: Look = BASE, heads: int = 1, **change: object) -> None:
    """Register a table."""
    CASES[name] = text, with_look(look, **change) if change else look, heads


WRAPPED = """
Type of facility and region | Number of inmates | Percent of total | Mean stay
Privately operated facilities with contracts | 12,004 | 8.1 | 12.4
Public | 130,001 | 88.0 | 14.1
Community based correctional centers for adults | 5,120 | 3.5 | 6.0
Other | 603 | 0.4 | 2.2
Mixed security institutions under shared management | 88 | 0.1 | 3.1
"""
for rules in ("three", "rows", "grid", "none"):
    for valign in ("t", "m", "b"):
        case(f"wrapped labels, {rules}, values at {valign}", WRAPPED, NARROW, rules=rules, valign=valign)
case("wrapped labels with white between rows", WRAPPED, NARROW, pad_y=5.0, rules="none")

case(
    "signs and percents in narrow columns side by side",
    """
Item | Jan | Feb | Mar | Apr | May | Jun
Food | +0.3% | -0.1% | 0.0% | +1.2% | -0.4% | +0.1%
Energy | -2.1% | +3.3% | -0.7% | +0.2% | +0.9% | -1.0%
Shelter | +0.2% | +0.2% | +0.3% | +0.2% | +0.4% | +0.3%
""",
    pad_x=2.2,
    head_align="r",
    align="lrrrrrr",
)
case(
    "thousands set apart by spaces",
    """
Country | Imports | Exports | Balance
Belgium | 1 204 351 | 980 112 | -224 239
Estonia | 12 004 | 9 870 | -2 134
Finland | 87 110 | 93 004 | 5 894
Greece | 41 206 | 28 775 | -12 431
""",
    pad_x=5.0,
)
case(
    "hanging indents",
    """
Offense | Cases | Median
Assault | 120 | 14
Larceny and theft of // > property | 33 | 5
Fraud | 71 | 9
Trafficking in stolen // > goods | 18 | 7
""".replace("// >", "//\u00a0\u00a0\u00a0"),
)
case(
    "empty cells and an empty column",
    """
Year | Filed | Pending | Closed | Appeals
1996 | 120 | | 80 |
1997 | 130 | | 91 |
1998 | | | 75 |
1999 | 141 | | |
2000 | 155 | | 99 |
""",
    rules="grid",
)
case(
    "empty cells without rules",
    """
Year | Filed | Closed | Open
1996 | 120 | 80 | 4
1997 | 130 | | 5
1998 | | 75 | 6
1999 | 141 | |
2000 | 155 | 99 | 8
""",
    rules="none",
)
case(
    "units under the heads",
    """
Region | Area // (1,000 ha) | Output // (tonnes) | Share // (%)
North | 12.4 | 1,204 | 33.1
South | 8.8 | 980 | 26.9
West | 15.1 | 1,455 | 40.0
""",
)
case(
    "numbers of columns under the heads",
    """
Region | Area | Output | Share
(1) | (2) | (3) | (4)
North | 12.4 | 1,204 | 33.1
South | 8.8 | 980 | 26.9
West | 15.1 | 1,455 | 40.0
""",
    heads=2,
    rules="grid",
)
case(
    "groups by bold heads",
    """
Characteristic | 2010 | 2011 | 2012
*Sex* | | |
Male | 120 | 118 | 111
Female | 30 | 31 | 29
*Age* | | |
Under 18 | 20 | 18 | 17
18 or older | 130 | 131 | 123
""",
)
case(
    "groups by heads without indent",
    """
Characteristic | 2010 | 2011 | 2012
Sex | | |
>Male | 120 | 118 | 111
>Female | 30 | 31 | 29
Age | | |
>Under 18 | 20 | 18 | 17
>18 or older | 130 | 131 | 123
""",
    rules="rows",
)
case(
    "heads over the whole width",
    """
Characteristic | 2010 | 2011 | 2012
Men | < | < | <
Under 18 | 20 | 18 | 17
18 or older | 130 | 131 | 123
Women | < | < | <
Under 18 | 4 | 3 | 5
18 or older | 31 | 30 | 29
""",
    rules="grid",
)
case(
    "two stub columns",
    """
Sector | Size | Firms | Staff
Mining | Small | 120 | 1,018
^ | Large | 30 | 31,220
Trade | Small | 1,310 | 13,100
^ | Large | 41 | 52,003
Total | | 1,501 | 97,341
""",
    rules="grid",
    align="llrr",
)
case(
    "two stub columns without rules",
    """
Sector | Size | Firms | Staff
Mining | Small | 120 | 1,018
| Large | 30 | 31,220
Trade | Small | 1,310 | 13,100
| Large | 41 | 52,003
""",
    rules="three",
    align="llrr",
)
case(
    "the stub repeated",
    """
Age | Total | Age | Total
Under 1 | 3,162 | 40 years | 4,100
1 year | 3,109 | 41 years | 4,208
2 years | 3,273 | 42 years | 4,300
3 years | 3,301 | 43 years | 4,021
""",
    align="lrlr",
)
case(
    "words only, ruled",
    """
Agency | Task | Deadline
Office of Records | Collect all annual returns from the local offices and check them against the register | End of March
Board | Approve the summary | April 15
Department of Statistics | Publish the report with all annexes | Before the first session of the committee in June
""",
    Look(align="lll", widths=(80.0, 150.0, 100.0), rules="grid", head_align="l"),
)
case(
    "words only, uniform leading without rules",
    """
Agency | Task | Deadline
Office of Records | Collect all annual returns from the local offices and check them against the register | End of March
Board | Approve the summary of the report | April 15
Department of Labor | Publish the report with all annexes and tables | Before June
""",
    Look(align="lll", widths=(80.0, 150.0, 100.0), rules="three", head_align="l", pad_y=1.0, head_bold=True),
)
case(
    "words only, filled cells with gaps",
    """
Goal | Measure | Status
Reduce delay in courts | Share of cases closed within one year of filing | On track
Train staff | Number of staff who finished the new course on records | Late
Open data | Tables published within ninety days of the end of a quarter | Done
""",
    Look(align="lll", widths=(80.0, 150.0, 60.0), rules="none", gaps=True, head_align="l"),
)
case("one row", "State | Firms | Staff\nAlabama | 120 | 1,018\n", rules="grid")
case("two rows", "State | Firms | Staff\nAlabama | 120 | 1,018\nAlaska | 30 | 220\n", rules="three")
case("one column of values", "State | Firms\nAlabama | 120\nAlaska | 30\nArizona | 411\nTotal | 561\n")
case("one column of values, no rules", "State | Firms\nAlabama | 120\nAlaska | 30\nArizona | 411\n", rules="none")
case(
    "cells over several rows and columns",
    """
Test | Group A | < | Group B | <
^ | Dose | Effect | Dose | Effect
First | 10 mg | 4.1 | 20 mg | 5.2
Second | ^ | 3.9 | ^ | 5.0
Third | not done | < | 40 mg | 7.7
Fourth | 5 mg | 1.1 | ^ | 7.9
""",
    rules="grid",
    heads=2,
    align="lcccc",
)
case(
    "markers on heads, labels and values",
    """
Offense{a} | 2010{b} | 2011
Fraud{c} | 1,204{d} | 33
Theft | 980 | 41{1}
Arson | 12 | 7{*}
""",
)
case(
    "numbers in many forms",
    """
Item | A | B | C | D
Grants | $1,204 | (33.1%) | 12-14 | n.a.
Loans | $980 | (4.0%) | 3-5 | \u2026
Fees | -$12 | (0.8%) | 1-2 | *
Fines | $7 | (62.1%) | 10-11 | --
""",
)
case(
    "typewriter",
    """
State | Filed | Closed | Pending
Alabama | 1,204 | 980 | 224
Alaska | 33 | 41 | 12
Arizona | 5,004 | 4,870 | 1,134
""",
    Look(align="lrrr", font="Courier", rules="none"),
)


case(
    "heads centred over the values",
    """
Year | Filed | Closed | Pending
| Civil cases | < | <
1996 | 1,204 | 980 | 224
1997 | 1,330 | 1,041 | 212
| Criminal cases | < | <
1996 | 104 | 98 | 24
1997 | 130 | 141 | 12
""",
)
case(
    "labels over the empty cells beside them",
    """
Item | Jan | Feb | Mar
Food | 120 | 130 | 140
Light in all its forms | | |
Energy | 44 | 45 | 47
Fuel | 31 | 32 | 33
""",
    rules="three",
)
case(
    "bullets in cells",
    """
Goal | Measures
Reduce delay | \u00b7 Train staff // \u00b7 Hire clerks // \u00b7 Publish times
Open data | \u00b7 Release tables // \u00b7 Ask users
""",
    Look(align="ll", rules="grid", head_align="l"),
)
case(
    "a typewriter's rules",
    """
State | Filed | Closed | Pending
--------- | ------- | ------- | -------
Alabama | 1,204 | 980 | 224
Alaska | 33 | 41 | 12
Arizona | 5,004 | 4,870 | 1,134
========= | ======= | ======= | =======
""",
    Look(align="lrrr", font="Courier", rules="none", pad_y=0.0),
)
case(
    "a total under a rule",
    """
Court | Filed | Closed
District | 120 | 118
Circuit | 30 | 31
*Total* | 150 | 149
""",
    rules="rows",
)
case(
    "one value in a wide table of words",
    """
Office | Task | Cost
Records | Collect annual returns | 12.4
Board | Approve the summary |
Labor | Publish the report | n.a.
""",
    Look(align="llr", rules="grid"),
)


def meant(cells: list[tuple[int, int, int, int, str, str]]) -> list[tuple[int, int, int, int, str, str]]:
    """The cells without rows of dashes, which are rules."""
    drawn = sorted({c[0] for c in cells if set(c[4]) <= set("-=")})
    kept = [c for c in cells if not set(c[4]) <= set("-=") or len(c[4]) < 4]
    shift = {c[0]: sum(r < c[0] for r in drawn if any(len(o[4]) > 3 for o in cells if o[0] == r)) for c in kept}
    return [(c[0] - shift[c[0]], c[1] - shift[c[0]], *c[2:]) for c in kept]


@pytest.mark.parametrize("name", CASES)
def test_bodies(tmp_path: Path, name: str) -> None:
    text, look, heads = CASES[name]
    drawn = draw_known(tmp_path / "t.pdf", text, look, heads)
    assert cells_of(read_back(drawn)) == meant(drawn.cells)


def test_a_big_table(tmp_path: Path) -> None:
    rows = ["Area | " + " | ".join(f"Q{i}" for i in range(1, 21))]
    rows += [f"Area {r:02d} | " + " | ".join(f"{(r * 37 + c * 911) % 9973:,}" for c in range(20)) for r in range(60)]
    look = Look(size=6.0, align="l" + "r" * 20, pad_y=0.6, rules="three")
    drawn = draw_known(tmp_path / "t.pdf", "\n".join(rows), look, large=True)
    assert cells_of(read_back(drawn)) == drawn.cells
