"""What many tell at once is told between digests, once; and what is not."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.discord import render as discord
from digest.model.place import Platform
from digest.model.subscription import Layout
from digest.store import deliveries as outbox
from digest.store import ties
from tests.bot.post.house import READER, TITLE, House, by, tellings
from tests.builders import DAY, HOUR, NOW, item

WANTS = replace(READER, alerts=True)
THREE = ("a.example", "b.example", "c.example")


async def alerts_of(store, reader, *items):
    house = House(store, reader)
    await house.take_in(*items, now=NOW - HOUR)
    await house.take_in(now=NOW - HOUR / 2)
    digest = await house.digest(NOW)
    given = await store.read(outbox.alerts, reader.place, NOW - DAY)
    return house, given, digest


async def test_what_three_owners_tell_within_hours_is_told_once_and_the_digest_refers_to_it(store):
    house, given, digest = await alerts_of(store, WANTS, *map(by, THREE))
    tomorrow = await house.digest(NOW + DAY)

    assert len(given) == 1
    assert len(house.chat.posted) == 3
    assert tellings(digest) == []
    assert [(each.story, each.link) for each in digest.alerted] == [(given[0].stories[0], given[0].link)]
    assert tomorrow.alerted == ()
    assert given[0].link


async def test_a_digest_calls_what_was_told_by_an_alert_as_the_alert_did(store):
    title = "US tightens export controls on AI chips for China"
    said = {
        "title": "USA verschärfen Exportkontrollen für KI-Chips nach China",
        "summary": "Das US-Handelsministerium hat 12 Firmen auf die Entity List gesetzt und die Ausfuhr von Chips verboten.",
    }
    german = [by(outlet, **said) for outlet in ("a.example", "b.example")]
    house, _, digest = await alerts_of(store, WANTS, *german, by("c.example"))

    assert title in house.chat.posted[0][1]
    assert [each.title for each in digest.alerted] == [title]


async def test_a_digest_refers_to_an_alert_whose_report_has_gone_to_another_story_since(store):
    house = House(store, WANTS)
    await house.take_in(*map(by, THREE), now=NOW - HOUR)
    (given,) = await store.read(outbox.alerts, WANTS.place, NOW - DAY)
    await store.write(ties.move_told, given.stories[0], "another", TITLE)

    digest = await house.digest(NOW)

    assert [(each.story, each.title) for each in digest.alerted] == [("another", TITLE)]


@pytest.mark.parametrize(
    ("reader", "items"),
    [
        (READER, [*map(by, THREE)]),
        (WANTS, [by("a.example"), by("b.example")]),
        (WANTS, [by("a.example"), by("b.example"), by("c.example", published=NOW - 9 * HOUR)]),
        (replace(WANTS, themes=("talent",)), [*map(by, THREE)]),
        (WANTS, [by("a.example"), by("techmeme.com"), by("slashdot.org")]),
    ],
    ids=["not wanted", "two owners", "over more hours", "another theme", "passed on"],
)
async def test_what_is_not_wanted_or_told_by_few_or_slowly_is_no_alert(store, reader, items):
    _, given, _ = await alerts_of(store, reader, *items)

    assert given == []


async def test_what_the_very_pull_before_the_look_has_brought_is_told_at_once(store):
    house = House(store, WANTS)

    await house.take_in(*(by(outlet, published=NOW, first_seen=NOW) for outlet in THREE), now=NOW)

    assert len(house.chat.posted) == 1


async def test_a_channel_that_was_just_interrupted_hears_of_the_next_story_hours_later(store):
    other = "Moonshot opens the weights of its language model Kimi"
    first_in_a_digest = item("The Netherlands revoke ASML's licence to export chip machines", first_seen=NOW)
    house = House(store, WANTS)
    await house.take_in(*map(by, THREE), now=NOW - HOUR)
    many = [item(other, outlet=outlet, first_seen=NOW) for outlet in THREE]
    await house.take_in(first_in_a_digest, *many, now=NOW)
    soon = list(house.chat.posted)

    await house.take_in(now=NOW + 2 * HOUR)

    assert len(soon) == 1
    assert other in house.chat.posted[1][1]


async def test_a_day_that_the_clocks_make_longer_has_two_alerts_all_the_same(store):
    house = House(store, replace(WANTS, zone="Europe/Paris"))
    begins = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    told = (
        ("US tightens export controls on AI chips for China", begins),
        ("Moonshot opens the weights of its language model Kimi", begins + 12 * HOUR),
        ("The Netherlands revoke ASML's licence to export chip machines", begins + 24.5 * HOUR),
    )
    for title, at in told:
        await house.take_in(
            *(item(title, outlet=outlet, published=at, first_seen=at) for outlet in THREE), now=at
        )

    assert len(house.chat.posted) == 2


async def test_in_a_forum_an_alert_is_a_post_with_the_tags_of_its_themes(store):
    forum = replace(WANTS, platform=Platform.DISCORD, channel="4700", layout=Layout.FORUM)
    house = House(store, forum, render=discord.render)
    await house.take_in(*map(by, THREE), now=NOW - HOUR)
    (given,) = await store.read(lambda db: list(outbox.export(db)))

    assert given.title == "US tightens export controls on AI chips for China"
    assert given.tags == ("Export controls",)


async def test_what_a_post_of_a_forum_has_no_room_for_is_said_in_its_thread(store):
    forum = replace(WANTS, platform=Platform.DISCORD, channel="4700", layout=Layout.FORUM)
    house = House(store, forum, render=lambda _: [{"text": "one"}, {"text": "two"}])
    await house.take_in(*map(by, THREE), now=NOW - HOUR)
    post, more = await store.read(lambda db: list(outbox.export(db)))

    assert (post.reply_to, more.reply_to) == (None, post.id)
