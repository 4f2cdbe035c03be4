"""When a host may be asked, and by how many requests at once. A request that waits for its turn holds nothing else."""

import asyncio
import resource
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from digest.causes import Cause
from digest.errors import FetchError

# Requests at once over all hosts. One that has waited this long for its answer is no longer counted, so that hosts that
# hang do not occupy all the places.
_AT_ONCE, _GRACE_S = 32, 1.0
# All requests at once, those that hang included. Each costs little memory but a socket, and one more file if its body
# is large; so there is at most one for every three files that the system lets us open.
_MOST_OPEN, _SHARE_OF_FILES = 320, 3
# Hosts whose turns are remembered; articles bring ever new ones.
_MOST_HOSTS = 500


def most_open() -> int:
    """Return how many requests may be open at once, also of those that hang."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST_OPEN if files < 0 else max(_AT_ONCE, min(_MOST_OPEN, files // _SHARE_OF_FILES))


class Turns:
    """The turns of all hosts."""

    def __init__(self, interval: float, at_once: int) -> None:
        """`interval` is in seconds, between two requests to one host; `at_once` is for one host. 0 switches it off."""
        self._interval = interval
        self._at_once = at_once
        self._hosts: dict[str, _Host] = {}
        self._open = asyncio.Semaphore(most_open())
        self._room = asyncio.Semaphore(_AT_ONCE)

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """Wait for one of the host's places, for its turn, and for one of the places over all hosts.

        Raise FetchError for a host that asked us to come later.
        """
        host = self._host(name)
        host.users += 1
        try:
            async with host.room, self._in_time(host):
                yield
        finally:
            host.users -= 1

    def leave_in_peace(self, name: str, seconds: float) -> None:
        """Ask a host for nothing for so long."""
        host = self._host(name)
        host.peace_until = max(host.peace_until, time.monotonic() + seconds)

    def waits(self) -> dict[str, float]:
        """Return the hosts that are left alone, each with the seconds that it still wants."""
        now = time.monotonic()
        return {name: host.peace_until - now for name, host in self._hosts.items() if host.peace_until > now}

    @asynccontextmanager
    async def _in_time(self, host: "_Host") -> AsyncIterator[None]:
        async with host.gate:
            await asyncio.sleep(max(0.0, host.free_at - time.monotonic()))
            host.check_peace()
            # Within the gate, for a turn counts from when it is taken.
            place = await self._place()
            host.free_at = time.monotonic() + self._interval
        try:
            yield
        finally:
            place.give_back()

    async def _place(self) -> "_Place":
        await self._open.acquire()
        try:
            await self._room.acquire()
        except BaseException:
            self._open.release()
            raise
        return _Place(self._open, self._room)

    def _host(self, name: str) -> "_Host":
        if name not in self._hosts:
            if len(self._hosts) >= _MOST_HOSTS:
                now = time.monotonic()
                self._hosts = {known: host for known, host in self._hosts.items() if host.is_awaited(now)}
            self._hosts[name] = _Host(self._at_once)
        return self._hosts[name]


class _Host:
    """When a host may be asked next, and by how many at once."""

    def __init__(self, at_once: int) -> None:
        self.room = asyncio.Semaphore(at_once or _MOST_OPEN)
        self.gate = asyncio.Lock()
        self.free_at = 0.0
        self.peace_until = 0.0
        """Until when it asked to be left alone."""
        self.users = 0

    def check_peace(self) -> None:
        """Raise FetchError while it wants to be left alone."""
        if (left := self.peace_until - time.monotonic()) > 0:
            raise FetchError(Cause.COME_LATER, retry_after=left, unasked=True)

    def is_awaited(self, now: float) -> bool:
        return self.users > 0 or max(self.free_at, self.peace_until) > now


class _Place:
    """One of the places over all hosts: given back at the end, but for its socket already after a while."""

    def __init__(self, open_: asyncio.Semaphore, room: asyncio.Semaphore) -> None:
        self._open = open_
        self._room: asyncio.Semaphore | None = room
        self._timer = asyncio.get_running_loop().call_later(_GRACE_S, self._let_next)

    def _let_next(self) -> None:
        if self._room:
            self._room.release()
            self._room = None

    def give_back(self) -> None:
        self._timer.cancel()
        self._let_next()
        self._open.release()
