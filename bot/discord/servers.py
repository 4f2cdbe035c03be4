"""Servers that have the bot: greeted once, remembered, forgotten when they remove it."""

import discord

from bot.chat import Answerer, Target
from bot.discord.posts import Posts
from bot.discord.render import render
from bot.greeting import greet
from digest.model.place import Place, Platform


async def joined(guild: discord.Guild, answerer: Answerer, posts: Posts) -> None:
    """Note a server, and say hello where its members will see it, unless we have before."""
    await answerer.came(Platform.DISCORD, str(guild.id))
    channel = _greeting_channel(guild)
    if channel is None:
        return
    # Once a server, whichever channel it is said in.
    hello = await answerer.hello(Place(Platform.DISCORD, str(guild.id), ""))
    if hello is None:
        return
    await greet(Platform.DISCORD, Target(str(channel.id)), render(hello), posts)


async def removed(guild: discord.Guild, answerer: Answerer) -> None:
    await answerer.left(Platform.DISCORD, str(guild.id))


def _greeting_channel(guild: discord.Guild) -> discord.TextChannel | None:
    """Return the channel for system messages, else the first one, of those that the bot may write in."""
    channels = [guild.system_channel, *sorted(guild.text_channels, key=lambda one: (one.position, one.id))]
    return next((channel for channel in channels if channel and _may_write(channel)), None)


def _may_write(channel: discord.TextChannel) -> bool:
    # Discord always tells a bot of its own membership; without it we cannot know where we may write.
    if channel.guild.me is None:
        return False
    rights = channel.permissions_for(channel.guild.me)
    return rights.view_channel and rights.send_messages
