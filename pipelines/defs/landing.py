"""Assets of schema `landing`: what was read, as printed, written by the only writer of that schema."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipelines import progress
from pipelines.defs.common import POOL, Plumbline, spec
from pipelines.defs.documents import document_ids
from pipelines.documents.registry import Registry
from pipelines.steps import gating
from pipelines.steps.land import describe, land
from pipelines.steps.preview import markdown

PREVIEW = 8


def build_landing(registry: Registry) -> dg.AssetsDefinition:
    """One asset for each table of schema `landing`, written together."""
    upstream = [("tables", document) for document in document_ids(registry)]
    specs = [
        spec(("landing", table), "landing", purpose, kinds={"python", "duckdb"}, deps=list(upstream))
        for table, purpose in describe().items()
    ]

    @dg.multi_asset(specs=specs, name="landing", pool=POOL)
    def landing(context: dg.AssetExecutionContext, plumbline: Plumbline) -> Iterator[dg.MaterializeResult[Any]]:
        """Write everything that was read into a new build."""
        with progress.stage("Landing"):
            land(plumbline.settings, plumbline.registry(), plumbline.state)
        with gating.connect(plumbline.settings) as con:
            for key in sorted(context.selected_asset_keys):
                yield dg.MaterializeResult(asset_key=key, metadata=table_metadata(con, ".".join(key.path)))

    return landing


def table_metadata(con: Any, table: str) -> dict[str, Any]:
    """Rows, columns and a preview of a table of the build that a connection is open to."""
    rows = con.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    found = con.execute(f"SELECT * FROM {table} LIMIT {PREVIEW}")
    names = [column[0] for column in found.description]
    preview = markdown(names, found.fetchall(), PREVIEW)
    return {
        "dagster/row_count": rows,
        "dagster/table_name": table,
        "columns": len(names),
        "preview": dg.MetadataValue.md(preview),
    }
