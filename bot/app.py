"""Builds every object once and ties them together; the only place that does."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from aiohttp import web

from bot.alerts import Alerts
from bot.amending import Amending
from bot.archive import archive_of
from bot.chat import Chat
from bot.commands import Commands
from bot.deliver import Deliverer
from bot.following import Following
from bot.housekeeping import keep_house
from bot.jobs import Jobs
from bot.line import all_feeds, fetcher
from bot.logs import log
from bot.metrics import Metrics
from bot.outgoing import Outbox
from bot.owed import Desk
from bot.platforms import Memory, TakesHttp, chats_of, renderers_of, secret_of
from bot.pulse import PULSE_S, Pulse
from bot.readers import admin_of, all_subscriptions
from bot.rounds import Rounds
from bot.troubles import TroubleDesk
from bot.watch import Watch
from bot.web.access import Access
from bot.web.health import health_routes
from bot.web.pages import Pages
from bot.web.server import WebServer
from bot.web.site import Site
from bot.words.call import read_reader
from bot.worker import Worker
from config.settings import Settings
from digest.clock import utc_now
from digest.errors import ParallaxError
from digest.model import Feed, Outcome, Platform, PullState, Subscription
from digest.pipeline import Line, Look, Pull
from digest.store import Database, Store, lock
from digest.store import deliveries as ledger
from digest.tell.shelf import digest_path
from digest.tell.slots import next_slot

# How often we look for feeds that are due; their own intervals are minutes and hours.
PULL_TICK_S = 20
# How often the ledger is looked through; a slot's own wake-up comes the second it falls due.
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
# The child that draws charts is ended when nobody has asked for one for so long.
CHARTS_IDLE_S = 60.0


@asynccontextmanager
async def opened_site(settings: Settings, db: Path, *, now: datetime) -> AsyncIterator[Site]:
    """The archive's pages for a command of one shot."""
    worker = Worker()
    with Store(db) as store:
        feeds = await all_feeds(settings, store)
        readers = await all_subscriptions(settings, store)
        try:
            yield _site(
                settings,
                store,
                worker,
                feeds=lambda: feeds,
                subscriptions=lambda: readers,
                now=lambda: now,
            )
        finally:
            await worker.close()


def _site(
    settings: Settings,
    store: Store,
    charts: Worker,
    *,
    feeds: Callable[[], Sequence[Feed]],
    subscriptions: Callable[[], Sequence[Subscription]],
    now: Callable[[], datetime] = utc_now,
) -> Site:
    return Site(
        store=store,
        archive=archive_of(settings, store, charts.run),
        knowledge=settings.knowledge,
        run=charts.run,
        languages=settings.team.languages,
        voice=settings.team.voice,
        feeds=feeds,
        subscriptions=subscriptions,
        now=now,
    )


class Parallax:
    """Everything that `parallax run` runs: started in order, ended in the opposite one."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._worker = Worker()
        self._line = Line(store, self._worker.run, settings.knowledge)
        self._fetcher = fetcher(settings)
        self._rng = random.Random()
        self._chats = chats_of(settings, store)
        self._feeds: list[Feed] = list(settings.feeds)
        self._subscriptions: list[Subscription] = list(settings.subscriptions)
        self._pulled = asyncio.Event()
        self._jobs = Jobs()
        self._metrics = Metrics()
        environment, public_url = settings.environment, settings.team.public_url
        self._access = Access(
            secret=secret_of(environment.parallax_secret_key),
            password=secret_of(environment.parallax_web_password),
            public_url=public_url,
        )
        # Charts have a child of their own, ended when idle: a reader never queues behind pulls.
        self._charts = Worker(idle_s=CHARTS_IDLE_S)
        self._pages = Pages(
            _site(
                settings,
                store,
                self._charts,
                feeds=lambda: self._feeds,
                subscriptions=lambda: self._subscriptions,
            ),
            self._access,
            public_url=public_url,
        )
        renderers = renderers_of(self._chats)
        self._desk = Desk(
            store,
            settings.knowledge,
            renderers,
            feeds=lambda: self._feeds,
            page=lambda digest, reader: self._access.link(digest_path(digest.id), reader.team),
        )
        admin = admin_of(settings)
        self._outbox = Outbox(store, renderers, admin)
        troubles = TroubleDesk(
            self._outbox, admin, voice=settings.team.voice, subscriptions=lambda: self._subscriptions
        )
        self._deliverer = Deliverer(store, self._chats, troubles=troubles, seen=self._metrics.tried)
        self._rounds = Rounds(self._desk, self._chats.keys(), composed=self._metrics.composed)
        self._amending = Amending(store, self._desk, renderers, lambda: self._subscriptions)
        self._alerts = Alerts(store, self._desk, renderers, lambda: self._subscriptions)
        self._following = Following(
            store, settings.knowledge, renderers, partial(read_reader, settings=settings)
        )
        self._pulse = Pulse(store)
        self._watch = Watch(store, renderers, admin, voice=settings.team.voice)
        self._commands = Commands(
            settings,
            store,
            self._desk,
            feeds=lambda: self._feeds,
            draw=self._charts.run,
            look=self._look,
            tell_admin=self._outbox.tell_admin,
            answered=self._metrics.answered,
        )
        self._web = WebServer(self._routes(), port=settings.environment.port)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set; then finish what is in hand and close everything."""
        async with AsyncExitStack() as house:
            house.push_async_callback(self._close_children)
            await self._access.remember(Memory(self._store))
            await house.enter_async_context(self._fetcher)
            await self._web.start()
            house.push_async_callback(self._web.close)
            await self._store.write_durably(_begin, utc_now())
            started = [asyncio.create_task(self._keep_up(chat)) for chat in self._chats.values()]
            house.push_async_callback(_end, started)
            house.push_async_callback(self._close_chats)
            self._subscriptions = await all_subscriptions(self._settings, self._store)
            self._say_what_is_on()
            self._jobs.every(PULL_TICK_S, "pull", self._pull)
            self._jobs.every(COMPOSE_TICK_S, "compose", self._compose)
            for platform in self._chats:
                # A platform that hangs keeps no other waiting.
                deliver = partial(self._deliverer.deliver_due, platform=platform)
                self._jobs.every(DELIVER_TICK_S, f"deliver to {platform}", deliver)
            self._jobs.every(RECOVER_S, "recover", self._deliverer.recover)
            self._jobs.every(PULSE_S, "pulse", self._pulse.beat)
            self._jobs.every(HOUSEKEEPING_S, "housekeeping", self._keep_house)
            self._jobs.start()
            house.push_async_callback(self._jobs.stop, LAST_WORDS_S)
            await stop.wait()
            log().info("stopping")

    async def _close_chats(self) -> None:
        await asyncio.gather(*map(_close, self._chats.values()))

    async def _close_children(self) -> None:
        # They are killed at once; that they are gone is waited for, but not for long.
        with suppress(TimeoutError):
            async with asyncio.timeout(CHILDREN_S):
                await asyncio.gather(self._worker.close(), self._charts.close())

    async def _keep_up(self, chat: Chat) -> None:
        """Start a platform; one that cannot start says so in its health and leaves the others running."""
        try:
            await chat.start(self._commands)
        except ParallaxError as error:
            log().error("platform is off", platform=str(chat.platform), reason=str(error))
        except Exception:  # noqa: BLE001 - a bug in one adapter must not take the other down
            log().error("failed", platform=str(chat.platform), exc_info=True)

    async def _look(self, url: str) -> Look:
        return await self._line.find_feed(self._fetcher, url, now=utc_now())

    async def _pull(self) -> None:
        self._feeds = await all_feeds(self._settings, self._store)
        now = utc_now()
        pull = Pull(now, self._rng, self._settings.team.pull.interval)
        on = [feed for feed in self._feeds if feed.on]
        try:
            outcomes = await self._line.pull(self._fetcher, on, pull, seen=self._note_pull)
        finally:
            self._pulled.set()
            await self._watch.look(on, now)
        if any(outcome.new or outcome.changed for outcome in outcomes):
            await self._amending.look(now)
            await self._alerts.look(now)
            await self._following.look(now)
        if self._settings.team.pull.articles and any(outcome.new for outcome in outcomes):
            await self._line.fetch_articles(self._fetcher, self._told_themes(), now=now)

    def _told_themes(self) -> list[str]:
        return list(dict.fromkeys(theme for one in self._subscriptions for theme in one.themes))

    def _note_pull(self, outcome: Outcome) -> None:
        if outcome.state is PullState.SKIPPED:
            return
        self._metrics.pulled(outcome)
        failed = outcome.state in (PullState.FAILING, PullState.GONE, PullState.REFUSED)
        line = log().warning if failed else log().info
        line("pulled", feed=outcome.feed, state=str(outcome.state), new=outcome.new, reason=outcome.reason)

    async def _compose(self) -> None:
        # What was published while we were down is news for the digest that is due now.
        with suppress(TimeoutError):
            async with asyncio.timeout(FIRST_PULL_S):
                await self._pulled.wait()
        self._subscriptions = await all_subscriptions(self._settings, self._store)
        for platform in await self._rounds.compose(self._subscriptions, utc_now()):
            deliver = partial(self._deliverer.deliver_due, platform=platform)
            self._jobs.at(utc_now(), f"deliver at once to {platform}", deliver)
        self._wake_for_next()

    async def _keep_house(self) -> None:
        await keep_house(self._store, self._settings.team.keep_days, utc_now())

    def _wake_for_next(self) -> None:
        """Have the next slot of all looked at the second it falls due."""
        now = utc_now()
        slots = [next_slot(subscription, now) for subscription in self._subscriptions]
        if due := min((slot.due for slot in slots if slot), default=None):
            self._jobs.at(due, "next slot", self._compose)

    def _routes(self) -> list[web.AbstractRouteDef]:
        checks = {
            "scheduler": self._jobs.health,
            "store": self._pulse.health,
            "deliveries": self._deliverer.health,
        }
        checks |= {str(platform): chat.health for platform, chat in self._chats.items()}
        routes: list[web.AbstractRouteDef] = [
            *health_routes(checks, self._metrics.registry, self._measure),
            *self._pages.routes(),
        ]
        for chat in self._chats.values():
            if isinstance(chat, TakesHttp):
                routes += chat.routes()
        return routes

    async def _measure(self) -> None:
        restarts = {"reading": self._worker.restarts, "charts": self._charts.restarts}
        on = [feed.id for feed in self._feeds if feed.on]
        await self._metrics.look(self._store, on, restarts, now=utc_now())

    def _say_what_is_on(self) -> None:
        for platform in (Platform.SLACK, Platform.DISCORD):
            if platform not in self._chats:
                log().info("platform is off", platform=str(platform), reason="its tokens are not set")
        log().info(
            "running",
            feeds=sum(feed.on for feed in self._feeds),
            subscriptions=len(self._subscriptions),
            page=f"port {self._web.port}",
        )


def _begin(db: Database, now: datetime) -> None:
    """Take up what a crash left, and try again the channels that refused us: a restart is how one asks for that."""
    ledger.recover(db, now)
    ledger.switch_on(db)


async def run_until_stopped(settings: Settings, db: Path) -> None:
    """Run everything until SIGTERM or SIGINT; raise StoreError when another run has the database."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with lock(db), Store(db).open(check=True) as store:
        await Parallax(settings, store).run(stop)
    log().info("stopped")


async def _end(tasks: Sequence[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _close(chat: Chat) -> None:
    """Close a platform, but not at the cost of the others."""
    try:
        async with asyncio.timeout(CLOSE_S):
            await chat.close()
    except TimeoutError:
        log().warning("cut off", platform=str(chat.platform))
    except Exception:  # noqa: BLE001 - a bug; it is logged whole, and the others go on
        log().error("failed", platform=str(chat.platform), exc_info=True)
