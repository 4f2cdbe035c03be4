"""Pages in, texts out: the article behind a story that will be shown and whose items carry hardly a text."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from digest.errors import FetchError, ParseError
from digest.line.child import NO_FAULT
from digest.line.run import Run
from digest.model.feed import Feed
from digest.model.item import Item
from digest.model.window import Window
from digest.pull.article import LARGEST, RULES_LIMIT, extract, may_read, robots_address
from digest.pull.fetch import Fetcher
from digest.pull.headers import charset
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
# What one page may take in the child, or one robots.txt. Twenty that mean harm hold up the feeds for minutes at most.
_EXTRACT_TIMEOUT_S = 10.0
# Of which half is what trafilatura takes when it is first used. A page of 4,500 paragraphs fits in.
_EXTRACT_MB = 112

_log = logging.getLogger("parallax")


async def fetch_articles(
    store: Store, run: Run, fetcher: Fetcher, themes: Sequence[str], *, now: datetime, feeds: Sequence[Feed]
) -> int:
    """Fetch the pages of likely stories whose items carry hardly a text; return how many gave one.

    One try each, remembered in the store, where robots.txt allows it; where there was no child to read a page, again at
    the next pull. `feeds` are those that name the pages.
    """
    window = Window(now - _SPAN, now + timedelta(seconds=1))
    wanted = await store.read(_bare_items, window, themes)
    if not wanted:
        return 0
    # Noted before: a page that brings us down is not asked for again after the next start.
    await store.write(pages.remember, [item.id for item in wanted], now)
    reader = _Reader(run, fetcher)
    named_by = {feed.id: feed.url for feed in feeds}
    texts = await asyncio.gather(*(reader.text(item.url or "", named_by.get(item.feed)) for item in wanted))
    if unread := [item.id for item, text in zip(wanted, texts, strict=True) if text is None]:
        await store.write(pages.forget, unread)
    contents = {item.id: text for item, text in zip(wanted, texts, strict=True) if text}
    if contents:
        await store.write(item_store.keep_content, contents)
    return len(contents)


class _Reader:
    """Reads articles' pages, and what each host lets robots read, which is asked once a host."""

    def __init__(self, run: Run, fetcher: Fetcher) -> None:
        self._run = run
        self._fetcher = fetcher
        self._rules: dict[str, asyncio.Task[bytes | None]] = {}
        # Large pages wait on disk for the child, not in memory.
        self._hand = asyncio.Lock()

    async def text(self, url: str, named_by: str | None) -> str | None:
        """Return the text of the article at an address; empty where it may not be read, or there is none.

        None where it is not the page's fault that it was not read.
        """
        try:
            page = await self._fetcher.get(url, accept="text/html", may_ask=self._may_read, named_by=named_by)
            if page.size > LARGEST:
                return ""
            async with self._hand:
                work = (page.body, url, charset(page.headers))
                return await self._run(extract, *work, timeout=_EXTRACT_TIMEOUT_S, more_mb=_EXTRACT_MB)
        except (FetchError, ParseError) as error:
            # The digest says "headline only" where nothing could be had.
            return None if str(error) in NO_FAULT else ""
        except Exception:  # noqa: BLE001 - a bug, ours or a library's: this page's failure alone
            _log.exception("failed article url=%s", url)
            return ""

    async def _may_read(self, url: str) -> bool:
        address = robots_address(url)
        if address not in self._rules:
            self._rules[address] = asyncio.create_task(self._ask(address))
        rules = await self._rules[address]
        if not rules:
            return rules is not None
        return await self._run(may_read, rules, url, timeout=_EXTRACT_TIMEOUT_S)

    async def _ask(self, address: str) -> bytes | None:
        """Return the rules; None when the host could not say, which forbids all."""
        try:
            reply = await self._fetcher.get(address, accept="text/plain")
        except FetchError as error:
            # A host that has no rules, or does not show them, forbids nothing (RFC 9309).
            return b"" if error.status is not None and 400 <= error.status < 500 else None
        return reply.body[:RULES_LIMIT]


def _bare_items(db: Database, window: Window, themes: Sequence[str]) -> list[Item]:
    """Return an item with an address of each likely story that has no paragraph, none of them tried before."""
    ranked = rank(story_store.seen_in(db, window, themes), window=window, themes=themes)
    likely = [one.story.id for one in ranked if one.held_back_by is None][:_STORIES]
    told = story_store.told_at_length(db, likely, PARAGRAPH)
    bare = []
    for items in story_store.items_of(db, [story for story in likely if story not in told]).values():
        tried = pages.tried(db, [item.id for item in items])
        bare += [item for item in items if item.url and item.id not in tried][:1]
    return bare[:_PAGES]
