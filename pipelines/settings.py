"""Where things lie: the project, the source documents, the warehouse. Only this reads their environment variables."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
"""The folder that holds `pipelines/`."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def reading_jobs() -> int:
    """How many documents are read at once: PLUMBLINE_JOBS, where 0 is one for each processor; 1 where it is unset."""
    said = os.environ.get("PLUMBLINE_JOBS", "").strip()
    return (int(said) or cores()) if said.isdecimal() and len(said) < 4 else 1


@dataclass(frozen=True)
class Settings:
    """The two folders that a run needs; every other place is derived from them."""

    source_docs: Path
    warehouse: Path

    @staticmethod
    def from_env(source_docs: Path | None = None, warehouse: Path | None = None) -> Settings:
        """The settings given, else PLUMBLINE_SOURCE_DOCS and PLUMBLINE_WAREHOUSE, else the project's own folders."""
        docs = source_docs or Path(os.environ.get("PLUMBLINE_SOURCE_DOCS") or PROJECT / "source_docs")
        house = warehouse or Path(os.environ.get("PLUMBLINE_WAREHOUSE") or PROJECT / "warehouse")
        return Settings(docs.absolute(), house.absolute())

    @property
    def publications(self) -> Path:
        """The folder of publication files."""
        return self.source_docs / "publications"

    @property
    def published(self) -> Path:
        """The database that readers open: a symlink to the newest release."""
        return self.warehouse / "plumbline.duckdb"

    @property
    def build(self) -> Path:
        """The folder of the build that is under way."""
        return self.warehouse / ".build"

    @property
    def build_db(self) -> Path:
        """The database that is being built; its stem is the published one's, since views carry it."""
        return self.build / "plumbline.duckdb"

    @property
    def readings(self) -> Path:
        """The cache of readings, one file for each set of bytes and code."""
        return self.warehouse / ".cache" / "readings"

    @property
    def dbt_target(self) -> Path:
        """Where dbt keeps its manifest and parse state for this warehouse."""
        return self.warehouse / ".cache" / "dbt"

    @property
    def crops(self) -> Path:
        """The folder of page crops, `<edition_id>/<table_id>.png`."""
        return self.warehouse / "crops"

    @property
    def quarantine(self) -> Path:
        """The folder of reports on documents that were refused."""
        return self.warehouse / "quarantine"

    @property
    def data_docs(self) -> Path:
        """The folder of the pages about the gates."""
        return self.warehouse / "data_docs"

    @property
    def failure_note(self) -> Path:
        """The file that says why the last failed run failed; gone after the next good one."""
        return self.warehouse / "last_failure.md"

    @property
    def dbt_project(self) -> Path:
        """The dbt project."""
        return PROJECT / "dbt_project"

    @property
    def lock(self) -> Path:
        """The list of every library version."""
        return PROJECT / "requirements.lock"

    def dagster_home(self) -> Path:
        """DAGSTER_HOME, or the project's own where it is unset."""
        return Path(os.environ.get("DAGSTER_HOME") or PROJECT / ".dagster").absolute()
