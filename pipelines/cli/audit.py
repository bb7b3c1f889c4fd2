"""`plumbline audit`: what does not add up, in any file or in known documents; no warehouse is needed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli import exits
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.audit.renditions import Compared
    from pipelines.documents.registry import Registry
    from pipelines.documents.spec import Acknowledged, Edition, Publication
    from pipelines.extraction.model import Reading


@dataclass(frozen=True)
class Target:
    """A file to audit, with the publication whose tables it is read as, where it is one."""

    path: Path
    publication: Publication | None = None
    edition: Edition | None = None

    @property
    def acknowledged(self) -> Sequence[Acknowledged]:
        """The slips that the publication file knows of."""
        return self.publication.acknowledged if self.publication else ()


def audit(
    targets: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE | DOCUMENT]…", help="Files, or ids of known documents. [default: all known]"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the findings as JSON.")] = False,
    as_document: Annotated[
        str | None,
        typer.Option(
            "--as", metavar="DOCUMENT", help="Read files that are not known as editions of this known document."
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=0, help="How many to read at once; 0: one a core.")] = 1,
    source_docs: Annotated[Path | None, typer.Option(help="The folder of publications.", show_default=False)] = None,
) -> int:
    """Check every sum and every stated number; ends with 1 where a slip is found that is not acknowledged."""
    from pipelines.audit import document, report
    from pipelines.audit.dimensions import dimension_names
    from pipelines.cli.formats import plain
    from pipelines.documents import registry

    settings = Settings.from_env(source_docs)
    known = registry.load(settings.source_docs)
    names = dimension_names(settings.dbt_project / "seeds", list(known))
    wanted, problems = _targets(known, targets or [p.document_id for p in known], as_document)
    for problem in problems:
        print(f"plumbline: {problem}", file=sys.stderr)
    code = exits.FAILED if problems else exits.OK
    shown: list[dict[str, Any]] = []
    readings: list[tuple[Target, Reading]] = []
    for target, outcome in _read(wanted, jobs):
        if isinstance(outcome, str):
            print(f"plumbline: {outcome}", file=sys.stderr)
            code = exits.FAILED
            continue
        readings.append((target, outcome))
        found = document.audit_reading(outcome, names)
        if document.unacknowledged(found.findings, target.acknowledged):
            code = exits.FAILED
        shown.append(report.as_json(target.path.name, found, target.acknowledged))
        if not as_json:
            print("\n".join(plain(line) for line in report.lines(target.path.name, found, target.acknowledged)))
    for target, compared in _renditions(readings):
        if document.unacknowledged(compared.findings, target.acknowledged):
            code = exits.FAILED
        of_file = next(s for s in shown if s["file"] == compared.files[0])
        of_file["renditions"].append(report.renditions_as_json(compared, target.acknowledged))
        if not as_json:
            print("\n".join(plain(line) for line in report.renditions_lines(compared, target.acknowledged)))
    if as_json:
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    return code


def _read(targets: Sequence[Target], at_once: int) -> Iterator[tuple[Target, Reading | str]]:
    """Each target with its reading, or with the sentence that says why there is none, in the order given."""
    from pipelines import progress
    from pipelines.extraction.model import ExtractionError
    from pipelines.extraction.sandbox import Job, read_many
    from pipelines.settings import cores

    jobs = [Job(str(n), t.path, tuple(t.publication.tables) if t.publication else ()) for n, t in enumerate(targets)]

    def told(job: Job, page: int) -> None:
        progress.advance(f"{job.path.name}, page {page}")

    # Away from a terminal the lines about each file are all that is said.
    bar = progress.Bar() if sys.stderr.isatty() else None
    with progress.use(bar), progress.stage("Reading"):
        for job, outcome in read_many(jobs, at_once=at_once or cores(), on_page=told):
            yield targets[int(job.key)], str(outcome) if isinstance(outcome, ExtractionError) else outcome


def _renditions(readings: Sequence[tuple[Target, Reading]]) -> Iterator[tuple[Target, Compared]]:
    """The renditions of each known document that were read, held against each other."""
    from pipelines.audit.renditions import compare_renditions

    by_document: dict[str, list[tuple[Target, Reading]]] = {}
    for target, reading in readings:
        if target.publication and target.edition:
            by_document.setdefault(target.publication.document_id, []).append((target, reading))
    for together in by_document.values():
        first = together[0][0]
        if first.publication:
            editions = [(t.edition, reading) for t, reading in together if t.edition]
            for compared in compare_renditions(first.publication, editions):
                yield first, compared


def _targets(known: Registry, named: Sequence[str], as_document: str | None) -> tuple[list[Target], list[str]]:
    """What to read, and what is wrong with the targets that cannot be read."""
    from pipelines.documents.intake import IntakeError, examine
    from pipelines.documents.registry import RegistryError
    from pipelines.extraction.reader import sha256_of

    by_bytes = {edition.sha256: (publication, edition) for publication, edition in known.editions()}
    found: list[Target] = []
    problems: list[str] = []
    for name in named:
        try:
            read_as = known.get(as_document) if as_document else None
            for path in _paths(known, name):
                examine(path)
                publication, edition = by_bytes.get(sha256_of(path), (read_as, None))
                found.append(Target(path, publication, edition))
        except (IntakeError, RegistryError) as error:
            problems.append(str(error))
    return found, list(dict.fromkeys(problems))


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
