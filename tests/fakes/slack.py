"""Slack on loopback: the Web API, Socket Mode and signed requests, for the real SDKs. Refuses what Slack refuses."""

import asyncio
import hashlib
import hmac
import html
import json
import math
import time
import uuid
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession, WSMsgType, web

from tests.fakes.served import cut_off, served
from tests.fakes.slack_rules import READING, problem_of, problem_of_view

# Tokens, and the workspaces that they speak in.
TOKENS = {"xoxb-1": "T1", "xoxb-2": "T2", "xoxb-3": "T3"}
SIGNING_SECRET = "signing-secret"
# A direct message of several people, told by nothing in its id.
TALK = "CTALK"


class FakeSlack:
    """What was posted and answered is kept; how the next calls go can be told."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        # What the next answers are refused with: a status, and how long it asks us to wait or its word for the reason.
        self.answers_refused: list[tuple[int, str]] = []
        self.acks: list[dict[str, Any]] = []
        self.views: list[dict[str, Any]] = []
        """Modals as they were opened and changed, each with its id and the method."""
        self.files: list[bytes] = []
        self.called: list[tuple[str, str]] = []
        """(method, workspace) of every call, in order."""
        self.faults: list[str] = []
        """How the next posts go: 429, 500, lost, or an error of Slack's; `kept ERROR` is posted all the same."""
        self.removed: dict[str, str] = {}
        """Workspaces that have removed the app, each with the error by which its token is refused."""
        self.refuses: dict[str, str] = {}
        """Errors with which whole methods are refused."""
        self.page_status = 0
        """When it is not 0, every call is answered by a page of that status, as from a proxy before Slack."""
        self.page_type = "text/html"
        self.page = "<html>Down for repair. You sent {token}</html>"
        self.token_is_good = True
        self.app_token_is_good = True
        self.updated: list[dict[str, Any]] = []
        self.on_post: Callable[[], None] = lambda: None
        """Called when a post has been taken, before it is answered."""
        self.is_reachable = True
        self.dead_links = 0
        """So many of the next addresses that are given for a socket lead nowhere."""
        self.people: dict[str, dict[str, Any]] = {
            "UADMIN": {"is_admin": True},
            "UGUEST": {"is_restricted": True},
        }
        self.scopes = ""
        """Those of the bot's token; empty for a Slack that does not say."""
        self.groups: dict[str, list[str]] = {}
        self.reads_at_most, self.reads_every_s = 999, 0
        """How many messages of a channel it tells at once, and how often: of some apps 15, once a minute."""
        self._read_at = 0.0
        self._sockets: list[web.WebSocketResponse] = []
        self._stamp = 0
        self.connected = asyncio.Event()
        self.url = ""
        self.http = ""
        """Where events, commands and buttons go over HTTP; empty for Socket Mode."""

    @asynccontextmanager
    async def running(self) -> AsyncIterator["FakeSlack"]:
        app = web.Application()
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_get("/link", self._link)
        app.router.add_post("/respond", self._respond)
        app.router.add_post("/upload", self._upload)
        async with served(app) as port:
            self.url = f"http://127.0.0.1:{port}"
            try:
                yield self
            finally:
                for socket in self._sockets:
                    await socket.close()

    @property
    def environment(self) -> dict[str, str]:
        """The variables that lead the program here, in Socket Mode."""
        return {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": f"{self.url}/api/",
        }

    # ---- what people do ----

    async def say(self, text: str, **more: Any) -> str:
        """Send a slash command as Slack would; return the envelope's id."""
        payload = {
            "command": "/parallax",
            "text": text,
            "team_id": "T1",
            "channel_id": "C1",
            "channel_name": "news",
            "user_id": "U1",
            "user_name": "ada",
            "trigger_id": uuid.uuid4().hex,
            "response_url": f"{self.url}/respond",
        }
        return await self._send("slash_commands", payload | more)

    async def press(self, value: str, *, private: bool = True, thread: str = "", **more: Any) -> str:
        """Press a button of a message, which stands in the channel unless a thread is named."""
        in_thread = {"thread_ts": thread} if thread else {}
        payload = self._interaction("block_actions", **more) | {
            "container": {
                "type": "message",
                "message_ts": "1700000000.000100",
                "is_ephemeral": private,
                "channel_id": "C1",
                **in_thread,
            },
            "channel": {"id": "C1", "name": "news"},
            "response_url": f"{self.url}/respond",
            "actions": [
                {"type": "button", "action_id": "say:0:story", "block_id": "b", "value": _escaped(value)}
            ],
        }
        return await self._send("interactive", payload | more)

    async def submit(self, view: dict[str, Any], filled: dict[str, Any] | None = None, **more: Any) -> str:
        """Send a modal in, with `filled` in place of what it began with."""
        state = {"values": _state(view, filled or {})}
        payload = self._interaction("view_submission", **more) | {
            "view": {**view, "state": state, "hash": view["hash"], "app_installed_team_id": "T1"}
        }
        return await self._send("interactive", payload | more)

    async def press_in(self, view: dict[str, Any], value: str, **more: Any) -> str:
        """Press a button of a modal."""
        action = {"type": "button", "action_id": "say:change:x", "block_id": "b", "value": _escaped(value)}
        payload = self._interaction("block_actions", **more) | {"view": view, "actions": [action]}
        return await self._send("interactive", payload | more)

    async def happen(
        self,
        event: dict[str, Any],
        team: str = "T1",
        event_id: str | None = None,
        *,
        from_team: str = "",
        ago: float = 0.0,
    ) -> str:
        """Tell of an event in a workspace, so many seconds later; `from_team` is another with which it shares the
        channel.
        """
        payload = {
            "type": "event_callback",
            "team_id": from_team or team,
            "authorizations": [{"enterprise_id": None, "team_id": team, "user_id": "UB", "is_bot": True}],
            "api_app_id": "A1",
            "event_id": event_id or uuid.uuid4().hex,
            "event_time": math.ceil(time.time() - ago),
            "event": event,
        }
        return await self._send("events_api", payload)

    async def drop(self) -> None:
        """Close the socket as Slack does when it wants a new one."""
        self.connected.clear()
        for socket in self._sockets:
            if not socket.closed:
                await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def cut(self) -> None:
        """Lose the connection without a word."""
        self.connected.clear()
        for socket in self._sockets:
            transport = socket._req.transport if socket._req else None
            if transport:
                transport.abort()

    def _interaction(self, kind: str, **more: Any) -> dict[str, Any]:
        user = more.pop("user", "U1")
        more.pop("team", None)
        return {
            "type": kind,
            "team": {"id": "T1"},
            "user": {"id": user, "username": "ada", "team_id": "T1"},
            "trigger_id": uuid.uuid4().hex,
        }

    async def _send(self, kind: str, payload: dict[str, Any]) -> str:
        if isinstance(payload.get("user"), str):
            payload["user"] = {"id": payload["user"], "username": "ada"}
        if isinstance(payload.get("team"), str):
            payload["team"] = {"id": payload["team"]}
        envelope = uuid.uuid4().hex
        if self.http:
            asyncio.create_task(self._request(kind, payload, envelope))
            return envelope
        await self._sockets[-1].send_json(
            {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
        )
        return envelope

    async def _request(self, kind: str, payload: dict[str, Any], envelope: str) -> None:
        if kind == "events_api":
            body, content = json.dumps(payload), "application/json"
        elif kind == "slash_commands":
            body, content = urlencode(payload), "application/x-www-form-urlencoded"
        else:
            body, content = urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
        status, text = await self.signed(body, content)
        if status == 200:
            self.acks.append(
                {"envelope_id": envelope, "payload": json.loads(text) if text[:1] == "{" else text}
            )

    async def signed(
        self, body: str, content: str, *, age_s: int = 0, secret: str = SIGNING_SECRET
    ) -> tuple[int, str]:
        """Send a request as Slack signs it; return its answer's status and text."""
        at = str(int(time.time()) - age_s)
        digest = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={digest}",
        }
        async with ClientSession() as session, session.post(self.http, data=body, headers=headers) as answer:
            return answer.status, await answer.text()

    # ---- the Web API ----

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        if not self.is_reachable:
            return cut_off(request)
        body = await _body_of(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or str(body.get("token", ""))
        # A token of no special workspace speaks in the first.
        team = TOKENS.get(token, "T1" if token.startswith("xoxb-") else "")
        self.called.append((method, team))
        if self.page_status:
            page = self.page.replace("{token}", str(request.headers.get("Authorization")))
            return web.Response(status=self.page_status, text=page, content_type=self.page_type)
        if error := self.removed.get(team) or self.refuses.get(method):
            return _refused(error)
        if method in READING and request.content_type == "application/json":
            return _refused("invalid_arguments")
        if method == "oauth.v2.access":
            return self._oauth(body)
        if not self.token_is_good or not (team or token.startswith("xapp-")):
            return _refused("invalid_auth")
        if method == "chat.postMessage":
            return await self._post(request, body)
        return self._answer(method, body, team)

    def _answer(self, method: str, body: dict[str, Any], team: str) -> web.Response:
        """Answer a method that was called with a good token of a workspace."""
        match method:
            case "auth.test":
                return self._signed_in(team)
            case "apps.connections.open":
                if not self.app_token_is_good:
                    return _refused("invalid_auth")
                self.dead_links -= (is_dead := self.dead_links > 0)
                return _took(url=self.url.replace("http", "ws") + ("/nowhere" if is_dead else "/link"))
            case "chat.getPermalink":
                return _took(permalink=f"https://team.example.com/archives/C1/p{body['message_ts']}")
            case "chat.update":
                return self._update(body)
            case "chat.delete":
                return _took(ts=body["ts"]) if self.delete(body["ts"]) else _refused("message_not_found")
            case "chat.postEphemeral":
                return self._whisper(body)
            case "conversations.history" | "conversations.replies":
                return self._history(body)
            case "conversations.open":
                return _took(channel={"id": f"D{body['users']}"})
            case "conversations.info":
                if self._lacks("read", body["channel"]):
                    return _refused("missing_scope")
                return _took(
                    channel={"id": body["channel"], "name": "news", "is_member": body["channel"] != "COUT"}
                )
            case "bots.info":
                return _took(bot={"id": body["bot"], "app_id": "A1"})
            case "users.info":
                user = body["user"]
                return _took(user={"id": user, "team_id": team, **self.people.get(user, {})})
            case "usergroups.users.list":
                members = self.groups.get(body["usergroup"])
                return _refused("no_such_subteam") if members is None else _took(users=members)
            case "views.open" | "views.update":
                return self._view(method, body)
            case "files.getUploadURLExternal":
                return _took(upload_url=f"{self.url}/upload", file_id=f"F{len(self.files) + 1:08}")
            case "files.completeUploadExternal":
                return _took(files=body["files"])
            case _:
                return _refused("unknown_method")

    def _signed_in(self, team: str) -> web.Response:
        answer = _took(team_id=team, team=f"Team {team}", user_id="UB", user="parallax", bot_id="B1")
        answer.headers["x-oauth-scopes"] = self.scopes
        return answer

    def _oauth(self, body: dict[str, Any]) -> web.Response:
        team = str(body.get("code", "")).removeprefix("code-")
        token = next((token for token, of in TOKENS.items() if of == team), None)
        if token is None:
            return _refused("invalid_code")
        return _took(
            app_id="A1",
            access_token=token,
            token_type="bot",
            bot_user_id="UB",
            scope="commands",
            team={"id": team, "name": f"Team {team}"},
            authed_user={"id": "U1"},
        )

    def _view(self, method: str, body: dict[str, Any]) -> web.Response:
        view = body["view"]
        if method == "views.open" and body.get("trigger_id") == "late":
            return _refused("expired_trigger_id")
        if problem := problem_of_view(view):
            return _refused(problem)
        id_ = body.get("view_id") or f"V{len(self.views) + 1}"
        self.views.append({**view, "id": id_, "hash": uuid.uuid4().hex, "method": method})
        return _took(view={"id": id_})

    async def _post(self, request: web.Request, body: dict[str, Any]) -> web.StreamResponse:
        fault = self.faults.pop(0) if self.faults else None
        if fault == "429":
            return _slow_down(7)
        if fault == "500":
            return web.Response(status=500)
        is_kept, error = (fault or "").startswith("kept "), (fault or "").removeprefix("kept ")
        if not is_kept and error not in ("", "lost", "fine"):
            return _refused(error)
        if problem := problem_of(body):
            return _refused(problem)
        self._stamp += 1
        ts = f"{1_700_000_000 + self._stamp}.000100"
        if body.get("thread_ts") not in {one["ts"] for one in self.posted}:
            # A reply to what was deleted is no mistake to Slack: it stands in the channel.
            body = {name: value for name, value in body.items() if name != "thread_ts"}
        self.posted.append(body | {"ts": ts})
        self.on_post()
        if fault == "lost":
            return cut_off(request)
        return _refused(error) if is_kept else _took(channel=body["channel"], ts=ts, message=self.posted[-1])

    def delete(self, ts: str) -> bool:
        """Delete a message, and return whether there was one."""
        left = [one for one in self.posted if one["ts"] != ts]
        was_there, self.posted[:] = len(left) < len(self.posted), left
        return was_there

    def _update(self, body: dict[str, Any]) -> web.Response:
        if problem := problem_of(body, most=4_000):
            return _refused(problem)
        if body["ts"] not in {one["ts"] for one in self.posted}:
            return _refused("message_not_found")
        self.updated.append(body)
        return _took(channel=body["channel"], ts=body["ts"])

    def _whisper(self, body: dict[str, Any]) -> web.Response:
        """Show a message to one person."""
        if problem := problem_of(body):
            return _refused(problem)
        self.answers.append(body | {"response_type": "ephemeral"})
        return _took(message_ts="1.1")

    def _history(self, body: dict[str, Any]) -> web.Response:
        """Answer with a page of messages, and with their metadata where that is asked for."""
        if self._lacks("history", body["channel"]):
            return _refused("missing_scope")
        wait = self._read_at + self.reads_every_s - time.monotonic()
        if wait > 0:
            return _slow_down(math.ceil(wait))
        self._read_at = time.monotonic()
        hidden = () if body.get("include_all_metadata") else ("metadata",)
        found = self._newest(body.get("ts"), hidden)
        start = int(body.get("cursor", 0))
        end = start + min(int(body["limit"]), self.reads_at_most)
        more = {"next_cursor": str(end) if end < len(found) else ""}
        return _took(messages=found[start:end], response_metadata=more)

    def _lacks(self, right: str, channel: str) -> bool:
        """Say whether the bot's token has no leave for a kind of channel."""
        kind = {"D": "im", "G": "groups"}.get(channel[0], "channels") if channel != TALK else "mpim"
        return bool(self.scopes) and f"{kind}:{right}" not in self.scopes.split(",")

    def _newest(self, thread: str | None, hidden: Collection[str]) -> list[dict[str, Any]]:
        said = [{key: one[key] for key in one if key not in hidden} for one in self.posted]
        posted = [{"bot_id": "B1"} | one for one in said]
        if thread is None:
            return [one for one in posted[::-1] if "thread_ts" not in one]
        return [one for one in posted if thread in (one.get("thread_ts"), one["ts"])]

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        assert problem_of({"channel": "C1", **body}) is None, body
        shown = {block["slack_file"]["id"] for block in body["blocks"] if "slack_file" in block}
        assert shown <= {f"F{number:08}" for number, _ in enumerate(self.files, start=1)}, "not uploaded"
        if self.answers_refused:
            status, said = self.answers_refused.pop(0)
            if said.isdecimal():
                return web.Response(status=status, headers={"Retry-After": said})
            return web.json_response({"ok": False, "error": said}, status=status)
        if body["response_type"] == "ephemeral":
            # What one person sees is shown in the channel, whatever thread it names.
            body.pop("thread_ts", None)
        self.answers.append(body)
        return web.Response(text="ok")

    async def _upload(self, request: web.Request) -> web.Response:
        self.files.append(await request.read())
        return web.Response(text="OK")

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


def _took(**answer: Any) -> web.Response:
    return web.json_response({"ok": True, **answer})


def _refused(error: str | None) -> web.Response:
    return web.json_response({"ok": False, "error": error})


def _escaped(value: str) -> str:
    """Return a button's value as Slack tells it: with its three signs escaped, as they are in a text."""
    return html.escape(value, quote=False)


def _slow_down(seconds: int) -> web.Response:
    headers = {"Retry-After": str(seconds)}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


async def _body_of(request: web.Request) -> dict[str, Any]:
    """Return what a method was called with, as JSON or as a form, whose lists and objects are JSON again."""
    if request.content_type == "application/json":
        body: dict[str, Any] = await request.json()
        return body
    found = {**request.query, **(await request.post())}
    return {name: _read(str(value)) for name, value in found.items()}


def _read(text: str) -> Any:
    return json.loads(text) if text[:1] in ("{", "[") else text


def _state(view: dict[str, Any], filled: dict[str, Any]) -> dict[str, Any]:
    """Return a modal's state as Slack sends it: what was filled in, else what it began with."""
    found = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        name, element = block["block_id"], block["element"]
        chosen = filled.get(name)
        state: dict[str, Any] = {"type": element["type"]}
        match element["type"]:
            case "plain_text_input":
                state["value"] = element.get("initial_value") if chosen is None else chosen
            case "static_select":
                initial = element.get("initial_option")
                state["selected_option"] = initial if chosen is None else {"value": chosen}
            case _:
                initial = element.get("initial_options", [])
                state["selected_options"] = initial if chosen is None else [{"value": one} for one in chosen]
        found[name] = {element["action_id"]: state}
    return found
