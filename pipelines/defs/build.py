"""Everything that Dagster knows of, put together from the publication files of a folder."""

from __future__ import annotations

import dagster as dg

from pipelines.defs.audit import build_audit_checks
from pipelines.defs.checks import build_checks
from pipelines.defs.common import Plumbline
from pipelines.defs.documents import build_documents, build_readings, build_tables
from pipelines.defs.jobs import build_jobs, build_schedule, build_sensors
from pipelines.defs.landing import build_landing
from pipelines.defs.layers import build_layers
from pipelines.defs.release import build_release
from pipelines.documents.registry import load
from pipelines.settings import Settings
from pipelines.steps import dbt, gating


def build_definitions(settings: Settings) -> dg.Definitions:
    """The definitions for the folders given: assets for each publication found there now; no document is opened."""
    registry = load(settings.source_docs)
    layers = build_layers(dbt.read_manifest(settings))
    ours = [build_documents(registry), build_readings(registry), build_tables(registry), build_landing(registry)]
    inside = sorted({tuple(key.path) for assets in (*ours[3:], *layers) for key in assets.keys})
    return dg.Definitions(
        assets=[*ours, *layers, build_release(list(inside))],
        asset_checks=[*build_checks(registry, list(gating.STAGES)), *build_audit_checks(registry)],
        jobs=build_jobs(settings),
        schedules=[build_schedule(settings)],
        sensors=build_sensors(settings),
        resources={
            "plumbline": Plumbline(source_docs=str(settings.source_docs), warehouse=str(settings.warehouse)),
        },
        executor=dg.in_process_executor,
    )
