"""A convolution over rows, with half the products of its definition: Winograd's minimal filtering, after Toom and Cook.

A few results in a row, each a sum of neighbouring rows times weights, are coefficients of a product of polynomials. So
they follow from the values of that product at a few points, and each value is one product: eight for four rows with
five neighbours each, where the definition takes twenty.
"""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Rows that are made together. More would save less than is lost to rounding.
STEP = 4
# The points at which the polynomials are evaluated; one more is infinity. Small numbers, or rounding loses too much.
_POINTS = (0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5)


class Buffers:
    """Room for what is made of rows, used again and again: new memory would cost as much as the products."""

    def __init__(self, rows: int, size: int) -> None:
        room = (len(_POINTS) + 1) * rows // STEP * size
        self.halves = np.empty(room, np.float32), np.empty(room, np.float32)


class Convolution:
    """The weights of a row and of those behind it, as values at the points."""

    def __init__(self, weights: Array) -> None:
        """`weights` are a matrix for each neighbour, the row itself the first."""
        points = STEP + len(weights) - 1
        into = np.linalg.inv(_powers(points, points)).T
        # Both sides of a product of about one size, for the same reason as small points.
        scale = np.abs(into).max(axis=1, keepdims=True)
        self._weights = np.tensordot(_powers(points, len(weights)) * scale, weights, axes=1).astype(
            np.float32
        )
        self._into = (into / scale).astype(np.float32)
        self._out_of = np.ascontiguousarray(_powers(points, STEP).T, np.float32)

    def run(self, rows: Array, out: Array, buffers: Buffers) -> None:
        """Write what is made at each row but the last ones, which have nothing behind them.

        `out` has a multiple of STEP rows; `rows` has so many more as there are neighbours.
        """
        points, size, _ = self._weights.shape
        parts = len(out) // STEP
        left, right = (half[: points * parts * size].reshape(points, parts, size) for half in buffers.halves)
        for at in range(points):
            left[at] = rows[at : at + len(out) : STEP]
        np.matmul(self._into, left.reshape(points, -1), out=right.reshape(points, -1))
        np.matmul(right, self._weights, out=left)
        np.matmul(self._out_of, left.reshape(points, -1), out=right[:STEP].reshape(STEP, -1))
        for at in range(STEP):
            out[at::STEP] = right[at]


def _powers(points: int, count: int) -> NDArray[np.float64]:
    """Return so many powers of each of the first points, of infinity the highest alone."""
    finite = np.vander(_POINTS[: points - 1], count, increasing=True)
    return np.vstack([finite, np.eye(count)[-1:]])
