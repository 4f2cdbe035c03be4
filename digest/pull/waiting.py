"""Bodies that wait for their readers: in memory while they are small and few, else on disk."""

import hashlib
from collections.abc import Iterable
from functools import cache
from tempfile import SpooledTemporaryFile, gettempdir

from digest.causes import Cause
from digest.errors import FetchError

# A body larger than this waits on disk.
_SMALL = 128 * 1024
# What all waiting bodies may take of memory and of disk. When that much of the disk is taken, large ones are turned
# away: a few hundred hosts with ten MiB each would fill a small disk, or memory where the disk is made of it.
_ROOM, _DISK = 4 * 1024 * 1024, 512 * 1024 * 1024
_LARGE = 1024 * 1024
# Read at a time where a body need not be in memory as a whole.
_STEP = 128 * 1024


class Room:
    """The memory and the disk in which bodies wait."""

    def __init__(self, memory: int = _ROOM, disk: int = _DISK) -> None:
        self.memory = memory
        """What is left of it, as of the disk."""
        self.disk = disk


class WaitingBody:
    """A body that waits for its reader."""

    def __init__(self, room: Room) -> None:
        self._file = SpooledTemporaryFile()  # noqa: SIM115 - closed with its last holder
        self._room = room
        self.is_on_disk = False
        self.size = 0

    def write(self, piece: bytes) -> None:
        """Add a piece; raise FetchError for a large body when bodies take up all the disk that they may."""
        if not self.is_on_disk and not self._fits_in_memory(len(piece)) and _has_disk():
            self._move_to_disk()
        if self.is_on_disk and self.size > _LARGE and self._room.disk < len(piece):
            raise FetchError(Cause.MANY_WAIT)
        self._take(len(piece))
        self._file.write(piece)

    def write_all(self, pieces: Iterable[bytes]) -> None:
        """Write pieces without holding on to any: a loop that awaits the next one would hold the last."""
        for piece in pieces:
            self.write(piece)

    def read(self) -> bytes:
        self._file.seek(0)
        return self._file.read()

    def hash(self) -> str:
        """Return what tells this body from others; a large one is not taken into memory for it."""
        self._file.seek(0)
        hashed = hashlib.sha256()
        while piece := self._file.read(_STEP):
            hashed.update(piece)
        return hashed.hexdigest()[:32]

    def _fits_in_memory(self, more: int) -> bool:
        return self.size + more <= _SMALL and more <= self._room.memory

    def _move_to_disk(self) -> None:
        self._file.rollover()
        self._room.memory += self.size
        self._room.disk -= self.size
        self.is_on_disk = True

    def _take(self, size: int) -> None:
        self.size += size
        if self.is_on_disk:
            self._room.disk -= size
        else:
            self._room.memory -= size

    def __del__(self) -> None:
        self._file.close()
        self._take(-self.size)


@cache
def _has_disk() -> bool:
    """Say whether there is a place for temporary files. Some containers have none; bodies then stay in memory."""
    try:
        gettempdir()
    except FileNotFoundError:
        return False
    return True
