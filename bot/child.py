"""The child's side of `worker`: calls in, answers out, one at a time, until nobody is left to send them.

It imports nothing but what it needs itself; the work brings its own.
"""

import gc
import math
import os
import pickle
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from traceback import format_exc
from typing import BinaryIO

from bot.heap import give_back_large_blocks

# Said when a call has come; its answer follows, behind its length in so many bytes.
BEGUN = b"."
LENGTH = 8

_NICENESS = 10
# Python's own is 700.
_OBJECTS_UNTIL_GC = 200_000
# What the end of whoever calls us looks like, also in the middle of a call.
_ENDS = (EOFError, pickle.UnpicklingError, ConnectionError)


def main() -> None:
    """Answer the calls that come by standard input, which is a socket; what they may take of memory comes as a word."""
    memory = int(sys.argv[1]) * 1024 * 1024
    _be_modest(memory)
    with socket.socket(fileno=0) as line, line.makefile("rb") as calls, suppress(*_ENDS):
        while True:
            _answer_next(calls, line, memory)


def _answer_next(calls: BinaryIO, line: socket.socket, memory: int) -> None:
    function, args, cpu_s, more_mb = pickle.load(calls)  # noqa: S301 - from the process that started us
    line.sendall(BEGUN)
    try:
        answer = pickle.dumps((_bounded(function, args, cpu_s, memory, more_mb), None))
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is the caller's
        error.add_note(f"In the child:\n{format_exc()}")
        answer = pickle.dumps((None, error))
    line.sendall(len(answer).to_bytes(LENGTH))
    line.sendall(answer)


def _bounded(
    function: Callable[..., object], args: tuple[object, ...], cpu_s: int, memory: int, more_mb: int | None
) -> object:
    """A call that nobody is left to kill is ended by the system, and none takes all memory."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used.ru_utime + used.ru_stime) + cpu_s, hard))
    most = memory if more_mb is None else min(memory, _memory_taken(memory) + more_mb * 1024 * 1024)
    resource.setrlimit(resource.RLIMIT_DATA, (most, memory))
    try:
        return function(*args)
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _memory_taken(most: int) -> int:
    """Return what this process holds of the memory that RLIMIT_DATA counts; `most`, where Linux does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except OSError:
        return most
    return pages * os.sysconf("SC_PAGE_SIZE")


def _be_modest(memory: int) -> None:
    """Stay behind everything else, within limits."""
    # Ctrl-C is for whoever calls us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(_NICENESS)
    # One thread of arithmetic: the other core belongs to the event loop.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    # Parsing makes very many objects and hardly a cycle: looking for those that much less often is enough.
    gc.set_threshold(_OBJECTS_UNTIL_GC)
    give_back_large_blocks()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    sys.unraisablehook = _say_unless_out_of_memory


def _say_unless_out_of_memory(unraisable: "sys.UnraisableHookArgs") -> None:
    """Say what went wrong where nobody can be told; of memory that ran out the call itself tells."""
    if not issubclass(unraisable.exc_type, MemoryError):
        sys.__unraisablehook__(unraisable)


if __name__ == "__main__":
    main()
