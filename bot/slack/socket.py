"""The socket to Slack: opened at an address that Slack gives for it, and at another where that one leads nowhere."""

import asyncio
from contextlib import suppress

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient

# An address serves once, and not for long; it is tried for this time.
OPEN_S = 20.0
# How often we look whether the socket is still open.
_PING_S = 5.0


class Socket(AsyncSocketModeHandler):
    """Bolt's own, but for the client: what comes through it is Bolt's to answer."""

    def __init__(self, app: AsyncApp, token: str) -> None:
        self.app = app
        self.app_token = token
        self.client = _Client(
            app_token=token, logger=app.logger, web_client=app.client, ping_interval=_PING_S
        )
        self.client.socket_mode_request_listeners.append(self.handle)  # type: ignore[arg-type]

    async def open(self, address: str) -> None:
        """Open it; where that fails, let go of all that it holds and raise TimeoutError."""
        self.client.wss_uri = address
        try:
            async with asyncio.timeout(OPEN_S):
                await self.connect_async()  # type: ignore[no-untyped-call]
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        await self.close_async()  # type: ignore[no-untyped-call]

    @property
    def is_open(self) -> bool:
        session = self.client.current_session
        return session is not None and not session.closed


class _Client(SocketModeClient):
    async def connect(self) -> None:
        """Open the socket again: the library alone would try one address for ever, though it has expired."""
        while not self.closed:
            with suppress(TimeoutError):
                async with asyncio.timeout(OPEN_S):
                    await super().connect()  # type: ignore[no-untyped-call]
                    return
            # Then it asks for a new one.
            self.wss_uri = None
