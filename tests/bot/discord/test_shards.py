"""Many servers over several connections, with the real discord.py against a Discord on loopback."""

import asyncio
import time

import pytest

from bot.chat import Target
from bot.discord import shards
from bot.discord.client import DiscordChat
from digest.model.place import Platform
from tests.bot.answering import Answering
from tests.bot.discord.conftest import connected
from tests.bot.discord.test_client import HELLO, connecting
from tests.fakes.discord import FakeDiscord
from tests.fakes.discord_gateway import channel_of
from tests.waiting import until

MANY = 6000


@pytest.fixture
def several(discord_, monkeypatch):
    """A Discord that asks a bot in some servers for three connections, in turn, and waits little between them."""
    # Far less than we wait: what we begin in time may be read late, on a machine that does much else.
    discord_.crowd, discord_.shards, discord_.begins_every_s = 60, 3, 0.1
    monkeypatch.setattr(shards, "BEGINS_EVERY_S", 0.4)
    # Without time of its own to stand in, each is missed at once: what is well is there as a whole.
    monkeypatch.setattr(shards, "STANDS_WITHIN_S", -10)
    return discord_


@pytest.fixture
async def bot(several, answering):
    made = await connected(several, answering)
    yield made
    await made.end()


def one_of_each(discord_: FakeDiscord) -> list[str]:
    """Return a server of each connection."""
    return [discord_.servers_of(shard)[7] for shard in range(discord_.shards)]


async def answers(discord_, answering, server):
    """Say a word in a server; return whether it is answered before long."""
    discord_.speaks_from, said = server, len(discord_.answers)
    await discord_.say("help")
    await until(lambda: len(discord_.answers) > said)
    return answering.asked[-1].team == server


async def test_a_bot_in_many_servers_begins_as_many_connections_as_discord_asks_for_and_answers_in_all(
    several, answering
):
    several.crowd = MANY

    bot = await connected(several, answering)

    await until(lambda: len(answering.came_teams) == MANY + 1)
    assert (several.identified, several.hurried, several.syncs) == (3, 0, 1)
    for server in one_of_each(several):
        assert await answers(several, answering, server)
    await bot.end()


async def test_a_server_of_each_connection_that_removes_the_bot_is_noted_once(several, bot, answering):
    gone = one_of_each(several)
    for server in gone:
        await several.remove(server)
    await until(lambda: len(answering.left_teams) >= 3)

    assert answering.left_teams == [(Platform.DISCORD, server) for server in gone]


async def test_a_server_that_removed_us_while_we_were_off_is_noted_once_and_no_other(several, answering):
    servers = [str(number << 22) for number in range(1, 61)]
    several.removed = {servers[10], servers[20], servers[33]}

    async def having(platform, application):
        return servers

    answering.having = having
    bot = await connected(several, answering)
    await until(lambda: len(answering.left_teams) >= 3)
    await bot.end()

    assert sorted(team for _, team in answering.left_teams) == sorted(several.removed)
    # Discord is asked of none that another connection has.
    assert several.looks_at_server == 3


async def test_one_that_breaks_is_made_again_while_the_others_answer_and_digests_go_out(
    several, bot, answering
):
    first, broken, last = one_of_each(several)
    several.held = {1}
    await several.drop(1)
    await until(lambda: "connections to Discord: 2 of 3;" in (bot.chat.health() or ""))

    assert await answers(several, answering, first)
    assert await answers(several, answering, last)
    assert bot.chat.takes_posts()
    await bot.chat.post(Target(channel_of(broken)), bot.chat.render(HELLO)[0], key="k")

    several.held = set()
    await until(lambda: bot.chat.health() is None)
    assert await answers(several, answering, broken)
    assert (several.resumed, several.identified) == (1, 3)


async def test_a_channel_is_known_whichever_connection_told_of_it(several, bot):
    for server in one_of_each(several):
        posted = await bot.chat.post(Target(channel_of(server)), bot.chat.render(HELLO)[0], key=server)

        # Discord is not asked whose it is: it would know of none.
        assert posted.link.startswith(f"https://discord.com/channels/{server}/")


async def test_all_end_when_the_bot_does(several, bot):
    await asyncio.wait_for(bot.end(), 5)

    assert bot.chat.client.is_closed()
    await until(lambda: several.is_left)


async def test_a_bot_ends_quietly_at_any_time_while_it_begins_its_connections(several, caplog):
    for wait in (0.1, 0.3, 0.6, 0.9):
        chat = DiscordChat(token="token")
        task = asyncio.create_task(chat.start(Answering()))
        await asyncio.sleep(wait)

        await asyncio.wait_for(chat.close(), 5)

        await asyncio.wait_for(task, 5)
        assert task.exception() is None
    # The library calls a connection ready two seconds after the last server that it heard of.
    await asyncio.sleep(2.2)
    assert not caplog.text


async def test_digests_go_out_as_soon_as_one_connection_stands(several, monkeypatch):
    several.held = {1, 2}
    async with connecting(monkeypatch) as chat:
        await until(chat.takes_posts)

        assert "connections to Discord: 1 of 3;" in chat.health()
        several.held = set()
        await until(lambda: chat.health() is None)


async def test_a_start_is_well_once_one_stands_while_each_other_has_its_time_from_its_turn_on(
    several, monkeypatch
):
    monkeypatch.setattr(shards, "BEGINS_EVERY_S", 1)
    monkeypatch.setattr(shards, "STANDS_WITHIN_S", 4)
    several.held = {2}
    began = time.monotonic()
    async with connecting(monkeypatch) as chat:
        await until(chat.takes_posts)
        assert chat.health() is None

        await until(chat.health)

        assert "2 of 3;" in chat.health()
        # The turn of the last comes two seconds after the first's.
        assert time.monotonic() - began > 2 + 4
        several.held = set()
        await until(lambda: chat.health() is None)


async def test_one_that_stood_and_broke_is_missed_at_once(several, monkeypatch, answering):
    monkeypatch.setattr(shards, "STANDS_WITHIN_S", 60)
    bot = await connected(several, answering)
    await until(lambda: len(answering.came_teams) == several.crowd + 1)
    several.held = {1}

    await several.drop(1)

    await until(lambda: "2 of 3;" in (bot.chat.health() or ""))
    await bot.end()


async def test_one_that_cannot_be_begun_at_first_is_tried_again_and_ends_no_other(several, monkeypatch):
    monkeypatch.setattr(shards, "BEGINS_EVERY_S", 1)
    async with connecting(monkeypatch) as chat:
        await until(lambda: several.identified)
        several.takes_sockets = False
        await asyncio.sleep(2)
        several.takes_sockets = True

        await until(lambda: chat.health() is None)
        assert (several.identified, several.resumed) == (3, 0)


async def test_more_begin_at_once_where_discord_lets_them(several, monkeypatch):
    several.at_once = 3
    monkeypatch.setattr(shards, "BEGINS_EVERY_S", 60)
    bot = await connected(several)
    await bot.end()

    assert (several.identified, several.hurried) == (3, 0)


async def test_where_discord_wants_more_connections_than_were_begun_as_many_are_begun(
    several, monkeypatch, caplog
):
    several.crowd, several.shards = MANY, 2
    async with connecting(monkeypatch) as chat:
        await until(lambda: "more servers than" in (chat.health() or ""))
        several.shards = 3
        await until(lambda: chat.health() is None)

        assert "in more servers than" in caplog.text


@pytest.mark.parametrize(("code", "said"), [(4014, "intent"), (4004, "refuses the token")])
async def test_what_is_refused_to_one_is_refused_to_all(several, code, said):
    several.held = {2}
    chat = DiscordChat(token="token")
    task = asyncio.create_task(chat.start(Answering()))
    await until(lambda: "2 of 3" in (chat.health() or "") and several.identified == 3)

    await several.close(0, code)

    await asyncio.wait_for(task, 10)
    assert said in chat.health()
    assert not chat.takes_posts()
    await until(lambda: several.is_left)
    await chat.close()


async def test_the_last_connections_of_a_day_are_spared_whole(several, monkeypatch):
    several.starts_left = shards.SPARED + 2
    async with connecting(monkeypatch) as chat:
        await until(lambda: "in a day" in (chat.health() or ""))
        begun = several.identified

        several.starts_left = shards.SPARED + 3

        await until(lambda: chat.health() is None)
        assert begun == 0


@pytest.mark.long
async def test_sessions_that_are_all_over_at_once_are_begun_anew_each_in_its_turn(several, bot):
    for shard in range(3):
        await several.invalidate(shard)

    await until(lambda: several.identified == 6)
    await until(lambda: bot.chat.health() is None)
    assert several.hurried == 0


@pytest.mark.long
async def test_with_discord_s_own_five_seconds_none_is_begun_too_soon(discord_):
    discord_.crowd, discord_.shards, discord_.begins_every_s = 60, 3, 5.0

    bot = await connected(discord_)
    await until(lambda: discord_.identified == 3)
    await bot.end()

    assert discord_.hurried == 0
