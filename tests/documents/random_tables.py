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
