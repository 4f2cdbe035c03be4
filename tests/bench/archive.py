"""A store filled without a network: what a digest costs, and whether grouping stays as cheap as the store grows."""

import asyncio
import gc
import random
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TypeVar

import numpy as np

from config.knowledge import load_knowledge
from digest.ids import derive_id
from digest.line.composing import compose_digest
from digest.line.placing import Placer
from digest.model.item import Item, Reading
from digest.model.outlet import Viewpoint
from digest.model.place import Platform
from digest.model.story import Story
from digest.model.subscription import Subscription
from digest.model.theme import Filing
from digest.model.window import Window
from digest.store import Database, Store
from digest.store import items as item_store
from digest.store import stories as story_store
from digest.store.readings import keep_readings
from digest.understand.story import build_story
from tests.bench.farm import LANGUAGES, NOW, happening, sentence

T = TypeVar("T")

_THEMES = ("open_source", "export_controls", "talent")
_SIDES = tuple(Viewpoint)
# One in ten is on topic, and so grouped.
_ON_TOPIC = 10
_A_STORY = 4
# The window that grouping keeps in mind is full from here on, whatever the store holds.
_A_WEEK = 10_000
_PLACED, _ROUNDS = 500, 6


def digest_s(items: int) -> tuple[float, int]:
    """Return the CPU seconds of composing a digest with so many items in its window, and its stories."""
    return asyncio.run(_digest(items))


async def _digest(count: int) -> tuple[float, int]:
    day = timedelta(hours=24)
    reader = Subscription("bench", Platform.TERMINAL, "", _THEMES)
    with tempfile.TemporaryDirectory() as name, Store(Path(name) / "bench.db") as store:
        await _fill(store, count, NOW - day, NOW)

        def compose(db: Database) -> int:
            digest, _ = compose_digest(
                db,
                reader,
                Window(NOW - day, NOW),
                day=NOW.date(),
                now=NOW,
                feeds=[f"farm-{n}" for n in range(300)],
                actors={},
            )
            return len(digest.tellings)

        shown = await store.read(compose)
        start = time.process_time()
        await store.read(compose)
        return time.process_time() - start, shown


def placing_us(stored: int) -> float:
    """Return the CPU microseconds that placing one item costs when so many are stored."""
    return asyncio.run(_placing(stored))


async def _placing(stored: int) -> float:
    span = timedelta(days=7) * (stored / _A_WEEK)
    with tempfile.TemporaryDirectory() as name, Store(Path(name) / "bench.db") as store:
        await _fill(store, stored, NOW - span, NOW)
        placer = Placer(load_knowledge().known)
        costs = []
        for number in range(_ROUNDS):
            made = list(_readings(_PLACED, NOW, NOW + timedelta(hours=1), seed=number + 1, on_topic=1))
            await store.write(item_store.add, [reading.item for reading in made])
            gc.collect()
            start = time.process_time()
            await store.write(placer.place, made, NOW + timedelta(hours=1))
            costs.append((time.process_time() - start) / _PLACED * 1e6)
        # The first round learns the window.
        return sorted(costs[1:])[len(costs[1:]) // 2]


async def _fill(store: Store, count: int, start: datetime, end: datetime) -> None:
    for batch in _batches(_readings(count, start, end, seed=0, on_topic=_ON_TOPIC), 2_000):
        await store.write(_keep, batch)


def _keep(db: Database, readings: Sequence[Reading]) -> None:
    item_store.add(db, [reading.item for reading in readings])
    keep_readings(db, readings, "usem3")
    grouped = [reading.item for reading in readings if reading.is_grouped]
    story_store.save(db, [_story(items) for items in _batches(grouped, _A_STORY)])


def _batches(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def _story(items: Sequence[Item]) -> Story:
    return build_story(derive_id("story", items[0].id), items)


def _readings(count: int, start: datetime, end: datetime, *, seed: int, on_topic: int) -> Iterator[Reading]:
    chance = random.Random(seed)
    vectors = np.random.default_rng(seed)
    for number in range(count):
        moment = (start + (end - start) * (number / count)).replace(microsecond=0)
        language = chance.choice(LANGUAGES)
        is_grouped = number % on_topic == 0
        title = happening(language, chance) if is_grouped else sentence(language, 8, chance)
        item = Item(
            id=derive_id("bench", seed, number),
            feed=f"farm-{number % 300}",
            url=f"https://f{number % 300}.example/{seed}/{number}",
            title=title,
            published=moment,
            first_seen=moment,
            outlet=f"f{number % 300}.example",
            owner=f"f{number % 300}.example",
            summary=sentence(language, 30, chance),
            language=language,
            viewpoint=chance.choice(_SIDES),
        )
        if not is_grouped:
            yield Reading(item, is_grouped=False)
            continue
        vector = vectors.standard_normal(512)
        filed = replace(item, themes=(Filing(chance.choice(_THEMES), 3.0, ("AI",)),))
        yield Reading(filed, True, (vector / np.linalg.norm(vector)).astype("<f2").tobytes())
