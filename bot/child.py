"""What a worker's child process does itself: the work, within limits that hold though its parent is gone.

Windows, where nothing of this is called, has no `resource`.
"""

import gc
import logging
import math
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from bot.heap import give_back_large_blocks

T = TypeVar("T")

# What the child may take: room for the encoder's weights, its code and a batch of texts.
MEMORY_MB = 1536
_NICENESS = 10
# Python's own is 700.
_OBJECTS_UNTIL_GC = 200_000


def run_bounded(function: Callable[..., T], cpu_s: int, more_mb: int | None, *args: object) -> T:
    """Return what the function returns; the system ends a call that nobody is left to kill, and one too large."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(used.ru_utime + used.ru_stime) + cpu_s
    resource.setrlimit(resource.RLIMIT_CPU, (_allowed(until, hard), hard))
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    memory = most if more_mb is None else min(most, _memory_taken() + more_mb * 1024 * 1024)
    _limit_memory(memory, most)
    try:
        return function(*args)
    finally:
        _limit_memory(most, most)


def _allowed(limit: int, hard: int) -> int:
    """Return a limit, or the lower one that the system has set us and lets nobody raise."""
    return limit if hard < 0 else min(limit, hard)


def _limit_memory(limit: int, hard: int) -> None:
    """Have the system refuse this process more memory; macOS, which knows no such limit, refuses the limit."""
    import resource

    # There it counts all addresses, of which each process begins with far more than we allow.
    with suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _memory_taken() -> int:
    """Return what this process holds of the memory that RLIMIT_DATA counts; nearly all, where Linux does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    except OSError:
        return MEMORY_MB * 1024 * 1024
    return pages * os.sysconf("SC_PAGE_SIZE")


def be_modest(memory: int) -> None:
    """Begin behind everything else, within limits, easy to kill; `memory` is in bytes."""
    import resource

    # The pool's own handler waits for Python code to go on, which a long match of a pattern does not.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(_NICENESS)
    # One thread of arithmetic: the other core belongs to the event loop.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ[f"{library}_NUM_THREADS"] = "1"
    # Parsing makes very many objects and hardly a cycle: looking for those that much less often is enough.
    gc.set_threshold(_OBJECTS_UNTIL_GC)
    give_back_large_blocks()
    # Python would print what libraries warn of beside our lines, in a form of its own; what matters is raised.
    logging.getLogger().addHandler(logging.NullHandler())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = _allowed(memory, hard)
    _limit_memory(most, most)
    sys.unraisablehook = _say_unless_out_of_memory


def _say_unless_out_of_memory(unraisable: "sys.UnraisableHookArgs") -> None:
    """Say what went wrong where nobody can be told; of memory that ran out the call itself tells."""
    if not issubclass(unraisable.exc_type, MemoryError):
        sys.__unraisablehook__(unraisable)
