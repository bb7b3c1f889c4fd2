"""The JSON Schema for editors is current and accepts what the model accepts."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from pipelines.documents import schema

PROJECT = Path(__file__).resolve().parents[2]
PUBLICATIONS = sorted((PROJECT / "source_docs" / "publications").glob("*.yml"))


def test_the_schema_on_disk_is_current() -> None:
    assert schema.is_current(), "run: python -m pipelines.documents.schema --write"
    assert schema.main([]) == 0


def test_other_usage_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert schema.main(["--what"]) == 64
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("file", PUBLICATIONS, ids=lambda f: f.stem)
def test_the_publications_hold_to_the_schema(file: Path) -> None:
    # As an editor sees it: dates are strings there.
    data = json.loads(json.dumps(yaml.safe_load(file.read_text(encoding="utf-8")), default=str))
    jsonschema.Draft202012Validator(json.loads(schema.schema_text())).validate(data)
