"""The straight line that joins the wings: from a feed's address to a Digest.

    bytes ─fetch→ Reply ─parse→ Items ─store→ new Items ─read→ Readings ─group→ Stories ─rank, compose→ Digest

What burns CPU goes to `run`, which the shell gives us; what touches the store goes to its threads. A pull parses
and reads in one trip, before anything is stored; what stays unread for whatever reason is read from the store.
"""

import asyncio
import hashlib
import logging
import os
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from digest import errands
from digest.errors import FetchError, ParseError, QueryError, StoreError
from digest.ids import derive_id
from digest.model import Feed, FeedState, Item, Knowledge, Outcome, PullState, Reading
from digest.pull import schedule
from digest.pull.fetch import Fetcher, Reply
from digest.pull.turns import most_open
from digest.run import Run
from digest.store import Database, Store
from digest.store import feeds as feed_store
from digest.store import items as item_store
from digest.together import Together
from digest.urls import canonical, host_of, masked

# What only new bytes need is imported where they come: a pull in which nothing changed, which is most
# pulls, then costs hardly more than its requests.
if TYPE_CHECKING:
    from digest.placing import Placer
    from digest.pull.entry import Parsed
    from digest.pull.parse import Body

# Items read and grouped at a time: enough to share the encoder's work, few enough to be quick to redo.
BATCH = 1000
# Of the feeds that are asked at once, some of which may hang, those whose bodies are in hand: these are what a pull
# holds in memory.
IN_HAND = 32
# What one feed's pull may take, waits for its host and for the child not counted; what its request leaves of
# that is for its bytes in the child.
PULL_S = 29.0
# Bodies that go to the child together. When they overrun, or it dies of them, each goes alone.
BODIES = 8
TOGETHER_TIMEOUT_S = 8.0
# A body larger than this goes alone, and waits on disk until the child is free.
LARGE = 512 * 1024
# What one pull takes of one feed: its newest. The rest is an archive, or a flood.
MOST_ITEMS = 200
# Looking for the feed behind a page tries a dozen addresses, and no longer than this.
FIND_S = 60.0
# What one batch of items may take in the child.
READ_TIMEOUT_S = 120.0

_log = logging.getLogger("parallax")


@dataclass(frozen=True)
class Pull:
    """How a pull is made: when, how often by default, and whether feeds that are not due are asked too."""

    now: datetime
    rng: random.Random
    interval: timedelta = timedelta(minutes=30)
    force: bool = False


@dataclass(frozen=True)
class Look:
    """What one look at a feed saw."""

    feed: Feed
    outcome: Outcome
    items: tuple[Item, ...] = ()
    """Oldest first."""
    entries: int = 0


class Line:
    """The wings, joined around one store."""

    def __init__(
        self,
        store: Store,
        run: Run,
        knowledge: Knowledge | Callable[[], Knowledge],
    ) -> None:
        """`knowledge` may be a function, which is asked when the first item is to be read: most pulls have none."""
        self.store = store
        self.run = run
        self._taught = knowledge
        self._reading = asyncio.Lock()
        # Large bodies are read from disk one at a time.
        self._large = asyncio.Lock()

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
        states = await self.store.read(feed_store.states)
        round_ = _Round(self, fetcher, pull, seen)
        # What failed the last time comes after the others, whom it may keep waiting.
        ordered = sorted(feeds, key=lambda feed: feed.id in states and states[feed.id].failures > 0)
        tasks = {feed.id: asyncio.create_task(round_.pull(feed, states.get(feed.id))) for feed in ordered}
        try:
            return await asyncio.gather(*(tasks[feed.id] for feed in feeds))
        finally:
            for task in tasks.values():
                task.cancel()
            await asyncio.gather(*tasks.values(), return_exceptions=True)
            # Also when we are stopped half-way, so that what answered is not asked again at once.
            await self.store.write(feed_store.keep, round_.pulled, pull.now)
            await round_.place()
            await self.read(now=pull.now)

    async def fetch_articles(self, fetcher: Fetcher, themes: Sequence[str], *, now: datetime) -> int:
        """Fetch the pages of likely stories whose items carry hardly a text; return how many gave one."""
        from digest.articles import fetch_articles

        found = await fetch_articles(self.store, self.run, fetcher, themes, now=now)
        if found:
            await self.read(now=now)
        return found

    async def look(self, fetcher: Fetcher, feed: Feed, *, now: datetime) -> Look:
        """Say what a pull of the feed would see; nothing is stored."""
        try:
            reply = await fetcher.get(feed.url, auth=_password_of(feed))
            parsed = await self.parse(feed, reply, now)
        except (FetchError, ParseError) as error:
            return Look(feed, Outcome(feed.id, feed.url, schedule.state_after(error), str(error)))
        return _seen(feed, parsed)

    async def find_feed(self, fetcher: Fetcher, url: str, *, now: datetime, auth: str | None = None) -> Look:
        """Return the feed at an address, or the one behind the page there; raise QueryError when there is none.

        `auth` names the variable of a password, which stays with the address's own host.
        """
        feed = Feed(id=feed_id(url), url=url, auth=auth, from_file=False)
        try:
            page = await fetcher.get(url, auth=_password_of(feed))
        except FetchError as error:
            raise QueryError(f"{masked(url)}: {error}") from error
        with suppress(ParseError):
            return _seen(_at(feed, page.permanent_target or url), await self.parse(feed, page, now))
        from digest.pull.discover import feed_addresses

        with suppress(TimeoutError):
            async with asyncio.timeout(FIND_S):
                for address in feed_addresses(page.url, page.body.decode("utf-8", errors="replace")):
                    behind = await self.look(fetcher, _at(feed, address), now=now)
                    if behind.outcome.state is PullState.OK and behind.entries:
                        return behind
        raise QueryError(
            f"{masked(url)}: no feed was found there or behind it; look for an RSS link on the site"
        )

    async def take_in(self, items: Sequence[Item], *, now: datetime) -> int:
        """Store items that came another way than by a pull, in order of publication, and read them.

        Return how many were new.
        """
        new = 0
        ordered = sorted(items, key=lambda item: (item.published, item.id))
        for start in range(0, len(ordered), BATCH):
            new += len((await self.store.write(item_store.add, ordered[start : start + BATCH])).new)
        await self.read(now=now)
        return new

    async def parse(
        self,
        feed: Feed,
        reply: Reply,
        now: datetime,
        seen: frozenset[str] = frozenset(),
        together: "Together[Body, Parsed | ParseError] | None" = None,
    ) -> "Parsed":
        """Parse what came back, with other bodies where there are any; raise ParseError."""
        from digest.pull.parse import Body

        limit_s = PULL_S - reply.took_s
        if together is None or reply.size > LARGE:
            async with self._large:
                parsed = await self.parse_alone(Body(feed, reply.body, seen, limit_s), now)
        else:
            parsed = await together.ask(Body(feed, reply.body, seen, limit_s))
        if isinstance(parsed, ParseError):
            raise parsed
        return parsed

    async def parse_all(self, bodies: "Sequence[Body]", now: datetime) -> "list[Parsed | ParseError]":
        """Parse bodies in the child, and read what they bring; where that fails, parse each by itself."""
        limit_s = min(TOGETHER_TIMEOUT_S, *(body.limit_s for body in bodies))
        try:
            return await self.run(errands.parse_and_read, bodies, now, self._packed, timeout=limit_s)
        except ParseError:
            return [await self.parse_alone(body, now) for body in bodies]

    async def parse_alone(self, body: "Body", now: datetime) -> "Parsed | ParseError":
        """Parse a body in the child; what it does to the child is its own ParseError."""
        try:
            [parsed] = await self.run(errands.parse, [body], now, timeout=body.limit_s)
        except ParseError as error:
            return error
        return parsed

    async def read(self, *, now: datetime) -> None:
        """Read every stored item that was not read yet, and group those that some gate lets through."""
        async with self._reading:
            while unread := await self.store.read(item_store.unread, BATCH):
                await self.place(await self._read_batch(unread), now=now)

    async def place(self, readings: Sequence[Reading], *, now: datetime) -> None:
        """Keep what stored items were read as, and group those that some gate lets through."""
        await self.store.write(self._placer.place, readings, now)

    @cached_property
    def knowledge(self) -> Knowledge:
        return self._taught() if callable(self._taught) else self._taught

    @cached_property
    def _packed(self) -> bytes:
        return errands.pack(self.knowledge)

    @cached_property
    def _placer(self) -> "Placer":
        from digest.placing import Placer

        return Placer(self.knowledge)

    async def _read_batch(self, items: Sequence[Item]) -> list[Reading]:
        try:
            return await self.run(errands.read, items, self._packed, timeout=READ_TIMEOUT_S)
        except ParseError:
            if len(items) == 1:
                _log.warning("unreadable item=%s url=%s", items[0].id, items[0].url)
                return [Reading(items[0], is_grouped=False)]
        # One item in it is too much for the child: halving finds it, and the others are read.
        half = len(items) // 2
        return await self._read_batch(items[:half]) + await self._read_batch(items[half:])


class _Round:
    """One round of pulls: bodies go to the child, and what they brought to the store, many at a time."""

    def __init__(self, line: Line, fetcher: Fetcher, pull: Pull, seen: Callable[[Outcome], None]) -> None:
        self._line = line
        self._fetcher = fetcher
        self._pull = pull
        self._seen = seen
        at_once = most_open()
        self._room = asyncio.Semaphore(at_once)
        self._hands = asyncio.Semaphore(IN_HAND)
        # Many feeds of one host wait for each other, and must not hold the places of all while they do.
        self._hosts = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(min(fetcher.host_at_once or at_once, at_once))
        )
        self._parses: Together[Body, Parsed | ParseError] = Together(self._parse, BODIES)
        self._arrivals: Together[_Arrival, _Taken] = Together(self._take_in, IN_HAND)
        self._readings: list[Reading] = []
        """Of items that are stored, and were read on their way; not yet kept and grouped."""
        self.pulled: list[tuple[FeedState, Outcome]] = []
        """How feeds are that brought nothing to store, and how their pulls went; not yet kept."""

    async def pull(self, feed: Feed, state: FeedState | None) -> Outcome:
        state = state or FeedState(feed.id, first_seen=self._pull.now)
        if not self._pull.force and not schedule.is_due(state, self._pull.now):
            outcome = Outcome(feed.id, feed.url, PullState.SKIPPED, "not due yet", next_pull=state.next_pull)
            self._seen(outcome)
            return outcome
        async with self._hosts[host_of(feed.url)], self._room:
            outcome = await self._ask(feed, state)
        self._seen(outcome)
        if len(self._readings) >= BATCH:
            await self.place()
        return outcome

    async def place(self) -> None:
        """Keep and group what was read on its way, as much as there is: one by one, few would find their like."""
        readings, self._readings = self._readings, []
        if readings:
            await self._line.place(readings, now=self._pull.now)

    async def _ask(self, feed: Feed, state: FeedState) -> Outcome:
        """Return how the pull went. Raises nothing of the feed's doing."""
        try:
            reply = await self._fetcher.get(
                feed.url, etag=state.etag, last_modified=state.last_modified, auth=_password_of(feed)
            )
            async with self._hands:
                return await self._take_reply(feed, state, reply)
        except (FetchError, ParseError) as error:
            return self._note_failure(feed, state, error)
        except StoreError:
            raise
        except Exception:  # noqa: BLE001 - a bug, ours or a library's: this feed's failure alone
            _log.exception("failed pull feed=%s", feed.id)
            bug = FetchError("the program failed on this feed; the log has the details")
            return self._note_failure(feed, state, bug)

    async def _take_reply(self, feed: Feed, state: FeedState, reply: Reply) -> Outcome:
        body_hash = hashlib.sha256(reply.body).hexdigest()[:32]
        if reply.status == 304 or body_hash == state.body_hash:
            after = self._after_success(state, reply, ())
            outcome = replace(_outcome(feed, after), state=PullState.UNCHANGED)
            self.pulled.append((after, outcome))
            return outcome
        parsed = await self._line.parse(feed, reply, self._pull.now, state.chunks, self._parses)
        after = replace(
            self._after_success(replace(state, ttl_s=parsed.ttl_s), reply, parsed.items),
            body_hash=body_hash,
            chunks=parsed.chunks,
            title=parsed.title,
            site=parsed.site,
        )
        taken = await self._arrivals.ask(_Arrival(feed, after, parsed.items, parsed.readings))
        self._readings += taken.readings
        return taken.outcome

    def _after_success(self, state: FeedState, reply: Reply, items: Sequence[Item]) -> FeedState:
        pull = self._pull
        return schedule.after_success(
            state,
            reply.headers,
            items,
            now=pull.now,
            rng=pull.rng,
            interval=pull.interval,
            moved_to=reply.permanent_target,
        )

    def _note_failure(self, feed: Feed, state: FeedState, error: FetchError | ParseError) -> Outcome:
        pull = self._pull
        if isinstance(error, FetchError) and error.unasked:
            after = schedule.put_off(state, error.retry_after or 0.0, now=pull.now, rng=pull.rng)
            skipped = Outcome(feed.id, feed.url, PullState.SKIPPED, str(error), next_pull=after.next_pull)
            self.pulled.append((after, skipped))
            return skipped
        after = schedule.after_failure(state, error, now=pull.now, rng=pull.rng, interval=pull.interval)
        outcome = _outcome(feed, after)
        self.pulled.append((after, outcome))
        return outcome

    async def _parse(self, bodies: "Sequence[Body]") -> "list[Parsed | ParseError]":
        return await self._line.parse_all(bodies, self._pull.now)

    async def _take_in(self, arrivals: "Sequence[_Arrival]") -> "list[_Taken]":
        return await self._line.store.write(_take_in, arrivals, self._pull.now)


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What a feed's body brought, and how the feed is after it."""

    feed: Feed
    state: FeedState
    items: Sequence[Item]
    """Oldest first."""
    readings: Sequence[Reading]
    """Of all the items, or of none."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """How it went with an arrival, and what its new items were read as."""

    outcome: Outcome
    readings: Sequence[Reading]


def _take_in(db: Database, arrivals: Sequence[_Arrival], now: datetime) -> list[_Taken]:
    """Store what bodies brought, and with it how their feeds are: one without the other loses or repeats."""
    kept = []
    taken: list[Item] = []
    for arrival in arrivals:
        items, state = arrival.items, arrival.state
        if len(items) > MOST_ITEMS:
            known = item_store.known(db, [item.id for item in items])
            unknown = [item for item in items if item.id not in known]
            if len(unknown) > MOST_ITEMS:
                # What is left out stays unknown, and the next body is read whole.
                state = replace(state, chunks=frozenset())
                left_out = {item.id for item in unknown[:-MOST_ITEMS]}
                items = [item for item in items if item.id not in left_out]
        taken += items
        kept.append((state, _outcome(arrival.feed, state)))
    added = item_store.add(db, taken)
    new = Counter(item.feed for item in added.new)
    changed = Counter(item.feed for item in added.changed)
    counted = [
        (state, replace(outcome, new=new[state.feed], changed=changed[state.feed])) for state, outcome in kept
    ]
    feed_store.keep(db, counted, now)
    first = {item.id: item.feed for item in added.new}
    return [
        _Taken(outcome, [one for one in arrival.readings if first.get(one.item.id) == one.item.feed])
        for arrival, (_, outcome) in zip(arrivals, counted, strict=True)
    ]


def _seen(feed: Feed, parsed: "Parsed") -> Look:
    outcome = Outcome(feed.id, feed.url, PullState.OK, new=len(parsed.items))
    titled = replace(feed, title=feed.title or parsed.title or feed.id)
    return Look(titled, outcome, tuple(parsed.items), parsed.entries)


def _at(feed: Feed, url: str) -> Feed:
    """Return a feed that is not stored yet at another address; a password stays with its host."""
    same_host = host_of(url) == host_of(feed.url)
    return replace(feed, id=feed_id(url), url=url, auth=feed.auth if same_host else None)


def feed_id(url: str) -> str:
    """Return a readable id for a feed that was added: its host, and what tells it from others there."""
    host = host_of(url).removeprefix("www.").replace(".", "-")
    return f"{host}-{derive_id(canonical(url))[:6]}"


def _password_of(feed: Feed) -> str | None:
    if feed.auth is None:
        return None
    password = os.environ.get(feed.auth)
    if not password:
        raise FetchError(f"the variable {feed.auth}, which holds its user:password, is not set")
    return password


def _outcome(feed: Feed, state: FeedState) -> Outcome:
    return Outcome(feed.id, feed.url, state.state or PullState.OK, state.reason, next_pull=state.next_pull)
