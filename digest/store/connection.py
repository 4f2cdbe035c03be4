"""A path in, a Store out: one SQLite file, one thread that writes and one that reads.

All SQL of the project stays in this package. Its other modules are plain functions that take the
database first; `Store` runs them in its threads, each call in one transaction.
"""

import asyncio
import math
import os
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from digest.errors import StoreError
from digest.store import migration
from digest.store.faults import advice_on, code_of, damaged, explained, reached
from digest.store.header import read_header
from digest.store.opened import OpenedFiles, real

P = ParamSpec("P")
T = TypeVar("T")

# Plain sqlite3, for importing sqlite-utils takes 0.2 s of CPU: only the migrations lay it around this same connection.
Database = sqlite3.Connection

# How long we wait for another process to let go of the file.
BUSY_MS = 30_000
# SQLite itself waits this long at a time, and cannot be told to stop meanwhile.
_DEAF_MS = 250
# KiB of pages kept in memory: reading comes back to the same pages, writing goes on to others.
_READING_KIB, _WRITING_KIB = 8_000, 4_000
# Pages in the WAL before they are moved into the file (16 MB): a batch with its index fits.
_CHECKPOINT_PAGES = 4_000


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
        reader = _connection(self.path, _READING_KIB)
        self._connections.append(reader)
        reader.execute("PRAGMA query_only = 1")
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
        return await self._submit(0, self._write, function, args, kwargs, durable=False)

    async def write_durably(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, and what it keeps survives a power cut too: for the outbox."""
        return await self._submit(0, self._write, function, args, kwargs, durable=True)

    async def read(
        self, function: Callable[Concatenate[Database, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run `function(db, ...)` on one view of the database; writing raises."""
        return await self._submit(1, _read, function, args, kwargs)

    def _write(
        self,
        db: Database,
        function: Callable[..., T],
        args: tuple[object, ...],
        kwargs: dict[str, object],
        *,
        durable: bool,
    ) -> T:
        assert self._files is not None, "it is open"
        self._files.check()
        if durable:
            db.execute("PRAGMA synchronous = FULL")
        try:
            return _patiently(
                lambda: in_transaction(db, function, *args, **kwargs), until=lambda: self._last_moment
            )
        finally:
            if durable:
                db.execute("PRAGMA synchronous = NORMAL")

    async def _submit(
        self,
        place: int,
        way: Callable[..., T],
        function: Callable[..., T],
        args: tuple[object, ...],
        kwargs: dict[str, object],
        **how: bool,
    ) -> T:
        if not self._threads:
            raise StoreError(f"{self.path}: the database is closed")
        connection = self._connections[place]

        def work() -> T:
            with explained(self.path):
                return way(connection, function, args, kwargs, **how)

        return await asyncio.get_running_loop().run_in_executor(self._threads[place], work)


def in_transaction(db: Database, function: Callable[..., T], *args: object, **kwargs: object) -> T:
    """Run `function(db, ...)`; commit when it returns, roll back when it raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        result = function(db, *args, **kwargs)
        db.execute("COMMIT")
    except BaseException:
        # A full disk has rolled back by itself already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result


def _read(db: Database, function: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]) -> T:
    db.execute("BEGIN")
    try:
        return function(db, *args, **kwargs)
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


# ---- one connection -------------------------------------------------------------------------------


def connect(path: Path) -> Database:
    """Return a connection that may write, having seen that the file is whole enough to be tried."""
    _look_at(path)
    db = _connection(path, _WRITING_KIB)
    try:
        _use_wal(db)
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    except BaseException:
        db.close()
        raise
    return db


def _connection(path: Path, cache_kib: int) -> Database:
    # Transactions are begun and ended by us alone. A connection is made here and then used by its one
    # thread, which is why sqlite3 need not check.
    db = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    db.execute(f"PRAGMA cache_size = -{cache_kib}")
    db.execute("PRAGMA temp_store = MEMORY")
    return db


def _use_wal(db: Database) -> None:
    """Switch to WAL once in the life of a file; SQLite does not wait by itself when two want to at once."""
    if _patiently(lambda: db.execute("PRAGMA journal_mode = WAL").fetchone()[0]) != "wal":
        raise StoreError("this file system does not carry SQLite's WAL: use a local disk")


def _patiently(work: Callable[[], T], *, until: Callable[[], float] = lambda: math.inf) -> T:
    """Do it again while another process keeps the file from us, `until` then at the latest."""
    give_up = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > min(give_up, until()):
                raise
            time.sleep(0.05)


@reached()
def _look_at(path: Path) -> None:
    """Raise StoreError for what can be seen from outside, which SQLite would say less clearly."""
    if path.is_dir():
        raise StoreError(f"{path}: is a folder; name a file with --db")
    if path.exists() and not path.is_file():
        raise StoreError(f"{path}: is a pipe or a device; name a file with --db")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"{path.parent}: the folder cannot be made ({error.strerror}); name another place with --db"
        ) from error
    if not path.exists():
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise StoreError(f"{path.parent}: the folder is read-only; name another place with --db")
        return
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise StoreError(
                f"{place}: may not be written by this user; mend its rights, or name another --db"
            )
    _look_into(path)


def _look_into(path: Path) -> None:
    """Raise StoreError for a file that is no database, or is shorter than it says."""
    is_empty = not path.stat().st_size
    header = read_header(path)
    if not (is_empty or header.is_database):
        raise StoreError(f"{path}: is not a database; {advice_on(path)}")
    # Asked after the header was read: another process may be making the file.
    size = path.stat().st_size
    # SQLite lays it beside the file itself, not beside a link to it.
    wal = Path(f"{real(path)}-wal")
    # With a WAL beside it the file may be behind.
    if size < header.size and not (wal.exists() and wal.stat().st_size):
        raise StoreError(damaged(path, f"{header.size - size:,} bytes are missing at its end"))


def find_damage(db: Database) -> str | None:
    """Return what is wrong with the file, in SQLite's words, or None; reads all of it."""
    try:
        said = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if code_of(error) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        said = str(error)
    return None if said == "ok" else said.replace("\n", " ")
