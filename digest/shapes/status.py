"""Status as JSON."""

from digest.model.status import Status
from digest.shapes.values import Json, time_json


def status_json(status: Status) -> Json:
    last = status.last_digest
    return {
        "feeds_on": status.feeds_on,
        "feeds_read_in_24h": status.feeds_read,
        "feeds_failing": status.feeds_failing,
        "items": status.items,
        "stories": status.stories,
        "last_digest": f"{last.subscription} {last.date.isoformat()}" if last else None,
        "last_digest_window_end": time_json(last.window.end) if last else None,
        "deliveries_waiting": status.waiting,
        "deliveries_uncertain": status.uncertain,
        "deliveries_perhaps_twice": status.perhaps_twice,
        "deliveries_failed": status.failed,
        "channels_switched_off": ", ".join(status.channels_off) or None,
    }
