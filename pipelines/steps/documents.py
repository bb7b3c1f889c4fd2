"""From files to readings: each edition held against its bytes, read once for each set of bytes and code, and kept."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pipelines import progress
from pipelines.documents.registry import Registry, load
from pipelines.documents.spec import Edition, Publication
from pipelines.extraction.model import ExtractionError, Reading, reading_from_json, reading_to_json
from pipelines.publishing.fingerprint import Fingerprint, code_hash, take
from pipelines.settings import PROJECT, Settings, reading_jobs
from pipelines.steps.state import Intake, ReadNote, write_atomically


@dataclass(frozen=True, slots=True)
class Plan:
    """What to read anew: one document alone (`only`), everything (`reread`), or what has changed.

    `give_up` are documents that were published and need no longer be.
    """

    only: str = ""
    reread: bool = False
    give_up: tuple[str, ...] = ()


@cache
def reader_hash() -> str:
    """The hash of the code that decides what a reading holds."""
    return code_hash([PROJECT / "pipelines" / "extraction", PROJECT / "pipelines" / "documents"])


def fingerprint_of(settings: Settings, plan: Plan) -> Fingerprint:
    """What a build would be made from now.

    A build with `only` may hold other documents as they were; its fingerprint is one that no whole build has.
    """
    registry = load(settings.source_docs)
    documents = [registry.path(edition) for _, edition in registry.editions()]
    found = take(settings.source_docs, documents, [PROJECT / "pipelines", settings.dbt_project], settings.lock)
    if not plan.only:
        return replace(found, given_up=plan.give_up)
    inputs = hashlib.sha256(f"{found.inputs} only {plan.only}".encode()).hexdigest()
    return replace(found, inputs=inputs, given_up=plan.give_up)


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
    early = _early.pop(settings, None)
    done = early.result() if early is not None else {}
    notes: list[ReadNote] = []
    jobs: list[tuple[Publication, Edition]] = []
    usable = {n.edition_id: n for n in intake if n.usable and n.edition_id in wanted}
    for publication, edition in registry.editions():
        edition_id = publication.edition_id(edition)
        if edition_id not in usable:
            continue
        known = done.get(edition_id) or _kept(settings, publication, edition, usable[edition_id], plan)
        if known is None:
            jobs.append((publication, edition))
        else:
            notes.append(known)
            progress.advance(f"{publication.document_id} {edition.rendition}")
    for note in _read_now(settings, registry, jobs):
        notes.append(note)
        progress.advance(f"{note.document_id} {note.rendition}")
    return sorted(notes, key=lambda n: n.edition_id)


def _kept(settings: Settings, publication: Publication, edition: Edition, found: Intake, plan: Plan) -> ReadNote | None:
    """The note on an edition that is not to be read now: it is in the cache, or may not be read; else None."""
    document, rendition = publication.document_id, edition.rendition
    kept = cache_path(settings, publication, edition)
    fresh = found.status != "cached" and (plan.reread or plan.only == document)
    if not fresh and (known := load_reading(kept)) is not None:
        return ReadNote(document, rendition, found.edition_id, str(kept), "", True, known.seconds)
    if found.status == "cached":
        problem = f"{edition.file}: has not been read before, and only {plan.only} is to be read. Run without --only."
        return ReadNote(document, rendition, found.edition_id, "", problem)
    return None


def _read_now(
    settings: Settings, registry: Registry, wanted: Iterable[tuple[Publication, Edition]]
) -> Iterator[ReadNote]:
    from pipelines.extraction.sandbox import Job, read_many

    by_id = {p.edition_id(e): (p, e) for p, e in wanted}
    jobs = [Job(key, registry.path(e), tuple(p.tables)) for key, (p, e) in by_id.items()]
    for job, result in read_many(jobs, at_once=reading_jobs()):
        publication, edition = by_id[job.key]
        document, rendition = publication.document_id, edition.rendition
        if isinstance(result, ExtractionError):
            yield ReadNote(document, rendition, job.key, "", str(result))
        elif result.sha256 != edition.sha256:
            yield ReadNote(document, rendition, job.key, "", f"{edition.file}: changed while it was read. Run again.")
        else:
            kept = cache_path(settings, publication, edition)
            # The name within source_docs: the same bytes give the same reading wherever the folder lies.
            told = replace(result, file=edition.file)
            write_atomically(kept, json.dumps(reading_to_json(told), ensure_ascii=False, separators=(",", ":")))
            yield ReadNote(document, rendition, job.key, str(kept), "", False, result.seconds)


_early: dict[Settings, Future[dict[str, ReadNote]]] = {}


def read_early(settings: Settings, plan: Plan) -> None:
    """Begin to read what `read` will be asked for, in a child process beside this one, which meanwhile imports.

    What it finds is only used by `read`, for editions that have passed the gates on documents by then.
    """
    future: Future[dict[str, ReadNote]] = Future()

    def work() -> None:
        try:
            registry = load(settings.source_docs)
            found = {n.edition_id: n for n in verify(registry, plan) if n.usable}
            wanted = [(p, e) for p, e in registry.editions() if p.edition_id(e) in found]
            missing = [(p, e) for p, e in wanted if not _kept(settings, p, e, found[p.edition_id(e)], plan)]
            future.set_result({n.edition_id: n for n in _read_now(settings, registry, missing)})
        except Exception:  # the step itself will meet the fault and say so
            future.set_result({})

    _early[settings] = future
    threading.Thread(target=work, name="read_early", daemon=True).start()
