"""A platform that fails for hours, a channel that is gone, a token that is revoked: nothing is lost, nobody else waits."""

import asyncio
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.post.deliver import Deliverer
from bot.post.outgoing import Outbox
from bot.post.pace import Pace
from bot.post.troubles import TroubleDesk
from digest.errors import DeliveryError, Failure
from digest.model.delivery import Delivery, DeliveryKind, DeliveryState, Posted
from digest.model.place import Place, Platform
from digest.store import channels as channel_store
from digest.store import deliveries as outbox
from digest.tell.present.plain import said_message
from tests.builders import HOUR, NOW, subscription

SLACK, DISCORD = Platform.SLACK, Platform.DISCORD


@dataclass
class Clock:
    now: object = NOW

    def seconds(self):
        return (self.now - NOW).total_seconds()


@dataclass
class Chat:
    """Fails as it is told to; keeps what was posted and when it was asked."""

    platform: Platform
    clock: Clock
    failing: object = lambda _channel: None
    posted: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    def takes_posts(self):
        return True

    def key_lasts(self, target):
        return timedelta(0)

    async def post(self, target, body, *, key):
        self.asked.append((self.clock.now, target.channel))
        if error := self.failing(target.channel):
            raise error
        self.posted.append((self.clock.now, target.channel, body["text"]))
        return Posted(key, f"https://team.example.com/{key}")

    async def find(self, target, *, key):
        if error := self.failing(target.channel):
            raise error
        return


class House:
    def __init__(self, store):
        self.store = store
        self.clock = Clock()
        self.slack, self.discord = (Chat(platform, self.clock) for platform in (SLACK, DISCORD))
        self.pace = {platform: Pace(clock=self.clock.seconds) for platform in (SLACK, DISCORD)}
        chats = {SLACK: self.slack, DISCORD: self.discord}
        render = dict.fromkeys(chats, lambda message: [{"text": message.summary}])
        admin = Place(SLACK, "", "ADMIN")
        readers = [subscription(platform=DISCORD, channel="D0")]
        troubles = TroubleDesk(
            Outbox(store, render, admin),
            voice="en",
            subscriptions=lambda: readers,
            now=lambda: self.clock.now,
        )
        self.deliverer = Deliverer(
            store, chats, troubles=troubles, now=lambda: self.clock.now, pace_of=self.pace
        )

    async def plan(self, platform, channel, digest="d1", parts=2, team=""):
        rows = [
            (
                Delivery(
                    f"{digest}-{channel}-{number}", digest, channel, platform, channel, number, team=team
                ),
                {"text": f"{digest} {number}"},
            )
            for number in range(1, parts + 1)
        ]
        await self.store.write_durably(outbox.plan, rows, self.clock.now)

    async def run(self, span, step=timedelta(seconds=30)):
        end = self.clock.now + span
        while self.clock.now < end:
            await self.deliverer.deliver_due()
            self.clock.now += step

    async def states(self):
        found = await self.store.read(lambda db: list(outbox.export(db)))
        return Counter(part.state for part in found)


@pytest.fixture
def house(store):
    return House(store)


@pytest.mark.parametrize(
    "error",
    [
        DeliveryError("Slack's server failed (500)", Failure.UNCERTAIN),
        DeliveryError("Slack asks us to wait", Failure.WAIT, retry_after=600),
        DeliveryError("Slack gave no answer: it took too long", Failure.UNCERTAIN),
        DeliveryError("Slack cannot be reached", Failure.UNREACHED),
    ],
    ids=["500", "429", "time-out", "unreached"],
)
async def test_six_hours_without_one_platform_lose_nothing_and_delay_nobody(house, error):
    for number in range(5):
        await house.plan(SLACK, f"S{number}")
        await house.plan(DISCORD, f"D{number}")
    house.slack.failing = lambda _channel: error

    await house.run(HOUR / 60)
    on_time = len(house.discord.posted)
    await house.run(6 * HOUR - HOUR / 60, step=timedelta(minutes=3))
    house.slack.failing = lambda _channel: None
    await house.run(HOUR / 2)

    assert on_time == 10
    assert await house.states() == {DeliveryState.SENT: 20}
    for number in range(5):
        texts = [text for _, channel, text in house.slack.posted if channel == f"S{number}"]
        assert texts == ["d1 1", "d1 2"]
    # Patience: in six hours a channel is tried some thirty times, not once a round.
    assert len(house.slack.asked) < 5 * 40


async def test_a_platform_is_not_asked_before_the_time_that_it_named(house):
    for number in range(5):
        await house.plan(SLACK, f"S{number}", parts=1)
    wait = DeliveryError("Slack asks us to wait", Failure.WAIT, retry_after=600)
    # However many channels are asked at once, before the first is refused.
    house.slack.failing = lambda _channel: wait if house.clock.now == NOW else None
    await house.run(HOUR)

    times = sorted({when for when, _ in house.slack.asked})
    assert [later - sooner for sooner, later in pairwise(times)] == [timedelta(seconds=600)]
    assert await house.states() == {DeliveryState.SENT: 5}


async def test_what_waits_for_its_turn_is_not_sent_when_the_platform_has_asked_us_to_wait(house):
    house.pace[SLACK] = Pace(at_once=2, clock=house.clock.seconds)
    for number in range(20):
        await house.plan(SLACK, f"S{number}", parts=1)
    house.slack.failing = lambda _channel: DeliveryError("wait", Failure.WAIT, retry_after=600)

    await house.deliverer.deliver_due()
    asked = len(house.slack.asked)
    house.slack.failing = lambda _channel: None
    await house.run(HOUR)

    assert asked <= 2
    assert await house.states() == {DeliveryState.SENT: 20}


async def test_a_workspace_that_asks_us_to_wait_holds_up_no_other(house):
    house.pace[SLACK] = Pace(at_once=1, clock=house.clock.seconds)
    for channel, team in (("S1", "T1"), ("S2", "T1"), ("S3", "T2")):
        await house.plan(SLACK, channel, parts=1, team=team)
    house.slack.failing = lambda channel: (
        None if channel == "S3" else DeliveryError("wait", Failure.WAIT, retry_after=600)
    )

    await house.run(HOUR / 12)

    assert [channel for _, channel in house.slack.asked] == ["S1", "S3"]


async def test_a_look_that_is_to_wait_holds_up_its_own_channel_alone(house):
    """Platforms count looks apart from posts."""
    failing = [
        DeliveryError("wait", Failure.WAIT, retry_after=600),
        DeliveryError("no answer", Failure.UNCERTAIN),
    ]
    house.slack.failing = lambda channel: failing.pop() if failing and channel == "S1" else None
    await house.plan(SLACK, "S1", parts=1)
    await house.run(HOUR / 60)
    await house.plan(SLACK, "S2", parts=1)

    await house.run(HOUR / 60)
    soon = [channel for _, channel, _ in house.slack.posted]
    await house.run(HOUR)

    assert soon == ["S2"]
    assert [channel for _, channel, _ in house.slack.posted] == ["S2", "S1"]


async def test_a_channel_that_is_gone_is_switched_off_after_three_tries_and_its_admin_told_once(house):
    gone = DeliveryError("Slack refused it: channel_not_found", Failure.CHANNEL)
    house.slack.failing = lambda channel: gone if channel == "GONE" else None
    await house.plan(SLACK, "GONE")
    await house.plan(SLACK, "S1")

    await house.run(HOUR)
    await house.plan(SLACK, "GONE", digest="d2")
    await house.run(HOUR)

    asked = [channel for _, channel in house.slack.asked]
    assert asked.count("GONE") == 3
    told = [text for _, channel, text in house.slack.posted if channel == "ADMIN"]
    assert len(told) == 1
    assert "GONE" in told[0]
    assert "channel_not_found" in told[0]
    assert "slack:GONE" in await house.store.read(channel_store.off)
    assert [text for _, channel, text in house.slack.posted if channel == "S1"] == ["d1 1", "d1 2"]


async def test_a_revoked_token_is_tried_no_more_and_told_on_the_other_platform(house):
    revoked = DeliveryError("Slack refused it: token_revoked", Failure.TOKEN)
    house.slack.failing = lambda _channel: revoked
    await house.plan(SLACK, "S1")
    await house.plan(SLACK, "S2")

    await house.run(HOUR / 10)

    assert len(house.slack.asked) <= 2
    [(_, channel, text)] = house.discord.posted
    assert channel == "D0"
    assert "token_revoked" in text
    assert "token_revoked" in house.deliverer.health()
    assert (await house.states())[DeliveryState.PENDING] == 4


async def test_a_token_that_is_good_again_is_found_to_be_within_ten_minutes(house):
    revoked = DeliveryError("Slack refused it: token_revoked", Failure.TOKEN)
    house.slack.failing = lambda _channel: revoked
    await house.plan(SLACK, "S1")
    await house.plan(SLACK, "S2")

    await house.run(HOUR / 2)
    asked = len(house.slack.asked)
    house.slack.failing = lambda _channel: None
    await house.run(HOUR / 6)

    assert asked <= 2 * 3
    assert house.deliverer.health() is None
    assert await house.states() == {DeliveryState.SENT: 5}
    assert [channel for _, channel, _ in house.discord.posted] == ["D0"]


async def test_a_refusal_of_an_unknown_kind_holds_its_channel_up_for_an_hour_and_no_longer(house):
    refusals = DeliveryError("Slack refused it: something_new")
    house.slack.failing = lambda _channel: refusals if len(house.slack.asked) <= 8 else None
    await house.plan(SLACK, "S1", parts=1)
    await house.plan(SLACK, "S1", digest="d2", parts=1)

    await house.run(2 * HOUR, step=timedelta(minutes=1))

    assert [text for _, _, text in house.slack.posted] == ["d2 1"]
    assert await house.states() == {DeliveryState.FAILED: 1, DeliveryState.SENT: 1}


async def test_what_nobody_would_read_any_more_is_given_up(house):
    await house.plan(SLACK, "S1", parts=1)
    house.slack.failing = lambda _channel: DeliveryError("down", Failure.UNREACHED)
    await house.run(25 * HOUR, step=timedelta(minutes=5))
    house.slack.failing = lambda _channel: None

    await house.run(HOUR)

    assert house.slack.posted == []
    assert await house.states() == {DeliveryState.FAILED: 1}


async def test_where_nobody_may_look_it_is_posted_again_and_said(house):
    class Blind(Chat):
        async def find(self, target, *, key):
            raise DeliveryError("Slack refused it: missing_scope", Failure.TOKEN)

    lost = [DeliveryError("no answer", Failure.UNCERTAIN)]
    house.slack = Blind(SLACK, house.clock, lambda channel: lost.pop() if lost and channel == "S1" else None)
    house.deliverer._chats = {SLACK: house.slack}
    await house.plan(SLACK, "S1", parts=1)

    await house.run(HOUR)

    assert [channel for _, channel, _ in house.slack.posted] == ["S1", "ADMIN"]
    assert "may stand there twice" in house.slack.posted[1][2]


async def test_the_admin_is_told_once_a_thing(house):
    mail = Outbox(
        house.store, {SLACK: lambda message: [{"text": message.summary}]}, Place(SLACK, "", "ADMIN")
    )

    first = await mail.tell_admin(said_message("A feed died."), about="feed x", now=NOW)
    second = await mail.tell_admin(said_message("A feed died."), about="feed x", now=NOW + HOUR)

    assert (first, second) == (True, False)
    [note] = await house.store.read(lambda db: list(outbox.export(db)))
    assert (note.kind, note.channel) == (DeliveryKind.NOTICE, "ADMIN")


async def test_a_pace_gives_turns_at_its_rate_and_one_at_a_time_to_a_channel():
    pace = Pace(at_once=4, a_second=100, channel_s=0.1)
    begun, start = [], time.monotonic()

    async def post(channel):
        async with pace.turn(channel):
            begun.append((time.monotonic() - start, channel))

    await asyncio.gather(*(post(f"C{number % 5}") for number in range(15)))

    # Not from turn to turn: on a busy machine one may be late, and the next is not.
    times = [when for when, _ in begun]
    assert all(when > 0.01 * number - 0.002 for number, when in enumerate(times))
    of_one = [when for when, channel in begun if channel == "C0"]
    assert len(of_one) == 3
    assert all(when > 0.1 * number - 0.002 for number, when in enumerate(of_one))
