"""Letters that a font does not name, made out by the words of the same document: `tra?cking` beside `trafficking`.

In: the words of a page. Out: the same words, with unclear letters replaced where only one reading makes a word that the
document has elsewhere. A glyph that was made out by one word is the same in all words of the page. Relies on the
document alone, never on a word list; what is not certain stays as printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from pipelines.extraction.characters.fonts import Unclear
from pipelines.extraction.characters.glyphs import Run

READINGS = ("fi", "fl", "ff", "ffi", "ffl", "ft", "tt", "ti", "tf", "fj", "Th", "st", "ct", "\u2019", "-")
"""What an unnamed glyph may be: ligatures above all, then the signs that stand inside words."""
LEAST_LETTERS = 5
"""A shorter word proves nothing: too many words differ in one place."""
MOST_UNCLEAR = 2
"""A word with more unclear letters than this cannot be made out."""
MOST_WORDS = 1_000_000
"""More words than this are not gathered."""
_ASKED = re.compile(r"(?<=[a-z])\?(?=[a-z])")
_EDGES = ".,;:!?()[]\u201c\u201d\"'"


class Vocabulary:
    """The words of a document, gathered when they are first asked for: most documents have no unclear letter."""

    def __init__(self, gather: Callable[[], Iterable[str]]) -> None:
        self._gather = gather
        self._words: frozenset[str] | None = None

    def _has(self, text: str) -> bool:
        if self._words is None:
            self._words = frozenset(_core(w) for w in islice(self._gather(), MOST_WORDS))
        core = _core(text)
        return len(core) >= LEAST_LETTERS and core in self._words

    def make_out(self, words: Iterable[Run]) -> None:
        """Replace unclear letters in the words of a page where their reading is certain."""
        unclear = [w for w in words if any(isinstance(sign, Unclear) for sign in w.letters)]
        if not unclear:
            return
        found: dict[tuple[int, int], set[str]] = {}
        for word in unclear:
            places = [i for i, sign in enumerate(word.letters) if isinstance(sign, Unclear)]
            if len(places) > MOST_UNCLEAR:
                continue
            readings = {tuple(r) for r in self._readings(word.letters, places) if self._has("".join(r))}
            for place in places:
                sign = word.letters[place]
                said = {r[place] for r in readings}
                if isinstance(sign, Unclear) and said:
                    found[sign.glyph] = found.get(sign.glyph, said) & said
        glyphs = {glyph: said.pop() for glyph, said in found.items() if len(said) == 1}
        for word in unclear:
            word.letters = [
                glyphs.get(sign.glyph, sign) if isinstance(sign, Unclear) else sign for sign in word.letters
            ]

    def _readings(self, letters: list[str], places: list[int]) -> Iterator[list[str]]:
        first, *rest = places
        for reading in READINGS:
            filled = [*letters[:first], reading, *letters[first + 1 :]]
            if rest:
                yield from self._readings(filled, rest)
            else:
                yield filled

    def answer(self, text: str) -> str:
        """A word with a question mark among its letters as it should read, if that is certain."""
        if not _ASKED.search(text):
            return text
        readings = {whole for r in READINGS if self._has(whole := _ASKED.sub(r, text))}
        return readings.pop() if len(readings) == 1 else text


def _core(text: str) -> str:
    return text.strip(_EDGES).casefold()
