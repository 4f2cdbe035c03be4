"""Addresses in, bytes out; the only door to the network."""

import asyncio
import ssl
import time
import zlib
from base64 import b64encode
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from digest.errors import FetchError
from digest.pull.guard import HostPort, check_literal, connector
from digest.urls import is_link
from digest.version import version

FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_MOST_REDIRECTS = 5
# A publisher that asks us to wait is heeded within these.
_SHORTEST_WAIT, _LONGEST_WAIT = 60.0, 24 * 3600.0
_AT_ONCE = 32
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost."""

    total_s: float = 25.0
    connect_s: float = 10.0
    max_bytes: int = 10 * 1024 * 1024
    """After decompression, which stops there."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What an address answered: 304 without a body, or 200 with one."""

    url: str
    status: int
    headers: Mapping[str, str]
    """With their names in lower case."""
    body: bytes = b""
    permanent_target: str | None = None
    """Where a chain of permanent redirects alone led."""


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
    ) -> None:
        self._agent = f"Parallax/{version()}" + (f" (+{contact})" if contact else "")
        self._allow = allow
        self._interval = host_interval
        self._host_at_once = host_at_once
        self._limits = limits or Limits()
        self._hosts: dict[str, _Host] = {}
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=connector(self._allow, limit=_AT_ONCE * 2, keepalive_timeout=15),
            cookie_jar=aiohttp.DummyCookieJar(),
            # Unpacked by us, so that a bomb stops at our limit.
            auto_decompress=False,
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=self._limits.connect_s),
            trust_env=False,
            max_line_size=16 * 1024,
            max_field_size=16 * 1024,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

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

        `auth` is `user:password`; it goes to the address's own host alone.
        """
        headers = {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": "gzip, deflate"}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        deadline = _Deadline(self._limits.total_s)
        here, permanent = URL(url), True
        origin = here.origin() if here.host else None
        target: str | None = None
        for _ in range(_MOST_REDIRECTS + 1):
            if not is_link(str(here)):
                raise FetchError("it leads to an address that is no http or https link", refused=True)
            check_literal(here, self._allow)
            sent = dict(headers)
            if auth and here.origin() == origin:
                sent["Authorization"] = "Basic " + b64encode(auth.encode()).decode()
            async with self._turn(here.host or "", deadline):
                reply = await self._once(here, sent, deadline)
            if reply.status not in _REDIRECTS:
                return _checked(reply, target)
            permanent = permanent and reply.status in _PERMANENT
            location = reply.headers.get("location")
            if not location:
                raise FetchError("it redirects without saying where to", status=reply.status)
            try:
                here = here.join(URL(location))
            except ValueError:
                raise FetchError(
                    "it redirects to something that is no address", status=reply.status
                ) from None
            target = str(here) if permanent else None
        raise FetchError(f"it redirects more than {_MOST_REDIRECTS} times")

    async def _once(self, url: URL, headers: Mapping[str, str], deadline: "_Deadline") -> Reply:
        assert self._session is not None, "the fetcher is not open"
        try:
            async with (
                asyncio.timeout(deadline.left()),
                self._session.get(url, headers=headers, allow_redirects=False) as response,
            ):
                named = {name.lower(): value for name, value in response.headers.items()}
                body = b""
                if response.status == 200:
                    body = await self._read(response, named.get("content-encoding", ""))
                return Reply(str(url), response.status, named, body)
        except TimeoutError as error:
            raise FetchError(f"the server did not answer within {self._limits.total_s:g} s") from error
        except aiohttp.ClientError as error:
            raise _in_words(error, url) from error
        except (ssl.SSLError, OSError, ValueError, zlib.error) as error:
            raise FetchError(f"the connection failed ({_short(error)})") from error

    async def _read(self, response: aiohttp.ClientResponse, encoding: str) -> bytes:
        most = self._limits.max_bytes
        unpacker = _unpacker(encoding)
        pieces: list[bytes] = []
        size = 0
        async for piece in response.content.iter_chunked(_PIECE):
            packed = piece
            while packed:
                plain = unpacker.decompress(packed, most + 1 - size) if unpacker else packed
                packed = unpacker.unconsumed_tail if unpacker else b""
                size += len(plain)
                pieces.append(plain)
                if size > most:
                    raise FetchError(f"the answer is larger than {most // (1024 * 1024)} MiB")
        return b"".join(pieces)

    @asynccontextmanager
    async def _turn(self, name: str, deadline: "_Deadline") -> AsyncIterator[None]:
        """Wait for the host's turn; the wait does not count against the request's time."""
        host = self._hosts.setdefault(name.lower(), _Host(self._host_at_once))
        began = time.monotonic()
        async with host.room:
            if self._interval:
                async with host.gate:
                    await asyncio.sleep(max(0.0, host.free_at - time.monotonic()))
                    host.free_at = time.monotonic() + self._interval
            deadline.put_off(time.monotonic() - began)
            yield


class _Host:
    """When a host may be asked next, and by how many at once."""

    def __init__(self, at_once: int) -> None:
        self.room = asyncio.Semaphore(at_once or _AT_ONCE)
        self.gate = asyncio.Lock()
        self.free_at = 0.0


class _Deadline:
    """When a request with all its redirects must be over, on a clock that nobody can set."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        return max(0.0, self._end - time.monotonic())

    def put_off(self, seconds: float) -> None:
        self._end += seconds


def _checked(reply: Reply, target: str | None) -> Reply:
    if reply.status in (200, 304):
        return Reply(reply.url, reply.status, reply.headers, reply.body, target)
    status = reply.status
    wait = _retry_after(reply.headers) if status in (429, 503) else None
    words = {
        401: "it asks for a password (401); name the variable that holds it with `auth`",
        403: "it refuses us (403)",
        404: "there is nothing at this address (404)",
        410: "it is gone for good (410)",
        429: "it asks us to come less often (429)",
    }
    said = words.get(status) or (
        f"its server failed ({status})" if status >= 500 else f"it answered with status {status}"
    )
    raise FetchError(said, status=status, retry_after=wait)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the wait that is asked for, in seconds; a date is read against the server's own clock."""
    text = headers.get("retry-after", "").strip()
    if not text:
        return None
    if text.isdigit():
        wait = float(text[:9])
    else:
        try:
            then = parsedate_to_datetime(text)
            now = parsedate_to_datetime(headers["date"]) if headers.get("date") else datetime.now(UTC)
            wait = (
                then.replace(tzinfo=then.tzinfo or UTC) - now.replace(tzinfo=now.tzinfo or UTC)
            ).total_seconds()
        except (ValueError, TypeError, OverflowError):
            return None
    return min(max(wait, _SHORTEST_WAIT), _LONGEST_WAIT)


def _in_words(error: aiohttp.ClientError, url: URL) -> FetchError:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, FetchError):
            return cause
        cause = cause.__cause__ or cause.__context__
    match error:
        case aiohttp.ClientConnectorCertificateError():
            return FetchError(f"its certificate is not valid ({_short(error.certificate_error)})")
        case aiohttp.ClientConnectorSSLError():
            return FetchError("a secure connection could not be made")
        case aiohttp.ClientConnectorDNSError():
            return FetchError(f"the name {url.host} is not known")
        case aiohttp.ServerTimeoutError():
            return FetchError("the server did not answer in time")
        case aiohttp.ClientConnectorError():
            return FetchError(f"no connection could be made ({_short(error.os_error)})")
        case aiohttp.ClientPayloadError():
            return FetchError("the answer broke off")
        case _:
            return FetchError(f"the answer made no sense ({type(error).__name__})")


def _short(error: BaseException) -> str:
    text = getattr(error, "strerror", None) or getattr(error, "verify_message", None) or str(error)
    return str(text).split("\n", 1)[0][:120] or type(error).__name__


def _unpacker(encoding: str) -> "zlib._Decompress | None":
    match encoding.strip().lower():
        case "gzip" | "x-gzip":
            return zlib.decompressobj(16 + zlib.MAX_WBITS)
        case "deflate":
            return zlib.decompressobj(32 + zlib.MAX_WBITS)
        case "" | "identity":
            return None
        case other:
            raise FetchError(f"the answer is packed in a way that we did not ask for ({other[:20]})")
