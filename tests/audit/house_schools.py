"""Reports of a national statistics office about schools: its tables (`school_tables`) and how it speaks of them.

Some reports open with main points that cite nothing, some put all tables into an annex; some cite their tables, some
have no numbers for them, and then a heading may or may not say what the table is about.
"""

from __future__ import annotations

import random

from tests.audit.copies import Report
from tests.audit.school_people import People
from tests.audit.school_sentences import Draft, Numbers
from tests.audit.school_words import SchoolTeller

NOISE = [
    "The data come from the register of pupils as of 1 October.",
    "In neighbouring countries, 12% of pupils attend private schools.",
    "The response rate of the survey of leavers was 87%.",
    "School is compulsory from the age of 6 to 16.",
    "A new curriculum came into force on 1 August 2003.",
    "By law, no class may have more than 28 pupils.",
    "Statistics on adult education will be released on 14 March.",
]
CITES = (" (table {n})", " (see table {n})", ", see table {n}", " (Table {n})")
OPENINGS = ("Table {n} shows that {x}", "As can be seen from table {n}, {x}", "According to table {n}, {x}")
LOOSE = ["Overview", "Differences between regions", "Girls and boys", "Money", "Trends", "On the way to school",
         "After school", "The teaching profession", "English first"]  # fmt: skip
MAIN = "Main points"
ANNEX = "Annex: tables"


def report(seed: int) -> Report:
    """The report of a seed."""
    house = _House(random.Random(f"schools {seed}"))
    return Report(
        "schools", seed, f"Schools and pupils {house.last}", tuple(house.tabs), tuple(house.rules),
        tuple(house.teller.made), tuple(house.parts),
    )  # fmt: skip


class _House(Numbers, People):
    def __init__(self, rng: random.Random) -> None:
        super().__init__(rng)
        self.parts: list[str | tuple[int, ...]] = []
        self.said: set[tuple[str, tuple[str, ...]]] = set()
        self.teller = SchoolTeller(self.tabs, {})
        self.teller.rng = rng
        self.per = rng.choice(["%", "%", " per cent"])
        tells = (self.of_levels, self.of_areas, self.of_grades, self.of_spending, self.of_sectors, self.of_journeys,
                 self.of_leavers, self.of_teachers, self.of_languages)  # fmt: skip
        if rng.random() < 0.6:
            drafts = [rng.choice(tell()) for tell in rng.sample(tells, 7)]
            self._paragraphs(MAIN, [self._told(d) for d in drafts])
        annex = rng.random() < 0.35
        titled = rng.random() < 0.6
        for n, (tab, tell) in enumerate(zip(self.tabs, tells, strict=True)):
            drafts = [d for _ in range(2) for d in tell()]
            cited = self.labelled and rng.random() < 0.7
            told = [self._told(d, n + 1 if cited else 0) for d in rng.sample(drafts, min(len(drafts), 9))]
            if rng.random() < 0.3:
                told.append(self.teller.plain(rng.choice(NOISE)))
            self._paragraphs(tab.title.split(", ")[0] if titled else LOOSE[n], told)
            if not annex:
                self.parts.append(tab.name)
        if annex:
            self.parts += [ANNEX, *(tab.name for tab in self.tabs)]

    def _told(self, draft: Draft, cited: int = 0) -> int:
        form, words, claims, numbers = draft
        said = form, tuple(w.text for w in words.values())
        if said in self.said:
            return -1
        self.said.add(said)
        self.teller.cited = ""
        if cited and self.rng.random() < 0.3 and form[:1] in "{T" and not form.startswith("{x}"):
            form = self.rng.choice(OPENINGS).format(n=cited, x=form[:1].lower() + form[1:])
        elif cited:
            self.teller.cited = self.rng.choice(CITES).format(n=cited)
        return self.teller.told(form, words, claims, **numbers)

    def _paragraphs(self, heading: str, told: list[int]) -> None:
        kept = [n for n in told if n >= 0]
        half = (len(kept) + 1) // 2
        self.parts += [heading, *(tuple(x) for x in (kept[:half], kept[half:]) if x)]
