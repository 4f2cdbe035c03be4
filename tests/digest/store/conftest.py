"""A real database in a temporary file: `db` is one bare connection; `store`, which every test can have, has threads."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.store import Database
from digest.store.connection import connect


@pytest.fixture
def db(tmp_path: Path, empty_file: Path) -> Iterator[Database]:
    connection = connect(shutil.copy(empty_file, tmp_path / "bare.db"))
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
