"""The Feeds and Subscriptions that stand now: those of the file, and those that were made since."""

from collections.abc import Sequence

from bot.line import all_feeds
from bot.readers import all_subscriptions
from config.settings import Settings
from digest.model import Feed, Subscription
from digest.store import Store


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
