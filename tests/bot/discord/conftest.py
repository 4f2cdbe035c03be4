"""A bot of ours connected to a Discord on loopback."""

import asyncio
from dataclasses import dataclass

import pytest

from bot.discord.client import DiscordChat
from tests.bot.answering import Answering
from tests.fakes.discord import FakeDiscord
from tests.waiting import until


@dataclass
class Bot:
    chat: DiscordChat
    task: asyncio.Task

    async def end(self):
        await self.chat.close()
        await asyncio.wait_for(self.task, 5)


async def connected(fake, answering=None, **more):
    chat = DiscordChat(token="token", **more)
    # discord.py waits two seconds for more servers than it was promised.
    chat.client._connection.guild_ready_timeout = 0.01
    bot = Bot(chat, asyncio.create_task(chat.start(answering or Answering())))
    await until(lambda: chat.health() is None)
    return bot


@pytest.fixture
async def discord_():
    async with FakeDiscord().running() as fake:
        yield fake


@pytest.fixture
def answering():
    return Answering()


@pytest.fixture
async def bot(discord_, answering):
    made = await connected(discord_, answering)
    yield made
    await made.end()
