"""Stories that are told between digests, because many tell them at once. Rarely, and never twice."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.logs import log
from bot.post.desk import Desk
from bot.post.layout import TITLE_LIMIT, layout_of
from bot.post.outgoing import Outgoing, put
from digest.model.delivery import DeliveryKind
from digest.model.digest import Telling
from digest.model.item import Item
from digest.model.place import Platform
from digest.model.story import Story
from digest.model.subscription import Layout, Subscription
from digest.model.window import Window
from digest.store import Database, memory
from digest.store import channels as channel_store
from digest.store import deliveries as outbox
from digest.store import stories as story_store
from digest.tell.alerts import WITHIN, is_alerting, may_interrupt
from digest.tell.present.digest import alert_message
from digest.tell.told import snapshot
from digest.text import cut

# A local day has up to an hour more where the clocks go back.
_LONGEST_DAY = timedelta(hours=25)


@dataclass(frozen=True, slots=True)
class Alerts:
    """Puts alerts into the outbox for the subscriptions that want them."""

    desk: Desk
    subscriptions: Callable[[], Sequence[Subscription]]
    after: asyncio.Event
    """Set once the digests that were due at the start are composed: what they tell is told."""

    async def look(self, now: datetime) -> None:
        """Note an alert for each channel that has one coming."""
        if not self.after.is_set():
            return
        for reader in self.subscriptions():
            if (
                reader.alerts
                and reader.platform in self.desk.renderers
                and reader.platform is not Platform.TERMINAL
            ):
                await self.desk.store.write_durably(self._look, reader, now)

    def _look(self, db: Database, reader: Subscription, now: datetime) -> None:
        place = reader.place
        given = outbox.alerts(db, place, now - _LONGEST_DAY)
        if place.key in channel_store.off(db):
            return
        if not may_interrupt([part.planned for part in given if part.planned], reader.zone, now=now):
            return
        hot = _hot(db, reader, now)
        for telling in self._tellings(db, reader, now) if hot else ():
            if telling.story not in hot or telling.changes:
                continue
            story, items = hot[telling.story]
            if self._put(db, reader, telling, now, may_stand=self._may_stand(items)):
                told = snapshot(replace(story, title=telling.title), items, "", now)
                memory.remember(db, place.key, [told])
                log().info("alerted", subscription=reader.key, story=telling.story, owners=telling.owners)
                return

    def _may_stand(self, items: Sequence[Item]) -> bool:
        """Say whether an earlier run may have told what these items do."""
        began = self.desk.began
        return began is not None and any(item.published <= began for item in items)

    def _tellings(self, db: Database, reader: Subscription, now: datetime) -> Sequence[Telling]:
        """Return the stories of the last hours as a digest would tell them, those told before left out."""
        digest, _ = self.desk.compose(db, reader, Window(now - WITHIN, now), now)
        return digest.tellings

    def _put(
        self, db: Database, reader: Subscription, telling: Telling, now: datetime, *, may_stand: bool
    ) -> bool:
        is_post = layout_of(reader) is Layout.FORUM
        names = self.desk.theme_names(reader)
        said = Outgoing(
            alert_message(telling, reader),
            reader.place,
            DeliveryKind.ALERT,
            about=telling.story,
            subscription=reader.key,
            stories=(telling.story,),
            title=cut(telling.title, TITLE_LIMIT) if is_post else None,
            tags=tuple(names[theme] for theme in telling.themes) if is_post else (),
            may_stand=may_stand,
        )
        return put(db, self.desk.renderers, said, now)


def _hot(db: Database, reader: Subscription, now: datetime) -> dict[str, tuple[Story, Sequence[Item]]]:
    """Return the stories of a subscription's themes that many tell at once and that its channel does not know."""
    window = Window(now - WITHIN, now + timedelta(seconds=1))
    stories = {story.id: story for story in story_store.seen_in(db, window, reader.themes)}
    told = memory.told(db, reader.place.key, stories)
    items = story_store.items_of(db, [story for story in stories if story not in told])
    return {
        story: (replace(stories[story], items=tuple(one.id for one in found)), found)
        for story, found in items.items()
        if is_alerting(found, now=now)
    }
