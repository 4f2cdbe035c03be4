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

    together = Together(answer, most=3, moment_s=lambda: 0.05)
    first = asyncio.create_task(together.ask(0))
    await asyncio.sleep(0.01)

    assert await asyncio.gather(first, together.ask(1)) == [0, 1]
    assert batches == [[0, 1]]
