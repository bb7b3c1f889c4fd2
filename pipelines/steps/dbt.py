"""dbt in this process: the manifest when the project has changed, and the build of one layer at a time.

A dbt process of its own takes seconds to start; in process the second layer costs a fraction of one. Events are kept as
plain dictionaries, and every connection is closed at the end, since DuckDB opens one file once with one configuration.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.publishing.fingerprint import code_hash
from pipelines.settings import Settings

BUILD_DB_VARIABLE = "PLUMBLINE_BUILD_DB"
"""The environment variable by which profiles.yml finds the build; its value is constant for a warehouse."""


class DbtError(Exception):
    """dbt could not build; the message names what failed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What dbt did: its events as dictionaries, the tests that failed and the models that could not be built."""

    events: tuple[dict[str, Any], ...]
    failed_tests: tuple[str, ...]
    errors: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether everything was built and every test held."""
        return not self.failed_tests and not self.errors


def manifest_path(settings: Settings) -> Path:
    """The dbt manifest of this warehouse, parsed now where the project has changed since it was made."""
    manifest = settings.dbt_target / "manifest.json"
    stamp = settings.dbt_target / "project.sha256"
    now = code_hash([settings.dbt_project])
    if manifest.is_file() and stamp.is_file() and stamp.read_text() == now:
        return manifest
    outcome = _invoke(settings, ["parse"])
    if outcome.errors:
        # dbt reads what has changed into what it knew: it trips over a description that moved to another file.
        outcome = _invoke(settings, ["parse", "--no-partial-parse"])
    if not manifest.is_file() or outcome.errors:
        raise DbtError(f"The dbt project cannot be parsed: {'; '.join(outcome.errors) or 'no manifest was made'}.")
    stamp.write_text(now)
    return manifest


def build(settings: Settings, select: Sequence[str]) -> Outcome:
    """Build what is selected and run the tests whose parents are all there; a failed test does not raise.

    Unit tests are left out: they try the SQL on rows made by hand, so they belong to the test suite and not to a run.
    """
    # `buildable`: a test that also looks at a later layer waits for that layer.
    how = ["--indirect-selection", "buildable", "--exclude-resource-type", "unit_test", "--no-write-json"]
    return _invoke(settings, ["build", "--select", *select, *how], _parsed(settings))


_manifests: dict[str, Any] = {}


def _parsed(settings: Settings) -> Any:
    """dbt's own manifest object, read once in this process for each state of the project: reading it takes a second.

    It says nothing of the warehouse, since every build has the same name.
    """
    key = code_hash([settings.dbt_project])
    if key not in _manifests:
        _manifests.clear()
        _invoke(settings, ["parse", "--no-write-json"])
    manifest = _manifests.get(key)
    # A build notes in it what it compiled; the next one would take ephemeral models for put in place already.
    for node in manifest.nodes.values() if manifest is not None else ():
        if getattr(node, "extra_ctes_injected", False):
            node.compiled, node.compiled_code, node.extra_ctes_injected, node.extra_ctes = False, None, False, []
    return manifest


def read_manifest(settings: Settings) -> dict[str, Any]:
    """The manifest as a dictionary (see `manifest_path`)."""
    loaded: dict[str, Any] = json.loads(manifest_path(settings).read_text(encoding="utf-8"))
    return loaded


def _invoke(settings: Settings, arguments: Sequence[str], manifest: Any = None) -> Outcome:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from google.protobuf.json_format import MessageToDict  # type: ignore[import-untyped,unused-ignore]

    events: list[dict[str, Any]] = []

    def keep(event: Any) -> None:
        if event.info.name in _KEPT:
            events.append(MessageToDict(event, preserving_proto_field_name=True))

    project, target = str(settings.dbt_project), str(settings.dbt_target)
    paths = ["--project-dir", project, "--profiles-dir", project, "--target-path", target]
    paths += ["--log-path", f"{target}/logs"]
    settings.build.mkdir(parents=True, exist_ok=True)
    try:
        with _environment({BUILD_DB_VARIABLE: str(settings.build_db)}):
            result = dbtRunner(manifest, callbacks=[keep]).invoke([*arguments, *paths, *_QUIET])
        if arguments[0] == "parse" and result.success:
            _manifests[code_hash([settings.dbt_project])] = result.result
    finally:
        closing: Any = DuckDBConnectionManager
        closing.close_all_connections()
    return _outcome(events, result)


_QUIET = ("--quiet", "--no-use-colors", "--no-send-anonymous-usage-stats", "--no-version-check", "--log-level", "none")
_KEPT = {"LogSeedResult", "LogModelResult", "LogSnapshotResult", "LogTestResult"}


def _outcome(events: list[dict[str, Any]], result: Any) -> Outcome:
    tests, errors = [], []
    if result.exception is not None:
        errors.append(" ".join(str(result.exception).split()))
    for run in getattr(result.result, "results", None) or ():
        status = str(run.status)
        said = " ".join((run.message or "").split())
        if status == "fail":
            tests.append(f"{run.node.name}: {said}")
        elif status in {"error", "runtime error"}:
            errors.append(f"{run.node.name}: {said}")
    if not result.success and not tests and not errors:
        errors.append("dbt failed without saying why")
    return Outcome(tuple(events), tuple(tests), tuple(errors))


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update({**values, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DO_NOT_TRACK": "1"})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
