"""A Feed in, its Reply out: asked with its password, and only for what is new since it was last asked."""

import os

from digest.causes import Cause
from digest.domains import host_of
from digest.errors import FetchError
from digest.model.feed import Feed, FeedState
from digest.pull.fetch import Fetcher
from digest.pull.reply import Reply
from digest.pull.validators import Validators

# How the variables begin that hold the program's own secrets.
_OWN = ("PARALLAX_", "SLACK_", "DISCORD_")


async def ask(
    fetcher: Fetcher, feed: Feed, state: FeedState | None = None, *, named_by: str | None = None
) -> Reply:
    """Return what the feed's address answers, which is 304 where it is as `state` remembers it; raise FetchError.

    `named_by` is the page that names it, where the team itself does not.
    """
    known = Validators(state.etag, state.last_modified) if state else Validators()
    try:
        return await fetcher.get(feed.url, known=known, auth=password_of(feed), named_by=named_by)
    except FetchError as error:
        if feed.auth is None or error.status != 401:
            raise
        # Whoever has named a variable is not told to.
        said = Cause.REFUSES_PASSWORD.of(name=feed.auth)
        raise FetchError(said, status=error.status, retry_after=error.retry_after) from error


def password_of(feed: Feed) -> str | None:
    """Return the `user:password` that is sent along; raise FetchError where that may not be, or is wanting."""
    name = feed.auth or feed.wanted_auth
    if name and name.upper().startswith(_OWN):
        raise FetchError(Cause.NOT_FOR_FEEDS.of(name=name), refused=True)
    if feed.wanted_auth:
        said = Cause.WAITS_FOR_LEAVE.of(host=host_of(feed.url), name=feed.wanted_auth, feed=feed.id)
        raise FetchError(said, refused=True)
    if feed.auth is None:
        return None
    # A space or a line's end behind it comes from the file that it was copied from.
    password = os.environ.get(feed.auth, "").strip()
    if not password:
        raise FetchError(Cause.PASSWORD_NOT_SET.of(name=feed.auth))
    if ":" not in password:
        raise FetchError(Cause.NOT_A_PAIR.of(name=feed.auth))
    return password
