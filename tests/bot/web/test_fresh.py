import asyncio

import pytest

from bot.web.fresh import Fresh


class Maker:
    def __init__(self, failure: Exception | None = None) -> None:
        self.times = 0
        self.failure = failure
        self.may_end = asyncio.Event()

    async def make(self) -> str:
        self.times += 1
        await self.may_end.wait()
        if self.failure:
            raise self.failure
        return f"page {self.times}"


async def test_what_many_ask_for_at_once_is_made_once():
    fresh, maker = Fresh(60), Maker()
    asking = [asyncio.create_task(fresh.get("/", maker.make)) for _ in range(200)]
    await asyncio.sleep(0)
    maker.may_end.set()

    assert set(await asyncio.gather(*asking)) == {"page 1"}
    assert await fresh.get("/", maker.make) == "page 1"
    assert await fresh.get("/other", maker.make) == "page 2"


async def test_what_is_no_longer_fresh_is_made_anew():
    fresh, maker = Fresh(0), Maker()
    maker.may_end.set()

    assert await fresh.get("/", maker.make) == "page 1"
    assert await fresh.get("/", maker.make) == "page 2"


async def test_a_reader_who_leaves_takes_the_page_from_nobody():
    fresh, maker = Fresh(60), Maker()
    first, second = (asyncio.create_task(fresh.get("/", maker.make)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.sleep(0)
    maker.may_end.set()

    assert await second == "page 1"


async def test_what_went_wrong_is_told_to_all_who_waited_and_tried_again():
    fresh, maker = Fresh(0), Maker(ValueError("broken"))
    asking = [asyncio.create_task(fresh.get("/", maker.make)) for _ in range(2)]
    await asyncio.sleep(0)
    maker.may_end.set()

    for each in asking:
        with pytest.raises(ValueError, match="broken"):
            await each
    maker.failure = None
    assert await fresh.get("/", maker.make) == "page 2"
