"""`plumbline doctor`: what is installed, what is wrong, and what to do about it. Changes nothing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer

from pipelines.cli import exits
from pipelines.settings import PROJECT, Settings

Status = Literal["ok", "warning", "wrong"]
LEAST_FREE_BYTES = 1 << 30
"""Less free space than this, and a build may not fit."""
TELEMETRY_OFF = {
    "DAGSTER_DISABLE_TELEMETRY": {"1"},
    "DBT_SEND_ANONYMOUS_USAGE_STATS": {"false"},
    "DO_NOT_TRACK": {"1"},
    "GX_ANALYTICS_ENABLED": {"false"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: its state, what was found, and what to do where it is not well."""

    subject: str
    status: Status
    found: str
    advice: str = ""


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Write the findings as JSON.")] = False,
    source_docs: Annotated[Path | None, typer.Option(help="The folder of source documents.")] = None,
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse folder.")] = None,
) -> int:
    """Look at the installation, the documents and the warehouse; say what is wrong and what to do."""
    findings = list(examine(Settings.from_env(source_docs, warehouse)))
    wrong = [f for f in findings if f.status == "wrong"]
    if as_json:
        print(json.dumps({"well": not wrong, "findings": [asdict(f) for f in findings]}, indent=2, ensure_ascii=False))
    else:
        _show(findings)
    return exits.FAILED if wrong else exits.OK


def examine(settings: Settings) -> Iterator[Finding]:
    """Everything the doctor looks at, in order. An examination that fails itself is a finding too."""
    parts: list[Callable[[Settings], Iterator[Finding]]] = [
        _python,
        _libraries,
        _places,
        _dagster,
        _telemetry,
        _documents,
        _release,
    ]
    for part in parts:
        try:
            yield from part(settings)
        except Exception as error:
            subject = part.__name__.strip("_")
            yield Finding(subject, "wrong", f"cannot be examined ({type(error).__name__}: {error})", "Report this.")


def _python(settings: Settings) -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    fits = (3, 11) <= sys.version_info[:2] < (3, 13)
    advice = "" if fits else "Use Python 3.11 or 3.12: delete .venv/ and start with ./plumbline."
    yield Finding("python", "ok" if fits else "wrong", f"{version} at {sys.executable}", advice)
    yield Finding("project", "ok", str(PROJECT))


def _libraries(settings: Settings) -> Iterator[Finding]:
    from importlib.metadata import distributions

    from packaging.utils import canonicalize_name

    if not settings.lock.is_file():
        yield Finding("libraries", "wrong", f"{settings.lock} is missing", "Get the project's files again.")
        return
    wanted = locked_versions(settings.lock)
    installed: dict[str, str] = {canonicalize_name(d.name): d.version for d in distributions() if d.name}
    amiss = [
        f"{name} {installed.get(name, 'is missing')}, locked {version}"
        for name, version in wanted.items()
        if installed.get(name) != version
    ]
    if amiss:
        shown = "; ".join(amiss[:5]) + (f"; {len(amiss) - 5} more" if len(amiss) > 5 else "")
        yield Finding("libraries", "wrong", shown, "Delete .venv/ and start with ./plumbline, which makes it anew.")
    else:
        yield Finding("libraries", "ok", f"{len(wanted)} as locked in {settings.lock.name}")


def locked_versions(lock: Path) -> dict[str, str]:
    """The versions that a lock wants on this machine, by canonical name."""
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    found: dict[str, str] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line and line[0].isalnum() and "==" in line:
            requirement = Requirement(line.rstrip("\\ "))
            if requirement.marker is None or requirement.marker.evaluate():
                found[canonicalize_name(requirement.name)] = str(requirement.specifier).removeprefix("==")
    return found


def _places(settings: Settings) -> Iterator[Finding]:
    import shutil

    for subject, place in (("warehouse", settings.warehouse), ("dagster home", settings.dagster_home())):
        standing = next(p for p in (place, *place.parents) if p.exists())
        if standing.is_dir() and os.access(standing, os.W_OK | os.X_OK):
            yield Finding(subject, "ok", str(place) + ("" if place.exists() else " (made on first use)"))
        else:
            yield Finding(subject, "wrong", f"{place} cannot be written", "Change its permissions, or name another.")
    standing = next(p for p in (settings.warehouse, *settings.warehouse.parents) if p.exists())
    free = shutil.disk_usage(standing).free
    enough = free >= LEAST_FREE_BYTES
    advice = "" if enough else "Free at least 1 GB; a build stands beside the published release."
    yield Finding("disk", "ok" if enough else "warning", f"{free / 2**30:.1f} GB free", advice)


def _dagster(settings: Settings) -> Iterator[Finding]:
    ours, there = PROJECT / "dagster.yaml", settings.dagster_home() / "dagster.yaml"
    if not there.is_file():
        yield Finding(
            "dagster settings", "warning", f"{there} is missing", "Start with ./plumbline, which puts it there."
        )
    elif there.read_bytes() != ours.read_bytes():
        yield Finding("dagster settings", "warning", f"{there} differs from {ours.name}", "Start with ./plumbline.")
    else:
        yield Finding("dagster settings", "ok", str(there))


def _telemetry(settings: Settings) -> Iterator[Finding]:
    on = [name for name, off in TELEMETRY_OFF.items() if os.environ.get(name, "").casefold() not in off]
    if on:
        yield Finding("telemetry", "warning", f"not switched off: {', '.join(on)}", "Start with ./plumbline.")
    else:
        yield Finding("telemetry", "ok", "off (dagster, dbt, great_expectations)")


def _documents(settings: Settings) -> Iterator[Finding]:
    from pipelines.documents.registry import RegistryError, load

    try:
        registry = load(settings.source_docs)
    except RegistryError as error:
        yield Finding("documents", "wrong", str(error), "Name the folder with --source-docs.")
        return
    for refused in registry.refused:
        for message in refused.messages:
            yield Finding(f"publication {refused.document_id}", "wrong", message)
    good = 0
    for publication, edition in registry.editions():
        state = registry.verify(edition)
        good += state.ok
        if not state.ok:
            yield Finding(f"document {publication.document_id}", "wrong", state.message)
    yield Finding("documents", "ok", f"{len(registry)} publications, {good} editions with the known bytes")


def _release(settings: Settings) -> Iterator[Finding]:
    from pipelines.publishing.release import current

    release = current(settings.warehouse)
    if release is None and settings.published.is_symlink():
        advice = "Run: plumbline run, which publishes anew."
        yield Finding("release", "wrong", f"{settings.published} points to nothing that is a release", advice)
    elif release is None:
        yield Finding("release", "warning", "nothing is published yet", "Run: plumbline run")
    else:
        found = f"{release.release_id}, published {release.published_at}, {len(release.documents)} documents"
        yield Finding("release", "ok", found)
        yield from _reading_of(settings.published)
        if release.quarantined:
            advice = f"Read the reports in {settings.quarantine}."
            yield Finding("quarantine", "warning", ", ".join(release.quarantined), advice)
    if settings.failure_note.is_file():
        yield Finding("last run", "warning", "failed", f"Read {settings.failure_note}.")


def _reading_of(published: Path) -> Iterator[Finding]:
    import duckdb

    try:
        with duckdb.connect(str(published), read_only=True) as connection:
            connection.execute("SELECT count(*) FROM duckdb_tables()").fetchone()
    except duckdb.Error as error:
        yield Finding(
            "release file", "wrong", str(error).splitlines()[0], "Close programs that write to it, or run anew."
        )


def _show(findings: list[Finding]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    marks = {"ok": Text("ok", "green"), "warning": Text("warning", "yellow"), "wrong": Text("wrong", "bold red")}
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for finding in findings:
        told = Text(finding.found)
        if finding.advice:
            told.append(f"\n{finding.advice}", "bold")
        table.add_row(marks[finding.status], Text(finding.subject), told)
    # Where nobody looks on, lines are not broken at the width of a terminal that is not there.
    console = Console() if sys.stdout.isatty() else Console(width=400)
    console.print(table)
    wrong, warnings = (sum(f.status == status for f in findings) for status in ("wrong", "warning"))
    ending = ", ".join(f"{n} {what}" for n, what in ((wrong, "wrong"), (warnings, "to look at")) if n)
    console.print(ending or "All well.", style="bold red" if wrong else "bold yellow" if warnings else "bold green")
