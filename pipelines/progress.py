"""How a run says what it is doing: silent by default, plain lines, or a bar on a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TextIO


class Reporter(Protocol):
    """Something that shows the stages of a run and how far each has come."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage begins; `total` is the number of things in it where that is known."""

    def advance(self, what: str) -> None:
        """One thing of the current stage is done."""

    def end(self, seconds: float) -> None:
        """The current stage is over."""

    def close(self) -> None:
        """The run is over."""


class Silent:
    """Shows nothing."""

    def begin(self, stage: str, total: int | None) -> None:
        """Nothing."""

    def advance(self, what: str) -> None:
        """Nothing."""

    def end(self, seconds: float) -> None:
        """Nothing."""

    def close(self) -> None:
        """Nothing."""


class Lines(Silent):
    """Writes one line for each stage when it ends: for logs and pipes."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._stage = ""
        self._done = 0

    def begin(self, stage: str, total: int | None) -> None:
        """Remember the stage; it is written when it ends."""
        self._stage, self._done = stage, 0

    def advance(self, what: str) -> None:
        """Count one more."""
        self._done += 1

    def end(self, seconds: float) -> None:
        """Write the line."""
        count = f", {self._done}" if self._done else ""
        print(f"{self._stage}{count} ({seconds:.1f} s)", file=self._out, flush=True)


class Bar(Silent):
    """A bar for each stage on a terminal (rich, on standard error)."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._progress: Any = Progress(
            SpinnerColumn(finished_text="[green]✓"),
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.fields[what]}"),
            console=Console(stderr=True),
        )
        self._progress.start()
        self._task: Any = None
        self._done = 0

    def begin(self, stage: str, total: int | None) -> None:
        """Show the stage with an empty bar."""
        self._done = 0
        self._task = self._progress.add_task(stage, total=total, what="")

    def advance(self, what: str) -> None:
        """Move the bar by one."""
        if self._task is not None:
            self._done += 1
            self._progress.update(self._task, advance=1, what=what)

    def end(self, seconds: float) -> None:
        """Fill the bar."""
        if self._task is not None:
            done = max(self._done, 1)
            self._progress.update(self._task, total=done, completed=done, what="")
            self._task = None

    def close(self) -> None:
        """Give the terminal back."""
        self._progress.stop()


_current: Reporter = Silent()
seconds_by_stage: dict[str, float] = {}
"""How long each stage of the current run took, in seconds."""


def reporter_for(terminal: bool) -> Reporter:
    """A bar where standard error is a terminal, else plain lines."""
    return Bar() if terminal else Lines()


@contextmanager
def use(reporter: Reporter | None) -> Iterator[None]:
    """Let `reporter` show what happens inside the block."""
    global _current
    before, _current = _current, reporter or Silent()
    seconds_by_stage.clear()
    try:
        yield
    finally:
        _current.close()
        _current = before


@contextmanager
def stage(name: str, total: int | None = None) -> Iterator[None]:
    """Show a stage of the run and take its time."""
    started = time.perf_counter()
    _current.begin(name, total)
    try:
        yield
    finally:
        took = time.perf_counter() - started
        seconds_by_stage[name] = seconds_by_stage.get(name, 0.0) + took
        _current.end(took)


def advance(what: str) -> None:
    """Say that one thing of the current stage is done."""
    _current.advance(what)
