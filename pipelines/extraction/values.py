"""Printed characters to a number: value or range, unit sign, precision, and data symbols. Nothing printed is changed.

Relies on nothing but the characters of one cell. A cell is a value only if all of it is one: `39 yrs.` is, `table
39` is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Kind = Literal["number", "range", "symbol", "text"]

UNIT_SIGNS: dict[str, str] = {
    "%": "percent",
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

SYMBOLS: dict[str, str] = {
    "\u2014": "O",
    "\u2013": "O",
    "-": "O",
    "--": "O",
    "\u2212": "O",
    "...": "O",
    "\u2026": "O",
    "..": "O",
    "/": "O",
    "n.a.": "O",
    "na": "O",
    "n/a": "O",
    ":": "O",
    "~": "M",
    "*": "N",
    "!": "U",
    "\u2020": "M",
    "\u2021": "Q",
    "x": "M",
    "(d)": "Q",
    "(x)": "M",
    "(na)": "O",
}
"""Data symbols that agencies print in place of a value, with their SDMX observation status (CL_OBS_STATUS)."""

_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_UNIT = "|".join(re.escape(sign) for sign in sorted(UNIT_SIGNS, key=len, reverse=True))
_MINUS = "-\u2212\u2013\u2012"
_SINGLE = re.compile(
    rf"(?P<open>\()?\s*(?P<sign>[{_MINUS}+])?\s*(?P<cur>[$\u20ac\u00a3])?\s*(?P<sign2>[{_MINUS}])?(?P<num>{_NUMBER})\s*(?P<unit>{_UNIT})?\s*(?P<close>\))?\s*(?P<unit2>%)?",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?P<low_word>[A-Za-z]+|(?P<low_open>[<\u2264])?\s*[$]?(?P<low>{_NUMBER}))\s*(?P<low_unit>{_UNIT})?\s*(?:[-\u2013\u2014]|to)\s*(?P<high_open>[<\u2264])?\s*[$]?(?P<high>{_NUMBER})\s*(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_BOUND = re.compile(rf"(?P<bound>[<>\u2264\u2265])\s*[$]?(?P<num>{_NUMBER})\s*(?P<unit>{_UNIT})?", re.IGNORECASE)
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


TEXT = Value("text", status="")


def _number(digits: str) -> tuple[Decimal, int]:
    plain = re.sub(r"[,\s\u00a0\u202f]", "", digits)
    return Decimal(plain), len(plain.partition(".")[2])


def _unit(*signs: str | None) -> str:
    return next((UNIT_SIGNS[s.casefold()] for s in signs if s), "")


def parse_value(printed: str) -> Value:
    """The value of a printed cell; kind `text` where the characters as a whole are not a value.

    >>> parse_value("39 yrs.").unit, parse_value("2,135").value, parse_value("Probation - 228 months").high
    ('years', Decimal('2135'), Decimal('228'))
    """
    text = " ".join(printed.replace("\u00ad", "").split())
    if not text or len(text) > 60:
        return TEXT
    if (status := SYMBOLS.get(text.casefold())) is not None:
        return Value("symbol", status=status)
    if found := _SINGLE.fullmatch(text):
        if bool(found["open"]) != bool(found["close"]):
            return TEXT
        number, decimals = _number(found["num"])
        negative = (found["sign"] or found["sign2"] or "+") in _MINUS or (found["open"] and not found["unit"])
        return Value(
            "number", -number if negative else number, decimals=decimals, unit=_unit(found["unit"], found["unit2"])
        )
    if found := _BOUND.fullmatch(text):
        number, decimals = _number(found["num"])
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
    if found := _RANGE.fullmatch(text):
        word = None if found["low"] else found["low_word"].casefold()
        if word is not None and word not in LEAST_WORDS:
            return TEXT
        low, low_decimals = (LEAST_WORDS[word], 0) if word is not None else _number(found["low"])
        high, high_decimals = _number(found["high"])
        return Value(
            "range",
            low=Decimal(0) if found["low_open"] else low,
            high=high,
            decimals=max(low_decimals, high_decimals),
            unit=_unit(found["unit"], found["low_unit"]),
            open_low=bool(found["low_open"]),
            open_high=bool(found["high_open"]),
        )
    return TEXT


def is_value(printed: str) -> bool:
    """Whether a printed cell is a number, a range or a data symbol."""
    return parse_value(printed).kind != "text"
