"""The encoder's pieces of words in, found as a dictionary finds them, but in arrays that may lie in a file.

As a dictionary, its quarter of a million pieces are forty megabytes and a twelfth of a second whenever a child starts.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import accumulate
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# So many places that a search ends after one or two.
_PLACES = 1 << 19
# Most of what is looked for was looked for before: the same words make all texts of a language.
_REMEMBERED = 1 << 14

_Arrays = tuple[NDArray[np.uint8], NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]


class Pieces:
    """A mapping of strings to numbers that never changes. All that the encoder asks of it is `get`."""

    get: Callable[[str], int | None]

    def __init__(self, numbers: Mapping[str, int]) -> None:
        keys = [piece.encode() for piece in numbers]
        assert len(keys) < _PLACES
        places = np.zeros(_PLACES, np.int32)
        for number, key in enumerate(keys, 1):
            at = crc32(key) % _PLACES
            while places[at]:
                at = (at + 1) % _PLACES
            places[at] = number
        self.__setstate__(
            (
                np.frombuffer(b"".join(keys), np.uint8),
                np.fromiter(accumulate(map(len, keys), initial=0), np.int32),
                np.fromiter(numbers.values(), np.int32),
                places,
            )
        )

    def __getstate__(self) -> _Arrays:
        return self._arrays

    def __setstate__(self, arrays: _Arrays) -> None:
        self._arrays = arrays
        # Asked for one number at a time, numpy takes three times as long.
        self._text, self._starts, self._numbers, self._places = (array.data for array in arrays)
        self.get = lru_cache(_REMEMBERED)(self._find)

    def _find(self, piece: str) -> int | None:
        key = piece.encode()
        at = crc32(key) % _PLACES
        while number := self._places[at]:
            if self._text[self._starts[number - 1] : self._starts[number]] == key:
                return self._numbers[number - 1]
            at = (at + 1) % _PLACES
        return None
