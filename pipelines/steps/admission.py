"""Which documents go into the build: those that could be read and hold what is expected. The others get a report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.documents.registry import Registry
from pipelines.documents.spec import Edition, Publication
from pipelines.extraction.confirm import Bound, bind
from pipelines.extraction.model import Reading
from pipelines.settings import Settings
from pipelines.steps.documents import load_reading
from pipelines.steps.state import Admission, Intake, ReadNote, write_atomically


@dataclass(frozen=True, slots=True)
class Admitted:
    """An edition that goes into the build, with its reading and the tables bound to their declarations."""

    publication: Publication
    edition: Edition
    reading: Reading
    bound: Bound


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that keeps a rendition out, as the report shows it."""

    rendition: str
    table_id: str
    expected: str
    found: str
    message: str


@dataclass(frozen=True, slots=True)
class Decision:
    """All that was decided: editions that go in, a note on every rendition, and what the reports say, by document."""

    admitted: tuple[Admitted, ...]
    notes: tuple[Admission, ...]
    reports: dict[str, tuple[Difference, ...]]


def principal(publication: Publication) -> Edition:
    """The edition whose numbers are published: the newest release, as PDF where there is one."""
    return max(publication.editions, key=lambda e: (e.release, e.rendition == "pdf"))


def decide(registry: Registry, intake: Sequence[Intake], readings: Sequence[ReadNote]) -> Decision:
    """Bind every reading and decide; a document whose principal edition fails is left out with all its renditions."""
    found = {n.edition_id: n for n in intake}
    read = {n.edition_id: n for n in readings}
    admitted: list[Admitted] = []
    notes: list[Admission] = []
    reports: dict[str, tuple[Difference, ...]] = {}
    for refused in registry.refused:
        reports[refused.document_id] = tuple(
            Difference("publication", "", "a usable publication file", m, m) for m in refused.messages
        )
    for publication in registry:
        good: list[Admitted] = []
        bad: dict[str, list[Difference]] = {}
        for edition in publication.editions:
            edition_id = publication.edition_id(edition)
            outcome = _try(publication, edition, found.get(edition_id), read.get(edition_id))
            if isinstance(outcome, Admitted):
                good.append(outcome)
            else:
                bad[edition_id] = outcome
        main = publication.edition_id(principal(publication))
        if main in bad:
            good = []
        kept = {publication.edition_id(a.edition) for a in good}
        for edition in publication.editions:
            edition_id = publication.edition_id(edition)
            why = " ".join(d.message for d in bad.get(edition_id, ()))
            if edition_id not in kept and not why:
                form = principal(publication).rendition
                why = f"{edition.file}: left out, since the {form} of the document was refused."
            notes.append(Admission(publication.document_id, edition.rendition, edition_id, edition_id in kept, why))
        admitted += good
        if bad:
            reports[publication.document_id] = tuple(d for ds in bad.values() for d in ds)
    return Decision(tuple(admitted), tuple(notes), reports)


def _try(
    publication: Publication, edition: Edition, found: Intake | None, read: ReadNote | None
) -> Admitted | list[Difference]:
    def one(message: str) -> list[Difference]:
        return [Difference(edition.rendition, "", "a file that can be read", message, message)]

    if found is None:
        return one(f"{edition.file}: was not looked at in this build. Run the whole job.")
    if not found.usable:
        return one(found.message)
    if read is None:
        return one(f"{edition.file}: was not read in this build. Run the whole job.")
    reading = load_reading(Path(read.cache)) if read.cache else None
    if reading is None:
        return one(read.problem or f"{edition.file}: its reading is gone from the cache. Run again.")
    if edition.pages is not None and len(reading.pages) != edition.pages:
        return one(f"{edition.file}: expected {edition.pages} pages, found {len(reading.pages)}. Correct `pages`.")
    bound = bind(reading, publication, edition)
    if bound.problems:
        return [Difference(edition.rendition, p.table_id, p.expected, p.found, p.message) for p in bound.problems]
    return Admitted(publication, edition, reading, bound)


def write_reports(folder: Path, decision: Decision) -> None:
    """Write a report for each document or rendition that is left out, and remove those of what is in again."""
    reports = decision.reports
    if folder.is_dir():
        for old in folder.iterdir():
            if old.is_dir() and old.name not in reports:
                shutil.rmtree(old)
    for document, differences in reports.items():
        facts = [
            {
                "rendition": d.rendition,
                "table": d.table_id,
                "expected": d.expected,
                "found": d.found,
                "message": d.message,
            }
            for d in differences
        ]
        inside = sorted(n.rendition for n in decision.notes if n.document_id == document and n.admitted)
        report = {"document_id": document, "published_from": inside, "differences": facts}
        write_atomically(folder / document / "report.json", json.dumps(report, ensure_ascii=False, indent=1))
        write_atomically(folder / document / "report.md", _markdown(document, inside, differences))


def _markdown(document: str, inside: Sequence[str], differences: Sequence[Difference]) -> str:
    rows = "".join(
        f"| {_cell(d.rendition)} | {_cell(d.table_id)} | {_cell(d.expected)} | {_cell(d.found)} |\n"
        for d in differences
    )
    messages = "".join(f"- {_cell(m)}\n" for m in dict.fromkeys(d.message for d in differences))
    out = ", ".join(sorted({d.rendition for d in differences}))
    what = f"{document}: its {out} rendition is" if inside else f"{document} is"
    rest = (
        f"The document is built from its {' and '.join(inside)} alone." if inside else "The rest is built without it."
    )
    return (
        f"# {what} left out of the build\n\n"
        f"{rest} What is printed differs from what the publication file expects, or the file "
        "could not be used. Correct the file or its publication file, then run again.\n\n"
        f"| Rendition | Table | Expected | Found |\n|---|---|---|---|\n{rows}\n{messages}"
    )


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())


def published_before(
    settings: Settings, registry: Registry, notes: Sequence[Admission], given_up: Sequence[str] = ()
) -> list[dict[str, object]]:
    """Every rendition of the published release, and whether the new build has it; documents `given_up` are left out."""
    from pipelines.publishing.release import current

    release = current(settings.warehouse)
    inside = {(n.document_id, n.rendition) for n in notes if n.admitted}
    why = {(n.document_id, n.rendition): n.why for n in notes if not n.admitted}
    refused = {r.document_id: " ".join(dict.fromkeys(r.messages)) for r in registry.refused}
    rows: list[dict[str, object]] = []
    for name in release.documents if release else ():
        document, _, rendition = name.partition("/")
        if document in given_up:
            continue
        present = (document, rendition) in inside
        gone = "that no publication file names it any more"
        reason = "" if present else why.get((document, rendition)) or refused.get(document) or gone
        rows.append({"document_id": document, "rendition": rendition, "present": present, "why": reason})
    return rows
