"""The audit as asset checks: the findings of each document (a warning), readings in doubt (an error that blocks)."""

from collections.abc import Iterator, Sequence

import dagster as dg

from pipelines.defs.common import POOL, Plumbline
from pipelines.defs.documents import document_ids
from pipelines.documents.registry import Registry
from pipelines.steps import gating
from pipelines.steps.doubting import DOUBT, HEAD, doubts, record
from pipelines.steps.preview import markdown
from pipelines.steps.state import BuildState

FINDING = dg.AssetKey(["audit", "finding"])
_FINDINGS = """
    SELECT severity, coalesce(table_id, ''), printed, coalesce(expected, ''), explanation,
        coalesce(acknowledged_note, '')
    FROM audit.finding WHERE document_id = ? ORDER BY severity, explanation
"""


def build_audit_checks(registry: Registry) -> list[dg.AssetChecksDefinition]:
    """One check for the findings of each document, and one for columns that were probably read wrongly."""
    specs = [
        dg.AssetCheckSpec(
            f"findings_{document}",
            asset=FINDING,
            description="The sums and the statements of this publication agree; what does not is the publisher's slip.",
        )
        for document in document_ids(registry)
    ]
    specs.append(
        dg.AssetCheckSpec(
            DOUBT,
            asset=FINDING,
            blocking=True,
            description="No line of numbers fails where it stands and fits elsewhere: it would have been read wrongly.",
        )
    )

    @dg.multi_asset_check(specs=specs, name="audit", can_subset=True, pool=POOL)
    def audit(context: dg.AssetCheckExecutionContext, plumbline: Plumbline) -> Iterator[dg.AssetCheckResult]:
        """Tell what the audit found, document by document."""
        selected = {key.name for key in context.selected_asset_check_keys}
        with gating.connect(plumbline.settings) as con:
            for document in document_ids(plumbline.registry()):
                if (name := f"findings_{document}") in selected:
                    rows = con.execute(_FINDINGS, [document]).fetchall()
                    head = ("Severity", "Table", "Printed", "Expected", "Arithmetic", "Noted by a person")
                    yield _result(name, rows, head, dg.AssetCheckSeverity.WARN)
            if DOUBT in selected:
                found = doubts(con)
                BuildState(plumbline.settings).add_gates([record(found)])
                yield _result(DOUBT, found, HEAD, dg.AssetCheckSeverity.ERROR)

    return [audit]


def _result(
    name: str, rows: Sequence[tuple[object, ...]], head: tuple[str, ...], severity: dg.AssetCheckSeverity
) -> dg.AssetCheckResult:
    metadata: dict[str, dg.MetadataValue] = {"found": dg.MetadataValue.int(len(rows))}
    if rows:
        metadata["rows"] = dg.MetadataValue.md(markdown(head, rows, 40))
    return dg.AssetCheckResult(
        passed=not rows, asset_key=FINDING, check_name=name, severity=severity, metadata=metadata
    )
