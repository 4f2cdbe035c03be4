"""Slack on loopback: the Web API and Socket Mode, for the real SDKs. Refuses what Slack refuses."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import WSMsgType, web

# platforms.md 1.1.
BLOCK_TYPES = {"header", "section", "rich_text", "context", "actions", "divider", "image"}


class FakeSlack:
    """What was posted and answered is kept; how the next calls go can be told."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.acks: list[dict[str, Any]] = []
        self.faults: list[str] = []
        """How the next posts go: 429, 500, lost, or an error of Slack's."""
        self.token_is_good = True
        self.updated: list[dict[str, Any]] = []
        self.on_post: Callable[[], None] = lambda: None
        """Called when a post has been taken, before it is answered."""
        self._sockets: list[web.WebSocketResponse] = []
        self.connected = asyncio.Event()
        self.url = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["FakeSlack"]:
        app = web.Application()
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_get("/link", self._link)
        app.router.add_post("/respond", self._respond)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield self
        finally:
            for socket in self._sockets:
                await socket.close()
            await runner.cleanup()

    async def say(self, text: str, **more: Any) -> str:
        """Send a slash command as Slack would; return the envelope's id."""
        payload = {
            "command": "/parallax",
            "text": text,
            "team_id": "T1",
            "channel_id": "C1",
            "user_id": "U1",
            "trigger_id": uuid.uuid4().hex,
            "response_url": f"{self.url}/respond",
        }
        return await self._send("slash_commands", payload | more)

    async def press(self, value: str) -> str:
        return await self._send(
            "interactive",
            {
                "type": "block_actions",
                "team": {"id": "T1"},
                "user": {"id": "U1"},
                "channel": {"id": "C1"},
                "trigger_id": uuid.uuid4().hex,
                "response_url": f"{self.url}/respond",
                "actions": [{"type": "button", "action_id": "say:0:story", "block_id": "b", "value": value}],
            },
        )

    async def drop(self) -> None:
        """Close the socket as Slack does when it wants a new one."""
        self.connected.clear()
        for socket in self._sockets:
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def _send(self, kind: str, payload: dict[str, Any]) -> str:
        envelope = uuid.uuid4().hex
        await self._sockets[-1].send_json(
            {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
        )
        return envelope

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if not self.token_is_good:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        match method:
            case "auth.test":
                return web.json_response(
                    {
                        "ok": True,
                        "team_id": "T1",
                        "team": "Team",
                        "user_id": "UB",
                        "user": "parallax",
                        "bot_id": "B1",
                    }
                )
            case "apps.connections.open":
                return web.json_response({"ok": True, "url": self.url.replace("http", "ws") + "/link"})
            case "chat.getPermalink":
                ts = request.query["message_ts"]
                return web.json_response(
                    {"ok": True, "permalink": f"https://team.example.com/archives/C1/p{ts}"}
                )
            case "chat.postMessage":
                return await self._post(request)
            case "chat.update":
                return await self._update(request)
            case "conversations.history" | "conversations.replies":
                thread = (await request.json()).get("ts")
                found = [one for one in self.posted if thread in (one.get("thread_ts"), one["ts"])]
                if thread is None:
                    found = [one for one in self.posted[::-1] if "thread_ts" not in one]
                return web.json_response({"ok": True, "messages": found})
            case _:
                return web.json_response({"ok": False, "error": "unknown_method"})

    async def _post(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        fault = self.faults.pop(0) if self.faults else None
        if fault == "429":
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "7"}
            )
        if fault == "500":
            return web.Response(status=500)
        if fault not in (None, "lost", "fine"):
            return web.json_response({"ok": False, "error": fault})
        if problem := problem_of(body):
            return web.json_response({"ok": False, "error": problem})
        ts = f"{1_700_000_000 + len(self.posted)}.000100"
        self.posted.append(body | {"ts": ts})
        self.on_post()
        if fault == "lost":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.json_response({"ok": True, "channel": body["channel"], "ts": ts})

    async def _update(self, request: web.Request) -> web.Response:
        body = await request.json()
        if problem := problem_of(body):
            return web.json_response({"ok": False, "error": problem})
        if body["ts"] not in {one["ts"] for one in self.posted}:
            return web.json_response({"ok": False, "error": "message_not_found"})
        self.updated.append(body)
        return web.json_response({"ok": True, "channel": body["channel"], "ts": body["ts"]})

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        assert problem_of({"channel": "C1", **body}) is None
        self.answers.append(body)
        return web.Response(text="ok")

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A1"}})
        self._sockets.append(socket)
        self.connected.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT and "envelope_id" in message.data:
                self.acks.append(json.loads(message.data))
        return socket


def problem_of(body: dict[str, Any]) -> str | None:
    """Return the error with which Slack would refuse a message; None for one that it takes."""
    blocks = body.get("blocks") or []
    if not body.get("channel"):
        return "channel_not_found"
    if not body.get("text") and not blocks:
        return "no_text"
    if len(body.get("text", "")) > 40_000:
        return "msg_too_long"
    if len(blocks) > 50:
        return "invalid_blocks"
    if len(json.dumps(blocks, ensure_ascii=False)) > 13_000:
        return "msg_blocks_too_long"
    actions = [
        element["action_id"]
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    if any(_is_wrong(block) for block in blocks) or any(len(action) > 255 for action in actions):
        return "invalid_blocks"
    return None


def _is_wrong(block: dict[str, Any]) -> bool:
    match block["type"]:
        case "header":
            text = block["text"]
            return text["type"] != "plain_text" or not 1 <= len(text["text"]) <= 150
        case "context":
            elements = block["elements"]
            return not 1 <= len(elements) <= 10 or any(not 1 <= len(e["text"]) <= 3000 for e in elements)
        case "actions":
            elements = block["elements"]
            ids = [element["action_id"] for element in elements]
            return (
                not 1 <= len(elements) <= 25
                or len(set(ids)) != len(ids)
                or any(len(e["text"]["text"]) > 75 or len(e["value"]) > 2000 for e in elements)
            )
        case "rich_text":
            return not block["elements"] or any(not _is_rich(element) for element in block["elements"])
        case "divider":
            return set(block) - {"type", "block_id"} != set()
        case kind:
            return kind not in BLOCK_TYPES


def _is_rich(element: dict[str, Any]) -> bool:
    if element["type"] == "rich_text_list":
        return all(_is_rich(section) for section in element["elements"])
    return bool(element["elements"]) and all(
        leaf["type"] in {"text", "link"} and leaf["text"] and (leaf["type"] == "text" or leaf["url"])
        for leaf in element["elements"]
    )
