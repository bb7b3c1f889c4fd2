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
    from pipelines.audit.dimensions import dimension_names
    from pipelines.cli.formats import plain
    from pipelines.documents import registry
    from pipelines.extraction.model import ExtractionError
    from pipelines.extraction.sandbox import read_many

    settings = Settings.from_env(source_docs)
    known = registry.load(settings.source_docs)
    names = dimension_names(settings.dbt_project / "seeds", list(known))
    jobs, acknowledged, problems = _jobs(known, targets or [p.document_id for p in known])
    for problem in problems:
        print(f"plumbline: {problem}", file=sys.stderr)
    code = exits.FAILED if problems else exits.OK
    shown: list[dict[str, Any]] = []
    for job, outcome in read_many(jobs):
        if isinstance(outcome, ExtractionError):
            print(f"plumbline: {outcome}", file=sys.stderr)
            code = exits.FAILED
            continue
        found = document.audit_reading(outcome, names)
        known_slips = acknowledged[job.key]
        if document.unacknowledged(found.findings, known_slips):
            code = exits.FAILED
        shown.append(report.as_json(job.path.name, found, known_slips))
        if not as_json:
            print("\n".join(plain(line) for line in report.lines(job.path.name, found, known_slips)))
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    return code


def _jobs(known: Registry, targets: Sequence[str]) -> tuple[list[Job], dict[str, list[Acknowledged]], list[str]]:
    """What to read, what is acknowledged of each, and what is wrong with the targets that cannot be read."""
    from pipelines.documents.intake import IntakeError, examine
    from pipelines.documents.registry import RegistryError
    from pipelines.extraction.reader import sha256_of
    from pipelines.extraction.sandbox import Job

    by_bytes = {edition.sha256: publication for publication, edition in known.editions()}
    jobs: list[Job] = []
    acknowledged: dict[str, list[Acknowledged]] = {}
    problems: list[str] = []
    for target in targets:
        try:
            for path in _paths(known, target):
                examine(path)
                publication = by_bytes.get(sha256_of(path))
                key = str(len(jobs))
                jobs.append(Job(key, path, tuple(publication.tables) if publication else ()))
                acknowledged[key] = list(publication.acknowledged) if publication else []
        except (IntakeError, RegistryError) as error:
            problems.append(str(error))
    return jobs, acknowledged, problems


def _paths(known: Registry, target: str) -> list[Path]:
    """The file, or the files of the known document, that a target names."""
    from pipelines.documents.intake import IntakeError

    path = Path(target)
    if path.is_file():
        return [path]
    if path.is_dir() and all(p.document_id != target for p in known):
        raise IntakeError(f"{target}: is a folder. Name the files in it, or a known document.")
    if path.suffix or len(path.parts) > 1:
        raise IntakeError(f"{target}: there is no such file. Name a PDF or text file, or a known document.")
    return [known.path(edition) for edition in known.get(target).editions]
