"""The workspaces that installed us, in the store: their tokens are locked, and who has the key reads them."""

import base64
from dataclasses import dataclass, field, replace
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.logs import log
from digest.clock import utc_now
from digest.model.place import Platform
from digest.store import Store, teams
from digest.store.teams import Team


@dataclass(frozen=True, slots=True)
class Workspace:
    """One workspace that we may speak in."""

    team: str
    name: str
    token: str = field(repr=False)
    bot_user: str = ""
    bot: str = ""
    installed: datetime | None = None
    """When it installed us; None of the environment's, and of one that is not kept yet."""


class Vault:
    """Locks texts, so that only the holder of the key can read them."""

    def __init__(self, secret: str) -> None:
        key = HKDF(SHA256(), 32, salt=None, info=b"parallax slack tokens").derive(secret.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(key))

    def lock(self, text: str) -> bytes:
        return self._fernet.encrypt(text.encode())

    def unlock(self, locked: bytes) -> str | None:
        """Return the text; None where it was locked with another key."""
        try:
            return self._fernet.decrypt(locked).decode()
        except InvalidToken:
            return None

    def is_fresh(self, locked: str, within_s: int) -> bool:
        """Say whether it was locked with this key, and at most this long ago."""
        try:
            self._fernet.decrypt(locked.encode(), ttl=within_s)
        except InvalidToken:
            return False
        return True


class Locker:
    """Workspaces in the store, their tokens encrypted."""

    def __init__(self, store: Store, vault: Vault) -> None:
        self._store = store
        self._vault = vault

    async def everyone(self) -> list[Workspace]:
        """Return the workspaces whose tokens this key can read; the others have to be installed again."""
        found = []
        for team in await self._store.read(teams.everyone, Platform.SLACK):
            if team.secret is None:
                continue
            token = self._vault.unlock(team.secret)
            if token is None:
                log().error(
                    "token unreadable",
                    team=team.id,
                    reason="PARALLAX_SECRET_KEY is not the key that locked it; put it back, or install again",
                )
                continue
            details = team.details
            found.append(
                Workspace(team.id, team.name, token, details.get("user", ""), details.get("bot", ""), team.at)
            )
        return found

    async def keep(self, workspace: Workspace) -> Workspace:
        """Keep a workspace that installs us now; return it with the time."""
        now = utc_now()
        team = Team(
            Platform.SLACK,
            workspace.team,
            workspace.name,
            now,
            self._vault.lock(workspace.token),
            {"user": workspace.bot_user, "bot": workspace.bot},
        )
        await self._store.write_durably(teams.save, team)
        return replace(workspace, installed=now)

    async def refused_since(self, team: str, now: datetime | None) -> datetime | None:
        """Note that a workspace's token is refused `now`, or taken; return since when it is refused."""
        return await self._store.write(teams.refused_since, Platform.SLACK, team, now)
