"""What readers ask of the store, for the command line and for chat: questions in, values out.

Every answer comes from the store; none touches the network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from digest.model import Figure, Filing, Hit, Item, Knowledge, Query, Story, Subscription, Told, Verdict, Window
from digest.pipeline import judge
from digest.store import Database, Store
from digest.store import digests as digest_store
from digest.store import figures as figure_store
from digest.store import search
from digest.store import stories as story_store
from digest.tell.compare import Comparison, compare
from digest.tell.summarise import Summary, summarise
from digest.tell.trends import Trend, trends


@dataclass(frozen=True, slots=True)
class Course:
    """One story with all that is known of it."""

    story: Story
    items: tuple[Item, ...]
    """In order of (published, id)."""
    summary: Summary
    developments: tuple[Story, ...]
    told: tuple[tuple[str, Told], ...]
    """(channel, what it was told), the first told first."""


@dataclass(frozen=True, slots=True)
class Why:
    """What filed, ranked or held back one story."""

    story: Story
    verdict: Verdict


class Archive:
    """Answers from the store, in the languages that a team prefers."""

    def __init__(self, store: Store, knowledge: Knowledge, languages: Sequence[str]) -> None:
        self._store = store
        self._knowledge = knowledge
        self._languages = tuple(languages)

    async def find(self, query: Query, *, now: datetime) -> list[Hit]:
        return await self._store.read(search.find, query, now=now)

    async def course(self, story_id: str) -> Course:
        """Raise QueryError when there is no such story."""
        return await self._store.read(self._course, story_id)

    async def compare(self, story_id: str) -> tuple[Story, Comparison]:
        return await self._store.read(_compare, story_id)

    async def why(self, story_id: str, subscription: Subscription, *, now: datetime) -> Why:
        """Return the last digest's verdict; for a story that none has judged, today's."""
        return await self._store.read(_why, story_id, subscription, now)

    async def figures(
        self, words: str, *, since: datetime | None = None, unit: str | None = None
    ) -> list[figure_store.Entry]:
        return await self._store.read(figure_store.ledger, words, since, unit)

    async def trends(self, theme: str | None, *, weeks: int, now: datetime) -> list[Trend]:
        return await self._store.read(_trends, theme, weeks, now)

    def _course(self, db: Database, story_id: str) -> Course:
        story = story_store.get(db, story_id)
        items = story_store.items_of(db, [story.id])[story.id]
        return Course(
            story,
            tuple(items),
            summarise(story, items, languages=self._languages),
            tuple(story_store.whole(db, story.developments)),
            tuple(digest_store.told_of(db, story.id)),
        )


def _compare(db: Database, story_id: str) -> tuple[Story, Comparison]:
    story = story_store.get(db, story_id)
    return story, compare(story, story_store.items_of(db, [story.id])[story.id])


def _why(db: Database, story_id: str, subscription: Subscription, now: datetime) -> Why:
    story = story_store.get(db, story_id)
    verdict = digest_store.verdict(db, story.id)
    return Why(story, verdict or judge(story, subscription, Window(now - timedelta(hours=24), now), now))
