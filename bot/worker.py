"""Child processes for work that would hold up the event loop: one niced child, killed when it overruns."""

import asyncio
import math
import os
import pickle
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Self, TypeVar

from bot.child import BEGUN, LENGTH
from digest.errors import ParseError

T = TypeVar("T")

# What the child may take: room for the encoder's weights, its code and a batch of texts.
MEMORY_MB = 1536
# A child that has not come up in this time, on however busy a machine, will not.
_START_S = 60.0
# Closing waits so long for the child to be gone, and no longer.
_CLOSE_S = 5.0
# The child's own limit, for the case that nobody is left to kill it, lies so far behind ours.
_ORPHAN_S = 5

_STOPPED = "it was stopped before it was read"


class WorkerTimeout(ParseError):  # noqa: N818 - the words of the errors above it
    """The work took longer than it may; the child was killed."""


class WorkerDied(ParseError):  # noqa: N818
    """The child ended in the middle of the work."""


class Worker:
    """Runs module-level functions in one child process, one at a time, in the order of the calls.

    The child is started at the first call. It is killed when a call overruns or is cancelled, or when it took
    all its memory; the next call then starts another.
    """

    def __init__(self, *, memory_mb: int = MEMORY_MB, idle_s: float | None = None) -> None:
        """`idle_s`: end the child after it had nothing to do for so long."""
        self._memory_mb = memory_mb
        self._idle_s = idle_s
        self._child: _Child | None = None
        self._turn = asyncio.Lock()
        self._calls = 0
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
                # Only now, or what waits would stand in memory twice.
                call = pickle.dumps((function, args, math.ceil(timeout) + _ORPHAN_S, more_mb))
                result: T = await self._call(call, timeout)
                return result
        finally:
            self._calls -= 1
            if self._idle_s is not None and not self._calls and self._child:
                self._idle = asyncio.get_running_loop().call_later(self._idle_s, self._end_child)

    async def close(self) -> None:
        """End the child, whatever it is at; calls under way raise WorkerDied. Returns within seconds."""
        self._is_closed = True
        if self._idle:
            self._idle.cancel()
        self._end_child()
        deadline = asyncio.get_running_loop().time() + _CLOSE_S
        # Not joined in an executor's thread: the interpreter would wait for that one without end.
        while asyncio.get_running_loop().time() < deadline:
            if not any(ending.is_alive() for ending in self._endings):
                return
            await asyncio.sleep(0.01)

    async def _call(self, call: bytes, timeout: float) -> Any:
        value, error = pickle.loads(await self._answer(call, timeout))  # noqa: S301 - from our own child
        if isinstance(error, MemoryError):
            # The next call finds a child that has all its memory again.
            self._lose_child()
            raise ParseError("reading it took more memory than it may") from error
        if error is not None:
            raise error
        return value

    async def _answer(self, call: bytes, timeout: float) -> bytes:
        """Send a call, and return what comes back; kill the child when that fails, or nobody waits any longer."""
        child = await self._that_took(call)
        answer = None
        try:
            async with asyncio.timeout(timeout):
                answer = await child.answer()
        except TimeoutError:
            raise WorkerTimeout(f"it took longer than {round(timeout, 1):g} s to read") from None
        except (EOFError, ConnectionError) as error:
            died = "reading it took more memory than it may, or the child was killed"
            raise WorkerDied(_STOPPED if self._is_closed else died) from error
        finally:
            if answer is None:
                self._lose_child()
        return answer

    async def _that_took(self, call: bytes) -> "_Child":
        """Return a child that is at the call; one that died while it was idle never took it, so another does."""
        for _ in range(2):
            if self._is_closed:
                raise WorkerDied(_STOPPED)
            child = self._child = self._child or await _Child.started(self._memory_mb)
            has_begun = False
            try:
                has_begun = await child.takes(call) and not self._is_closed
            finally:
                if not has_begun:
                    self._lose_child()
            if has_begun:
                return child
        raise WorkerDied("the child process cannot be kept alive")

    def _lose_child(self) -> None:
        self.restarts += 1
        self._end_child()

    def _end_child(self) -> None:
        """Let go of the child, and have it killed and waited for where that holds up nobody."""
        child, self._child = self._child, None
        if child is None:
            return
        child.let_go()
        ending = threading.Thread(target=child.end, daemon=True, name="parallax-child-ending")
        ending.start()
        self._endings = [*(one for one in self._endings if one.is_alive()), ending]


class _Child:
    """A child process, and the line to it."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._process, self._reader, self._writer = process, reader, writer

    @classmethod
    async def started(cls, memory_mb: int) -> Self:
        ours, theirs = socket.socketpair()
        with theirs:
            reader, writer = await asyncio.open_connection(sock=ours)
            process = subprocess.Popen(  # noqa: S603, ASYNC220 - ourselves; it is there within milliseconds
                [sys.executable, "-P", "-m", "bot.child", str(memory_mb)],
                stdin=theirs.fileno(),
                # It is to find our code where we found it.
                env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
                # Ctrl-C is for us: a terminal sends it to all of a group.
                process_group=0,
            )
        return cls(process, reader, writer)

    async def takes(self, call: bytes) -> bool:
        """Send a call; return False where the child is dead, or does not come up."""
        self._writer.write(call)
        with suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(_START_S):
                return await self._reader.read(len(BEGUN)) == BEGUN
        return False

    async def answer(self) -> bytes:
        """Return the answer to the call that it took; raise EOFError or ConnectionError where it died over it."""
        length = await self._reader.readexactly(LENGTH)
        return await self._reader.readexactly(int.from_bytes(length))

    def let_go(self) -> None:
        self._writer.close()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


class InProcess:
    """Runs the work where it is called, in the shape of a Worker: for tests, and for what is short."""

    restarts = 0

    async def run(
        self, function: Callable[..., T], *args: object, timeout: float = 20.0, more_mb: int | None = None
    ) -> T:
        return function(*args)

    async def close(self) -> None:
        """Nothing to end."""
