"""Runs whose process is gone: found and reported as failed, since they would hold up the queue for good."""

from __future__ import annotations

import os
import socket
import time

import dagster as dg

PID = "plumbline/pid"
HOST = "plumbline/host"
STARTED = "plumbline/process_started"
GRACE_SECONDS = 120.0
"""How long a run may be under way without having said which process it is in."""

_OPEN = [dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.CANCELING]


def _started(pid: int) -> str:
    import psutil  # type: ignore[import-untyped,unused-ignore]

    try:
        return f"{psutil.Process(pid).create_time():.0f}"
    except psutil.Error:
        return ""


def identity() -> dict[str, str]:
    """The tags that say in which process a run is."""
    return {PID: str(os.getpid()), HOST: socket.gethostname(), STARTED: _started(os.getpid())}


def mark(instance: dg.DagsterInstance, run_id: str) -> None:
    """Write into the tags of a run in which process it is."""
    run = instance.get_run_by_id(run_id)
    if run is not None and run.tags.get(PID) != str(os.getpid()):
        instance.add_run_tags(run_id, identity())


def _is_orphan(record: dg.RunRecord) -> bool:
    tags = record.dagster_run.tags
    if PID not in tags:
        return time.time() - (record.start_time or record.create_timestamp.timestamp()) > GRACE_SECONDS
    if tags.get(HOST) != socket.gethostname():
        return False
    return _started(int(tags[PID])) != tags.get(STARTED)


def report_orphans(instance: dg.DagsterInstance) -> list[str]:
    """Report every run as failed whose process is gone; returns their ids."""
    found = []
    for record in instance.get_run_records(dg.RunsFilter(statuses=_OPEN)):
        if _is_orphan(record):
            instance.report_run_failed(
                record.dagster_run, "The process of this run is gone: it was killed, or the machine went down."
            )
            found.append(record.dagster_run.run_id)
    _free_slots(instance)
    return found


def _free_slots(instance: dg.DagsterInstance) -> None:
    """Give back the pool slots of runs that are over: a killed run keeps its slot, and the next one waits for it."""
    storage = instance.event_log_storage
    if not storage.supports_global_concurrency_limits:
        return
    for run_id in storage.get_concurrency_run_ids():
        run = instance.get_run_by_id(run_id)
        if run is None or run.is_finished:
            storage.free_concurrency_slots_for_run(run_id)
