"""Discord's gateway on loopback, over as many connections as it asks for. Refuses what Discord refuses."""

import asyncio
import json
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.discord_shapes import BOT, GUILD

# So many servers Discord gives to one connection.
_MOST_SERVERS = 2500
# With Discord it is less than a minute. The library leaves a thread behind where it is stopped while it connects, which
# would try to beat in another test.
_BEATS_EVERY_MS = 3_600_000
_INVALID_SHARD, _SHARDING_REQUIRED = 4010, 4011


@dataclass
class _Session:
    id: str
    shard: int
    count: int
    socket: web.WebSocketResponse
    packed: Callable[[bytes], bytes]
    sequence: int = 0

    async def dispatch(self, event: str, data: dict[str, Any]) -> None:
        self.sequence += 1
        await self.send({"op": 0, "t": event, "s": self.sequence, "d": data})

    async def send(self, payload: dict[str, Any]) -> None:
        await self.socket.send_bytes(self.packed(json.dumps(payload).encode()))


class FakeGateway:
    """How it goes on can be told; what happens in a server goes over the connection that the server belongs to."""

    def __init__(self) -> None:
        self.url = ""
        self.application = "100"
        self.removed: set[str] = set()
        """Servers that have removed the bot, by their ids; nothing is said of it when it connects."""
        self.is_unavailable = False
        """True while the usual server has an outage."""
        self.unlisted: set[str] = set()
        """Servers that are not listed when it connects, though they have it."""
        self.crowd = 0
        """How many servers the bot is in beside the usual one."""
        self.shards = 1
        """Over how many connections it is told to take their events."""
        self.at_once = 1
        """How many of these it may begin at once."""
        self.begins_every_s = 0.0
        """How much later it may begin the next; with Discord it is five seconds, which few tests wait for."""
        self.hurried = 0
        """How many were begun before that."""
        self.held: set[int] = set()
        """Connections that are taken and hear nothing, by their numbers."""
        self.takes_sockets = True
        """False while nothing can connect to it, though requests are answered."""
        self.resumed = 0
        self.identified = 0
        self.starts_left = 1000
        self.tells_starts_left = True
        """How many connections it may begin today; at the last one Discord resets its token."""
        self.close_code: int | None = None
        self.ready = asyncio.Event()
        self._sessions: dict[int, _Session] = {}
        """The newest of each connection, by its number."""
        self._begun: dict[int, float] = {}

    def servers_of(self, shard: int) -> list[str]:
        """Return the servers beside the usual one whose events come over this connection, of all that were begun."""
        return [one for one in self._crowd() if self._session_of(one).shard == shard]

    async def remove(self, server: str) -> None:
        await self._dispatch("GUILD_DELETE", {"id": server}, server)

    async def ask_to_reconnect(self) -> None:
        """Op 7: what Discord says before it moves a connection elsewhere."""
        await self._sessions[0].send({"op": 7, "d": None})

    async def invalidate(self, shard: int = 0) -> None:
        """Op 9: the session is over, and is not resumed."""
        await self._sessions[shard].send({"op": 9, "d": False})

    async def drop(self, shard: int = 0) -> None:
        """Cut a connection off, without a word."""
        request = self._sessions[shard].socket._req
        assert request is not None
        assert request.transport is not None
        request.transport.abort()

    async def close(self, shard: int, code: int) -> None:
        """End a connection for good, with the code that says why."""
        await self._sessions[shard].socket.close(code=code)

    @property
    def is_left(self) -> bool:
        """Whether no connection is open any more."""
        return all(session.socket.closed for session in self._sessions.values())

    async def _dispatch(self, event: str, data: dict[str, Any], server: str) -> None:
        await self._session_of(server).dispatch(event, data)

    def _session_of(self, server: str) -> _Session:
        count = next(iter(self._sessions.values())).count
        return self._sessions[(int(server) >> 22) % count]

    def _crowd(self) -> list[str]:
        return [str(number << 22) for number in range(1, self.crowd + 1)]

    async def _hang_up(self) -> None:
        for session in self._sessions.values():
            await session.socket.close()

    async def _serve_gateway(self, request: web.Request) -> web.StreamResponse:
        if not self.takes_sockets:
            raise web.HTTPBadGateway
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        session = _Session("", 0, 1, socket, _packing(request.query["compress"]))
        await session.send({"op": 10, "d": {"heartbeat_interval": _BEATS_EVERY_MS}})
        async for frame in socket:
            if frame.type is not WSMsgType.TEXT:
                continue
            asked = json.loads(frame.data)
            if asked["op"] == 1:
                await session.send({"op": 11, "d": None})
            elif asked["op"] == 6:
                await self._resume(session, asked["d"])
            elif asked["op"] == 2:
                await self._begin(session, asked["d"])
        return socket

    async def _resume(self, session: _Session, asked: dict[str, Any]) -> None:
        known = next((one for one in self._sessions.values() if one.id == asked["session_id"]), None)
        if known is None:
            await session.send({"op": 9, "d": False})
            return
        session.id, session.shard, session.count, session.sequence = (
            known.id, known.shard, known.count, known.sequence,
        )  # fmt: skip
        await self._is_let_go(session.shard)
        self._sessions[session.shard] = session
        self.resumed += 1
        await session.dispatch("RESUMED", {})

    async def _begin(self, session: _Session, asked: dict[str, Any]) -> None:
        session.shard, session.count = asked.get("shard", (0, 1))
        turn, now = session.shard % self.at_once, time.monotonic()
        if now - self._begun.get(turn, -60) < self.begins_every_s:
            self.hurried += 1
            await session.send({"op": 9, "d": False})
            return
        self._begun[turn] = now
        self.identified += 1
        self.starts_left -= 1
        listed = [
            one
            for one in ("200", *self._crowd())
            if (int(one) >> 22) % session.count == session.shard and one not in self.removed | self.unlisted
        ]
        if code := self.close_code or _refusal(session, len(listed)):
            await session.socket.close(code=code)
            return
        await self._is_let_go(session.shard)
        session.id = f"s{self.identified}"
        if any(one.count != session.count for one in self._sessions.values()):
            self._sessions.clear()
        self._sessions[session.shard] = session
        await session.dispatch("READY", {
            "v": 10, "user": BOT, "guilds": [{"id": one, "unavailable": True} for one in listed], "session_id": session.id,
            "shard": [session.shard, session.count], "resume_gateway_url": self.url.replace("http", "ws") + "/gw",
            "application": {"id": self.application, "flags": 0}})  # fmt: skip
        for server in [] if self.is_unavailable else listed:
            there = (
                {"channels": [GUILD["channels"][0] | {"id": channel_of(server)}]} if server != "200" else {}
            )
            await session.dispatch("GUILD_CREATE", GUILD | {"id": server} | there)
        self.ready.set()

    async def _is_let_go(self, shard: int) -> None:
        while shard in self.held:
            await asyncio.sleep(0.01)


def channel_of(server: str) -> str:
    """Return the id of the one channel that another server than the usual one has."""
    return f"4{server}"


def _refusal(session: _Session, servers: int) -> int | None:
    """Return the code with which a connection is closed that is no part of a whole, or has too many servers."""
    if not 0 <= session.shard < session.count:
        return _INVALID_SHARD
    return _SHARDING_REQUIRED if servers > _MOST_SERVERS else None


def _packing(asked: str) -> Callable[[bytes], bytes]:
    """Return what packs the messages of a connection as its client asked: since Python 3.14 it knows Zstandard."""
    if asked == "zstd-stream":
        from compression.zstd import ZstdCompressor

        zstd = ZstdCompressor()
        return lambda message: zstd.compress(message) + zstd.flush(ZstdCompressor.FLUSH_BLOCK)
    packer = zlib.compressobj()
    return lambda message: packer.compress(message) + packer.flush(zlib.Z_SYNC_FLUSH)
