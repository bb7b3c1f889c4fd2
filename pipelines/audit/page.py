"""The page of findings in docs/: `python -m pipelines.audit.page --write` brings it up to date.

In: the publication files and their documents. Out: `docs/findings.md`. Relies on `report`; one part for each edition.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.audit.dimensions import dimension_names
from pipelines.audit.document import audit_reading
from pipelines.audit.renditions import compare_renditions
from pipelines.audit.report import markdown, renditions_lines
from pipelines.documents.registry import load
from pipelines.extraction.reader import read_file

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT / "dbt_project" / "seeds"
PAGE = ROOT / "docs" / "findings.md"
_HEAD = """# Findings

What the audit finds in the shipped documents, edition by edition, most serious first. This page is made by
`python -m pipelines.audit.page --write`; `./plumbline audit` prints the same. An *error* cannot be true as printed; an
*expectation* is unusual and may have its reasons; a *note* follows from figures that were rounded before. Each was
checked by hand, from the print; what was seen stands in the last column, from the publication files.

"""
_RENDITIONS = """## Renditions of one document

Cells that two renditions print, read by different code and held against each other.
"""


def page_text(source_docs: Path = ROOT / "source_docs") -> str:
    """The page as it is written to disk."""
    known = load(source_docs)
    names = dimension_names(SEEDS, list(known))
    parts: list[str] = []
    alike: list[str] = []
    for publication in known:
        read = [(edition, read_file(known.path(edition), publication.tables)) for edition in publication.editions]
        for _, reading in read:
            parts += markdown(reading.file, audit_reading(reading, names), publication.acknowledged)
        for compared in compare_renditions(publication, read):
            alike += [f"- {line}" for line in renditions_lines(compared, publication.acknowledged)]
    return _HEAD + "\n".join([*parts, _RENDITIONS, *alike]).rstrip() + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page (`--write`) or tell whether it is current."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    text = page_text()
    if given == ["--write"]:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == text
    print(f"{PAGE.name} is {'current' if current else 'not current: python -m pipelines.audit.page --write'}")
    return 0 if current else 1


if __name__ == "__main__":
    sys.exit(main())
