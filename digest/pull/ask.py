"""A Feed in, its Reply out: asked with its password, and only for what is new since it was last asked."""

import os

from digest.causes import Cause
from digest.errors import FetchError
from digest.model.feed import Feed, FeedState
from digest.pull.fetch import Fetcher
from digest.pull.reply import Reply
from digest.pull.validators import Validators

# How the variables begin that hold the program's own secrets. A list of feeds that somebody made names variables, too.
_OWN = ("PARALLAX_", "SLACK_", "DISCORD_")


async def ask(fetcher: Fetcher, feed: Feed, state: FeedState | None = None) -> Reply:
    """Return what the feed's address answers, which is 304 where it is as `state` remembers it; raise FetchError."""
    known = Validators(state.etag, state.last_modified) if state else Validators()
    return await fetcher.get(feed.url, known=known, auth=_password_of(feed))


def _password_of(feed: Feed) -> str | None:
    if feed.auth is None:
        return None
    if feed.auth.upper().startswith(_OWN):
        raise FetchError(Cause.NOT_FOR_FEEDS.of(name=feed.auth), refused=True)
    password = os.environ.get(feed.auth)
    if not password:
        raise FetchError(Cause.PASSWORD_NOT_SET.of(name=feed.auth))
    return password
