"""Whether a path can be opened as a database: what is seen from outside, which SQLite would say less clearly."""

import os
from pathlib import Path

from digest.errors import StoreError
from digest.store.files import wal_of
from digest.store.opening.advice import advice_on
from digest.store.opening.faults import damaged, reached
from digest.store.opening.header import missing_bytes, read_header


@reached()
def look_at(path: Path) -> None:
    """Raise StoreError for a path at which no database of ours can lie; make its folder where that is absent."""
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
    missing = missing_bytes(path, header)
    wal = wal_of(path)
    # With a WAL beside it the file may be behind.
    if missing and not (wal.exists() and wal.stat().st_size):
        raise StoreError(damaged(path, f"{missing:,} bytes are missing at its end"))
