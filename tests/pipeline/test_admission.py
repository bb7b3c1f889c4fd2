"""Reports on documents that are left out come, say what is wrong, and go."""

import json

from pipelines.steps.admission import Difference, write_reports


def test_a_report_is_written_escaped_and_taken_away_again(tmp_path):
    folder = tmp_path / "quarantine"
    difference = Difference("pdf", "table_1", "3 | rows", "<b>2</b> rows", "table_1: expected 3 rows, found 2 rows.")
    write_reports(folder, {"one": (difference,), "two": (difference,)})
    report = (folder / "one" / "report.md").read_text()
    assert "| pdf | table_1 | 3 \\| rows | &lt;b>2&lt;/b> rows |" in report
    assert "- table_1: expected 3 rows, found 2 rows." in report
    data = json.loads((folder / "one" / "report.json").read_text())
    assert data["differences"][0]["table"] == "table_1"
    write_reports(folder, {"two": (difference,)})
    assert [p.name for p in folder.iterdir()] == ["two"]
    write_reports(folder, {})
    assert list(folder.iterdir()) == []
