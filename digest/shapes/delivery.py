"""Deliveries as JSON."""

from digest.model.delivery import Delivery
from digest.shapes.values import Json, time_json


def delivery_json(delivery: Delivery) -> Json:
    return {
        "id": delivery.id,
        "digest": delivery.digest or None,
        "subscription": delivery.subscription or None,
        "platform": str(delivery.platform),
        "channel": delivery.channel,
        "part": delivery.part,
        "state": str(delivery.state),
        "tries": delivery.tries,
        "message_id": delivery.message_id,
        "posted": time_json(delivery.posted),
        "reason": delivery.reason,
        "kind": str(delivery.kind),
        "team": delivery.team or None,
        "link": delivery.link,
        "due": time_json(delivery.due),
        "stories": list(delivery.stories),
    }
