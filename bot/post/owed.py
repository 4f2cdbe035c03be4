"""Which Digests are owed now: composed once, stored as they will be read, and noted in the outbox.

The slot decides. A subscription's slot that has a digest is never composed again, whoever asks: the
schedule, the command line, or a second process.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.chat import Body, Renderer, Renderers
from bot.post.earlier import looked_for
from bot.post.parts import parts_of
from digest.clock import local_date
from digest.line.composing import compose_digest
from digest.model.delivery import Delivery
from digest.model.digest import Alerted, Digest, Section, Telling, Verdict
from digest.model.feed import Feed
from digest.model.knowledge import Knowledge
from digest.model.subscription import Subscription
from digest.model.window import Window
from digest.store import Database, Store, memory
from digest.store import channels as channel_store
from digest.store import deliveries as outbox
from digest.store import digests as digest_store
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.store import subscriptions as subscription_store
from digest.tell.message import Message
from digest.tell.present.digest import digest_message
from digest.tell.slots import LATE, TOO_LATE, Slot, newest_slot, slots_between, window_of
from digest.tell.spans import theme_names
from digest.tell.told import snapshot
from digest.tell.voice import speaker


@dataclass(frozen=True, slots=True)
class Owed:
    """What became of asking for a subscription's digest."""

    slot: Slot | None
    digest: Digest | None
    is_new: bool = False
    """True when it was composed now; False when the slot had its digest already, or none is owed."""
    due: datetime | None = None
    """Of a new one: its slot's time, or when its subscription was first served if that time was over by then."""


class Desk:
    """Composes what is owed and puts it into the outbox."""

    def __init__(
        self,
        store: Store,
        knowledge: Knowledge,
        renderers: Renderers,
        *,
        feeds: Callable[[], Sequence[Feed]],
        page: Callable[[Digest, Subscription], str] = lambda _digest, _subscription: "",
        began: datetime | None = None,
    ) -> None:
        """`page` gives the public address of a digest's own page, empty where there is none.

        What was due when the program `began` may have been posted by an earlier run, and is looked for first.
        """
        self._store = store
        self._knowledge = knowledge
        self._renderers = renderers
        self._feeds = feeds
        self._actors = knowledge.actors_by_id
        self._page = page
        self.began = began

    async def compose(self, subscription: Subscription, now: datetime) -> Owed:
        """Compose the digest of the newest slot at or before `now`, unless it has one or is too old."""
        slot = newest_slot(subscription, now)
        if slot is None or now - slot.due > TOO_LATE:
            return Owed(slot, None)
        if subscription.since and slot.due < subscription.since:
            return Owed(None, None)
        return await self._store.write_durably(self._compose, subscription, slot, now)

    async def preview(self, subscription: Subscription, window: Window, now: datetime) -> Digest:
        """Return what the subscription would read for a window; nothing is recorded."""
        return await self._store.read(self.compose_window, subscription, window, now)

    async def so_far(self, subscription: Subscription, now: datetime) -> Digest:
        """Return what the channel was not told yet: what its last digest had no room for, and what is new since."""
        return await self._store.read(self._so_far, subscription, now)

    def message(self, subscription: Subscription, digest: Digest) -> Message:
        page = self._page(digest, subscription)
        return digest_message(digest, subscription, themes=self._knowledge.themes, page=page)

    def _compose(self, db: Database, subscription: Subscription, slot: Slot, now: datetime) -> Owed:
        if stored := digest_store.get(db, subscription.key, slot.date, subscription.edition):
            return Owed(slot, stored)
        if subscription.place.key in channel_store.off(db):
            return Owed(slot, None)
        slots = (subscription.key, subscription.edition)
        newest = digest_store.newest(db, *slots)
        if newest and newest.window.end > now and _is_behind(db, now):
            return Owed(slot, None)
        # One that ended later than now was made while the clock was ahead.
        last = digest_store.newest(db, *slots, before=now)
        if last and last.date > slot.date:
            # The zone was changed: what this slot could tell was told already.
            return Owed(slot, None)
        if last and outbox.supersede(db, last.id):
            last = digest_store.newest(db, *slots, before=now)
        return self._make(db, subscription, slot, now, last=last, is_first=newest is None)

    def _make(
        self,
        db: Database,
        subscription: Subscription,
        slot: Slot,
        now: datetime,
        *,
        last: Digest | None,
        is_first: bool,
    ) -> Owed:
        """Compose a slot's digest, and put it into the store and the outbox; `last` is the one before it."""
        told_up_to = digest_store.last_end(db, subscription.key, subscription.edition, before=now)
        window = window_of(subscription, told_up_to, now)
        taken_on = subscription_store.taken_on(db, subscription)
        was_over = is_first and taken_on is not None and slot.due < taken_on
        digest, verdicts = self._digest(db, subscription, window, now, day=slot.date)
        digest = replace(
            digest,
            late=now - slot.due > LATE and not was_over,
            missed=slots_between(subscription, last.date, slot.date) if last else 0,
            alerted=_alerted(db, subscription, window),
        )
        digest_store.save(db, digest, verdicts, subscription.place.key, due=slot.due)
        may_stand = self.began is not None and slot.due <= self.began
        self._plan(db, subscription, digest, now, may_stand=may_stand)
        return Owed(slot, digest, is_new=True, due=taken_on if was_over else slot.due)

    def _plan(
        self, db: Database, subscription: Subscription, digest: Digest, now: datetime, *, may_stand: bool
    ) -> None:
        """Put a new digest's parts into the outbox, and remember what the channel is told by them."""
        renderer = self._renderers.get(subscription.platform)
        parts = self.parts(subscription, digest, renderer) if renderer else []
        # What there was no room for was not told.
        told = _told_by(part for part, _ in parts) if parts else {each.story for each in digest.tellings}
        self._remember(db, subscription, digest, told, now)
        if not (subscription.quiet and not digest.sections):
            outbox.plan(db, looked_for(parts) if may_stand else parts, now)

    def _digest(
        self,
        db: Database,
        subscription: Subscription,
        window: Window,
        now: datetime,
        *,
        day: date | None = None,
    ) -> tuple[Digest, list[Verdict]]:
        return compose_digest(
            db,
            subscription,
            window,
            day=day or local_date(window.end, subscription.zone),
            now=now,
            feeds=[feed.id for feed in self._feeds() if feed.on],
            actors=self._actors,
        )

    def compose_window(
        self, db: Database, subscription: Subscription, window: Window, now: datetime
    ) -> Digest:
        """As `preview`, inside a transaction of the caller's."""
        return self._digest(db, subscription, window, now)[0]

    def _so_far(self, db: Database, subscription: Subscription, now: datetime) -> Digest:
        slots = (subscription.key, subscription.edition)
        window = window_of(subscription, digest_store.last_end(db, *slots), now)
        digest = self.compose_window(db, subscription, window, now)
        last = digest_store.newest(db, *slots)
        left = _left_out(last, outbox.of_digest(db, last.id)) if last else {}
        return replace(digest, sections=_joined(subscription.themes, left, digest.sections))

    def _remember(
        self,
        db: Database,
        subscription: Subscription,
        digest: Digest,
        told: Collection[str],
        now: datetime,
    ) -> None:
        titles = {telling.story: telling.title for telling in digest.tellings if telling.story in told}
        stories = {story: story_store.get(db, story) for story in titles}
        items = story_store.items_of(db, list(titles))
        memory.remember(
            db,
            memory.key_of(subscription),
            [
                replace(snapshot(stories[id_], items[id_], digest.id, now), title=title)
                for id_, title in titles.items()
            ],
        )

    def parts(
        self, subscription: Subscription, digest: Digest, renderer: Renderer
    ) -> list[tuple[Delivery, Body]]:
        """Return the deliveries that post a digest, each with its body, in the order in which they go."""
        names = theme_names(self._knowledge.themes, speaker(subscription.voice))
        return parts_of(digest, subscription, self.message(subscription, digest), renderer, names=names)


def _is_behind(db: Database, now: datetime) -> bool:
    """Say whether the clock, which was set back, is wrong now and not before: publishers date their news later."""
    dated = item_store.usual_date(db)
    return dated is not None and dated > now


def _alerted(db: Database, subscription: Subscription, window: Window) -> tuple[Alerted, ...]:
    """Return what the channel was told by alerts since the last digest."""
    given = outbox.alerts(db, subscription.place, window.start)
    told = memory.told(db, subscription.place.key, [story for part in given for story in part.stories])
    return tuple(
        Alerted(story, told[story].title, part.link)
        for part in given
        for story in part.stories
        if story in told
    )


# ---- what a digest had no room for ----------------------------------------------------------------


def _told_by(parts: Iterable[Delivery]) -> set[str]:
    return {story for part in parts for story in part.stories}


def _left_out(digest: Digest, parts: Sequence[Delivery]) -> dict[str, tuple[Telling, ...]]:
    """Return by theme what none of a digest's parts told; nothing of one that was not posted in parts."""
    told = _told_by(parts)
    if not told:
        return {}
    left = {
        section.theme: tuple(each for each in section.stories if each.story not in told)
        for section in digest.sections
    }
    return {theme: tellings for theme, tellings in left.items() if tellings}


def _joined(
    themes: Sequence[str], left: Mapping[str, Sequence[Telling]], sections: Sequence[Section]
) -> tuple[Section, ...]:
    """Return the sections with what was left out before what is new; a story that is in both is new."""
    new = {section.theme: section.stories for section in sections}
    again = {telling.story for section in sections for telling in section.stories}
    found = [
        Section(
            theme,
            (*(each for each in left.get(theme, ()) if each.story not in again), *new.get(theme, ())),
        )
        for theme in themes
    ]
    return tuple(section for section in found if section.stories)
