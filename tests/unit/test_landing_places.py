"""Words of a publication file are found in what was read, wherever its lines break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extraction.model import Box
from pipelines.landing.places import Passage, squeezed


def line(number: int) -> Box:
    return Box(1, 0.0, 10.0 * number, 100.0, 10.0 * number + 9)


def passage(*texts: str) -> Passage:
    return Passage.of("text", [(text, line(n)) for n, text in enumerate(texts)])


def test_words_are_compared_by_letters_and_digits_alone() -> None:
    assert squeezed("Child pornography—18 USC § 2251, and “more”") == "childpornography18usc§2251andmore"


def test_a_phrase_over_broken_lines_has_their_boxes() -> None:
    text = passage("Every exploit­", "ation of children is counted", "once, by its lead charge.")
    assert text.boxes_of(squeezed("exploitation of children")) == (line(0), line(1))
    assert text.boxes_of(squeezed("counted once")) == (line(1), line(2))
    assert text.boxes_of(squeezed("lead charge")) == (line(2),)


def test_what_is_not_printed_has_no_place() -> None:
    assert passage("one line", "another").boxes_of(squeezed("a third")) == ()
    assert passage("one line").boxes_of("") == ()
    assert passage().boxes_of("one") == ()


def test_the_first_of_several_places_is_taken() -> None:
    assert passage("the same words", "other", "the same words").boxes_of(squeezed("same words")) == (line(0),)


@given(st.lists(st.text(alphabet="ab§1 -", max_size=8), max_size=6), st.data())
def test_any_words_of_the_lines_are_found_in_lines_that_hold_them(texts: list[str], data: st.DataObject) -> None:
    whole = squeezed("".join(texts))
    start = data.draw(st.integers(0, len(whole)))
    words = whole[start : data.draw(st.integers(start, len(whole)))]
    boxes = passage(*texts).boxes_of(words)
    assert bool(boxes) == bool(words)
    held = "".join(squeezed(texts[int(box.top // 10)]) for box in boxes)
    assert words in held
