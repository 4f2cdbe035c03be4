"""One round of what is owed: each subscription's digest composed when its slot is due."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from bot.logs import LoggedBugs, log
from bot.post.desk import Desk
from bot.post.owed import Owed, compose_owed
from digest.errors import StoreError
from digest.model.place import Platform
from digest.model.subscription import Subscription
from digest.store import channels as channel_store
from digest.store import digests as digest_store
from digest.tell.slots import TOO_LATE, Slot, newest_slot


class Rounds:
    """Asks for every subscription's digest again and again; the store says which are owed."""

    def __init__(
        self,
        desk: Desk,
        platforms: Collection[Platform],
        *,
        composed: Callable[[datetime, datetime], None] = lambda _due, _now: None,
    ) -> None:
        """`platforms` are those that are on; `composed` is told when each digest was due, and when it was made."""
        self._desk = desk
        self._platforms = platforms
        self._composed = composed
        # Slots whose digests are known to be there, so that the store is not asked every few seconds.
        self._done: dict[str, Slot] = {}
        self.have_been = asyncio.Event()
        """Set once what was due at the start is composed."""

    async def compose(self, subscriptions: Sequence[Subscription], now: datetime) -> set[Platform]:
        """Compose what is owed, and return for which platforms; what fails for one holds up no other.

        Raise StoreError in the end when the store failed, which is most often the same for all of them.
        """
        store = self._desk.store
        off = await store.read(channel_store.off)
        refused = await store.read(digest_store.refused_since, now - TOO_LATE)
        composed: set[Platform] = set()
        unwell: StoreError | None = None
        for subscription in subscriptions:
            if subscription.platform not in self._platforms or subscription.place.key in off:
                continue
            with LoggedBugs(subscription=subscription.key):
                try:
                    is_done = newest_slot(subscription, now) == self._done.get(subscription.key)
                    if is_done and subscription.key not in refused:
                        continue
                    if self._note(subscription, await compose_owed(self._desk, subscription, now), now):
                        composed.add(subscription.platform)
                except StoreError as error:
                    unwell = error
        if unwell:
            raise unwell
        self.have_been.set()
        return composed

    def _note(self, subscription: Subscription, owed: Owed, now: datetime) -> bool:
        """Remember that a slot has its digest; return whether it was made just now."""
        if owed.slot is None or owed.digest is None:
            return False
        self._done[subscription.key] = owed.slot
        if owed.due is None:
            return False
        self._composed(owed.due, now)
        log().info("composed", digest=owed.digest.id, subscription=subscription.key, late=owed.digest.late)
        return True
