"""Short reports of many fields that are right by their own tables: nothing in them is contradicted or doubted.

Each was written against the audit by somebody who did not know its rules, and once had a false finding. All numbers are
made up.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.audit.document import audit_reading
from pipelines.extraction.reader import read_file

REPORTS = sorted((Path(__file__).parent / "right_reports").glob("*.md"))


@pytest.mark.parametrize("file", REPORTS, ids=lambda file: file.stem)
def test_a_right_report_is_not_contradicted(file: Path) -> None:
    found = audit_reading(read_file(file)).findings
    assert [f.explanation for f in found if f.severity != "note"] == []


def test_the_reports_are_there() -> None:
    assert len(REPORTS) > 30
