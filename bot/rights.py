"""Who may do what: everyone reads and asks; what changes something needs rights.

Asked at every word, button and form that is sent, and never left to a platform: Discord passes over what a
command's own permissions say for its sub-commands.
"""

from collections.abc import Collection
from enum import Enum

from bot.chat import Request, Role
from digest.model.place import Platform
from digest.tell.phrases import Words
from digest.tell.voice import Voice


class RightRemark(Words):
    """What is said to those who may not."""

    ONLY_SLACK_ADMINS = (
        "`{word}` changes what this channel gets. Workspace admins and owners can do that, "
        "and the people and user groups that the configuration names.",
        "`{word}` change ce que reçoit ce canal. Les administrateurs et propriétaires de l’espace de travail "
        "le peuvent, ainsi que les personnes et groupes nommés dans la configuration.",
    )
    ONLY_DISCORD_ADMINS = (
        "`{word}` changes what this channel gets. Members who may manage the server can do that, "
        "and those with the role that is chosen in `settings`.",
        "`{word}` change ce que reçoit ce canal. Les membres qui peuvent gérer le serveur le peuvent, "
        "ainsi que ceux qui ont le rôle choisi dans `settings`.",
    )
    ONLY_SLACK_TEAM = (
        "That concerns the whole workspace. Only its admins and owners can do that.",
        "Cela concerne tout l’espace de travail. Seuls ses administrateurs et propriétaires le peuvent.",
    )
    ONLY_DISCORD_TEAM = (
        "That concerns the whole server. Only members who may manage it can do that.",
        "Cela concerne tout le serveur. Seuls les membres qui peuvent le gérer le peuvent.",
    )
    ONLY_HOME = (
        "Feeds belong to the whole installation. Only the admins of its home team can change them.",
        "Les flux appartiennent à toute l’installation. Seuls les administrateurs de son équipe d’origine "
        "peuvent les changer.",
    )
    NOT_IN_DIRECT = (
        "`{word}` cannot be said in a direct message: say it in the channel that it is for.",
        "`{word}` ne se dit pas dans un message direct : écrivez-le dans le canal concerné.",
    )
    ROLE_UNKNOWN = (
        "I could not ask Slack who you are, so nothing was changed. Please try again in a minute.",
        "Je n’ai pas pu demander à Slack qui vous êtes ; rien n’a été changé. Réessayez dans une minute.",
    )


class Right(Enum):
    ASK = "ask"
    """Reading, asking and proposing: everyone's, guests' and direct messages' too."""
    CHANNEL = "channel"
    """Changing what a channel or a team gets: its admins'."""
    TEAM = "team"
    """Deleting what is kept of a team, and choosing a role for it: those who manage it on the platform, nobody else."""
    HOME = "home"
    """Changing feeds: the home team's admins'."""


def refusal(request: Request, right: Right, trusted: Collection[str], spoken: Voice) -> str | None:
    """Return None when the request may be granted, else a sentence that says who can.

    `trusted` are the ids of people, user groups and server roles who may do what admins may.
    """
    if right is Right.ASK:
        return None
    who = spoken.say(_who_may(right, request.platform), word=request.word)
    is_named = request.user in trusted or not request.ranks.isdisjoint(trusted)
    is_trusted = is_named and right is not Right.TEAM
    is_admin = is_trusted or request.role is Role.ADMIN
    if right is not Right.HOME and request.is_direct:
        where = spoken.say(RightRemark.NOT_IN_DIRECT, word=request.word)
        return where if is_admin else f"{where} {who}"
    if request.role is None and not is_trusted:
        return spoken.say(RightRemark.ROLE_UNKNOWN)
    return None if is_admin and (right is not Right.HOME or request.is_home) else who


def _who_may(right: Right, platform: Platform) -> RightRemark:
    on_slack = platform is Platform.SLACK
    match right:
        case Right.HOME:
            return RightRemark.ONLY_HOME
        case Right.TEAM:
            return RightRemark.ONLY_SLACK_TEAM if on_slack else RightRemark.ONLY_DISCORD_TEAM
        case _:
            return RightRemark.ONLY_SLACK_ADMINS if on_slack else RightRemark.ONLY_DISCORD_ADMINS
