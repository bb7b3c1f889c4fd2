"""`plumbline ui`: Dagster's pages and daemon, on this machine only."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import exits
from pipelines.settings import PROJECT, Settings

HOST = "127.0.0.1"


def ui(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port on 127.0.0.1.")] = 3000,
    source_docs: Annotated[Path | None, typer.Option(help="The folder of source documents.")] = None,
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse folder.")] = None,
) -> int:
    """Show the pipeline: Dagster's web pages and daemon on 127.0.0.1, until interrupted."""
    if not _is_free(port):
        print(f"plumbline: port {port} on {HOST} is taken. Name another: plumbline ui --port 3001", file=sys.stderr)
        return exits.FAILED
    settings = Settings.from_env(source_docs, warehouse)
    home = settings.dagster_home()
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(
        PLUMBLINE_SOURCE_DOCS=str(settings.source_docs),
        PLUMBLINE_WAREHOUSE=str(settings.warehouse),
        DAGSTER_HOME=str(home),
        DAGSTER_DISABLE_TELEMETRY="1",
    )
    # Paths in workspace.yaml are meant from the project.
    os.chdir(PROJECT)
    # A shell starts what runs in its background deaf to SIGINT, and Dagster then passes no signal on to its processes.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    print(f"Dagster on http://{HOST}:{port} (Ctrl-C ends it)", file=sys.stderr, flush=True)
    os.execv(sys.executable, command(port))  # noqa: S606 - no shell, and the program is this very Python


def command(port: int) -> list[str]:
    """The command line that starts Dagster's webserver and daemon on `port`."""
    dagster = [sys.executable, "-P", "-m", "dagster"]
    return [*dagster, "dev", "-w", "workspace.yaml", "-h", HOST, "-p", str(port)]


def _is_free(port: int) -> bool:
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError:
            return False
    return True
