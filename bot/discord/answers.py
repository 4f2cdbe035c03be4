"""What somebody says on Discord, answered: a command, a button, a form that was sent.

Discord waits three seconds for the first sign. So a word is deferred before any work, except where its answer
may be a form, which must be that sign itself. All that a button or a form needs is in its id: those of an
earlier run are answered as well.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import discord

from bot.chat import Answer, Answerer, Body, Filled, Request, Role
from bot.discord.calls import UNANSWERED, call, call_once
from bot.discord.forms import filled_in, form_of, modal_of
from bot.discord.render import render
from bot.logs import log
from digest.errors import DeliveryError, Failure
from digest.model.place import Platform
from digest.model.subscription import Layout
from digest.pull.faults import unanswered
from digest.tell.form import Form

# If the form is not ready by then, whoever asked gets a button that asks for it once more.
_FORM_WAIT_S = 1.5
# The number tells apart two buttons of one message that say the same.
_BUTTON = re.compile(r"say\d*:(?P<word>[a-z]+):(?P<text>.*)", re.DOTALL)
_MODAL = 9
_EPHEMERAL = 1 << 6
_FOLLOW_UP = "/webhooks/{webhook_id}/{webhook_token}"
_ORIGINAL = f"{_FOLLOW_UP}/messages/@original"


class Answers:
    def __init__(self, client: discord.Client, answerer: Callable[[], Answerer], *, home: str = "") -> None:
        """`home` is the server whose admins may change feeds."""
        self._client = client
        self._answerer = answerer
        self._home = home

    async def say(
        self,
        interaction: discord.Interaction,
        word: str,
        text: str,
        fields: Filled | None = None,
        *,
        meant: Callable[[], Awaitable[str]] | None = None,
    ) -> None:
        """Answer one word, or a form that was filled in for one.

        `meant` returns what the text means, where that is to be looked up; what opens a form means what it says.
        """
        try:
            asked = self._asked(interaction, word, text, fields)
            if fields is None and self._answerer().opens_form(word, text):
                await self._say_with_form(interaction, asked)
                return
            await _acknowledge(interaction)
            if meant:
                asked = replace(asked, text=await meant())
            await self._reply(interaction, await self._answerer().answer(asked))
        except DeliveryError as error:
            log().warning("not answered", platform="discord", word=word, reason=error.reason)
        except discord.HTTPException as error:
            # It came too late, or twice: whoever asked was told so, or has the answer.
            log().warning("not answered", platform="discord", word=word, status=error.status, code=error.code)
        except UNANSWERED as error:
            log().warning("not answered", platform="discord", word=word, reason=unanswered(error))

    async def press(self, interaction: discord.Interaction) -> None:
        """Answer a button, of an earlier run too."""
        found = _BUTTON.fullmatch(str(_data(interaction).get("custom_id")))
        if found:
            await self.say(interaction, found["word"], found["text"])

    async def submit(self, interaction: discord.Interaction) -> None:
        """Answer a form that was sent."""
        data = _data(interaction)
        if found := form_of(str(data.get("custom_id"))):
            word, draft = found
            await self.say(interaction, word, draft, filled_in(data.get("components") or []))

    async def complete(
        self, interaction: discord.Interaction, option: str, typed: str
    ) -> list[tuple[str, str]]:
        return await self._answerer().complete(option, typed, self._asked(interaction, "", ""))

    async def _say_with_form(self, interaction: discord.Interaction, asked: Request) -> None:
        answering = asyncio.ensure_future(self._answerer().answer(asked))
        try:
            await asyncio.wait({answering}, timeout=_FORM_WAIT_S)
            if answering.done() and (form := answering.result().form):
                await self._open(interaction, form)
                return
            await _acknowledge(interaction)
            await self._reply(interaction, await answering)
        finally:
            answering.cancel()

    async def _open(self, interaction: discord.Interaction, form: Form) -> None:
        server = self._client.get_guild(interaction.guild_id or 0)
        roles = None if server is None else {str(role.id) for role in server.roles}
        opened = {"type": _MODAL, "data": modal_of(form, str(interaction.id), roles)}
        path = "/interactions/{interaction_id}/{webhook_token}/callback"
        at = {"interaction_id": str(interaction.id), "webhook_token": interaction.token}
        await call(self._client, "POST", path, opened, **at)

    async def _reply(self, interaction: discord.Interaction, answer: Answer) -> None:
        """Send the answer's parts; the first takes the place of the sign that the bot is thinking.

        Another page takes the place of the private message that it was asked from.
        """
        at = {"webhook_id": str(interaction.application_id), "webhook_token": interaction.token}
        bodies = render(answer.with_confirm())
        is_page = answer.replaces and interaction.message and interaction.message.flags.ephemeral
        replaces = is_page or interaction.type is not discord.InteractionType.component
        if replaces and await self._took(bodies[0], **at):
            bodies.pop(0)
        for body in bodies:
            flags = body["flags"] | (_EPHEMERAL if answer.private else 0)
            # What everybody may have read is not sent twice.
            send = call if answer.private else call_once
            await send(self._client, "POST", _FOLLOW_UP, {**body, "flags": flags}, **at)

    async def _took(self, body: Body, **at: str) -> bool:
        """Put a body in the place of what is shown; take that away where a picture cannot go there.

        Discord finds no picture in an edit, though it says that it takes it: discord-api-docs#7529.
        """
        try:
            await call(self._client, "PATCH", _ORIGINAL, body, **at)
        except DeliveryError as error:
            if error.failure is not Failure.MESSAGE or "files" not in body:
                raise
            await call(self._client, "DELETE", _ORIGINAL, None, **at)
            return False
        return True

    def _asked(
        self, interaction: discord.Interaction, word: str, text: str, fields: Filled | None = None
    ) -> Request:
        user, spoken_in = interaction.user, interaction.channel
        parent = spoken_in.parent_id if isinstance(spoken_in, discord.Thread) else None
        channel = spoken_in.parent if isinstance(spoken_in, discord.Thread) else spoken_in
        server = str(interaction.guild_id or "")
        return Request(
            word=word,
            text=text,
            platform=Platform.DISCORD,
            team=server or f"@{user.id}",
            channel=str(parent or interaction.channel_id or ""),
            user=str(user.id),
            role=_role(interaction),
            ranks=frozenset(str(role.id) for role in getattr(user, "roles", ())),
            is_home=bool(server) and server == self._home,
            is_direct=not server,
            is_in_thread=parent is not None,
            may_post=not server or _may_post(interaction),
            layouts=_layouts(channel, interaction.app_permissions),
            fields=fields or {},
            user_name=user.display_name,
            channel_name=str(getattr(channel, "name", None) or ""),
        )


async def _acknowledge(interaction: discord.Interaction) -> None:
    """Give the first sign: under a button nothing is shown, else that the bot is thinking."""
    if interaction.type is discord.InteractionType.component:
        await interaction.response.defer()
    else:
        await interaction.response.defer(ephemeral=True, thinking=True)


def _role(interaction: discord.Interaction) -> Role:
    """Return the speaker's rank, from what Discord says with each interaction: a command's own permissions
    bind no sub-command."""
    rights = interaction.permissions
    if rights.manage_guild or rights.administrator:
        return Role.ADMIN
    user = interaction.user
    return Role.GUEST if isinstance(user, discord.Member) and user.flags.guest else Role.MEMBER


def _may_post(interaction: discord.Interaction) -> bool:
    """Say whether the bot may write here; a server may have added its commands alone, without the bot."""
    rights, server = interaction.app_permissions, interaction.guild_id
    is_member = server is not None and interaction.client.get_guild(server) is not None
    return is_member and (rights.administrator or (rights.view_channel and rights.send_messages))


def _layouts(channel: object, rights: discord.Permissions) -> tuple[Layout, ...]:
    """Return the layouts that a channel can take, and the bot post there; all for a channel that is not known."""
    match channel:
        case discord.ForumChannel():
            return (Layout.FORUM,)
        case discord.VoiceChannel() | discord.StageChannel():
            # They have a chat of their own, in which no thread can be opened.
            return (Layout.FLAT,)
        case discord.TextChannel():
            may_open = rights.create_public_threads and rights.send_messages_in_threads
            return (Layout.FLAT, Layout.THREAD) if may_open or rights.administrator else (Layout.FLAT,)
        case _:
            return tuple(Layout)


def _data(interaction: discord.Interaction) -> Mapping[str, Any]:
    return interaction.data or {}
