"""A run from start to end in this process: lock, recovery, job, summary. The command line prints; this does not."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from pipelines import progress
from pipelines.publishing.lock import hold
from pipelines.publishing.meta import GateRecord
from pipelines.publishing.release import Release, current, recover, unchanged
from pipelines.settings import Settings
from pipelines.steps.dbt import DbtError
from pipelines.steps.documents import Plan, fingerprint_of, read_early
from pipelines.steps.state import BuildState, StepError

PUBLISHED, NOTHING_CHANGED = "published", "nothing changed"
STOPPED, FAILED, INTERRUPTED = "stopped by a gate", "failed", "interrupted"
EXIT_OK, EXIT_ERROR, EXIT_GATE, EXIT_QUARANTINE = 0, 1, 2, 3


class UnknownDocumentError(Exception):
    """The document that alone is to be read is not known; the message names those that are."""


@dataclass(frozen=True, slots=True)
class RunSummary:
    """How a run ended, in numbers and sentences, for people and programs."""

    outcome: str
    exit_code: int
    message: str
    release_id: str = ""
    run_id: str = ""
    documents: int = 0
    tables: int = 0
    numbers: int = 0
    confirmed: int = 0
    by_document: tuple[Mapping[str, Any], ...] = ()
    gates_passed: int = 0
    gates_failed: int = 0
    failures: tuple[str, ...] = ()
    quarantined: Mapping[str, str] = field(default_factory=dict)
    recovered: tuple[str, ...] = ()
    seconds: float = 0.0
    seconds_by_stage: Mapping[str, float] = field(default_factory=dict)


def run_job(
    settings: Settings,
    only: str | None = None,
    full: bool = False,
    reporter: progress.Reporter | None = None,
    give_up: Sequence[str] = (),
) -> RunSummary:
    """Build and publish what has changed (`full`: all anew; `only`: reread one document), and say how it went.

    A document that is published and no longer there stops the release, but for those in `give_up`.

    Raises WarehouseBusyError where another process writes the warehouse, UnknownDocumentError where `only` is not
    known, RegistryError where there are no publication files. The published file is whole at every moment.
    """
    started = time.perf_counter()
    plan = Plan(only or "", full, tuple(give_up))
    with hold(settings.warehouse, "plumbline run"), progress.use(reporter):
        recovered = tuple(recover(settings.warehouse))
        _check_known(settings, plan)
        if not plan.only and not plan.reread:
            release = unchanged(settings.warehouse, fingerprint_of(settings, plan))
            if release is not None:
                return _nothing_changed(settings, release, recovered, time.perf_counter() - started)
        try:
            with _terminable():
                read_early(settings, plan)
                from pipelines.defs.execute import execute

                done = execute(settings, plan)
        except KeyboardInterrupt:
            return _ended(recovered)
        except (DbtError, StepError) as error:
            return RunSummary(FAILED, EXIT_ERROR, str(error), failures=(str(error),), recovered=recovered)
        if done.interrupted:
            return _ended(recovered)
        seconds = time.perf_counter() - started
        return _summary(settings, done.run_id, done.success, done.errors, recovered, seconds)


def _ended(recovered: tuple[str, ...]) -> RunSummary:
    said = "The run was interrupted. The published warehouse is as it was."
    return RunSummary(INTERRUPTED, 128 + signal.SIGINT, said, recovered=recovered)


def _check_known(settings: Settings, plan: Plan) -> None:
    from pipelines.documents.registry import RegistryError, load

    registry = load(settings.source_docs)
    known = sorted({p.document_id for p in registry})
    if not known and not registry.refused:
        raise RegistryError(
            [f"{settings.publications}: holds no publication file. Put one there, or name another folder."]
        )
    if not plan.only:
        return
    if plan.only not in known:
        raise UnknownDocumentError(f"{plan.only} is not a known document; known are {', '.join(known) or 'none'}.")


def _nothing_changed(settings: Settings, release: Release, recovered: tuple[str, ...], seconds: float) -> RunSummary:
    message = f"Nothing has changed since release {release.release_id} of {release.published_at}."
    return RunSummary(
        NOTHING_CHANGED,
        EXIT_QUARANTINE if release.quarantined else EXIT_OK,
        message,
        release.release_id,
        release.run_id,
        **_counts(release.summary),
        gates_passed=sum(gate.passed for gate in release.gates),
        gates_failed=sum(not gate.passed for gate in release.gates),
        quarantined=_quarantined(settings) if release.quarantined else {},
        recovered=recovered,
        seconds=seconds,
    )


def _counts(summary: Mapping[str, Any]) -> dict[str, Any]:
    numbers = {name: int(summary.get(name, 0)) for name in ("documents", "tables", "numbers", "confirmed")}
    return {**numbers, "by_document": tuple(summary.get("by_document", ()))}


def _summary(
    settings: Settings, run_id: str, success: bool, errors: tuple[str, ...], recovered: tuple[str, ...], seconds: float
) -> RunSummary:
    state = BuildState(settings)
    gates = state.gates()
    failed = [gate for gate in gates if not gate.passed]
    stopping = [gate for gate in failed if gate.severity == "error"]
    quarantined = _quarantined(settings)
    release = current(settings.warehouse)
    if success:
        outcome, code = PUBLISHED, EXIT_QUARANTINE if quarantined else EXIT_OK
        settings.failure_note.unlink(missing_ok=True)
        message = f"Release {release.release_id if release else ''} is published."
        if quarantined:
            message += f" In quarantine: {', '.join(quarantined)}; see {settings.quarantine}."
    elif stopping:
        outcome, code = STOPPED, EXIT_GATE
        message = f"{_several(stopping)} stopped the release. The published warehouse is as it was."
    else:
        outcome, code = FAILED, EXIT_ERROR
        message = errors[0] if errors else "The run failed without saying why; look at its log in the web pages."
    return RunSummary(
        outcome,
        code,
        message,
        release.release_id if release else "",
        run_id,
        **_counts(state.counts()),
        gates_passed=len(gates) - len(failed),
        gates_failed=len(failed),
        failures=tuple(gate.message for gate in failed) or (() if success else errors),
        quarantined=quarantined,
        recovered=recovered,
        seconds=seconds,
        seconds_by_stage=dict(progress.seconds_by_stage),
    )


def _several(gates: list[GateRecord]) -> str:
    names = ", ".join(gate.name for gate in gates)
    return f"Gate {names}" if len(gates) == 1 else f"{len(gates)} gates ({names})"


def _quarantined(settings: Settings) -> dict[str, str]:
    import json

    found = {}
    for report in sorted(settings.quarantine.glob("*/report.json")):
        told = json.loads(report.read_text(encoding="utf-8"))
        messages = " ".join(dict.fromkeys(d["message"] for d in told["differences"]))
        inside = " and ".join(told.get("published_from", ()))
        found[report.parent.name] = (f"Published from its {inside} alone. " if inside else "Left out. ") + messages
    return found


@contextmanager
def _terminable() -> Iterator[None]:
    """Let a request to terminate end the run as Ctrl-C does: it is noted as ended, and the lock is given back."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
