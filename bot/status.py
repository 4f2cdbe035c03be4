"""How it is doing, in numbers: for `status` on the command line and in chat."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.standing import all_feeds
from config.settings import Settings
from digest.model.delivery import DeliveryState
from digest.model.digest import Digest
from digest.model.place import Place, Platform
from digest.model.status import Status
from digest.model.subscription import Subscription
from digest.model.window import Window
from digest.store import Database, Store, subscriptions
from digest.store import channels as channel_store
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.store import items as item_store
from digest.store import pulls as pull_store
from digest.store import stories as story_store

TeamKey = tuple[Platform, str]
"""A workspace or server, by its platform and its id there; empty where it is filed as the home team."""


async def gather_status(
    settings: Settings, store: Store, *, now: datetime, team: TeamKey | None = None
) -> Status:
    """Return how it is doing; for a `team`, digests, deliveries and channels are its own alone."""
    on = [feed.id for feed in await all_feeds(settings, store) if feed.on]
    return await store.read(_gather, settings.subscriptions, on, now, team)


def _gather(
    db: Database,
    configured: Sequence[Subscription],
    feeds: list[str],
    now: datetime,
    team: TeamKey | None,
) -> Status:
    day = pull_store.coverage(db, Window(now - timedelta(hours=24), now), feeds)
    parts = outbox.count_unsent(db, team)
    off = [channel for channel in channel_store.off(db) if team is None or _is_of(channel, team)]
    return Status(
        feeds_on=len(feeds),
        feeds_read=day.read,
        feeds_failing=day.failed,
        items=item_store.count(db),
        stories=story_store.count(db),
        last_digest=_last_digest(db, configured, team),
        waiting=parts[DeliveryState.PENDING] + parts[DeliveryState.SENDING],
        uncertain=parts[DeliveryState.UNCERTAIN],
        perhaps_twice=outbox.perhaps_twice(db, team),
        failed=parts[DeliveryState.FAILED],
        channels_off=tuple(off),
    )


def _last_digest(db: Database, configured: Sequence[Subscription], team: TeamKey | None) -> Digest | None:
    if team is None:
        return digest_store.newest_of_all(db)
    own = [one.key for one in (*configured, *subscriptions.saved(db)) if (one.platform, one.team) == team]
    found = [digest for name in own if (digest := digest_store.newest(db, name))]
    last = max(found, key=lambda digest: digest.window.end, default=None)
    # Its own team has no need of the team's id.
    return last and replace(last, subscription=last.subscription.removeprefix(f"{team[1]}/"))


def _is_of(channel: str, team: TeamKey) -> bool:
    place = Place.of(channel)
    return (place.platform, place.team) == team
