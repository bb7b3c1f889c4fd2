"""One error planted in a report that is right, and what the audit made of it.

Whether the error breaks anything is told by the report's own rules and sentences (`copies.broken`), never by the audit.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from pipelines.audit.document import audit_reading
from pipelines.audit.model import Finding
from pipelines.extraction.model import Reading
from pipelines.extraction.reader import read_file
from tests.audit.copies import Cell, Report, Tab, View, broken
from tests.audit.printing import Form, written

Kind = Literal[
    "wrong cell", "wrong total", "column moved by a row", "columns swapped", "swapped row labels", "swapped heads",
    "wrong number", "wrong name", "wrong rank", "wrong direction", "wrong year", "wrong word for a share",
]  # fmt: skip
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
_WORDS: dict[str, Kind] = {
    "number": "wrong number", "name": "wrong name", "rank": "wrong rank", "direction": "wrong direction",
    "year": "wrong year", "rounded": "wrong word for a share",
}  # fmt: skip
TRIES = 40


@dataclass(frozen=True)
class Planted:
    """A copy with one thing wrong: what, the cells whose print changed, or the sentence and the new word in it."""

    kind: Kind
    report: Report
    what: str
    cells: frozenset[Cell] = frozenset()
    sentence: int | None = None
    word: str = ""
    slot: str = ""

    @cached_property
    def breaks(self) -> list[tuple[str, set[Cell]]]:
        """What does not hold any more; expectations are left out."""
        return [(what, seen) for what, seen in broken(self.report) if not what.startswith("?")]

    @property
    def rivals(self) -> set[Cell]:
        """Other cells that take part in all that is broken: each may be the wrong one, as far as can be known."""
        failing = [seen for _, seen in self.breaks]
        return set.intersection(*failing) - self.cells if failing and self.cells else set()


def planted(report: Report, kind: Kind, seed: int) -> Planted | None:
    """A copy with an error of a kind, whether it can be known to be one or not; none where the report has no room."""
    rng = random.Random(f"{report.house} {report.seed} {kind} {seed}")
    ways: dict[str, Callable[[Report, random.Random], Planted | None]] = {
        "wrong cell": _wrong_cell, "wrong total": _wrong_total, "column moved by a row": _moved,
        "columns swapped": _columns_swapped, "swapped row labels": _labels_swapped, "swapped heads": _heads_swapped,
    }  # fmt: skip
    if kind in ways:
        for _ in range(TRIES):
            if made := ways[kind](report, rng):
                return made
        return None
    return _wrong_word(report, kind, rng)


def _body(tab: Tab) -> list[int]:
    return [r for r, line in enumerate(tab.lines) if line.texts]


def wrong_digit(text: str, rng: random.Random) -> str | None:
    """The number with one digit changed, or two digits beside one another exchanged."""
    at = [i for i, ch in enumerate(text) if ch.isdigit()]
    if not at:
        return None
    if rng.random() < 0.35 and len(at) > 1:
        n = rng.randrange(len(at) - 1)
        a, b = at[n], at[n + 1]
        made = text[:a] + text[b] + text[a + 1 : b] + text[a] + text[b + 1 :]
    else:
        a = rng.choice(at)
        made = text[:a] + rng.choice([d for d in "0123456789" if d != text[a]]) + text[a + 1 :]
    leading = re.match(r"\D*0[\d,]", made)
    return None if made == text or leading else made


def _wrong_in(report: Report, kind: Kind, at: Cell, rng: random.Random) -> Planted | None:
    t, r, c = at
    tab = report.tabs[t]
    old = tab.lines[r].texts[c]
    new = wrong_digit(old, rng)
    if new is None:
        return None
    what = f"{tab.label or tab.title}: {tab.lines[r].label}; {' / '.join(tab.columns[c].heads)}: {new} for {old}"
    return Planted(kind, report.with_texts({at: new}), what, frozenset({at}))


def _is_total(tab: Tab, at: Cell) -> bool:
    return tab.lines[at[1]].key in ("total", "all") or tab.columns[at[2]].key in ("total", "all", "all#")


def _cells(report: Report) -> list[Cell]:
    return [(t, r, c) for t, tab in enumerate(report.tabs) for r in _body(tab) for c in range(len(tab.columns))]


def _wrong_cell(report: Report, rng: random.Random) -> Planted | None:
    return _wrong_in(report, "wrong cell", rng.choice(_cells(report)), rng)


def _wrong_total(report: Report, rng: random.Random) -> Planted | None:
    totals = [
        at for at in _cells(report)
        if _is_total(report.tabs[at[0]], at) and "%" not in report.tabs[at[0]].lines[at[1]].texts[at[2]]
    ]  # fmt: skip
    return _wrong_in(report, "wrong total", rng.choice(totals), rng) if totals else None


def _moved(report: Report, rng: random.Random) -> Planted | None:
    """The values of one column, each a row further down; the last stands first."""
    t = rng.randrange(len(report.tabs))
    tab = report.tabs[t]
    rows = _body(tab)
    c = rng.randrange(len(tab.columns))
    texts = [tab.lines[r].texts[c] for r in rows]
    if len(rows) < 3 or len(set(texts)) < 3:
        return None
    new = {(t, r, c): text for r, text in zip(rows, [texts[-1], *texts[:-1]], strict=True)}
    what = f"{tab.label or tab.title}: {' / '.join(tab.columns[c].heads)} moved down by a row"
    return Planted("column moved by a row", report.with_texts(new), what, frozenset(new))


def _pair(tab: Tab, rng: random.Random) -> tuple[int, int] | None:
    """Two columns of the same measure."""
    columns = range(len(tab.columns))
    pairs = [
        (a, b) for a in columns for b in columns
        if a < b and (len(tab.columns[a].heads) == 1 or tab.columns[a].heads[-1] == tab.columns[b].heads[-1])
        and {tab.columns[a].key[-1:], tab.columns[b].key[-1:]} != {"#", "%"}
    ]  # fmt: skip
    return rng.choice(pairs) if pairs else None


def _columns_swapped(report: Report, rng: random.Random) -> Planted | None:
    t = rng.randrange(len(report.tabs))
    tab = report.tabs[t]
    pair = _pair(tab, rng)
    if pair is None:
        return None
    a, b = pair
    new = {}
    for r in _body(tab):
        new[t, r, a], new[t, r, b] = tab.lines[r].texts[b], tab.lines[r].texts[a]
    names = " and ".join(" / ".join(tab.columns[c].heads) for c in pair)
    return Planted("columns swapped", report.with_texts(new), f"{tab.label or tab.title}: {names} swapped",
                   frozenset(new))  # fmt: skip


def _labels_swapped(report: Report, rng: random.Random) -> Planted | None:
    """The labels of two rows at one depth, of one section, exchanged; the values stay.

    Not of two rows that both stand over others: what is under a row is told by its place, so that each would still be
    the sum of what is under it, and only a reader who knows that nurses are clinical staff could tell.
    """
    t = rng.randrange(len(report.tabs))
    tab = report.tabs[t]
    rows = _body(tab)
    pairs = [
        (a, b) for a in rows for b in rows
        if a < b and tab.lines[a].depth == tab.lines[b].depth
        and all(tab.lines[r].depth >= tab.lines[a].depth and tab.lines[r].texts for r in range(a, b))
        and not (_heads_others(tab, a) and _heads_others(tab, b))
    ]  # fmt: skip
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    lines = list(tab.lines)
    lines[a] = replace(tab.lines[a], key=tab.lines[b].key, label=tab.lines[b].label)
    lines[b] = replace(tab.lines[b], key=tab.lines[a].key, label=tab.lines[a].label)
    tabs = (*report.tabs[:t], replace(tab, lines=tuple(lines)), *report.tabs[t + 1 :])
    what = f"{tab.label or tab.title}: labels {tab.lines[a].label} and {tab.lines[b].label} swapped"
    cells = frozenset((t, r, c) for r in (a, b) for c in range(len(tab.columns)))
    return Planted("swapped row labels", replace(report, tabs=tabs), what, cells)


def _heads_others(tab: Tab, row: int) -> bool:
    return row + 1 < len(tab.lines) and tab.lines[row + 1].depth > tab.lines[row].depth


def _heads_swapped(report: Report, rng: random.Random) -> Planted | None:
    """Two heads exchanged: of two columns, or of two groups of columns; the values stay."""
    t = rng.randrange(len(report.tabs))
    tab = report.tabs[t]
    outer = list(dict.fromkeys(c.heads[0] for c in tab.columns))
    if len(outer) < 2:
        return None
    one, other = rng.sample(outer, 2)
    groups = [[c for c in tab.columns if c.heads[0] == head] for head in (one, other)]
    if [c.heads[1:] for c in groups[0]] != [c.heads[1:] for c in groups[1]]:
        return None
    instead = {**dict(zip(groups[0], groups[1], strict=True)), **dict(zip(groups[1], groups[0], strict=True))}
    columns = tuple(instead.get(c, c) for c in tab.columns)
    tabs = (*report.tabs[:t], replace(tab, columns=columns), *report.tabs[t + 1 :])
    at = [n for n, c in enumerate(tab.columns) if c in instead]
    what = f"{tab.label or tab.title}: heads {one} and {other} swapped"
    cells = frozenset((t, r, c) for r in _body(tab) for c in at)
    return Planted("swapped heads", replace(report, tabs=tabs), what, cells)


def _wrong_word(report: Report, kind: Kind, rng: random.Random) -> Planted | None:
    """A word of a sentence for which another is put that makes the sentence wrong."""
    view = View(report.tabs)
    places = [
        (n, slot) for n, s in enumerate(report.sentences) for slot, w in s.words.items() if _WORDS[w.kind] == kind
    ]
    rng.shuffle(places)
    for n, slot in places:
        word = report.sentences[n].words[slot]
        others = list(word.others) or [w for _ in range(10) if (w := wrong_digit(word.text, rng))]
        rng.shuffle(others)
        for other in others:
            if _may_stand(report, n, slot, other) and not report.sentences[n].true(view, **{slot: other}):
                made = replace(report, changed={n: {slot: other}})
                what = f"{other} for {word.text} in “{report.sentence(n)}”"
                return Planted(kind, made, what, frozenset(), n, other, slot)
    return None


def _may_stand(report: Report, n: int, slot: str, other: str) -> bool:
    """Whether somebody might have written it: no word of the sentence twice, no period that ends before it begins."""
    said = {k: w.text for k, w in report.sentences[n].words.items()}
    if other in said.values():
        return False
    said[slot] = other
    return "y0" not in said or "y1" not in said or said["y0"] < said["y1"]


# What the audit says of it.


@dataclass(frozen=True)
class Outcome:
    """What came of one planted error."""

    planted: Planted
    detectable: bool
    found: bool
    located: bool
    findings: tuple[Finding, ...]
    rivals: int
    listed: bool
    """Whether the place is named, or is among the few that a finding gives as explaining it as well."""


@dataclass(frozen=True)
class Right:
    """A report as it stands, read and audited."""

    reading: Reading
    findings: tuple[Finding, ...]
    differs: tuple[str, ...]
    """The tables that were not read as they were printed."""


def audited(report: Report, form: Form, folder: Path) -> Right:
    """Print a report, read the file as the command line does, and audit it."""
    reading = read_file(written(report, form, folder))
    differs = []
    for t, tab in enumerate(report.tabs):
        got = [c.text for c in reading.tables[t].body()] if t < len(reading.tables) else []
        heads = reading.tables[t].column_paths[1:] if got else ()
        if got != [x for line in tab.lines for x in line.texts] or len(set(heads)) != len(tab.columns):
            differs.append(tab.label or tab.title)
    if len(reading.tables) != len(report.tabs):
        differs.append(f"{len(reading.tables)} tables read, {len(report.tabs)} printed")
    return Right(reading, tuple(audit_reading(reading).findings), tuple(differs))


def places(tabs: tuple[Tab, ...], sizes: tuple[int, ...]) -> dict[Cell, Cell]:
    """Where the cells of a report stand in its reading: heads are rows there, and labels a column."""
    return {
        (t, r, c): (t, heads + r, c + 1)
        for t, (tab, heads) in enumerate(zip(tabs, sizes, strict=True))
        for r in range(len(tab.lines))
        for c in range(len(tab.columns))
    }


def outcome(made: Planted, right: Right, form: Form, folder: Path) -> Outcome:
    """Audit a copy with an error, and hold its findings against those of the copy without one."""
    wrong = audited(made.report, form, folder)
    seen = {(f.kind, f.place, f.printed, f.explanation) for f in right.findings}
    new = tuple(f for f in wrong.findings if (f.kind, f.place, f.printed, f.explanation) not in seen)
    at = places(made.report.tabs, tuple(t.header_rows for t in right.reading.tables))
    cells = {at[c] for c in made.cells}
    located = any(_names(f, made, cells, wrong.reading) for f in new)
    breaks = made.breaks
    listed = located or any(a.number.at in cells for f in new for a in f.alternatives)
    return Outcome(made, bool(breaks), bool(new), located, new, len(made.rivals) if breaks else 0, listed)


def _names(finding: Finding, made: Planted, cells: set[Cell], reading: Reading) -> bool:
    """Whether a finding names what was planted."""
    if made.sentence is not None:
        if finding.statement is None:
            return False
        text = reading.statements[finding.statement].text
        return _plain(text) in _plain(made.report.sentence(made.sentence)) or _plain(
            made.report.sentence(made.sentence)
        ) in _plain(text)
    if made.kind in ("wrong cell", "wrong total"):
        if finding.correction is not None:
            return finding.correction.number.at in cells
        if finding.statement is not None:
            return any(n.at in cells for n in finding.numbers)
        return bool(finding.numbers) and finding.numbers[0].at in cells
    if made.kind == "column moved by a row" and not finding.blocking:
        return False
    return any(n.at in cells for n in finding.numbers)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def outcomes(report: Report, right: Right, form: Form, folder: Path, each: int = 1) -> Iterator[Outcome]:
    """Every kind of error planted in a report, so many times each."""
    for kind in KINDS:
        for n in range(each):
            made = planted(report, kind, n)
            if made is not None:
                yield outcome(made, right, form, folder)
