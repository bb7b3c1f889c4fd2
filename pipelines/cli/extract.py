"""`plumbline extract`: the tables of any PDF or text file, known or not; no warehouse is needed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines.cli import exits, formats, tables
from pipelines.settings import cores

if TYPE_CHECKING:
    from pipelines.extraction.model import Box, Reading, Table


class Format(StrEnum):
    """How tables are written."""

    json = "json"
    csv = "csv"
    markdown = "markdown"


_SUFFIX = {Format.json: ".json", Format.csv: ".csv", Format.markdown: ".md"}


def extract(
    files: Annotated[list[Path], typer.Argument(help="PDF or text files.", show_default=False)],
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the tables.")] = Format.json,
    pages: Annotated[
        str | None, typer.Option(help="Pages to read: 2, or 1-3 (`pages` in JSON counts these). [default: all]")
    ] = None,
    region: Annotated[
        list[str] | None,
        typer.Option(metavar="PAGE:x0,top,x1,bottom", help="Read the one table in this place of a PDF, in points."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder to write files to. [default: standard output]")
    ] = None,
    image: Annotated[
        Path | None, typer.Option(help="Folder for pictures of the pages with tables, what was found drawn over them.")
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="How many to read at once; 0: one a core.")] = 1,
) -> int:
    """Read the tables and call-outs of files, each cell with its page and box."""
    asked = Asked(tuple(files), _span(pages), _regions(region, files, pages), image, jobs or cores())
    readings: list[Reading] = []
    code = exits.OK
    stems: set[str] = set()
    for path, outcome in _read(asked):
        if isinstance(outcome, str):
            print(f"plumbline: {outcome}", file=sys.stderr)
            code = exits.FAILED
            continue
        if asked.regions:
            outcome = _in_order(outcome, asked.regions)
        readings.append(outcome)
        print(_told(path, outcome), file=sys.stderr)
        if image is not None and not _drawn(path, outcome, asked, _free(path.name, stems)):
            code = exits.FAILED
    if output is None:
        if readings:
            sys.stdout.write(_together(readings, format, several=len(files) > 1))
        return code
    try:
        _write_files(readings, format, output)
    except OSError as error:
        print(f"plumbline: {output}: cannot be written ({error.strerror}). Name another folder.", file=sys.stderr)
        return exits.FAILED
    return code


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for on the command line."""

    files: tuple[Path, ...]
    pages: tuple[int, int] | None
    regions: tuple[Box, ...]
    image: Path | None
    jobs: int


def _span(pages: str | None) -> tuple[int, int] | None:
    if pages is None:
        return None
    found = re.fullmatch(r"\s*(\d{1,6})\s*(?:-\s*(\d{1,6})\s*)?", pages)
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (0, 0)
    if not 1 <= first <= last:
        raise typer.BadParameter(f"{pages!r} is no span of pages; write 2 or 1-3.", param_hint="--pages")
    return first, last


def _regions(given: list[str] | None, files: list[Path], pages: str | None) -> tuple[Box, ...]:
    if not given:
        return ()
    from pipelines.extraction.model import Box

    if len(files) > 1:
        raise typer.BadParameter("regions are places on the pages of one file; name one file.", param_hint="--region")
    if pages is not None:
        raise typer.BadParameter("a region names its page; leave --pages out.", param_hint="--region")
    number = r"\s*(\d{1,5}(?:\.\d{0,6})?)\s*"
    boxes = []
    for text in given:
        found = re.fullmatch(rf"\s*(\d{{1,6}})\s*:{number},{number},{number},{number}", text)
        x0, top, x1, bottom = (float(v) for v in found.groups()[1:]) if found else (0.0, 0.0, 0.0, 0.0)
        if found is None or int(found[1]) < 1 or x0 >= x1 or top >= bottom:
            raise typer.BadParameter(
                f"{text!r} is no region; write PAGE:x0,top,x1,bottom in points from the upper left corner of the page, "
                "as 3:54,120.5,540,300.",
                param_hint="--region",
            )
        boxes.append(Box(int(found[1]), x0, top, x1, bottom))
    return tuple(boxes)


def _read(asked: Asked) -> Iterator[tuple[Path, Reading | str]]:
    """Each file with its reading, or with the sentence that says why there is none, in the order given."""
    from pipelines import progress
    from pipelines.documents.intake import IntakeError, examine
    from pipelines.extraction.model import ExtractionError
    from pipelines.extraction.sandbox import Job, read_many

    refused: dict[int, str] = {}
    jobs = []
    for n, path in enumerate(asked.files):
        try:
            examine(path)
            jobs.append(Job(str(n), path, pages=asked.pages, regions=asked.regions))
        except IntakeError as error:
            refused[n] = str(error)

    def told(job: Job, page: int) -> None:
        progress.advance(f"{job.path.name}, page {page}")

    # Away from a terminal the line about each file is all that is said.
    shown = progress.Bar() if sys.stderr.isatty() else None
    with progress.use(shown), progress.stage("Reading"):
        outcomes = read_many(jobs, at_once=asked.jobs, on_page=told)
        for n, path in enumerate(asked.files):
            if n in refused:
                yield path, refused[n]
                continue
            _, outcome = next(outcomes)
            yield path, str(outcome) if isinstance(outcome, ExtractionError) else outcome


def _in_order(reading: Reading, regions: Sequence[Box]) -> Reading:
    """The reading with its tables in the order in which their regions were given; says where a region has none.

    The reader gives at most one table for each region, page after page.
    """
    rest = list(reading.tables)
    found: dict[int, Table] = {}
    for n in sorted(range(len(regions)), key=lambda n: regions[n].page):
        if rest and _stands_in(rest[0], regions[n]):
            found[n] = rest.pop(0)
        else:
            place = f"{regions[n].page}:{','.join(f'{v:g}' for v in regions[n].bbox())}"
            print(f"{reading.file}: no table was found in region {place}", file=sys.stderr)
    return replace(reading, tables=tuple(found[n] for n in sorted(found)))


def _stands_in(table: Table, region: Box) -> bool:
    """Whether the cells of a table stand in a region; its caption and notes may stand around it."""
    inside = [
        region.x0 <= (c.box.x0 + c.box.x1) / 2 <= region.x1
        and region.top <= (c.box.top + c.box.bottom) / 2 <= region.bottom
        for c in table.cells
    ]
    return table.parts[0].page == region.page and 2 * sum(inside) >= len(inside)


def _drawn(path: Path, reading: Reading, asked: Asked, stem: str) -> bool:
    """Draw the pages of a reading; whether that could be done."""
    from pipelines.extraction.model import ExtractionError
    from pipelines.extraction.sandbox import draw_guarded

    assert asked.image is not None
    if reading.rendition != "pdf":
        print(f"plumbline: {path.name}: no picture is drawn of it; only the pages of a PDF can be.", file=sys.stderr)
        return False
    first, last = asked.pages or (1, 0)
    try:
        made = draw_guarded(path, reading, asked.image, range(first, last + 1), stem)
    except ExtractionError as error:
        print(f"plumbline: {error}", file=sys.stderr)
        return False
    print(f"{path.name}: {len(made)} pictures in {asked.image}", file=sys.stderr)
    return True


def _told(path: Path, reading: Reading) -> str:
    scanned = sum(page.scanned for page in reading.pages)
    more = f"; {scanned} without characters (scanned), which cannot be read" if scanned else ""
    return f"{path.name}: {len(reading.tables)} tables on {len(reading.pages)} pages{more}"


def _together(readings: list[Reading], format: Format, several: bool) -> str:
    import json

    if format is Format.json:
        found = [tables.as_json(reading) for reading in readings]
        return json.dumps(found if several else found[0], ensure_ascii=False) + "\n"
    if format is Format.markdown:
        return "\n".join(
            f"## {formats.markdown_cell(reading.file)}\n\n" + "\n".join(map(tables.as_markdown, reading.tables))
            for reading in readings
        )
    # The tables of a file differ in their columns: each has a line with its name before it and an empty line after it.
    return "\n".join(
        formats.to_csv([reading.file, tables.name_of(table)], []) + tables.as_csv(table)
        for reading in readings
        for table in reading.tables
    )


def _write_files(readings: list[Reading], format: Format, output: Path) -> None:
    output.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for reading in readings:
        if format is not Format.csv:
            name = _free(Path(reading.file).name, taken) + _SUFFIX[format]
            _put(output / name, _together([reading], format, several=False))
            continue
        stem = _free(Path(reading.file).name, taken)
        for n, table in enumerate(reading.tables, start=1):
            label = re.sub(r"[^a-z0-9]+", "_", table.label.casefold()).strip("_")[:40] or "table"
            _put(output / f"{stem}.{n:02d}_{label}.csv", tables.as_csv(table))


def _free(name: str, taken: set[str]) -> str:
    free, n = name, 2
    while free in taken:
        free, n = f"{name}-{n}", n + 1
    taken.add(free)
    return free


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    print(path)
