"""Deliveries as Slack takes them: into a channel, a thread, a person's messages; edited and found again."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiohttp import ClientConnectorError
from slack_sdk.errors import SlackApiError

from bot.chat import Body, Target
from bot.logs import log
from bot.slack.api import named
from bot.slack.errors import FAILED, UNANSWERED, delivery_error, is_signed_out
from bot.slack.request import request
from bot.slack.workspaces import Workspaces
from digest.errors import DeliveryError, Failure
from digest.model.delivery import Posted
from digest.pull.faults import unanswered

# How far back a delivery is looked for, whatever our clock says.
_PAGE, _PAGES = 200, 5
# An app that many workspaces install from outside Slack's marketplace reads one page a minute, of 15 messages.
_PAGE_WAIT_S = 60.0
# Of methods that only read, Slack takes no JSON: what they are asked stands in the address.
_READING = frozenset(["conversations.history", "conversations.replies"])


class Posts:
    def __init__(self, workspaces: Workspaces, refused: Callable[[str], None]) -> None:
        """`refused` is called with the reason when Slack no longer takes the home workspace's token."""
        self._workspaces = workspaces
        self._refused = refused
        # By workspace, for how many seconds a look waits there for its next page.
        self._waits: dict[str, float] = {}

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        said = request(target.channel.removeprefix("@"), body, key, thread=target.thread)
        answer = await self.call(target.team, "chat.postMessage", said, names=("ts", "channel"))
        ts, channel = str(answer["ts"]), str(answer["channel"])
        if target.thread and _stands_alone(answer):
            await self._take_back(target.team, channel, ts)
            raise DeliveryError("the message that it replies to was deleted", Failure.MESSAGE)
        return Posted(ts, await self._permalink(target.team, channel, ts))

    async def edit(self, target: Target, message_id: str, body: Body) -> None:
        channel = await self._channel(target)
        # An edit knows no option about unfurling: Slack does not unfurl the links of an edited message anew.
        said = {name: value for name, value in body.items() if not name.startswith("unfurl_")}
        # Of an edit, unlike a post, it would read names and addresses into the text, as into what somebody types.
        edited = {"channel": channel, "ts": message_id, "parse": "none", **said}
        await self.call(target.team, "chat.update", edited)

    async def find(self, target: Target, *, key: str) -> Posted | None:
        """Look through the newest messages of the channel, or of the thread, for the one of ours with this key.

        Another app may have one, too: a second Parallax that posts the same digests there. What a workspace lets us
        read it counts for all channels: one look that waits for more is let go on before another begins.
        """
        if wait := self._waits.get(target.team):
            raise DeliveryError("another channel is being looked through", Failure.WAIT, retry_after=wait)
        channel = await self._channel(target)
        own = await self.call(target.team, "auth.test", {}, names=("bot_id",))
        asked: dict[str, object] = {"channel": channel, "include_all_metadata": True, "limit": _PAGE}
        method = "conversations.history"
        if target.thread:
            method, asked = "conversations.replies", asked | {"ts": target.thread}
        for _ in range(_PAGES):
            answer = await self._page(target.team, method, asked)
            for message in answer.get("messages") or ():
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("id") == key and message.get("bot_id") == own["bot_id"]:
                    return Posted(message["ts"], await self._permalink(target.team, channel, message["ts"]))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
            asked["cursor"] = cursor
        return None

    async def _page(self, team: str, method: str, asked: Mapping[str, object]) -> Mapping[str, Any]:
        """Return a page of messages; one behind the first is waited for, since the next look would begin anew."""
        try:
            return await self.call(team, method, asked)
        except DeliveryError as error:
            is_next = "cursor" in asked and team not in self._waits
            if not is_next or not 0 < error.retry_after <= _PAGE_WAIT_S:
                raise
            self._waits[team] = error.retry_after
        try:
            await asyncio.sleep(self._waits[team])
            return await self.call(team, method, asked)
        finally:
            del self._waits[team]

    async def _take_back(self, team: str, channel: str, ts: str) -> None:
        try:
            await self.call(team, "chat.delete", {"channel": channel, "ts": ts})
        except DeliveryError as error:
            log().warning("not taken back", platform="slack", channel=channel, reason=error.reason)

    async def _channel(self, target: Target) -> str:
        """Return the id of the channel, of a person's direct messages too."""
        if not target.is_direct:
            return target.channel
        asked = {"users": target.channel.removeprefix("@")}
        answer = await self.call(target.team, "conversations.open", asked, names=("channel",))
        return str(answer["channel"]["id"])

    async def call(
        self, team: str, method: str, body: Mapping[str, object], *, names: Sequence[str] = ()
    ) -> Mapping[str, Any]:
        """Return Slack's answer, which holds `names`; raise DeliveryError where there is none."""
        try:
            client = await self._workspaces.client(team)
            if method in _READING:
                taken = await client.api_call(method, http_verb="GET", params=dict(body))
            else:
                taken = await client.api_call(method, json=dict(body))
            answer: Any = taken.data
            for name in names:
                named(answer, name)
        except SlackApiError as error:
            refused = delivery_error(error)
            if is_signed_out(error) and not team:
                self._refused(refused.reason)
            raise refused from error
        except ClientConnectorError as error:
            raise DeliveryError(f"Slack cannot be reached: {unanswered(error)}", Failure.UNREACHED) from error
        except UNANSWERED as error:
            # The request may have arrived, and only the answer been lost.
            raise DeliveryError(f"Slack gave no answer: {unanswered(error)}", Failure.UNCERTAIN) from error
        found: Mapping[str, Any] = answer
        return found

    async def _permalink(self, team: str, channel: str, ts: str) -> str | None:
        try:
            client = await self._workspaces.client(team)
            answer = await client.chat_getPermalink(channel=channel, message_ts=ts)
        except FAILED:
            # The message was posted; only the link to it is missing.
            return None
        return answer.get("permalink")


def _stands_alone(answer: Mapping[str, Any]) -> bool:
    """Say whether a reply stands in the channel: where its message was deleted, Slack takes it for another message."""
    message = answer.get("message")
    return isinstance(message, Mapping) and not message.get("thread_ts")
