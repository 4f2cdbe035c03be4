"""A real database in a temporary file: `store` with its threads, or `db`, one bare connection to another."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.store import Database, Store
from digest.store.connection import connect
from digest.store.schema import migrate


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "parallax.db") as opened:
        yield opened


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "bare.db"
    connection = connect(path)
    migrate(connection, path)
    yield connection
    connection.close()
