"""The SQL of the dbt project and of the questions keeps one style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.settings import PROJECT

DBT = PROJECT / "dbt_project"


@pytest.mark.slow
def test_the_models_and_tests_are_clean(monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlfluff.core import FluffConfig, Linter

    monkeypatch.chdir(DBT)
    linter = Linter(config=FluffConfig.from_root())
    paths = (str(p.relative_to(DBT)) for folder in ("models", "tests") for p in sorted((DBT / folder).rglob("*.sql")))
    result = linter.lint_paths(tuple(paths), processes=1)
    found = [
        f"{Path(linted['filepath'])}:{v['start_line_no']} {v['code']} {v['description']}"
        for linted in result.as_records()
        for v in linted["violations"]
    ]
    assert found == []


def test_every_model_names_the_order_of_its_rows() -> None:
    """Rows come from several threads: without an order, two runs over the same documents would differ in bytes."""
    unordered = []
    for path in sorted((DBT / "models").rglob("*.sql")):
        text = path.read_text()
        if "{{ mart_rows(" in text:
            text = (DBT / "macros" / "mart_rows.sql").read_text()
        outside = re.sub(r"--[^\n]*|'[^'\n]*'", "", text)
        while (inner := re.sub(r"\([^()]*\)", "", outside)) != outside:
            outside = inner
        if "order by" not in outside.rpartition("\nselect")[2]:
            unordered.append(path.stem)
    assert unordered == []
