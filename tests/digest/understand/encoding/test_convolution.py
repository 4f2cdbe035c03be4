"""What is made of rows and their neighbours in few products is what the definition makes of them in many."""

import numpy as np
import pytest

from digest.understand.encoding.convolution import STEP, Buffers, Convolution


@pytest.mark.parametrize("neighbours", [2, 3, 5])
def test_each_row_is_the_sum_of_its_neighbours_by_their_weights(neighbours):
    chance = np.random.default_rng(7)
    made, size = 3 * STEP, 16
    rows = chance.normal(size=(made + neighbours, size)).astype(np.float32)
    weights = chance.normal(size=(neighbours, size, size)).astype(np.float32)
    out = np.empty((made, size), np.float32)

    Convolution(weights).run(rows, out, Buffers(made, size))

    wanted = sum(rows[at : at + made] @ weights[at] for at in range(neighbours))
    assert np.abs(out - wanted).max() < 1e-3
