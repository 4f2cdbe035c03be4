"""Feeds in, Outcomes out: one round of pulls. Bodies go to the child, and what they bring to the store, in batches."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from digest.causes import Cause
from digest.domains import host_of
from digest.errors import FetchError, ParseError, StoreError
from digest.line.arrivals import Arrival, Stored, store_arrivals
from digest.line.child import Child
from digest.line.together import Together
from digest.model.feed import Feed, FeedState, Outcome, PullState
from digest.model.item import Reading
from digest.pull import schedule
from digest.pull.ask import ask
from digest.pull.fetch import Fetcher
from digest.pull.reply import Reply
from digest.pull.schedule import Pull, outcome_of
from digest.pull.turns import most_open
from digest.store import Store
from digest.store import pulls as pull_store

# Feeds whose bodies are in hand at once, which bounds the memory of a pull. More are asked at once, as some may hang.
IN_HAND = 32
# Feeds whose items are stored in one transaction, since one for a few costs the index nearly as much as one for many.
# The first waits so long for others that are still being parsed.
STORED_TOGETHER, STORED_TOGETHER_S = 24, 1.0
# Readings that are grouped at a time. Among fewer, hardly two would be of one story, and for each item its story's row
# would be written anew.
READINGS = 500

_log = logging.getLogger("parallax")


class Round:
    """One round of pulls. Call `finish` at its end, whatever happened."""

    def __init__(
        self,
        store: Store,
        child: Child,
        fetcher: Fetcher,
        pull: Pull,
        *,
        seen: Callable[[Outcome], None],
        place: Callable[[Sequence[Reading]], Awaitable[None]],
    ) -> None:
        """`seen` is called with each outcome as it comes; `place` keeps and groups the readings of stored items."""
        self._store = store
        self._child = child
        self._fetcher = fetcher
        self._pull = pull
        self._seen = seen
        self._place = place
        at_once = most_open()
        self._room = asyncio.Semaphore(at_once)
        self._hands = asyncio.Semaphore(IN_HAND)
        # Feeds of one host wait for each other, and must not occupy the places of other hosts' feeds meanwhile.
        self._hosts = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(min(fetcher.host_at_once or at_once, at_once))
        )
        self._bodies = child.gathering(pull.now)
        self._being_parsed = 0
        self._arrivals: Together[Arrival, Stored] = Together(
            lambda arrivals: store.write(store_arrivals, arrivals, pull.now),
            STORED_TOGETHER,
            patience_s=STORED_TOGETHER_S,
            are_more_coming=lambda: self._being_parsed > 0,
        )
        self._readings: list[Reading] = []
        """Readings of stored items that are still to be kept and grouped."""
        self._pulled: list[tuple[FeedState, Outcome]] = []
        """Feeds that brought nothing to store, and how their pulls went: still to be kept."""

    async def pull(self, feeds: Sequence[Feed], states: Mapping[str, FeedState]) -> list[Outcome]:
        """Pull the feeds, as many at once as there is room for; return the outcomes in the order of the feeds."""
        # Feeds that failed last time come last, since they may keep others waiting.
        ordered = sorted(feeds, key=lambda feed: feed.id in states and states[feed.id].failures > 0)
        tasks = {feed.id: asyncio.create_task(self._pull_one(feed, states.get(feed.id))) for feed in ordered}
        try:
            return await asyncio.gather(*(tasks[feed.id] for feed in feeds))
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)

    async def finish(self) -> None:
        """Keep what is in hand, even of a round that was stopped half-way: what has answered is not asked again."""
        await self._store.write(pull_store.keep, self._pulled, self._pull.now)
        await self._place_readings()

    async def _pull_one(self, feed: Feed, known: FeedState | None) -> Outcome:
        state = schedule.state_of(feed, known, self._pull.now)
        if not self._pull.force and not schedule.is_due(state, self._pull.now):
            outcome = Outcome(feed.id, feed.url, PullState.SKIPPED, "not due yet", next_pull=state.next_pull)
            self._seen(outcome)
            return outcome
        async with self._hosts[host_of(feed.url)], self._room:
            outcome = await self._ask(feed, state)
        self._seen(outcome)
        if len(self._readings) >= READINGS:
            await self._place_readings()
        return outcome

    async def _ask(self, feed: Feed, state: FeedState) -> Outcome:
        """Return how the pull went; nothing that a feed does makes it raise."""
        try:
            known = None if schedule.wants_all(state, self._pull.now) else state
            reply = await ask(self._fetcher, feed, known)
            async with self._hands:
                return await self._take_reply(feed, state, reply)
        except (FetchError, ParseError) as error:
            return self._note_failure(feed, state, error)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - a bug, ours or a library's: this feed's failure alone
            _log.exception("failed pull feed=%s", feed.id)
            bug = FetchError(Cause.BUG)
            return self._note_failure(feed, state, bug)

    async def _take_reply(self, feed: Feed, state: FeedState, reply: Reply) -> Outcome:
        body_hash = reply.body_hash
        if not reply.is_unchanged:
            state = replace(state, whole_at=self._pull.now)
        if reply.is_unchanged or body_hash == state.body_hash:
            after = schedule.after_success(state, reply, (), self._pull)
            outcome = replace(outcome_of(feed, after), state=PullState.UNCHANGED)
            self._pulled.append((after, outcome))
            return outcome
        self._being_parsed += 1
        try:
            parsed = await self._child.parse(feed, reply, self._pull.now, state.chunks, self._bodies)
        finally:
            self._being_parsed -= 1
        after = replace(
            schedule.after_success(replace(state, ttl_s=parsed.ttl_s), reply, parsed.items, self._pull),
            body_hash=body_hash,
            chunks=parsed.chunks,
            title=parsed.title,
        )
        # As they were read, if they were, so that they enter the index with all their fields.
        items = [reading.item for reading in parsed.readings] or parsed.items
        stored = await self._arrivals.ask(Arrival(feed, after, items, parsed.readings))
        self._readings += stored.readings
        return stored.outcome

    async def _place_readings(self) -> None:
        readings, self._readings = self._readings, []
        if readings:
            await self._place(readings)

    def _note_failure(self, feed: Feed, state: FeedState, error: FetchError | ParseError) -> Outcome:
        if isinstance(error, FetchError) and error.unasked:
            after = schedule.put_off(state, error.retry_after or 0.0, self._pull)
            outcome = Outcome(feed.id, feed.url, PullState.SKIPPED, str(error), next_pull=after.next_pull)
        else:
            after = schedule.after_failure(state, error, self._pull)
            outcome = outcome_of(feed, after)
        self._pulled.append((after, outcome))
        return outcome
