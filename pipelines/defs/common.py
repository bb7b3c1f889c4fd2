"""What the assets share: names, owners, the resource that knows the folders and keeps other writers out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import dagster as dg
from pydantic import Field

from pipelines.documents.registry import Registry, load
from pipelines.publishing.lock import hold
from pipelines.settings import Settings
from pipelines.steps.documents import Plan
from pipelines.steps.state import BuildState

OWNERS = ["team:plumbline"]
POOL = "duckdb"
"""The pool of everything that opens the build, one at a time."""

Key = tuple[str, ...]


@lru_cache(maxsize=2)
def _load(source_docs: Path, seen: tuple[tuple[str, int, int], ...]) -> Registry:
    """The registry of a folder, read again when a file in it looks different; each step of a run asks for it."""
    return load(source_docs)


class Plumbline(dg.ConfigurableResource[Any]):
    """The folders of a run and what it is to read anew; while a run has it, no other process writes the warehouse."""

    source_docs: str
    warehouse: str
    only: str = ""
    reread: bool = False
    when_changed: bool = False
    give_up: list[str] = Field(default_factory=list)

    @property
    def settings(self) -> Settings:
        """The folders."""
        return Settings(Path(self.source_docs), Path(self.warehouse))

    @property
    def plan(self) -> Plan:
        """What to read anew."""
        return Plan(self.only, self.reread, tuple(self.give_up))

    @property
    def state(self) -> BuildState:
        """The notes of the build that is under way."""
        return BuildState(self.settings)

    def registry(self) -> Registry:
        """The publication files as they are now."""
        files = sorted(self.settings.publications.glob("*"))
        seen = tuple((p.name, p.stat().st_mtime_ns, p.stat().st_size) for p in files if p.is_file())
        return _load(self.settings.source_docs, seen)

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator[Plumbline]:
        """Be the only writer while the run lasts."""
        from pipelines.defs.orphans import mark

        run = context.run
        with hold(self.settings.warehouse, f"Dagster run {run.run_id if run else ''}".strip()):
            if context.instance is not None and run is not None:
                mark(context.instance, run.run_id)
            yield self


def spec(
    key: Key,
    group: str,
    description: str,
    *,
    kinds: set[str],
    deps: list[Key] | None = None,
    tags: dict[str, str] | None = None,
    metadata: dict[str, object] | None = None,
    skippable: bool = False,
) -> dg.AssetSpec:
    """An asset of ours, with its owner and its stage as a tag."""
    return dg.AssetSpec(
        dg.AssetKey(key),
        group_name=group,
        description=description,
        kinds=kinds,
        deps=[dg.AssetKey(d) for d in deps or ()],
        owners=OWNERS,
        tags={"plumbline/stage": group, **(tags or {})},
        metadata=metadata or {},
        skippable=skippable,
    )
