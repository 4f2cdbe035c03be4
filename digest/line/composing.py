"""From the store to a Digest: what a Subscription reads for a Window."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from digest.model.actor import Actor
from digest.model.change import Told
from digest.model.digest import Coverage, Digest, Verdict
from digest.model.item import Item
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.model.window import Window
from digest.store import Database, memory
from digest.store import items as item_store
from digest.store import pulls as pull_store
from digest.store import stories as story_store
from digest.tell.audience import LIKE_TOLD, Audience
from digest.tell.compose import compose
from digest.tell.rank import rank
from digest.understand.story import build_story

# Stories whose items are loaded for each one that a digest may show. The others rank too low to get in.
LIKELY_PER_STORY = 4


def compose_digest(
    db: Database,
    subscription: Subscription,
    window: Window,
    *,
    day: date,
    now: datetime,
    feeds: Sequence[str],
    actors: Mapping[str, Actor],
) -> tuple[Digest, list[Verdict]]:
    """Compose what a subscription reads for a window, from the store alone; nothing is written.

    `feeds` are those whose pulls the footer counts; `actors`, by id, name who is new in an update.
    """
    # What is pulled in the very second of `now` belongs to this digest, not to tomorrow's.
    seen = replace(window, end=window.end + timedelta(seconds=1)) if window.end == now else window
    ranked = rank(
        _as_they_stood(db, story_store.seen_in(db, seen, subscription.themes), seen.end),
        window=window,
        themes=subscription.themes,
        mute=subscription.mute,
    )
    hopeful = [one.story.id for one in ranked if one.held_back_by is None]
    likely = hopeful[: subscription.stories * LIKELY_PER_STORY]
    # Stories that were too many to be ranked are held back, too.
    unranked = story_store.count_seen(db, seen, subscription.themes) - len(ranked)
    told = _told(db, subscription, likely, window.start - LIKE_TOLD)
    return compose(
        Audience(subscription, window, told, actors),
        ranked,
        _items_seen(db, likely, seen.end),
        replace(_coverage(db, window, seen, feeds), held_back=unranked),
        date=day,
    )


def _as_they_stood(db: Database, stories: Sequence[Story], end: datetime) -> list[Story]:
    """Return the stories without what was first seen later: a window of the past knows nothing of it."""
    grown = _items_seen(db, [story.id for story in stories if story.last_seen >= end], end)
    return [
        replace(build_story(story.id, grown[story.id]), developments=story.developments)
        if story.id in grown
        else story
        for story in stories
    ]


def _items_seen(db: Database, story_ids: Sequence[str], end: datetime) -> dict[str, list[Item]]:
    """Return the items of each story that were first seen before the end."""
    known = story_store.items_of(db, story_ids)
    return {story: [item for item in items if item.first_seen < end] for story, items in known.items()}


def _coverage(db: Database, window: Window, seen: Window, feeds: Sequence[str]) -> Coverage:
    return replace(
        pull_store.coverage(db, window, feeds),
        items=item_store.count_seen(db, seen),
        stories=story_store.count_seen(db, seen),
    )


def _told(
    db: Database, subscription: Subscription, stories: Sequence[str], since: datetime
) -> dict[str, Told]:
    """Return what the channel was told of these stories, and all that it was told since then."""
    channel = memory.key_of(subscription)
    return {**memory.told_since(db, channel, since), **memory.told(db, channel, stories)}
