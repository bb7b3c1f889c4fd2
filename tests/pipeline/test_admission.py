"""Reports on documents that are left out come, say what is wrong, and go."""

import json

from pipelines.documents.registry import load
from pipelines.steps.admission import Decision, Difference, published_before, write_reports
from pipelines.steps.state import Admission


def test_a_report_is_written_escaped_and_taken_away_again(tmp_path):
    folder = tmp_path / "quarantine"
    difference = Difference("pdf", "table_1", "3 | rows", "<b>2</b> rows", "table_1: expected 3 rows, found 2 rows.")
    admitted = (Admission("two", "text", "two@1", True), Admission("two", "pdf", "two@2", False, "no"))
    write_reports(folder, Decision((), admitted, {"one": (difference,), "two": (difference,)}))
    report = (folder / "one" / "report.md").read_text()
    assert "| pdf | table_1 | 3 \\| rows | &lt;b>2&lt;/b> rows |" in report
    assert "- table_1: expected 3 rows, found 2 rows." in report
    data = json.loads((folder / "one" / "report.json").read_text())
    assert data["differences"][0]["table"] == "table_1"
    assert report.startswith("# one is left out of the build")
    assert (folder / "two" / "report.md").read_text().startswith("# two: its pdf rendition is left out of the build")
    write_reports(folder, Decision((), (), {"two": (difference,)}))
    assert [p.name for p in folder.iterdir()] == ["two"]
    write_reports(folder, Decision((), (), {}))
    assert list(folder.iterdir()) == []


def test_what_was_published_is_missed_until_it_is_given_up(built):
    settings, _ = built
    registry = load(settings.source_docs)
    gone = registry.publications[0].document_id
    notes = [
        Admission(p.document_id, e.rendition, p.edition_id(e), True)
        for p in registry.publications[1:]
        for e in p.editions
    ]
    rows = published_before(settings, registry, notes)
    assert {r["document_id"] for r in rows if not r["present"]} == {gone}
    assert {r["document_id"] for r in rows} == {p.document_id for p in registry}
    assert all(r["present"] for r in published_before(settings, registry, notes, [gone]))
