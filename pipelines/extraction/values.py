"""Printed characters to a number: value or range, unit sign, precision, and data symbols. Nothing printed is changed.

In: the characters of one cell, and where known the convention of its column and the legend of its table. Out: `Value`.
Relies on unambiguous forms: `1.234,5` is European, `1,234.5` is not, and a lone `1.234` has three decimals unless the
column says otherwise (`separator_style`). A cell is a value only if all of it is one: `39 yrs.` is, `table 39` is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from pipelines.extraction.symbols import SYMBOLS, status_of

__all__ = [
    "LEAST_WORDS",
    "SYMBOLS",
    "TEXT",
    "UNIT_SIGNS",
    "Style",
    "Value",
    "is_value",
    "parse_value",
    "separator_style",
]

Style = Literal["point", "comma"]
"""Which sign opens the decimals of a column: `1,234.5` is of style point, `1.234,5` of style comma."""
Kind = Literal["number", "range", "symbol", "text"]

UNIT_SIGNS: dict[str, str] = {
    "%": "percent",
    "\uff05": "percent",
    "per cent": "percent",
    "\u2030": "per mille",
    "percent": "percent",
    "pct.": "percent",
    "mos.": "months",
    "mos": "months",
    "mo.": "months",
    "months": "months",
    "month": "months",
    "yrs.": "years",
    "yrs": "years",
    "yr.": "years",
    "years": "years",
    "year": "years",
    "days": "days",
    "day": "days",
}
"""Printed unit signs and the units they stand for."""

MINUS = "-\u2212\u2013\u2012\ufe63\uff0d\u2010\u2011\u25b3\u25b2"
"""Signs that stand for minus before a number, the triangle of Japanese agencies among them."""
_QUOTE = "['\u2019\u02bc\u2032]"
_SPACED = rf"\d{{1,3}}(?: \d{{3}})+|\d{{1,3}}(?:{_QUOTE}\d{{3}})+"
_POINT = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}|{_SPACED}|\d+)(?:\.\d+)?|\.\d+"
_COMMA_ONLY = (
    r"\d{1,3}(?:\.\d{3})+,\d+|\d{1,3}(?:\.\d{3}){2,}"
    rf"|(?:{_SPACED}),\d+|0,\d+|\d+,(?:\d{{1,2}}|\d{{4,}})"
)
_COMMA = rf"{_COMMA_ONLY}|\d{{1,3}}(?:\.\d{{3}})+|\d+,\d+|{_SPACED}|\d+"
_CURRENCY = r"(?:US|A|AU|C|CA|NZ|R|HK)?\$|\u20ac|\u00a3|\u00a5|USD|EUR|GBP|CHF|JPY|Fr\.|kr\.?|Rs\.?"
_UNIT = "|".join(re.escape(sign) for sign in sorted(UNIT_SIGNS, key=len, reverse=True))


def _single(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<open>\()?\s*(?:\u00b1|\+\s?/\s?-)?(?P<sign>[{MINUS}+])?\s*(?P<cur>{_CURRENCY})?\s*(?P<sign2>[{MINUS}])?\s?"
        rf"(?P<num>{number})(?P<after>[-\u2212\u2013])?\s*(?P<unit>{_UNIT})?\s*(?P<cur2>{_CURRENCY})?\s*(?P<close>\))?\s*"
        r"(?P<unit2>%|\u2030)?",
        re.IGNORECASE,
    )


def _range(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<low_word>[A-Za-z]+|(?P<low_open>[<\u2264])?\s*(?P<minus>[\u2212-](?=\S+\s))?(?:{_CURRENCY})?\s?(?P<low>{number}))"
        rf"\s*(?P<low_unit>{_UNIT})?\s*(?:[-\u2010-\u2014]|\bto\b)\s*"
        rf"(?P<high_open>[<\u2264])?\s*(?:{_CURRENCY})?\s?(?P<high>{number})\s*(?P<unit>{_UNIT})?\s*(?:{_CURRENCY})?",
        re.IGNORECASE,
    )


def _bound(number: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<bound>[<>\u2264\u2265])\s*(?:{_CURRENCY})?\s?(?P<num>{number})\s*(?P<unit>{_UNIT})?", re.IGNORECASE
    )


_FORMS: dict[Style, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {
    "point": (_single(_POINT), _bound(_POINT), _range(_POINT)),
    "comma": (_single(_COMMA), _bound(_COMMA), _range(_COMMA)),
}
_CERTAIN: dict[Style, re.Pattern[str]] = {
    "comma": re.compile(rf"(?<![\d.,])(?:{_COMMA_ONLY})(?![\d.,]*\d)"),
    "point": re.compile(
        rf"(?<![\d.,])(?:\d{{1,3}}(?:,\d{{3}})+\.\d+|\d{{1,3}}(?:,\d{{3}}){{2,}}|(?:{_SPACED})\.\d+"
        r"|0?\.\d+|\d+\.(?:\d{1,2}|\d{4,})|\d{4,}\.\d+)(?![\d.,]*\d)"
    ),
}
_DOTTED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_FLAG = re.compile(r"(?P<body>.*[\d%)])\s?(?P<flag>\(?[A-Za-z]{1,2}\)?|[*!\u2020\u2021\u00a7#~]{1,3})")
LEAST_WORDS = {"probation": Decimal(0), "none": Decimal(0), "zero": Decimal(0)}
"""Words that stand at the low end of a range for no term at all."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a printed cell says. `decimals` is the printed precision; A range has `low` and `high`, and no `value`.

    `<1 - 240 months` runs from somewhere under 1: its `low` is 0, the only end that surely holds it, and `open_low`
    is set.
    """

    kind: Kind
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    decimals: int = 0
    unit: str = ""
    status: str = "A"
    open_low: bool = False
    open_high: bool = False
    currency: str = ""


TEXT = Value("text", status="")
MOST_CHARACTERS = 60
"""A cell with more characters than this is no value."""


def _number(digits: str, style: Style) -> tuple[Decimal, int]:
    if style == "comma":
        digits = digits.replace(".", "").replace(",", ".")
    plain = re.sub(r"[^\d.]", "", digits)
    return Decimal(plain), len(plain.partition(".")[2])


def _unit(*signs: str | None) -> str:
    return next((UNIT_SIGNS[s.casefold()] for s in signs if s), "")


def separator_style(texts: Iterable[str]) -> Style | None:
    """Which convention the numbers of a column or table follow; none where no number tells.

    Numbers such as `1.234` tell only together: where all that have a point have three digits after it, none begins
    with 0, and whole numbers below 1,000 stand among them.

    >>> separator_style(["1.234", "12,5"]), separator_style(["1,234", "12.5"]), separator_style(["7", "1.234", "5.678"])
    ('comma', 'point', 'comma')
    """
    votes: dict[Style, int] = {"point": 0, "comma": 0}
    dotted = whole = others = 0
    for printed in texts:
        text = " ".join(printed.split())
        for style, certain in _CERTAIN.items():
            votes[style] += bool(certain.search(text))
        digits = text.strip("()% " + MINUS)
        if _DOTTED.fullmatch(digits):
            dotted += 1
        elif digits.isdecimal():
            whole += len(digits) <= 3
            others += len(digits) > 3
        elif digits[:1].isdecimal() and "." in digits:
            others += 1
    if votes["comma"] != votes["point"]:
        return "comma" if votes["comma"] > votes["point"] else "point"
    return "comma" if dotted >= 2 and whole and not others and not votes["point"] else None


def parse_value(printed: str, style: Style | None = None, legend: Mapping[str, str] | None = None) -> Value:
    """The value of a printed cell; kind `text` where the characters as a whole are not a value.

    `style` is that of the column (see `separator_style`); without it a number is read by its own form. `legend` holds
    what the table's notes say of symbols (see `symbols.legend_of`); a letter after a number is a flag only by it.

    >>> parse_value("39 yrs.").unit, parse_value("2,135").value, parse_value("Probation - 228 months").high
    ('years', Decimal('2135'), Decimal('228'))
    >>> parse_value("1.234,5").value, parse_value("1.234").value, parse_value("1.234", "comma").value
    (Decimal('1234.5'), Decimal('1.234'), Decimal('1234'))
    """
    if legend:
        return _value(printed, style, legend)
    return _plain_value(printed, style)


@lru_cache(maxsize=20_000)
def _plain_value(printed: str, style: Style | None) -> Value:
    return _value(printed, style, {})  # the same cells are asked about many times while a page is read


def _value(printed: str, style: Style | None, legend: Mapping[str, str]) -> Value:
    text = " ".join(printed.replace("\u00ad", "").split())
    if not text or len(text) > MOST_CHARACTERS:
        return TEXT
    if (status := status_of(text, legend)) is not None:
        return Value("symbol", status=status)
    if not any(c.isdecimal() for c in text):
        return TEXT
    first: Style = style or "point"
    for tried in (first, "comma" if first == "point" else "point"):
        value = _parse(text, tried)
        if value is not None and (tried == first or _CERTAIN[tried].search(text)):
            return value
    if legend and (found := _FLAG.fullmatch(text)) and (status := _flag_status(found["flag"], legend)):
        value = parse_value(found["body"], style)
        if value.kind in ("number", "range"):
            return replace(value, status=status)
    return TEXT


def _flag_status(flag: str, legend: Mapping[str, str]) -> str | None:
    return legend.get(flag.casefold()) or legend.get(flag.casefold().strip("()"))


def _parse(text: str, style: Style) -> Value | None:
    single, bound, between = _FORMS[style]
    if found := single.fullmatch(text):
        return _read_single(found, style)
    if found := bound.fullmatch(text):
        number, decimals = _number(found["num"], style)
        below = found["bound"] in "<\u2264"
        return Value(
            "range",
            low=Decimal(0) if below else number,
            high=number if below else None,
            decimals=decimals,
            unit=_unit(found["unit"]),
            open_low=not below and found["bound"] == ">",
            open_high=below and found["bound"] == "<",
        )
    if found := between.fullmatch(text):
        return _read_range(found, style)
    return None


def _read_single(found: re.Match[str], style: Style) -> Value | None:
    if bool(found["open"]) != bool(found["close"]):
        return None
    after = found["after"]
    if after and (found["sign"] or found["sign2"] or not re.search(r"\D", found["num"])):
        return None  # `12-` is the beginning of a range; `1,234-` is less than nothing
    number, decimals = _number(found["num"], style)
    minus = (found["sign"] or found["sign2"] or "+") in MINUS
    negative = minus or after or (found["open"] and not found["unit"])
    return Value(
        "number",
        -number if negative else number,
        decimals=decimals,
        unit=_unit(found["unit"], found["unit2"]),
        currency=found["cur"] or found["cur2"] or "",
    )


def _read_range(found: re.Match[str], style: Style) -> Value | None:
    word = None if found["low"] else found["low_word"].casefold()
    if word is not None and word not in LEAST_WORDS:
        return None
    low, low_decimals = (LEAST_WORDS[word], 0) if word is not None else _number(found["low"], style)
    high, high_decimals = _number(found["high"], style)
    return Value(
        "range",
        low=Decimal(0) if found["low_open"] else -low if found["minus"] else low,
        high=high,
        decimals=max(low_decimals, high_decimals),
        unit=_unit(found["unit"], found["low_unit"]),
        open_low=bool(found["low_open"]),
        open_high=bool(found["high_open"]),
    )


def is_value(printed: str) -> bool:
    """Whether a printed cell is a number, a range or a data symbol."""
    return parse_value(printed).kind != "text"
