"""Could the bot work on Discord? Asks Discord itself, and says of each fault how to mend it. Changes nothing."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp
import discord

from bot.discord.calls import BLOCKED
from bot.discord.channels import FORUMS
from bot.headers import asked_wait
from digest.model.place import Place, Platform, is_person
from digest.model.subscription import Layout, Subscription

Json = Mapping[str, Any]

_TIMEOUT = aiohttp.ClientTimeout(total=10)
# In the form that Discord asks for: who gives another may be kept out.
_AGENT = f"DiscordBot (https://github.com/Rapptz/discord.py, {discord.__version__})"
# So long we wait where Discord asks us to, and so often: many channels are looked at in one go.
_PATIENCE_S, _MOST_WAITS = 5.0, 3
# Of more servers Discord tells only when it is asked again, and their number is not worth that.
_TOLD_AT_ONCE = 200
# A voice channel and a stage have a chat of their own, in which no thread can be opened.
_TEXT, _VOICE = frozenset({0, 5}), frozenset({2, 13})

# What is needed, as Discord's own settings call it.
_ALWAYS = {
    "View Channel": discord.Permissions(view_channel=True),
    "Send Messages": discord.Permissions(send_messages=True),
    "Attach Files": discord.Permissions(attach_files=True),
    "Read Message History": discord.Permissions(read_message_history=True),
}
# Whoever may send messages in a forum may open posts there, but what follows in a post stands in a thread.
_IN_THREADS = {"Send Messages in Threads": discord.Permissions(send_messages_in_threads=True)}
_FOR_THREADS = {"Create Public Threads": discord.Permissions(create_public_threads=True)} | _IN_THREADS
_NEEDED = {Layout.FLAT: _ALWAYS, Layout.THREAD: _ALWAYS | _FOR_THREADS, Layout.FORUM: _ALWAYS | _IN_THREADS}
# Without it nothing is told of a voice channel's chat, as where a lost answer is looked for.
_OF_VOICE = {"Connect": discord.Permissions(connect=True)}
_INVITED_WITH = sum(each.value for each in _NEEDED[Layout.THREAD].values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """A channel that is to be posted to, for what, and how."""

    by: str
    channel: str
    layout: Layout | None = None
    """None for the admin channel: it is told in plain messages, and no setting changes that."""


class _RefusedError(Exception):
    """Discord said no, with a code of its own."""


def wanted_of(subscriptions: Iterable[Subscription], admin: Place | None) -> list[Wanted]:
    """Return Discord's channels among those that are posted to; people are not looked at."""
    found = [
        Wanted(f"subscription “{one.name}”", one.channel, one.layout)
        for one in subscriptions
        if one.platform is Platform.DISCORD
    ]
    if admin and admin.platform is Platform.DISCORD:
        found.append(Wanted("[admin]", admin.channel))
    return [one for one in found if not is_person(one.channel)]


async def check_up(token: str, channels: Iterable[Wanted]) -> tuple[str, list[str]]:
    """Return as whom the bot is signed in where, and a sentence for each thing to mend.

    Raise aiohttp's errors when Discord cannot be reached, wants us to wait for long, or does not answer itself.
    """
    headers = {"Authorization": f"Bot {token}", "User-Agent": _AGENT}
    async with aiohttp.ClientSession(timeout=_TIMEOUT, headers=headers) as session:
        try:
            me = await _get(session, "/users/@me")
            servers = await _get(session, "/users/@me/guilds")
        except _RefusedError:
            return "", ["refuses DISCORD_TOKEN; reset it on the bot's page of the developer portal"]
        if not servers:
            return "", [f"is in no server yet; invite it: {_invitation(me['id'])}"]
        faults: list[str] = []
        members: dict[str, tuple[Json, Json]] = {}
        for channel in channels:
            faults += await _channel(session, me, channel, members)
        return _signed_in(me, servers), faults


def _signed_in(me: Json, servers: Sequence[Json]) -> str:
    names = ", ".join(str(server.get("name")) for server in servers[:3])
    at_least = "at least " if len(servers) == _TOLD_AT_ONCE else ""
    more = f" and {at_least}{len(servers) - 3} more" if len(servers) > 3 else ""
    return f"signed in as {me.get('username')}, in {names}{more}; no privileged intent is needed"


def _invitation(application: str) -> str:
    """Return the address at which somebody with the right invites the bot, with what it needs."""
    return (
        f"https://discord.com/oauth2/authorize?client_id={application}"
        f"&scope=bot+applications.commands&permissions={_INVITED_WITH}"
    )


async def _channel(
    session: aiohttp.ClientSession, me: Json, wanted: Wanted, members: dict[str, tuple[Json, Json]]
) -> list[str]:
    """Return a sentence for what is to be mended; `members` keeps servers that were looked at, and us in each."""
    named = f"{wanted.by}: channel {wanted.channel}"
    try:
        channel = await _get(session, f"/channels/{wanted.channel}")
        id_ = channel.get("guild_id")
        if not id_:
            return [f"{named} is somebody's direct messages; name a server's channel"]
        if id_ not in members:
            server = await _get(session, f"/guilds/{id_}")
            members[id_] = server, await _get(session, f"/guilds/{id_}/members/{me['id']}")
    except _RefusedError as refused:
        said = (
            f"{named} is not to be seen ({refused}); invite the bot to its server, or mend the channel's id"
        )
        return [said]
    fault = _fault(channel, wanted, permissions(channel, *members[id_]))
    return [f"{wanted.by}: #{channel.get('name')}{fault}"] if fault else []


def _fault(channel: Json, wanted: Wanted, rights: int) -> str:
    """Return why a channel does not do for what is posted to it, and what to mend; empty where it does."""
    if channel["type"] in FORUMS and wanted.layout is not Layout.FORUM:
        mended = 'set layout = "forum"' if wanted.layout else "name a text channel"
        return f" is a forum, which takes posts alone; {mended}"
    if wanted.layout is Layout.FORUM and channel["type"] not in FORUMS:
        return ' is no forum; name one, or set layout = "thread"'
    is_plain = wanted.layout in (None, Layout.FLAT)
    if channel["type"] in _VOICE and not is_plain:
        return ' is a voice channel, in which no thread can be opened; set layout = "flat"'
    if channel["type"] not in FORUMS | _TEXT | _VOICE:
        return " is no text channel; name one"
    needed = _NEEDED[wanted.layout or Layout.FLAT] | (_OF_VOICE if channel["type"] in _VOICE else {})
    missing = ", ".join(name for name, bit in needed.items() if not rights & bit.value)
    if not missing:
        return ""
    return f": the bot may not {missing}; allow it in the channel's settings under Permissions"


def permissions(channel: Json, server: Json, member: Json) -> int:
    """Return what a member may do in a channel: the server's roles, then what the channel says of them."""
    held = {*member["roles"], server["id"]}
    rights = 0
    for role in server["roles"]:
        if role["id"] in held:
            rights |= int(role["permissions"])
    if rights & discord.Permissions(administrator=True).value:
        return discord.Permissions.all().value
    said = {one["id"]: one for one in channel.get("permission_overwrites", [])}
    rights = _overwritten(rights, [said[server["id"]]] if server["id"] in said else [])
    rights = _overwritten(rights, [one for id_, one in said.items() if id_ in held and id_ != server["id"]])
    return _overwritten(rights, [said[member["user"]["id"]]] if member["user"]["id"] in said else [])


def _overwritten(rights: int, said: Sequence[Json]) -> int:
    """Take what any of them denies, then give what any of them allows."""
    for one in said:
        rights &= ~int(one["deny"])
    for one in said:
        rights |= int(one["allow"])
    return rights


async def _get(session: aiohttp.ClientSession, path: str) -> Any:
    """Return what Discord answers; raise aiohttp's errors where something in between does, which is no verdict."""
    waits_left = _MOST_WAITS
    while True:
        async with session.get(f"{discord.http.Route.BASE}{path}") as response:
            wait = _wait(response) if waits_left else None
            if wait is None:
                return await _answer(response)
        waits_left -= 1
        await asyncio.sleep(wait)


def _wait(response: aiohttp.ClientResponse) -> float | None:
    """Return for how long to wait before asking again; None where the answer stands, or we would wait too long."""
    asked = asked_wait(response.headers)
    if response.status != HTTPStatus.TOO_MANY_REQUESTS or asked is None or asked > _PATIENCE_S:
        return None
    return asked


async def _answer(response: aiohttp.ClientResponse) -> Any:
    if response.status in (401, 403, 404):
        said = await response.json()
        if said.get("code") != BLOCKED:
            raise _RefusedError(f"{said.get('message')}, {said.get('code')}")
    response.raise_for_status()
    return await response.json()
