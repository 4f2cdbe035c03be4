"""Addresses in, bytes out; the only door to the network."""

import asyncio
import errno
import re
import socket
import ssl
import time
from base64 import b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from digest.errors import FetchError
from digest.pull.guard import HostPort, RefusedError, check_literal, connector, refusal
from digest.pull.turns import Turns
from digest.pull.unpack import Kept, Unpacker, too_large
from digest.urls import LONGEST_LINK
from digest.version import version

FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
# What is asked for by us is what the standard library unpacks in steps that can be bounded.
_PACKINGS = "gzip, deflate"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_MOST_REDIRECTS = 5
# A publisher that asks us to wait is heeded within these.
_SHORTEST_WAIT, _LONGEST_WAIT = 60.0, 24 * 3600.0
# For a host that says we come too often, but not when to come again.
_UNSAID_WAIT = 600.0
# Long enough for the next request to the same host, short enough that a pull of 1,000 hosts holds few.
_KEEP_ALIVE_S = 5.0
_HOST = re.compile(r"[a-z0-9_][a-z0-9_.-]*|[0-9a-f:.]*:[0-9a-f:.]*", re.IGNORECASE)
# A validator longer than this is no validator; it would only come back with every request.
_LONGEST_VALIDATOR = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost, with all its redirects."""

    total_s: float = 25.0
    """Of which nothing is used up by waiting for the host's turn."""
    connect_s: float = 10.0
    max_bytes: int = 10 * 1024 * 1024
    """As sent and, which counts more, as unpacked: unpacking stops there."""
    max_header: int = 16 * 1024
    """Of one line; there may be 128 of them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered: 304 without a body, or 2xx with one."""

    url: str
    status: int
    headers: Mapping[str, str]
    """With their names in lower case; those of a 304 hold the validators that it confirmed."""
    kept: Kept | None = None
    permanent_target: str | None = None
    """Where a chain of permanent redirects alone led."""
    took_s: float = 0.0
    """How long it took, waits for the host's turn left out."""

    @property
    def body(self) -> bytes:
        """The body, unpacked; read anew each time, so that a large one is in memory only while it is needed."""
        return self.kept.read() if self.kept else b""

    @property
    def size(self) -> int:
        return self.kept.size if self.kept else 0


class Fetcher:
    """One session for all that is fetched: guarded, bounded, and polite to each host."""

    def __init__(
        self,
        *,
        contact: str = "",
        allow: frozenset[HostPort] = frozenset(),
        host_interval: float = 1.0,
        host_at_once: int = 2,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        resolver: AbstractResolver | None = None,
    ) -> None:
        """`tls` and `resolver` take the places of the system's certificates and names."""
        known = "".join(char for char in contact if " " < char <= "~")
        self._agent = f"Parallax/{version()}" + (f" (+{known})" if known else "")
        self._allow = allow
        self.host_at_once = host_at_once
        self._turns = Turns(host_interval, host_at_once)
        self._limits = limits or Limits()
        self._tls = tls
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=connector(
                self._allow,
                resolver=self._resolver,
                # Ours are counted by their turns, in which waiting costs nothing.
                limit=0,
                keepalive_timeout=_KEEP_ALIVE_S,
                ssl=self._tls or True,
            ),
            headers={"User-Agent": self._agent, "Accept-Encoding": _PACKINGS},
            cookie_jar=aiohttp.DummyCookieJar(),
            # Unpacked by us, so that a bomb stops at our limit.
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_s),
            trust_env=False,
            max_line_size=self._limits.max_header,
            max_field_size=self._limits.max_header,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    def check(self, url: str) -> None:
        """Raise FetchError for an address that can be refused without looking its name up."""
        check_literal(_address(url), self._allow)

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        auth: str | None = None,
        accept: str = FEEDS,
    ) -> Reply:
        """Return the reply; anything but 2xx and 304 is a FetchError with its reason in plain words.

        `auth` is `user:password`; it goes to the address's own host alone, never from https to http, and not to
        where another host leads back.
        """
        here = _address(url)
        origin, permanent = here, True
        headers = {"Accept": accept}
        if etag and _is_sendable(etag):
            headers["If-None-Match"] = etag
        if last_modified and _is_sendable(last_modified):
            headers["If-Modified-Since"] = last_modified
        asked_for_change = len(headers) > 1
        credentials = _basic(auth) if auth else None
        left = self._limits.total_s
        been: set[URL] = set()
        while len(been) <= _MOST_REDIRECTS:
            check_literal(here, self._allow)
            if credentials and not _may_have_credentials(here, origin):
                credentials = None
            sent = headers | {"Authorization": credentials} if credentials else headers
            been.add(here)
            async with self._turns.turn(_host(here)):
                began = time.monotonic()
                reply = await self._once(here, sent, left)
                left -= time.monotonic() - began
                self._heed(here, reply)
            if reply.status not in _REDIRECTS:
                target = str(here) if permanent and len(been) > 1 else None
                reply = replace(reply, took_s=self._limits.total_s - left)
                return _checked(reply, target, etag, last_modified, asked_for_change=asked_for_change)
            permanent = permanent and reply.status in _PERMANENT
            here = _next_address(here, reply)
            if here in been:
                raise FetchError("it redirects in a circle", status=reply.status)
        raise FetchError(f"it redirects more than {_MOST_REDIRECTS} times")

    async def _once(self, url: URL, headers: Mapping[str, str], left: float) -> Reply:
        assert self._session is not None, "the fetcher is not open"
        try:
            async with (
                asyncio.timeout(max(left, 0.0)),
                self._session.get(url, headers=headers, allow_redirects=False) as response,
            ):
                named = {name.lower(): _text(value) for name, value in response.headers.items()}
                kept = None
                if 200 <= response.status < 300:
                    kept = await self._read(response, named.get("content-encoding", ""))
                return Reply(str(url), response.status, named, kept)
        except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
            raise _in_words(error, url, self._limits) from error

    async def _read(self, response: aiohttp.ClientResponse, encoding: str) -> Kept:
        most = self._limits.max_bytes
        if (response.content_length or 0) > most:
            raise too_large(most)
        unpacker = Unpacker(encoding, most)
        kept = Kept()
        async for piece in response.content.iter_any():
            for plain in unpacker.unpack(piece):
                kept.write(plain)
        unpacker.finish()
        return kept

    def _heed(self, here: URL, reply: Reply) -> None:
        """Keep a wait that a host asks for: it means all that we ask there, not this one address."""
        asked = _retry_after(reply.headers)
        if reply.status == 429:
            asked = asked or _UNSAID_WAIT
        if asked and reply.status in (429, 503):
            self._turns.leave_in_peace(_host(here), asked)


# ---- addresses and what goes with them ------------------------------------------------------------


def _address(url: str) -> URL:
    with suppress(ValueError):
        here = URL(url)
        if "@" in here.raw_authority:
            raise FetchError(
                "its address holds a password; put user:password into a variable and name that with `auth`",
                refused=True,
            )
        if _is_web(here):
            return here
    raise FetchError("its address is no http or https link", refused=True)


def _is_web(url: URL) -> bool:
    """True for what `urls.is_link` lets through; asked of a URL that yarl has already put in its form."""
    return bool(
        url.scheme in ("http", "https")
        and _HOST.fullmatch(url.raw_host or "")
        and "@" not in url.raw_authority
        and len(str(url)) <= LONGEST_LINK
    )


def _host(url: URL) -> str:
    return (url.raw_host or "").lower().rstrip(".")


def _next_address(here: URL, reply: Reply) -> URL:
    location = reply.headers.get("location", "").strip()
    if not location:
        raise FetchError("it redirects without saying where to", status=reply.status)
    try:
        target = here.join(URL(location)).with_fragment(None)
    except ValueError:
        raise FetchError("it redirects to something that is no address", status=reply.status) from None
    if not _is_web(target):
        raise FetchError(
            "it leads to an address that is no http or https link", status=reply.status, refused=True
        )
    return target


def _basic(auth: str) -> str:
    if ":" not in auth:
        raise FetchError("its password is not given as user:password")
    return "Basic " + b64encode(auth.encode()).decode()


def _may_have_credentials(here: URL, origin: URL) -> bool:
    """True for the origin itself, and for the same host where plain http at its usual port became https."""
    if here.origin() == origin.origin():
        return True
    upgraded = (origin.scheme, origin.port, here.scheme, here.port) == ("http", 80, "https", 443)
    return upgraded and here.raw_host == origin.raw_host


def _is_sendable(value: str) -> bool:
    """True for a validator that can be sent back as it came."""
    return value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR


def _text(value: str) -> str:
    """Return a header's value without the lone surrogates in which aiohttp keeps what is no UTF-8."""
    return value.encode(errors="replace").decode()


# ---- what the answer means ------------------------------------------------------------------------

_SAID = {
    401: "it asks for a password (401); name the variable that holds it with `auth`",
    403: "it refuses us (403)",
    404: "there is nothing at this address (404)",
    406: "it has nothing in a form that we read (406)",
    410: "it is gone for good (410)",
    429: "it asks us to come less often (429)",
    451: "it is withheld for legal reasons (451)",
}


def _checked(
    reply: Reply,
    target: str | None,
    etag: str | None,
    last_modified: str | None,
    *,
    asked_for_change: bool,
) -> Reply:
    status = reply.status
    if _is_wall(reply.headers):
        raise FetchError(
            f"a wall against bots stands before it ({status})",
            status=status,
            retry_after=_retry_after(reply.headers),
        )
    if status == 304:
        if not asked_for_change:
            raise FetchError("it says that nothing has changed, but we have nothing yet (304)", status=304)
        # Not every server repeats what it confirms; what it does not repeat still holds.
        kept = {"etag": etag, "last-modified": last_modified}
        held = {name: value for name, value in kept.items() if value} | dict(reply.headers)
        return replace(reply, headers=held, permanent_target=target)
    if 200 <= status < 300:
        return replace(reply, permanent_target=target) if target else reply
    said = _SAID.get(status) or (
        f"its server failed ({status})" if status >= 500 else f"it answered with status {status}"
    )
    raise FetchError(said, status=status, retry_after=_retry_after(reply.headers))


def _is_wall(headers: Mapping[str, str]) -> bool:
    """True where Cloudflare's or Amazon's firewall asks for a person instead of answering."""
    return "challenge" in (
        headers.get("cf-mitigated", "").lower(),
        headers.get("x-amzn-waf-action", "").lower(),
    )


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the wait that is asked for, in seconds; a date is read against the server's own clock."""
    text = headers.get("retry-after", "").strip()
    if not text.isascii():
        return None
    if text.isdecimal():
        wait = float(text[:9])
    else:
        then = _http_date(text)
        if then is None:
            return None
        wait = (then - (_http_date(headers.get("date", "")) or datetime.now(UTC))).total_seconds()
    return min(max(wait, _SHORTEST_WAIT), _LONGEST_WAIT)


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


# ---- what went wrong, in words --------------------------------------------------------------------

_NOT_THERE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EHOSTDOWN})


def _in_words(error: BaseException, url: URL, limits: Limits) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, RefusedError):
            return refusal(cause.address)
        cause = cause.__cause__ or cause.__context__
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return FetchError(f"its certificate is not valid: {_short(error.certificate_error)}")
        case aiohttp.ClientConnectorSSLError() | ssl.SSLError():
            return FetchError("a secure connection could not be made")
        case aiohttp.ClientConnectorDNSError():
            if getattr(error.os_error, "errno", None) == socket.EAI_AGAIN:
                return FetchError(f"the name {url.raw_host} could not be looked up just now")
            return FetchError(f"the name {url.raw_host} is not known")
        case aiohttp.ConnectionTimeoutError():
            return FetchError(f"no connection could be made within {limits.connect_s:g} s")
        case TimeoutError():
            return FetchError(f"the server did not answer within {limits.total_s:g} s")
        case aiohttp.ClientConnectorError() if error.os_error.errno == errno.ECONNREFUSED:
            return FetchError("nothing answers at this address (connection refused)")
        case aiohttp.ClientConnectorError() if error.os_error.errno in _NOT_THERE:
            return FetchError("its server cannot be reached from here")
        case aiohttp.ClientConnectorError():
            return FetchError(f"no connection could be made ({_short(error.os_error)})")
        case aiohttp.ServerDisconnectedError():
            return FetchError("the server hung up without an answer")
        case aiohttp.ClientPayloadError():
            return FetchError("the answer broke off")
        case aiohttp.ClientResponseError():
            return FetchError("the answer is not in the form of the web (HTTP)")
        case OSError() if error.errno == errno.ENOSPC:
            return FetchError("this machine's disk has no room for the answer")
        case OSError():
            return FetchError(f"the connection failed ({_short(error)})")
        case _:
            return FetchError(f"the answer made no sense ({type(error).__name__})")


def _short(error: BaseException) -> str:
    text = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return str(text).split("\n", 1)[0][:120] or type(error).__name__
