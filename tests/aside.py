"""What is served in a thread of its own, for a test that calls the program here: that has a loop to itself."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager, contextmanager
from threading import Thread
from typing import TypeVar

T = TypeVar("T")

# On however busy a machine, a server has come up by then.
_UP_S = 60


@contextmanager
def served_aside(serving: AbstractAsyncContextManager[T]) -> Iterator[T]:
    up: Future[tuple[T, asyncio.AbstractEventLoop, asyncio.Event]] = Future()

    async def serve() -> None:
        end = asyncio.Event()
        async with serving as served:
            up.set_result((served, asyncio.get_running_loop(), end))
            await end.wait()

    thread = Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    served, loop, end = up.result(_UP_S)
    try:
        yield served
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join()
