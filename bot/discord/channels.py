"""Channels that are posted to: whose they are, and the tags of a forum."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.discord.calls import call

# A forum, and one of pictures: both take posts alone, in the same way.
FORUMS = frozenset({15, 16})
_REQUIRES_TAG = 1 << 4


@dataclass(frozen=True, slots=True)
class Channel:
    server: str
    """Its id; empty for direct messages."""
    is_forum: bool = False
    tags: tuple[tuple[str, str], ...] = ()
    """A forum's that anybody may give, by id and name."""
    requires_tag: bool = False


class Channels:
    """What the gateway has told of a channel; Discord is asked, once, where it has not, as before a connection."""

    def __init__(self, client: discord.Client, known: Callable[[int], object]) -> None:
        self._client = client
        self._known = known
        self._asked: dict[str, Channel] = {}

    async def get(self, id_: str) -> Channel:
        """Raise DeliveryError where Discord does not say."""
        known = self._known(int(id_)) if id_.isdigit() else None
        if isinstance(known, discord.ForumChannel):
            tags = tuple((str(tag.id), tag.name) for tag in known.available_tags if not tag.moderated)
            return Channel(str(known.guild.id), True, tags, known.flags.require_tag)
        if isinstance(known, discord.abc.GuildChannel):
            return Channel(str(known.guild.id))
        if id_ not in self._asked:
            told = await call(self._client, "GET", "/channels/{channel_id}", channel_id=id_)
            self._asked[id_] = _read(told if isinstance(told, dict) else {})
        return self._asked[id_]


def _read(told: Mapping[str, Any]) -> Channel:
    tags = [tag for tag in told.get("available_tags") or () if not tag.get("moderated")]
    return Channel(
        str(told.get("guild_id") or ""),
        told.get("type") in FORUMS,
        tuple((str(tag["id"]), str(tag["name"])) for tag in tags),
        bool(int(told.get("flags") or 0) & _REQUIRES_TAG),
    )
