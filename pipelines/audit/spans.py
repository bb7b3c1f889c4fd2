"""Years and spans of years as labels: years out of order, and a span that prints less than one of its years.

In: a grid. Out: findings that are doubts about the reading. Relies on years that stand in order but for two, and on
what is counted in several years being no less than what is counted in one of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipelines.audit.doubts import LEAST_DIGITS, LEAST_MOVED, digits, doubt
from pipelines.audit.grids import Grid
from pipelines.audit.model import Finding, Path

LEAST_YEARS = 6
"""So many years must stand in order, but for two."""
RANKED_COLUMNS = 2
"""A table is ranked by one column; where so many rise or fall together, they do so over the years."""
YEAR = re.compile(r"(?:(?:fiscal|calendar|school) year |[fc]y )?((?:1[89]|20|21)\d{2})", re.IGNORECASE)
_SPAN = re.compile(r"(?:[fc]y )?((?:1[89]|20|21)\d{2})\s?(?:[-\u2013\u2014]|to|through)\s?((?:1[89]|20|21)\d{2})", re.I)
_AVERAGE = re.compile(
    r"averag|annual|\bmean|\bmedian|per year|a year|each year|yearly|\brate|end of|as of", re.IGNORECASE
)
"""Words of tables in which a span is told by one number for each of its years."""
_RANKED = re.compile(r"\brank|highest|largest|lowest|record|\btop\b|\bmost\b|order of", re.IGNORECASE)


def years_out_of_order(grid: Grid) -> Finding | None:
    """Rows (columns) of years, one after another, in order but for two labels that stand in each other's place.

    Not where some line of numbers goes up or down all along: it is what the years are ranked by.
    """
    under: dict[tuple[str, Path], list[int]] = {}
    for axis, indices, paths in (("row", grid.rows, grid.row_paths), ("column", grid.columns, grid.column_paths)):
        for i in indices:
            if paths[i] and YEAR.fullmatch(paths[i][-1].strip()):
                under.setdefault((axis, paths[i][:-1]), []).append(i)
    for (axis, _), lines in under.items():
        paths = grid.row_paths if axis == "row" else grid.column_paths
        years = [int(m[1]) for i in lines if (m := YEAR.fullmatch(paths[i][-1].strip()))]
        ordered = sorted(years)
        if len(years) < LEAST_YEARS or len({b - a for a, b in pairwise(ordered)}) != 1:
            continue
        for order in (ordered, ordered[::-1]):
            odd = [n for n, (a, b) in enumerate(zip(years, order, strict=True)) if a != b]
            # At an end the year before may stand beside the latest, to be compared with it.
            if len(odd) != 2 or odd in ([0, 1], [len(years) - 2, len(years) - 1]):
                continue
            if _ranked(grid, axis, lines, odd[1] - odd[0] == 1):
                continue
            at = {lines[n] for n in odd}
            own = [n for (r, c), n in sorted(grid.numbers.items()) if (r if axis == "row" else c) in at]
            names = " and ".join(str(years[n]) for n in odd)
            said = f"the years of the {axis}s are in order, but for {names}"
            return doubt(grid, own, own[0], said, line=f"{axis}s {names}")
    return None


def _ranked(grid: Grid, axis: str, lines: Sequence[int], neighbours: bool) -> bool:
    """Whether these rows (columns) may be ranked by a column (row) that never rises, or never falls.

    Two years far from one another do not change places in a rank in which several columns rise or fall together.
    """
    ranked = 0
    for other in grid.columns if axis == "row" else grid.rows:
        places = [(i, other) if axis == "row" else (other, i) for i in lines]
        values = [grid.numbers[p].value for p in places if p in grid.numbers]
        steps = [b - a for a, b in pairwise(values)]
        ranked += len(values) == len(lines) and (min(steps) >= 0 or max(steps) <= 0)
    return ranked > 0 and (neighbours or ranked < RANKED_COLUMNS or bool(_RANKED.search(grid.notes)))


def span_below_its_years(grid: Grid) -> Finding | None:
    """A span of years that counts less, in every row, than one of its years less the others: heads that changed places.

    `2004-2009: 1,927, 2004: 14,515, 2009: 4,150` cannot be, where counts are added over years.
    """
    if _AVERAGE.search(grid.notes):
        return None
    spans: dict[Path, list[tuple[int, int, int]]] = defaultdict(list)
    years: dict[Path, list[tuple[int, int]]] = defaultdict(list)
    for c in (c for c in grid.columns if grid.column_kinds[c] == "count" and grid.column_paths[c]):
        head, under = grid.column_paths[c][0], grid.column_paths[c][1:]
        if m := _SPAN.fullmatch(head.strip()):
            spans[under].append((int(m[1]), int(m[2]), c))
        elif m := YEAR.fullmatch(head.strip()):
            years[under].append((int(m[1]), c))
    for under, found in spans.items():
        for first, last, span in found:
            within = [c for year, c in years[under] if first <= year <= last]
            for year in within if len(within) > 1 and last - first >= len(within) else ():
                rows = [r for r in grid.rows if all(grid.count(r, c) for c in (span, *within))]
                rest = [c for c in (span, *within) if c != year]
                more = all(grid.numbers[r, year].value >= sum(grid.numbers[r, c].value for c in rest) for r in rows)
                told = sum(digits(grid.numbers[r, year]) for r in rows)
                if len(rows) >= LEAST_MOVED and more and told >= LEAST_DIGITS:
                    own = [grid.numbers[r, c] for c in (span, year) for r in rows]
                    names = " and ".join(grid.column_paths[c][0] for c in (span, year))
                    said = f"{grid.column_name(year)} is more than {grid.column_name(span)} and all its other years"
                    return doubt(grid, own, own[0], said, line=f"heads {names}")
    return None
