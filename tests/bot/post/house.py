"""One channel that is told the news: items in, what was posted and edited out."""

import asyncio
from dataclasses import replace
from functools import cache, partial

from bot.post.alerts import Alerts
from bot.post.amending import Amending
from bot.post.deliver import Deliverer
from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.slack.render import render
from bot.worker import InProcess
from config.knowledge import load_knowledge
from digest.model.place import Platform
from digest.pipeline import Line
from digest.store import digests as digest_store
from tests.builders import HOUR, NOW, item, subscription
from tests.fakes.chat import FakeChat

TITLE = "US tightens export controls on AI chips for China"
READER = subscription(
    platform=Platform.SLACK,
    channel="C1",
    themes=("export_controls", "open_source"),
    days=("mon", "tue", "wed", "thu", "fri"),
)
knowledge = cache(load_knowledge)
bare_knowledge = cache(partial(load_knowledge, embedder="none"))


class House:
    def __init__(self, store, reader=READER, render=render, *, chat=None, began=None):
        self.store = store
        self.reader = reader
        self.chat = chat or FakeChat()
        self.line = Line(store, InProcess().run, bare_knowledge)
        self.desk = Desk(store, knowledge(), {reader.platform: render}, feeds=list, began=began)
        self.readers = None
        """All that there are, where it is not the reader alone."""
        self.amending = Amending(self.desk, lambda: self.readers or [self.reader])
        self.composed = asyncio.Event()
        if began is None:
            self.composed.set()
        self.alerts = Alerts(self.desk, lambda: [self.reader], after=self.composed)

    async def take_in(self, *items, now):
        await self.line.take_in(items, now=now)
        await self.amending.look(now)
        await self.alerts.look(now)
        await self.deliver(now)

    async def deliver(self, now):
        await Deliverer(self.store, {Platform.SLACK: self.chat}, now=lambda: now, pace_of={}).deliver_due()

    async def digest(self, now):
        owed = await compose_owed(self.desk, self.reader, now)
        self.composed.set()
        await self.deliver(now)
        return owed.digest

    async def stored(self):
        return await self.store.read(lambda db: list(digest_store.export(db)))


def report(**fields):
    fields = {
        "outlet": "a.example",
        "summary": "The Commerce Department added 12 firms to the Entity List on Tuesday, which bars exports of chips.",
        "published": NOW - 2 * HOUR,
        "first_seen": NOW - 2 * HOUR,
    } | fields
    title = fields.pop("title", TITLE)
    made = item(TITLE, **fields)
    # One report, whatever its outlet writes over it.
    return replace(made, title=title)


def by(outlet, **fields):
    return report(outlet=outlet, owner=outlet, **fields)


def tellings(digest):
    return list(digest.tellings)
