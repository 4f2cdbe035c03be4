"""Whoever looks after the bot is told once when a feed dies, goes quiet, recovers or moves."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.post.outgoing import Outbox
from bot.post.watch import Watch
from digest.clock import write_time
from digest.model.delivery import DeliveryKind
from digest.model.feed import FeedNews, FeedState, PullState
from digest.model.place import Place, Platform
from digest.store import deliveries as outbox
from digest.store import feed_states
from digest.store import feeds as feed_store
from tests.builders import DAY, NOW, feed

ADMIN = Place(Platform.SLACK, "", "C0ADMIN")
OURS = feed("https://news.example/feed", id="ours")
OTHER = feed("https://other.example/feed", id="other")
DEAD = FeedState(
    "ours", state=PullState.GONE, reason="it is gone for good (410)", failures=1, failing_since=NOW
)
MOVED = FeedState(
    "ours",
    state=PullState.OK,
    moved_to="https://new.example/feed?token=s3cret",
    moved_since=NOW - 8 * DAY,
    moved_pulls=60,
)


def render(message):
    return [{"text": message.summary}]


async def look(store, *states, now=NOW, feeds=(OURS, OTHER), admin=ADMIN):
    await store.write(feed_states.keep, states)
    watch = Watch(Outbox(store, {Platform.SLACK: render}, admin))
    return [news for _, _, news in await watch.look(await store.read(feed_store.moved, feeds), now)]


async def said(store):
    waiting = await store.read(outbox.unsettled)
    assert all((part.kind, part.channel) == (DeliveryKind.NOTICE, "C0ADMIN") for part in waiting)
    return [(await store.read(outbox.body, part.id))["text"] for part in waiting]


async def test_a_death_is_in_the_outbox_and_in_the_log_once(store, caplog):
    assert await look(store, DEAD) == [FeedNews.DIED]
    assert await look(store, now=NOW + DAY) == []

    assert await said(store) == ["The feed “ours” has died: it is gone for good (410)."]
    assert caplog.text.count("feed died") == 1


async def test_of_two_who_look_at_one_moment_one_tells_it(store, caplog):
    told = await asyncio.gather(look(store, DEAD), look(store, DEAD, now=NOW + timedelta(seconds=1)))

    assert sorted(told) == [[], [FeedNews.DIED]]
    assert len(await said(store)) == 1
    assert caplog.text.count("feed died") == 1


async def test_a_feed_that_waits_for_leave_to_be_sent_a_password_has_not_died(store):
    waits = replace(DEAD, state=PullState.REFUSED, failures=9, failing_since=NOW - 2 * DAY)

    assert await look(store, waits, feeds=[replace(OURS, wanted_auth="THEIR_AUTH")]) == []
    assert await look(store, waits) == [FeedNews.DIED]


async def test_without_an_admin_channel_the_log_is_told(store, caplog):
    assert await look(store, DEAD, admin=None) == [FeedNews.DIED]

    assert await said(store) == []
    assert "gone for good" in caplog.text


async def test_a_recovery_is_told_once(store):
    await look(store, DEAD)
    [state] = (await store.read(feed_states.without_chunks)).values()
    well = replace(state, state=PullState.OK, failures=0, failing_since=None)

    assert await look(store, well, now=NOW + DAY) == [FeedNews.RECOVERED]
    assert await look(store, now=NOW + DAY) == []
    assert "well again" in (await said(store))[1]


async def test_a_feed_that_dies_a_second_time_is_told_of_again(store):
    await look(store, DEAD)
    [state] = (await store.read(feed_states.without_chunks)).values()
    well = replace(state, state=PullState.OK, failures=0, failing_since=None)
    await look(store, well, now=NOW + DAY)

    again = NOW + 8 * DAY
    assert await look(store, replace(DEAD, failing_since=again), now=again) == [FeedNews.DIED]

    first, _, second = await said(store)
    assert first == second


async def test_a_feed_that_answers_but_went_quiet_is_told_with_its_habit(store, caplog):
    quiet = FeedState("ours", state=PullState.OK, newest_item=NOW - 9 * DAY, rhythm_s=3 * 3600)

    assert await look(store, quiet) == [FeedNews.QUIET]
    assert "every 3 h" in (await said(store))[0]
    assert write_time(NOW - 9 * DAY) in caplog.text
    assert "None" not in caplog.text


async def test_a_move_is_made_and_told_and_its_secret_is_not(store):
    assert await look(store, MOVED) == [FeedNews.MOVED]

    [now_at, _] = await store.read(feed_store.moved, [OURS, OTHER])
    assert now_at.url == MOVED.moved_to
    assert await look(store, now=NOW + DAY) == []
    [text] = await said(store)
    assert "https://new.example/feed" in text
    assert "s3cret" not in text


async def test_a_feed_moves_on_from_where_it_has_moved(store):
    await look(store, MOVED)
    further = replace(MOVED, moved_to="https://third.example/feed")

    assert await look(store, further, now=NOW + 9 * DAY) == [FeedNews.MOVED]
    assert (await store.read(feed_store.moved, [OURS]))[0].url == "https://third.example/feed"


async def test_an_address_that_is_written_anew_is_the_one_that_counts(store):
    await look(store, MOVED)
    written = replace(OURS, url="https://mine.example/feed")

    assert await store.read(feed_store.moved, [written]) == [written]


async def test_no_feed_moves_to_where_another_is_or_takes_its_password_along(store):
    assert await look(store, replace(MOVED, moved_to=OTHER.url)) == []
    assert await look(store, MOVED, feeds=[replace(OURS, auth="OURS_AUTH")]) == []


async def test_many_at_once_are_one_message(store):
    other = replace(DEAD, feed="other")

    assert await look(store, DEAD, other) == [FeedNews.DIED, FeedNews.DIED]

    [text] = await said(store)
    assert "“ours”" in text
    assert "“other”" in text


async def test_of_very_many_at_once_each_is_named_in_the_message(store):
    feeds = [feed(f"https://{number}.example/feed", id=f"feed{number}") for number in range(9)]
    await store.write(feed_states.keep, [replace(DEAD, feed=each.id) for each in feeds])
    whole = {Platform.SLACK: lambda message: [{"text": str(message.blocks)}]}
    watch = Watch(Outbox(store, whole, ADMIN))

    await watch.look(feeds, NOW)

    [text] = await said(store)
    assert all(f"“{each.id}”" in text for each in feeds)
