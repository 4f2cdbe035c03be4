"""The words over three days of news: one file with the demo's stories, copied for each test."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.archive import archive_of
from bot.chat import Answer, Request, Role
from bot.commands import Commands
from bot.discord import render as discord_render
from bot.logs import log
from bot.post.desk import Desk
from bot.slack import render as slack_render
from bot.web.charts import Charts
from bot.words import call as words
from bot.worker import InProcess
from config.settings import Settings, load
from digest.causes import Cause
from digest.errors import NoFeedError
from digest.line.finding import Look
from digest.model.feed import Feed, Outcome, PullState
from digest.model.place import Platform
from digest.pipeline import Line
from digest.store import Store
from digest.store import stories as story_store
from digest.tell.drawings import Drawing
from digest.tell.message import Message
from tests.demo_items import demo_items


@pytest.fixture(autouse=True, scope="session")
def _log_is_set_up() -> None:
    # At its first line it would put its own handler in the place of pytest's.
    log()


MORNING = datetime(2025, 1, 30, 8, 0, tzinfo=UTC)
# What is filled in a form.
FILLED = {
    "themes": ("talent", "export_controls"),
    "at": ("7.30",),
    "zone": ("paris",),
    "days": ("mon", "wed"),
    "stories": ("5",),
}

TEAM = """
[admin]
platform = "slack"
channel = "C0ADMIN"
people = ["UNAMED"]
groups = ["SDESK"]
[mute]
outlets = ["tabloid.example"]
terms = ["astrology"]
[[subscription]]
name = "desk"
platform = "slack"
channel = "CFILE"
themes = ["export_controls", "talent"]
[[subscription]]
name = "week"
platform = "slack"
channel = "CTWO"
edition = "weekly"
at = "09:30"
[[subscription]]
name = "weekdays"
platform = "slack"
channel = "CTWO"
[[subscription]]
name = "guild"
platform = "discord"
channel = "4000"
"""
# Grouping by words alone takes less time.
TEAM_FILE = f'embedder = "none"\n{TEAM}'


@dataclass
class House:
    """The words over a store, and what a test asks of them."""

    settings: Settings
    store: Store
    commands: Commands = field(init=False)
    looks: dict[str, Look] = field(default_factory=dict)
    looked: list[str] = field(default_factory=list)
    admin_heard: list[Message] = field(default_factory=list)
    time: datetime = MORNING

    def __post_init__(self) -> None:
        renderers = {Platform.SLACK: slack_render.render, Platform.DISCORD: discord_render.render}
        self.commands = Commands(
            words.House(
                self.settings,
                self.store,
                Desk(self.store, self.settings.knowledge, renderers, feeds=self.feeds),
                archive=archive_of(self.settings, self.store, InProcess().run),
                feeds=self.feeds,
                draw=drawn_once,
                # A test may put another look in its place.
                look=lambda url: self.look(url),
                tell_admin=self.tell_admin,
                now=self.now,
            )
        )

    async def ask(self, word: str, text: str = "", **who: Any) -> Answer:
        """Say a word as a member of the home workspace on Slack, unless told otherwise."""
        request = Request(word, text, Platform.SLACK, "T1", "C1", "U1", is_home=True)
        return await self.commands.answer(replace(request, **who))

    async def admin(self, word: str, text: str = "", **who: Any) -> Answer:
        return await self.ask(word, text, **{"role": Role.ADMIN, "user": "UADMIN", **who})

    async def story(self, title: str) -> str:
        """Return the id of the newest story with this in its title."""
        found = await self.store.read(story_store.newest, None, 200)
        return next(story.id for story in found if title in story.title)

    def feeds(self) -> Sequence[Feed]:
        return self.settings.feeds

    def now(self) -> datetime:
        """Return a time that is never twice the same, so that what came later is later."""
        self.time += timedelta(seconds=1)
        return self.time

    async def tell_admin(self, message: Message, *, about: str, now: datetime) -> bool:
        self.admin_heard.append(message)
        return True

    async def look(self, url: str) -> Look:
        self.looked.append(url)
        if url not in self.looks:
            raise NoFeedError(url, Cause.NO_FEED_BEHIND)
        return self.looks[url]

    def offer(self, url: str, *titles: str) -> None:
        """Have a look at an address find a feed with these titles."""
        feed = Feed(id="offered", url=f"{url}/feed", title="Offered", from_file=False)
        items = tuple(replace(demo_items()[0], title=title, url=f"{url}/{title}") for title in titles)
        self.looks[url] = Look(feed, Outcome(feed.id, feed.url, PullState.OK), items, len(items))


_charts = Charts(InProcess().run)


async def drawn_once(drawing: Drawing, *, timeout: float) -> bytes:
    """Draw in earnest, but not again what any test has had drawn: a picture takes longer than all other words."""
    return await _charts.picture(drawing)


@pytest.fixture(scope="session")
def archive(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("archive") / "parallax.db"
    file = path.with_name("parallax.toml")
    file.write_text(TEAM_FILE, encoding="utf-8")
    with Store(path) as store:
        line = Line(store, InProcess().run, lambda: load(file).knowledge)
        asyncio.run(line.take_in(demo_items(), now=MORNING))
    return path


@pytest.fixture
async def house(archive, tmp_path) -> AsyncIterator[House]:
    shutil.copy(archive, tmp_path / "parallax.db")
    settings = load(archive.with_name("parallax.toml"))
    with Store(tmp_path / "parallax.db") as store:
        yield House(settings, store)


def said(answer: Answer | Message) -> str:
    """Return everything that an answer says, on one line a block, with plain spaces where French has others."""
    message = answer.message if isinstance(answer, Answer) else answer
    whole = "\n".join([message.summary, *map(str, message.blocks)])
    for written in ("\u202f", "\u00a0", r"\u202f", r"\xa0"):
        whole = whole.replace(written, " ")
    return whole


def pressed(answer: Answer, label: str) -> tuple[str, str]:
    """Return what pressing the button with this label says."""
    buttons = [
        button
        for block in answer.with_confirm().blocks
        for button in getattr(block, "buttons", ())
        if button.label.startswith(label)
    ]
    assert buttons, f"no button “{label}” among those of {said(answer)}"
    return buttons[0].word, buttons[0].argument
