import asyncio
import os
import shutil
import sqlite3
import time
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import Store, items, lock
from digest.store.backup import backup, restore
from digest.store.schema import STEPS
from tests.builders import item


async def fill(path: Path, *titles: str) -> None:
    with Store(path) as store:
        await store.write(items.add, [item(title) for title in titles])


async def titles(path: Path) -> list[str]:
    with Store(path).open(check=True) as store:
        return [each.title for each in await store.read(lambda db: list(items.export(db)))]


async def test_a_backup_made_while_writing_is_whole(tmp_path):
    with Store(tmp_path / "parallax.db") as store:
        await store.write(items.add, [item(f"Title {number}") for number in range(500)])
        writing = asyncio.gather(
            *(
                store.write(items.add, [item(f"More {batch} {number}") for number in range(50)])
                for batch in range(20)
            )
        )
        await asyncio.to_thread(backup, store.path, tmp_path / "backups" / "copy.db")
        await writing

    found = await titles(tmp_path / "backups" / "copy.db")
    assert len(found) >= 500
    # Each batch was one write: it is in the copy whole or not at all.
    assert (len(found) - 500) % 50 == 0
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == ["copy.db"]


async def test_a_backup_is_put_back_and_what_was_there_is_kept(tmp_path):
    path, copy = tmp_path / "parallax.db", tmp_path / "copy.db"
    await fill(path, "Before")
    backup(path, copy)
    await fill(path, "After")

    former = restore(copy, path)

    assert await titles(path) == ["Before"]
    assert former
    assert sorted(await titles(former)) == ["After", "Before"]
    assert await titles(copy) == ["Before"]


async def test_a_second_restore_keeps_what_the_first_one_kept(tmp_path):
    path, monday, sunday = (tmp_path / f"{name}.db" for name in ("parallax", "monday", "sunday"))
    await fill(path, "Sunday")
    backup(path, sunday)
    await fill(path, "Monday")
    backup(path, monday)
    await fill(path, "Today")

    first, last = [restore(copy, path) for copy in (monday, sunday)]

    assert await titles(path) == ["Sunday"]
    assert [sorted(await titles(kept)) for kept in (first, last)] == [
        ["Monday", "Sunday", "Today"],
        ["Monday", "Sunday"],
    ]


async def test_nothing_comes_to_lie_beside_a_file_that_was_copied_by_other_means(tmp_path):
    (tmp_path / "copies").mkdir()
    await fill(tmp_path / "parallax.db", "One")
    copy = shutil.copy(tmp_path / "parallax.db", tmp_path / "copies" / "copy.db")

    restore(copy, tmp_path / "new.db")

    assert await titles(tmp_path / "new.db") == ["One"]
    assert list((tmp_path / "copies").iterdir()) == [copy]


async def test_no_more_than_nine_are_kept_of_what_restores_replaced(tmp_path):
    path, copy = tmp_path / "parallax.db", tmp_path / "copy.db"
    await fill(path, "Before")
    backup(path, copy)

    kept = [restore(copy, path) for _ in range(10)]

    assert len(set(kept)) == 9
    assert kept[-1] == kept[-2]


async def test_a_backup_is_put_where_nothing_was(tmp_path):
    await fill(tmp_path / "parallax.db", "One")
    backup(tmp_path / "parallax.db", tmp_path / "copy.db")

    assert restore(tmp_path / "copy.db", tmp_path / "new" / "parallax.db") is None

    assert await titles(tmp_path / "new" / "parallax.db") == ["One"]


async def test_a_damaged_database_gives_way_to_its_backup(tmp_path):
    path, copy = tmp_path / "parallax.db", tmp_path / "copy.db"
    await fill(path, "One")
    backup(path, copy)
    path.write_bytes(b"\x5a" * 50_000)

    former = restore(copy, path)

    assert await titles(path) == ["One"]
    assert former
    assert former.read_bytes() == b"\x5a" * 50_000


async def test_restoring_is_refused_while_a_run_uses_the_database(tmp_path):
    path, copy = tmp_path / "parallax.db", tmp_path / "copy.db"
    await fill(path, "One")
    backup(path, copy)
    await fill(path, "Two")

    with lock(path), pytest.raises(StoreError, match="another `parallax run`"):
        restore(copy, path)

    assert len(await titles(path)) == 2


async def test_what_is_no_backup_of_ours_is_refused_and_nothing_is_changed(tmp_path):
    path = tmp_path / "parallax.db"
    await fill(path, "One")
    (tmp_path / "diary.txt").write_text("Dear diary")
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    backup(path, tmp_path / "newer.db")
    with sqlite3.connect(tmp_path / "newer.db") as newer:
        newer.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    newer.close()
    backup(path, tmp_path / "broken.db")
    broken = (tmp_path / "broken.db").read_bytes()
    (tmp_path / "broken.db").write_bytes(broken[:8_192] + b"\x5a" * 16_384 + broken[24_576:])

    (tmp_path / "cut.db").write_bytes(broken[: len(broken) // 2])

    for name in ("missing.db", "diary.txt", "other.db", "newer.db", "broken.db", "cut.db", "parallax.db"):
        with pytest.raises(StoreError) as raised:
            restore(tmp_path / name, path)
        assert name in str(raised.value)
        assert "\n" not in str(raised.value)

    assert await titles(path) == ["One"]
    assert not list(tmp_path.glob("*.part")) + list(tmp_path.glob("*.restoring"))


@pytest.mark.parametrize("is_newer", [True, False], ids=["newer", "damaged"])
@pytest.mark.parametrize("other", ["old.db", None])
async def test_a_backup_that_cannot_be_put_back_is_told_with_another_one_for_the_same_database(
    tmp_path, monkeypatch, is_newer, other
):
    monkeypatch.chdir(tmp_path)
    await fill(Path("parallax.db"), "One")
    backup(Path("parallax.db"), tmp_path / "bad.db")
    if other:
        backup(Path("parallax.db"), tmp_path / other)
    with sqlite3.connect(tmp_path / "bad.db") as bad:
        bad.execute(f"PRAGMA user_version = {len(STEPS) + is_newer}")
    bad.close()
    if not is_newer:
        whole = (tmp_path / "bad.db").read_bytes()
        (tmp_path / "bad.db").write_bytes(whole[:100] + b"\x5a" * 8_092 + whole[8_192:])

    with pytest.raises(StoreError) as raised:
        restore(tmp_path / "bad.db", Path("parallax.db"))

    found = tmp_path / other if other else "FILE"
    assert str(raised.value).startswith(f"{tmp_path / 'bad.db'}: ")
    assert str(raised.value).endswith(f"back with: parallax --db parallax.db restore {found}")


async def test_a_backup_that_cannot_be_made_leaves_the_one_before(tmp_path):
    path = tmp_path / "parallax.db"
    await fill(path, "One")
    backup(path, tmp_path / "copy.db")
    before = (tmp_path / "copy.db").read_bytes()
    whole = path.read_bytes()
    path.write_bytes(whole[:8_192] + b"\x5a" * 16_384 + whole[24_576:])

    with pytest.raises(StoreError, match="damaged"):
        backup(path, tmp_path / "copy.db")

    assert (tmp_path / "copy.db").read_bytes() == before


async def test_there_must_be_something_to_copy_and_somewhere_to_put_it(tmp_path):
    with pytest.raises(StoreError, match="no database here"):
        backup(tmp_path / "nothing.db", tmp_path / "copy.db")
    await fill(tmp_path / "parallax.db", "One")
    with pytest.raises(StoreError, match="is the database itself"):
        backup(tmp_path / "parallax.db", tmp_path / "parallax.db")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be written"):
        backup(tmp_path / "parallax.db", tmp_path / "file" / "copy.db")


@pytest.mark.parametrize("name", ["x" * 300, "circle/copy.db"])
async def test_a_name_that_the_system_cannot_follow_is_said(tmp_path, name):
    await fill(tmp_path / "parallax.db", "One")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")

    with pytest.raises(StoreError, match="cannot be"):
        backup(tmp_path / "parallax.db", tmp_path / name)
    with pytest.raises(StoreError, match="cannot be|no such backup"):
        restore(tmp_path / name, tmp_path / "parallax.db")
    with pytest.raises(StoreError, match="cannot be|no database here"):
        backup(tmp_path / name, tmp_path / "copy.db")


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal", ".lock"])
async def test_a_backup_takes_the_place_of_no_part_of_the_database(tmp_path, ending):
    path = tmp_path / "parallax.db"
    with Store(path) as store, lock(path):
        await store.write(items.add, [item("One")])
        before = {file.name: file.stat().st_ino for file in tmp_path.iterdir()}

        with pytest.raises(StoreError, match="belongs to the database"):
            backup(path, path.with_name(path.name + ending))

        assert {file.name: file.stat().st_ino for file in tmp_path.iterdir()} == before


async def test_a_disk_without_room_for_the_copy_is_said_and_holds_nothing_of_it(tmp_path, small_disk):
    path = tmp_path / "parallax.db"
    await fill(path, *(f"Title {number} {'word ' * 100}" for number in range(3_000)))
    assert path.stat().st_size > 2_000_000

    for copy in (lambda: backup(path, small_disk / "copy.db"), lambda: restore(path, small_disk / "new.db")):
        with pytest.raises(StoreError, match="the disk is full"):
            copy()

    assert [file.name for file in small_disk.iterdir()] == ["new.db.lock"]


@pytest.mark.long
async def test_a_hundred_thousand_items_are_copied_in_ten_seconds(tmp_path):
    with Store(tmp_path / "parallax.db") as store:
        for batch in range(200):
            await store.write(
                items.add, [item(f"Title {batch} {number}", summary="word " * 100) for number in range(500)]
            )
        start = time.monotonic()
        backup(store.path, tmp_path / "copy.db")

    assert time.monotonic() - start < 10
    assert len(await titles(tmp_path / "copy.db")) == 100_000


async def test_a_device_or_a_pipe_is_not_replaced_by_a_backup(tmp_path):
    await fill(tmp_path / "parallax.db", "One")
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(StoreError, match="no file that a copy could replace"):
        backup(tmp_path / "parallax.db", tmp_path / "pipe")

    assert (tmp_path / "pipe").is_fifo()


async def test_what_is_restored_through_a_link_lies_where_the_link_leads(tmp_path):
    real, link, copy = tmp_path / "disk" / "parallax.db", tmp_path / "parallax.db", tmp_path / "copy.db"
    await fill(real, "One")
    link.symlink_to(real)
    backup(link, copy)
    await fill(link, "Two")

    restore(copy, link)

    assert link.is_symlink()
    assert await titles(real) == ["One"]
