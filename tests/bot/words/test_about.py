"""What the words about the house answer."""

from dataclasses import replace

import pytest

from bot.chat import Role
from bot.commands import WORDS
from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.status import gather_status
from digest.model.place import Platform
from digest.store import channels as channel_store
from digest.store import subscriptions
from tests.bot.conftest import FILLED, MORNING, pressed, said
from tests.builders import DAY


@pytest.mark.parametrize("word", ["themes", "feeds", "status", "help"])
async def test_words_about_the_house_are_answered_to_everyone(house, word):
    answer = await house.ask(word, role=Role.GUEST)

    assert answer.private
    assert "did not work" not in said(answer)


async def test_help_names_every_word_of_the_contract(house):
    helped = said(await house.ask("help"))

    assert [word for word in WORDS if word not in helped] == []


async def test_what_the_file_has_posted_to_a_server_is_in_its_status(house):
    named = {"platform": Platform.DISCORD, "team": "G2", "channel": "4000", "is_home": False}
    guild = house.settings.subscription("guild")
    await compose_owed(Desk(house.store, house.settings.knowledge, {}, feeds=list), guild, MORNING)
    await house.store.write(channel_store.switch_off, guild.place, "is gone", MORNING)

    found = await gather_status(house.settings, house.store, now=MORNING, team=(Platform.DISCORD, ""))

    assert getattr(found.last_digest, "subscription", None) == "guild"
    assert found.channels_off == ("discord:4000",)
    assert "discord:4000" in said(await house.ask("status", **named))


async def test_a_channel_that_is_off_is_told_so_in_its_status_with_what_to_do(house):
    theirs = {"platform": Platform.DISCORD, "team": "G2", "channel": "409", "is_home": False}
    preview = await house.admin(
        "subscribe", fields=FILLED | {"days": ("thu",)}, channel_name="news", **theirs
    )
    await house.admin(*pressed(preview, "Keep it"), **theirs)
    (kept,) = await house.store.read(subscriptions.saved)
    desk = Desk(house.store, house.settings.knowledge, {}, feeds=list)
    await compose_owed(desk, replace(kept, since=MORNING - DAY), MORNING)
    well = said(await house.ask("status", **theirs))

    await house.store.write(channel_store.switch_off, kept.place, "it may not write there", MORNING)
    off = said(await house.ask("status", **theirs))

    assert "Nothing is posted here" not in well
    assert "refused three tries (it may not write there): let the bot in again" in off
    # Its own team is not told the team's id.
    assert "30 January 2025 · news" in well


async def test_who_changed_what_is_read_with_status_by_members_and_not_by_guests(house):
    await house.admin("follow", "huawei", user_name="Ada", channel_name="news")

    assert "Ada: follow Huawei (#news)" in said(await house.ask("status"))
    assert "Ada" not in said(await house.ask("status", role=Role.GUEST))


async def test_feeds_that_are_named_are_told_alone(house):
    named = next(feed for feed in house.settings.feeds if feed.on)

    assert named.id in said(await house.ask("feeds", named.id))
    unknown = said(await house.ask("feeds", "no such feed"))
    assert "No feed is called “no such feed”. Propose one with `suggest`" in unknown
