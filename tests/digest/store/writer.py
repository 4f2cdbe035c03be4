"""Writes to a store until it is killed, and says of each step that it is done: for `test_killed`."""

import asyncio
import sys
from itertools import count
from pathlib import Path

from digest.model.delivery import Delivery
from digest.model.place import Platform
from digest.store import Store, deliveries, items
from tests.builders import NOW, item


async def write(path: Path, start: int) -> None:
    with Store(path) as store:
        for number in count(start):
            delivery = Delivery(f"d{number}", "digest", "morning", Platform.SLACK, "C1", number)
            batch = [item(f"Title {number} {place}", summary="芯片 chips " * 30) for place in range(20)]
            await store.write(items.add, batch)
            await store.write_durably(deliveries.plan, [(delivery, {"text": "hello"})], NOW)
            print(number, flush=True)


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1]), int(sys.argv[2])))
