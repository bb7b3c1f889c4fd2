"""Several reading processes at once: files side by side, and a long PDF in spans of pages.

In: jobs and how many children may read at once. Out: the same outcomes as with one child, in the order of the jobs.
Relies on pages being read each by itself (`reader.pages_found`) and put together afterwards (`reader.put_together`); a
child puts them together too, so that nothing of a file is looked into by the process that asks.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TypeVar

from pipelines.extraction.model import ExtractionError
from pipelines.extraction.sandbox import Job, OnPage, Outcome, Reader, opened, request_for, told_of

SMALL_FILE = 64 << 10
"""A file of fewer bytes than this has few pages; it is not opened to count them."""
LEAST_SPAN = 8
"""Fewer pages than this are not worth opening a file once more."""
SPANS_EACH = 3
"""So many spans for each child: pages differ, and no child should wait long for another."""

T = TypeVar("T")


def read_side_by_side(
    jobs: Iterable[Job], seconds: float, at_once: int, on_page: OnPage | None
) -> Iterator[tuple[Job, Outcome]]:
    """Each job with its outcome, in the order of the jobs, read by `at_once` children."""
    crew = _Crew(seconds, at_once, on_page)
    try:
        begun = [(job, crew.begin(job)) for job in jobs]
        for job, outcome in begun:
            yield job, outcome.result()
    finally:
        crew.stop()


def spans_of(first: int, last: int, at_once: int) -> list[tuple[int, int]]:
    """Pages cut in spans of about the same length for so many children; one span where cutting is not worth while."""
    total = last - first + 1
    length = max(LEAST_SPAN, -(-total // (at_once * SPANS_EACH)))
    return [(at, min(at + length - 1, last)) for at in range(first, last + 1, length)]


class _Crew:
    """Children, each with a thread that waits for it, and what they are to do."""

    def __init__(self, seconds: float, at_once: int, on_page: OnPage | None) -> None:
        self.pool = ThreadPoolExecutor(at_once, thread_name_prefix="reading")
        self.own = threading.local()
        self.readers: list[Reader] = []
        self.seconds, self.at_once, self.on_page = seconds, at_once, on_page
        self.stopped = False

    def begin(self, job: Job) -> Future[Outcome]:
        """What will be the outcome of a job."""
        outcome: Future[Outcome] = Future()
        if job.regions or not _may_be_long(job):
            self._whole(job, outcome)
        else:
            self.then(lambda reader: self._count(reader, job), outcome, lambda spans: self._begun(job, spans, outcome))
        return outcome

    def stop(self) -> None:
        """End the children and forget what is still to do."""
        self.stopped = True
        self.pool.shutdown(wait=False, cancel_futures=True)
        for reader in self.readers:
            if reader.child is not None:
                reader.child.process.kill()
        self.pool.shutdown()
        for reader in self.readers:
            reader.stop()

    def then(self, work: Callable[[Reader], T], outcome: Future[Outcome], go_on: Callable[[T], None]) -> None:
        """Let a child do some work and go on with what comes of it; an error is the outcome."""

        def done() -> None:
            try:
                go_on(work(self._reader()))
            except ExtractionError as error:
                _settle(outcome, error)
            except BaseException as error:
                if not outcome.done():
                    outcome.set_exception(error)

        if not self.stopped:
            self.pool.submit(done)

    def _reader(self) -> Reader:
        found: Reader | None = getattr(self.own, "reader", None)
        if found is None:
            found = self.own.reader = Reader(self.seconds)
            self.readers.append(found)
        return found

    def _count(self, reader: Reader, job: Job) -> list[tuple[int, int]]:
        """The spans to read a job in; none where it is to be read in one."""
        total = int(json.loads(reader.ask(job.path, request_for(job, "count"))[1]))
        first, last = job.pages or (1, total)
        return spans_of(first, last, self.at_once) if last <= total else []

    def _begun(self, job: Job, spans: Sequence[tuple[int, int]], outcome: Future[Outcome]) -> None:
        if len(spans) < 2:
            self._whole(job, outcome)
        else:
            _Parts(self, job, spans, outcome).begin()

    def _whole(self, job: Job, outcome: Future[Outcome]) -> None:
        self.then(lambda reader: reader.read(job, self.on_page), outcome, lambda found: _settle(outcome, found))

    def span(self, reader: Reader, job: Job) -> bytes | ExtractionError:
        """What a span of pages gives, as it came, or why there is nothing."""
        try:
            return reader.ask(job.path, request_for(job, "span"), on_page=told_of(job, self.on_page))[1]
        except ExtractionError as error:
            return error


class _Parts:
    """The spans of one file on their way to one reading."""

    def __init__(self, crew: _Crew, job: Job, spans: Sequence[tuple[int, int]], outcome: Future[Outcome]) -> None:
        self.crew, self.job, self.outcome = crew, job, outcome
        self.jobs = [replace(job, pages=span) for span in spans]
        self.found: dict[int, bytes | ExtractionError] = {}
        self.lock = threading.Lock()

    def begin(self) -> None:
        """Have each span read."""
        for at in range(len(self.jobs)):
            self.crew.then(partial(self._read, at), self.outcome, partial(self._add, at))

    def _read(self, at: int, reader: Reader) -> bytes | ExtractionError:
        return self.crew.span(reader, self.jobs[at])

    def _add(self, at: int, found: bytes | ExtractionError) -> None:
        with self.lock:
            self.found[at] = found
            if len(self.found) < len(self.jobs):
                return
        parts = [self.found[n] for n in range(len(self.jobs))]
        first_error = next((p for p in parts if isinstance(p, ExtractionError)), None)
        if first_error is not None:  # the one that reading page after page would have met
            _settle(self.outcome, first_error)
            return
        lines = [p for p in parts if isinstance(p, bytes)]
        request = {**request_for(self.job, "join"), "more": len(lines)}
        self.crew.then(
            lambda reader: opened(reader.ask(self.job.path, request, lines)[1]),
            self.outcome,
            lambda reading: _settle(self.outcome, reading),
        )


def _settle(outcome: Future[Outcome], found: Outcome) -> None:
    if not outcome.done():
        outcome.set_result(found)


def _may_be_long(job: Job) -> bool:
    """Whether it may be worth while to read a file in spans: a PDF that is not small."""
    if job.pages is not None and job.pages[1] - job.pages[0] < 2 * LEAST_SPAN:
        return False
    try:
        with job.path.open("rb") as handle:
            return b"%PDF-" in handle.read(1024) and handle.seek(0, 2) >= SMALL_FILE
    except OSError:
        return False
