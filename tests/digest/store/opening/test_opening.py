import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from digest.errors import StoreError
from digest.store import Store, items, lock
from digest.store.backup import backup
from digest.store.opening import unopened
from digest.store.opening.header import APPLICATION_ID, read_header
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


def test_opening_makes_the_folder_and_the_file(tmp_path):
    path = tmp_path / "deep" / "down" / "parallax.db"

    with Store(path):
        assert path.exists()


def test_an_sqlite_that_does_not_know_our_sql_is_named_and_makes_no_file(tmp_path, monkeypatch):
    # What Python has on Red Hat's ninth.
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 34, 1))
    path = tmp_path / "parallax.db"

    assert "needs SQLite 3.35 or newer" in refusal(path)
    assert not path.exists()


def test_closing_leaves_one_file(tmp_path):
    with Store(tmp_path / "parallax.db"):
        pass

    assert [path.name for path in tmp_path.iterdir()] == ["parallax.db"]


def test_the_file_bears_our_mark(tmp_path):
    Store(tmp_path / "parallax.db").open().close()

    head = (tmp_path / "parallax.db").read_bytes()[:100]

    assert int.from_bytes(head[68:72]) == APPLICATION_ID
    assert int.from_bytes(head[60:64]) == len(STEPS)


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

    monkeypatch.setattr(unopened, "read_header", header_once_made)

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


def test_a_full_disk_is_said_when_a_database_is_opened_too(small_disk):
    path = small_disk / "parallax.db"
    Store(path).open().close()
    with suppress(OSError):
        (small_disk / "ballast").write_bytes(b"\0" * 3_000_000)

    assert "the disk is full" in refusal(path)


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
    Store(tmp_path / "parallax.db").open().close()
    backup(tmp_path / "parallax.db", tmp_path / "monday.db")
    path = tmp_path / "notes.txt"
    path.write_text("Dear diary, " * 100)

    assert refusal(path).endswith(f"restore {tmp_path / 'monday.db'}, or name another file with --db")


def test_what_would_put_a_backup_back_can_be_pasted(tmp_path):
    Store(tmp_path / "parallax.db").open().close()
    backup(tmp_path / "parallax.db", tmp_path / "last monday.db")
    path = tmp_path / "my notes.txt"
    path.write_text("Dear diary, " * 100)

    words = shlex.split(refusal(path).split("back with: ")[1].split(", or name")[0])

    assert words == ["parallax", "--db", str(path), "restore", str(tmp_path / "last monday.db")]


def test_a_database_that_is_worked_with_is_not_taken_for_a_backup(tmp_path):
    Store(tmp_path / "demo.db").open().close()
    path = tmp_path / "parallax.db"
    path.write_text("Dear diary, " * 100)

    assert "put a backup back with" in refusal(path)


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


async def test_no_backup_is_named_that_was_cut_off_itself(tmp_path):
    path = tmp_path / "parallax.db"
    await filled(path)
    for name in ("whole.db", "cut.db"):
        backup(path, tmp_path / name)
    os.utime(tmp_path / "whole.db", (1, 1))
    for cut in (path, tmp_path / "cut.db"):
        os.truncate(cut, cut.stat().st_size // 2)

    assert f"parallax.db restore {tmp_path / 'whole.db'}" in refusal(path)


def test_links_that_lead_in_a_circle_beside_it_hide_no_backup(tmp_path):
    path, circle = tmp_path / "parallax.db", tmp_path / "circle.db"
    Store(path).open().close()
    backup(path, tmp_path / "whole.db")
    circle.symlink_to(circle)
    path.write_text("notes, not a database " * 50)

    assert f"parallax.db restore {tmp_path / 'whole.db'}" in refusal(path)


async def test_a_text_that_was_overwritten_is_damage_though_the_pages_are_whole(tmp_path):
    path = tmp_path / "parallax.db"
    await filled(path)
    path.write_bytes(path.read_bytes().replace(b"https://", b"http\xff://"))

    with Store(path) as store, pytest.raises(StoreError, match="is damaged"):
        await store.read(lambda db: list(items.export(db)))


async def test_damage_that_is_met_later_is_a_store_error_too(tmp_path):
    path = tmp_path / "parallax.db"
    await filled(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"\x5a" * (len(whole) - len(whole) // 2))

    with Store(path) as store, pytest.raises(StoreError, match="is damaged"):
        await store.read(lambda db: list(items.export(db)))
