import asyncio
import os
import shutil
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import Database, Store, items, notes
from digest.store.backup import backup
from digest.store.connection import connect
from digest.store.files import wal_of
from tests.builders import item


def keep(db: Database, value: str) -> None:
    db.execute("INSERT INTO notes (name, value) VALUES (?, ?)", (value, value))


def kept(db: Database) -> list[str]:
    return [row["name"] for row in db.execute("SELECT name FROM notes ORDER BY name")]


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


async def test_the_wal_gives_back_the_room_that_a_long_reader_made_it_take(store):
    def keep_much(db: Database) -> None:
        db.execute("INSERT INTO notes (name, value) VALUES ('much', hex(zeroblob(?)))", (20 * 1024**2,))

    wal = wal_of(store.path)
    with closing(sqlite3.connect(store.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM notes").fetchall()
        await store.write(keep_much)
        # What was written while a backup is being made stays there until it is made.
        await store.write(keep, "meanwhile")
        assert wal.stat().st_size > 40 * 1024**2
    for name in ("one", "two", "three"):
        await store.write(keep, name)

    assert wal.stat().st_size <= 32 * 1024**2


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

    def reaches_the_disk(db: Database) -> bool:
        # macOS leaves it in the disk's own memory else.
        return bool(db.execute("PRAGMA fullfsync").fetchone()[0])

    assert await store.write_durably(how) == 2
    assert await store.write_durably(reaches_the_disk)
    assert await store.write(how) == 1


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


async def test_on_a_full_disk_what_needs_no_more_room_than_it_has_is_kept(small_disk):
    """How a delivery stands is written into pages that are there."""
    with Store(small_disk / "parallax.db") as store:
        await store.write(notes.keep, "delivery", "planned")
    with Store(small_disk / "parallax.db") as store:
        for number in range(20):
            await store.write(notes.keep, "delivery", f"{number} tries")
        fill(small_disk / "ballast")

        for number in range(100):
            await store.write_durably(notes.keep, "delivery", f"{number} more")
            assert await store.read(notes.get, "delivery") == f"{number} more"


def fill(file: Path) -> None:
    with suppress(OSError), file.open("wb", buffering=0) as stream:
        while stream.write(b"\0" * 4_096):
            pass
