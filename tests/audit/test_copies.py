"""Whole reports made at random: nothing is found in right ones, and nearly every planted error is, at its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.audit.copies import broken
from tests.audit.houses import FORMS, HOUSES
from tests.audit.planting import KINDS, Kind, Outcome, audited, outcome, planted
from tests.audit.printing import text_of

LEAST = 0.95
RIGHT = 4
"""Right copies of each house that are audited."""
PLANTED = {"justice": (4,), "health": (4, 6), "sentencing": (4, 5)}
"""The reports in which errors are planted, by their seeds: one of the large ones, in different forms."""
ERRORS = {"justice": 2, "health": 2, "sentencing": 2}
"""So many of each kind in the reports of a house."""


@pytest.mark.parametrize("house", HOUSES)
def test_reports_are_right_by_their_own_rules(house: str) -> None:
    for seed in range(10):
        report = HOUSES[house](seed)
        assert broken(report) == [], seed
        assert text_of(report, "markdown") == text_of(HOUSES[house](seed), "markdown")


def test_reports_are_large_and_differ() -> None:
    titles, stated = set(), []
    for seed in range(10):
        report = HOUSES["justice"](seed)
        titles.add(report.title)
        stated.append(sum(w.kind in ("number", "rounded") for s in report.sentences for w in s.words.values()))
    assert len(titles) > 5
    assert min(stated) >= 60


@pytest.mark.parametrize("house", HOUSES)
def test_a_planted_error_changes_the_print_at_one_place(house: str) -> None:
    report = HOUSES[house](1)
    right = text_of(report, "markdown").splitlines()
    for kind in KINDS:
        made = planted(report, kind, 0)
        if made is None:
            continue
        wrong = text_of(made.report, "markdown").splitlines()
        changed = {a for a, b in zip(right, wrong, strict=False) if a != b}
        assert changed, kind
        if kind in ("wrong cell", "wrong total"):
            assert len(changed) == 1
        if made.sentence is not None:
            assert made.breaks
            assert made.word.casefold() in " ".join(wrong).casefold()


@pytest.mark.parametrize("seed", range(RIGHT))
@pytest.mark.parametrize("house", HOUSES)
def test_right_copies_are_read_as_printed_and_have_no_finding(house: str, seed: int, tmp_path: Path) -> None:
    right = audited(HOUSES[house](seed), FORMS[house][seed % len(FORMS[house])], tmp_path)
    assert right.differs == ()
    assert [f.explanation for f in right.findings] == []


def _outcomes(kind: Kind, folder: Path) -> Iterator[Outcome]:
    """Errors of a kind in a few reports of each house that can be known to be errors."""
    for house, seeds in PLANTED.items():
        for n in range(ERRORS[house]):
            seed = seeds[n % len(seeds)]
            form = FORMS[house][seed % len(FORMS[house])]
            made = planted(HOUSES[house](seed), kind, n)
            if made is not None and made.breaks:
                yield outcome(made, _right(house, seed, form, folder), form, folder)


@cache
def _right(house: str, seed: int, form: str, folder: Path):  # type: ignore[no-untyped-def]
    return audited(HOUSES[house](seed), form, folder)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all copies: each is written over the one before."""
    return tmp_path_factory.mktemp("copies")


@cache
def _all(kind: Kind, folder: Path) -> tuple[Outcome, ...]:
    return tuple(_outcomes(kind, folder))


@pytest.mark.parametrize("kind", KINDS)
def test_at_most_one_planted_error_of_each_kind_is_missed(kind: Kind, folder: Path) -> None:
    """A few of each kind: `python -m benchmarks.planted_errors` plants as many as wanted."""
    made = _all(kind, folder)
    assert len(made) >= 4
    missed = [o.planted.what for o in made if not o.found]
    assert len(missed) <= 1, missed


def test_planted_errors_are_found_and_located(folder: Path) -> None:
    """Where no other cell explains all that is broken as well; a sum of which one part is wrong does not tell which."""
    made = [o for kind in KINDS for o in _all(kind, folder)]
    telling = [o for o in made if not o.rivals]
    missed = [o.planted.what for o in made if not o.found]
    elsewhere = [o.planted.what for o in telling if not o.located]
    assert len(made) > 60
    assert len(missed) <= (1 - LEAST) * len(made), missed
    assert len(elsewhere) <= (1 - LEAST) * len(telling), elsewhere
