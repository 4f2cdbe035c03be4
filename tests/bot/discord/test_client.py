"""The connection's life, with the real discord.py against a Discord on loopback."""

import asyncio
from contextlib import asynccontextmanager

import discord
import pytest

from bot.chat import Target
from bot.discord import shards
from bot.discord.client import DiscordChat
from bot.discord.request import request
from digest.errors import DeliveryError, Failure
from digest.model.place import Place, Platform
from digest.store import teams
from digest.tell.message import Button, Card, Heading, Link, Message, Paragraph, Picture, Rule, Text
from tests.bot.answering import Answering
from tests.bot.discord.conftest import connected
from tests.fakes.discord import FakeDiscord
from tests.waiting import until

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


def test_a_start_warns_of_nothing(monkeypatch, caplog):
    for name in ("warn_nacl", "warn_dave"):
        monkeypatch.setattr(discord.VoiceClient, name, True)

    DiscordChat(token="t")

    assert caplog.text == ""


# ---- deliveries ----


async def test_what_is_posted_is_exactly_what_is_printed_and_twice_is_once(discord_, bot):
    body = bot.chat.render(HELLO)[0]

    first = await bot.chat.post(NEWS, body, key="a" * 24)
    second = await bot.chat.post(NEWS, body, key="a" * 24)

    assert discord_.posted == [{**request(body, "a" * 24), "id": first.message_id}]
    assert second.message_id == first.message_id
    assert first.link == f"https://discord.com/channels/200/400/{first.message_id}"
    assert discord_.posted[0]["allowed_mentions"] == {"parse": []}


async def test_a_picture_goes_with_its_message_and_its_words(discord_, bot):
    (body,) = bot.chat.render(Message("Chart", (Picture(b"\x89PNG", "trends.png", "Stories by week"),)))

    await bot.chat.post(NEWS, body, key="k")

    assert discord_.uploads == [("trends.png", b"\x89PNG")]
    assert discord_.posted[0]["attachments"] == [
        {"id": "0", "filename": "trends.png", "description": "Stories by week"}
    ]


async def test_a_channel_that_is_gone_is_told_apart(discord_, bot):
    discord_.faults = ["gone"]

    with pytest.raises(DeliveryError) as raised:
        await bot.chat.post(NEWS, bot.chat.render(HELLO)[0], key="k")

    assert raised.value.failure is Failure.CHANNEL


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        ("403 50013", Failure.CHANNEL),
        ("403 50278", Failure.CHANNEL),
        # Some are told as a bad request.
        ("400 50008", Failure.CHANNEL),
        ("400 50035", Failure.MESSAGE),
        ("403 160005", Failure.MESSAGE),
        # The server has as many threads as it may.
        ("400 160006", Failure.UNKNOWN),
        # Too many direct messages were opened at once.
        ("400 40003", Failure.UNKNOWN),
        ("403 40003", Failure.UNKNOWN),
        # The forum insists on a tag, and has none that we may give.
        ("400 40066", Failure.CHANNEL),
        ("400 40067", Failure.CHANNEL),
        # It is Cloudflare that says so, before Discord.
        ("403 40333", Failure.UNCERTAIN),
        ("401 0", Failure.TOKEN),
        ("403 99999", Failure.UNKNOWN),
    ],
)
async def test_each_refusal_is_told_apart(discord_, bot, fault, failure):
    discord_.faults = [fault]

    with pytest.raises(DeliveryError) as raised:
        await bot.chat.post(NEWS, bot.chat.render(HELLO)[0], key="k")

    assert raised.value.failure is failure


async def test_a_page_from_before_discord_closes_no_channel_and_is_not_repeated(discord_, bot):
    discord_.faults = ["page"]

    with pytest.raises(DeliveryError) as raised:
        await bot.chat.post(NEWS, bot.chat.render(HELLO)[0], key="k")

    assert raised.value.failure is Failure.UNCERTAIN
    assert str(raised.value) == "Discord was kept from us (HTTP 403)"


@pytest.mark.parametrize("fault", ["half", "fine page"])
async def test_an_answer_that_names_no_message_is_uncertain(discord_, bot, fault):
    discord_.faults = [fault]

    with pytest.raises(DeliveryError, match="no answer of Discord's") as raised:
        await bot.chat.post(NEWS, bot.chat.render(HELLO)[0], key="k")

    assert raised.value.failure is Failure.UNCERTAIN


async def test_a_long_wait_that_discord_asks_for_is_left_to_the_outbox(discord_, bot):
    discord_.faults = ["429"]

    with pytest.raises(DeliveryError) as raised:
        await bot.chat.post(NEWS, bot.chat.render(HELLO)[0], key="k")

    assert raised.value.retry_after >= 20


async def test_a_failing_server_of_discord_s_is_tried_again_with_the_same_nonce(discord_, bot):
    discord_.faults = ["500"]

    await bot.chat.post(NEWS, bot.chat.render(HELLO)[0], key="b" * 24)

    assert [one["nonce"] for one in discord_.posted] == ["b" * 24]


# ---- reconnecting ----


@pytest.mark.parametrize("how", ["ask_to_reconnect", "drop"])
async def test_a_connection_that_ends_is_resumed(discord_, bot, how):
    await getattr(discord_, how)()

    await until(lambda: discord_.resumed)
    await until(lambda: bot.chat.health() is None)
    assert discord_.identified == 1


async def test_while_it_is_down_health_says_so(discord_, bot):
    bot.chat.down(0)

    assert "no connection" in bot.chat.health()


@pytest.mark.long
async def test_a_session_that_is_over_is_begun_anew(discord_, bot):
    await discord_.invalidate()

    await until(lambda: discord_.identified >= 2)
    await until(lambda: bot.chat.health() is None)


@asynccontextmanager
async def connecting(monkeypatch):
    """A bot that is started, and tries again at once where it cannot connect."""
    monkeypatch.setattr(shards, "PATIENCE_S", (0.05,))
    chat = DiscordChat(token="token")
    task = asyncio.create_task(chat.start(Answering()))
    yield chat
    await chat.close()
    await asyncio.wait_for(task, 5)


async def test_a_discord_that_cannot_be_reached_is_tried_again(monkeypatch):
    async with FakeDiscord().running() as fake:
        fake.is_down = True
        async with connecting(monkeypatch) as chat:
            await until(lambda: "tried again" in (chat.health() or ""))

            fake.is_down = False

            await until(lambda: chat.health() is None)


async def test_a_gateway_that_takes_no_connection_at_first_is_tried_again(discord_, monkeypatch, caplog):
    discord_.takes_sockets = False
    async with connecting(monkeypatch) as chat:
        await until(lambda: "it is tried again" in caplog.text)
        assert "no connection" in chat.health()

        discord_.takes_sockets = True

        await until(lambda: chat.health() is None)
    assert "Traceback" not in caplog.text


async def test_a_gateway_that_is_away_for_a_while_leaves_no_traceback(discord_, bot, caplog):
    discord_.takes_sockets = False
    await discord_.drop()
    await until(lambda: "it is tried again" in caplog.text)

    discord_.takes_sockets = True

    await until(lambda: bot.chat.health() is None)
    assert "Traceback" not in caplog.text
    assert (discord_.resumed, discord_.identified) == (1, 1)


async def test_the_last_connections_of_a_day_are_spared(discord_, monkeypatch):
    discord_.starts_left = shards.SPARED
    async with connecting(monkeypatch) as chat:
        await until(lambda: "in a day" in (chat.health() or ""))
        begun = discord_.identified

        discord_.starts_left = 1000

        await until(lambda: chat.health() is None)
        assert begun == 0


async def test_where_discord_does_not_say_how_many_connections_are_left_one_is_begun(discord_, monkeypatch):
    discord_.tells_starts_left = False
    async with connecting(monkeypatch) as chat:
        await until(lambda: discord_.identified)
        await until(lambda: chat.health() is None)


async def test_who_waits_for_another_try_ends_at_once(discord_):
    discord_.is_down = True
    chat = DiscordChat(token="token")
    task = asyncio.create_task(chat.start(Answering()))
    await until(lambda: "tried again" in (chat.health() or ""))

    await chat.close()

    # The next try would come in five seconds.
    await asyncio.wait_for(task, 4)
    assert not discord_.identified


async def test_a_bot_that_is_closed_while_it_connects_ends_quietly(discord_):
    for wait in (0.0, 0.02, 0.05, 0.1):
        chat = DiscordChat(token="token")
        task = asyncio.create_task(chat.start(Answering()))
        await asyncio.sleep(wait)

        await chat.close()

        await asyncio.wait_for(task, 5)
        assert task.exception() is None


async def test_a_bot_that_does_not_hear_that_it_is_to_end_is_told_again(discord_):
    chat = DiscordChat(token="token")
    connect = chat.client.connect

    async def deaf_once(**options):
        connecting = asyncio.ensure_future(connect(**options))
        try:
            await asyncio.shield(connecting)
        except asyncio.CancelledError:
            # As `asyncio.wait_for` goes on when what it waits for has just ended.
            await connecting

    chat.client.connect = deaf_once
    task = asyncio.create_task(chat.start(Answering()))
    await until(lambda: discord_.identified)

    await asyncio.wait_for(chat.close(), 10)

    await asyncio.wait_for(task, 5)
    assert task.exception() is None


# ---- refused ----


async def test_a_bad_token_is_said_in_words_and_raises_nothing(discord_):
    discord_.token_is_good = False
    chat = DiscordChat(token="hunter2")

    await asyncio.wait_for(chat.start(Answering()), 10)

    assert "refuses the token" in chat.health()
    assert "hunter2" not in chat.health()
    await chat.close()


@pytest.mark.parametrize(("code", "said"), [(4014, "intent"), (4004, "refuses the token")])
async def test_a_refusal_of_the_gateway_is_said_in_words_and_ends_it(discord_, code, said):
    discord_.close_code = code
    chat = DiscordChat(token="token")

    await asyncio.wait_for(chat.start(Answering()), 10)

    assert said in chat.health()
    await chat.close()


# ---- commands and servers ----


async def test_commands_are_given_to_discord_only_when_they_changed(discord_, store):
    for _ in range(2):
        await (await connected(discord_, store=store)).end()

    assert discord_.syncs == 1


async def test_another_application_is_given_its_commands_too(discord_, store):
    for application in ("100", "101"):
        discord_.application = application
        await (await connected(discord_, store=store)).end()

    assert discord_.syncs == 2


async def test_commands_that_discord_refuses_hold_up_no_digest_and_are_given_at_the_next_start(
    discord_, store, caplog
):
    discord_.takes_commands = False

    bot = await connected(discord_, store=store)
    await bot.chat.post(NEWS, bot.chat.render(HELLO)[0], key="k")
    await bot.end()
    discord_.takes_commands = True
    await (await connected(discord_, store=store)).end()

    assert len(discord_.posted) == 1
    assert "commands not given" in caplog.text
    assert discord_.syncs == 2


async def test_a_server_is_greeted_once_and_remembered(discord_, bot, answering):
    await discord_.join("700")
    await until(lambda: discord_.posted)
    await discord_.remove("700")
    await until(lambda: answering.left_teams)
    await discord_.join("700")
    await until(lambda: answering.came_teams.count((Platform.DISCORD, "700")) == 2)

    assert len(discord_.posted) == 1
    assert discord_.channel_of[discord_.posted[0]["id"]] == "4700"
    assert answering.left_teams == [(Platform.DISCORD, "700")]


async def test_a_server_in_which_nothing_may_be_written_is_joined_in_silence(discord_, bot, answering):
    await discord_.join("700", writable=False)
    await until(lambda: (Platform.DISCORD, "700") in answering.came_teams)

    assert not discord_.posted
    assert bot.chat.health() is None


async def test_a_server_that_has_the_bot_again_lets_it_in_where_it_may_write(discord_, bot, answering):
    await discord_.join("800", writable=False)
    await discord_.join("700")
    await until(lambda: answering.let_in_at)

    assert answering.let_in_at == [Place(Platform.DISCORD, "700", "4700")]


async def test_a_channel_that_the_bot_is_shown_lets_it_in(discord_, bot, answering):
    await discord_.join("700", writable=False)
    await until(lambda: (Platform.DISCORD, "700") in answering.came_teams)
    await discord_.allow("700", write=False)
    await asyncio.sleep(0.1)
    before = list(answering.let_in_at)

    await discord_.allow("700", write=True)
    await until(lambda: answering.let_in_at)

    assert before == []
    assert answering.let_in_at == [Place(Platform.DISCORD, "700", "4700")]


@pytest.mark.parametrize("allow", ["let_everyone_write", "give_role"])
async def test_a_server_that_lets_the_bot_write_by_a_role_lets_it_in(discord_, bot, answering, allow):
    await discord_.join("700", writable=False)
    await until(lambda: (Platform.DISCORD, "700") in answering.came_teams)

    await getattr(discord_, allow)("700")
    await until(lambda: answering.let_in_at)

    assert answering.let_in_at == [Place(Platform.DISCORD, "700", "4700")]


# ---- servers that removed it while it did not listen ----


async def is_gone_after(discord_, house, **how):
    """Connect once, with Discord as it is told to be; return whether the usual server counts as gone then."""
    for name, value in how.items():
        setattr(discord_, name, value)
    bot = await connected(discord_, house.commands)
    await until(lambda: not any(task.get_name() == "discord.py: on_ready" for task in asyncio.all_tasks()))
    await bot.end()
    return await house.store.read(teams.is_gone, Platform.DISCORD, "200")


async def test_a_server_that_removed_us_while_we_were_off_is_gone_until_it_has_us_again(discord_, house):
    before = await is_gone_after(discord_, house)
    away = await is_gone_after(discord_, house, removed={"200"})
    back = await is_gone_after(discord_, house, removed=set())

    assert (before, away, back) == (False, True, False)


async def test_a_server_with_an_outage_is_not_gone(discord_, house):
    await is_gone_after(discord_, house)

    assert not await is_gone_after(discord_, house, is_unavailable=True)
    assert discord_.looks_at_server == 0


async def test_a_server_that_is_merely_not_listed_is_not_gone(discord_, house):
    await is_gone_after(discord_, house)

    assert not await is_gone_after(discord_, house, unlisted={"200"})
    assert discord_.looks_at_server == 1


async def test_a_server_that_a_page_from_before_discord_stands_for_is_not_gone(discord_, house):
    await is_gone_after(discord_, house)

    assert not await is_gone_after(discord_, house, removed={"200"}, page_at="/guilds/200")


async def test_for_another_application_the_servers_of_the_first_are_not_gone(discord_, house):
    await is_gone_after(discord_, house)

    # Twice, for by the second time the other one is no longer new.
    for _ in range(2):
        assert not await is_gone_after(discord_, house, removed={"200"}, application="101")
    assert await is_gone_after(discord_, house, application="100")


async def test_a_server_that_removed_one_application_and_has_another_is_not_gone(discord_, house):
    await is_gone_after(discord_, house)
    await is_gone_after(discord_, house, application="101")

    assert not await is_gone_after(discord_, house, removed={"200"}, application="100")
