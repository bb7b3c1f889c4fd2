"""From files to readings: each edition held against its bytes, read once for each set of bytes and code, and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines import progress
from pipelines.documents.registry import Registry
from pipelines.documents.spec import Edition, Publication
from pipelines.extraction.model import ExtractionError, Reading, reading_from_json, reading_to_json
from pipelines.publishing.fingerprint import Fingerprint, code_hash, take
from pipelines.settings import PROJECT, Settings
from pipelines.steps.state import Intake, ReadNote, write_atomically


@dataclass(frozen=True, slots=True)
class Plan:
    """What to read anew: one document alone (`only`), everything (`reread`), or what has changed."""

    only: str = ""
    reread: bool = False


@cache
def reader_hash() -> str:
    """The hash of the code that decides what a reading holds."""
    return code_hash([PROJECT / "pipelines" / "extraction", PROJECT / "pipelines" / "documents"])


def fingerprint_of(settings: Settings, plan: Plan) -> Fingerprint:
    """What a build would be made from now.

    A build with `only` may hold other documents as they were; its fingerprint is one that no whole build has.
    """
    found = take(settings.source_docs, [PROJECT / "pipelines", settings.dbt_project], settings.lock)
    if not plan.only:
        return found
    inputs = hashlib.sha256(f"{found.inputs} only {plan.only}".encode()).hexdigest()
    return Fingerprint(inputs, found.code, found.lock, found.files)


def verify(registry: Registry, plan: Plan) -> list[Intake]:
    """Every edition held against its file; with `only`, the files of other documents are not looked at."""
    notes = []
    for publication, edition in registry.editions():
        document, rendition = publication.document_id, edition.rendition
        edition_id = publication.edition_id(edition)
        if plan.only and document != plan.only:
            known = edition.sha256
            notes.append(Intake(document, rendition, edition_id, edition.file, "cached", "", known, known))
            continue
        state = registry.verify(edition)
        notes.append(
            Intake(
                document,
                rendition,
                edition_id,
                edition.file,
                state.status,
                state.message,
                edition.sha256,
                state.sha256,
                state.bytes,
            )
        )
        progress.advance(f"{document} {rendition}")
    return notes


def cache_path(settings: Settings, publication: Publication, edition: Edition) -> Path:
    """Where the reading of an edition is kept: named after its bytes, the readers' code and its expected tables."""
    expected = json.dumps([t.model_dump(mode="json") for t in publication.tables], sort_keys=True)
    key = hashlib.sha256(f"{edition.sha256}\n{reader_hash()}\n{expected}".encode()).hexdigest()
    return settings.readings / f"{key[:40]}.json"


def load_reading(path: Path) -> Reading | None:
    """The reading kept in a file, or None where there is none that can be used."""
    try:
        return reading_from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def read(
    settings: Settings, registry: Registry, intake: Iterable[Intake], plan: Plan, wanted: Collection[str]
) -> list[ReadNote]:
    """Read the wanted editions (by id) that are usable, in one child process, taking from the cache what is known.

    An edition that cannot be read gets a note with the problem; nothing is raised for it.
    """
    from dataclasses import replace

    from pipelines.extraction.sandbox import Job, read_many

    usable = {n.edition_id: n for n in intake if n.usable and n.edition_id in wanted}
    notes: list[ReadNote] = []
    jobs: dict[str, tuple[Job, Publication, Edition]] = {}
    for publication, edition in registry.editions():
        edition_id = publication.edition_id(edition)
        if edition_id not in usable:
            continue
        kept = cache_path(settings, publication, edition)
        fresh = usable[edition_id].status != "cached" and (plan.reread or plan.only == publication.document_id)
        document, rendition = publication.document_id, edition.rendition
        if not fresh and (known := load_reading(kept)) is not None:
            notes.append(ReadNote(document, rendition, edition_id, str(kept), "", True, known.seconds))
            progress.advance(f"{document} {rendition}")
        elif usable[edition_id].status == "cached":
            problem = (
                f"{edition.file}: has not been read before, and only {plan.only} is to be read. Run without --only."
            )
            notes.append(ReadNote(document, rendition, edition_id, "", problem))
        else:
            job = Job(edition_id, registry.path(edition), tuple(publication.tables))
            jobs[edition_id] = (job, publication, edition)
    for job, result in read_many(job for job, _, _ in jobs.values()):
        _, publication, edition = jobs[job.key]
        document, rendition = publication.document_id, edition.rendition
        progress.advance(f"{document} {rendition}")
        if isinstance(result, ExtractionError):
            notes.append(ReadNote(document, rendition, job.key, "", str(result)))
            continue
        kept = cache_path(settings, publication, edition)
        # The name within source_docs: the same bytes give the same reading wherever the folder lies.
        told = replace(result, file=edition.file)
        write_atomically(kept, json.dumps(reading_to_json(told), ensure_ascii=False, separators=(",", ":")))
        notes.append(ReadNote(document, rendition, job.key, str(kept), "", False, result.seconds))
    return sorted(notes, key=lambda n: n.edition_id)
