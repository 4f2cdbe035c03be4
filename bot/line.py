"""What every command that pulls is given: the line and the fetcher. Imports nothing that is for chat."""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from bot.heap import give_back_large_blocks
from bot.worker import HELD_UP, Worker
from config.settings import Settings
from digest.errors import SettingsError
from digest.pipeline import Line
from digest.pull.fetch import Fetcher
from digest.pull.guard import allowed_hosts
from digest.store import Store


@asynccontextmanager
async def opened_line(settings: Settings, db: Path) -> AsyncIterator[Line]:
    """The line for a command of one shot: its store, and a child that is started only if it is needed."""
    worker = Worker(held_up=HELD_UP)
    with ended_by_sigterm(), Store(db) as store:
        try:
            yield Line(store, worker.run, lambda: settings.knowledge, lambda: settings.known)
        finally:
            await worker.close()


@contextmanager
def ended_by_sigterm() -> Iterator[None]:
    """Let SIGTERM cancel the task within, as an interrupt does: what is in hand is kept, and the child ended."""
    loop, task, is_told = asyncio.get_running_loop(), asyncio.current_task(), False

    def end() -> None:
        nonlocal is_told
        is_told = True
        if task:
            task.cancel()

    loop.add_signal_handler(signal.SIGTERM, end)
    try:
        yield
    except asyncio.CancelledError:
        if is_told:
            raise SystemExit(128 + signal.SIGTERM) from None
        raise
    finally:
        loop.remove_signal_handler(signal.SIGTERM)


def fetcher(settings: Settings) -> Fetcher:
    pull = settings.team.pull
    # Bodies come by it, some of them large.
    give_back_large_blocks()
    try:
        allow = allowed_hosts(settings.environment.parallax_allow_hosts)
    except ValueError as error:
        raise SettingsError(
            f"environment: PARALLAX_ALLOW_HOSTS: {error}; write host:port, with commas between"
        ) from None
    return Fetcher(
        contact=settings.team.contact,
        allow=allow,
        host_interval=pull.host_interval.total_seconds(),
        host_at_once=pull.host_at_once,
    )
