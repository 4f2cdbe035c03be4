"""Bodies that wait for their readers: in memory while they are small and few, else on disk."""

import hashlib
from collections.abc import Iterable
from functools import cache
from tempfile import SpooledTemporaryFile, gettempdir

# A body larger than this waits on disk.
_SMALL = 128 * 1024
# What all of them may take of memory together.
_ROOM = 8 * 1024 * 1024
# Read at a time where a body need not be in memory as a whole.
_STEP = 128 * 1024


class Room:
    """The memory in which bodies wait."""

    def __init__(self, size: int = _ROOM) -> None:
        self._left = size

    def take(self, size: int) -> bool:
        """Take so much, if that is left."""
        if has_it := size <= self._left:
            self._left -= size
        return has_it

    def give_back(self, size: int) -> None:
        self._left += size


class Kept:
    """A body that waits for its reader."""

    def __init__(self, room: Room) -> None:
        self._file = SpooledTemporaryFile()  # noqa: SIM115 - closed with its last holder
        self._room = room
        self._taken = 0
        self.is_on_disk = False
        self.size = 0

    def write(self, piece: bytes) -> None:
        self.size += len(piece)
        if not self.is_on_disk:
            self._make_room(len(piece))
        self._file.write(piece)

    def write_all(self, pieces: Iterable[bytes]) -> None:
        """Write pieces of which none is held on to, as one would be in a loop that awaits the next."""
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

    def _make_room(self, size: int) -> None:
        if self.size <= _SMALL and self._room.take(size):
            self._taken += size
        elif _has_disk():
            self._file.rollover()
            self.is_on_disk = True
            self._room.give_back(self._taken)
            self._taken = 0

    def __del__(self) -> None:
        self._file.close()
        self._room.give_back(self._taken)


@cache
def _has_disk() -> bool:
    """False where nothing may be written to, as in some containers: then no body is too large for memory."""
    try:
        gettempdir()
    except FileNotFoundError:
        return False
    return True
