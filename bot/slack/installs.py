"""Slack's own install flow: the pages by which any number of workspaces install us."""

import time
from dataclasses import dataclass, field
from typing import Any

from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.logs import log
from bot.slack.errors import UNANSWERED, reason_of
from bot.slack.locker import Locker, Vault, Workspace
from bot.slack.workspaces import Workspaces
from digest.errors import StoreError

# The manifest asks for the same; `tests/bot/slack/test_manifest.py` holds the two together.
SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "chat:write.public",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "mpim:history",
    "mpim:read",
    "usergroups:read",
    "users:read",
)
_STATE_LASTS_S = 600


@dataclass(frozen=True)
class Installs:
    """What taking other workspaces needs: the app's own credentials, and where their tokens are kept."""

    client_id: str
    client_secret: str = field(repr=False)
    vault: Vault
    locker: Locker
    public_url: str = ""
    """The address at which Slack finds our pages; empty for the one in the app's own settings."""


def install_flow(workspaces: Workspaces, installs: Installs) -> AsyncOAuthFlow:
    """Return what serves `/slack/install` and `/slack/oauth_redirect`."""
    public_url = installs.public_url
    return _Flow(
        client=workspaces.stranger(),
        settings=AsyncOAuthSettings(
            client_id=installs.client_id,
            client_secret=installs.client_secret,
            scopes=SCOPES,
            redirect_uri=f"{public_url}/slack/oauth_redirect" if public_url else None,
            installation_store=_Installed(workspaces),
            state_store=_States(installs.vault),
        ),
    )


class _Flow(AsyncOAuthFlow):
    async def run_installation(self, code: str) -> Installation | None:
        """Return None, for which whoever installs us is shown why, also where no answer of Slack's reaches us."""
        try:
            return await super().run_installation(code)
        except UNANSWERED as error:
            log().warning("not installed", platform="slack", reason=reason_of(error))
            return None


class _Installed(AsyncInstallationStore):
    """Keeps the installations that Slack's flow completes."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def async_save(self, installation: Installation) -> None:
        team = installation.team_id or installation.enterprise_id
        if not team or not installation.bot_token:
            log().warning(
                "not installed", platform="slack", reason="Slack named no workspace or gave no token"
            )
            return
        workspace = Workspace(
            team,
            installation.team_name or "",
            installation.bot_token,
            installation.bot_user_id or "",
            installation.bot_id or "",
        )
        try:
            await self._workspaces.install(workspace)
        except StoreError as error:
            log().error("not installed", platform="slack", team=team, reason=str(error))
            # Bolt shows its own errors to whoever installs us.
            raise BoltError(str(error)) from error


class _States(AsyncOAuthStateStore):
    """Proves that an installation was begun here, and lately, by a locked text that is sent along, not stored."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    async def async_issue(self, *_args: Any, **_kwargs: Any) -> str:
        return self._vault.lock(f"install {time.time_ns()}").decode()

    async def async_consume(self, state: str) -> bool:
        return self._vault.is_fresh(state, _STATE_LASTS_S)
