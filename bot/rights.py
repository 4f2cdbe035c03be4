"""Who may do what: everyone reads and asks; what changes something needs rights.

Asked at every word, button and form that is sent, and never left to a platform: Discord passes over what a
command's own permissions say for its sub-commands.
"""

from collections.abc import Collection
from enum import Enum

from bot.chat import Request, Role
from digest.model.place import Platform
from digest.tell.remarks import Remark
from digest.tell.voice import Voice


class Right(Enum):
    ASK = "ask"
    """Reading, asking and proposing: everyone's, guests' and direct messages' too."""
    CHANNEL = "channel"
    """Changing what a channel or a team gets: its admins'."""
    HOME = "home"
    """Changing feeds: the home team's admins'."""


def refusal(request: Request, right: Right, trusted: Collection[str], spoken: Voice) -> str | None:
    """Return None when the request may be granted, else a sentence that says who can.

    `trusted` are the ids of people, user groups and server roles who may do what admins may.
    """
    if right is Right.ASK:
        return None
    on_slack = request.platform is Platform.SLACK
    who = spoken.say(
        Remark.ONLY_SLACK_ADMINS if on_slack else Remark.ONLY_DISCORD_ADMINS, word=f"{request.word}"
    )
    if right is Right.CHANNEL and request.is_direct:
        return spoken.say(Remark.NOT_IN_DIRECT, word=request.word, who=who)
    is_trusted = request.user in trusted or not request.ranks.isdisjoint(trusted)
    if request.role is None and not is_trusted:
        return spoken.say(Remark.ROLE_UNKNOWN)
    is_admin = is_trusted or request.role is Role.ADMIN
    if right is Right.HOME:
        return None if is_admin and request.is_home else spoken.say(Remark.ONLY_HOME)
    return None if is_admin else who
