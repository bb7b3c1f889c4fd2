"""Dagster's event log in SQLite, with connections kept open while one run lasts.

Dagster opens and closes a database for each of some hundred events, which takes a fifth of a whole run here. Inside
`kept_connections` each file is opened once. The method that is replaced is not public: the version of dagster is
pinned, and a test says so when it is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

METHOD = "_connect"
BUSY_SECONDS = 30
"""So long another process (the web pages) may hold a file before writing to it fails."""


@contextmanager
def kept_connections() -> Iterator[None]:
    """Keep the connections of Dagster's event log open inside the block; close them, and undo it, at its end."""
    from dagster._core.storage.event_log.sqlite import sqlite_event_log as log
    from sqlalchemy import create_engine
    from sqlalchemy.engine import Connection, Engine
    from sqlalchemy.pool import QueuePool

    engines: dict[str, Engine] = {}
    arguments = {"timeout": BUSY_SECONDS, "check_same_thread": False}

    @contextmanager
    def connect(self: Any, shard: str) -> Iterator[Connection]:
        # as in the original, but for the engine that stays: one user at a time, tables made at the first use
        with self._db_lock:
            address = self.conn_string_for_shard(shard)
            if address not in engines:
                engines[address] = create_engine(address, poolclass=QueuePool, connect_args=arguments)
            if shard not in self._initialized_dbs:
                self._initdb(engines[address])
                self._initialized_dbs.add(shard)
            with engines[address].connect() as connection, connection.begin():
                yield connection

    original = getattr(log.SqliteEventLogStorage, METHOD)
    setattr(log.SqliteEventLogStorage, METHOD, connect)
    try:
        yield
    finally:
        setattr(log.SqliteEventLogStorage, METHOD, original)
        for engine in engines.values():
            engine.dispose()
