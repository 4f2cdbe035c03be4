"""What many ask for at once is made once: a digest in chat sends all of its readers to one page in one moment."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")

# What was made so long ago is made again: nobody sees that a page is a second old.
FRESH_S = 1.0


class Fresh(Generic[T]):
    """Documents or pictures that are being made, or were a moment ago."""

    def __init__(self, fresh_s: float = FRESH_S) -> None:
        self._fresh_s = fresh_s
        self._made: dict[Hashable, _Made[T]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """Return what is made by whoever asks first; an error of making it is everybody's who waits for it."""
        self._forget()
        if key not in self._made:
            self._made[key] = _Made(make)
        # A reader who leaves takes the page from nobody.
        return await asyncio.shield(self._made[key].task)

    def _forget(self) -> None:
        since = time.monotonic() - self._fresh_s
        for key in [key for key, made in self._made.items() if made.done_at <= since]:
            del self._made[key]


class _Made(Generic[T]):
    def __init__(self, make: Callable[[], Awaitable[T]]) -> None:
        self.done_at = float("inf")
        self.task = asyncio.create_task(self._make(make))

    async def _make(self, make: Callable[[], Awaitable[T]]) -> T:
        try:
            return await make()
        finally:
            self.done_at = time.monotonic()
