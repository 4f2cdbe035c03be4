"""What a feed does to its entries does not make news of them twice, and no flood drowns a channel."""

import asyncio
import random
from datetime import timedelta
from email.utils import format_datetime

import pytest

from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.model.feed import Feed
from digest.model.place import Platform
from digest.pipeline import Line
from digest.pull.schedule import Pull
from digest.store import feed_states
from digest.store import feeds as feed_store
from digest.store import items as item_store
from digest.store import stories as story_store
from tests.builders import DAY, HOUR, NOW, subscription
from tests.fakes.fetching import serving
from tests.fakes.hostile.fault import http, rss

KNOWLEDGE = load_knowledge(embedder="none")
WEIGHTS = "Moonshot opens the weights of its language model"
CHIPS = "US tightens export controls on AI chips for China"


def entry(title=WEIGHTS, *, link="https://lab.example/1", guid="1", at=NOW - HOUR, more=""):
    date = at if isinstance(at, str) else format_datetime(at, usegmt=True)
    return (
        f"<item><title>{title}</title><link>{link}</link><guid isPermaLink='false'>{guid}</guid>"
        f"<pubDate>{date}</pubDate><description>It is under an MIT licence.{more}</description></item>"
    )


OTHER = entry(CHIPS, link="https://lab.example/2", guid="2", at=NOW - 2 * HOUR)


class House:
    """A feed whose entries change, and what its reader is told day by day."""

    def __init__(self, line, fetcher, url, shelf):
        self.line, self.fetcher, self.shelf = line, fetcher, shelf
        self.feed = Feed("lab", url)
        self.reader = subscription(days=("mon", "tue", "wed", "thu", "fri", "sat", "sun"), stories=10)
        self.desk = Desk(line.store, KNOWLEDGE, {Platform.TERMINAL: lambda _: []}, feeds=lambda: [self.feed])

    async def told(self, *entries, now):
        """The titles of the digest of a day on which the feed holds these entries."""
        self.shelf[:] = entries
        await self.line.pull(self.fetcher, [self.feed], Pull(now, random.Random(0), force=True))
        self.digest = (await compose_owed(self.desk, self.reader, now)).digest
        return [telling.title for telling in self.digest.tellings]


@pytest.fixture
async def house(store):
    shelf = []
    async with serving(lambda _: http(rss(*shelf))) as (server, fetcher):
        yield House(Line(store, InProcess().run, lambda: KNOWLEDGE), fetcher, server.url, shelf)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param([entry(guid="9"), OTHER], id="another guid"),
        pytest.param([entry(link="https://lab.example/1?utm_source=rss&amp;fbclid=x"), OTHER], id="a tracked link"),
        pytest.param([entry(link="http://www.lab.example/1/"), OTHER], id="another scheme"),
        pytest.param([entry(at=NOW + 20 * HOUR), OTHER], id="a newer date"),
        pytest.param([entry(at="nonsense"), OTHER], id="a date that is none"),
        pytest.param([entry(title=WEIGHTS + " today"), OTHER], id="an edited title"),
        pytest.param([entry(title=WEIGHTS.upper()), OTHER], id="a shouted title"),
        pytest.param([entry(more=" Corrected a word."), OTHER], id="an edited text"),
        pytest.param([OTHER, entry()], id="another order"),
        pytest.param([entry(), entry(), entry(guid="7"), OTHER], id="doubles"),
        pytest.param(
            [entry(), OTHER]
            + [
                entry(f"Lab opens model number {n}", link=f"https://lab.example/old/{n}", guid=f"o{n}", at=NOW - n * 30 * DAY)
                for n in range(1, 60)
            ],
            id="an archive",
        ),
    ],
)  # fmt: skip
async def test_a_story_is_told_once_whatever_its_feed_does(house, later):
    first = await house.told(entry(), OTHER, now=NOW)
    second = await house.told(*later, now=NOW + DAY)

    assert sorted(first) == sorted([WEIGHTS, CHIPS])
    assert second == []


async def test_what_vanishes_and_returns_is_no_news(house):
    await house.told(entry(), OTHER, now=NOW)

    assert await house.told(OTHER, now=NOW + DAY) == []
    assert await house.told(entry(), OTHER, now=NOW + 2 * DAY) == []


async def test_a_flood_is_cut_and_the_rest_is_counted(house):
    subjects = ("Huawei", "Nvidia", "SMIC", "TSMC", "Samsung", "ASML", "Intel", "AMD", "Micron", "Cambricon")
    flood = [
        entry(
            f"US tightens export controls on chips of {subjects[n % 10]}, case {n}",
            link=f"https://lab.example/{n}",
            guid=str(n),
            at=NOW - timedelta(seconds=n),
        )
        for n in range(2_000)
    ]

    told = await house.told(*flood, now=NOW)

    assert await house.line.store.read(item_store.count) == 200
    assert len(told) <= 10
    assert house.digest.coverage.shown == len(told)
    assert house.digest.coverage.items == 200


async def test_a_page_that_two_feeds_bring_at_once_is_told_in_the_words_of_one_of_them(store):
    def answer(asked):
        return http(rss(entry(WEIGHTS if asked.path == "/one" else CHIPS)))

    async with serving(answer) as (server, fetcher):
        feeds = [Feed(name, f"http://127.0.0.1:{server.port}/{name}") for name in ("one", "other")]
        line = Line(store, InProcess().run, lambda: KNOWLEDGE)
        outcomes = await line.pull(fetcher, feeds, Pull(NOW, random.Random(0)))
    [item] = await store.read(lambda db: list(item_store.export(db)))
    [story] = await store.read(lambda db: list(story_store.export(db)))

    assert sorted(outcome.new for outcome in outcomes) == [0, 1]
    assert (story.title, story.outlets) == (item.title, 1)


@pytest.mark.parametrize(
    "at",
    [
        "",
        "nonsense",
        "Wed, 01 Jan 0000 00:00:00 GMT",
        "Tue, 01 Jan 2999 00:00:00 GMT",
        NOW + 2 * HOUR,
        "0001-01-01T00:00:00Z",
    ],
)
async def test_a_date_that_cannot_be_is_when_it_was_first_seen(house, at):
    assert await house.told(entry(at=at), now=NOW) == [WEIGHTS]

    [item] = await house.line.store.read(lambda db: list(item_store.export(db)))
    assert item.published == NOW


@pytest.mark.parametrize("age", [15 * DAY, 400 * DAY])
async def test_what_is_old_is_stored_and_not_told(house, age):
    assert await house.told(entry(at=NOW - age), now=NOW) == []
    assert await house.line.store.read(item_store.count) == 1


# ---- its address, under the same id -----------------------------------------------------------------------


async def test_a_feed_that_is_given_another_address_begins_anew(store):
    def answer(asked):
        if asked.path == "/gone":
            return http(b"", "410 Gone")
        if "if-none-match" in asked.headers:
            return http(b"", "304 Not Modified")
        return http(rss(entry(link=f"https://lab.example{asked.path}")), ETag='"1"')

    async with serving(answer) as (server, fetcher):
        line = Line(store, InProcess().run, lambda: KNOWLEDGE)

        async def pulled(path, auth=None):
            url = f"http://127.0.0.1:{server.port}{path}"
            [outcome] = await line.pull(fetcher, [Feed("lab", url, auth=auth)], Pull(NOW, random.Random(0)))
            return str(outcome.state), outcome.new

        assert await pulled("/gone") == ("gone", 0)
        assert await pulled("/gone") == ("skipped", 0)
        assert await pulled("/old") == ("ok", 1)
        assert await pulled("/new") == ("ok", 1)
        assert await pulled("/new", auth="NOT_SET") == ("failing", 0)
        assert await pulled("/new") == ("ok", 0)


async def test_a_feed_that_is_removed_while_it_is_pulled_leaves_nothing_behind(store):
    removing = []

    def answer(_):
        removing.append(asyncio.create_task(store.write(feed_store.remove, "lab")))
        return http(rss(entry()))

    async with serving(answer) as (server, fetcher):
        feed = Feed("lab", server.url, from_file=False)
        await store.write(feed_store.add, feed)
        line = Line(store, InProcess().run, lambda: KNOWLEDGE)
        await line.pull(fetcher, [feed], Pull(NOW, random.Random(0)))

    assert await removing[0] is True
    assert await store.read(feed_states.whole) == {}
