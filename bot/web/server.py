"""Owns the port: the pages, health and metrics, and Slack's requests where Slack comes over HTTP."""

import asyncio
import errno
import logging
import os
import resource
import socket
from collections.abc import Iterable
from functools import partial

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.web.crowd import Crowd, Patience
from digest.errors import PortTakenError, SettingsError

DEFAULT_PORT = 8080
# Slack's largest request is far below this.
_LARGEST_REQUEST = 1024 * 1024
# A pasted page in the search field still gets its sentence.
_LONGEST_LINE = 256 * 1024
# Far more than a team's browsers, feed readers and Slack hold; at most one for every four files that the system lets us
# open, for pulls need some as well.
_MOST_CONNECTIONS, _SHARE_OF_FILES = 250, 4
# Connections that the system keeps for us until we take them.
_BACKLOG = 1024
# For what is still sent of a request that was refused.
_LINGER_S = 1.0


def _most_connections() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST_CONNECTIONS if files < 0 else min(_MOST_CONNECTIONS, files // _SHARE_OF_FILES)


def _is_ours(record: logging.LogRecord) -> bool:
    """Say whether an error is ours, and not what a stranger's malformed request makes aiohttp log with a traceback."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _listening(port: int | None) -> socket.socket:
    """Return a socket of this machine alone, or of all its interfaces where a port is named; raise OSError."""
    if port is None:
        return socket.create_server(("127.0.0.1", DEFAULT_PORT))
    if socket.has_dualstack_ipv6():
        try:
            return socket.create_server(("", port), family=socket.AF_INET6, dualstack_ipv6=True)
        except OSError as error:
            # Where IPv6 is switched off it is still known, and has no address.
            if error.errno != errno.EADDRNOTAVAIL:
                raise
    return socket.create_server(("", port))


class WebServer:
    """Serves the given routes on 127.0.0.1:8080, or on all interfaces where the host names a port."""

    def __init__(
        self,
        routes: Iterable[web.AbstractRouteDef],
        *,
        port: int | None,
        patience: Patience | None = None,
        most_connections: int | None = None,
    ) -> None:
        self._patience = patience or Patience()
        self._crowd = Crowd(self._patience, most_connections or _most_connections(), largest=_LARGEST_REQUEST)
        self._app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[self._crowd.hear_out])
        self._app.add_routes(routes)
        self._asked_for = port
        self._runner: web.AppRunner | None = None
        self._listener: asyncio.Server | None = None

    async def start(self) -> None:
        """Raise SettingsError when the port is taken."""
        self._runner = web.AppRunner(
            self._app,
            access_log=None,
            shutdown_timeout=1,
            keepalive_timeout=self._patience.idle_s,
            lingering_time=_LINGER_S,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )
        logging.getLogger("aiohttp.server").addFilter(_is_ours)
        await self._runner.setup()
        assert self._runner.server is not None, "it was set up"
        try:
            # Listened to by ourselves: aiohttp's sites ask nobody who may come in.
            self._listener = await asyncio.get_running_loop().create_server(
                partial(self._crowd.admit, self._runner.server),
                sock=_listening(self._asked_for),
                backlog=_BACKLOG,
            )
        except OSError as error:
            await self.close()
            reason = os.strerror(error.errno or 0)
            kind = PortTakenError if error.errno == errno.EADDRINUSE else SettingsError
            raise kind(f"PORT: {self.port} cannot be used ({reason}); set PORT to a free one") from error

    @property
    def port(self) -> int:
        """The port in use; another than asked for when 0 was asked for."""
        if self._listener is None:
            return DEFAULT_PORT if self._asked_for is None else self._asked_for
        port: int = self._listener.sockets[0].getsockname()[1]
        return port

    @property
    def connections(self) -> int:
        """How many clients are connected."""
        return len(self._runner.server.connections) if self._runner and self._runner.server else 0

    async def close(self) -> None:
        if self._listener:
            self._listener.close()
            self._listener = None
        if self._runner:
            await self._runner.cleanup()
            self._runner = None
