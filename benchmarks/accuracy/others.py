"""Whole tables held against files that others made of them: NICS by month and state, and tabula's expected CSVs.

In: the folder `bench` and a reader. Out: how many rows are equal. Relies on `nics/score_nics.py` for the former.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.accuracy.corpus import Tables

Read = Callable[[Path], Tables]


def nics(bench: Path, read: Read) -> str:
    """What the scorer of the NICS report says of a reader; empty where the report is not there."""
    folder = bench / "nics"
    scorer, pdfs = folder / "score_nics.py", sorted(folder.glob("*.pdf"))
    if not scorer.is_file() or not pdfs:
        return ""
    with tempfile.TemporaryDirectory() as name:
        told = Path(name) / "read.json"
        told.write_text(json.dumps({pdfs[0].stem: read(pdfs[0])}), encoding="utf-8")
        done = subprocess.run([sys.executable, str(scorer), str(told)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def expected_csvs(bench: Path, read: Read) -> list[tuple[str, int, int]]:
    """For each PDF with an expected CSV beside it: its name, how many rows are expected, how many are equal.

    Rows are compared by their cells that are not empty, in order; a CSV says nothing of where a table begins.
    """
    found = []
    for expected in sorted(bench.glob("other/*/*.csv")):
        source = expected.with_suffix(".pdf")
        if not source.is_file():
            continue
        with expected.open(encoding="utf-8", newline="") as lines:
            wanted = Counter(filter(None, (_row(row) for row in csv.reader(lines))))
        got: Counter[tuple[str, ...]] = Counter()
        for table in read(source):
            rows: dict[int, list[tuple[int, str]]] = {}
            for cell in table["cells"]:
                rows.setdefault(cell["row_start"], []).append((cell["col_start"], cell["text"]))
            got.update(_row([text for _, text in sorted(row)]) for row in rows.values())
        found.append((source.stem, wanted.total(), (wanted & got).total()))
    return found


def _row(texts: list[str]) -> tuple[str, ...]:
    return tuple(" ".join(text.split()) for text in texts if text.strip())
