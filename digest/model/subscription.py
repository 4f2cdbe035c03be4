"""Who wants Digests: which, when, and what they never want to hear of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal, get_args

from digest.model.place import Place, Platform

# The days of a week as subscriptions name them, in the order of `date.weekday`.
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = get_args(Day)
WORKING_DAYS = DAYS[:5]


class Edition(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


class Layout(StrEnum):
    FLAT = "flat"
    THREAD = "thread"
    FORUM = "forum"


@dataclass(frozen=True, slots=True)
class Mute:
    """What is never told: to everyone where it stands in the file, else to one channel."""

    outlets: frozenset[str] = frozenset()
    actors: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subscription:
    """One channel that wants Digests: which Themes, when, in which zone."""

    name: str
    platform: Platform
    channel: str
    themes: tuple[str, ...]
    """In the order of the digest's sections."""
    at: str = "08:00"
    zone: str = "UTC"
    days: tuple[Day, ...] = WORKING_DAYS
    edition: Edition = Edition.DAILY
    stories: int = 10
    layout: Layout = Layout.FLAT
    quiet: bool = False
    alerts: bool = False
    holidays: tuple[date, ...] = ()
    languages: tuple[str, ...] = ("en",)
    """Preferred for titles and sentences, in this order."""
    voice: str = "en"
    team: str = ""
    """The workspace or server it belongs to; empty for the home team of the configuration."""
    mute: Mute = Mute()
    from_file: bool = True
    since: datetime | None = None
    """When it was made in chat: no slot before it is owed. None for one of the file."""

    @property
    def is_kept(self) -> bool:
        """True unless it is made up for a single answer, or a draft."""
        return self.from_file or self.since is not None

    @property
    def key(self) -> str:
        """Its name among those of all teams, for which its slots are counted."""
        return f"{self.team}/{self.name}" if self.team else self.name

    @property
    def place(self) -> Place:
        """Where it is read; a terminal has one for each subscription."""
        return Place(self.platform, self.team, self.channel or self.name)


def shared_zone(subscriptions: Iterable[Subscription]) -> str:
    """Return the zone that all of them have; UTC where they differ, or there are none."""
    zones = {subscription.zone for subscription in subscriptions}
    return zones.pop() if len(zones) == 1 else "UTC"
