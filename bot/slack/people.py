"""Who somebody is in a workspace: asked of Slack where an answer depends on it, and remembered for a while."""

import asyncio
import time
from collections.abc import Awaitable, Collection, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.chat import Role
from bot.logs import log
from bot.slack.errors import FAILED, reason_of

# A new admin waits at most this long, and a former one may go on changing things for as long.
_REMEMBERED_S = 300.0
_MOST_REMEMBERED = 5_000
# The group is another workspace's, or the workspace's plan has none.
_NO_GROUP = frozenset(["no_such_subteam", "plan_upgrade_required"])
# It is somebody of another company, in a channel that both share.
_NO_USER = frozenset(["user_not_found", "user_not_visible"])


class People:
    """Roles, and memberships of the user groups that the configuration names."""

    def __init__(self, groups: frozenset[str]) -> None:
        self._groups = groups
        self._roles: dict[tuple[str, str], tuple[float, Role]] = {}
        self._members: dict[tuple[str, str], tuple[float, frozenset[str]]] = {}

    async def role(self, client: AsyncWebClient, team: str, user: str) -> Role | None:
        """Return somebody's role; None when Slack would not say."""
        kept = self._roles.get((team, user))
        if kept and time.monotonic() - kept[0] < _REMEMBERED_S:
            return kept[1]
        answer = await _asked("users.info", client.users_info(user=user), says_none=_NO_USER)
        if answer is None:
            return None
        role = _role_of(answer.get("user") or {}, team)
        self._remember(self._roles, (team, user), role)
        return role

    async def groups(self, client: AsyncWebClient, team: str, user: str) -> frozenset[str]:
        """Return the named user groups that somebody is in."""
        # At once: a form that waits for the answer has to be opened within three seconds.
        members = await asyncio.gather(*(self._members_of(client, team, group) for group in self._groups))
        return frozenset(group for group, people in zip(self._groups, members, strict=True) if user in people)

    async def _members_of(self, client: AsyncWebClient, team: str, group: str) -> frozenset[str]:
        kept = self._members.get((team, group))
        if kept and time.monotonic() - kept[0] < _REMEMBERED_S:
            return kept[1]
        call = client.usergroups_users_list(usergroup=group)
        answer = await _asked("usergroups.users.list", call, says_none=_NO_GROUP)
        members = frozenset(map(str, (answer or {}).get("users") or ()))
        if answer is not None:
            self._remember(self._members, (team, group), members)
        return members

    def _remember(self, memory: dict[Any, Any], key: tuple[str, str], value: object) -> None:
        if len(memory) >= _MOST_REMEMBERED:
            memory.clear()
        memory[key] = (time.monotonic(), value)


def _role_of(user: Mapping[str, Any], team: str) -> Role:
    # Who is in several workspaces of one company has all of them there; `team_id` names any, or none.
    homes = (user.get("enterprise_user") or {}).get("teams") or [user.get("team_id") or team]
    is_guest = user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger")
    # In a shared channel, an admin of the other workspace is no admin here.
    if not user or is_guest or user.get("deleted") or team not in homes:
        return Role.GUEST
    is_admin = user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner")
    return Role.ADMIN if is_admin else Role.MEMBER


async def _asked(
    method: str, call: Awaitable[Any], *, says_none: Collection[str] = ()
) -> Mapping[str, Any] | None:
    """Return Slack's answer, None where it would not say; a refusal of `says_none` is an answer without anybody."""
    try:
        answer: Mapping[str, Any] = (await call).data
    except FAILED as error:
        log().warning("not told", method=method, reason=reason_of(error))
        return {} if reason_of(error) in says_none else None
    return answer
