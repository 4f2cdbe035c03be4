"""When a Subscription is due: its slots, one for each local date and Edition.

The slot decides whether a Digest is owed; the scheduler only wakes us. Reckoned from local dates,
a day has one slot whatever the clocks do that night.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from digest.clock import local_date
from digest.model.subscription import DAYS, Edition, Subscription
from digest.model.window import Window

# Past this a digest is not news any more; one line says that it was missed.
TOO_LATE = timedelta(hours=24)
# A digest that is this late is marked so: one that is on time is composed within seconds.
LATE = timedelta(minutes=1)
# Weeks with a holiday on every day of a subscription are as far as we look.
_HORIZON_DAYS = 400

_FIRST_WINDOW = {Edition.DAILY: timedelta(hours=24), Edition.WEEKLY: timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Slot:
    """A Digest that is owed: for which local date, and since when."""

    date: date
    due: datetime


def newest_slot(subscription: Subscription, now: datetime) -> Slot | None:
    """Return the newest slot at or before `now`; None if there is none within a year."""
    today = local_date(now, subscription.zone)
    # A zone may be a day ahead of the slot's own date when the slot is near midnight.
    for back in range(-1, _HORIZON_DAYS):
        slot = _slot(subscription, today - timedelta(days=back))
        if slot and slot.due <= now:
            return slot
    return None


def next_slot(subscription: Subscription, after: datetime) -> Slot | None:
    """Return the first slot later than `after`; None if there is none within a year."""
    today = local_date(after, subscription.zone)
    for ahead in range(-1, _HORIZON_DAYS):
        slot = _slot(subscription, today + timedelta(days=ahead))
        if slot and slot.due > after:
            return slot
    return None


def slots_between(subscription: Subscription, start: date, end: date) -> int:
    """Count the slots after the local date `start` and before `end`."""
    days = (start + timedelta(days=number) for number in range(1, min((end - start).days, _HORIZON_DAYS)))
    return sum(_slot(subscription, day) is not None for day in days)


def window_of(subscription: Subscription, last_end: datetime | None, now: datetime) -> Window:
    """Return the window of the digest made at `now`: from the last one's end, else one day (or week) back."""
    first = now - _FIRST_WINDOW[subscription.edition]
    # A clock that was set back leaves a last end in the future; the window is then an ordinary one.
    start = last_end if last_end is not None and last_end < now else first
    return Window(start, now)


def _slot(subscription: Subscription, day: date) -> Slot | None:
    wanted = subscription.days[:1] if subscription.edition is Edition.WEEKLY else subscription.days
    if DAYS[day.weekday()] not in wanted or day in subscription.holidays:
        return None
    hour, minute = map(int, subscription.at.split(":"))
    # At a time that the clocks skip, zoneinfo keeps the offset of before: the hour after, once. At one
    # that comes twice it takes the first.
    local = datetime.combine(day, time(hour, minute), ZoneInfo(subscription.zone))
    return Slot(day, local.astimezone(UTC))
