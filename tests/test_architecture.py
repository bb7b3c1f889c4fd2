"""Who may know whom, read from the imports; and what no file of the project may say."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "pipelines"
MODULES = sorted(p.relative_to(PROJECT).as_posix() for p in PACKAGE.rglob("*.py"))

# A part of the house, and the parts whose code it may import. What is not listed here imports freely.
MAY_KNOW: dict[str, set[str]] = {
    "documents": set(),
    "extraction": {"documents"},
    "audit": {"documents", "extraction"},
    "landing": {"documents", "extraction"},
    "gates": {"documents"},
    "publishing": {"settings", "progress"},
}
# A library, and the only places that import it.
ONLY_IN: dict[str, tuple[str, ...]] = {
    "dagster": ("pipelines/defs/", "pipelines/definitions.py"),
    "dagster_dbt": ("pipelines/defs/", "pipelines/definitions.py"),
    "great_expectations": ("pipelines/gates/runner.py",),
    "pdfplumber": ("pipelines/extraction/pdf.py",),
    "pdfminer": tuple(f"pipelines/extraction/characters/{name}.py" for name in ("commands", "glyphs", "fonts")),
    "pypdfium2": ("pipelines/extraction/pdf.py",),
    "typer": ("pipelines/cli/",),
}
# Libraries that take long to import: at the head of a module only where nothing else can be done with the module.
HEAVY = {
    "great_expectations",
    "pandas",
    "pdfplumber",
    "pypdfium2",
    "pyarrow",
    "dbt",
    "dagster",
    "dagster_dbt",
    "duckdb",
}
MAY_BE_HEAVY = ("pipelines/defs/", "pipelines/definitions.py")


def imports(path: Path, head_only: bool = False) -> Iterator[str]:
    """The full names of what a module imports; those for type checkers alone do not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = path.relative_to(PROJECT).with_suffix("").parts

    def walk(node: ast.AST) -> Iterator[str]:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
                continue
            if head_only and isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            if isinstance(child, ast.Import):
                yield from (alias.name for alias in child.names)
            elif isinstance(child, ast.ImportFrom):
                base = ".".join(package[: len(package) - child.level]) + "." if child.level else ""
                yield from (f"{base}{child.module or ''}.{alias.name}" for alias in child.names)
            yield from walk(child)

    return walk(tree)


def part(module: str) -> str:
    """`pipelines.landing.writer` and `pipelines/landing/writer.py` are of the part `landing`."""
    return re.split(r"[./]", module)[1]


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) in MAY_KNOW])
def test_a_part_knows_only_the_parts_before_it(module: str) -> None:
    allowed = MAY_KNOW[part(module)] | {part(module)}
    known = {part(name) for name in imports(PROJECT / module) if name.startswith("pipelines.")}
    assert known <= allowed, f"{module} may import only {sorted(allowed)}"


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_in_its_place_only(library: str) -> None:
    found = {m for m in MODULES for name in imports(PROJECT / m) if name.split(".")[0] == library}
    assert {m for m in found if not m.startswith(ONLY_IN[library])} == set()


@pytest.mark.parametrize("module", [m for m in MODULES if not m.startswith(MAY_BE_HEAVY)])
def test_slow_libraries_are_imported_where_they_are_used(module: str) -> None:
    heavy = {name.split(".")[0] for name in imports(PROJECT / module, head_only=True)} & HEAVY
    assert heavy == set(), "import them inside the function that needs them"


def test_marts_read_no_source() -> None:
    models = PROJECT / "dbt_project" / "models"
    reading = [p.name for p in models.rglob("*.sql") if "staging" not in p.parts and "source(" in p.read_text("utf-8")]
    assert reading == []


def tracked() -> list[Path]:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, check=True, timeout=30)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [PROJECT / name for name in listed.stdout.decode().split("\0") if name]


def text_of(path: Path) -> str:
    if not path.is_file() or path.is_symlink() or path.suffix in {".pdf", ".png", ".ico", ".woff2"}:
        return ""
    return path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_package_registry() -> None:
    # Put together here, so that this file does not name them either.
    hosts = ["pypi" + ".org", "python" + "hosted.org", "npmjs" + ".org", "hub.get" + "dbt.com", "anaconda" + ".org"]
    naming = {p.relative_to(PROJECT).as_posix(): h for p in tracked() for h in hosts if h in text_of(p)}
    assert naming == {}


def test_no_file_names_a_place_on_one_machine() -> None:
    place = re.compile(r"(?<![\w.\-/{}*])/(?:" + "|".join(["work", "root", "home", "Users", "opt"]) + r")/\w")
    naming = {}
    for path in tracked():
        if path.is_relative_to(PROJECT / "source_docs" / "files"):
            continue
        if found := place.search(text_of(path)):
            naming[path.relative_to(PROJECT).as_posix()] = found[0]
    assert naming == {}


def test_no_code_names_a_document() -> None:
    names = [p.stem for p in (PROJECT / "source_docs" / "publications").glob("*.yml")]
    assert names
    stems = {n for name in names for n in (name, name.rpartition("_")[0] or name) if len(n) > 5}
    naming = {m: n for m in MODULES for n in stems if n in text_of(PROJECT / m)}
    assert naming == {}


def test_rooms_are_small() -> None:
    assert {m: n for m in MODULES if (n := text_of(PROJECT / m).count("\n")) > 400} == {}
