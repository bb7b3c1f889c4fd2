"""What reports on schools say of girls and boys, of their way to school, of leavers and teachers (`house_schools`)."""

from __future__ import annotations

from tests.audit.copies import Word
from tests.audit.school_sentences import Draft, Saying
from tests.audit.school_tables import AGES, DESTINATIONS, GRADES, near, together
from tests.audit.school_words import (
    PARTS,
    apart_of,
    fits,
    fits_times,
    for_each,
    moved,
    placed,
    ratio,
    rest,
    stands,
    times,
    went,
)
from tests.audit.telling import cell, name, of

TEACHER = for_each("teacher", "teachers")
SEXES = ["women", "men"]
PAST = {"under 30": "under 30", "30 to 39": "aged 30 to 39", "40 to 49": "aged 40 to 49", "50 to 59": "aged 50 to 59",
        "60 or over": "60 or over"}  # fmt: skip
GOING = {
    "further studies": "in further studies", "an apprenticeship": "in an apprenticeship", "employment": "in employment",
    "military or civilian service": "in military or civilian service", "neither": "neither in work nor in education",
}  # fmt: skip


class People(Saying):
    """Sentences about pupils by sex, transport, leavers and teachers."""

    def of_grades(self) -> list[Draft]:
        """Table 3."""
        rng = self.rng
        words = {"g": name(rng.choice(GRADES), GRADES)}
        girls, boys = (cell("grades", "{g}", k) for k in ("girls", "boys"))
        all_girls, all_pupils = cell("grades", "total", "girls"), cell("grades", "total", "total")
        rate = lambda v, g, s: v("grades", g, "girls%")  # noqa: E731
        order = self.tops(rate, GRADES, {})
        ends = {"g": name(order[0], GRADES), "h": name(order[-1], GRADES)}
        sexes = ["girls", "boys"]
        sex = {**words, "s": name(rng.choice(sexes), sexes)}
        number = lambda v, g, s: v("grades", g, "total")  # noqa: E731
        sizes = self.tops(number, GRADES, {})
        top = {"g": name(sizes[0], GRADES), "r": placed("most", ["most", "fewest"])}
        two = {"g": name(GRADES[0], GRADES), "h": name(GRADES[1], GRADES)}
        return [
            ("Girls made up {p} of pupils in primary education.", {}, [], {"p": self.pc(of(all_girls, all_pupils))}),
            ("In {g}, there were {d} {way} boys than girls.", {**words, "way": self.way(girls, boys, words, "more")},
             [went("way", girls, boys)], {"d": (apart_of(boys, girls), "")}),
            ("The proportion of girls was highest in {g} ({p}) and lowest in {h} ({q}).", ends,
             [stands("g", "g", GRADES, rate), lambda v, s: s["h"] == order[-1]],
             {"p": self.pc(cell("grades", "{g}", "girls%")), "q": self.pc(cell("grades", "{h}", "girls%"))}),
            ("{n} girls and {m} boys were in {g}.", words, [], {"n": (girls, ""), "m": (boys, "")}),
            ("For every 100 boys in {g} there were {n} girls.", words, [],
             {"n": (near(times(ratio(girls, boys), 100)), "")}),
            ("In {g}, {p} were {s}.", sex, [], {"p": self.pc(cell("grades", "{g}", "{s}%"))}),
            ("The {r} pupils, {n}, attended {g}.", top, [stands("r", "g", GRADES, number)],
             {"n": (cell("grades", "{g}", "total"), "")}),
            ("The first two grades had {n} pupils between them, or {p} of all pupils in primary education.", {}, [],
             {"n": (together([cell("grades", g, "total") for g in GRADES[:2]]), ""),
              "p": self.pc(of(together([cell("grades", g, "total") for g in GRADES[:2]]), all_pupils))}),
            ("{g} had {n} pupils and {h} {m}.", two, [],
             {"n": (cell("grades", "{g}", "total"), ""), "m": (cell("grades", "{h}", "total"), "")}),
        ]  # fmt: skip

    def of_journeys(self) -> list[Draft]:
        """Table 6."""
        rng = self.rng
        among = self.regions
        words = {"x": name(rng.choice(among), among)}
        median, mean = (cell("journeys", "{x}", k) for k in ("median", "mean"))
        every, rate = cell("journeys", "total", "%"), cell("journeys", "{x}", "%")
        by = lambda k: lambda v, r, s: v("journeys", r, k)  # noqa: E731
        order = self.tops(by("median"), among, {})
        long = {"x": name(order[0], among), "r": placed("longest", ["longest", "shortest"])}
        ends = {"x": name(order[-1], among), "z": name(order[0], among)}
        rates = self.tops(by("%"), among, {})
        pair = {"x": name(rates[0], among), "z": name(rates[-1], among)}
        fold = ratio(rate, cell("journeys", "{z}", "%"))
        return [
            ("Half of the pupils with free transport in {x} travelled {n} km or less.", words, [],
             {"n": (median, "", 1)}),
            ("The median distance was {n} km, the mean {m} km.", {}, [],
             {"n": (cell("journeys", "total", "median"), "", 1), "m": (cell("journeys", "total", "mean"), "", 1)}),
            ("Pupils in {x} had the {r} way to school, with a median distance of {n} km.", long,
             [stands("r", "x", among, by("median"))], {"n": (median, "", 1)}),
            ("In {x}, {p} of pupils were entitled to free transport, {d} percentage points {way} the national average.",
             {**words, "way": self.way(every, rate, words, "above")}, [went("way", every, rate)],
             {"p": self.pc(rate), "d": (apart_of(rate, every), "", 1)}),
            ("Free transport was provided to {about} of the pupils in {x}.",
             {**words, "about": self.teller.said(rate, words, PARTS)}, [fits("about", rate)], {}),
            ("The median distance ranged from {a} km in {x} to {b} km in {z}.", ends,
             [stands("z", "z", among, by("median")), lambda v, s: s["x"] == order[-1]],
             {"a": (median, "", 1), "b": (cell("journeys", "{z}", "median"), "", 1)}),
            ("The share of pupils with free transport was {k} as high in {x} as in {z}.",
             {**pair, "k": self.teller.times(fold, pair)}, [fits_times("k", fold)], {}),
            ("Schools took {n} pupils home free of charge, {m} of them in {x}.", words, [],
             {"n": (cell("journeys", "total", "n"), ""), "m": (cell("journeys", "{x}", "n"), "")}),
            ("In {x}, pupils entitled to transport travelled {n} km on average.", words, [], {"n": (mean, "", 1)}),
        ]  # fmt: skip

    def of_leavers(self) -> list[Draft]:
        """Table 7."""
        rng = self.rng
        places = {GOING[d]: d for d in DESTINATIONS}
        among = list(places)
        words = {"x": name(rng.choice(among), among)}

        def part(k: str, slot: str = "x"):  # type: ignore[no-untyped-def]
            return lambda v, s: v("leavers", places[s[slot]], k.format(**s))

        women, men, every = part("women"), part("men"), part("all")
        value = lambda v, d, s: v("leavers", places[d], "all")  # noqa: E731
        order = self.tops(value, among, {})
        top = {"x": name(DESTINATIONS[places[order[0]]].lower(), [n.lower() for n in DESTINATIONS.values()]),
               "r": placed("most common", ["most common", "second most common"])}  # fmt: skip
        of_label = {n.lower(): d for d, n in DESTINATIONS.items()}
        share = lambda v, d, s: v("leavers", of_label[d], "all")  # noqa: E731
        more = self.at(women, words)[0] > self.at(men, words)[0]
        pair = {**words, "a": name(SEXES[not more], SEXES), "b": name(SEXES[more], SEXES)}
        fold = ratio(part("{a}"), part("{b}"))
        sex = {**words, "s": name(rng.choice(SEXES), SEXES)}
        three = {f"x{n}": name(d, among) for n, d in enumerate(order[:3])}
        got = [part("all", f"x{n}") for n in range(3)]
        higher: Word = moved((self.at(men, words), self.at(women, words)), "higher")
        return [
            ("One year after leaving school, {p} of women and {q} of men were {x}.", words, [],
             {"p": self.pc(women), "q": self.pc(men)}),
            ("{x} was the {r} destination, at {p} of all leavers.", top, [stands("r", "x", list(of_label), share)],
             {"p": self.pc(lambda v, s: share(v, s["x"], s))}),
            ("{a} were {k} as likely as {b} to be {x} one year after leaving school.",
             {**pair, "k": self.teller.times(fold, pair)}, [fits_times("k", fold)], {}),
            ("The proportion {x} was {d} percentage points {way} among women ({p}) than among men ({q}).",
             {**words, "way": higher}, [went("way", men, women)],
             {"d": (apart_of(women, men), "", 1), "p": self.pc(women), "q": self.pc(men)}),
            ("A year on, {p} were {x0}, {q} {x1} and {u} {x2}; the remaining {w} had chosen another path.", three, [],
             {"p": self.pc(got[0]), "q": self.pc(got[1]), "u": self.pc(got[2]), "w": self.pc(rest(*got))}),
            ("The survey covered {n} leavers, of whom {m} were {s}.", {"s": sex["s"]}, [],
             {"n": (cell("leavers", "n", "all"), ""), "m": (cell("leavers", "n", "{s}"), "")}),
            ("Among {s}, {about} of leavers were {x}.", {**sex, "about": self.teller.said(part("{s}"), sex, PARTS)},
             [fits("about", part("{s}"))], {}),
            ("{p} of all school leavers were {x}.", words, [], {"p": self.pc(every, 0)}),
        ]  # fmt: skip

    def of_teachers(self) -> list[Draft]:
        """Table 8."""
        rng = self.rng
        ages = {PAST[a]: a for a in AGES}
        among = list(ages)
        x, z = rng.sample(among, 2)
        words = {"x": name(x, among)}
        two = {"x": name(x, among), "z": name(z, among)}

        def group(k: str, slot: str = "x"):  # type: ignore[no-untyped-def]
            return lambda v, s: v("teachers", ages[s[slot]], k)

        count, whole = group("total"), cell("teachers", "total", "total")
        women, men = (cell("teachers", "total", k) for k in SEXES)
        older = together([cell("teachers", a, "total") for a in list(AGES)[3:]])
        fold = ratio(women, men)
        oldest = {"x": name(among[-1], among)}
        value = lambda v, a, s: v("teachers", ages[a], "total")  # noqa: E731
        order = self.tops(value, among, {})
        big = {"x": name(order[0], among), "r": placed("largest", ["largest", "second largest", "smallest"])}
        return [
            ("{about} was {x}.", {**words, "about": self.teller.said(of(count, whole), words, _single(TEACHER))},
             [fits("about", of(count, whole), _single(TEACHER))], {}),
            ("{about} were aged 50 or over.", {"about": self.teller.said(of(older, whole), {}, _many(TEACHER))},
             [fits("about", of(older, whole), _many(TEACHER))], {}),
            ("Women accounted for {about} of the teaching staff.",
             {"about": self.teller.said(of(women, whole), {}, PARTS)}, [fits("about", of(women, whole))], {}),
            ("Women held {p} of teaching posts.", {}, [], {"p": self.pc(of(women, whole))}),
            ("The median age of teachers was {n}; it was {a} for women and {b} for men.", {}, [],
             {"n": (cell("teachers", "median", "total"), ""), "a": (cell("teachers", "median", "women"), ""),
              "b": (cell("teachers", "median", "men"), "")}),
            ("Among teachers {x}, {p} were women, compared with {q} of those {z}.", two, [],
             {"p": self.pc(group("%")), "q": self.pc(group("%", "z"))}),
            ("There were {k} as many women as men among teachers.", {"k": self.teller.times(fold, {})},
             [fits_times("k", fold)], {}),
            ("{n} teachers, or {p}, will retire within a few years, being {x}.", oldest, [],
             {"n": (count, ""), "p": self.pc(of(count, whole))}),
            ("Teachers {x} formed the {r} age group, numbering {n} ({p}).", big, [stands("r", "x", among, value)],
             {"n": (count, ""), "p": self.pc(of(count, whole))}),
            ("{n} men were teaching, {m} of them {x}.", words, [], {"n": (men, ""), "m": (group("men"), "")}),
        ]  # fmt: skip


def _single(among: dict) -> dict:  # type: ignore[type-arg]
    """The words that go with a verb in the singular."""
    return {w: ends for w, ends in among.items() if w.startswith(("every", "one teacher"))}


def _many(among: dict) -> dict:  # type: ignore[type-arg]
    """The others."""
    return {w: ends for w, ends in among.items() if w not in _single(among)}
