"""What the system and SQLite say of the file, in words: a StoreError, which says what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import StoreError
from digest.store.opening.advice import advice_on

_FULL = "the disk is full; what was stored before is safe: make room for more"
_LOCKED = "another program has kept the database locked for 30 s; end it, then try again"
_ADVICE = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: "the database may not be written; mend the rights of the file and its folder",
    sqlite3.SQLITE_PERM: "the database may not be opened; mend the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "the database cannot be opened; mend the rights of the file and its folder",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write; look at its health and at the system's log",
}

# What says more than its kind does: no room for the `-shm` that each opening makes.
_EXACTLY = {sqlite3.SQLITE_IOERR_SHMSIZE: _FULL}

# How Python says, in place of SQLite, that what was stored as text has been overwritten.
_NO_TEXT = "Could not decode to UTF-8"


@contextmanager
def reached() -> Iterator[None]:
    """Turn what the system says of a file into a StoreError, which names it."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{error.filename}: cannot be used ({error.strerror}); mend that, or name another"
        ) from error


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the file into a StoreError; a mistake in our SQL stays a bug."""
    try:
        with damage_explained(path):
            yield
    except sqlite3.DatabaseError as error:
        code = code_of(error)
        if code not in _ADVICE:
            raise
        advice = _EXACTLY.get(error.sqlite_errorcode, _ADVICE[code])
        raise StoreError(f"{path}: {advice}") from error


@contextmanager
def damage_explained(path: Path, into: Path | None = None) -> Iterator[None]:
    """As `explained`, but only of what the file holds; a backup was to be put `into` a database."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = code_of(error)
        if code == sqlite3.SQLITE_CORRUPT:
            raise StoreError(damaged(path, str(error), into)) from error
        if str(error).startswith(_NO_TEXT):
            raise StoreError(damaged(path, "a text in it is none", into)) from error
        if code == sqlite3.SQLITE_NOTADB:
            raise StoreError(f"{path}: is not a database; {advice_on(path, into=into)}") from error
        raise


def code_of(error: sqlite3.Error) -> int:
    # The lower byte is the kind; what is above tells details.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def damaged(path: Path, what: str, into: Path | None = None) -> str:
    return f"{path}: is damaged ({what}); it was left as it is; {advice_on(path, into=into)}"
