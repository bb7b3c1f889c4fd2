"""`plumbline audit`: what does not add up, in any file or in known documents; no warehouse is needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli import exits
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.documents.registry import Registry
    from pipelines.documents.spec import Acknowledged
    from pipelines.extraction.sandbox import Job


def audit(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE | DOCUMENT]…", help="Files, or ids of known documents. [default: all known]"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the findings as JSON.")] = False,
    source_docs: Annotated[Path | None, typer.Option(help="The folder of publications.", show_default=False)] = None,
) -> int:
    """Check every sum and every stated number; ends with 1 where a slip is found that is not acknowledged."""
    from pipelines.audit import document, report
    from pipelines.documents import registry
    from pipelines.extraction.model import ExtractionError
    from pipelines.extraction.sandbox import read_many

    known = registry.load(Settings.from_env(source_docs).source_docs)
    code = exits.OK
    try:
        jobs, acknowledged = _jobs(known, targets or [p.document_id for p in known])
    except (registry.RegistryError, _UnreadableError) as error:
        print(f"plumbline: {error}", file=sys.stderr)
        return exits.FAILED
    shown: list[dict[str, Any]] = []
    for job, outcome in read_many(jobs):
        if isinstance(outcome, ExtractionError):
            print(f"plumbline: {outcome}", file=sys.stderr)
            code = exits.FAILED
            continue
        found = document.audit_reading(outcome)
        known_slips = acknowledged[job.key]
        if document.unacknowledged(found.findings, known_slips):
            code = exits.FAILED
        shown.append(report.as_json(job.path.name, found, known_slips))
        if not as_json:
            print("\n".join(report.lines(job.path.name, found, known_slips)))
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    return code


class _UnreadableError(Exception):
    """A target is neither a file that can be read nor a known document."""


def _jobs(known: Registry, targets: Sequence[str]) -> tuple[list[Job], dict[str, list[Acknowledged]]]:
    """What to read, and what is acknowledged of each."""
    from pipelines.documents.intake import IntakeError, examine
    from pipelines.extraction.reader import sha256_of
    from pipelines.extraction.sandbox import Job

    by_bytes = {edition.sha256: publication for publication, edition in known.editions()}
    paths: list[Path] = []
    for target in targets:
        if Path(target).is_file():
            paths.append(Path(target))
        else:
            paths += [known.path(edition) for edition in known.get(target).editions]
    jobs, acknowledged = [], {}
    for n, path in enumerate(paths):
        try:
            examine(path)
        except IntakeError as error:
            raise _UnreadableError(str(error)) from error
        publication = by_bytes.get(sha256_of(path))
        jobs.append(Job(str(n), path, tuple(publication.tables) if publication else ()))
        acknowledged[str(n)] = list(publication.acknowledged) if publication else []
    return jobs, acknowledged
