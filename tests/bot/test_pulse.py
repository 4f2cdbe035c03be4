"""A store that does not answer is seen."""

import asyncio
import sqlite3

from bot import pulse as module
from bot.pulse import Pulse
from digest.store import Store


async def test_a_store_that_is_locked_is_unwell_within_two_intervals_and_well_again_after(
    tmp_path, monkeypatch
):
    path = tmp_path / "parallax.db"
    monkeypatch.setattr(module, "PULSE_S", 0.1)
    with Store(path) as store:
        pulse = Pulse(store)
        await pulse.beat()
        assert pulse.health() is None
        other = sqlite3.connect(path)
        other.execute("BEGIN IMMEDIATE")

        waiting = asyncio.create_task(pulse.beat())
        await asyncio.sleep(0.2 + 1 + 0.2)
        assert "has not answered" in pulse.health()
        other.execute("ROLLBACK")
        await waiting

        assert pulse.health() is None
        other.close()


async def test_what_the_store_says_is_what_the_page_says_and_the_log_says_it_once(tmp_path, caplog):
    with Store(tmp_path / "parallax.db") as store:
        pulse = Pulse(store)
        (tmp_path / "parallax.db").unlink()

        await pulse.beat()
        await pulse.beat()

        assert "deleted or replaced" in pulse.health()
        assert caplog.text.count("deleted or replaced") == 1
