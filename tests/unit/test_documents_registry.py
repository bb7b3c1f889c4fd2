"""Publication files: loaded, refused with sentences that help, and held against the bytes on disk."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines.documents.registry import RegistryError, load, load_file

PROJECT = Path(__file__).resolve().parents[2]


def publication(document_id: str = "agency_2020_report", **changes: Any) -> dict[str, Any]:
    body = document_id.encode()
    return {
        "document_id": document_id,
        "publisher": {"name": "An Agency", "abbreviation": "AA"},
        "title": "A report",
        "published": "2020-05",
        "about": "What it is about.",
        "licence": {"id": "us-government-work", "name": "Public domain"},
        "citation": "An Agency (2020). A report.",
        "original": {"url": "https://agency.example/report.pdf", "confirmed": "Not tried."},
        "editions": [
            {
                "file": f"files/{document_id}.txt",
                "sha256": hashlib.sha256(body).hexdigest(),
                "rendition": "text",
                "release": "2020-05-01",
            }
        ],
        **changes,
    }


def put(root: Path, data: dict[str, Any], name: str | None = None) -> Path:
    (root / "publications").mkdir(parents=True, exist_ok=True)
    (root / "files").mkdir(exist_ok=True)
    document_id = str(data["document_id"])
    (root / "files" / f"{document_id}.txt").write_bytes(document_id.encode())
    file = root / "publications" / (name or f"{document_id}.yml")
    file.write_text(yaml.safe_dump(data), encoding="utf-8")
    return file


def test_the_projects_own_publications_are_sound() -> None:
    registry = load(PROJECT / "source_docs").require_sound()
    assert len(registry) == 5
    states = {(p.document_id, e.rendition): registry.verify(e) for p, e in registry.editions()}
    assert len(states) == 9
    assert [s.message for s in states.values() if not s.ok] == []


def test_renditions_of_one_document_have_one_release() -> None:
    for known in load(PROJECT / "source_docs"):
        assert len({e.release for e in known.editions}) == 1


def test_every_file_is_an_edition() -> None:
    source_docs = PROJECT / "source_docs"
    named = {e.file for _, e in load(source_docs).editions()}
    assert {f"files/{p.name}" for p in (source_docs / "files").iterdir()} == named


def test_each_publication_names_the_schema() -> None:
    for file in (PROJECT / "source_docs" / "publications").glob("*.yml"):
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../publication.schema.json"


@pytest.mark.parametrize(
    ("changes", "field", "says"),
    [
        ({"colour": "red"}, "colour", "no such field"),
        ({"title": ""}, "title", "found ''"),
        ({"published": "May 2020"}, "published", "found 'May 2020'"),
        ({"editions": []}, "editions", "a list of 0"),
        ({"licence": {"id": "none", "name": "?"}}, "licence.id", "found 'none'"),
        (
            {"original": {"url": "ftp://agency.example", "confirmed": "No."}},
            "original.url",
            "found 'ftp://agency.example'",
        ),
        (
            {"editions": [{"file": "../x", "sha256": "0" * 64, "rendition": "text", "release": "2020-01-01"}]},
            "editions.0.file",
            "inside source_docs",
        ),
    ],
)
def test_a_fault_is_told_by_file_field_and_finding(
    tmp_path: Path, changes: dict[str, Any], field: str, says: str
) -> None:
    file = put(tmp_path, publication(**changes))
    with pytest.raises(RegistryError) as caught:
        load_file(file)
    (message,) = caught.value.messages
    assert message.startswith(f"{file}, field {field}: ")
    assert says in message


def test_a_missing_field_is_named(tmp_path: Path) -> None:
    data = publication()
    del data["citation"]
    with pytest.raises(RegistryError, match="field citation: is missing"):
        load_file(put(tmp_path, data))


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as caught:
        load_file(put(tmp_path, publication(colour="red", language="english")))
    assert len(caught.value.messages) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a: [1, 2", "line 1"),
        ("", "holds nothing"),
        ("- 1\n", "holds list"),
        ("!!python/object/apply:os.system [true]\n", "not valid YAML"),
    ],
)
def test_what_is_no_publication_is_refused(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "odd.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(RegistryError, match=says):
        load_file(file)


def test_not_utf8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "odd.yml"
    file.write_bytes(b"title: caf\xe9\n")
    with pytest.raises(RegistryError, match="not in UTF-8"):
        load_file(file)


def test_the_file_name_is_the_document_id(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match=r"rename the file to agency_2020_report\.yml"):
        load_file(put(tmp_path, publication(), name="other.yml"))


def test_a_bad_file_does_not_harm_the_others(tmp_path: Path) -> None:
    put(tmp_path, publication("good_one"))
    put(tmp_path, publication("bad_one", colour="red"))
    registry = load(tmp_path)
    assert [p.document_id for p in registry] == ["good_one"]
    assert [r.document_id for r in registry.refused] == ["bad_one"]
    with pytest.raises(RegistryError, match="colour"):
        registry.require_sound()


def test_the_same_bytes_under_two_ids_are_refused_in_both(tmp_path: Path) -> None:
    one, two = publication("one"), publication("two")
    two["editions"][0]["sha256"] = one["editions"][0]["sha256"]
    for data in (one, two, publication("three")):
        put(tmp_path, data)
    registry = load(tmp_path)
    assert [p.document_id for p in registry] == ["three"]
    assert "also claimed by two.yml" in registry.refused[0].messages[0]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_an_unknown_id_names_the_known_ones(tmp_path: Path) -> None:
    put(tmp_path, publication("one"))
    with pytest.raises(RegistryError, match="known are one"):
        load(tmp_path).get("two")


def test_states_of_an_edition(tmp_path: Path) -> None:
    put(tmp_path, publication())
    registry = load(tmp_path)
    ((_, edition),) = registry.editions()
    path = registry.path(edition)
    assert registry.verify(edition).ok

    path.write_bytes(b"other bytes")
    state = registry.verify(edition)
    assert (state.status, state.sha256) == ("hash_mismatch", hashlib.sha256(b"other bytes").hexdigest())

    path.unlink()
    assert registry.verify(edition).status == "missing"

    outside = tmp_path.parent / f"{tmp_path.name}-outside.txt"
    outside.write_bytes(b"agency_2020_report")
    path.symlink_to(outside)
    state = registry.verify(edition)
    assert state.status == "refused"
    assert "leads out of" in state.message


def test_a_rendition_that_is_not_what_it_says(tmp_path: Path) -> None:
    data = publication()
    data["editions"][0]["rendition"] = "pdf"
    put(tmp_path, data)
    registry = load(tmp_path)
    ((_, edition),) = registry.editions()
    assert "declared as rendition pdf, but its bytes are text" in registry.verify(edition).message


def table(**changes: Any) -> dict[str, Any]:
    return {
        "table_id": "table_1",
        "anchors": ["Table 1"],
        "expect": {"rows": 1, "columns": 1, "values": 1},
        "rows": [{"label": "Total"}],
        "columns": [{"label": "Number"}],
        **changes,
    }


def refusals(root: Path, *tables: dict[str, Any]) -> list[str]:
    put(root, publication("agency_2021_report"))
    put(root, publication(tables=list(tables)))
    registry = load(root)
    assert [p.document_id for p in registry] == ["agency_2021_report"] or not registry.refused
    return [m for r in registry.refused for m in r.messages]


def test_an_unknown_code_harms_only_its_own_file_and_names_what_comes_near(tmp_path: Path) -> None:
    rows = [{"label": "All", "under": [{"label": "Made", "meaning": {"offense_type": "productoin"}}]}]
    (message,) = refusals(tmp_path, table(rows=rows))
    assert "table_1, row “All › Made”, field offense_type: “productoin” is no known code" in message
    assert "near it: production" in message
    assert "seed_offense_type.csv" in message


def test_an_unknown_code_in_many_places_is_told_once_for_each_field(tmp_path: Path) -> None:
    share = {"denominator": {"category": "totl", "table": "table_9"}}
    columns = [{"label": name, "meaning": share} for name in ("A", "B", "C")]
    by_table, by_category = refusals(tmp_path, table(columns=columns))
    assert "column “A” (and 2 more like it), field denominator.table: “table_9”" in by_table
    assert "field denominator.category: “totl” is no known code; near it: total" in by_category


def test_known_codes_are_no_fault(tmp_path: Path) -> None:
    meaning = {"measure": "suspects_referred", "category": "total", "denominator": {"table": "table_1"}}
    assert refusals(tmp_path, table(meaning=meaning)) == []


def test_code_lists_that_are_gone_are_told(tmp_path: Path) -> None:
    put(tmp_path, publication())
    with pytest.raises(RegistryError, match="the code lists cannot be read"):
        load(tmp_path, tmp_path / "nothing")


def test_a_key_given_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    file = put(tmp_path, publication())
    file.write_text(file.read_text(encoding="utf-8") + "title: Another\n", encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    first = 1 + next(n for n, line in enumerate(lines) if line.startswith("title:"))
    with pytest.raises(RegistryError, match=f"line {len(lines)}, column 1.*“title” is given twice, .*line {first};"):
        load_file(file)


def test_a_merge_may_be_overridden_and_used_again(tmp_path: Path) -> None:
    from pipelines.documents import yaml_file

    text = "a: &a {x: 1, y: 2}\nb: &b {<<: *a, y: 3}\nc: {<<: *b, x: 4}\n"
    assert yaml_file.parse(text) == {"a": {"x": 1, "y": 2}, "b": {"x": 1, "y": 3}, "c": {"x": 4, "y": 3}}


@pytest.mark.parametrize("rows", ["7", 2.0, True])
def test_a_number_is_written_as_a_number(tmp_path: Path, rows: object) -> None:
    (message,) = refusals(tmp_path, table(expect={"rows": rows, "columns": 1, "values": 1}))
    assert f"field tables.0.expect.rows: found {rows!r}; Input should be a valid integer" in message


@pytest.mark.parametrize("pair", [("2004", "2013"), ("Other", "other"), ("21-30", "21–30")])
def test_labels_beside_one_another_that_are_one_to_the_reader_are_refused(
    tmp_path: Path, pair: tuple[str, str]
) -> None:
    one, other = ({"label": label} for label in pair)
    (message,) = refusals(tmp_path, table(columns=[{"label": "Number", "under": [one, other]}]))
    assert f"field tables.0.columns.0.under: found a list of 2; the labels “{pair[0]}” and “{pair[1]}”" in message
    (message,) = refusals(tmp_path, table(rows=[one, other]))
    assert "field tables.0.rows" in message


def test_one_fault_in_several_ways_and_places_is_one_sentence(tmp_path: Path) -> None:
    columns = [{"label": name, "meaning": {"period": "titel"}} for name in ("A", "B")]
    (message,) = refusals(tmp_path, table(columns=columns))
    assert "field tables.0.columns.0.meaning.period (and 1 more like it): found 'titel'; " in message
    assert message.count("Input should be") == 1
