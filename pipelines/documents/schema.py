"""The JSON Schema of a publication file, for editors that complete and check while one types.

`python -m pipelines.documents.schema --write` brings `source_docs/publication.schema.json` up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from pipelines.documents.spec import Publication

SCHEMA_FILE = Path(__file__).resolve().parents[2] / "source_docs" / "publication.schema.json"


def schema_text() -> str:
    """The schema as it is written to disk: JSON Schema 2020-12, keys sorted, one newline at the end."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Publication.model_json_schema(),
        "title": "Plumbline publication",
    }
    return json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def is_current(file: Path = SCHEMA_FILE) -> bool:
    """Whether the schema on disk is the one that the model gives."""
    return file.is_file() and file.read_text(encoding="utf-8") == schema_text()


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the schema (`--write`) or tell whether it is current; returns 0, 1 if it is not, 64 for other usage."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == ["--write"]:
        SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
        print(f"{SCHEMA_FILE.name} written")
        return 0
    if given:
        print("usage: python -m pipelines.documents.schema [--write]", file=sys.stderr)
        return 64
    if is_current():
        print(f"{SCHEMA_FILE.name} is current")
        return 0
    print(f"{SCHEMA_FILE.name} is not current: python -m pipelines.documents.schema --write", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
