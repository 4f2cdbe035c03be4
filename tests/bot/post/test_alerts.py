"""What many tell at once is told between digests, once; and what is not."""

from dataclasses import replace

import pytest

from bot.discord import render as discord
from digest.model.place import Platform
from digest.model.subscription import Layout
from digest.store import deliveries as outbox
from tests.bot.post.house import READER, House, by, tellings
from tests.builders import DAY, HOUR, NOW

WANTS = replace(READER, alerts=True)


async def alerts_of(store, reader, *items):
    house = House(store, reader)
    await house.take_in(*items, now=NOW - HOUR)
    await house.take_in(now=NOW - HOUR / 2)
    digest = await house.digest(NOW)
    given = await store.read(outbox.alerts, reader.place, NOW - DAY)
    return house, given, digest


async def test_what_three_owners_tell_within_hours_is_told_once_and_the_digest_refers_to_it(store):
    house, given, digest = await alerts_of(store, WANTS, *map(by, ("a.example", "b.example", "c.example")))

    assert len(given) == 1
    assert len(house.chat.posted) == 2
    assert tellings(digest) == []
    assert [(each.story, each.link) for each in digest.alerted] == [(given[0].stories[0], given[0].link)]
    assert given[0].link


@pytest.mark.parametrize(
    ("reader", "items"),
    [
        (READER, [by("a.example"), by("b.example"), by("c.example")]),
        (WANTS, [by("a.example"), by("b.example")]),
        (WANTS, [by("a.example"), by("b.example"), by("c.example", published=NOW - 9 * HOUR)]),
        (replace(WANTS, themes=("talent",)), [by("a.example"), by("b.example"), by("c.example")]),
    ],
    ids=["not wanted", "two owners", "over more hours", "another theme"],
)
async def test_what_is_not_wanted_or_told_by_few_or_slowly_is_no_alert(store, reader, items):
    _, given, _ = await alerts_of(store, reader, *items)

    assert given == []


async def test_in_a_forum_an_alert_is_a_post_with_the_tags_of_its_themes(store):
    forum = replace(WANTS, platform=Platform.DISCORD, channel="4700", layout=Layout.FORUM)
    house = House(store, forum)
    house.alerts = replace(house.alerts, renderers={Platform.DISCORD: discord.render})
    await house.take_in(*map(by, ("a.example", "b.example", "c.example")), now=NOW - HOUR)
    (given,) = await store.read(lambda db: list(outbox.export(db)))

    assert given.title == "US tightens export controls on AI chips for China"
    assert given.tags == ("Export controls",)
