"""The files that hold the project together agree with one another."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(name: str) -> dict[str, str]:
    text = (PROJECT / name).read_text(encoding="utf-8")
    return {canonicalize_name(n): v for n, v in re.findall(r"^([A-Za-z0-9_.\-]+)==([^\s;\\]+)", text, re.MULTILINE)}


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-uv.lock", "requirements-bench.lock"])
def test_a_lock_has_hashes_and_no_address(name: str) -> None:
    text = (PROJECT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"^\s*(-i|-f|--index-url|--extra-index-url|--find-links)\b", text, re.MULTILINE)
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("requirements.lock", PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["test"]),
        ("requirements-uv.lock", PYPROJECT["dependency-groups"]["bootstrap"]),
        ("requirements-bench.lock", PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["bench"]),
    ],
)
def test_every_direct_dependency_is_locked_at_a_version_that_is_allowed(lock: str, wanted: list[str]) -> None:
    pins = locked(lock)
    for requirement in map(Requirement, wanted):
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in {lock}"
        assert requirement.specifier.contains(version), f"{requirement} does not allow {version}"


def test_no_reader_under_the_affero_licence_is_locked() -> None:
    names = {name for lock in ("requirements.lock", "requirements-bench.lock") for name in locked(lock)}
    assert names & {"pymupdf", "pymupdfb", "pymupdf-layout", "pymupdf4llm", "ghostscript"} == set()


def test_what_is_imported_is_declared() -> None:
    declared = {canonicalize_name(Requirement(r).name) for r in PYPROJECT["project"]["dependencies"]}
    provided_by = packages_distributions()
    missing = {}
    for module in (PROJECT / "pipelines").rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            for top in {n.split(".")[0] for n in names} - sys.stdlib_module_names - {"pipelines"}:
                if not {canonicalize_name(d) for d in provided_by.get(top, [])} & declared:
                    missing[top] = module.name
    assert missing == {}


def test_dagsters_two_ways_to_the_code_agree() -> None:
    (origin,) = yaml.safe_load((PROJECT / "workspace.yaml").read_text(encoding="utf-8"))["load_from"]
    module = origin["python_module"]
    project = PYPROJECT["tool"]["dg"]["project"]
    assert module["location_name"] == project["code_location_name"]
    assert module["module_name"] == project["code_location_target_module"]
    assert module["working_directory"] == "."


def test_nothing_is_reported_to_anybody() -> None:
    assert yaml.safe_load((PROJECT / "dagster.yaml").read_text(encoding="utf-8"))["telemetry"] == {"enabled": False}
    assert PYPROJECT["tool"]["dg"]["cli"]["telemetry"]["enabled"] is False


def test_the_test_command_is_what_ci_runs() -> None:
    assert "exec ./plumbline test" in (PROJECT / ".ci/run").read_text(encoding="utf-8")
