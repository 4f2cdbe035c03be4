"""A real database in a temporary file: `db` is one bare connection; `store`, which every test can have, has threads."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.store import Database
from digest.store.connection import connect
from digest.store.schema import migrate


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "bare.db"
    connection = connect(path)
    migrate(connection, path)
    yield connection
    connection.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of two megabytes, where one may be mounted."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True
        )
    except FileNotFoundError:
        pytest.skip("there is no `mount` here")
    if mounted.returncode:
        pytest.skip("no file system may be mounted here")
    yield disk
    subprocess.run(["umount", disk], check=True)
