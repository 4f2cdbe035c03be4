"""One `run` at a time: the lock of a database."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from digest.errors import StoreError
from digest.store.files import beside, real_path

LOCK = ".lock"
# Databases whose lock this process has: the system would refuse it a second time.
_ours: set[Path] = set()


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the database for one `run`; raise StoreError when another process holds it.

    The lock dies with its process, however that ends; commands of one shot do not ask for it.
    """
    # By its own name: through a link, two runs would each lock a name and share a file.
    place = real_path(path)
    file = beside(place, LOCK)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # Not emptied when opened: until the lock is ours, it holds the other's number.
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(
            f"{file}: cannot be written ({error.strerror}); name another place with --db"
        ) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(
                f"{path}: another `parallax run` is using it{_holder(handle)}; end that one first"
            ) from None
        # On a full disk there is no room for our number, of which the lock has no need.
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, str(os.getpid()).encode())
        _ours.add(place)
        try:
            yield
        finally:
            _ours.discard(place)
    finally:
        os.close(handle)


def check_not_running(path: Path) -> None:
    """Raise StoreError when another process's `run` holds the database: its tables may not change beneath it."""
    place = real_path(path)
    if place in _ours:
        return
    try:
        handle = os.open(beside(place, LOCK), os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        # Shared, so that two that look at once do not take each other for a run.
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StoreError(
            f"{path}: an older `parallax run` is using it{_holder(handle)}; end that one first, for the tables"
            " are to be brought up to date"
        ) from None
    finally:
        os.close(handle)


def _holder(handle: int) -> str:
    number = os.read(handle, 32).decode(errors="replace").strip()
    return f" (process {number})" if number.isdigit() else ""
