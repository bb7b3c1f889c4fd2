"""Data symbols: what agencies print in place of a value or after one, and the SDMX status it stands for.

In: a symbol, and the notes of its table where there are any. Out: codes of the SDMX code list CL_OBS_STATUS. Relies on
what notes commonly say; a note under a table overrules what a symbol usually means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

SYMBOLS: dict[str, str] = {
    "\u2014": "O",
    "\u2013": "O",
    "-": "O",
    "--": "O",
    "---": "O",
    "\u2212": "O",
    "\u2013\u2013": "O",
    "\u2014\u2014": "O",
    "- -": "O",
    "...": "O",
    "\u2026": "O",
    "..": "O",
    ". .": "O",
    ". . .": "O",
    "/": "O",
    "//": "O",
    "n.a.": "O",
    "n.a": "O",
    "na": "O",
    "n/a": "O",
    "(na)": "O",
    "[na]": "O",
    "n.d.": "O",
    "n.r.": "O",
    "(nr)": "O",
    ":": "O",
    ": c": "Q",
    ":c": "Q",
    ": u": "U",
    ":u": "U",
    ": z": "M",
    ":z": "M",
    "~": "M",
    "*": "N",
    "**": "N",
    "***": "N",
    "n.s.": "N",
    "(z)": "N",
    "(l)": "N",
    "#": "N",
    "!": "U",
    "(b)": "U",
    "\u2020": "M",
    "\u2021": "Q",
    "x": "M",
    "(x)": "M",
    "[x]": "M",
    "(d)": "Q",
    "(s)": "Q",
    "[c]": "Q",
    "[z]": "M",
}
"""Data symbols that agencies print in place of a value, with their SDMX observation status (CL_OBS_STATUS)."""

_MEANINGS: tuple[tuple[str, str], ...] = (
    (r"not applicable|does not apply|cannot (?:exist|be computed)|not possible|category not applicable", "M"),
    (r"withheld|suppress|confidential|disclos|identif(?:y|ication of)|data protection", "Q"),
    (r"reliab|caution|coefficient of variation|relative standard error|too few|small sample|base (?:is )?less", "U"),
    (r"standards? not met|does not meet|do not meet|publication standard|reporting standard", "Q"),
    (r"not collected|not asked|not surveyed|was not part of", "L"),
    (r"less than|fewer than|rounds? to|rounded to|smaller than|under (?:half|0|one)|negligible|below 0", "N"),
    (r"not (?:statistically )?significant|no significant|insignificant", "N"),
    (r"included (?:in|with|under)|contained in", "K"),
    (r"includes|including", "W"),
    (r"not (?:available|reported|shown|known)|unavailable|missing|no (?:data|cases|information|observations)", "O"),
    (r"break in|series break", "B"),
    (r"provisional|preliminary|subject to revision", "P"),
    (r"imput", "I"),
    (r"forecast|project(?:ed|ion)", "F"),
    (r"estimat", "E"),
    (r"definition differs|different definition|not comparable", "D"),
    (r"revised", "A"),
    (r"represents? zero|\bzero\b|\bnil\b|\bnone\b", "A"),
)
"""What the words of a legend say, in the order in which they are tried."""
SAID_EARLY = 40
"""A legend says what a symbol means within this many characters; later words tell of something else."""

_SIGN = (
    r"--+|[-\u2013\u2014\u2212]+|\.{2,3}|\u2026|[*\u2020\u2021\u00a7#~!:/]+"
    r"|\([A-Za-z]{1,2}\)|\[[a-z]\]|n\.?/?[ads]\.?|[A-Za-z]"
)
_MEANS = r"\s*(?:=|:|\u2013|\u2014|\bmeans\b|\bindicates\b|\bdenotes\b)\s*"
_ENTRY = re.compile(
    rf"(?P<sign>{_SIGN})(?:{_MEANS}|\s+|(?<=[-\u2013\u2014*/.~!\u2020\u2021)\u2026]))(?P<meaning>[A-Za-z(].{{2,}})",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(rf";\s*|\.\s+(?=(?:{_SIGN})\s*(?:=|[A-Z]))|,\s+(?=(?:{_SIGN})\s*=)")
_PREFIX = re.compile(r"(?:notes?|legend|symbols?(?: used)?|key)\s*[:.]\s*", re.IGNORECASE)


def status_of_meaning(words: str) -> str | None:
    """The status that the words of a legend stand for; none where they are no legend.

    >>> [status_of_meaning(words) for words in ("Less than 0.5%.", "Withheld to avoid disclosure", "Ohio")]
    ['N', 'Q', None]
    """
    found = ((re.search(said, words, re.IGNORECASE), status) for said, status in _MEANINGS)
    return next((status for match, status in found if match and match.start() <= SAID_EARLY), None)


def legend_of(notes: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The statuses that notes give to symbols. `notes` are pairs of a marker (or nothing) and the text of the note.

    >>> legend_of([("", "--Less than 0.5%."), ("*", "Not available"), ("", "- = zero; (D) = Withheld"), ("a", "Ohio")])
    {'--': 'N', '*': 'O', '-': 'A', '(d)': 'Q'}
    """
    legend: dict[str, str] = {}
    for marker, text in notes:
        if marker:
            _enter(legend, marker, text)
            continue
        for part in _BETWEEN.split(_PREFIX.sub("", text.strip())):
            if found := _ENTRY.match(part.strip()):
                letter = found["sign"].isalpha() and len(found["sign"]) == 1
                if not letter or re.match(r"\s*(?:=|:|\u2013|\u2014)", part.strip()[1:]):
                    _enter(legend, found["sign"], found["meaning"])
    return legend


def _enter(legend: dict[str, str], sign: str, words: str) -> None:
    status = status_of_meaning(words)
    if status is not None:
        legend.setdefault(sign.casefold(), status)


def status_of(symbol: str, legend: Mapping[str, str] | None = None) -> str | None:
    """The status of a printed symbol: by the legend if there is one for it, else what it usually means."""
    key = symbol.casefold()
    if legend:
        for form in (key, key.strip("()[]"), f"({key})"):
            if form in legend:
                return legend[form]
    return SYMBOLS.get(key)
