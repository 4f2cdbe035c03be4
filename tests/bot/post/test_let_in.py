"""A digest that its channel refused comes once the channel lets the bot in, within a day of its hour."""

from datetime import timedelta

import pytest

from bot.post.deliver import Deliverer
from bot.post.desk import Desk
from bot.post.rounds import Rounds
from digest.errors import DeliveryError, Failure
from digest.model.delivery import DeliveryState
from digest.model.place import Place, Platform
from digest.store import channels as channel_store
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from tests.bot.post.house import knowledge
from tests.bot.post.test_rounds import DUE, MORNING
from tests.builders import DAY, HOUR, MINUTE
from tests.fakes.chat import FakeChat

CHANNEL = Place(Platform.SLACK, "", "C1")
TICK = timedelta(seconds=5)
# As often as a channel is tried before it is switched off.
REFUSED = [DeliveryError("not_in_channel", Failure.CHANNEL)] * 3


class Run:
    """A program that goes on, with the clock that it goes by."""

    def __init__(self, store, *failures):
        self.store = store
        self.chat = FakeChat(*failures)
        render = {Platform.SLACK: lambda message: [{"text": message.summary}]}
        self.rounds = Rounds(Desk(store, knowledge(), render, feeds=list), [Platform.SLACK])

    async def goes_on(self, start, *, lasts=MINUTE):
        for tick in range(lasts // TICK):
            now = start + tick * TICK
            await self.rounds.compose([MORNING], now)
            chats = {Platform.SLACK: self.chat}
            await Deliverer(self.store, chats, now=lambda now=now: now, pace_of={}).deliver_due()

    async def is_let_in(self):
        await self.store.write_durably(channel_store.switch_on, CHANNEL)

    async def newest(self):
        return await self.store.read(digest_store.newest_of_all)

    async def states(self):
        return [part.state for part in await self.store.read(lambda db: list(outbox.export(db)))]


async def test_a_refused_digest_comes_late_and_once_where_the_channel_lets_us_in_within_a_day(store):
    run = Run(store, *REFUSED)
    await run.goes_on(DUE)
    refused = await run.states()

    await run.is_let_in()
    await run.goes_on(DUE + 3 * HOUR)

    digest = await run.newest()
    assert refused == [DeliveryState.FAILED]
    assert await run.states() == [DeliveryState.SENT]
    assert len(run.chat.posted) == 1
    assert digest.late
    # What came in the meantime is told as well, and nothing of before is left out.
    assert (digest.window.start, digest.window.end) == (DUE - DAY, DUE + 3 * HOUR)


async def test_while_the_channel_is_off_nothing_is_tried(store):
    run = Run(store, *REFUSED)

    await run.goes_on(DUE, lasts=10 * MINUTE)

    assert run.chat.failures == []
    assert run.chat.posted == []


async def test_while_the_channel_is_off_nothing_is_written_for_it(store, monkeypatch):
    run = Run(store, *REFUSED)
    await run.goes_on(DUE)
    written = []
    monkeypatch.setattr(store, "write_durably", lambda *what: written.append(what))

    await run.goes_on(DUE + HOUR)

    assert written == []


async def test_a_channel_that_refuses_once_more_is_tried_as_often_as_before_and_let_in_again(store):
    run = Run(store, *REFUSED, *REFUSED)
    await run.goes_on(DUE)
    await run.is_let_in()
    await run.goes_on(DUE + HOUR)
    left = list(run.chat.failures)

    await run.is_let_in()
    await run.goes_on(DUE + 2 * HOUR)

    assert left == []
    assert await run.states() == [DeliveryState.SENT]


async def test_a_refused_digest_that_was_due_a_day_ago_is_told_by_the_next_one(store):
    run = Run(store, *REFUSED)
    await run.goes_on(DUE)

    await run.is_let_in()
    await run.goes_on(DUE + DAY)

    digest = await run.newest()
    assert len(run.chat.posted) == 1
    assert (digest.date, digest.late) == ((DUE + DAY).date(), False)
    assert digest.window.start == DUE - DAY


@pytest.mark.parametrize("failure", [Failure.MESSAGE, Failure.UNKNOWN])
async def test_a_digest_that_was_refused_for_what_it_says_does_not_come_again(store, failure):
    run = Run(store, *[DeliveryError("msg_too_long", failure)] * 8)
    await run.goes_on(DUE, lasts=2 * HOUR)

    await run.is_let_in()
    await run.goes_on(DUE + 3 * HOUR)

    assert run.chat.posted == []
    assert await run.states() == [DeliveryState.FAILED]


async def test_a_digest_that_may_stand_from_before_the_refusal_is_looked_for_and_not_posted_twice(store):
    lost = DeliveryError("Slack gave no answer", Failure.UNCERTAIN)
    run = Run(store, lost, *REFUSED[:2])
    run.chat.unseen = list(REFUSED)
    await run.goes_on(DUE, lasts=10 * MINUTE)
    refused = await run.states()
    run.chat.unseen = []

    await run.is_let_in()
    await run.goes_on(DUE + HOUR)

    assert refused == [DeliveryState.FAILED]
    assert len(run.chat.posted) == 1
    assert await run.states() == [DeliveryState.SENT]
