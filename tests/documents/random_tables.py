"""Random tables for properties: words, numbers in agencies' formats, heads on several levels, and how they are set."""

from __future__ import annotations

from random import Random

from tests.documents.detect_support import NAMES, WORDS
from tests.documents.known_tables import Look, Rules, with_look

_NAMES_OF_HEADS = """Number Percent Total Male Female Rate Share Mean Median Cases Arrests Filed Closed Urban Rural
Public Private Adults Juveniles First Second Other Annual Change Amount Area Output Imports Exports Stock"""
_HEADS = _NAMES_OF_HEADS.split()
_RULES: list[Rules] = ["three", "rows", "grid", "open", "columns", "none"]


_NOUNS = [word for word in WORDS if len(word) > 4 and word not in ("other", "between", "during")]


def _label(random: Random, most: int) -> str:
    words = [random.choice(NAMES), *(random.choice(_NOUNS) for _ in range(random.randrange(most)))]
    return " ".join(words)


def _value(random: Random, form: str) -> str:
    number = random.randrange(10 ** random.randint(1, 6))
    if form == "count":
        return f"{number:,}"
    if form == "share":
        return f"{random.randrange(1000) / 10:.1f}"
    if form == "percent":
        return f"{random.randrange(1000) / 10:.1f}%"
    if form == "signed":
        return f"{random.choice('+-')}{random.randrange(400) / 10:.1f}%"
    if form == "money":
        return f"${number:,}"
    if form == "bracket":
        return f"({random.randrange(1000) / 10:.1f})"
    return f"{number:,}".replace(",", " ")


def _heads(random: Random, columns: int, levels: int, rules: Rules) -> list[list[str]]:
    """Rows of heads: groups of two to four columns under a spanner, columns alone over all levels."""
    rows = [["" for _ in range(columns)] for _ in range(levels)]
    names = random.sample(_HEADS, k=min(len(_HEADS), columns))
    spanners = random.sample([f"{a} {b}" for a in ("All", "New", "Total") for b in WORDS[10:25]], k=12)
    c = 0
    while c < columns:
        width = random.choice([1, 2, 2, 3, 4]) if levels > 1 else 1
        if width == 3 and rules == "none":
            width = 4  # over the middle one of three heads a spanner without a rule may be its first line
        width = min(width, columns - c)
        if width == 1 and levels > 1 and rules == "none":
            width = min(2, columns - c)
        if width == 1 or levels == 1:
            rows[0][c] = names[c]
            for level in range(1, levels):
                rows[level][c] = "^"
        else:
            for level in range(levels - 1):
                rows[level][c] = spanners.pop()
                for k in range(1, width):
                    rows[level][c + k] = "<"
            for k in range(width):
                rows[levels - 1][c + k] = names[c + k]
        c += width
    return rows


def random_table(seed: int) -> tuple[str, Look, int]:
    """A table as text, its look, and how many rows are head."""
    random = Random(seed)
    rules = random.choice(_RULES)
    columns, levels = random.randint(1, 8), random.choice([1, 1, 1, 2, 2, 3])
    if columns < 3:
        levels = 1
    if levels == 3 and rules == "none":
        levels = 2
    heads = _heads(random, columns, levels, rules)
    if not any("<" in row for row in heads):
        heads, levels = heads[:1], 1
    lines = [" | ".join([("Area" if level == 0 else "^"), *row]) for level, row in enumerate(heads)]
    forms = [
        random.choice(["count", "share", "percent", "signed", "money", "bracket", "spaced"]) for _ in range(columns)
    ]
    group = random.choice(["none", "none", "indent", "bold"])
    long = random.choice([1, 3, 6])
    count = random.choice([3, 4, 6, 7, 8, 10, 11, 12, 14])  # a group has two rows or more: one may be a broken label
    for r in range(count):
        if group != "none" and r and r % 4 == 0:
            section = f"{random.choice(NAMES)} {random.choice(_NOUNS)}"
            ruled = rules in ("grid", "open", "columns")
            lines.append((f"*{section}*" if group == "bold" else section) + (" | <" if ruled else " |") * columns)
        values = [_value(random, form) for form in forms]
        if rules in ("grid", "open") or random.random() < 0.3:
            for c in range(columns):
                if random.random() < 0.05:
                    values[c] = random.choice(["--", "n.a.", ""])
        if not any(values):
            values[0] = "0"
        depth = ">" if group == "indent" and r >= 4 else ""
        lines.append(f"{depth}{_label(random, long)} | " + " | ".join(values))
    size = random.choice([5.5, 7.0, 8.0, 9.0, 11.0])
    align = random.choice(["r", "r", "c", "l", "d"])
    look = Look(
        font=random.choice(["Helvetica", "Times-Roman", "Helvetica", "Courier"]),
        size=size,
        pad_x=random.choice([0.45, 0.7, 1.2]) * size,
        pad_y=random.choice([0.1, 0.3, 0.7]) * size,
        rules=rules,
        align="l" + align * columns,
        head_align="l" if align == "l" else random.choice(["c", "r"]) if align in "rd" else "c",
        spanners=random.choice(["c", "l"]) if rules in ("grid", "three", "rows") else "c",
        head_valign=random.choice("tmb") if rules in ("grid", "open") else "b",
        valign=random.choice("tmb"),
        head_bold=random.random() < 0.4,
        head_fill=random.random() < 0.3,
        zebra=random.random() < 0.2,
    )
    if random.random() < 0.5 and "spaced" not in forms and look.font != "Courier":
        look = with_look(look, widths=(14.0 * size, *[6.5 * size] * columns))
    return "\n".join(lines), look, levels


KINDS = ["wrapped heads", "words", "heads over all columns", "two stub columns", "leaders", "total"]


def random_body(seed: int, kind: str) -> tuple[str, Look]:
    """A table of one kind as text, with one row of heads, and its look."""
    random = Random(seed)
    rules: Rules = random.choice(["three", "rows", "grid", "none", "columns"])
    size, columns = random.choice([6.0, 8.0, 9.5]), random.randint(2, 6)
    forms = [random.choice(["count", "share", "percent", "signed", "money"]) for _ in range(columns)]
    look = Look(
        font=random.choice(["Helvetica", "Times-Roman"]),
        size=size,
        pad_x=random.choice([0.4, 0.6, 1.0]) * size,
        pad_y=random.choice([0.1, 0.35, 0.7]) * size,
        rules=rules,
        align="l" + "r" * columns,
        head_align=random.choice("cr"),
        valign=random.choice("tmb"),
        head_bold=random.random() < 0.4,
        head_fill=random.random() < 0.3,
    )
    if kind == "words":
        return _words(random, look)

    def row(label: str) -> str:
        return f"{label} | " + " | ".join(_value(random, form) for form in forms)

    heads = random.sample(_HEADS, columns)
    if kind == "wrapped heads":
        heads = [" ".join(random.sample(_NOUNS, random.randint(1, 4))).capitalize() for _ in range(columns)]
        at = random.choice("tmb") if rules != "none" else "b"
        look = with_look(look, widths=(16 * size, *[7.0 * size] * columns), head_valign=at)
    lines = ["Area | " + " | ".join(heads)]
    if kind == "two stub columns":
        lines = ["Area | Group | " + " | ".join(heads)]
        look = with_look(look, align="ll" + "r" * columns)
        for _ in range(random.randint(2, 4)):
            names = random.sample(["Men", "Women", "Both sexes", "Under 18", "Older"], random.randint(2, 4))
            again = "^" if rules == "grid" else ""
            lines += [row(f"{_label(random, 1) if k == 0 else again} | {name}") for k, name in enumerate(names)]
        return "\n".join(lines), look
    for r in range(random.randint(6, 12)):
        if kind == "heads over all columns" and r % 4 == 0:
            lines.append(_label(random, 2) + " | <" * columns)
        label = ">" * (kind == "total") + _label(random, 3) + "." * ((kind == "leaders") * random.randint(6, 30))
        lines.append(row(label))
    if kind == "total":
        lines.append(row("*Total*"))
    return "\n".join(lines), look


def _words(random: Random, look: Look) -> tuple[str, Look]:
    columns, size = random.randint(2, 3), look.size
    lines = ["Area | " + " | ".join(random.sample(_HEADS, columns))]
    for _ in range(random.randint(3, 6)):
        texts = [" ".join(random.choice(WORDS) for _ in range(random.randint(1, 14))) for _ in range(columns)]
        lines.append(f"{_label(random, 3)} | " + " | ".join(f"{text} data".capitalize() for text in texts))
    widths = (12 * size, *(random.choice([14, 20]) * size for _ in range(columns)))
    return "\n".join(lines), with_look(look, align="l" * (columns + 1), head_align="l", valign="t", widths=widths)
