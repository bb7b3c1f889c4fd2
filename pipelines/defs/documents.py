"""Assets for documents: the publication files, each rendition's bytes, its reading, and each document's tables."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines import progress
from pipelines.defs.common import Key, Plumbline, spec
from pipelines.documents.registry import Registry
from pipelines.publishing.release import unchanged
from pipelines.steps import documents as steps
from pipelines.steps.admission import Admitted, Decision, decide, write_reports
from pipelines.steps.crops import crop_paths, cut
from pipelines.steps.preview import markdown, of_table
from pipelines.steps.shown_crop import as_markdown, escaped
from pipelines.steps.state import Intake

REGISTER: Key = ("documents", "register")


def renditions(registry: Registry) -> list[tuple[str, str]]:
    """Every document with each of its renditions, sorted."""
    return sorted({(p.document_id, e.rendition) for p, e in registry.editions()})


def document_ids(registry: Registry) -> list[str]:
    """Every document, those with a faulty publication file included."""
    return sorted({p.document_id for p in registry} | {r.document_id for r in registry.refused})


def _document_specs(registry: Registry) -> list[dg.AssetSpec]:
    titles = {p.document_id: p for p in registry}
    specs = [
        spec(
            REGISTER,
            "documents",
            "The publication files: one describes one publication, its editions, its tables and what its labels mean.",
            kinds={"yaml"},
            skippable=True,
        )
    ]
    for document, rendition in renditions(registry):
        publication = titles[document]
        specs.append(
            spec(
                ("documents", document, rendition),
                "documents",
                escaped(f"{publication.title} ({publication.publisher.name}), as {rendition}.")
                + f"\n\n{escaped(publication.about)}",
                kinds={"pdf" if rendition == "pdf" else "text"},
                deps=[REGISTER],
                tags={"document": document, "rendition": rendition},
                metadata={"citation": publication.citation, "original": dg.MetadataValue.url(publication.original.url)},
                skippable=True,
            )
        )
    return specs


def build_documents(registry: Registry) -> dg.AssetsDefinition:
    """The asset of the publication files and one for each document and rendition."""

    @dg.multi_asset(specs=_document_specs(registry), name="documents", can_subset=True)
    def documents(context: dg.AssetExecutionContext, plumbline: Plumbline) -> Iterator[dg.MaterializeResult[Any]]:
        """Hold every file against the bytes that its publication file knows."""
        settings, plan = plumbline.settings, plumbline.plan
        fingerprint = steps.fingerprint_of(settings, plan)
        if plumbline.when_changed and not plan.reread and unchanged(settings.warehouse, fingerprint):
            context.log.info("Nothing has changed since the published release; the other steps are skipped.")
            return
        found = plumbline.registry()
        plumbline.state.begin(fingerprint)
        with progress.stage("Checking documents"):
            notes = steps.verify(found, plan)
        plumbline.state.save_intake(notes)
        # What the others depend on comes first; Dagster insists.
        for key in sorted(context.selected_asset_keys, key=lambda k: (tuple(k.path) != REGISTER, k)):
            path = tuple(key.path)
            mine = [n for n in notes if path == ("documents", n.document_id, n.rendition)]
            if path == REGISTER:
                yield dg.MaterializeResult(asset_key=key, metadata=_register_metadata(found))
            else:
                version = dg.DataVersion("+".join(n.sha256_found for n in mine) or "none")
                metadata = _document_metadata(settings.source_docs, mine)
                yield dg.MaterializeResult(asset_key=key, metadata=metadata, data_version=version)

    return documents


def _document_metadata(source_docs: Path, notes: Sequence[Intake]) -> dict[str, Any]:
    rows = [(n.edition_id, n.file, n.status, n.bytes, n.sha256_known) for n in notes]
    return {
        "editions": dg.MetadataValue.md(markdown(("Edition", "File", "Status", "Bytes", "SHA-256"), rows)),
        "bytes": sum(n.bytes for n in notes),
        "file": dg.MetadataValue.path(str(source_docs / notes[-1].file) if notes else ""),
    }


def _register_metadata(registry: Registry) -> dict[str, Any]:
    rows = [(p.document_id, p.title, p.publisher.abbreviation, len(p.editions), len(p.tables)) for p in registry]
    return {
        "publications": len(registry),
        "refused": len(registry.refused),
        "preview": dg.MetadataValue.md(markdown(("Document", "Title", "Publisher", "Editions", "Tables"), rows)),
    }


def build_readings(registry: Registry) -> dg.AssetsDefinition:
    """One asset for the reading of each document and rendition."""
    specs = [
        spec(
            ("readings", document, rendition),
            "readings",
            f"What was read from {document} as {rendition}: every table and call-out with its cells, pages and boxes.",
            kinds={"python", "json"},
            deps=[("documents", document, rendition)],
            tags={"document": document, "rendition": rendition},
        )
        for document, rendition in renditions(registry)
    ]

    @dg.multi_asset(specs=specs, name="readings", can_subset=True)
    def readings(context: dg.AssetExecutionContext, plumbline: Plumbline) -> Iterator[dg.MaterializeResult[Any]]:
        """Read what has changed in one child process; take the rest from the cache."""
        found, state = plumbline.registry(), plumbline.state
        intake = state.intake()
        known = set(renditions(registry))
        asked = {tuple(k.path[1:]) for k in context.selected_asset_keys}
        wanted = {
            n.edition_id
            for n in intake
            if (n.document_id, n.rendition) in asked or (n.document_id, n.rendition) not in known
        }
        with progress.stage("Reading", len([n for n in intake if n.usable and n.edition_id in wanted])):
            notes = steps.read(plumbline.settings, found, intake, plumbline.plan, wanted)
        state.save_readings(notes)
        for key in sorted(context.selected_asset_keys):
            mine = [n for n in notes if ("readings", n.document_id, n.rendition) == tuple(key.path)]
            kept = [r for n in mine if n.cache and (r := steps.load_reading(Path(n.cache))) is not None]
            rows = [(t.label or t.title, t.kind, t.parts[0].page, len(t.body())) for r in kept for t in r.tables]
            yield dg.MaterializeResult(
                asset_key=key,
                metadata={
                    "pages": sum(len(r.pages) for r in kept),
                    "tables": len(rows),
                    "cells": sum(int(row[3]) for row in rows),
                    "from_cache": bool(mine) and all(n.from_cache for n in mine),
                    "seconds": round(sum(n.seconds for n in mine), 3),
                    "problem": " ".join(n.problem for n in mine),
                    "preview": dg.MetadataValue.md(markdown(("Table", "Kind", "Page", "Values"), rows)),
                },
            )

    return readings


def build_tables(registry: Registry) -> dg.AssetsDefinition:
    """One asset for each document: its tables as expected and read."""
    specs = [
        spec(
            ("tables", document),
            "tables",
            f"The tables of {document}, each bound to what its publication file expects; or why it is left out.",
            kinds={"python"},
            deps=[("readings", d, r) for d, r in renditions(registry) if d == document] or [REGISTER],
            tags={"document": document},
        )
        for document in document_ids(registry)
    ]

    @dg.multi_asset(specs=specs, name="tables", can_subset=True)
    def tables(context: dg.AssetExecutionContext, plumbline: Plumbline) -> Iterator[dg.MaterializeResult[Any]]:
        """Bind what was read to what is expected; write a report about each document that is left out."""
        settings, state = plumbline.settings, plumbline.state
        notes = state.readings()
        with progress.stage("Binding tables"):
            decision = decide(plumbline.registry(), state.intake(), notes)
            state.save_admissions(decision.notes)
            write_reports(settings.quarantine, decision)
            fresh = {n.edition_id for n in notes if not n.from_cache}
            for admitted in decision.admitted:
                cut(settings, admitted, admitted.bound.edition_id in fresh)
        for key in sorted(context.selected_asset_keys):
            yield dg.MaterializeResult(asset_key=key, metadata=_tables_metadata(plumbline, decision, key.path[1]))

    return tables


def _tables_metadata(plumbline: Plumbline, decision: Decision, document: str) -> dict[str, Any]:
    editions: list[Admitted] = [a for a in decision.admitted if a.publication.document_id == document]
    report = plumbline.settings.quarantine / document / "report.md"
    shown = [a for a in editions if a.reading.rendition == "pdf"] or editions
    metadata: dict[str, Any] = {
        "renditions": ", ".join(a.reading.rendition for a in editions) or "none",
        "tables": len(shown[0].bound.tables) if shown else 0,
        "left_out": document in decision.reports,
    }
    if report.is_file():
        metadata["report"] = dg.MetadataValue.md(report.read_text(encoding="utf-8"))
    for admitted in shown[:1]:
        for bound in admitted.bound.tables:
            title = f"**{escaped(bound.table.title)}**\n\n" if bound.table.title else ""
            metadata[bound.table_id] = dg.MetadataValue.md(f"{title}{of_table(bound.table)}")
            for number, path in enumerate(crop_paths(plumbline.settings, admitted, bound.table_id), start=1):
                name = f"{bound.table_id} crop" + (f" {number}" if number > 1 else "")
                metadata[name] = dg.MetadataValue.path(str(path))
                # The interface opens no path of this machine: a person there sees the picture itself.
                if picture := as_markdown(path, name):
                    metadata[f"{name}, shown"] = dg.MetadataValue.md(picture)
    return metadata
