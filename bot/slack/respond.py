"""Answers out to Slack: to the address that it gave for one, or through its Web API."""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.chat import Answer
from bot.headers import asked_wait
from bot.logs import log
from bot.slack.errors import FAILED, reason_of
from bot.slack.heard import Heard
from bot.slack.pictures import with_file_ids, with_pictures
from bot.slack.render import render
from bot.slack.workspaces import Workspaces
from digest.errors import DeliveryError

_TIMEOUT_S = 20
# An answer that Slack did not take is sent again after this time, or when Slack asks: somebody is waiting for it.
# One that shows a picture is refused until Slack has made a picture of its file.
_WAITS_S = (0.5, 1.0, 2.0, 4.0)
_LONGEST_WAIT_S = 30.0
# So often the address for an answer may be used, and what Slack says of it then, or after half an hour. It says the
# same of blocks that it does not take, and then names them.
_USES, _EXPIRED, _BAD_BLOCKS = 5, 404, "invalid_blocks"


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
        """Send the answer's parts to the address that Slack gave for it."""
        client = await self.client(heard)
        replaces = answer.replaces and heard.was_private
        where = {"thread_ts": heard.thread} if heard.thread else {}
        bodies = render(answer.with_confirm())
        # What is left of the address's uses when each part has had its own.
        waits = list(_WAITS_S[: _USES - len(bodies)])
        for number, body in enumerate(bodies):
            sent = {
                **(await with_pictures(client, body) if client else with_file_ids(body, {})),
                "response_type": "ephemeral" if answer.private else "in_channel",
                "replace_original": replaces and number == 0,
                **where,
            }
            if not await self._sent(heard, sent, waits):
                return

    async def _sent(self, heard: Heard, body: Mapping[str, Any], waits: list[float]) -> bool:
        """Return whether Slack took it, at another try if need be: after each of `waits`, which are used up.

        What everybody may have read is not sent twice. At the last try pictures are told in words.
        """
        if not heard.response_url:
            return await self._whispered(heard, body)
        # By its address Slack shows in the channel what one person sees, and who reads the thread does not see it.
        is_for_thread = heard.thread and _is_private(body) and not body["replace_original"]
        if is_for_thread and await self._whispered(heard, body):
            return True
        while True:
            said = body if waits else with_file_ids(body, {})
            status, asked = await self._answered(heard.response_url, said)
            if not waits or not _may_be_taken(said, status):
                break
            wait = waits.pop(0)
            await asyncio.sleep(min(asked or wait, _LONGEST_WAIT_S))
        if status == _EXPIRED and _is_private(body):
            # A form may lie open for longer than its address lasts.
            return await self._whispered(heard, with_file_ids(body, {}))
        if status != 200:
            log().warning("not answered", platform="slack", status=status)
        return status == 200

    async def _whispered(self, heard: Heard, body: Mapping[str, Any]) -> bool:
        """Show an answer to one person without the address for it; we must be in the channel."""
        said = {name: value for name, value in body.items() if name != "replace_original"}
        return await self.called(
            heard, "chat.postEphemeral", {"channel": heard.channel, "user": heard.user, **said}
        )

    async def _answered(self, url: str, body: Mapping[str, Any]) -> tuple[int, float]:
        """Return Slack's status, 0 where no answer came, and for how many seconds it asks us to wait.

        Blocks that it does not take are a bad request, as everywhere.
        """
        webhook = AsyncWebhookClient(url, timeout=_TIMEOUT_S, retry_handlers=[])
        try:
            answer = await webhook.send_dict(dict(body))
        except FAILED as error:
            log().warning("not answered", platform="slack", reason=reason_of(error))
            return 0, 0.0
        is_refused = answer.status_code == _EXPIRED and _BAD_BLOCKS in answer.body
        status = HTTPStatus.BAD_REQUEST if is_refused else answer.status_code
        return status, asked_wait(answer.headers) or 0.0


def _may_be_taken(body: Mapping[str, Any], status: int) -> bool:
    """Say whether another try may help, and shows nothing twice to everybody."""
    if status == 0 or status >= 500:
        # Slack may have shown it.
        return _is_private(body)
    has_picture = any("slack_file" in block for block in body["blocks"])
    return status == 429 or (has_picture and status not in (200, _EXPIRED))


def _is_private(body: Mapping[str, Any]) -> bool:
    return bool(body["response_type"] == "ephemeral")
