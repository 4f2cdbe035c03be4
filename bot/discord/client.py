"""Discord: digests out, slash commands and buttons in."""

import hashlib
import json
import re
from collections.abc import Callable, Coroutine, Mapping, Sequence
from datetime import timedelta
from typing import Any, Protocol

import aiohttp
import discord
from discord import app_commands, ui

from bot.chat import Answerer, Body, Posted, Request, Role, Target
from bot.discord.render import render, request
from bot.logs import log
from digest.errors import DeliveryError
from digest.model import Platform
from digest.tell.message import Message

# Discord's codes of a channel that is not for us: unknown, no access, no permission, a person who takes none.
_CLOSED = frozenset({10003, 10004, 50001, 50007, 50008, 50013})
# A thread that is there already is no fault.
_THREAD_IS_THERE = 160004
# For so long a nonce is surely known; the documentation says "a few minutes".
_NONCE_LASTS = timedelta(minutes=2)
_ARCHIVE_MINUTES = 4320
_LONGEST_SLEEP_S = 30.0
_MOST_TAGS = 5
_MENTIONS = discord.AllowedMentions.none()


class Memory(Protocol):
    """Remembers small facts over a restart."""

    async def recall(self, key: str) -> str | None: ...
    async def keep(self, key: str, value: str) -> None: ...


class DiscordChat:
    """One bot on any number of servers."""

    platform = Platform.DISCORD

    def __init__(self, *, token: str, memory: Memory | None = None) -> None:
        self._token = token
        self._memory = memory
        self.client = _Client(self)
        self._answerer: Answerer | None = None
        self._problem: str | None = "it is starting"
        self._posts_only = False

    def attend(self, answerer: Answerer) -> None:
        """Say who answers; `start` does it too."""
        self._answerer = answerer

    async def start(self, answerer: Answerer) -> None:
        self.attend(answerer)
        try:
            await self.client.login(self._token)
            await self.client.connect(reconnect=True)
        except discord.LoginFailure:
            self._fail("Discord refuses the token; reset it in the developer portal and set DISCORD_TOKEN")
        except discord.PrivilegedIntentsRequired:
            self._fail("Discord asks for a privileged intent, which Parallax does not need; update Parallax")
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            self._fail(f"Discord cannot be reached ({type(error).__name__})")

    async def log_in(self) -> None:
        try:
            await self.client.login(self._token)
        except discord.LoginFailure as error:
            raise DeliveryError("Discord refuses the token", token_refused=True) from error
        except discord.HTTPException as error:
            raise _delivery_error(error) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise DeliveryError(
                f"Discord cannot be reached ({type(error).__name__})", unreached=True
            ) from error
        self._posts_only = True
        self._problem = None

    async def close(self) -> None:
        await self.client.close()

    def health(self) -> str | None:
        if self._posts_only:
            return self._problem
        if self._problem is None and (self.client.is_closed() or not self.client.is_ready()):
            return "the connection to Discord is down; it is being made again"
        return self._problem

    def render(self, message: Message) -> Sequence[Body]:
        return render(message)

    def request(self, target: Target, body: Body, key: str) -> Body:
        if target.opens_post:
            return request(body, key, post=target.title, tags=self._tags(target))
        return request(body, key)

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        """Post one part; `key` is its nonce, so that Discord itself recognises a second try."""
        sent = self.request(target, body, key)
        if target.opens_post:
            thread = await self._call("POST", f"/channels/{target.channel}/threads", sent)
            return self._posted(str(thread["id"]), str(thread["id"]), target)
        channel = target.thread or await self._channel(target)
        try:
            answer = await self._call("POST", f"/channels/{channel}/messages", sent)
        except DeliveryError as error:
            if target.thread is None or not error.channel_closed:
                raise
            # The first reply opens the thread, which then has its message's id.
            await self._open_thread(target)
            answer = await self._call("POST", f"/channels/{channel}/messages", sent)
        return self._posted(channel, str(answer["id"]), target)

    async def edit(self, target: Target, message_id: str, body: Body) -> None:
        channel = message_id if target.opens_post else target.thread or await self._channel(target)
        await self._call("PATCH", f"/channels/{channel}/messages/{message_id}", body)

    def key_lasts(self, target: Target) -> timedelta:
        """A nonce is known for some minutes; what opens a forum's post has none."""
        return timedelta(0) if target.opens_post else _NONCE_LASTS

    async def find(self, target: Target, body: Body, *, key: str) -> Posted | None:
        """Look through the newest messages there for one of ours that says the same; a nonce is not told again."""
        if target.opens_post:
            return await self._find_post(target)
        channel = target.thread or await self._channel(target)
        said = _texts([body])
        for message in await self._call("GET", f"/channels/{channel}/messages?limit=100"):
            if self._is_ours(message) and _texts([{"components": message.get("components")}]) == said:
                return self._posted(channel, str(message["id"]), target)
        return None

    async def _find_post(self, target: Target) -> Posted | None:
        forum = self.client.get_channel(int(target.channel))
        threads = forum.threads if isinstance(forum, discord.ForumChannel) else []
        own = self.client.user and self.client.user.id
        for thread in sorted(threads, key=lambda one: -one.id):
            if thread.owner_id == own and thread.name == target.title:
                return self._posted(str(thread.id), str(thread.id), target)
        return None

    async def _open_thread(self, target: Target) -> None:
        asked = {"name": target.title or "…", "auto_archive_duration": _ARCHIVE_MINUTES}
        route = discord.http.Route("POST", f"/channels/{target.channel}/messages/{target.thread}/threads")
        try:
            await self.client.http.request(route, json=asked)
        except discord.HTTPException as error:
            if error.code != _THREAD_IS_THERE:
                raise _delivery_error(error) from error

    async def _channel(self, target: Target) -> str:
        """Return the id of the channel, of a person's direct messages too."""
        if not target.channel.startswith("@"):
            return target.channel
        asked = {"recipient_id": target.channel.removeprefix("@")}
        return str((await self._call("POST", "/users/@me/channels", asked))["id"])

    async def _call(self, method: str, path: str, body: Body | None = None) -> Any:
        route = discord.http.Route(method, path)
        try:
            sent: dict[str, Any] = {} if body is None else {"json": dict(body)}
            return await self.client.http.request(route, **sent)
        except discord.HTTPException as error:
            raise _delivery_error(error) from error
        except discord.RateLimited as error:
            raise DeliveryError("Discord asks us to wait", retry_after=error.retry_after) from error
        except aiohttp.ClientConnectorError as error:
            raise DeliveryError(
                f"Discord cannot be reached ({type(error).__name__})", unreached=True
            ) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise DeliveryError(f"Discord gave no answer ({type(error).__name__})", uncertain=True) from error

    def _tags(self, target: Target) -> list[str]:
        """Return the ids of the forum's own tags that bear these names."""
        forum = self.client.get_channel(int(target.channel)) if target.channel.isdigit() else None
        if not isinstance(forum, discord.ForumChannel):
            return []
        wanted = {tag.casefold() for tag in target.tags}
        return [str(tag.id) for tag in forum.available_tags if tag.name.casefold() in wanted][:_MOST_TAGS]

    def _is_ours(self, message: Mapping[str, Any]) -> bool:
        own = self.client.user
        return own is not None and str((message.get("author") or {}).get("id")) == str(own.id)

    def _posted(self, channel: str, message_id: str, target: Target) -> Posted:
        server = self._server_of(target.channel)
        return Posted(message_id, f"https://discord.com/channels/{server}/{channel}/{message_id}")

    def ready(self) -> None:
        self._problem = None
        log().info("connected", platform="discord", servers=len(self.client.guilds))

    async def say(self, interaction: discord.Interaction, word: str, text: str) -> None:
        """Answer one word: deferred before any work, so that Discord's three seconds are kept."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        assert self._answerer is not None, "the chat is not started"
        answer = await self._answerer.answer(self._asked(interaction, word, text))
        for body in render(answer.message):
            try:
                await interaction.followup.send(
                    view=view_of(body), ephemeral=answer.private, allowed_mentions=_MENTIONS
                )
            except discord.HTTPException as error:
                log().warning("not answered", platform="discord", status=error.status, code=error.code)
                return

    def _asked(self, interaction: discord.Interaction, word: str, text: str) -> Request:
        return Request(
            word=word,
            text=text,
            platform=self.platform,
            team=str(interaction.guild_id or f"@{interaction.user.id}"),
            channel=str(interaction.channel_id or ""),
            user=str(interaction.user.id),
            role=Role.ADMIN if interaction.permissions.manage_guild else Role.MEMBER,
            is_direct=interaction.guild_id is None,
        )

    async def complete(
        self, interaction: discord.Interaction, option: str, typed: str
    ) -> list[app_commands.Choice[str]]:
        if self._answerer is None:
            return []
        found = await self._answerer.complete(option, typed, self._asked(interaction, "", ""))
        return [app_commands.Choice(name=label[:100], value=value[:100]) for label, value in found[:25]]

    async def sync(self, tree: app_commands.CommandTree[discord.Client]) -> None:
        """Give Discord our commands when they are others than those it was last given."""
        payload = [command.to_dict(tree) for command in tree.get_commands()]
        hash_ = hashlib.sha256(json.dumps(payload, sort_keys=True, default=str).encode()).hexdigest()
        if self._memory and await self._memory.recall("discord_commands") == hash_:
            return
        await tree.sync()
        if self._memory:
            await self._memory.keep("discord_commands", hash_)

    def _fail(self, problem: str) -> None:
        self._problem = problem
        log().error("platform is off", platform="discord", reason=problem)

    def _server_of(self, channel: str) -> str:
        known = self.client.get_channel(int(channel)) if channel.isdigit() else None
        guild = getattr(known, "guild", None)
        return str(guild.id) if guild else "@me"


class _Client(discord.Client):
    """discord.py's client with our commands and our buttons, which live on over a restart."""

    def __init__(self, chat: DiscordChat) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=_MENTIONS,
            # A longer wait is not slept through in the library: the ledger keeps it.
            max_ratelimit_timeout=_LONGEST_SLEEP_S,
        )
        self.chat = chat
        self.tree = app_commands.CommandTree(self)
        self.tree.add_command(_commands(chat))

    async def setup_hook(self) -> None:
        self.add_dynamic_items(_SayButton)
        await self.chat.sync(self.tree)

    async def on_ready(self) -> None:
        self.chat.ready()


class _SayButton(ui.DynamicItem[ui.Button[ui.LayoutView]], template=r"say:(?P<word>[a-z]+):(?P<text>.*)"):
    """A button that says a word; what it says is in its id."""

    def __init__(self, button: ui.Button[ui.LayoutView], word: str, text: str) -> None:
        super().__init__(button)
        self._word = word
        self._text = text

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction,  # noqa: ARG003 - discord.py's protocol
        item: ui.Item[Any],
        match: re.Match[str],
    ) -> "_SayButton":
        assert isinstance(item, ui.Button)
        return cls(item, match["word"], match["text"])

    async def callback(self, interaction: discord.Interaction) -> None:
        client = interaction.client
        assert isinstance(client, _Client)
        await client.chat.say(interaction, self._word, self._text)


def view_of(body: Body) -> ui.LayoutView:
    """Make discord.py's view of a rendered body, for answers to interactions."""
    view = ui.LayoutView(timeout=None)
    components = body["components"]
    assert isinstance(components, list)
    for component in components:
        view.add_item(_item(component))
    # Its buttons are answered by `_SayButton`; the view itself need not be kept.
    view.stop()
    return view


def _item(component: Mapping[str, Any]) -> ui.Item[Any]:
    match component["type"]:
        case 1:
            return ui.ActionRow(*(_item(button) for button in component["components"]))
        case 2:
            return ui.Button(
                label=component["label"],
                custom_id=component["custom_id"],
                style=discord.ButtonStyle(component["style"]),
            )
        case 17:
            return ui.Container(*map(_item, component["components"]), accent_color=component["accent_color"])
        case 9:
            texts = [text["content"] for text in component["components"]]
            return ui.Section(*texts, accessory=_item(component["accessory"]))
        case 10:
            return ui.TextDisplay(component["content"])
        case _:
            return ui.Separator(visible=component["divider"])


def _commands(chat: DiscordChat) -> app_commands.Group:
    """Return the command group `/parallax`, with the words that every platform has."""
    group = app_commands.Group(name="parallax", description="News of the contest over AI, from several sides")

    async def themes(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await chat.complete(interaction, "theme", typed)

    async def stories(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await chat.complete(interaction, "story", typed)

    async def outlets(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await chat.complete(interaction, "outlet", typed)

    @group.command(name="today", description="This channel's digest so far today")
    @app_commands.describe(theme="Only this theme")
    @app_commands.autocomplete(theme=themes)
    async def today(interaction: discord.Interaction, theme: str | None = None) -> None:
        await chat.say(interaction, "today", theme or "")

    @group.command(name="search", description="Past stories, in any script")
    @app_commands.describe(
        query='Words, "phrases", -words, prefixes*',
        theme="Only this theme",
        since="From here on: 24h, 7d, 2026-01-03",
        until="Before this date",
        outlet="Only this outlet, as in scmp.com",
        viewpoint="Only this side",
        language="Only this language, as in zh",
        actor="Only items that name this actor",
    )
    @app_commands.autocomplete(theme=themes, outlet=outlets)
    async def search(
        interaction: discord.Interaction,
        query: str,
        theme: str | None = None,
        since: str | None = None,
        until: str | None = None,
        outlet: str | None = None,
        viewpoint: str | None = None,
        language: str | None = None,
        actor: str | None = None,
    ) -> None:
        fields = {
            "theme": theme,
            "since": since,
            "until": until,
            "outlet": outlet,
            "viewpoint": viewpoint,
            "language": language,
            "actor": actor,
        }
        text = " ".join([query, *(f'{name}:"{value}"' for name, value in fields.items() if value)])
        await chat.say(interaction, "search", text)

    for word, description in (
        ("story", "A story's course, who tells it, its figures"),
        ("compare", "The same happening in each side's words"),
        ("why", "What filed, ranked or held back a story"),
    ):
        group.add_command(_about_a_story(chat, word, description, stories))

    @group.command(name="figures", description="Stated numbers, disagreements first")
    async def figures(interaction: discord.Interaction, query: str) -> None:
        await chat.say(interaction, "figures", query)

    @group.command(name="trends", description="Stories and voices by week")
    @app_commands.autocomplete(theme=themes)
    async def trends(interaction: discord.Interaction, theme: str | None = None) -> None:
        await chat.say(interaction, "trends", theme or "")

    for word, description in (
        ("themes", "The themes"),
        ("feeds", "The feeds and how they are"),
        ("status", "How the bot is doing"),
        ("help", "What you can say"),
    ):
        group.add_command(_plain_word(chat, word, description))
    return group


def _about_a_story(
    chat: DiscordChat,
    word: str,
    description: str,
    stories: Callable[[discord.Interaction[Any], str], Coroutine[Any, Any, list[app_commands.Choice[str]]]],
) -> app_commands.Command[Any, Any, Any]:
    @app_commands.command(name=word, description=description)
    @app_commands.describe(id="The story's id, or its beginning")
    @app_commands.autocomplete(id=stories)
    async def ask(interaction: discord.Interaction, id: str) -> None:
        await chat.say(interaction, word, id)

    return ask


def _plain_word(chat: DiscordChat, word: str, description: str) -> app_commands.Command[Any, Any, Any]:
    @app_commands.command(name=word, description=description)
    async def ask(interaction: discord.Interaction) -> None:
        await chat.say(interaction, word, "")

    return ask


def _delivery_error(error: discord.HTTPException) -> DeliveryError:
    if error.status == 429:
        wait = float(error.response.headers.get("Retry-After", 30))
        return DeliveryError("Discord asks us to wait", retry_after=wait)
    if error.status >= 500:
        return DeliveryError(f"Discord's server failed ({error.status})", uncertain=True)
    return DeliveryError(
        f"Discord refused it: {error.text or error.status} ({error.code})",
        permanent=error.status == 400,
        channel_closed=error.code in _CLOSED or (error.status in (403, 404) and not error.code),
        token_refused=error.status == 401,
    )


def _texts(components: Sequence[Mapping[str, Any]]) -> list[str]:
    """Return every text of a message, in order."""
    found = []
    for component in components:
        found += [component["content"].strip()] if component.get("content") else []
        found += _texts(component.get("components") or [])
    return found
