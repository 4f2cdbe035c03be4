"""Child processes for work that would hold up the event loop: one niced child, killed when it overruns."""

import asyncio
import os
import signal
from collections.abc import Callable
from concurrent.futures import TimeoutError as FutureTimeout
from typing import TYPE_CHECKING, TypeVar

from digest.errors import ParseError

if TYPE_CHECKING:
    from pebble import ProcessPool

T = TypeVar("T")

# What the child may take: room for the encoder's weights, its code and a batch of texts.
MEMORY_MB = 1536
_NICENESS = 10


class WorkerTimeout(ParseError):  # noqa: N818 - the words of the errors above it
    """The work took longer than it may; the child was killed."""


class WorkerDied(ParseError):  # noqa: N818
    """The child ended in the middle of the work."""


class Worker:
    """Runs module-level functions in one child process, started at the first and replaced when it is killed."""

    def __init__(self, *, memory_mb: int = MEMORY_MB, idle_s: float | None = None) -> None:
        """`idle_s`: end the child after it had nothing to do for so long."""
        self._memory_mb = memory_mb
        self._idle_s = idle_s
        self._pool: ProcessPool | None = None
        self._under_way = 0
        self._idle: asyncio.TimerHandle | None = None
        self.restarts = 0
        """How often a child was killed or died."""

    async def run(self, function: Callable[..., T], *args: object, timeout: float = 20.0) -> T:
        """Return what the function returns, or raise what it raises; raise WorkerTimeout when it overruns."""
        from pebble import ProcessExpired

        future = self._started().schedule(function, args=list(args), timeout=timeout)
        self._under_way += 1
        try:
            result: T = await asyncio.wrap_future(future)
        except (TimeoutError, FutureTimeout) as error:
            self.restarts += 1
            raise WorkerTimeout(f"it took longer than {timeout:g} s to read") from error
        except ProcessExpired as error:
            self.restarts += 1
            raise WorkerDied("reading it took more memory than it may") from error
        except MemoryError as error:
            raise WorkerDied("reading it took more memory than it may") from error
        else:
            return result
        finally:
            self._under_way -= 1
            self._await_idleness()

    async def close(self) -> None:
        """End the child, whatever it is at; returns within seconds."""
        if self._idle:
            self._idle.cancel()
        pool, self._pool = self._pool, None
        if pool is not None:
            pool.stop()  # type: ignore[no-untyped-call]
            await asyncio.to_thread(pool.join, 5)

    def _started(self) -> "ProcessPool":
        if self._pool is None:
            from multiprocessing import get_context

            from pebble import ProcessPool

            self._pool = ProcessPool(
                max_workers=1,
                context=get_context("spawn"),
                initializer=_be_modest,
                initargs=[self._memory_mb * 1024 * 1024],
            )
        return self._pool

    def _await_idleness(self) -> None:
        if self._idle_s is None or self._under_way:
            return
        if self._idle:
            self._idle.cancel()
        loop = asyncio.get_running_loop()
        self._idle = loop.call_later(self._idle_s, self._end_if_idle)

    def _end_if_idle(self) -> None:
        if self._pool is not None and not self._under_way:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool = None


def _be_modest(memory: int) -> None:
    """Run in the child at its start: behind everything else, within its limits, deaf to Ctrl-C."""
    import resource

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    # One thread of arithmetic: the other core belongs to the event loop.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
