"""Things with defaults, so that a test says only what it is about."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from digest.ids import derive_id
from digest.model.feed import Feed
from digest.model.item import Item
from digest.model.place import Platform
from digest.model.story import Story
from digest.model.subscription import Subscription

# A Wednesday, at eight.
NOW = datetime(2026, 3, 4, 8, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def item(title: str = "China opens model weights", **fields: Any) -> Item:
    """Make an item; its id and address follow from its title, outlet and feed, its times are an hour before NOW."""
    outlet = fields.pop("outlet", "example.org")
    feed = fields.pop("feed", "example")
    key = derive_id(feed, outlet, title)
    made = Item(
        id=key,
        feed=feed,
        url=f"https://{outlet}/{key}",
        title=title,
        published=NOW - timedelta(hours=1),
        first_seen=NOW - timedelta(hours=1),
        outlet=outlet,
        owner=outlet,
        language="en",
    )
    return replace(made, **fields)


def feed(url: str = "https://example.org/feed", **fields: Any) -> Feed:
    return replace(Feed(id="example", url=url, title="Example"), **fields)


def story(title: str = "China opens model weights", **fields: Any) -> Story:
    made = Story(
        id=derive_id("story", title),
        title=title,
        language="en",
        first_seen=NOW - timedelta(hours=1),
        last_seen=NOW - timedelta(hours=1),
        last_published=NOW - timedelta(hours=1),
        outlets=1,
        owners=1,
    )
    return replace(made, **fields)


def subscription(name: str = "morning", **fields: Any) -> Subscription:
    made = Subscription(
        name=name,
        platform=Platform.TERMINAL,
        channel="",
        themes=("open_source", "export_controls", "talent"),
    )
    return replace(made, **fields)
