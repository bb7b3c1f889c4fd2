"""The start script, without a network: Python, uv and the environment are small stand-ins."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import time
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
TOOLS = ("sh", "cat", "cmp", "cp", "dirname", "mkdir", "mv", "readlink", "rm", "rmdir", "sleep", "chmod", "env", "kill")
SHELLS = [s for s in ("dash", "bash", "sh") if shutil.which(s)]

# Answers the script's question for the version, and makes environments whose python says how it was called.
PYTHON = """#!/bin/sh
case $1 in
  -c) echo "{version} {whole}" ;;
  -m) mkdir -p "$3/bin"; cp "$(dirname "$0")/inner" "$3/bin/python"; echo "venv $3" >>"{log}" ;;
esac
"""
INNER = """#!/bin/sh
if [ "$1 $2 $3" = "-m pip install" ]; then echo "pip $*" >>"{log}"; exit {pip}; fi
for word in "$@"; do echo "arg=$word"; done
echo "cwd=$PWD"
env | grep -E '^(PYTHON(PATH|SAFEPATH|HOME)|DAGSTER_(HOME|DISABLE_TELEMETRY)|DO_NOT_TRACK|DBT_SEND|GX_ANALYTICS)'
"""
UV = """#!/bin/sh
case "$1" in
  --version) echo "uv 0" ;;
  venv) for last in "$@"; do :; done; mkdir -p "$last/bin"; cp "$(dirname "$0")/inner" "$last/bin/python"
        echo "uv venv" >>"{log}" ;;
  pip) sleep {seconds}; echo "uv sync" >>"{log}"; exit {code} ;;
esac
"""


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


class House:
    """A project folder with a space in its name, and a PATH on which stands only what a test puts there."""

    def __init__(self, tmp: Path) -> None:
        self.root = tmp / "a project"
        self.root.mkdir()
        self.bin = tmp / "bin dir"
        self.bin.mkdir()
        self.log = tmp / "log"
        shutil.copy(PROJECT / "plumbline", self.root)
        for name in ("requirements.lock", "requirements-uv.lock", "dagster.yaml"):
            (self.root / name).write_text(f"{name}\n")
        for tool in (*TOOLS, "grep"):
            found = shutil.which(tool)
            if found:
                (self.bin / tool).symlink_to(found)
        script(self.bin / "inner", INNER.format(log=self.log, pip=0))

    def python(self, name: str = "python3", version: str = "3.12", whole: str = "yes") -> None:
        script(self.bin / name, PYTHON.format(version=version, whole=whole, log=self.log))

    def uv(self, code: int = 0, seconds: float = 0) -> None:
        script(self.bin / "uv", UV.format(log=self.log, code=code, seconds=seconds))

    def warm(self) -> None:
        script(self.root / ".venv/bin/python", INNER.format(log=self.log, pip=0))
        shutil.copy(self.root / "requirements.lock", self.root / ".venv/plumbline.lock")

    def environment(self, **more: str) -> dict[str, str]:
        return {"PATH": str(self.bin), "HOME": str(self.root.parent), **more}

    def start(self, *arguments: str, shell: str = "sh", **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [shutil.which(shell) or shell, str(self.root / "plumbline"), *arguments],
            capture_output=True,
            text=True,
            timeout=60,
            env=self.environment(**more),
            cwd=self.root.parent,
        )

    def logged(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.mark.parametrize("shell", SHELLS)
def test_a_warm_start_hands_everything_over(house: House, shell: str) -> None:
    house.warm()
    done = house.start("query", "SELECT 1  AS x", "", shell=shell, PYTHONHOME="/nowhere", PYTHONPATH="/elsewhere")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "arg=-m",
        "arg=pipelines.cli",
        "arg=query",
        "arg=SELECT 1  AS x",
        "arg=",
        f"cwd={house.root.parent}",
        *done.stdout.splitlines()[6:],
    ]
    settings = dict(line.split("=", 1) for line in done.stdout.splitlines()[6:])
    assert settings == {
        "PYTHONPATH": str(house.root),
        "PYTHONSAFEPATH": "1",
        "DAGSTER_HOME": str(house.root / ".dagster"),
        "DO_NOT_TRACK": "1",
        "DAGSTER_DISABLE_TELEMETRY": "1",
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "GX_ANALYTICS_ENABLED": "false",
    }


def test_dagsters_settings_are_kept_current(house: House) -> None:
    house.warm()
    house.start()
    (house.root / "dagster.yaml").write_text("telemetry: {enabled: false}\n")
    house.start()
    assert (house.root / ".dagster/dagster.yaml").read_text() == "telemetry: {enabled: false}\n"
    assert [p.name for p in (house.root / ".dagster").iterdir()] == ["dagster.yaml"]


def test_it_works_through_symlinks_from_anywhere(house: House, tmp_path: Path) -> None:
    house.warm()
    (tmp_path / "first link").symlink_to("a project/plumbline")
    (tmp_path / "second").symlink_to(tmp_path / "first link")
    done = subprocess.run(
        [tmp_path / "second", "x"], capture_output=True, text=True, env=house.environment(), cwd="/", timeout=60
    )
    assert f"PYTHONPATH={house.root}" in done.stdout.splitlines(), done.stderr


def test_a_warm_start_adds_little(house: House) -> None:
    house.warm()
    house.start()
    best = min(_seconds(house) for _ in range(5))
    assert best < 0.3


def _seconds(house: House) -> float:
    started = time.perf_counter()
    house.start("x")
    return time.perf_counter() - started


@pytest.mark.parametrize(
    ("version", "more", "says"),
    [
        (None, {}, "no Python runs here"),
        ("3.9", {}, "is 3.9"),
        ("3.13", {}, "is 3.13"),
        ("3.12", {"PLUMBLINE_PYTHON": "/none/python"}, "PLUMBLINE_PYTHON names /none/python, which does not run"),
    ],
)
def test_without_a_suitable_python_one_sentence_says_so(
    house: House, version: str | None, more: dict[str, str], says: str
) -> None:
    if version:
        house.python(version=version)
    done = house.start("run", **more)
    assert done.returncode == 69
    assert says in done.stderr
    assert "Python 3.11 or 3.12 is needed" in done.stderr
    assert not (house.root / ".venv").exists()
    assert not (house.root / ".uv/lock").exists()


def test_a_python_without_venv_is_told_apart(house: House) -> None:
    house.python(version="3.11", whole="no")
    done = house.start()
    assert done.returncode == 69
    assert "python3-venv" in done.stderr
    house.uv()
    assert house.start().returncode == 0


def test_a_shim_that_fails_is_passed_over(house: House) -> None:
    script(house.bin / "python3.12", "#!/bin/sh\necho 'not installed here' >&2\nexit 127\n")
    house.python("python3.11", version="3.11")
    house.uv()
    done = house.start()
    assert done.returncode == 0, done.stderr
    assert "/python3.11 " in done.stderr


def test_first_use_makes_the_environment_once(house: House) -> None:
    house.python()
    house.uv()
    assert house.start().returncode == 0
    assert house.start().stderr == ""
    assert house.logged() == ["uv venv", "uv sync"]


def test_a_changed_lock_is_synced(house: House) -> None:
    house.python()
    house.uv()
    house.start()
    (house.root / "requirements.lock").write_text("changed\n")
    assert house.start().returncode == 0
    assert house.logged() == ["uv venv", "uv sync", "uv sync"]
    assert (house.root / ".venv/plumbline.lock").read_text() == "changed\n"


def test_a_half_made_environment_is_not_taken_as_ready(house: House) -> None:
    house.warm()
    (house.root / ".venv/plumbline.lock").unlink()
    house.python()
    house.uv()
    assert house.start().returncode == 0
    assert house.logged() == ["uv sync"]


def test_pip_steps_in_where_uv_fails(house: House) -> None:
    house.python()
    house.uv(code=2)
    done = house.start()
    assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in house.logged()] == ["uv", "uv", "venv", "pip"]
    assert "--require-hashes" in house.logged()[-1]


def test_when_nothing_can_be_installed_one_sentence_says_so_and_the_next_start_tries_again(house: House) -> None:
    house.python()
    house.uv(code=2)
    script(house.bin / "inner", INNER.format(log=house.log, pip=1))
    done = house.start()
    assert done.returncode == 69
    assert "could not be installed" in done.stderr
    assert not (house.root / ".venv/plumbline.lock").exists()
    script(house.bin / "inner", INNER.format(log=house.log, pip=0))
    assert house.start().returncode == 0


def test_without_uv_it_is_fetched_into_a_folder_of_its_own(house: House) -> None:
    house.python()
    done = house.start()
    # The stand-in brings no uv along, so pip has to do.
    assert done.returncode == 0, done.stderr
    assert "requirements-uv.lock" in house.logged()[1]


def test_starts_at_the_same_time_make_it_once(house: House) -> None:
    house.python()
    house.uv(seconds=1)
    command = [str(shutil.which("sh")), str(house.root / "plumbline")]
    starts = [
        subprocess.Popen(command, env=house.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(4)
    ]
    assert [p.wait(timeout=60) for p in starts] == [0, 0, 0, 0]
    for p in starts:
        p.communicate()
    assert house.logged() == ["uv venv", "uv sync"]
    assert not (house.root / ".uv/lock").exists()


def test_the_guard_of_a_dead_start_is_taken_away(house: House) -> None:
    house.python()
    house.uv()
    guard = house.root / ".uv/lock"
    guard.mkdir(parents=True)
    gone = subprocess.Popen(["true"])
    gone.wait()
    (guard / "pid").write_text(f"{gone.pid}\n")
    assert house.start().returncode == 0
    assert not guard.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(house: House) -> None:
    house.python()
    house.root.chmod(0o555)
    done = house.start()
    house.root.chmod(0o755)
    assert done.returncode == 73
    assert "cannot write" in done.stderr


def test_the_script_is_posix_and_runnable() -> None:
    path = PROJECT / "plumbline"
    assert os.access(path, os.X_OK)
    assert path.read_text().startswith("#!/bin/sh\n")
    for shell in SHELLS:
        assert subprocess.run([shell, "-n", path], timeout=20).returncode == 0
