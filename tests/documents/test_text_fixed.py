"""Fixed-width tables: small ones of each look with known cells, random ones that come back, and what is no table."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extraction.model import ExtractionError, Table
from pipelines.extraction.text import read_lines, read_text
from pipelines.extraction.text.lines import MOST_LINES, split_pages
from tests.documents.text_support import rows


def read(text: str) -> list[Table]:
    return read_lines([line for page in split_pages(text) for line in page])


def test_spanners_over_heads_of_several_lines() -> None:
    text = """
Table 4. Persons before the court, by sex and year

                          Men                   Women
                  -------------------    -------------------
                   Number                 Number
Court              of cases    Percent    of cases    Percent
-------------------------------------------------------------
First instance       1,200       60.0%        800       40.0%
Appeal                  30       50.0          30       50.0
"""
    (table,) = read(text)
    assert (table.label, table.title) == ("Table 4", "Persons before the court, by sex and year")
    assert table.column_paths == (
        ("Court",),
        ("Men", "Number of cases"),
        ("Men", "Percent"),
        ("Women", "Number of cases"),
        ("Women", "Percent"),
    )
    assert rows(table) == [(("First instance",), "1,200|60.0%|800|40.0%"), (("Appeal",), "30|50.0|30|50.0")]


@pytest.mark.parametrize("rule", [True, False])
def test_words_and_years_in_one_line_are_its_heads(rule: bool) -> None:
    text = f"""
Table 7. Cases filed, by offense, 2005–2007

Type of offense               Total    2005    2006    2007   Percent change
{"-" * 76 if rule else ""}
All offenses                 17,180   1,596   1,733   1,695              6.2
Transport fraud               1,807     188     221     185             -1.6
Smuggling                     4,509     402     388     399             -0.7
"""
    (table,) = read(text)
    assert table.column_paths == (
        ("Type of offense",),
        ("Total",),
        ("2005",),
        ("2006",),
        ("2007",),
        ("Percent change",),
    )
    assert [path for path, _ in rows(table)] == [("All offenses",), ("Transport fraud",), ("Smuggling",)]


def test_leaders_wrapped_labels_sections_and_indents() -> None:
    text = """
Cases by kind and outcome

Outcome                      2019     2020
Violent offenses
  Robbery ............        120      130
  Assault with intent
   to kill ...........         12       14
Property offenses
  Theft ..............      1,000    1,100
  Fraud ..............         --       90
All ..................      1,132    1,334
"""
    (table,) = read(text)
    assert table.title == "Cases by kind and outcome"
    assert table.column_paths == (("Outcome",), ("2019",), ("2020",))
    assert rows(table) == [
        (("Violent offenses",), ""),
        (("Violent offenses", "Robbery"), "120|130"),
        (("Violent offenses", "Assault with intent to kill"), "12|14"),
        (("Property offenses",), ""),
        (("Property offenses", "Theft"), "1,000|1,100"),
        (("Property offenses", "Fraud"), "--|90"),
        (("All",), "1,132|1,334"),
    ]


def test_labels_and_cells_beside_the_middle_of_what_they_belong_to() -> None:
    text = """
                       to air         to water
                      kg/year          kg/year
Ammonia                10 000              -
Chlorine and other
                        5 000              -
compounds of it
                                      200 (as
Benzene                 1 000
                                       BTEX)
Lead                      200             20
"""
    (table,) = read(text)
    assert table.column_paths == ((), ("to air kg/year",), ("to water kg/year",))
    assert rows(table)[1:3] == [
        (("Chlorine and other compounds of it",), "5 000|-"),
        (("Benzene",), "1 000|200 (as BTEX)"),
    ]


def test_two_tables_without_captions_under_one_another() -> None:
    text = """
                 Design effect
Proportion     1.0    1.1    1.2
---------------------------------
0.99 .....     800    880    960
0.95 .....     160    176    192

                 Design effect
Proportion     1.7    1.8    1.9
---------------------------------
0.99 ..... 1,360  1,440  1,520
0.95 .....   272    288    304
"""
    first, second = read(text)
    assert first.column_paths[1:] == tuple(("Design effect", n) for n in ("1.0", "1.1", "1.2"))
    assert second.column_paths[1:] == tuple(("Design effect", n) for n in ("1.7", "1.8", "1.9"))
    assert rows(second) == [(("0.99",), "1,360|1,440|1,520"), (("0.95",), "272|288|304")]


def test_a_table_inside_one_of_two_text_columns() -> None:
    left = ["Courts of first instance hear cases of", "all kinds, and most of them end with a"] * 8
    right = [
        "Table 3. Cases by court",
        "",
        "Court          Cases    Share",
        "North            120      40%",
        "South             90      30%",
        "East              90      30%",
        "",
        "Source: Court files.",
        "",
        *["The courts of appeal hear but few cases"] * 7,
    ]
    text = "\n".join(f"{a:<44}{b}" for a, b in zip(left * 2, right + left, strict=False))
    (table,) = read(text)
    assert (table.label, table.source) == ("Table 3", "Court files.")
    assert rows(table) == [(("North",), "120|40%"), (("South",), "90|30%"), (("East",), "90|30%")]


def test_a_table_of_words() -> None:
    text = """
Table 9. Roles of teachers

Task                         Teachers      Trainers
Planning of courses          always        never
Marking of written
examinations                 often         seldom
Care for pupils              always        always
"""
    (table,) = read(text)
    assert table.column_paths == (("Task",), ("Teachers",), ("Trainers",))
    assert (
        rows(table)[1] == (("Marking of written examinations",), "often|seldom") or rows(table)[0][1] == "always|never"
    )


def test_notes_and_sources_stay_with_their_table() -> None:
    text = """
Table 1:    Growth
                  Finland        EU-15
 1996               3.7            1.6
 2006 (*)           3.5            2.0
(*)     Forecast.
Source: Eurostat, 2005.

Running text goes on.
"""
    (table,) = read(text)
    assert rows(table) == [(("1996",), "3.7|1.6"), (("2006 (*)",), "3.5|2.0")]
    assert table.source == "Eurostat, 2005."


HEAD = "Court             Cases      Share\n"


@pytest.mark.parametrize("again", [f"Table 3 (continued)\n\n{HEAD}", HEAD, ""])
def test_a_table_that_goes_on_over_a_page(again: str) -> None:
    text = (
        f"Table 3. Courts of the country\n\n{HEAD}"
        "North               120        40%\nSouth               180        60%\n"
        f"                17\n\f{again}East                  7         2%\nWest                  9         3%\n"
        "Middle               11         4%\n"
        "Source: Files.\n"
    )
    (table,) = read(text)
    assert (table.label, table.title, table.source) == ("Table 3", "Courts of the country", "Files.")
    assert [p.page for p in table.parts] == [1, 2]
    assert [path for path, _ in rows(table)] == [("North",), ("South",), ("East",), ("West",), ("Middle",)]


def test_the_next_table_on_the_next_page_is_another() -> None:
    one = f"Table 3. Courts\n\n{HEAD}North               120        40%\nSouth               180        60%\n"
    two = one.replace("Table 3. Courts", "Table 4. Other courts")
    assert [t.label for t in read(one + "\f" + two)] == ["Table 3", "Table 4"]


@pytest.mark.parametrize(
    "text",
    [
        "Contents\n\nIntroduction .............. 1\nThe courts ................ 5\nNotes .......... 12\n",
        "1.   General policy\n2.   The courts of first instance\n3.   The courts of appeal\n",
        "Figure 2. Cases\n\n  500      x\n  400      x       x\n   0    2004    2005    2006\n",
        "The  court  heard  40  cases  in  2019  and\n50 cases in  2020,  which is more\nany year  before 2018  so\n",
        "     • 33 participants said so\n     • 25 students claimed it\n     • 22 more were heard\n",
        "12 Main Street          Springfield\nSuite 400               IL 62701\n",
    ],
)
def test_what_only_looks_like_a_table(text: str) -> None:
    assert read(text) == []


LABELS = ["Robbery", "Fraud and theft", "Arson", "Assault with intent", "Burglary", "Forgery", "All others", "Total"]
HEADS = ["Cases", "Persons", "Share", "Mean", "Per year", "Rate", "Number", "Percent"]
VALUES = st.one_of(
    st.integers(0, 9_999_999).map(lambda n: f"{n:,}"),
    st.decimals(0, 99, places=1).map(lambda d: f"{d}%"),
    st.decimals(-9, 9, places=2).map(str),
    st.integers(0, 999).map(lambda n: f"({n})"),
    st.integers(0, 9_999).map(lambda n: f"${n:,}"),
    st.sampled_from(["--", "—", "n.a.", "39 yrs.", "<1", "1 to 5", "12–39"]),
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[tuple[str, int]], list[str], list[list[str]]]:
    """Spanners with the number of their columns, heads, and rows of a label and values; numbers in each column."""
    spans = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    columns = max(sum(spans), 2)
    if sum(spans) < 2:
        spans = [1, 1]
    heads = [draw(st.sampled_from(HEADS)) for _ in range(columns)]
    names = draw(st.permutations(["Men", "Women", "Both sexes"]))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=3, max_size=7, unique=True))
    body = [[label, *(draw(VALUES) for _ in range(columns))] for label in labels]
    for row in body[:2]:
        row[1:] = [f"{draw(st.integers(10, 99_999)):,}" for _ in range(columns)]
    return [(names[n], size) for n, size in enumerate(spans)], heads, body


def printed(
    spans: list[tuple[str, int]],
    heads: list[str],
    body: list[list[str]],
    gap: int,
    flush: str,
    rule: bool,
    spaced: bool,
) -> str:
    """The table in fixed width: labels to the left, values flush right, left or in the middle, spanners centred."""
    widths = [max(len(r[c]) for r in [["Offense", *heads], *body]) for c in range(len(heads) + 1)]
    at = 1
    for name, size in spans:
        room = sum(widths[at : at + size]) + gap * (size - 1)
        widths[at + size - 1] += max(len(name) - room, 0)
        at += size
    names, rules, at = [" " * widths[0]], [" " * widths[0]], 1
    for name, size in spans:
        room = sum(widths[at : at + size]) + gap * (size - 1)
        names.append((name if size > 1 else "").center(room))
        rules.append(("-" if size > 1 else " ") * room)
        at += size
    over = [(" " * gap).join(names).rstrip()]
    # Without rules nobody could tell how far a head reaches when it stands beside columns that have none.
    if {1} < {size for _, size in spans} | {1} and any(size == 1 for _, size in spans):
        over.append((" " * gap).join(rules).rstrip())

    def line(cells: list[str]) -> str:
        placed = [cells[0].ljust(widths[0])]
        for c, text in enumerate(cells[1:], start=1):
            placed.append({"right": text.rjust, "left": text.ljust, "centre": text.center}[flush](widths[c]))
        return (" " * gap).join(placed).rstrip()

    lines = [*over, line(["Offense", *heads])]
    if rule:
        lines.append("-" * max(len(n) for n in lines))
    for row in body:
        lines.extend([line(row), ""] if spaced else [line(row)])
    return "\n".join(lines if over[0] else lines[1:])


@settings(max_examples=200, deadline=None)
@given(
    drawn=tables(),
    gap=st.integers(3, 9),
    flush=st.sampled_from(["right", "left", "centre"]),
    rule=st.booleans(),
    spaced=st.booleans(),
    margin=st.integers(0, 12),
)
def test_a_random_table_comes_back(
    drawn: tuple[list[tuple[str, int]], list[str], list[list[str]]],
    gap: int,
    flush: str,
    rule: bool,
    spaced: bool,
    margin: int,
) -> None:
    spans, heads, body = drawn
    table_text = printed(spans, heads, body, gap, flush, rule, spaced)
    indented = "\n".join(" " * margin + n if n else n for n in table_text.split("\n"))
    text = f"Running text before it.\n\nTable 7. Persons before the courts\n\n{indented}\n\nSource: Files.\n"
    (table,) = read(text)
    # Rows that happen to add up to the one above them stand under it; their labels are the same.
    assert [path[-1] for path, _ in rows(table)] == [r[0] for r in body]
    assert [value for _, value in rows(table)] == ["|".join(r[1:]) for r in body]
    expected = []
    at = 0
    for name, size in spans:
        expected.extend([(name, h) if size > 1 else (h,) for h in heads[at : at + size]])
        at += size
    assert list(table.column_paths[1:]) == expected
    assert table.source == "Files."
    lines = text.split("\n")
    for cell in table.cells:
        if cell.box.bottom - cell.box.top == 1:
            assert lines[int(cell.box.top)][int(cell.box.x0) : int(cell.box.x1)] == cell.text


def test_a_file_of_data_is_refused_and_a_table_without_end_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "data.txt"
    path.write_text("a\n" * (MOST_LINES + 2), encoding="utf-8")
    with pytest.raises(ExtractionError, match="more than 1,000,000 lines"):
        read_text(path)
    monkeypatch.setattr("pipelines.extraction.text.MOST_ROWS", 50)
    monkeypatch.setattr("pipelines.extraction.text.delimited.MOST_ROWS", 50)
    monkeypatch.setattr("pipelines.extraction.text.fixed.tables.MOST_ROWS", 50)
    for line in ("a\t1\t2\n", "a | 1 | 2\n", "a     1     2\n"):
        path.write_text(line * 60, encoding="utf-8")
        assert read_text(path).tables == ()
        path.write_text(line * 40, encoding="utf-8")
        assert len(read_text(path).tables) == 1


PIECES = st.sampled_from(
    ["Robbery", "12", "3.4%", "1,200", "—", "   ", "  ", "      ", "\n", "\n\n", "-----", "....", "2019"]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=90).map("".join))
def test_no_fixed_text_breaks_the_reader(text: str) -> None:
    lines = text.split("\n")
    for table in read(text):
        assert len(table.row_paths) > max(c.row_end for c in table.cells)
        assert len(table.column_paths) > max(c.col_end for c in table.cells)
        assert all(c.box.x0 <= c.box.x1 and c.box.top < c.box.bottom for c in table.cells)
        assert len(lines) > 0


@pytest.mark.parametrize(
    "line",
    [
        "Robbery    12    13    14",
        "a  b  " * 60,
        "1  " * 300,
        "word   " * 100,
        "Label only",
        "Robbery    12\n\n\nx  y",
        "| 1 | 2 |",
    ],
)
def test_time_grows_with_the_text_only(line: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        read("\n".join([line] * times))
        return time.process_time() - began

    seconds(50)
    small, large = max(seconds(300), 0.02), seconds(2400)
    assert large < 30 * small
