"""Build aside, publish at once. A release is a finished database in a folder of its own; readers follow one symlink.

    releases/<release_id>/plumbline.duckdb, release.json    plumbline.duckdb -> releases/<release_id>/plumbline.duckdb

A folder for each release, since a write-ahead log that a killed reader left lies beside the file it belongs to and
cannot be replayed into another one. The swap is one rename: before it readers see the
old release, after it the new one.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipelines.publishing.fingerprint import Fingerprint
from pipelines.publishing.meta import BuildNote, GateRecord, Vintage, count_rows, write_meta

DATABASE = "plumbline.duckdb"
NOTE = "release.json"
KEEP = 5


class PublishError(Exception):
    """A build could not be published; the message says why, and the published warehouse is as it was."""


@dataclass(frozen=True, slots=True)
class Release:
    """A published release: what it was made from, what held, and the releases before it."""

    release_id: str
    sequence: int
    published_at: str
    run_id: str
    inputs: str
    code: str
    lock: str
    fingerprint: str
    gates: tuple[GateRecord, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    documents: tuple[str, ...] = ()
    quarantined: tuple[str, ...] = ()
    summary: Mapping[str, Any] = field(default_factory=dict)


def current(warehouse: Path) -> Release | None:
    """The release that readers see now, or None; reads one small file and opens no database."""
    note = (warehouse / DATABASE).resolve().with_name(NOTE)
    if not (warehouse / DATABASE).is_file() or not note.is_file():
        return None
    data = json.loads(note.read_text())
    return Release(
        **{
            **data,
            "gates": tuple(GateRecord(**g) for g in data["gates"]),
            "vintages": tuple(Vintage(**v) for v in data["vintages"]),
            "documents": tuple(data["documents"]),
            "quarantined": tuple(data["quarantined"]),
        }
    )


def unchanged(warehouse: Path, fingerprint: Fingerprint) -> Release | None:
    """The published release if it was made from the same inputs, code and libraries; else None.

    What it left out then, it would leave out again: `Release.quarantined` says so.
    """
    release = current(warehouse)
    return release if release is not None and release.fingerprint == fingerprint.whole else None


def recover(warehouse: Path) -> list[str]:
    """Remove what killed runs left: the build folder, half-made releases, a new symlink. Call it under the lock.

    Returns the names of what was removed. The published release and its vintages are never touched;
    where no release is published, whole releases are left alone too.
    """
    removed = []
    build = warehouse / ".build"
    if build.is_dir():
        # Notes without a database are what a run leaves that ended well.
        if any(path.suffix != ".json" for path in build.iterdir()):
            removed.append(".build")
        shutil.rmtree(build)
    new_link = warehouse / f".{DATABASE}.new"
    if new_link.is_symlink() or new_link.exists():
        removed.append(new_link.name)
        new_link.unlink()
    release = current(warehouse)
    known = {release.release_id, *(v.release_id for v in release.vintages)} if release else None
    for folder in _releases(warehouse):
        if folder.name.startswith(".") or (known is not None and folder.name not in known):
            removed.append(f"releases/{folder.name}")
            _remove(folder)
    return removed


def publish(
    build_db: Path,
    warehouse: Path,
    *,
    fingerprint: Fingerprint,
    gates: Sequence[GateRecord],
    libraries: Mapping[str, str],
    run_id: str,
    documents: Sequence[str],
    quarantined: Sequence[str] = (),
    summary: Mapping[str, Any] | None = None,
    keep: int = KEEP,
    before_swap: Callable[[], None] = lambda: None,
) -> Release:
    """Finish a build and let readers see it, in one rename; call it under the lock.

    Raises PublishError where the build is missing or the place of the published file is taken by something else.
    """
    if not build_db.is_file():
        raise PublishError(f"There is no build to publish at {build_db}. Run the whole job: plumbline run.")
    link = warehouse / DATABASE
    if link.exists() and not link.is_symlink():
        raise PublishError(f"{link} is a file of its own, not a link to a release. Move it away and run again.")
    before = current(warehouse)
    sequence = (before.sequence if before else _highest(warehouse)) + 1
    release_id = f"{sequence:05d}-{fingerprint.whole[:12]}"
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    vintage = Vintage(release_id, sequence, now, fingerprint.whole, len(documents), count_rows(build_db))
    vintages = (*(before.vintages if before else ()), vintage)
    build = BuildNote(
        release_id, sequence, now, run_id, fingerprint.whole, fingerprint.inputs, fingerprint.code, fingerprint.lock
    )
    write_meta(build_db, build, fingerprint.files, libraries, gates, vintages)
    release = Release(
        release_id,
        sequence,
        now,
        run_id,
        fingerprint.inputs,
        fingerprint.code,
        fingerprint.lock,
        fingerprint.whole,
        tuple(gates),
        vintages,
        tuple(documents),
        tuple(quarantined),
        dict(summary or {}),
    )
    _place(build_db, warehouse, release)
    before_swap()
    _swap(warehouse, release_id)
    _prune(warehouse, release, keep)
    return release


def _place(build_db: Path, warehouse: Path, release: Release) -> None:
    """Move the build into its own folder, made under a hidden name and renamed when it is complete."""
    making = warehouse / "releases" / f".{release.release_id}"
    if making.exists():
        _remove(making)
    making.mkdir(parents=True)
    database = making / DATABASE
    build_db.replace(database)
    database.chmod(0o444)
    _sync(database)
    note = making / NOTE
    note.write_text(json.dumps(asdict(release), indent=1, ensure_ascii=False))
    note.chmod(0o444)
    _sync(note)
    _sync(making)
    making.rename(warehouse / "releases" / release.release_id)
    _sync(warehouse / "releases")


def _swap(warehouse: Path, release_id: str) -> None:
    new_link = warehouse / f".{DATABASE}.new"
    new_link.unlink(missing_ok=True)
    new_link.symlink_to(Path("releases") / release_id / DATABASE)
    new_link.replace(warehouse / DATABASE)
    _sync(warehouse)


def _prune(warehouse: Path, release: Release, keep: int) -> None:
    """Remove all but the newest releases; a reader that has an old file open keeps its bytes until it closes it."""
    kept = {v.release_id for v in sorted(release.vintages, key=lambda v: v.sequence)[-max(keep, 1) :]}
    for folder in _releases(warehouse):
        if folder.name not in kept:
            _remove(folder)


def _releases(warehouse: Path) -> list[Path]:
    releases = warehouse / "releases"
    return sorted(p for p in releases.iterdir() if p.is_dir()) if releases.is_dir() else []


def _highest(warehouse: Path) -> int:
    numbers = [p.name.lstrip(".").partition("-")[0] for p in _releases(warehouse)]
    return max((int(n) for n in numbers if n.isdigit()), default=0)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
