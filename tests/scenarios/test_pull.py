"""From feeds to stories, with a real publisher, a real child process and a real store."""

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from bot.worker import WorkerTimeout
from config.knowledge import load_knowledge
from digest.errors import StoreError
from digest.line import errands, round
from digest.model.feed import Feed, PullState
from digest.model.theme import Theme
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.schedule import Pull
from digest.store import feed_states
from digest.store import items as item_store
from digest.store import stories as story_store
from tests.builders import NOW, item
from tests.fakes.feeds import Publisher


@pytest.fixture
async def publisher():
    async with Publisher().running() as running:
        yield running


@pytest.fixture
def line(store, worker):
    return Line(store, worker.run, lambda: load_knowledge(embedder="none"))


@pytest.fixture
async def fetcher(publisher):
    allow = frozenset({("127.0.0.1", publisher.port)})
    async with Fetcher(allow=allow, host_interval=0, host_at_once=0) as opened:
        yield opened


def feed(publisher, name):
    return Feed(id=name, url=publisher.url(name), title=name)


def pull(now=NOW, **more):
    return Pull(now, random.Random(0), force=True, **more)


async def test_items_are_stored_read_and_told_as_stories(line, fetcher, publisher):
    outcomes = await line.pull(fetcher, [feed(publisher, "good")], pull())

    assert [(outcome.state, outcome.new) for outcome in outcomes] == [(PullState.OK, 2)]
    items = [item async for item in _all(line)]
    assert [filing.theme for item in items for filing in item.themes][:2] == [
        "export_controls",
        "open_source",
    ]
    assert all(item.story and item.outlet == "good.example" and item.language == "en" for item in items)
    assert await line.store.read(story_store.count) == 2


async def test_a_second_pull_asks_with_the_etag_and_brings_nothing(line, fetcher, publisher):
    await line.pull(fetcher, [feed(publisher, "good")], pull())
    outcomes = await line.pull(fetcher, [feed(publisher, "good")], pull(NOW + timedelta(hours=1)))

    assert [(outcome.state, outcome.new) for outcome in outcomes] == [(PullState.UNCHANGED, 0)]
    assert publisher.requests[-1].headers["If-None-Match"] == '"good"'


async def test_a_feed_that_is_not_due_is_not_asked(line, fetcher, publisher):
    await line.pull(fetcher, [feed(publisher, "good")], pull())
    outcomes = await line.pull(fetcher, [feed(publisher, "good")], replace(pull(), force=False))

    assert [outcome.state for outcome in outcomes] == [PullState.SKIPPED]
    assert len(publisher.requests) == 1


async def test_a_failing_feed_is_asked_ever_less_often(line, fetcher, publisher):
    waits = []
    for hour in range(3):
        now = NOW + timedelta(days=hour)
        await line.pull(fetcher, [feed(publisher, "status-500")], pull(now))
        state = (await line.store.read(feed_states.whole))["status-500"]
        waits.append(state.next_pull - now)

    assert waits[0] < waits[1] < waits[2]


async def test_what_was_imported_twice_is_there_once(line):
    items = [item(f"China opens model weights {number}") for number in range(5)]

    assert await line.take_in(items, now=NOW) == 5
    assert await line.take_in(items, now=NOW) == 0
    assert await line.store.read(item_store.count) == 5


async def test_what_a_feed_brings_is_parsed_and_read_in_one_trip(line, worker, fetcher, publisher):
    await line.take_in([item("The child learns what the team taught")], now=NOW)
    trips = []

    async def run(function, *args, **limits):
        trips.append(function.__name__)
        return await worker.run(function, *args, **limits)

    line = Line(line.store, run, lambda: load_knowledge(embedder="none"))
    await line.pull(fetcher, [feed(publisher, "good")], pull())

    assert trips == ["parse_and_read"]
    assert await line.store.read(item_store.unread) == []


async def test_what_a_team_taught_crosses_whole_only_to_a_child_that_does_not_know_it(line, worker):
    taught = []

    async def run(function, *args, **limits):
        taught.append(args[-1].packed is not None)
        return await worker.run(function, *args, **limits)

    # Another team in each run, so that none has been kept on this machine.
    knowledge = load_knowledge(own_themes=[Theme("rice", uuid4().hex)], embedder="none")
    line = Line(line.store, run, lambda: knowledge)
    for number in range(3):
        await line.take_in([item(f"Item {number}")], now=NOW)

    assert taught == [False, True, False, False]


async def test_what_cannot_be_read_on_its_way_is_stored_and_read_afterwards(line, worker, fetcher, publisher):
    async def run(function, *args, **limits):
        if function is errands.parse_and_read:
            raise WorkerTimeout("it took longer than 8 s to read")
        return await worker.run(function, *args, **limits)

    line = Line(line.store, run, lambda: load_knowledge(embedder="none"))
    [outcome] = await line.pull(fetcher, [feed(publisher, "good")], pull())

    assert (outcome.state, outcome.new) == (PullState.OK, 2)
    assert await line.store.read(story_store.count) == 2


async def test_a_store_that_takes_nothing_is_no_failure_of_the_feed(line, fetcher, publisher, monkeypatch):
    def full(*_):
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(round, "store_arrivals", full)
        with pytest.raises(StoreError):
            await line.pull(fetcher, [feed(publisher, "good")], pull())
    states = await line.store.read(feed_states.whole)
    [outcome] = await line.pull(fetcher, [feed(publisher, "good")], replace(pull(), force=False))

    assert states == {}
    assert (outcome.state, outcome.new) == (PullState.OK, 2)


async def test_a_pull_that_is_told_to_end_leaves_what_is_unread_to_the_next(line, worker, fetcher, publisher):
    asked, old = asyncio.Event(), item("Left unread by a crash")
    await line.store.write(item_store.add, [old])

    async def run(function, *args, **limits):
        if function is errands.parse_and_read:
            asked.set()
            await asyncio.Event().wait()
        return await worker.run(function, *args, **limits)

    hanging = Line(line.store, run, lambda: load_knowledge(embedder="none"))
    pulling = asyncio.create_task(hanging.pull(fetcher, [feed(publisher, "good")], pull()))
    await asyncio.wait_for(asked.wait(), 30)
    pulling.cancel()
    await asyncio.wait([pulling])
    left = await line.store.read(item_store.unread)
    await line.pull(fetcher, [], pull())

    assert [one.id for one in left] == [old.id]
    assert await line.store.read(item_store.unread) == []


async def _all(line):
    for one in await line.store.read(lambda db: list(item_store.export(db))):
        yield one
