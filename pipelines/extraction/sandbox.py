"""Reading in child processes with limits of time and memory: a hostile file harms itself, not the run.

One child reads one file after another; where a file takes too long, too much memory, or kills the child, that file is
told unreadable and a new child goes on with the next. Several children may read at once (see `crew`). A request is a
line of JSON, with further lines where it says so; an answer is lines of a letter and JSON: `P` for a page that is done,
then one of `R` (a reading), `F` (what pages gave), `D` (pictures drawn), `N` (a number) or `E` (why it failed).
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from pipelines.documents.spec import TableSpec
from pipelines.extraction.model import Box, ExtractionError, Reading
from pipelines.extraction.wire import from_wire, to_wire

SECONDS_PER_FILE = 180.0
"""A report of some hundred pages takes about half of this on a slow core."""
MEMORY_BYTES = 3 << 30
"""Address space of the reading process; a page of dense text takes a few tens of megabytes."""
MAX_ANSWER_BYTES = 512 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read; `expected` helps the text reader, `key` is the caller's own name for the job.

    `regions` (a PDF only) are the places of the tables, where they are known.
    """

    key: str
    path: Path
    expected: tuple[TableSpec, ...] = ()
    pages: tuple[int, int] | None = None
    regions: tuple[Box, ...] = ()


Outcome = Reading | ExtractionError
OnPage = Callable[[Job, int], None]
"""Told of each page of a PDF that is done; with several children, from several threads."""


class Child:
    """A reading process and its pipes."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": _import_root() + os.pathsep + os.environ.get("PYTHONPATH", "")}
        self.process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-m", "pipelines.extraction.sandbox"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
        assert self.process.stdout is not None
        self._lines = _Lines(self.process.stdout)

    def ask(
        self,
        request: dict[str, Any],
        seconds: float,
        more: Sequence[bytes] = (),
        on_page: Callable[[int], None] | None = None,
    ) -> tuple[str, bytes]:
        """The letter and the JSON of the child's answer; TimeoutError past the limit, EOFError where the child died."""
        deadline = time.monotonic() + seconds
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        for line in more:
            self.process.stdin.write(line + b"\n")
        self.process.stdin.flush()
        while True:
            line = self._lines.next(deadline)
            if line[:1] != b"P":
                return chr(line[0]), line[1:]
            if on_page is not None:
                on_page(int(line[1:]))

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:  # what it had not yet taken in
                    continue


def _import_root() -> str:
    return str(Path(__file__).resolve().parents[2])


class _Lines:
    """The lines of a pipe, each waited for until a deadline and no longer than the limit."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self.number = pipe.fileno()
        self.parts: list[bytes] = []
        self.size = 0

    def next(self, deadline: float) -> bytes:
        """The next line, without its end."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.number, selectors.EVENT_READ)
            while True:
                if self.parts and (at := self.parts[-1].find(b"\n")) >= 0:
                    last = self.parts.pop()
                    line = b"".join([*self.parts, last[:at]])
                    self.parts = [last[at + 1 :]] if at + 1 < len(last) else []
                    self.size = len(self.parts[0]) if self.parts else 0
                    return line
                left = deadline - time.monotonic()
                if left <= 0 or not selector.select(left):
                    raise TimeoutError
                part = os.read(self.number, 1 << 20)
                self.size += len(part)
                if not part or self.size > MAX_ANSWER_BYTES:
                    raise EOFError
                self.parts.append(part)


class Reader:
    """Asks a child, and begins a new one where the one before was lost."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.child: Child | None = None

    def ask(
        self,
        path: Path,
        request: dict[str, Any],
        more: Sequence[bytes] = (),
        on_page: Callable[[int], None] | None = None,
    ) -> tuple[str, bytes]:
        """The letter and JSON of the answer; raises ExtractionError where there is none, or one that says why."""
        child = self.child = self.child or Child()
        try:
            letter, answer = child.ask(request, self.seconds, more, on_page)
            if letter == "E":
                raise ExtractionError(json.loads(answer))
        except TimeoutError:
            self.stop()
            raise ExtractionError(
                f"{path.name}: reading took more than {self.seconds:g} seconds and was stopped. "
                "Read it in parts with `plumbline extract --pages`, or get a fresh copy of the file."
            ) from None
        except (EOFError, BrokenPipeError, ConnectionError, ValueError, IndexError):
            self.stop()
            raise ExtractionError(
                f"{path.name}: reading ended early (the file takes more than {MEMORY_BYTES >> 30} GiB "
                "of memory, or breaks the PDF reader). Get a fresh copy of the file, "
                "or read it in parts with --pages."
            ) from None
        return letter, answer

    def read(self, job: Job, on_page: OnPage | None = None) -> Outcome:
        """The reading of a whole job, or why there is none."""
        try:
            return opened(self.ask(job.path, request_for(job), on_page=told_of(job, on_page))[1])
        except ExtractionError as error:
            return error

    def stop(self) -> None:
        """End the child, if there is one."""
        if self.child is not None:
            self.child.stop()
            self.child = None


def told_of(job: Job, on_page: OnPage | None) -> Callable[[int], None] | None:
    """What is told of the pages of one job."""
    return None if on_page is None else partial(on_page, job)


def request_for(job: Job, do: str = "read") -> dict[str, Any]:
    """The request that a child is asked with."""
    return {
        "do": do,
        "path": str(job.path),
        "pages": job.pages,
        "regions": to_wire(job.regions, tuple[Box, ...]),
        "expected": [spec.model_dump(mode="json") for spec in job.expected],
    }


def opened(answer: bytes) -> Reading:
    """The reading of an answer."""
    reading: Reading = from_wire(json.loads(answer), Reading)
    return reading


def read_many(
    jobs: Iterable[Job], seconds: float = SECONDS_PER_FILE, at_once: int = 1, on_page: OnPage | None = None
) -> Iterator[tuple[Job, Outcome]]:
    """Each job with its reading, or with the error that names the file and what to do; in the order of the jobs.

    With `at_once` above 1 so many children read side by side, and a long PDF is read in spans of pages; the readings
    are the same. The limits of time and memory hold for each child.
    """
    if at_once > 1:
        from pipelines.extraction.crew import read_side_by_side

        yield from read_side_by_side(jobs, seconds, at_once, on_page)
        return
    reader = Reader(seconds)
    try:
        for job in jobs:
            yield job, reader.read(job, on_page)
    finally:
        reader.stop()


def read_guarded(path: Path, expected: Sequence[TableSpec] = (), pages: range | None = None) -> Reading:
    """One file read in the child process; raises ExtractionError as `reader.read_file` does."""
    span = (pages.start, pages.stop - 1) if pages is not None else None
    for _, result in read_many([Job(path.name, path, tuple(expected), span)]):
        if isinstance(result, ExtractionError):
            raise result
        return result
    raise AssertionError("read_many answers each job")


def draw_guarded(
    path: Path,
    reading: Reading,
    folder: Path,
    pages: Iterable[int] = (),
    stem: str = "",
    seconds: float = SECONDS_PER_FILE,
) -> list[Path]:
    """Pictures of the pages of a PDF (see `picture.draw_pages`), drawn in a child; raises ExtractionError."""
    reader = Reader(seconds)
    request = {"do": "draw", "path": str(path), "folder": str(folder), "named": list(pages), "stem": stem, "more": 1}
    try:
        return [Path(p) for p in json.loads(reader.ask(path, request, [_closed(reading)])[1])]
    finally:
        reader.stop()


def _closed(reading: Reading) -> bytes:
    return json.dumps(to_wire(reading, Reading), separators=(",", ":")).encode()


def main() -> None:
    """What the child does: answer one request after another until its input ends."""
    _limit_memory()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing that a library prints may get between the answers

    def tell(letter: str, value: Any) -> None:
        answers.write(letter.encode() + json.dumps(value, separators=(",", ":")).encode() + b"\n")
        answers.flush()

    for line in sys.stdin.buffer:
        request = json.loads(line)
        more = [sys.stdin.buffer.readline() for _ in range(request.get("more", 0))]
        name = Path(request["path"]).name
        try:
            letter, value = _answer(request, more, lambda number: tell("P", number))
        except ExtractionError as error:
            letter, value = "E", str(error)
        except OSError as error:
            letter, value = (
                "E",
                f"{error.filename or name}: {error.strerror or error}. Check the path and its permissions.",
            )
        except (MemoryError, RecursionError) as error:
            letter, value = "E", f"{name}: the file is built in a way that cannot be read ({type(error).__name__})."
        except Exception as error:  # a defect of ours on this file: it must not take the other files with it
            letter = "E"
            value = f"{name}: reading failed ({type(error).__name__}: {error}). "
            value += "The other files are not touched; please report the file."
        tell(letter, value)


def _limit_memory() -> None:
    """Bound the memory of this (child) process, where the system can."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (OSError, ValueError):
        return  # a system that refuses limits still has the time limit


def _answer(request: dict[str, Any], more: list[bytes], on_page: Callable[[int], None]) -> tuple[str, Any]:
    """The letter and the value of the answer to a request."""
    from pipelines.extraction import pdf, reader

    path = Path(request["path"])
    if request["do"] == "count":
        return "N", pdf.page_count(path)
    if request["do"] == "draw":
        from pipelines.extraction.picture import draw_pages

        drawn = draw_pages(path, opened(more[0]), Path(request["folder"]), request["named"], request["stem"])
        return "D", [str(p) for p in drawn]
    if request["do"] == "join":
        return "R", to_wire(_joined(path, more), Reading)
    pages = range(request["pages"][0], request["pages"][1] + 1) if request["pages"] else None
    if request["do"] == "span":
        began = time.perf_counter()
        found = list(reader.pages_found(path, pages, on_page=on_page))
        return "F", [time.perf_counter() - began, to_wire(found, list[reader.PageFound])]
    expected = tuple(TableSpec.model_validate(spec) for spec in request["expected"])
    regions: tuple[Box, ...] = from_wire(request["regions"], tuple[Box, ...])
    return "R", to_wire(reader.read_file(path, expected, pages, regions, on_page), Reading)


def _joined(path: Path, spans: list[bytes]) -> Reading:
    """The reading of a file whose spans of pages were read apart; its seconds are those of all of them."""
    from dataclasses import replace

    from pipelines.extraction import reader

    began = time.perf_counter()
    seconds = 0.0
    found: list[reader.PageFound] = []
    for line in spans:
        took, pages = json.loads(line)
        seconds += took
        found += from_wire(pages, list[reader.PageFound])
    reading = reader.put_together(path.name, reader.sha256_of(path), found)
    return replace(reading, seconds=seconds + time.perf_counter() - began)


if __name__ == "__main__":
    main()
