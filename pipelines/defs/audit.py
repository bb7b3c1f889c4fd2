"""The audit as asset checks: the findings of each document (a warning), readings in doubt (an error that blocks)."""

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.common import POOL, Plumbline
from pipelines.defs.documents import document_ids
from pipelines.documents.registry import Registry
from pipelines.steps import gating
from pipelines.steps.preview import markdown

FINDING = dg.AssetKey(["audit", "finding"])
DOUBT = "readings_not_in_doubt"
_FINDINGS = """
    SELECT severity, coalesce(table_id, ''), printed, coalesce(expected, ''), explanation
    FROM audit.finding WHERE document_id = ? ORDER BY severity, explanation
"""
_DOUBTS = """
    SELECT identity.document_id, identity.table_id, array_to_string(cell.column_path, ' / ') AS of_column,
        count(*) FILTER (WHERE NOT identity.holds) AS failed, count(*) AS tried
    FROM audit.identity AS identity
    JOIN staging.stg_cell AS cell ON cell.observation_id = identity.observation_id
    WHERE identity.is_strict
    GROUP BY ALL
    HAVING failed >= 3 AND 2 * failed >= tried
    ORDER BY ALL
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
            description="In no column do most of the identities fail: such a column was read wrongly, not printed so.",
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
                    head = ("Severity", "Table", "Printed", "Expected", "Arithmetic")
                    yield _result(name, rows, head, dg.AssetCheckSeverity.WARN)
            if DOUBT in selected:
                rows = con.execute(_DOUBTS).fetchall()
                head = ("Document", "Table", "Column", "Fail", "Tried")
                yield _result(DOUBT, rows, head, dg.AssetCheckSeverity.ERROR)

    return [audit]


def _result(
    name: str, rows: list[tuple[object, ...]], head: tuple[str, ...], severity: dg.AssetCheckSeverity
) -> dg.AssetCheckResult:
    metadata: dict[str, dg.MetadataValue] = {"found": dg.MetadataValue.int(len(rows))}
    if rows:
        metadata["rows"] = dg.MetadataValue.md(markdown(head, rows, 40))
    return dg.AssetCheckResult(
        passed=not rows, asset_key=FINDING, check_name=name, severity=severity, metadata=metadata
    )
