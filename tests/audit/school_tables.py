"""The tables of a national statistics office about schools (`house_schools`).

Years are columns, totals have parts "of which", shares stand across the row or alone over the number they are of, money
is in millions, an index starts at 100, medians and ratios stand beside counts. Regions, years, magnitudes, and the
places of totals vary with the seed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction

from tests.audit.copies import (
    Column,
    Formula,
    Line,
    Rule,
    Span,
    Tab,
    View,
    add,
    equal,
    fixed,
    hundred,
    meets,
    percent,
    shares,
    sums,
    weighted,
)

REGIONS = ["Northland", "Vestmark", "Capital Region", "Highlands", "Lakeland", "Southern Plains", "Islands", "Valdara"]
LEVELS = ["pre-primary education", "primary education", "lower secondary education", "upper secondary education"]
GRADES = [f"grade {n}" for n in range(1, 7)]
SECTORS = {"public": "Public schools", "independent": "Independent schools", "total": "All schools"}
PURPOSES = {
    "teachers' salaries": 0.55, "other staff": 0.16, "buildings": 0.12, "teaching materials": 0.08,
    "school meals": 0.055, "transport": 0.03,
}  # fmt: skip
AGES = {
    "under 30": "Under 30", "30 to 39": "30 to 39", "40 to 49": "40 to 49", "50 to 59": "50 to 59",
    "60 or over": "60 and over",
}  # fmt: skip
DESTINATIONS = {
    "further studies": "Further studies", "an apprenticeship": "Apprenticeship", "employment": "Employment",
    "military or civilian service": "Military or civilian service", "neither": "Neither in work nor in education",
}  # fmt: skip
LANGUAGES = ["English", "German", "French", "Spanish", "Russian", "Italian"]
NONE = "–"


class SchoolTables:
    """The tables of one report and the rules that they obey."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        first = rng.randint(2004, 2014)
        spelled = rng.random() < 0.4
        some = range(first, first + rng.randint(5, 6))
        self.years = [f"{y}/{(y + 1) % 100:02d}" if spelled else str(y) for y in some]
        self.last, self.before = self.years[-1], self.years[-2]
        self.regions = rng.sample(REGIONS, rng.randint(5, 6))
        self.top = rng.choice([1800, 21000, 140000])
        self.labelled = rng.random() < 0.7
        self.tabs: list[Tab] = []
        self.rules: list[Rule] = []
        for make in (self._levels, self._areas, self._grades, self._spending, self._sectors, self._journeys,
                     self._leavers, self._teachers, self._languages):  # fmt: skip
            make()

    def _add(
        self, key: str, title: str, stub: str, columns: Mapping[str, tuple[str, ...]], lines: Sequence[Line],
        note: str = "",
    ) -> None:  # fmt: skip
        label = f"Table {len(self.tabs) + 1}" if self.labelled else ""
        heads = tuple(Column(k, of) for k, of in columns.items())
        self.tabs.append(Tab(key, label, title, stub, heads, tuple(lines), (note,) if note else ()))

    def _split(self, whole: int, names: Sequence[str], tilt: float = 0.75) -> dict[str, int]:
        """A whole parted at random; the parts differ clearly."""
        weights = {n: tilt**k * self.rng.uniform(0.9, 1.1) for k, n in enumerate(self.rng.sample(names, len(names)))}
        counts = {n: max(1, int(whole * weights[n] / sum(weights.values()))) for n in names}
        counts[max(counts, key=lambda n: counts[n])] += whole - sum(counts.values())
        return counts

    def _levels(self) -> None:
        """Pupils by level in each year, with parts of parts, and the change on the year before."""
        rng = self.rng
        parts = {
            "general programmes": "of which general programmes",
            "vocational programmes": "of which vocational programmes",
        }
        names = [*LEVELS[:3], *parts]
        grows = {n: rng.choice([0.97, 0.99, 1.015, 1.04]) for n in names}
        sizes = {n: self.top * rng.uniform(0.5, 1.6) for n in names}
        self.pupils: dict[str, list[int]] = {
            n: [int(sizes[n] * grows[n] ** k * rng.uniform(0.985, 1.015)) for k in range(len(self.years))]
            for n in names
        }
        every = range(len(self.years))
        self.pupils[LEVELS[3]] = [sum(self.pupils[p][k] for p in parts) for k in every]
        self.pupils["total"] = [sum(self.pupils[n][k] for n in LEVELS) for k in every]
        share = rng.uniform(0.2, 0.45)
        self.pupils["apprentices"] = [int(n * share * rng.uniform(0.9, 1.1)) for n in self.pupils[names[4]]]
        labels = {**{n: n.capitalize() for n in LEVELS}, **parts, "apprentices": "of which apprentices",
                  "total": "Total"}  # fmt: skip
        order = [*LEVELS, *parts, "apprentices"]
        order.insert(rng.choice([0, len(order)]), "total")
        depth = {**dict.fromkeys(parts, 1), "apprentices": 2}
        lines = []
        for n in order:
            values = self.pupils[n]
            by = fixed(Fraction(100 * (values[-1] - values[-2]), values[-2]), 1)
            lines.append(Line(n, labels[n], (*(f"{x:,}" for x in values), by), depth.get(n, 0)))
            self.rules.append(_changed("levels", n, "%", self.before, self.last))
        columns = {y: (y,) for y in self.years} | {"%": ("Change on previous year, %",)}
        title = f"Pupils and students by level of education, {self.years[0]}–{self.last}"
        if "/" in self.last:
            title = f"Pupils and students by level of education and school year, {self.years[0]} to {self.last}"
        self._add("levels", title, "Level of education", columns, lines)
        for y in self.years:
            self.rules.append(sums("levels", ("total", y), [(n, y) for n in LEVELS]))
            self.rules.append(sums("levels", (LEVELS[3], y), [(p, y) for p in parts]))

    def _areas(self) -> None:
        """Schools, pupils and teachers by region, with a ratio and a share in each row."""
        whole = self.pupils["total"][-1]
        self.area = self._split(whole, self.regions, 0.78) | {"total": whole}
        ratio = {r: self.rng.uniform(9.5, 16.5) for r in self.regions}
        teachers = {r: max(2, int(self.area[r] / ratio[r])) for r in self.regions}
        schools = {r: max(2, int(self.area[r] / self.rng.uniform(110, 320))) for r in self.regions}
        teachers["total"], schools["total"] = sum(teachers.values()), sum(schools.values())
        self.staff = teachers["total"]
        rows = ["total", *self.regions] if self.rng.random() < 0.5 else [*self.regions, "total"]
        lines = [
            Line(r, "Whole country" if r == "total" else r,
                 (f"{schools[r]:,}", f"{self.area[r]:,}", percent(self.area[r], whole), f"{teachers[r]:,}",
                  fixed(Fraction(self.area[r], teachers[r]), 1)))
            for r in rows
        ]  # fmt: skip
        columns = {"schools": ("Schools",), "pupils": ("Pupils",), "%": ("Share of pupils, %",),
                   "teachers": ("Teachers",), "ratio": ("Pupils per teacher",)}  # fmt: skip
        self._add("areas", f"Schools, pupils and teachers by region, {self.last}", "Region", columns, lines)
        for c in ("schools", "pupils", "teachers"):
            self.rules.append(sums("areas", ("total", c), [(r, c) for r in self.regions]))
        self.rules += [shares("areas", r, "%", "pupils", [("areas", "total", "pupils")]) for r in rows]
        self.rules += [hundred("areas", self.regions, "%")]
        self.rules += [quotient(("areas", r, "ratio"), ("areas", r, "pupils"), ("areas", r, "teachers")) for r in rows]
        self.rules += [equal(("areas", "total", "pupils"), ("levels", "total", self.last))]

    def _grades(self) -> None:
        """Girls and boys by grade: numbers, and percent of each row."""
        whole = self.pupils["primary education"][-1]
        counts = self._split(whole, GRADES, 0.96)
        girls = {g: int(n * self.rng.uniform(0.455, 0.525)) for g, n in counts.items()}
        counts["total"], girls["total"] = whole, sum(girls.values())
        lines = []
        for g, n in counts.items():
            boys = n - girls[g]
            texts = (f"{girls[g]:,}", f"{boys:,}", f"{n:,}", percent(girls[g], n), percent(boys, n))
            lines.append(Line(g, "All grades" if g == "total" else g.capitalize(), texts))
        columns = {"girls": ("Number", "Girls"), "boys": ("Number", "Boys"), "total": ("Number", "Total"),
                   "girls%": ("Percent", "Girls"), "boys%": ("Percent", "Boys")}  # fmt: skip
        self._add("grades", f"Pupils in primary education by grade and sex, {self.last}", "Grade", columns, lines)
        for c in ("girls", "boys", "total"):
            self.rules.append(sums("grades", ("total", c), [(g, c) for g in GRADES]))
        for g in counts:
            self.rules.append(sums("grades", (g, "total"), [(g, "girls"), (g, "boys")]))
            self.rules += [shares("grades", g, f"{k}%", k, [("grades", g, "total")]) for k in ("girls", "boys")]
        self.rules.append(equal(("grades", "total", "total"), ("levels", "primary education", self.last)))

    def _spending(self) -> None:
        """Money in millions over three years, with shares, changes, and what it makes for a pupil."""
        rng = self.rng
        self.paid = self.years[-3:]
        pupils = self.pupils["total"][-3:]
        each = rng.randint(5200, 11800)
        spent = {
            p: [pupils[k] * each * w * rng.uniform(0.93, 1.07) * (1.02**k) / 1e6 for k in range(3)]
            for p, w in PURPOSES.items()
        }
        exact = {p: [Fraction(x).limit_denominator(10**4) for x in v] for p, v in spent.items()}
        exact["total"] = [sum((v[k] for v in exact.values()), Fraction(0)) for k in range(3)]
        lines = []
        for p, v in exact.items():
            texts = (*(fixed(x, 1) for x in v), fixed(100 * v[2] / exact["total"][2], 1),
                     fixed(100 * (v[2] - v[1]) / v[1], 1))  # fmt: skip
            lines.append(Line(p, p.capitalize(), texts))
        per = [1000000 * exact["total"][k] / pupils[k] for k in range(3)]
        texts = (*(fixed(x) for x in per), NONE, fixed(100 * (per[2] - per[1]) / per[1], 1))
        lines.append(Line("pupil", "Expenditure per pupil (EUR)", texts))
        columns = {y: ("EUR million", y) for y in self.paid} | {
            "%": ("Percent", f"Share {self.last}"), "by": ("Percent", f"Change {self.before}–{self.last}"),
        }  # fmt: skip
        self._add("spending", f"Public expenditure on schools by purpose, {self.paid[0]} to {self.last}", "Purpose",
                  columns, lines, "Figures may not add up to totals because of rounding.")  # fmt: skip
        for k, y in enumerate(self.paid):
            self.rules.append(sums("spending", ("total", y), [(p, y) for p in PURPOSES]))
            self.rules.append(
                quotient(("spending", "pupil", y), ("spending", "total", y), ("levels", "total", self.years[k - 3]), 6)
            )
        self.rules += [shares("spending", p, "%", self.last, [("spending", "total", self.last)]) for p in PURPOSES]
        self.rules += [_changed("spending", p, "by", self.before, self.last) for p in (*PURPOSES, "total")]
        self.rules.append(hundred("spending", list(PURPOSES), "%"))

    def _sectors(self) -> None:
        """Pupils by sector: the number and an index that begins at 100."""
        share = self.rng.uniform(0.06, 0.2)
        counts: dict[str, dict[str, int]] = {}
        for y, whole in zip(self.years, self.pupils["total"], strict=True):
            share *= self.rng.uniform(1.0, 1.07)
            private = int(whole * share)
            counts[y] = {"public": whole - private, "independent": private, "total": whole}
        base = counts[self.years[0]]
        lines = [
            Line(y, y, tuple(x for k in SECTORS for x in (f"{of[k]:,}", fixed(Fraction(100 * of[k], base[k]), 1))))
            for y, of in counts.items()
        ]
        pairs = (("#", "Number"), ("i", "Index"))
        columns = {f"{k}{mark}": (head, of) for k, head in SECTORS.items() for mark, of in pairs}
        title = f"Pupils by sector of school, number and index ({self.years[0]} = 100)"
        self._add("sectors", title, "School year" if "/" in self.last else "Year", columns, lines)
        for y in self.years:
            self.rules.append(sums("sectors", (y, "total#"), [(y, "public#"), (y, "independent#")]))
            self.rules.append(equal(("sectors", y, "total#"), ("levels", "total", y)))
            self.rules += [
                quotient(("sectors", y, f"{k}i"), ("sectors", y, f"{k}#"), ("sectors", self.years[0], f"{k}#"), 2)
                for k in SECTORS
            ]

    def _journeys(self) -> None:
        """Pupils with free transport in each region, and how far they travel."""
        rng = self.rng
        counts = {r: int(self.area[r] * rng.uniform(0.06, 0.58)) for r in self.regions}
        mean = {r: Fraction(rng.randint(38, 190), 10) for r in self.regions}
        median = {r: mean[r] * rng.randint(62, 92) / 100 for r in self.regions}
        far = sum((counts[r] * mean[r] for r in self.regions), Fraction(0))
        counts["total"] = sum(counts.values())
        mean["total"], median["total"] = far / counts["total"], far * Fraction(4, 5) / counts["total"]
        lines = [
            Line(r, "Whole country" if r == "total" else r,
                 (f"{counts[r]:,}", percent(counts[r], self.area[r]), fixed(median[r], 1), fixed(mean[r], 1)))
            for r in counts
        ]  # fmt: skip
        free, far_head = "Pupils with free transport", "Distance to school (km)"
        columns = {"n": (free, "Number"), "%": (free, "% of all pupils"), "median": (far_head, "Median"),
                   "mean": (far_head, "Mean")}  # fmt: skip
        title = f"Free school transport and distance to school by region, {self.last}"
        self._add("journeys", title, "Region", columns, lines)
        self.rules.append(sums("journeys", ("total", "n"), [(r, "n") for r in self.regions]))
        self.rules += [shares("journeys", r, "%", "n", [("areas", r, "pupils")]) for r in counts]

    def _leavers(self) -> None:
        """Percentages of those who left school, by sex, over their number."""
        rng = self.rng
        weight = dict(zip(DESTINATIONS, rng.sample([0.44, 0.27, 0.15, 0.09, 0.05], 5), strict=True))
        number = {k: int(self.top * rng.uniform(0.08, 0.16)) for k in ("women", "men")}
        counts = {}
        for k, n in number.items():
            tilted = {d: w * rng.uniform(0.6, 1.5) for d, w in weight.items()}
            counts[k] = {d: int(n * w / sum(tilted.values())) for d, w in tilted.items()}
            counts[k]["employment"] += n - sum(counts[k].values())
        counts["all"] = {d: counts["women"][d] + counts["men"][d] for d in DESTINATIONS}
        number["all"] = number["women"] + number["men"]
        lines = [
            Line(d, label, tuple(percent(counts[k][d], number[k]) for k in counts)) for d, label in DESTINATIONS.items()
        ]
        lines.append(Line("total", "Total", ("100.0",) * 3))
        lines.append(Line("n", "Number of leavers", tuple(f"{number[k]:,}" for k in counts)))
        columns = {"women": ("Women",), "men": ("Men",), "all": ("All leavers",)}
        title = f"School leavers by destination one year after leaving and by sex, {self.before} (per cent)"
        self._add("leavers", title, "Destination", columns, lines)
        self.rules += [hundred("leavers", list(DESTINATIONS), k) for k in counts]
        self.rules += [sums("leavers", ("n", "all"), [("n", "women"), ("n", "men")])]
        self.rules += [weighted("leavers", d, "all", ["women", "men"], "n") for d in DESTINATIONS]

    def _teachers(self) -> None:
        """Teachers by age and sex, the share of women in each row, and median ages under the total."""
        rng = self.rng
        total = self._split(self.staff, list(AGES), 0.8)
        women = {a: int(n * rng.uniform(0.52, 0.83)) for a, n in total.items()}
        total["total"], women["total"] = self.staff, sum(women.values())
        lines = [
            Line(a, AGES.get(a, "Total"),
                 (f"{women[a]:,}", f"{n - women[a]:,}", f"{n:,}", percent(women[a], n)))
            for a, n in total.items()
        ]  # fmt: skip
        median = sorted(rng.sample(range(38, 52), 3))
        if rng.random() < 0.5:
            median.reverse()
        lines.append(Line("median", "Median age (years)", (str(median[0]), str(median[2]), str(median[1]), NONE)))
        columns = {"women": ("Women",), "men": ("Men",), "total": ("Total",), "%": ("Share of women, %",)}
        self._add("teachers", f"Teachers by age and sex, {self.last}", "Age (years)", columns, lines)
        for c in ("women", "men", "total"):
            self.rules.append(sums("teachers", ("total", c), [(a, c) for a in AGES]))
        for a in total:
            self.rules.append(sums("teachers", (a, "total"), [(a, "women"), (a, "men")]))
            self.rules.append(shares("teachers", a, "%", "women", [("teachers", a, "total")]))
        self.rules.append(equal(("teachers", "total", "total"), ("areas", "total", "teachers")))

    def _languages(self) -> None:
        """Percentages of pupils in some years: several answers."""
        rng = self.rng
        names = ["English", *rng.sample(LANGUAGES[1:], 4)]
        now = dict(zip(names, [rng.uniform(88, 97), 41, 23, 12, 5], strict=True))
        lines = []
        for n in names:
            values = [now[n] * rng.uniform(0.9, 1.02)]
            for _ in self.years[1:]:
                values.append(values[-1] * rng.uniform(0.93, 1.06))
            lines.append(Line(n, n, tuple(fixed(min(Fraction(v), Fraction(985, 10)), 1) for v in values)))
        self.languages = names
        title = f"Pupils learning a foreign language, {self.years[0]}–{self.last} (% of all pupils)"
        self._add("languages", title, "Language", {y: (y,) for y in self.years}, lines,
                  "A pupil may learn more than one language.")  # fmt: skip


def near(of: Formula) -> Formula:
    """What is said of it in whole numbers, rounded."""
    return lambda v, s: (of(v, s)[0] - Fraction(1, 2), of(v, s)[1] + Fraction(1, 2))


def over(one: Span, other: Span) -> Span:
    """A quotient."""
    return one[0] / other[1], one[1] / other[0]


def quotient(cell: tuple[str, str, str], one: tuple[str, str, str], other: tuple[str, str, str], tens: int = 0) -> Rule:
    """A number is one over another, times a power of ten; a whole number is rounded as well."""

    def holds(v: View) -> bool:
        low, high = over(v(*one), v(*other))
        half = Fraction(1, 2) if tens == 6 else Fraction(0)
        return meets(v(*cell), (low * 10**tens - half, high * 10**tens + half))

    return Rule("quotient", holds)


def _changed(table: str, row: str, column: str, old: str, new: str) -> Rule:
    """A change in percent, with its sign."""

    def holds(v: View) -> bool:
        a, b = v(table, row, old), v(table, row, new)
        return meets(v(table, row, column), (100 * (b[0] / a[1] - 1), 100 * (b[1] / a[0] - 1)))

    return Rule("percent change", holds)


def together(parts: Sequence[Formula]) -> Formula:
    """The sum of formulas."""
    return lambda v, s: add([p(v, s) for p in parts])
