"""What is left of a vector."""

import numpy as np

from digest.understand.encoding.matter import matter


def test_vectors_of_an_encoder_that_we_know_nothing_of_stay_as_they_are():
    assert np.array_equal(matter(7), np.eye(7))


def test_fewer_numbers_are_left_of_a_vector():
    assert matter(512).shape == (512, 192)
