"""A command in, what it cost out: CPU seconds of all its processes, memory at its highest."""

import ctypes
import os
import resource
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PR_SET_CHILD_SUBREAPER = 36
# How often the processes are looked at for their memory.
_LOOK_S = 0.05


@dataclass(frozen=True)
class Cost:
    cpu_s: float
    memory_mb: float
    """The resident memory of all processes together, at its highest."""
    said: str = ""
    """What the command wrote on standard output."""


def adopt_orphans() -> None:
    """Have what our children leave behind handed to us, so that its CPU is counted too. Linux only."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def measure(command: Sequence[str], environment: Mapping[str, str], folder: Path) -> Cost:
    """Run a command to its end; raise RuntimeError with what it said when it failed."""
    before = _children_cpu()
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    memory = Memory(process.pid)
    out, errors = process.communicate()
    highest = memory.stop()
    _reap()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {errors[-2000:]}")
    return Cost(_children_cpu() - before, highest, out)


class Memory:
    """The memory of a process and all below it, looked at until `stop`."""

    def __init__(self, root: int) -> None:
        self._root = root
        self._highest = 0.0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """Return the highest sum that was seen, in megabytes."""
        self._stopped.set()
        self._thread.join()
        return self._highest

    def _watch(self) -> None:
        while not self._stopped.wait(_LOOK_S):
            self._highest = max(self._highest, sum(map(_resident_mb, family(self._root))))


def family(root: int) -> list[int]:
    """Return a process and all that descend from it.

    Each is asked alone: a look at all that run costs much, so often.
    """
    found = [root]
    for pid in found:
        # One may end while it is asked.
        with suppress(OSError):
            for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
                found += [int(child) for child in tasks.read_text().split()]
    return found


def _resident_mb(pid: int) -> float:
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * resource.getpagesize() / 1e6
    return 0.0


def _children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reap() -> None:
    """Wait for the orphans that were handed to us and have ended; the farm goes on."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
