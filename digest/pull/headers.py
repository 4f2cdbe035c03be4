"""The headers of an answer that we heed, and what they say of time: when to come again, how long it stays fresh."""

import re
from collections.abc import Mapping
from datetime import timedelta

from digest.clock import utc_now
from digest.pull.dates import http_date

# What nobody here asks for is not kept while an answer waits for its reader.
_HEEDED = frozenset(
    {
        *("etag", "last-modified", "cache-control", "expires", "age", "date", "retry-after"),
        *("location", "content-encoding", "content-type", "cf-mitigated", "x-amzn-waf-action"),
    }
)
# A publisher that asks us to wait is heeded within these.
_SHORTEST_WAIT, LONGEST_WAIT = 60.0, 24 * 3600.0

_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([\w.-]{1,20})""", re.ASCII | re.IGNORECASE)
_NO_TEXT = re.compile("[\udc80-\udcff]")
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})")


def heeded(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that we heed, by their names in lower case; several lines of Cache-Control are one list."""
    found: dict[str, str] = {}
    for written, value in headers.items():
        if (name := written.lower()) in _HEEDED:
            before = f"{found[name]}, " if name == "cache-control" and name in found else ""
            found[name] = before + _text(value)
    return found


def _text(value: str) -> str:
    """Return a header's value with what is no UTF-8, which aiohttp keeps as lone surrogates, as a link writes it."""
    return _NO_TEXT.sub(lambda byte: f"%{ord(byte[0]) & 0xFF:02X}", value)


def charset(headers: Mapping[str, str]) -> str:
    """Return the encoding that an answer names for its body; empty where it names none."""
    named = _CHARSET.search(headers.get("content-type", ""))
    return named[1].lower() if named else ""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the wait that is asked for, in seconds; a date is read against the server's own clock."""
    text = headers.get("retry-after", "").strip()
    if not text.isascii():
        return None
    if text.isdecimal():
        wait = float(text[:9])
    else:
        then = http_date(text)
        if then is None:
            return None
        wait = (then - (http_date(headers.get("date", "")) or utc_now())).total_seconds()
    return min(max(wait, _SHORTEST_WAIT), LONGEST_WAIT)


def fresh_for(headers: Mapping[str, str]) -> timedelta:
    """Return how long an answer stays fresh, as its publisher says; an Age or a clock that is off is heeded."""
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return timedelta(0)
    if found := _MAX_AGE.search(control):
        lifetime = timedelta(seconds=int(found[1]))
    elif until := http_date(headers.get("expires", "")):
        lifetime = until - (http_date(headers.get("date", "")) or until)
    else:
        lifetime = timedelta(0)
    return max(lifetime - age(headers), timedelta(0))


def age(headers: Mapping[str, str]) -> timedelta:
    """Return how long ago a cache had an answer from its publisher, whose date it still bears."""
    said = headers.get("age", "").strip()
    return timedelta(seconds=int(said[:9]) if said.isascii() and said.isdecimal() else 0)
