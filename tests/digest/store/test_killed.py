import random
import subprocess
import sys
from pathlib import Path

import pytest

from digest.store import Store, deliveries, items
from digest.store.connection import find_damage


def killed_at(path: Path, start: int, steps: int) -> int:
    """Let a process write and kill it after that many steps; return the number of the last one it told of."""
    writing = subprocess.Popen(
        [sys.executable, "-m", "tests.digest.store.writer", str(path), str(start)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writing.stdout
    told = start - 1
    for _ in range(steps):
        told = int(writing.stdout.readline())
    writing.kill()
    # What it said between the last line that we waited for and its end.
    rest = writing.stdout.read().split("\n")[:-1]
    writing.wait()
    writing.stdout.close()
    return int(rest[-1]) if rest else told


def check_after_kill(path: Path, told: int) -> None:
    with Store(path).open(check=True) as store:
        db = store._connections[0]
        assert find_damage(db) is None
        planned = {delivery.part for delivery in deliveries.export(db)}
        assert planned >= set(range(told + 1))
        # A batch of twenty is there whole or not at all, with its index.
        stored = items.count(db)
        assert stored % 20 == 0
        assert stored >= 20 * (told + 1)
        found = db.execute("SELECT count(*) FROM search_index WHERE search_index MATCH 'chips'").fetchone()[0]
        assert found == stored
        db.execute("INSERT INTO search_index (search_index) VALUES ('integrity-check')")


def rounds_of_killing(tmp_path: Path, rounds: int) -> None:
    path = tmp_path / "parallax.db"
    rng = random.Random(rounds)
    # A step that was done and not told of is done again in the next round: it is done once.
    told = -1
    for _ in range(rounds):
        told = killed_at(path, told + 1, rng.randrange(1, 8))
        check_after_kill(path, told)


def test_a_process_that_is_killed_while_it_writes_loses_nothing_it_told_of(tmp_path):
    rounds_of_killing(tmp_path, 3)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_five_hundred_kills_lose_nothing(tmp_path):
    for batch in range(20):
        (tmp_path / str(batch)).mkdir()
        rounds_of_killing(tmp_path / str(batch), 25)
