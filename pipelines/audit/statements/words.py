"""Words as the matching of sentences to labels compares them: stems, with a few families of statistical English.

In: text. Out: sets of stems. Relies on suffixes only, and on families of words that agencies use for one another; what
a publication calls its own things is taken from its labels (an abbreviation in brackets after a label stands for it).
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipelines.extraction.statements.lexicon import FRACTION_WORDS, NUMBER_WORDS, word_set

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*|\d+(?:,\d{3})*")
_DOTTED = re.compile(r"\b([a-z])\.(?=[a-z]\b)\.?", re.IGNORECASE)
_LETTER = re.compile(
    r"\b[A-Z][a-z]+ ([B-HJ-Z]|(?<!When )(?<!While )(?<!Then )(?<!What )(?<!Since )(?<!Where )I)\b(?![.'\u2019-]\w|&)"
)
"""`Category V`, `Hepatitis B`: a letter that names."""
_NON = re.compile(r"\b(?:non-?(?!etheless)(?=[a-z]{4})|un(?=married|employed|insured|known|paid))")
_STOP = word_set(
    "a an and as at be been being but by did do does for from had has have if in into is it its of on or so than that",
    "the their them then these they this those to was were which while who whom whose with within per each both all",
    "any more most less very also only over under between among during about some through percent number share",
    "total said such there one led make made came come took given gave went go up down against what when where",
    "see seen shown again since fy cy",
)
_FAMILIES = {
    "authorit": "author", "authority": "author", "children": "child", "evident": "evidence", "plead": "plea",
    "guilti": "plea", "guilty": "plea", "citizenship": "citizen", "imprison": "prison", "incarcer": "prison",
    "school": "education", "referral": "referred", "refer": "referred", "refers": "referred", "record": "prior",
    "earlier": "prior", "before": "prior", "felon": "felony", "municip": "local", "county": "local",
    "elsewher": "author", "disposal": "dispose", "disposit": "dispose", "trafficker": "trafficking", "fil": "file",
    "filing": "file", "declinat": "decline", "prosecutor": "prosecute", "produc": "production",
    "dismissal": "dismissed", "offend": "offender", "women": "female", "without": "no", "not": "no", "non": "no",
    "men": "male", "woman": "female", "others": "other", "girl": "female", "boy": "male", "combin": "split",
    "recidivism": "arrest", "rearrest": "arrest", "rearrested": "arrest",
}  # fmt: skip
_SUFFIXES = (
    "ations", "ation", "ating", "ated", "ates", "ions", "ings", "ion", "ing", "als", "ies", "ied", "ed", "es", "ers",
    "er", "al", "ly", "s", "e",
)  # fmt: skip
SHORTEST_STEM = 3


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A word without its endings, and the head of its family.

    >>> [stem(w) for w in ("convictions", "convicted", "Guilty", "declined", "declination", "men", "male", "county")]
    ['convict', 'convict', 'plea', 'declin', 'declin', 'mal', 'mal', 'loc']
    """
    low = word.casefold()
    if low in _FAMILIES:
        return _single(_without_ending(_FAMILIES[low]))
    low = _without_ending(low)
    return _single(_without_ending(_FAMILIES[low]) if low in _FAMILIES else low)


def _without_ending(low: str) -> str:
    for suffix in _SUFFIXES:
        if low.endswith(suffix) and len(low) - len(suffix) >= SHORTEST_STEM:
            return low[: -len(suffix)]
    return low


def _single(low: str) -> str:
    """A stem whose last letter is not doubled: referred, referral and slipping are of refer and slip."""
    return low[:-1] if len(low) > SHORTEST_STEM + 1 and low[-1] == low[-2] else low


@lru_cache(maxsize=50_000)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning.

    >>> sorted(stems("Disposed by U.S. magistrate")), sorted(stems("Non-U.S. citizen"))
    (['dispos', 'magistrat', 'us'], ['citizen', 'no', 'us'])
    >>> sorted(stems("in criminal history Category V at sentencing")), sorted(stems("Category I"))
    (['category', 'crimin', 'history', 'sentenc', 'v'], ['category', 'i'])
    """
    plain = _DOTTED.sub(r"\1", text.casefold().replace("\u2019", "'"))
    plain = _NON.sub("no ", plain)
    words = (part for w in _WORD.findall(plain) for part in w.split("-"))
    letters = (letter.casefold() for letter in _LETTER.findall(text))
    return frozenset(stem(w) for w in words if w not in _STOP and len(w) > 1).union(letters)


GENERIC = frozenset(
    stem(word)
    for word in word_set(
        "rose grew gained increase decrease fell went move moved slipped follow followed explain explained receive",
        "received averaged mean median year years month day case cases matter matters suspect suspects defendant",
        "defendants offender offenders person persons victim child children federal court statute charge charged",
        "offense offenses type types share rate count figure table exhibit data report statistics percentage major",
        "fewer least half third two three four first second last large small high low great long common lead reason",
        "reasons related relating relation conditions condition investigator investigators",
        "number annual fiscal calendar same decade period compared line took almost near about increasing",
        "growth accounted result imposed responsible investigating investigative investigated mostly us district",
        "largest smallest highest lowest greatest fewest fastest slowest longest shortest leading common alone",
        "each just aged hundred thousand million billion many together jointly altogether times point points",
        "difference recorded registered used using spent cost costs numbered lived live living people adults",
        "reported stood spending until remain remained category categories",
        "dropped climbed climb soared surged plunged tumbled edged slipped dipped rebounded recovered jumped shrank",
        "peaked numbering numbers formed form according cent proportion proportions overall altogether compare",
        "comparing whereas respectively roughly approximately slightly well just nearly can may might will would could",
        "every among amongst",
        "found granted observed identified counted showed showing listed represented represent comprised comprise",
        "constituted constitute totaled totalled amounted included",
        "attorney attorneys agency agencies time fast group peak main reach reached stay became csec grow grown",
    )
    | FRACTION_WORDS
    | NUMBER_WORDS
)
"""Stems of words that say nothing of what a number is about."""


@lru_cache(maxsize=50_000)
def says(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a text holds what a pattern looks for; a sentence is asked the same for each pair of its labels."""
    return pattern.search(text) is not None
