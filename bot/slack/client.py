"""Slack: digests out, slash commands and buttons in. Socket Mode, or HTTP where a signing secret is given."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import timedelta
from functools import partial
from itertools import chain, repeat

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.chat import Answerer, Body, Target
from bot.logs import LoggedBugs, log
from bot.slack.answers import Answers
from bot.slack.api import named
from bot.slack.errors import UNANSWERED, delivery_error, reason_of
from bot.slack.installs import Installs, install_flow
from bot.slack.listen import Listener
from bot.slack.locker import Locker
from bot.slack.logged import listen_to_libraries
from bot.slack.people import People
from bot.slack.posts import Posts
from bot.slack.removals import LOOK_EVERY_S, look_for_removals
from bot.slack.render import render
from bot.slack.socket import Socket
from bot.slack.workspaces import Authorizer, Workspaces
from digest.clock import utc_now
from digest.errors import Failure, StoreError
from digest.model.delivery import Posted
from digest.model.place import Platform
from digest.tell.message import Message

# Waits between two tries to connect, in seconds; the last one is repeated.
_PATIENCE_S = (5.0, 15.0, 60.0, 300.0)
# Closing waits at most this long for the answers in hand.
_LAST_WORDS_S = 2.0
_ACK_S = 0.05
_STAMP = re.compile(r"[0-9]{1,12}")


class SlackChat:
    """Every workspace that we are in: the home workspace of the environment's token, and those that installed us."""

    platform = Platform.SLACK

    def __init__(
        self,
        *,
        bot_token: str | None = None,
        app_token: str | None = None,
        signing_secret: str | None = None,
        api_url: str | None = None,
        home_team: str = "",
        groups: Iterable[str] = (),
        installs: Installs | None = None,
    ) -> None:
        """`groups` are the user groups whose members may do what admins may; `installs`: take other workspaces."""
        base = f"{api_url.rstrip('/')}/" if api_url else AsyncWebClient.BASE_URL
        self._locker = installs.locker if installs else None
        self._workspaces = Workspaces(
            api_url=base,
            home_token=bot_token,
            home_team=home_team,
            locker=self._locker,
        )
        self._posts = Posts(self._workspaces, self._try_again)
        self._flow = install_flow(self._workspaces, installs) if installs else None
        listen_to_libraries()
        self._app = AsyncApp(
            client=self._workspaces.stranger(),
            signing_secret=signing_secret,
            # Bolt takes None, too: it then says that the app is not installed.
            authorize=Authorizer(self._workspaces),  # type: ignore[arg-type]
            oauth_flow=self._flow,
            request_verification_enabled=app_token is None,
            process_before_response=False,
        )
        self._app_token = app_token
        self._socket: Socket | None = None
        self._problem: str | None = "it is starting"
        self._trying: asyncio.Task[None] | None = None
        self._looking: asyncio.Task[None] | None = None
        self._answers = Answers(self._workspaces, People(frozenset(groups)), self._posts)
        self._listener = Listener(self._app, self._answers)

    def routes(self) -> list[web.RouteDef]:
        """Return what Slack and its users ask of our own web server."""
        routes = [] if self._app_token else [web.post("/slack/events", self._take)]
        if self._flow:
            routes += [
                web.get("/slack/install", partial(_answered, self._flow.handle_installation)),
                web.get("/slack/oauth_redirect", partial(_answered, self._flow.handle_callback)),
            ]
        return routes

    async def start(self, answerer: Answerer) -> None:
        """Connect; a failure is tried again at longer and longer intervals, until it succeeds or we are closed."""
        self._answers.answerer = answerer
        if not await self._connected():
            self._try_again(self._problem or "")

    async def log_in(self) -> None:
        await self._posts.call("", "auth.test", {})
        self._problem = None

    async def close(self) -> None:
        own = [task for task in (self._trying, self._looking) if task]
        for task in own:
            task.cancel()
        await asyncio.gather(*own, return_exceptions=True)
        # Bolt itself waits for nobody, and sends an acknowledgement some milliseconds after it was made.
        await self._listener.finish(_LAST_WORDS_S)
        await asyncio.sleep(_ACK_S)
        if self._socket is not None:
            await self._socket.close()

    def _try_again(self, problem: str) -> None:
        """Report the problem in our health, and try to sign in until it is gone."""
        self._problem = problem
        if self._trying is None or self._trying.done():
            self._trying = asyncio.create_task(self._keep_trying())

    async def _keep_trying(self) -> None:
        for wait in chain(_PATIENCE_S, repeat(_PATIENCE_S[-1])):
            await asyncio.sleep(wait)
            if await self._connected():
                return

    async def _connected(self) -> bool:
        try:
            await self._workspaces.open()
            if self._app_token is not None and self._socket is None:
                # We ask here, where a refusal is noticed: the library would ask again for ever, and tell nobody.
                opened = await self._workspaces.stranger().apps_connections_open(app_token=self._app_token)
                socket = Socket(self._app, self._app_token)
                await socket.open(str(named(opened, "url")))
                self._socket = socket
        except SlackApiError as error:
            refused = delivery_error(error)
            if refused.failure in (Failure.UNCERTAIN, Failure.WAIT):
                problem = f"{refused.reason}; it is tried again"
            else:
                problem = f"Slack refuses the tokens ({reason_of(error)}); `parallax doctor` says more"
        except UNANSWERED as error:
            problem = f"Slack cannot be reached: {reason_of(error)}; it is tried again"
        else:
            self._problem = None
            mode = "socket" if self._app_token else "http"
            if self._locker and self._looking is None:
                self._looking = asyncio.create_task(self._keep_looking(self._locker))
            log().info("connected", platform="slack", mode=mode, workspaces=len(self._workspaces.everyone))
            return True
        if problem != self._problem:
            log().error("platform is off", platform="slack", reason=problem)
        self._problem = problem
        return False

    async def _keep_looking(self, locker: Locker) -> None:
        """Look for workspaces that removed us, now and then."""
        while True:
            with LoggedBugs(platform="slack", looking="for removals"):
                try:
                    await look_for_removals(self._workspaces, locker, self._answers.left, utc_now())
                except StoreError as error:
                    log().error("failed", platform="slack", looking="for removals", reason=str(error))
            await asyncio.sleep(LOOK_EVERY_S)

    def health(self) -> str | None:
        if self._problem is None and self._socket is not None and not self._socket.is_open:
            return "the socket to Slack is closed; it is being opened again"
        return self._problem

    def takes_posts(self) -> bool:
        return self.health() is None

    def render(self, message: Message) -> Sequence[Body]:
        return render(message)

    async def post(self, target: Target, body: Body, *, key: str) -> Posted:
        return await self._posts.post(target, body, key=key)

    async def edit(self, target: Target, message_id: str, body: Body, *, key: str) -> None:
        """Slack keeps a message's metadata, and so its key."""
        await self._posts.edit(target, message_id, body)

    def key_lasts(self, target: Target) -> timedelta:
        """Slack has no key to recognise a message by."""
        return timedelta(0)

    async def find(self, target: Target, *, key: str) -> Posted | None:
        return await self._posts.find(target, key=key)

    async def _take(self, request: web.Request) -> web.StreamResponse:
        """Take one of Slack's own requests; Bolt refuses one that is unsigned or old."""
        stamp = request.headers.get("X-Slack-Request-Timestamp", "0")
        signature = request.headers.get("X-Slack-Signature", "")
        if not (_STAMP.fullmatch(stamp) and signature.isascii()):
            # Bolt would raise here: it takes the stamp for a number, and compares signatures of ASCII alone.
            raise web.HTTPUnauthorized
        return await _answered(self._app.async_dispatch, request)


async def _answered(
    handle: Callable[[AsyncBoltRequest], Awaitable[BoltResponse]], request: web.Request
) -> web.StreamResponse:
    """Have Bolt answer a request; Slack's own are text. Bolt reads it before it asks who signed it."""
    try:
        asked = await to_bolt_request(request)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        raise web.HTTPBadRequest from None
    return await to_aiohttp_response(await handle(asked))
