"""What numbers are printed in, by the words on them: money, and thousands or millions (the SDMX unit multiplier).

In: the characters of a number, or the words of a title, a note, a label. Out: whether it is money, and the multiplier.
Relies on currency signs, codes and names, and on the forms `in thousands`, `(millions)`, `(dollars in thousands)`.
"""

from __future__ import annotations

import re
from functools import lru_cache

CURRENCY = r"(?:(?:US|C|A|AU|NZ|HK)?\$|[\u20ac\u00a3\u00a5]|\b(?:USD|EUR|GBP|CHF|JPY)\b)"
"""What stands before an amount (to build on)."""
NAMED = r"\b(?:dollars?|euros?|pounds sterling|pounds)\b"
"""What stands behind an amount (to build on)."""
_MONEY = re.compile(rf"{CURRENCY}|{NAMED}", re.IGNORECASE)
_MULTIPLIER = re.compile(
    rf"(?P<before>(?:{CURRENCY}|{NAMED}),?\s)?"
    rf"(?:\bin (?:the )?|\((?:in )?(?P<inside>(?:{CURRENCY}|{NAMED}),?\s?(?:in )?)?)"
    rf"(?P<by>thousand|million|billion|(?:x\s?)?1[, ]000|000)(?:'?s)?\b"
    rf"(?: (?:of )?(?:(?:US|U\.S\.) )?(?P<behind>{NAMED}))?",
    re.IGNORECASE,
)
_TIMES = {"million": 10**6, "billion": 10**9}


_BRACKET = re.compile(r"\s?\([^()]{1,40}\)")


@lru_cache(maxsize=4096)
def multiplier(words: str) -> tuple[int, bool]:
    """What a title, a note or a label says its numbers are printed in, and whether it says so of money.

    >>> multiplier("Pupils (thousands)"), multiplier("Mean price ($ thousand)"), multiplier("Dollars in millions")
    ((1000, False), (1000, True), (1000000, True))
    >>> multiplier("Area (1,000 ha)"), multiplier("Rate per 1,000")
    ((1000, False), (1, False))
    """
    found = _MULTIPLIER.search(words)
    if found is None:
        return 1, False
    money = any(found[part] is not None for part in ("before", "inside", "behind"))
    return _TIMES.get(found["by"].casefold(), 1000), money


def without_multiplier(label: str) -> str:
    """A label without the brackets that tell what its numbers are printed in.

    >>> without_multiplier("Number (thousands)"), without_multiplier("Number (table 3)")
    ('Number', 'Number (table 3)')
    """
    return _BRACKET.sub(lambda m: "" if multiplier(m[0])[0] > 1 else m[0], label)


def in_words(by: int) -> str:
    """What a multiplier is called behind a number: nothing where it is one.

    >>> in_words(1), in_words(1000)
    ('', ' thousand')
    """
    return {1: "", 1000: " thousand", 10**6: " million", 10**9: " billion"}[by]


@lru_cache(maxsize=4096)
def is_money(words: str) -> bool:
    """Whether a number as printed, or the words on a table, tell an amount of money.

    >>> is_money("$1,200"), is_money("9 million euros"), is_money("1,200 cases")
    (True, True, False)
    """
    return _MONEY.search(words) is not None
