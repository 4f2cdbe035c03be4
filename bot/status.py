"""How it is doing, in numbers: for `status` on the command line and in chat."""

from datetime import datetime, timedelta

from config.settings import Settings
from digest.clock import write_time
from digest.model import DeliveryState, Window
from digest.store import Database, Store
from digest.store import deliveries as ledger
from digest.store import digests as digest_store
from digest.store import feeds as feed_store
from digest.store import items as item_store
from digest.store import stories as story_store


async def gather_status(settings: Settings, store: Store, *, now: datetime) -> dict[str, object]:
    """Return facts by name, in the order in which they are shown."""
    on = [feed.id for feed in settings.feeds if feed.on]
    return await store.read(_gather, on, now)


def _gather(db: Database, feeds: list[str], now: datetime) -> dict[str, object]:
    day = feed_store.coverage(db, Window(now - timedelta(hours=24), now), feeds)
    parts = ledger.counts(db)
    recent = digest_store.recent(db, None, 1)
    last = recent[0] if recent else None
    return {
        "feeds_on": len(feeds),
        "feeds_read_in_24h": day.read,
        "feeds_failing": day.failed,
        "items": item_store.count(db),
        "stories": story_store.count(db),
        "last_digest": f"{last.subscription} {last.date.isoformat()}" if last else None,
        "last_digest_window_end": write_time(last.window.end) if last else None,
        "deliveries_waiting": parts[DeliveryState.PENDING] + parts[DeliveryState.SENDING],
        "deliveries_uncertain": parts[DeliveryState.UNCERTAIN],
        "deliveries_failed": parts[DeliveryState.FAILED],
        "channels_switched_off": ", ".join(ledger.switched_off(db)) or None,
    }
