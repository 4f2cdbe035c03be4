import asyncio
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import Database, Store, connection, deliveries, items, lock
from digest.store.backup import backup
from digest.store.connection import connect, find_damage
from digest.store.header import APPLICATION_ID, read_header
from digest.store.schema import STEPS
from tests.builders import item


def refusal(path: Path, **how: bool) -> str:
    """Return the one line with which opening is refused."""
    with pytest.raises(StoreError) as raised:
        Store(path).open(**how)
    text = str(raised.value)
    assert "\n" not in text
    assert str(path.parent) in text
    return text


def keep(db: Database, value: str) -> None:
    db.execute("INSERT INTO notes (name, value) VALUES (?, ?)", (value, value))


def kept(db: Database) -> list[str]:
    return [row["name"] for row in db.execute("SELECT name FROM notes ORDER BY name")]


# ---- opening --------------------------------------------------------------------------------------


def test_opening_makes_the_folder_and_the_file(tmp_path):
    path = tmp_path / "deep" / "down" / "parallax.db"

    with Store(path):
        assert path.exists()


def test_closing_leaves_one_file(tmp_path):
    with Store(tmp_path / "parallax.db"):
        pass

    assert [path.name for path in tmp_path.iterdir()] == ["parallax.db"]


def test_two_processes_may_open_a_new_file_at_once(tmp_path):
    path = tmp_path / "parallax.db"
    code = (
        f"from digest.store import Store; from pathlib import Path; Store(Path({str(path)!r})).open().close()"
    )

    both = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]

    assert [process.wait() for process in both] == [0, 0, 0]


def test_a_file_that_another_process_is_just_making_is_not_damaged(tmp_path, monkeypatch):
    path = tmp_path / "parallax.db"
    Store(tmp_path / "other.db").open().close()
    path.touch()

    def header_once_made(file):
        shutil.copy(tmp_path / "other.db", path)
        return read_header(file)

    monkeypatch.setattr(connection, "read_header", header_once_made)

    Store(path).open().close()


def test_a_store_that_is_up_to_date_opens_and_answers_without_importing_sqlite_utils(tmp_path):
    path = tmp_path / "parallax.db"
    Store(path).open().close()
    code = (
        "import asyncio, sys; from pathlib import Path; from digest.store import Store, items\n"
        f"with Store(Path({str(path)!r})) as store: asyncio.run(store.read(items.count))\n"
        "sys.exit('sqlite_utils' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_folder_is_no_database(tmp_path):
    assert "is a folder" in refusal(tmp_path)


def test_a_pipe_is_no_database_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.db")

    assert "is a pipe or a device" in refusal(tmp_path / "pipe.db")


def test_a_second_run_through_a_link_to_the_database_is_refused(tmp_path):
    path, link = tmp_path / "parallax.db", tmp_path / "link.db"
    Store(path).open().close()
    link.symlink_to(path)

    with lock(path), pytest.raises(StoreError, match="another `parallax run`"), lock(link):
        pass


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")

    assert "the folder cannot be made" in refusal(tmp_path / "file" / "parallax.db")
    with (
        pytest.raises(StoreError, match="name another place with --db"),
        lock(tmp_path / "file" / "parallax.db"),
    ):
        pass


@pytest.mark.parametrize("name", ["x" * 300, "circle"])
def test_a_name_that_the_system_cannot_follow_is_said(tmp_path, name):
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    assert "cannot be" in refusal(tmp_path / name)


@pytest.mark.skipif(
    not Path("/proc/self").exists(), reason="there is no folder here that even root may not write"
)
def test_a_place_where_nobody_may_write_is_said():
    assert "mend" in refusal(Path("/proc/parallax.db")) or "name another place" in refusal(
        Path("/proc/parallax.db")
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said(tmp_path):
    path = tmp_path / "parallax.db"
    tmp_path.chmod(0o555)
    try:
        assert "the folder is read-only" in refusal(path)
    finally:
        tmp_path.chmod(0o755)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_file_is_said(tmp_path):
    path = tmp_path / "parallax.db"
    Store(path).open().close()
    path.chmod(0o444)

    assert "may not be written" in refusal(path)


def test_a_file_that_is_no_database_is_said_and_left_alone(tmp_path):
    path = tmp_path / "parallax.db"
    path.write_text("Dear diary, " * 100)

    assert "is not a database" in refusal(path)
    assert path.read_text().startswith("Dear diary")


def test_whoever_named_the_wrong_file_may_name_another_also_where_a_backup_lies_beside_it(tmp_path):
    Store(tmp_path / "monday.db").open().close()
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 100)

    assert refusal(path).endswith(f"restore {tmp_path / 'monday.db'}, or name another file with --db")


def test_an_empty_file_is_a_new_database(tmp_path):
    path = tmp_path / "parallax.db"
    path.touch()

    with Store(path):
        assert path.stat().st_size > 0


def test_a_file_in_which_only_litestream_has_been_is_a_new_database(tmp_path):
    path = tmp_path / "parallax.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)")
        other.execute("CREATE TABLE _litestream_lock (id INTEGER)")
    other.close()

    with Store(path) as store:
        assert store.path == path


def test_the_database_of_another_program_is_said_and_left_alone(tmp_path):
    path = tmp_path / "parallax.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()

    assert "another program's database" in refusal(path)


def test_a_newer_version_is_said_with_the_backup_that_fits(tmp_path):
    path = tmp_path / "parallax.db"
    Store(path).open().close()
    backup(path, tmp_path / "yesterday.db")
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    db.close()

    text = refusal(path)

    assert f"version {len(STEPS) + 1}, this one knows {len(STEPS)}" in text
    assert f"parallax.db restore {tmp_path / 'yesterday.db'}" in text


async def filled(path: Path) -> None:
    with Store(path) as store:
        await store.write(
            items.add, [item(f"Title {number}", content="words " * 300) for number in range(300)]
        )


async def test_a_damaged_file_is_refused_with_its_newest_backup_and_never_deleted(tmp_path):
    path = tmp_path / "parallax.db"
    await filled(path)
    backup(path, tmp_path / "old.db")
    backup(path, tmp_path / "new.db")
    os.utime(tmp_path / "old.db", (1, 1))
    whole = path.read_bytes()
    broken = whole[:20_480] + b"\x5a" * 40_960 + whole[61_440:]
    path.write_bytes(broken)

    text = refusal(path, check=True)

    assert "is damaged" in text
    assert f"parallax.db restore {tmp_path / 'new.db'}" in text
    assert path.read_bytes() == broken


async def test_a_file_that_was_cut_off_is_refused_without_a_check(tmp_path):
    path = tmp_path / "parallax.db"
    await filled(path)
    os.truncate(path, path.stat().st_size // 2)

    assert "bytes are missing at its end" in refusal(path)


async def test_damage_that_is_met_later_is_a_store_error_too(tmp_path):
    path = tmp_path / "parallax.db"
    await filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\x5a" * (len(whole) - len(whole) // 2))

    with Store(path) as store, pytest.raises(StoreError, match="is damaged"):
        await store.read(lambda db: list(items.export(db)))


# ---- reading and writing --------------------------------------------------------------------------


async def test_what_raises_leaves_nothing_behind(store):
    def keep_and_raise(db: Database) -> None:
        keep(db, "half")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.write(keep_and_raise)

    assert await store.read(kept) == []


async def test_reading_may_not_write(store):
    with pytest.raises(StoreError, match="may not be written"):
        await store.read(keep, "never")


async def test_a_long_write_does_not_make_a_reader_wait(store):
    halfway, go_on = threading.Event(), threading.Event()

    def keep_slowly(db: Database) -> None:
        keep(db, "slow")
        halfway.set()
        assert go_on.wait(30)

    writing = asyncio.create_task(store.write(keep_slowly))
    await asyncio.to_thread(halfway.wait)

    assert await store.read(kept) == []

    go_on.set()
    await writing
    assert await store.read(kept) == ["slow"]


async def test_a_mistake_in_our_sql_is_no_store_error(store):
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await store.read(lambda db: db.execute("SELECT * FROM nowhere"))


async def test_a_closed_store_says_so(tmp_path):
    store = Store(tmp_path / "parallax.db").open()
    store.close()

    with pytest.raises(StoreError, match="is closed"):
        await store.read(kept)


async def test_a_locked_database_is_waited_for(store):
    other = connect(store.path)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(store.write(keep, "patient"))
    done, _ = await asyncio.wait([writing], timeout=0.1)
    assert not done

    other.execute("COMMIT")
    await writing

    assert await store.read(kept) == ["patient"]
    other.close()


async def test_a_database_that_stays_locked_is_said_and_works_again_after(store, monkeypatch):
    monkeypatch.setattr("digest.store.connection.BUSY_MS", 500)
    other = connect(store.path)
    other.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match="kept the database locked"):
        await store.write(keep, "refused")
    other.execute("COMMIT")
    other.close()
    await store.write(keep, "taken")

    assert await store.read(kept) == ["taken"]


async def test_a_full_disk_is_said_loses_nothing_and_is_got_over_without_a_restart(store):
    await store.write(keep, "before")
    await store.write(lambda db: db.execute("PRAGMA max_page_count = 1").fetchall())
    large = [item(f"Title {number}", content="words " * 2_000) for number in range(100)]

    with pytest.raises(StoreError, match="the disk is full"):
        await store.write(items.add, large)

    assert await store.read(kept) == ["before"]
    assert await store.read(items.count) == 0
    await store.write(lambda db: db.execute("PRAGMA max_page_count = 1073741823").fetchall())
    await store.write(items.add, large)
    assert await store.read(items.count) == 100


def delete(path: Path) -> None:
    path.unlink()


def replace_file(path: Path) -> None:
    with Store(path.with_name("other.db")):
        pass
    os.replace(path.with_name("other.db"), path)


def delete_wal(path: Path) -> None:
    path.with_name(f"{path.name}-wal").unlink()


def delete_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


@pytest.mark.parametrize("harm", [delete, replace_file, delete_wal, delete_folder])
async def test_nothing_is_written_into_a_file_that_is_not_there_any_more(tmp_path, harm):
    path = tmp_path / "var" / "parallax.db"
    with Store(path) as store:
        await store.write(keep, "before")
        harm(path)

        with pytest.raises(StoreError, match="was deleted or replaced while it was in use"):
            await store.write_durably(keep, "after")
        # What is open is still there to be read.
        assert await store.read(kept) == ["before"]


async def test_a_file_that_is_copied_and_looked_at_from_outside_is_still_the_same(tmp_path):
    path = tmp_path / "parallax.db"
    with Store(path) as store:
        await store.write(keep, "before")
        backup(path, tmp_path / "copy.db")
        with Store(path) as other:
            await other.write(keep, "beside")
        with closing(sqlite3.connect(path)) as outside:
            outside.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        await store.write(keep, "after")

        assert set(await store.read(kept)) == {"before", "beside", "after"}


async def test_deliveries_are_on_disk_before_the_next_step_and_other_writes_need_not_be(store):
    def how(db: Database) -> int:
        found: int = db.execute("PRAGMA synchronous").fetchone()[0]
        return found

    assert await store.write_durably(how) == 2
    assert await store.write(how) == 1


# ---- being killed ---------------------------------------------------------------------------------


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


# ---- one run at a time ----------------------------------------------------------------------------


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


def test_commands_of_one_shot_open_the_store_beside_a_run(tmp_path):
    path = tmp_path / "parallax.db"

    with lock(path), Store(path) as store:
        assert store.path == path


def test_the_file_bears_our_mark(tmp_path):
    Store(tmp_path / "parallax.db").open().close()

    head = (tmp_path / "parallax.db").read_bytes()[:100]

    assert int.from_bytes(head[68:72]) == APPLICATION_ID
    assert int.from_bytes(head[60:64]) == len(STEPS)


async def test_two_processes_may_write_side_by_side(store):
    with Store(store.path) as other:
        await asyncio.gather(
            *(
                each.write(keep, f"{name}{number}")
                for name, each in (("a", store), ("b", other))
                for number in range(25)
            )
        )

    assert len(await store.read(kept)) == 50


async def test_a_disk_that_is_really_full_is_got_over_too(small_disk):
    """As with `max_page_count`."""
    with Store(small_disk / "parallax.db") as store:
        await store.write_durably(keep, "before")
        (small_disk / "ballast").write_bytes(b"\0" * 1_000_000)
        large = [item(f"Title {number}", content=f"words {number} " * 2_000) for number in range(50)]

        with pytest.raises(StoreError, match="the disk is full"):
            await store.write(items.add, large)
        assert await store.read(kept) == ["before"]

        (small_disk / "ballast").unlink()
        await store.write_durably(keep, "later")
        assert await store.read(kept) == ["before", "later"]
