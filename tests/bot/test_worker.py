import asyncio
import logging
import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from datetime import datetime

import pytest

from bot.worker import InProcess, Worker, WorkerDied, WorkerTimeout
from digest.errors import ParseError
from tests.waiting import until

knows_time_of_others = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux tells how long another process has worked"
)
limits_memory = pytest.mark.skipif(sys.platform == "darwin", reason="macOS limits no process's memory")


def add(one, other):
    return one + other


def burn():
    while True:
        pass


def burn_in_c():
    return sum(range(10**13))


def stop_for(seconds):
    """Stand still, as on a machine that gives its time to others."""
    subprocess.Popen(["sh", "-c", f"sleep {seconds}; kill -CONT {os.getpid()}"])
    os.kill(os.getpid(), signal.SIGSTOP)
    return "done"


def fail(text):
    raise ParseError(text)


def take(megabytes):
    return len(bytearray(megabytes * 1024 * 1024))


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def niceness():
    return os.nice(0)


def limits():
    soft, _ = resource.getrlimit(resource.RLIMIT_CPU)
    used = resource.getrusage(resource.RUSAGE_SELF)
    return soft - used.ru_utime - used.ru_stime, os.environ["OPENBLAS_NUM_THREADS"]


class Unfinished:
    def __del__(self):
        raise MemoryError


def run_out_while_letting_go():
    Unfinished()
    raise MemoryError


def log_as_a_library_does():
    logging.getLogger("a.library").warning("mkdir -p failed")


def hears_ctrl_c():
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.01)
    return False


def is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_work_is_done_in_one_niced_child(worker):
    assert await worker.run(add, 1, 2) == 3
    child = await worker.run(os.getpid)

    assert child != os.getpid()
    assert await worker.run(os.getpid) == child
    assert await worker.run(niceness) == min(os.nice(0) + 10, 19)
    assert worker.restarts == 0


async def test_calls_are_answered_in_their_order_however_many_wait(worker):
    assert await asyncio.gather(*(worker.run(add, n, n) for n in range(50))) == [2 * n for n in range(50)]


async def test_what_the_work_raises_is_raised_here_and_costs_no_child(worker):
    child = await worker.run(os.getpid)
    with pytest.raises(ParseError, match="no feed"):
        await worker.run(fail, "no feed")

    assert await worker.run(os.getpid) == child


@pytest.mark.parametrize("work", [burn, burn_in_c])
async def test_an_overrun_costs_its_own_call_alone(worker, work):
    child = await worker.run(os.getpid)
    began = time.monotonic()
    overrun, after = await asyncio.gather(
        worker.run(work, timeout=0.2), worker.run(add, 1, 2), return_exceptions=True
    )

    assert isinstance(overrun, WorkerTimeout)
    assert "longer than 0.2 s" in str(overrun)
    assert after == 3
    assert worker.restarts == 1
    assert time.monotonic() - began < 20
    await until(lambda: not is_alive(child))


@knows_time_of_others
async def test_a_call_that_the_machine_holds_up_has_not_overrun_where_that_may_be():
    worker, strict = Worker(held_up=50), Worker()
    for one in (worker, strict):
        await one.run(add, 1, 2)
    with pytest.raises(WorkerTimeout):
        await strict.run(stop_for, 1, timeout=0.2)

    assert await worker.run(stop_for, 1, timeout=0.2) == "done"
    assert worker.restarts == 0
    await worker.close()
    await strict.close()


@pytest.mark.parametrize("work", [(burn,), (time.sleep, 60)])
async def test_a_call_that_overruns_by_its_own_work_or_only_stands_still_is_ended_all_the_same(work):
    worker = Worker(held_up=5)
    await worker.run(add, 1, 2)
    with pytest.raises(WorkerTimeout, match=r"longer than 0\.2 s"):
        await worker.run(*work, timeout=0.2)

    assert await worker.run(add, 1, 2) == 3
    await worker.close()


async def test_the_loop_goes_on_while_the_child_works(worker):
    await worker.run(add, 1, 2)
    work = asyncio.create_task(worker.run(burn, timeout=2))
    longest, last = 0.0, time.monotonic()
    while not work.done():
        await asyncio.sleep(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()

    assert isinstance(work.exception(), WorkerTimeout)
    assert longest < 1.6


async def test_a_child_that_dies_costs_its_own_call_alone(worker):
    died, after = await asyncio.gather(worker.run(die), worker.run(add, 1, 2), return_exceptions=True)

    assert isinstance(died, WorkerDied)
    assert after == 3
    assert worker.restarts == 1


async def test_a_child_that_died_while_it_was_idle_costs_nobody_anything(worker):
    child = await worker.run(os.getpid)
    os.kill(child, signal.SIGKILL)

    assert await worker.run(add, 1, 2) == 3
    os.kill(await worker.run(os.getpid), signal.SIGKILL)
    await asyncio.sleep(0.5)
    assert await worker.run(add, 1, 2) == 3


async def test_where_no_child_can_be_started_a_call_says_so_and_a_later_one_starts_it(worker):
    # What a child takes is imported by then.
    await worker.run(add, 1, 2)
    other, before = Worker(), resource.getrlimit(resource.RLIMIT_NOFILE)
    # Not one more file can be opened.
    with open(os.devnull) as last:
        resource.setrlimit(resource.RLIMIT_NOFILE, (last.fileno(), before[1]))
        try:
            with pytest.raises(WorkerDied, match="could not be started"):
                await other.run(add, 1, 2)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert await other.run(add, 1, 2) == 3
    await other.close()


async def test_where_no_thread_can_be_started_a_call_says_so_and_a_later_one_starts_the_child(monkeypatch):
    def no_thread(_):
        raise RuntimeError("can't start new thread")

    worker, other = Worker(), Worker()
    await other.run(add, 1, 2)
    before = set(multiprocessing.active_children())
    with monkeypatch.context() as full:
        full.setattr("threading.Thread.start", no_thread)
        with pytest.raises(WorkerDied, match="could not be started"):
            await worker.run(add, 1, 2)
        with pytest.raises(WorkerTimeout):
            await other.run(burn, timeout=0.1)

    assert set(multiprocessing.active_children()) < before
    assert await worker.run(add, 1, 2) == 3
    assert await other.run(add, 1, 2) == 3
    await worker.close()
    await other.close()


async def test_a_child_is_started_also_where_the_system_has_no_locks_between_processes(monkeypatch):
    def no_lock(*_, **__):
        raise FileNotFoundError(2, "No such file or directory")

    # As where a container has no /dev/shm.
    monkeypatch.setattr("multiprocessing.synchronize.RLock.__init__", no_lock)
    worker = Worker()
    died = await asyncio.gather(worker.run(die), return_exceptions=True)

    assert isinstance(died[0], WorkerDied)
    assert await asyncio.gather(*(worker.run(add, n, n) for n in range(5))) == [0, 2, 4, 6, 8]
    with pytest.raises(WorkerTimeout):
        await worker.run(burn, timeout=0.1)
    assert await worker.run(add, 1, 2) == 3
    await worker.close()


@limits_memory
async def test_too_much_memory_costs_its_own_call_alone():
    worker = Worker(memory_mb=300)
    with pytest.raises(ParseError, match="memory"):
        await worker.run(take, 600)

    assert await worker.run(take, 50) == 50 * 1024 * 1024
    await worker.close()


@limits_memory
async def test_a_call_may_take_only_so_much_more_memory_than_the_child_has(worker):
    assert await worker.run(take, 50, more_mb=128) == 50 * 1024 * 1024
    with pytest.raises(ParseError, match="memory"):
        await worker.run(take, 200, more_mb=128)

    assert await worker.run(take, 200) == 200 * 1024 * 1024


async def test_a_child_works_also_where_the_system_lets_it_limit_no_memory(worker, tmp_path, monkeypatch):
    # As macOS does.
    (tmp_path / "sitecustomize.py").write_text(
        """
import resource
set_any = resource.setrlimit

def set_all_but_memory(kind, limits):
    if kind == resource.RLIMIT_DATA and limits[0] != resource.RLIM_INFINITY:
        raise ValueError("current limit exceeds maximum limit")
    set_any(kind, limits)

resource.setrlimit = set_all_but_memory
""",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    assert await worker.run(take, 50, more_mb=10) == 50 * 1024 * 1024
    left, _ = await worker.run(limits, timeout=3)
    assert 3 <= left <= 10


async def test_a_time_that_was_overrun_is_told_in_short(worker):
    with pytest.raises(WorkerTimeout, match=r"longer than 0\.3 s"):
        await worker.run(burn, timeout=0.26789)


async def test_a_call_that_is_cancelled_does_not_hold_up_the_next(worker):
    child = await worker.run(os.getpid)
    work = asyncio.create_task(worker.run(burn, timeout=60))
    waiting = asyncio.create_task(worker.run(burn, timeout=60))
    await asyncio.sleep(0.2)
    waiting.cancel()
    work.cancel()

    assert await asyncio.wait_for(worker.run(add, 1, 2), 20) == 3
    assert work.cancelled()
    assert waiting.cancelled()
    await until(lambda: not is_alive(child))


async def test_closing_ends_what_is_under_way_soon():
    worker = Worker()
    child = await worker.run(os.getpid)
    calls = [asyncio.create_task(worker.run(burn_in_c, timeout=60)) for _ in range(3)]
    await asyncio.sleep(0.2)
    began = time.monotonic()
    await worker.close()
    errors = await asyncio.gather(*calls, return_exceptions=True)

    assert time.monotonic() - began < 6
    assert all(isinstance(error, WorkerDied) for error in errors), errors
    assert not is_alive(child)
    with pytest.raises(WorkerDied):
        await worker.run(add, 1, 2)


async def test_closing_twice_or_before_any_work_is_nothing():
    worker = Worker()
    await worker.close()
    await worker.close()

    with pytest.raises(WorkerDied):
        await worker.run(add, 1, 2)


async def test_an_idle_child_is_ended_and_another_started_when_there_is_work():
    worker = Worker(idle_s=0.1)
    child = await worker.run(os.getpid)

    await until(lambda: not is_alive(child))
    assert await worker.run(add, 1, 2) == 3
    assert worker.restarts == 0
    await worker.close()


async def test_a_child_at_work_is_not_idle():
    worker = Worker(idle_s=0.05)
    assert await worker.run(add, 1, 2) == 3
    with pytest.raises(WorkerTimeout):
        await worker.run(burn, timeout=0.4)

    assert await worker.run(add, 1, 2) == 3
    await worker.close()


async def test_a_child_that_nobody_is_left_to_kill_ends_itself(worker):
    left, threads = await worker.run(limits, timeout=3)

    assert 3 <= left <= 10
    assert threads == "1"


async def test_ctrl_c_is_not_for_the_child(worker):
    assert await worker.run(hears_ctrl_c) is False
    assert await worker.run(add, 1, 2) == 3
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())


def test_ctrl_c_is_not_for_the_child_while_it_comes_up():
    # In a process of its own, for the first child of one is started otherwise.
    code = """
import asyncio, signal
from bot.worker import Worker

async def main():
    worker = Worker()
    blocked = await worker.run(signal.pthread_sigmask, signal.SIG_BLOCK, ())
    await worker.close()
    print(signal.SIGINT in blocked, signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))

asyncio.run(main())
"""

    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("True False\n", "")


@limits_memory
def test_limits_of_the_system_that_are_lower_hold_in_the_child():
    # In a process of its own, for who is no administrator cannot raise them again.
    code = """
import asyncio, resource
from bot.worker import Worker

async def main():
    resource.setrlimit(resource.RLIMIT_DATA, (600 << 20, 600 << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (50, 50))
    worker = Worker()
    data = await worker.run(resource.getrlimit, resource.RLIMIT_DATA)
    cpu = await worker.run(resource.getrlimit, resource.RLIMIT_CPU, timeout=100)
    await worker.close()
    print(data[0] >> 20, data[1] >> 20, *cpu)

asyncio.run(main())
"""

    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("600 600 50 50\n", "")


async def test_values_cross_as_they_are(worker):
    now = datetime.now().astimezone()

    assert await worker.run(add, (now, b"\x00"), ({"a": "\ud800"},)) == (now, b"\x00", {"a": "\ud800"})


def test_importing_it_imports_no_pool():
    code = "import sys, bot.worker; sys.exit('pebble' in sys.modules or 'multiprocessing' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_work_in_process_has_the_same_shape():
    runner = InProcess()

    assert await runner.run(add, 1, 2, timeout=1.0) == 3
    with pytest.raises(ParseError):
        await runner.run(fail, "no feed")


@pytest.mark.long
async def test_a_hundred_overruns_in_a_row_are_a_hundred_errors(worker):
    for _ in range(100):
        with pytest.raises(WorkerTimeout):
            await worker.run(burn, timeout=0.05)

    assert await worker.run(add, 1, 2) == 3
    assert worker.restarts == 100
    assert len(os.listdir("/dev/fd")) < 60


async def test_memory_that_runs_out_while_things_are_let_go_of_is_an_error_and_no_traceback(worker, capfd):
    with pytest.raises(ParseError, match="more memory than it may"):
        await worker.run(run_out_while_letting_go)

    assert capfd.readouterr().err == ""


async def test_what_a_library_logs_in_the_child_does_not_stand_between_our_lines(worker, capfd):
    await worker.run(log_as_a_library_does)

    assert capfd.readouterr().err == ""
