import subprocess
import sys
from contextlib import suppress
from fcntl import LOCK_EX, LOCK_NB, flock

import pytest

from digest.errors import StoreError
from digest.store import Store, lock


def test_a_second_run_is_refused_and_the_lock_ends_with_its_holder(tmp_path):
    path = tmp_path / "parallax.db"
    code = f"""
from digest.store import lock
from pathlib import Path
with lock(Path({str(path)!r})):
    print("held", flush=True)
    input()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"

        with (
            pytest.raises(StoreError, match=rf"another `parallax run` is using it \(process {holder.pid}\)"),
            lock(path),
        ):
            pass

        holder.kill()
        holder.wait()
    with lock(path):
        pass


def test_a_second_run_through_a_link_to_the_database_is_refused(tmp_path):
    path, link = tmp_path / "parallax.db", tmp_path / "link.db"
    Store(path).open().close()
    link.symlink_to(path)

    with lock(path), pytest.raises(StoreError, match="another `parallax run`"), lock(link):
        pass


def test_a_full_disk_keeps_no_run_from_its_lock(small_disk):
    path = small_disk / "parallax.db"
    with suppress(OSError), (small_disk / "fill").open("wb", buffering=0) as fill:
        while True:
            fill.write(bytes(4096))

    with lock(path), path.with_name("parallax.db.lock").open() as held, pytest.raises(BlockingIOError):
        flock(held, LOCK_EX | LOCK_NB)


def test_commands_of_one_shot_open_the_store_beside_a_run(tmp_path):
    path = tmp_path / "parallax.db"

    with lock(path), Store(path) as store:
        assert store.path == path
