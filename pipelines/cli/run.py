"""`plumbline run`: from the source documents to a published warehouse, in one process, and how it went."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipelines.cli import exits
from pipelines.settings import Settings

if TYPE_CHECKING:
    from pipelines.run import RunSummary

SHOWN_FAILURES = 20
"""So many failures are printed; all of them stand in the Data Docs and in the web pages."""


def run(
    source_docs: Annotated[Path | None, typer.Option(help="The folder of publications.", show_default=False)] = None,
    warehouse: Annotated[Path | None, typer.Option(help="The warehouse folder.", show_default=False)] = None,
    only: Annotated[str | None, typer.Option(metavar="DOCUMENT", help="Read this document alone anew.")] = None,
    full: Annotated[bool, typer.Option("--full", help="Do all anew, even where nothing has changed.")] = False,
    give_up: Annotated[
        list[str] | None,
        typer.Option(metavar="DOCUMENT", help="A published document that may be missing from now on."),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=0, max=999, help="How many to read at once; 0: one a core.", show_default=False
        ),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write how it went as JSON.")] = False,
) -> int:
    """Read the documents, check them, and publish the warehouse."""
    from pipelines import progress
    from pipelines.documents.registry import RegistryError
    from pipelines.publishing.lock import WarehouseBusyError, WarehouseUnusableError
    from pipelines.run import UnknownDocumentError, run_job

    settings = Settings.from_env(source_docs, warehouse)
    if jobs is not None:
        os.environ["PLUMBLINE_JOBS"] = str(jobs)
    reporter = progress.reporter_for(sys.stderr.isatty())
    try:
        summary = run_job(settings, only, full, reporter, give_up or ())
    except (RegistryError, WarehouseBusyError, WarehouseUnusableError, UnknownDocumentError) as error:
        print(f"plumbline: {error}", file=sys.stderr)
        return exits.FAILED
    if as_json:
        print(json.dumps(_facts(summary, settings), ensure_ascii=False, indent=2))
    else:
        _show(summary, settings)
    return summary.exit_code


def _facts(summary: RunSummary, settings: Settings) -> dict[str, Any]:
    from dataclasses import asdict

    return {**asdict(summary), "warehouse": str(settings.published)}


def _show(summary: RunSummary, settings: Settings) -> None:
    """The table of documents, what failed, and what to type next."""
    from pipelines.cli import formats

    if summary.recovered:
        print(f"Cleared up what a killed run had left: {', '.join(summary.recovered)}.", file=sys.stderr)
    rows = [
        (d["document_id"], d["tables"], d["numbers"], d["confirmed"])
        for d in summary.by_document
        if d.get("document_id")
    ]
    if rows:
        rows.append(("all", summary.tables, summary.numbers, summary.confirmed))
        formats.print_table(("document", "tables", "numbers", "confirmed by the text"), rows, (False, True, True, True))
    for document, message in summary.quarantined.items():
        print(f"In quarantine: {document}. {message}")
    for message in summary.failures[:SHOWN_FAILURES]:
        print(f"Failed: {message}")
    if len(summary.failures) > SHOWN_FAILURES:
        print(f"… and {len(summary.failures) - SHOWN_FAILURES} more.")
    checks = f"{summary.gates_passed} checks passed" + (
        f", {summary.gates_failed} failed" if summary.gates_failed else ""
    )
    said = "Nothing was published:" if summary.message in summary.failures else summary.message
    print(f"{said} {checks}, {summary.seconds:.1f} s.")
    for hint in _next(summary, settings):
        print(f"  {hint}")


def _next(summary: RunSummary, settings: Settings) -> list[str]:
    """What to type next."""
    if summary.exit_code in (exits.STOPPED, exits.FAILED):
        note = f"cat {settings.failure_note}" if settings.failure_note.exists() else "./plumbline doctor"
        return [f"Why:   {note}", f"Gates: open {settings.data_docs / 'index.html'}"]
    return [
        'Ask:     ./plumbline query "SELECT * FROM marts.mart_dispositions LIMIT 10"',
        "Explain: ./plumbline explain OBSERVATION_ID",
        "See:     ./plumbline ui",
    ]
