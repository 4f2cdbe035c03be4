"""How long a message is tried for, and who hears what of it."""

from datetime import timedelta

import pytest

from bot.post.deliver import Deliverer
from digest.errors import DeliveryError, Failure
from digest.model.delivery import Delivery, DeliveryState
from digest.model.place import Platform
from digest.store import deliveries as outbox
from tests.builders import DAY, HOUR, MINUTE, NOW
from tests.fakes.chat import FakeChat


class Heard:
    """What the people who look after the bot were told."""

    def __init__(self):
        self.closed, self.refused, self.unseen = [], [], []

    async def channel_closed(self, channel, reason):
        self.closed.append((channel.channel, reason))

    async def token_refused(self, platform, team, reason):
        self.refused.append((platform, team, reason))

    async def posted_unseen(self, part):
        self.unseen.append(part.id)


class Post:
    """One process that delivers, and the clock that it goes by."""

    def __init__(self, store, *failures):
        self.now = NOW
        self.store = store
        self.heard = Heard()
        self.chat = FakeChat(*failures)
        self.tried_at = []
        self.deliverer = Deliverer(
            store,
            {Platform.SLACK: self.chat},
            troubles=self.heard,
            now=lambda: self.now,
            pace_of={},
            seen=lambda _: self.tried_at.append(self.now - NOW),
        )

    async def plan(self, channel="C1", team="", key="p1"):
        part = Delivery(key, "d1", "morning", Platform.SLACK, channel, 1, team=team)
        await self.store.write_durably(outbox.plan, [(part, {"text": "told"})], self.now)

    async def run(self, until, every):
        while self.now <= NOW + until:
            await self.deliverer.deliver_due()
            self.now += every

    async def part(self, key="p1"):
        return await self.store.read(outbox.get, key)


def failing(failure, times=99, **fields):
    return [DeliveryError("it was refused", failure, **fields) for _ in range(times)]


async def test_the_wait_after_each_try_is_longer_up_to_a_quarter_of_an_hour(store):
    post = Post(store, *failing(Failure.UNREACHED))
    await post.plan()

    await post.run(HOUR, timedelta(seconds=5))

    assert [at.total_seconds() for at in post.tried_at] == [0, 5, 20, 80, 380, 1280, 2180, 3080]


async def test_what_could_not_be_posted_for_a_day_is_given_up(store):
    post = Post(store, *failing(Failure.UNREACHED, 9999))
    await post.plan()

    await post.run(23 * HOUR, 15 * MINUTE)
    waiting = await post.part()
    await post.run(26 * HOUR, 15 * MINUTE)
    given_up = await post.part()

    assert waiting.state is DeliveryState.PENDING
    assert (given_up.state, given_up.reason) == (DeliveryState.FAILED, "it could not be posted within a day")


@pytest.mark.parametrize(
    ("failure", "tries"), [(Failure.UNKNOWN, 8), (Failure.CHANNEL, 3), (Failure.MESSAGE, 1)]
)
async def test_a_refusal_is_given_up_after_some_tries(store, failure, tries):
    post = Post(store, *failing(failure))
    await post.plan()

    await post.run(3 * HOUR, MINUTE)

    assert len(post.tried_at) == tries
    assert (await post.part()).state is DeliveryState.FAILED
    assert post.heard.closed == ([("C1", "it was refused")] if failure is Failure.CHANNEL else [])


async def test_that_discord_refuses_the_token_which_all_servers_share_is_told_once(store):
    parts = [
        (Delivery(f"p{n}", "d1", "morning", Platform.DISCORD, f"{n}", 1, team=f"T{n}"), {"text": "told"})
        for n in (1, 2)
    ]
    await store.write_durably(outbox.plan, parts, NOW)
    heard, chats = Heard(), {Platform.DISCORD: FakeChat(*failing(Failure.TOKEN))}
    deliverer = Deliverer(store, chats, troubles=heard, now=lambda: NOW, pace_of={})

    for _ in range(2):
        await deliverer.deliver_due()

    assert heard.refused == [(Platform.DISCORD, "", "it was refused")]
    assert deliverer.health() == "discord: it was refused"


async def test_a_channel_that_let_us_in_again_is_not_switched_off(store):
    post = Post(store, *failing(Failure.CHANNEL, 2))
    await post.plan()

    await post.run(HOUR, MINUTE)

    assert (await post.part()).state is DeliveryState.SENT
    assert post.heard.closed == []


async def test_a_token_that_is_refused_is_tried_again_every_ten_minutes_and_told_once(store):
    post = Post(store, *failing(Failure.TOKEN, 3))
    await post.plan()

    await post.run(25 * MINUTE, MINUTE)
    ill, told = post.deliverer.health(), list(post.heard.refused)
    await post.run(HOUR, MINUTE)

    assert post.tried_at == [0 * MINUTE, 10 * MINUTE, 20 * MINUTE, 30 * MINUTE]
    assert ill == "slack: it was refused"
    assert told == post.heard.refused == [(Platform.SLACK, "", "it was refused")]
    assert post.deliverer.health() is None
    assert (await post.part()).state is DeliveryState.SENT


async def test_a_workspace_that_removed_the_bot_is_no_illness_and_keeps_no_other_waiting(store):
    post = Post(store, *failing(Failure.TOKEN, 1))
    await post.plan(channel="C1", team="T1", key="one")
    await post.deliverer.deliver_due()
    await post.plan(channel="C2", team="T2", key="two")

    await post.deliverer.deliver_due()

    assert post.deliverer.health() is None
    assert post.heard.refused == [(Platform.SLACK, "T1", "it was refused")]
    assert [key for key, _ in post.chat.posted] == ["two"]


async def test_a_refused_token_is_tried_again_though_the_clock_was_set_back_since(store):
    post = Post(store, *failing(Failure.TOKEN, 1))
    await post.plan()
    await post.deliverer.deliver_due()
    post.now = NOW - 365 * DAY

    await post.deliverer.deliver_due()

    assert (await post.part()).state is DeliveryState.SENT


async def test_what_stands_in_its_channel_is_found_though_nobody_could_look_for_a_day(store):
    post = Post(store, DeliveryError("no answer", Failure.UNCERTAIN))
    post.chat.unseen = failing(Failure.UNREACHED, 9999)
    await post.plan()
    await post.run(25 * HOUR, 15 * MINUTE)
    post.chat.unseen.clear()

    await post.run(26 * HOUR, 15 * MINUTE)

    assert (await post.part()).state is DeliveryState.SENT
    assert len(post.chat.posted) == 1


async def test_no_wait_that_a_platform_asks_for_is_longer_than_a_day(store):
    post = Post(store, *failing(Failure.WAIT, 1, retry_after=7 * 24 * 3600.0))
    await post.plan()

    await post.deliverer.deliver_due()

    assert (await post.part()).due == NOW + DAY


async def test_whoever_looks_after_the_bot_hears_of_a_message_that_may_stand_twice(store):
    post = Post(store, DeliveryError("no answer", Failure.UNCERTAIN))
    post.chat.unseen = failing(Failure.CHANNEL, 1)
    await post.plan()

    await post.run(HOUR, MINUTE)

    assert post.heard.unseen == ["p1"]
    assert "may stand twice" in (await post.part()).reason
