"""The Feeds and Subscriptions that stand now: those of the file, and those that were made since."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from config.settings import Settings
from digest.model.feed import Feed
from digest.model.subscription import Subscription
from digest.store import Database, Store, choices
from digest.store import feeds as feed_store
from digest.store import subscriptions as subscription_store
from digest.urls import canonical


class Standing:
    """Read anew before each round; whoever asks in between is given what the last round saw."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._settings = settings
        self._store = store
        self._feeds: Sequence[Feed] = settings.feeds
        self._subscriptions: Sequence[Subscription] = settings.subscriptions

    def feeds(self) -> Sequence[Feed]:
        return self._feeds

    def feeds_on(self) -> list[Feed]:
        return [feed for feed in self._feeds if feed.on]

    def subscriptions(self) -> Sequence[Subscription]:
        return self._subscriptions

    async def read_feeds(self) -> None:
        self._feeds = await all_feeds(self._settings, self._store)

    async def read_subscriptions(self) -> None:
        self._subscriptions = await all_subscriptions(self._settings, self._store)


async def all_feeds(settings: Settings, store: Store) -> list[Feed]:
    """Return the configured feeds and those that were added.

    Where ids or addresses meet, one of the team's file stands before one that was added, and that before one that
    ships. The file's `on` and `off` count for whichever has the id; `on` also for one that stands in its place. A feed
    that has moved for good stands at its new address.
    """
    return await store.read(_all_feeds, settings)


def _all_feeds(db: Database, settings: Settings) -> list[Feed]:
    ids = {feed.id for feed in settings.team.feed}
    configured = feed_store.moved(db, settings.feeds)
    own = [feed for feed in configured if feed.id in ids]
    added = _others(own, feed_store.moved(db, feed_store.added(db)))
    shipped = [feed for feed in configured if feed.id not in ids]
    switched = dict.fromkeys(settings.team.feeds.on, True) | dict.fromkeys(settings.team.feeds.off, False)
    wanted = {canonical(feed.url) for feed in shipped if switched.get(feed.id)}
    added = [
        replace(feed, on=switched.get(feed.id, feed.on or canonical(feed.url) in wanted)) for feed in added
    ]
    return [*added, *_others(added, shipped), *own]


def _others(standing: Iterable[Feed], feeds: Iterable[Feed]) -> list[Feed]:
    """Return the feeds of which neither the id nor the address is that of one that stands."""
    standing = list(standing)
    ids, addresses = {feed.id for feed in standing}, {canonical(feed.url) for feed in standing}
    return [feed for feed in feeds if feed.id not in ids and canonical(feed.url) not in addresses]


async def all_subscriptions(settings: Settings, store: Store) -> list[Subscription]:
    """Return the configured subscriptions and those made in chat, each without what its channel has muted there.

    Where names meet, the configured one stands.
    """
    return await store.read(_all_subscriptions, settings.subscriptions)


def _all_subscriptions(db: Database, configured: Sequence[Subscription]) -> list[Subscription]:
    found = {one.key: one for one in (*subscription_store.saved(db), *configured)}
    return [choices.with_mutes(db, one) for one in found.values()]


def told_themes(subscriptions: Sequence[Subscription], settings: Settings) -> tuple[str, ...]:
    """Return the themes that some subscription reads, each once; all of them where there is no subscription."""
    told = dict.fromkeys(theme for one in subscriptions for theme in one.themes)
    return tuple(told) or settings.theme_ids


async def subscription_named(settings: Settings, store: Store, name: str) -> Subscription:
    """Return the subscription of a name, or of a team's and a name (`T0123/news`); raise SettingsError."""
    found = [one for one in await all_subscriptions(settings, store) if name in (one.key, one.name)]
    # What the home team calls so comes before what another team does.
    return min(found, key=lambda one: one.key != name, default=None) or settings.subscription(name)
