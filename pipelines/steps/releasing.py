"""The last step: a build that went through every gate becomes the release that readers see."""

from __future__ import annotations

from importlib.metadata import distributions
from typing import Any

from pipelines.publishing.meta import GateRecord
from pipelines.publishing.release import Release, publish
from pipelines.settings import Settings
from pipelines.steps import gating
from pipelines.steps.state import BuildState, StepError

_FACTS = """
SELECT count(DISTINCT table_id || ' ' || document_id) AS tables, count(*) AS numbers,
    count(*) FILTER (WHERE len(confirmed_by) > 0) AS confirmed, count(DISTINCT document_id) AS documents
FROM marts.fct_observation
"""
_BY_DOCUMENT = """
SELECT document_id, count(DISTINCT table_id) AS tables, count(*) AS numbers,
    count(*) FILTER (WHERE len(confirmed_by) > 0) AS confirmed
FROM marts.fct_observation GROUP BY 1 ORDER BY 1
"""


def libraries() -> dict[str, str]:
    """Every installed package and its version."""
    return {d.metadata["Name"]: d.version for d in distributions() if d.metadata["Name"]}


def count(settings: Settings) -> dict[str, Any]:
    """The numbers of a build for its summary: documents, tables, numbers, confirmed numbers, in all and by document."""
    with gating.connect(settings) as con:
        tables, numbers, confirmed, documents = con.execute(_FACTS).fetchone()
        rows = con.execute(_BY_DOCUMENT).fetchall()
    names = ("document_id", "tables", "numbers", "confirmed")
    return {
        "documents": documents,
        "tables": tables,
        "numbers": numbers,
        "confirmed": confirmed,
        "by_document": [dict(zip(names, row, strict=True)) for row in rows],
    }


def check_ready(gates: list[GateRecord]) -> None:
    """Raise StepError where a gate has not been tried in this build, or has failed."""
    tried = {gate.name for gate in gates}
    if missing := sorted(gating.required() - tried):
        raise StepError(
            f"{len(missing)} gates have not been tried in this build ({', '.join(missing[:3])}…). Run the whole job."
        )
    if failed := [gate for gate in gates if not gate.passed and gate.severity == "error"]:
        raise StepError(f"{failed[0].message} The build is not published.")


def release(settings: Settings, run_id: str) -> Release:
    """Publish the build; raises StepError or PublishError, and then what is published stays as it was."""
    state = BuildState(settings)
    gates = state.gates()
    check_ready(gates)
    counts = count(settings)
    state.save_counts(counts)
    admissions = state.admissions()
    inside = [f"{a.document_id}/{a.rendition}" for a in admissions if a.admitted]
    outside = sorted({a.document_id for a in admissions if not a.admitted})
    refused = (
        sorted(p.name for p in settings.quarantine.iterdir() if p.is_dir()) if settings.quarantine.is_dir() else []
    )
    gating.session(run_id).build_docs(settings.data_docs)
    return publish(
        settings.build_db,
        settings.warehouse,
        fingerprint=state.fingerprint(),
        gates=gates,
        libraries=libraries(),
        run_id=run_id,
        documents=sorted(set(inside)),
        quarantined=sorted({*outside, *refused}),
        summary=counts,
    )
