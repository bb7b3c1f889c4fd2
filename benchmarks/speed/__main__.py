"""How long reading whole reports takes beside other readers, side by side in children, and how much memory it holds.

In one process readers take turns on the same files, several rounds, and the smallest time of each counts: what else the
machine does only ever adds. Memory is that of a process of its own which reads reports of 100 and 400 pages, made here.

    python -m benchmarks.speed [FILES] [--rounds 3] [--jobs 0] [--pages 400] [--json OUT]
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:1] = [str(ROOT)]  # also when run as a folder

from benchmarks.accuracy import timing  # noqa: E402
from benchmarks.accuracy.readers import readers  # noqa: E402

LIMIT_MIB = 300
"""A report of 400 pages is to be read within this."""
READ_ALONE = """
import sys, time
from pathlib import Path
from pipelines.extraction.reader import read_pdf
began = time.perf_counter()
reading = read_pdf(Path(sys.argv[1]))
peak = [l.split()[1] for l in open("/proc/self/status") if l.startswith("VmHWM")]
print(time.perf_counter() - began, int(peak[0]) / 1024, len(reading.tables), len(reading.pages))
"""


def reports() -> list[Path]:
    """The shipped reports and, where it lies beside the project, the long one with known values."""
    found = sorted((ROOT / "source_docs" / "files").glob("*.pdf"))
    return found + sorted((ROOT.parent / "shared" / "bench" / "nics").glob("*.pdf"))


def every_reader() -> dict[str, Callable[[Path], object]]:
    """What is timed: pdfplumber's characters first, then ours, then its peers."""
    from pipelines.extraction.reader import read_pdf

    found: dict[str, Callable[[Path], object]] = {"pdfplumber characters": timing.characters, "plumbline": read_pdf}
    for reader in readers()[0]:
        if reader.name != "plumbline":
            found[reader.name.replace("pdfplumber find_tables", "pdfplumber extract_tables")] = reader.read
    return found


def in_turn(files: list[Path], rounds: int, wanted: tuple[str, ...]) -> dict[str, float]:
    """Seconds that each reader takes for all files, the smallest of its rounds."""
    chosen = {n: r for n, r in every_reader().items() if not wanted or n.startswith(wanted)}
    best: dict[str, float] = {}
    timing.characters(files[0])  # what is imported and made once is nobody's time
    for _ in range(rounds):
        for name, read in chosen.items():
            print(f"{name} …", file=sys.stderr, flush=True)
            try:
                took = sum(timing.seconds(read, path) for path in files)
            except Exception as error:  # whatever a reader raises
                print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
                continue
            best[name] = min(took, best.get(name, took))
    return best


def side_by_side(files: list[Path], at_once: int, rounds: int) -> float:
    """Seconds in which children read all files, their start included; the smallest of some rounds."""
    from pipelines.extraction.sandbox import Job, read_many

    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        for job, outcome in read_many([Job(path.name, path) for path in files], at_once=at_once):
            if isinstance(outcome, Exception):
                sys.exit(f"{job.key}: {outcome}")
        times.append(time.perf_counter() - began)
    return min(times)


def made_report(path: Path, pages: int) -> Path:
    """A report of so many pages: prose, and a table of twenty rows on each."""
    from reportlab.lib.pagesizes import letter
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=letter)
    for page in range(pages):
        canvas.setFont("Times-Roman", 10)
        for line in range(20):
            canvas.drawString(54, 740 - 12 * line, f"Page {page + 1}, line {line}: the courts closed 1,430 cases " * 2)
        canvas.setFont("Helvetica-Bold", 9)
        canvas.drawString(54, 470, f"Table {page + 1}. Cases closed, by court and year")
        canvas.line(54, 462, 540, 462)
        canvas.setFont("Helvetica", 9)
        for column in range(6):
            canvas.drawRightString(240 + 60 * column, 450, str(2010 + column))
        canvas.line(54, 445, 540, 445)
        for row in range(20):
            canvas.drawString(54, 432 - 14 * row, f"Court of district {row + 1}")
            for column in range(6):
                canvas.drawRightString(240 + 60 * column, 432 - 14 * row, f"{(page + 1) * 37 + row * 101 + column:,}")
        canvas.line(54, 432 - 14 * 20, 540, 432 - 14 * 20)
        canvas.showPage()
    canvas.save()
    return path


def memory(pages: int) -> dict[str, float]:
    """Seconds, peak memory (MiB), tables and pages of a process that reads a report of so many pages."""
    with tempfile.TemporaryDirectory(prefix="plumbline-speed-") as folder:
        path = made_report(Path(folder) / "report.pdf", pages)
        done = subprocess.run(
            [sys.executable, "-c", READ_ALONE, str(path)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    seconds, peak, tables, read = map(float, done.stdout.split())
    return {"seconds": seconds, "peak_mib": peak, "tables": tables, "pages": read}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path, help="PDFs [default: the shipped reports, and NICS if there]")
    parser.add_argument("--readers", default="", help="only those whose names begin so (comma separated)")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=0, help="children at once; 0: one a core")
    parser.add_argument("--pages", type=int, default=400, help="pages of the report made for memory; 0: none")
    parser.add_argument("--json", type=Path, metavar="OUT")
    asked = parser.parse_args()
    warnings.simplefilter("ignore")
    files = asked.files or reports()
    at_once = asked.jobs or os.cpu_count() or 1
    found: dict[str, Any] = {"files": [p.name for p in files], "rounds": asked.rounds}
    found["seconds"] = in_turn(files, asked.rounds, tuple(filter(None, asked.readers.split(","))))
    found["children"] = {n: side_by_side(files, n, asked.rounds) for n in sorted({1, at_once})}
    found["memory"] = [memory(n) for n in (asked.pages // 4, asked.pages) if n]
    show(found)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1), encoding="utf-8")


def show(found: dict[str, Any]) -> None:
    """Print what was measured."""
    print(f"{len(found['files'])} reports, the smallest of {found['rounds']} rounds in one process\n")
    print("| reader | seconds | to pdfplumber's characters | to plumbline |")
    print("|---|---|---|---|")
    times = found["seconds"]
    chars, ours = times.get("pdfplumber characters"), times.get("plumbline")
    for name, seconds in times.items():
        print(f"| {name} | {seconds:.2f} | {_over(seconds, chars)} | {_over(seconds, ours)} |")
    print()
    for children, seconds in found["children"].items():
        print(f"plumbline in {children} child process{'es' if children > 1 else ''}, start included: {seconds:.2f} s")
    for m in found["memory"]:
        print(
            f"{m['pages']:.0f} pages with {m['tables']:.0f} tables: {m['seconds']:.1f} s, "
            f"at most {m['peak_mib']:.0f} MiB resident (limit {LIMIT_MIB})"
        )


def _over(seconds: float, base: float | None) -> str:
    return f"{seconds / base:.2f}" if base else ""


if __name__ == "__main__":
    main()
