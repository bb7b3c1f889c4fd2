"""A job in this process, seen by the same Dagster instance that the web pages show."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.defs.build import build_definitions
from pipelines.defs.jobs import note_failure, resource_config
from pipelines.defs.orphans import identity, report_orphans
from pipelines.defs.storage import kept_connections
from pipelines.settings import PROJECT, Settings
from pipelines.steps.documents import Plan

CHECK_FAILED = "DagsterAssetCheckFailedError"
INTERRUPTED = {"DagsterExecutionInterruptedError", "KeyboardInterrupt"}


@dataclass(frozen=True, slots=True)
class Executed:
    """How a job went: its run, and the errors of the steps that failed (gates that failed are in the build's notes)."""

    run_id: str
    success: bool
    errors: tuple[str, ...]
    interrupted: bool = False


class InstanceError(Exception):
    """Dagster's own folder cannot be used; the message says which and what to do."""


def open_instance(home: Path) -> dg.DagsterInstance:
    """The Dagster instance of a folder, made with the project's settings where there is none.

    Raises InstanceError where the folder cannot be written.
    """
    from sqlalchemy.exc import SQLAlchemyError

    try:
        home.mkdir(parents=True, exist_ok=True)
        if not (home / "dagster.yaml").is_file() and (PROJECT / "dagster.yaml").is_file():
            shutil.copyfile(PROJECT / "dagster.yaml", home / "dagster.yaml")
        return dg.DagsterInstance.from_config(str(home))
    except (OSError, SQLAlchemyError) as error:
        said = " ".join(str(getattr(error, "orig", None) or error).split())
        raise InstanceError(
            f"{home}: Dagster cannot keep its notes there ({said}). Set DAGSTER_HOME to a folder that can be written."
        ) from error


def execute(settings: Settings, plan: Plan) -> Executed:
    """Run the job in this process; call it under the lock. Does not raise for steps that fail."""
    job = build_definitions(settings).resolve_job_def("full_refresh" if plan.reread else "changed_documents")
    config: dict[str, Any] = {
        "resources": resource_config(settings, only=plan.only, reread=plan.reread, give_up=list(plan.give_up)),
        # Dagster's own lines stay in its event log, where the web pages show them.
        "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
    }
    with _notes_written_fast(), kept_connections(), open_instance(settings.dagster_home()) as instance:
        report_orphans(instance)
        result = job.execute_in_process(run_config=config, instance=instance, raise_on_error=False, tags=identity())
        failed = [event for event in result.all_events if event.is_failure and event.is_step_event]
        errors = tuple(_error(event) for event in failed)
        if not result.success:
            note_failure(settings, result.dagster_run, "\n\n".join(errors) or "No step says why.")
        return Executed(result.run_id, result.success, errors, any(_interrupted(event) for event in failed))


@contextmanager
def _notes_written_fast() -> Iterator[None]:
    """Do not wait for the disk after each of Dagster's hundreds of events.

    They tell of the run and are no part of the warehouse; SQLite in WAL mode keeps its files whole all the same.
    """
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    def relax(connection: Any, record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.execute("PRAGMA synchronous=NORMAL").close()

    event.listen(Engine, "connect", relax)
    try:
        yield
    finally:
        event.remove(Engine, "connect", relax)


def _interrupted(event: dg.DagsterEvent) -> bool:
    """Whether a step failed because the run was asked to end: Dagster makes an error of its own of that."""
    error = getattr(event.event_specific_data, "error", None)
    while error is not None:
        if error.cls_name in INTERRUPTED:
            return True
        error = error.cause
    return False


def _error(event: dg.DagsterEvent) -> str:
    """The sentence of the error at the root of a failed step."""
    data = event.event_specific_data
    error = getattr(data, "error", None)
    if error is None:
        return event.message or "a step failed"
    failure = getattr(data, "user_failure_data", None)
    if failure is not None and failure.description:
        return str(failure.description)
    while error.cause is not None and error.cls_name != CHECK_FAILED:
        error = error.cause
    return f"{event.step_key}: {error.message.strip()}"
