"""What work costs, in a unit that means the same on a fast machine, a slow one and a busy one: turns of a yardstick."""

import gc
import time
from collections.abc import Callable


def costs_at_most(turns: float, work: Callable[[], object]) -> bool:
    """Say whether a call of the work takes no more CPU time than so many turns; it is called again, up to three
    times, while it takes more. A limit is some ten times what is usual: it tells what was made to be slow, no more."""
    return any(_seconds(work) <= turns * _seconds(_turn) for _ in range(3))


def _turn() -> int:
    # A hundredth of a second on a machine of 2026.
    return sum(len(str(number)) for number in range(60_000))


def _seconds(work: Callable[[], object]) -> float:
    # What other tests left behind is not the work's to be looked through when it collects its garbage.
    gc.freeze()
    start = time.process_time()
    work()
    spent = time.process_time() - start
    gc.unfreeze()
    return spent
