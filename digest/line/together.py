"""Questions asked one by one, answered many at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
A = TypeVar("A")

# Those who were answered together elsewhere ask here within so long of each other, each in its turn.
MOMENT_S = 0.002


class Together(Generic[A, T]):
    """What is asked within a moment, or while other questions are in hand, is answered with each other."""

    def __init__(
        self,
        answer: Callable[[Sequence[A]], Awaitable[Sequence[T]]],
        most: int,
        moment_s: Callable[[], float] = lambda: MOMENT_S,
    ) -> None:
        """`moment_s` says how long, in seconds, the first to ask waits for others."""
        self._answer = answer
        self._most = most
        self._moment_s = moment_s
        self._waiting: list[tuple[A, asyncio.Future[T]]] = []
        self._turn = asyncio.Lock()

    async def ask(self, question: A) -> T:
        own: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, own))
        async with self._turn:
            if not own.done():
                await asyncio.sleep(self._moment_s())
                await self._answer_some()
        return await own

    async def _answer_some(self) -> None:
        some, self._waiting = self._waiting[: self._most], self._waiting[self._most :]
        try:
            answers = await self._answer([question for question, _ in some])
        except BaseException as error:
            for _, asked in some:
                if not asked.done():
                    asked.set_exception(error)
                    asked.exception()
            raise
        for (_, asked), answer in zip(some, answers, strict=True):
            if not asked.done():
                asked.set_result(answer)
