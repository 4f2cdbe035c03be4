"""When things happen. The only module that knows APScheduler.

It only wakes us: what is due is decided by what the store says, so that a job that fires twice, late or
not at all (its own default drops one that is a second late) does no harm. It reckons in the time of the wall
clock, though: set that back by a year, and it would sleep for a year. So we watch the clock ourselves.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.logs import LoggedBugs, log
from digest.errors import ParallaxError

Job = Callable[[], Awaitable[object]]

BEAT_S = 5.0
# The wall clock is set right by a second or two now and then; this is a jump.
_JUMP_S = 30.0

# A full disk is met every few seconds, and said every few minutes.
_SAY_AGAIN_S = 300.0

# The scheduler drops a wake-up while so many of its name are running.
_ANY_NUMBER = 1_000

# Without these a wake-up that comes a second late is dropped, and a late one may come many times.
_DEFAULTS = {"misfire_grace_time": None, "coalesce": True}


class Jobs:
    """Named jobs; one that is repeated runs once at a time. What a job raises is logged and it is woken again."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=_DEFAULTS)
        self._running: set[asyncio.Task[None]] = set()
        self._last_beat = time.monotonic()
        self._said: dict[str, tuple[str, float]] = {}
        self._watch: asyncio.Task[None] | None = None

    def start(self) -> None:
        self._scheduler.start()
        self.every(BEAT_S, "beat", self._beat)
        self._watch = asyncio.create_task(self._watch_clock())

    def every(self, seconds: float, name: str, job: Job) -> None:
        """Run the job now, and again `seconds` after each time that it has ended."""

        async def again() -> None:
            await self._guarded(name, job)()
            # This run counts until the scheduler has noted its end. Were the next one due by then, as on a machine
            # that stood still meanwhile, it would be dropped, and none would come after it.
            self._wake(datetime.now(UTC) + timedelta(seconds=seconds), name, again, at_once=2)

        self._wake(datetime.now(UTC), name, again)

    def at(self, moment: datetime, name: str, job: Job) -> None:
        """Run the job once at `moment`; a later call of the same name takes the earlier one's place.

        One that has begun by then is left to end; what came too late for it is done beside it.
        """
        self._wake(moment, name, self._guarded(name, job), at_once=_ANY_NUMBER)

    def _wake(self, moment: datetime, name: str, job: Job, *, at_once: int = 1) -> None:
        # One wake-up at a time: of a repeating job it would count every time that a clock set forward by ten
        # years has passed over, one by one.
        self._scheduler.add_job(
            job, "date", run_date=moment, id=name, replace_existing=True, max_instances=at_once
        )

    def health(self) -> str | None:
        """Return None when well, else what is wrong in plain words."""
        silent = time.monotonic() - self._last_beat
        if not self._scheduler.running:
            return "the scheduler is not running"
        if silent > 2 * BEAT_S + 1:
            return f"the scheduler has been silent for {silent:.0f} s"
        return None

    async def stop(self, within_s: float) -> None:
        """Start nothing more; let what is running end by itself for so long, then cut it off."""
        if self._scheduler.running:
            self._scheduler.pause()
        if self._watch:
            self._watch.cancel()
            await asyncio.gather(self._watch, return_exceptions=True)
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=within_s)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _beat(self) -> None:
        self._last_beat = time.monotonic()

    async def _watch_clock(self) -> None:
        """Wake every job when the wall clock was set forward or back."""
        ahead = time.time() - time.monotonic()
        while True:
            await asyncio.sleep(1)
            before, ahead = ahead, time.time() - time.monotonic()
            if abs(ahead - before) > _JUMP_S:
                log().warning("clock was set", by_s=round(ahead - before))
                with LoggedBugs(job="clock"):
                    for job in self._scheduler.get_jobs():
                        job.modify(next_run_time=datetime.now(UTC))

    def _say(self, name: str, reason: str) -> None:
        """Log why a job failed; what it says again and again, only now and then."""
        before, when = self._said.get(name, ("", 0.0))
        if reason != before or time.monotonic() - when > _SAY_AGAIN_S:
            self._said[name] = (reason, time.monotonic())
            log().error("failed", job=name, reason=reason)

    def _guarded(self, name: str, job: Job) -> Callable[[], Awaitable[None]]:
        async def guarded() -> None:
            task = asyncio.current_task()
            assert task is not None, "the scheduler runs jobs as tasks"
            self._running.add(task)
            with LoggedBugs(job=name):
                try:
                    await job()
                except asyncio.CancelledError:
                    # At the end of the program; the next start goes on with it.
                    log().info("cut off", job=name)
                except ParallaxError as error:
                    # The operator's to mend, as a full disk is; the next wake-up tries again.
                    self._say(name, str(error))
                finally:
                    self._running.discard(task)

        return guarded
