"""Tokens in, the rows out in which lies what the encoder makes of each alone."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Looks:
    """What is made of tokens alone: a row for each, and the last one for an empty place, in which nothing is seen.

    They are kept, for the next texts are made of the same tokens; what was not asked for the longest makes room.
    """

    def __init__(self, room: int, meant: int, branches: Sequence[int], inner: int) -> None:
        def rows(size: int) -> Array:
            return np.zeros((room + 1, size), np.float32)

        self.room = self.empty = room
        self._taken: dict[int, int] = {}
        """By token its row, the one asked for last as the last."""
        self.meant = rows(meant)
        # What each branch sees in them; and what they add, by branch, to the one that stands so many places before
        # or after.
        self.branches = [rows(inner) for _ in branches]
        self.alone = [[rows(inner) for _ in range(size)] for size in branches]

    def unknown(self, tokens: list[int]) -> list[int]:
        """Return those of the tokens that nothing is kept of; the others now are the last to make room."""
        for token in tokens:
            if token in self._taken:
                self._taken[token] = self._taken.pop(token)
        return [token for token in tokens if token not in self._taken]

    def take(self, tokens: list[int]) -> Numbers:
        """Return the rows that these are given, which are new."""
        taken = self._taken
        for token in tokens:
            taken[token] = len(taken) if len(taken) < self.room else taken.pop(next(iter(taken)))
        return self.rows_of(tokens)

    def rows_of(self, tokens: list[int]) -> Numbers:
        return np.fromiter(map(self._taken.__getitem__, tokens), np.int64, len(tokens))
