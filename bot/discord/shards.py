"""The connections of a bot that is in many servers: how many, whose turn it is, what comes over which, and which stand.

Each is a client of its own, so that one that breaks is made again by itself, and the others never hear of it. The
library's own client for several makes them again one after the other and waits for the slowest, tries one that fails at
first for ever with a traceback each time, and keeps the servers that removed the bot while a connection was away.
"""

import asyncio
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

import discord

# Discord lets a bot begin a thousand connections in a day, and resets its token past them: one that is started again
# and again is there in some hours.
SPARED = 50
# Waits between two tries to connect at all, in seconds; the last one is kept to.
PATIENCE_S = (5, 15, 60, 300)
# Discord takes the next connection of a turn five seconds after the one before; ours may be less long under way.
BEGINS_EVERY_S = 5.5
# One that does not stand so long after its turn has come is missed; before, it is on its way.
STANDS_WITHIN_S = 60.0
# The library sleeps no longer than this for a rate limit; a longer wait is the outbox's to keep. The library may sleep
# six times for one request, and if it were cut off while it sleeps for a limit on the whole bot, no request would
# ever get through again.
LONGEST_SLEEP_S = 10.0
# What lies above these bits of a server's id is the time at which it was made. By it Discord deals the servers out.
_DEALT_ABOVE = 22
# A cancelled connection ends at once; one that has not ended after this time did not notice.
_HEARD_S = 0.5


@dataclass(frozen=True, slots=True)
class Allowance:
    """What Discord says of the connections that the bot may begin; one, where it does not say."""

    shards: int = 1
    at_once: int = 1
    left: int | None = None
    """How many may still be begun today; None where it does not say."""

    @property
    def is_spent(self) -> bool:
        return self.left is not None and self.left - self.shards < SPARED


async def allowed_to(client: discord.Client) -> Allowance:
    try:
        shards, _, starts = await client.http.get_bot_gateway()
        return Allowance(shards, starts["max_concurrency"], starts["remaining"])
    except (discord.GatewayNotFound, KeyError):
        return Allowance()


class Turns:
    """Keeps those apart that are begun, or begun anew: Discord refuses one that comes too soon after another."""

    def __init__(self, at_once: int = 1) -> None:
        self._at_once = at_once
        self._taken = [asyncio.Lock() for _ in range(at_once)]
        self._next = [0.0] * at_once

    async def take(self, number: int) -> None:
        turn = number % self._at_once
        async with self._taken[turn]:
            await asyncio.sleep(self._next[turn] - time.monotonic())
            self._next[turn] = time.monotonic() + BEGINS_EVERY_S

    def wait_of(self, number: int) -> float:
        """Return how long to wait before connecting at all: the library gives up on a turn that takes a minute."""
        return number // self._at_once * BEGINS_EVERY_S


class Shard(discord.Client):
    """One connection; the only one, until Discord was asked how many it wants."""

    def __init__(self) -> None:
        # The library warns at each start of what it lacks for voice, which we do not use.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        # As an option it would be half a minute at least.
        self.http.max_ratelimit_timeout = LONGEST_SLEEP_S
        self._turns = Turns()

    def be(self, number: int, count: int, turns: Turns) -> None:
        """Say which of how many it is, before it connects."""
        self.shard_id, self.shard_count = number, count
        # As the library's own client for several does it.
        self._connection.shard_count = count
        self._turns = turns

    @property
    def number(self) -> int:
        return self.shard_id or 0

    @property
    def count(self) -> int:
        return self.shard_count or 1

    def hears_of(self, server: int) -> bool:
        return (server >> _DEALT_ABOVE) % self.count == self.number

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        # The library tells that it is ready seconds after it was, also where it was closed meanwhile, and stumbles.
        if not self.is_closed():
            super().dispatch(event, *args, **kwargs)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await super().before_identify_hook(shard_id, initial=initial)
        await self._turns.take(self.number)

    async def stay(self) -> None:
        """Connect, and stay connected until Discord wants it no more."""
        await asyncio.sleep(self._turns.wait_of(self.number))
        tries = 0
        while not await self._was_connected():
            await asyncio.sleep(patience(tries))
            tries += 1

    async def _was_connected(self) -> bool:
        try:
            await self.connect(reconnect=True)
        except AttributeError:
            # Where not even the first connection was made, the library stumbles over having none to go on with.
            if self.ws is not None:
                raise
            return False
        return True


def patience(tries: int) -> float:
    """Return how long to wait before another try."""
    return PATIENCE_S[min(tries, len(PATIENCE_S) - 1)]


class Shards:
    """All connections of one try. The first makes the requests, too."""

    def __init__(self, make: Callable[[], Shard]) -> None:
        self._make = make
        self.all = [make()]
        self._up: set[int] = set()
        # By when those are to stand that have not stood yet.
        self._awaited: dict[int, float] = {}
        self._held: list[asyncio.Future[None]] = []

    @property
    def first(self) -> Shard:
        return self.all[0]

    @property
    def up_now(self) -> int:
        return len(self._up)

    @property
    def are_all_up(self) -> bool:
        return len(self._up) == len(self.all)

    @property
    def is_any_up(self) -> bool:
        return bool(self._up) and not self.first.is_closed()

    @property
    def is_any_missed(self) -> bool:
        """True when one has broken, or does not stand in time."""
        now = time.monotonic()
        down = set(range(len(self.all))) - self._up
        return any(self._awaited.get(number, now) <= now for number in down)

    def up(self, number: int) -> None:
        self._up.add(number)
        self._awaited.pop(number, None)

    def down(self, number: int) -> None:
        self._up.discard(number)

    def channel(self, id_: int) -> object:
        """Return what any of them has told of a channel."""
        return next(filter(None, (shard.get_channel(id_) for shard in self.all)), None)

    async def hold(self, allowed: Allowance, token: str) -> None:
        """Keep them all, of which the first is logged in, until one ends for good; raise what it ended with."""
        self.all += [self._make() for _ in range(1, allowed.shards)]
        turns = Turns(allowed.at_once)
        for number, shard in enumerate(self.all):
            shard.be(number, allowed.shards, turns)
        # Before any connects: where a login fails, none is begun in vain.
        for shard in self.all[1:]:
            await shard.login(token)
        now = time.monotonic()
        self._awaited = {
            shard.number: now + turns.wait_of(shard.number) + STANDS_WITHIN_S for shard in self.all
        }
        self._held = [asyncio.ensure_future(shard.stay()) for shard in self.all]
        await asyncio.gather(*self._held)

    async def end(self) -> None:
        await end(self._held)

    async def close(self) -> None:
        await asyncio.gather(*(shard.close() for shard in self.all))


async def end(tasks: Collection[asyncio.Future[None]]) -> None:
    """Cancel what is going on until it has ended: before Python 3.12 a cancellation can be lost."""
    while going := [task for task in tasks if not task.done()]:
        for task in going:
            task.cancel()
        await asyncio.wait(going, timeout=_HEARD_S)
