"""Answers out to Slack: to the address that it gave for one, or through its Web API."""

import asyncio
from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat import Answer
from bot.logs import log
from bot.slack.errors import FAILED, reason_of
from bot.slack.heard import Heard
from bot.slack.pictures import with_file_ids, with_pictures
from bot.slack.render import render
from bot.slack.workspaces import Workspaces
from digest.errors import DeliveryError

_TIMEOUT_S = 20
# Slack takes a while to make a picture of a file; until then it refuses the block that shows it.
_PICTURE_WAITS_S = (0.5, 1.0, 2.0)
# An answer that Slack did not take is sent again after this time, or when Slack asks: somebody is waiting for it.
_WAITS_S = (1.0, 4.0)
_LONGEST_WAIT_S = 30.0
# What Slack says of an address that is older than half an hour, or has been used five times.
_EXPIRED = 404


class Responder:
    """Tells Slack what was answered. Nothing here raises what Slack or the network can cause: it is logged."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def client(self, heard: Heard) -> AsyncWebClient | None:
        try:
            return await self._workspaces.client(heard.team)
        except DeliveryError as error:
            log().warning("not asked", platform="slack", team=heard.team, reason=error.reason)
            return None

    async def called(self, heard: Heard, method: str, body: Mapping[str, Any]) -> bool:
        client = await self.client(heard)
        if client is None:
            return False
        try:
            await client.api_call(method, json=dict(body))
        except FAILED as error:
            log().warning("not shown", platform="slack", method=method, reason=reason_of(error))
            return False
        return True

    async def respond(self, heard: Heard, answer: Answer) -> None:
        """Send the answer's parts to the address that Slack gave for it; it takes five of them."""
        client = await self.client(heard)
        replaces = answer.replaces and heard.was_private
        for number, body in enumerate(render(answer.with_confirm())):
            sent = {
                **(await with_pictures(client, body) if client else with_file_ids(body, {})),
                "response_type": "ephemeral" if answer.private else "in_channel",
                "replace_original": replaces and number == 0,
            }
            if not await self._sent(heard, client, sent):
                return

    async def _sent(self, heard: Heard, client: AsyncWebClient | None, body: Mapping[str, Any]) -> bool:
        if not heard.response_url:
            return await self._whispered(heard, body)
        if not any("slack_file" in block for block in body.get("blocks") or ()):
            return await self._told(heard, body)
        for wait in (0.0, *_PICTURE_WAITS_S):
            await asyncio.sleep(wait)
            if (await self._answered(heard.response_url, body))[0] == 200:
                return True
        return await self._told(heard, with_file_ids(body, {}))

    async def _whispered(self, heard: Heard, body: Mapping[str, Any]) -> bool:
        """Show an answer to one person without the address for it; we must be in the channel."""
        said = {name: value for name, value in body.items() if name != "replace_original"}
        return await self.called(
            heard, "chat.postEphemeral", {"channel": heard.channel, "user": heard.user, **said}
        )

    async def _told(self, heard: Heard, body: Mapping[str, Any]) -> bool:
        """Return whether Slack took it, at another try if need be; what everybody may have read is not sent twice."""
        is_private = body["response_type"] == "ephemeral"
        for wait in (*_WAITS_S, None):
            status, asked = await self._answered(heard.response_url, body)
            is_unsure = status == 0 or status >= 500
            if status == 200 or wait is None or not (status == 429 or (is_unsure and is_private)):
                break
            await asyncio.sleep(min(asked or wait, _LONGEST_WAIT_S))
        if status == _EXPIRED and is_private:
            # A form may lie open for longer than its address lasts.
            return await self._whispered(heard, body)
        if status != 200:
            log().warning("not answered", platform="slack", status=status)
        return status == 200

    async def _answered(self, url: str, body: Mapping[str, Any]) -> tuple[int, float]:
        """Return Slack's status, 0 where no answer came, and for how many seconds it asks us to wait."""
        webhook = AsyncWebhookClient(url, timeout=_TIMEOUT_S, retry_handlers=[])
        try:
            answer = await webhook.send_dict(dict(body))
        except FAILED as error:
            log().warning("not answered", platform="slack", reason=type(error).__name__)
            return 0, 0.0
        asked = str(answer.headers.get("Retry-After", ""))
        return answer.status_code, float(asked) if asked.isdecimal() else 0.0
