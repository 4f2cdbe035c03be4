"""How a child process is started that is the only one to read its pipe."""

from multiprocessing.context import SpawnContext
from typing import Any


class Alone(SpawnContext):
    """Starts it anew (`spawn`), also where the system has no locks between processes.

    They lie in /dev/shm, which some containers do not have, and elsewhere may be full. The pool guards with them the
    pipe that all its children read from; ours has one.
    """

    def RLock(self) -> Any:  # noqa: N802 - the name that it has
        try:
            return super().RLock()
        except OSError:
            return Unlocked()


class Unlocked:
    """A lock that nobody else could want."""

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        return True

    def release(self) -> None:
        """Nobody waits for it."""
