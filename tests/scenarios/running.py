"""The whole program, within this process and until a test has seen enough."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.app import build
from bot.process import Parallax
from config.settings import load
from digest.store import Store


@asynccontextmanager
async def running(folder: Path, team: str) -> AsyncIterator[tuple[Parallax, Store]]:
    """Run it with this team's file, over the store of the folder, and stop it as a signal does."""
    file = folder / "parallax.toml"
    file.write_text(team, encoding="utf-8")
    with Store(folder / "parallax.db") as store:
        stop = asyncio.Event()
        program = build(load(file), store)
        task = asyncio.create_task(program.run(stop))
        yield program, store
        stop.set()
        await asyncio.wait_for(task, 10)
