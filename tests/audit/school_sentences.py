"""What reports on schools say of levels, regions, money, sectors and languages (`house_schools`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from tests.audit.copies import Formula, Said, Span, View, Word
from tests.audit.school_tables import LEVELS, PURPOSES, SchoolTables, near, together
from tests.audit.school_words import (
    ORDER,
    PARTS,
    Claim,
    SchoolTeller,
    apart_of,
    fits,
    fits_times,
    for_each,
    least,
    moved,
    placed,
    ratio,
    rest,
    stands,
    times,
    went,
)
from tests.audit.telling import Number, cell, grown, name, of, year

Draft = tuple[str, Mapping[str, Word], Sequence[Claim], Mapping[str, Number]]
Value = Callable[[View, str, Said], Span]
MOST = ["second most", "third most", "least"]
SPELLED = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight"]
PUPIL = for_each("pupil", "pupils")


class Saying(SchoolTables):
    """What all sentences share; the teller is made when the tables are."""

    teller: SchoolTeller
    per: str

    def pc(self, share: Formula, decimals: int = 1) -> Number:
        """A percentage as this report writes it."""
        return (share if decimals or self.per == "%" else near(share), self.per, decimals)

    def at(self, of: Formula, words: Mapping[str, Word]) -> Span:
        """What a formula is with these words."""
        return of(self.teller.view, {k: w.text for k, w in words.items()})

    def a_year(self, text: str) -> Word:
        """A year of the report."""
        return year(text, self.years)

    def earlier(self, table: str, row: str) -> Formula:
        """The number of the year before the one that is said."""

        def formula(view: View, said: Said) -> Span:
            n = self.years.index(said["y"])
            if n == 0:
                raise ValueError("no year before the first")
            return view(table, row.format(**said), self.years[n - 1])

        return formula

    def way(self, old: Formula, new: Formula, words: Mapping[str, Word], up: str) -> Word:
        """A word for the way that a number went."""
        return moved((self.at(old, words), self.at(new, words)), up)

    def tops(self, value: Value, among: Sequence[str], words: Mapping[str, Word]) -> list[str]:
        """The names from the greatest value to the least."""
        said = {k: w.text for k, w in words.items()}
        return sorted(among, key=lambda n: -value(self.teller.view, n, said)[0])


class Numbers(Saying):
    """Sentences about numbers of pupils, money and languages."""

    def of_levels(self) -> list[Draft]:
        """Table 1."""
        rng = self.rng
        x = rng.choice(LEVELS)
        words = {"x": name(x, LEVELS), "y": self.a_year(rng.choice(self.years[1:]))}
        now, old = cell("levels", "{x}", "{y}"), self.earlier("levels", "{x}")
        back = {**words, "y0": self.a_year(rng.choice(self.years[:-2])), "y": self.a_year(self.last)}
        then = cell("levels", "{x}", "{y0}")
        whole = cell("levels", "total", "{y}")
        general, vocational = (cell("levels", f"{k} programmes", "{y}") for k in ("general", "vocational"))
        upper = cell("levels", LEVELS[3], "{y}")
        apprentices, were = cell("levels", "apprentices", "{y}"), self.earlier("levels", "apprentices")
        total = lambda v, y, s: v("levels", "total", y)  # noqa: E731
        peak = max(self.years, key=lambda y: total(self.teller.view, y, {})[0])
        low = min(self.years, key=lambda y: total(self.teller.view, y, {})[0])
        only_y = {"y": words["y"]}
        span = SPELLED[len(self.years) - 1]
        long = {"x": words["x"]}
        first, last = cell("levels", "{x}", self.years[0]), cell("levels", "{x}", self.last)
        step = 10 ** (len(str(int(self.at(whole, words)[0]))) - 2)
        round_ = int(self.at(whole, words)[0]) // step * step
        near_to = Word(f"{round_:,}", "number", least(whole, step))
        return [
            ("Compared with {y0}, enrolment in {x} was {way} {p}.", {**back, "way": self.way(then, now, back, "up")},
             [went("way", then, now), lambda v, s: s["y"] == self.last], {"p": self.pc(grown(then, now))}),
            ("In {y}, {n} pupils attended {x}, that is {d} {way} than in the year before.",
             {**words, "way": self.way(old, now, words, "more")}, [went("way", old, now)],
             {"n": (now, ""), "d": (apart_of(now, old), "")}),
            ("There were {n} pupils in {x} in {y}, {way} from {m} a year earlier.",
             {**words, "way": self.way(old, now, words, "up")}, [went("way", old, now)],
             {"n": (now, ""), "m": (old, "")}),
            ("In {y}, {x} accounted for {p} of all pupils and students.", words, [], {"p": self.pc(of(now, whole))}),
            ("Enrolment {r} in {y}, when {n} pupils and students were registered.",
             {"r": Word("peaked", "rank", None, ("bottomed out",)), "y": self.a_year(peak)},
             [stands("r", "y", self.years, total)], {"n": (whole, "")}),
            ("The total was {r} in {y}, with {n} pupils.", {"r": placed("lowest", ["lowest", "highest"]),
             "y": self.a_year(low)}, [stands("r", "y", self.years, total)], {"n": (whole, "")}),
            ("Just over {n} pupils and students were enrolled in {y}.", {**only_y, "n": near_to}, [], {}),
            ("Vocational programmes attracted {p} of upper secondary students in {y}, the remaining {q} followed "
             "general programmes.", only_y, [],
             {"p": self.pc(of(vocational, upper)), "q": self.pc(of(general, upper))}),
            ("The number of apprentices {way} by {d} to {n} in {y}.",
             {**only_y, "way": self.way(were, apprentices, only_y, "climbed")}, [went("way", were, apprentices)],
             {"d": (apart_of(apprentices, were), ""), "n": (apprentices, "")}),
            (f"Over the past {span} years, the number of pupils in {{x}} {{way}} by {{p}}.",
             {**long, "way": self.way(first, last, long, "expanded")}, [went("way", first, last)],
             {"p": self.pc(grown(first, last))}),
            ("In upper secondary education, {about} followed a vocational programme in {y}.",
             {**only_y, "about": self.teller.said(of(vocational, upper), only_y, for_each("student", "students"))},
             [fits("about", of(vocational, upper), for_each("student", "students"))], {}),
        ]  # fmt: skip

    def of_areas(self) -> list[Draft]:
        """Table 2."""
        rng = self.rng
        a, b = rng.sample(self.regions, 2)
        words = {"x": name(a, self.regions), "z": name(b, self.regions)}
        number = lambda column: lambda v, r, s: v("areas", r, column)  # noqa: E731
        pupils, whole = cell("areas", "{x}", "pupils"), cell("areas", "total", "pupils")
        others, ratio_of = cell("areas", "{z}", "pupils"), cell("areas", "{x}", "ratio")
        by_ratio = self.tops(number("ratio"), self.regions, {})
        ends = {"x": name(by_ratio[-1], self.regions), "z": name(by_ratio[0], self.regions)}
        order = self.tops(number("pupils"), self.regions, {})
        k = rng.randint(1, 2)
        second = {"x": name(order[k], self.regions),
                  "r": placed(["largest", "second largest", "third largest"][k])}  # fmt: skip
        one = {"x": words["x"]}
        share = of(pupils, whole)
        more = self.tops(number("pupils"), [a, b], {})
        ranked = {"x": name(more[0], self.regions), "z": name(more[1], self.regions)}
        schools = self.tops(number("schools"), self.regions, {})
        mean = cell("areas", "total", "ratio")
        size = ratio(pupils, cell("areas", "{x}", "schools"))
        country = ratio(whole, cell("areas", "total", "schools"))
        top3 = together([cell("areas", r, "pupils") for r in order[:3]])
        return [
            ("The pupil-teacher ratio stood at {n}, ranging from {a} in {x} to {b} in {z}.", ends,
             [stands("z", "z", self.regions, number("ratio")), lambda v, s: s["x"] == by_ratio[-1]],
             {"n": (mean, "", 1), "a": (ratio_of, "", 1), "b": (cell("areas", "{z}", "ratio"), "", 1)}),
            ("{x} was home to {about} of the country's pupils.",
             {**one, "about": self.teller.said(share, one, PARTS)}, [fits("about", share)], {}),
            ("{about} went to school in {x}.", {**one, "about": self.teller.said(share, one, PUPIL)},
             [fits("about", share, PUPIL)], {}),
            ("{x} had {k} as many pupils as {z}.", {**ranked, "k": self.teller.times(ratio(pupils, others), ranked)},
             [fits_times("k", ratio(pupils, others))], {}),
            ("{x} was the {r} region in terms of pupils, with {p} of the total.", second,
             [stands("r", "x", self.regions, number("pupils"))], {"p": self.pc(share)}),
            ("With {n} schools, {x} came second behind {z}.",
             {"x": name(schools[1], self.regions), "z": name(schools[0], self.regions)},
             [lambda v, s: (s["x"], s["z"]) == (schools[1], schools[0])], {"n": (cell("areas", "{x}", "schools"), "")}),
            ("A school in {x} had {n} pupils on average, against {m} in the country as a whole.", one, [],
             {"n": (near(size), ""), "m": (near(country), "")}),
            ("Together, {x} and {z} accounted for {p} of schools and {q} of pupils.", words, [],
             {"p": self.pc(of(together([cell("areas", "{x}", "schools"), cell("areas", "{z}", "schools")]),
                              cell("areas", "total", "schools"))),
              "q": self.pc(of(together([pupils, others]), whole))}),
            ("The three largest regions were responsible for {p} of all pupils.", {}, [],
             {"p": self.pc(of(top3, whole))}),
            ("In {x} there were {n} pupils for every teacher, {d} {way} than the national average.",
             {**one, "way": self.way(mean, ratio_of, one, "more")}, [went("way", mean, ratio_of)],
             {"n": (ratio_of, "", 1), "d": (apart_of(ratio_of, mean), "", 1)}),
            ("{n} teachers worked in {x}, and another {m} in {z}.", words, [],
             {"n": (cell("areas", "{x}", "teachers"), ""), "m": (cell("areas", "{z}", "teachers"), "")}),
        ]  # fmt: skip

    def of_spending(self) -> list[Draft]:
        """Table 4."""
        rng = self.rng
        purposes = list(PURPOSES)
        y = self.last
        words = {"x": name(rng.choice(purposes), purposes), "y0": year(self.before, self.paid), "y": year(y, self.paid)}
        now, old = cell("spending", "{x}", "{y}"), cell("spending", "{x}", "{y0}")
        total, then = cell("spending", "total", "{y}"), cell("spending", "total", "{y0}")
        last = {"y": year(y, self.paid)}
        before = self.earlier("spending", "total")
        share = of(now, total)
        value = lambda v, p, s: v("spending", p, y)  # noqa: E731
        order = self.tops(value, purposes, {})
        k = rng.choice([1, 2, 3])
        third = {"x": name(order[k], purposes), "r": placed(ORDER[k])}
        pupil, pupil_then = cell("spending", "pupil", "{y}"), cell("spending", "pupil", "{y0}")
        salaries = of(cell("spending", purposes[0], "{y}"), total)
        two = order[:2]
        return [
            ("Public expenditure on schools amounted to EUR {n} million in {y}, {p} {way} than a year earlier.",
             {**last, "way": self.way(before, total, last, "higher")}, [went("way", before, total)],
             {"n": (total, "", 1), "p": self.pc(grown(before, total))}),
            ("In {y}, EUR {n} million went to schools, that is EUR {d} million more than in the previous year.", last,
             [lambda v, s: total(v, s)[0] > before(v, s)[1]],
             {"n": (total, "", 1), "d": (apart_of(total, before), "", 1)}),
            ("Schools cost the public purse EUR {n} billion in {y}.", last, [],
             {"n": (times(total, Fraction(1, 1000)), "", 2)}),
            ("Teachers' salaries alone absorbed {p} of the budget in {y}.", last, [], {"p": self.pc(salaries)}),
            ("Spending on {x} {way} from EUR {a} million in {y0} to EUR {b} million in {y}.",
             {**words, "way": self.way(old, now, words, "went up")}, [went("way", old, now)],
             {"a": (old, "", 1), "b": (now, "", 1)}),
            ("Of every 100 euros spent in {y}, {n} went to {x}.", {k: words[k] for k in ("x", "y")}, [],
             {"n": (share, "", 1)}),
            ("{x} was the {r} item of expenditure, accounting for {p}.", third,
             [stands("r", "x", purposes, value)],
             {"p": self.pc(of(cell("spending", "{x}", y), cell("spending", "total", y)))}),
            ("Expenditure per pupil came to EUR {n} in {y}, compared with EUR {m} in {y0}.",
             {k: words[k] for k in ("y", "y0")}, [], {"n": (pupil, ""), "m": (pupil_then, "")}),
            (f"Two items, {two[0]} and {two[1]}, made up {{about}} of expenditure in {{y}}.",
             {**last, "about": self.teller.said(
                 of(together([cell("spending", p, y) for p in two]), cell("spending", "total", y)), last, PARTS)},
             [fits("about", of(together([cell("spending", p, "{y}") for p in two]), total))], {}),
            ("Compared with {y0}, total expenditure was {way} by EUR {d} million.",
             {"y0": year(self.paid[0], self.paid), "way": self.way(cell("spending", "total", self.paid[0]),
              cell("spending", "total", y), {}, "up")},
             [went("way", then, cell("spending", "total", y))],
             {"d": (apart_of(cell("spending", "total", y), then), "", 1)}),
        ]  # fmt: skip

    def of_sectors(self) -> list[Draft]:
        """Table 5."""
        rng = self.rng
        sectors = ["public", "independent"]
        y = rng.choice(self.years[2:])
        words = {"x": name(rng.choice(sectors), sectors), "y": self.a_year(y), "y0": self.a_year(self.years[0])}
        index = cell("sectors", "{y}", "{x}i")
        now, then = cell("sectors", "{y}", "{x}#"), cell("sectors", "{y0}", "{x}#")
        share = of(now, cell("sectors", "{y}", "total#"))
        share0 = of(then, cell("sectors", "{y0}", "total#"))
        first: Claim = lambda v, s: s["y0"] == self.years[0]  # noqa: E731
        one = {k: words[k] for k in ("x", "y")}
        many = {"y": words["y"]}
        private = of(cell("sectors", "{y}", "independent#"), cell("sectors", "{y}", "total#"))
        fold = ratio(cell("sectors", "{y}", "public#"), cell("sectors", "{y}", "independent#"))
        return [
            ("The index of pupils at {x} schools reached {n} in {y} ({y0} = 100).", words, [first],
             {"n": (index, "", 1)}),
            ("Since {y0}, the number of pupils at {x} schools had {way} by {p} by {y}.",
             {**words, "way": self.way(then, now, words, "climbed")}, [went("way", then, now)],
             {"p": self.pc(grown(then, now))}),
            ("In {y}, {x} schools had {n} pupils, {p} of the total, compared with {q} in {y0}.", words, [],
             {"n": (now, ""), "p": self.pc(share), "q": self.pc(share0)}),
            ("The share of pupils at {x} schools {way} by {d} percentage points to {p} between {y0} and {y}.",
             {**words, "way": self.way(share0, share, words, "climbed")}, [went("way", share0, share)],
             {"d": (apart_of(share, share0), "", 1), "p": self.pc(share)}),
            ("{about} attended an independent school in {y}.",
             {**many, "about": self.teller.said(private, many, PUPIL)}, [fits("about", private, PUPIL)], {}),
            ("In {y}, for each pupil at an independent school there were {n} at public schools.", many, [],
             {"n": (fold, "", 1)}),
            ("{n} of the {m} pupils in {y} went to {x} schools.", one, [],
             {"n": (now, ""), "m": (cell("sectors", "{y}", "total#"), "")}),
        ]  # fmt: skip

    def of_languages(self) -> list[Draft]:
        """Table 9."""
        rng = self.rng
        x = rng.choice(self.languages)
        words = {"x": name(x, self.languages), "y": self.a_year(self.last), "y0": self.a_year(self.years[0])}
        now, old = cell("languages", "{x}", "{y}"), cell("languages", "{x}", "{y0}")
        value = lambda v, n, s: v("languages", n, s["y"])  # noqa: E731
        y = {"y": words["y"]}
        order = self.tops(value, self.languages, y)
        prior = self.earlier("languages", "{x}")
        k = rng.choice([1, 2])
        ranked = {"x": name(order[k], self.languages), "z": name(order[k - 1], self.languages),
                  "r": placed(MOST[k - 1], MOST)}  # fmt: skip
        some = {"x": words["x"], "y": self.a_year(rng.choice(self.years[1:]))}
        near_now = {"x": name(order[-1], self.languages), "y": words["y"]}
        return [
            ("{x} was learnt by {p} of pupils in {y}, {way} from {q} in {y0}.",
             {**words, "way": self.way(old, now, words, "up")}, [went("way", old, now)],
             {"p": self.pc(now), "q": self.pc(old)}),
            ("The proportion learning {x} {way} by {d} percentage points to {p} in {y}.",
             {**some, "way": self.way(prior, now, some, "went up")}, [went("way", prior, now)],
             {"d": (apart_of(now, prior), "", 1), "p": self.pc(now)}),
            ("{x} remained the {r} popular foreign language in {y}, behind {z}.", {**ranked, **y},
             [stands("r", "x", self.languages, value),
              lambda v, s: sum(value(v, n, s)[0] > value(v, s["z"], s)[1] for n in self.languages) == k - 1], {}),
            ("In {y}, {about} took {x}.", {**some, "about": self.teller.said(now, some, PUPIL)},
             [fits("about", now, PUPIL)], {}),
            ("Only {p} opted for {x} in {y}, the lowest figure of all languages.", near_now,
             [lambda v, s: all(value(v, n, s)[0] >= value(v, s["x"], s)[0] for n in self.languages)],
             {"p": self.pc(now)}),
            ("{p} of pupils did without {x} in {y}.", {"x": name(order[1], self.languages), **y}, [],
             {"p": self.pc(rest(now))}),
        ]  # fmt: skip
