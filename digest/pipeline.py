"""The straight line that joins the wings: from a feed's address to a Digest.

    bytes ─fetch→ Reply ─parse→ Items ─store→ new Items ─read→ Readings ─group→ Stories ─rank, compose→ Digest

What burns CPU goes to `run`, which the shell gives us; what touches the store goes to its threads.
"""

import asyncio
import hashlib
import logging
import os
import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from digest.errors import FetchError, ParseError, QueryError
from digest.ids import derive_id
from digest.model import (
    Digest,
    Feed,
    FeedState,
    Item,
    Knowledge,
    Outcome,
    PullState,
    Reading,
    Subscription,
    Verdict,
    Window,
)
from digest.pull import schedule
from digest.pull.article import extract, may_read, robots_address
from digest.pull.discover import feed_addresses
from digest.pull.fetch import Fetcher, Reply
from digest.pull.parse import Parsed, parse
from digest.store import Database, Store
from digest.store import digests as digest_store
from digest.store import feeds as feed_store
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.tell.compose import compose
from digest.tell.rank import rank
from digest.understand.group import LIFE, MEMORY, Grouping, Placed, Placement, build_story
from digest.understand.read import read
from digest.urls import canonical, host_of

T = TypeVar("T")

# Items read and grouped at a time: enough to share the encoder's work, few enough to be quick to redo.
BATCH = 500
# Feeds in hand at once; their bodies are what a pull holds in memory.
AT_ONCE = 32
# What one feed's pull may take, waits for its host and for the child not counted; what its request leaves of
# that is for its bytes in the child.
PULL_S = 29.0
# What a page, and one batch of items, may take in the child.
PARSE_TIMEOUT_S = 20.0
READ_TIMEOUT_S = 120.0
# A story is fetched a page for when none of its items has so much text; stories looked at, pages a pull.
PARAGRAPH = 200
ARTICLE_STORIES = 60
ARTICLES_A_PULL = 20
# Stories whose items are read for a digest, for each that it may show; the others' counts were too low.
CANDIDATES_PER_STORY = 4

_log = logging.getLogger("parallax")


class Run(Protocol):
    """Runs a module-level function of ours where it holds up nobody."""

    async def __call__(self, function: Callable[..., T], *args: object, timeout: float = ...) -> T:
        """Return what the function returns; raise ParseError when it overran its limits."""
        ...


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

    def __init__(self, store: Store, run: Run, knowledge: Knowledge, *, pull_s: float = PULL_S) -> None:
        self.store = store
        self.run = run
        self.knowledge = knowledge
        self._grouping = Grouping(knowledge.embedder)
        # The number of the last placement in the store that the grouping has seen.
        self._placed = 0
        self._reading = asyncio.Lock()
        self._pull_s = pull_s
        # The child takes one body at a time; until it is free, large ones wait on disk.
        self._parsing = asyncio.Lock()
        # Items whose pages were asked for by this process.
        self._tried: set[str] = set()

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
        room = asyncio.Semaphore(AT_ONCE)
        # Many feeds of one host wait for each other, and must not hold the places of all while they do.
        hosts = defaultdict[str, asyncio.Semaphore](
            lambda: asyncio.Semaphore(min(fetcher.host_at_once or AT_ONCE, AT_ONCE))
        )
        kept: list[tuple[FeedState, Outcome]] = []
        unread = 0

        async def one(feed: Feed) -> Outcome:
            nonlocal unread
            async with hosts[host_of(feed.url)], room:
                state = states.get(feed.id) or FeedState(feed.id, first_seen=pull.now)
                state, outcome = await self._pull_one(fetcher, feed, state, pull)
            seen(outcome)
            if outcome.state is not PullState.SKIPPED:
                kept.append((state, outcome))
            unread += outcome.new + outcome.changed
            if unread >= BATCH:
                unread = 0
                await self.read(now=pull.now)
            return outcome

        try:
            return await asyncio.gather(*map(one, feeds))
        finally:
            # Also when we are stopped half-way, so that what answered is not asked again at once.
            await self.store.write(feed_store.keep, kept, pull.now)
            await self.read(now=pull.now)

    async def _pull_one(
        self, fetcher: Fetcher, feed: Feed, state: FeedState, pull: Pull
    ) -> tuple[FeedState, Outcome]:
        """Return how the feed is after the pull, and how the pull went. Raises nothing of the feed's doing."""
        if not pull.force and not schedule.is_due(state, pull.now):
            return state, Outcome(
                feed.id, feed.url, PullState.SKIPPED, "not due yet", next_pull=state.next_pull
            )
        try:
            reply = await fetcher.get(
                feed.url, etag=state.etag, last_modified=state.last_modified, auth=_password_of(feed)
            )
            return await self._take_reply(feed, state, reply, pull)
        except (FetchError, ParseError) as error:
            after = schedule.after_failure(state, error, now=pull.now, rng=pull.rng, interval=pull.interval)
            return after, _outcome(feed, after)
        except Exception:  # noqa: BLE001 - a bug, ours or a library's: this feed's failure alone
            _log.exception("failed pull feed=%s", feed.id)
            bug = FetchError("the program failed on this feed; the log has the details")
            after = schedule.after_failure(state, bug, now=pull.now, rng=pull.rng, interval=pull.interval)
            return after, _outcome(feed, after)

    async def _take_reply(
        self, feed: Feed, state: FeedState, reply: Reply, pull: Pull
    ) -> tuple[FeedState, Outcome]:
        body_hash = hashlib.sha256(reply.body).hexdigest()[:32]
        if reply.status == 304 or body_hash == state.body_hash:
            after = schedule.after_success(
                state,
                reply.headers,
                [],
                now=pull.now,
                rng=pull.rng,
                interval=pull.interval,
                moved_to=reply.permanent_target,
            )
            return after, _outcome(feed, replace(after, state=PullState.UNCHANGED))
        parsed = await self._parse(feed, reply, pull.now, state.chunks)
        added = await self.store.write(item_store.add, parsed.items)
        after = schedule.after_success(
            replace(state, ttl_s=parsed.ttl_s),
            reply.headers,
            parsed.items,
            now=pull.now,
            rng=pull.rng,
            interval=pull.interval,
            moved_to=reply.permanent_target,
        )
        after = replace(
            after, body_hash=body_hash, chunks=parsed.chunks, title=parsed.title, site=parsed.site
        )
        return after, replace(_outcome(feed, after), new=len(added.new), changed=len(added.changed))

    async def _parse(
        self, feed: Feed, reply: Reply, now: datetime, seen: frozenset[str] = frozenset()
    ) -> Parsed:
        async with self._parsing:
            return await self.run(parse, feed, reply.body, now, seen, timeout=self._pull_s - reply.took_s)

    async def fetch_articles(
        self, fetcher: Fetcher, themes: Sequence[str], *, now: datetime, most: int = ARTICLES_A_PULL
    ) -> int:
        """Fetch the pages of likely stories whose items carry hardly a text; return how many gave one.

        One try each, where robots.txt allows it.
        """
        window = Window(now - timedelta(hours=24), now + timedelta(seconds=1))
        bare = [
            item for item in await self.store.read(_bare_items, window, themes) if item.id not in self._tried
        ][:most]
        self._tried.update(item.id for item in bare)
        texts = await asyncio.gather(*(self._article(fetcher, item) for item in bare))
        contents = {item.id: text for item, text in zip(bare, texts, strict=True) if text}
        if contents:
            await self.store.write(item_store.keep_content, contents)
            await self.read(now=now)
        return len(contents)

    async def _article(self, fetcher: Fetcher, item: Item) -> str:
        url = item.url or ""
        try:
            robots = await fetcher.get(robots_address(url), accept="text/plain")
            if not may_read(robots.body.decode("utf-8", errors="replace"), url):
                return ""
        except FetchError as error:
            if error.status != 404:
                return ""
        try:
            page = await fetcher.get(url, accept="text/html")
            return await self.run(extract, page.body, url, timeout=PARSE_TIMEOUT_S)
        except (FetchError, ParseError):
            # The digest says "headline only" where nothing could be had.
            return ""

    async def look(self, fetcher: Fetcher, feed: Feed, *, now: datetime) -> Look:
        """Say what a pull of the feed would see; nothing is stored."""
        try:
            reply = await fetcher.get(feed.url, auth=_password_of(feed))
            parsed = await self._parse(feed, reply, now)
        except (FetchError, ParseError) as error:
            refused = isinstance(error, FetchError) and error.refused
            state = PullState.REFUSED if refused else PullState.FAILING
            return Look(feed, Outcome(feed.id, feed.url, state, str(error)))
        outcome = Outcome(feed.id, feed.url, PullState.OK, new=len(parsed.items))
        titled = replace(feed, title=feed.title or parsed.title or feed.id)
        return Look(titled, outcome, tuple(parsed.items), parsed.entries)

    async def find_feed(self, fetcher: Fetcher, url: str, *, now: datetime) -> Look:
        """Return the feed at an address, or the one behind the page there; raise QueryError when there is none."""
        feed = Feed(id=feed_id(url), url=url, from_file=False)
        look = await self.look(fetcher, feed, now=now)
        if look.outcome.state is PullState.OK:
            return look
        if look.outcome.state is PullState.REFUSED:
            raise QueryError(f"{url}: {look.outcome.reason}")
        try:
            page = await fetcher.get(url, accept="text/html, */*;q=0.5")
        except FetchError as error:
            raise QueryError(f"{url}: {error}") from error
        for address in feed_addresses(page.url, page.body.decode("utf-8", errors="replace")):
            behind = await self.look(fetcher, replace(feed, url=address), now=now)
            if behind.outcome.state is PullState.OK and behind.entries:
                return behind
        raise QueryError(f"{url}: no feed was found there or behind it; look for an RSS link on the site")

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

    async def read(self, *, now: datetime) -> None:
        """Read every stored item that was not read yet, and group those that some gate lets through."""
        async with self._reading:
            while unread := await self.store.read(item_store.unread, BATCH):
                readings = await self._read_batch(unread)
                await self.store.write(self._place, readings, now)

    async def _read_batch(self, items: Sequence[Item]) -> list[Reading]:
        try:
            return await self.run(read, items, self.knowledge, timeout=READ_TIMEOUT_S)
        except ParseError:
            if len(items) == 1:
                _log.warning("unreadable item=%s url=%s", items[0].id, items[0].url)
                return [Reading(items[0], is_grouped=False)]
        # One item in it is too much for the child: halving finds it, and the others are read.
        half = len(items) // 2
        return await self._read_batch(items[:half]) + await self._read_batch(items[half:])

    def _place(self, db: Database, readings: Sequence[Reading], now: datetime) -> None:
        """Keep what was read, and put what is grouped into stories, in the writer's one transaction."""
        try:
            item_store.keep_readings(db, readings, self.knowledge.embedder)
            # Another process may have placed items since we last looked.
            placed, self._placed = item_store.placed_since(db, now - LIFE - MEMORY, self._placed)
            self._grouping.learn(Placed(reading, story) for reading, story in placed)
            placements = self._grouping.place(readings, now=now)
            _keep_stories(db, readings, placements)
        except BaseException:
            # The transaction is undone; what the grouping has learnt in it must go too.
            self._grouping, self._placed = Grouping(self.knowledge.embedder), 0
            raise


def _keep_stories(db: Database, readings: Sequence[Reading], placements: Sequence[Placement]) -> None:
    """Write every story that an item was added to, or of which an item was read again."""
    for placement in placements:
        for younger in placement.joins:
            story_store.merge(db, placement.story_id, younger)
    new = {reading.item.id: reading.item for reading in readings}
    added: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        added[placement.story_id].append(placement)
    touched = [*added, *{item.story for item in new.values() if item.story} - added.keys()]
    items = story_store.items_of(db, touched)
    because = {story.id: story.because for story in story_store.whole(db, touched)}
    story_store.save(
        db,
        [
            build_story(
                story,
                [*items[story], *(new[placement.item_id] for placement in added[story])],
                {**because.get(story, {}), **{one.item_id: one.because for one in added[story]}},
            )
            for story in touched
        ],
    )
    for placement in placements:
        for other in placement.develops:
            story_store.link(db, placement.story_id, other)


def _bare_items(db: Database, window: Window, themes: Sequence[str]) -> list[Item]:
    """Return items without a paragraph of the stories that come first, one a story."""
    ranked = rank(story_store.seen_in(db, window, themes), window=window, themes=themes)
    likely = [one.story.id for one in ranked if one.held_back_by is None][:ARTICLE_STORIES]
    bare = []
    for items in story_store.items_of(db, likely).values():
        if all(len(item.summary) + len(item.content) < PARAGRAPH for item in items):
            bare += [item for item in items if item.url][:1]
    return bare


def compose_digest(
    db: Database,
    subscription: Subscription,
    window: Window,
    *,
    day: date,
    now: datetime,
    feeds: Sequence[str],
    late: bool = False,
    missed: int = 0,
) -> tuple[Digest, list[Verdict]]:
    """Compose what a subscription reads for a window, from the store alone; nothing is written.

    `feeds` are those whose pulls the footer counts.
    """
    # What is pulled in the very second in which we look is news now, and not tomorrow.
    seen = replace(window, end=window.end + timedelta(seconds=1)) if window.end == now else window
    ranked = rank(
        story_store.seen_in(db, seen, subscription.themes),
        window=window,
        themes=subscription.themes,
        mute=subscription.mute,
    )
    hopeful = [one.story.id for one in ranked if one.held_back_by is None]
    candidates = hopeful[: subscription.stories * CANDIDATES_PER_STORY]
    coverage = replace(
        feed_store.coverage(db, window, feeds),
        items=item_store.count_seen(db, seen),
        stories=story_store.count_seen(db, seen),
    )
    return compose(
        subscription,
        window,
        ranked,
        story_store.items_of(db, candidates),
        digest_store.told(db, digest_store.channel_key(subscription), candidates),
        coverage,
        date=day,
        late=late,
        missed=missed,
    )


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
