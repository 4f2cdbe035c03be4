"""The rows of a table that lies in a mapped file, each read when it is first asked for.

The system maps sixteen pages around each one that is touched, so that a few hundred rows would bring all 65 MB of the
encoder's table into our memory. A few thousand rows are enough for most texts.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from digest.understand.mapped import let_go

# Rows that stay: eight megabytes of them.
_REMEMBERED = 1 << 14


class Rows:
    """An array of bytes in two dimensions. All that the encoder asks of it is its rows, by their numbers."""

    def __init__(self, table: NDArray[np.uint8]) -> None:
        self.__setstate__(table)

    def __getstate__(self) -> NDArray[np.uint8]:
        return self._table

    def __setstate__(self, table: NDArray[np.uint8]) -> None:
        self._table = table
        self._row = lru_cache(_REMEMBERED)(self._read)

    def __getitem__(self, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
        found = b"".join(map(self._row, rows.tolist()))
        let_go(self._table)
        return np.frombuffer(found, np.uint8).reshape(len(rows), self._table.shape[1])

    def _read(self, row: int) -> bytes:
        found: bytes = self._table[row].tobytes()
        return found
