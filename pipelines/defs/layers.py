"""dbt's models as assets, one definition for each layer: a gate after a layer then holds back the layers behind it."""

from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from pipelines import progress
from pipelines.defs.common import OWNERS, POOL, Plumbline
from pipelines.defs.landing import table_metadata
from pipelines.publishing.meta import GateRecord
from pipelines.steps import dbt

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
        super().__init__(settings=DagsterDbtTranslatorSettings(enable_asset_checks=True))

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
    translator = Translator()

    @dbt_assets(
        manifest=manifest,
        select=" ".join(select),
        name=f"dbt_{layer}",
        dagster_dbt_translator=translator,
        pool=POOL,
    )
    def models(context: dg.AssetExecutionContext, plumbline: Plumbline) -> Iterator[Any]:
        with progress.stage(f"dbt {layer}"):
            outcome = dbt.build(plumbline.settings, select)
        yield from _events(context, plumbline, outcome, manifest, translator)
        _record(plumbline, layer, outcome)

    return models


def _events(
    context: dg.AssetExecutionContext,
    plumbline: Plumbline,
    outcome: dbt.Outcome,
    manifest: Mapping[str, Any],
    translator: Translator,
) -> Iterator[Any]:
    """dbt's results as Dagster events; models get the number of their rows and a preview.

    Turning an event into Dagster's is not a public part of dagster-dbt: its version is pinned, and a test holds it.
    """
    selected = context.selected_output_names
    for raw in outcome.events:
        message = DbtCoreCliEventMessage(raw_event=raw, event_history_metadata={})
        for event in message.to_default_asset_events(manifest, translator, context):
            if isinstance(event, dg.AssetObservation):
                continue  # a test on a model of another layer; its own layer tells of it
            if isinstance(event, dg.Output):
                if event.output_name not in selected:
                    continue
                props = manifest["nodes"][raw["data"]["node_info"]["unique_id"]]
                table = f"{props['schema']}.{props.get('alias') or props['name']}"
                yield event.with_metadata({**event.metadata, **table_metadata(plumbline, table)})
            else:
                yield event


def _record(plumbline: Plumbline, layer: str, outcome: dbt.Outcome) -> None:
    """Record how the tests of a layer went; raise where one failed, so that nothing behind it is built."""
    if outcome.errors:
        raise dg.Failure(f"dbt could not build {layer}: {'; '.join(outcome.errors[:5])}", allow_retries=False)
    failed = outcome.failed_tests
    message = ""
    if failed:
        message = f"dbt tests of {layer}: {'; '.join(failed[:5])}. Correct the publication file, the seed or the model."
    tests = sum(raw["info"]["name"] == "LogTestResult" for raw in outcome.events)
    record = GateRecord(f"{layer}__dbt_tests", layer, not failed, "error", tests, len(failed), message)
    plumbline.state.add_gates([record])
    if failed:
        raise dg.Failure(message, allow_retries=False)
