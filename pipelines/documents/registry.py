"""All publications that are known: their files loaded and checked, and their editions held against the bytes on disk.

A publication file that cannot be used is refused on its own; the others stay usable. Every complaint is a sentence that
names the file, the field, what was found and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import ValidationError

from pipelines.documents import yaml_file
from pipelines.documents.codes import SEEDS, known_codes, unknown_codes
from pipelines.documents.intake import IntakeError, check_place, examine, sha256_of
from pipelines.documents.spec import Edition, Publication

MAX_PUBLICATION_BYTES = 2 * 1024 * 1024
EditionStatus = Literal["present", "missing", "hash_mismatch", "refused"]


class RegistryError(Exception):
    """Publication files cannot be used; `messages` has one sentence for each fault."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))


@dataclass(frozen=True, slots=True)
class Refused:
    """A publication file that cannot be used, and why: one sentence for each fault."""

    document_id: str
    """The id that the file's name promises."""
    file: Path
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionState:
    """Whether an edition's bytes are there and are those that are known; `message` is empty where they are."""

    status: EditionStatus
    path: Path
    message: str = ""
    bytes: int = 0
    sha256: str = ""

    @property
    def ok(self) -> bool:
        """Whether the edition may be read."""
        return self.status == "present"


@dataclass(frozen=True, slots=True)
class Registry:
    """The publications of a folder `source_docs`, by document_id, and the files that were refused."""

    root: Path
    publications: tuple[Publication, ...]
    refused: tuple[Refused, ...] = ()

    def __iter__(self) -> Iterator[Publication]:
        return iter(self.publications)

    def __len__(self) -> int:
        return len(self.publications)

    def get(self, document_id: str) -> Publication:
        """The publication of this id; raises RegistryError where it is not known."""
        for publication in self.publications:
            if publication.document_id == document_id:
                return publication
        known = ", ".join(p.document_id for p in self.publications) or "none"
        raise RegistryError([f"{document_id}: no such publication in {self.root}; known are {known}."])

    def editions(self) -> Iterator[tuple[Publication, Edition]]:
        """Every edition with its publication, in the order of the files."""
        for publication in self.publications:
            for edition in publication.editions:
                yield publication, edition

    def require_sound(self) -> Registry:
        """This registry, if no file was refused; raises RegistryError with all faults otherwise."""
        if self.refused:
            raise RegistryError(m for r in self.refused for m in r.messages)
        return self

    def path(self, edition: Edition) -> Path:
        """Where the bytes of an edition lie."""
        return self.root / edition.file

    def verify(self, edition: Edition) -> EditionState:
        """Whether the bytes of an edition are on disk, inside `source_docs`, known, and of the declared form."""
        path = self.path(edition)
        if not path.exists() and not path.is_symlink():
            return EditionState("missing", path, f"{path}: the file of this edition is missing. Put it back.")
        try:
            check_place(path, within=self.root)
            found = sha256_of(path)
            if found != edition.sha256:
                return EditionState(
                    "hash_mismatch", path, _other_bytes(path, edition, found), path.stat().st_size, found
                )
            facts = examine(path, within=self.root)
        except (IntakeError, OSError) as error:
            return EditionState("refused", path, str(error))
        if facts.kind != edition.rendition:
            message = (
                f"{path}: declared as rendition {edition.rendition}, but its bytes are {facts.kind}. Correct the entry."
            )
            return EditionState("refused", path, message, facts.bytes, facts.sha256)
        return EditionState("present", path, "", facts.bytes, facts.sha256)


def _other_bytes(path: Path, edition: Edition, found: str) -> str:
    return (
        f"{path}: these are not the known bytes (sha256 {found[:12]}…, expected {edition.sha256[:12]}…). "
        "Put the known file back, or enter the new one as a further edition."
    )


def load(source_docs: Path, seeds: Path = SEEDS) -> Registry:
    """Load every `publications/*.yml` of a folder `source_docs`; `seeds` is the folder of the code lists.

    Files with faults, with codes that are in no list, and files that claim what another file claims, end up in
    `refused`. Raises RegistryError where there is no such folder, or a code list cannot be read.
    """
    folder = source_docs / "publications"
    if not folder.is_dir():
        raise RegistryError([f"{folder}: there is no such folder. Name a source_docs folder that has one."])
    try:
        known = known_codes(seeds)
    except (OSError, ValueError, KeyError) as error:
        raise RegistryError([f"{seeds}: the code lists cannot be read ({error}). Put the dbt seeds back."]) from error
    good: dict[Path, Publication] = {}
    refused: dict[Path, list[str]] = {}
    for file in sorted(p for p in folder.iterdir() if p.suffix in {".yml", ".yaml"} and not p.name.startswith(".")):
        try:
            good[file] = load_file(file)
        except RegistryError as error:
            refused[file] = list(error.messages)
    for file, publication in good.items():
        if unknown := unknown_codes(publication, known):
            refused[file] = [f"{file}, {message}" for message in unknown]
    for file, message in _claimed_twice(good):
        refused.setdefault(file, []).append(message)
    return Registry(
        source_docs,
        tuple(sorted((p for f, p in good.items() if f not in refused), key=lambda p: p.document_id)),
        tuple(Refused(file.stem, file, tuple(messages)) for file, messages in sorted(refused.items())),
    )


def load_file(file: Path) -> Publication:
    """Load one publication file; raises RegistryError with every fault in it."""
    try:
        if file.stat().st_size > MAX_PUBLICATION_BYTES:
            raise RegistryError(
                [f"{file}: larger than {MAX_PUBLICATION_BYTES // 2**20} MB, no publication file. Remove it."]
            )
        data = yaml_file.parse(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise RegistryError([f"{file}: not in UTF-8 (byte {error.start}). Save it as UTF-8."]) from error
    except OSError as error:
        raise RegistryError([f"{file}: cannot be read ({error.strerror}). Check its permissions."]) from error
    except yaml.YAMLError as error:
        raise RegistryError(
            [f"{file}{_yaml_place(error)}: not valid YAML ({_yaml_reason(error)}). Correct it."]
        ) from error
    if not isinstance(data, dict):
        found = "nothing" if data is None else type(data).__name__
        raise RegistryError(
            [f"{file}: holds {found}, expected the fields of a publication. See source_docs/README.md."]
        )
    try:
        publication = Publication.model_validate(data)
    except ValidationError as error:
        raise RegistryError(_sentences(file, data, error)) from error
    if file.name != f"{publication.document_id}.yml":
        expected = f"{publication.document_id}.yml"
        raise RegistryError(
            [f"{file}: document_id is {publication.document_id}; rename the file to {expected}, or correct the id."]
        )
    return publication


def _yaml_place(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f", line {mark.line + 1}, column {mark.column + 1}" if mark is not None else ""


def _yaml_reason(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or type(error).__name__)


def _shown(value: Any) -> str:
    text = repr(value) if not isinstance(value, dict | list) else f"a {type(value).__name__} of {len(value)}"
    return text if len(text) <= 60 else text[:57] + "…"


def _field(data: Any, fault: Any) -> str:
    """The place of a fault by the keys and positions of the file, without the names of the types that were tried."""
    parts: list[str] = []
    for part in fault["loc"]:
        inside = isinstance(data, dict) and part in data
        inside = inside or (isinstance(data, list) and isinstance(part, int) and part < len(data))
        if not inside and fault["type"] != "missing":
            break
        parts.append(str(part))
        data = data[part] if inside else None
    return ".".join(parts)


def _sentences(file: Path, data: Any, error: ValidationError) -> list[str]:
    """A sentence for each fault; what was tried in several ways, or stands in several places, is told once."""
    reasons: dict[str, list[Any]] = {}
    for fault in error.errors(include_url=False, include_context=False):
        reasons.setdefault(_field(data, fault), []).append(fault)
    alike: dict[tuple[str, str], list[str]] = {}
    for field, faults in reasons.items():
        alike.setdefault((field.rpartition(".")[2], _complaint(field, faults)), []).append(field)
    messages = []
    for (_, complaint), fields in alike.items():
        more = f" (and {len(fields) - 1} more like it)" if len(fields) > 1 else ""
        messages.append(f"{file}, field {fields[0]}{more}: {complaint}" if fields[0] else f"{file}: {complaint}")
    return messages


def _complaint(field: str, faults: list[Any]) -> str:
    first, *others = dict.fromkeys(fault["msg"].removeprefix("Value error, ") for fault in faults)
    reason = " or ".join([first, *(o.removeprefix("Input should be ") for o in others)])
    match faults[0]["type"]:
        case "extra_forbidden":
            return "there is no such field. Remove it or correct its name."
        case "missing":
            return "is missing. Add it."
        case _ if not field:
            return f"{reason}. Correct the file."
        case _:
            return f"found {_shown(faults[0]['input'])}; {reason}. Correct it."


def _claimed_twice(good: dict[Path, Publication]) -> Iterator[tuple[Path, str]]:
    """Each file that claims an id, a file or bytes that another file claims too: neither can be trusted alone."""
    claims: dict[tuple[str, str], set[Path]] = {}
    for file, publication in good.items():
        claims.setdefault(("document_id", publication.document_id), set()).add(file)
        for edition in publication.editions:
            claims.setdefault(("sha256", edition.sha256), set()).add(file)
            claims.setdefault(("file", edition.file), set()).add(file)
    for (what, value), files in sorted(claims.items()):
        if len(files) > 1:
            for file in sorted(files):
                others = ", ".join(sorted(f.name for f in files - {file}))
                yield file, f"{file}: {what} {value} is also claimed by {others}. Keep it in one of them."
