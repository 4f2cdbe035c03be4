"""The encoder's table gives the rows that it has, from memory and from a file that is mapped, and keeps no more of it."""

from pathlib import Path

import numpy as np
import pytest

from digest.cache import cached
from digest.understand.encoding.rows import Rows

TABLE = np.arange(300 * 512, dtype=np.uint32).astype(np.uint8).reshape(300, 512)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_rows_are_those_of_the_table_wherever_it_lies():
    built, mapped = (cached("rows", "numpy", lambda: Rows(TABLE)) for _ in range(2))

    for rows in (np.array([0, 299, 7, 7]), np.array([7, 1]), np.arange(300)):
        assert (built[rows] == TABLE[rows]).all()
        assert (mapped[rows] == TABLE[rows]).all()
