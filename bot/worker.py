"""Child processes for work that would hold up the event loop: one niced child, killed when it overruns."""

import asyncio
import math
import os
import signal
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from bot.child import MEMORY_MB, be_modest, run_bounded
from digest.causes import Cause
from digest.errors import ParseError

if TYPE_CHECKING:
    from concurrent.futures import Future

    from pebble import ProcessPool

T = TypeVar("T")

# A child that has not come up in this time, on however busy a machine, will not.
_START_S = 60.0
# Closing waits so long for the child to be gone, and no longer.
_CLOSE_S = 5.0
# How often a call that has nearly had its time is looked at.
_LOOK_S = 0.05
# As a Worker's `held_up`, for pulls: on a machine whose processors are busy with others, the niced child may have a
# tenth of its time.
HELD_UP = 10.0
# So much later than our own limit the system ends a call whose process nobody is left to kill.
_ORPHAN_S = 5


class WorkerTimeout(ParseError):  # noqa: N818 - the words of the errors above it
    """The work took longer than it may; the child was killed."""


class WorkerDied(ParseError):  # noqa: N818
    """The child ended in the middle of the work."""


class Worker:
    """Runs module-level functions in one child process, one at a time, in the order of the calls.

    The child is started at the first call. It is killed when a call overruns or is cancelled, or when it took
    all its memory; the next call then starts another.
    """

    def __init__(
        self, *, memory_mb: int = MEMORY_MB, idle_s: float | None = None, held_up: float = 1.0
    ) -> None:
        """`idle_s`: end the child after it had nothing to do for so long.

        `held_up`: a call that the machine keeps from its work, as others have more urgent, may last so many times as
        long. For work that nobody waits for: to kill a child that had no time yet makes it need more.
        """
        self._memory_mb = memory_mb
        self._idle_s = idle_s
        self._held_up = held_up
        self._pool: ProcessPool | None = None
        self._is_up = False
        self._child = 0
        self._turn = asyncio.Lock()
        self._calls = 0
        self._stop_call: Callable[[], object] | None = None
        self._is_closed = False
        self._idle: asyncio.TimerHandle | None = None
        self._endings: list[threading.Thread] = []
        self.restarts = 0
        """How often a child was killed or died in the middle of its work."""

    async def run(
        self, function: Callable[..., T], *args: object, timeout: float = 20.0, more_mb: int | None = None
    ) -> T:
        """Return what the function returns, or raise what it raises.

        Raise WorkerTimeout when it overruns; neither the wait for its turn nor the child's start counts. `more_mb`
        is what it may take beside what the child already has, where that is less than all that the child may.
        """
        self._calls += 1
        if self._idle:
            self._idle.cancel()
        try:
            async with self._turn:
                return await self._call(function, args, timeout, more_mb)
        finally:
            self._calls -= 1
            if self._idle_s is not None and not self._calls and self._pool:
                self._idle = asyncio.get_running_loop().call_later(self._idle_s, self._end_child)

    async def close(self) -> None:
        """End the child, whatever it is at; calls under way raise WorkerDied. Returns within seconds."""
        self._is_closed = True
        if self._idle:
            self._idle.cancel()
        if self._stop_call:
            self._stop_call()
        self._end_child()
        deadline = asyncio.get_running_loop().time() + _CLOSE_S
        # Not joined in an executor's thread: the interpreter would wait for that one without end.
        while asyncio.get_running_loop().time() < deadline:
            if not any(ending.is_alive() for ending in self._endings):
                return
            await asyncio.sleep(0.01)

    async def _call(
        self, function: Callable[..., T], args: tuple[object, ...], timeout: float, more_mb: int | None
    ) -> T:
        from concurrent.futures import CancelledError
        from concurrent.futures.process import BrokenProcessPool

        from pebble import ProcessExpired

        work = [function, math.ceil(timeout) + _ORPHAN_S, more_mb, *args]
        for is_last_try in (False, True):
            future: Future[T] = (await self._started()).schedule(run_bounded, args=work)
            try:
                if not await self._is_done(future, timeout):
                    raise WorkerTimeout(Cause.TOOK_LONG.of(seconds=f"{round(timeout, 1):g}"))
                return future.result()
            except CancelledError as error:
                raise WorkerDied(Cause.STOPPED) from error
            except ProcessExpired as error:
                self._lose_child()
                raise WorkerDied(Cause.KILLED) from error
            except BrokenProcessPool as error:
                # The child had died while it was idle, and the call never reached it.
                self._lose_child()
                if is_last_try:
                    raise WorkerDied(Cause.CHILD_ENDS) from error
            except MemoryError as error:
                # The next call finds a child that has all its memory again.
                self._lose_child()
                raise ParseError(Cause.MUCH_MEMORY) from error
        raise AssertionError("unreachable")

    async def _is_done(self, future: "Future[T]", timeout: float) -> bool:
        """Wait for the call; kill the child when it overran, or when nobody waits any longer."""
        # Our own timer, since the pool's goes by the wall clock, which may jump.
        result = asyncio.wrap_future(future)
        result.add_done_callback(_look_at)
        self._stop_call = future.cancel
        worked_before, last_moment = _worked(self._child), time.monotonic() + timeout * self._held_up
        left, in_time = timeout, False
        try:
            while left > 0 and not in_time:
                await asyncio.wait([result], timeout=max(left, _LOOK_S))
                # Noted here, for since Python 3.14 a cancelled call is done at once.
                in_time = result.done()
                worked = _worked(self._child) - worked_before
                left = min(timeout - worked, last_moment - time.monotonic())
        finally:
            self._stop_call = None
            if not result.done():
                future.cancel()
                self._lose_child()
        return in_time

    async def _started(self) -> "ProcessPool":
        """Return the pool, with its child up."""
        if self._is_closed:
            raise WorkerDied(Cause.STOPPED)
        if self._pool and not self._pool.active:
            self._lose_child()
        pool = self._pool = self._pool or self._new_pool()
        if not self._is_up:
            # A call's time begins when the child is there.
            up = asyncio.wrap_future(pool.schedule(os.getpid))
            up.add_done_callback(_look_at)
            await asyncio.wait([up], timeout=_START_S)
            if not up.done() or up.cancelled() or up.exception():
                self._lose_child()
                raise WorkerDied(Cause.NO_CHILD)
            self._is_up, self._child = True, up.result()
        return pool

    def _new_pool(self) -> "ProcessPool":
        """Return a pool with its child on the way; raise WorkerDied where the system has no room for one."""
        from concurrent.futures.process import BrokenProcessPool
        from multiprocessing import resource_tracker

        from pebble import ProcessPool

        from bot.alone import Alone

        pool = ProcessPool(
            max_workers=1,
            context=Alone(),
            initializer=be_modest,
            initargs=[self._memory_mb * 1024 * 1024],
        )
        try:
            # Python's own helper process first: where the child's start begins it, it lets in again what is
            # blocked here.
            resource_tracker.ensure_running()
            # Ctrl-C is for us. The child inherits what is blocked here, and so is deaf to it from its first moment.
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:
                _ = pool.active  # starts it
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        except (OSError, BrokenProcessPool, RuntimeError) as error:
            # No process, no thread, no file or no memory is left. What was started nevertheless ends.
            pool.stop()  # type: ignore[no-untyped-call]
            pool.join()
            raise WorkerDied(Cause.NO_CHILD) from error
        return pool

    def _lose_child(self) -> None:
        self.restarts += 1
        self._end_child()

    def _end_child(self) -> None:
        """Let go of the child, and have it killed and waited for where that holds up nobody."""
        pool, self._pool, self._is_up = self._pool, None, False
        if pool is None:
            return
        pool.stop()  # type: ignore[no-untyped-call]
        ending = threading.Thread(target=pool.join, daemon=True, name="parallax-child-ending")
        try:
            ending.start()
        except RuntimeError:
            # No thread is left.
            pool.join()
        self._endings = [*(one for one in self._endings if one.is_alive()), ending]


class InProcess:
    """Runs the work where it is called, in the shape of a Worker: for tests, and for what is short."""

    async def run(
        self, function: Callable[..., T], *args: object, timeout: float = 20.0, more_mb: int | None = None
    ) -> T:
        return function(*args)


def _worked(child: int) -> float:
    """Return the seconds that a process has worked; all that passed, where the system does not say."""
    try:
        # What clock_getcpuclockid(3) makes of a process's number on Linux.
        return time.clock_gettime(~child << 3 | 2)
    except OSError:
        return time.monotonic()


def _look_at(future: "asyncio.Future[T]") -> None:
    """Take note of an error that nobody may be waiting for any longer."""
    if not future.cancelled():
        future.exception()
