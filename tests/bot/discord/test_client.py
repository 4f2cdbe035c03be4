"""The real discord.py against a Discord on loopback."""

import asyncio

import pytest

from bot.chat import Answer, Target
from bot.discord.client import DiscordChat
from digest.errors import DeliveryError
from digest.tell.message import Button, Card, Heading, Link, Message, Paragraph, Rule, Text
from digest.tell.present import help_message
from tests.fakes.discord import FakeDiscord

NEWS = Target("400")
HELLO = Message(
    "Hello",
    (
        Heading("Hello"),
        Card(Link("A title", "https://example.org/1"), buttons=(Button("Details", "story", "3f2a"),)),
        Rule(),
        Paragraph((Text("World"),)),
    ),
)


class Answering:
    """Answers every word with the same message, and keeps what was asked."""

    def __init__(self, message=HELLO):
        self.asked = []
        self.message = message

    async def answer(self, request):
        self.asked.append(request)
        return Answer(self.message)

    async def complete(self, option, typed, request):
        return []


class Kept:
    """Remembers for as long as the test lasts."""

    def __init__(self):
        self.notes = {}

    async def recall(self, key):
        return self.notes.get(key)

    async def keep(self, key, value):
        self.notes[key] = value


@pytest.fixture
async def discord_():
    async with FakeDiscord().running() as fake:
        yield fake


async def connected(fake, answering, memory=None):
    chat = DiscordChat(token="token", memory=memory)
    task = asyncio.create_task(chat.start(answering))
    async with asyncio.timeout(10):
        while chat.health() is not None:
            await asyncio.sleep(0.01)
    return chat, task


async def ended(chat, task):
    await chat.close()
    await asyncio.wait_for(task, 5)


async def until(condition):
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


async def test_what_is_posted_is_exactly_what_request_says_and_twice_is_once(discord_):
    chat, task = await connected(discord_, Answering())
    body = chat.render(HELLO)[0]

    first = await chat.post(NEWS, body, key="a" * 24)
    second = await chat.post(NEWS, body, key="a" * 24)

    assert discord_.posted == [{**chat.request(NEWS, body, "a" * 24), "id": first.message_id}]
    assert second.message_id == first.message_id
    assert first.link == f"https://discord.com/channels/200/400/{first.message_id}"
    assert discord_.posted[0]["allowed_mentions"] == {"parse": []}
    await ended(chat, task)


async def test_a_channel_that_is_gone_is_told_apart(discord_):
    chat, task = await connected(discord_, Answering())
    discord_.faults = ["gone"]

    with pytest.raises(DeliveryError) as raised:
        await chat.post(NEWS, chat.render(HELLO)[0], key="k")

    assert raised.value.channel_closed
    await ended(chat, task)


async def test_a_command_is_deferred_and_then_answered(discord_):
    answering = Answering()
    chat, task = await connected(discord_, answering)

    await discord_.say("search", query="chips", since="7d")
    await until(lambda: discord_.answers)

    assert len(discord_.deferred) == 1
    assert (answering.asked[0].word, answering.asked[0].text) == ("search", 'chips since:"7d"')
    assert discord_.answers[0]["components"][0]["content"] == "## Hello"
    await ended(chat, task)


async def test_a_button_of_an_earlier_run_still_says_its_word(discord_):
    answering = Answering(help_message(voice="en"))
    chat, task = await connected(discord_, answering)

    await discord_.press("say:story:3f2a")
    await until(lambda: discord_.answers)

    assert (answering.asked[0].word, answering.asked[0].text) == ("story", "3f2a")
    await ended(chat, task)


async def test_commands_are_given_to_discord_only_when_they_changed(discord_):
    memory = Kept()
    for _ in range(2):
        chat, task = await connected(discord_, Answering(), memory)
        await ended(chat, task)

    assert discord_.syncs == 1


async def test_a_bad_token_is_said_in_words_and_raises_nothing(discord_):
    discord_.token_is_good = False
    chat = DiscordChat(token="hunter2")

    await asyncio.wait_for(chat.start(Answering()), 10)

    assert "refuses the token" in chat.health()
    assert "hunter2" not in chat.health()
    await chat.close()


async def test_a_missing_intent_is_said_in_words(discord_):
    discord_.close_code = 4014
    chat = DiscordChat(token="token")

    await asyncio.wait_for(chat.start(Answering()), 10)

    assert "intent" in chat.health()
    await chat.close()
