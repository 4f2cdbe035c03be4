"""From the store to a Digest: what a Subscription reads for a Window."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.model import Digest, Subscription, Verdict, Window
from digest.store import Database
from digest.store import digests as digest_store
from digest.store import feeds as feed_store
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.tell.compose import compose
from digest.tell.rank import rank

# Stories whose items are read for a digest, for each that it may show; the others' counts were too low.
CANDIDATES_PER_STORY = 4


def compose_digest(
    db: Database,
    subscription: Subscription,
    window: Window,
    *,
    day: date,
    now: datetime,
    feeds: Sequence[str],
    late: bool = False,
    missed: int = 0,
) -> tuple[Digest, list[Verdict]]:
    """Compose what a subscription reads for a window, from the store alone; nothing is written.

    `feeds` are those whose pulls the footer counts.
    """
    # What is pulled in the very second in which we look is news now, and not tomorrow.
    seen = replace(window, end=window.end + timedelta(seconds=1)) if window.end == now else window
    ranked = rank(
        story_store.seen_in(db, seen, subscription.themes),
        window=window,
        themes=subscription.themes,
        mute=subscription.mute,
    )
    hopeful = [one.story.id for one in ranked if one.held_back_by is None]
    candidates = hopeful[: subscription.stories * CANDIDATES_PER_STORY]
    coverage = replace(
        feed_store.coverage(db, window, feeds),
        items=item_store.count_seen(db, seen),
        stories=story_store.count_seen(db, seen),
    )
    return compose(
        subscription,
        window,
        ranked,
        story_store.items_of(db, candidates),
        digest_store.told(db, digest_store.channel_key(subscription), candidates),
        coverage,
        date=day,
        late=late,
        missed=missed,
    )
