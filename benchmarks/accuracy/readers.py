"""Plumbline and its peers: each reads a PDF to tables in the scorer's form. A peer that is not installed is left out.

In: a PDF, or the regions of its tables. Out: tables. Relies on each library's defaults, as a person meets them; where a
library has ways to choose from, each is a reader of its own.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.accuracy.corpus import Cells, Region, Tables, below_one_another, cells_of


@dataclass(frozen=True)
class Reader:
    """A reader: its name, how it reads a PDF, and how it reads one region (where it can be told one)."""

    name: str
    read: Callable[[Path], Tables]
    read_regions: Callable[[Path, Sequence[Region]], list[Cells]] | None = None

    def structure(self, path: Path, regions: Sequence[Region]) -> Tables:
        """The tables of known regions, each with the name of the true table it is."""
        assert self.read_regions is not None
        found = self.read_regions(path, regions)
        names = list(dict.fromkeys(r.table for r in regions))
        return [
            {
                "page": next(r.page for r in regions if r.table == name),
                "gt_table": name,
                "cells": below_one_another(c for r, c in zip(regions, found, strict=True) if r.table == name),
            }
            for name in names
        ]


def ours(path: Path) -> Tables:
    """Plumbline's tables as they are handed on: one that goes on over pages is one."""
    from pipelines.extraction.reader import read_pdf

    return [{"page": table.parts[0].page, "cells": _our_cells(table)} for table in read_pdf(path).tables]


def ours_by_page(path: Path) -> Tables:
    """Plumbline's tables page by page, for what is held against pages."""
    from pipelines.extraction.reader import pages_found

    return [
        {"page": found.page.number, "cells": _our_cells(table)} for found in pages_found(path) for table in found.tables
    ]


def _our_cells(table: Any) -> Cells:
    """Cells with their raised markers, which the truth has at the end of their text."""
    return [
        {
            "row_start": c.row_start,
            "row_end": c.row_end,
            "col_start": c.col_start,
            "col_end": c.col_end,
            "text": c.text + "".join(c.markers),
        }
        for c in table.cells
    ]


def our_regions(path: Path, regions: Sequence[Region]) -> list[Cells]:
    """Plumbline's table in each region."""
    from pipelines.extraction.model import Box
    from pipelines.extraction.page import region_table
    from pipelines.extraction.pdf import page_contents

    found: list[Cells] = [[] for _ in regions]
    for content in page_contents(path, [r.page for r in regions]):
        for n, region in enumerate(regions):
            if region.page == content.page.number:
                table = region_table(content, Box(region.page, *region.box), path.name)
                found[n] = [] if table is None else _our_cells(table)
    return found


def pdfplumber_lines(path: Path) -> Tables:
    """pdfplumber's tables from lines, its default."""
    import pdfplumber

    tables = []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            tables += [{"page": page.page_number, "cells": _framed(table)} for table in page.find_tables()]
            page.close()
    return tables


def pdfplumber_regions(path: Path, regions: Sequence[Region]) -> list[Cells]:
    """The largest of pdfplumber's tables in each region."""
    import pdfplumber

    found: list[Cells] = []
    with pdfplumber.open(path) as pdf:
        for region in regions:
            page = pdf.pages[region.page - 1]
            tables = page.crop(region.box, strict=False).find_tables()
            found.append(max(map(_framed, tables), key=len, default=[]))
    return found


def _framed(table: Any) -> Cells:
    """The cells of a pdfplumber table, with the rows and columns that their frames reach over."""
    lefts = sorted({x0 for x0, _, _, _ in table.cells})
    tops = sorted({top for _, top, _, _ in table.cells})
    cells = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            if cell is not None:
                x0, top, x1, bottom = cell
                cells.append(
                    {
                        "row_start": tops.index(top),
                        "row_end": sum(t < bottom - 1 for t in tops) - 1,
                        "col_start": lefts.index(x0),
                        "col_end": sum(x < x1 - 1 for x in lefts) - 1,
                        "text": " ".join((text or "").split()),
                    }
                )
    return cells


def camelot_with(flavor: str) -> Callable[[Path], Tables]:
    """Camelot's tables, in one of its ways."""

    def read(path: Path) -> Tables:
        import camelot

        found = camelot.read_pdf(str(path), pages="all", flavor=flavor, suppress_stdout=True)
        return [{"page": int(table.page), "cells": cells_of(table.data)} for table in found]

    return read


def img2table_borderless(path: Path) -> Tables:
    """img2table's tables, borderless ones too, with the text that the PDF has."""
    from img2table.document import PDF

    tables = []
    for page, found in PDF(str(path)).extract_tables(borderless_tables=True).items():
        for table in found:
            tables.append({"page": page + 1, "cells": cells_of(_once(table.content))})
    return tables


def _once(rows: dict[int, list[Any]]) -> list[list[str | None]]:
    """Rows of texts of an img2table table; a cell that spans is repeated there, and told once here."""
    seen: set[tuple[int, ...]] = set()
    result: list[list[str | None]] = []
    for row in rows.values():
        texts: list[str | None] = []
        for cell in row:
            place = (cell.bbox.x1, cell.bbox.y1, cell.bbox.x2, cell.bbox.y2)
            texts.append(None if place in seen else (cell.value or ""))
            seen.add(place)
        result.append(texts)
    return result


def tabula_default(path: Path) -> Tables:
    """Tabula's tables as it guesses them, page by page (it does not say on which page a table stands)."""
    import pdfplumber
    import tabula

    with pdfplumber.open(path) as pdf:
        count = len(pdf.pages)
    tables = []
    for page in range(1, count + 1):
        for table in tabula.read_pdf(str(path), pages=page, output_format="json", silent=True) or []:
            rows = [[cell["text"].replace("\r", " ") for cell in row] for row in table["data"]]
            tables.append({"page": page, "cells": cells_of(rows)})
    return tables


_PIECE = re.compile(r"\S+(?:\s\S+)*")


def pdftotext_naive(path: Path) -> Tables:
    """What `pdftotext -layout` gives: following lines of at least two pieces that stand apart are a table.

    Its columns are the strips that pieces of its lines cover.
    """
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True, timeout=120).stdout
    tables = []
    for number, page in enumerate(said.decode("utf-8", "replace").split("\f"), start=1):
        run: list[list[re.Match[str]]] = []
        for line in [*page.splitlines(), "", "", ""]:
            pieces = list(_PIECE.finditer(line))
            if len(pieces) > 1:
                run.append(pieces)
            elif pieces or not line:
                if len(run) > 1 and pieces:
                    tables.append({"page": number, "cells": cells_of(_strips(run))})
                run = run if not pieces else []
        if len(run) > 1:
            tables.append({"page": number, "cells": cells_of(_strips(run))})
    return tables


def _strips(run: Sequence[Sequence[re.Match[str]]]) -> list[list[str]]:
    columns: list[list[int]] = []
    for start, end in sorted(p.span() for line in run for p in line):
        if columns and start <= columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], end)
        else:
            columns.append([start, end])
    rows = []
    for line in run:
        row = [""] * len(columns)
        for piece in line:
            at = next(n for n, (start, end) in enumerate(columns) if start <= piece.start() < end)
            row[at] = f"{row[at]} {piece[0]}".strip()
        rows.append(row)
    return rows


def readers() -> tuple[list[Reader], list[str]]:
    """The readers that can be run here, ours first, and the names of those that cannot."""
    found = [Reader("plumbline", ours, our_regions)]
    missing = []
    for name, there, read in (
        ("camelot hybrid", _module("camelot"), camelot_with("hybrid")),
        ("camelot lattice", _module("camelot"), camelot_with("lattice")),
        ("camelot stream", _module("camelot"), camelot_with("stream")),
        ("img2table borderless", _module("img2table"), img2table_borderless),
        ("tabula default", _module("tabula") and _module("jpype") and bool(shutil.which("java")), tabula_default),
        ("pdftotext -layout, naive", bool(shutil.which("pdftotext")), pdftotext_naive),
    ):
        if there:
            found.append(Reader(name, read))
        else:
            missing.append(name)
    found.append(Reader("pdfplumber find_tables", pdfplumber_lines, pdfplumber_regions))
    return found, missing


def _module(name: str) -> bool:
    return find_spec(name) is not None
