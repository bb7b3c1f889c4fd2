"""How the audit's time grows with the number of cells: consistent tables made at random, up to a million cells.

    python benchmarks/audit_scale.py [--most 1000000]

Prints cells, identities tried, seconds, and microseconds a cell; a line that does not grow is a linear audit.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipelines.audit.model import UNIT, quantity
from pipelines.audit.tables import audit_tables
from pipelines.extraction.model import Box, Cell, Table

ROWS, GROUP = 50, 5
"""Rows of a table: a total, and groups of a parent and its parts."""
KINDS = 4
"""Columns of counts, each with its share: the whole and its kinds."""


def table(number: int, rng: random.Random) -> Table:
    """A table with a total, groups, parts, several kinds and shares; right in itself."""
    groups = [[[rng.randint(1, 99_999) for _ in range(KINDS)] for _ in range(GROUP - 1)] for _ in range(ROWS // GROUP)]
    rows = []
    for g, parts in enumerate(groups):
        rows.append(((f"Group {g}",), [sum(p[k] for p in parts) for k in range(KINDS)]))
        rows += [((f"Group {g}", f"Part {g}.{i}"), p) for i, p in enumerate(parts)]
    total = [sum(v[k] for path, v in rows if len(path) == 1) for k in range(KINDS)]
    rows.insert(0, (("Total",), total))
    box = Box(number + 1, 0, 0, 1, 1)
    cells = []
    for r, (_, values) in enumerate(rows):
        for k, (value, whole) in enumerate(zip([sum(values), *values], [sum(total), *total], strict=True)):
            texts = (f"{value:,}", quantity(value * 100 * UNIT // whole, 1))
            cells += [Cell(r, r, 1 + 2 * k + i, 1 + 2 * k + i, text, box) for i, text in enumerate(texts)]
    heads = [(name, of) for name in ("All", *"ABCDEFGH"[:KINDS]) for of in ("Number", "Percent")]
    return Table(
        f"Table {number + 1}", "", "table", (box,), 0, 1, tuple(cells), tuple(p for p, _ in rows), ((), *heads)
    )


def main() -> None:
    """Measure sizes that grow tenfold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=1_000_000, help="cells of the largest size")
    most = parser.parse_args().most
    print(f"{'cells':>10} {'identities':>11} {'findings':>9} {'seconds':>8} {'us a cell':>10}")
    size = 1_000
    while size <= most:
        rng = random.Random(size)
        each = (ROWS + 1) * 2 * (KINDS + 1)
        tables = [table(n, rng) for n in range(-(-size // each))]
        cells = sum(len(t.cells) for t in tables)
        started = time.perf_counter()
        found = audit_tables(tables)
        seconds = time.perf_counter() - started
        told = f"{len(found.identities):>11,} {len(found.findings):>9} {seconds:>8.2f} {seconds / cells * 1e6:>10.1f}"
        print(f"{cells:>10,} {told}", flush=True)
        size *= 10


if __name__ == "__main__":
    main()
