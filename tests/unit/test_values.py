"""Printed characters to values: separators, signs, currencies, symbols and legends of agencies all over the world."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.symbols import legend_of, status_of_meaning
from pipelines.extraction.values import Style, is_value, parse_value, separator_style


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2,135", "2135"),
        ("1 234 567", "1234567"),
        ("1\u202f234,5", "1234.5"),
        ("1\u2009234", "1234"),
        ("1\u00a0234.50", "1234.50"),
        ("1'234.5", "1234.5"),
        ("1\u2019234\u2019567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("12,5", "12.5"),
        ("0,75", "0.75"),
        ("1.234", "1.234"),
        ("12,34,567", "1234567"),
        (".5", "0.5"),
        ("(1,234)", "-1234"),
        ("(5,6)", "-5.6"),
        ("-3.2", "-3.2"),
        ("\u22123.2", "-3.2"),
        ("\u20133.2", "-3.2"),
        ("\u20123.2", "-3.2"),
        ("\ufe633.2", "-3.2"),
        ("\u2212 3.2", "-3.2"),
        ("1,234-", "-1234"),
        ("\u25b31,234", "-1234"),
        ("$ 5,000", "5000"),
        ("US$5.25", "5.25"),
        ("-$12", "-12"),
        ("\u20ac1.234,50", "1234.50"),
        ("12,50 \u20ac", "12.50"),
        ("CHF 1'234", "1234"),
        ("250 EUR", "250"),
        ("12.5%", "12.5"),
        ("12,5 %", "12.5"),
        ("3.1\u2030", "3.1"),
        ("\u00b11.4", "1.4"),
        ("+/-1,234", "1234"),
        ("+4.5", "4.5"),
    ],
)
def test_numbers_in_the_forms_of_agencies(printed: str, value: str) -> None:
    found = parse_value(printed)
    assert (found.kind, found.value) == ("number", Decimal(value))


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        ("15\u201317", "15", "17"),
        ("15 - 17", "15", "17"),
        ("15 to 17", "15", "17"),
        ("1,5\u20132,5", "1.5", "2.5"),
        ("$5,000\u2013$9,999", "5000", "9999"),
        ("10\u201312%", "10", "12"),
    ],
)
def test_ranges(printed: str, low: str, high: str) -> None:
    found = parse_value(printed)
    assert (found.kind, found.low, found.high) == ("range", Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("--", "O"),
        ("---", "O"),
        ("\u2014", "O"),
        ("\u2026", "O"),
        ("..", "O"),
        (". . .", "O"),
        ("/", "O"),
        ("n.a.", "O"),
        ("N/A", "O"),
        (":", "O"),
        (": c", "Q"),
        ("~", "M"),
        ("*", "N"),
        ("**", "N"),
        ("!", "U"),
        ("(D)", "Q"),
        ("(S)", "Q"),
        ("(Z)", "N"),
        ("(X)", "M"),
        ("(NA)", "O"),
        ("\u2020", "M"),
        ("\u2021", "Q"),
    ],
)
def test_symbols_in_place_of_values(printed: str, status: str) -> None:
    found = parse_value(printed)
    assert (found.kind, found.status, found.value) == ("symbol", status, None)


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "S",
        "c",
        "u",
        "table 39",
        "Alabama",
        "2,135a",
        "12-",
        "1.2.3",
        "1,2,3",
        "(5",
        "4 of 5",
        "1234p",
        "a/",
        "12:30",
    ],
)
def test_what_is_no_value(printed: str) -> None:
    assert not is_value(printed)


def test_the_legend_of_a_table_overrules_what_a_symbol_usually_means() -> None:
    legend = legend_of(
        [
            ("", "--Less than 0.5%."),
            ("", "/Not reported."),
            ("*", "Estimates are unreliable because of a small sample."),
            ("", "S = Withheld because estimate did not meet publication standards; p = Preliminary; r = Revised"),
        ]
    )
    assert parse_value("--", legend=legend).status == "N"
    assert parse_value("/", legend=legend).status == "O"
    assert parse_value("*", legend=legend).status == "U"
    assert parse_value("S", legend=legend).status == "Q"
    flagged = parse_value("1,234p", legend=legend)
    assert (flagged.value, flagged.status) == (Decimal(1234), "P")
    assert parse_value("12.3 r", legend=legend).status == "A"
    assert parse_value("12.3*", legend=legend).status == "U"
    assert parse_value("1,234e", legend=legend).kind == "text"


def test_a_footnote_is_no_legend() -> None:
    assert (
        legend_of([("a", "Excludes 12 cases whose sentence lengths could not be computed."), ("", "Source: X.")]) == {}
    )
    assert status_of_meaning("Counts of persons held in jails on the last day of June, some of them estimated") is None


def test_legends_printed_in_one_line() -> None:
    text = "Notes: - Represents zero. (X) Not applicable. .. = not available; Z = Less than half the unit shown"
    assert legend_of([("", text)]) == {"-": "A", "(x)": "M", "..": "O", "z": "N"}


@pytest.mark.parametrize(
    ("texts", "style"),
    [
        (["1.234", "12,5"], "comma"),
        (["1,234", "12.5"], "point"),
        (["1.234", "56.789", "7"], "comma"),
        (["1.234", "0.123", "7"], "point"),
        (["1.234", "5.678"], None),
        (["12", "13"], None),
        (["1.234.567", "3"], "comma"),
        ([], None),
    ],
)
def test_the_convention_of_a_column(texts: list[str], style: Style | None) -> None:
    assert separator_style(texts) == style


def test_a_lone_number_follows_its_column() -> None:
    assert parse_value("1.234").value == Decimal("1.234")
    assert parse_value("1.234", "comma").value == Decimal(1234)
    assert parse_value("1,234", "comma").value == Decimal("1.234")
    assert parse_value("12.5", "comma").value == Decimal("12.5")
    assert parse_value("12,5", "point").value == Decimal("12.5")


def group(digits: str, sign: str) -> str:
    first = len(digits) % 3 or 3
    return sign.join([digits[:first], *(digits[i : i + 3] for i in range(first, len(digits), 3))])


@given(
    st.integers(0, 10**12),
    st.integers(0, 4),
    st.sampled_from([",", " ", "\u00a0", "\u2009", "\u202f", "'", "\u2019", "."]),
    st.sampled_from(["", "-", "\u2212", "\u2013", "()"]),
    st.sampled_from(["", "%", " %", "$", "\u20ac"]),
)
def test_what_is_printed_is_read(whole: int, places: int, separator: str, sign: str, unit: str) -> None:
    point = "," if separator == "." else "."
    fraction = "7305"[:places]
    printed = group(str(whole), separator) + (point + fraction if fraction else "")
    printed = f"{unit}{printed}" if unit in ("$", "\u20ac") else f"{printed}{unit}"
    bracketed = printed if unit else f"({printed})"
    printed = bracketed if sign == "()" else sign + printed
    expected = Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)
    if sign and printed[0] in "-\u2212\u2013(":
        expected = -expected
    found = parse_value(printed, "comma" if separator == "." else "point")
    assert (found.kind, found.value, found.decimals) == ("number", expected, places)


@given(st.text(max_size=80))
def test_any_text_has_an_answer(text: str) -> None:
    assert parse_value(text).kind in ("number", "range", "symbol", "text")
    assert parse_value(text, "comma", {"p": "P", "*": "U"}).kind in ("number", "range", "symbol", "text")
    assert separator_style([text, text]) in ("point", "comma", None)
