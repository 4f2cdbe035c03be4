"""A real process is killed at every step of posting; whatever it left, each part stands in the channel once."""

import asyncio
import json
import os
import random
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.discord.render import render as discord_render
from bot.post.layout import lay_out
from bot.slack.render import render as slack_render
from digest.ids import derive_id
from digest.model.delivery import Delivery, DeliveryState
from digest.model.place import Platform
from digest.model.subscription import Layout
from digest.store import Store
from digest.store import deliveries as outbox
from digest.tell.message import Card, Heading, Message, Text
from tests.builders import NOW
from tests.fakes.discord import FakeDiscord
from tests.fakes.slack import FakeSlack

STEPS = ("row written", "request sent", "answer lost", "answer read", "row marked")
CHANNEL = {Platform.SLACK: "C1", Platform.DISCORD: "400"}
RENDER = {Platform.SLACK: slack_render, Platform.DISCORD: discord_render}
MESSAGE = Message(
    "Digest",
    (
        Heading("Digest"),
        Card(Text("First"), lines=((Text("What happened first."),),), key="s1"),
        Card(Text("Second"), lines=((Text("What happened next."),),), key="s2"),
    ),
)


class Poster:
    """Has rounds run by the process that forks."""

    def __init__(self, process):
        self._process = process

    async def run(self, *, fake, **task):
        """Run one round; return True when it was killed. A `request sent` is killed by the platform."""
        task = {"url": fake.url, "now": NOW.isoformat(), "step": "", "nth": 1} | task
        self._process.stdin.write(json.dumps(task).encode() + b"\n")
        started = json.loads(await self._process.stdout.readline())
        left = task["nth"]

        def taken():
            nonlocal left
            left -= 1
            if left == 0 and task["step"] == "request sent":
                os.kill(started["pid"], signal.SIGKILL)

        fake.on_post = taken
        async with asyncio.timeout(60):
            ended = json.loads(await self._process.stdout.readline())
        fake.on_post = lambda: None
        assert ended["killed"] or ended["status"] == 0, "see the captured standard error"
        return ended["killed"]


@asynccontextmanager
async def poster():
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.fakes.poster",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield Poster(process)
    finally:
        process.stdin.close()
        await process.wait()


def parts_on(platform, digest):
    """Return a digest's parts in threads: an opening, and for each of two stories its title and its detail."""
    ids = []
    for piece in lay_out(MESSAGE, Layout.THREAD):
        [body] = RENDER[platform](piece.message)
        ids.append(derive_id(digest, platform, len(ids), length=24))
        part = Delivery(ids[-1], digest, "morning", platform, CHANNEL[platform], len(ids), title=piece.title)
        if piece.answers is not None:
            part = replace(part, reply_to=ids[piece.answers])
        yield part, body


async def a_round(poster, fake, platform, step, nth, db, digest="d1"):
    """Kill the process at the `nth` time of a step, then let another one finish; return how the parts stand."""
    with Store(db) as store:
        await store.write_durably(outbox.plan, list(parts_on(platform, digest)), NOW)
    fake.posted.clear()
    if step == "answer lost":
        fake.faults = ["fine"] * (nth - 1) + ["lost"]
    # The write that notes a lost answer is the first of its kind.
    assert await poster.run(
        fake=fake, platform=platform, db=str(db), step=step, nth=1 if step == "answer lost" else nth
    )
    fake.faults = []
    later = (NOW + timedelta(hours=1)).isoformat()
    assert not await poster.run(fake=fake, platform=platform, db=str(db), now=later)
    with Store(db) as store:
        return [
            part for part in await store.read(lambda each: list(outbox.export(each))) if part.digest == digest
        ]


def stands_once(fake, platform, parts):
    """Check that every part is marked and stands in the channel once, in order, each under its message."""
    assert [part.state for part in parts] == [DeliveryState.SENT] * 5
    if platform is Platform.SLACK:
        keys = [one["metadata"]["event_payload"]["id"] for one in fake.posted]
        ids = [one["ts"] for one in fake.posted]
        under = [one.get("thread_ts") for one in fake.posted]
    else:
        keys = [one["nonce"] for one in fake.posted]
        ids = [one["id"] for one in fake.posted]
        under = [fake.channel_of[id_] if fake.channel_of[id_] != "400" else None for id_ in ids]
    assert keys == [part.id for part in parts]
    assert [part.message_id for part in parts] == ids
    assert under == [None, None, ids[1], None, ids[3]]


@asynccontextmanager
async def fake_of(platform):
    async with (FakeSlack() if platform is Platform.SLACK else FakeDiscord()).running() as fake:
        yield fake


@pytest.mark.parametrize("platform", [Platform.SLACK, Platform.DISCORD])
async def test_killed_at_each_step_it_posts_every_part_once_and_in_order(platform, tmp_path):
    async with poster() as process, fake_of(platform) as fake:
        for number, step in enumerate(STEPS):
            parts = await a_round(process, fake, platform, step, 2 + number % 3, tmp_path / f"{number}.db")

            stands_once(fake, platform, parts)


async def test_past_the_minutes_in_which_discord_knows_a_nonce_it_is_looked_for(tmp_path):
    async with poster() as process, fake_of(Platform.DISCORD) as fake:
        fake.nonces_last = False
        for number, step in enumerate(("request sent", "answer read")):
            parts = await a_round(process, fake, Platform.DISCORD, step, 2, tmp_path / f"{number}.db")

            stands_once(fake, Platform.DISCORD, parts)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("platform", [Platform.SLACK, Platform.DISCORD])
@pytest.mark.parametrize("step", STEPS)
async def test_two_hundred_rounds_of_each_step(platform, step, tmp_path):
    rng = random.Random(step)
    async with poster() as process, fake_of(platform) as fake:
        for number in range(200):
            parts = await a_round(
                process, fake, platform, step, rng.randint(1, 5), tmp_path / "outbox.db", f"d{number}"
            )

            stands_once(fake, platform, parts)
