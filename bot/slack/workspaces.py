"""The workspaces that we are in, and the client that speaks in each.

One may come from the environment, the home workspace; any number from the install flow.
"""

from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.slack.api import Api, named
from bot.slack.locker import Locker, Workspace
from digest.causes import Cause
from digest.errors import DeliveryError, Failure

_TIMEOUT_S = 20


class Workspaces:
    def __init__(
        self,
        *,
        api_url: str,
        home_token: str | None = None,
        home_team: str = "",
        locker: Locker | None = None,
    ) -> None:
        """`home_team` is the home workspace's id, where the environment holds no token that would name it."""
        self._api_url = api_url
        self._home_token = home_token
        self._home_team = home_team
        self._locker = locker
        self._known: dict[str, Workspace] = {}
        self._home = self._made(home_token)
        self._is_read = False

    @property
    def everyone(self) -> list[Workspace]:
        return list(self._known.values())

    @property
    def installed(self) -> list[Workspace]:
        """Those that installed us; the environment's, whose token is the operator's own, is none of them."""
        return [one for one in self.everyone if not (self.home_is_given and self.is_home(one.team))]

    async def open(self) -> None:
        """Sign in to the home workspace, if the environment has its token, and read the others from the store.

        Raise what Slack's client raises.
        """
        await self._read()
        if self._home_token:
            answer = await self._home.auth_test()
            self._home_team = str(named(answer, "team_id"))
            self._known[self._home_team] = Workspace(
                self._home_team,
                str(answer.get("team") or ""),
                self._home_token,
                str(answer.get("user_id") or ""),
                str(answer.get("bot_id") or ""),
            )

    @property
    def home_is_given(self) -> bool:
        """True when the environment holds the home workspace's token."""
        return self._home_token is not None

    def is_home(self, team: str) -> bool:
        return bool(team) and team == self._home_team

    def workspace(self, team: str) -> Workspace | None:
        """Return the workspace of an id; of no id, the home workspace."""
        return self._known.get(team or self._home_team)

    async def client(self, team: str) -> AsyncWebClient:
        """Return the client that speaks in a workspace; raise DeliveryError where we are not installed."""
        if self._home_token and (not team or team == self._home_team):
            return self._home
        if not self._is_read:
            await self._read()
        workspace = self.workspace(team)
        if workspace is None:
            where = f"the workspace {team}" if team else "the home workspace; name it in [admin] team"
            raise DeliveryError(Cause.NOT_INSTALLED.of(platform="Slack", where=where), Failure.TOKEN)
        return self._made(workspace.token)

    async def install(self, workspace: Workspace) -> None:
        assert self._locker is not None, "only workspaces of the store are installed"
        self._known[workspace.team] = await self._locker.keep(workspace)
        log().info("installed", platform="slack", team=workspace.team)

    def forget(self, team: str) -> None:
        """Forget a workspace: we no longer speak there."""
        self._known.pop(team, None)

    def stranger(self) -> AsyncWebClient:
        """Return a client without a token, for what brings its own: the install flow, Bolt, the asking for a socket."""
        return self._made(None)

    async def _read(self) -> None:
        if self._locker:
            self._known |= {workspace.team: workspace for workspace in await self._locker.everyone()}
        self._is_read = True

    def _made(self, token: str | None) -> AsyncWebClient:
        # No retries of the SDK's own: Slack has no key to recognise a message by, and a lost answer posts twice.
        return Api(token=token, base_url=self._api_url, timeout=_TIMEOUT_S, retry_handlers=[])


class Authorizer(AsyncAuthorize):
    """Tells Bolt as whom it speaks in a workspace, from memory, so that no answer has to wait for it."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def __call__(
        self, *, enterprise_id: str | None, team_id: str | None, **_more: Any
    ) -> AuthorizeResult | None:
        workspace = self._workspaces.workspace(team_id or "")
        if workspace is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=workspace.team,
            bot_token=workspace.token,
            bot_user_id=workspace.bot_user,
            bot_id=workspace.bot,
        )
