"""What an earlier run posted, of which the store knows nothing: its disk did not last, or it is an old copy.

Nothing but the message is left of that run. So a digest's slot is over, and no part of ours goes on from the message.
What we would have told of the time before the slot counts as told; the next digest begins at the slot.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.chat import Body
from digest.model.delivery import Delivery, DeliveryState, Posted
from digest.store import Database, memory
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.store import stories as story_store

# What was published so shortly before a slot may have been pulled after it.
_PULLED_WITHIN = timedelta(hours=2)


def looked_for(parts: Sequence[tuple[Delivery, Body]]) -> list[tuple[Delivery, Body]]:
    """Return the parts of what is said so that the first one is looked for before it is sent."""
    return [
        (replace(part, state=DeliveryState.UNCERTAIN) if part.part == 1 else part, body)
        for part, body in parts
    ]


def take_as_had(db: Database, part: Delivery, posted: Posted, now: datetime) -> Delivery:
    """Note that a digest stands in its channel, whose first part was found there."""
    due = digest_store.begin_next_at_slot(db, part.digest)
    digest = digest_store.by_id(db, part.digest)
    assert digest is not None, "a part is planned with its digest"
    stories = story_store.whole(db, [telling.story for telling in digest.tellings])
    news = [story.id for story in stories if story.last_published > due - _PULLED_WITHIN]
    memory.take_back(db, part.place.key, digest.id, news)
    return outbox.take_as_sent(db, part, posted, now)
