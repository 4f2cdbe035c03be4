"""Deliveries as Discord takes them: into a channel, a thread, a forum, a person's messages; edited and found again."""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from typing import Any

import discord

from bot.chat import Body, Target
from bot.discord.calls import call, call_once, id_of, no_answer, post_for_id
from bot.discord.channels import Channels
from bot.discord.request import bears, keyed, request
from digest.causes import Cause
from digest.errors import DeliveryError, Failure
from digest.model.delivery import Posted

# Discord surely remembers a nonce for this long; its documentation says "a few minutes".
_NONCE_LASTS = timedelta(minutes=2)
# That the thread is already there is no fault; one that was deleted is not there, nor can it be opened again. Nothing
# can be edited in one that is archived.
_THREAD_IS_THERE, _NO_SUCH_CHANNEL, _IS_ARCHIVED = 160004, 10003, 50083
_ARCHIVE_MINUTES = 4320
_MOST_TAGS = 5
# How far back a delivery is looked for, whatever our clock says.
_PAGE, _PAGES = 100, 5
_MESSAGES = "/channels/{channel_id}/messages"
_MESSAGE = f"{_MESSAGES}/{{message_id}}"


class Posts:
    def __init__(self, client: discord.Client, known: Callable[[int], object]) -> None:
        """`known` returns what the gateway has told of a channel, by its id."""
        self._client = client
        self._channels = Channels(client, known)
        # Discord stops who opens many people's in a short time, though they were open before.
        self._direct: dict[str, str] = {}

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        """Post one part; `key` is its nonce, so that Discord itself recognises a second try."""
        if target.opens_post:
            sent = request(body, key, post=target.title, tags=await self._tags(target))
            path = "/channels/{channel_id}/threads"
            # It has no nonce by which Discord would know it again.
            thread = id_of(await call_once(self._client, "POST", path, sent, channel_id=target.channel))
            return await self._posted(thread, thread, target)
        channel, sent = await self._place(target), request(body, key)
        if target.thread and target.is_direct:
            sent["message_reference"] = {"message_id": target.thread, "fail_if_not_exists": False}
        try:
            message = await post_for_id(self._client, _MESSAGES, sent, channel_id=channel)
        except DeliveryError as error:
            if channel != target.thread or error.failure is not Failure.CHANNEL:
                raise
            # The first reply opens the thread, which then has its message's id.
            await self._open_thread(target)
            with _within_thread():
                message = await post_for_id(self._client, _MESSAGES, sent, channel_id=channel)
        return await self._posted(channel, message, target)

    async def edit(self, target: Target, message_id: str, body: Body, *, key: str) -> None:
        thread = message_id if target.opens_post else target.thread
        channel = thread or await self._channel(target)
        with _within_thread() if thread else nullcontext():
            try:
                await self._put(channel, message_id, keyed(body, key))
            except DeliveryError as error:
                if thread is None or _code(error) != _IS_ARCHIVED:
                    raise
                await self._take_out_of_archive(thread)
                await self._put(channel, message_id, keyed(body, key))

    def key_lasts(self, target: Target) -> timedelta:
        """A nonce is known for some minutes; what opens a forum's post has none."""
        return timedelta(0) if target.opens_post else _NONCE_LASTS

    async def find(self, target: Target, *, key: str) -> Posted | None:
        """Look through the newest messages there for the one of ours that bears this key."""
        if target.opens_post:
            return await self._find_post(target, key)
        place = await self._place(target)
        try:
            async for message in self._newest(place):
                if self._is_ours(message) and bears(message, key):
                    return await self._posted(place, str(message["id"]), target)
        except DeliveryError as error:
            # Nothing stands in a thread that is not open yet, or no longer.
            if target.thread is None or _code(error) != _NO_SUCH_CHANNEL:
                raise
        return None

    async def _find_post(self, target: Target, key: str) -> Posted | None:
        """Look at what our newest posts in a forum begin with, which has the id of its post."""
        for post in (await self._own_posts(target))[:_PAGE]:
            try:
                message = await call(self._client, "GET", _MESSAGE, channel_id=post, message_id=post)
            except DeliveryError as error:
                # It was deleted, or the whole post meanwhile.
                if error.failure is not Failure.MESSAGE and _code(error) != _NO_SUCH_CHANNEL:
                    raise
                continue
            if not isinstance(message, dict):
                raise no_answer()
            if bears(message, key):
                return await self._posted(post, post, target)
        return None

    async def _own_posts(self, target: Target) -> list[str]:
        """Return the ids of our posts in the forum, those of this name before others, which Discord may have written
        otherwise, the newest of each first; a new one is never archived.

        Discord itself is asked, since the gateway may not yet have told us of the very post whose answer was lost.
        """
        forum = await self._channels.get(target.channel)
        active = await call(self._client, "GET", "/guilds/{guild_id}/threads/active", guild_id=forum.server)
        threads = active.get("threads") if isinstance(active, dict) else None
        if not isinstance(threads, list):
            raise no_answer()
        own = str(self._client.user.id) if self._client.user else ""
        ours = [
            one
            for one in threads
            if (str(one.get("parent_id")), str(one.get("owner_id"))) == (target.channel, own)
        ]
        ours.sort(key=lambda one: (one.get("name") == target.title, int(one["id"])), reverse=True)
        return [str(one["id"]) for one in ours]

    async def _newest(self, channel: str) -> AsyncIterator[Mapping[str, Any]]:
        before = ""
        for _ in range(_PAGES):
            path = f"{_MESSAGES}?limit={_PAGE}{before}"
            found = await call(self._client, "GET", path, channel_id=channel)
            if not isinstance(found, list):
                raise no_answer()
            if not found and not before:
                await self._see_that_we_may_look(channel)
            for message in found:
                yield message
            if len(found) < _PAGE:
                break
            before = f"&before={found[-1]['id']}"

    async def _see_that_we_may_look(self, channel: str) -> None:
        """Raise DeliveryError where we may not: all messages are then none for Discord, and only one is refused."""
        try:
            await call(self._client, "GET", _MESSAGE, channel_id=channel, message_id=channel)
        except DeliveryError as error:
            if error.failure is not Failure.MESSAGE:
                raise

    async def _put(self, channel: str, message_id: str, body: Body) -> None:
        await call(self._client, "PATCH", _MESSAGE, body, channel_id=channel, message_id=message_id)

    async def _take_out_of_archive(self, thread: str) -> None:
        """Raise DeliveryError where a moderator has locked it, which says nothing of its channel."""
        try:
            await call(
                self._client, "PATCH", "/channels/{channel_id}", {"archived": False}, channel_id=thread
            )
        except DeliveryError as error:
            if error.failure is not Failure.CHANNEL:
                raise
            raise DeliveryError(error.reason, Failure.MESSAGE) from error

    async def _open_thread(self, target: Target) -> None:
        asked = {"name": target.title or "…", "auto_archive_duration": _ARCHIVE_MINUTES}
        path = f"{_MESSAGE}/threads"
        at = {"channel_id": target.channel, "message_id": target.thread or ""}
        try:
            await call(self._client, "POST", path, asked, **at)
        except DeliveryError as error:
            if _code(error) != _THREAD_IS_THERE:
                raise

    async def _place(self, target: Target) -> str:
        """Return the id of the thread that a message goes into, else of its channel: direct messages have none."""
        return target.thread if target.thread and not target.is_direct else await self._channel(target)

    async def _channel(self, target: Target) -> str:
        """Return the id of the channel, of a person's direct messages too."""
        if not target.is_direct:
            return target.channel
        if target.channel not in self._direct:
            asked = {"recipient_id": target.channel.removeprefix("@")}
            self._direct[target.channel] = await post_for_id(self._client, "/users/@me/channels", asked)
        return self._direct[target.channel]

    async def _tags(self, target: Target) -> list[str]:
        """Return the ids of the forum's own tags with these names; at least one where the forum requires a tag.

        Raise DeliveryError for what is no forum: Discord would open an empty thread there that nobody sees.
        """
        forum = await self._channels.get(target.channel)
        if not forum.is_forum:
            reason = Cause.PLATFORM_REFUSED.of(platform="Discord", what="the channel is no forum")
            raise DeliveryError(reason, Failure.CHANNEL)
        wanted = {tag.casefold() for tag in target.tags}
        found = [id_ for id_, name in forum.tags if name.casefold() in wanted]
        if not found and forum.requires_tag:
            found = [id_ for id_, _ in forum.tags[:1]]
        return found[:_MOST_TAGS]

    def _is_ours(self, message: Mapping[str, Any]) -> bool:
        own = self._client.user
        return own is not None and str((message.get("author") or {}).get("id")) == str(own.id)

    async def _posted(self, channel: str, message_id: str, target: Target) -> Posted:
        try:
            server = "" if target.is_direct else (await self._channels.get(target.channel)).server
        except DeliveryError:
            # The message was posted; only the link to it is missing.
            return Posted(message_id)
        return Posted(message_id, f"https://discord.com/channels/{server or '@me'}/{channel}/{message_id}")


@contextmanager
def _within_thread() -> Iterator[None]:
    """A block in which a thread, or a forum's post, that is gone is the message's fault, and not its channel's."""
    try:
        yield
    except DeliveryError as error:
        if _code(error) != _NO_SUCH_CHANNEL:
            raise
        raise DeliveryError(error.reason, Failure.MESSAGE) from error


def _code(error: DeliveryError) -> int | None:
    return getattr(error.__cause__, "code", None)
