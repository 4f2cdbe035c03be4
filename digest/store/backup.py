"""A consistent copy of the database while it is in use, and back. Blocking: for a thread, or a command."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from digest.errors import StoreError
from digest.store import migration
from digest.store.connection import BUSY_MS, connect, find_damage
from digest.store.files import beside, real_path, wal_of
from digest.store.opening.advice import HALF
from digest.store.opening.faults import damage_explained, damaged, explained, reached
from digest.store.opening.header import is_ours, missing_bytes, read_header
from digest.store.opening.one_run import LOCK, lock

# What may lie beside a database and is part of it, or says who uses it.
_PARTS = ("-wal", "-shm", "-journal", LOCK)

# Whoever tries one backup after the other keeps what stood there at first; a script that does it at each start fills
# no disk.
_KEPT = (".replaced", *(f".replaced-{number}" for number in range(2, 10)))


@reached()
def backup(source: Path, target: Path) -> None:
    """Copy the database as it is at this moment; writers and readers go on meanwhile.

    The copy takes the place of `target` only when it is whole, and is one file: nothing lies beside it.
    Raise StoreError when it cannot be made; what was there before then stays.
    """
    if not source.exists():
        raise StoreError(f"{source}: there is no database here to copy; name it with --db")
    if real_path(source) == real_path(target):
        raise StoreError(f"{target}: is the database itself; name another file for the backup")
    if real_path(target) in {beside(real_path(source), ending) for ending in _PARTS}:
        raise StoreError(f"{target}: belongs to the database; name another file for the backup")
    if target.exists() and not target.is_file():
        # A device would be replaced by the copy, not filled with it.
        raise StoreError(f"{target}: is no file that a copy could replace; name another for the backup")
    # Opened first, so that a file which is not ours or is damaged says so in its own name.
    with explained(source), closing(connect(source)) as original:
        migration.steps_seen(original, source)
        _copy(original, source, target)


@reached()
def restore(source: Path, target: Path) -> Path | None:
    """Put a backup in the place of the database; return where the database of before was kept, if any.

    Raise StoreError, with everything as it was, when the backup is not whole, not ours or of a newer
    version, or while a `run` uses the database.
    """
    if not source.is_file():
        raise StoreError(f"{source}: there is no such backup")
    if not is_ours(source):
        raise StoreError(f"{source}: is not a backup of Parallax")
    if real_path(source) == real_path(target):
        raise StoreError(f"{source}: is the database itself; name the backup to put in its place")
    if missing := missing_bytes(source, read_header(source)):
        raise StoreError(
            f"{source}: is damaged ({missing:,} bytes are missing at its end); name another backup"
        )
    with lock(target):
        # Where the database is a link, its file is replaced, and the link stays.
        named, target = target, real_path(target)
        ready = beside(target, ".restoring")
        # Read-only, and taken as it is: nothing may come to lie beside a backup. Of a database that was copied while it
        # was open, its WAL holds the rest.
        how = "mode=ro" if wal_of(source).exists() else "mode=ro&immutable=1"
        with (
            explained(source),
            damage_explained(source, named),
            closing(sqlite3.connect(f"{real_path(source).as_uri()}?{how}", uri=True)) as copy,
        ):
            migration.steps_seen(copy, source, into=named)
            _copy(copy, source, ready, into=named)
        former = _move_away(target)
        os.replace(ready, target)
        _sync_folder(target.parent)
    return former


def _copy(original: sqlite3.Connection, source: Path, target: Path, *, into: Path | None = None) -> None:
    half = beside(target, HALF)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        half.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror})") from error
    try:
        with (
            explained(target),
            # Whatever is wrong with what a copy holds was wrong before.
            damage_explained(source, into),
            closing(sqlite3.connect(half, timeout=BUSY_MS / 1000)) as copy,
        ):
            # In one step: a copy made page by page begins anew whenever another process writes.
            original.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            damage = find_damage(copy)
        if damage:
            raise StoreError(damaged(source, damage, into))
        _sync(half)
        os.replace(half, target)
        _sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror})") from error
    finally:
        for left in (half, beside(half, "-journal")):
            left.unlink(missing_ok=True)


def _move_away(target: Path) -> Path | None:
    """Keep the database that stands there under another name, with what its WAL holds."""
    if not target.exists():
        return None
    # Its WAL emptied into it first, if it is well enough, so that the parts need not move as one.
    with suppress(StoreError, sqlite3.Error), closing(connect(target)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    names = [beside(target, ending) for ending in _KEPT]
    former = next((name for name in names if not name.exists()), names[-1])
    # The WAL goes along: it belongs to the old file, and would be taken for the new one's.
    for ending in ("-wal", "-shm", ""):
        part = beside(target, ending)
        if part.exists():
            os.replace(part, beside(former, ending))
        else:
            beside(former, ending).unlink(missing_ok=True)
    return former


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
