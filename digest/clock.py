"""The one reader of the clock, and times in the one form in which we write them."""

import re
from datetime import UTC, date, datetime, timedelta

# Days can be added to a time and taken from it inside these, and its year has four digits.
_FIRST, _LAST = datetime(1000, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)

# An item may be dated so far ahead of us: clocks differ, and some outlets announce. A later date is not believed.
AHEAD = timedelta(hours=1)

_SPAN = re.compile(r"(\d{1,5})\s*([hdw])", re.IGNORECASE)
_HOURS = {"h": 1, "d": 24, "w": 24 * 7}


def utc_now() -> datetime:
    """Return the time now, in UTC, without its microseconds."""
    return datetime.now(UTC).replace(microsecond=0)


def write_time(moment: datetime) -> str:
    """Return `2026-01-03T08:00:00Z`; texts in this form sort as their times do."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def read_time(text: str) -> datetime:
    """Read a time or a date (00:00); one without a zone is in UTC. Raise ValueError on anything else."""
    moment = _read(text)
    if not _FIRST <= moment < _LAST:
        raise ValueError(f"the year {moment.year} is none that news are of")
    return moment


def _read(text: str) -> datetime:
    moment = datetime.fromisoformat(text.strip().replace("Z", "+00:00").replace("z", "+00:00"))
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def read_since(text: str, *, now: datetime) -> datetime:
    """Return where a span such as `24h`, `7d`, `2w`, a date or a time begins. Raise ValueError on anything else.

    `9999-12-31` and the like stand for ever: they are the last or the first time that we reckon with.
    """
    if span := _SPAN.fullmatch(text.strip()):
        count, unit = span.groups()
        try:
            return max(now - timedelta(hours=int(count) * _HOURS[unit.lower()]), _FIRST)
        except OverflowError:
            return _FIRST
    try:
        return max(_FIRST, min(_read(text), _LAST))
    except OverflowError as error:
        raise ValueError(str(error)) from None


def local_date(moment: datetime, zone: str) -> date:
    """Return the calendar day that `moment` falls on in `zone`, an IANA name."""
    # Few who read the clock ask for a zone, and importing this takes milliseconds.
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(zone)).date()
