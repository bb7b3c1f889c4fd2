"""What the audit adds to a run: whole runs with and without it, in turn, each in a process of its own.

    python -m benchmarks.audit_in_run [--rounds 3]

Both runs are of copies of the project. From one of them all is taken that only the audit needs: its dbt models with
their tests, its checks in Dagster, the doubts about readings. All else is in both: reading the caches, gates, dbt,
the marts, publishing. The libraries are imported before the clock starts; our own modules, dbt's parse state and the
models are not. The time of dbt alone is told apart, and that of the same audit in plain Python.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipelines.settings import PROJECT, Settings
from pipelines.steps import dbt

OF_STATEMENTS = {"int_statement_match", "fct_statement", "fct_prose_observation"}
NEEDED = ("pipelines", "dbt_project", "source_docs", "dagster.yaml", "requirements.lock", "pyproject.toml")
CHECKS = "*build_audit_checks(registry)"
RUN = """
import json, sys, time
from pathlib import Path
import dagster, dagster_dbt, dbt.adapters.duckdb, dbt.cli.main, duckdb, great_expectations
wall, processor = time.perf_counter(), time.process_time()
from pipelines.run import run_job
from pipelines.settings import PROJECT, Settings
done = run_job(Settings(PROJECT / "source_docs", Path(sys.argv[1])))
wall, processor = time.perf_counter() - wall, time.process_time() - processor
assert done.outcome == "published", done.message
stages = {name: seconds for name, seconds in done.seconds_by_stage.items() if name.startswith("dbt")}
print(json.dumps({"wall": wall, "processor": processor, "dbt": sum(stages.values())}))
"""


def only_for_audit(nodes: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The models that only the audit needs, and their files: the schema `audit`, statements, and what leads there.

    `nodes` are those of dbt's manifest.
    """
    models = {k: n for k, n in nodes.items() if n["resource_type"] == "model"}
    wanted = {
        k
        for k, n in models.items()
        if n["fqn"][1] not in ("audit", "intermediate", "staging") and n["name"] not in OF_STATEMENTS
    }
    needed, found = list(wanted), set(wanted)
    while needed:
        for parent in models[needed.pop()]["depends_on"]["nodes"]:
            if parent in models and parent not in found:
                found.add(parent)
                needed.append(parent)
    left = [n for k, n in models.items() if k not in found and n["fqn"][1] != "staging"]
    return {n["name"]: n["original_file_path"] for n in left}


def take_audit_out(project: Path, nodes: Mapping[str, Mapping[str, Any]]) -> None:
    """Take from a copy of the project what only the audit needs."""
    audit = only_for_audit(nodes)
    folder = project / "dbt_project"
    for file in audit.values():
        (folder / file).unlink()
    for node in nodes.values():
        parents = {parent.rpartition(".")[2] for parent in node["depends_on"].get("nodes", ())}
        if node["resource_type"] == "test" and not node.get("attached_node") and parents & set(audit):
            (folder / node["original_file_path"]).unlink()
    for path in (folder / "models").rglob("*.yml"):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        kept = {key: value for key, value in told.items() if key not in ("unit_tests", "exposures")}
        kept["models"] = [model for model in kept.get("models", ()) if model["name"] not in audit]
        path.write_text(yaml.safe_dump(kept, sort_keys=False), encoding="utf-8")
    tests = folder / "tests" / "tests.yml"
    told = yaml.safe_load(tests.read_text(encoding="utf-8"))
    told["data_tests"] = [t for t in told["data_tests"] if (folder / "tests" / f"{t['name']}.sql").is_file()]
    tests.write_text(yaml.safe_dump(told, sort_keys=False), encoding="utf-8")
    definitions = project / "pipelines" / "defs" / "build.py"
    text = definitions.read_text(encoding="utf-8")
    assert text.count(CHECKS) == 1, f"{definitions} adds the checks of the audit in other words"
    definitions.write_text(text.replace(CHECKS, ""), encoding="utf-8")


def copy_of_project(folder: Path) -> Path:
    """A copy of what a run needs of the project, in a folder of its own."""
    for name in NEEDED:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__", "target", "logs"))
        else:
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, folder / name)
    return folder


def run(project: Path) -> dict[str, float]:
    """Seconds of a run that builds and publishes everything anew from documents that were read before."""
    warehouse = project / "warehouse"
    shutil.rmtree(warehouse / "releases", ignore_errors=True)
    (warehouse / "plumbline.duckdb").unlink(missing_ok=True)
    shutil.rmtree(project / ".dagster", ignore_errors=True)
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PLUMBLINE_", "DAGSTER_"))}
    env |= {"PYTHONPATH": str(project), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "GX_ANALYTICS_ENABLED": "false"}
    command = [sys.executable, "-c", RUN, str(warehouse)]
    done = subprocess.run(command, env=env, cwd=project, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"The run in {project} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_python(settings: Settings) -> float:
    """Seconds of the audit of all published files, readings left out."""
    from pipelines.audit.dimensions import dimension_names
    from pipelines.audit.document import audit_reading
    from pipelines.documents.registry import load
    from pipelines.extraction.reader import read_file

    known = load(settings.source_docs)
    names = dimension_names(settings.dbt_project / "seeds", list(known))
    readings = [read_file(known.path(e), p.tables) for p, e in known.editions() if e.rendition == "pdf"]
    return min(seconds(lambda: [audit_reading(reading, names) for reading in readings]) for _ in range(3))


def main() -> None:
    """Measure, in turn, so many rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="plumbline-audit-") as name:
        folder = Path(name)
        settings = Settings(PROJECT / "source_docs", folder / "warehouse")
        nodes = dbt.read_manifest(settings)["nodes"]
        whole, bare = copy_of_project(folder / "with"), copy_of_project(folder / "without")
        take_audit_out(bare, nodes)
        run(whole), run(bare)  # the first ones read the documents and parse the dbt project
        pairs = []
        for n in range(rounds):
            # Whichever comes second may find the machine warmer: they take turns.
            first, second = (whole, bare) if n % 2 == 0 else (bare, whole)
            done = {first: run(first), second: run(second)}
            pairs.append((done[whole], done[bare]))
        print(f"medians of {rounds} rounds; seconds, and seconds of the processor, with the audit, without, added")
        for what, label in (("wall", "a run"), ("processor", "  processor"), ("dbt", "  of it dbt")):
            one, other = (statistics.median(pair[n][what] for pair in pairs) for n in (0, 1))
            added = statistics.median(a[what] - b[what] for a, b in pairs)
            print(f"{label:<14}{one:8.2f}{other:8.2f}{added:8.2f}")
        kinds = {n["name"]: n["config"]["materialized"] for n in nodes.values() if n["resource_type"] == "model"}
        tables = [name for name in only_for_audit(nodes) if kinds[name] != "ephemeral"]
        print(f"{len(tables)} tables are there for the audit alone; the same in Python: {in_python(settings):.2f} s")


if __name__ == "__main__":
    main()
