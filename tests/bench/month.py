"""A month in minutes: 64 feeds, 20 subscriptions, a clock that we move; what it took and what it left on the disk.

`python -m tests.bench.month [DAYS]`. Feeds are pulled over loopback; what is posted goes to a platform that keeps it.
"""

import asyncio
import random
import resource
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from aiohttp import web

from bot.post.deliver import Deliverer
from bot.post.desk import Desk
from bot.post.rounds import Rounds
from bot.slack.render import render
from bot.worker import Worker
from config.knowledge import load_knowledge
from digest.model.delivery import Posted
from digest.model.feed import Feed
from digest.model.place import Platform
from digest.model.subscription import Subscription
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.guard import allowed_hosts
from digest.pull.schedule import Pull
from digest.store import Store, items, stories
from digest.store import digests as digest_store
from digest.tell.slots import next_slot

START = datetime(2026, 3, 2, tzinfo=UTC)
FEEDS, SUBSCRIPTIONS, ITEMS_A_DAY, ON_TOPIC = 64, 20, 10, 0.1
PULLS_EVERY = timedelta(hours=2)

ACTORS = [
    "Nvidia",
    "Huawei",
    "OpenAI",
    "DeepSeek",
    "ASML",
    "TSMC",
    "Mistral",
    "Alibaba",
    "Washington",
    "Beijing",
]
NEWS = [
    "{actor} opens the weights of its language model {name} with {n} billion parameters",
    "{actor} faces export controls on AI chips of the {name} line worth ${n} million",
    "{actor} hires {n} AI researchers for its {name} laboratory",
    "{actor} wants a licence to export {n} AI accelerators of type {name}",
]
OTHER = "The town of {name} repairs {n} bridges before the summer holidays"


class Publisher:
    """Serves feeds that grow as the clock moves."""

    def __init__(self) -> None:
        self.now = START
        self.port = 0
        self._rng = random.Random(7)
        self._items: list[list[str]] = [[] for _ in range(FEEDS)]

    async def start(self) -> web.AppRunner:
        app = web.Application()
        app.router.add_get("/{feed}", self._serve)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.port = runner.addresses[0][1]
        return runner

    def move_to(self, now: datetime) -> None:
        """Have every feed publish what falls between then and now."""
        share = (now - self.now) / timedelta(days=1) * ITEMS_A_DAY
        for number, published in enumerate(self._items):
            for _ in range(int(share) + (self._rng.random() < share % 1)):
                published.insert(0, self._item(number, now))
            del published[30:]
        self.now = now

    def _item(self, feed: int, now: datetime) -> str:
        name = "".join(
            self._rng.choice("bdfgklmnprstvz") + self._rng.choice("aeiou") for _ in range(3)
        ).title()
        shape = self._rng.choice(NEWS) if self._rng.random() < ON_TOPIC else OTHER
        title = shape.format(actor=self._rng.choice(ACTORS), name=name, n=self._rng.randint(2, 900))
        text = (
            f"{title}, people who know of it said on {now:%A}. "
            + "It was not said how long that will take. " * 3
        )
        return (
            f"<item><title>{title}</title><link>http://127.0.0.1:{self.port}/{feed}/{name}{self._rng.randint(0, 10**9)}</link>"
            f"<pubDate>{format_datetime(now)}</pubDate><description>{text}</description></item>"
        )

    async def _serve(self, request: web.Request) -> web.Response:
        number = int(request.match_info["feed"])
        body = f"<rss version='2.0'><channel><title>Feed {number}</title>{''.join(self._items[number])}</channel></rss>"
        return web.Response(text=body, content_type="application/rss+xml")


class KeepsAll:
    """Takes every message at once."""

    platform = Platform.SLACK

    def __init__(self) -> None:
        self.posted = 0

    def takes_posts(self) -> bool:
        return True

    async def post(self, target, body, *, key):
        self.posted += 1
        return Posted(key, f"https://team.example.com/{key}")


def subscriptions() -> list[Subscription]:
    zones = ("America/New_York", "Europe/Paris", "Asia/Shanghai", "Australia/Lord_Howe")
    themes = ("open_source", "export_controls", "talent")
    return [
        Subscription(
            name=f"s{number}",
            platform=Platform.SLACK,
            channel=f"C{number}",
            themes=themes,
            at=f"{6 + number % 5:02}:{number * 7 % 60:02}",
            zone=zones[number % 4],
            days=("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        )
        for number in range(SUBSCRIPTIONS)
    ]


async def main(days: int) -> None:
    publisher, readers, rng = Publisher(), subscriptions(), random.Random(1)
    runner = await publisher.start()
    feeds = [
        Feed(f"f{number}", f"http://127.0.0.1:{publisher.port}/{number}", outlet=f"outlet{number}.example")
        for number in range(FEEDS)
    ]
    worker = Worker()
    chat = KeepsAll()
    knowledge = load_knowledge()
    waits: list[float] = []
    memory: list[int] = []
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "month.db") as store:
        line = Line(store, worker.run, lambda: knowledge)
        desk = Desk(store, knowledge, {Platform.SLACK: render}, feeds=lambda: feeds)
        rounds = Rounds(desk, [Platform.SLACK])
        fetch = Fetcher(
            contact="", allow=allowed_hosts(f"127.0.0.1:{publisher.port}"), host_interval=0, host_at_once=0
        )
        async with fetch:
            began = time.process_time()
            for now, is_pull in moments(readers, days):
                publisher.move_to(now)
                if is_pull:
                    await line.pull(fetch, feeds, Pull(now, rng, force=True))
                    memory.append(resident())
                due = time.perf_counter()
                await rounds.compose(readers, now)
                deliverer = Deliverer(store, {Platform.SLACK: chat}, now=lambda at=now: at, pace_of={})
                if await deliverer.deliver_due():
                    waits.append(time.perf_counter() - due)
            cpu = time.process_time() - began
        await worker.close()
        child = resource.getrusage(resource.RUSAGE_CHILDREN)
        digests = await store.read(lambda db: list(digest_store.export(db)))
        stored, told = await store.read(items.count), await store.read(stories.count)
        store.close()
        size = sum(file.stat().st_size for file in Path(folder).glob("month.db*"))
    slots = {(digest.subscription, digest.date) for digest in digests}
    print(f"{days} days, {FEEDS} feeds, {SUBSCRIPTIONS} subscriptions: {stored:,} items, {told:,} stories")
    print(f"  {len(digests)} digests for {len(slots)} slots, {chat.posted} messages")
    print(
        f"  from due to posted: median {statistics.median(waits):.2f} s,"
        f" p95 {sorted(waits)[len(waits) * 95 // 100]:.2f} s, slowest {max(waits):.2f} s"
    )
    print(f"  CPU {cpu:.0f} s here and {child.ru_utime + child.ru_stime:.0f} s in children")
    print(
        f"  memory here: {memory[len(memory) // 10]} MB after a tenth, {memory[-1]} MB at the end, {max(memory)} MB at most"
    )
    print(f"  database {size / 1e6:.1f} MB")
    await runner.cleanup()


def moments(readers: list[Subscription], days: int) -> list[tuple[datetime, bool]]:
    """Return when something happens, in order: a pull, or a digest that falls due."""
    end = START + timedelta(days=days)
    found = {START + number * PULLS_EVERY: True for number in range(int((end - START) / PULLS_EVERY))}
    for reader in readers:
        slot = next_slot(reader, START)
        while slot and slot.due < end:
            found.setdefault(slot.due, False)
            slot = next_slot(reader, slot.due)
    return sorted(found.items())


def resident() -> int:
    """Return this process's memory in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() // 1_000_000


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
