"""How long readers of the pages wait while `parallax run` pulls many feeds for the first time."""

import asyncio
import itertools
import random
import socket
import sqlite3
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.bench.slash import is_read, running

# What they open in turn, and a story's page as soon as there is one.
_STORY = "/stories/ID"
PATHS = ("/healthz", _STORY, "/search?q=export+controls", "/themes/export_controls", "/digests", "/")
# A reader looks at a page before opening the next.
_LOOK_S = (0.5, 1.5)
_LONGEST_S = 600


@dataclass(frozen=True)
class Waits:
    pages_ms: Mapping[str, Sequence[float]]
    """By path, from the request to the end of the page."""
    failed: Mapping[str, int]
    """By what came instead of a page."""
    pull_s: float


def run(feeds: int, readers: int) -> Waits:
    return asyncio.run(_run(feeds, readers))


async def _run(feeds: int, readers: int) -> Waits:
    ours = _free_port()
    async with running(feeds, PORT=str(ours)) as (_, database):
        await _answering(ours)
        start = time.perf_counter()
        waits, failed = await _read(f"http://127.0.0.1:{ours}", readers, database, feeds)
        return Waits(waits, failed, time.perf_counter() - start)


async def _read(
    base: str, readers: int, database: Path, feeds: int
) -> tuple[dict[str, list[float]], dict[str, int]]:
    waits: defaultdict[str, list[float]] = defaultdict(list)
    failed: defaultdict[str, int] = defaultdict(int)
    story = ""
    give_up = time.monotonic() + _LONGEST_S
    over = asyncio.Event()

    async def reader(number: int, session: aiohttp.ClientSession) -> None:
        chance = random.Random(number)
        await asyncio.sleep(chance.uniform(0, _LOOK_S[1]))
        for path in itertools.islice(itertools.cycle(PATHS), number % len(PATHS), None):
            if over.is_set():
                return
            if path == _STORY and not story:
                continue
            page = path.replace("ID", story)
            begun = time.perf_counter()
            try:
                async with session.get(base + page) as answer:
                    await answer.read()
                    if answer.status != 200:
                        failed[f"{path} {answer.status}"] += 1
            except (aiohttp.ClientError, TimeoutError) as error:
                failed[f"{path} {type(error).__name__}"] += 1
            waits[path].append((time.perf_counter() - begun) * 1000)
            await asyncio.sleep(chance.uniform(*_LOOK_S))

    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(60)
    ) as session:
        reading = [asyncio.create_task(reader(number, session)) for number in range(readers)]
        while not is_read(database, feeds) and time.monotonic() < give_up:
            story = story or _a_story(database)
            await asyncio.sleep(1)
        over.set()
        await asyncio.gather(*reading)
    return dict(waits), dict(failed)


def _a_story(database: Path) -> str:
    with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        row = db.execute("SELECT id FROM stories ORDER BY s LIMIT 1").fetchone()
        return str(row[0]) if row else ""
    return ""


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


async def _answering(port: int) -> None:
    give_up = time.monotonic() + 60
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < give_up:
            with suppress(aiohttp.ClientError):
                async with session.get(f"http://127.0.0.1:{port}/themes"):
                    return
            await asyncio.sleep(0.05)
    raise TimeoutError("the pages never answered")
