"""A path in, a connection to its database out; and how work is done with one: whole or not at all, and patiently.

All SQL of the project stays in this package. Its other modules are plain functions that take the database first.
"""

import math
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from digest.errors import StoreError
from digest.store.opening.faults import code_of
from digest.store.opening.unopened import look_at

T = TypeVar("T")

# Plain sqlite3, for importing sqlite-utils takes 0.2 s of CPU: only the migrations lay it around this same connection.
Database = sqlite3.Connection

# Older ones do not know RETURNING, and take no column away. Python brings none of its own where a system has one.
_OLDEST = (3, 35)
# How long we wait for another process to let go of the file.
BUSY_MS = 30_000
# KiB of pages kept in memory: reading comes back to the same pages, writing goes on to others.
_READING_KIB, _WRITING_KIB = 8_000, 4_000
# Pages in the WAL before they are moved into the file (16 MB): a batch with its index fits.
_CHECKPOINT_PAGES = 4_000
# Bytes that the WAL keeps for itself. A long reader, as a backup is, makes it grow; SQLite would leave it so for as
# long as we have it open.
_WAL_KEEPS = 32 * 1024 * 1024


def connect(path: Path) -> Database:
    """Return a connection that may write, having seen that the file is whole enough to be tried."""
    if sqlite3.sqlite_version_info < _OLDEST:
        raise StoreError(
            f"{path}: needs SQLite {'.'.join(map(str, _OLDEST))} or newer, and this Python has"
            f" {sqlite3.sqlite_version}: install Parallax with a Python that has it"
        )
    look_at(path)

    def set_up(db: Database) -> None:
        _use_wal(db)
        db.execute("PRAGMA synchronous = NORMAL")
        # On macOS what is written lies in the disk's own memory until this is asked for; elsewhere it says nothing.
        db.execute("PRAGMA fullfsync = 1")
        db.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        db.execute(f"PRAGMA journal_size_limit = {_WAL_KEEPS}")

    return _connection(path, _WRITING_KIB, set_up)


def connect_to_read(path: Path) -> Database:
    """Return a connection on which writing raises, to a file that was connected to before."""
    return _connection(path, _READING_KIB, lambda db: db.execute("PRAGMA query_only = 1"))


def _connection(path: Path, cache_kib: int, set_up: Callable[[Database], object]) -> Database:
    """Return a connection that is set up, or let go of the file and raise."""
    # Transactions are begun and ended by us alone. A connection is made here and then used by its one
    # thread, which is why sqlite3 need not check.
    db = sqlite3.connect(path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
    db.row_factory = sqlite3.Row
    try:
        db.execute(f"PRAGMA cache_size = -{cache_kib}")
        db.execute("PRAGMA temp_store = MEMORY")
        set_up(db)
    except BaseException:
        db.close()
        raise
    return db


def _use_wal(db: Database) -> None:
    """Switch to WAL once in the life of a file; SQLite does not wait by itself when two want to at once."""
    if patiently(lambda: db.execute("PRAGMA journal_mode = WAL").fetchone()[0]) != "wal":
        raise StoreError("this file system does not carry SQLite's WAL: use a local disk")


def in_transaction(db: Database, work: Callable[[Database], T]) -> T:
    """Do work on the database; commit when it returns, roll back when it raises."""
    db.execute("BEGIN IMMEDIATE")
    try:
        result = work(db)
        db.execute("COMMIT")
    except BaseException:
        # A full disk has rolled back by itself already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    return result


def on_one_view(db: Database, work: Callable[[Database], T]) -> T:
    """Do work that only reads, on the database as it is now, whoever writes meanwhile."""
    db.execute("BEGIN")
    try:
        return work(db)
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def patiently(work: Callable[[], T], *, until: Callable[[], float] = lambda: math.inf) -> T:
    """Do it again while another process keeps the file from us, `until` then at the latest."""
    give_up = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            return work()
        except sqlite3.OperationalError as error:
            if code_of(error) != sqlite3.SQLITE_BUSY or time.monotonic() > min(give_up, until()):
                raise
            time.sleep(0.05)


def begin_wal_anew(db: Database) -> bool:
    """Move what the WAL holds into the file, so that its room is used again; return whether that was done.

    On a full disk it cannot grow. What changes pages that are there, as most of the outbox's steps do, needs no more.
    """
    try:
        is_busy, _, _ = db.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
    except sqlite3.OperationalError:
        return False
    return not is_busy


def find_damage(db: Database) -> str | None:
    """Return what is wrong with the file, in SQLite's words, or None; reads all of it."""
    try:
        said = str(db.execute("PRAGMA quick_check(1)").fetchone()[0])
    except sqlite3.DatabaseError as error:
        if code_of(error) not in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise
        said = str(error)
    return None if said == "ok" else said.replace("\n", " ")
