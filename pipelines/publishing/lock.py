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

    `timeout` is in seconds. Raises WarehouseBusyError, a sentence naming the holder, where another process holds it.
    """
    warehouse.mkdir(parents=True, exist_ok=True)
    path = warehouse.resolve() / ".lock"
    note = path.with_name(".lock.json")
    lock = _LOCKS.setdefault(path, FileLock(path, thread_local=False))
    nested = lock.is_locked
    try:
        lock.acquire(timeout=timeout)
    except Timeout:
        raise WarehouseBusyError(
            f"{warehouse} is being written by {_holder(note)}. Wait for it to end, or stop it; "
            "the published warehouse can be read meanwhile."
        ) from None
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
