"""The asset that readers see: the published warehouse."""

from typing import Any

import dagster as dg

from pipelines import progress
from pipelines.defs.common import POOL, Key, Plumbline, spec
from pipelines.steps.preview import markdown
from pipelines.steps.releasing import release

RELEASE: Key = ("release", "warehouse")


def build_release(upstream: list[Key]) -> dg.AssetsDefinition:
    """The published warehouse, behind everything that is in it."""
    described = spec(
        RELEASE,
        "release",
        "The warehouse that readers open: a finished build, put in place by one rename after every gate has passed.",
        kinds={"duckdb"},
        deps=upstream,
    )

    @dg.multi_asset(specs=[described], name="release", pool=POOL)
    def publish(context: dg.AssetExecutionContext, plumbline: Plumbline) -> dg.MaterializeResult[Any]:
        """Publish the build."""
        with progress.stage("Publishing"):
            made = release(plumbline.settings, context.run.run_id)
        vintages = [(v.release_id, v.published_at, v.documents, v.observations) for v in made.vintages[-10:]]
        header = ("Release", "Published", "Documents", "Observations")
        return dg.MaterializeResult(
            asset_key=dg.AssetKey(RELEASE),
            metadata={
                "release": made.release_id,
                "file": dg.MetadataValue.path(str(plumbline.settings.published)),
                "data_docs": dg.MetadataValue.path(str(plumbline.settings.data_docs / "index.html")),
                "gates": len(made.gates),
                "numbers": made.summary.get("numbers", 0),
                "left_out": ", ".join(made.quarantined) or "nothing",
                "vintages": dg.MetadataValue.md(markdown(header, vintages)),
            },
        )

    return publish
