"""`plumbline test`: style, types and tests, as they have to hold before anything is handed on."""

from __future__ import annotations

import os
import subprocess
import sys

import typer

from pipelines.cli import exits
from pipelines.settings import PROJECT


def test(context: typer.Context) -> int:
    """Check style (ruff), types (mypy) and run the tests (pytest). With arguments, run only pytest with them."""
    python = [sys.executable, "-m"]
    given = list(context.args)
    if given:
        return subprocess.call([*python, "pytest", *given], cwd=PROJECT)
    first_failure = exits.OK
    workers = str(min(os.cpu_count() or 1, 4))
    for step in (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        # Tests of one file share what is costly to make, so a file stays with one worker; the last ones are short.
        ["pytest", "-q", "-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"],
    ):
        print(f"$ {' '.join(step)}", flush=True)
        code = subprocess.call([*python, *step], cwd=PROJECT)
        first_failure = first_failure or code
    return first_failure
