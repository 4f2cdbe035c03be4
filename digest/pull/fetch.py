"""Addresses in, bytes out; the only door to the network."""

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

import aiohttp
from aiohttp.abc import AbstractResolver
from yarl import URL

from digest.causes import Cause
from digest.errors import FetchError
from digest.pull.addresses import (
    basic,
    host_name,
    may_have_credentials,
    next_address,
    read_address,
)
from digest.pull.bounds import MOST_BESIDE, MOST_HEADERS, SIP
from digest.pull.faults import in_words
from digest.pull.guard import HostPort, check_literal, check_way, connector, pair_of
from digest.pull.headers import heeded, retry_after
from digest.pull.reply import Reply, checked
from digest.pull.turns import Turns
from digest.pull.unpack import Unpacker, too_large
from digest.pull.validators import Validators
from digest.pull.waiting import Room, WaitingBody
from digest.version import version

FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"
# Only what the standard library can unpack in bounded steps.
_PACKINGS = "gzip, deflate"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_MOST_REDIRECTS = 5
# For a host that says we come too often, but not when to come again.
_UNSAID_WAIT = 600.0
# Long enough for the next request to the same host, short enough that a pull of 1,000 hosts holds few.
_KEEP_ALIVE_S = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost, with all its redirects."""

    total_s: float = 25.0
    """Waiting for the host's turn does not count."""
    connect_s: float = 10.0
    max_bytes: int = 10 * 1024 * 1024
    """Of the body, as sent and as unpacked: unpacking stops there."""


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
        self._has_interval = host_interval > 0
        self.turns = Turns(host_interval, host_at_once)
        self._room = Room()
        self._limits = limits or Limits()
        self._tls = tls
        self._resolver = resolver
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(
            connector=connector(
                self._allow,
                resolver=self._resolver,
                # Requests are limited by their turns, before a connection is asked for.
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
            read_bufsize=SIP,
            max_line_size=MOST_BESIDE,
            max_field_size=MOST_BESIDE,
            max_headers=MOST_HEADERS,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session:
            await self._session.close()

    def check(self, url: str) -> None:
        """Raise FetchError for an address that can be refused without looking its name up."""
        check_literal(read_address(url), self._allow)

    async def get(
        self,
        url: str,
        *,
        known: Validators | None = None,
        auth: str | None = None,
        accept: str = FEEDS,
        may_ask: Callable[[str], Awaitable[bool]] | None = None,
        named_by: str | None = None,
    ) -> Reply:
        """Return the reply; anything but 2xx and 304 is a FetchError with its reason in plain words.

        `known` are the validators of what we have; where that is as it was, the answer is 304.
        `auth` is `user:password`. It is sent to the address's own host only, never from https on to http, and not
        again once another host has redirected us back. `may_ask` is asked for leave at each address on the way.
        `named_by` is the page or the feed that names this address, where the team itself does not.
        """
        known = known or Validators()
        headers = {"Accept": accept} | known.conditions
        origin = read_address(url)
        check_way(origin, URL(named_by) if named_by else origin, self._allow)
        reply = await self._follow(origin, headers, basic(auth) if auth else None, may_ask)
        return checked(reply, known)

    async def _follow(
        self,
        origin: URL,
        headers: Mapping[str, str],
        credentials: str | None,
        may_ask: Callable[[str], Awaitable[bool]] | None,
    ) -> Reply:
        """Return the reply to which the redirects lead."""
        here, permanent, left = origin, True, self._limits.total_s
        been: set[URL] = set()
        while len(been) <= _MOST_REDIRECTS:
            check_literal(here, self._allow)
            check_way(here, origin, self._allow)
            if may_ask and not await may_ask(str(here)):
                raise FetchError(Cause.NO_ROBOTS)
            if credentials and not may_have_credentials(here, origin):
                credentials = None
            sent = {**headers, "Authorization": credentials} if credentials else headers
            been.add(here)
            async with self.turns.turn(host_name(here)):
                began = time.monotonic()
                reply = await self._once(here, sent, left)
                left -= time.monotonic() - began
                self._heed(here, reply)
            if reply.status not in _REDIRECTS:
                target = str(here) if permanent and len(been) > 1 else None
                return replace(reply, permanent_target=target, took_s=self._limits.total_s - left)
            permanent = permanent and reply.status in _PERMANENT
            here = next_address(here, reply)
            if here in been:
                raise FetchError(Cause.CIRCLE, status=reply.status)
        raise FetchError(Cause.MANY_REDIRECTS.of(times=_MOST_REDIRECTS))

    async def _once(self, url: URL, sent: Mapping[str, str], left: float) -> Reply:
        assert self._session is not None, "the fetcher is not open"
        try:
            async with (
                asyncio.timeout(max(left, 0.0)),
                self._session.get(url, headers=sent, allow_redirects=False) as response,
            ):
                headers = heeded(response.headers)
                kept = None
                if 200 <= response.status < 300:
                    kept = await self._read(response, headers.get("content-encoding", ""))
                return Reply(str(url), response.status, headers, kept)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            limits = self._limits
            raise in_words(error, connect_s=limits.connect_s, total_s=limits.total_s) from error

    async def _read(self, response: aiohttp.ClientResponse, encoding: str) -> WaitingBody:
        most = self._limits.max_bytes
        if (response.content_length or 0) > most:
            raise too_large(most)
        unpacker = Unpacker(encoding, most)
        kept = WaitingBody(self._room)
        async for piece in response.content.iter_any():
            kept.write_all(unpacker.unpack(piece))
        kept.write_all(unpacker.finish())
        return kept

    def _heed(self, here: URL, reply: Reply) -> None:
        """Keep the wait that a host asks for. It is meant for all addresses there, not for this one alone.

        With no interval, though, what a team has opened is its own server, each of whose addresses is asked for itself.
        """
        if not self._has_interval and pair_of(here) in self._allow:
            return
        asked = retry_after(reply.headers)
        if reply.status == 429:
            asked = asked or _UNSAID_WAIT
        if asked and reply.status in (429, 503):
            self.turns.leave_in_peace(host_name(here), asked)
