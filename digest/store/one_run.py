"""One `run` at a time: the lock of a database."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from digest.errors import StoreError
from digest.store.opened import real


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the database for one `run`; raise StoreError when another process holds it.

    The lock dies with its process, however that ends; commands of one shot do not ask for it.
    """
    # By its own name: through a link, two runs would each lock a name and share a file.
    place = real(path)
    beside = place.with_name(place.name + ".lock")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        # Not emptied when opened: until the lock is ours, it holds the other's number.
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"{beside}: cannot be written ({error.strerror})") from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = os.read(handle, 32).decode(errors="replace").strip()
            who = f" (process {other})" if other.isdigit() else ""
            raise StoreError(f"{path}: another `parallax run` is using it{who}; end that one first") from None
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        yield
    finally:
        os.close(handle)
