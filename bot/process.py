"""What `parallax run` runs: started in order, kept going by the clock, ended in the opposite order."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from bot.chat import Chat
from bot.commands import Commands
from bot.housekeeping import keep_house
from bot.jobs import Jobs
from bot.logs import LoggedBugs, log
from bot.post.deliver import Deliverer
from bot.post.rounds import Rounds
from bot.pulling import Pulling
from bot.pulse import PULSE_S, Pulse
from bot.standing import Standing
from bot.web.access import Access
from bot.web.server import WebServer
from bot.worker import Worker
from digest.clock import utc_now
from digest.errors import ParallaxError, StoreError
from digest.model.place import Platform
from digest.pull.fetch import Fetcher
from digest.store import Database, Store
from digest.store import channels as channel_store
from digest.store import deliveries as outbox
from digest.store import subscriptions as subscription_store
from digest.tell.slots import next_slot

# How often we look for feeds that are due; their own intervals are minutes and hours.
PULL_TICK_S = 20
# How often the outbox is looked through; a slot's own wake-up comes the second it falls due.
DELIVER_TICK_S = 3
COMPOSE_TICK_S = 5
# How often what another process left half-way is taken up.
RECOVER_S = 60
HOUSEKEEPING_S = 6 * 3600
# How long a digest that is due at the start waits for the first pull.
FIRST_PULL_S = 120.0
# A host kills what has not ended ten seconds after SIGTERM: what is in hand, then the platforms, then the children
# have so long, and a busy machine has the rest.
LAST_WORDS_S = 3.0
CLOSE_S = 2.5
CHILDREN_S = 1.5


@dataclass(frozen=True)
class Parallax:
    """The program, put together by `bot.app`; `run` brings it to life."""

    store: Store
    standing: Standing
    children: Sequence[Worker]
    fetcher: Fetcher
    access: Access
    web: WebServer
    chats: Mapping[Platform, Chat]
    commands: Commands
    jobs: Jobs
    pulling: Pulling
    rounds: Rounds
    deliverer: Deliverer
    pulse: Pulse
    keep_days: int

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set; then finish what is in hand and close everything."""
        async with AsyncExitStack() as house:
            hurrying = asyncio.create_task(self._hurry_at(stop))
            house.push_async_callback(_end, [hurrying])
            try:
                await self._start(house)
            except StoreError:
                # Another process keeps the database; who is to end does not wait for it.
                if not stop.is_set():
                    raise
            await stop.wait()

    async def _start(self, house: AsyncExitStack) -> None:
        house.push_async_callback(self._close_children)
        await self.access.remember(self.store)
        await house.enter_async_context(self.fetcher)
        await self.web.start()
        house.push_async_callback(self.web.close)
        await self.store.write_durably(_begin, utc_now())
        started = [asyncio.create_task(self._keep_up(chat)) for chat in self.chats.values()]
        house.push_async_callback(_end, started)
        house.push_async_callback(self._close_chats)
        await self.standing.read_feeds()
        await self.standing.read_subscriptions()
        # A first slot that was over by then is told at once, and is not late.
        await self.store.write(subscription_store.take_on, self.standing.subscriptions(), utc_now())
        self._say_what_is_on()
        self._plan()
        self.jobs.start()
        house.push_async_callback(self.jobs.stop, LAST_WORDS_S)

    async def _hurry_at(self, stop: asyncio.Event) -> None:
        await stop.wait()
        log().info("stopping")
        self.store.hurry(LAST_WORDS_S)

    def _plan(self) -> None:
        self.jobs.every(PULL_TICK_S, "pull", self.pulling.pull)
        self.jobs.every(COMPOSE_TICK_S, "compose", self._compose)
        for platform in self.chats:
            # A platform that hangs keeps no other waiting.
            self.jobs.every(DELIVER_TICK_S, f"deliver to {platform}", partial(self._deliver, platform))
        self.jobs.every(RECOVER_S, "recover", self.deliverer.recover)
        self.jobs.every(PULSE_S, "pulse", self.pulse.beat)
        self.jobs.every(HOUSEKEEPING_S, "housekeeping", self._keep_house)

    async def _compose(self) -> None:
        # What was published while we were down is news for the digest that is due now.
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_PULL_S):
                await self.pulling.has_been.wait()
        await self.standing.read_subscriptions()
        for platform in await self.rounds.compose(self.standing.subscriptions(), utc_now()):
            await self._deliver(platform)
        self._wake_for_next()

    async def _deliver(self, platform: Platform) -> None:
        """Begin a round beside the last one, which may wait for one channel for minutes: no other waits with it."""
        deliver = partial(self.deliverer.deliver_due, platform=platform)
        self.jobs.at(utc_now(), f"deliver at once to {platform}", deliver)

    def _wake_for_next(self) -> None:
        """Have the next slot of all looked at the second it falls due."""
        now = utc_now()
        slots = [next_slot(subscription, now) for subscription in self.standing.subscriptions()]
        if due := min((slot.due for slot in slots if slot), default=None):
            self.jobs.at(due, "next slot", self._compose)

    async def _keep_house(self) -> None:
        await keep_house(self.store, self.keep_days, utc_now())

    async def _keep_up(self, chat: Chat) -> None:
        """Start a platform; one that cannot start says so in its health and leaves the others running."""
        with LoggedBugs(platform=chat.platform):
            try:
                await chat.start(self.commands)
            except ParallaxError as error:
                log().error("platform is off", platform=str(chat.platform), reason=str(error))

    def _say_what_is_on(self) -> None:
        subscriptions = self.standing.subscriptions()
        for platform in (Platform.SLACK, Platform.DISCORD):
            if platform not in self.chats:
                is_wanted = any(one.platform is platform for one in subscriptions)
                log().log(
                    logging.WARNING if is_wanted else logging.INFO,
                    "platform is off",
                    platform=str(platform),
                    reason="its tokens are not set, or not all; `parallax doctor` names them",
                )
        log().info(
            "running",
            feeds=len(self.standing.feeds_on()),
            subscriptions=len(subscriptions),
            page=f"http://127.0.0.1:{self.web.port}",
        )

    async def _close_chats(self) -> None:
        await asyncio.gather(*map(_close, self.chats.values()))

    async def _close_children(self) -> None:
        # They are killed at once; that they are gone is waited for, but not for long.
        with suppress(TimeoutError):
            async with asyncio.timeout(CHILDREN_S):
                await asyncio.gather(*(child.close() for child in self.children))


def _begin(db: Database, now: datetime) -> None:
    """Take up what a crash left, and try again the channels that refused us: a restart is how one asks for that."""
    outbox.recover(db, now)
    channel_store.switch_on(db)


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _close(chat: Chat) -> None:
    """Close a platform, but not at the cost of the others."""
    with LoggedBugs(platform=chat.platform):
        try:
            async with asyncio.timeout(CLOSE_S):
                await chat.close()
        except TimeoutError:
            log().warning("cut off", platform=str(chat.platform))
