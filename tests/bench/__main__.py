"""`make bench`: what pulls cost on this machine, beside bare conditional requests; judges nothing."""

import asyncio
import random
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from bot.worker import Worker
from config.knowledge import load_knowledge
from digest.model import Feed
from digest.pipeline import Line, Pull
from digest.pull.fetch import Fetcher
from digest.store import Store
from digest.store import items as item_store

FEEDS, ENTRIES = 300, 30
# A tenth of the farm's items is on topic, as of a day's general news.
ON_TOPIC = 10
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


async def main() -> None:
    farm = Farm()
    async with farm.running() as port:
        feeds = [
            Feed(id=f"f{n}", url=f"http://127.0.0.1:{port}/{n}", title=f"Feed {n}") for n in range(FEEDS)
        ]
        with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "bench.db") as store:
            worker = Worker()
            line = Line(store, worker.run, load_knowledge())
            rows = []
            allow = frozenset({("127.0.0.1", port)})
            async with Fetcher(allow=allow, host_interval=0, host_at_once=0) as fetcher:
                for number, name in enumerate(("first pull", "nothing changed", "2 % new")):
                    farm.extra = number // 2 * 3
                    pull = Pull(NOW + timedelta(hours=number), random.Random(0), force=True)
                    rows.append((name, await timed(line.pull(fetcher, feeds, pull))))
            rows.append(("bare conditional requests", await timed(bare(feeds))))
            await worker.close()
            children = resource.getrusage(resource.RUSAGE_CHILDREN)
            print(
                f"{FEEDS} feeds of {ENTRIES} entries, one in {ON_TOPIC} on topic; CPU of this process, farm included"
            )
            for name, (cpu, wall) in rows:
                print(f"  {name:28} {cpu:6.2f} s CPU  {wall:6.2f} s")
            print(f"  the child, over all three      {children.ru_utime + children.ru_stime:6.2f} s CPU")
            print(f"  searchable items: {await store.read(item_store.count)}")
    print(
        "memory: ",
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "MB here at most",
        file=sys.stderr,
    )


async def timed(work) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    await work
    return time.process_time() - cpu, time.perf_counter() - wall


async def bare(feeds: list[Feed]) -> None:
    async with aiohttp.ClientSession() as session:
        room = asyncio.Semaphore(32)

        async def one(feed: Feed) -> None:
            async with room, session.get(feed.url, headers={"If-None-Match": '"0"'}) as answer:
                await answer.read()

        await asyncio.gather(*map(one, feeds))


class Farm:
    """So many feeds on loopback; `extra` entries more in every fifth of them."""

    def __init__(self) -> None:
        self.extra = 0

    def running(self):
        from contextlib import asynccontextmanager

        @asynccontextmanager
        async def served():
            app = web.Application()
            app.router.add_get("/{n}", self._answer)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0, backlog=512).start()
            yield runner.addresses[0][1]
            await runner.cleanup()

        return served()

    async def _answer(self, request: web.Request) -> web.Response:
        number = int(request.match_info["n"])
        extra = self.extra if number % 5 == 0 else 0
        tag = f'"{extra}"'
        if request.headers.get("If-None-Match") == tag:
            return web.Response(status=304, headers={"ETag": tag})
        body = "".join(entry(number, at) for at in range(ENTRIES + extra))
        text = f'<rss version="2.0"><channel><title>{number}</title><link>https://f{number}.example/</link>{body}</channel></rss>'
        return web.Response(text=text, content_type="application/rss+xml", headers={"ETag": tag})


def entry(feed: int, at: int) -> str:
    chance = random.Random(f"{feed}-{at}")
    filler = " ".join(chance.choice(WORDS) for _ in range(120))
    topic = "Lab opens the weights of an AI model in China" if at % ON_TOPIC == 0 else "Town council meets"
    when = format_datetime(NOW - timedelta(minutes=at * 7 + feed % 60))
    return (
        f"<item><title>{topic} {chance.choice(WORDS)} {feed}-{at}</title><link>https://f{feed}.example/{at}</link>"
        f"<guid>{feed}-{at}</guid><pubDate>{when}</pubDate><description>{filler}</description></item>"
    )


WORDS = [
    "river",
    "market",
    "budget",
    "council",
    "winter",
    "school",
    "harbour",
    "report",
    "season",
    "bridge",
    "garden",
    "theatre",
    "museum",
    "engine",
    "village",
]


if __name__ == "__main__":
    asyncio.run(main())
