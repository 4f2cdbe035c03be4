"""Questions asked one by one, answered many at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar

T = TypeVar("T")
A = TypeVar("A")

# Tasks that were woken by one answer ask their next question within this time, one after the other.
MOMENT_S = 0.002


class Together(Generic[A, T]):
    """What is asked within a moment, or while other questions are in hand, is answered with each other."""

    def __init__(
        self,
        answer: Callable[[Sequence[A]], Awaitable[Sequence[T]]],
        most: int,
        *,
        patience_s: float = MOMENT_S,
        are_more_coming: Callable[[], bool] = lambda: True,
    ) -> None:
        """The first to ask waits `patience_s` for others, less if `most` have come or no more are coming."""
        self._answer = answer
        self._most = most
        self._patience_s = patience_s
        self._are_more_coming = are_more_coming
        self._waiting: list[tuple[A, asyncio.Future[T]]] = []
        self._turn = asyncio.Lock()
        self._enough = asyncio.Event()

    async def ask(self, question: A) -> T:
        own: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((question, own))
        self._see_whether_enough()
        async with self._turn:
            if not own.done():
                await self._wait_for_others()
                await self._answer_some()
        return await own

    def _see_whether_enough(self) -> None:
        if len(self._waiting) >= self._most or not self._are_more_coming():
            self._enough.set()

    async def _wait_for_others(self) -> None:
        self._enough.clear()
        self._see_whether_enough()
        with suppress(TimeoutError):
            async with asyncio.timeout(self._patience_s):
                await self._enough.wait()

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
