"""Everything that was admitted, written into a new build as it is printed."""

from __future__ import annotations

from pipelines.documents.registry import Registry
from pipelines.landing import frames, schema, writer
from pipelines.settings import Settings
from pipelines.steps.admission import Admitted, decide
from pipelines.steps.state import BuildState


def describe() -> dict[str, str]:
    """The tables of schema `landing` and what each holds."""
    return schema.describe()


def land(settings: Settings, registry: Registry, state: BuildState) -> tuple[Admitted, ...]:
    """Write a new build that holds schema `landing` and nothing else."""
    admitted = decide(registry, state.intake(), state.readings()).admitted
    made = frames.build(admitted, state.fingerprint().files)
    for old in (settings.build_db, settings.build_db.with_name(settings.build_db.name + ".wal")):
        old.unlink(missing_ok=True)
    writer.write(settings.build_db, made)
    return admitted
