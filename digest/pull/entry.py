"""One entry's clean texts in, an Item out."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from digest.clock import AHEAD
from digest.domains import host_of, registrable_domain
from digest.ids import derive_id
from digest.model.feed import Feed
from digest.model.item import Item
from digest.model.outlet import Viewpoint
from digest.tags import UNKNOWN
from digest.text import cut
from digest.urls import canonical

TITLE_LIMIT, SUMMARY_LIMIT, CONTENT_LIMIT = 500, 5_000, 20_000
# An entry without a title gets its first line as one, up to this length.
_OPENING_LIMIT = 120
# No feed is older than feeds.
_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
# GitHub's feeds of one repository's releases, or tags.
_RELEASES = re.compile(
    r"https://(?:www\.)?github\.com/[\w.-]+/([\w.-]+)/(?:releases|tags)\.atom", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class RawItem:
    """What an Item is made of: what one entry of a feed says, in clean texts of any length."""

    url: str | None
    guid: str
    title: str
    dates: tuple[datetime | None, ...]
    """When it may have been published, the likeliest first."""
    summary: str
    content: str = ""


def make_item(feed: Feed, raw: RawItem, site: str | None, now: datetime) -> Item | None:
    """Return the item; None for an entry that says nothing. `site` is the address of the feed's site."""
    url = raw.url
    summary = raw.summary or cut(raw.content, SUMMARY_LIMIT)
    title = cut(raw.title, TITLE_LIMIT) or cut(summary.split("\n", 1)[0], _OPENING_LIMIT)
    if not title:
        return None
    key = canonical(url) if url else f"{feed.id}\n{raw.guid or title}"
    published = next((date for date in raw.dates if date and _EARLIEST <= date <= now + AHEAD), now)
    return Item(
        id=derive_id(key),
        feed=feed.id,
        url=url,
        title=title,
        published=published,
        first_seen=now,
        outlet=_outlet_of(feed, site, url),
        summary=cut(summary, SUMMARY_LIMIT),
        content=cut(raw.content, CONTENT_LIMIT),
        language=feed.language or UNKNOWN,
        on_topic=feed.on_topic,
        is_own=_is_own(feed, url) if url else None,
        viewpoint=feed.viewpoint or Viewpoint.OTHER,
    )


def _outlet_of(feed: Feed, site: str | None, url: str | None) -> str:
    """Return the publisher's domain: as configured, else that of the feed's site, else of the item's link."""
    if feed.outlet:
        return feed.outlet
    addresses = [address for address in (site, url, feed.url) if address]
    # One by one, for the feed's site is mostly enough, and each item's link would be looked through anew.
    return next(filter(_is_domain, map(registrable_domain, addresses)), registrable_domain(addresses[0]))


def _is_domain(host: str) -> bool:
    """Say whether a host is a public name: nobody publishes under an IP address or a name of a local network."""
    last = host.rpartition(".")[2]
    return last != host and not last.isdigit()


def _is_own(feed: Feed, url: str) -> bool:
    """Say whether a page belongs to the feed's own outlet. What a feed says of its site is no proof of it."""
    host = host_of(url)
    own = (feed.outlet, registrable_domain(feed.url))
    return any(host == domain or host.endswith(f".{domain}") for domain in own if domain)


def titled(feed: Feed, title: str) -> str:
    """Return an entry's title, with the name of what was released before a release's, which is mostly a number."""
    released = _RELEASES.fullmatch(feed.url)
    if not (title and released) or released[1].lower() in title.lower():
        return title
    return f"{released[1]}: {title}"
