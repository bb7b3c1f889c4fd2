"""How long a whole run takes against its floors, as a ratio within one measurement, and how much memory it holds.

The floors are what no run can do without: importing the five libraries, pdfplumber reading the pages' characters, and
one dbt build of the same models. Each is measured in a process of its own, in turn with the run, several times; the
medians are compared. Absolute seconds depend on the machine; the ratio is what to watch.

    python benchmarks/run_time.py [--rounds 3] [--json]
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
import threading
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
IMPORTS = "import time; t = time.perf_counter()\nimport dagster, duckdb, pdfplumber, dbt.cli.main, great_expectations\n"
IMPORTS += "import dbt.adapters.duckdb\nprint(time.perf_counter() - t)"
CHARACTERS = """
import sys, time, pdfplumber
t = time.perf_counter()
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.chars
            page.close()
print(time.perf_counter() - t)
"""
DBT_BUILD = """
import os, sys, time
from dbt.cli.main import dbtRunner
project, target = sys.argv[1:3]
arguments = ["--quiet", "build", "--project-dir", project, "--profiles-dir", project, "--target-path", target]
dbtRunner().invoke(["--quiet", "parse", *arguments[2:]])
t = time.perf_counter()
result = dbtRunner().invoke(arguments)
print(time.perf_counter() - t)
sys.exit(0 if result.success else 1)
"""


def environment(home: Path, build: Path) -> dict[str, str]:
    """The start script's settings, with everything that is written kept in a temporary folder."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "DAGSTER_HOME": str(home),
        "PLUMBLINE_BUILD_DB": str(build),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "GX_ANALYTICS_ENABLED": "false",
    }


class Memory(threading.Thread):
    """The most memory (resident, in bytes) that a process and its children held together, sampled while they run."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        import psutil

        self.process = psutil.Process(pid)
        self.peak = 0
        self.go_on = True

    def run(self) -> None:
        """Sample until told to stop."""
        import psutil

        while self.go_on:
            total = 0
            try:
                for p in [self.process, *self.process.children(recursive=True)]:
                    total += p.memory_info().rss
            except psutil.Error:
                pass
            self.peak = max(self.peak, total)
            time.sleep(0.05)


def timed(arguments: list[str], env: dict[str, str]) -> tuple[float, float, str]:
    """Wall seconds, peak memory in MiB and standard output of a command; a failure ends the benchmark."""
    began = time.perf_counter()
    process = subprocess.Popen(arguments, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    memory = Memory(process.pid)
    memory.start()
    out, err = process.communicate()
    memory.go_on = False
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        sys.exit(f"{' '.join(arguments[:6])} … ended with {process.returncode}:\n{err[-3000:]}\n{out[-1000:]}")
    return seconds, memory.peak / 2**20, out


def measure(rounds: int) -> dict[str, Any]:
    """The medians of all parts over some rounds, after one round that warms the caches."""
    python = sys.executable
    with tempfile.TemporaryDirectory(prefix="plumbline-benchmark-") as name:
        folder = Path(name)
        warehouse, home = folder / "warehouse", folder / "dagster"
        home.mkdir()
        if (ROOT / "dagster.yaml").is_file():
            shutil.copy(ROOT / "dagster.yaml", home)
        build = warehouse / ".build" / "plumbline.duckdb"
        env = environment(home, build)
        run = [python, "-m", "pipelines.cli", "run", "--warehouse", str(warehouse)]
        timed(run, env)
        # the floor's database: the landing tables of the release, built anew by dbt in a place of its own
        floor_db = folder / "floor" / "plumbline.duckdb"
        pdfs = sorted(str(p) for p in (ROOT / "source_docs" / "files").glob("*.pdf"))
        parts: dict[str, list[float]] = {
            k: [] for k in ("run", "rerun", "imports", "characters", "dbt_build", "memory")
        }
        for _ in range(rounds):
            parts["imports"].append(float(timed([python, "-c", IMPORTS], env)[2]))
            parts["characters"].append(float(timed([python, "-c", CHARACTERS, *pdfs], env)[2]))
            shutil.rmtree(floor_db.parent, ignore_errors=True)
            floor_db.parent.mkdir(parents=True)
            _landing_only(warehouse / "plumbline.duckdb", floor_db)
            floor_env = {**env, "PLUMBLINE_BUILD_DB": str(floor_db)}
            arguments = [python, "-c", DBT_BUILD, str(ROOT / "dbt_project"), str(folder / "floor-target")]
            parts["dbt_build"].append(float(timed(arguments, floor_env)[2].split()[-1]))
            seconds, memory, _ = timed([*run, "--full"], env)
            parts["run"].append(seconds)
            parts["memory"].append(memory)
            parts["rerun"].append(timed(run, env)[0])
    medians = {name: statistics.median(values) for name, values in parts.items()}
    floors = medians["imports"] + medians["characters"] + medians["dbt_build"]
    return {**medians, "floors": floors, "ratio": medians["run"] / floors, "rounds": rounds}


def _landing_only(published: Path, target: Path) -> None:
    import duckdb

    with duckdb.connect(str(target)) as con:
        con.execute(f"ATTACH '{published}' AS published (READ_ONLY)")
        con.execute("CREATE SCHEMA landing")
        tables = con.execute(
            "SELECT table_name FROM duckdb_tables() WHERE database_name = 'published' AND schema_name = 'landing'"
        ).fetchall()
        for (table,) in tables:
            con.execute(f'CREATE TABLE landing."{table}" AS SELECT * FROM published.landing."{table}"')


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    found = measure(chosen.rounds)
    if chosen.json:
        print(json.dumps(found, indent=2))
        return
    print(f"medians of {found['rounds']} rounds, seconds")
    for name, what in (
        ("imports", "importing the five libraries"),
        ("characters", "pdfplumber reading the characters"),
        ("dbt_build", "one dbt build of the same models"),
        ("floors", "sum of these floors"),
        ("run", "the whole run, everything anew"),
        ("rerun", "a run where nothing has changed"),
    ):
        print(f"  {what:<36}{found[name]:8.2f}")
    print(f"  {'ratio of the run to its floors':<36}{found['ratio']:8.2f}")
    print(f"  {'peak memory of the run, MiB':<36}{found['memory']:8.0f}")


if __name__ == "__main__":
    main()
