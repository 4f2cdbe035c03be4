"""How long a slash command waits while `parallax run` pulls a thousand feeds for the first time."""

import asyncio
import itertools
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.bench.ingest import environment, farm, team_file
from tests.bench.meter import Memory
from tests.fakes.slack import FakeSlack

WORDS = ("search export controls", "today", "search 出口管制", "feeds", "search weights", "status", "themes")
# A reader who types fast; each command waits for the one before it.
_PAUSE_S = 0.2
_LONGEST_S = 600


@dataclass(frozen=True)
class Latency:
    acks_ms: list[float]
    """From the command to its acknowledgement."""
    answers_ms: list[float]
    """From the command to its answer."""
    pull_s: float
    memory_mb: float


def run(feeds: int) -> Latency:
    return asyncio.run(_run(feeds))


async def _run(feeds: int) -> Latency:
    async with FakeSlack().running() as slack:
        tokens = {
            "SLACK_BOT_TOKEN": "xoxb-bench",
            "SLACK_APP_TOKEN": "xapp-bench",
            "SLACK_API_URL": f"{slack.url}/api",
        }
        async with running(feeds, PORT="0", **tokens) as (process, database):
            memory = Memory(process.pid)
            start = time.perf_counter()
            try:
                await asyncio.wait_for(slack.connected.wait(), 60)
                acks, answers = await _talk(slack, lambda: is_read(database, feeds))
            finally:
                took, highest = time.perf_counter() - start, memory.stop()
    return Latency(acks, answers, took, highest)


@asynccontextmanager
async def running(feeds: int, **variables: str) -> AsyncIterator[tuple[asyncio.subprocess.Process, Path]]:
    """Run the program, which pulls so many feeds from afar; give its process and its database."""
    with tempfile.TemporaryDirectory() as name, farm() as port:
        folder = Path(name)
        (folder / "parallax.toml").write_text(team_file(port, feeds, "far"), encoding="utf-8")
        database = folder / "parallax.db"
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "--db", str(database), "run"),
            cwd=folder,
            env=environment(port) | variables,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            yield process, database
        finally:
            with suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _talk(slack: FakeSlack, is_over: Callable[[], bool]) -> tuple[list[float], list[float]]:
    acks, answers = [], []
    give_up = time.monotonic() + _LONGEST_S
    for words in itertools.cycle(WORDS):
        if is_over() or time.monotonic() > give_up:
            return acks, answers
        acked, answered = len(slack.acks), len(slack.answers)
        start = time.perf_counter()
        await slack.say(words)
        await _until(lambda before=acked: len(slack.acks) > before)
        acks.append((time.perf_counter() - start) * 1000)
        await _until(lambda before=answered: len(slack.answers) > before)
        answers.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(_PAUSE_S)
    raise AssertionError("unreachable")


async def _until(condition: Callable[[], bool]) -> None:
    give_up = time.monotonic() + 30
    while not condition() and time.monotonic() < give_up:
        await asyncio.sleep(0.001)


def is_read(database: Path, feeds: int) -> bool:
    """True when every feed was pulled, and everything that came was read."""
    with suppress(sqlite3.Error), sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        pulled = db.execute("SELECT count(*) FROM feed_states").fetchone()[0]
        unread = db.execute("SELECT count(*) FROM items WHERE is_read = 0").fetchone()[0]
        return bool(pulled >= feeds and not unread)
    return False
