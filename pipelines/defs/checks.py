"""Gates as asset checks: one op for each stage, one check for each gate on each asset that it is about."""

from collections.abc import Iterator, Sequence

import dagster as dg

from pipelines import progress
from pipelines.defs.common import POOL, Key, Plumbline
from pipelines.defs.documents import document_ids, renditions
from pipelines.documents.registry import Registry
from pipelines.gates.suites import GateSpec
from pipelines.steps import gating
from pipelines.steps.preview import markdown

SHOWN = 20


def assets_of(gate: GateSpec, registry: Registry) -> list[Key]:
    """The assets on which a gate is shown."""
    if "{rendition}" in gate.asset:
        pairs = [{"document": d, "rendition": r} for d, r in renditions(registry)]
    elif "{document}" in gate.asset:
        pairs = [{"document": d} for d in document_ids(registry)]
    else:
        return [gate.asset]
    return [tuple(part.format(**pair) for part in gate.asset) for pair in pairs]


def build_checks(registry: Registry, stages: Sequence[str]) -> list[dg.AssetChecksDefinition]:
    """The gates of some stages as blocking checks."""
    return [_build_stage(stage, registry) for stage in stages]


def _build_stage(stage: str, registry: Registry) -> dg.AssetChecksDefinition:
    assets = {gate.full_name: assets_of(gate, registry) for gate in gating.STAGES[stage]}
    specs = [
        dg.AssetCheckSpec(
            gate.full_name,
            asset=dg.AssetKey(asset),
            description=f"{gate.description} {gate.what_to_do}",
            blocking=True,
            metadata={"query": dg.MetadataValue.text(gate.sql.strip()), "expectation": gate.expectation},
        )
        for gate in gating.STAGES[stage]
        for asset in assets[gate.full_name]
    ]
    # A failure here leaves a document out; whether that stops the release is another gate's to say.
    severity = dg.AssetCheckSeverity.WARN if stage in gating.WARNING_STAGES else dg.AssetCheckSeverity.ERROR

    @dg.multi_asset_check(specs=specs, name=f"gates_{stage}", can_subset=True, pool=POOL)
    def gates(context: dg.AssetCheckExecutionContext, plumbline: Plumbline) -> Iterator[dg.AssetCheckResult]:
        """Try the gates of the stage once, and tell each on every asset that it is about."""
        selected = context.selected_asset_check_keys
        with progress.stage(f"Gates after {stage}", len(assets)):
            results = gating.try_stage(plumbline.settings, plumbline.registry(), stage, context.run.run_id)
            for result in results:
                progress.advance(result.gate.full_name)
        for result, asset, rows, message in gating.by_asset(results, assets):
            key = dg.AssetKey(asset)
            if dg.AssetCheckKey(key, result.gate.full_name) not in selected:
                continue
            cells = [(r.document, r.table_id, r.place, r.expected, r.found) for r in rows]
            metadata: dict[str, dg.MetadataValue] = {"checked": dg.MetadataValue.int(result.checked)}
            if cells:
                header = ("Document", "Table", "Place", "Expected", "Found")
                metadata["failures"] = dg.MetadataValue.int(len(cells))
                metadata["rows"] = dg.MetadataValue.md(markdown(header, cells, SHOWN))
            if message:
                page = plumbline.settings.data_docs / "index.html"
                metadata["message"] = dg.MetadataValue.text(message)
                metadata["data_docs"] = dg.MetadataValue.path(str(page))
            yield dg.AssetCheckResult(
                passed=not message,
                asset_key=key,
                check_name=result.gate.full_name,
                severity=severity,
                description=message or None,
                metadata=metadata,
            )

    return gates
