"""What Dagster knows of: complete, named, described, and loaded without opening a document."""

import subprocess
import sys

import pytest

from pipelines.documents.registry import load
from pipelines.settings import PROJECT, Settings
from pipelines.steps import gating

SETTINGS = Settings.from_env(PROJECT / "source_docs")


@pytest.fixture(scope="module")
def defs(tmp_path_factory):
    from pipelines.defs.build import build_definitions

    return build_definitions(Settings(PROJECT / "source_docs", tmp_path_factory.mktemp("warehouse")))


@pytest.fixture(scope="module")
def specs(defs):
    return {tuple(s.key.path): s for s in defs.resolve_all_asset_specs()}


def test_an_asset_for_each_document_rendition_reading_and_table_group(specs):
    registry = load(PROJECT / "source_docs")
    renditions = {(p.document_id, e.rendition) for p, e in registry.editions()}
    assert {k[1:] for k in specs if k[0] == "documents" and len(k) == 3} == renditions
    assert {k[1:] for k in specs if k[0] == "readings"} == renditions
    assert {k[1] for k in specs if k[0] == "tables"} == {p.document_id for p in registry}


def test_landing_and_the_public_tables_are_assets(specs):
    landing = {
        "cell",
        "declared_label",
        "declared_acknowledged",
        "declared_total",
        "document",
        "edition",
        "expected_table",
        "input_file",
        "note",
    }
    assert landing | {"page", "remark", "table_part", "table_read"} <= {k[1] for k in specs if k[0] == "landing"}
    assert ("staging", "stg_observation") in specs
    assert ("marts", "fct_observation") in specs
    assert ("release", "warehouse") in specs


def test_every_number_leads_back_to_every_document(defs):
    import dagster as dg

    graph = defs.resolve_asset_graph()
    upstream = {tuple(k.path) for k in _above(graph, dg.AssetKey(["marts", "fct_observation"]))}
    documents = {tuple(k.path) for k in graph.get_all_asset_keys() if k.path[0] == "documents"}
    assert documents <= upstream
    above = {tuple(k.path) for k in _above(graph, dg.AssetKey(["release", "warehouse"]))}
    assert above | {("release", "warehouse")} == {tuple(k.path) for k in graph.get_all_asset_keys()}


def _above(graph, key):
    found, todo = set(), [key]
    while todo:
        for parent in graph.get(todo.pop()).parent_keys - found:
            found.add(parent)
            todo.append(parent)
    return found


def test_every_asset_is_grouped_owned_described_and_of_a_kind(specs):
    for key, spec in specs.items():
        assert spec.group_name in {
            "documents",
            "readings",
            "tables",
            "landing",
            "seeds",
            "staging",
            "intermediate",
            "marts",
            "audit",
            "release",
        }, key
        assert spec.owners, key
        assert spec.kinds, key
        assert spec.description, key
        assert "plumbline/stage" in spec.tags, key


def test_gates_are_blocking_checks_on_assets_that_exist(defs):
    graph = defs.resolve_asset_graph()
    assets = graph.get_all_asset_keys()
    checks = {n.key.name: n for n in graph.asset_check_nodes if n.key.name in gating.required()}
    assert set(checks) == gating.required()
    for name, node in checks.items():
        assert node.blocking, name
        assert node.key.asset_key in assets, name


def test_jobs_schedules_and_sensors(defs):
    repository = defs.get_repository_def()
    jobs = sorted(name for name in repository.job_names if not name.startswith("__"))
    assert jobs == ["changed_documents", "full_refresh"]
    assert [s.name for s in repository.schedule_defs] == ["daily"]
    assert sorted(s.name for s in repository.sensor_defs) == ["failed_runs", "source_docs"]


def test_a_failed_gate_holds_back_the_layers_behind_it(defs):
    """The op of a layer waits for the gates of the layer before it."""
    plan = defs.resolve_job_def("full_refresh")
    dependencies = {}
    for node, inputs in plan.graph.dependencies.items():
        dependencies[node.name] = {d.node for value in inputs.values() for d in value.get_node_dependencies()}
    assert "gates_documents" in dependencies["readings"]
    assert "gates_readings" in dependencies["landing"]
    assert "gates_landing" in dependencies["dbt_staging"]
    assert "gates_staging" in dependencies["dbt_marts"]
    assert "gates_marts" in dependencies["release"]


def test_the_sensor_asks_once_for_each_change(defs, tmp_path, monkeypatch):
    import shutil

    import dagster as dg

    from pipelines.defs.jobs import build_sensors

    settings = Settings(tmp_path / "docs", tmp_path / "warehouse")
    shutil.copytree(PROJECT / "source_docs", settings.source_docs)
    sensor = next(s for s in build_sensors(settings) if s.name == "source_docs")
    with dg.DagsterInstance.ephemeral() as instance:
        first = sensor(dg.build_sensor_context(instance))
        assert len(first.run_requests) == 1
        assert isinstance(sensor(dg.build_sensor_context(instance, cursor=first.cursor)), dg.SkipReason)
        changed = next((settings.source_docs / "publications").glob("*.yml"))
        changed.write_text(changed.read_text() + "\n# a remark\n")
        again = sensor(dg.build_sensor_context(instance, cursor=first.cursor))
        assert len(again.run_requests) == 1
        assert again.cursor != first.cursor


def test_loading_opens_no_document_and_needs_no_great_expectations():
    code = (
        "import sys; from pipelines.defs.build import build_definitions; from pipelines.settings import Settings;"
        "build_definitions(Settings.from_env());"
        "heavy = {'great_expectations', 'pdfplumber', 'pypdfium2'} & set(sys.modules); assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=PROJECT, timeout=120)


def test_orphaned_runs_are_reported(tmp_path):
    import dagster as dg

    from pipelines.defs.orphans import HOST, PID, STARTED, identity, report_orphans

    @dg.job
    def nothing():
        pass

    with dg.DagsterInstance.ephemeral() as instance:
        gone = {**identity(), PID: "1", STARTED: "1"}
        runs = {}
        for name, tags in (("gone", gone), ("here", identity()), ("elsewhere", {**gone, HOST: "another host"})):
            run = instance.create_run_for_job(nothing, tags=tags)
            instance.report_run_failed  # noqa: B018
            instance.handle_run_event(run.run_id, dg.DagsterEvent("PIPELINE_START", "nothing"))
            runs[name] = run.run_id
        assert report_orphans(instance) == [runs["gone"]]
        assert instance.get_run_by_id(runs["gone"]).status == dg.DagsterRunStatus.FAILURE
        assert report_orphans(instance) == []


def test_the_event_log_can_be_kept_open_and_is_as_before_afterwards(tmp_path):
    import dagster as dg
    from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage

    from pipelines.defs.storage import METHOD, kept_connections

    before = getattr(SqliteEventLogStorage, METHOD)
    with kept_connections(), dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        assert getattr(SqliteEventLogStorage, METHOD) is not before
        instance.report_runless_asset_event(dg.AssetMaterialization("one"))
        instance.report_runless_asset_event(dg.AssetMaterialization("two"))
    assert getattr(SqliteEventLogStorage, METHOD) is before
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        assert instance.get_latest_materialization_event(dg.AssetKey("two")) is not None
