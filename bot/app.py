"""Builds every object once and ties them together; the only place that does."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.archive import archive_of
from bot.chat import Chat, Renderers
from bot.commands import Commands
from bot.jobs import Jobs
from bot.line import ended_by_sigterm, fetcher
from bot.logs import log
from bot.metrics import Metrics
from bot.platforms import TakesHttp, chats_of, renderers_of, secret_of
from bot.post.alerts import Alerts
from bot.post.amending import Amending
from bot.post.deliver import Deliverer
from bot.post.desk import Desk
from bot.post.following import Following
from bot.post.outgoing import Outbox
from bot.post.rounds import Rounds
from bot.post.troubles import TroubleDesk
from bot.post.watch import Watch
from bot.process import Parallax
from bot.pulling import Pulling
from bot.pulse import Pulse
from bot.standing import Standing
from bot.web.access import Access
from bot.web.health import health_routes
from bot.web.pages import Pages
from bot.web.server import WebServer
from bot.web.site import Site
from bot.words.call import House
from bot.worker import HELD_UP, Worker
from config.settings import Settings
from digest.clock import utc_now
from digest.model.place import Platform
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.store import Store, lock
from digest.tell.present.shelf import digest_path

# The child that draws charts is ended when nobody has asked for one for so long.
CHARTS_IDLE_S = 60.0


async def run_until_stopped(settings: Settings, db: Path) -> None:
    """Run everything until SIGTERM or SIGINT; raise StoreError when another run has the database."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    with lock(db), Store(db).open(check=True) as store:
        await build(settings, store).run(stop)
    log().info("stopped")


@dataclass(frozen=True)
class _Ground:
    """What the other objects stand on."""

    settings: Settings
    store: Store
    standing: Standing
    chats: Mapping[Platform, Chat]
    renderers: Renderers
    access: Access
    metrics: Metrics
    reading: Worker
    charts: Worker
    """Apart from `reading`, and ended when idle: a reader never queues behind pulls."""


def build(settings: Settings, store: Store) -> Parallax:
    """Return the program, ready to run."""
    chats = chats_of(settings, store)
    ground = _Ground(
        settings,
        store,
        Standing(settings, store),
        chats=chats,
        renderers=renderers_of(chats),
        access=_access(settings),
        metrics=Metrics(),
        reading=Worker(held_up=HELD_UP),
        charts=Worker(idle_s=CHARTS_IDLE_S),
    )
    desk = _desk(ground)
    outbox = Outbox(store, ground.renderers, settings.admin)
    deliverer = _deliverer(ground, outbox)
    fetching, jobs, pulse = fetcher(settings), Jobs(), Pulse(store)
    rounds = Rounds(desk, chats.keys(), composed=ground.metrics.composed)
    pulling = _pulling(ground, desk, outbox, fetching, rounds)
    routes = [*_health(ground, jobs, pulse, deliverer), *_routes(chats), *_pages(ground).routes()]
    return Parallax(
        store=store,
        standing=ground.standing,
        children=(ground.reading, ground.charts),
        fetcher=fetching,
        access=ground.access,
        web=WebServer(routes, port=settings.environment.port),
        chats=chats,
        commands=_commands(ground, desk, pulling, outbox),
        jobs=jobs,
        pulling=pulling,
        rounds=rounds,
        deliverer=deliverer,
        pulse=pulse,
        keep_days=settings.team.keep_days,
    )


def _desk(on: _Ground) -> Desk:
    return Desk(
        on.store,
        on.settings.knowledge,
        on.renderers,
        feeds=on.standing.feeds,
        page=lambda digest, reader: on.access.link(digest_path(digest.id), reader.team),
        began=utc_now(),
    )


def _deliverer(on: _Ground, outbox: Outbox) -> Deliverer:
    troubles = TroubleDesk(outbox, voice=on.settings.team.voice, subscriptions=on.standing.subscriptions)
    return Deliverer(on.store, on.chats, troubles=troubles, seen=on.metrics.tried)


def _pulling(on: _Ground, desk: Desk, outbox: Outbox, fetching: Fetcher, rounds: Rounds) -> Pulling:
    settings, store = on.settings, on.store
    subscriptions = on.standing.subscriptions
    return Pulling(
        settings,
        Line(store, on.reading.run, lambda: settings.knowledge),
        fetching,
        on.standing,
        watch=Watch(outbox, voice=settings.team.voice),
        tellers=(
            Amending(desk, subscriptions),
            Alerts(desk, subscriptions, rounds.have_been),
            Following(settings, store, on.renderers),
        ),
        pulled=on.metrics.pulled,
        rng=random.Random(),
    )


def _commands(on: _Ground, desk: Desk, pulling: Pulling, outbox: Outbox) -> Commands:
    house = House(
        on.settings,
        on.store,
        desk,
        archive=archive_of(on.settings, on.store, on.charts.run),
        feeds=on.standing.feeds,
        draw=on.charts.run,
        look=pulling.look,
        tell_admin=outbox.tell_admin,
    )
    return Commands(house, answered=on.metrics.answered)


def _health(on: _Ground, jobs: Jobs, pulse: Pulse, deliverer: Deliverer) -> list[web.RouteDef]:
    async def measure() -> None:
        restarts = {"reading": on.reading.restarts, "charts": on.charts.restarts}
        feeds = [feed.id for feed in on.standing.feeds_on()]
        await on.metrics.look(on.store, feeds, restarts, now=utc_now())

    parts = {
        "scheduler": jobs.health,
        "store": pulse.health,
        "deliveries": deliverer.health,
        **{str(platform): chat.health for platform, chat in on.chats.items()},
    }
    return health_routes(parts, on.metrics.registry, measure)


def _pages(on: _Ground) -> Pages:
    site = _site(on.settings, on.store, on.charts, on.standing)
    return Pages(site, on.access, public_url=on.settings.team.public_url)


@asynccontextmanager
async def opened_site(settings: Settings, db: Path, *, now: datetime) -> AsyncIterator[Site]:
    """The archive's pages for a command of one shot."""
    worker = Worker()
    with ended_by_sigterm(), Store(db) as store:
        standing = Standing(settings, store)
        await standing.read_feeds()
        await standing.read_subscriptions()
        try:
            yield _site(settings, store, worker, standing, now=lambda: now)
        finally:
            await worker.close()


def _site(
    settings: Settings,
    store: Store,
    charts: Worker,
    standing: Standing,
    *,
    now: Callable[[], datetime] = utc_now,
) -> Site:
    return Site(
        store=store,
        archive=archive_of(settings, store, charts.run),
        knowledge=settings.knowledge,
        run=charts.run,
        languages=settings.team.told_in,
        voice=settings.team.voice,
        feeds=standing.feeds,
        subscriptions=standing.subscriptions,
        mute=settings.team.mute.mute(),
        now=now,
    )


def _access(settings: Settings) -> Access:
    environment = settings.environment
    return Access(
        secret=secret_of(environment.parallax_secret_key),
        password=secret_of(environment.parallax_web_password),
        public_url=settings.team.public_url,
    )


def _routes(chats: Mapping[Platform, Chat]) -> list[web.RouteDef]:
    return [route for chat in chats.values() if isinstance(chat, TakesHttp) for route in chat.routes()]
