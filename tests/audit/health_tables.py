"""The tables of a health agency's reports (`house_health`): rows are years, regions or ages.

Means, rates, changes and several answers stand beside counts; what was treated, the regions, years, magnitudes and the
places of totals vary with the seed.
"""

from __future__ import annotations

import random
from fractions import Fraction

from tests.audit.copies import (
    Column,
    Line,
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
)

MATTERS = {
    "burns": ["Outpatient", "Inpatient", "Emergency"],
    "hip fractures": ["Public hospitals", "Private hospitals", "Military hospitals"],
    "asthma": ["Clinics", "Day units", "Wards"],
    "stroke": ["Teaching hospitals", "General hospitals", "Rehabilitation units", "Care homes"],
}
REGIONS = ["Highland", "Lakeside", "Capital", "Riverland", "Borders", "Coast", "Midland"]
AGES = ["Under 15", "15 to 29", "30 to 44", "45 to 64", "65 and over"]
ADVICE = ["Diet", "Exercise", "Medication", "Sleep", "Smoking", "Alcohol"]


class HealthTables:
    """The tables of one report, with the rules that they obey."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.matter = rng.choice(sorted(MATTERS))
        self.places = rng.sample(MATTERS[self.matter], 3)
        first = rng.randint(1998, 2014)
        self.years = [str(y) for y in range(first, first + rng.randint(5, 8))]
        self.regions = rng.sample(REGIONS, rng.choice([4, 5, 6]))
        self.top = rng.choice([600, 7000, 50000])
        self.tabs: list[Tab] = []
        self.rules: list[Rule] = []
        for make in (self._by_year, self._by_region, self._ages, self._stays, self._advice, self._changes, self._rates,
                     self._staff):  # fmt: skip
            make()

    def _add(self, key: str, title: str, stub: str, columns: list[tuple[str, str]], lines: list[Line], note: str = ""):  # type: ignore[no-untyped-def]
        label = f"Table {len(self.tabs) + 1}"
        columns_made = tuple(Column(k, (head,)) for k, head in columns)
        self.tabs.append(Tab(key, label, title, stub, columns_made, tuple(lines), (f"Note: {note}",) if note else ()))

    def _by_year(self) -> None:
        """Rows are years; the last column is their sum."""
        rng = self.rng
        sizes = [self.top * rng.uniform(0.4, 1.6) for _ in self.places]
        grows = [rng.choice([0.9, 1.05, 1.12]) for _ in self.places]
        self.patients = {
            y: [int(s * g**n * rng.uniform(0.95, 1.05)) for s, g in zip(sizes, grows, strict=True)]
            for n, y in enumerate(self.years)
        }
        lines = [Line(y, y, tuple(f"{n:,}" for n in (*v, sum(v)))) for y, v in self.patients.items()]
        title = f"Patients treated for {self.matter}, by place of treatment, {self.years[0]} to {self.years[-1]}"
        columns = [(p, p) for p in self.places] + [("total", "All patients")]
        self._add("year", title, "Year", columns, lines)
        self.rules += [sums("year", (y, "total"), [(y, p) for p in self.places]) for y in self.years]

    def _by_region(self) -> None:
        """The patients of the last year by region; shares of the total beside it."""
        rng = self.rng
        last = self.patients[self.years[-1]]
        counts: dict[str, list[int]] = {r: [] for r in self.regions}
        for whole in last:
            weights = {r: rng.uniform(0.4, 1) / (n + 1) for n, r in enumerate(self.regions)}
            left = whole
            for r in self.regions[1:]:
                n = int(whole * weights[r] / sum(weights.values()))
                counts[r].append(n)
                left -= n
            counts[self.regions[0]].append(left)
        every = sum(last)
        order = rng.sample(self.regions, len(self.regions))
        lines = [
            Line(r, r, (*(f"{n:,}" for n in counts[r]), f"{sum(counts[r]):,}", percent(sum(counts[r]), every)))
            for r in order
        ]
        whole_line = Line("total", "All regions", (*(f"{n:,}" for n in last), f"{every:,}", "100.0"))
        lines.insert(rng.choice([0, len(lines)]), whole_line)
        title = f"Patients treated for {self.matter}, by region and place of treatment, {self.years[-1]}"
        columns = [*((p, p) for p in self.places), ("total", "All patients"), ("%", "Percent of all patients")]
        self._add("region", title, "Region", columns, lines)
        for c in [*self.places, "total"]:
            self.rules.append(sums("region", ("total", c), [(r, c) for r in self.regions]))
            self.rules.append(equal(("region", "total", c), ("year", self.years[-1], c)))
        self.rules += [sums("region", (r, "total"), [(r, p) for p in self.places]) for r in [*self.regions, "total"]]
        self.rules += [shares("region", r, "%", "total", [("region", "total", "total")]) for r in self.regions]
        self.rules += [hundred("region", self.regions, "%")]

    def _ages(self) -> None:
        rng = self.rng
        counts = {a: [int(self.top * rng.uniform(0.1, 1) * (n + 1)) for _ in "mf"] for n, a in enumerate(AGES)}
        total = [sum(v[k] for v in counts.values()) for k in (0, 1)]
        rows = {**counts, "All ages": total}
        lines = []
        for a, (m, f) in rows.items():
            texts = (f"{m:,}", percent(m, total[0]), f"{f:,}", percent(f, total[1]), f"{m + f:,}",
                     percent(m + f, sum(total)))  # fmt: skip
            lines.append(Line("total" if a == "All ages" else a, a, texts))
        label = f"Table {len(self.tabs) + 1}"
        columns = tuple(
            Column(f"{k}{mark}", (head, of))
            for k, head in (("men", "Men"), ("women", "Women"), ("all", "Both sexes"))
            for mark, of in (("#", "Number"), ("%", "Percent"))
        )
        title = f"Patients treated for {self.matter}, by age and sex, {self.years[0]} to {self.years[-1]} combined"
        self.tabs.append(Tab("age", label, title, "Age", columns, tuple(lines)))
        for k in ("men", "women", "all"):
            self.rules += [sums("age", ("total", f"{k}#"), [(a, f"{k}#") for a in AGES]), hundred("age", AGES, f"{k}%")]
            self.rules += [shares("age", a, f"{k}%", f"{k}#", [("age", "total", f"{k}#")]) for a in [*AGES, "total"]]
        self.rules += [sums("age", (a, "all#"), [(a, "men#"), (a, "women#")]) for a in [*AGES, "total"]]

    def _stays(self) -> None:
        """Means and medians; the mean of all regions is that of the regions, weighted."""
        rng = self.rng
        stays = {r: rng.randint(90, 4000) for r in self.regions}
        days = {r: int(n * rng.uniform(2.5, 14)) for r, n in stays.items()}
        medians = {r: max(1, days[r] * rng.randint(70, 95) // (100 * stays[r])) for r in stays}
        stays["total"], days["total"] = sum(stays.values()), sum(days.values())
        medians["total"] = sorted(medians.values())[len(medians) // 2]
        lines = [
            Line(r, "All regions" if r == "total" else r,
                 (f"{n:,}", fixed(Fraction(days[r], n), 1), str(medians[r]))) for r, n in stays.items()
        ]  # fmt: skip
        title = f"Mean and median length of stay (days), by region, {self.years[-1]}"
        self._add("stay", title, "Region", [("n", "Number of stays"), ("mean", "Mean"), ("median", "Median")], lines)
        self.rules.append(sums("stay", ("total", "n"), [(r, "n") for r in self.regions]))

        def holds(v: View) -> bool:
            ends = [
                sum((v("stay", r, "mean")[k] * v("stay", r, "n")[0] for r in self.regions), Fraction(0)) for k in (0, 1)
            ]
            counted = sum((v("stay", r, "n")[0] for r in self.regions), Fraction(0))
            return meets((ends[0] / counted, ends[1] / counted), v("stay", "total", "mean"))

        self.rules.append(Rule("weighted mean", holds, expected=True))

    def _advice(self) -> None:
        """Several answers each: the parts make more than the whole."""
        rng = self.rng
        whole = rng.randint(300, 3000)
        shares_of = rng.sample([0.74, 0.66, 0.49, 0.39, 0.29, 0.2, 0.11], 5)
        counts = {
            a: int(whole * s * rng.uniform(0.97, 1.03)) for a, s in zip(rng.sample(ADVICE, 5), shares_of, strict=True)
        }
        lines = [Line("total", "All patients asked", (f"{whole:,}", "100.0%"))]
        lines += [Line(a, a, (f"{n:,}", percent(n, whole) + "%")) for a, n in counts.items()]
        self.advice = list(counts)
        title = f"Advice given to patients, by subject, {self.years[-2]}"
        self._add("advice", title, "Subject", [("n", "Number"), ("%", "Percent")], lines,
                  "Percents add to more than 100 because patients could name several subjects.")  # fmt: skip
        self.rules += [shares("advice", a, "%", "n", [("advice", "total", "n")]) for a in counts]

    def _changes(self) -> None:
        """Two years and the change between them, in counts and in percent."""
        rng = self.rng
        old = {r: rng.randint(self.top // 10, self.top) for r in self.regions}
        new = {
            r: max(5, int(n * rng.choice([0.6, 0.8, 1.15, 1.4, 1.9]) * rng.uniform(0.95, 1.05))) for r, n in old.items()
        }
        old["total"], new["total"] = sum(old.values()), sum(new.values())
        self.ends = (self.years[0], self.years[-1])
        lines = []
        for r in ["total", *rng.sample(self.regions, len(self.regions))]:
            by = new[r] - old[r]
            texts = (f"{old[r]:,}", f"{new[r]:,}", f"{by:,}", fixed(Fraction(100 * by, old[r]), 1) + "%")
            lines.append(Line(r, "All regions" if r == "total" else r, texts))
        title = f"Beds for patients with {self.matter}, by region, {self.ends[0]} and {self.ends[1]}"
        columns = [(y, y) for y in self.ends] + [("by", "Change"), ("%", "Percent change")]
        self._add("change", title, "Region", columns, lines)
        a, b = self.ends
        for y in [*self.ends, "by"]:
            self.rules.append(sums("change", ("total", y), [(r, y) for r in self.regions]))
        for r in [*self.regions, "total"]:
            self.rules.append(sums("change", (r, b), [(r, a), (r, "by")]))
            self.rules.append(_percent_change(r, a, b))

    def _rates(self) -> None:
        """Rates of regions in each year: they add to nothing."""
        rng = self.rng
        lines = []
        base = {r: rng.uniform(2, 30) for r in self.regions}
        for y in self.years:
            base = {r: x * rng.uniform(0.9, 1.1) for r, x in base.items()}
            lines.append(Line(y, y, tuple(fixed(Fraction(x).limit_denominator(1000), 1) for x in base.values())))
        title = (
            f"Patients treated for {self.matter} per 1,000 inhabitants, by region, {self.years[0]} to {self.years[-1]}"
        )
        self._add("rate", title, "Year", [(r, r) for r in base], lines)

    def _staff(self) -> None:
        """Groups with parts under them, in three years."""
        rng = self.rng
        self.staff_years = [self.years[0], self.years[len(self.years) // 2], self.years[-1]]
        groups = {
            "Clinical staff": ["Nurses", "Doctors", "Therapists"],
            "Other staff": ["Administration", "Maintenance"],
        }
        counts = {p: [rng.randint(40, 4000) for _ in self.staff_years] for of in groups.values() for p in of}
        for g, of in groups.items():
            counts[g] = [sum(counts[p][k] for p in of) for k in range(3)]
        total = [sum(counts[g][k] for g in groups) for k in range(3)]
        lines = []
        for g, of in groups.items():
            lines.append(Line(g, g, tuple(f"{n:,}" for n in counts[g])))
            lines += [Line(p, p, tuple(f"{n:,}" for n in counts[p]), 1) for p in of]
        lines.append(Line("total", "All staff", tuple(f"{n:,}" for n in total)))
        title = f"Staff treating {self.matter}, by occupation, selected years"
        self._add("staff", title, "Occupation", [(y, y) for y in self.staff_years], lines)
        for y in self.staff_years:
            self.rules += [sums("staff", (g, y), [(p, y) for p in of]) for g, of in groups.items()]
            self.rules.append(sums("staff", ("total", y), [(g, y) for g in groups]))


def _percent_change(region: str, first: str, last: str) -> Rule:
    """A change in percent, of the counts beside it."""

    def holds(v: View) -> bool:
        old, new = v("change", region, first)[0], v("change", region, last)[0]
        exact = 100 * (new - old) / old
        return meets(v("change", region, "%"), (exact, exact))

    return Rule("percent change", holds)
