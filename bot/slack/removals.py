"""Workspaces that removed us, told by how Slack refuses their tokens: also while we did not listen."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from slack_sdk.errors import SlackApiError

from bot.slack.errors import UNANSWERED, is_signed_out, reason_of
from bot.slack.locker import Locker
from bot.slack.workspaces import Workspaces

LOOK_EVERY_S = 6 * 3600
# What Slack says of a bot's token once its app was removed. It says so, too, where the workspace was deleted or the bot
# deactivated by an admin: nobody there is reached then either, and what was chosen waits for a new installation.
_REMOVED = frozenset(["account_inactive", "token_revoked"])
# What is still so after this time is no mistake of Slack's that passes.
_SURE_AFTER = timedelta(days=1)


async def is_over(workspaces: Workspaces, team: str, at: float) -> bool:
    """Say whether a removal of this time, in seconds, is over, as one that is told after a new installation.

    We were installed since, and Slack takes our token. Where it does not say, it does: a removal is noticed later, too,
    and a token that was deleted is lost.
    """
    workspace = workspaces.workspace(team)
    if workspace is None or workspace.installed is None or workspace.installed.timestamp() <= at:
        return False
    try:
        await workspaces.stranger().auth_test(token=workspace.token)
    except SlackApiError as error:
        return not is_signed_out(error)
    except UNANSWERED:
        return True
    return True


async def look_for_removals(
    workspaces: Workspaces, locker: Locker, left: Callable[[str], Awaitable[None]], now: datetime
) -> None:
    """Call `left` with each workspace that refuses us as at a look a day before or more, and never took us since."""
    for workspace in workspaces.installed:
        refused = None
        try:
            await workspaces.stranger().auth_test(token=workspace.token)
        except SlackApiError as error:
            if reason_of(error) not in _REMOVED:
                continue
            refused = now
        except UNANSWERED:
            continue
        since = await locker.refused_since(workspace.team, refused)
        # A distance, for the clock may have been set back since.
        if since and abs(now - since) >= _SURE_AFTER:
            await left(workspace.team)
