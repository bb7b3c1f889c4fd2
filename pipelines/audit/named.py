"""Heads that name their own numbers: `Pupils per teacher` is of pupils over teachers, `Share of pupils` of pupils.

In: a grid. Out: findings that are doubts about heads and columns. Relies on shares and ratios that come out in every
row of other columns than their heads name, where those named do not give them, and on numbers that no such head has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from pipelines.audit.doubts import LEAST_DIGITS, LEAST_MOVED, base_of_shares, digits, doubt
from pipelines.audit.grids import Grid
from pipelines.audit.model import Finding, Number
from pipelines.audit.quotients import power_of_ten, quotient
from pipelines.audit.shares import MOST_CHANGE_COLUMNS
from pipelines.audit.sums import HUNDRED

_SHARE = re.compile(
    r"(?:share|per ?cent(?:age)?|proportion|%)(?: share)? of (?P<of>[\w ]+?)(?:,? ?\(?(?:in )?(?:%|per ?cent)\)?)?",
    re.IGNORECASE,
)
_PER = re.compile(r"(?P<of>[\w ]+?) per (?P<over>[a-z][\w ]*)", re.IGNORECASE)
_SAYS_SO = re.compile(r"%|\bper ?cent|\bpct\b|\b(?:share|rate|ratio|per|proportion|index)s?\b", re.IGNORECASE)
"""Heads under which quotients may stand."""
LIKE = 3
"""Two columns whose numbers differ by less, in all rows, may be of the same in two ways."""
Column = Mapping[int, Number]


def heads_that_name_others(grid: Grid) -> Finding | None:
    """Two columns that seem to have changed places, or their heads: a share or a ratio names one and is of the other.

    `Schools | Pupils | Share of pupils, %`, where the shares are those of the numbers under `Schools`.
    """
    heads = {c: " ".join(grid.column_paths[c]).strip() for c in grid.columns}
    columns = grid.by_column
    if not LEAST_MOVED <= len(columns) <= MOST_CHANGE_COLUMNS:
        return None
    pairs = (*_of_shares(heads, columns), *_of_ratios(heads, columns))
    for one, other, said in pairs:
        own = [*columns[one].values(), *columns[other].values()]
        names = f"{grid.column_name(one)} and {grid.column_name(other)}"
        return doubt(grid, own, own[0], said, line=f"columns {names}")
    return None


def words(label: str) -> str:
    """The words of a label, to be held against another.

    >>> words("Pupils, total"), words("All pupils")
    ('pupils', 'pupils')
    """
    said = re.findall(r"[a-z]+", label.casefold())
    return " ".join(w for w in said if w not in ("total", "all", "number", "of", "the"))


def _named(label: str, heads: Mapping[int, str]) -> int | None:
    """The only column whose head says the same words, in the singular or the plural."""
    wanted = words(label).rstrip("s")
    found = [c for c, head in heads.items() if words(head).rstrip("s") == wanted] if wanted else []
    return found[0] if len(found) == 1 else None


def _whole(column: Column) -> bool:
    return len(column) > LEAST_MOVED and all(not n.decimals and not n.unit for n in column.values())


def _quotients(column: Column) -> bool:
    return sum(n.decimals > 0 for n in column.values()) * 3 >= 2 * len(column)


def _fit(shares: Column, numbers: Column) -> bool:
    """Whether all percentages are those of the numbers beside them, of one base."""
    rows = [r for r in shares if r in numbers]
    found = base_of_shares([shares[r] for r in rows], [numbers[r] for r in rows])
    return len(rows) == len(shares) and found is not None


def _akin(one: int, other: int, heads: Mapping[int, str], columns: Mapping[int, Column]) -> bool:
    """Whether two columns may count the same in two ways: by a word of their heads, or by their size."""
    if set(words(heads[one]).rstrip("s").split()) & set(words(heads[other]).rstrip("s").split()):
        return True
    shared = [(columns[one][r].value, columns[other][r].value) for r in columns[one] if r in columns[other]]
    return all(a < LIKE * b and b < LIKE * a for a, b in shared)


def _full(column: Column) -> bool:
    return _quotients(column) and any(n.value == HUNDRED for n in column.values())


def _of_shares(heads: Mapping[int, str], columns: Mapping[int, Column]) -> Iterator[tuple[int, int, str]]:
    whole = {c for c, column in columns.items() if _whole(column)}
    for c, m in ((c, m) for c, head in heads.items() if (m := _SHARE.fullmatch(head))):
        named = _named(m["of"], {k: head for k, head in heads.items() if k != c})
        if named is None or len(columns[c]) <= LEAST_MOVED:
            continue
        free = [k for k in columns if k not in (c, named) and not _SAYS_SO.search(heads[k])]
        if _full(columns[c]) and named in whole and not _fit(columns[c], columns[named]):
            # Another column gives the shares, and says nothing of being the same in another way.
            of = [k for k in free if k in whole and _fit(columns[c], columns[k])]
            if len(of) == 1 and not _akin(named, of[0], heads, columns):
                yield named, of[0], f"the shares under {heads[c]} are those of {heads[of[0]]} in every row"
        elif c in whole and _quotients(columns[named]) and not _SAYS_SO.search(heads[named]):
            # The head of the share stands over the numbers themselves, and theirs over the shares.
            fits = _full(columns[named]) and _fit(columns[named], columns[c])
            if fits or any(_ratio(columns[named], columns[c], columns[k]) for k in free if k in whole):
                yield c, named, f"the numbers under {heads[named]} are shares of those under {heads[c]} in every row"
        elif c in whole and named in whole:
            for k in (k for k in free if _quotients(columns[k])):
                over = (x for x in whole if x not in (named, k))
                fits = _full(columns[k]) and _fit(columns[k], columns[named])
                if fits or any(_ratio(columns[k], columns[named], columns[x]) for x in over):
                    yield c, k, f"the numbers under {heads[k]} are the shares of {heads[named]} in every row"


def _of_ratios(heads: Mapping[int, str], columns: Mapping[int, Column]) -> Iterator[tuple[int, int, str]]:
    for c, m in ((c, m) for c, head in heads.items() if (m := _PER.fullmatch(head))):
        others = {k: head for k, head in heads.items() if k != c}
        part, base = _named(m["of"], others), _named(m["over"], others)
        if part is None or base is None or _ratio(columns[c], columns[part], columns[base]):
            continue
        wholes = [k for k in columns if _whole(columns[k])]
        for k, over in permutations(wholes, 2):
            if c in (k, over) or not _quotients(columns[c]) or (k, over) == (part, base):
                continue
            if (k == part or over == base) and _ratio(columns[c], columns[k], columns[over]):
                pair = (base, over) if k == part else (part, k)
                if _akin(*pair, heads, columns):
                    continue
                yield *pair, f"the numbers under {heads[c]} are those of {heads[k]} over {heads[over]} in every row"
        for k in (k for k in others if k not in (part, base) and not re.search(r"\bper\b|\bratio", heads[k], re.I)):
            # The ratio stands under a head that says nothing of it.
            if _quotients(columns[k]) and _ratio(columns[k], columns[part], columns[base]):
                yield c, k, f"the numbers under {heads[k]} are what {heads[c]} says, in every row"
        for k in (k for k in (part, base) if _quotients(columns[k]) and _whole(columns[c])):
            # The head of the ratio stands over the numbers themselves.
            by = (columns[c], columns[base]) if k == part else (columns[part], columns[c])
            if all(map(_whole, by)) and _ratio(columns[k], *by):
                yield c, k, f"the numbers under {heads[k]} are what {heads[c]} says, in every row"


def _ratio(of: Column, part: Column, base: Column) -> bool:
    """Whether each number is one over the other, times a power of ten, and they are too many to be so by chance."""
    rows: Sequence[int] = [r for r in of if r in part and r in base]
    per = power_of_ten(*([column[r] for r in rows] for column in (of, part, base)))
    if per is None or len(rows) < len(of) or len(rows) <= LEAST_MOVED:
        return False
    made = [quotient(of[r], part[r], base[r], per) for r in rows]
    told = sum(digits(of[r]) for r in rows) >= LEAST_DIGITS
    return told and all(i is not None and i.holds for i in made)
