import numpy as np
import pytest

from digest.understand.themes.regression import bent, fitted


def directions(count, seed=1):
    vectors = np.random.default_rng(seed).normal(size=(count, 32)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_examples_are_answered_by_what_they_are_of():
    known = directions(60)

    weights = fitted(known, [range(20), range(20, 60)], [frozenset(), frozenset()])

    answers = bent(known @ known.T) @ weights
    assert (answers[:20] > 0).T.tolist() == [[True] * 20, [False] * 20]
    assert (answers[20:] > 0).T.tolist() == [[False] * 40, [True] * 40]


def test_what_is_silent_on_a_theme_changes_nothing_of_it():
    known = directions(60)

    with_silent = fitted(known, [range(10)], [frozenset(range(40, 60))])
    without = fitted(known[:40], [range(10)], [frozenset()])

    assert not with_silent[40:].any()
    assert with_silent[:40] == pytest.approx(without, abs=1e-3)


def test_a_rare_theme_is_answered_for_what_is_like_its_examples_however_many_others_there_are():
    known = directions(600)
    like_the_first_two = known[:2].sum(axis=0, keepdims=True)
    like_the_first_two /= np.linalg.norm(like_the_first_two)

    answer = bent(like_the_first_two @ known.T) @ fitted(known, [[0, 1]], [frozenset()])

    assert answer.item() > 0.25


def test_a_theme_that_has_all_examples_or_none_is_answered_alike_everywhere():
    known = directions(12)

    answers = bent(known @ known.T) @ fitted(known, [range(12), []], [frozenset(), frozenset()])

    assert (answers[:, 0] > 0).all()
    assert (answers[:, 1] < 0).all()
