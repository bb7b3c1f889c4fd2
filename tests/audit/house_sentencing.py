"""Short summaries in the manner of the shipped ones of the Sentencing Commission: small tables of N and %.

As in those, tables have no number that a sentence could cite; every second report numbers and cites them. The kind of
offense, fiscal years, groups, magnitudes, the order of rows and the choice of sentences vary with the seed.
"""

from __future__ import annotations

import random
from fractions import Fraction

from tests.audit.copies import (
    Column,
    Formula,
    Line,
    Report,
    Rule,
    Said,
    Tab,
    View,
    add,
    change,
    equal,
    fixed,
    hundred,
    meets,
    percent,
    share,
    shares,
    sums,
)
from tests.audit.telling import Teller, goes, name, rank, ranks, way, year

OFFENSES = ["Counterfeiting", "Firearms Trafficking", "Tax Fraud", "Cargo Theft", "Money Laundering"]
ROLES = [("Leading Role", ["Organizer", "Manager"]), ("Supporting Role", ["Courier", "Lookout", "Bookkeeper"])]
METHODS = ["Mail or Parcel", "Telephone", "Online Market", "Personal Meeting", "Shell Company", "Bank Transfer"]
HISTORY = ["Category I", "Category II", "Category III", "Category IV", "Category V", "Category VI"]
GROUPS = ["Repeat Offenders", "First Offenders", "Offenders Carrying a Weapon", "Cooperating Offenders"]
POSITIONS = ["Within Range", "Above Range", "Government Departure", "Below Range Variance"]
NOISE = [
    "Full reports: ussc.gov.", "More than one statute was charged in 14% of cases.",
    "The average age at sentencing was 41 years.", "In FY 1999 the guideline was amended.",
]  # fmt: skip


def report(seed: int) -> Report:
    """The summary of a seed."""
    house = _House(random.Random(f"sentencing {seed}"), cited=seed % 2 == 1)
    return Report(
        "sentencing", seed, f"{house.offense} Offenses", tuple(house.tabs), tuple(house.rules),
        tuple(house.teller.made), tuple(house.parts),
    )  # fmt: skip


class _House:
    def __init__(self, rng: random.Random, cited: bool) -> None:
        self.rng = rng
        self.cited = cited
        self.offense = rng.choice(OFFENSES)
        first = rng.randint(2003, 2012)
        self.years = [f"FY {y}" for y in range(first, first + rng.randint(5, 8))]
        self.tabs: list[Tab] = []
        self.rules: list[Rule] = []
        self.parts: list[str | tuple[int, ...]] = []
        self.total = rng.choice([512, 2148, 6903]) + rng.randint(0, 400)
        makes = ((self._years, self._of_years), (self._roles, self._of_roles), (self._methods, self._of_methods),
                 (self._history, self._of_history), (self._positions, self._of_positions),
                 (self._groups, self._of_groups))  # fmt: skip
        for make, _ in makes:
            make()
        self.teller = Teller(self.tabs, {})
        for n, (tab, (_, tell)) in enumerate(zip(self.tabs, makes, strict=True), start=1):
            self.teller.cited = f" (table {n})" if cited else ""
            told = [n for _ in range(2) for n in tell() if n >= 0]
            if rng.random() < 0.3:
                told += [n for n in [self.teller.plain(rng.choice(NOISE))] if n >= 0]
            self.parts += [tab.title.split(",")[0], tuple(told), tab.name]

    def _add(self, key: str, title: str, columns: list[tuple[str, ...]], lines: list[Line]) -> None:
        """The keys of columns are N, %, or what their heads say."""
        made = tuple(Column(" ".join(heads), heads) for heads in columns)
        label = f"Table {len(self.tabs) + 1}" if self.cited else ""
        self.tabs.append(Tab(key, label, title, "Offenders" if label else title, made, tuple(lines)))

    def _years(self) -> None:
        """Offenders, those who went to prison, and the average sentence, by year: the last is that of the total."""
        rng = self.rng
        grows = rng.choice([0.88, 1.06, 1.2])
        counts = [max(40, int(self.total / grows**n * rng.uniform(0.97, 1.03))) for n in range(len(self.years))][::-1]
        counts[-1] = self.total
        lines = []
        for y, n in zip(self.years, counts, strict=True):
            prison = int(n * rng.uniform(0.6, 0.97))
            months = fixed(Fraction(rng.randint(300, 1500), 10), 0)
            lines.append(Line(y, y, (f"{n:,}", f"{prison:,}", percent(prison, n) + "%", months)))
            self.rules.append(shares("years", y, "Percent Sentenced to Prison", "Sentenced to Prison",
                                     [("years", y, "Offenders")]))  # fmt: skip
        heads = ["Offenders", "Sentenced to Prison", "Percent Sentenced to Prison", "Average Sentence (months)"]
        self._add("years", f"{self.offense} Offenders by Fiscal Year", [(h,) for h in heads], lines)

    def _panel(
        self, key: str, title: str, counts: dict[str, int], whole: int, depth: dict[str, int], last: bool
    ) -> None:
        lines = [Line(r, r, (f"{n:,}", percent(n, whole) + "%"), depth.get(r, 0)) for r, n in counts.items()]
        total = Line("total", f"Total {self.offense} Offenders", (f"{whole:,}", "100.0%"))
        lines.insert(len(lines) if last else 0, total)
        self._add(key, title, [("N",), ("%",)], lines)
        self.rules += [shares(key, r, "%", "N", [(key, "total", "N")]) for r in counts]
        self.rules.append(equal((key, "total", "N"), ("years", self.years[-1], "Offenders")))

    def _roles(self) -> None:
        rng = self.rng
        parts = [p for _, of in ROLES for p in of]
        left, counts = self.total, {}
        for p in parts:
            counts[p] = max(3, int(left * rng.uniform(0.12, 0.4)))
            left -= counts[p]
        rows: dict[str, int] = {}
        for head, of in ROLES:
            rows[head] = sum(counts[p] for p in of)
            rows |= {p: counts[p] for p in of}
        rows["No Adjustment"] = left
        depth = dict.fromkeys(parts, 1)
        self._panel("roles", f"Role in the Offense, {self.years[-1]}", rows, self.total, depth, False)
        tops = [head for head, _ in ROLES] + ["No Adjustment"]
        self.rules += [sums("roles", (head, "N"), [(p, "N") for p in of]) for head, of in ROLES]
        self.rules += [sums("roles", ("total", "N"), [(r, "N") for r in tops]), hundred("roles", tops, "%")]

    def _methods(self) -> None:
        rng = self.rng
        of = rng.sample([0.71, 0.49, 0.35, 0.2, 0.1, 0.04], 5)
        counts = {m: max(3, int(self.total * s * rng.uniform(0.97, 1.03))) for m, s in
                  zip(rng.sample(METHODS, 5), of, strict=True)}  # fmt: skip
        if sum(counts.values()) <= self.total:
            counts[next(iter(counts))] = int(self.total * 0.8)
        self.methods = list(counts)
        self._panel("methods", f"Method of Sale (several possible), {self.years[-1]}", counts, self.total, {}, False)

    def _history(self) -> None:
        rng = self.rng
        left, counts = self.total, {}
        for c in HISTORY[:-1]:
            counts[c] = max(2, int(left * rng.uniform(0.25, 0.5)))
            left -= counts[c]
        counts[HISTORY[-1]] = left
        self._panel("history", f"Criminal History, {self.years[-1]}", counts, self.total, {}, rng.random() < 0.5)
        self.rules += [sums("history", ("total", "N"), [(c, "N") for c in HISTORY]), hundred("history", HISTORY, "%")]

    def _positions(self) -> None:
        """Sentences by their place relative to the range, in two years."""
        rng = self.rng
        years = (self.years[0], self.years[-1])
        columns: list[tuple[str, ...]] = [(y, of) for y in years for of in ("N", "%")]
        counts = {p: [int(self.total * rng.uniform(0.08, 0.6)) for _ in years] for p in POSITIONS}
        total = [sum(v[k] for v in counts.values()) for k in (0, 1)]
        lines = [Line("total", "Total", tuple(x for n in total for x in (f"{n:,}", "100.0%")))]
        lines += [
            Line(p, p, tuple(x for n, whole in zip(counts[p], total, strict=True)
                             for x in (f"{n:,}", percent(n, whole) + "%")))
            for p in rng.sample(POSITIONS, 4)
        ]  # fmt: skip
        self._add("positions", "Sentence Relative to the Guideline Range", columns, lines)
        for y in years:
            self.rules.append(sums("positions", ("total", f"{y} N"), [(p, f"{y} N") for p in POSITIONS]))
            self.rules.append(hundred("positions", POSITIONS, f"{y} %"))
            for p in POSITIONS:
                self.rules.append(shares("positions", p, f"{y} %", f"{y} N", [("positions", "total", f"{y} N")]))

    def _groups(self) -> None:
        rng = self.rng
        lines = []
        for g in rng.sample(GROUPS, 4):
            months = rng.randint(20, 220)
            median = int(months * rng.uniform(0.75, 0.97))
            lines.append(Line(g, g, (f"{rng.randint(20, 400):,}", str(months), str(median))))
        heads = ["N", "Average Sentence (months)", "Median Sentence (months)"]
        self._add("groups", f"Sentences of Groups of Offenders, {self.years[-1]}", [(h,) for h in heads], lines)

    # Sentences.

    def _of_years(self) -> list[int]:
        t, rng = self.teller, self.rng
        o = self.offense.lower()
        ends = {"y0": year(self.years[0], self.years), "y1": year(self.years[-1], self.years)}

        def at(column: str, slot: str) -> Formula:
            return lambda v, s: v("years", s[slot], column)

        def rose(column: str, up: str):  # type: ignore[no-untyped-def]
            return way((t.view("years", y, column) for y in (self.years[0], self.years[-1])), up)

        span = int(self.years[-1][3:]) - int(self.years[0][3:])
        count, prison, average = "Offenders", "Percent Sentenced to Prison", "Average Sentence (months)"
        some = rng.choice(self.years)
        whole: Formula = lambda v, s: share(v("years", s["y"], "Sentenced to Prison"), v("years", s["y"], count))  # noqa: E731
        return [
            t.tell(f"Sentenced {o} offenders {{way}} {{p}} in {span} years, from {{a}} in {{y0}} to {{b}} in {{y1}}.",
                   {**ends, "way": rose(count, "grew")}, [goes("way", at(count, "y0"), at(count, "y1"))],
                   p=(lambda v, s: change(at(count, "y0")(v, s), at(count, "y1")(v, s)), "%"),
                   a=(at(count, "y0"), ""), b=(at(count, "y1"), "")),
            t.tell("The share of offenders sentenced to prison {way} from {a} in {y0} to {b} in {y1}.",
                   {**ends, "way": rose(prison, "increased")}, [goes("way", at(prison, "y0"), at(prison, "y1"))],
                   a=(at(prison, "y0"), "%", 1), b=(at(prison, "y1"), "%", 1)),
            t.tell("The average sentence {way} from {a} in {y0} to {b} in {y1}.",
                   {**ends, "way": rose(average, "rose")}, [goes("way", at(average, "y0"), at(average, "y1"))],
                   a=(at(average, "y0"), " months"), b=(at(average, "y1"), " months")),
            t.tell("In {y}, {n} of the {m} offenders were sentenced to prison ({p}).", {"y": year(some, self.years)},
                   n=(at("Sentenced to Prison", "y"), ""), m=(at(count, "y"), ""), p=(whole, "%")),
        ]  # fmt: skip

    def _of_roles(self) -> list[int]:
        t, rng = self.teller, self.rng
        parts = {"organizers": "Organizer", "managers": "Manager", "couriers": "Courier", "lookouts": "Lookout",
                 "bookkeepers": "Bookkeeper"}  # fmt: skip
        x, y = rng.sample(sorted(parts), 2)
        part = lambda slot: lambda v, s: v("roles", parts[s[slot]], "N")  # noqa: E731
        whole: Formula = lambda v, s: v("roles", "total", "N")  # noqa: E731
        lead: Formula = lambda v, s: share(v("roles", "Leading Role", "N"), whole(v, s))  # noqa: E731
        return [
            t.tell("Of the {m} offenders, {p} were {x} and {q} were {y}.",
                   {"x": name(x, list(parts)), "y": name(y, list(parts))},
                   m=(whole, ""), p=(lambda v, s: share(part("x")(v, s), whole(v, s)), "%"),
                   q=(lambda v, s: share(part("y")(v, s), whole(v, s)), "%")),
            t.tell("A leading role in the offense was found for {p} of offenders.", {}, p=(lead, "%", 1)),
            t.roundly("{about} of the offenders had a leading role in the offense.", lead),
            t.roundly("{about} of the offenders had a supporting role in the offense.",
                      lambda v, s: share(v("roles", "Supporting Role", "N"), whole(v, s))),
        ]  # fmt: skip

    def _of_methods(self) -> list[int]:
        t, rng = self.teller, self.rng
        said = {m.lower(): m for m in self.methods}
        count = lambda v, m: v("methods", said[m], "N")  # noqa: E731
        rate = lambda slot: lambda v, s: share(count(v, s[slot]), v("methods", "total", "N"))  # noqa: E731
        order = sorted(said, key=lambda m: -count(t.view, m)[0])
        x = rng.choice(order[1:])
        return [
            t.tell("{x} was the {r} method of sale ({p}), followed by {y} ({q}).",
                   {"x": name(order[0], order), "r": rank("most common"), "y": name(order[1], order)},
                   [ranks("r", "x", order, count),
                    lambda v, s: sum(count(v, o)[0] > count(v, s["y"])[1] for o in order) == 1],
                   p=(rate("x"), "%", 1), q=(rate("y"), "%", 1)),
            t.roundly("The method of sale was {x} for {about} of the offenders.", rate("x"), {"x": name(x, order)}),
            t.tell("The method of sale was {x} for {n} offenders ({p}).", {"x": name(x, order)},
                   n=(lambda v, s: count(v, s["x"]), ""), p=(rate("x"), "%", 1)),
        ]  # fmt: skip

    def _of_history(self) -> list[int]:
        t, rng = self.teller, self.rng
        x = rng.choice(HISTORY[1:])
        whole = lambda v: v("history", "total", "N")  # noqa: E731
        count = lambda v, c: v("history", c, "N")  # noqa: E731
        top = max(HISTORY, key=lambda c: count(t.view, c)[0])
        first: Formula = lambda v, s: share(count(v, s["x"]), whole(v))  # noqa: E731
        two: Formula = lambda v, s: share(add([count(v, s["x"]), count(v, s["y"])]), whole(v))  # noqa: E731
        return [
            t.tell("Criminal history {x} had the {r} number of offenders ({p}).",
                   {"r": rank("largest"), "x": name(top, HISTORY)}, [ranks("r", "x", HISTORY, count)],
                   p=(first, "%", 1)),
            t.tell("A total of {n} offenders ({p}) were in criminal history {x} at sentencing.",
                   {"x": name(x, HISTORY)},
                   n=(lambda v, s: count(v, s["x"]), ""), p=(first, "%", 1)),
            t.tell("{x} and {y} together accounted for {p} of offenders.",
                   {"x": name(HISTORY[0], HISTORY), "y": name(HISTORY[1], HISTORY)}, p=(two, "%", 1)),
        ]  # fmt: skip

    def _of_positions(self) -> list[int]:
        t, rng = self.teller, self.rng
        ends = {"y0": year(self.years[0], self.years), "y1": year(self.years[-1], self.years)}
        said = {"within the guideline range": "Within Range", "above the guideline range": "Above Range"}
        x = rng.choice(sorted(said))
        old, new = ((lambda slot: lambda v, s: v("positions", said[s["x"]], f"{s[slot]} %"))(k) for k in ("y0", "y1"))
        rose = way((t.view("positions", said[x], f"{y} %") for y in (self.years[0], self.years[-1])), "increased")
        government: Formula = lambda v, s: v("positions", "Government Departure", f"{s['y1']} N")  # noqa: E731
        return [
            t.tell("Sentences {x} {way} from {a} in {y0} to {b} in {y1}.",
                   {**ends, "x": name(x, list(said)), "way": rose},
                   [goes("way", old, new)], a=(old, "%", 1), b=(new, "%", 1)),
            t.tell("A government departure was granted to {n} offenders in {y1}.", {"y1": ends["y1"]},
                   n=(government, "")),
        ]  # fmt: skip

    def _of_groups(self) -> list[int]:
        t, rng = self.teller, self.rng
        said = {g.lower(): g for g in GROUPS}
        mean = lambda v, g: v("groups", said[g], "Average Sentence (months)")  # noqa: E731
        order = sorted(said)
        high = rng.random() < 0.6
        top = (max if high else min)(order, key=lambda g: mean(t.view, g)[0])
        x = rng.choice(order)

        def longer(v: View, s: Said) -> bool:
            return not meets(mean(v, s["x"]), mean(v, s["y"]))

        others = [g for g in order if g != x]
        return [
            t.tell("{x} had the {r} average sentence ({n}).",
                   {"x": name(top, order), "r": rank("longest" if high else "shortest")},
                   [ranks("r", "x", order, mean)],
                   n=(lambda v, s: mean(v, s["x"]), " months")),
            t.tell("The average sentence was {n} for {x}, compared with {m} for {y}.",
                   {"x": name(x, order), "y": name(rng.choice(others), order)}, [longer],
                   n=(lambda v, s: mean(v, s["x"]), " months"), m=(lambda v, s: mean(v, s["y"]), " months")),
            t.tell("The median sentence of {x} was {n}.", {"x": name(x, order)},
                   n=(lambda v, s: v("groups", said[s["x"]], "Median Sentence (months)"), " months")),
        ]  # fmt: skip
