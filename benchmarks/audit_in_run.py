"""What the audit adds to a run: the marts built with and without it, in turn, from the same staged tables.

    python -m benchmarks.audit_in_run [--rounds 3]

Prints the seconds of both and of the audit of the same documents in plain Python. Models that only the audit needs are
left out of the second; everything else (dbt itself, its tests, the marts) is in both.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from pipelines.run import run_job
from pipelines.settings import PROJECT, Settings
from pipelines.steps import dbt

MARTS = ["fqn:intermediate", "fqn:marts", "fqn:audit"]
OF_STATEMENTS = {"int_statement_match", "fct_statement", "fct_prose_observation"}


def only_for_audit(settings: Settings) -> set[str]:
    """The models that nothing but the audit needs: the schema `audit`, the statements, and what leads to them alone."""
    nodes = {k: n for k, n in dbt.read_manifest(settings)["nodes"].items() if n["resource_type"] == "model"}
    wanted = {
        k
        for k, n in nodes.items()
        if n["fqn"][1] not in ("audit", "intermediate", "staging") and n["name"] not in OF_STATEMENTS
    }
    needed, found = list(wanted), set(wanted)
    while needed:
        for parent in nodes[needed.pop()]["depends_on"]["nodes"]:
            if parent in nodes and parent not in found:
                found.add(parent)
                needed.append(parent)
    return {n["name"] for k, n in nodes.items() if k not in found and n["fqn"][1] != "staging"}


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def built(settings: Settings, database: Path, select: Sequence[str]) -> float:
    """Seconds in which dbt builds the selected models, on a fresh copy of the database."""
    settings.build.mkdir(parents=True, exist_ok=True)
    settings.build_db.unlink(missing_ok=True)
    shutil.copyfile(database, settings.build_db)
    settings.build_db.chmod(0o644)
    return seconds(lambda: dbt.build(settings, select))


def in_python(settings: Settings) -> float:
    """Seconds of the audit of all published files, readings left out."""
    from pipelines.audit.dimensions import dimension_names
    from pipelines.audit.document import audit_reading
    from pipelines.documents.registry import load
    from pipelines.extraction.reader import read_file

    known = load(settings.source_docs)
    names = dimension_names(settings.dbt_project / "seeds", list(known))
    readings = [read_file(known.path(e), p.tables) for p, e in known.editions() if e.rendition == "pdf"]
    return seconds(lambda: [audit_reading(reading, names) for reading in readings])


def main() -> None:
    """Measure, in turn, so many rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(PROJECT / "source_docs", Path(folder) / "warehouse")
        whole = seconds(lambda: run_job(settings))
        database = settings.published.resolve()
        audit = only_for_audit(settings)
        without = [f"fqn:{n}" for n in sorted(_names(settings) - audit)]
        with_audit, bare = [], []
        for n in range(rounds + 1):
            one, other = built(settings, database, MARTS), built(settings, database, without)
            if n:  # the first warms up
                with_audit.append(one)
                bare.append(other)
        added = statistics.median(a - b for a, b in zip(with_audit, bare, strict=True))
        print(f"whole run                      {whole:6.2f} s")
        print(f"marts with the audit           {statistics.median(with_audit):6.2f} s")
        print(f"marts without {len(audit):2d} models        {statistics.median(bare):6.2f} s")
        print(f"added by the audit             {added:6.2f} s, {added / whole:.0%} of the run")
        print(f"the same audit in Python       {min(in_python(settings) for _ in range(rounds)):6.2f} s")


def _names(settings: Settings) -> set[str]:
    nodes = dbt.read_manifest(settings)["nodes"].values()
    layers = ("intermediate", "marts", "audit")
    return {n["name"] for n in nodes if n["resource_type"] == "model" and n["fqn"][1] in layers}


if __name__ == "__main__":
    main()
