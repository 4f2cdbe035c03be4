"""What is followed is told as it comes: each change once, to the channels that asked, and to no other."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.discord import render as discord_render
from bot.post.following import Following
from bot.post.owed import compose_owed
from bot.readers import reader_at
from bot.slack import render as slack_render
from bot.worker import InProcess
from digest.model.delivery import DeliveryKind
from digest.model.place import Place, Platform
from digest.model.subscription import Layout
from digest.pipeline import Line
from digest.store import deliveries as outbox
from digest.store import items as item_store
from digest.store import memory
from digest.store import stories as story_store
from digest.store.stories import MOST_OF_A_THEME
from tests.bot.conftest import MORNING, pressed, said
from tests.builders import story
from tests.demo_items import demo_items

LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def following(house):
    return Following(house.settings, house.store, {Platform.SLACK: slack_render.render})


async def posted(house):
    """Return the follow messages in the outbox: (channel, text)."""
    found = await house.store.read(lambda db: [(one, outbox.body(db, one.id)) for one in outbox.export(db)])
    return [(one.channel, str(body)) for one, body in found if one.kind is DeliveryKind.FOLLOW]


async def happen(house, *items):
    await Line(house.store, InProcess().run, lambda: house.settings.knowledge).take_in(items, now=LATER)


async def story_of(house, item):
    found = await house.store.read(item_store.get, [item.id])
    return found[item.id].story


def report(title, outlet="late.example", minutes=90, **fields):
    """Make an item of an outlet that has not told anything yet, after MORNING."""
    at = MORNING + timedelta(minutes=minutes)
    base = replace(demo_items()[0], feed=outlet, outlet=outlet, owner=outlet, published=at, first_seen=at)
    return replace(base, id=f"{outlet}{minutes}", url=f"https://{outlet}/{minutes}", title=title, **fields)


HUAWEI = report(
    "Huawei unveils Ascend 920 AI chip to rival Nvidia in China",
    summary="Huawei said its Ascend 920 AI chip, made by SMIC, will ship to 40 data centres in China this year.",
)
MORE = report(
    "Huawei says Ascend 920 AI chip to rival Nvidia will ship to 75 data centres in China",
    outlet="echo.example",
    minutes=110,
    summary="Huawei said its Ascend 920 AI chip, made by SMIC, will ship to 75 data centres in China this year.",
)


async def test_a_new_story_of_a_followed_actor_is_told_once(house, following):
    await house.admin("follow", "huawei")
    await following.look(LATER)
    assert await posted(house) == []

    await happen(house, HUAWEI)
    for _ in range(3):
        await following.look(LATER)

    ((channel, text),) = await posted(house)
    assert channel == "C1"
    assert "Ascend 920" in text
    assert "News of Huawei" in text


async def test_news_of_an_actor_is_told_however_much_other_news_there_is(house, following):
    await house.admin("follow", "huawei")
    others = [
        story(f"Story {number}", owners=9, first_seen=LATER, last_seen=LATER)
        for number in range(MOST_OF_A_THEME)
    ]
    await house.store.write(story_store.save, others)

    await happen(house, HUAWEI)
    await following.look(LATER)

    assert len(await posted(house)) == 1


async def test_who_is_followed_is_called_in_the_voice_of_the_channel(house, following):
    fields = {"at": ("08:00",), "voice": ("fr",)}
    await house.admin(*pressed(await house.admin("subscribe", fields=fields), "Keep it"))
    await house.admin("follow", "china")

    await happen(house, HUAWEI)
    await following.look(LATER)

    ((_, text),) = await posted(house)
    assert "Du nouveau\\u202f: Chine" in text


async def test_in_a_forum_news_is_a_post_named_after_what_it_tells(house):
    forum = {"platform": Platform.DISCORD, "team": "200", "channel": "4700", "layouts": (Layout.FORUM,)}
    preview = await house.admin("subscribe", fields={"at": ("08:00",)}, **forum)
    await house.admin(*pressed(preview, "Keep it"), **forum)
    told = await house.admin("follow", "huawei", **forum)
    elsewhere = await house.admin("follow", "huawei", **(forum | {"channel": "4800"}))
    following = Following(house.settings, house.store, {Platform.DISCORD: discord_render.render})

    await happen(house, HUAWEI)
    await following.look(LATER)

    found = await house.store.read(lambda db: list(outbox.export(db)))
    assert {one.channel: one.title for one in found} == {
        "4700": f"News of Huawei. {HUAWEI.title}",
        "4800": None,
    }
    assert "a forum takes posts alone" not in said(told)
    # There nothing says yet that news is to be posts.
    assert "a forum takes posts alone" in said(elsewhere)


async def test_what_was_there_when_it_was_followed_is_no_news(house, following):
    await happen(house, HUAWEI)
    house.time = LATER
    await house.admin("follow", "huawei")

    await following.look(LATER + timedelta(minutes=1))

    assert await posted(house) == []


async def test_what_came_between_the_last_telling_and_the_wish_is_no_news(house, following):
    await house.admin("follow", "huawei")
    await happen(house, HUAWEI)
    await following.look(LATER - timedelta(minutes=25))
    await house.admin("unfollow", "huawei")
    await happen(house, MORE)
    house.time = LATER
    await house.admin("follow", await story_of(house, HUAWEI))

    await following.look(LATER + timedelta(minutes=1))

    assert len(await posted(house)) == 1


async def test_a_typed_change_in_a_followed_story_makes_one_post(house, following):
    await happen(house, HUAWEI)
    house.time = LATER - timedelta(minutes=20)
    await house.admin("follow", await story_of(house, HUAWEI))

    assert await posted(house) == []
    await happen(house, MORE)
    for _ in range(3):
        await following.look(LATER)

    ((_, text),) = await posted(house)
    assert "Update: new figure: 75 data centres" in text


async def test_what_the_very_pull_before_the_look_has_brought_is_told(house, following):
    await house.admin("follow", "huawei")
    await happen(house, replace(HUAWEI, published=LATER, first_seen=LATER))

    await following.look(LATER)

    assert len(await posted(house)) == 1


async def test_news_of_one_who_is_followed_is_none_the_less_for_another_in_it_who_is_followed_later(
    house, following
):
    await house.admin("follow", "huawei")
    await happen(house, HUAWEI)
    house.time = LATER
    await house.admin("follow", "nvidia")

    await following.look(LATER + timedelta(minutes=1))

    assert len(await posted(house)) == 1


async def test_that_another_outlet_tells_it_too_is_news_of_the_story_and_of_nobody_in_it(house, following):
    await house.admin("follow", "huawei")
    await happen(house, HUAWEI)
    await following.look(LATER - timedelta(minutes=25))
    house.time = LATER - timedelta(minutes=20)
    await house.admin("follow", await story_of(house, HUAWEI), channel="C2")

    echo = report(
        "Huawei presents its Ascend 920 AI chip, a rival to Nvidia in China",
        outlet="echo.example",
        minutes=110,
        summary="The Ascend 920 AI chip that Huawei has shown in China is made by SMIC, analysts wrote on Thursday.",
    )
    await happen(house, echo)
    await following.look(LATER)

    assert await story_of(house, echo) == await story_of(house, HUAWEI)
    assert [channel for channel, _ in await posted(house)] == ["C1", "C2"]


async def test_news_of_an_actor_is_told_though_it_is_hardly_of_a_theme(house, following):
    await house.admin("follow", "huawei")
    await happen(house, HUAWEI)
    [found] = await house.store.read(story_store.whole, [await story_of(house, HUAWEI)])
    weak = tuple(replace(filing, score=3.0) for filing in found.themes)
    await house.store.write(story_store.save, [replace(found, themes=weak)])

    await following.look(LATER)

    assert len(await posted(house)) == 1


async def test_a_channel_is_told_of_whom_it_follows_whatever_its_own_themes_are(house, following):
    await house.admin("follow", "huawei", channel="CFILE")
    await happen(house, HUAWEI)
    [found] = await house.store.read(story_store.whole, [await story_of(house, HUAWEI)])
    other = replace(found.themes[0], theme="pricing")
    await house.store.write(story_store.save, [replace(found, themes=(other,))])

    await following.look(LATER)

    assert [channel for channel, _ in await posted(house)] == ["CFILE"]


async def test_a_followed_story_is_told_of_though_it_is_of_no_theme(house, following):
    await happen(house, HUAWEI)
    house.time = LATER - timedelta(minutes=20)
    await house.admin("follow", await story_of(house, HUAWEI))
    await happen(house, MORE)
    [found] = await house.store.read(story_store.whole, [await story_of(house, HUAWEI)])
    await house.store.write(story_store.save, [replace(found, themes=())])

    await following.look(LATER)

    assert len(await posted(house)) == 1


async def test_a_followed_story_is_told_of_though_what_is_told_of_it_is_an_opinion(house, following):
    first, more = (replace(one, title=f"Opinion: {one.title}") for one in (HUAWEI, MORE))
    await happen(house, first)
    house.time = LATER - timedelta(minutes=20)
    await house.admin("follow", await story_of(house, first))
    await happen(house, more)

    await following.look(LATER)

    assert len(await posted(house)) == 1


async def test_what_the_digest_told_first_is_not_told_again(house, following):
    await house.admin("follow", "huawei")
    plain = report("Huawei answers the US export controls on AI chips with its own Ascend 920 AI chip")
    await happen(house, plain)
    reader = await house.store.read(reader_at, Place(Platform.SLACK, "", "C1"), house.settings)
    owed = replace(
        reader, name="c1", days=("mon", "tue", "wed", "thu", "fri", "sat", "sun"), at="09:40", stories=40
    )
    await compose_owed(house.commands._house.desk, owed, LATER)
    told = await house.store.read(memory.told, "slack:C1", [await story_of(house, plain)])
    assert told

    await following.look(LATER)

    assert await posted(house) == []


async def test_a_channel_hears_of_what_it_follows_and_of_nothing_else(house, following):
    await house.admin("follow", "huawei", channel="C2", team="T2", is_home=False)
    await house.admin("follow", "mistral-ai", channel="C3")
    await happen(house, HUAWEI)

    await following.look(LATER)

    assert [channel for channel, _ in await posted(house)] == ["C2"]


async def test_what_is_muted_is_not_told_though_it_is_followed(house, following):
    await house.admin("follow", "huawei")
    await house.admin("mute", "nvidia")
    await happen(house, HUAWEI)

    await following.look(LATER)

    assert await posted(house) == []


async def test_a_team_that_left_is_told_nothing_more(house, following):
    await house.admin("follow", "huawei", channel="C2", team="T2", is_home=False)
    await house.commands.left(Platform.SLACK, "T2")
    await happen(house, HUAWEI)

    await following.look(LATER)

    assert await posted(house) == []


@pytest.mark.parametrize("key", ["slack:C1", "slack:T1:C1", "discord:G1:401"])
def test_a_place_is_read_from_its_key(key):
    assert Place.of(key).key == key
