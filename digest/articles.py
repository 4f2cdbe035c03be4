"""Pages in, texts out: the article behind a story that will be shown and whose items carry hardly a text."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from digest import errands
from digest.errors import FetchError, ParseError
from digest.model import Item, Window
from digest.pull.article import may_read, robots_address
from digest.pull.fetch import Fetcher
from digest.run import Run
from digest.store import Database, Store, pages
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.tell.rank import rank

# A story is fetched a page for when none of its items has so much text.
PARAGRAPH = 200
# Stories looked at, and pages a pull.
_STORIES = 60
_PAGES = 20
_SPAN = timedelta(hours=24)
_EXTRACT_TIMEOUT_S = 20.0


async def fetch_articles(
    store: Store, run: Run, fetcher: Fetcher, themes: Sequence[str], *, now: datetime
) -> int:
    """Fetch the pages of likely stories whose items carry hardly a text; return how many gave one.

    One try each, remembered in the store, where robots.txt allows it.
    """
    window = Window(now - _SPAN, now + timedelta(seconds=1))
    wanted = await store.read(_bare_items, window, themes)
    if not wanted:
        return 0
    # Noted before: a page that brings us down is not asked for again after the next start.
    await store.write(pages.remember, [item.id for item in wanted], now)
    robots = Robots(fetcher)
    texts = await asyncio.gather(*(_article(run, fetcher, robots, item.url or "") for item in wanted))
    contents = {item.id: text for item, text in zip(wanted, texts, strict=True) if text}
    if contents:
        await store.write(item_store.keep_content, contents)
    return len(contents)


class Robots:
    """What each host lets robots read, asked once a host."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._rules: dict[str, asyncio.Task[str | None]] = {}

    async def allow(self, url: str) -> bool:
        address = robots_address(url)
        if address not in self._rules:
            self._rules[address] = asyncio.create_task(self._ask(address))
        rules = await self._rules[address]
        return rules is not None and may_read(rules, url)

    async def _ask(self, address: str) -> str | None:
        """Return the rules; None when the host could not say, which forbids all."""
        try:
            reply = await self._fetcher.get(address, accept="text/plain")
        except FetchError as error:
            # A host that has no rules, or does not show them, forbids nothing (RFC 9309).
            return "" if error.status is not None and 400 <= error.status < 500 else None
        return reply.body.decode("utf-8", errors="replace")


async def _article(run: Run, fetcher: Fetcher, robots: Robots, url: str) -> str:
    try:
        if not await robots.allow(url):
            return ""
        page = await fetcher.get(url, accept="text/html")
        return await run(errands.extract, page.body, url, timeout=_EXTRACT_TIMEOUT_S)
    except (FetchError, ParseError):
        # The digest says "headline only" where nothing could be had.
        return ""


def _bare_items(db: Database, window: Window, themes: Sequence[str]) -> list[Item]:
    """Return an item with an address of each likely story that has no paragraph, none of them tried before."""
    ranked = rank(story_store.seen_in(db, window, themes), window=window, themes=themes)
    likely = [one.story.id for one in ranked if one.held_back_by is None][:_STORIES]
    bare = []
    for items in story_store.items_of(db, likely).values():
        if any(len(item.summary) + len(item.content) >= PARAGRAPH for item in items):
            continue
        tried = pages.tried(db, [item.id for item in items])
        bare += [item for item in items if item.url and item.id not in tried][:1]
    return bare[:_PAGES]
