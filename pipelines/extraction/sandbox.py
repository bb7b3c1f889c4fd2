"""Reading in a child process with limits of time and memory: a hostile file harms itself, not the run.

One child reads one file after another; where a file takes too long, too much memory, or kills the child, that file is
told unreadable and a new child goes on with the next. Jobs and readings go over pipes as JSON lines.
"""

from __future__ import annotations

import json
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from pipelines.documents.spec import TableSpec
from pipelines.extraction.model import ExtractionError, Reading, reading_from_json, reading_to_json

SECONDS_PER_FILE = 180.0
"""A report of some hundred pages takes about half of this on a slow core."""
MEMORY_BYTES = 3 << 30
"""Address space of the reading process; a page of dense text takes a few tens of megabytes."""
MAX_ANSWER_BYTES = 512 << 20


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read; `expected` helps the text reader, `key` is the caller's own name for the job."""

    key: str
    path: Path
    expected: tuple[TableSpec, ...] = ()
    pages: tuple[int, int] | None = None


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


class _Child:
    """The reading process and its pipes."""

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

    def ask(self, job: Job, seconds: float) -> dict[str, Any]:
        """The child's answer to one job; TimeoutError past the limit, EOFError where the child died."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        request = {
            "path": str(job.path),
            "pages": job.pages,
            "expected": [spec.model_dump(mode="json") for spec in job.expected],
        }
        self.process.stdin.write(json.dumps(request).encode() + b"\n")
        self.process.stdin.flush()
        line = _read_line(self.process.stdout, time.monotonic() + seconds)
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        """End the child, whatever it is doing."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


def _import_root() -> str:
    return str(Path(__file__).resolve().parents[2])


def _read_line(pipe: IO[bytes], deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise TimeoutError
            part = os.read(pipe.fileno(), 1 << 20)
            if not part:
                raise EOFError
            parts.append(part)
            size += len(part)
            if part.endswith(b"\n"):
                return b"".join(parts)
            if size > MAX_ANSWER_BYTES:
                raise EOFError


def read_many(
    jobs: Iterable[Job], seconds: float = SECONDS_PER_FILE
) -> Iterator[tuple[Job, Reading | ExtractionError]]:
    """Each job with its reading, or with the error that names the file and what to do; in the order of the jobs."""
    child: _Child | None = None
    try:
        for job in jobs:
            child = child or _Child()
            try:
                answer = child.ask(job, seconds)
            except TimeoutError:
                child.stop()
                child = None
                yield (
                    job,
                    ExtractionError(
                        f"{job.path.name}: reading took more than {seconds:g} seconds and was stopped. "
                        "Read it in parts with `plumbline extract --pages`, or get a fresh copy of the file."
                    ),
                )
                continue
            except (EOFError, BrokenPipeError, ConnectionError, json.JSONDecodeError):
                child.stop()
                child = None
                yield (
                    job,
                    ExtractionError(
                        f"{job.path.name}: reading ended early (the file takes more than {MEMORY_BYTES >> 30} GiB "
                        "of memory, or breaks the PDF reader). Get a fresh copy of the file, "
                        "or read it in parts with --pages."
                    ),
                )
                continue
            if "error" in answer:
                yield job, ExtractionError(answer["error"])
            else:
                yield job, reading_from_json(answer["reading"])
    finally:
        if child is not None:
            child.stop()


def read_guarded(path: Path, expected: Sequence[TableSpec] = (), pages: range | None = None) -> Reading:
    """One file read in the child process; raises ExtractionError as `reader.read_file` does."""
    span = (pages.start, pages.stop - 1) if pages is not None else None
    for _, result in read_many([Job(path.name, path, tuple(expected), span)]):
        if isinstance(result, ExtractionError):
            raise result
        return result
    raise AssertionError("read_many answers each job")


def _serve() -> None:
    """The child's loop: a job a line in, a reading (or an error) a line out."""
    _limit_memory()
    from pipelines.extraction.reader import read_file

    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing that a library prints may get between the answers
    for line in sys.stdin.buffer:
        job = json.loads(line)
        expected = tuple(TableSpec.model_validate(spec) for spec in job["expected"])
        pages = range(job["pages"][0], job["pages"][1] + 1) if job["pages"] else None
        path = Path(job["path"])
        try:
            answer: dict[str, Any] = {"reading": reading_to_json(read_file(path, expected, pages))}
        except ExtractionError as error:
            answer = {"error": str(error)}
        except (MemoryError, RecursionError) as error:
            answer = {"error": f"{path.name}: the file is built in a way that cannot be read ({type(error).__name__})."}
        except Exception as error:  # a defect of ours on this file: it must not take the other files with it
            answer = {
                "error": f"{path.name}: reading failed ({type(error).__name__}: {error}). "
                "The other files are not touched; please report the file."
            }
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    _serve()
