"""When a story is told between digests: rarely."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from digest.clock import local_date
from digest.model.item import Item
from digest.understand.voices import passes_on

# So many independent voices within so long: what everybody tells at once.
OWNERS, WITHIN = 3, timedelta(hours=6)
# A channel is not interrupted more often.
MOST_A_DAY, COOL_DOWN = 2, timedelta(hours=3)


def is_alerting(items: Sequence[Item], *, now: datetime) -> bool:
    """Say whether enough owners have told a story within the last hours; who passes it on is none."""
    recent = {item.owner for item in items if now - WITHIN < item.published <= now and not passes_on(item)}
    return len(recent) >= OWNERS


def may_interrupt(alerts: Sequence[datetime], zone: str, *, now: datetime) -> bool:
    """Say whether a channel may be told something now, after alerts at these times."""
    today = [at for at in alerts if local_date(at, zone) == local_date(now, zone)]
    # A distance, for the clock may have been set back since.
    return len(today) < MOST_A_DAY and all(abs(now - at) >= COOL_DOWN for at in alerts)
