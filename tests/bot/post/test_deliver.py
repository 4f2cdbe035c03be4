"""Each part of a digest is posted once, in order, whatever is lost on the way."""

import asyncio
import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.post import deliver, tries
from bot.post.deliver import Deliverer
from digest.errors import DeliveryError, Failure, StoreError
from digest.model.delivery import Delivery, DeliveryState
from digest.model.place import Place, Platform
from digest.store import channels
from digest.store import deliveries as outbox
from tests.builders import MINUTE, NOW
from tests.fakes.chat import FakeChat
from tests.waiting import until

LOST = DeliveryError("no answer", Failure.UNCERTAIN)


class WaitingChat(FakeChat):
    """Keeps each post waiting until it may go on."""

    def __init__(self):
        super().__init__()
        self.waiting = 0
        self.goes_on = asyncio.Event()

    async def post(self, target, body, *, key):
        self.waiting += 1
        await self.goes_on.wait()
        return await super().post(target, body, key=key)


async def planned(store, parts=1, channel="C1"):
    rows = [
        (
            Delivery(f"{channel}-{number}", "d1", "morning", Platform.SLACK, channel, number),
            {"text": f"part {number}"},
        )
        for number in range(1, parts + 1)
    ]
    await store.write_durably(outbox.plan, rows, NOW)


def deliverer(store, chat, minutes=0):
    return Deliverer(store, {Platform.SLACK: chat}, now=lambda: NOW + timedelta(minutes=minutes), pace_of={})


async def states(store):
    return [part.state for part in await store.read(outbox.of_digest, "d1")]


async def rounds(store, chat, number=6):
    for minute in range(0, number * 20, 20):
        await deliverer(store, chat, minute).deliver_due()


async def test_a_digest_of_several_parts_is_posted_in_order_and_once(store):
    chat = FakeChat()
    await planned(store, parts=3)

    await rounds(store, chat)

    assert [text for _, text in chat.posted] == ["part 1", "part 2", "part 3"]
    assert await states(store) == [DeliveryState.SENT] * 3


@pytest.mark.parametrize(("hours", "state"), [(23, DeliveryState.PENDING), (25, DeliveryState.FAILED)])
async def test_what_waits_for_a_platform_that_was_switched_off_is_given_up_after_a_day(store, hours, state):
    await planned(store)

    await Deliverer(store, {}, now=lambda: NOW + timedelta(hours=hours)).recover()

    assert await states(store) == [state]


async def test_a_lost_answer_is_looked_for_and_not_posted_again(store):
    chat = FakeChat(LOST)
    await planned(store)

    await rounds(store, chat)

    assert len(chat.posted) == 1
    assert await states(store) == [DeliveryState.SENT]


async def test_a_call_that_waits_for_a_digest_waits_for_no_platform_that_takes_nothing_from_us(store):
    chat = FakeChat(DeliveryError("Slack refused it: missing_scope", Failure.TOKEN))
    await planned(store, parts=2)

    async with asyncio.timeout(60):
        parts = await deliverer(store, chat).settle("d1", Place(Platform.SLACK, "", "C1"), within_s=3600)

    assert [part.reason for part in parts] == ["Slack refused it: missing_scope", None]


@pytest.mark.parametrize("taken_in_after_s", [20, None])
async def test_what_is_not_there_yet_is_waited_for_before_it_is_sent_again(store, taken_in_after_s):
    """A platform may take a message in long after its answer was lost, or never."""
    chat = FakeChat(LOST)
    await planned(store)

    for seconds in range(0, 300, 5):
        await deliverer(store, chat, seconds / 60).deliver_due()
        if seconds == 0:
            late = [chat.posted.pop()]
        if seconds == taken_in_after_s:
            chat.posted += late

    assert [text for _, text in chat.posted] == ["part 1"]
    assert await states(store) == [DeliveryState.SENT]


@pytest.mark.parametrize("is_there", [True, False])
async def test_a_clock_that_was_set_back_has_a_lost_message_looked_for_at_once(store, is_there):
    chat = FakeChat(LOST)
    chat.key_lasts = lambda _target: timedelta(minutes=2)
    await planned(store)
    await deliverer(store, chat).deliver_due()
    if not is_there:
        chat.posted.clear()

    await deliverer(store, chat, minutes=-2 * 24 * 60).deliver_due()

    assert chat.looked_for == ["C1-1"]
    assert [text for _, text in chat.posted] == ["part 1"]
    assert await states(store) == [DeliveryState.SENT]


async def test_an_answer_that_never_comes_is_a_lost_one(store, monkeypatch):
    monkeypatch.setattr(deliver, "POST_TIMEOUT_S", 0.05)
    await planned(store)

    async with asyncio.timeout(10):
        await deliverer(store, WaitingChat()).deliver_due()

    assert await states(store) == [DeliveryState.UNCERTAIN]


async def test_what_one_process_is_sending_is_not_sent_by_another_that_takes_up_what_was_left(store):
    chat, other = WaitingChat(), FakeChat()
    await planned(store)
    delivering = asyncio.create_task(deliverer(store, chat).deliver_due())
    await until(lambda: chat.waiting)

    beside = deliverer(store, other, minutes=5)
    await beside.recover()
    await beside.deliver_due()
    chat.goes_on.set()
    await delivering

    assert other.posted == []
    assert await states(store) == [DeliveryState.SENT]


@pytest.mark.parametrize(
    "refused",
    [
        DeliveryError("Slack refused it: not_in_channel", Failure.CHANNEL),
        DeliveryError("Slack refused it: token_revoked", Failure.TOKEN),
        DeliveryError("Slack asks us to wait", Failure.WAIT),
        DeliveryError("Slack cannot be reached", Failure.UNREACHED),
    ],
    ids=lambda error: error.failure.name,
)
@pytest.mark.parametrize("has_key", [False, True], ids=["no look", "a key"])
async def test_what_a_later_try_was_refused_for_says_nothing_of_the_one_whose_answer_was_lost(
    store, refused, has_key
):
    chat = FakeChat(LOST, refused)
    if has_key:
        # Longer than the wait after the refusal: it is the first try's key that may be forgotten by then.
        chat.key_lasts = lambda _target: timedelta(minutes=1)
    else:
        chat.unseen = [DeliveryError("Slack refused it: not_in_channel", Failure.CHANNEL)]
    await planned(store)

    for seconds in (0, 5, 20):
        await deliverer(store, chat, seconds / 60).deliver_due()
    tried = list(chat.failures)
    await rounds(store, chat)

    assert tried == []
    assert [text for _, text in chat.posted] == ["part 1"]
    assert await states(store) == [DeliveryState.SENT]


@pytest.mark.parametrize("failure", [Failure.UNREACHED, Failure.WAIT])
async def test_what_could_not_be_looked_for_is_looked_for_again_before_it_is_sent(store, failure):
    chat = FakeChat(LOST)
    chat.unseen = [DeliveryError("not now", failure)]
    await planned(store)

    await rounds(store, chat)

    assert [text for _, text in chat.posted] == ["part 1"]
    assert chat.looked_for == ["C1-1", "C1-1"]


async def test_looks_that_fail_come_more_seldom_and_are_said_once(store, caplog):
    chat = FakeChat(LOST)
    chat.unseen = [DeliveryError("Slack's server failed (503)", Failure.UNCERTAIN) for _ in range(720)]
    await planned(store)

    for seconds in range(0, 3600, 5):
        await deliverer(store, chat, seconds / 60).deliver_due()
    looks = len(chat.looked_for)
    chat.unseen.clear()
    await deliverer(store, chat, 75).deliver_due()

    assert looks < 15
    assert caplog.text.count("(503)") == 1
    assert [text for _, text in chat.posted] == ["part 1"]
    assert await states(store) == [DeliveryState.SENT]


async def test_a_platform_that_fails_at_every_look_does_not_hold_up_a_channel_for_good(store):
    chat = FakeChat(LOST)
    chat.unseen = [DeliveryError("Discord's server failed (500)", Failure.UNCERTAIN) for _ in range(100)]
    await planned(store, parts=2)

    for minute in range(0, 60, 5):
        await deliverer(store, chat, minute).deliver_due()
    in_an_hour = [text for _, text in chat.posted]
    for minute in range(60, 90, 5):
        await deliverer(store, chat, minute).deliver_due()

    parts = await store.read(outbox.of_digest, "d1")
    assert in_an_hour == ["part 1"]
    assert [text for _, text in chat.posted] == ["part 1", "part 1", "part 2"]
    assert [part.reason for part in parts] == ["posted again without a look: it may stand twice", None]


async def test_one_look_that_fails_long_after_does_not_have_a_message_sent_again(store):
    """As after a night without the program, or where a platform comes back from an outage."""
    chat = FakeChat(LOST)
    await planned(store)
    await deliverer(store, chat).deliver_due()
    chat.unseen = [DeliveryError("Slack's server failed (503)", Failure.UNCERTAIN)]

    for minute in (600, 620):
        await deliverer(store, chat, minute).deliver_due()

    assert [text for _, text in chat.posted] == ["part 1"]
    assert await states(store) == [DeliveryState.SENT]


async def test_the_parts_behind_one_that_waits_wait_too(store):
    chat = FakeChat(DeliveryError("wait", Failure.WAIT, retry_after=3600))
    await planned(store, parts=2)

    await rounds(store, chat, number=3)
    assert chat.posted == []
    await deliverer(store, chat, 61).deliver_due()

    assert [text for _, text in chat.posted] == ["part 1", "part 2"]


async def test_gives_up_at_once_when_trying_again_cannot_help(store):
    chat = FakeChat(DeliveryError("msg_too_long", Failure.MESSAGE))
    await planned(store)

    await rounds(store, chat)

    assert chat.posted == []
    assert await states(store) == [DeliveryState.FAILED]


async def test_what_hangs_under_a_message_that_was_not_posted_is_not_posted_either(store):
    chat = FakeChat(DeliveryError("msg_too_long", Failure.MESSAGE))
    root = Delivery("root", "d1", "morning", Platform.SLACK, "C1", 1)
    detail = replace(root, id="detail", part=2, reply_to="root")
    await store.write_durably(outbox.plan, [(root, {"text": "title"}), (detail, {"text": "detail"})], NOW)

    await rounds(store, chat)

    assert chat.posted == []
    assert await states(store) == [DeliveryState.FAILED] * 2


async def test_what_is_noted_for_a_channel_that_is_off_is_given_up(store):
    chat = FakeChat()
    await store.write_durably(channels.switch_off, Place(Platform.SLACK, "", "C1"), "is_archived", NOW)
    await planned(store)

    await rounds(store, chat)

    assert chat.posted == []
    assert await states(store) == [DeliveryState.FAILED]


async def test_one_channel_that_fails_leaves_the_others_on_time(store):
    chat = FakeChat(DeliveryError("busy"))
    await planned(store)
    await store.write_durably(
        outbox.plan, [(Delivery("other", "d2", "evening", Platform.SLACK, "C2", 1), {"text": "two"})], NOW
    )

    await deliverer(store, chat).deliver_due()

    assert [text for _, text in chat.posted] == ["two"]


async def test_of_a_hundred_channels_a_few_are_in_hand_at_once_and_all_are_posted_to(store):
    chat = WaitingChat()
    for number in range(100):
        await planned(store, channel=f"C{number}")

    delivering = asyncio.create_task(deliverer(store, chat).deliver_due())
    in_hand = -1
    while in_hand != chat.waiting or not in_hand:
        in_hand = chat.waiting
        await asyncio.sleep(0.5)
    chat.goes_on.set()
    await delivering

    assert 1 < in_hand < 50
    assert len(chat.posted) == 100


async def test_a_command_that_posts_waits_while_another_try_may_help_and_no_longer(store, monkeypatch):
    monkeypatch.setattr(deliver, "_SETTLE_TICK_S", 0)
    minutes = itertools.count()
    chat = FakeChat(DeliveryError("busy"), DeliveryError("busy"))
    one = Deliverer(store, {Platform.SLACK: chat}, now=lambda: NOW + next(minutes) * MINUTE, pace_of={})
    await planned(store)
    place = Place(Platform.SLACK, "", "C1")

    [waits] = await one.settle("d1", place, within_s=-1)
    [posted] = await one.settle("d1", place, within_s=10)

    assert (waits.state, posted.state) == (DeliveryState.PENDING, DeliveryState.SENT)
    assert (waits.tries, posted.tries) == (1, 3)


async def test_a_platform_that_is_down_is_not_tried(store):
    chat = FakeChat()
    chat.is_reached = False
    await planned(store)

    await rounds(store, chat)

    assert chat.posted == []
    assert await states(store) == [DeliveryState.PENDING]


async def test_a_part_that_cannot_be_claimed_is_left_as_it_is_without_a_traceback(store, monkeypatch, caplog):
    chat = FakeChat()
    await planned(store)

    def locked(*_):
        raise StoreError("another program has kept the database locked")

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "claim", locked)
        with pytest.raises(StoreError):
            await deliverer(store, chat).deliver_due()
    as_it_was = await states(store)
    await deliverer(store, chat).deliver_due()

    assert "Traceback" not in caplog.text
    assert as_it_was == [DeliveryState.PENDING]
    assert [text for _, text in chat.posted] == ["part 1"]


async def test_where_one_channel_fails_what_is_on_its_way_to_another_is_waited_for(store, monkeypatch):
    class Slow(FakeChat):
        taken = asyncio.Event()

        async def post(self, target, body, *, key):
            await self.taken.wait()
            return await super().post(target, body, key=key)

    await planned(store, channel="C1")
    await planned(store, channel="C2")
    claim = outbox.claim

    def locked_for_one(db, delivery, now):
        if delivery == "C1-1":
            raise StoreError("another program has kept the database locked")
        return claim(db, delivery, now)

    monkeypatch.setattr(outbox, "claim", locked_for_one)
    chat = Slow()
    delivering = asyncio.create_task(deliverer(store, chat).deliver_due())
    await asyncio.wait({delivering}, timeout=0.3)
    assert not delivering.done()

    chat.taken.set()
    with pytest.raises(StoreError):
        await delivering
    assert [key for key, _ in chat.posted] == ["C2-1"]


async def test_what_was_posted_while_the_store_took_nothing_is_marked_as_soon_as_it_does(store, monkeypatch):
    chat = FakeChat()
    await planned(store, parts=2)
    one = deliverer(store, chat)

    def locked(*_):
        raise StoreError("another program has kept the database locked")

    with monkeypatch.context() as patch:
        patch.setattr(tries, "_keep_sent", locked)
        for _ in range(2):
            with pytest.raises(StoreError):
                await one.deliver_due()
    await one.deliver_due()

    assert [text for _, text in chat.posted] == ["part 1", "part 2"]
    assert chat.looked_for == []
    assert await states(store) == [DeliveryState.SENT] * 2


async def test_what_a_crash_left_half_way_is_looked_for_before_it_is_sent(store):
    chat = FakeChat()
    await planned(store, parts=2)
    await store.write_durably(outbox.claim, "C1-1", NOW)
    chat.posted.append(("C1-1", "part 1"))

    await store.write_durably(outbox.recover, NOW)
    await rounds(store, chat)

    assert [text for _, text in chat.posted] == ["part 1", "part 2"]
    assert await states(store) == [DeliveryState.SENT] * 2
