"""What is owed is composed once a slot, whatever the clock and the process do meanwhile."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.post.desk import Desk
from bot.post.rounds import Rounds
from digest.errors import StoreError
from digest.model.delivery import Delivery, DeliveryState, Posted
from digest.model.place import Platform
from digest.model.subscription import Edition
from digest.store import Store
from digest.store import channels as channel_store
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.store import items as item_store
from digest.store.subscriptions import take_on
from tests.bot.post.house import knowledge
from tests.builders import DAY, HOUR, MINUTE, item, subscription

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MORNING = subscription(
    platform=Platform.SLACK, channel="C1", days=EVERY_DAY, zone="America/New_York", at="08:00"
)
# 08:00 in New York, on a Wednesday.
DUE = datetime(2026, 3, 4, 13, tzinfo=UTC)


class House:
    """A program that can be stopped and started over one database."""

    def __init__(self, path):
        self._path = path

    @contextmanager
    def started(self, **wishes):
        with Store(self._path) as store:
            render = {Platform.SLACK: lambda message: [{"text": message.summary}]}
            yield Rounds(Desk(store, knowledge(), render, feeds=list), [Platform.SLACK], **wishes), store

    async def run(self, *moments, readers=(MORNING,), is_down=False):
        """Have a round at each of the moments, with what it composed posted, unless the platform is down."""
        with self.started() as (rounds, store):
            for moment in moments:
                await rounds.compose(readers, moment)
                for part in [] if is_down else await store.read(outbox.unsettled):
                    await store.write_durably(outbox.mark_sent, part.id, Posted("m"), moment)

    async def digests(self):
        with Store(self._path) as store:
            return await store.read(lambda db: list(digest_store.export(db)))

    async def deliveries(self) -> list[Delivery]:
        with Store(self._path) as store:
            return await store.read(lambda db: list(outbox.export(db)))


@pytest.fixture
def house(tmp_path):
    return House(tmp_path / "parallax.db")


def every(step, start, end):
    while start < end:
        yield start
        start += step


@pytest.mark.parametrize(
    ("zone", "at", "night"),
    [
        ("America/New_York", "01:30", date(2026, 11, 1)),
        ("America/New_York", "02:30", date(2026, 3, 8)),
        ("Europe/London", "01:30", date(2026, 10, 25)),
        ("Australia/Lord_Howe", "01:30", date(2026, 4, 5)),
        ("Australia/Lord_Howe", "02:15", date(2026, 10, 4)),
    ],
)
async def test_a_night_in_which_the_clocks_change_has_one_digest(house, zone, at, night):
    reader = replace(MORNING, zone=zone, at=at)
    noon = datetime.combine(night, datetime.min.time(), UTC)

    await house.run(*every(20 * MINUTE, noon - DAY, noon + 2 * DAY), readers=[reader])

    dates = [digest.date for digest in await house.digests()]
    assert dates.count(night) == 1
    assert dates == sorted(set(dates))


@pytest.mark.parametrize(
    ("away", "late", "missed"),
    [(MINUTE / 3, False, 0), (MINUTE, True, 0), (3 * HOUR, True, 0), (3 * DAY + HOUR, True, 3)],
)
async def test_after_downtime_there_is_one_late_digest_and_a_line_for_what_was_missed(
    house, away, late, missed
):
    await house.run(DUE - DAY)

    back = DUE + away
    await house.run(back, back + MINUTE, back + HOUR)

    digests = await house.digests()
    assert len(digests) == 2
    newest = digests[-1]
    assert (newest.late, newest.missed) == (late, missed)
    assert newest.window.start == DUE - DAY


@pytest.mark.parametrize(("taken_on", "late"), [(DUE + HOUR, False), (DUE - HOUR, True)])
async def test_a_first_digest_is_late_only_where_its_hour_came_after_the_program_was_set_up(
    house, taken_on, late
):
    with house.started() as (rounds, store):
        await store.write(take_on, [MORNING], taken_on)
        await rounds.compose([MORNING], DUE + 3 * HOUR)

    assert [(digest.late, digest.missed) for digest in await house.digests()] == [(late, 0)]


@pytest.mark.parametrize(("taken_on", "waited"), [(DUE + HOUR, MINUTE), (DUE - HOUR, HOUR + MINUTE)])
async def test_a_first_digest_is_measured_from_when_it_could_first_be_made(house, taken_on, waited):
    told = []
    with house.started(composed=lambda due, now: told.append(now - due)) as (rounds, store):
        await store.write(take_on, [MORNING], taken_on)
        await rounds.compose([MORNING], DUE + HOUR + MINUTE)

    assert told == [waited]


async def test_a_digest_after_an_outage_is_late_though_the_program_was_new_the_day_before(house):
    with house.started() as (rounds, store):
        await store.write(take_on, [MORNING], DUE - DAY + HOUR)
        await rounds.compose([MORNING], DUE - DAY + HOUR)
    with house.started() as (rounds, store):
        await store.write(take_on, [MORNING], DUE + HOUR)
        await rounds.compose([MORNING], DUE + HOUR)

    assert [digest.late for digest in await house.digests()] == [False, True]


async def test_a_digest_that_is_asked_for_in_chat_comes_first_at_its_next_hour(house):
    reader = replace(MORNING, since=DUE + HOUR)

    await house.run(DUE + HOUR, DUE + 2 * HOUR, DUE + DAY, readers=[reader])

    assert [(digest.date.day, digest.late) for digest in await house.digests()] == [(5, False)]


async def test_a_zone_that_is_changed_to_where_it_is_yesterday_yet_brings_no_second_digest(house):
    evening = DUE + 7 * HOUR
    await house.run(evening, readers=[replace(MORNING, zone="Pacific/Auckland")])

    await house.run(evening + HOUR, DUE + 2 * DAY)

    assert [digest.date.day for digest in await house.digests()] == [5, 6]


async def test_what_is_over_a_day_old_is_not_posted_late(house):
    weekly = replace(MORNING, edition=Edition.WEEKLY, days=("wed",))

    await house.run(DUE + DAY + MINUTE, readers=[weekly])

    assert await house.digests() == []


@pytest.mark.parametrize("jump", [HOUR, -HOUR, -365 * DAY, 30 * DAY, 365 * DAY, 3652 * DAY])
async def test_a_clock_that_jumps_and_comes_right_again_posts_nothing_twice(house, jump):
    there = [DUE + jump + number * MINUTE for number in range(3)]
    await house.run(DUE - DAY, DUE, *there, DUE + 2 * MINUTE)

    await house.run(DUE + HOUR, DUE + DAY)

    dates = [digest.date for digest in await house.digests()]
    assert len(dates) == len(set(dates))
    # A day in the far future has a digest of its own, made while the clock stood there.
    expected = {DUE.date() - DAY, DUE.date(), DUE.date() + DAY}
    assert expected <= set(dates)
    assert len(dates) <= len(expected) + 1


async def test_a_clock_that_publishers_say_is_behind_tells_nothing(house):
    with house.started() as (_, store):
        await store.write(item_store.add, [item("Chips", published=DUE - HOUR, first_seen=DUE - HOUR)])

    await house.run(DUE, DUE - 30 * DAY, DUE + DAY)

    assert [digest.date for digest in await house.digests()] == [DUE.date(), DUE.date() + DAY]


async def test_a_weekly_digest_stands_beside_the_daily_one(house):
    weekly = replace(MORNING, name="week", edition=Edition.WEEKLY, days=("wed",))

    await house.run(DUE, DUE + HOUR, readers=[MORNING, weekly])

    found = [(digest.subscription, digest.edition) for digest in await house.digests()]
    assert sorted(found) == [("morning", Edition.DAILY), ("week", Edition.WEEKLY)]


async def test_an_empty_digest_is_one_line_and_a_quiet_one_nothing(house):
    quiet = replace(MORNING, name="quiet", channel="C2", quiet=True)

    await house.run(DUE, readers=[MORNING, quiet])

    assert [part.channel for part in await house.deliveries()] == ["C1"]
    assert len(await house.digests()) == 2


async def test_monday_covers_the_weekend(house):
    working = replace(MORNING, days=("mon", "tue", "wed", "thu", "fri"))
    friday, monday = datetime(2026, 2, 27, 13, tzinfo=UTC), datetime(2026, 3, 2, 13, tzinfo=UTC)

    await house.run(*every(HOUR, friday, monday + HOUR), readers=[working])

    first, second = await house.digests()
    assert (second.window.start, second.window.end, second.missed) == (first.window.end, monday, 0)


async def test_a_store_that_takes_nothing_is_told_once_a_round_and_not_by_every_subscription(
    house, monkeypatch, caplog
):
    def full(*_):
        raise StoreError("the disk is full")

    monkeypatch.setattr(digest_store, "get", full)

    with pytest.raises(StoreError):
        await house.run(DUE, readers=[MORNING, replace(MORNING, name="second")])

    assert caplog.text == ""


async def test_what_waits_for_the_digests_that_were_due_at_the_start_waits_no_longer(house):
    with house.started() as (rounds, _):
        before = rounds.have_been.is_set()
        await rounds.compose([MORNING], DUE)

        assert (before, rounds.have_been.is_set()) == (False, True)


async def test_one_subscription_that_fails_holds_up_no_other(house):
    broken = replace(MORNING, name="broken", zone="Nowhere/At_All")

    await house.run(DUE, readers=[broken, MORNING])

    assert [digest.subscription for digest in await house.digests()] == ["morning"]


async def test_two_teams_may_use_one_name(house):
    await house.run(DUE, readers=[replace(MORNING, team="T1"), replace(MORNING, team="T2")])

    assert [digest.subscription for digest in await house.digests()] == ["T1/morning", "T2/morning"]
    assert [part.team for part in await house.deliveries()] == ["T1", "T2"]


async def test_a_channel_that_is_switched_off_gets_no_digest_until_it_is_on_again(house):
    with house.started() as (rounds, store):
        channel = Delivery("x", "", "", Platform.SLACK, "C1", 1).place
        await store.write_durably(channel_store.switch_off, channel, "is_archived", DUE)
        await rounds.compose([MORNING], DUE)
        off = await store.read(lambda db: list(digest_store.export(db)))
        await store.write_durably(channel_store.switch_on)
        await rounds.compose([MORNING], DUE + MINUTE)

    assert off == []
    assert len(await house.digests()) == 1


async def test_after_an_outage_over_two_slots_one_digest_holds_it_all(house):
    await house.run(DUE - DAY, DUE, DUE + DAY, is_down=True)

    first, second, third = await house.deliveries()
    assert [part.state for part in (first, second, third)] == [
        DeliveryState.FAILED,
        DeliveryState.FAILED,
        DeliveryState.PENDING,
    ]
    assert (await house.digests())[-1].window.start == DUE - 2 * DAY
    assert (await house.digests())[-1].missed == 0
