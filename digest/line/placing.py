"""From Readings to stories in the store, in the writer's one transaction."""

from collections.abc import Sequence
from datetime import datetime

from digest.model.item import Item, Reading
from digest.model.knowledge import Known
from digest.model.window import Window
from digest.store import Database, ties
from digest.store import items as item_store
from digest.store import placed as placed_store
from digest.store import stories as story_store
from digest.store.readings import keep_readings
from digest.understand.grouping.group import Grouping, Placement, in_parts
from digest.understand.grouping.open_stories import LIFE, MEMORY
from digest.understand.story import build_story


class Placer:
    """Keeps the stories open around the items in hand in step with the store. For the writer's thread only."""

    def __init__(self, known: Known) -> None:
        self._embedder = known.embedder
        self._places = known.places
        self._begin_anew()

    def place(self, db: Database, readings: Sequence[Reading], now: datetime) -> None:
        """Keep what was read, and put what is grouped into stories."""
        try:
            keep_readings(db, readings, self._embedder)
            placed_store.keep_traits(db, readings, now)
            parts = list(in_parts(readings, now))
            if not parts:
                return
            self._learn(db, min(now, max(reading.item.published for reading in readings)))
            # Each part is stored before the next, which may join two of its stories.
            for part in parts:
                _keep_stories(db, part, self._grouping.place(part, now=now))
            # Within our transaction nobody else writes, so all that was placed up to here is known.
            self._placed = placed_store.last_placement(db)
        except BaseException:
            # The transaction is undone, and the grouping must forget what it learnt in it.
            self._begin_anew()
            raise

    def _begin_anew(self) -> None:
        self._grouping = Grouping(self._places)
        # The number of the last placement in the store that the grouping has seen.
        self._placed = 0
        self._known: Window | None = None
        """The grouping knows the items published in this window that were placed so far."""

    def _learn(self, db: Database, day: datetime) -> None:
        """Take in the stories that were open around `day`: an archive is grouped as of its own days.

        Only what is not known yet is asked for.
        """
        if self._known and day < self._known.start + LIFE:
            self._begin_anew()
        wanted = Window(day - LIFE - MEMORY, day + LIFE)
        if self._known:
            # Another process may have placed items since we last looked.
            news = placed_store.placed_in(db, self._known, self._placed)
            if self._grouping.is_at_odds_with(news):
                self._begin_anew()
            else:
                self._grouping.learn(news)
                wanted = Window(max(wanted.start, self._known.end), max(wanted.end, self._known.end))
        self._grouping.learn(placed_store.placed_in(db, wanted))
        # What is older the grouping forgets.
        self._known = Window(wanted.end - 2 * LIFE - MEMORY, wanted.end)


def _keep_stories(db: Database, readings: Sequence[Reading], placements: Sequence[Placement]) -> None:
    """Write every story that an item was added to or left, or of which an item was read again."""
    for placement in placements:
        for younger in placement.joins:
            ties.merge(db, placement.story_id, younger)
    items = {reading.item.id: reading.item for reading in readings}
    # As they stand now: since they were read, they may have moved, or their stories been joined with others.
    items |= item_store.get(db, {*items, *(placement.item_id for placement in placements)})
    # What was deleted meanwhile has no place.
    placements = [placement for placement in placements if placement.item_id in items]
    homes = {placement.item_id: placement.story_id for placement in placements}
    ties.part(db, set(homes.values()))
    touched = sorted({*homes.values(), *(item.story for item in items.values() if item.story)})
    members: dict[str, list[Item]] = {
        story: [item for item in kept if homes.get(item.id, story) == story]
        for story, kept in story_store.items_of(db, touched).items()
    }
    because = {story.id: dict(story.because) for story in story_store.whole(db, touched)}
    for placement in placements:
        item = items[placement.item_id]
        if item.story and item.story != placement.story_id:
            ties.move_told(db, item.story, placement.story_id, item.title)
        members[placement.story_id].append(item)
        because.setdefault(placement.story_id, {})[item.id] = placement.reason.of(item)
    story_store.save(db, [build_story(story, members[story], because.get(story)) for story in touched])
    for placement in placements:
        for other in placement.develops:
            ties.link(db, placement.story_id, other)
