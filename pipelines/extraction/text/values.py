"""Values at the end of a printed line, and the marks that stand on them."""

from __future__ import annotations

import re

from pipelines.documents.spec import YEAR
from pipelines.extraction.text.draft import Value
from pipelines.extraction.text.lines import Line, Piece
from pipelines.extraction.values import LEAST_WORDS, SYMBOLS, UNIT_SIGNS, is_value

MARKS = "*\u2020\u2021\u00a7\u00b6#"
"""Signs that publishers hang on labels and numbers to point at a footnote."""

_NUM = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_SIGNED = rf"\(?[-\u2212\u2013+]?(?:[$\u20ac\u00a3] ?)?[-\u2212\u2013]?(?:{_NUM})"
_UNIT = "|".join(re.escape(sign) for sign in sorted(UNIT_SIGNS, key=len, reverse=True))
_SPELT = "|".join(re.escape(s) for s in sorted(UNIT_SIGNS, key=len, reverse=True) if s[0].isalpha())
_LEAST = "|".join(LEAST_WORDS)
_SYMBOL = "|".join(re.escape(s) for s in sorted(SYMBOLS, key=len, reverse=True))
_TOKEN = re.compile(
    rf"(?<!\S)(?P<value>"
    rf"(?:(?:{_LEAST})|[<\u2264]? ?\$?(?:{_NUM})(?: ?(?:{_UNIT}))?)"
    rf"(?: ?- ?|[\u2013\u2014]| to )[<\u2264]?\$?(?:{_NUM}) ?(?:{_SPELT})"
    rf"|(?:{_NUM})[-\u2013\u2014](?:{_NUM})"
    rf"|[<>\u2264\u2265] ?\$?(?:{_NUM})(?: ?(?:{_UNIT}))?"
    rf"|(?:{_NUM}) ?\((?:{_NUM})%\)"
    rf"|{_SIGNED}(?: ?(?:{_UNIT}))?\)?%?"
    rf"|(?:{_SYMBOL}))"
    rf"(?P<marks>[{re.escape(MARKS)}]+|[a-h])?(?!\S)",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(\S.*?) (-) (\S.*)")
_MARKED = re.compile(rf"(?P<value>.*\d.*?)(?P<marks>[{re.escape(MARKS)}]+|(?<=[\d%])[a-h])")
_BARE = re.compile(r"\d{1,4}(?:[-\u2013]\d{1,4})?")
_YEARS = re.compile(rf"{YEAR}(?:\s*[-\u2013\u2014/]\s*(?:{YEAR}|\d\d))?")


def trailing_values(line: Line, apart: bool = False) -> list[Value]:
    """The values that end the line, left to right; nothing but blanks stands between and after them.

    `apart` takes `12 - 39 yrs.` as three cells, of which the second is empty, and not as a range.
    """
    if not line.words:
        return []
    text = line.text.rstrip()
    tokens = list(_TOKEN.finditer(text))
    end = len(text)
    kept: list[Value] = []
    for token in reversed(tokens):
        if text[token.end() : end].strip():
            break
        end = token.start()
        if apart and (parts := _SPACED.fullmatch(token["value"])):
            begin = token.start("value")
            kept.extend(Value(line.piece(begin + parts.start(n), begin + parts.end(n))) for n in (3, 2, 1))
            continue
        kept.append(Value(line.piece(*token.span("value")), tuple(token["marks"] or "")))
    return kept[::-1]


def label_before(line: Line, values: list[Value]) -> Piece:
    """What stands on the line before its values."""
    return line.piece(0, int(values[0].piece.box.x0) if values else None)


def cell_value(piece: Piece) -> Value | None:
    """The value that a whole cell prints, None where it prints something else."""
    if is_value(piece.text):
        return Value(piece)
    if len(piece.text) <= 60 and (found := _MARKED.fullmatch(piece.text)) and is_value(found["value"]):
        text = found["value"].rstrip()
        box = piece.box
        short = type(box)(box.page, box.x0, box.top, box.x0 + len(text), box.bottom)
        return Value(Piece(text, short), tuple(found["marks"]))
    return None


def may_end_label(value: Value) -> bool:
    """Whether a number could be the end of a label, as in `Under 18` or `Fiscal year 2019`."""
    return _BARE.fullmatch(value.piece.text) is not None


def is_years(text: str) -> bool:
    """Whether the print is a year or a span of years and nothing else."""
    return _YEARS.fullmatch(text.strip()) is not None


def has_digit(text: str) -> bool:
    """Whether a value is more than a data symbol."""
    return any(c.isdigit() for c in text)
