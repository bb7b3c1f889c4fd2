"""Pictures of the tables, cut from their pages, so that a person can hold a number against its print."""

from __future__ import annotations

from pathlib import Path

from pipelines.settings import Settings
from pipelines.steps.admission import Admitted

RESOLUTION = 110
"""Dots per inch: enough to read the smallest print of a report on a screen."""


def crop_paths(settings: Settings, admitted: Admitted, table_id: str) -> list[Path]:
    """Where the pictures of a table lie, one for each page it stands on; none for text renditions."""
    if admitted.reading.rendition != "pdf":
        return []
    table = next(t.table for t in admitted.bound.tables if t.table_id == table_id)
    folder = settings.crops / admitted.bound.edition_id
    names = [table_id, *(f"{table_id}-{n}" for n in range(2, len(table.parts) + 1))]
    return [folder / f"{name}.png" for name in names]


def cut(settings: Settings, admitted: Admitted, anew: bool) -> int:
    """Cut the pictures of an edition's tables that are missing (all of them with `anew`); returns how many were cut."""
    from pipelines.extraction.pdf import render

    made = 0
    source = settings.source_docs / admitted.edition.file
    for bound in admitted.bound.tables:
        for part, path in zip(bound.table.parts, crop_paths(settings, admitted, bound.table_id), strict=False):
            if (path.is_file() and not anew) or not source.is_file():
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            render(source, part.page, part, path, resolution=RESOLUTION)
            made += 1
    return made
