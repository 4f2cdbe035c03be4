"""Slack: digests out, slash commands and buttons in. Socket Mode, or HTTP where a signing secret is given."""

import asyncio
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from aiohttp import ClientConnectorError, ClientError, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat import Answer, Answerer, Body, Posted, Request, Target
from bot.logs import log
from bot.slack.render import render, request
from digest.errors import DeliveryError
from digest.model import Platform
from digest.tell.message import Message

# Our buttons: the word and its argument are in their values.
_SAY = re.compile(r"^say:")
# Slack's answers that no second try changes: the message is not one that it takes,
_PERMANENT = frozenset(
    [
        "invalid_blocks",
        "invalid_blocks_format",
        "metadata_too_large",
        "msg_blocks_too_long",
        "msg_too_long",
        "no_text",
        "too_many_attachments",
    ]
)
# the channel is not for us,
_CLOSED = frozenset(
    [
        "cannot_dm_bot",
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "messages_tab_disabled",
        "no_permission",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "team_access_not_granted",
        "user_not_found",
    ]
)
# or nothing is taken from us at all.
_REFUSED = frozenset(
    [
        "account_inactive",
        "invalid_auth",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_not_found",
        "token_expired",
        "token_revoked",
    ]
)
# How far back a delivery is looked for, whatever our clock says.
_PAGE, _PAGES = 200, 5
_TIMEOUT_S = 20
# An event that Slack sends again is answered once; so many are remembered.
_REMEMBERED = 2_000


class SlackChat:
    """One workspace, with the tokens of the environment."""

    platform = Platform.SLACK

    def __init__(
        self,
        *,
        bot_token: str,
        app_token: str | None = None,
        signing_secret: str | None = None,
        api_url: str | None = None,
    ) -> None:
        base = f"{api_url.rstrip('/')}/" if api_url else AsyncWebClient.BASE_URL
        # No retries of the SDK's own: Slack has no key to recognise a message by, and a lost answer posts twice.
        self._client = AsyncWebClient(token=bot_token, base_url=base, timeout=_TIMEOUT_S, retry_handlers=[])
        self._app = AsyncApp(
            client=self._client,
            signing_secret=signing_secret,
            request_verification_enabled=app_token is None,
            process_before_response=False,
        )
        self._app_token = app_token
        self._socket: AsyncSocketModeHandler | None = None
        self._answerer: Answerer | None = None
        self._problem: str | None = "it is starting"
        self._seen: OrderedDict[str, None] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._app.command("/parallax")(self._on_command)
        self._app.action(_SAY)(self._on_button)

    @property
    def takes_http(self) -> bool:
        """True when Slack comes to us, to `handle`."""
        return self._app_token is None

    async def start(self, answerer: Answerer) -> None:
        self._answerer = answerer
        try:
            await self._client.auth_test()
            if self._app_token is not None:
                self._socket = AsyncSocketModeHandler(self._app, self._app_token)
                await self._socket.connect_async()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            self._problem = (
                f"Slack refuses the tokens ({error.response.get('error')}); `parallax doctor` says more"
            )
            log().error("platform is off", platform="slack", reason=self._problem)
        except (ClientError, TimeoutError, OSError) as error:
            self._problem = f"Slack cannot be reached ({type(error).__name__})"
            log().error("platform is off", platform="slack", reason=self._problem)
        else:
            self._problem = None
            log().info("connected", platform="slack", mode="http" if self.takes_http else "socket")

    async def log_in(self) -> None:
        await self._call("auth.test", {})
        self._problem = None

    async def close(self) -> None:
        if self._socket is not None:
            await self._socket.close_async()  # type: ignore[no-untyped-call]
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=3)

    def health(self) -> str | None:
        if self._problem is None and self._socket is not None:
            client = self._socket.client
            if client.current_session is None or client.current_session.closed:
                return "the socket to Slack is closed; it is being opened again"
        return self._problem

    def render(self, message: Message) -> Sequence[Body]:
        return render(message)

    def request(self, target: Target, body: Body, key: str) -> Body:
        return request(target.channel.removeprefix("@"), body, key, thread=target.thread)

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        answer = await self._call("chat.postMessage", self.request(target, body, key))
        ts = str(answer["ts"])
        return Posted(ts, await self._permalink(str(answer["channel"]), ts))

    async def edit(self, target: Target, message_id: str, body: Body) -> None:
        channel = await self._channel(target)
        # The links of an edited message are not unfurled anew; Slack knows no such option here.
        said = {name: value for name, value in body.items() if not name.startswith("unfurl_")}
        await self._call("chat.update", {"channel": channel, "ts": message_id, **said})

    def key_lasts(self, target: Target) -> timedelta:
        """Slack has no key to recognise a message by."""
        return timedelta(0)

    async def find(self, target: Target, body: Body, *, key: str) -> Posted | None:
        """Look through the newest messages of the channel, or of the thread, for one with this key."""
        channel = await self._channel(target)
        asked: dict[str, object] = {"channel": channel, "include_all_metadata": True, "limit": _PAGE}
        method = "conversations.history"
        if target.thread:
            method, asked = "conversations.replies", asked | {"ts": target.thread}
        for _ in range(_PAGES):
            answer = await self._call(method, asked)
            for message in answer.get("messages") or ():
                payload = (message.get("metadata") or {}).get("event_payload") or {}
                if payload.get("id") == key:
                    return Posted(message["ts"], await self._permalink(channel, message["ts"]))
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                break
            asked["cursor"] = cursor
        return None

    async def _channel(self, target: Target) -> str:
        """Return the id of the channel, of a person's direct messages too."""
        if not target.channel.startswith("@"):
            return target.channel
        answer = await self._call("conversations.open", {"users": target.channel.removeprefix("@")})
        return str(answer["channel"]["id"])

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Take one of Slack's own requests, for the web server; an unsigned or old one is refused."""
        from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request

        return await to_aiohttp_response(await self._app.async_dispatch(await to_bolt_request(request)))

    async def _call(self, method: str, body: Mapping[str, object]) -> Mapping[str, Any]:
        try:
            answer: Any = (await self._client.api_call(method, json=dict(body))).data
        except SlackApiError as error:
            raise _delivery_error(error) from error
        except ClientConnectorError as error:
            raise DeliveryError(
                f"Slack cannot be reached ({type(error).__name__})", unreached=True
            ) from error
        except (ClientError, TimeoutError, OSError) as error:
            # The request may have arrived, and only the answer have been lost.
            raise DeliveryError(f"Slack gave no answer ({type(error).__name__})", uncertain=True) from error
        assert isinstance(answer, dict), "Slack's answers are objects"
        return answer

    async def _permalink(self, channel: str, ts: str) -> str | None:
        try:
            answer = await self._client.api_call(
                "chat.getPermalink", params={"channel": channel, "message_ts": ts}
            )
        except (SlackApiError, ClientError, TimeoutError, OSError):
            # Only a link to it is missing: the message stands.
            return None
        return answer.get("permalink")

    # ---- what readers say ----

    async def _on_command(self, ack: Callable[..., Awaitable[Any]], body: Mapping[str, Any]) -> None:
        await ack()
        self._later(self._answer_command(body))

    async def _on_button(self, ack: Callable[..., Awaitable[Any]], body: Mapping[str, Any]) -> None:
        await ack()
        self._later(self._answer_button(body))

    def _later(self, work: Any) -> None:
        # Nothing may raise between the acknowledgement and the end of the listener, or Bolt loses it.
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _answer_command(self, body: Mapping[str, Any]) -> None:
        if self._is_repeated(str(body.get("trigger_id"))):
            return
        await self._answer(str(body.get("text") or "help"), body, body.get("channel_id"), body.get("user_id"))

    async def _answer_button(self, body: Mapping[str, Any]) -> None:
        action = (body.get("actions") or [{}])[0]
        if self._is_repeated(str(body.get("trigger_id")) + str(action.get("action_id"))):
            return
        channel = (body.get("channel") or {}).get("id")
        await self._answer(
            str(action.get("value") or "help"), body, channel, (body.get("user") or {}).get("id")
        )

    async def _answer(self, said: str, body: Mapping[str, Any], channel: object, user: object) -> None:
        word, _, text = said.strip().partition(" ")
        request = Request(
            word=word.lower() or "help",
            text=text.strip(),
            platform=self.platform,
            team=str(body.get("team_id") or (body.get("team") or {}).get("id") or ""),
            channel=str(channel or ""),
            user=str(user or ""),
        )
        assert self._answerer is not None, "the chat is not started"
        answer = await self._answerer.answer(request)
        await self._respond(str(body.get("response_url") or ""), answer)

    async def _respond(self, url: str, answer: Answer) -> None:
        """Send the answer's parts to the address that Slack gave for it; it takes five of them."""
        from slack_sdk.webhook.async_client import AsyncWebhookClient

        webhook = AsyncWebhookClient(url, timeout=_TIMEOUT_S, retry_handlers=[])
        for body in render(answer.message):
            try:
                reply = await webhook.send_dict(
                    {
                        **body,
                        "response_type": "ephemeral" if answer.private else "in_channel",
                        "replace_original": False,
                    }
                )
            except (ClientError, TimeoutError, OSError, SlackApiError) as error:
                log().warning("not answered", platform="slack", reason=type(error).__name__)
                return
            if reply.status_code != 200:
                log().warning("not answered", platform="slack", status=reply.status_code)
                return

    def _is_repeated(self, event: str) -> bool:
        if event in self._seen:
            return True
        self._seen[event] = None
        if len(self._seen) > _REMEMBERED:
            self._seen.popitem(last=False)
        return False


def _delivery_error(error: SlackApiError) -> DeliveryError:
    response = error.response
    reason = str(response.get("error") or response.status_code)
    if response.status_code == 429 or reason in {"ratelimited", "rate_limited"}:
        wait = float(response.headers.get("Retry-After", 30))
        return DeliveryError("Slack asks us to wait", retry_after=wait)
    if response.status_code >= 500:
        return DeliveryError(f"Slack's server failed ({response.status_code})", uncertain=True)
    return DeliveryError(
        f"Slack refused it: {reason}",
        permanent=reason in _PERMANENT,
        channel_closed=reason in _CLOSED,
        token_refused=reason in _REFUSED,
    )
