"""Five days of news replayed through daily digests: which stories come twice, and by which change."""

import asyncio
import gzip
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.post.desk import Desk
from bot.post.owed import compose_owed
from bot.worker import Worker
from config.settings import load
from digest.clock import utc_now
from digest.model.digest import Digest, Telling
from digest.model.item import Item
from digest.model.place import Platform
from digest.model.subscription import Subscription
from digest.pipeline import Line
from digest.shapes.lines import read_item
from digest.store import Store
from digest.words import words
from tests.beside import LABELLED

# Titles that share this much of their words are taken for one story by whoever reads both digests.
ALIKE = 0.6


@dataclass(frozen=True)
class Twice:
    """One story that stands in two digests, or twice in one."""

    first: Telling
    second: Telling
    days_apart: int

    @property
    def is_double(self) -> bool:
        return self.days_apart == 0

    @property
    def is_unchanged(self) -> bool:
        return not self.is_double and not self.second.changes


async def replay(
    items: Sequence[Item], subscriptions: Sequence[Subscription], times: Sequence[datetime]
) -> dict[str, list[Digest]]:
    """Take in the items as they were published, and compose what each subscription is owed at each of the times."""
    settings = load(None)
    worker = Worker()
    digests: dict[str, list[Digest]] = {one.name: [] for one in subscriptions}
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "replay.db") as store:
        line = Line(store, worker.run, lambda: settings.knowledge)
        desk = Desk(store, settings.knowledge, {}, feeds=list)
        try:
            done = 0
            for now in times:
                upto = next((at for at, one in enumerate(items) if one.first_seen >= now), len(items))
                await line.take_in(items[done:upto], now=now)
                done = upto
                for one in subscriptions:
                    if digest := (await compose_owed(desk, one, now)).digest:
                        digests[one.name].append(digest)
        finally:
            await worker.close()
    return digests


def stream(path: Path) -> list[Item]:
    """Read items in the order of their publication; each is seen when it was published."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        items = [read_item(json.loads(line), now=utc_now()) for line in lines]
    return sorted(items, key=lambda one: (one.first_seen, one.id))


def twice(digests: Sequence[Digest]) -> Iterator[Twice]:
    """Yield the stories that a reader of all the digests meets again: by id, by link or by a like title."""
    told = [(digest, telling) for digest in digests for telling in digest.tellings]
    for at, (digest, telling) in enumerate(told):
        for earlier, former in told[:at]:
            if is_alike(former, telling):
                yield Twice(former, telling, (digest.date - earlier.date).days)


def is_alike(one: Telling, other: Telling) -> bool:
    links = {link.url for link in one.links} & {link.url for link in other.links}
    known, new = set(words(one.title)), set(words(other.title))
    return bool(one.story == other.story or links or len(known & new) >= ALIKE * max(len(known | new), 1))


def main(path: Path, *, show: bool = False) -> None:
    three = Subscription(
        name="three themes, 10 stories",
        platform=Platform.TERMINAL,
        channel="",
        themes=("open_source", "export_controls", "talent"),
        days=("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        languages=("en", "de", "fr", "pl"),
    )
    everything = load(None).theme_ids
    every = replace(three, name="all themes, 30 stories", themes=everything, stories=30)
    start = datetime(2026, 1, 2, 8, tzinfo=UTC)
    times = [start + timedelta(days=day) for day in range(5)]
    for name, digests in asyncio.run(replay(stream(path), [three, every], times)).items():
        found = list(twice(digests))
        print(
            f"  {name:26} {sum(len(digest.tellings) for digest in digests):4} told,"
            f" {sum(each.is_double for each in found)} doubles,"
            f" {sum(each.is_unchanged for each in found)} unchanged repeats,"
            f" {sum(not each.is_double and not each.is_unchanged for each in found)} updates"
        )
        for each in found if show else ():
            said = "; ".join(f"{change.kind}: {change.what}" for change in each.second.changes)
            print(
                f"    +{each.days_apart} d  {each.first.title}\n          {each.second.title}\n          [{said}]"
            )


if __name__ == "__main__":
    main(LABELLED / "stream.jsonl.gz", show=True)
