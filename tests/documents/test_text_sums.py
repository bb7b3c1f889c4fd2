"""Rows without indents under the row they add up to, where one number of many is wrong."""

from __future__ import annotations

from pipelines.extraction.model import Table
from pipelines.extraction.text import read_lines
from pipelines.extraction.text.lines import split_pages
from tests.documents.text_support import rows


def read(text: str) -> list[Table]:
    return read_lines([line for page in split_pages(text) for line in page], ())


AGENCIES = [
    ["Total", "6,504", "100%", "721", "100%", "1,011", "100%", "4,772", "100%"],
    ["Justice", "2,480", "38.1%", "128", "17.8%", "278", "27.5%", "2,074", "43.5%"],
    ["FBI", "1,305", "20.1", "60", "8.3", "81", "8.0", "1,164", "24.4"],
    ["Other Justice", "1,175", "18.1", "68", "9.4", "197", "19.5", "910", "19.1"],
    ["Interior", "3,203", "49.2%", "450", "62.4%", "480", "47.5%", "2,273", "47.6%"],
    ["Wildlife", "2,195", "33.7", "312", "43.3", "333", "32.9", "1,550", "32.5"],
    ["Parks", "721", "11.1", "110", "15.3", "114", "11.3", "497", "10.4"],
    ["Other Interior", "287", "4.4", "28", "3.9", "33", "3.3", "226", "4.7"],
    ["States", "821", "12.6%", "143", "19.8%", "253", "25.0%", "425", "8.9%"],
]
NESTED = [
    ("Total",), ("Justice",), ("Justice", "FBI"), ("Justice", "Other Justice"), ("Interior",),
    ("Interior", "Wildlife"), ("Interior", "Parks"), ("Interior", "Other Interior"), ("States",),
]  # fmt: skip


def _paths(grid: list[list[str]], heads: str = "") -> list[tuple[str, ...]]:
    pairs = heads or "Agency " + "Number Percent " * 4
    text = f"Table 2. Suspects by agency\n{pairs}\n" + "\n".join(" ".join(row) for row in grid) + "\nSource: Files.\n"
    (table,) = read(text)
    assert [printed for _, printed in rows(table)] == ["|".join(row[1:]) for row in grid]
    return [path for path, _ in rows(table)]


def _with(grid: list[list[str]], *wrong: tuple[int, int, str]) -> list[list[str]]:
    made = [list(row) for row in grid]
    for r, c, text in wrong:
        made[r][c] = text
    return made


def test_rows_are_under_their_sum_though_one_number_is_wrong() -> None:
    """A slip in a parent, a part, a share or a total, and a column that moved down by a row with its percent signs."""
    assert _paths(AGENCIES) == NESTED
    slips = {
        "in a parent": [(1, 1, "2,430")],
        "far off in a parent": [(4, 7, "273")],
        "in a part": [(2, 5, "31")],
        "far off in a part": [(6, 3, "910")],
        "in the share of a parent": [(1, 4, "71.8%")],
        "in the share of a part": [(7, 2, "44.4")],
        "in a total": [(0, 1, "6,564")],
        "in two parents": [(1, 1, "2,430"), (4, 7, "2,373")],
    }
    for where, wrong in slips.items():
        assert _paths(_with(AGENCIES, *wrong)) == NESTED, where
    for c in range(1, 9):
        column = [row[c] for row in AGENCIES]
        moved = [(r, c, text) for r, text in enumerate([column[-1], *column[:-1]])]
        assert _paths(_with(AGENCIES, *moved)) == NESTED, f"column {c} moved"


def test_years_that_add_up_but_one() -> None:
    """Without percent signs the sums alone tell the parts; of four columns one may be wrong, of three none."""
    grid = [
        ["Staff", "1,905", "1,853", "1,990", "2,041"], ["Clinical", "1,272", "1,241", "1,333", "1,377"],
        ["Nurses", "812", "798", "851", "874"], ["Doctors", "460", "443", "482", "503"],
        ["Other", "633", "612", "657", "664"], ["Kitchen", "311", "302", "330", "335"],
        ["Office", "322", "310", "327", "329"],
    ]  # fmt: skip
    nested = [("Staff",), ("Clinical",), ("Clinical", "Nurses"), ("Clinical", "Doctors"), ("Other",),
              ("Other", "Kitchen"), ("Other", "Office")]  # fmt: skip
    heads = "Kind 2001 2002 2003 2004"
    assert _paths(grid, heads) == nested
    for r in range(7):
        for c in range(1, 5):
            assert _paths(_with(grid, (r, c, "9" + grid[r][c])), heads) == nested, (r, c)
            assert _paths(_with(grid, (r, c, grid[r][c][:-1] + "9")), heads) == nested, (r, c)
    three = [row[:4] for row in _with(grid, (2, 1, "821"))]
    assert _paths(three, "Kind 2001 2002 2003") == [("Staff",), ("Clinical",), ("Nurses",), ("Doctors",), *nested[4:]]


def test_counts_under_shares_stand_outside_though_a_column_moved() -> None:
    grid = [
        ["Male", "77.3%", "71.4%", "79.4%", "79.2%"], ["Female", "22.7", "28.6", "20.6", "20.8"],
        ["Median age", "44 yrs.", "26 yrs.", "27 yrs.", "45 yrs."], ["Number", "1,666", "360", "344", "457"],
    ]  # fmt: skip
    heads = "Trait 2001 2002 2003 2004\nRecord\nNone 19.1% 14.4% 19.8% 23.0%\nSome 80.9 85.6 80.2 77.0\nSex"
    for c in range(5):
        moved = [(r, c, grid[r - 1][c]) for r in range(4)] if c else []
        text = "\n".join(" ".join(row) for row in _with(grid, *moved))
        (table,) = read(f"Table 2. Defendants\n{heads}\n{text}\nSource: Files.\n")
        assert [path for path, _ in rows(table)][-2:] == [("Sex", "Median age"), ("Number",)], c


def test_too_many_columns_that_do_not_add_up_make_no_parent() -> None:
    wrong = _with(AGENCIES, (1, 1, "2,430"), (2, 3, "66"), (1, 6, "37.5%"))
    assert _paths(wrong) == [(p[-1],) if p[0] == "Justice" else p for p in NESTED]
    # Two counts and their shares are too few to tell a slip from rows that add up by chance.
    pairs = [row[:5] for row in AGENCIES]
    heads = "Agency Number Percent Number Percent"
    assert _paths(pairs, heads) == NESTED
    assert _paths(_with(pairs, (1, 1, "2,430")), heads) == [(p[-1],) if p[0] == "Justice" else p for p in NESTED]


def test_few_digits_that_add_up_are_chance() -> None:
    """Columns of small or equal numbers, and shares alone, tell no slip from rows that have no parts."""
    heads = "Court 2001 2002 2003 2004"
    small = [["North", "12", "9", "8", "11"], ["East", "7", "5", "5", "6"], ["West", "5", "4", "3", "4"]]
    equal = [["North", *["812"] * 3, "811"], ["East", *["507"] * 3, "6"], ["West", *["305"] * 3, "4"]]
    round_ = [["North", "800", "700", "1,000", "811"], ["East", "500", "400", "400", "6"]]
    round_.append(["West", "300", "300", "600", "4"])
    shares = [["North", "41.2%", "38.1%", "44.0%", "39.9%"], ["East", "21.1%", "20.0%", "24.5%", "11.9%"]]
    shares.append(["West", "20.1%", "18.1%", "19.5%", "48.2%"])
    for grid in (small, equal, round_, shares):
        first = ["South", *["3.1%"] * 4] if grid is shares else ["South", "914", "977", "992", "1,003"]
        assert _paths([first, *grid], heads) == [(row[0],) for row in [first, *grid]]


def test_a_flat_table_stays_flat_with_a_wrong_total_or_part() -> None:
    """Fraud and arson add to robbery in all columns but one; the rows add to the total in some column at least."""
    grid = [
        ["Total", "2,000", "1,000", "1,500", "4,510"], ["Robbery", "812", "398", "611", "1,821"],
        ["Fraud", "500", "251", "407", "1,158"], ["Arson", "312", "147", "204", "673"],
        ["Theft", "250", "127", "178", "555"], ["Other", "126", "77", "100", "303"],
    ]  # fmt: skip
    heads = "Offense 2001 2002 2003 Together"
    for wrong in ((0, 1, "2,100"), (0, 4, "4,501"), (1, 2, "389"), (2, 3, "470"), (3, 1, "321")):
        assert _paths(_with(grid, wrong), heads) == [(row[0],) for row in grid], wrong
