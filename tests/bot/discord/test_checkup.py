"""What the doctor finds on Discord, and the sentence that mends it."""

import aiohttp
import pytest

from bot.discord.checkup import check_up, permissions, wanted_of
from digest.model.place import Place, Platform
from digest.model.subscription import Layout, Subscription

SEND, THREADS = 1 << 11, 1 << 35


def wanting(channel="400", layout=Layout.FLAT):
    return Subscription("morning", Platform.DISCORD, channel, ("talent",), layout=layout)


async def found(*subscriptions, admin=None):
    place = Place(Platform.DISCORD, "", admin) if admin else None
    return await check_up("token", wanted_of(subscriptions, place))


async def test_a_bot_that_lacks_nothing_has_no_fault(discord_):
    said, faults = await found(wanting())

    assert said == "signed in as parallax, in Team; no privileged intent is needed"
    assert faults == []


@pytest.mark.parametrize(("servers", "told"), [(5, "and 2 more"), (6000, "and at least 197 more")])
async def test_no_more_servers_are_counted_than_discord_tells(discord_, servers, told):
    discord_.servers = [{"id": str(number), "name": "Team"} for number in range(servers)]

    said, _ = await found()

    assert said == f"signed in as parallax, in Team, Team, Team {told}; no privileged intent is needed"


async def test_a_bad_token_is_reset(discord_):
    discord_.token_is_good = False

    assert await found(wanting()) == (
        "", ["refuses DISCORD_TOKEN; reset it on the bot's page of the developer portal"])  # fmt: skip


async def test_a_bot_in_no_server_is_invited(discord_):
    discord_.servers = []

    _, (fault,) = await found()

    assert (
        "https://discord.com/oauth2/authorize?client_id=100&scope=bot+applications.commands&permissions="
        in fault
    )


async def test_a_channel_that_is_not_to_be_seen_is_named(discord_):
    _, (fault,) = await found(wanting("999"))

    assert fault.startswith(
        "subscription “morning”: channel 999 is not to be seen (Unknown Channel, 10003); invite"
    )


async def test_missing_permissions_are_named_as_discord_s_settings_name_them(discord_):
    discord_.channels["400"] = {
        "permission_overwrites": [{"id": "200", "type": 0, "deny": str(SEND), "allow": "0"}]
    }

    _, (flat,) = await found(wanting())
    _, (thread,) = await found(wanting(layout=Layout.THREAD))

    assert flat == (
        "subscription “morning”: #news: the bot may not Send Messages; "
        "allow it in the channel's settings under Permissions"
    )
    assert "Send Messages, Create Public Threads, Send Messages in Threads" in thread


async def test_each_kind_of_channel_needs_permissions_of_its_own(discord_):
    discord_.channels |= {"500": {"type": 15}, "600": {"type": 2}}
    discord_.everyone_may = str(1 << 10 | SEND | 1 << 15 | 1 << 16)

    _, (forum,) = await found(wanting("500", layout=Layout.FORUM))
    _, (voice,) = await found(wanting("600"))

    assert "may not Send Messages in Threads;" in forum
    assert "may not Connect;" in voice


async def test_a_layout_that_does_not_fit_its_channel_is_said(discord_):
    discord_.channels["500"] = {"type": 15}

    _, (forum,) = await found(wanting("500"))
    _, (no_forum,) = await found(wanting(layout=Layout.FORUM))

    assert 'set layout = "forum"' in forum
    assert "is no forum" in no_forum


async def test_a_forum_of_pictures_takes_posts_as_any_forum(discord_):
    discord_.channels["500"] = {"type": 16}

    _, (misfit,) = await found(wanting("500"))
    _, (forum,) = await found(wanting("500", layout=Layout.FORUM))

    assert "takes posts alone" in misfit
    assert "may not Send Messages in Threads;" in forum


async def test_somebody_s_direct_messages_are_no_channel_of_a_server(discord_):
    discord_.channels["500"] = {"type": 1, "guild_id": None}

    assert (await found(wanting("500")))[1] == [
        "subscription “morning”: channel 500 is somebody's direct messages; name a server's channel"
    ]


async def test_a_voice_channel_has_a_chat_but_no_threads(discord_):
    discord_.channels["500"] = {"type": 2}

    assert (await found(wanting("500")))[1] == []
    _, (thread,) = await found(wanting("500", layout=Layout.THREAD))
    assert 'set layout = "flat"' in thread


async def test_a_server_is_looked_at_once_however_many_of_its_channels_are(discord_):
    discord_.channels |= {"500": {}, "600": {}}

    await found(wanting(), wanting("500"), wanting("600"))

    assert discord_.looks_at_server == 1


async def test_the_admin_channel_is_looked_at_too(discord_):
    discord_.channels |= {"500": {"type": 15}, "600": {"type": 2}}

    faults = {admin: (await found(admin=admin))[1] for admin in ("400", "500", "600", "999", "@300")}

    assert faults | {"999": faults["999"][0][:41]} == {
        "400": [],
        "500": ["[admin]: #news is a forum, which takes posts alone; name a text channel"],
        "600": [],
        "999": "[admin]: channel 999 is not to be seen (U",
        "@300": [],
    }


async def test_a_short_wait_that_discord_asks_for_is_waited(discord_):
    discord_.waits = ["0.1", "0.1"]

    assert (await found(wanting()))[1] == []


async def test_a_long_wait_that_discord_asks_for_is_not(discord_):
    discord_.waits = ["40"]

    with pytest.raises(aiohttp.ClientResponseError, match="429"):
        await found(wanting())


@pytest.mark.parametrize(
    "path", ["/users/@me", "/users/@me/guilds", "/channels/400", "/guilds/200", "/guilds/200/members/100"]
)
async def test_a_page_in_place_of_discord_s_answer_is_no_verdict(discord_, path):
    discord_.page_at = path

    with pytest.raises(aiohttp.ClientResponseError, match="404"):
        await found(wanting())


async def test_what_cloudflare_keeps_from_discord_is_no_verdict_on_the_token(discord_):
    discord_.is_blocked = True

    with pytest.raises(aiohttp.ClientResponseError, match="403"):
        await found(wanting())


def test_a_member_s_own_overwrite_weighs_more_than_a_role_s_and_that_more_than_everyone_s():
    server = {"id": "1", "roles": [{"id": "1", "permissions": str(SEND)}, {"id": "2", "permissions": "0"}]}
    member = {"user": {"id": "9"}, "roles": ["2"]}
    said = [
        {"id": "1", "deny": str(SEND), "allow": "0"},
        {"id": "2", "deny": "0", "allow": str(SEND | THREADS)},
        {"id": "9", "deny": str(THREADS), "allow": "0"},
    ]

    assert permissions({"permission_overwrites": said}, server, member) == SEND


def test_an_administrator_may_everything():
    server = {"id": "1", "roles": [{"id": "1", "permissions": str(1 << 3)}]}

    assert permissions({}, server, {"user": {"id": "9"}, "roles": []}) & THREADS
