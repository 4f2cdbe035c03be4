"""Dates as headers write them, and in forms of feeds that feedparser does not read, or takes for others."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# 2026/03/04 07:30, 2026年3月4日, and 2026-03-04 07:30:00 UTC. feedparser reads no more of these than the year and the
# month, or the day.
_NUMBERS = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: ?(?:UTC|GMT))?"
)
# Zones by the names that publishers write, beside those of North America; none of them is another's as well.
_ZONES = {
    "WET": "+0000", "WEST": "+0100", "CET": "+0100", "CEST": "+0200", "EET": "+0200", "EEST": "+0300", "MSK": "+0300",
    "HKT": "+0800", "SGT": "+0800", "KST": "+0900", "JST": "+0900", "AEST": "+1000", "AEDT": "+1100",
}  # fmt: skip
_ZONE = re.compile(rf"\b({'|'.join(_ZONES)}')$")
# A year that is one; Python takes 0000 for 2000.
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# No date is longer.
_LONGEST = 60


def read_date(text: str) -> datetime | None:
    """Return the time of a date that is in numbers alone or names a zone; one without a zone is in UTC."""
    text = text[:_LONGEST].strip()
    if numbers := _NUMBERS.fullmatch(text):
        with suppress(ValueError):
            year, month, day, hour, minute, second = (int(number or 0) for number in numbers.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return http_date(_ZONE.sub(lambda zone: _ZONES[zone[1]], text)) if _ZONE.search(text) else None


def loose_date(text: str) -> datetime | None:
    """Return a date that is written much as in a header: its day in another language, or without a zone."""
    return http_date(text[:_LONGEST]) if _YEAR.search(text[:_LONGEST]) else None


def http_date(text: str) -> datetime | None:
    """Return a date as headers write it; None for what is none, or lies beyond the calendar."""
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
