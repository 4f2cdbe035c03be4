"""The clients that are connected: how long each is waited for, and which gives way when they are too many.

Whoever connects and says nothing, or says it drop by drop, has a place for a while and no more. When all places
are taken the oldest such client gives way to the newest, so a crowd of them keeps nobody out; a request that has
come whole is always answered.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a client is waited for."""

    first_s: float = 10.0
    """From its connection to the end of its first request's headers."""
    body_s: float = 10.0
    """For the rest of a request."""
    idle_s: float = 1000.0
    """For the next request on the same connection: longer than a proxy before us keeps one that is idle (Caddy 120 s,
    Google's 600 s, Cloudflare 900 s), which else sends what comes next where nobody listens any more."""


class Crowd:
    """Which of a server's connections are waited for."""

    def __init__(self, patience: Patience, most: int, *, largest: int) -> None:
        """`most` is how many may be connected; `largest` what one request may send, in bytes."""
        self._patience = patience
        self._most = most
        self._largest = largest
        self._silent: set[web.RequestHandler] = set()
        """Those of whom nothing whole was heard yet."""
        self._answered: set[web.RequestHandler] = set()
        """Those whose request is in hand."""

    def admit(self, server: web.Server) -> web.RequestHandler:
        """Return what handles a new connection, having made room for it."""
        waited_for = [one for one in server.connections if one.connected and one not in self._answered]
        too_many = max(0, len(server.connections) + 1 - self._most)
        # In the order in which they came.
        for one in waited_for[:too_many]:
            one.force_close()
        new = server()
        self._silent.add(new)
        asyncio.get_running_loop().call_later(self._patience.first_s, self._end_if_silent, new)
        return new

    def _end_if_silent(self, connection: web.RequestHandler) -> None:
        if connection in self._silent:
            self._silent.discard(connection)
            connection.force_close()

    @web.middleware
    async def hear_out(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Wait for the whole of a request before anybody works on it."""
        self._silent.discard(request.protocol)
        announced = request.content_length or 0
        if announced > self._largest:
            raise web.HTTPRequestEntityTooLarge(self._largest, announced)
        try:
            async with asyncio.timeout(self._patience.body_s):
                await request.read()
            _ = request.url
        except TimeoutError:
            raise web.HTTPRequestTimeout from None
        except (web.RequestPayloadError, ConnectionError, ValueError):
            # It broke off, is not packed as it says, or its Host is none. Without an end the server would read on,
            # and log what it meets.
            request.content.feed_eof()
            raise web.HTTPBadRequest from None
        self._answered.add(request.protocol)
        try:
            return await handler(request)
        finally:
            self._answered.discard(request.protocol)
