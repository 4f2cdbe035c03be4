"""The scheduler wakes us, whatever the wall clock does."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine

from bot import jobs as module
from bot.jobs import Jobs
from digest.errors import StoreError
from tests.waiting import until


@pytest.fixture
async def jobs():
    made = Jobs()
    yield made
    await made.stop(1)


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(days=-365), timedelta(days=3652)])
async def test_after_a_jump_of_the_clock_it_goes_on_at_its_pace(jobs, jump):
    woken = []

    async def job():
        woken.append(datetime.now(UTC))

    jobs.every(0.1, "job", job)
    jobs.start()
    await until(lambda: woken)
    with time_machine.travel(datetime.now(UTC) + jump, tick=True):
        before = len(woken)
        await until(lambda: len(woken) >= before + 3)
        began, before = asyncio.get_running_loop().time(), len(woken)
        await asyncio.sleep(0.5)
        busy = (len(woken) - before) / (asyncio.get_running_loop().time() - began)

    assert busy < 20
    assert jobs.health() is None


async def test_a_job_that_is_due_again_the_moment_it_ends_is_woken_again(jobs):
    woken = []

    async def job():
        woken.append(1)

    # As where the machine stands still in that moment for as long as the job's interval, or the clock is set forward.
    jobs.every(0, "job", job)
    jobs.start()

    await until(lambda: len(woken) > 3)


async def test_what_is_to_be_done_at_once_is_done_though_the_last_of_its_name_is_still_at_it(jobs, caplog):
    begun, may_end = [], asyncio.Event()

    async def job():
        begun.append(1)
        await may_end.wait()

    jobs.start()
    for number in (1, 2, 3):
        jobs.at(datetime.now(UTC), "deliver at once", job)
        await until(lambda number=number: len(begun) == number, seconds=5)
    may_end.set()

    assert "skipped" not in caplog.text


async def test_what_an_operator_can_mend_is_said_in_one_line_and_tried_again(jobs, caplog):
    tries = []

    async def job():
        tries.append(1)
        raise StoreError("parallax.db: the disk is full")

    jobs.every(0.05, "job", job)
    jobs.start()
    await until(lambda: len(tries) > 3)

    assert caplog.text.count("the disk is full") == 1
    assert "Traceback" not in caplog.text


async def test_a_scheduler_that_is_stuck_is_unwell_within_two_intervals(jobs, monkeypatch):
    monkeypatch.setattr(module, "BEAT_S", 0.1)
    jobs.start()
    await asyncio.sleep(0.2)
    assert jobs.health() is None

    jobs._scheduler.pause()
    began = asyncio.get_running_loop().time()
    await until(lambda: jobs.health() is not None)

    # Two intervals, and the second of grace that a busy machine is given.
    assert asyncio.get_running_loop().time() - began < 0.2 + 1 + 0.5
    assert "silent" in jobs.health()


async def test_a_job_that_meets_a_bug_is_woken_again_and_the_log_says_which(jobs, caplog):
    tries = []

    async def job():
        tries.append(1)
        raise ValueError("no such theme")

    jobs.every(0.05, "pull", job)
    jobs.start()
    await until(lambda: len(tries) > 2)

    assert "Traceback" in caplog.text
    assert "'job': 'pull'" in caplog.text


async def test_what_goes_on_failing_is_said_again_after_a_while_and_another_reason_at_once(
    jobs, caplog, monkeypatch
):
    reason = "the disk is full"

    async def job():
        raise StoreError(reason)

    jobs.every(0.05, "job", job)
    jobs.start()
    await until(lambda: "the disk is full" in caplog.text)
    reason = "it is locked"
    await until(lambda: "it is locked" in caplog.text)
    monkeypatch.setattr(module, "_SAY_AGAIN_S", 0.1)

    await until(lambda: caplog.text.count("it is locked") > 1)


async def test_of_two_moments_for_one_job_the_one_that_was_named_last_counts(jobs):
    done = []

    async def job(moment):
        done.append(moment)

    jobs.start()
    now = datetime.now(UTC)
    jobs.at(now + timedelta(seconds=0.1), "next slot", partial(job, "sooner"))
    jobs.at(now + timedelta(seconds=0.2), "next slot", partial(job, "later"))
    await until(lambda: "later" in done)

    assert done == ["later"]
