"""A digest that stands in its channel is not posted again by a run that knows nothing of it."""

from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.post.deliver import LOOKED_FOR
from digest.errors import DeliveryError, Failure
from digest.model.delivery import DeliveryState
from digest.model.subscription import Edition, Layout
from digest.store import Store
from digest.store import deliveries as outbox
from tests.bot.post.house import READER, House, by, report, tellings
from tests.builders import DAY, HOUR, NOW, item
from tests.fakes.chat import FakeChat

TOMORROW = NOW + DAY
# A restart in the afternoon, which pulls anew what its feeds still hold.
RESTART = NOW + 8 * HOUR
BEFORE = {"published": NOW - 5 * HOUR, "first_seen": RESTART}
LATE_NEWS = item(
    "Moonshot opens the weights of its language model Kimi",
    summary="The lab put the weights of Kimi on a public hub under an open license on Wednesday.",
    outlet="b.example",
    published=NOW + 4 * HOUR,
    first_seen=RESTART,
)


@asynccontextmanager
async def started(tmp_path, chat, at, *, reader=READER):
    """Start the program with an empty disk."""
    with Store(tmp_path / f"{at:%d-%H-%M}.db") as store:
        yield House(store, reader, chat=chat, began=at)


async def posted_in_the_morning(tmp_path, reader=READER):
    """Have a run post today's digest; return its chat, and what it posted."""
    chat = FakeChat()
    async with started(tmp_path, chat, NOW - HOUR, reader=reader) as house:
        await house.take_in(report(), now=NOW - HOUR)
        await house.digest(NOW)
    assert chat.posted
    return chat, list(chat.posted)


async def states(house):
    return [part.state for part in await house.store.read(lambda db: list(outbox.export(db)))]


@pytest.mark.parametrize(
    "reader",
    [READER, replace(READER, layout=Layout.THREAD), replace(READER, edition=Edition.WEEKLY, days=("wed",))],
    ids=["flat", "thread", "weekly"],
)
async def test_a_digest_that_stands_there_is_had(tmp_path, reader):
    chat, morning = await posted_in_the_morning(tmp_path, reader)

    async with started(tmp_path, chat, RESTART, reader=reader) as house:
        await house.take_in(report(**BEFORE), LATE_NEWS, now=RESTART)
        await house.digest(RESTART)
        await house.digest(RESTART + HOUR)

        assert chat.posted == morning
        assert await states(house) == [DeliveryState.SENT]


async def test_of_one_that_was_posted_in_part_nothing_more_follows(tmp_path):
    reader = replace(READER, layout=Layout.THREAD)
    chat, morning = await posted_in_the_morning(tmp_path, reader)
    del chat.posted[1:]

    async with started(tmp_path, chat, RESTART, reader=reader) as house:
        await house.take_in(report(**BEFORE), now=RESTART)
        await house.digest(RESTART)

    assert chat.posted == morning[:1]


async def test_the_next_digest_tells_what_came_since_and_what_was_told_not_again(tmp_path):
    chat, _ = await posted_in_the_morning(tmp_path)

    async with started(tmp_path, chat, RESTART) as house:
        await house.take_in(report(**BEFORE), LATE_NEWS, now=RESTART)
        await house.digest(RESTART)
        told = await house.digest(TOMORROW)

    assert [telling.title for telling in tellings(told)] == [LATE_NEWS.title]
    assert (told.window.start, told.missed) == (NOW, 0)


async def test_what_was_published_shortly_before_the_slot_may_not_have_been_told_and_is_told(tmp_path):
    chat, _ = await posted_in_the_morning(tmp_path)
    shortly = replace(LATE_NEWS, published=NOW - HOUR)

    async with started(tmp_path, chat, RESTART) as house:
        await house.take_in(report(**BEFORE), shortly, now=RESTART)
        await house.digest(RESTART)
        told = await house.digest(TOMORROW)

    assert [telling.title for telling in tellings(told)] == [shortly.title]


async def test_what_an_earlier_run_posted_is_not_edited_by_one_that_cannot_know_what_it_says(tmp_path):
    chat, morning = await posted_in_the_morning(tmp_path)
    corrected = report().summary.replace("12 firms", "14 firms")

    async with started(tmp_path, chat, RESTART) as house:
        await house.take_in(report(**BEFORE), now=RESTART)
        await house.digest(RESTART)
        later = RESTART + HOUR
        await house.take_in(report(summary=corrected, first_seen=later), now=later)

    assert chat.posted == morning
    assert chat.edits == []


THREE = ("a.example", "b.example", "c.example")
WANTS = replace(READER, alerts=True)


async def test_what_a_digest_told_is_not_told_between_digests_by_a_start_that_knows_nothing_of_it(tmp_path):
    chat = FakeChat()
    async with started(tmp_path, chat, NOW - HOUR) as house:
        await house.take_in(*(by(outlet) for outlet in THREE), now=NOW - HOUR)
        await house.digest(NOW)
    morning = list(chat.posted)

    soon = NOW + HOUR
    async with started(tmp_path, chat, soon, reader=WANTS) as house:
        await house.take_in(*(by(outlet, first_seen=soon) for outlet in THREE), now=soon)
        await house.digest(soon)
        await house.take_in(now=soon + HOUR / 2)

    assert len(morning) == 1
    assert chat.posted == morning


async def test_an_alert_that_stands_there_is_not_posted_again(tmp_path):
    chat = FakeChat()
    async with started(tmp_path, chat, NOW - HOUR, reader=WANTS) as house:
        await house.digest(NOW)
        await house.take_in(*(by(outlet, published=NOW + HOUR) for outlet in THREE), now=NOW + 2 * HOUR)
    before = list(chat.posted)

    later = NOW + 3 * HOUR
    fresh = {"published": NOW + HOUR, "first_seen": later}
    async with started(tmp_path, chat, later, reader=WANTS) as house:
        await house.take_in(*(by(outlet, **fresh) for outlet in THREE), now=later)
        await house.digest(later)
        await house.take_in(now=later + HOUR / 2)
        [alert] = await house.store.read(outbox.alerts, WANTS.place, NOW)

    assert len(before) == 2
    assert chat.posted == before
    assert alert.state is DeliveryState.SENT


async def test_one_that_is_not_there_is_posted_after_one_look(tmp_path):
    chat = FakeChat()
    async with started(tmp_path, chat, RESTART) as house:
        await house.take_in(report(**BEFORE), now=RESTART)
        await house.digest(RESTART)
        await house.digest(TOMORROW)

    assert len(chat.posted) == 2
    assert chat.looked_for == [chat.posted[0][0]]


@pytest.mark.parametrize(
    "change", [{"name": "evening"}, {"channel": "C2"}, {"edition": Edition.WEEKLY, "days": ("wed",)}]
)
async def test_another_subscription_channel_or_edition_has_a_digest_of_its_own(tmp_path, change):
    chat, _ = await posted_in_the_morning(tmp_path)

    async with started(tmp_path, chat, RESTART, reader=replace(READER, **change)) as house:
        await house.digest(RESTART)

    assert len(chat.posted) == 2


async def test_a_look_that_fails_is_repeated_before_anything_is_posted(tmp_path):
    chat, morning = await posted_in_the_morning(tmp_path)
    chat.unseen = [DeliveryError("Slack's server failed (503)", Failure.UNCERTAIN)]

    async with started(tmp_path, chat, RESTART) as house:
        await house.digest(RESTART)
        await house.deliver(RESTART + timedelta(minutes=1))

    assert chat.unseen == []
    assert chat.posted == morning


async def test_one_that_can_be_posted_does_not_wait_long_for_looks_that_fail(tmp_path):
    chat = FakeChat()
    chat.unseen = [DeliveryError("Discord was kept from us (HTTP 405)", Failure.UNCERTAIN) for _ in range(2)]

    async with started(tmp_path, chat, RESTART) as house:
        await house.take_in(report(**BEFORE), now=RESTART)
        await house.digest(RESTART)
        assert chat.posted == []
        await house.deliver(RESTART + LOOKED_FOR + timedelta(seconds=1))

    assert len(chat.posted) == 1


async def test_where_nobody_may_look_it_is_posted_and_the_log_says_so(tmp_path, caplog):
    chat, _ = await posted_in_the_morning(tmp_path)
    chat.unseen = [DeliveryError("Slack refused it: missing_scope", Failure.TOKEN)]

    async with started(tmp_path, chat, RESTART) as house:
        await house.digest(RESTART)
        parts = await house.store.read(lambda db: list(outbox.export(db)))

    assert len(chat.posted) == 2
    # What a first start ever posts would be said to stand there twice, too.
    assert [part.reason for part in parts] == [None]
    assert "missing_scope" in caplog.text


async def test_one_that_could_not_be_looked_for_gives_way_to_the_next(tmp_path):
    chat = FakeChat()
    chat.is_reached = False
    async with started(tmp_path, chat, RESTART) as house:
        await house.digest(RESTART)
        chat.is_reached = True
        await house.digest(TOMORROW)

    assert len(chat.posted) == 1
