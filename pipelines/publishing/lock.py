"""One writer for each warehouse: a file lock that the system gives back when its holder dies."""

from __future__ import annotations

import datetime as dt
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

_LOCKS: dict[Path, FileLock] = {}


class WarehouseUnusableError(Exception):
    """The warehouse folder cannot be written; the message says why and what to do."""


class WarehouseBusyError(Exception):
    """Another process is writing this warehouse; the message says which."""


def _holder(note: Path) -> str:
    try:
        held = json.loads(note.read_text())
        return f"process {held['pid']} on {held['host']}, {held['what']}, since {held['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


@contextmanager
def hold(warehouse: Path, what: str, timeout: float = 0.0) -> Iterator[None]:
    """Be the only writer of a warehouse inside the block; may be nested within a process.

    `timeout` is in seconds. Raises WarehouseBusyError, a sentence naming the holder, where another process holds it,
    and WarehouseUnusableError where the folder cannot be made or written.
    """
    path = warehouse.absolute() / ".lock"
    note = path.with_name(".lock.json")
    try:
        warehouse.mkdir(parents=True, exist_ok=True)
        path = warehouse.resolve() / ".lock"
        lock = _LOCKS.setdefault(path, FileLock(path, thread_local=False))
        nested = lock.is_locked
        lock.acquire(timeout=timeout)
    except Timeout:
        raise WarehouseBusyError(
            f"{warehouse} is being written by {_holder(note)}. Wait for it to end, or stop it; "
            "the published warehouse can be read meanwhile."
        ) from None
    except OSError as error:
        raise WarehouseUnusableError(
            f"{warehouse}: the warehouse cannot be written there ({error.strerror or error}). "
            "Name a folder that can be written with --warehouse."
        ) from error
    try:
        if not nested:
            since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            holder = {"pid": os.getpid(), "host": socket.gethostname(), "what": what, "since": since}
            note.write_text(json.dumps(holder))
        yield
    finally:
        if not nested:
            note.unlink(missing_ok=True)
        lock.release()
