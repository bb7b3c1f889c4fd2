"""What the steps of a build tell one another, as small JSON files beside the build; a step can run in any process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pipelines.publishing.fingerprint import Fingerprint, InputFile
from pipelines.publishing.meta import GateRecord
from pipelines.settings import Settings


class StepError(Exception):
    """A step cannot run; the message says what is missing and what to do."""


@dataclass(frozen=True, slots=True)
class Intake:
    """One edition held against its file. Status `cached`: not looked at, since another document alone is reread."""

    document_id: str
    rendition: str
    edition_id: str
    file: str
    status: str
    message: str
    sha256_known: str
    sha256_found: str
    bytes: int = 0

    @property
    def usable(self) -> bool:
        """Whether the edition may be read, or taken from the cache."""
        return self.status in {"present", "cached"}


@dataclass(frozen=True, slots=True)
class ReadNote:
    """How the reading of one edition went: the cache file that holds it, or why it could not be read."""

    document_id: str
    rendition: str
    edition_id: str
    cache: str = ""
    problem: str = ""
    from_cache: bool = False
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a rendition goes into the build; `why` says why not."""

    document_id: str
    rendition: str
    edition_id: str
    admitted: bool
    why: str = ""


class BuildState:
    """The notes of the build that is under way."""

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.build

    def _write(self, name: str, data: Any) -> None:
        write_atomically(self.folder / f"{name}.json", json.dumps(data, ensure_ascii=False, indent=1))

    def _read(self, name: str, step: str) -> Any:
        try:
            return json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise StepError(f"The step “{step}” has not run in this build. Run the whole job instead.") from None

    def begin(self, fingerprint: Fingerprint) -> None:
        """Begin a build: what the steps of an earlier one noted is forgotten."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for note in self.folder.glob("*.json"):
            note.unlink()
        self._write("fingerprint", asdict(fingerprint))

    def fingerprint(self) -> Fingerprint:
        """What the build is made from, taken when it began."""
        data = self._read("fingerprint", "documents")
        files, given_up = tuple(InputFile(**f) for f in data["files"]), tuple(data["given_up"])
        return Fingerprint(**{**data, "files": files, "given_up": given_up})

    def save_intake(self, notes: Iterable[Intake]) -> None:
        """Keep how the files were found."""
        self._write("intake", [asdict(n) for n in notes])

    def intake(self) -> list[Intake]:
        """How the files were found."""
        return [Intake(**n) for n in self._read("intake", "documents")]

    def save_readings(self, notes: Iterable[ReadNote]) -> None:
        """Keep how the readings went; those of other editions stay."""
        try:
            known = {n.edition_id: n for n in self.readings()}
        except StepError:
            known = {}
        known.update({n.edition_id: n for n in notes})
        self._write("readings", [asdict(known[k]) for k in sorted(known)])

    def readings(self) -> list[ReadNote]:
        """How the readings went."""
        return [ReadNote(**n) for n in self._read("readings", "readings")]

    def save_admissions(self, notes: Iterable[Admission]) -> None:
        """Keep which renditions go into the build."""
        self._write("admissions", [asdict(n) for n in notes])

    def admissions(self) -> list[Admission]:
        """Which renditions go into the build, and why others do not."""
        return [Admission(**n) for n in self._read("admissions", "tables")]

    def add_gates(self, records: Iterable[GateRecord]) -> None:
        """Keep how gates went; a gate that is tried again replaces its record."""
        known = {g.name: g for g in self.gates()}
        known.update({g.name: g for g in records})
        self._write("gates", [asdict(g) for g in known.values()])

    def gates(self) -> list[GateRecord]:
        """How the gates went that have been tried so far."""
        try:
            return [GateRecord(**g) for g in self._read("gates", "gates")]
        except StepError:
            return []

    def save_counts(self, counts: Mapping[str, Any]) -> None:
        """Keep the numbers for the summary of the run."""
        self._write("counts", dict(counts))

    def counts(self) -> dict[str, Any]:
        """The numbers for the summary of the run; empty where the build did not come so far."""
        try:
            return dict(self._read("counts", "marts"))
        except StepError:
            return {}


def write_atomically(path: Path, text: str) -> None:
    """Write a file so that readers see all of it or the one before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_text(text, encoding="utf-8")
    new.replace(path)
