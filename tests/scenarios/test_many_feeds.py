"""Fifty feeds, some of them hanging; and a day of sixty-four at the settings that the program ships with."""

import asyncio
import random
import time
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.worker import InProcess, Worker
from config.knowledge import load_knowledge
from config.tables import PullTable
from digest.line.host_waits import recall_waits
from digest.model.feed import Feed
from digest.pipeline import Line
from digest.pull.fetch import Fetcher, Limits
from digest.pull.schedule import Pull
from digest.store import Store, feed_states, hosts
from digest.store import items as item_store
from tests.builders import HOUR, NOW
from tests.fakes.hostile.fault import GOOD, Asked, http, item, rss
from tests.fakes.resolver import FakeResolver
from tests.fakes.served import listening
from tests.waiting import until

KNOWLEDGE = load_knowledge(embedder="none")
# The program looks for what is due so often.
TICK = timedelta(seconds=20)


class Crowd:
    """Many feeds on one port, told apart by their hosts' names."""

    def __init__(self, answer):
        self.answer = answer

    async def serve(self, reader, writer):
        asked = Asked.read(await reader.readuntil(b"\r\n\r\n"), self.port, 0, 1.0)
        writer.write(await self.answer(asked.headers["host"].partition(".")[0], asked))
        await writer.drain()

    def feed(self, name):
        return Feed(id=name, url=f"http://{name}.example:{self.port}/feed", title=name)

    def fetcher(self, names, **how):
        allow = frozenset((f"{name}.example", self.port) for name in names)
        return Fetcher(allow=allow, resolver=FakeResolver(["127.0.0.1"]), **how)


@asynccontextmanager
async def crowding(answer):
    crowd = Crowd(answer)
    async with listening(crowd.serve) as crowd.port:
        yield crowd


# ---- a slow feed delays nobody else -----------------------------------------------------------------------


async def test_hanging_feeds_delay_no_other_and_hold_up_no_command(tmp_path):
    well, hanging = [f"well{n}" for n in range(45)], [f"hangs{n}" for n in range(5)]
    done = {}

    async def answer(name, _):
        await asyncio.sleep(3600 if name.startswith("hangs") else 0.3)
        return http(GOOD)

    async def pulled(line, fetcher, crowd, names):
        began = time.monotonic()
        done.clear()
        await line.pull(
            fetcher,
            [crowd.feed(name) for name in names],
            Pull(NOW, random.Random(0), force=True),
            seen=lambda outcome: done.setdefault(outcome.feed, time.monotonic() - began),
        )
        return max(done[name] for name in well)

    async def lag():
        worst = 0.0
        while True:
            began = time.monotonic()
            await asyncio.sleep(0.01)
            worst = max(worst, time.monotonic() - began)
            lags.append(worst)

    lags = []
    worker = Worker()
    async with (
        crowding(answer) as crowd,
        crowd.fetcher([*well, *hanging], limits=Limits(total_s=2, connect_s=2)) as fetcher,
    ):
        with Store(tmp_path / "parallax.db") as store:
            line = Line(store, worker.run, lambda: KNOWLEDGE)
            await pulled(line, fetcher, crowd, well)
            watching = asyncio.create_task(lag())
            # What else this machine has to do may hold up one of two pulls, and not the other.
            for _ in range(3):
                alone = await pulled(line, fetcher, crowd, well)
                beside = await pulled(line, fetcher, crowd, [*hanging, *well])
                if beside <= 1.5 * alone + 0.3:
                    break
            watching.cancel()
        await worker.close()

    assert beside <= 1.5 * alone + 0.3
    assert lags[-1] < 1
    assert done[hanging[0]] > 1.5


async def test_more_hanging_hosts_than_there_are_places_delay_no_other(tmp_path):
    hanging, well = [f"hangs{n}" for n in range(96)], [f"well{n}" for n in range(20)]
    done = {}

    async def answer(name, _):
        await asyncio.sleep(3600 if name.startswith("hangs") else 0)
        return http(GOOD)

    async with crowding(answer) as crowd, crowd.fetcher([*hanging, *well]) as fetcher:
        with Store(tmp_path / "parallax.db") as store:
            began = time.monotonic()
            pull = Line(store, InProcess().run, lambda: KNOWLEDGE).pull(
                fetcher,
                [crowd.feed(name) for name in (*hanging, *well)],
                Pull(NOW, random.Random(0), force=True),
                seen=lambda outcome: done.setdefault(outcome.feed, time.monotonic() - began),
            )
            pulling = asyncio.create_task(pull)
            await until(lambda: len(done) == len(well))
            pulling.cancel()
            await asyncio.gather(pulling, return_exceptions=True)

    assert sorted(done) == sorted(well)
    assert max(done.values()) < 10


async def test_feeds_that_failed_the_last_time_are_asked_after_all_others(tmp_path):
    broken, well = [f"broken{n}" for n in range(40)], [f"well{n}" for n in range(5)]
    asked = []

    async def answer(name, _):
        asked.append(name)
        await asyncio.sleep(0.2)
        return http(b"", "500 Oh") if name in broken else http(GOOD)

    async with crowding(answer) as crowd, crowd.fetcher([*broken, *well], host_interval=0) as fetcher:
        with Store(tmp_path / "parallax.db") as store:
            line = Line(store, InProcess().run, lambda: KNOWLEDGE)
            feeds = [crowd.feed(name) for name in (*broken, *well)]
            for _ in range(2):
                outcomes = await line.pull(fetcher, feeds, Pull(NOW, random.Random(0), force=True))

    assert sorted(asked[:45][-5:]) == well
    assert set(well) < set(asked[45:][:20])
    assert [outcome.feed for outcome in outcomes] == [feed.id for feed in feeds]


async def test_many_feeds_of_one_slow_host_leave_room_for_the_others(tmp_path):
    async def answer(name, _):
        await asyncio.sleep(1.0 if name == "slow" else 0)
        return http(GOOD)

    done = {}
    async with (
        crowding(answer) as crowd,
        crowd.fetcher(["slow", "quick"], host_interval=0, host_at_once=2) as fetcher,
    ):
        slow = [
            Feed(id=f"slow{n}", url=f"http://slow.example:{crowd.port}/{n}", title="slow") for n in range(40)
        ]
        with Store(tmp_path / "parallax.db") as store:
            began = time.monotonic()
            pull = Line(store, InProcess().run, lambda: KNOWLEDGE).pull(
                fetcher,
                [*slow, crowd.feed("quick")],
                Pull(NOW, random.Random(0), force=True),
                seen=lambda outcome: done.setdefault(outcome.feed, time.monotonic() - began),
            )
            pulling = asyncio.create_task(pull)
            await until(lambda: "quick" in done)
            pulling.cancel()
            await asyncio.gather(pulling, return_exceptions=True)

    assert done["quick"] < 3


async def test_feeds_of_a_host_that_asks_us_to_wait_all_wait_and_none_of_them_has_failed(tmp_path):
    async def answer(name, asked):
        if asked.path == "/0":
            return http(b"", "429 Too Many Requests", **{"Retry-After": "7200"})
        return http(GOOD)

    async with crowding(answer) as crowd, crowd.fetcher(["busy", "well"], host_interval=0.1) as fetcher:
        busy = [
            Feed(id=f"busy{n}", url=f"http://busy.example:{crowd.port}/{n}", title="busy") for n in range(4)
        ]
        with Store(tmp_path / "parallax.db") as store:
            outcomes = await Line(store, InProcess().run, lambda: KNOWLEDGE).pull(
                fetcher, [*busy, crowd.feed("well")], Pull(NOW, random.Random(0))
            )
            states = await store.read(feed_states.whole)

    assert [str(outcome.state) for outcome in outcomes] == ["failing", "skipped", "skipped", "skipped", "ok"]
    assert "asked us to come later" in outcomes[1].reason
    assert [states[feed.id].failures for feed in busy] == [1, 0, 0, 0]
    for feed in busy:
        assert (
            timedelta(hours=2) <= states[feed.id].next_pull - NOW + timedelta(seconds=5) < timedelta(hours=3)
        )


async def test_a_host_that_asks_us_to_wait_is_left_alone_after_a_restart_too(tmp_path):
    async def answer(name, asked):
        return http(b"", "429 Too Many Requests", **{"Retry-After": "7200"})

    outcomes = []
    async with crowding(answer) as crowd:
        for n, later in enumerate([timedelta(), timedelta(hours=1), timedelta(hours=2.1)]):
            feed = Feed(id=f"busy{n}", url=f"http://busy.example:{crowd.port}/{n}", title="busy")
            async with crowd.fetcher(["busy"], host_interval=0.1) as fetcher:
                with Store(tmp_path / "parallax.db") as store:
                    line = Line(store, InProcess().run, lambda: KNOWLEDGE)
                    outcomes += await line.pull(fetcher, [feed], Pull(NOW + later, random.Random(0)))

    assert [str(outcome.state) for outcome in outcomes] == ["failing", "skipped", "failing"]
    assert timedelta(hours=2) <= outcomes[1].next_pull - NOW < timedelta(hours=3)


async def test_a_feed_that_says_how_long_it_stays_as_it_is_is_left_alone_for_so_long(tmp_path):
    async def answer(name, asked):
        return http(rss(item(), head="<ttl>300</ttl>"))

    async with crowding(answer) as crowd, crowd.fetcher(["slow"]) as fetcher:
        with Store(tmp_path / "parallax.db") as store:
            line = Line(store, InProcess().run, lambda: KNOWLEDGE)
            [outcome] = await line.pull(fetcher, [crowd.feed("slow")], Pull(NOW, random.Random(0)))

    assert outcome.next_pull - NOW >= 5 * HOUR


async def test_a_wait_beyond_any_that_a_host_may_ask_for_was_noted_by_a_wrong_clock(store):
    untils = {"busy.example": NOW + HOUR, "wrong.example": NOW + timedelta(days=365)}
    await store.write(hosts.keep_waits, untils, NOW)

    async with Fetcher() as fetcher:
        await recall_waits(store, fetcher, NOW)

        assert list(fetcher.turns.waits()) == ["busy.example"]


async def test_a_server_that_never_says_that_anything_changed_is_asked_for_all_once_a_week(tmp_path):
    asked_for_all, entries = [], [item()]

    async def answer(name, asked):
        if "if-none-match" in asked.headers:
            return http(b"", "304 Not Modified", ETag='"old"')
        asked_for_all.append(now)
        return http(rss(*entries), ETag='"old"')

    new = []
    async with crowding(answer) as crowd, crowd.fetcher(["stuck"], host_interval=0) as fetcher:
        with Store(tmp_path / "parallax.db") as store:
            line = Line(store, InProcess().run, lambda: KNOWLEDGE)
            for day in range(16):
                now = NOW + timedelta(days=day)
                [outcome] = await line.pull(
                    fetcher, [crowd.feed("stuck")], Pull(now, random.Random(0), force=True)
                )
                new.append(outcome.new)
                entries.append(item(f"Lab opens model {day}", day + 2))

    assert [at - NOW for at in asked_for_all] == [timedelta(days=day) for day in (0, 7, 14)]
    assert (new[0], new[7], new[14], sum(new)) == (1, 7, 7, 15)


async def test_a_server_that_says_it_even_when_asked_for_all_is_told_to_have_failed(tmp_path):
    async def answer(name, asked):
        return http(b"", "304 Not Modified") if states else http(GOOD, ETag='"x"')

    states = []
    async with crowding(answer) as crowd, crowd.fetcher(["stuck"], host_interval=0) as fetcher:
        with Store(tmp_path / "parallax.db") as store:
            line = Line(store, InProcess().run, lambda: KNOWLEDGE)
            for day in (0, 6, 7, 8):
                pull = Pull(NOW + timedelta(days=day), random.Random(0), force=True)
                [outcome] = await line.pull(fetcher, [crowd.feed("stuck")], pull)
                states.append(str(outcome.state))

    assert states == ["ok", "unchanged", "failing", "failing"]
    assert "nothing has changed, though we asked for all" in outcome.reason


# ---- a day ------------------------------------------------------------------------------------------------


@dataclass
class Publisher:
    """Publishes an item every so often, and supports or breaks what publishers do."""

    name: str
    every: timedelta
    kind: str = "etag"

    def items(self, now):
        last = int((now - NOW + timedelta(days=30)) / self.every)
        return [
            item(f"Lab {self.name} opens model {n}", pubDate=f"{NOW - timedelta(days=30) + self.every * n:%a, %d %b %Y %H:%M:%S} GMT",
                 link=f"https://{self.name}.example/{n}", guid=f"{self.name}-{n}")
            for n in range(last, last - 20, -1)
        ]  # fmt: skip

    def answer(self, now, asked):
        etag = f'"{int((now - NOW + timedelta(days=30)) / self.every)}"'
        match self.kind:
            case "broken":
                return http(b"", "500 Oh")
            case "busy":
                return http(b"", "429 Slow Down", Retry_After="7200")
            case "gone":
                return http(b"", "410 Gone")
            case "bare":
                return http(rss(*self.items(now)))
            case "fresh":
                if asked.headers.get("if-none-match") == etag:
                    return http(b"", "304 Not Modified", ETag=etag, Cache_Control="max-age=3600")
                return http(rss(*self.items(now)), ETag=etag, Cache_Control="max-age=3600")
            case _:
                if asked.headers.get("if-none-match") == etag:
                    return http(b"", "304 Not Modified", ETag=etag)
                return http(rss(*self.items(now)), ETag=etag)


PUBLISHERS = {
    publisher.name: publisher
    for publisher in (
        *(Publisher(f"lively{n}", HOUR / 4) for n in range(8)),
        *(Publisher(f"news{n}", 2 * HOUR, "bare" if n % 4 == 0 else "etag") for n in range(16)),
        *(Publisher(f"daily{n}", 24 * HOUR, "fresh" if n % 3 == 0 else "etag") for n in range(18)),
        *(Publisher(f"weekly{n}", 7 * 24 * HOUR, "bare" if n % 4 == 0 else "etag") for n in range(16)),
        *(Publisher(f"broken{n}", HOUR, "broken") for n in range(4)),
        Publisher("busy", HOUR, "busy"),
        Publisher("gone", HOUR, "gone"),
    )
}


@pytest.mark.long
async def test_a_day_of_sixty_four_feeds_is_polite(tmp_path):
    log = []
    now = NOW

    async def answer(name, asked):
        said = PUBLISHERS[name].answer(now, asked)
        log.append((name, now, said.split(b" ", 2)[1], len(said)))
        return said

    shipped = PullTable()
    async with crowding(answer) as crowd, crowd.fetcher(PUBLISHERS) as fetcher:
        feeds = [crowd.feed(name) for name in PUBLISHERS]
        with Store(tmp_path / "parallax.db") as store:
            line = Line(store, InProcess().run, lambda: KNOWLEDGE)
            rng = random.Random(0)
            # The second day is reported: on the first, every feed is new.
            while now < NOW + timedelta(days=2):
                await line.pull(fetcher, feeds, Pull(now, rng, shipped.interval))
                due = min(
                    state.next_pull for state in (await store.read(feed_states.without_chunks)).values()
                )
                now += TICK * max(1, -((now - due) // TICK))
            items = await store.read(item_store.count)

    day = [row for row in log if row[1] >= NOW + timedelta(days=1)]
    statuses = Counter(status.decode() for _, _, status, _ in day)
    kinds = Counter(name.rstrip("0123456789") for name, *_ in day)
    print(f"requests {len(day)}, by status {dict(statuses)}, by kind {dict(kinds)}")
    print(f"KiB sent to us {sum(size for *_, size in day) // 1024}, items {items}")

    times = {name: [at for known, at, *_ in log if known == name] for name in PUBLISHERS}
    gaps = [b - a for asked in times.values() for a, b in zip(asked, asked[1:], strict=False)]
    assert min(gaps) >= timedelta(minutes=10)
    assert max(gaps) <= timedelta(hours=24) + TICK
    assert max(Counter(at for _, at, *_ in day).values()) <= 12
    assert kinds["weekly"] <= 16 * 3
    assert kinds["gone"] == 0
    assert kinds["busy"] <= 12
    assert kinds["broken"] <= 4 * 4
    assert statuses["304"] > len(day) / 3
    # Nothing that was published is missed.
    known = {name: len(publisher.items(now)) for name, publisher in PUBLISHERS.items()}
    assert items > sum(known[name] for name in known if name.startswith("lively")) + 8 * 4 * 40
