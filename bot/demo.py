"""The whole line on feeds that ship with the program, served on loopback: no token, no network.

Three days of invented outlets that tell real happenings of January 2025 in our own words.
"""

import csv
import json
import random
import shutil
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from aiohttp import web

import config
from bot.chat import Chat
from bot.console import Console
from bot.post.deliver import Deliverer
from bot.post.owed import Desk
from bot.worker import Worker
from config.knowledge import load_knowledge
from digest.clock import read_time, write_time
from digest.errors import StoreError
from digest.ids import derive_id
from digest.model.digest import Digest
from digest.model.feed import Feed
from digest.model.outlet import Viewpoint
from digest.model.place import Platform
from digest.model.subscription import DAYS, Subscription
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.schedule import Pull
from digest.store import Store
from digest.tell.message import Message

DATA = Path(config.__file__).parent / "demo"
DB = Path("var/demo.db")

# The mornings on which the demo's subscriber gets a digest; the last one is printed.
MORNINGS = tuple(datetime(2025, 1, day, 8, 0, tzinfo=UTC) for day in (28, 29, 30))


# Reads English, every day, all themes.
READER = Subscription(
    name="demo",
    platform=Platform.TERMINAL,
    channel="",
    themes=(),
    days=DAYS,
)


@dataclass(frozen=True)
class DemoOutlet:
    domain: str
    title: str
    language: str
    viewpoint: Viewpoint
    format: str
    """rss, atom or json."""


@dataclass(frozen=True)
class DemoItem:
    outlet: str
    published: datetime
    title: str
    summary: str

    @property
    def url(self) -> str:
        return f"https://{self.outlet}/{self.published:%Y/%m/%d}/{derive_id(self.title)[:8]}"


class DemoFeeds:
    """One feed an outlet, holding what it had published by `until`."""

    def __init__(self, outlets: Sequence[DemoOutlet], items: Sequence[DemoItem]) -> None:
        self.outlets = {outlet.domain: outlet for outlet in outlets}
        self.items = sorted(items, key=lambda item: item.published, reverse=True)
        self.until = MORNINGS[-1]

    def body(self, domain: str) -> tuple[str, str]:
        """Return an outlet's feed as it stood at `until`, and its media type."""
        outlet = self.outlets[domain]
        items = [item for item in self.items if item.outlet == domain and item.published < self.until]
        match outlet.format:
            case "rss":
                return _rss(outlet, items), "application/rss+xml"
            case "atom":
                return _atom(outlet, items), "application/atom+xml"
            case _:
                return _json_feed(outlet, items), "application/feed+json"

    @asynccontextmanager
    async def served(self) -> AsyncIterator[int]:
        """Serve the feeds on a free port of 127.0.0.1, and give that port."""

        async def answer(request: web.Request) -> web.Response:
            domain = request.match_info["outlet"]
            if domain not in self.outlets:
                raise web.HTTPNotFound
            text, kind = self.body(domain)
            response = web.Response(text=text, content_type=kind, charset="utf-8")
            response.etag = derive_id(text)
            if request.if_none_match and response.etag in request.if_none_match:
                return web.Response(status=304)
            return response

        app = web.Application()
        app.router.add_get("/{outlet}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield runner.addresses[0][1]
        finally:
            await runner.cleanup()

    def feeds(self, port: int) -> list[Feed]:
        return [
            Feed(
                id=outlet.domain.removesuffix(".example"),
                url=f"http://127.0.0.1:{port}/{outlet.domain}",
                title=outlet.title,
                viewpoint=outlet.viewpoint,
            )
            for outlet in self.outlets.values()
        ]


def shipped() -> DemoFeeds:
    """Read the demo's outlets and items from where the program is installed."""
    with (DATA / "outlets.csv").open(encoding="utf-8", newline="") as rows:
        outlets = [
            DemoOutlet(
                row["outlet"], row["title"], row["language"], Viewpoint(row["viewpoint"]), row["format"]
            )
            for row in csv.DictReader(rows)
        ]
    lines = (DATA / "items.jsonl").read_text(encoding="utf-8").splitlines()
    items = [
        DemoItem(row["outlet"], read_time(row["published"]), row["title"], row["summary"])
        for row in map(json.loads, lines)
    ]
    return DemoFeeds(outlets, items)


def _rss(outlet: DemoOutlet, items: Sequence[DemoItem]) -> str:
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
        f"<guid>{escape(item.url)}</guid><pubDate>{format_datetime(item.published)}</pubDate>"
        f"<description>{escape(item.summary)}</description></item>"
        for item in items
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(outlet.title)}</title><link>https://{outlet.domain}/</link>"
        f"<description>{escape(outlet.title)}</description><language>{outlet.language}</language>"
        f"{entries}</channel></rss>"
    )


def _atom(outlet: DemoOutlet, items: Sequence[DemoItem]) -> str:
    updated = write_time(items[0].published if items else MORNINGS[0])
    entries = "".join(
        f"<entry><title>{escape(item.title)}</title><link href={quoteattr(item.url)}/><id>{escape(item.url)}</id>"
        f"<updated>{write_time(item.published)}</updated><published>{write_time(item.published)}</published>"
        f'<summary type="text">{escape(item.summary)}</summary></entry>'
        for item in items
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f'xml:lang="{outlet.language}"><title>{escape(outlet.title)}</title>'
        f'<link href="https://{outlet.domain}/"/><id>https://{outlet.domain}/</id><updated>{updated}</updated>'
        f"{entries}</feed>"
    )


def _json_feed(outlet: DemoOutlet, items: Sequence[DemoItem]) -> str:
    return json.dumps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": outlet.title,
            "home_page_url": f"https://{outlet.domain}/",
            "language": outlet.language,
            "items": [
                {
                    "id": item.url,
                    "url": item.url,
                    "title": item.title,
                    "content_text": item.summary,
                    "date_published": write_time(item.published),
                }
                for item in items
            ],
        },
        ensure_ascii=False,
    )


async def run_demo(db: Path = DB) -> tuple[Digest, Message]:
    """Pull the demo's three days; return the last morning's digest, and what is said of it."""
    _empty(db)
    knowledge, demo, worker = load_knowledge(), shipped(), Worker()
    reader = replace(READER, themes=tuple(theme.id for theme in knowledge.themes))
    with Store(db) as store:
        async with demo.served() as port, AsyncExitStack() as stack:
            stack.push_async_callback(worker.close)
            allow = frozenset({("127.0.0.1", port)})
            fetcher = await stack.enter_async_context(Fetcher(allow=allow, host_interval=0, host_at_once=0))
            feeds = demo.feeds(port)
            line = Line(store, worker.run, lambda: knowledge)
            silent = Console(silent=True)
            desk = Desk(store, knowledge, {Platform.TERMINAL: silent.render}, feeds=lambda: feeds)
            for morning in MORNINGS:
                demo.until = morning
                await line.pull(fetcher, feeds, Pull(morning, random.Random(0), force=True))
                owed = await desk.compose(reader, morning)
                await _deliver(store, silent, morning)
        assert owed.digest is not None, "each morning's digest is owed to a new reader"
        return owed.digest, desk.message(reader, owed.digest)


def _empty(db: Path) -> None:
    """Begin the file anew. It is never the one that `--db` names, which somebody keeps."""
    try:
        db.parent.mkdir(parents=True, exist_ok=True)
        for old in (db, *db.parent.glob(f"{db.name}-*")):
            old.unlink(missing_ok=True)
        db.touch()
    except OSError as error:
        raise StoreError(
            f"{db}: cannot be made ({error.strerror}); call the demo in a folder that may be written"
        ) from None


async def _deliver(store: Store, chat: Chat, now: datetime) -> None:
    await Deliverer(store, {chat.platform: chat}, now=lambda: now).deliver_due()


def to_try(digest: Digest, db: Path = DB) -> str:
    """Return three commands worth trying on what the demo stored, ready to paste."""
    sides = max(digest.tellings, key=lambda telling: (len(telling.viewpoints), telling.outlets))
    program = _program()
    return "\n".join(
        [
            f"Three to try on what this left in {db}, where the ids above are:",
            f"  {program} --db {db} compare {sides.story[:6]}",
            f'  {program} --db {db} figures "Nvidia market value"',
            f"  {program} --db {db} search 芯片 --since 2025-01-28",
        ]
    )


def _program() -> str:
    """Return how this program is called from here."""
    called = Path(sys.argv[0])
    if called.name == "__main__.py":
        return f"{sys.executable} -m bot"
    found = shutil.which("parallax")
    if found and Path(found).resolve() == called.resolve():
        return "parallax"
    try:
        return str(called.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(called)
