"""A pull of what is due, and all that follows from what it brought."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.logs import LoggedBugs, log
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


@dataclass(frozen=True)
class Pulling:
    """Pulls the feeds that are due; when they brought something, those who tell of it look at it."""

    settings: Settings
    line: Line
    fetcher: Fetcher
    standing: Standing
    watch: Watch
    tellers: Sequence[Teller]
    """In the order in which they look."""
    pulled: Callable[[Outcome], None]
    """Told of each feed that was asked."""
    rng: random.Random
    has_been: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the first pull is over, whether it went well or not."""

    async def pull(self) -> None:
        await self.standing.read_feeds()
        now, on = utc_now(), self.standing.feeds_on()
        pull = Pull(now, self.rng, self.settings.team.pull.interval)
        try:
            outcomes = await self.line.pull(self.fetcher, on, pull, seen=self._note)
        finally:
            self.has_been.set()
            await self.watch.look(on, now)
        has_new = any(outcome.new for outcome in outcomes)
        if has_new or any(outcome.changed for outcome in outcomes):
            for teller in self.tellers:
                with LoggedBugs(telling=type(teller).__name__):
                    await teller.look(now)
        if has_new and self.settings.team.pull.articles:
            themes = told_themes(self.standing.subscriptions(), self.settings)
            feeds = self.standing.feeds()
            await self.line.fetch_articles(self.fetcher, themes, now=now, feeds=feeds)

    async def look(self, url: str) -> Look:
        """Return what a pull of the address would see; nothing is stored."""
        return await self.line.find_feed(self.fetcher, url, now=utc_now())

    def _note(self, outcome: Outcome) -> None:
        if outcome.state is PullState.SKIPPED:
            return
        self.pulled(outcome)
        line = log().warning if outcome.state.is_ill else log().info
        reason = {"reason": outcome.reason} if outcome.reason else {}
        line("pulled", feed=outcome.feed, state=str(outcome.state), new=outcome.new, **reason)
