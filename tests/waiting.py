"""Waiting for what comes by itself: as short as it takes, and never for ever."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], object], seconds: float = 30) -> None:
    """Return as soon as the condition holds; raise TimeoutError when it does not in so many seconds."""
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)
