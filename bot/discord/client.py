"""Discord: digests out, slash commands, buttons and forms in. Here is the connection's life; the rest is beside it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import discord

from bot.chat import Answerer, Body, Target
from bot.discord import servers
from bot.discord.answers import Answers
from bot.discord.calls import UNANSWERED, delivery_error
from bot.discord.commands import French, Notes, Tree, command_group, give
from bot.discord.posts import Posts
from bot.discord.render import render
from bot.logs import log
from digest.causes import Cause
from digest.errors import DeliveryError, Failure
from digest.model.delivery import Posted
from digest.model.place import Platform
from digest.tell.message import Message

# The library sleeps no longer than this for a rate limit; a longer wait is the outbox's to keep. The library may sleep
# six times for one request, and if it were cut off while it sleeps for a limit on the whole bot, no request would
# ever get through again.
LONGEST_SLEEP_S = 10.0
# Waits between two tries to connect at all, in seconds; the last one is kept to.
PATIENCE_S = (5, 15, 60, 300)
# Discord lets a bot begin a thousand connections in a day, and resets its token past them: one that is started again
# and again is there in some hours.
SPARED = 50
_AUTHENTICATION_FAILED, _SHARDING_REQUIRED = 4004, 4011
# A cancelled connection ends at once; one that has not ended after this time did not notice.
_HEARD_S = 0.5

_REFUSED = "Discord refuses the token; reset it in the developer portal and set DISCORD_TOKEN"
_BAD_INTENT = (
    "Discord refuses an intent that Parallax does not ask for by itself; "
    "switch the privileged intents off on the bot's page of the developer portal, and start again"
)
_TOO_MANY = "Discord takes no more than 2,500 servers over one connection, and Parallax has one; let the bot leave some"
_SPENT = "the bot has begun nearly all the connections that Discord lets it begin in a day; it waits for more"
_CLOSED = {_AUTHENTICATION_FAILED: _REFUSED, _SHARDING_REQUIRED: _TOO_MANY}
_DOWN = "there is no connection to Discord; one is being made"


class _SpentError(discord.DiscordException):
    """Hardly another connection may be begun today."""


class DiscordChat:
    """One bot on all of its servers."""

    platform = Platform.DISCORD

    def __init__(self, *, token: str, notes: Notes | None = None, home: str = "") -> None:
        """`home` is the id of the server whose admins may change feeds."""
        self._token = token
        self._answerer: Answerer | None = None
        self._problem: str | None = "it is starting"
        self._tries = 0
        self._posts_only = False
        self._closing = asyncio.Event()
        self._connection: asyncio.Future[None] | None = None
        self._notes = notes
        self._home = home
        self._open_anew()

    @property
    def answerer(self) -> Answerer:
        assert self._answerer is not None, "the chat is not started"
        return self._answerer

    @property
    def posts(self) -> Posts:
        return self._posts

    def attend(self, answerer: Answerer) -> None:
        """Say who answers; `start` does it too."""
        self._answerer = answerer

    async def start(self, answerer: Answerer) -> None:
        """Stay connected until closed. A passing fault is tried again; a refusal is reported, and ends it."""
        self.attend(answerer)
        while not self._closing.is_set() and await self._connect():
            await self.client.close()
            if await self._is_closed_within(PATIENCE_S[min(self._tries, len(PATIENCE_S) - 1)]):
                return
            self._open_anew()
            self._tries += 1

    async def _connect(self) -> bool:
        """Stay connected as long as it lasts; return whether to try again."""
        self._connection = asyncio.ensure_future(self._hold())
        try:
            await self._connection
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
            self._fail(f"Discord cannot be reached ({type(error).__name__}); it is tried again")
            return not self._closing.is_set()
        return False

    async def _hold(self) -> None:
        await self.client.login(self._token)
        self._problem = _DOWN
        if await self._starts_left() < SPARED:
            raise _SpentError
        await self.client.connect(reconnect=True)

    async def _starts_left(self) -> int:
        """Return how many connections may be begun today; as many as are spared, where Discord does not say."""
        try:
            _, _, starts = await self.client.http.get_bot_gateway()
            return starts["remaining"]
        except (discord.GatewayNotFound, KeyError):
            return SPARED

    async def log_in(self) -> None:
        try:
            await self.client.login(self._token)
        except discord.LoginFailure as error:
            raise DeliveryError(Cause.REFUSES_TOKEN.of(platform="Discord"), Failure.TOKEN) from error
        except discord.HTTPException as error:
            raise delivery_error(error) from error
        except UNANSWERED as error:
            raise DeliveryError(
                f"Discord cannot be reached ({type(error).__name__})", Failure.UNREACHED
            ) from error
        self._posts_only = True
        self._problem = None

    async def close(self) -> None:
        self._closing.set()
        if self._connection is not None:
            # The connection ends first, since the library stumbles over being closed while it connects. It is
            # cancelled until it has ended: before Python 3.12 a cancellation can be lost.
            while not self._connection.done():
                self._connection.cancel()
                await asyncio.wait({self._connection}, timeout=_HEARD_S)
        await self.client.close()

    def health(self) -> str | None:
        if self._problem is None and self.client.is_closed() and not self._posts_only:
            return _DOWN
        return self._problem

    def takes_posts(self) -> bool:
        return self.health() is None

    def up(self) -> None:
        self._problem, self._tries = None, 0

    def down(self) -> None:
        if self._problem is None:
            self._problem = _DOWN

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
        """Make a new client: the library does not open a closed one whole."""
        self.client = _Client(self, self._notes, self._home)
        self._posts = Posts(self.client)

    async def _is_closed_within(self, seconds: float) -> bool:
        """Wait between two tries; return whether we were told to close meanwhile."""
        try:
            async with asyncio.timeout(seconds):
                await self._closing.wait()
        except TimeoutError:
            return False
        return True


class _Client(discord.Client):
    """discord.py's client: what happens there goes to where it is answered."""

    def __init__(self, chat: DiscordChat, notes: Notes | None, home: str) -> None:
        # The library warns at each start of what it lacks for voice, which we do not use.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
        )
        # As an option it would be half a minute at least.
        self.http.max_ratelimit_timeout = LONGEST_SLEEP_S
        self._chat = chat
        self._notes = notes
        self._answers = Answers(self, lambda: chat.answerer, home=home)
        self.tree = Tree(self, self._answers.say)
        self.tree.add_command(command_group(self._answers.say, self._answers.complete))

    async def setup_hook(self) -> None:
        await self.tree.set_translator(French())
        try:
            if await give(self.tree, self._notes):
                log().info("commands given", platform="discord")
        except discord.DiscordServerError:
            raise
        except (discord.HTTPException, discord.RateLimited) as error:
            # Digests need none, and those of before are still there; the next start gives them again.
            log().warning("commands not given", platform="discord", reason=str(error))

    async def on_ready(self) -> None:
        self._chat.up()
        log().info("connected", platform="discord", servers=len(self.guilds))
        # Servers may have been joined while we were away, and others may have removed us.
        for guild in self.guilds:
            await servers.joined(self, guild, self._chat.answerer, self._chat.posts)
        await servers.missed(self, self._chat.answerer)

    async def on_resumed(self) -> None:
        self._chat.up()

    async def on_disconnect(self) -> None:
        self._chat.down()

    async def on_guild_join(self, guild: discord.Guild) -> None:
        await servers.joined(self, guild, self._chat.answerer, self._chat.posts)

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        await servers.removed(guild, self._chat.answerer)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await self._answers.press(interaction)
        elif interaction.type is discord.InteractionType.modal_submit:
            await self._answers.submit(interaction)
