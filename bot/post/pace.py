"""How fast a platform is written to: so many at once, so many a second, one a second to a channel.

All of it goes by the monotonic clock: what the wall clock does changes no wait.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from digest.model.place import Platform


class Pace:
    """Gives turns. Without arguments it holds up nobody."""

    def __init__(
        self,
        *,
        at_once: int = 1_000_000,
        a_second: float = 0,
        channel_s: float = 0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`a_second`: turns begun at most, 0 for no limit; `channel_s`: between two turns of one channel."""
        self._clock = clock
        self._room = asyncio.Semaphore(at_once)
        self._gap = 1 / a_second if a_second else 0.0
        self._channel_s = channel_s
        self._next = 0.0
        self._next_of: dict[str, float] = {}
        self._held_until: dict[str, float] = {}

    def is_held(self, team: str) -> bool:
        return self._clock() < self._held_until.get(team, 0.0)

    def hold(self, team: str, seconds: float) -> None:
        """Give a team no turn for so long: the platform has asked for it.

        Slack counts by workspace; a limit of the whole bot's on Discord is kept by its library.
        """
        self._held_until[team] = max(self._held_until.get(team, 0.0), self._clock() + seconds)

    @asynccontextmanager
    async def turn(self, channel: str) -> AsyncIterator[None]:
        """Wait for a turn, and hold it while it is used."""
        async with self._room:
            now = self._clock()
            start = max(now, self._next, self._next_of.get(channel, 0.0))
            self._next = max(now, self._next) + self._gap
            self._next_of = {key: until for key, until in self._next_of.items() if until > now}
            self._next_of[channel] = start + self._channel_s
            await asyncio.sleep(start - now)
            yield


def paces() -> dict[Platform, Pace]:
    """Return a pace a platform, well within what each documents."""
    return {
        # One message a second to a channel, and a cap on the workspace that is not documented.
        Platform.SLACK: Pace(at_once=8, a_second=10, channel_s=1.0),
        # 50 requests a second to a bot, and buckets that discord.py itself keeps.
        Platform.DISCORD: Pace(at_once=8, a_second=20, channel_s=1.0),
    }
