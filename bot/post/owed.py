"""Which Digests are owed now: composed once, stored as they will be read, and noted in the outbox.

The slot decides. A subscription's slot that has a digest is never composed again, whoever asks: the
schedule, the command line, or a second process.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from bot.post.desk import Desk
from bot.post.earlier import looked_for
from bot.post.left_out import told_by
from digest.model.change import Told
from digest.model.digest import Alerted, Digest
from digest.model.subscription import Subscription
from digest.model.window import Window
from digest.store import Database, memory
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.store import subscriptions as subscription_store
from digest.tell.slots import LATE, TOO_LATE, Slot, newest_slot, slots_between, window_of
from digest.tell.told import snapshot


@dataclass(frozen=True, slots=True)
class Owed:
    """What became of asking for a subscription's digest."""

    slot: Slot | None
    digest: Digest | None
    due: datetime | None = None
    """Of one that was composed now: its slot's time, or when its subscription was first served if that was later."""


async def compose_owed(desk: Desk, subscription: Subscription, now: datetime) -> Owed:
    """Compose the digest of the newest slot at or before `now`, unless it has one or is too old."""
    slot = newest_slot(subscription, now)
    if slot is None or now - slot.due > TOO_LATE:
        return Owed(slot, None)
    if subscription.since and slot.due < subscription.since:
        return Owed(None, None)
    return await desk.store.write_durably(_Owing(desk, subscription, slot, now).settle)


@dataclass(frozen=True, slots=True)
class _Owing:
    """A slot that a digest may be owed for."""

    desk: Desk
    subscription: Subscription
    slot: Slot
    now: datetime

    def settle(self, db: Database) -> Owed:
        """Return the slot's digest, composed, stored and put into the outbox if it is owed."""
        subscription, slot = self.subscription, self.slot
        if stored := digest_store.get(db, subscription.key, slot.date, subscription.edition):
            return Owed(slot, stored)
        slots = (subscription.key, subscription.edition)
        newest = digest_store.newest(db, *slots)
        if newest and newest.window.end > self.now and _is_behind(db, self.now):
            return Owed(slot, None)
        # One that ended later than now was made while the clock was ahead.
        last = digest_store.newest(db, *slots, before=self.now)
        if last and last.date > slot.date:
            # The zone was changed: what this slot could tell was told already.
            return Owed(slot, None)
        if last and outbox.supersede(db, last.id):
            last = digest_store.newest(db, *slots, before=self.now)
        return self._make(db, last, is_first=newest is None)

    def _make(self, db: Database, last: Digest | None, *, is_first: bool) -> Owed:
        """Compose the digest, and put it into the store and the outbox; `last` is the one before it."""
        subscription, slot, now = self.subscription, self.slot, self.now
        told_up_to = digest_store.last_end(db, subscription.key, subscription.edition, before=now)
        window = window_of(subscription, told_up_to, now)
        taken_on = subscription_store.taken_on(db, subscription)
        was_over = is_first and taken_on is not None and slot.due < taken_on
        digest, verdicts = self.desk.compose(db, subscription, window, now, day=slot.date)
        digest = replace(
            digest,
            late=now - slot.due >= LATE and not was_over,
            missed=slots_between(subscription, last.date, slot.date) if last else 0,
            alerted=_alerted(db, subscription, window),
        )
        # Of several tries one may have posted it, although the last was refused.
        was_tried = digest_store.give_way(db, digest.id)
        digest_store.save(db, digest, verdicts, subscription.place.key, due=slot.due)
        self._plan(db, digest, was_tried=was_tried)
        return Owed(slot, digest, due=taken_on if was_over else slot.due)

    def _plan(self, db: Database, digest: Digest, *, was_tried: bool) -> None:
        """Put a new digest's parts into the outbox, and remember what the channel is told by them."""
        renderer = self.desk.renderers.get(self.subscription.platform)
        parts = self.desk.parts(self.subscription, digest, renderer) if renderer else []
        # What there was no room for was not told.
        told = told_by(part for part, _ in parts) if parts else {each.story for each in digest.tellings}
        self._remember(db, digest, told)
        if not (self.subscription.quiet and not digest.sections):
            was_due_before = self.desk.began is not None and self.slot.due <= self.desk.began
            may_stand = was_tried or was_due_before
            outbox.plan(db, looked_for(parts) if may_stand else parts, self.now)

    def _remember(self, db: Database, digest: Digest, told: Collection[str]) -> None:
        titles = {telling.story: telling.title for telling in digest.tellings if telling.story in told}
        stories = {story.id: story for story in story_store.without_items(db, titles)}
        items = story_store.items_of(db, list(titles))
        remembered = [
            replace(snapshot(stories[id_], items[id_], digest.id, self.now), title=title)
            for id_, title in titles.items()
        ]
        memory.remember(db, memory.key_of(self.subscription), remembered)


def _is_behind(db: Database, now: datetime) -> bool:
    """Say whether the clock, which was set back, is wrong now and not before: publishers date their news later."""
    dated = item_store.usual_date(db)
    return dated is not None and dated > now


def _alerted(db: Database, subscription: Subscription, window: Window) -> tuple[Alerted, ...]:
    """Return what the channel was told by alerts since the last digest."""
    told = memory.told_since(db, subscription.place.key, window.start)
    # What an alert told may have gone to another story since.
    by_link: dict[str | None, Told] = {known.link: known for known in told.values() if known.link}
    given = [
        (told.get(story) or by_link.get(part.link), part.link)
        for part in outbox.alerts(db, subscription.place, window.start)
        for story in part.stories
    ]
    return tuple(Alerted(known.story, known.title, link) for known, link in given if known)
