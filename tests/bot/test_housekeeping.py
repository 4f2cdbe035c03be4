"""What is past its time goes, and nothing goes because a clock was wrong."""

import pytest

from bot import housekeeping
from bot.housekeeping import keep_house
from digest.model.delivery import Delivery, Posted
from digest.model.digest import Coverage, Digest, Verdict
from digest.model.feed import FeedState
from digest.model.place import Platform
from digest.model.query import Query
from digest.model.subscription import Edition
from digest.model.theme import Filing
from digest.model.window import Window
from digest.store import (
    Store,
    choices,
    deliveries,
    digests,
    feed_states,
    items,
    notes,
    search,
    stories,
    teams,
)
from digest.store.choices import Follow, FollowKind
from digest.store.keys import first_key
from digest.store.teams import Team
from tests.builders import DAY, HOUR, NOW, item, story


def dated(days_ago, number):
    at = NOW - days_ago * DAY
    return item(f"Item {number} of {days_ago} days ago", published=at, first_seen=at)


async def kept(store):
    return await store.read(items.count)


async def test_items_are_deleted_after_their_days_and_the_file_stays_bounded(tmp_path):
    path = tmp_path / "parallax.db"
    with Store(path) as store:
        sizes = []
        for week in range(12):
            now = NOW + week * 7 * DAY
            batch = [
                item(f"Item {n} of week {week}", summary="words " * 100, published=now, first_seen=now)
                for n in range(300)
            ]
            await store.write(items.add, batch)
            await keep_house(store, 21, now)
            await store.write(lambda db: None)
            sizes.append(await store.read(lambda db: db.execute("PRAGMA page_count").fetchone()[0]))
        assert await kept(store) == 4 * 300

    assert sizes[-1] < 1.2 * sizes[5]


async def test_what_was_taken_out_of_the_index_takes_no_room_after_a_month(store, monkeypatch):
    monkeypatch.setattr(housekeeping, "_PAUSE_S", 0)

    async def size():
        return await store.read(
            lambda db: db.execute("SELECT sum(length(block)) FROM search_index_data").fetchone()[0]
        )

    await keep_house(store, 400, NOW)
    await store.write(items.add, [dated(2, number) for number in range(1000)])
    whole = await size()

    await store.write(items.add, [dated(-31, number) for number in range(1100)])
    await keep_house(store, 20, NOW + 29 * DAY)
    assert await kept(store) == 1100
    assert await size() > whole * 1.5

    await keep_house(store, 20, NOW + 31 * DAY)
    assert await kept(store) == 1100
    assert await size() < whole * 1.2


async def test_a_story_that_is_deleted_is_no_longer_followed(store):
    old, new = dated(30, 1), dated(1, 1)
    told = [story(each.title, items=(each.id,)) for each in (old, new)]
    await store.write(items.add, [old, new])
    await store.write(stories.save, told)
    for each in told:
        await store.write(choices.follow, Follow("slack:C1", FollowKind.STORY, each.id, "U1", NOW))

    await keep_house(store, 20, NOW)

    assert [wish.target for wish in await store.read(choices.follows)] == [told[1].id]


async def test_of_an_old_digest_what_it_said_is_kept_and_not_how_it_was_made_or_went(store, monkeypatch):
    monkeypatch.setattr(housekeeping, "_PAUSE_S", 0)
    for name, end in (("old", NOW - 40 * DAY), ("new", NOW - 20 * DAY)):
        window = Window(end - DAY, end)
        made = Digest(name, "morning", Edition.DAILY, end.date(), window, (), Coverage())
        part = Delivery(f"{name}-1", name, "morning", Platform.SLACK, "C1", 1)
        await store.write(digests.save, made, [Verdict("a story", True, None, {})])
        await store.write(deliveries.plan, [(part, {"text": name})], end)
        await store.write(deliveries.mark_sent, part.id, Posted("m1"), end)

    await keep_house(store, 400, NOW)

    assert [each.id for each in await store.read(lambda db: list(digests.export(db)))] == ["old", "new"]
    assert [each.digest for each in await store.read(digests.judged, "a story")] == ["new"]
    assert [each.id for each in await store.read(lambda db: list(deliveries.export(db)))] == ["new-1"]


async def test_a_clock_ten_years_ahead_deletes_nothing(store):
    await store.write(items.add, [dated(days, number) for days in (1, 2, 3) for number in range(3)])

    await keep_house(store, 400, NOW + 3652 * DAY)

    assert await kept(store) == 9


@pytest.mark.parametrize(("days", "is_told"), [(0, True), (-2000, False)])
async def test_what_was_seen_by_a_clock_ahead_is_told_once_the_clock_is_right(store, days, is_told):
    seen = NOW + 1000 * DAY
    late = item("China opens model weights", published=NOW - HOUR, first_seen=seen)
    told = story(
        late.title,
        items=(late.id,),
        themes=(Filing("open_source", 8.0),),
        first_seen=seen,
        last_seen=seen,
        last_published=late.published,
    )
    today = Window(NOW - DAY, NOW + HOUR)
    await store.write(items.add, [late, dated(1, 1), dated(2, 1)])
    await store.write(stories.save, [told])
    await store.write(feed_states.keep, [FeedState("f", newest_item=seen)])

    await keep_house(store, 400, NOW + days * DAY)

    found = await store.read(stories.seen_in, today, ["open_source"])
    newest = (await store.read(feed_states.whole))["f"].newest_item
    kept_item = (await store.read(items.get, [late.id]))[late.id]

    assert [one.id for one in found] == ([told.id] if is_told else [])
    assert kept_item.first_seen == newest == (NOW if is_told else seen)


async def test_what_an_older_file_lacks_in_its_index_is_put_there(store, monkeypatch):
    monkeypatch.setattr(housekeeping, "_PAUSE_S", 0)
    await store.write(notes.keep, "stamped_from", str(first_key(NOW + DAY)))
    await store.write(items.add, [dated(days, 1) for days in range(250)])
    asked = Query("item", outlet=dated(1, 1).outlet, limit=500)
    before = await store.read(search.find, asked)

    await keep_house(store, 400, NOW)

    assert await store.read(notes.get, "stamped_from") is None
    assert await store.read(search.find, asked) == before
    assert len(before) == 250


async def test_what_a_team_chose_is_kept_for_a_month_after_it_removed_the_bot(store):
    await store.write(teams.save, Team(Platform.SLACK, "T1", "Example", NOW))
    await store.write(teams.leave, Platform.SLACK, "T1", NOW)
    there = []
    for days in (29, 31):
        await keep_house(store, 400, NOW + days * DAY)
        there.append(len(await store.read(teams.everyone)))

    assert there == [1, 0]
