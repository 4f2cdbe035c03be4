"""Builds every object once and ties them together; the only place that does."""

import asyncio
import random
import signal
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from aiohttp import web

from bot.archive import archive_of
from bot.chat import Chat, Renderers
from bot.commands import Commands
from bot.jobs import Jobs
from bot.line import fetcher
from bot.logs import log
from bot.metrics import Metrics
from bot.platforms import TakesHttp, chats_of, renderers_of, secret_of
from bot.post.alerts import Alerts
from bot.post.amending import Amending
from bot.post.deliver import Deliverer
from bot.post.following import Following
from bot.post.outgoing import Outbox
from bot.post.owed import Desk
from bot.post.rounds import Rounds
from bot.post.troubles import TroubleDesk
from bot.post.watch import Watch
from bot.process import Parallax
from bot.pulling import Pulling, Teller
from bot.pulse import Pulse
from bot.standing import Standing
from bot.web.access import Access
from bot.web.health import health_routes
from bot.web.pages import Pages
from bot.web.server import WebServer
from bot.web.site import Site
from bot.words.call import House, read_reader
from bot.worker import Worker
from config.settings import Settings
from digest.clock import utc_now
from digest.model import Platform
from digest.pipeline import Line
from digest.store import Store, lock
from digest.tell.shelf import digest_path

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


def build(settings: Settings, store: Store) -> Parallax:
    """Return the program, ready to run."""
    standing, metrics, jobs = Standing(settings, store), Metrics(), Jobs()
    # Charts have a child of their own, ended when idle: a reader never queues behind pulls.
    reading, charts = Worker(), Worker(idle_s=CHARTS_IDLE_S)
    chats, access, admin = chats_of(settings, store), _access(settings), settings.admin
    renderers = renderers_of(chats)
    desk = Desk(
        store,
        settings.knowledge,
        renderers,
        feeds=standing.feeds,
        page=lambda digest, reader: access.link(digest_path(digest.id), reader.team),
    )
    outbox = Outbox(store, renderers, admin)
    troubles = TroubleDesk(outbox, admin, voice=settings.team.voice, subscriptions=standing.subscriptions)
    deliverer = Deliverer(store, chats, troubles=troubles, seen=metrics.tried)
    fetching, pulse = fetcher(settings), Pulse(store)
    pulling = Pulling(
        settings,
        Line(store, reading.run, settings.knowledge),
        fetching,
        standing,
        watch=Watch(store, renderers, admin, voice=settings.team.voice),
        tellers=_tellers(settings, store, desk, renderers, standing),
        pulled=metrics.pulled,
        rng=random.Random(),
    )
    house = House(
        settings,
        store,
        desk,
        archive=archive_of(settings, store, charts.run),
        feeds=standing.feeds,
        draw=charts.run,
        look=pulling.look,
        tell_admin=outbox.tell_admin,
    )

    async def measure() -> None:
        restarts = {"reading": reading.restarts, "charts": charts.restarts}
        await metrics.look(store, [feed.id for feed in standing.feeds_on()], restarts, now=utc_now())

    health = health_routes(
        {
            "scheduler": jobs.health,
            "store": pulse.health,
            "deliveries": deliverer.health,
            **{str(platform): chat.health for platform, chat in chats.items()},
        },
        metrics.registry,
        measure,
    )
    pages = Pages(_site(settings, store, charts, standing), access, public_url=settings.team.public_url)
    return Parallax(
        store=store,
        standing=standing,
        children=(reading, charts),
        fetcher=fetching,
        access=access,
        web=WebServer([*health, *pages.routes(), *_routes(chats)], port=settings.environment.port),
        chats=chats,
        commands=Commands(house, answered=metrics.answered),
        jobs=jobs,
        pulling=pulling,
        rounds=Rounds(desk, chats.keys(), composed=metrics.composed),
        deliverer=deliverer,
        pulse=pulse,
        keep_days=settings.team.keep_days,
    )


def _tellers(
    settings: Settings, store: Store, desk: Desk, renderers: Renderers, standing: Standing
) -> tuple[Teller, ...]:
    return (
        Amending(store, desk, renderers, standing.subscriptions),
        Alerts(store, desk, renderers, standing.subscriptions),
        Following(store, settings.knowledge, renderers, partial(read_reader, settings=settings)),
    )


@asynccontextmanager
async def opened_site(settings: Settings, db: Path, *, now: datetime) -> AsyncIterator[Site]:
    """The archive's pages for a command of one shot."""
    worker = Worker()
    with Store(db) as store:
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
        languages=settings.team.languages,
        voice=settings.team.voice,
        feeds=standing.feeds,
        subscriptions=standing.subscriptions,
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
