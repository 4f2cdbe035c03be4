"""The straight line that joins the wings: from a feed's address to a Digest.

    bytes ─fetch→ Reply ─parse→ Items ─store→ new Items ─read→ Readings ─group→ Stories ─rank, compose→ Digest

What burns CPU goes to `run`, which the shell gives us; what touches the store goes to the store's threads. A pull
parses bodies and reads their items in one trip, before anything is stored; items left unread for whatever reason are
read from the store afterwards. The stretches are in `line/`: `round` goes as far as the store, `placing` on to Stories,
and `composing` from there to the Digest.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING

from digest.line.child import Child
from digest.line.host_waits import keep_waits, recall_waits
from digest.line.round import Round
from digest.line.run import Run
from digest.model.feed import Feed, Outcome
from digest.model.item import Item, Reading, oldest_first
from digest.model.knowledge import Knowledge, Known
from digest.pull.fetch import Fetcher
from digest.pull.schedule import Pull
from digest.store import Store, feed_states
from digest.store import feeds as feed_store
from digest.store import items as item_store

# What only new bytes need is imported when they come, so that a pull in which nothing changed, as in most, costs
# hardly more than its requests.
if TYPE_CHECKING:
    from digest.line.finding import Look
    from digest.line.placing import Placer

# Items read and grouped at a time: enough to share the encoder's work, few enough to be quick to redo.
BATCH = 1000


class Line:
    """The wings, joined around one store."""

    def __init__(
        self,
        store: Store,
        run: Run,
        knowledge: Callable[[], Knowledge],
        known: Callable[[], Known] | None = None,
    ) -> None:
        """`knowledge` loads what the team taught; it is called only when the child does not have it yet.

        `known` loads the little of it that grouping needs, for those who have that sooner than the whole. It is called
        when the first item is read, which in most pulls is never.
        """
        self.store = store
        self._run = run
        self._known = cache(known or (lambda: knowledge().known))
        self._child = Child(run, self._known, knowledge)
        self._reading = asyncio.Lock()

    async def pull(
        self,
        fetcher: Fetcher,
        feeds: Sequence[Feed],
        pull: Pull,
        *,
        seen: Callable[[Outcome], None] = lambda _: None,
    ) -> list[Outcome]:
        """Pull the feeds, store what is new and read it; return the outcomes in the order of the feeds.

        `seen` is called with each outcome as it comes. One feed's failure is that feed's outcome.
        """
        states = await self.store.read(feed_states.whole)
        if not pull.force:
            await recall_waits(self.store, fetcher, pull.now)
        place = partial(self._place, now=pull.now)
        round_ = Round(self.store, self._child, fetcher, pull, seen=seen, place=place)
        try:
            outcomes = await round_.pull(feeds, states)
        finally:
            await round_.finish()
            if added := [feed.id for feed in feeds if not feed.from_file]:
                await self.store.write(feed_store.forget_removed, added)
            await keep_waits(self.store, fetcher, pull.now)
        # Not where the pull was told to end: a crash may have left much unread, which the next one reads as well.
        await self.read(now=pull.now)
        return outcomes

    async def fetch_articles(
        self, fetcher: Fetcher, themes: Sequence[str], *, now: datetime, feeds: Sequence[Feed]
    ) -> int:
        """Fetch the pages of likely stories whose items carry hardly a text; return how many gave one.

        `feeds` are all that there are.
        """
        from digest.line.articles import fetch_articles

        found = await fetch_articles(self.store, self._run, fetcher, themes, now=now, feeds=feeds)
        await keep_waits(self.store, fetcher, now)
        if found:
            await self.read(now=now)
        return found

    async def take_in(self, items: Sequence[Item], *, now: datetime) -> int:
        """Store items that did not come by a pull, in order of publication, and read them; return how many were new."""
        new = 0
        ordered = oldest_first(items)
        for start in range(0, len(ordered), BATCH):
            new += await self._take_in(ordered[start : start + BATCH], now)
        # Items that were known but say something else now.
        await self.read(now=now)
        return new

    async def _take_in(self, items: Sequence[Item], now: datetime) -> int:
        """Read new items before they are stored, so that they enter the index with all their fields."""
        async with self._reading:
            known = await self.store.read(item_store.known, [item.id for item in items])
            fresh: dict[str, Item] = {}
            for item in items:
                if item.id not in known:
                    # Of several with one id, the first.
                    fresh.setdefault(item.id, item)
            readings = await self._child.read(list(fresh.values())) if fresh else []
            again = [item for item in items if item.id in known]
            added = await self.store.write(item_store.add, [*(one.item for one in readings), *again])
            new = {item.id for item in added.new}
            if new:
                await self._place([one for one in readings if one.item.id in new], now=now)
        return len(new)

    async def read(self, *, now: datetime) -> None:
        """Read every stored item that was not read yet, and group those that pass some theme's gate."""
        async with self._reading:
            while unread := await self.store.read(item_store.unread, BATCH):
                await self._place(await self._child.read(unread), now=now)

    async def _place(self, readings: Sequence[Reading], *, now: datetime) -> None:
        """Keep the readings of stored items, and group those that pass some theme's gate."""
        await self.store.write(self._placer.place, readings, now)

    async def look(self, fetcher: Fetcher, feed: Feed, *, now: datetime) -> "Look":
        """Say what a pull of the feed would see; nothing is stored."""
        from digest.line.finding import look

        return await look(fetcher, self._child, feed, now=now)

    async def find_feed(
        self, fetcher: Fetcher, url: str, *, now: datetime, auth: str | None = None
    ) -> "Look":
        """Return the feed at an address, or the one behind the page there; raise NoFeedError when there is none.

        `auth` names the variable of a password, which stays with the address's own host.
        """
        from digest.line.finding import find_feed

        return await find_feed(fetcher, self._child, url, now=now, auth=auth)

    @cached_property
    def _placer(self) -> "Placer":
        from digest.line.placing import Placer

        return Placer(self._known())
