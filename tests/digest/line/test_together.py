"""Questions asked one by one, answered many at a time."""

import asyncio

from digest.line.together import Together


async def test_what_is_asked_for_at_once_is_answered_together():
    batches = []

    async def answer(questions):
        batches.append(list(questions))
        return questions

    await asyncio.gather(*map(Together(answer, most=3).ask, range(4)))

    assert batches == [[0, 1, 2], [3]]


async def test_what_is_asked_for_while_others_are_in_hand_is_answered_together():
    batches = []

    async def answer(questions):
        batches.append(list(questions))
        await asyncio.sleep(0.01)
        return [question * 10 for question in questions]

    together = Together(answer, most=3)
    first = asyncio.create_task(together.ask(0))
    while not batches:
        await asyncio.sleep(0)

    assert await asyncio.gather(first, *map(together.ask, range(1, 6))) == [0, 10, 20, 30, 40, 50]
    assert batches == [[0], [1, 2, 3], [4, 5]]


async def test_when_answering_fails_all_who_asked_are_told_and_the_next_are_answered():
    async def answer(questions):
        await asyncio.sleep(0.01)
        if 1 in questions:
            raise ValueError("no")
        return questions

    together = Together(answer, most=2)
    said = await asyncio.gather(*map(together.ask, range(4)), return_exceptions=True)

    assert [type(one) for one in said] == [ValueError, ValueError, int, int]


async def test_who_asks_first_may_wait_longer_for_others():
    batches = []

    async def answer(questions):
        batches.append(list(questions))
        return questions

    together = Together(answer, most=3, patience_s=0.05)
    first = asyncio.create_task(together.ask(0))
    await asyncio.sleep(0.01)

    assert await asyncio.gather(first, together.ask(1)) == [0, 1]
    assert batches == [[0, 1]]


async def test_who_waits_for_others_waits_no_longer_than_until_they_are_as_many_as_are_answered_together():
    together = Together(echo, most=2, patience_s=60)

    async with asyncio.timeout(5):
        assert await asyncio.gather(together.ask(0), together.ask(1)) == [0, 1]


async def test_who_waits_for_others_waits_no_longer_than_until_the_last_has_come():
    coming = [1, 2]
    together = Together(echo, most=9, patience_s=60, are_more_coming=lambda: bool(coming))
    first = asyncio.create_task(together.ask(0))
    await asyncio.sleep(0.01)

    async with asyncio.timeout(5):
        while coming:
            assert not first.done()
            last = asyncio.create_task(together.ask(coming.pop()))
            await asyncio.sleep(0.01)
        assert await asyncio.gather(first, last) == [0, 1]


async def echo(questions):
    return questions
