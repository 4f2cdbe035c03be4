"""SIGTERM at any moment: the program ends in time, leaves no half message, and goes on where it was."""

import asyncio
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest

from digest.clock import utc_now
from digest.model.delivery import DeliveryState
from digest.store import Store, feed_states, items
from digest.store import deliveries as outbox
from tests.fakes.feeds import Publisher
from tests.fakes.slack import FakeSlack
from tests.program import PROGRAM, environment
from tests.scenarios.test_load import SUBSCRIPTION, TEAM
from tests.waiting import until


async def started(folder, slack, publisher):
    return await asyncio.create_subprocess_exec(
        *(*PROGRAM, "run"),
        cwd=folder,
        env=environment(**slack.environment, PORT="0", PARALLAX_ALLOW_HOSTS=f"127.0.0.1:{publisher.port}"),
        stderr=asyncio.subprocess.PIPE,
    )


async def stop_at(moments, folder, subscriptions):
    """Start the program, stop it when each of these moments has come, and let it end what it has to do at last."""
    async with Publisher().running() as publisher, FakeSlack().running() as slack:
        at = (utc_now() - timedelta(minutes=1)).strftime("%H:%M")
        text = TEAM.format(url=publisher.url("today")) + "".join(
            SUBSCRIPTION.format(platform="slack", number=number, channel=f"C{number}", at=at)
            for number in range(subscriptions)
        )
        (folder / "parallax.toml").write_text(text, encoding="utf-8")
        slowest = 0.0
        for has_come in moments:
            process = await started(folder, slack, publisher)
            await has_come(slack)
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            _, said = await asyncio.wait_for(process.communicate(), 15)
            slowest = max(slowest, time.monotonic() - began)
            # One that comes before the program has come up ends it as the system does.
            assert process.returncode in (0, -signal.SIGTERM), said.decode()
            assert b"Traceback" not in said, said.decode()
        process = await started(folder, slack, publisher)
        await until(lambda: len(slack.posted) >= subscriptions, seconds=120)
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), 15)
        with Store(folder / "var" / "parallax.db") as store:
            parts = await store.read(lambda db: list(outbox.export(db)))
        keys = Counter(one["metadata"]["event_payload"]["id"] for one in slack.posted)
        return slowest, keys, parts


async def first_post(slack):
    posted = asyncio.Event()
    slack.on_post = posted.set
    async with asyncio.timeout(60):
        await posted.wait()


async def test_a_stop_in_the_middle_of_posting_loses_and_doubles_nothing(tmp_path):
    slowest, keys, parts = await stop_at([first_post], tmp_path, subscriptions=12)

    assert slowest <= 10
    assert set(keys.values()) == {1}
    assert {part.state for part in parts} == {DeliveryState.SENT}


async def test_a_stop_does_not_wait_for_whoever_keeps_the_database_locked(tmp_path):
    async def is_locked(slack):
        await asyncio.wait_for(slack.connected.wait(), 60)
        other = sqlite3.connect(tmp_path / "var" / "parallax.db", timeout=30, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        others.append(other)
        # By then the program, too, wants to write.
        await asyncio.sleep(6)

    async def is_free(_slack):
        others.pop().close()

    others = []
    slowest, keys, parts = await stop_at([is_locked, is_free], tmp_path, subscriptions=2)

    assert slowest <= 10
    assert set(keys.values()) == {1}
    assert {part.state for part in parts} == {DeliveryState.SENT}


async def test_a_stop_while_it_waits_at_its_start_for_a_locked_database_ends_it(tmp_path):
    database = tmp_path / "var" / "parallax.db"
    with Store(database):
        other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    async with Publisher().running() as publisher, FakeSlack().running() as slack:
        process = await started(tmp_path, slack, publisher)
        await asyncio.sleep(4)
        process.send_signal(signal.SIGTERM)
        _, said = await asyncio.wait_for(process.communicate(), 15)
    other.close()

    assert process.returncode == 0, said.decode()
    assert b"Traceback" not in said, said.decode()


async def test_a_pull_that_is_told_to_end_keeps_what_has_answered_and_leaves_nothing_behind(tmp_path):
    waiting = []

    async def hang(reader, writer):
        """Answer nothing until whoever asked has left."""
        waiting.append(asyncio.current_task())
        with suppress(ConnectionError):
            await reader.read()
            writer.close()
            await writer.wait_closed()

    hanging = await asyncio.start_server(hang, "127.0.0.1", 0)
    async with Publisher().running() as publisher:
        ports = publisher.port, hanging.sockets[0].getsockname()[1]
        (tmp_path / "parallax.toml").write_text(
            'embedder = "none"\n[feeds]\ndefaults = false\n'
            + "".join(f'[[feed]]\nid = "f{port}"\nurl = "http://127.0.0.1:{port}/good"\n' for port in ports),
            encoding="utf-8",
        )
        process = await asyncio.create_subprocess_exec(
            *(*PROGRAM, "pull"),
            cwd=tmp_path,
            env=environment(PARALLAX_ALLOW_HOSTS=",".join(f"127.0.0.1:{port}" for port in ports)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        with Store(tmp_path / "var" / "parallax.db") as store:
            async with asyncio.timeout(60):
                while await store.read(items.is_empty):
                    await asyncio.sleep(0.05)
            process.send_signal(signal.SIGTERM)
            said, aside = await asyncio.wait_for(process.communicate(), 15)
            states = await store.read(feed_states.without_chunks)
    await asyncio.gather(*waiting)
    hanging.close()

    assert (process.returncode, said, aside) == (128 + signal.SIGTERM, b"", b"")
    assert states[f"f{publisher.port}"].last_success


@pytest.mark.long
@pytest.mark.timeout(3600)
async def test_a_hundred_stops_at_random_lose_and_double_nothing(tmp_path):
    rng = random.Random(5)
    moments = [lambda _: asyncio.sleep(rng.uniform(0.3, 6))] * 100

    slowest, keys, parts = await stop_at(moments, tmp_path, subscriptions=300)

    print(f"slowest stop of 100: {slowest:.1f} s; {len(keys)} messages, each once")
    assert slowest <= 10
    assert set(keys.values()) == {1}
    assert {part.state for part in parts} == {DeliveryState.SENT}


def test_a_stop_while_something_is_imported_is_no_error_of_what_is_imported():
    # As pydantic does with whatever is raised while it builds a validator.
    code = (
        "import os, signal\n"
        "from bot.cli.house import _leave\n"
        "signal.signal(signal.SIGTERM, _leave)\n"
        "try:\n    os.kill(os.getpid(), signal.SIGTERM)\n    signal.pause()\n"
        "except BaseException as error:\n    raise ValueError from error\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=30)

    assert (done.returncode, done.stderr) == (0, "")
