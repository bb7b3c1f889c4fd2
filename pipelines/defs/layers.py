"""dbt's models as assets, one definition for each layer: a gate after a layer then holds back the layers behind it."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, build_dbt_asset_specs

from pipelines import progress
from pipelines.defs.common import OWNERS, POOL, Plumbline
from pipelines.defs.landing import table_metadata
from pipelines.publishing.meta import GateRecord
from pipelines.steps import dbt, dbt_rows, gating
from pipelines.steps.column_lineage import Lineage, LineageStore, tables_of
from pipelines.steps.preview import markdown

LAYERS: dict[str, dict[str, str]] = {
    "staging": {"seeds": "resource_type:seed", "staging": "fqn:staging"},
    "marts": {"intermediate": "fqn:intermediate", "marts": "fqn:marts", "audit": "fqn:audit"},
}
"""Layer → the folders that belong to it and how dbt selects them, in the order in which they are built.

A gate holds back what reads the very table that it looks at. What reads a checked staging model is intermediate, so
that belongs behind the gates, with all that follows from it.
"""


class Translator(DagsterDbtTranslator):
    """Keys by folder and name, groups by stage, and our owners."""

    def __init__(self) -> None:
        super().__init__(settings=DagsterDbtTranslatorSettings(enable_asset_checks=False))

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """`landing` tables are our own assets; seeds and models go by folder and name."""
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey([_layer(dbt_resource_props), dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The stage."""
        return _layer(dbt_resource_props)

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """Ours."""
        return OWNERS

    def get_tags(self, dbt_resource_props: Mapping[str, Any]) -> Mapping[str, str]:
        """dbt's tags, and the stage."""
        return {**super().get_tags(dbt_resource_props), "plumbline/stage": _layer(dbt_resource_props)}


def _layer(props: Mapping[str, Any]) -> str:
    if props["resource_type"] == "seed":
        return "seeds"
    folders = [part for part in props["fqn"][1:-1] if part in {"staging", "intermediate", "marts", "audit"}]
    return folders[0] if folders else "dbt"


def selectors(manifest: Mapping[str, Any]) -> dict[str, list[str]]:
    """The layers that the project has, with dbt's selectors for what is in them."""
    found = {_layer(node) for node in manifest["nodes"].values() if node["resource_type"] in {"model", "seed"}}
    all_layers = {layer: [s for folder, s in of.items() if folder in found] for layer, of in LAYERS.items()}
    return {layer: chosen for layer, chosen in all_layers.items() if chosen}


def build_layers(manifest: Mapping[str, Any]) -> list[dg.AssetsDefinition]:
    """The assets of every layer that the project has."""
    return [_build_layer(layer, select, manifest) for layer, select in selectors(manifest).items()]


def _build_layer(layer: str, select: list[str], manifest: Mapping[str, Any]) -> dg.AssetsDefinition:
    specs = list(build_dbt_asset_specs(manifest=manifest, dagster_dbt_translator=Translator(), select=" ".join(select)))
    specs = [s.merge_attributes(kinds={"dbt", "duckdb"}) for s in specs]
    tested = _tested(manifest)
    by_table = _by_table(manifest)
    keys = {s.key: s for s in specs}
    # One check for all tests of a model: Dagster takes longer to note a check than dbt takes to try it.
    checks = [
        dg.AssetCheckSpec(TESTS, asset=key, blocking=True, description="Every dbt test of this table holds.")
        for key in keys
        if key in tested
    ]

    @dg.multi_asset(specs=specs, check_specs=checks, name=f"dbt_{layer}", pool=POOL)
    def models(plumbline: Plumbline) -> Iterator[Any]:
        """Build the layer, tell each table that was built and how its tests went."""
        with progress.stage(f"dbt {layer}"):
            outcome = dbt.build(plumbline.settings, select)
        with gating.connect(plumbline.settings) as con:
            lineage = LineageStore(plumbline.settings.dbt_target, tables_of(con))
            for node in _built(outcome, manifest):
                key = _key(node)
                if key in keys:
                    table = f"{node['schema']}.{node.get('alias') or node['name']}"
                    behind = _column_lineage(lineage.of(node), by_table)
                    yield dg.MaterializeResult(asset_key=key, metadata={**table_metadata(con, table), **behind})
            lineage.save()
            if outcome.errors:
                raise dg.Failure(f"dbt could not build {layer}: {'; '.join(outcome.errors[:5])}", allow_retries=False)
            failures = _failures(con, plumbline, outcome, manifest)
        for check in checks:
            tests = tested[check.asset_key]
            failed = [message for name, message in failures.items() if name in tests]
            yield dg.AssetCheckResult(
                passed=not failed,
                asset_key=check.asset_key,
                check_name=TESTS,
                metadata={"tests": len(tests), "failed": "; ".join(failed), "names": ", ".join(sorted(tests))},
            )
        _record(plumbline, layer, outcome, list(failures.values()))

    return models


def _by_table(manifest: Mapping[str, Any]) -> dict[tuple[str, str], dg.AssetKey]:
    """The asset of each table, by schema and name."""
    models = [n for n in manifest["nodes"].values() if n["resource_type"] in {"model", "seed"}]
    found = {(n["schema"], n.get("alias") or n["name"]): _key(n) for n in models}
    found |= {
        (n["schema"], n["name"]): dg.AssetKey([n["source_name"], n["name"]]) for n in manifest["sources"].values()
    }
    return found


def _column_lineage(lineage: Lineage, by_table: Mapping[tuple[str, str], dg.AssetKey]) -> dict[str, Any]:
    """Column lineage as Dagster shows it; nothing where none is known."""
    deps = {
        column: [
            dg.TableColumnDep(asset_key=by_table[schema, table], column_name=name)
            for schema, table, name in behind
            if (schema, table) in by_table
        ]
        for column, behind in lineage.items()
    }
    found = dg.TableColumnLineage(deps_by_column={column: on for column, on in deps.items() if on})
    if not found.deps_by_column:
        return {}
    # Dagster's free web pages leave its own entry out; the same as a table is shown.
    rows = [(c, "/".join(d.asset_key.path), d.column_name) for c, on in found.deps_by_column.items() for d in on]
    return {
        "dagster/column_lineage": dg.MetadataValue.column_lineage(found),
        "columns_come_from": dg.MetadataValue.md(markdown(("column", "table", "its column"), rows, len(rows))),
    }


def _failures(con: Any, plumbline: Plumbline, outcome: dbt.Outcome, manifest: Mapping[str, Any]) -> dict[str, str]:
    """Every failed test by its name: what dbt says of it, and the first rows that fail it."""
    nodes = {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "test"}
    found = {}
    for failed in outcome.failed_tests:
        name = failed.partition(":")[0]
        node = nodes.get(name)
        rows = dbt_rows.in_words(con, plumbline.settings.dbt_target, node) if node else ""
        told = failed.replace(", configured to fail if != 0", "")
        found[name] = f"{told} ({rows})" if rows else told
    return found


TESTS = "dbt_tests"
"""The name of the check that stands for all dbt tests of a model."""


def _key(props: Mapping[str, Any]) -> dg.AssetKey:
    return dg.AssetKey([_layer(props), props["name"]])


def _built(outcome: dbt.Outcome, manifest: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The models and seeds that dbt built, parents first."""
    for event in outcome.events:
        node = manifest["nodes"].get(event["data"]["node_info"]["unique_id"])
        made = event["info"]["name"] in {"LogModelResult", "LogSeedResult", "LogSnapshotResult"}
        if node is not None and made and event["data"]["node_info"]["node_status"] == "success":
            yield node


def _tested(manifest: Mapping[str, Any]) -> dict[dg.AssetKey, set[str]]:
    """The names of the tests of each model: those attached to it, else those whose last model by layer it is."""
    tests: dict[dg.AssetKey, set[str]] = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] != "test":
            continue
        parents = [node["attached_node"]] if node.get("attached_node") else node["depends_on"]["nodes"]
        models = [manifest["nodes"][p] for p in parents if p in manifest["nodes"]]
        if models:
            order = {folder: n for n, folder in enumerate(f for of in LAYERS.values() for f in of)}
            last = max(models, key=lambda m: order.get(_layer(m), -1))
            tests.setdefault(_key(last), set()).add(node["name"])
    return tests


def _record(plumbline: Plumbline, layer: str, outcome: dbt.Outcome, failed: list[str]) -> None:
    """Record how the tests of a layer went; raise where one failed, so that nothing behind it is built."""
    message = ""
    if failed:
        message = f"dbt tests of {layer}: {'; '.join(failed[:5])}. Correct the publication file, the seed or the model."
    tests = sum(raw["info"]["name"] == "LogTestResult" for raw in outcome.events)
    record = GateRecord(f"{layer}__dbt_tests", layer, not failed, "error", tests, len(failed), message)
    plumbline.state.add_gates([record])
    if failed:
        raise dg.Failure(message, allow_retries=False)
