"""Builds every object once and ties them together; the only place that does."""

import asyncio
import os
import random
import signal
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from bot.chat import Chat
from bot.commands import Commands
from bot.deliver import Deliverer
from bot.jobs import Jobs
from bot.logs import log
from bot.owed import Desk
from bot.web.health import Metrics, health_routes
from bot.web.server import WebServer
from bot.worker import Worker
from config.settings import Settings
from digest.clock import utc_now
from digest.errors import ParallaxError
from digest.model import Feed, Outcome, Platform, Subscription
from digest.pipeline import Line, Pull
from digest.pull.fetch import Fetcher
from digest.pull.guard import allowed_hosts
from digest.store import Store, lock
from digest.store import feeds as feed_store

# How often we look for feeds that are due; their own intervals are minutes and hours.
PULL_TICK_S = 20
# How often the ledger is looked through for parts that wait; a new digest is sent at once.
DELIVER_TICK_S = 5
# A process host kills what has not ended ten seconds after SIGTERM.
LAST_WORDS_S = 8.0


@asynccontextmanager
async def opened_line(settings: Settings, db: Path) -> AsyncIterator[Line]:
    """The line for a command of one shot: its store, and a child that is started only if it is needed."""
    worker = Worker()
    with Store(db) as store:
        try:
            yield Line(store, worker.run, settings.knowledge)
        finally:
            await worker.close()


def fetcher(settings: Settings) -> Fetcher:
    pull = settings.team.pull
    return Fetcher(
        contact=settings.team.contact,
        allow=allowed_hosts(settings.environment.parallax_allow_hosts),
        host_interval=pull.host_interval.total_seconds(),
        host_at_once=pull.host_at_once,
    )


async def all_feeds(settings: Settings, store: Store) -> list[Feed]:
    """Return the configured feeds and those that were added; where ids meet, the configured one stands."""
    configured = {feed.id: feed for feed in settings.feeds}
    added = {feed.id: feed for feed in await store.read(feed_store.added)}
    return list((added | configured).values())


def chats_of(settings: Settings) -> dict[Platform, Chat]:
    """Return a chat for each platform that has its tokens; one that has none is off."""
    environment = settings.environment
    chats: dict[Platform, Chat] = {Platform.TERMINAL: TerminalChat()}
    if environment.slack_bot_token and (environment.slack_app_token or environment.slack_signing_secret):
        from bot.slack.client import SlackChat

        chats[Platform.SLACK] = SlackChat(
            bot_token=environment.slack_bot_token.get_secret_value(),
            app_token=_secret(environment.slack_app_token),
            signing_secret=_secret(environment.slack_signing_secret),
            api_url=environment.slack_api_url,
        )
    if environment.discord_token:
        from bot.discord.client import DiscordChat

        chats[Platform.DISCORD] = DiscordChat(token=environment.discord_token.get_secret_value())
    return chats


class Parallax:
    """Everything that `parallax run` runs: started in order, ended in the opposite one."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._worker = Worker()
        self._second_worker = Worker(idle_s=60)
        self._line = Line(store, self._worker.run, settings.knowledge)
        self._fetcher = fetcher(settings)
        self._rng = random.Random()
        self._chats = chats_of(settings)
        self._feeds: list[Feed] = list(settings.feeds)
        self._jobs = Jobs()
        self._metrics = Metrics()
        self._desk = Desk(
            store,
            settings.knowledge,
            {platform: chat.render for platform, chat in self._chats.items()},
            feeds=lambda: self._feeds,
            public_url=settings.team.public_url,
        )
        self._deliverer = Deliverer(store, self._chats)
        self._commands = Commands(settings, store, self._desk, self._second_worker.run)
        self._web = WebServer(self._routes(), port=settings.environment.port)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set; then finish what is in hand and close everything."""
        async with AsyncExitStack() as house:
            house.push_async_callback(self._worker.close)
            house.push_async_callback(self._second_worker.close)
            await house.enter_async_context(self._fetcher)
            await self._web.start()
            house.push_async_callback(self._web.close)
            chats = [asyncio.create_task(self._keep_up(chat)) for chat in self._chats.values()]
            house.push_async_callback(_end, chats)
            for chat in self._chats.values():
                house.push_async_callback(chat.close)
            self._say_what_is_on()
            self._jobs.every(PULL_TICK_S, "pull", self._pull)
            self._jobs.every(DELIVER_TICK_S, "deliver", self._deliver)
            self._jobs.start()
            house.callback(self._jobs.stop)
            await stop.wait()
            log().info("stopping")
            self._jobs.stop()
            await self._deliverer.finish()

    async def _keep_up(self, chat: Chat) -> None:
        """Start a platform; one that cannot start says so in its health and leaves the others running."""
        try:
            await chat.start(self._commands)
        except ParallaxError as error:
            log().error("platform is off", platform=str(chat.platform), reason=str(error))
        except Exception:  # noqa: BLE001 - a bug in one adapter must not take the other down
            log().error("failed", platform=str(chat.platform), exc_info=True)

    async def _pull(self) -> None:
        self._feeds = await all_feeds(self._settings, self._store)
        now = utc_now()
        pull = Pull(now, self._rng, self._settings.team.pull.interval)
        on = [feed for feed in self._feeds if feed.on]
        await self._line.pull(self._fetcher, on, pull, seen=self._note_pull)

    def _note_pull(self, outcome: Outcome) -> None:
        if outcome.state is PullState.SKIPPED:
            return
        self._metrics.pulls.labels(str(outcome.state)).inc()
        failed = outcome.state in (PullState.FAILING, PullState.GONE, PullState.REFUSED)
        line = log().warning if failed else log().info
        line("pulled", feed=outcome.feed, state=str(outcome.state), new=outcome.new, reason=outcome.reason)

    async def _deliver(self) -> None:
        now = utc_now()
        for subscription in self._settings.subscriptions:
            if subscription.platform not in self._chats:
                continue
            owed = await self._desk.compose(subscription, now)
            if owed.is_new and owed.digest:
                log().info("composed", digest=owed.digest.id, subscription=subscription.name, late=owed.digest.late)
        await self._deliverer.deliver_due()
        self._wake_for_next()

    def _wake_for_next(self) -> None:
        """Have the next slot of all looked at the second it falls due."""
        now = utc_now()
        slots = [next_slot(subscription, now) for subscription in self._settings.subscriptions]
        if due := min((slot.due for slot in slots if slot), default=None):
            self._jobs.at(due, "next slot", self._deliver)

    def _routes(self) -> list[web.AbstractRouteDef]:
        checks = {"scheduler": self._jobs.health, "store": self._store.health}
        checks |= {str(platform): chat.health for platform, chat in self._chats.items()}
        routes: list[web.AbstractRouteDef] = [*health_routes(checks, self._metrics.registry)]
        slack = self._chats.get(Platform.SLACK)
        if slack is not None and slack.takes_http:
            routes.append(web.post("/slack/events", slack.handle))
        return routes

    def _say_what_is_on(self) -> None:
        for platform in (Platform.SLACK, Platform.DISCORD):
            if platform not in self._chats:
                log().info("platform is off", platform=str(platform), reason="its tokens are not set")
        log().info(
            "running",
            feeds=sum(feed.on for feed in self._feeds),
            subscriptions=len(self._settings.subscriptions),
            page=f"port {self._web.port}",
        )


async def run_until_stopped(settings: Settings, db: Path) -> None:
    """Run everything until SIGTERM or SIGINT; raise StoreError when another run has the database."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with lock(db), Store(db) as store:
        store.open(check=True)
        await Parallax(settings, store).run(stop)
    log().info("stopped")
