"""Who may say which word: everyone reads and asks; what changes something needs rights."""

from bot.chat import Request, Role

# Words that change what a channel or the installation gets.
FOR_ADMINS = frozenset({"subscribe", "settings", "mute", "follow", "unfollow"})


def may(request: Request) -> str | None:
    """Return None when the word may be said, else a sentence that says who can."""
    if request.word not in FOR_ADMINS or request.role is Role.ADMIN:
        return None
    who = "workspace admins" if request.platform == "slack" else "members who may manage the server"
    return f"`{request.word}` changes what this channel gets; {who} can say it."
