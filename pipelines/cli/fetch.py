"""`plumbline fetch`: the publishers' own files, the only command that uses a network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from pipelines.cli import exits
from pipelines.settings import Settings


def fetch(
    documents: Annotated[list[str] | None, typer.Argument(help="document_ids; all where none is given.")] = None,
    into: Annotated[Path | None, typer.Option(help="Folder to write to.  [default: source_docs/originals]")] = None,
    source_docs: Annotated[Path | None, typer.Option(help="The folder of source documents.")] = None,
) -> int:
    """Get the publishers' own files, with their sha256 beside them. Uses the network; nothing else does."""
    from pipelines.documents.fetch import FetchError
    from pipelines.documents.fetch import fetch as fetch_one
    from pipelines.documents.registry import RegistryError, load

    settings = Settings.from_env(source_docs=source_docs)
    target = into or settings.source_docs / "originals"
    try:
        registry = load(settings.source_docs)
        wanted = [registry.get(d) for d in documents] if documents else list(registry)
    except RegistryError as error:
        print(f"plumbline: {error}", file=sys.stderr)
        return exits.FAILED
    code = exits.OK
    for refused in registry.refused:
        for message in refused.messages:
            print(f"plumbline: {message}", file=sys.stderr)
        code = exits.FAILED
    for publication in wanted:
        try:
            got = fetch_one(publication, target)
        except FetchError as error:
            print(f"plumbline: {error}", file=sys.stderr)
            code = exits.FAILED
            continue
        declared = {None: "", True: ", as declared", False: ", not the bytes that are declared"}[got.as_declared]
        print(f"{got.path}: {got.bytes:,} bytes, sha256 {got.sha256}{declared}")
    return code
