"""Stories as a feed reader gets them, read from the store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from digest.model.item import Item
from digest.model.story import Story
from digest.store import Database
from digest.store import stories as story_store
from digest.tell.summarise import Summary, summarise


@dataclass(frozen=True, slots=True)
class Carried:
    """A story as a feed reader gets it."""

    story: Story
    summary: Summary
    url: str | None
    """An item's own address."""
    published: datetime
    """When it was first told."""
    updated: datetime
    """When we last had anything new of it."""


def newest_carried(db: Database, theme: str | None, most: int, languages: Sequence[str]) -> list[Carried]:
    """Return the newest stories of a theme, or of any, the latest first."""
    stories = story_store.newest(db, theme, most)
    ids = [story.id for story in stories]
    items, changed = story_store.items_of(db, ids), story_store.changed(db, ids)
    return [_carried(story, items[story.id], changed[story.id], languages) for story in stories]


def _carried(story: Story, items: Sequence[Item], updated: datetime, languages: Sequence[str]) -> Carried:
    return Carried(
        story,
        summarise(story, items, languages=languages),
        next((item.url for item in items if item.url), None),
        published=items[0].published if items else story.last_published,
        updated=updated,
    )
