"""What is a part of a total and what only stands beside it: `of which`, medians, costs per head; words for all."""

from __future__ import annotations

import pytest

from pipelines.audit.grids import is_total
from pipelines.audit.tables import audit_tables
from tests.audit.audit_support import document, with_text

MONEY = """
    | EUR million > 2008 | EUR million > 2009
    Salaries | 52.6 | 59.1
    Buildings | 11.9 | 12.1
    Meals | 5.3 | 5.9
    Total | 69.8 | 77.1
    Expenditure per pupil (EUR) | 8,428 | 8,916"""
PEOPLE = """
    | Women | Men | Total
    Under 30 | 401 | 212 | 613
    30 to 49 | 733 | 388 | 1,121
    50 and over | 310 | 179 | 489
    Total | 1,444 | 779 | 2,223
    Median age (years) | 41 | 44 | 42"""
LEVELS = """
    | 2005 | 2006 | 2007 | 2008 | 2009
    Primary | 2,462 | 2,528 | 2,625 | 2,737 | 2,920
    Secondary | 5,150 | 5,269 | 5,359 | 5,426 | 5,526
    of which general | 2,652 | 2,720 | 2,734 | 2,800 | 2,837
    of which vocational | 2,498 | 2,549 | 2,625 | 2,626 | 2,689
    of which apprentices | 1,167 | 1,198 | 1,047 | 1,221 | 1,198
    Total | 7,612 | 7,797 | 7,984 | 8,163 | 8,446"""


@pytest.mark.parametrize("label", ["Whole country", "Entire state", "Country as a whole", "Nation", "Nationwide",
                                   "All of Norway", "Europe-wide", "Women and men", "Altogether"])  # fmt: skip
def test_a_label_says_that_it_is_of_all(label: str) -> None:
    assert is_total((label,))


@pytest.mark.parametrize("label", ["Country", "Nationals", "Wide roads", "National parks", "Men and women over 60"])
def test_a_label_says_nothing_of_the_kind(label: str) -> None:
    assert not is_total((label,))


@pytest.mark.parametrize(
    ("text", "cell", "wrong", "right"),
    [
        (MONEY, (4, 1), "96.8", "69.8"),
        (PEOPLE, (2, 1), "783", "733"),
        (PEOPLE, (4, 3), "2,323", "2,223"),
        (LEVELS, (6, 2), "7,779", "7,797"),
        (LEVELS, (3, 3), "2,784", "2,734"),
    ],
)
def test_rows_beside_the_parts_of_a_total_hide_no_error(
    text: str, cell: tuple[int, int], wrong: str, right: str
) -> None:
    (table,) = document(text)
    assert not audit_tables([table]).findings
    (found,) = audit_tables([with_text(table, *cell, wrong)]).findings
    assert (found.printed, found.expected) == (wrong, right)
