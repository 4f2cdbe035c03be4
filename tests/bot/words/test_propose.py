"""Feeds that somebody suggests, and who settles it."""

import pytest

from bot.chat import Role
from bot.status import gather_status
from digest.store import feeds as feed_store
from tests.bot.conftest import FILLED, MORNING, pressed, said
from tests.builders import feed


async def test_a_suggested_feed_is_looked_at_and_added_by_an_admin(house):
    house.offer("https://new.example", "First title", "Second title")
    thanks = await house.ask("suggest", "new.example", role=Role.GUEST, user_name="Gil")
    assert "An admin of the home team will look at" in said(thanks)
    assert house.looked == []
    assert [heard.summary for heard in house.admin_heard] == ["Gil suggests a feed: https://new.example"]
    assert "waits for an admin already" in said(await house.ask("suggest", "https://new.example"))
    assert "Look at it" not in said(await house.ask("feeds"))

    waiting = await house.admin("feeds")
    assert "Gil suggests a feed: https://new.example" in said(waiting)
    shown = await house.admin(*pressed(waiting, "Look at it"))
    assert "First title" in said(shown)
    added = await house.admin(*pressed(shown, "Add this feed"))
    assert "was added" in said(added)
    assert [feed.id for feed in await house.store.read(feed_store.added)] == ["offered"]

    again = await house.admin(*pressed(shown, "Add this feed"))
    assert "settled that suggestion already" in said(again)


@pytest.mark.parametrize("other", ["Add this feed", "Decline"])
async def test_of_two_admins_who_settle_a_suggestion_at_once_the_second_is_told_so(house, other):
    house.offer("https://new.example", "First title")
    await house.ask("suggest", "https://new.example")
    shown = await house.admin(*pressed(await house.admin("feeds"), "Look at it"))
    first = []

    async def looked_at_slowly(url):
        if not first:
            first.append(None)
            first.append(await house.admin(*pressed(shown, other)))
        return house.looks[url]

    house.look = looked_at_slowly
    second = await house.admin(*pressed(shown, "Add this feed"))

    assert ("was added" if other == "Add this feed" else "was declined") in said(first[1])
    assert "settled that suggestion already" in said(second)
    feeds = [feed.id for feed in await house.store.read(feed_store.added)]
    assert feeds == (["offered"] if other == "Add this feed" else [])
    log = said(await house.admin("status"))
    assert log.count("feeds add") == len(feeds)


async def test_of_a_page_whose_feed_was_added_it_is_said_and_not_that_it_waits(house):
    page = "https://new.example"
    house.offer(page, "First title")
    await house.ask("suggest", page)
    shown = await house.admin(*pressed(await house.admin("feeds"), "Look at it"))
    await house.admin(*pressed(shown, "Add this feed"))

    answer = await house.ask("suggest", page)

    assert said(answer).startswith("An admin has added the feed of https://new.example before")


async def test_what_is_secret_in_a_suggested_address_is_shown_to_nobody(house):
    secret = "0a1b2c3d4e5f60718293a4b5"
    url = f"https://new.example/feed?token={secret}"
    house.offer(url)

    answers = [await house.ask("suggest", url, user_name="Gil"), await house.ask("suggest", url)]
    waiting = await house.admin("feeds")
    looked = await house.admin(*pressed(waiting, "Look at it"))
    declined = await house.admin(*pressed(looked, "Decline"))
    log = await house.admin("status")

    assert house.looked == [url]
    for message in (*answers, waiting, looked, declined, log, *house.admin_heard):
        assert secret not in str(message)
    assert "suggest https://new.example" in said(log)


async def test_a_feed_that_was_added_since_is_counted_in_status_too(house):
    on = sum(feed.on for feed in house.settings.feeds)
    await house.store.write(feed_store.add, feed("https://new.example/feed", id="new", from_file=False))

    found = await gather_status(house.settings, house.store, now=MORNING)

    assert found.feeds_on == on + 1


async def test_a_feed_that_is_there_already_is_named_and_how_one_that_is_off_is_switched_on(house):
    on, off = (next(feed for feed in house.settings.feeds if feed.on == wanted) for wanted in (True, False))

    assert f"as “{on.id}”" in said(await house.ask("suggest", on.url))
    assert f'on = ["{off.id}"]' in said(await house.ask("suggest", off.url))


@pytest.mark.parametrize("typed", ["", "nothing", "file:///etc/passwd", "javascript:alert(1)", "a b.c"])
async def test_what_is_no_address_is_not_suggested(house, typed):
    assert "Write `suggest` and the address" in said(await house.ask("suggest", typed))


async def test_why_a_suggested_page_has_no_feed_is_said_in_the_channel_s_language(house):
    french = {**FILLED, "voice": ("fr",)}
    await house.admin(*pressed(await house.admin("subscribe", fields=french), "Keep it"))
    await house.ask("suggest", "https://bare.example")

    looked = await house.admin(*pressed(await house.admin("feeds"), "Regarder"))

    assert "https://bare.example : aucun flux n’a été trouvé là" in said(looked)


async def test_a_suggested_page_that_has_no_feed_can_be_declined_where_that_is_said(house):
    await house.ask("suggest", "https://bare.example")
    looked = await house.admin(*pressed(await house.admin("feeds"), "Look at it"))

    declined = await house.admin(*pressed(looked, "Decline"))

    assert "https://bare.example was declined" in said(declined)
