"""A host whose disk does not last: Litestream copies each change away, and puts it back before the next start."""

import asyncio
import os
import shlex
import shutil
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from digest.clock import utc_now
from digest.model.delivery import DeliveryState
from digest.store import Store
from digest.store import deliveries as outbox
from digest.store import items as item_store
from tests.fakes.feeds import Publisher
from tests.fakes.slack import FakeSlack
from tests.program import PROGRAM, environment
from tests.scenarios.test_load import SUBSCRIPTION, TEAM
from tests.waiting import until

LITESTREAM = Path(sys.executable).with_name("litestream")
CONFIG = """
dbs:
  - path: {folder}/disk/parallax.db
    replica:
      type: file
      path: {folder}/kept
"""

pytestmark = pytest.mark.skipif(
    not LITESTREAM.exists(), reason="Litestream's binary is packaged for Linux alone"
)


async def litestream(folder, env, *words):
    return await asyncio.create_subprocess_exec(
        LITESTREAM, *words, cwd=folder, env=env, start_new_session=True,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def kept_deliveries(folder, env):
    """Return the deliveries in what is kept by now; none before the first copy."""
    looked_at = folder / "looked-at.db"
    looked_at.unlink(missing_ok=True)
    process = await litestream(
        folder, env,
        "restore", "-config", "litestream.yml", "-o", str(looked_at), f"{folder}/disk/parallax.db",
    )  # fmt: skip
    if await process.wait():
        return []
    with Store(looked_at) as store:
        return await store.read(lambda db: list(outbox.export(db)))


@asynccontextmanager
async def running(folder, env) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the program under Litestream; at the end the machine is gone, with all that ran on it."""
    process = await litestream(
        folder, env,
        "replicate", "-config", "litestream.yml", "-exec", shlex.join([*PROGRAM, "run"]),
    )  # fmt: skip
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


async def test_a_machine_that_is_gone_is_replaced_by_one_that_remembers_what_it_told(tmp_path):
    (tmp_path / "litestream.yml").write_text(CONFIG.format(folder=tmp_path), encoding="utf-8")
    disk = tmp_path / "disk"
    disk.mkdir()
    async with Publisher().running() as publisher, FakeSlack().running() as slack:
        at = (utc_now() - timedelta(minutes=1)).strftime("%H:%M")
        team = TEAM.format(url=publisher.url("today")) + SUBSCRIPTION.format(
            platform="slack", number=1, channel="C1", at=at
        )
        (tmp_path / "parallax.toml").write_text(team, encoding="utf-8")
        env = environment(
            **slack.environment,
            PARALLAX_DB=str(disk / "parallax.db"),
            PORT="0",
            PARALLAX_ALLOW_HOSTS=f"127.0.0.1:{publisher.port}",
        )
        async with running(tmp_path, env):
            await until(lambda: slack.posted)
            async with asyncio.timeout(30):
                while not any(
                    part.state is DeliveryState.SENT for part in await kept_deliveries(tmp_path, env)
                ):
                    await asyncio.sleep(0.2)
        shutil.rmtree(disk)
        disk.mkdir()
        restoring = await litestream(
            tmp_path, env,
            "restore", "-if-db-not-exists", "-if-replica-exists", "-config", "litestream.yml", f"{disk}/parallax.db",
        )  # fmt: skip
        assert await restoring.wait() == 0
        asked = len(publisher.requests)
        slack.connected.clear()
        async with running(tmp_path, env):
            await asyncio.wait_for(slack.connected.wait(), 30)
            # What is owed is posted as soon as there is a connection.
            await asyncio.sleep(2)

    with Store(disk / "parallax.db") as store:
        items = await store.read(lambda db: list(item_store.export(db)))
        parts = await store.read(lambda db: list(outbox.export(db)))
    assert len(items) == 2
    assert [(part.channel, part.state) for part in parts] == [("C1", DeliveryState.SENT)]
    assert len(slack.posted) == 1
    assert len(publisher.requests) == asked
