"""Reports of a health agency: tables by year, region and age (`health_tables`) and what is said of them."""

from __future__ import annotations

import random

from tests.audit.copies import (
    Formula,
    Report,
    Said,
    Span,
    View,
    add,
    apart,
    change,
    share,
)
from tests.audit.health_tables import AGES, HealthTables
from tests.audit.telling import Teller, goes, name, rank, ranks, way, year

NOISE = [
    "In the neighboring country 14% of patients waited longer than a month.",
    "A reform of 1996 changed how visits are counted.",
    "Readmissions within 30 days were not counted.",
    "About 12% of records had no diagnosis.",
]


def report(seed: int) -> Report:
    """The report of a seed."""
    rng = random.Random(f"health {seed}")
    house = _House(rng)
    return Report(
        "health", seed, f"Treatment of {house.matter}, {house.years[0]} to {house.years[-1]}", tuple(house.tabs),
        tuple(house.rules), tuple(house.teller.made), tuple(house.parts),
    )  # fmt: skip


class _House(HealthTables):
    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.parts: list[str | tuple[int, ...]] = []
        self.teller = Teller(self.tabs, {})
        for heading, table, tell in (
            ("Patients by year", "year", self._of_years), ("Regions", "region", self._of_regions),
            ("Ages", "age", self._of_ages), ("Length of stay", "stay", self._of_stays),
            ("Advice", "advice", self._of_advice), ("Changes", "change", self._of_changes),
            ("Rates", "rate", self._of_rates), ("Staff", "staff", self._of_staff),
        ):  # fmt: skip
            told = [n for _ in range(2) for n in tell() if n >= 0]
            if rng.random() < 0.4:
                told += [n for n in [self.teller.plain(rng.choice(NOISE))] if n >= 0]
            half = (len(told) + 1) // 2
            self.parts += [heading, *(tuple(x) for x in (told[:half], told[half:]) if x), table]

    def _of_years(self) -> list[int]:
        t, rng = self.teller, self.rng
        place = {p.lower(): p for p in self.places}
        ends = {"y0": year(self.years[0], self.years), "y1": year(self.years[-1], self.years)}
        old: Formula = lambda v, s: v("year", s["y0"], "total")  # noqa: E731
        new: Formula = lambda v, s: v("year", s["y1"], "total")  # noqa: E731
        rose = way((t.view("year", y, "total") for y in (self.years[0], self.years[-1])), "increased")
        x = rng.choice(sorted(place))
        a: Formula = lambda v, s: v("year", s["y0"], place[s["x"]])  # noqa: E731
        b: Formula = lambda v, s: v("year", s["y1"], place[s["x"]])  # noqa: E731
        at = way((t.view("year", y, place[x]) for y in (self.years[0], self.years[-1])), "rose")
        some = rng.choice(self.years)
        of_year: Formula = lambda v, s: share(v("year", s["y"], place[s["x"]]), v("year", s["y"], "total"))  # noqa: E731
        peak = max(self.years, key=lambda y: t.view("year", y, "total")[0])
        return [
            t.tell("The number of patients {way} by {p} between {y0} and {y1}, from {a} to {b} (table 1).",
                   {**ends, "way": rose}, [goes("way", old, new)], p=(lambda v, s: change(old(v, s), new(v, s)), "%"),
                   a=(old, ""), b=(new, "")),
            t.tell("In {x}, the number of patients {way} from {a} in {y0} to {b} in {y1} (table 1).",
                   {**ends, "x": name(x, list(place)), "way": at}, [goes("way", a, b)], a=(a, ""), b=(b, "")),
            t.tell("In {y}, {x} accounted for {p} of all patients (table 1).",
                   {"y": year(some, self.years), "x": name(x, list(place))}, p=(of_year, "%")),
            t.tell("The number of patients was {r} in {y}, at {n} (table 1).",
                   {"r": rank("highest"), "y": year(peak, self.years)},
                   [ranks("r", "y", self.years, lambda v, y: v("year", y, "total"))],
                   n=(lambda v, s: v("year", s["y"], "total"), "")),
            t.tell("Over the whole period, {n} patients were treated.", {},
                   n=(lambda v, s: add(v("year", y, "total") for y in self.years), "")),
        ]  # fmt: skip

    def _of_regions(self) -> list[int]:
        t, rng = self.teller, self.rng
        count = lambda v, r: v("region", r, "total")  # noqa: E731
        whole = lambda v: v("region", "total", "total")  # noqa: E731
        top = max(self.regions, key=lambda r: count(t.view, r)[0])
        a, b, x = rng.sample(self.regions, 3)
        p = rng.choice(self.places)
        one: Formula = lambda v, s: count(v, s["x"])  # noqa: E731
        two: Formula = lambda v, s: add([count(v, s["a"]), count(v, s["b"])])  # noqa: E731
        words = {"a": name(a, self.regions), "b": name(b, self.regions)}
        within: Formula = lambda v, s: share(v("region", s["x"], p), v("region", s["x"], "total"))  # noqa: E731
        return [
            t.tell("{x} had the {r} number of patients ({n}), {p} of the total (table 2).",
                   {"x": name(top, self.regions), "r": rank("largest")}, [ranks("r", "x", self.regions, count)],
                   n=(one, ""), p=(lambda v, s: share(one(v, s), whole(v)), "%")),
            t.tell("{a} and {b} together accounted for {n} patients, or {p} of all patients (table 2).", words,
                   n=(two, ""), p=(lambda v, s: share(two(v, s), whole(v)), "%")),
            t.tell("There were {n} more patients in {a} than in {b} (table 2).", words,
                   [lambda v, s: count(v, s["a"])[0] > count(v, s["b"])[0]],
                   n=(lambda v, s: apart(count(v, s["a"]), count(v, s["b"])), "")),
            t.tell(f"In {{x}}, {p.lower()} treated {{p}} of the patients (table 2).", {"x": name(x, self.regions)},
                   p=(within, "%")),
            t.roundly("{about} of the patients were treated in {x} (table 2).",
                      lambda v, s: share(one(v, s), whole(v)), {"x": name(x, self.regions)}),
        ]  # fmt: skip

    def _of_ages(self) -> list[int]:
        t, rng = self.teller, self.rng
        said = {"under 15": AGES[0], "aged 15 to 29": AGES[1], "aged 30 to 44": AGES[2], "aged 45 to 64": AGES[3],
                "aged 65 and over": AGES[4]}  # fmt: skip
        x, y = rng.sample(sorted(said), 2)
        sex = rng.choice(["men", "women"])
        words = {"x": name(x, list(said)), "y": name(y, list(said))}

        def part(slot: str, k: str) -> Formula:
            return lambda v, s: share(v("age", said[s[slot]], f"{k}#"), v("age", "total", f"{k}#"))

        females: Formula = lambda v, s: share(v("age", "total", "women#"), v("age", "total", "all#"))  # noqa: E731
        return [
            t.tell("Patients {x} accounted for {p} of all patients, and those {y} for {q} (table 3).", words,
                   p=(part("x", "all"), "%"), q=(part("y", "all"), "%")),
            t.tell("Among {s}, {p} of patients were {x} (table 3).",
                   {"x": words["x"], "s": name(sex, ["men", "women"])},
                   p=(lambda v, s: part("x", s["s"])(v, s), "%")),
            t.tell("Of all patients, {p} were women (table 3).", {}, p=(females, "%")),
            t.roundly("{about} of the patients were women (table 3).", females),
            t.tell("A total of {n} patients were {x} (table 3).", {"x": words["x"]},
                   n=(lambda v, s: v("age", said[s["x"]], "all#"), "")),
        ]  # fmt: skip

    def _of_stays(self) -> list[int]:
        t, rng = self.teller, self.rng
        mean = lambda v, r: v("stay", r, "mean")  # noqa: E731
        long = rng.random() < 0.5
        top = (max if long else min)(self.regions, key=lambda r: mean(t.view, r)[0])
        x = rng.choice(self.regions)
        return [
            t.tell("{x} had the {r} mean stay ({n}) (table 4).",
                   {"x": name(top, self.regions), "r": rank("longest" if long else "shortest")},
                   [ranks("r", "x", self.regions, mean)], n=(lambda v, s: mean(v, s["x"]), " days", 1)),
            t.tell("The mean stay was {n} in all regions, and the median {m} (table 4).", {},
                   n=(lambda v, s: mean(v, "total"), " days", 1),
                   m=(lambda v, s: v("stay", "total", "median"), " days")),
            t.tell("In {x}, the median stay was {n} (table 4).", {"x": name(x, self.regions)},
                   n=(lambda v, s: v("stay", s["x"], "median"), " days")),
        ]  # fmt: skip

    def _of_advice(self) -> list[int]:
        t, rng = self.teller, self.rng
        names = {a.lower(): a for a in self.advice}
        got: Formula = lambda v, s: share(v("advice", names[s["x"]], "n"), v("advice", "total", "n"))  # noqa: E731
        order = sorted(names, key=lambda a: -t.view("advice", names[a], "n")[0])
        x = rng.choice(order[2:])
        other: Formula = lambda v, s: share(v("advice", names[s["z"]], "n"), v("advice", "total", "n"))  # noqa: E731
        count = lambda v, a: v("advice", names[a], "n")  # noqa: E731
        return [
            t.tell("{x} was the {r} subject of advice ({p}), followed by {z} ({q}) (table 5).",
                   {"x": name(order[0], order), "r": rank("most common"), "z": name(order[1], order)},
                   [ranks("r", "x", order, count),
                    lambda v, s: sum(count(v, o)[0] > count(v, s["z"])[1] for o in order) == 1],
                   p=(got, "%"), q=(other, "%")),
            t.tell("Of the {m} patients asked, {n} ({p}) had advice on {x} (table 5).", {"x": name(x, order)},
                   m=(lambda v, s: v("advice", "total", "n"), ""), n=(lambda v, s: count(v, s["x"]), ""), p=(got, "%")),
            t.roundly("{about} of the patients had advice on {x} (table 5).", got, {"x": name(x, order)}),
        ]  # fmt: skip

    def _of_changes(self) -> list[int]:
        t, rng = self.teller, self.rng
        a, b = self.ends
        names = self.regions
        told = []
        old: Formula = lambda v, s: v("change", s["x"], s["y0"])  # noqa: E731
        new: Formula = lambda v, s: v("change", s["x"], s["y1"])  # noqa: E731
        for x, form in zip(rng.sample(names, 3), (
            "In {x}, the number of beds {way} by {p}, from {a} in {y0} to {b} in {y1} (table 6).",
            "Beds in {x} {way} from {a} to {b} between {y0} and {y1} (table 6).",
            "Between {y0} and {y1}, beds in {x} {way} by {n} (table 6).",
        ), strict=True):  # fmt: skip
            words = {"x": name(x, names), "y0": year(a, self.years), "y1": year(b, self.years),
                     "way": way([t.view("change", x, y) for y in (a, b)], "increased")}  # fmt: skip
            numbers = {"p": (lambda v, s: change(old(v, s), new(v, s)), "%"), "a": (old, ""), "b": (new, ""),
                       "n": (lambda v, s: apart(old(v, s), new(v, s)), "")}  # fmt: skip
            used = {k: n for k, n in numbers.items() if "{" + k + "}" in form}
            told.append(t.tell(form, words, [goes("way", old, new)], listed=used))
        grew = lambda v, r: tuple(100 * (v("change", r, b)[0] / v("change", r, a)[0] - 1) for _ in "lh")  # noqa: E731
        top = max(names, key=lambda r: grew(t.view, r)[0])

        def by(v: View, s: Said) -> Span:
            low, high = grew(v, s["x"])
            return low, high

        told.append(
            t.tell("The {r} increase was in {x} ({p}) (table 6).", {"x": name(top, names), "r": rank("largest")},
                   [ranks("r", "x", names, grew)], p=(by, "%", 1))
        )  # fmt: skip
        return told

    def _of_rates(self) -> list[int]:
        t, rng = self.teller, self.rng
        y = rng.choice(self.years)
        x, z = rng.sample(self.regions, 2)
        rate = lambda v, r: v("rate", y, r)  # noqa: E731
        top = max(self.regions, key=lambda r: rate(t.view, r)[0])
        ends = {"y0": year(self.years[0], self.years), "y1": year(self.years[-1], self.years)}
        old: Formula = lambda v, s: v("rate", s["y0"], s["x"])  # noqa: E731
        new: Formula = lambda v, s: v("rate", s["y1"], s["x"])  # noqa: E731
        rose = way([t.view("rate", y, x) for y in (self.years[0], self.years[-1])], "rose")
        return [
            t.tell("In {y}, {x} had the {r} rate, at {n} per 1,000 (table 7).",
                   {"y": year(y, self.years), "x": name(top, self.regions), "r": rank("highest")},
                   [lambda v, s: ranks("r", "x", self.regions, lambda v, r: v("rate", s["y"], r))(v, s)],
                   n=(lambda v, s: v("rate", s["y"], s["x"]), "", 1)),
            t.tell("The rate in {x} {way} from {a} in {y0} to {b} in {y1} (table 7).",
                   {**ends, "x": name(x, self.regions), "way": rose}, [goes("way", old, new)],
                   a=(old, "", 1), b=(new, "", 1)),
            t.tell("In {y}, the rate was {n} in {x} (table 7).", {"y": year(y, self.years), "x": name(z, self.regions)},
                   n=(lambda v, s: v("rate", s["y"], s["x"]), "", 1)),
        ]  # fmt: skip

    def _of_staff(self) -> list[int]:
        t, rng = self.teller, self.rng
        rows = {"nurses": "Nurses", "doctors": "Doctors", "therapists": "Therapists"}
        x = rng.choice(sorted(rows))
        y0, y1 = self.staff_years[0], self.staff_years[-1]
        at: Formula = lambda v, s: v("staff", rows[s["x"]], s["y"])  # noqa: E731
        clinical: Formula = lambda v, s: v("staff", "Clinical staff", s["y"])  # noqa: E731
        words = {"x": name(x, list(rows)), "y": year(y1, self.staff_years)}
        old: Formula = lambda v, s: v("staff", "total", s["y0"])  # noqa: E731
        new: Formula = lambda v, s: v("staff", "total", s["y1"])  # noqa: E731
        rose = way([t.view("staff", "total", y) for y in (y0, y1)], "grew")
        return [
            t.tell("In {y}, there were {n} {x} (table 8).", words, n=(at, "")),
            t.tell("{x} made up {p} of clinical staff in {y} (table 8).", words,
                   p=(lambda v, s: share(at(v, s), clinical(v, s)), "%")),
            t.tell("All staff {way} from {a} in {y0} to {b} in {y1}, a change of {p} (table 8).",
                   {"y0": year(y0, self.staff_years), "y1": year(y1, self.staff_years), "way": rose},
                   [goes("way", old, new)], a=(old, ""), b=(new, ""),
                   p=(lambda v, s: change(old(v, s), new(v, s)), "%")),
        ]  # fmt: skip
