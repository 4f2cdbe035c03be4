"""What the first words of a text mean, one by one: packed for the store, and compared with those of another text.

The vector of a whole text tells what it is about, and two offices that open are one to it, whoever opens them. So each
piece of one text is held against that piece of the other which means most nearly the same, in whatever language, and
rare ones count for more: late interaction, as Khattab and Zaharia (2020) rank passages.
"""

import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Pieces of a text that are compared: two thirds of headlines have no more, and behind a shorter one the lead begins.
# With 24 of them pairs across languages of five exams had an F1 of 0.841, with 16 of 0.850, in trials before
# the weights were what they are.
FIRST = 16
# Numbers that a piece's meaning has here, of the 512 that the encoder gives it: with half as many 0.848, in the same.
SIZE = 64
# Written by `tests/eval/teach_senses.py`: what all pieces have in common, then the directions in which they differ.
AXES = Path(__file__).with_name("usem3-senses.f2")
# How common a piece may be, as the logarithm of its share of all text, before it stops telling anything; so does one
# that the tokenizer does not know.
_COMMON = -6.0
# Numbers as they are packed, in a byte each.
_ONE, _RARITY = 127.0, 9.0
# What keeps the place of a piece that is not there from being like anything.
_UNLIKE = 2
# Texts for which there is room at first.
_ROOM = 64


@cache
def axes() -> Array:
    """Return what is taken off the meaning of a piece, then the axes on which it is told, a row each."""
    return np.frombuffer(AXES.read_bytes(), "<f2").astype(np.float32).reshape(1 + SIZE, -1)


def pack(commonness: Sequence[float], meaning: Array) -> bytes:
    """Return the first pieces of a text as bytes; `commonness` is the logarithm of each one's share of all text.

    What is packed otherwise than before needs another `VERSION` of `digest.understand.traits`, beside which it is kept.
    """
    packed = np.empty((len(commonness), 1 + SIZE), np.int8)
    packed[:, 0] = np.rint(np.clip((_COMMON - np.asarray(commonness, np.float32)) * _RARITY, 0, _ONE))
    length = np.linalg.norm(meaning, axis=1, keepdims=True)
    packed[:, 1:] = np.rint(meaning / np.maximum(length, 1e-6) * _ONE)
    return packed.tobytes()


class FirstWords:
    """Texts by the senses of their first pieces, side by side, so that many pairs are compared at once."""

    def __init__(self) -> None:
        self._row_of: dict[bytes, int] = {}
        self._rarity = np.empty((0, FIRST), np.float32)
        self._meaning = np.empty((0, FIRST, SIZE), np.float32)
        self._empty = np.empty((0, FIRST), np.float32)

    def likeness(self, pairs: Sequence[tuple[bytes, bytes]]) -> list[float | None]:
        """Return of each two texts, as `pack` gives them, how far what one says has its like in what the other says: 1
        where all has, about 0 where nothing has; None where no piece of one tells anything.
        """
        ones, others = np.array([[self._row(one), self._row(other)] for one, other in pairs]).T
        near = self._meaning[ones] @ self._meaning[others].transpose(0, 2, 1)
        # An empty place is like nothing.
        found = np.maximum.reduce(near - self._empty[others][:, None, :], axis=2)
        back = np.maximum.reduce(near - self._empty[ones][:, :, None], axis=1)
        both = np.vecdot(self._rarity[ones], found) + np.vecdot(self._rarity[others], back)
        return [None if math.isnan(each) else each / 2 for each in both.tolist()]

    def _row(self, packed: bytes) -> int:
        row = self._row_of.get(packed)
        if row is None:
            row = self._row_of[packed] = len(self._row_of)
            self._make_room(row)
            pieces = np.frombuffer(packed, np.int8).reshape(-1, 1 + SIZE).astype(np.float32)
            rarity = pieces[:, 0]
            self._rarity[row] = 0 if rarity.any() else np.nan
            self._rarity[row, : len(pieces)] += rarity / max(float(rarity.sum()), 1.0)
            self._meaning[row, : len(pieces)] = pieces[:, 1:] / np.float32(_ONE)
            self._empty[row, len(pieces) :] = _UNLIKE
        return row

    def _make_room(self, row: int) -> None:
        if row == len(self._rarity):
            more = max(row, _ROOM)
            self._rarity, self._meaning, self._empty = (
                np.concatenate([known, np.zeros((more, *known.shape[1:]), np.float32)])
                for known in (self._rarity, self._meaning, self._empty)
            )
