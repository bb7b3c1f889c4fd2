"""What a file is, told from its bytes and not from its name, and whether Plumbline may read it.

Every refusal is one sentence that names the file, says what it is, and what to do.
"""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from pipelines.documents.encoding import NotTextError, decode
from pipelines.documents.spec import Rendition

MAX_BYTES = 200 * 1024 * 1024
"""No report that was made for reading is larger."""
MAX_TEXT_BYTES = 50 * 1024 * 1024
"""Some hundred thousand printed pages."""
_CHUNK = 1 << 20
_HEAD = 1024
"""A PDF may have other bytes before its signature, up to here."""

_NOT_OURS: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x03\x04", "a ZIP or Office file", "Save it as PDF or plain text."),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Save it as PDF or plain text."),
    (b"\x89PNG", "a picture", "Plumbline reads printed characters, not pictures: get the PDF with its text."),
    (b"\xff\xd8\xff", "a picture", "Plumbline reads printed characters, not pictures: get the PDF with its text."),
    (b"II*\x00", "a picture", "Plumbline reads printed characters, not pictures: get the PDF with its text."),
    (b"MM\x00*", "a picture", "Plumbline reads printed characters, not pictures: get the PDF with its text."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"%!PS", "a PostScript file", "Convert it to PDF."),
    (b"{\\rtf", "a rich text file", "Save it as PDF or plain text."),
)
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


class IntakeError(Exception):
    """A file is not one that Plumbline reads; the message names the file, what it is and what to do."""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a file is: its form, size in bytes, sha256, whether it is a PDF that declares encryption, and of a text the
    encoding, with a word where it was assumed.

    An encrypted PDF may still open without a password; only its reader can tell.
    """

    path: Path
    kind: Rendition
    bytes: int
    sha256: str
    encrypted: bool = False
    encoding: str = ""


def examine(path: Path, within: Path | None = None) -> FileFacts:
    """The facts of a file that may be read; `within` is the folder it must not lead out of, by symlinks or otherwise.

    Raises IntakeError where it may not be read: missing, outside, no regular file, empty, too large, of another kind.
    """
    check_place(path, within)
    try:
        with path.open("rb") as file:
            return _examine_open(path, file)
    except OSError as error:
        raise IntakeError(f"{path}: cannot be read ({error.strerror}). Check the permissions of the file.") from error


def check_place(path: Path, within: Path | None = None) -> None:
    """Check without opening it that a path is a regular, non-empty file of a size that is read, inside `within`.

    Raises IntakeError otherwise. Folders, pipes and devices are never opened.
    """
    try:
        if within is not None and not path.resolve().is_relative_to(within.resolve()):
            raise IntakeError(f"{path}: leads out of {within}. Put the file itself into that folder, not a link to it.")
        facts = path.stat()
    except FileNotFoundError:
        raise IntakeError(f"{path}: there is no such file. Check the name, or put the file there.") from None
    except (OSError, RuntimeError) as error:
        raise IntakeError(f"{path}: cannot be reached ({error}). Check the path and its permissions.") from error
    if stat.S_ISDIR(facts.st_mode):
        raise IntakeError(f"{path}: is a folder. Name the files in it.")
    if not stat.S_ISREG(facts.st_mode):
        raise IntakeError(f"{path}: is a pipe or a device, not a file. Save it as a file first.")
    if facts.st_size == 0:
        raise IntakeError(f"{path}: is empty (0 bytes). Get the file again.")
    if facts.st_size > MAX_BYTES:
        size, most = facts.st_size // 2**20, MAX_BYTES // 2**20
        raise IntakeError(f"{path}: has {size:,} MB; at most {most} MB are read. Split the file.")


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _examine_open(path: Path, file: BinaryIO) -> FileFacts:
    head = file.read(_HEAD)
    file.seek(0)
    if b"%PDF-" in head:
        return _pdf(path, file)
    for signature, what, advice in _NOT_OURS:
        if head.startswith(signature):
            raise IntakeError(f"{path}: is {what}, neither a PDF nor plain text. {advice}")
    return _text(path, file)


def _pdf(path: Path, file: BinaryIO) -> FileFacts:
    digest = hashlib.sha256()
    size = 0
    encrypted = False
    before = b""
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        # The trailer that names the encryption is never compressed; it may lie across two chunks.
        encrypted = encrypted or re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", before + chunk) is not None
        before = chunk[-64:]
    return FileFacts(path, "pdf", size, digest.hexdigest(), encrypted)


def _text(path: Path, file: BinaryIO) -> FileFacts:
    raw = file.read(MAX_TEXT_BYTES + 1)
    if len(raw) > MAX_TEXT_BYTES:
        raise IntakeError(f"{path}: more than {MAX_TEXT_BYTES // 2**20} MB of text. Split the file.")
    try:
        found = decode(raw)
    except NotTextError as error:
        raise IntakeError(f"{path}: {error}") from error
    if _WEB_PAGE.match(found.text[:_HEAD]):
        raise IntakeError(f"{path}: is a web page, neither a PDF nor plain text. Save the page as PDF or as text.")
    encoding = f"{found.encoding} (assumed: it is not UTF-8)" if found.assumed else found.encoding
    return FileFacts(path, "text", len(raw), hashlib.sha256(raw).hexdigest(), encoding=encoding)
