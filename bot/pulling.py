"""A pull of what is due, and all that follows from what it brought."""

import asyncio
import random
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from bot.logs import log
from bot.post.watch import Watch
from bot.standing import Standing, told_themes
from config.settings import Settings
from digest.clock import utc_now
from digest.line.finding import Look
from digest.model.feed import Outcome, PullState
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.schedule import Pull


class Teller(Protocol):
    async def look(self, now: datetime) -> None:
        """Look at what is new in the store, and note what there is to tell of it."""
        ...


class Pulling:
    """Pulls the feeds that are due; when they brought something, those who tell of it look at it."""

    def __init__(
        self,
        settings: Settings,
        line: Line,
        fetcher: Fetcher,
        standing: Standing,
        *,
        watch: Watch,
        tellers: Sequence[Teller],
        pulled: Callable[[Outcome], None],
        rng: random.Random,
    ) -> None:
        """`tellers` look in their order; `pulled` is told of each feed that was asked."""
        self._settings = settings
        self._line = line
        self._fetcher = fetcher
        self._standing = standing
        self._watch = watch
        self._tellers = tellers
        self._pulled = pulled
        self._rng = rng
        self.has_been = asyncio.Event()
        """Set once every feed that was due at the start has been asked."""

    async def pull(self) -> None:
        await self._standing.read_feeds()
        now, on = utc_now(), self._standing.feeds_on()
        pull = Pull(now, self._rng, self._settings.team.pull.interval)
        try:
            outcomes = await self._line.pull(self._fetcher, on, pull, seen=self._note)
        finally:
            self.has_been.set()
            await self._watch.look(on, now)
        has_new = any(outcome.new for outcome in outcomes)
        if has_new or any(outcome.changed for outcome in outcomes):
            for teller in self._tellers:
                await teller.look(now)
        if has_new and self._settings.team.pull.articles:
            themes = told_themes(self._standing.subscriptions(), self._settings)
            await self._line.fetch_articles(self._fetcher, themes, now=now)

    async def look(self, url: str) -> Look:
        """Return what a pull of the address would see; nothing is stored."""
        return await self._line.find_feed(self._fetcher, url, now=utc_now())

    def _note(self, outcome: Outcome) -> None:
        if outcome.state is PullState.SKIPPED:
            return
        self._pulled(outcome)
        line = log().warning if outcome.state.is_ill else log().info
        reason = {"reason": outcome.reason} if outcome.reason else {}
        line("pulled", feed=outcome.feed, state=str(outcome.state), new=outcome.new, **reason)
