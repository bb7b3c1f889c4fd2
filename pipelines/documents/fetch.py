"""Get the publisher's own file of a publication. Only the command `plumbline fetch` does so; no run and no test does.

Only https, without leaving it on a redirect; size and time are bounded; the file appears whole or not at all, with its
sha256 beside it, and never in place of an edition.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any, Protocol

from pipelines.documents.intake import MAX_BYTES, sha256_of
from pipelines.documents.spec import Publication

SECONDS_TO_ANSWER = 30.0
SECONDS_IN_ALL = 300.0
_CHUNK = 1 << 16
_SUFFIX = {"application/pdf": ".pdf", "text/html": ".html", "text/plain": ".txt"}


class FetchError(Exception):
    """The publisher's file could not be had; the message names the publication, the address and what to do."""


class Response(Protocol):
    """What an opener gives back: a stream that knows its address."""

    url: str

    def read(self, amount: int, /) -> bytes:
        """The next bytes, at most `amount`; empty at the end."""

    def close(self) -> None:
        """Let go of the connection."""


Opener = Callable[[str, float], Response]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched: where it lies, its size in bytes and sha256, the address that gave it.

    `as_declared` says whether the bytes are those that the publication file declares, None where it declares none.
    """

    path: Path
    bytes: int
    sha256: str
    url: str
    as_declared: bool | None


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        """The request that a redirect asks for; raises URLError where it would leave https."""
        if not newurl.startswith("https://"):
            raise urllib.error.URLError(f"the publisher sends on to {newurl}, which is not https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _open(url: str, timeout: float) -> Response:
    request = urllib.request.Request(url, headers={"User-Agent": "plumbline"})  # noqa: S310 - fetch() lets https in only
    response: Response = urllib.request.build_opener(_HttpsOnly).open(request, timeout=timeout)
    return response


def fetch(publication: Publication, into: Path, opener: Opener = _open) -> Fetched:
    """Fetch the publisher's file to `into/<document_id>.<pdf|html|txt>` and write its sha256 beside it.

    An address with http is asked by https. At most 300 seconds and 200 MB. Raises FetchError where it cannot be had.
    """
    url = "https://" + publication.original.url.partition("://")[2]
    target = into / (publication.document_id + _SUFFIX[publication.original.media_type])
    _keep_editions(publication, target)
    into.mkdir(parents=True, exist_ok=True)
    part = into / f".{target.name}.{os.getpid()}.part"
    try:
        sha256, size, final = _download(publication, url, part, opener)
        _check_form(publication, part, final)
        part.replace(target)
    except OSError as error:
        raise FetchError(
            f"{publication.document_id}: cannot write to {into} ({error}). Check its permissions."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    target.with_name(target.name + ".sha256").write_text(f"{sha256}  {target.name}\n", encoding="utf-8")
    declared = publication.original.sha256
    return Fetched(target, size, sha256, final, None if declared is None else declared == sha256)


def _keep_editions(publication: Publication, target: Path) -> None:
    if target.is_file() and sha256_of(target) in {e.sha256 for e in publication.editions}:
        raise FetchError(
            f"{publication.document_id}: {target} holds a known edition, and that is never overwritten. "
            "Name another folder."
        )


def _download(publication: Publication, url: str, part: Path, opener: Opener) -> tuple[str, int, str]:
    digest, size, end = hashlib.sha256(), 0, time.monotonic() + SECONDS_IN_ALL
    where = f"{publication.document_id}: {url}"
    try:
        response = opener(url, SECONDS_TO_ANSWER)
        with contextlib.closing(response), part.open("wb") as out:
            while chunk := response.read(_CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    raise FetchError(f"{where} gives more than {MAX_BYTES // 2**20} MB. Check the address.")
                if time.monotonic() > end:
                    raise FetchError(f"{where} took longer than {SECONDS_IN_ALL:.0f} seconds. Try again later.")
                digest.update(chunk)
                out.write(chunk)
    except urllib.error.HTTPError as error:
        raise FetchError(
            f"{where} answers {error.code} ({error.reason}). Look for the new address at the publisher."
        ) from error
    except urllib.error.URLError as error:
        raise FetchError(
            f"{where} cannot be reached ({error.reason}). A network is needed; nothing was changed."
        ) from error
    except (TimeoutError, HTTPException, ConnectionError) as error:
        raise FetchError(f"{where} broke off ({type(error).__name__}). Try again; nothing was changed.") from error
    if size == 0:
        raise FetchError(f"{where} gives an empty file. Try again later; nothing was changed.")
    return digest.hexdigest(), size, response.url


def _check_form(publication: Publication, part: Path, url: str) -> None:
    with part.open("rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if publication.original.media_type == "application/pdf" and not is_pdf:
        raise FetchError(
            f"{publication.document_id}: {url} gives something other than a PDF, perhaps a page that asks who calls. "
            "Open the address in a browser and save the file by hand."
        )
