"""The files to measure with, read where they lie: documents with known tables, their regions, and the scorer.

In: the folder `bench`. Out: documents, regions and scores. Relies on its `score.py`, which says what its figures mean.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

Cells = list[dict[str, Any]]
Tables = list[dict[str, Any]]


@dataclass(frozen=True)
class Region:
    """Where a table of the truth stands: points from the upper left corner of a page."""

    table: str
    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True)
class Corpus:
    """A folder with documents, their true tables and the scorer."""

    bench: Path
    only: frozenset[str] = frozenset()

    @property
    def documents(self) -> list[Path]:
        """The PDFs with known tables; all folders beside the scorer that hold regions."""
        found = [p for f in sorted(self.bench.glob("*/regions.json")) for p in sorted(f.parent.glob("*.pdf"))]
        return [p for p in found if not self.only or p.stem in self.only]

    @cached_property
    def regions(self) -> dict[str, tuple[Path, list[Region]]]:
        """For each reading of the truth: its PDF and where its tables stand."""
        found: dict[str, tuple[Path, list[Region]]] = {}
        known = {p.stem: p for p in self.documents}
        for listed in sorted(self.bench.glob("*/regions.json")):
            for name, regions in json.loads(listed.read_text(encoding="utf-8")).items():
                # Two readings of one document: the PDF is named after the first.
                path = known.get(name) or known.get(f"{name[:-1]}a")
                if path is not None:
                    boxes = [Region(str(r["gt_table"]), int(r["page"]), tuple(r["bbox"])) for r in regions]
                    found[name] = (path, boxes)
        return found

    @cached_property
    def scorer(self) -> Any:
        """The module `score.py` that lies beside the documents."""
        spec = importlib.util.spec_from_file_location("bench_score", self.bench / "score.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def score(self, predictions: dict[str, Tables], mode: str) -> tuple[dict[str, Any], dict[str, float]]:
        """The scores of each document, and of all."""
        found: tuple[dict[str, Any], dict[str, float]] = self.scorer.score(
            str(self.bench), predictions, mode, {p.stem for p in self.documents}
        )
        return found


def cells_of(rows: Iterable[Sequence[str | None]]) -> Cells:
    """Cells in the scorer's form from rows of texts; None is part of a cell that spans."""
    return [
        {"row_start": r, "row_end": r, "col_start": c, "col_end": c, "text": " ".join(text.split())}
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text is not None
    ]


def below_one_another(parts: Iterable[Cells]) -> Cells:
    """The parts of one table (on several pages) as one grid."""
    whole: Cells = []
    shift = 0
    for cells in parts:
        whole += [{**c, "row_start": c["row_start"] + shift, "row_end": c["row_end"] + shift} for c in cells]
        shift = 1 + max((c["row_end"] for c in whole), default=-1)
    return whole
