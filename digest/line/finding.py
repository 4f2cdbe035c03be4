"""An address in, the Feed there or behind its page out; what a pull of a Feed would see. Nothing is stored."""

import asyncio
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from digest.causes import Cause
from digest.domains import host_of
from digest.errors import AddressError, FetchError, NoFeedError, ParseError
from digest.ids import derive_id
from digest.line.child import Child
from digest.masking import masked
from digest.model.feed import Feed, Outcome, PullState
from digest.model.item import Item
from digest.pull.addresses import may_share_password
from digest.pull.ask import ask
from digest.pull.discover import feed_addresses
from digest.pull.fetch import Fetcher
from digest.pull.schedule import state_after
from digest.urls import canonical

if TYPE_CHECKING:
    from digest.pull.parsed import Parsed

# Enough to tell the feeds of one host apart, and few enough to be typed; of thousands some need one more.
_ID_DIGITS = 6
# Looking for the feed behind a page tries a dozen addresses, and no longer than this.
FIND_S = 60.0


@dataclass(frozen=True)
class Look:
    """What one look at a feed saw."""

    feed: Feed
    outcome: Outcome
    items: tuple[Item, ...] = ()
    """Oldest first."""
    entries: int = 0


async def look(
    fetcher: Fetcher, child: Child, feed: Feed, *, now: datetime, named_by: str | None = None
) -> Look:
    """Say what a pull of the feed would see; `named_by` is the page that names it, where the team itself does not."""
    try:
        reply = await ask(fetcher, feed, named_by=named_by)
        parsed = await child.parse(feed, reply, now)
    except (FetchError, ParseError) as error:
        return Look(feed, Outcome(feed.id, feed.url, state_after(error), str(error)))
    return _seen(feed, parsed)


async def find_feed(
    fetcher: Fetcher, child: Child, url: str, *, now: datetime, auth: str | None = None
) -> Look:
    """Return the feed at an address, or the one behind the page there; raise NoFeedError when there is none.

    Raise AddressError for an address that is never asked.

    `auth` names the variable of a password, which stays with the address's own host.
    """
    feed = Feed(id=feed_id(url), url=url, auth=auth, from_file=False)
    try:
        page = await ask(fetcher, feed)
    except FetchError as error:
        raise (AddressError if error.refused else NoFeedError)(masked(url), str(error)) from error
    with suppress(ParseError):
        return _seen(_at(feed, page.permanent_target or url), await child.parse(feed, page, now))
    with suppress(TimeoutError):
        async with asyncio.timeout(FIND_S):
            for address in feed_addresses(page.url, page.body.decode("utf-8", errors="replace")):
                behind = await look(fetcher, child, _at(feed, address), now=now, named_by=page.url)
                if behind.outcome.state is PullState.OK and behind.entries:
                    return behind
    raise NoFeedError(masked(url), Cause.NO_FEED_BEHIND)


def feed_id(url: str, taken: Collection[str] = ()) -> str:
    """Return a readable id for a feed that was added: its host, and what tells it from others there."""
    host = host_of(url).removeprefix("www.").replace(".", "-")
    whole = derive_id(canonical(url))
    ids = (f"{host}-{whole[:digits]}" for digits in range(_ID_DIGITS, len(whole)))
    return next((short for short in ids if short not in taken), f"{host}-{whole}")


def _at(feed: Feed, url: str) -> Feed:
    """Return a feed that is not stored yet at another address; a password goes where a redirect would take it."""
    auth = feed.auth if may_share_password(url, feed.url) else None
    return replace(feed, id=feed_id(url), url=url, auth=auth)


def _seen(feed: Feed, parsed: "Parsed") -> Look:
    outcome = Outcome(feed.id, feed.url, PullState.OK, new=len(parsed.items))
    titled = replace(feed, title=feed.title or parsed.title or feed.id)
    return Look(titled, outcome, tuple(parsed.items), parsed.entries)
