"""Whether we may write in a channel, asked of Slack before something is promised there."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.slack.errors import FAILED, reason_of

# What Slack says of a private channel that we are not in: we are not to know that there is one.
_NOT_FOUND = "channel_not_found"


async def may_post(client: AsyncWebClient, channel: str) -> bool:
    """Return False only where Slack says that we cannot: a public channel takes what we write without our being in it.

    Where it would not say, the first digest will.
    """
    try:
        await client.conversations_info(channel=channel)
    except FAILED as error:
        reason = reason_of(error)
        if reason == _NOT_FOUND:
            return False
        log().warning("not told", method="conversations.info", reason=reason)
    return True
