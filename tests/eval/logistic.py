"""Rows of evidence and how likely each is in, what each piece of evidence weighs out: logistic regression."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Map = Callable[[Numbers], Numbers]

_STEPS, _STEPS_WITHIN = 30, 200
# Less than this changes no weight as it is written; less than this part of a slope is no slope.
_STILL, _FLAT = 1e-3, 1e-10


def fitted(sums: Map, back: Map, wanted: Numbers, loudness: Numbers, ridge: Numbers) -> Numbers:
    """Return the weights, by Newton's method.

    `sums` gives each row's sum by weights, `back` each weight's sum by rows; `wanted` is the likelihood of each row,
    `loudness` how often it counts, `ridge` what is added for the square of each weight.
    """
    weights = np.zeros(len(ridge))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-sums(weights)))
        slope = back(loudness * (likely - wanted)) + ridge * weights
        bend = loudness * likely * (1 - likely)
        step = _solved(lambda by, bend=bend: back(bend * sums(by)) + ridge * by, slope)
        weights = weights - step
        if np.abs(step).max() < _STILL:
            break
    return weights


def _solved(times: Map, wanted: Numbers) -> Numbers:
    """Return what `times` makes the wanted of, by conjugate gradients."""
    found, rest, step = np.zeros_like(wanted), wanted, wanted
    size = first = rest @ rest
    for _ in range(_STEPS_WITHIN):
        if size <= _FLAT * first:
            break
        moved = times(step)
        along = size / (step @ moved)
        found = found + along * step
        rest = rest - along * moved
        size, before = rest @ rest, size
        step = rest + size / before * step
    return found
