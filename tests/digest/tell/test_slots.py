from datetime import UTC, date, datetime, timedelta

import pytest

from digest.model.subscription import Edition
from digest.tell.slots import newest_slot, next_slot, slots_between, window_of
from tests.builders import NOW, subscription

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ZONES = (
    "America/New_York",
    "Europe/London",
    "Europe/Paris",
    "Asia/Shanghai",
    "Australia/Sydney",
    "Australia/Lord_Howe",
)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", ["00:30", "01:30", "02:30", "08:00"])
def test_there_is_one_slot_a_local_day_over_400_days_and_both_clock_changes(zone, at):
    daily = subscription(zone=zone, at=at, days=EVERY_DAY)
    moment = datetime(2026, 1, 15, tzinfo=UTC)
    dates = []
    for _ in range(400):
        slot = next_slot(daily, moment)
        dates.append(slot.date)
        moment = slot.due

    assert dates == [dates[0] + timedelta(days=number) for number in range(400)]


@pytest.mark.parametrize("zone", ZONES)
def test_the_newest_slot_at_the_moment_it_falls_due_is_that_slot(zone):
    daily = subscription(zone=zone, at="00:30", days=EVERY_DAY)
    slot = next_slot(daily, NOW)

    assert newest_slot(daily, slot.due) == slot
    assert newest_slot(daily, slot.due - timedelta(seconds=1)).date == slot.date - timedelta(days=1)


def test_weekends_and_holidays_have_no_slot():
    working_days = subscription(holidays=(date(2026, 3, 6),))

    slot = next_slot(working_days, datetime(2026, 3, 5, 12, tzinfo=UTC))

    assert slot.date == date(2026, 3, 9)


def test_a_weekly_edition_has_the_first_of_its_days():
    weekly = subscription(edition=Edition.WEEKLY, days=("thu", "fri"))

    assert next_slot(weekly, NOW).date == date(2026, 3, 5)
    assert next_slot(weekly, next_slot(weekly, NOW).due).date == date(2026, 3, 12)


def test_a_subscription_whose_every_day_is_a_holiday_has_no_slot():
    never = subscription(
        days=("wed",), holidays=tuple(date(2025, 1, 1) + timedelta(7 * n) for n in range(200))
    )

    assert newest_slot(never, NOW) is None


def test_the_window_runs_from_the_end_of_the_last_digest():
    friday = datetime(2026, 2, 27, 8, 0, tzinfo=UTC)

    assert window_of(subscription(), friday, NOW).start == friday


def test_the_first_window_is_a_day_or_a_week():
    assert window_of(subscription(), None, NOW).start == NOW - timedelta(hours=24)
    assert window_of(subscription(edition=Edition.WEEKLY), None, NOW).start == NOW - timedelta(days=7)


def test_a_last_end_in_the_future_is_a_clock_that_was_set_back():
    assert window_of(subscription(), NOW + timedelta(days=365), NOW).start == NOW - timedelta(hours=24)


def test_the_slots_missed_between_two_dates_are_counted_without_both():
    assert slots_between(subscription(), date(2026, 2, 27), date(2026, 3, 4)) == 2
