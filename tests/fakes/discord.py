"""Discord on loopback for the real discord.py: its REST, and the gateway. Refuses what Discord refuses."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any
from unittest import mock

import discord
import yarl
from aiohttp import web

from tests.fakes.discord_gateway import FakeGateway, channel_of
from tests.fakes.discord_rules import problem_of, problem_of_modal
from tests.fakes.discord_shapes import BOT, GUILD, message, thread
from tests.fakes.served import cut_off, served

_API = "/api/v10"
_FORUMS = (15, 16)


class FakeDiscord(FakeGateway):
    """What was posted and answered is kept; how the next posts go can be told. A nonce is honoured."""

    def __init__(self) -> None:
        super().__init__()
        self.posted: list[dict[str, Any]] = []
        self.deferred: list[str] = []
        """Interactions whose first sign was that the answer follows."""
        self.offered: list[list[dict[str, Any]]] = []
        """What was offered to whoever began to type."""
        self.modals: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.replaced: list[dict[str, Any]] = []
        """What was put in the place of the message whose button was pressed."""
        self.uploads: list[tuple[str, bytes]] = []
        self.rights = "0"
        """The permissions of whoever speaks, as Discord says them with an interaction."""
        self.bot_rights = str(1 << 10 | 1 << 11 | 1 << 35 | 1 << 38)
        """The bot's own where somebody speaks, said with it too: to see the channel, to write there, and to open
        threads and write in them."""
        self.in_server = True
        self.speaks_from = "200"
        """The server that somebody speaks in."""
        self.speaks_in: dict[str, Any] = {}
        """What is said of the channel that somebody speaks in, where it is not the usual one."""
        self.servers: list[dict[str, Any]] | None = None
        """Those that the bot is in, where it is not the usual one."""
        self.everyone_may = str(1 << 10 | 1 << 11 | 1 << 15 | 1 << 16 | 1 << 20)
        self.channels: dict[str, dict[str, Any]] = {"400": {}}
        """What is said of a channel that is looked at, by its id."""
        self.looks_at_server = 0
        self.page_at = ""
        """The path at which a page of something in between answers in place of Discord."""
        self.is_blocked = False
        """True while Cloudflare, before Discord, lets nothing through, as it may for who gives no agent of a bot."""
        self.waits: list[str] = []
        """For how many seconds each of the next looks at a channel is refused."""
        self.syncs = 0
        self.takes_commands = True
        """False where it refuses them, as past the most that it takes anew in a day."""
        self.faults: list[str] = []
        """How the next requests that make something go: 429, 500, lost, or a status and a code of Discord's; after
        `kept 500` it was made all the same."""
        self.token_is_good = True
        self.is_down = False
        self.history_hangs = False
        """True when what stands in a channel is never told."""
        self.nonces_last = True
        """False when the minutes are over in which Discord knows a nonce again."""
        self.opened: list[str] = []
        """Whose direct messages were opened."""
        self.edited: list[dict[str, Any]] = []
        self.channel_of: dict[str, str] = {}
        """Where each message was posted, by its id."""
        self.threads: dict[str, str] = {}
        """The names of the threads, by their messages' ids."""
        self.names_lose = ""
        """The signs that it takes out of a post's name; it tells nobody which these are."""
        self.forum_of: dict[str, str] = {}
        """The forum of each post, by its id."""
        self.archived: set[str] = set()
        """Threads that are archived, by their ids."""
        self.edits_take_pictures = False
        """True when an answer's picture can be sent with an edit, as it should be: discord-api-docs#7529."""
        self.is_locked = False
        """True where moderators alone may take them out of the archive."""
        self.on_post: Callable[[], None] = lambda: None
        """Called when a post has been taken, before it is answered."""
        self._asked = 0
        self._signed: set[str] = set()
        self._thinking: dict[str, int] = {}
        """The flags of each interaction whose answer is still awaited, by its id."""
        self._last: dict[str, Any] = {}

    @asynccontextmanager
    async def running(self) -> AsyncIterator["FakeDiscord"]:
        app = web.Application(middlewares=[self._in_between])
        for method, path, answer in self._routes():
            app.router.add_route(method, path, answer)
        async with served(app) as port:
            self.url = f"http://127.0.0.1:{port}"
            gateway = yarl.URL(self.url.replace("http", "ws") + "/gw")
            # The library's own two addresses: nothing else of it is touched.
            with (
                mock.patch.object(discord.http.Route, "BASE", self.url + _API),
                mock.patch.object(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway),
            ):
                try:
                    yield self
                finally:
                    await self._hang_up()

    @web.middleware
    async def _in_between(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        if request.path == _API + self.page_at:
            return web.Response(status=404, text="<html>Not here</html>", content_type="text/html")
        agent = request.headers.get("User-Agent", "")
        # For answers to an interaction, which need no token, the library gives none.
        is_strange = "Authorization" in request.headers and not agent.startswith("DiscordBot (http")
        if self.is_blocked or is_strange:
            return _refused("internal network error", 40333, 403)
        return await handler(request)

    def _routes(self) -> list[tuple[str, str, Callable[[web.Request], Awaitable[web.StreamResponse]]]]:
        return [
            ("GET", f"{_API}/users/@me", self._me),
            ("GET", f"{_API}/users/@me/guilds", self._servers),
            ("GET", f"{_API}/channels/{{id}}", self._channel),
            ("PATCH", f"{_API}/channels/{{id}}", self._open_again),
            ("GET", f"{_API}/guilds/{{id}}", self._server),
            ("GET", f"{_API}/guilds/{{id}}/threads/active", self._active),
            ("GET", f"{_API}/guilds/{{id}}/members/{{member}}", self._member),
            ("GET", f"{_API}/oauth2/applications/@me", self._application),
            ("GET", f"{_API}/gateway/bot", self._starts),
            ("PUT", f"{_API}/applications/{{id}}/commands", self._sync),
            ("POST", f"{_API}/channels/{{id}}/messages", self._post),
            ("GET", f"{_API}/channels/{{id}}/messages", self._history),
            ("GET", f"{_API}/channels/{{id}}/messages/{{message}}", self._one),
            ("PATCH", f"{_API}/channels/{{id}}/messages/{{message}}", self._edit),
            ("POST", f"{_API}/channels/{{id}}/messages/{{message}}/threads", self._open_thread),
            ("POST", f"{_API}/channels/{{id}}/threads", self._open_post),
            ("POST", f"{_API}/users/@me/channels", self._direct),
            ("POST", f"{_API}/interactions/{{id}}/{{token}}/callback", self._callback),
            ("POST", f"{_API}/webhooks/{{app}}/{{token}}", self._follow_up),
            ("PATCH", f"{_API}/webhooks/{{app}}/{{token}}/messages/@original", self._replace),
            ("DELETE", f"{_API}/webhooks/{{app}}/{{token}}/messages/@original", self._take_away),
            ("GET", "/gw/", self._serve_gateway),
            ("GET", "/gw", self._serve_gateway),
        ]

    def stands(self, channel: str, body: Mapping[str, Any], *, author: str = BOT["id"]) -> None:
        """Have a message stand in a channel that nobody has seen posted."""
        number = str(10_000 + len(self.posted))
        self.posted.append({**body, "id": number, "author": BOT | {"id": author}})
        self.channel_of[number] = channel

    async def say(self, word: str, **options: str) -> None:
        """Send a slash command `/parallax WORD` as the gateway would."""
        chosen = [{"type": 3, "name": name, "value": value} for name, value in options.items()]
        await self._interact(2, {"id": "1", "name": "parallax", "type": 1,
                                 "options": [{"type": 1, "name": word, "options": chosen}]})  # fmt: skip

    async def type(self, word: str, **half: str) -> None:
        """Begin to type an option of a word, which asks what to offer for it."""
        typed = [{"type": 3, "name": name, "value": value, "focused": True} for name, value in half.items()]
        await self._interact(4, {"id": "1", "name": "parallax", "type": 1,
                                 "options": [{"type": 1, "name": word, "options": typed}]})  # fmt: skip

    async def press(self, custom_id: str, *, private: bool = False) -> None:
        """Press a button, of a message that everyone sees unless it is private."""
        await self._interact(3, {"custom_id": custom_id, "component_type": 2}, private=private)

    async def submit(self, custom_id: str, **values: Any) -> None:
        """Send a modal: texts and lists of chosen values, by the ids of its fields."""
        fields = [
            {"type": 18, "id": n, "component": {"type": 3, "custom_id": name, "values": value}
             if isinstance(value, list) else {"type": 4, "custom_id": name, "value": value}}
            for n, (name, value) in enumerate(values.items())
        ]  # fmt: skip
        await self._interact(5, {"custom_id": custom_id, "components": fields})

    async def repeat(self) -> None:
        """Send the last interaction once more, as after a lost acknowledgement."""
        await self._dispatch("INTERACTION_CREATE", self._last, self._last.get("guild_id", "0"))

    async def join(self, server: str, *, writable: bool = True, **channel_is: Any) -> None:
        """Have the bot join another server, in whose one channel it may write or not."""
        everyone = GUILD["roles"][0] | {"id": server, "permissions": str(0xC00 if writable else 0x400)}
        me = {
            "user": BOT,
            "roles": [],
            "joined_at": "2025-01-01T00:00:00Z",
            "deaf": False,
            "mute": False,
            "flags": 0,
        }
        channel = GUILD["channels"][0] | {"id": channel_of(server)} | channel_is
        joined = GUILD | {"id": server, "roles": [everyone], "members": [me], "channels": [channel]}
        await self._dispatch("GUILD_CREATE", joined, server)

    async def add_channel(self, number: str, **channel_is: Any) -> None:
        """Have the usual server get another channel."""
        made = GUILD["channels"][0] | {"id": number, "guild_id": GUILD["id"]} | channel_is
        await self._dispatch("CHANNEL_CREATE", made, GUILD["id"])

    async def allow(self, server: str, *, write: bool) -> None:
        """Have everyone write in the one channel of another server from now on, or nobody."""
        rule = {"id": server, "type": 0, "allow": "2048" if write else "0", "deny": "0" if write else "2048"}
        changed = {"id": channel_of(server), "guild_id": server, "permission_overwrites": [rule]}
        await self._dispatch("CHANNEL_UPDATE", GUILD["channels"][0] | changed, server)

    async def let_everyone_write(self, server: str) -> None:
        """Have the role that everyone has in another server allow to write, which changes no channel."""
        everyone = GUILD["roles"][0] | {"id": server, "permissions": str(0xC00)}
        await self._dispatch("GUILD_ROLE_UPDATE", {"guild_id": server, "role": everyone}, server)

    async def give_role(self, server: str) -> None:
        """Make a role that may write in another server, and give it to the bot."""
        writers = GUILD["roles"][0] | {
            "id": f"9{server}",
            "name": "writers",
            "permissions": str(0xC00),
            "position": 1,
        }
        await self._dispatch("GUILD_ROLE_CREATE", {"guild_id": server, "role": writers}, server)
        member = {
            "guild_id": server,
            "user": BOT,
            "roles": [writers["id"]],
            "joined_at": "2025-01-01T00:00:00Z",
        }
        await self._dispatch("GUILD_MEMBER_UPDATE", member | {"flags": 0}, server)

    def delete_thread(self, number: str) -> None:
        """Delete a thread as a moderator does; its message in a channel stays, a forum's post is gone whole."""
        del self.threads[number]
        self.forum_of.pop(number, None)

    def delete_message(self, number: str) -> None:
        """Delete a message as a moderator does; a post whose first message it was stays."""
        del self.channel_of[number]

    async def _interact(self, kind: int, data: dict[str, Any], *, private: bool = False) -> None:
        user = {**BOT, "id": "300", "username": "reader", "bot": False}
        member = {"user": user, "roles": [], "permissions": self.rights, "joined_at": "2025-01-01T00:00:00Z",
                  "deaf": False, "mute": False, "flags": 0}  # fmt: skip
        self._asked += 1
        number = str(1000 + self._asked)
        interaction = {
            "id": number, "application_id": "100", "type": kind, "token": f"token{number}", "version": 1,
            "channel_id": "400", "data": data, "locale": "en-GB", "entitlements": [], "app_permissions": self.bot_rights,
            "authorizing_integration_owners": {}, "attachment_size_limit": 1_000_000,
        }  # fmt: skip
        if self.in_server:
            channel = GUILD["channels"][0] | {"guild_id": self.speaks_from} | self.speaks_in
            interaction |= {
                "channel_id": channel["id"],
                "guild_id": self.speaks_from,
                "channel": channel,
                "member": member,
            }
        else:
            interaction |= {"channel": {"id": "400", "type": 1, "recipients": [user]}, "user": user}
        if kind == 3:
            button = {"type": 2, "id": 2, "style": 2, "label": "Details", "custom_id": data["custom_id"]}
            row = {"type": 1, "id": 1, "components": [button]}
            flags = 1 << 15 | (1 << 6 if private else 0)
            interaction["message"] = message("500", "400", {"flags": flags}) | {"components": [row]}
        self._last = interaction
        await self._dispatch("INTERACTION_CREATE", interaction, interaction.get("guild_id", "0"))

    async def _me(self, request: web.Request) -> web.Response:
        if self.is_down:
            return cut_off(request)
        return _json(BOT) if self.token_is_good else _refused("401: Unauthorized", 0, 401)

    async def _servers(self, _request: web.Request) -> web.Response:
        # As many as Discord tells at once.
        return _json(([GUILD] if self.servers is None else self.servers)[:200])

    async def _server(self, request: web.Request) -> web.Response:
        self.looks_at_server += 1
        if request.match_info["id"] in self.removed:
            return _refused("Unknown Guild", 10004, 404)
        return _json(GUILD | {"roles": [GUILD["roles"][0] | {"permissions": self.everyone_may}]})

    async def _channel(self, request: web.Request) -> web.Response:
        number = request.match_info["id"]
        if self.waits:
            return _limited(self.waits.pop(0))
        if number not in self.channels:
            return _refused("Unknown Channel", 10003, 404)
        return _json(GUILD["channels"][0] | {"id": number, "guild_id": "200"} | self.channels[number])

    async def _member(self, _request: web.Request) -> web.Response:
        return _json({"user": BOT, "roles": []})

    async def _application(self, _request: web.Request) -> web.Response:
        return _json({"id": self.application, "name": "Parallax", "icon": None, "description": "", "bot_public": True,
                      "bot_require_code_grant": False, "verify_key": "", "flags": 0, "summary": "", "team": None,
                      "owner": BOT})  # fmt: skip

    async def _starts(self, _request: web.Request) -> web.Response:
        if not self.tells_starts_left:
            return _refused("404: Not Found", 0, 404)
        limit = {
            "total": 1000,
            "remaining": self.starts_left,
            "reset_after": 3_600_000,
            "max_concurrency": self.at_once,
        }
        return _json({"url": self.url, "shards": self.shards, "session_start_limit": limit})

    async def _sync(self, request: web.Request) -> web.Response:
        self.syncs += 1
        if not self.takes_commands:
            return _refused("Max number of daily application command creates has been reached", 30034)
        commands = await request.json()
        return _json([c | {"id": "1", "application_id": "100", "version": "1"} for c in commands])

    async def _post(self, request: web.Request) -> web.StreamResponse:
        body = await self._body(request)
        fault = self.faults.pop(0) if self.faults else None
        channel = request.match_info["id"]
        if fault == "gone" or self._is_no_thread(channel):
            return _refused("Unknown Channel", 10003, 404)
        if fault == "page":
            page = f"<html>Blocked. You sent {request.headers.get('Authorization')}</html>"
            return web.Response(status=403, text=page, content_type="text/html")
        if fault == "half":
            return _json({"content": "…"})
        if fault == "fine page":
            return web.Response(text="<html>Back soon</html>", content_type="text/html")
        if fault == "500":
            return _refused("500: Internal Server Error", 0, 500)
        if fault == "429":
            return _limited("20")
        if fault and (code := re.fullmatch(r"(\d{3}) (\d+)", fault)):
            return _refused("No", int(code[2]), int(code[1]))
        if self._takes_posts(channel):
            return _refused("Cannot send messages in a forum channel", 40058)
        if problem := problem_of(body):
            return _refused(problem)
        for known in self.posted:
            if self.nonces_last and body.get("nonce") and known.get("nonce") == body["nonce"]:
                return _json(message(known["id"], request.match_info["id"], body))
        number = str(10_000 + len(self.posted))
        self.posted.append(body | {"id": number})
        self.channel_of[number] = channel
        self.archived.discard(channel)
        self.on_post()
        if fault == "lost":
            return cut_off(request)
        return _json(message(number, request.match_info["id"], body))

    async def _history(self, request: web.Request) -> web.Response:
        if self.history_hangs:
            await asyncio.Event().wait()
        channel, asked = request.match_info["id"], request.query
        if self._is_no_thread(channel):
            return _refused("Unknown Channel", 10003, 404)
        edited = {one["id"]: one["components"] for one in self.edited}
        found = [
            # The nonce is not told again.
            message(one["id"], channel, one)
            | {"components": edited.get(one["id"], one["components"]), "nonce": None}
            for one in self.posted[::-1]
            if self.channel_of.get(one["id"]) == channel
            and int(one["id"]) < int(asked.get("before", 1 << 63))
        ]
        return _json(found[: int(asked["limit"])] if self._may_read_history() else [])

    async def _one(self, request: web.Request) -> web.Response:
        if not self._may_read_history():
            return _refused("Missing Access", 50001, 403)
        number, channel = request.match_info["message"], request.match_info["id"]
        if self.channel_of.get(number) != channel:
            return _refused("Unknown Message", 10008, 404)
        [found] = [one for one in self.posted if one["id"] == number]
        return _json(message(number, channel, found) | {"components": found["components"], "nonce": None})

    def _is_no_thread(self, channel: str) -> bool:
        """Say whether a message that has no thread, or no longer, is taken for one."""
        return channel in self.channel_of and channel not in self.threads

    def _may_read_history(self) -> bool:
        return bool(int(self.everyone_may) & 1 << 16)

    async def _edit(self, request: web.Request) -> web.Response:
        body, number = await request.json(), request.match_info["message"]
        if problem := problem_of(body):
            return _refused(problem)
        if self._is_no_thread(request.match_info["id"]):
            return _refused("Unknown Channel", 10003, 404)
        if self.channel_of.get(number) != request.match_info["id"]:
            return _refused("Unknown Message", 10008, 404)
        if request.match_info["id"] in self.archived:
            return _refused("Thread is archived", 50083)
        self.edited.append(body | {"id": number})
        return _json(message(number, request.match_info["id"], body))

    async def _open_thread(self, request: web.Request) -> web.Response:
        body, number = await request.json(), request.match_info["message"]
        if not 1 <= len(body["name"]) <= 100:
            return _refused("name: 1 to 100")
        if self.channel_of.get(number) != request.match_info["id"]:
            return _refused("Unknown Message", 10008, 404)
        if number in self.threads:
            return _refused("A thread has already been created", 160004)
        self.threads[number] = body["name"]
        return _json(thread(number, request.match_info["id"], body["name"]))

    async def _open_again(self, request: web.Request) -> web.Response:
        assert await request.json() == {"archived": False}
        if self.is_locked:
            return _refused("Missing Permissions", 50013, 403)
        self.archived.discard(request.match_info["id"])
        return _json({"id": request.match_info["id"], "type": 11})

    def _takes_posts(self, channel: str) -> bool:
        return self.channels.get(channel, {}).get("type") in _FORUMS

    async def _open_post(self, request: web.Request) -> web.StreamResponse:
        body = await request.json()
        if request.match_info["id"] in self.channels and not self._takes_posts(request.match_info["id"]):
            # An empty thread that nobody sees: a message is only taken with one in a forum.
            self.threads["7777"] = body["name"]
            return _json(thread("7777", request.match_info["id"], body["name"]) | {"type": 12})
        if (problem := problem_of(body["message"])) or not 1 <= len(body["name"]) <= 100:
            return _refused(problem or "name: 1 to 100")
        number = str(10_000 + len(self.posted))
        self.posted.append(
            body["message"] | {"id": number, "name": body["name"], "tags": body["applied_tags"]}
        )
        # A post's first message has the id of its thread, and stands in it.
        self.channel_of[number] = number
        self.threads[number] = "".join(sign for sign in body["name"] if sign not in self.names_lose)
        self.forum_of[number] = request.match_info["id"]
        self.on_post()
        fault = self.faults.pop(0) if self.faults else None
        if fault == "lost":
            return cut_off(request)
        if fault == "kept 500":
            return _refused("500: Internal Server Error", 0, 500)
        return _json(thread(number, request.match_info["id"], body["name"]))

    async def _active(self, _request: web.Request) -> web.Response:
        posts = [thread(number, forum, self.threads[number]) for number, forum in self.forum_of.items()]
        return _json({"threads": posts, "members": []})

    async def _direct(self, request: web.Request) -> web.Response:
        person = (await request.json())["recipient_id"]
        self.opened.append(person)
        return _json(
            {"id": f"9{person}", "type": 1, "recipients": [BOT | {"id": person}], "last_message_id": None}
        )

    async def _callback(self, request: web.Request) -> web.Response:
        number, body = request.match_info["id"], await request.json()
        if number in self._signed:
            return _refused("Interaction has already been acknowledged.", 40060)
        self._signed.add(number)
        if body["type"] == 9:
            if problem := problem_of_modal(body["data"]):
                return _refused(problem)
            self.modals.append(body["data"])
        elif body["type"] == 8:
            self.deferred.append(number)
            self.offered.append(body["data"]["choices"])
        else:
            self.deferred.append(number)
        if body["type"] == 5:
            self._thinking[number] = (body.get("data") or {}).get("flags", 0)
        return _json({"interaction": {"id": number, "type": 2}, "resource": {"type": body["type"]}})

    async def _follow_up(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        if problem := problem_of(body):
            return _refused(problem)
        if _number_of(request) in self._thinking:
            return _refused("Deprecated: edit the response that says that the bot is thinking")
        self.answers.append(body)
        if self.faults and self.faults.pop(0) == "kept 500":
            return _refused("500: Internal Server Error", 0, 500)
        return _json(message(str(20_000 + len(self.answers)), "400", body))

    async def _replace(self, request: web.Request) -> web.Response:
        body = await self._body(request)
        if problem := problem_of(body):
            return _refused(problem)
        if request.content_type == "multipart/form-data" and not self.edits_take_pictures:
            return _refused("Unfurled media item: the referenced attachment was not found")
        if (number := _number_of(request)) in self._thinking:
            # Whether everybody sees it was decided with the first sign.
            self.answers.append(body | {"flags": body["flags"] | self._thinking.pop(number)})
        else:
            self.replaced.append(body)
        return _json(message("500", "400", body))

    async def _take_away(self, request: web.Request) -> web.Response:
        if self._thinking.pop(_number_of(request), None) is None:
            return _refused("Unknown Message", 10008, 404)
        return web.Response(status=204)

    async def _body(self, request: web.Request) -> dict[str, Any]:
        """Return a request's body; with files beside it, it is one of the form's fields."""
        if request.content_type != "multipart/form-data":
            return dict(await request.json())
        form = await request.post()
        for name, field in form.items():
            if name.startswith("files[") and isinstance(field, web.FileField):
                self.uploads.append((field.filename, field.file.read()))
        return dict(json.loads(str(form["payload_json"])))


def _number_of(request: web.Request) -> str:
    """Return the id of the interaction that an answer is given to, by its token."""
    return request.match_info["token"].removeprefix("token")


def _limited(seconds: str) -> web.Response:
    return web.Response(
        body=json.dumps({"message": "limited", "retry_after": float(seconds), "global": False}).encode(),
        status=429,
        headers={"Content-Type": "application/json", "Retry-After": seconds, "Via": "1.1 google"},
    )


def _json(body: Any, status: int = 200) -> web.Response:
    # Exactly this content type: with a charset behind it discord.py keeps the body as text.
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"}
    )


def _refused(said: str, code: int = 50035, status: int = 400) -> web.Response:
    return _json({"message": said, "code": code}, status)
