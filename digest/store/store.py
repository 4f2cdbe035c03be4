"""A path in, a Store out: one SQLite file, one thread that writes and one that reads.

The functions of this package take the database first; `Store` runs them in its threads, each call in one transaction.
"""

import asyncio
import math
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from digest.errors import StoreError
from digest.store import migration
from digest.store.connection import (
    Database,
    begin_wal_anew,
    connect,
    connect_to_read,
    find_damage,
    in_transaction,
    on_one_view,
    patiently,
)
from digest.store.opening.faults import code_of, damaged, explained
from digest.store.opening.opened import OpenedFiles

P = ParamSpec("P")
T = TypeVar("T")

# SQLite itself waits this long at a time for another process, and cannot be told to stop meanwhile.
_DEAF_MS = 250
# The places of the two threads and their connections.
_WRITER, _READER = 0, 1


class Store:
    """The database, opened. Writing never makes a reader wait, and no reader sees half a write."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self._threads: list[ThreadPoolExecutor] = []
        self._connections: list[Database] = []
        self._files: OpenedFiles | None = None
        self._last_moment = math.inf

    def open(self, *, check: bool = False) -> Self:
        """Open the file, made with its folder when absent, and bring its tables up to date.

        `check` looks through the whole file for damage: seconds for a large one, so at the start of
        `run` and in `doctor`. Raise StoreError when the file cannot be used.
        """
        try:
            with explained(self.path):
                self._connect(check)
        except BaseException:
            self.close()
            raise
        self._threads = [ThreadPoolExecutor(1, "store-write"), ThreadPoolExecutor(1, "store-read")]
        return self

    def _connect(self, check: bool) -> None:
        writer = connect(self.path)
        self._connections.append(writer)
        migration.migrate(writer, self.path)
        if check and (damage := find_damage(writer)):
            raise StoreError(damaged(self.path, damage))
        writer.execute(f"PRAGMA busy_timeout = {_DEAF_MS}")
        self._connections.append(connect_to_read(self.path))
        self._files = OpenedFiles(self.path)

    def close(self) -> None:
        """Finish what was begun and let go of the file."""
        for thread in self._threads:
            thread.shutdown(wait=True)
        # The reader first, so that the writer is the last and tidies the WAL away.
        for connection in reversed(self._connections):
            connection.close()
        self._threads, self._connections = [], []

    def hurry(self, within_s: float) -> None:
        """Wait for other processes so long from now and no longer: the program is ending."""
        self._last_moment = time.monotonic() + within_s

    def __enter__(self) -> Self:
        return self if self._connections else self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    async def write(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `function(db, ...)` in one transaction: all of it is kept, or none.

        It survives any crash of ours; a power cut may take the last moments with it.
        """
        return await self._run(_WRITER, self._write, lambda db: function(db, *args, **kwargs))

    async def write_durably(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, and what it keeps survives a power cut too: for the outbox."""
        return await self._run(_WRITER, self._write_durably, lambda db: function(db, *args, **kwargs))

    async def read(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `function(db, ...)` on one view of the database; writing raises."""
        return await self._run(_READER, on_one_view, lambda db: function(db, *args, **kwargs))

    async def _run(
        self,
        place: int,
        way: Callable[[Database, Callable[[Database], T]], T],
        work: Callable[[Database], T],
    ) -> T:
        """Do work in a thread, on its connection and in one of the ways below."""
        if not self._threads:
            raise StoreError(f"{self.path}: the database is closed")
        connection = self._connections[place]

        def run() -> T:
            with explained(self.path):
                return way(connection, work)

        return await asyncio.get_running_loop().run_in_executor(self._threads[place], run)

    def _write(self, db: Database, work: Callable[[Database], T]) -> T:
        assert self._files is not None, "it is open"
        self._files.check()

        def try_to() -> T:
            return patiently(lambda: in_transaction(db, work), until=lambda: self._last_moment)

        try:
            return try_to()
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_FULL or not begin_wal_anew(db):
                raise
        return try_to()

    def _write_durably(self, db: Database, work: Callable[[Database], T]) -> T:
        db.execute("PRAGMA synchronous = FULL")
        try:
            return self._write(db, work)
        finally:
            db.execute("PRAGMA synchronous = NORMAL")
