"""The footer says what the store holds, also when feeds and pages fail."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.line.composing import compose_digest
from digest.model.feed import Feed
from digest.model.theme import Filing
from digest.model.window import Window
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.guard import allowed_hosts
from digest.pull.schedule import Pull
from digest.store import Store, items, stories
from digest.tell.present.digest import digest_message
from tests.builders import NOW, item, story, subscription
from tests.fakes.feeds import Publisher


@pytest.mark.parametrize(
    "failing", [(), ("status-500",), ("status-500", "status-404", "status-410", "status-429")]
)
async def test_what_it_counts_is_what_the_store_counts(tmp_path, failing):
    async with Publisher().running() as publisher:
        feeds = [
            Feed(name, publisher.url(name), outlet=f"{name}.example") for name in ("good", "other", *failing)
        ]
        asleep = Feed("asleep", publisher.url("asleep"), outlet="asleep.example")
        off = replace(asleep, id="off", on=False)
        knowledge = load_knowledge()
        with Store(tmp_path / "parallax.db") as store:
            line = Line(store, InProcess().run, lambda: knowledge)
            fetch = Fetcher(
                contact="",
                allow=allowed_hosts(f"127.0.0.1:{publisher.port}"),
                host_interval=0,
                host_at_once=0,
            )
            async with fetch:
                for minutes in (90, 30):
                    pulled = NOW - timedelta(minutes=minutes)
                    await line.pull(fetch, feeds, Pull(pulled, random.Random(1), force=True))
            desk = Desk(store, knowledge, {}, feeds=lambda: [*feeds, asleep, off])
            digest = (await compose_owed(desk, subscription(), NOW)).digest
            counted = await store.read(count, digest.window)

    told = digest.coverage
    assert (told.feeds, told.read, told.failed) == (len(feeds) + 1, 2, len(failing))
    # The second feed carries the first one's items: it answers, and brings nothing new.
    assert told.quiet == 1
    assert (told.items, told.stories) == counted
    tellings = digest.tellings
    assert told.shown == len(tellings) > 0
    said = str(digest_message(digest, subscription(), themes=knowledge.themes).blocks[-1])
    assert f"{len(feeds) + 1} feeds: 2 read, {len(failing)} failed, 1 with nothing new" in said
    assert (
        f"{told.shown} shown ({sum(telling.single_source for telling in tellings)} from a single source"
        in said
    )


async def test_every_story_is_shown_or_held_back_or_on_none_of_its_themes(store):
    day = Window(NOW - timedelta(days=1), NOW)
    told = [item(f"Talk {number}") for number in range(stories.MOST_OF_A_THEME + 20)]
    filed = [
        story(each.title, items=(each.id,), themes=(Filing("chips" if number < 5 else "talent", 9.0),))
        for number, each in enumerate(told)
    ]
    await store.write(items.add, told)
    await store.write(stories.save, filed)
    digest, _ = await store.read(
        lambda db: compose_digest(db, subscription(), day, day=NOW.date(), now=NOW, feeds=(), actors={})
    )

    counted = digest.coverage
    assert (counted.stories, counted.shown + counted.held_back) == (len(told), len(told) - 5)
    said = str(digest_message(digest, subscription(), themes=()).blocks[-1])
    assert f"{counted.shown} shown" in said
    assert f"{counted.held_back} held back · 5 on none of its themes" in said


def count(db, window: Window):
    """Count on our own, from the tables."""
    span = (int(window.start.timestamp()), int(window.end.timestamp()))
    items = db.execute(
        "SELECT count(*) FROM items WHERE first_seen >= ? AND first_seen < ?", span
    ).fetchone()[0]
    stories = db.execute(
        "SELECT count(DISTINCT s) FROM members JOIN items USING (n) WHERE first_seen >= ? AND first_seen < ?",
        span,
    ).fetchone()[0]
    return items, stories
