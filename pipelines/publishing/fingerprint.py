"""What a build is made from, as hashes: documents, code, library versions. Equal fingerprints mean equal tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

CODE_SUFFIXES = {".py", ".sql", ".yml", ".yaml", ".csv"}
_LEFT_OUT = {"__pycache__", "target", "logs", "dbt_packages"}


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a build is made from: its path within its root, what it is, its hash and size."""

    path: str
    role: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Hashes of all that decides what a build holds, and the files they cover."""

    inputs: str
    code: str
    lock: str
    files: tuple[InputFile, ...] = ()
    given_up: tuple[str, ...] = ()
    """Documents that were published before and may be missing from the build: no part of the hash."""

    @property
    def whole(self) -> str:
        """One hash over all of it."""
        return hashlib.sha256(f"{self.inputs}\n{self.code}\n{self.lock}".encode()).hexdigest()


def file_hash(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _list_hash(items: Iterable[tuple[str, str]]) -> str:
    return hashlib.sha256(json.dumps(sorted(items)).encode()).hexdigest()


def input_files(source_docs: Path, documents: Iterable[Path]) -> tuple[InputFile, ...]:
    """The publication files of a folder and the documents they name, sorted by path; what else lies there is no input.

    A document that is missing or cannot be opened is left out: its absence is a state of its own.
    """
    found = []
    publications = [p for p in (source_docs / "publications").glob("*.y*ml") if p.is_file()]
    roles = dict.fromkeys(publications, "publication") | dict.fromkeys(documents, "document")
    for path in sorted(roles):
        try:
            facts = InputFile(
                path.relative_to(source_docs).as_posix(), roles[path], file_hash(path), path.stat().st_size
            )
        except (OSError, ValueError):
            continue
        found.append(facts)
    return tuple(found)


def code_hash(roots: Sequence[Path]) -> str:
    """The hash of the code and seeds under some folders, whatever they lie in."""
    items = []
    for number, root in enumerate(roots):
        for path in sorted(root.rglob("*")):
            name = path.relative_to(root)
            hidden = any(part in _LEFT_OUT or part.startswith(".") for part in name.parts)
            if path.is_file() and path.suffix in CODE_SUFFIXES and not hidden:
                items.append((f"{number}/{name.as_posix()}", file_hash(path)))
    return _list_hash(items)


def take(source_docs: Path, documents: Iterable[Path], code: Sequence[Path], lock: Path) -> Fingerprint:
    """The fingerprint of what a build would be made from now; a missing lock file counts as an empty one.

    `documents` are the files that the publication files name.
    """
    files = input_files(source_docs, documents)
    inputs = _list_hash((f.path, f.sha256) for f in files)
    return Fingerprint(inputs, code_hash(code), file_hash(lock) if lock.is_file() else "", files)
