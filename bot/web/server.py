"""Owns the port: health and metrics, and Slack's requests where Slack comes over HTTP."""

import logging
from collections.abc import Iterable

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from digest.errors import SettingsError

DEFAULT_PORT = 8080
# Slack's largest request is far below this.
_LARGEST_REQUEST = 1024 * 1024
# A pasted page in the search field still gets its sentence.
_LONGEST_LINE = 256 * 1024


def _is_ours(record: logging.LogRecord) -> bool:
    """False for what a stranger's malformed request makes aiohttp log, with a traceback, as an error."""
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


class WebServer:
    """Serves the given routes on 127.0.0.1:8080, or on all interfaces where the host names a port."""

    def __init__(self, routes: Iterable[web.AbstractRouteDef], *, port: int | None) -> None:
        self._app = web.Application(client_max_size=_LARGEST_REQUEST)
        self._app.add_routes(routes)
        self._host = "127.0.0.1" if port is None else "0.0.0.0"  # noqa: S104 - PORT asks for it
        self._port = DEFAULT_PORT if port is None else port
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        """Raise SettingsError when the port is taken."""
        self._runner = web.AppRunner(
            self._app,
            access_log=None,
            shutdown_timeout=1,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )
        logging.getLogger("aiohttp.server").addFilter(_is_ours)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        try:
            await site.start()
        except OSError as error:
            await self.close()
            raise SettingsError(
                f"PORT: {self._host}:{self._port} cannot be used ({error.strerror}); set PORT to a free one"
            ) from error

    @property
    def port(self) -> int:
        """The port in use; another than asked for when 0 was asked for."""
        if self._runner is None or not self._runner.addresses:
            return self._port
        port: int = self._runner.addresses[0][1]
        return port

    async def close(self) -> None:
        if self._runner:
            await self._runner.cleanup()
            self._runner = None
