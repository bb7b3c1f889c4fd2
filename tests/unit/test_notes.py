"""Footnote markers of all kinds, taken off the labels and numbers that they stand on."""

from __future__ import annotations

import pytest

from pipelines.extraction.notes import take_markers


@pytest.mark.parametrize(
    ("printed", "known", "text", "markers"),
    [
        ("2,135*", "", "2,135", ("*",)),
        ("2,135**", "", "2,135", ("**",)),
        ("2,135 \u2020", "", "2,135", ("\u2020",)),
        ("2,135a/", "", "2,135", ("a",)),
        ("2,135 1/", "", "2,135", ("1",)),
        ("United States 1/", "", "United States", ("1",)),
        ("2,135(1)", "1", "2,135", ("1",)),
        ("45 (12)", "", "45 (12)", ()),
        ("45 (1)", "1", "45 (1)", ()),
        ("Other [a]", "a", "Other", ("a",)),
        ("Other (a)", "", "Other (a)", ()),
        ("61.5b", "b", "61.5", ("b",)),
        ("61.5b", "", "61.5b", ()),
        ("Child pornography possession/receipt/", "", "Child pornography possession/receipt/", ()),
        ("Group b", "b", "Group b", ()),
        ("Vitamin A*", "", "Vitamin A*", ()),
        ("Vitamin A*", "*", "Vitamin A", ("*",)),
        ("*", "*", "*", ()),
        ("/", "", "/", ()),
        ("2008/09", "", "2008/09", ()),
        ("FY 08/", "", "FY 08/", ()),
        ("2008/09 1/", "", "2008/09", ("1",)),
    ],
)
def test_markers_at_the_end(printed: str, known: str, text: str, markers: tuple[str, ...]) -> None:
    assert take_markers(printed, (), frozenset(known)) == (text, markers)
