"""Reports in the manner of the shipped report on federal prosecution: pairs of number and percent, tables by year.

Types of crime, agencies, years, magnitudes, the order of rows and the choice of sentences vary with the seed.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from fractions import Fraction

from tests.audit.copies import (
    Column,
    Line,
    Report,
    Rule,
    Tab,
    View,
    equal,
    fixed,
    hundred,
    meets,
    percent,
    shares,
    sums,
    weighted,
)
from tests.audit.justice_words import AGENCIES, CRIMES, OTHERS, REASONS, SENTENCES, TRAITS

DASH = "–"

Counts = dict[str, dict[str, int]]


@dataclass
class Story:
    """What a report is made of: its crime, the keys and names of its types, its years, its tables."""

    rng: random.Random
    crime: str
    types: dict[str, str]
    years: list[int]
    tabs: list[Tab] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """All columns by type: the whole, then each type."""
        return ["all", *self.types]

    @property
    def period(self) -> str:
        """The years from the first to the last."""
        return f"{self.years[0]}{DASH}{self.years[-1]}"

    def heads(self, noun: str) -> dict[str, str]:
        """The heads of columns by type."""
        return {"all": f"All {self.crime} {noun}", **self.types}

    def shuffled(self, names: list[str]) -> list[str]:
        """The names in an order of this report."""
        return self.rng.sample(names, len(names))


def report(seed: int) -> Report:
    """The report of a seed."""
    from tests.audit.justice_sentences import told

    rng = random.Random(f"justice {seed}")
    crime = rng.choice(sorted(CRIMES))
    names = rng.sample(CRIMES[crime], rng.choice([3, 3, 4]))
    first = rng.randint(1994, 2010)
    story = Story(
        rng, crime, {f"t{n}": name for n, name in enumerate(names)}, list(range(first, first + rng.randint(6, 9)))
    )
    top = rng.choice([400, 2500, 9000])
    _referred(story, top)
    _dispositions(story, top)
    _reasons(story)
    _traits(story, top)
    _released(story, top)
    _filed(story, top)
    _outcomes(story, top)
    _imposed(story, top)
    _terms(story)
    sentences, parts = told(story)
    return Report(
        "justice", seed, f"Federal Prosecution of {crime.title()} Cases, {story.years[0]}-{story.years[-1]}",
        tuple(story.tabs), tuple(story.rules), tuple(sentences), tuple(parts),
    )  # fmt: skip


def _pairs(heads: dict[str, str]) -> tuple[Column, ...]:
    return tuple(
        Column(f"{k}{mark}", (head, of))
        for k, head in heads.items()
        for mark, of in (("#", "Number"), ("%", "Percent"))
    )


def _texts(row: dict[str, int], bases: dict[str, int], sign: bool) -> tuple[str, ...]:
    found = []
    for key, count in row.items():
        printed = "100" if count == bases[key] else percent(count, bases[key])
        found += [f"{count:,}", printed + ("%" if sign else "")]
    return tuple(found)


def _whole(story: Story, rows: Counts) -> Counts:
    """Counts by row and type, with those of all types before them."""
    return {row: {"all": sum(of.values()), **of} for row, of in rows.items()}


def _leaves(story: Story, rows: list[str], top: int, tilt: float = 0.6) -> Counts:
    """Random counts by row and type; rows differ in size, so that ranks are plain."""
    sizes = {row: top * tilt**n for n, row in enumerate(story.shuffled(rows))}
    return {
        row: {t: max(1, int(sizes[row] * story.rng.uniform(0.5, 1.5) * (1 + n))) for n, t in enumerate(story.types)}
        for row in rows
    }


def _total(counts: Counts, rows: list[str]) -> dict[str, int]:
    return {k: sum(counts[r][k] for r in rows) for k in counts[rows[0]]}


def _referred(story: Story, top: int) -> None:
    """Tables 1 and 2: suspects by type in a period and two of its years; by agency and type."""
    rng = story.rng
    first, last = str(story.years[0]), str(story.years[-1])
    agencies = rng.sample(AGENCIES, rng.choice([2, 3]))
    rng.shuffle(agencies)
    others = rng.sample(OTHERS, rng.choice([2, 3]))
    leaves = [name for _, of in agencies for name in of] + others
    counts = _whole(story, _leaves(story, leaves, top, 0.7))
    total = _total(counts, leaves)
    lines, tops = [], []
    for name, of in agencies:
        counts[name] = _total(counts, of)
        tops.append(name)
        lines += [(name, 0, True), *((part, 1, False) for part in of)]
    lines += [(name, 0, True) for name in others]
    tops += others
    with_total = rng.random() < 0.7
    if with_total:
        counts["total"] = total
        lines.insert(0, ("Total", 0, True))
    made = [
        Line(name.casefold(), name, _texts(counts["total" if name == "Total" else name], total, sign), depth)
        for name, depth, sign in lines
    ]
    title = f"Suspects in {story.crime} matters referred, by investigative agency, {story.period}"
    second = Tab("agency", "Table 2", title, "Investigative agency", _pairs(story.heads("suspects")), tuple(made))
    # Table 1 counts the same suspects, and those of two of the years.
    columns = {"period": {t: total[t] for t in story.types}, first: {}, last: {}}
    for t in story.types:
        per_year = total[t] / len(story.years)
        old = max(3, int(per_year * rng.uniform(0.5, 0.9)))
        columns[first][t], columns[last][t] = (
            old,
            max(4, int(old * rng.choice([0.6, 1.4, 2.2, 3.1]) + rng.random() * 9)),
        )
    bases = {k: sum(v.values()) for k, v in columns.items()}
    rows = [Line("all", f"All {story.crime} suspects", _texts(bases, bases, True))]
    rows += [Line(t, story.types[t], _texts({k: v[t] for k, v in columns.items()}, bases, False)) for t in
             story.shuffled(list(story.types))]  # fmt: skip
    heads = {"period": story.period, first: first, last: last}
    title = f"Suspects referred to U.S. attorneys with {story.crime} as lead charge, {story.period}"
    story.tabs += [Tab("referred", "Table 1", title, "Lead charge", _pairs(heads), tuple(rows)), second]
    types = list(story.types)
    for k in columns:
        story.rules += [sums("referred", ("all", f"{k}#"), [(t, f"{k}#") for t in types])]
        story.rules += [
            shares("referred", t, f"{k}%", f"{k}#", [("referred", "all", f"{k}#")]) for t in ["all", *types]
        ]
        story.rules += [hundred("referred", types, f"{k}%")]
    keys = [n.casefold() for n in tops]
    for k in story.keys:
        base = ("referred", "all" if k == "all" else k, "period#")
        if with_total:
            story.rules += [sums("agency", ("total", f"{k}#"), [(n, f"{k}#") for n in keys])]
            story.rules += [equal(("agency", "total", f"{k}#"), base)]
        for name, of in agencies:
            parts = [n.casefold() for n in of]
            story.rules += [sums("agency", (name.casefold(), f"{k}{m}"), [(n, f"{k}{m}") for n in parts]) for m in "#%"]
        bases_of = [("agency", "total", f"{k}#")] if with_total else [("agency", n, f"{k}#") for n in keys]
        story.rules += [shares("agency", line.key, f"{k}%", f"{k}#", bases_of) for line in made]
        story.rules += [hundred("agency", keys, f"{k}%")]
    story.rules += [sums("agency", (line.key, "all#"), [(line.key, f"{t}#") for t in types]) for line in made]


def _flat(
    story: Story, name: str, title: str, stub: str, noun: str, rows: list[str], counts: Counts, number: int
) -> None:
    """A table of a total and rows beside it, by type, with numbers and percents; the total comes first or last."""
    total = _total(counts, rows)
    made = [Line(r.casefold(), r, _texts(counts[r], total, False)) for r in rows]
    at = 0 if story.rng.random() < 0.7 else len(made)
    made.insert(at, Line("total", "Total", _texts(total, total, True)))
    heads = story.heads(noun)
    story.tabs.append(Tab(name, f"Table {number}", title, stub, _pairs(heads), tuple(made)))
    keys = [r.casefold() for r in rows]
    for k in story.keys:
        story.rules += [sums(name, ("total", f"{k}#"), [(r, f"{k}#") for r in keys]), hundred(name, keys, f"{k}%")]
        story.rules += [shares(name, r, f"{k}%", f"{k}#", [(name, "total", f"{k}#")]) for r in ["total", *keys]]
    story.rules += [sums(name, (r, "all#"), [(r, f"{t}#") for t in story.types]) for r in ["total", *keys]]


def _dispositions(story: Story, top: int) -> None:
    rows = ["Prosecuted", "Declined for prosecution", "Disposed by U.S. magistrate"]
    counts = _leaves(story, rows, top, 0.4)
    title = f"Suspects in {story.crime} matters concluded, by disposition of matter, {story.period}"
    _flat(story, "disposed", title, "Disposition of matter", "suspects", rows, _whole(story, counts), 3)


def _shares_only(
    story: Story, name: str, sections: list[tuple[str, list[str]]], bases: dict[str, int], number: tuple[str, str]
) -> list[Line]:
    """Lines of percentages of a base that stands in the last line, of sections that each make a hundred."""
    rng = story.rng
    lines: list[Line] = []
    for section, rows in sections:
        weights = {r: rng.uniform(0.15, 1) * (2.2 if n == 0 else 1) for n, r in enumerate(story.shuffled(rows))}
        counts: Counts = {r: {} for r in rows}
        for t in story.types:
            left = bases[t]
            mine = {r: w * rng.uniform(0.7, 1.3) for r, w in weights.items()}
            for r in rows[:-1]:
                counts[r][t] = max(1, int(bases[t] * mine[r] / sum(mine.values())))
                left -= counts[r][t]
            counts[rows[-1]][t] = left
        whole = _whole(story, counts)
        if section:
            lines.append(Line(section.casefold(), section))
        for n, r in enumerate(rows):
            texts = tuple(percent(whole[r][k], bases[k]) + ("%" if n == 0 else "") for k in story.keys)
            lines.append(Line(r.casefold(), r, texts, 1 if section else 0))
        keys = [r.casefold() for r in rows]
        story.rules += [hundred(name, keys, k) for k in story.keys]
        story.rules += [weighted(name, r, "all", list(story.types), number[0]) for r in keys]
    lines.append(Line(*number, tuple(f"{bases[k]:,}" for k in story.keys)))
    story.rules.append(sums(name, (number[0], "all"), [(number[0], t) for t in story.types]))
    return lines


def _columns(story: Story, noun: str) -> tuple[Column, ...]:
    return tuple(Column(k, (head,)) for k, head in story.heads(noun).items())


def _reasons(story: Story) -> None:
    declined = next(line for line in story.tabs[-1].lines if line.key == "declined for prosecution")
    bases = {k: int(declined.texts[2 * n].replace(",", "")) for n, k in enumerate(story.keys)}
    rows = story.shuffled(REASONS[:-1])[: story.rng.choice([4, 5])] + REASONS[-1:]
    lines = _shares_only(story, "reasons", [("", rows)], bases, ("number", "Number of declinations"))
    title = f"Suspects in {story.crime} matters declined, by reason for declination, {story.period}"
    story.tabs.append(
        Tab("reasons", "Table 4", title, "Reason for declination", _columns(story, "suspects"), tuple(lines))
    )
    for k in story.keys:
        story.rules.append(equal(("reasons", "number", k), ("disposed", "declined for prosecution", f"{k}#")))


def _base(story: Story, top: int) -> dict[str, int]:
    found = {t: story.rng.randint(top // 2, 3 * top) for t in story.types}
    return {"all": sum(found.values()), **found}


def _traits(story: Story, top: int) -> None:
    rng = story.rng
    chosen = rng.sample(TRAITS, 4)
    lines = _shares_only(story, "traits", chosen, _base(story, top), ("number", "Number of defendants"))
    medians = {t: rng.randint(25, 48) for t in story.types}
    medians = {"all": sorted(medians.values())[len(medians) // 2], **medians}
    lines.insert(-1, Line("age", "Median age", tuple(f"{medians[k]} yrs." for k in story.keys)))
    since = f"{story.years[2]}{DASH}{story.years[-1]}"
    title = f"Characteristics of {story.crime} defendants at initial hearing, {since}"
    story.tabs.append(
        Tab("traits", "Table 5", title, "Characteristic", _columns(story, "defendants"), tuple(lines),
            ("Note: Data were not available for the first two fiscal years.",))
    )  # fmt: skip


def _released(story: Story, top: int) -> None:
    rows = ["Released pretrial", "Not released pretrial"]
    lines = _shares_only(story, "released", [("", rows)], _base(story, top), ("number", "Number of defendants"))
    since = f"{story.years[2]}{DASH}{story.years[-1]}"
    title = f"Defendants in {story.crime} cases released pretrial, by type of offense, {since}"
    story.tabs.append(
        Tab("released", "Table 6", title, "Pretrial release status", _columns(story, "defendants"), tuple(lines))
    )


def _filed(story: Story, top: int) -> None:
    """Defendants by type and year; in some reports a defendant may count under two types."""
    rng = story.rng
    counts: Counts = {}
    for t in story.types:
        per_year, grows = rng.uniform(0.05, 0.3) * top, rng.uniform(0.9, 1.18)
        counts[t] = {
            str(y): max(2, int(per_year * grows**n * rng.uniform(0.9, 1.1))) for n, y in enumerate(story.years)
        }
    years = [str(y) for y in story.years]
    overlaps = rng.random() < 0.3
    whole = {y: sum(counts[t][y] for t in story.types) for y in years}
    if overlaps:
        whole = {y: n - max(1, int(n * rng.uniform(0.03, 0.08))) for y, n in whole.items()}
    rows = {"all": whole, **counts}
    names = {"all": f"All {story.crime} offenses", **story.types}
    order = ["all", *story.shuffled(list(story.types))]
    lines = [Line(k, names[k], tuple(f"{n:,}" for n in (sum(rows[k].values()), *rows[k].values()))) for k in order]
    columns = (Column("total", ("Total",)), *(Column(y, (y,)) for y in years))
    title = f"Defendants in {story.crime} cases filed, by offense, {story.period}"
    notes = ("Note: A defendant is counted under each offense that was charged.",) if overlaps else ()
    story.tabs.append(Tab("filed", "Table 7", title, "Type of offense", columns, tuple(lines), notes))
    story.rules += [sums("filed", (k, "total"), [(k, y) for y in years]) for k in order]
    if not overlaps:
        story.rules += [sums("filed", ("all", y), [(t, y) for t in story.types]) for y in ["total", *years]]


def _outcomes(story: Story, top: int) -> None:
    """Outcomes of cases: convicted and not, each with two ways."""
    groups = {"Convicted": ["Plea", "Convicted at trial"], "Not convicted": ["Dismissed", "Acquitted at trial"]}
    leaves = [r for of in groups.values() for r in of]
    counts = _whole(story, _leaves(story, leaves, top, 0.35))
    for name, of in groups.items():
        counts[name] = _total(counts, of)
    total = _total(counts, list(groups))
    lines = [Line("total", "Total", _texts(total, total, True))]
    for name, of in groups.items():
        lines.append(Line(name.casefold(), name, _texts(counts[name], total, True)))
        lines += [Line(r.casefold(), r, _texts(counts[r], total, False), 1) for r in of]
    title = f"Adjudication outcomes of defendants in {story.crime} cases, {story.period}"
    columns = _pairs(story.heads("defendants"))
    story.tabs.append(Tab("outcomes", "Table 8", title, "Adjudication outcome", columns, tuple(lines)))
    for k in story.keys:
        for whole, parts in (("total", list(groups)), *groups.items()):
            story.rules += [
                sums("outcomes", (whole.casefold(), f"{k}{m}"), [(p.casefold(), f"{k}{m}") for p in parts])
                for m in "#%"
            ]
        story.rules += [
            shares("outcomes", line.key, f"{k}%", f"{k}#", [("outcomes", "total", f"{k}#")]) for line in lines
        ]
    story.rules += [sums("outcomes", (r.key, "all#"), [(r.key, f"{t}#") for t in story.types]) for r in lines]


def _imposed(story: Story, top: int) -> None:
    rows = SENTENCES[: story.rng.choice([4, 5])]
    counts = _leaves(story, rows, top, 0.4)
    title = f"Type of sentence imposed for convicted defendants in {story.crime} cases, {story.period}"
    _flat(story, "imposed", title, "Type of sentence", "defendants", rows, _whole(story, counts), 9)


def _terms(story: Story) -> None:
    """Mean and median terms in two years: the mean of all is that of the types, weighted."""
    rng = story.rng
    first, last = str(story.years[0]), str(story.years[-1])
    means: dict[str, str] = {}
    medians: dict[str, str] = {}
    cases: dict[str, str] = {}
    grown = {t: (rng.randint(20, 150), rng.choice([0.7, 1.3, 1.6, 2.1])) for t in story.types}
    for y in (first, last):
        counts = {t: rng.randint(30, 900) for t in story.types}
        months = {t: int(n * grown[t][0] * (grown[t][1] if y == last else 1)) for t, n in counts.items()}
        middles = {t: max(6, months[t] * rng.randint(80, 97) // (100 * counts[t])) for t in story.types}
        counts["all"], months["all"] = sum(counts.values()), sum(months.values())
        middles["all"] = sum(middles[t] * counts[t] for t in story.types) // counts["all"]
        for k in story.keys:
            means[k + y] = fixed(Fraction(months[k], counts[k]), 1) + " mos."
            medians[k + y], cases[k + y] = str(middles[k]), f"{counts[k]:,}"
        story.rules.append(sums("terms", ("cases", f"all{y}"), [("cases", f"{t}{y}") for t in story.types]))
    columns = tuple(
        Column(f"{k}{y}", (head, y)) for k, head in story.heads("defendants").items() for y in (first, last)
    )
    rows = (("mean", "Mean prison term", means), ("median", "Median prison term", medians),
            ("cases", "Number of cases", cases))  # fmt: skip
    lines = tuple(Line(k, label, tuple(of[c.key] for c in columns)) for k, label, of in rows)
    title = f"Mean and median prison term imposed for defendants convicted in {story.crime} cases, {first} and {last}"
    story.tabs.append(Tab("terms", "Table 10", title, "Prison term", columns, lines))
    for y in (first, last):
        story.rules.append(_mean_of_all(y, list(story.types)))


def _mean_of_all(year: str, types: list[str]) -> Rule:
    def holds(v: View) -> bool:
        counts = [v("terms", "cases", t + year)[0] for t in types]
        found = [v("terms", "mean", t + year) for t in types]
        low, high = (
            sum((s[n] * c for s, c in zip(found, counts, strict=True)), Fraction(0)) / sum(counts) for n in (0, 1)
        )
        return meets((low, high), v("terms", "mean", f"all{year}"))

    return Rule("weighted mean", holds, expected=True)
