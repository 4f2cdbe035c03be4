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
        RightRemark.ONLY_SLACK_ADMINS if on_slack else RightRemark.ONLY_DISCORD_ADMINS, word=request.word
    )
    if right is Right.CHANNEL and request.is_direct:
        return f"{spoken.say(RightRemark.NOT_IN_DIRECT, word=request.word)} {who}"
    is_trusted = request.user in trusted or not request.ranks.isdisjoint(trusted)
    if request.role is None and not is_trusted:
        return spoken.say(RightRemark.ROLE_UNKNOWN)
    is_admin = is_trusted or request.role is Role.ADMIN
    if right is Right.HOME:
        return None if is_admin and request.is_home else spoken.say(RightRemark.ONLY_HOME)
    return None if is_admin else who
