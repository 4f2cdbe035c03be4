"""Slash commands as members use them, against a simulated Discord that keeps its rules."""

import simcord

from bot.chat import Answer, Role
from bot.discord.client import DiscordChat
from tests.bot.discord.test_client import HELLO


class Answering:
    """Answers every word with the same message, and keeps what was asked."""

    def __init__(self):
        self.asked = []

    async def answer(self, request):
        self.asked.append(request)
        return Answer(HELLO)

    async def complete(self, option, typed, request):
        return [(f"Talent ({typed})", "talent")]


async def test_a_member_s_word_is_answered_for_them_alone():
    chat = DiscordChat(token="token")
    answering = Answering()
    chat.attend(answering)
    async with simcord.run(chat.client) as env:
        guild = env.create_guild()
        channel = guild.create_text_channel("news")
        alice = guild.add_member(env.create_user("alice"))

        result = await alice.slash(channel, "parallax today", theme="talent")

        assert (answering.asked[0].word, answering.asked[0].text) == ("today", "talent")
        assert answering.asked[0].role is Role.MEMBER
        assert result.acknowledged
        assert result.ephemeral
