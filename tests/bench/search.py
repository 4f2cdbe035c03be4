"""Search among a million items: how long filling takes, how large the file is, how long an answer takes.

    python -m tests.bench.search [ITEMS] [FILE]

Titles and texts are drawn from word lists with a long tail, three in ten of them Chinese. A file that is
there already is asked again, not filled again. Judges nothing.
"""

import asyncio
import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from digest.errors import QueryError
from digest.ids import derive_id
from digest.model.item import Item, Reading
from digest.model.outlet import Viewpoint
from digest.model.query import Order, Query
from digest.model.theme import Filing
from digest.store import Database, Store, items, search
from digest.store.readings import keep_readings

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SPAN = timedelta(days=350)
BATCH = 500
ROUNDS = 60
_CHINESE = 0.3
_SIDES = tuple(Viewpoint)
_THEMES = ("open_source", "export_controls", "talent", "chips", "funding")
_SYLLABLES = (
    "ba",
    "chi",
    "dor",
    "el",
    "fin",
    "gra",
    "hu",
    "in",
    "jo",
    "ka",
    "lu",
    "mon",
    "ne",
    "or",
    "pi",
    "ra",
)
_KNOWN = ("nvidia", "export", "controls", "chips", "open", "weights", "model", "china", "licence", "talent")
_KNOWN_CHINESE = ("出口", "管制", "芯片", "开源", "模型", "人才", "华为", "英伟达", "出口管制", "人工智能")


class Words:
    """Words with a long tail: the first are in many texts, most in few."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.latin = [
            *_KNOWN,
            *("".join(rng.choices(_SYLLABLES, k=rng.randint(2, 5))) for _ in range(60_000)),
        ]
        han = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]
        self.chinese = [
            *_KNOWN_CHINESE,
            *("".join(rng.choices(han, k=rng.randint(1, 3))) for _ in range(30_000)),
        ]

    def text(self, count: int, *, chinese: bool) -> str:
        words = self.chinese if chinese else self.latin
        # Squared twice, a draw is mostly near the start of the list.
        picked = [words[int(self._rng.random() ** 4 * len(words))] for _ in range(count)]
        return "".join(picked) if chinese else " ".join(picked)


def make(count: int) -> Iterator[Reading]:
    rng = random.Random(7)
    words = Words(rng)
    for number in range(count):
        moment = (NOW - SPAN + SPAN * (number / count)).replace(microsecond=0)
        chinese = rng.random() < _CHINESE
        item = Item(
            id=derive_id("bench", number),
            feed=f"feed{number % 300}",
            url=f"https://example.org/{number}",
            title=words.text(9, chinese=chinese),
            published=moment,
            first_seen=moment,
            outlet=f"outlet{int(rng.random() ** 2 * 300)}.example",
            summary=words.text(60, chinese=chinese),
            language="zh-Hans" if chinese else "en",
            viewpoint=rng.choice(_SIDES),
            themes=(Filing(rng.choice(_THEMES), 1.0),) if rng.random() < 0.1 else (),
            actors=("nvidia",) if rng.random() < 0.02 else (),
        )
        yield Reading(item, is_grouped=False)


async def fill(store: Store, count: int) -> None:
    start, burnt = time.monotonic(), time.process_time()
    batch: list[Reading] = []
    for number, reading in enumerate(make(count), 1):
        batch.append(reading)
        if len(batch) == BATCH or number == count:
            await store.write(items.add, [each.item for each in batch])
            await store.write(keep_readings, batch, None)
            batch = []
        if number % 100_000 == 0:
            print(f"{number:>9,} items {time.monotonic() - start:7.0f} s", file=sys.stderr, flush=True)
    print(
        f"filled {count:,} items in {time.monotonic() - start:.0f} s,"
        f" {(time.process_time() - burnt) / count * 1e6:.0f} µs CPU each"
    )


def questions(rng: random.Random) -> dict[str, list[Query]]:
    words = Words(random.Random(7))
    week = NOW - timedelta(days=7)

    def latin(count: int) -> str:
        return " ".join(words.latin[int(rng.random() ** 2 * 5_000)] for _ in range(count))

    def chinese() -> str:
        return words.chinese[int(rng.random() ** 2 * 5_000)]

    def many(make_one: Callable[[], Query]) -> list[Query]:
        return [make_one() for _ in range(ROUNDS)]

    return {
        "newest, one word": many(lambda: Query(latin(1))),
        "newest, two words": many(lambda: Query(latin(2))),
        "newest, three words": many(lambda: Query(f"{rng.choice(_KNOWN)} {rng.choice(_KNOWN)} {latin(1)}")),
        "newest, phrase": many(lambda: Query(f'"{rng.choice(_KNOWN)} {rng.choice(_KNOWN)}"')),
        "newest, prefix": many(lambda: Query(latin(1)[:4] + "*")),
        "newest, a letter and a star": many(lambda: Query(rng.choice("abcdefghijklm") + "*")),
        "newest, prefix in an outlet": many(
            lambda: Query(latin(1)[:3] + "*", outlet=f"outlet{rng.randrange(300)}.example")
        ),
        "newest, minus a word": many(lambda: Query(f"{latin(1)} -{rng.choice(_KNOWN)}")),
        "newest, only minus": many(lambda: Query(f"-{rng.choice(_KNOWN)}")),
        "newest, Chinese": many(lambda: Query(chinese())),
        "newest, two Chinese": many(lambda: Query(f"{rng.choice(_KNOWN_CHINESE)} {chinese()}")),
        "newest, one character": many(lambda: Query(chinese()[:1])),
        "newest, in an outlet": many(lambda: Query(latin(1), outlet=f"outlet{rng.randrange(300)}.example")),
        "newest, in a theme": many(lambda: Query(latin(1), themes=(rng.choice(_THEMES),))),
        "newest, by an actor": many(lambda: Query(latin(1), actor="nvidia")),
        "newest, in Chinese": many(lambda: Query(chinese(), language="zh")),
        "newest, of a side": many(lambda: Query(latin(1), viewpoint=rng.choice(_SIDES))),
        "newest, wrong language": many(lambda: Query(latin(1), language="zh")),
        "newest, common, wrong language": many(lambda: Query(rng.choice(_KNOWN), language="zh")),
        "newest, common, not in theme": many(
            lambda: Query(rng.choice(_KNOWN_CHINESE), themes=(rng.choice(_THEMES),), language="en")
        ),
        "newest, common, not by outlet": many(
            lambda: Query(rng.choice(_KNOWN), outlet=f"outlet{rng.randrange(300)}.example", actor="nvidia")
        ),
        "newest, Chinese, in English": many(
            lambda: Query(
                rng.choice(_KNOWN_CHINESE), language="en", until=NOW - timedelta(days=rng.randrange(300))
            )
        ),
        "newest, 出口管制, side, English": many(
            lambda: Query("出口管制", language="en", viewpoint=rng.choice(_SIDES))
        ),
        "newest, prefix, wrong language": many(lambda: Query(rng.choice(_KNOWN)[:4] + "*", language="zh")),
        "newest, one character, English": many(lambda: Query(chinese()[:1], language="en")),
        "newest, never together": many(
            lambda: Query(f"{rng.choice(_KNOWN)} {rng.choice(_KNOWN_CHINESE)}", viewpoint=rng.choice(_SIDES))
        ),
        "newest, four fields": many(
            lambda: Query(
                latin(1),
                themes=(rng.choice(_THEMES),),
                actor="nvidia",
                viewpoint=rng.choice(_SIDES),
                language="en",
            )
        ),
        "newest, minus in an outlet": many(
            lambda: Query(f"-{rng.choice(_KNOWN)}", outlet=f"outlet{rng.randrange(300)}.example")
        ),
        "no words, in a theme": many(lambda: Query(themes=(rng.choice(_THEMES),))),
        "no words, language": many(lambda: Query(language=rng.choice(("zh", "en", "fr")))),
        "relevance, 7 days, one": many(lambda: Query(latin(1), since=week, order=Order.RELEVANCE)),
        "relevance, 7 days, three": many(
            lambda: Query(f"{rng.choice(_KNOWN)} {latin(2)}", since=week, order=Order.RELEVANCE)
        ),
        "relevance, 7 days, Chinese": many(lambda: Query(chinese(), since=week, order=Order.RELEVANCE)),
        "relevance, 7 days, prefix": many(
            lambda: Query(latin(1)[:3] + "*", since=week, order=Order.RELEVANCE)
        ),
        "relevance, 7 days, a side": many(
            lambda: Query(latin(2), since=week, viewpoint=rng.choice(_SIDES), order=Order.RELEVANCE)
        ),
        "relevance, all, one": many(lambda: Query(latin(1), order=Order.RELEVANCE)),
        "question, all": many(lambda: Query(f"what does {latin(2)} mean for {rng.choice(_KNOWN)}?")),
        "question, thirty words": many(lambda: Query(latin(30) + "?")),
        "question, Chinese, all": many(lambda: Query("".join(chinese() for _ in range(5)) + "？")),
    }


async def measure(store: Store) -> None:
    print(f"{'':28} {'p50':>8} {'p95':>8} {'max':>8}   ms, hits found")
    for name, queries in questions(random.Random(3)).items():
        times, found = [], 0
        for query in queries:
            start = time.perf_counter()
            try:
                found += bool(await store.read(search.find, query))
            except QueryError as error:
                print(error)
            times.append((time.perf_counter() - start) * 1000)
        cuts = statistics.quantiles(times, n=20)
        print(
            f"{name:28} {cuts[9]:8.2f} {cuts[18]:8.2f} {max(times):8.2f}   {found}/{len(queries)}", flush=True
        )


def size_of_index(db: Database) -> int:
    size: int = db.execute("SELECT sum(length(block)) FROM search_index_data").fetchone()[0]
    return size


async def main(count: int, path: Path) -> None:
    with Store(path) as store:
        if not await store.read(items.count):
            await fill(store, count)
        size = os.stat(path).st_size
        index = await store.read(size_of_index)
        print(
            f"{await store.read(items.count):,} items, {size / 1e6:,.0f} MB, {index / 1e6:,.0f} of it index"
        )
        await measure(store)


if __name__ == "__main__":
    asyncio.run(
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000,
            Path(sys.argv[2] if len(sys.argv) > 2 else "var/bench-search.db"),
        )
    )
