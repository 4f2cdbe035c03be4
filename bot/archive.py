"""What readers ask of the store, for the command line and for chat: questions in, values out.

Every answer comes from the store; none touches the network.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import cache

from config.settings import Settings
from digest.errors import NotHeldError, ParseError
from digest.line.run import Run
from digest.model.comparison import Comparison
from digest.model.digest import Judged, Verdict
from digest.model.figure import Statement
from digest.model.outlet import Outlet
from digest.model.query import Hit, Query
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.model.trend import Rising, Trend
from digest.model.window import Window
from digest.store import Database, Store, memory, search
from digest.store import digests as digest_store
from digest.store import figures as figure_store
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.store.search.meaning import Meaning, has_vectors
from digest.store.trends import filed_between, named_between
from digest.tags import UNKNOWN
from digest.tell.compare import compare
from digest.tell.course import Course, Development
from digest.tell.rank import rank
from digest.tell.reasons import NOT_JUDGED
from digest.tell.summarise import summarise
from digest.tell.titles import titled
from digest.tell.trends import last_weeks, rising, trends
from digest.tell.typed_names import key, meant, no_such
from digest.tell.voice import Voice
from digest.understand.figures.called import told_as, unit_called, units_called
from digest.understand.spelling import Spelling
from digest.understand.vectors import vector_of

MeaningOf = Callable[[str], Awaitable[bytes | None]]
"""Gives the vector of what a reader asked, wherever that is made; None when it cannot be had."""


# A question waits so long for its vector, of which the words alone have no need.
_MEANING_S = 5.0


def archive_of(settings: Settings, store: Store, run: Run) -> "Archive":
    """Return the archive of an installation; `run` works out what questions mean, as vectors."""
    embedder = settings.team.embedder

    @cache
    def spelling() -> Spelling:
        # Most commands ask nothing that has a meaning.
        return Spelling(settings.knowledge)

    async def meaning_of(words: str) -> bytes | None:
        try:
            # Too few words to tell their language from.
            return await run(vector_of, spelling().spelled(words, UNKNOWN), embedder, timeout=_MEANING_S)
        except ParseError:
            # The words alone find enough; the next question finds the child awake.
            return None

    return Archive(store, settings.team.told_in, embedder=embedder, meaning_of=meaning_of)


class Archive:
    """Answers from the store, in the languages that its reader prefers."""

    def __init__(
        self,
        store: Store,
        languages: Sequence[str],
        *,
        embedder: str = "none",
        meaning_of: MeaningOf | None = None,
    ) -> None:
        """With `meaning_of` a question finds what means the same in another language, where items have vectors."""
        self._store = store
        self._languages = tuple(languages)
        self._embedder = embedder
        self._meaning_of = meaning_of

    def read_in(self, languages: Sequence[str]) -> "Archive":
        """Return the same archive for somebody who prefers other languages."""
        return Archive(self._store, languages, embedder=self._embedder, meaning_of=self._meaning_of)

    async def find(self, query: Query) -> list[Hit]:
        """Raise QueryError when there is nothing in it to look for."""
        meaning = await self._meaning(query)
        return await self._store.read(search.find, query, meaning=meaning)

    async def _meaning(self, query: Query) -> Meaning | None:
        if self._meaning_of is None or not search.is_ranked(query):
            return None
        if not await self._store.read(has_vectors, self._embedder):
            return None
        vector = await self._meaning_of(query.words)
        return Meaning(self._embedder, vector) if vector else None

    async def check_outlet(self, query: Query, outlets: Mapping[str, Outlet], spoken: Voice) -> None:
        """Raise QueryError where a query that found nothing names an outlet that is none of `outlets` and no item's."""
        if not query.outlet:
            return
        of_items = await self._store.read(item_store.outlets)
        known = [*of_items, *outlets]
        if query.outlet in known:
            return
        names = {key(each.name): domain for domain, each in outlets.items() if each.name}
        names |= {key(domain.partition(".")[0]): domain for domain in (*outlets, *of_items)}
        names |= {key(domain): domain for domain in known}
        raise no_such(spoken, query.outlet, "outlet", known, names)

    async def newest(self, theme: str | None, most: int) -> list[Story]:
        """Return the stories told last, of a theme or of any, the latest first, titled as their courses are."""
        return await self._store.read(lambda db: self._titled(db, story_store.newest(db, theme, most)))

    async def story(self, story_id: str) -> Story:
        """Return a story, titled as its course is; raise QueryError when there is none."""
        [story] = await self._store.read(lambda db: self._titled(db, [story_store.get(db, story_id)]))
        return story

    async def stories(self, ids: Collection[str]) -> list[Story]:
        """Return the stories of these ids, titled as their courses are; those that are not kept are left out."""
        return await self._store.read(self._stories, ids)

    async def course(self, story_id: str) -> Course:
        """Raise QueryError when there is no such story."""
        return await self._store.read(self._course, story_id)

    async def compare(self, story_id: str) -> tuple[Story, Comparison]:
        """Return the story, titled as its course is, and each side's words."""
        return await self._store.read(self._compare, story_id)

    async def why(
        self, story_id: str, subscription: Subscription, *, now: datetime, of_all: bool = True
    ) -> tuple[Story, Judged | None]:
        """Return the story, titled as its course is, and how it fared in the last digest that judged it.

        Where none has, how it would fare today. With `of_all` all digests of the subscription's team count,
        else its own: why another team was not told something is that team's to know.
        """
        return await self._store.read(self._why, story_id, subscription, now, of_all)

    async def figures(
        self, words: str, spoken: Voice, *, since: datetime | None = None, unit: str | None = None
    ) -> list[Statement]:
        """Raise QueryError when there is nothing in the words to look for, NotHeldError when no figure has the unit."""
        units = await self._store.read(_units_meant, unit, spoken) if unit else None
        return await self._store.read(figure_store.ledger, words, since, units)

    async def is_told(self, words: str, *, since: datetime | None = None) -> bool:
        """Say whether any item holds all the words, whatever it states of them."""
        return bool(await self._store.read(search.keys_of_all, Query(words, since=since, limit=1)))

    async def trends(self, theme: str | None, *, weeks: int, now: datetime) -> list[Trend]:
        """Return the last weeks, this one among them, the oldest first."""
        window = _window(weeks, now)
        return await self._store.read(lambda db: trends(filed_between(db, window, theme)))

    async def rising(self, theme: str | None, *, weeks: int, now: datetime) -> list[Rising]:
        """Return the actors that more stories of this week name than of an average one before."""
        window, mondays = _window(weeks, now), last_weeks(now, weeks)
        return await self._store.read(lambda db: rising(named_between(db, window, theme), mondays))

    def _stories(self, db: Database, ids: Collection[str]) -> list[Story]:
        return self._titled(db, story_store.without_items(db, ids))

    def _course(self, db: Database, story_id: str) -> Course:
        story = story_store.get(db, story_id)
        items = story_store.items_of_one(db, story.id)
        return Course(
            story,
            tuple(items),
            summarise(story, items, languages=self._languages),
            self._developments(db, story),
            tuple(memory.told_of(db, story.id)),
        )

    def _compare(self, db: Database, story_id: str) -> tuple[Story, Comparison]:
        story = story_store.get(db, story_id)
        items = story_store.items_of_one(db, story.id)
        return titled(story, items, self._languages), compare(story, items, languages=self._languages)

    def _why(
        self, db: Database, story_id: str, subscription: Subscription, now: datetime, of_all: bool
    ) -> tuple[Story, Judged | None]:
        story = story_store.get(db, story_id)
        judged = _judged(db, story, subscription, now, of_all)
        return titled(story, story_store.items_of_one(db, story.id), self._languages), judged

    def _developments(self, db: Database, story: Story) -> tuple[Development, ...]:
        began = story_store.first_published(db, story.developments)
        stories = self._stories(db, story.developments)
        found = (Development(each, began.get(each.id, each.first_seen)) for each in stories)
        return tuple(sorted(found, key=lambda each: (each.began, each.story.id)))

    def _titled(self, db: Database, stories: Sequence[Story]) -> list[Story]:
        """Return the stories under the titles that their courses have."""
        items = story_store.items_of(db, [story.id for story in stories])
        return [titled(story, items[story.id], self._languages) for story in stories]


def _judged(
    db: Database, story: Story, subscription: Subscription, now: datetime, of_all: bool
) -> Judged | None:
    for judged in digest_store.judged(db, story.id):
        if judged.subscription == subscription.key or (of_all and judged.team == subscription.team):
            return judged
    if not any(filing.theme in subscription.themes for filing in story.themes):
        return None
    window = Window(now - timedelta(hours=24), now)
    ranked = rank([story], window=window, themes=subscription.themes, mute=subscription.mute)[0]
    return Judged(Verdict(story.id, False, ranked.held_back_by or NOT_JUDGED, ranked.parts))


def _units_meant(db: Database, name: str, spoken: Voice) -> list[str]:
    """Return the units that figures have of which a name is one; where no figure is kept yet, no unit is wrong."""
    held = figure_store.units(db)
    if not held:
        return []
    if units := units_called(name, held):
        return units
    told = told_as(held)
    names = {key(unit): one for unit, one in told.items()}
    if (unit := meant(unit_called(name), names)) is None:
        raise NotHeldError(str(no_such(spoken, name, "unit", list(dict.fromkeys(told.values())), names)))
    return units_called(unit, held)


def _window(weeks: int, now: datetime) -> Window:
    start = datetime.combine(last_weeks(now, weeks)[0], time(), UTC)
    return Window(start, now + timedelta(seconds=1))
