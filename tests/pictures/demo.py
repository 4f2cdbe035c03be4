"""The demo's digest and answers, as the bodies that each platform is sent."""

import tempfile
from pathlib import Path

from bot.archive import archive_of
from bot.chat import Request, Role
from bot.commands import Commands
from bot.discord import render as discord
from bot.post.desk import Desk
from bot.slack import render as slack
from bot.words.call import House
from bot.worker import InProcess
from config.settings import load
from digest.model.place import Platform
from digest.pipeline import Line
from digest.store import Store
from digest.store import stories as story_store
from tests.bot.conftest import MORNING, TEAM
from tests.demo_items import demo_items

RENDERERS = {Platform.SLACK: slack.render, Platform.DISCORD: discord.render}
FILLED_IN = {
    "themes": ("talent",),
    "at": ("07:30",),
    "zone": ("Europe/Paris",),
    "days": ("mon", "wed"),
    "stories": ("5",),
}


async def demo_bodies() -> dict[tuple[str, str], list[dict]]:
    """Return the bodies of each word's answer, by (word, platform)."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "parallax.toml")
        file.write_text(TEAM, encoding="utf-8")
        settings = load(file)
        with Store(Path(folder, "parallax.db")) as store:
            await Line(store, InProcess().run, lambda: settings.knowledge).take_in(demo_items(), now=MORNING)
            desk = Desk(store, settings.knowledge, RENDERERS, feeds=lambda: settings.feeds)
            commands = Commands(
                House(
                    settings,
                    store,
                    desk,
                    archive=archive_of(settings, store, InProcess().run),
                    feeds=lambda: settings.feeds,
                    draw=InProcess().run,
                    look=None,
                    tell_admin=None,
                    now=lambda: MORNING,
                )
            )
            told = await store.read(story_store.newest, None, 200)
            id_ = max(told, key=lambda story: (len(story.viewpoints), story.outlets)).id
            words = [
                ("today", ""), ("search", "nvidia"), ("story", id_), ("figures", "nvidia market value"),
                ("compare", id_), ("why", id_), ("themes", ""), ("trends", ""), ("feeds", ""), ("status", ""),
                ("help", ""), ("follow", id_), ("mute", "huawei"), ("tody", ""), ("subscribe", ""),
            ]  # fmt: skip
            bodies = {}
            for platform, render in RENDERERS.items():
                for word, text in words:
                    fields = FILLED_IN if word == "subscribe" else {}
                    asked = Request(
                        word, text, platform, "T1", "C1", "U1", Role.ADMIN, is_home=True, fields=fields
                    )
                    answer = await commands.answer(asked)
                    bodies[word, str(platform)] = render(answer.with_confirm())
            return bodies
