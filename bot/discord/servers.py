"""Servers that have the bot: greeted once, remembered, forgotten when they remove it, unheard too."""

import discord

from bot.chat import Answerer, Target
from bot.discord.calls import call
from bot.discord.posts import Posts
from bot.discord.render import render
from bot.discord.shards import Shard
from bot.greeting import greet
from digest.errors import DeliveryError, Failure
from digest.model.place import Place, Platform


async def joined(client: discord.Client, guild: discord.Guild, answerer: Answerer, posts: Posts) -> None:
    """Note a server, and say hello where its members will see it, unless we have before."""
    await answerer.came(Platform.DISCORD, str(guild.id), str(client.application_id))
    channel = _greeting_channel(guild)
    if channel is None:
        return
    # Once a server, whichever channel it is said in.
    hello = await answerer.hello(Place(Platform.DISCORD, str(guild.id), ""))
    if hello is None:
        return
    await greet(Platform.DISCORD, Target(str(channel.id)), render(hello), posts)


async def let_in_everywhere(guild: discord.Guild, answerer: Answerer) -> None:
    """Note all channels of a server that we may write in."""
    for channel in filter(may_write, guild.channels):
        await let_in(channel, answerer)


async def let_in(channel: discord.abc.GuildChannel, answerer: Answerer) -> None:
    """Note a channel that we may write in from now on, perhaps again."""
    await answerer.let_in(Place(Platform.DISCORD, str(channel.guild.id), str(channel.id)))


async def removed(guild: discord.Guild, answerer: Answerer) -> None:
    await answerer.left(Platform.DISCORD, str(guild.id))


async def missed(client: Shard, answerer: Answerer) -> None:
    """Note the servers that removed us while we did not listen, which Discord tells nobody of.

    When we connect it lists every server whose events come over this connection, one with an outage too. Servers that
    came with another application stay as they are: whoever sets its token by mistake loses none.
    """
    for server in await answerer.having(Platform.DISCORD, str(client.application_id)):
        is_unlisted = client.hears_of(int(server)) and client.get_guild(int(server)) is None
        if is_unlisted and await _refuses(client, server):
            await answerer.left(Platform.DISCORD, server)


async def _refuses(client: discord.Client, server: str) -> bool:
    """Ask for a server that was not listed; what is no plain answer says nothing."""
    try:
        await call(client, "GET", "/guilds/{guild_id}", guild_id=server)
    except DeliveryError as error:
        return error.failure is Failure.CHANNEL
    return False


def may_write(channel: discord.abc.GuildChannel) -> bool:
    # Discord always tells a bot of its own membership; without it we cannot know where we may write.
    if channel.guild.me is None:
        return False
    rights = channel.permissions_for(channel.guild.me)
    return rights.view_channel and rights.send_messages


def _greeting_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the channel for system messages, else the first one, of those that the bot may write in."""
    channels = [guild.system_channel, *sorted(guild.text_channels, key=lambda one: (one.position, one.id))]
    return next((channel for channel in channels if channel and may_write(channel)), None)
