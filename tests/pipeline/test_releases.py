"""A release appears whole or not at all; readers and killed runs change nothing."""

import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from pipelines.publishing import fingerprint as fp
from pipelines.publishing.lock import WarehouseBusyError, hold
from pipelines.publishing.meta import GateRecord
from pipelines.publishing.release import PublishError, publish, recover, unchanged

GATES = (GateRecord("landing__ids_unique", "landing", True, "error", 3, 0),)
ROOT = Path(__file__).resolve().parents[2]


def make_build(warehouse: Path, rows: int) -> Path:
    build = warehouse / ".build" / "plumbline.duckdb"
    build.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(build)) as con:
        con.execute("CREATE SCHEMA marts")
        con.execute(
            "CREATE TABLE marts.fct_observation AS SELECT i::VARCHAR AS observation_id FROM range(?) r(i)", [rows]
        )
        con.execute("CREATE VIEW marts.all_of_it AS SELECT * FROM marts.fct_observation")
        con.execute("COMMENT ON COLUMN marts.fct_observation.observation_id IS 'the key'")
    return build


def release(warehouse: Path, rows: int, inputs: str = "a", **more):
    build = make_build(warehouse, rows)
    print_ = fp.Fingerprint(inputs, "code", "lock", (fp.InputFile("files/a.pdf", "document", "00", 1),))
    return publish(
        build,
        warehouse,
        fingerprint=print_,
        gates=GATES,
        libraries={"duckdb": "1"},
        run_id="r",
        documents=["d"],
        **more,
    )


def count(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse / "plumbline.duckdb"), read_only=True) as con:
        return con.execute("SELECT count(*) FROM marts.all_of_it").fetchone()[0]


def test_a_release_is_read_only_and_describes_itself(tmp_path):
    made = release(tmp_path, 3)
    link = tmp_path / "plumbline.duckdb"
    assert link.is_symlink()
    assert link.resolve() == tmp_path / "releases" / made.release_id / "plumbline.duckdb"
    assert link.stat().st_mode & 0o777 == 0o444
    assert not (tmp_path / ".build" / "plumbline.duckdb").exists()
    with duckdb.connect(str(link), read_only=True) as con:
        assert con.execute("SELECT sequence, run_id FROM meta.build").fetchall() == [(1, "r")]
        assert con.execute("SELECT name, passed FROM meta.gate").fetchall() == [("landing__ids_unique", True)]
        assert con.execute("SELECT path FROM meta.input_file").fetchall() == [("files/a.pdf",)]
        assert con.execute(
            "SELECT description FROM meta.data_dictionary WHERE table_name = 'fct_observation' AND position = 1"
        ).fetchall() == [("the key",)]
        undescribed = con.execute(
            "SELECT table_name, column_name FROM meta.data_dictionary WHERE schema_name = 'meta' AND description = ''"
        ).fetchall()
        assert undescribed == []


def test_readers_keep_the_old_release_until_they_reopen(tmp_path):
    release(tmp_path, 3)
    reader = duckdb.connect(str(tmp_path / "plumbline.duckdb"), read_only=True)
    release(tmp_path, 5, "b", keep=1)
    assert reader.execute("SELECT count(*) FROM marts.all_of_it").fetchone() == (3,)
    reader.close()
    assert count(tmp_path) == 5


def test_vintages_are_carried_on_and_old_releases_pruned(tmp_path):
    made = [release(tmp_path, n, str(n), keep=2) for n in (1, 2, 3)]
    assert [v.release_id for v in made[-1].vintages] == [m.release_id for m in made]
    assert sorted(p.name for p in (tmp_path / "releases").iterdir()) == [m.release_id for m in made[1:]]
    with duckdb.connect(str(tmp_path / "plumbline.duckdb"), read_only=True) as con:
        assert con.execute("SELECT sequence, observations FROM meta.vintage ORDER BY 1").fetchall() == [
            (1, 1),
            (2, 2),
            (3, 3),
        ]


def test_a_build_that_fails_before_the_swap_changes_nothing(tmp_path):
    release(tmp_path, 3)
    before = (tmp_path / "plumbline.duckdb").readlink()

    def power_cut() -> None:
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        release(tmp_path, 4, "b", before_swap=power_cut)
    assert (tmp_path / "plumbline.duckdb").readlink() == before
    assert count(tmp_path) == 3
    removed = recover(tmp_path)
    assert any(name.startswith("releases/00002") for name in removed)
    assert release(tmp_path, 5, "c").sequence == 2


def test_recovery_removes_leftovers_only(tmp_path):
    made = release(tmp_path, 3)
    make_build(tmp_path, 1)
    (tmp_path / "releases" / ".00009-half").mkdir()
    (tmp_path / "releases" / "00008-unpublished").mkdir()
    assert recover(tmp_path) == [".build", "releases/.00009-half", "releases/00008-unpublished"]
    assert recover(tmp_path) == []
    assert [p.name for p in (tmp_path / "releases").iterdir()] == [made.release_id]
    assert count(tmp_path) == 3


def test_unchanged_only_where_all_is_the_same(tmp_path):
    assert unchanged(tmp_path, fp.Fingerprint("a", "code", "lock")) is None
    release(tmp_path, 3)
    assert unchanged(tmp_path, fp.Fingerprint("a", "code", "lock")).sequence == 1
    for other in (("b", "code", "lock"), ("a", "other", "lock"), ("a", "code", "other")):
        assert unchanged(tmp_path, fp.Fingerprint(*other)) is None
    release(tmp_path, 3, quarantined=["d"])
    assert unchanged(tmp_path, fp.Fingerprint("a", "code", "lock")).quarantined == ("d",)


def test_a_missing_build_and_a_taken_place_are_refused_in_words(tmp_path):
    arguments = {
        "fingerprint": fp.Fingerprint("a", "b", "c"),
        "gates": GATES,
        "libraries": {},
        "run_id": "r",
        "documents": ["d"],
    }
    with pytest.raises(PublishError, match="no build to publish"):
        publish(tmp_path / "none.duckdb", tmp_path, **arguments)
    (tmp_path / "plumbline.duckdb").write_text("somebody's own file")
    with pytest.raises(PublishError, match="Move it away"):
        publish(make_build(tmp_path, 1), tmp_path, **arguments)


def test_a_write_ahead_log_of_a_killed_reader_is_not_replayed_into_the_next_release(tmp_path):
    made = release(tmp_path, 3)
    (tmp_path / "releases" / made.release_id / "plumbline.duckdb.wal").write_bytes(b"leftover")
    release(tmp_path, 5, "b")
    assert count(tmp_path) == 5


def test_one_writer_and_a_sentence_who_it_is(tmp_path):
    code = textwrap.dedent(
        """
        import sys, time, pathlib
        from pipelines.publishing.lock import hold
        with hold(pathlib.Path(sys.argv[1]), "plumbline run"):
            print("held", flush=True)
            time.sleep(60)
        """
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    try:
        assert other.stdout.readline() == b"held\n"
        with (
            pytest.raises(WarehouseBusyError, match=rf"process {other.pid} on .*plumbline run, since"),
            hold(tmp_path, "x"),
        ):
            pass
    finally:
        other.send_signal(signal.SIGKILL)
        other.wait()
    with hold(tmp_path, "the next run"), hold(tmp_path, "nested"):
        pass


def test_fingerprint_follows_inputs_and_code_but_not_readmes(tmp_path):
    docs, code = tmp_path / "docs", tmp_path / "code"
    (docs / "files").mkdir(parents=True)
    (docs / "publications").mkdir()
    code.mkdir()
    (docs / "files" / "a.pdf").write_bytes(b"1")
    (docs / "publications" / "a.yml").write_text("a: 1")
    (code / "x.py").write_text("x = 1")
    lock = tmp_path / "lock"
    first = fp.take(docs, [docs / "files" / "a.pdf"], [code], lock)
    assert [(f.path, f.role) for f in first.files] == [
        ("files/a.pdf", "document"),
        ("publications/a.yml", "publication"),
    ]
    (docs / "README.md").write_text("words")
    (docs / "originals").mkdir()
    (docs / "originals" / "b.pdf").write_bytes(b"no input")
    (code / "__pycache__").mkdir()
    (code / "__pycache__" / "x.py").write_text("")
    assert fp.take(docs, [docs / "files" / "a.pdf"], [code], lock).whole == first.whole
    (docs / "files" / "a.pdf").write_bytes(b"2")
    second = fp.take(docs, [docs / "files" / "a.pdf"], [code], lock)
    assert second.inputs != first.inputs
    assert second.code == first.code
    (code / "x.py").write_text("x = 2")
    assert fp.take(docs, [docs / "files" / "a.pdf"], [code], lock).code != second.code
    lock.write_text("duckdb==1")
    assert fp.take(docs, [docs / "files" / "a.pdf"], [code], lock).lock != second.lock


def test_checking_for_changes_imports_nothing_heavy():
    code = (
        "import sys, pathlib\n"
        "from pipelines.publishing import fingerprint, release\n"
        "release.unchanged(pathlib.Path('/nonexistent'), fingerprint.Fingerprint('a', 'b', 'c'))\n"
        "heavy = {'dagster', 'dbt', 'great_expectations', 'duckdb', 'pandas', 'pdfplumber'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
