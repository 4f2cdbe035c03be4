"""Times of day, zones and days, as people type them and as they are said."""

import re
from difflib import get_close_matches
from functools import lru_cache
from zoneinfo import available_timezones

from digest.model.subscription import DAYS, WORKING_DAYS, Edition, Subscription
from digest.tell.phrases import Words
from digest.tell.voice import Voice
from digest.words import without_marks


class TimeRemark(Words):
    """When a digest comes, in words."""

    WHEN_DAILY = "{days} at {at} ({zone})", "{days} à {at} ({zone})"
    WHEN_WEEKLY = "weekly, {days} at {at} ({zone})", "chaque semaine, le {days} à {at} ({zone})"
    EVERY_DAY = "every day", "tous les jours"
    WORKING_DAYS = "Monday to Friday", "du lundi au vendredi"


# 8, 8:00, 08.00, 8h30, 8 am, 8:30pm
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.h]\s*(\d{2})?)?\s*(?:([ap])\.?m?\.?)?", re.IGNORECASE)
# A mistyped city is nearer to itself than this; what is no city that we know, Karlsruhe, is farther from others.
_NEAR = 0.8
# Cities that no zone is named after, or that are called otherwise in French.
_OTHER_CITIES = {
    "Africa/Cairo": "le_caire",
    "America/Chicago": "austin dallas houston",
    "America/Los_Angeles": "palo_alto san_diego san_francisco seattle silicon_valley",
    "America/New_York": "atlanta boston miami philadelphia washington",
    "America/Toronto": "ottawa",
    "Asia/Dubai": "abu_dhabi",
    "Asia/Kolkata": "bangalore bengaluru delhi hyderabad mumbai new_delhi",
    "Asia/Shanghai": "beijing guangzhou hangzhou pekin shenzhen",
    "Asia/Singapore": "singapour",
    "Asia/Taipei": "hsinchu",
    "Asia/Tokyo": "kyoto osaka",
    "Europe/Amsterdam": "eindhoven la_haye the_hague",
    "Europe/Athens": "athenes",
    "Europe/Berlin": "cologne francfort frankfurt hambourg hamburg munich",
    "Europe/Brussels": "bruxelles",
    "Europe/Copenhagen": "copenhague",
    "Europe/Lisbon": "lisbonne",
    "Europe/London": "cambridge edinburgh londres oxford",
    "Europe/Madrid": "barcelona barcelone",
    "Europe/Moscow": "moscou",
    "Europe/Paris": "grenoble lille lyon marseille strasbourg toulouse",
    "Europe/Rome": "milan",
    "Europe/Vienna": "vienne",
    "Europe/Warsaw": "varsovie",
    "Europe/Zurich": "bern berne geneva geneve lausanne",
}


def read_time(text: str) -> str | None:
    """Return a time of day as `HH:MM`; None when it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def read_zone(text: str) -> str | None:
    """Return the zone of an IANA name, or of a city, in any case; None when there is no one such."""
    whole, cities = _zones()
    key = _key(text)
    return whole.get(key) or cities.get(key)


def nearest_zone(text: str) -> str | None:
    """Return the zone of the city that was mistyped; None where it is none, as of CEST and GMT+2."""
    _, cities = _zones()
    of_cities = map(str.lower, cities.values())
    near = get_close_matches(_key(text)[:60], [*of_cities, *cities], n=1, cutoff=_NEAR)
    return read_zone(near[0]) if near else None


def _key(text: str) -> str:
    """Return a zone or a city as ours are held, without accents and what its country is: Montréal, Paris, France."""
    bare = without_marks(text.partition(",")[0].strip().lower())
    return re.sub(r"\s+", "_", bare)


@lru_cache(maxsize=1)
def _zones() -> tuple[dict[str, str], dict[str, str]]:
    zones = sorted(available_timezones())
    cities = {city: zone for zone, others in _OTHER_CITIES.items() for city in others.split()}
    for zone in zones:
        area, _, city = zone.rpartition("/")
        # `Etc` and the like name no cities, and a city is known by the first area that has it.
        if area and area not in ("Etc", "SystemV"):
            cities.setdefault(city.lower(), zone)
    return {zone.lower(): zone for zone in zones}, cities


def said_times(subscription: Subscription, spoken: Voice) -> str:
    """Return when the digest comes: `Monday to Friday at 08:00 (Europe/Paris)`."""
    is_weekly = subscription.edition is Edition.WEEKLY
    days = tuple(day for day in DAYS if day in subscription.days)
    if is_weekly:
        said = spoken.weekday(DAYS.index(subscription.days[0]))
    elif days == DAYS:
        said = spoken.say(TimeRemark.EVERY_DAY)
    elif days == WORKING_DAYS:
        said = spoken.say(TimeRemark.WORKING_DAYS)
    else:
        said = spoken.list([spoken.weekday(DAYS.index(day)) for day in days])
    phrase = TimeRemark.WHEN_WEEKLY if is_weekly else TimeRemark.WHEN_DAILY
    return spoken.say(phrase, days=said, at=subscription.at, zone=subscription.zone)
