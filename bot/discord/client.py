"""Discord: digests out, slash commands, buttons and forms in. Here is the connections' life; the rest is beside it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.chat import Answerer, Body, Target
from bot.discord import servers
from bot.discord.answers import Answers
from bot.discord.calls import UNANSWERED, delivery_error
from bot.discord.commands import French, Tree, command_group, give
from bot.discord.logged import listen_to_library
from bot.discord.posts import Posts
from bot.discord.render import render
from bot.discord.shards import Shard, Shards, allowed_to, end, patience
from bot.logs import log
from digest.causes import Cause
from digest.errors import DeliveryError, Failure
from digest.model.delivery import Posted
from digest.model.place import Platform
from digest.pull.faults import unanswered
from digest.store import Store
from digest.tell.message import Message

_AUTHENTICATION_FAILED, _SHARDING_REQUIRED = 4004, 4011

_REFUSED = "Discord refuses the token; reset it in the developer portal and set DISCORD_TOKEN"
_BAD_INTENT = (
    "Discord refuses an intent that Parallax does not ask for by itself; "
    "switch the privileged intents off on the bot's page of the developer portal, and start again"
)
_TOO_FEW = (
    "the bot is in more servers than Discord gives to its connections; as many are begun as Discord asks for"
)
_SPENT = "the bot has begun nearly all the connections that Discord lets it begin in a day; it waits for more"
_CLOSED = {_AUTHENTICATION_FAILED: _REFUSED, _SHARDING_REQUIRED: _TOO_FEW}
_DOWN = "there is no connection to Discord; one is being made"
_SOME_DOWN = "connections to Discord: {up} of {all}; the others are being made, and digests go out meanwhile"


class _SpentError(discord.DiscordException):
    """Hardly another connection may be begun today."""


class DiscordChat:
    """One bot on all of its servers."""

    platform = Platform.DISCORD

    def __init__(self, *, token: str, store: Store | None = None, home: str = "") -> None:
        """`home` is the id of the server whose admins may change feeds; `store` keeps which commands were given."""
        self._token = token
        self._answerer: Answerer | None = None
        self._problem: str | None = "it is starting"
        self._tries = 0
        self._posts_only = False
        self._closing = asyncio.Event()
        self._holding: asyncio.Future[None] | None = None
        self._store = store
        self._home = home
        listen_to_library()
        self._open_anew()

    @property
    def answerer(self) -> Answerer:
        assert self._answerer is not None, "the chat is not started"
        return self._answerer

    @property
    def client(self) -> discord.Client:
        """The one that makes our requests."""
        return self._shards.first

    @property
    def posts(self) -> Posts:
        return self._posts

    def attend(self, answerer: Answerer) -> None:
        """Say who answers; `start` does it too."""
        self._answerer = answerer

    async def start(self, answerer: Answerer) -> None:
        """Stay connected until closed. A passing fault is tried again; a refusal is reported, and ends it."""
        self.attend(answerer)
        while not self._closing.is_set():
            try:
                goes_on = await self._connect()
            finally:
                # One that has ended for good ends the others.
                await self._end()
            await self._shards.close()
            if not goes_on or await self._is_closed_within(patience(self._tries)):
                return
            self._open_anew()
            self._tries += 1

    async def _connect(self) -> bool:
        """Stay connected as long as it lasts; return whether to try again."""
        self._holding = asyncio.ensure_future(self._hold())
        try:
            await self._holding
        except asyncio.CancelledError:
            if not self._closing.is_set():
                raise
        except discord.LoginFailure:
            self._fail(_REFUSED)
            return False
        except discord.PrivilegedIntentsRequired:
            self._fail(_BAD_INTENT)
            return False
        except discord.ConnectionClosed as error:
            self._fail(_CLOSED.get(error.code, f"Discord closed the connection ({error.code})"))
            return error.code != _AUTHENTICATION_FAILED and not self._closing.is_set()
        except _SpentError:
            self._fail(_SPENT)
            return not self._closing.is_set()
        except (discord.DiscordException, *UNANSWERED) as error:
            self._fail(f"Discord cannot be reached: {unanswered(error)}; it is tried again")
            return not self._closing.is_set()
        return False

    async def _hold(self) -> None:
        await self.client.login(self._token)
        self._problem = None
        allowed = await allowed_to(self.client)
        if allowed.is_spent:
            raise _SpentError
        await self._shards.hold(allowed, self._token)

    async def log_in(self) -> None:
        try:
            await self.client.login(self._token)
        except discord.LoginFailure as error:
            raise DeliveryError(Cause.REFUSES_TOKEN.of(platform="Discord"), Failure.TOKEN) from error
        except discord.HTTPException as error:
            raise delivery_error(error) from error
        except UNANSWERED as error:
            raise DeliveryError(
                f"Discord cannot be reached: {unanswered(error)}", Failure.UNREACHED
            ) from error
        self._posts_only = True
        self._problem = None

    async def close(self) -> None:
        self._closing.set()
        # The connections end first, since the library stumbles over being closed while it connects.
        await self._end()
        await self._shards.close()

    async def _end(self) -> None:
        if self._holding is not None:
            await end([self._holding])
        await self._shards.end()

    def health(self) -> str | None:
        if self._problem or self._posts_only:
            return self._problem
        if not self._shards.is_any_up:
            return _DOWN
        if self._shards.is_any_missed:
            return _SOME_DOWN.format(up=self._shards.up_now, all=len(self._shards.all))
        return None

    def takes_posts(self) -> bool:
        """One connection is enough: posts are requests, and go over none."""
        return self._problem is None and (self._posts_only or self._shards.is_any_up)

    def up(self, number: int) -> None:
        self._shards.up(number)
        if self._shards.are_all_up:
            self._tries = 0

    def down(self, number: int) -> None:
        self._shards.down(number)

    # ---- deliveries ----

    def render(self, message: Message) -> Sequence[Body]:
        return render(message)

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        return await self._posts.post(target, body, key=key)

    async def edit(self, target: Target, message_id: str, body: Body, *, key: str) -> None:
        await self._posts.edit(target, message_id, body, key=key)

    def key_lasts(self, target: Target) -> timedelta:
        return self._posts.key_lasts(target)

    async def find(self, target: Target, *, key: str) -> Posted | None:
        return await self._posts.find(target, key=key)

    # ---- between two tries ----

    def _fail(self, problem: str) -> None:
        self._problem = problem
        log().error("platform is off", platform="discord", reason=problem)

    def _open_anew(self) -> None:
        """Make new clients: the library does not open a closed one whole."""
        self._shards = Shards(lambda: _Client(self, self._store, self._home))
        self._posts = Posts(self.client, self._shards.channel)

    async def _is_closed_within(self, seconds: float) -> bool:
        """Wait between two tries; return whether we were told to close meanwhile."""
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return False
        return True


class _Client(Shard):
    """One connection, as discord.py's client: what happens there goes to where it is answered."""

    def __init__(self, chat: DiscordChat, store: Store | None, home: str) -> None:
        super().__init__()
        self._chat = chat
        self._store = store
        self._answers = Answers(self, lambda: chat.answerer, home=home)
        self.tree = Tree(self, self._answers)
        self.tree.add_command(command_group(self._answers))

    async def setup_hook(self) -> None:
        if self.number:
            # Commands are given once for all servers.
            return
        await self.tree.set_translator(French())
        try:
            if await give(self.tree, self._store):
                log().info("commands given", platform="discord")
        except discord.DiscordServerError:
            raise
        except (discord.HTTPException, discord.RateLimited) as error:
            # Digests need none, and those of before are still there; the next start gives them again.
            log().warning("commands not given", platform="discord", reason=str(error))

    async def on_ready(self) -> None:
        self._chat.up(self.number)
        which = {"connection": f"{self.number + 1} of {self.count}"} if self.count > 1 else {}
        log().info("connected", platform="discord", servers=len(self.guilds), **which)
        # Servers may have been joined while we were away, and others may have removed us.
        for guild in self.guilds:
            await servers.joined(self, guild, self._chat.answerer, self._chat.posts)
        await servers.missed(self, self._chat.answerer)

    async def on_resumed(self) -> None:
        self._chat.up(self.number)

    async def on_disconnect(self) -> None:
        self._chat.down(self.number)

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await servers.joined(self, guild, self._chat.answerer, self._chat.posts)
        await servers.let_in_everywhere(guild, self._chat.answerer)

    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        if servers.may_write(after) and not servers.may_write(before):
            await servers.let_in(after, self._chat.answerer)

    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        is_ours = after.guild.me is not None and after in after.guild.me.roles
        if is_ours and after.permissions.value & ~before.permissions.value:
            await servers.let_in_everywhere(after.guild, self._chat.answerer)

    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        # Of its own roles Discord tells a bot without being asked.
        if after == after.guild.me and before.roles != after.roles:
            await servers.let_in_everywhere(after.guild, self._chat.answerer)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await servers.removed(guild, self._chat.answerer)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await self._answers.press(interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._answers.submit(interaction)
