"""One published warehouse for all tests that only read it, and folders of their own for those that change it."""

import shutil
from pathlib import Path

import pytest

from pipelines.run import run_job
from pipelines.settings import PROJECT, Settings


@pytest.fixture(scope="session")
def dagster_home(tmp_path_factory):
    """A Dagster instance of its own for the whole session: the project's is left alone."""
    home = tmp_path_factory.mktemp("dagster_home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", str(home))
        yield home


@pytest.fixture(scope="session")
def built(tmp_path_factory, dagster_home):
    """Settings and summary of a whole run on the project's own source documents."""
    settings = Settings(PROJECT / "source_docs", tmp_path_factory.mktemp("warehouse"))
    return settings, run_job(settings)


@pytest.fixture
def own(built, tmp_path):
    """A copy of the source documents and of the built warehouse that a test may change."""
    settings, _ = built
    mine = Settings(tmp_path / "source_docs", tmp_path / "warehouse")
    shutil.copytree(settings.source_docs, mine.source_docs)
    shutil.copytree(settings.warehouse, mine.warehouse, symlinks=True, ignore=shutil.ignore_patterns(".build"))
    return mine


@pytest.fixture(scope="session")
def with_caches(built):
    """Settings for other source documents, with what the run of the shipped ones keeps of readings and of dbt."""

    def settings(folder: Path) -> Settings:
        found = Settings(folder / "source_docs", folder / "warehouse")
        shutil.copytree(built[0].warehouse / ".cache", found.warehouse / ".cache")
        return found

    return settings


def edit(path: Path, before: str, after: str) -> None:
    """Replace what stands once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(before) >= 1, f"{before!r} is not in {path}"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
