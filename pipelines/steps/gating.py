"""Gates on a build: which data they look at, and the record of how they went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from pipelines.documents.registry import Registry
from pipelines.gates import suites
from pipelines.gates.results import FailedRow, GateResult, message_of
from pipelines.gates.runner import GateSession
from pipelines.gates.suites import GateSpec
from pipelines.publishing.meta import GateRecord
from pipelines.settings import Settings
from pipelines.steps.admission import published_before
from pipelines.steps.state import BuildState

STAGES: dict[str, tuple[GateSpec, ...]] = {
    "documents": suites.DOCUMENTS,
    "readings": suites.READINGS,
    "landing": suites.LANDING,
    "staging": suites.STAGING,
    "marts": suites.MARTS,
}
"""The gates by the step after which they are tried."""
WARNING_STAGES = {"documents", "readings"}
"""Where a failure leaves a document out and stops nothing."""

_sessions: dict[str, GateSession] = {}


def session(run_id: str) -> GateSession:
    """The session of a run: one for all its gates as far as they run in this process."""
    if run_id not in _sessions:
        _sessions.clear()
        _sessions[run_id] = GateSession()
    return _sessions[run_id]


def required() -> set[str]:
    """The names of all gates that a build must have been through before it is published."""
    return {gate.full_name for gates in STAGES.values() for gate in gates}


def connect(settings: Settings) -> Any:
    """A read-only connection to the build."""
    import duckdb

    return duckdb.connect(str(settings.build_db), read_only=True, config={"autoinstall_known_extensions": "false"})


def try_stage(settings: Settings, registry: Registry, stage: str, run_id: str) -> list[GateResult]:
    """Try the gates of a stage, record how they went, and write the pages about them where one has failed."""
    state = BuildState(settings)
    with _data(settings, registry, state, stage) as con:
        results = session(run_id).run(STAGES[stage], con)
    severity = "warn" if stage in WARNING_STAGES else "error"
    state.add_gates(
        GateRecord(r.gate.full_name, r.gate.stage, r.passed, severity, r.checked, failures(r), r.message)
        for r in results
    )
    if any(not r.passed for r in results):
        session(run_id).build_docs(settings.data_docs)
    return results


def failures(result: GateResult) -> int:
    """How many things failed a gate; one where it could not be tried."""
    return 0 if result.passed else max(len(result.rows), 1)


def by_asset(
    results: Sequence[GateResult], assets: Mapping[str, Sequence[tuple[str, ...]]]
) -> Iterator[tuple[GateResult, tuple[str, ...], tuple[FailedRow, ...], str]]:
    """Each gate on each asset it is shown on, with its failing rows there and their message ('' if it holds)."""
    for result in results:
        gate = result.gate
        for asset in assets[gate.full_name]:
            rows = tuple(r for r in result.rows if _asset_of(gate, r) == asset)
            failed = rows or (not result.passed and bool(result.error))
            yield result, asset, rows, message_of(gate, rows, result.error) if failed else ""


def _asset_of(gate: GateSpec, row: FailedRow) -> tuple[str, ...]:
    return tuple(p.format(document=row.document, rendition=row.rendition) for p in gate.asset)


@contextmanager
def _data(settings: Settings, registry: Registry, state: BuildState, stage: str) -> Iterator[Any]:
    import duckdb

    if stage in WARNING_STAGES:
        with duckdb.connect() as con:
            for name, columns, rows in _notes(registry, state, stage):
                con.execute(f"CREATE TABLE {name} ({', '.join(f'{c} VARCHAR' for c in columns)})")
                if rows:
                    con.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(columns))})", rows)
            yield con
        return
    with connect(settings) as con:
        if stage == "landing":
            con.register("published_before", _before(settings, registry, state))
        yield con


def _notes(registry: Registry, state: BuildState, stage: str) -> Iterator[tuple[str, tuple[str, ...], list[Any]]]:
    if stage == "documents":
        sound = [(p.document_id, f"{p.document_id}.yml", "", None) for p in registry]
        refused = [(r.document_id, r.file.name, m, m) for r in registry.refused for m in r.messages]
        yield "register", ("document_id", "file", "message", "problem"), sound + refused
        columns = ("document_id", "rendition", "file", "message", "status", "sha256_known", "sha256_found")
        yield "intake", columns, [tuple(getattr(n, c) for c in columns) for n in state.intake()]
        return
    usable = {n.edition_id for n in state.intake() if n.usable}
    readings = [
        (n.document_id, n.rendition, n.why, n.why or None) for n in state.admissions() if n.edition_id in usable
    ]
    yield "reading", ("document_id", "rendition", "message", "problem"), readings


def _before(settings: Settings, registry: Registry, state: BuildState) -> Any:
    import pyarrow

    schema = pyarrow.schema(
        [
            ("document_id", pyarrow.string()),
            ("rendition", pyarrow.string()),
            ("present", pyarrow.bool_()),
            ("why", pyarrow.string()),
        ]
    )
    return pyarrow.Table.from_pylist(
        published_before(settings, registry, state.admissions(), state.fingerprint().given_up), schema
    )
