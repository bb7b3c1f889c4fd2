"""What reports on federal prosecution say of their tables (`house_justice`)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tests.audit.copies import Formula, Said, Sentence, Span, View, Word, add, share
from tests.audit.house_justice import Story
from tests.audit.justice_words import NOISE, SPOKEN
from tests.audit.telling import Number, Teller, both, cell, goes, grown, name, of, rank, ranks, way, year


class Telling(Teller):
    """The sentences of one report."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.types = [n.lower() for n in story.types.values()]
        super().__init__(story.tabs, {n.lower(): k for k, n in story.types.items()})
        rng = story.rng
        self.some = rng.sample(self.types, len(self.types))
        self.first, self.last = str(story.years[0]), str(story.years[-1])
        near = [str(y) for y in range(story.years[0] - 3, story.years[-1] + 3)]
        self.edges = {"y0": year(self.first, near), "y1": year(self.last, near)}
        self.period_claims = [lambda v, s: s["y0"] == self.first and s["y1"] == self.last]

    def type(self, table: str, row: str, mark: str, slot: str = "t") -> Formula:
        """The number of a row for the type that is named at a slot."""
        return lambda v, s: v(table, row, self.keys[s[slot]] + mark)

    def row(self, table: str, column: str, slot: str = "t") -> Formula:
        """The number of the type's own row."""
        return lambda v, s: v(table, self.keys[s[slot]], column.format(**s))

    def listed(self, form: str, table: str, row: str, mark: str, base: bool = True, **more: Word) -> int:
        """A sentence with a share of each of three types: {p0} for {n0} and so on."""
        words = {f"n{i}": name(t, self.types) for i, t in enumerate(self.some[:3])}
        numbers: dict[str, Number] = {}
        for i in range(3):
            formula = self.type(table, row, mark, f"n{i}")
            if base:
                formula = of(self.type(table, row, "#", f"n{i}"), self.type(table, "total", "#", f"n{i}"))
            numbers[f"p{i}"] = (formula, "%")
        return self.tell(form, {**words, **more}, listed=numbers)

    def extreme(self, of_type: Callable[[View, str], Span], high: bool = True) -> str:
        """The type whose number is highest or lowest."""
        return (max if high else min)(self.types, key=lambda t: of_type(self.view, t)[0])


def told(story: Story) -> tuple[list[Sentence], list[str | tuple[int, ...]]]:
    """The sentences of a report, and its parts in order."""
    t = Telling(story)
    rng = story.rng
    parts: list[str | tuple[int, ...]] = []

    def section(heading: str, tables: list[str], *groups: list[int]) -> None:
        noise = [t.plain(rng.choice(NOISE))] if rng.random() < 0.5 else []
        told_here = [tuple(n for n in g if n >= 0) for g in (*groups, noise)]
        parts.extend([heading, *(g for g in told_here if g), *tables])

    section(f"Referrals for {story.crime}", ["referred"], *_referred(t))
    section("Lead investigators", ["agency"], _agencies(t))
    section("Disposition of matters concluded", ["disposed"], *_disposed(t))
    section("Reasons for declination", ["reasons"], _reasons(t))
    section("Characteristics of defendants", ["traits"], _traits(t))
    section("Pretrial release", ["released"], _released(t))
    section("Defendants in cases filed", ["filed"], *_filed(t))
    section("Adjudication", ["outcomes"], *_outcomes(t))
    section("Sentences", ["imposed"], _imposed(t))
    section("Prison terms", ["terms"], *_terms(t))
    return t.made, parts


def _referred(t: Telling) -> list[list[int]]:
    c = t.story.crime
    old, new = cell("referred", "all", "{y0}#"), cell("referred", "all", "{y1}#")
    up = way([t.view("referred", "all", f"{y}#") for y in (t.first, t.last)], "rose")
    period = {k: Word(w.text, "year", None, w.others) for k, w in t.edges.items()}
    whole = cell("referred", "all", "period#")
    found = [
        t.tell(
            f"From {{y0}} to {{y1}}, suspects referred to U.S. attorneys in {c} matters {{way}} {{p}}: {{a}} in the "
            "first year, {b} in the last (table 1).",
            {**period, "way": up}, [goes("way", old, new)],
            p=(grown(old, new), "%"), a=(old, ""), b=(new, ""),
        ),
        t.tell(f"U.S. attorneys received {{n}} suspects with a {c} lead charge in {{y0}}–{{y1}} (table 1).",
               period, t.period_claims, n=(whole, "")),
    ]  # fmt: skip
    words = {f"n{i}": name(x, t.types) for i, x in enumerate(t.some[:3])}
    found.append(
        t.tell("By type, {p0} were referred for {n0}, {p1} for {n1} and {p2} for {n2} (table 1).", words,
               listed={f"p{i}": (of(t.row("referred", "period#", f"n{i}"), whole), "%") for i in range(3)})
    )  # fmt: skip
    more = []
    for kind, form in zip(t.some, (
        "Referrals for {t} went {way} {p} between {y0} and {y1} ({a} to {b} suspects).",
        "Those for {t} went {way} {p}, from {a} in {y0} to {b} in {y1} (table 1).",
    ), strict=False):  # fmt: skip
        old, new = t.row("referred", "{y0}#"), t.row("referred", "{y1}#")
        up = way([old(t.view, {"t": kind, "y0": t.first}), new(t.view, {"t": kind, "y1": t.last})], "up")
        more.append(
            t.tell(form, {**period, "t": name(kind, t.types), "way": up}, [goes("way", old, new)],
                   p=(grown(old, new), "%"), a=(old, ""), b=(new, ""))
        )  # fmt: skip
    top = t.extreme(lambda v, k: v("referred", t.keys[k], "period#"))
    more.append(
        t.tell("{t} was the {r} lead charge, with {n} suspects ({p}) (table 1).",
               {"t": name(top, t.types), "r": rank("most common")},
               [ranks("r", "t", t.types, lambda v, k: v("referred", t.keys[k], "period#"))],
               n=(t.row("referred", "period#"), ""), p=(of(t.row("referred", "period#"), whole), "%"))
    )  # fmt: skip
    return [found, more]


def _said(label: str) -> str:
    """What a sentence calls a row: without its abbreviation, with commas for slashes."""
    words = label.split(" (")[0]
    return {
        "Federal/state task forces": "federal and state task forces",
        "State/county/municipal authorities": "state, county, and municipal authorities",
        "Other investigative agencies": "other investigative agencies",
    }.get(words, words if words.startswith("FBI") else f"the {words}")


def _agencies(t: Telling) -> list[int]:
    tab = next(x for x in t.tabs if x.name == "agency")
    keys = {_said(line.label): line.key for line in tab.lines if line.key != "total" and "Other " not in line.label}
    tops = [_said(line.label) for line in tab.lines if line.depth == 0 and line.key in keys.values()]
    base = cell("referred", "all", "period#")
    a, b = t.story.rng.sample(sorted(keys), 2)
    by = lambda slot: lambda v, s: v("agency", keys[s[slot]], "all#")  # noqa: E731
    c = t.story.crime
    found = [
        t.tell(f"{{x}} led {{p}} of the {c} matters referred, {{y}} {{q}} (table 2).",
               {"x": name(a, list(keys)), "y": name(b, list(keys))}, p=(of(by("x"), base), "%"),
               q=(of(by("y"), base), "%")),
    ]  # fmt: skip
    a, b = t.story.rng.sample(sorted(tops), 2)
    found.append(
        t.tell("Together, {x} and {y} accounted for {n} suspects, or {p} of the total (table 2).",
               {"x": name(a, tops), "y": name(b, tops)}, n=(both(by("x"), by("y")), ""),
               p=(of(both(by("x"), by("y")), base), "%"))
    )  # fmt: skip
    words = {f"n{i}": name(x, t.types) for i, x in enumerate(t.some[:3])}

    def share_of(slot: str) -> Formula:
        return lambda v, s: share(
            v("agency", keys[s["x"]], t.keys[s[slot]] + "#"), v("referred", t.keys[s[slot]], "period#")
        )

    found.append(
        t.tell("The share of {x} was {p0} for {n0}, {p1} for {n1} and {p2} for {n2} (table 2).",
               {"x": name(a, tops), **words}, listed={f"p{i}": (share_of(f"n{i}"), "%") for i in range(3)})
    )  # fmt: skip
    return found


def _disposed(t: Telling) -> list[list[int]]:
    c = t.story.crime
    every, pros = cell("disposed", "total", "all#"), cell("disposed", "prosecuted", "all#")
    decl, mag = (cell("disposed", r, "all#") for r in ("declined for prosecution", "disposed by u.s. magistrate"))
    found = [
        t.tell(f"U.S. attorneys concluded {c} matters on {{n}} suspects, {{y0}}–{{y1}}.", t.edges, t.period_claims,
               n=(every, "")),
        t.tell("Prosecution in U.S. district court followed for {a} ({p}), declination for {b} ({q}), and disposal by "
               "U.S. magistrate for {c} ({r}) (table 3).", {}, a=(pros, ""), b=(decl, ""), c=(mag, ""),
               p=(of(pros, every), "%"), q=(of(decl, every), "%"), r=(of(mag, every), "%")),
        t.roundly(f"{{about}} of the suspects in {c} matters were prosecuted (table 3).", of(pros, every)),
    ]  # fmt: skip
    rate = lambda v, k: v("disposed", "prosecuted", t.keys[k] + "%")  # noqa: E731
    formula = of(t.type("disposed", "prosecuted", "#"), t.type("disposed", "total", "#"))
    high = t.story.rng.random() < 0.5
    words = {"t": name(t.some[-1], t.types)}
    more = [
        t.roundly("{about} of the suspects in matters of {t} were prosecuted (table 3).", formula, words),
        t.tell("By offense, {t} had the {r} share prosecuted ({p}).",
               {"t": name(t.extreme(rate, high), t.types), "r": rank("highest" if high else "lowest")},
               [ranks("r", "t", t.types, rate)], p=(formula, "%")),
        t.listed("The share declined was {p0} for {n0}, {p1} for {n1} and {p2} for {n2} (table 3).", "disposed",
                 "declined for prosecution", "%"),
    ]  # fmt: skip
    return [found, more]


def _reasons(t: Telling) -> list[int]:
    tab = next(x for x in t.tabs if x.name == "reasons")
    rows = [line.label.lower() for line in tab.lines if line.key not in ("number", "other reasons")]
    c = t.story.crime
    order = sorted(rows, key=lambda r: -t.view("reasons", r, "all")[0])[:3]
    column = lambda slot, k: lambda v, s: v("reasons", s[slot], k)  # noqa: E731

    def first_three(v: View, s: Said) -> bool:
        values = [v("reasons", s[f"r{i}"], "all") for i in range(3)]
        rest = [v("reasons", r, "all") for r in rows if r not in (s["r0"], s["r1"], s["r2"])]
        return values[0][0] > values[1][1] and values[1][0] > values[2][1] and all(values[2][0] > x[1] for x in rest)

    found = [
        t.tell(f"For declinations of {c} suspects from {{y0}} to {{y1}}, the leading reasons were {{r0}} ({{p0}}), "
               "{r1} ({p1}) and {r2} ({p2}) (table 4).",
               {**t.edges, **{f"r{i}": name(r, rows) for i, r in enumerate(order)}}, [*t.period_claims, first_three],
               listed={f"p{i}": (column(f"r{i}", "all"), "%") for i in range(3)}),
    ]  # fmt: skip
    kind = t.some[0]
    high = t.story.rng.random() < 0.6
    top = (max if high else min)(rows, key=lambda r: t.view("reasons", r, t.keys[kind])[0])

    def ranked(v: View, s: Said) -> bool:
        return ranks("k", "r", rows, lambda v, r: v("reasons", r, t.keys[s["t"]]))(v, s)

    found.append(
        t.tell("{r} was the {k} reason for {t} ({p}) (table 4).",
               {"r": name(top, rows), "k": rank("most common" if high else "least common"), "t": name(kind, t.types)},
               [ranked], p=(lambda v, s: v("reasons", s["r"], t.keys[s["t"]]), "%"))
    )  # fmt: skip
    return found


def _traits(t: Telling) -> list[int]:
    tab = next(x for x in t.tabs if x.name == "traits")
    said = {SPOKEN[line.key]: line.key for line in tab.lines if line.key in SPOKEN}
    a, b = t.story.rng.sample(sorted(said), 2)
    c = t.story.crime
    one = lambda slot, k: lambda v, s: v("traits", said[s[slot]], k)  # noqa: E731
    typed = lambda slot: lambda v, s: v("traits", said[s[slot]], t.keys[s["t"]])  # noqa: E731
    words = {"a": name(a, list(said)), "b": name(b, list(said))}
    kind = t.some[-1]
    found = [
        t.tell(f"At the initial hearing {{p}} of {c} defendants were {{a}} and {{q}} were {{b}} (table 5).", words,
               p=(one("a", "all"), "%"), q=(one("b", "all"), "%")),
        t.tell("In {t} matters {p} of defendants were {a} (table 5).", {"a": words["a"], "t": name(kind, t.types)},
               p=(typed("a"), "%")),
        t.tell(f"The median age of {c} defendants was {{n}}.", {}, n=(cell("traits", "age", "all"), " years")),
        t.tell("The median age was {n} for {t} (table 5).", {"t": name(kind, t.types)},
               n=(lambda v, s: v("traits", "age", t.keys[s["t"]]), " years")),
    ]  # fmt: skip
    if any(line.key == "less than high school" for line in tab.lines):
        rows = [cell("traits", r, "all") for r in ("less than high school", "high school graduate")]
        found.append(
            t.tell("Schooling had ended at high school or earlier for {p} (table 5).", {}, p=(both(*rows), "%"))
        )
    return found


def _released(t: Telling) -> list[int]:
    c = t.story.crime
    whole = cell("released", "released pretrial", "all")
    rate = lambda v, k: v("released", "released pretrial", t.keys[k])  # noqa: E731
    return [
        t.tell(f"Before disposition {{p}} of {c} defendants were released (table 6).", {}, p=(whole, "%")),
        t.roundly(f"{{about}} of the {c} defendants were released pretrial (table 6).", whole),
        *(t.roundly("{about} of the {t} defendants were released pretrial (table 6).",
                    t.type("released", "released pretrial", ""), {"t": name(k, t.types)}) for k in t.some[:2]),
        t.listed("By type, {p0} were released for {n0}, {p1} for {n1} and {p2} for {n2} (table 6).", "released",
                 "released pretrial", "", base=False),
        t.tell("{t} had the {r} share released pretrial, at {p} (table 6).",
               {"t": name(t.extreme(rate), t.types), "r": rank("highest")}, [ranks("r", "t", t.types, rate)],
               p=(t.type("released", "released pretrial", ""), "%")),
    ]  # fmt: skip


def _filed(t: Telling) -> list[list[int]]:
    c = t.story.crime
    every = cell("filed", "all", "total")
    kind, other = t.some[0], t.some[1]
    old, new = t.row("filed", "{y0}"), t.row("filed", "{y1}")
    inner = t.story.years[1:-1]
    middle_year = str(t.story.rng.choice(inner))
    any_year = year(middle_year, [*t.story.years])
    found = []
    for k, form in ((kind, "{t} filings {way} from {a} to {b} defendants ({p}), {y0} to {y1} (table 7)."),
                    (other, "{t} filings {way} {p}, from {a} in {y0} to {b} in {y1} (table 7).")):  # fmt: skip
        ends = (t.view("filed", t.keys[k], y) for y in (t.first, t.last))
        found.append(
            t.tell(form, {**t.edges, "t": name(k, t.types), "way": way(ends, "increased")}, [goes("way", old, new)],
                   p=(grown(old, new), "%"), a=(old, ""), b=(new, ""))
        )  # fmt: skip
    shares_said = {f"p{i}": (of(t.row("filed", "total", f"n{i}"), every), "%") for i in range(3)}
    words = {f"n{i}": name(x, t.types) for i, x in enumerate(t.some[:3])}
    more = [
        t.tell("The {n} defendants of {y0}–{y1} were charged with {n0} ({p0}), {n1} ({p1}) or {n2} ({p2}) (table 7).",
               {**words, **t.edges}, t.period_claims, n=(every, ""), listed=shares_said),
        t.tell(f"In {{y}}, {{n}} defendants were charged in {c} cases (table 7).", {"y": any_year},
               n=(cell("filed", "all", "{y}"), "")),
        t.tell("The number of defendants charged with {t} was {r} in {y}, at {n} (table 7).",
               {"t": name(kind, t.types), "r": rank("highest"), "y": year(_top_year(t, kind), t.story.years)},
               [lambda v, s: ranks("r", "y", [str(y) for y in t.story.years],
                                   lambda v, y: v("filed", t.keys[s["t"]], y))(v, s)],
               n=(t.row("filed", "{y}"), "")),
    ]  # fmt: skip
    a, b = str(t.story.years[0]), str(t.story.years[2])
    more.append(
        t.tell("From {y0} to {y1}, courts received {n} defendants charged with {t} (table 7).",
               {"y0": year(a, t.story.years[:1]), "y1": year(b, t.story.years[3:]), "t": name(other, t.types)},
               n=(lambda v, s: add(v("filed", t.keys[s["t"]], str(y)) for y in _years(s)), ""))
    )  # fmt: skip
    return [found, more]


def _years(said: Said) -> range:
    return range(int(said["y0"]), int(said["y1"]) + 1)


def _top_year(t: Telling, kind: str) -> str:
    return max((str(y) for y in t.story.years), key=lambda y: t.view("filed", t.keys[kind], y)[0])


def _outcomes(t: Telling) -> list[list[int]]:
    c = t.story.crime
    total, conv, plea = (cell("outcomes", r, "all#") for r in ("total", "convicted", "plea"))
    trial, dismissed, acquitted = (
        cell("outcomes", r, "all#") for r in ("convicted at trial", "dismissed", "acquitted at trial")
    )
    found = [
        t.tell(f"Federal courts adjudicated {{n}} defendants with a {c} charge, {{y0}}–{{y1}}; {{p}} were "
               "convicted (table 8).",
               t.edges, t.period_claims, n=(total, ""), p=(of(conv, total), "%")),
        t.tell("Of convicted defendants, {p} were convicted by plea (table 8).", {}, p=(of(plea, conv), "%")),
        t.tell("Conviction at trial was {p} of outcomes, acquittal at trial {q}, dismissal {r} (table 8).", {},
               p=(of(trial, total), "%"), q=(of(acquitted, total), "%"), r=(of(dismissed, total), "%")),
    ]  # fmt: skip
    rate = lambda v, k: v("outcomes", "convicted", t.keys[k] + "%")  # noqa: E731
    more = [
        t.listed("The share convicted at trial was {p0} for {n0}, {p1} for {n1} and {p2} for {n2} (table 8).",
                 "outcomes", "convicted at trial", "%"),
        t.tell("The conviction rate was {r} for {t} ({p}) (table 8).",
               {"t": name(t.extreme(rate, False), t.types), "r": rank("lowest")}, [ranks("r", "t", t.types, rate)],
               p=(of(t.type("outcomes", "convicted", "#"), t.type("outcomes", "total", "#")), "%")),
    ]  # fmt: skip
    return [found, more]


def _imposed(t: Telling) -> list[int]:
    c = t.story.crime
    total = cell("imposed", "total", "all#")
    only, split, alone = (
        cell("imposed", r, "all#") for r in ("prison only", "prison/community split", "probation only")
    )
    return [
        t.tell(f"In U.S. district court {{p}} of convicted {c} defendants received prison, alone or split with "
               "community confinement (table 9).", {}, p=(of(both(only, split), total), "%")),
        t.tell("A prison-only sentence was given to {p}, a prison/community split to {q} and probation only to {r} "
               "(table 9).", {}, p=(of(only, total), "%"), q=(of(split, total), "%"), r=(of(alone, total), "%")),
        t.listed("Prison only was imposed on {p0} for {n0}, {p1} for {n1} and {p2} for {n2} (table 9).", "imposed",
                 "prison only", "%"),
        t.tell("Probation only was imposed on {n} defendants (table 9).", {}, n=(alone, "")),
    ]  # fmt: skip


def _terms(t: Telling) -> list[list[int]]:
    c = t.story.crime
    old, new = cell("terms", "mean", "all{y0}"), cell("terms", "mean", "all{y1}")
    ends = (t.view("terms", "mean", f"all{y}") for y in (t.first, t.last))
    mean = lambda row, slot: lambda v, s: v("terms", row, t.keys[s["t"]] + s[slot])  # noqa: E731
    found = [
        t.tell("Between {y0} and {y1} the mean prison term {way} from {a} to {b}, a change of {p} (table 10).",
               {**t.edges, "way": way(ends, "increased")}, [goes("way", old, new)], a=(old, " months"),
               b=(new, " months"), p=(grown(old, new), "%")),
        t.tell(f"{c} prison sentences averaged (mean) {{n}} in {{y1}}.", {"y1": t.edges["y1"]},
               n=(lambda v, s: (new(v, s)[0] / 12, new(v, s)[1] / 12), " years", 1)),
    ]  # fmt: skip
    more = []
    for row, form in (
        ("mean", "The mean prison term for {t} {way} {p}, from {a} in {y0} to {b} in {y1} (table 10)."),
        ("median", "The median for {t} {way} from {a} in {y0} to {b} in {y1} (table 10)."),
    ):
        kind = t.story.rng.choice(t.types)
        ends = (t.view("terms", row, t.keys[kind] + y) for y in (t.first, t.last))
        numbers = {"a": (mean(row, "y0"), " months"), "b": (mean(row, "y1"), " months")}
        if row == "mean":
            numbers["p"] = (grown(mean(row, "y0"), mean(row, "y1")), "%")
        more.append(
            t.tell(form, {**t.edges, "t": name(kind, t.types), "way": way(ends, "rose")},
                   [goes("way", mean(row, "y0"), mean(row, "y1"))], listed=numbers)
        )  # fmt: skip
    longest: Callable[[View, str], tuple[Fraction, Fraction]] = lambda v, k: v("terms", "mean", t.keys[k] + t.last)  # noqa: E731
    more.append(
        t.tell("In {y1}, {t} had the {r} mean prison term ({n}) (table 10).",
               {"y1": t.edges["y1"], "t": name(t.extreme(longest), t.types), "r": rank("longest")},
               [lambda v, s: ranks("r", "t", t.types, lambda v, k: v("terms", "mean", t.keys[k] + s["y1"]))(v, s)],
               n=(mean("mean", "y1"), " months"))
    )  # fmt: skip
    return [found, more]
